"""`profile`: show, set, unset, edit, path, setup, and what the rest does when the file is broken."""

from __future__ import annotations

import io
import json
import re
import sys
import tomllib
from pathlib import Path

import pytest

from gutcli.profile.file import load_profile
from gutcli.profile.settings import KEYS, Profile
from tests.run_gutcli import gutcli

BROKEN = {
    "an unknown key": 'dieet = "vegan"\n',
    "an unknown value": 'diet = "martian"\nallergies = ["nuts"]\n',
    "no TOML": "diet = [[[\n",
    "not text": b"\xff\xfe\x00diet",
    "a wrong type": 'allergies = "nuts"\nstrict = 3\n',
}


def write(home, content):
    path = home / "profile.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_without_a_profile_it_says_where_it_would_be_and_how_to_begin(home):
    answer = gutcli("profile")
    assert str(home / "profile.toml") in answer.out
    assert "Nothing is set yet. gutcli profile setup" in answer.out
    assert not (home / "profile.toml").exists()
    data = gutcli("profile", "--json").data
    assert (data["exists"], data["set"], data["problems"], data["unknown"]) == (False, [], [], [])
    assert set(data["values"]) == set(KEYS)
    assert data == gutcli("profile", "show", "--json").data
    assert gutcli("profile", "path").out == f"{home / 'profile.toml'}\n"


@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        (("diet", "vegan"), "diet", "vegan"),
        (("allergies", "nuts,dairy"), "allergies", ["nuts", "dairy"]),
        (("conditions", "coeliac, IBS"), "conditions", ["coeliac", "IBS"]),
        (("medicines", "warfarin"), "medicines", ["warfarin"]),
        (("dislikes", "kimchi"), "dislikes", ["kimchi"]),
        (("favourites", "kefir"), "favourites", ["kefir"]),
        (("checklist.prebiotic", "3"), "checklist.prebiotic", 3),
        (("practices.avoid", "strength"), "practices.avoid", ["strength"]),
        (("day_starts_at", "05:00"), "day_starts_at", "05:00"),
        (("goals.plants", "25"), "goals.plants", 25),
        (("strict", "yes"), "strict", True),
    ],
)
def test_set_and_unset(home, words, key, value):
    before = gutcli("profile", "--json").data["values"]
    data = gutcli("profile", "set", *words, "--json").data
    assert (data["key"], data["old"], data["new"]) == (key, before[key], value)
    after = gutcli("profile", "--json").data
    assert after["values"] == before | {key: value}
    assert after["set"] == [key]
    assert (home / "profile.toml").stat().st_mode & 0o777 == 0o600
    gutcli("profile", "unset", words[0])
    assert gutcli("profile", "--json").data["values"] == before


def test_a_word_is_added_and_taken_out_with_a_sign():
    gutcli("profile", "set", "dislikes", "kimchi")
    gutcli("profile", "set", "dislikes", "+quinoa,+hummus")
    for words in (("-quinoa", "--json"), ("--json", "-quinoa")):  # -q and -h are letters of it, not options
        assert gutcli("profile", "set", "dislikes", *words).data["new"] == ["kimchi", "hummus"]
        gutcli("profile", "set", "dislikes", "kimchi,quinoa,hummus")
    assert gutcli("profile", "set", "dislikes", "-hummus", "-kimchi", "--json").data["new"] == ["quinoa"]
    assert gutcli("profile", "set", "dislikes", "--", "-quinoa").code == 0
    assert "does not hold 'leeks'" in gutcli("profile", "set", "dislikes", "-leeks", expect=2).err


@pytest.mark.parametrize(
    ("words", "code", "message", "hint"),
    [
        (("diet",), 2, "diet needs a value.", "gutcli profile set diet VALUE"),
        (("dislikes", ""), 2, "dislikes needs a value.", "gutcli profile unset dislikes"),
        ((), 2, "KEY", "--help"),
        (("frob", "3"), 3, "no key called 'frob'", "The keys are diet"),
        (("diets", "vegan"), 3, "no key called 'diets'", "Did you mean diet"),
        (("diet", "keto"), 2, "'keto' is not a diet.", "omnivore, pescatarian, vegetarian or vegan"),
        (("diet", "halal"), 2, "not one of gutcli's diets", "Add halal to your conditions"),
        (("checklist.prebiotic", "9"), 2, "9 does not fit", "The most is 5"),
        (("checklist", "3"), 3, "no key called 'checklist'", "checklist.prebiotic"),
        (("strict", "maybe"), 2, "not yes or no", "Say yes or no"),
        (("day_starts_at", "25:00"), 2, "is not a time", "04:00"),
        (("goals.plants", "many"), 2, "not a whole number", "30"),
    ],
)
def test_what_is_refused_changes_nothing(home, words, code, message, hint):
    error = gutcli("profile", "set", *words, "--json", expect=code).error
    assert message in error["message"]
    assert hint in error["hint"]
    assert not (home / "profile.toml").exists()


