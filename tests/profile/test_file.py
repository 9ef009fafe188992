"""The profile's file: read, refused with every problem, kept, changed; never a traceback, never an unsafe default."""

import os
import stat
import subprocess
import sys
import tomllib
from datetime import time
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from gutcli.catalog.data_files import find_data
from gutcli.catalog.files import load_toml
from gutcli.errors import NameNotFoundError, ProfileError, UsageError
from gutcli.profile.edit import find_key, set_value, unset_value
from gutcli.profile.file import examine_profile, load_profile
from gutcli.profile.plain_toml import parse_plain
from gutcli.profile.settings import CHECKLIST, KEYS, SETTINGS, TABLES, Profile, profile_value
from gutcli.profile.values import DIETS, WEEK_STARTS
from gutcli.text import fold

WHOLE = """\
# mine
diet = "vegan"  # since 2015
allergies = ["walnuts", "peanuts"]
conditions = [
  "coeliac",   # my own words
  "IBS",
]
aim = "4/6"
day_starts_at = 05:30:00

# how much
[checklist]
prebiotic = 3
omega-3 = 0

[goals]
plants = 25

[practices]
avoid = ["strength"]
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "profile.toml"


def write(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def refusal(path, text):
    write(path, text)
    with pytest.raises(ProfileError) as info:
        load_profile(path)
    assert info.value.exit_code == 4
    assert "gutcli profile edit" in info.value.hint
    return info.value.message


# ---- reading ----


def test_no_file_is_the_default_profile(path):
    assert load_profile(path) == Profile()
    assert Profile().checklist == CHECKLIST
    assert not path.exists()


def test_a_whole_file(path):
    write(path, WHOLE)
    profile = load_profile(path)
    assert profile.diet == "vegan"
    assert profile.allergies == ("walnuts", "peanuts")
    assert profile.checklist == {"prebiotic": 3, "probiotic": 1, "omega-3": 0, "move": 1, "calm": 1}
    assert (profile.goals_plants, profile.practices_avoid) == (25, ("strength",))
    assert (profile.aim, profile.day_starts_at) == (4 / 6, time(5, 30))


def test_words_stand_as_they_were_written(path):
    write(path, 'dislikes = ["  Brussels Sprouts ", "crème fraîche"]')
    assert load_profile(path).dislikes == ("Brussels Sprouts", "crème fraîche")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('diet = "vegn"', ["line 1, diet", "'vegn'", "Did you mean vegan?"]),
        ('diet = "halal"', ["Add halal to your conditions"]),
        ("diet = 3", ["diet", "quotes"]),
        ('dite = "vegan"', ["line 1, dite", "not a key", "Did you mean diet?"]),
        ('favorites = ["kefir"]', ["Did you mean favourites?"]),
        ('allergies = "nuts"', ["allergies", 'Write a list, such as ["nuts", "milk"]']),
        ("allergies = [1]", ["allergies[1]", "quotes"]),
        ('allergies = [""]', ["empty"]),
        ('dislikes = ["a\\u001b[31mb"]', ["cannot be shown"]),
        ("strict = 1", ["strict", "true or false"]),
        ('strict = "yes"', ["strict", "true or false"]),
        ("[checklist]\nprebiotic = 6", ["line 2, checklist.prebiotic", "The most is 5"]),
        ("[checklist]\nprebiotic = -1", ["The least is 0"]),
        ("[checklist]\nprebiotik = 1", ["checklist.prebiotik", "Did you mean prebiotic?"]),
        ("[checklist]\nomega_3 = 1", ["checklist.omega_3", "Did you mean omega-3?"]),
        ("checklist = 3", ["[checklist]"]),
        ("[goals]\nplants = 0", ["The least is 1"]),
        ("[goals]\nplants = true", ["whole number"]),
        ("aim = 4", ["share from 0 to 1"]),
        ('aim = "4/0"', ["share from 0 to 1"]),
        ("aim = nan", ["share from 0 to 1"]),
        ("aim = true", ["share from 0 to 1"]),
        ('day_starts_at = "13:00"', ["00:00 to 12:00"]),
        ("day_starts_at = 23:00:00", ["00:00 to 12:00"]),
        ("day_starts_at = 4", ["00:00 to 12:00"]),
        ('week_starts = "tuesday"', ["monday, sunday or saturday"]),
        ("diet = x\n", ["line 1"]),
        ('diet = "vegan"\ndiet = "vegan"', ["profile.toml"]),
        (b"diet = '\xff'", ["line 1", "UTF-8"]),
        ("x" * 9_000_000, ["MB"]),
        ("a" + ".a" * 5000 + " = 1", ["too many parts"]),
        ("a = " + "[" * 5000, ["nested too deeply"]),
        ("[[practices]]\navoid = []", ["[practices]"]),
        ('"" = 1', ["not a key"]),
    ],
)
def test_what_is_wrong_is_said(path, text, said):
    message = refusal(path, text)
    assert str(path) in message
    for part in said:
        assert part in message, message


def test_every_problem_is_said_at_once_one_a_line(path):
    message = refusal(path, 'dite = "vegan"\nstrict = 1\n\n[checklist]\ncalm = 9\n[gaols]\nplants = 3\n')
    first, *lines = message.splitlines()
    assert "4 problems" in first
    assert [line.split(", ")[1] for line in lines] == ["line 1", "line 2", "line 5", "line 6"]


def test_what_is_no_file_is_no_default(path, tmp_path):
    path.parent.mkdir()
    path.mkdir()
    with pytest.raises(ProfileError, match="folder"):
        load_profile(path)
    path.rmdir()
    path.symlink_to(tmp_path / "gone")
    with pytest.raises(ProfileError, match="cannot be read"):
        load_profile(path)
    path.unlink()
    if hasattr(os, "mkfifo"):
        os.mkfifo(path)
        with pytest.raises(ProfileError, match="not a file"):
            load_profile(path)
    (tmp_path / "file").write_text("")
    with pytest.raises(ProfileError):
        load_profile(tmp_path / "file" / "profile.toml")
    with pytest.raises(ProfileError):
        load_profile(Path("a\0b"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_no_default(path):
    write(path, WHOLE)
    path.chmod(0)
    with pytest.raises(ProfileError):
        load_profile(path)


def test_a_missing_or_plain_profile_needs_neither_tomllib_nor_pydantic(path):
    code = (
        "import sys; from pathlib import Path\n"
        "from gutcli.profile.file import load_profile\n"
        f"print(load_profile(Path({str(path)!r})).diet)\n"
        "heavy = {'tomllib', 'tomlkit', 'pydantic', 'difflib', 'gutcli.profile.reader'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )

    def run():
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        return done.stdout.split("\n")

    assert run()[:2] == ["omnivore", "[]"]
    write(path, PLAIN)
    assert run()[:2] == ["vegan", "[]"]


def test_a_change_acts_at_once_even_where_the_stamp_does_not_show_it(path):
    write(path, 'allergies = ["nuts"]')
    assert load_profile(path).allergies == ("nuts",)
    facts = path.stat()
    path.write_text('allergies = ["milk"]')  # the same size, in place
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert load_profile(path).allergies == ("milk",)


# ---- what is plain to see ----

PLAIN = """\
# mine
diet = "vegan"  # since 2015
allergies = ["walnuts", "pea nuts", "a # b"] # and