def test_setting_a_medicine_says_at_once_what_changes_with_sources():
    data = gutcli("profile", "set", "medicines", "Marevan 3 mg", "--json").data
    cards = {card["id"]: card for card in data["new_cautions"]}
    assert {"warfarin", "warfarin-natto"} <= set(cards)
    assert all(card["words"] == ["Marevan 3 mg"] for card in cards.values())
    assert all(card["references"] or card["basis"] != "cited" for card in cards.values())
    assert data["unknown"] == []
    assert "sauerkraut" in gutcli("profile", "set", "medicines", "+Nardil", "--json").data["now_left_out"]["foods"]
    gutcli("profile", "unset", "medicines")
    page = gutcli("profile", "set", "medicines", "+phenelzine").out
    assert "From now on left out, " in page
    assert "Source" in page
    assert "because you said “phenelzine”" in page
    page = gutcli("profile", "unset", "medicines").out
    assert "No longer looked out for" in page
    assert "Offered again" in page


def test_what_is_not_known_is_kept_and_said_each_time(home):
    said = gutcli("profile", "set", "medicines", "warfarin, frobnicol").out
    assert "“frobnicol” is not known to gutcli: it can't protect you from this." in said
    assert "“frobnicol” is not known to gutcli: it can't protect you from this." in gutcli("profile").out
    assert tomllib.loads((home / "profile.toml").read_text())["medicines"] == ["warfarin", "frobnicol"]
    unknown = gutcli("profile", "--json").data["unknown"]
    assert [(line["word"], line["unknown"]) for line in unknown] == [("frobnicol", "frobnicol")]


def test_with_a_broken_profile_no_count_is_shown_and_nothing_is_suggested(home):
    gutcli("done", "1")
    assert gutcli("week", "--json").data["plants"]["goal"] == 30
    write(home, BROKEN["an unknown key"])
    week = gutcli("week", "--json").data
    assert week["species"]
    assert week["plants"] == {"week": None, "goal": None}
    assert week["would_be_new"] == []
    day = gutcli("history", "today", "--json").data
    assert day["done"] == 1


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_yields_no_list_but_keeps_nobody_from_reading(home, name):
    path = write(home, BROKEN[name])
    before = path.read_bytes()
    for argv in (
        (),
        ("today",),
        ("today", "--easy"),
        ("plan",),
        ("plan", "--format", "ics"),
        ("done", "1"),
        ("swap", "1"),
    ):
        answer = gutcli(*argv, expect=4)
        assert answer.out == ""
        assert str(path) in answer.err
        assert "gutcli profile edit" in answer.err
    error = gutcli("today", "--json", expect=4).error
    assert error["code"] == "profile_invalid"
    for argv in (
        ("foods", "kefir"),
        ("foods", "--probiotic"),
        ("explain", "scfa"),
        ("practices", "--calm"),
        ("tips",),
        ("history",),
        ("history", "today"),
        ("week",),
    ):
        answer = gutcli(*argv)
        assert answer.out
        assert "shown without it" in answer.err
    assert "Your profile cannot be read" in gutcli("cautions", "warfarin").out
    assert "marked: " in gutcli("cautions").out
    answer = gutcli("profile", expect=4)
    assert "The file has problems" in answer.out
    assert "gutcli profile edit" in answer.out
    assert gutcli("profile", "--json", expect=4).out
    assert gutcli("profile", "set", "strict", "yes", expect=4).out == ""
    assert path.read_bytes() == before


def test_a_broken_profile_shows_what_still_holds_and_nothing_that_it_did_not_say(home):
    write(home, 'diet = "martian"\nallergies = ["nuts"]\ndieet = 3\n')
    page = gutcli("profile", expect=4).out
    assert re.search(r"line 1, diet 'martian' is not a diet", page)
    assert re.search(r"line 3, dieet is not a key that gutcli knows. Did you mean diet", page)
    assert re.search(r"allergies +nuts", page)
    assert "omnivore  " not in page
    assert "medicines" not in page
    data = gutcli("profile", "--json", expect=4).data
    assert [(p["line"], p["key"]) for p in data["problems"]] == [(1, "diet"), (3, "dieet")]
    assert data["set"] == ["allergies"]
    assert (data["cautions"], data["left_out"]) == ([], None)