[checklist]
prebiotic = 3
omega-3=0
[goals] # x
 plants = 25
"""


def test_a_plain_file_is_read_as_the_real_parser_reads_it():
    assert parse_plain(PLAIN) == tomllib.loads(PLAIN)
    assert parse_plain(PLAIN.replace("\n", "\r\n")) == tomllib.loads(PLAIN)


_piece = st.one_of(
    st.sampled_from([
        "diet", "allergies", "strict", "[checklist]", "[goals]", "[[goals]]", "=", " = ", '"vegan"', "'a'",
        '["a", "b"]',
        "[]", "[,]", '["a",]', '["a" "b"]', "true", "false", "0", "3", "03", "-1", "1_0", "1.5", "0x1", "+1", "4/6",
        '"""', "'''", "\\", "\n", "\n", "\r", "\r\n", "\t", " ", "#", "# é", ".", "[a.b]", '"a b" = 1', "{ a = 1 }",
        "05:30:00", "\x7f", "\u200b", "é", '"', "'", ",", "]", "inf",
    ]),
    st.text(max_size=3),
)  # fmt: skip


@settings(max_examples=int(os.environ.get("GUTCLI_EXAMPLES", "600")))
@given(st.lists(_piece, max_size=14).map("".join))
def test_whatever_is_read_plainly_is_what_the_real_parser_gives(text):
    if (plain := parse_plain(text)) is not None:
        assert plain == tomllib.loads(text.replace("\r\n", "\n"))


def test_what_nests_without_end_is_left_to_the_real_parser():
    assert parse_plain("allergies = " + "[" * 60_000) is None