def test_edit_opens_the_editor_and_checks_what_comes_out(home, monkeypatch, tmp_path):
    monkeypatch.setenv("EDITOR", "true")
    assert "Nothing is set yet" in gutcli("profile", "edit").out
    assert load_profile(home / "profile.toml") == Profile()
    script = tmp_path / "an editor"
    script.write_text("#!/bin/sh\necho 'diet = [[[' > \"$1\"\n")
    script.chmod(0o700)
    monkeypatch.setenv("VISUAL", f"'{script}'")
    assert "The file has problems" in gutcli("profile", "edit", expect=4).out
    script.write_text('#!/bin/sh\necho \'diet = "vegan"\' > "$1"\n')
    assert re.search(r"diet +vegan", gutcli("profile", "edit").out)
    for editor in ("false", "/no/such/editor", "'"):
        monkeypatch.setenv("VISUAL", editor)
        error = gutcli("profile", "edit", "--json", expect=1).error
        assert error["code"] == "no_editor"
        assert str(home / "profile.toml") in error["hint"]


def test_every_line_of_a_new_file_holds_once_its_mark_is_taken_off(home, monkeypatch):
    monkeypatch.setenv("EDITOR", "true")
    gutcli("profile", "edit")
    path = home / "profile.toml"
    head, *lines = path.read_text().splitlines()
    assert head.startswith("# gutcli's profile")
    path.write_text("\n".join(line.removeprefix("# ") for line in lines))
    assert load_profile(path) == Profile()
    assert set(gutcli("profile", "--json").data["set"]) == set(KEYS)


class Keyboard(io.StringIO):
    def isatty(self):
        return True


def talk(monkeypatch, *answers, argv=(), end="\n", expect=0, stdin=io.StringIO):
    monkeypatch.setattr(sys, "stdin", stdin("\n".join(answers) + end if answers else ""))
    return gutcli("profile", "setup", *argv, expect=expect)


def test_setup_asks_says_what_follows_and_can_be_skipped(home, monkeypatch):
    answer = talk(monkeypatch, "vegan", "walnuts", "", "warfarin, frobnicol", "kimchi", "strength")
    assert answer.err.count("\n> ") == 6
    assert "Enter skips a question" in answer.err
    assert "“frobnicol” is not known to gutcli" in answer.err
    assert "avoid: " in answer.err
    assert tomllib.loads((home / "profile.toml").read_text()) == {
        "diet": "vegan", "allergies": ["walnuts"], "medicines": ["warfarin", "frobnicol"], "dislikes": ["kimchi"],
        "practices": {"avoid": ["strength"]},
    }  # fmt: skip
    assert re.search(r"diet +vegan", answer.out)


def test_setup_keeps_an_intolerance_of_lactose_under_conditions_and_says_so(home, monkeypatch):
    answer = talk(monkeypatch, "", "lactose intolerant, peanuts", "IBS", "", "", "")
    assert "“lactose intolerant” is kept under conditions" in answer.err
    assert tomllib.loads((home / "profile.toml").read_text()) == {
        "allergies": ["peanuts"], "conditions": ["IBS", "lactose intolerant"],
    }  # fmt: skip
    fits = {food["id"] for food in gutcli("foods", "--all", "--json").data["foods"] if food["personal"]["fits"]}
    assert {"kefir", "yoghurt", "rye-bread"} <= fits


@pytest.mark.parametrize("said", ["milk", "milk allergy", "lactose allergy", "lactose and milk"])
def test_setup_leaves_an_allergy_to_milk_where_it_is(home, monkeypatch, said):
    talk(monkeypatch, "", said, "", "", "", "")
    assert tomllib.loads((home / "profile.toml").read_text()) == {"allergies": [said]}
    assert "kefir" in gutcli("profile", "--json").data["left_out"]["foods"]


def test_setup_with_a_closed_or_empty_input_ends_kindly(home, monkeypatch):
    assert "Nothing is set yet" in talk(monkeypatch).out
    monkeypatch.setattr(sys, "stdin", None)
    assert gutcli("profile", "setup").code == 0
    assert talk(monkeypatch, "vegan", end="", argv=("--json",)).data["values"]["diet"] == "vegan"