def test_every_setting_is_declared_once():
    fields = {key.replace(".", "_") if not key.startswith("checklist.") else "checklist" for key in SETTINGS}
    assert fields == set(Profile._fields)
    assert set(TABLES) == {"checklist", "goals", "practices"}
    known = load_toml(Path(find_data()) / "commands.toml")
    assert not set(known["keys"]) & set(SETTINGS)
    assert set(known["keys"].values()) <= set(SETTINGS)
    assert set(known["diets"].values()) <= set(DIETS)
    assert all(word == fold(word) for word in (*known["diets"], *known["other_diets"]))


# ---- examining ----


def test_examining_gives_what_holds(path):
    tables = '[checklist]\ncalm = 9\nmove = 2\n[goals]\nplants = "x"\n'
    write(path, f'diet = "vegn"\nallergies = ["nuts"]\n"x[0]" = 1\n{tables}')
    found = examine_profile(path)
    assert found.values == {"allergies": ("nuts",), "checklist.move": 2}
    assert sorted(p.key for p in found.problems) == ["checklist.calm", "diet", "goals.plants", "x[0]"]
    assert {p.key: p.line for p in found.problems}["checklist.calm"] == 5


def test_examining_never_raises(path):
    assert examine_profile(path) == type(examine_profile(path))({}, ())
    write(path, "diet = ")
    assert len(examine_profile(path).problems) == 1
    path.unlink()
    path.mkdir()
    (problem,) = examine_profile(path).problems
    assert "folder" in problem.message


# ---- changing ----


@pytest.mark.parametrize(
    ("key", "words", "value"),
    [
        ("diet", ["Vegan"], "vegan"),
        ("diet", ["veggie"], "vegetarian"),
        ("diet", ["pescetarian"], "pescatarian"),
        ("diet", ["plant-based"], "vegan"),
        ("allergies", ["nuts,dairy"], ("nuts", "dairy")),
        ("allergies", ["nuts", "dairy"], ("nuts", "dairy")),
        ("allergies", ["nuts", "kidney", "disease"], ("nuts", "kidney disease")),
        ("conditions", ["coeliac, IBS"], ("coeliac", "IBS")),
        ("conditions", ["kidney", "disease"], ("kidney disease",)),
        ("conditions", ["something", "else"], ("something else",)),
        ("conditions", ["kidney disease", "something else"], ("kidney disease", "something else")),
        ("allergy", ["none"], ()),
        ("meds", ["warfarin 3 mg; aspirin"], ("warfarin 3 mg", "aspirin")),
        ("favorites", ["kefir"], ("kefir",)),
        ("dislikes", ["花生"], ("花生",)),
        ("checklist.prebiotic", ["3"], 3),
        ("checklist.omega-3", ["0"], 0),
        ("checklist.omega3", ["2"], 2),
        ("plants", ["25"], 25),
        ("practices.avoid", ["strength"], ("strength",)),
        ("day_starts_at", ["05:00"], time(5)),
        ("day-starts-at", ["5am"], time(5)),
        ("day_starts_at", ["4.30"], time(4, 30)),
        ("aim", ["4/6"], 4 / 6),
        ("aim", ["50%"], 0.5),
        ("aim", ["1"], 1.0),
        ("strict", ["yes"], True),
        ("streaks", ["off"], False),
        ("week_starts", ["Sun"], "sunday"),
    ],
)
def test_setting(path, key, words, value):
    known = {"nut", "dairy", "kidney disease", "ibs"}
    change = set_value(path, key, words, known)
    assert change.new == value
    assert profile_value(load_profile(path), change.key) == value
    assert change.before == Profile()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("key", "words", "error", "said"),
    [
        ("dite", ["vegan"], NameNotFoundError, "Did you mean diet"),
        ("checklist", ["3"], NameNotFoundError, "checklist.prebiotic"),
        ("xyzzy", ["3"], NameNotFoundError, "The keys are"),
        ("diet", ["vegn"], UsageError, "Did you mean vegan"),
        ("diet", ["halal"], UsageError, "halal to your conditions"),
        ("diet", [], UsageError, "unset diet"),
        ("strict", ["maybe"], UsageError, "yes or no"),
        ("checklist.calm", ["9"], UsageError, "The most is 5"),
        ("checklist.calm", ["-1"], UsageError, "whole number"),
        ("goals.plants", ["lots"], UsageError, "Give one like 30"),
        ("aim", ["4"], UsageError, "4/6"),
        ("day_starts_at", ["noon"], UsageError, "04:00"),
        ("day_starts_at", ["13:00"], UsageError, "04:00"),
        ("dislikes", ["-kimchi"], UsageError, "It holds nothing"),
        ("dislikes", ["kefir, +kimchi"], UsageError, "Give + or -"),
        ("dislikes", ["a\x1bb"], UsageError, "plain letters"),
        ("dislikes", ["x" * 200], UsageError, "few words"),
    ],
)
def test_setting_what_does_not_fit(path, key, words, error, said):
    with pytest.raises(error) as info:
        set_value(path, key, words)
    assert said in f"{info.value.message} {info.value.hint}"
    assert not path.exists()


def test_adding_and_taking_out(path):
    set_value(path, "dislikes", ["kimchi"])
    assert set_value(path, "dislikes", ["+natto, tempeh"]).new == ("kimchi", "natto", "tempeh")
    assert set_value(path, "dislikes", ["+Natto"]).new == ("kimchi", "natto", "tempeh")
    assert set_value(path, "dislikes", ["-natto", "+brown rice"]).new == ("kimchi", "tempeh", "brown rice")
    assert set_value(path, "dislikes", ["leeks"]).new == ("leeks",)
    assert unset_value(path, "dislikes").new == ()


def test_comments_order_and_everything_else_stay(path):
    write(path, WHOLE)
    set_value(path, "diet", ["vegetarian"])
    text = path.read_text()
    assert text == WHOLE.replace('"vegan"', '"vegetarian"')
    assert path.with_name("profile.toml.bak").read_text() == WHOLE
    assert stat.S_IMODE(path.with_name("profile.toml.bak").stat().st_mode) == 0o600
    set_value(path, "checklist.prebiotic", ["1"])
    set_value(path, "checklist.calm", ["2"])
    set_value(path, "medicines", ["warfarin"])
    unset_value(path, "goals.plants")
    lines = path.read_text().splitlines()
    assert lines[lines.index("[checklist]") + 1 :][:3] == ["calm = 2", "prebiotic = 1", "omega-3 = 0"]
    assert lines[lines.index("day_starts_at = 05:30:00") + 1] == 'medicines = ["warfarin"]'
    assert '  "coeliac",   # my own words' in lines
    assert "# how much" in lines
    set_value(path, "conditions", ["gout"])
    assert 'conditions = ["gout"]' in path.read_text()
    assert load_profile(path) == Profile(
        diet="vegetarian", allergies=("walnuts", "peanuts"), conditions=("gout",), medicines=("warfarin",),
        day_starts_at=time(5, 30), practices_avoid=("strength",),
        checklist={"prebiotic": 1, "probiotic": 1, "omega-3": 0, "move": 1, "calm": 2},
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "checklist.prebiotic = 1\n", "checklist = { prebiotic = 1 }\n", '"diet" = "vegan"\n',
        "\ufeffdiet = 'vegan'\r\n", "# only a comment", "[checklist]", "# top\n\n[goals]\nplants = 3",
        'dislikes = ["""\ndiet = 3"""]\n', "strict=true", '[ checklist ] # x\n"omega-3" = 2\n',
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("key", "word"), [("diet", "vegan"), ("checklist.prebiotic", "3"), ("dislikes", "leeks"), ("strict", "no")]
)
def test_any_form_of_toml_can_be_changed(path, text, key, word):
    write(path, text)
    problems = examine_profile(path).problems
    if problems:
        return
    before = load_profile(path)
    change = set_value(path, key, [word])
    after = load_profile(path)
    assert after == change.after
    assert all(profile_value(before, k) == profile_value(after, k) for k in KEYS if k != key)
    assert profile_value(after, key) == change.new


def test_a_broken_file_is_not_written_to_but_its_broken_value_can_be_mended(path):
    broken = 'diet = "vegn"\nallergies = ["nuts"]\n'
    write(path, broken)
    with pytest.raises(ProfileError, match="vegn"):
        set_value(path, "dislikes", ["kimchi"])
    with pytest.raises(ProfileError):
        unset_value(path, "allergies")
    assert path.read_text() == broken
    assert set_value(path, "diet", ["vegan"]).after == Profile(diet="vegan", allergies=("nuts",))
    write(path, 'dite = "vegan"\n')
    assert unset_value(path, "dite").after == Profile()
    write(path, "diet = [")
    with pytest.raises(ProfileError):
        set_value(path, "diet", ["vegan"])


def test_nothing_is_written_where_nothing_changes(path):
    set_value(path, "diet", ["vegan"])
    before = path.stat().st_mtime_ns
    set_value(path, "diet", ["vegan"])
    unset_value(path, "dislikes")
    assert path.stat().st_mtime_ns == before
    assert not path.with_name("profile.toml.bak").exists()


def test_a_linked_profile_stays_a_link(path, tmp_path):
    target = tmp_path / "dotfiles.toml"
    target.write_text('diet = "vegan"\n')
    path.parent.mkdir()
    path.symlink_to(target)
    set_value(path, "strict", ["yes"])
    assert path.is_symlink()
    assert target.read_text() == 'diet = "vegan"\nstrict = true\n'