def test_setup_asks_again_after_a_wrong_answer_and_goes_on_after_three(home, monkeypatch):
    answer = talk(monkeypatch, "keto", "martian", "vegan", "none", stdin=Keyboard)
    assert answer.err.count("How do you eat") == 3
    assert gutcli("profile", "--json").data["values"]["diet"] == "vegan"
    answer = talk(monkeypatch, "keto", "keto", "keto", "nuts", stdin=Keyboard)
    assert answer.err.count("How do you eat") == 3
    assert gutcli("profile", "--json").data["values"]["allergies"] == ["nuts"]


def test_a_pipe_with_a_wrong_answer_is_refused_before_an_allergy_is_taken_for_a_diet(monkeypatch):
    answer = talk(monkeypatch, "vegan", "nuts", "coeliac", "warfarin", "kimchi", "", expect=0)
    assert answer.err.count("\n> ") == 6
    gutcli("profile", "unset", "allergies")
    answer = talk(monkeypatch, "carnivore", "nuts", "coeliac", expect=2)
    assert "the rest was not read" in answer.err
    assert gutcli("profile", "--json").data["values"]["allergies"] == []


def test_setup_of_a_broken_file_asks_nothing(home, monkeypatch):
    write(home, "diet = [[[\n")
    answer = talk(monkeypatch, "vegan", "nuts", expect=4)
    assert "How do you eat" not in answer.err
    assert "gutcli profile edit" in answer.err


def test_saving_keeps_comments_and_the_file_before(home):
    path = write(home, '# mine\ndiet = "vegetarian"  # since 2011\n')
    gutcli("profile", "set", "allergies", "nuts")
    assert path.read_text() == '# mine\ndiet = "vegetarian"  # since 2011\nallergies = ["nuts"]\n'
    assert (home / "profile.toml.bak").read_text() == '# mine\ndiet = "vegetarian"  # since 2011\n'


@pytest.mark.parametrize("width", ["40", "60", "100"])
def test_pages_fit(home, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", width)
    gutcli("profile", "set", "medicines", "warfarin")
    for argv in (("profile",), ("cautions", "warfarin"), ("profile", "set", "conditions", "pregnant")):
        long = [line for line in gutcli(*argv).out.splitlines() if len(line) > int(width) and "://" not in line]
        assert [line for line in long if str(Path(home).parent) not in line] == []


def test_the_change_is_the_difference_of_two_profiles(home):
    one = gutcli("profile", "--json").data
    change = json.loads(gutcli("profile", "set", "allergies", "fish", "--json").out)["data"]
    two = gutcli("profile", "--json").data
    assert set(two["left_out"]["foods"]) - set(one["left_out"]["foods"]) == set(change["now_left_out"]["foods"])
    assert "salmon" in change["now_left_out"]["foods"]


def test_what_another_window_says_meanwhile_is_not_lost(home, monkeypatch):
    from gutcli.profile import edit as profile_edit

    write, others = profile_edit._write_value, ['allergies = ["nuts"]\n']

    def write_slowly(*given):
        written = write(*given)
        if others:
            (home / "profile.toml").write_text(others.pop(), encoding="utf-8")
        return written

    monkeypatch.setattr(profile_edit, "_write_value", write_slowly)
    gutcli("profile", "set", "medicines", "warfarin")
    assert tomllib.loads((home / "profile.toml").read_text()) == {"allergies": ["nuts"], "medicines": ["warfarin"]}


@pytest.mark.parametrize(
    ("third", "said"), [('diet = "omnivore"', "'diet' is set a second time"), ("medicines = warfarin", "line 3")]
)
def test_a_file_that_is_no_toml_still_shows_what_stands_above_the_mistake(home, third, said):
    write(home, f'diet = "vegan"\nallergies = ["nuts"]\n{third}\n')
    answer = gutcli("profile", expect=4)
    assert said in answer.out
    assert re.search(r"diet +vegan", answer.out)
    assert re.search(r"allergies +nuts", answer.out)
    assert said in gutcli("today", expect=4).err


def test_help_says_of_each_way_what_it_does(capsys):
    gutcli("profile", "--help")
    said = {line.split()[0]: line for line in capsys.readouterr().out.splitlines() if line.startswith("  s")}
    assert "Show" in said["show"]
    assert "Set a value" in said["set"]