def test_a_file_that_cannot_be_written_is_left(path, monkeypatch):
    write(path, 'diet = "vegan"\n')

    def fail(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gutcli.profile.edit.write_private", fail)
    with pytest.raises(ProfileError, match="No space left"):
        set_value(path, "strict", ["yes"])
    assert path.read_text() == 'diet = "vegan"\n'


def test_every_key_can_be_found(path):
    assert all(find_key(key) == key for key in KEYS)
    assert all(find_key(key.upper().replace("_", "-")) == key for key in KEYS)


# ---- anything at all ----

_word = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).filter(lambda w: w.strip())
_value = {
    "diet": st.sampled_from(DIETS),
    "week_starts": st.sampled_from(WEEK_STARTS),
    "aim": st.integers(0, 100).map(lambda n: n / 100),
    "day_starts_at": st.builds("{:02}:{:02}".format, st.integers(0, 11), st.integers(0, 59)),
    "goals.plants": st.integers(1, 100),
    "people": st.integers(1, 12),
}


def _values(key):
    default = profile_value(Profile(), key)
    if key in _value:
        return _value[key]
    if isinstance(default, bool):
        return st.booleans()
    return st.integers(0, 5) if isinstance(default, int) else st.lists(_word, max_size=3)


@settings(max_examples=int(os.environ.get("GUTCLI_EXAMPLES", "60")))
@given(data=st.data())
def test_the_file_round_trips(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("p") / "profile.toml"
    wanted = data.draw(st.fixed_dictionaries({}, optional={key: _values(key) for key in KEYS}))
    document = {}
    for key, value in wanted.items():
        table, _, name = key.rpartition(".")
        (document.setdefault(table, {}) if table else document)[name] = value
    text = f"# An empty file would be one that was lost.\n{tomli_w.dumps(document)}"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    found = examine_profile(path)
    if found.problems:
        assert {p.key.split("[")[0] for p in found.problems} <= {k for k, v in wanted.items() if isinstance(v, list)}
        return
    profile = load_profile(path)
    for key in data.draw(st.permutations(sorted(wanted)))[:4]:
        value = profile_value(profile, key)
        words = [value.isoformat() if isinstance(value, time) else str(value)]
        if isinstance(value, tuple):
            if any(set(word) & set(",;+-") for word in value) or len(value) < 2:
                continue
            words = [",".join(value)]
        unset_value(path, key)
        assert profile_value(load_profile(path), key) == profile_value(Profile(), key)
        again = set_value(path, key, words).new
        assert again == value or isinstance(value, tuple | float)
    assert {k: profile_value(load_profile(path), k) for k in KEYS if k not in wanted} == {
        k: profile_value(Profile(), k) for k in KEYS if k not in wanted
    }


@settings(max_examples=int(os.environ.get("GUTCLI_EXAMPLES", "150")))
@given(data=st.data())
def test_a_mutated_file_is_refused_or_keeps_its_allergies(tmp_path_factory, data):
    """Whatever happens to the bytes: a ProfileError, or a profile; never another exception."""
    folder = tmp_path_factory.mktemp("m")
    path = folder / "profile.toml"
    content = bytearray(WHOLE.encode())
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(content) - 1))
        kind = data.draw(st.sampled_from(["put", "cut", "swap", "tail"]))
        if kind == "put":
            odd = [b'"', b"[", b"]", b"=", b"\x00", b"\xff", b"\n", b"#", b".", b"{", b"'''"]
            content[place:place] = data.draw(st.sampled_from(odd))
        elif kind == "cut":
            del content[place : place + data.draw(st.integers(1, 20))]
        elif kind == "tail":
            del content[place:]
        elif content:
            content[place] = data.draw(st.integers(0, 255))
        if not content:
            break
    path.write_bytes(bytes(content))
    examined = examine_profile(path)
    if examined.problems:
        with pytest.raises(ProfileError) as info:
            load_profile(path)
        assert info.value.exit_code == 4
        with pytest.raises((ProfileError, UsageError)):
            set_value(path, "week_starts", ["sunday"])
        assert path.read_bytes() == bytes(content)
    else:
        profile = load_profile(path)
        text = bytes(content).decode()
        if 'allergies = ["walnuts", "peanuts"]\n' in text and "#" not in text.split("allergies")[0].split("\n")[-1]:
            assert profile.allergies == ("walnuts", "peanuts") or "'''" in text or '"""' in text
        change = set_value(path, "week_starts", ["sunday"])
        assert change.after.allergies == profile.allergies
