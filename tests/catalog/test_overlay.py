"""What an overlay may do to a built-in entry: never less safe in silence, and never in gutcli's name."""

from __future__ import annotations

import pytest

from gutcli.catalog.compile import KINDS
from gutcli.catalog.kinds import WORD_LISTS
from gutcli.catalog.overlay import GROWS, REMOVE, find_removable
from gutcli.catalog.schema import make_schema
from tests.catalog.overlays import base, compile_with, food, said, write
from tests.run_gutcli import gutcli

EATING = {table for table, file in WORD_LISTS.items() if file == "eating"}
TABLE = {kind: table for table, kind in KINDS.items()}


def every_growing_key():
    for kind, keys in GROWS.items():
        for key in keys:
            ident = next(i for i, record in base().world.records[kind].items() if record.get(key))
            yield pytest.param(kind, key, ident, id=f"{kind}-{key}")


EVERY = list(every_growing_key())


@pytest.mark.parametrize(("kind", "key", "ident"), EVERY)
def test_what_keeps_people_safe_only_grows(tmp_path, kind, key, ident):
    before = base().world.records[kind][ident]
    other = next(
        (
            word
            for record in base().world.records[kind].values()
            for word in record.get(key, ())
            if word not in before[key] and (key != "may_contain" or word not in before["contains"]) and word != ident
        ),
        "another name of it",
    )
    added = "another name of it" if key == "aliases" else "zgodno" if kind in EATING else other
    diets = {"diets": []} if kind == "foods" else {}
    compiled = compile_with(write(tmp_path, "a.toml", **{TABLE[kind]: [{"id": ident, key: [added], **diets}]}))
    assert compiled.problems == []
    assert compiled.records[kind][ident][key] == [*before[key], added]


@pytest.mark.parametrize(("kind", "key", "ident"), EVERY)
def test_an_empty_list_takes_nothing_out_and_says_what_would(tmp_path, kind, key, ident):
    compiled = compile_with(write(tmp_path, "a.toml", **{TABLE[kind]: [{"id": ident, key: []}]}))
    [(entry, where, message, expected)] = said(compiled)
    assert (entry, where) == (ident, key)
    assert message.endswith("only grows, so an empty list says nothing.")
    assert (f"{REMOVE}{key} = [" in expected) == (key in find_removable(kind))
    assert compiled.records == base().world.records


@pytest.mark.parametrize(("kind", "key", "ident"), EVERY)
def test_taking_out_needs_a_key_of_its_own_and_is_noted(tmp_path, kind, key, ident):
    before = base().world.records[kind][ident]
    word = before[key][0]
    compiled = compile_with(write(tmp_path, "a.toml", **{TABLE[kind]: [{"id": ident, REMOVE + key: [word]}]}))
    if key not in find_removable(kind):
        assert [where for _, where, _, _ in said(compiled)] == [REMOVE + key]
        return
    assert compiled.problems == []
    record = compiled.records[kind][ident]
    assert word not in record[key]
    assert record["yours"] == {"files": ["a.toml"], "keys": [key], "removed": [f"{word} ({key})"], "named": []}


def test_the_schema_knows_the_keys_that_take_out():
    for kind, model in (("foods", "FoodEntry"), ("practices", "PracticeEntry"), ("tips", "TipEntry")):
        properties = make_schema("overlay")["$defs"][model]["properties"]
        assert [key for key in properties if key.startswith(REMOVE)] == [REMOVE + key for key in find_removable(kind)]


REFUSED = [
    ({"id": "walnuts", "remove_contains": ["milk"]}, "remove_contains", "names milk, which contains does not have."),
    ({"id": "walnuts", "remove_contains": "nuts"}, "remove_contains", "is not a list of words."),
    ({"id": "walnuts", "remove_group": ["x"]}, "remove_group", "is not a key that gutcli knows."),
    ({"id": "walnuts", "group": "fruit"}, "group", "of a built-in entry stays as it is"),
    ({"id": "kefir", "lactose": "none"}, "lactose", "of a built-in food is never less than it was."),
    ({"id": "salmon", "diets": ["vegan", "vegetarian", "pescatarian"]}, "diets", "adds vegan and vegetarian"),
    ({"id": "oats", "aliases": ["walnut halves"]}, "aliases", 'has "walnut halves", which already means walnuts.'),
    ({"id": "oats", "name": "Walnuts"}, "name", 'has "Walnuts", which already means walnuts.'),
]


@pytest.mark.parametrize(("changes", "key", "message"), REFUSED, ids=[f"{c['id']}-{k}" for c, k, _ in REFUSED])
def test_what_would_weaken_an_entry_is_refused(tmp_path, changes, key, message):
    compiled = compile_with(write(tmp_path, "a.toml", food=[changes]))
    [problem] = said(compiled)
    assert problem[1] == key
    assert problem[2].startswith(message)
    assert compiled.records == base().world.records


def test_a_name_that_was_let_go_still_means_the_entry(tmp_path):
    files = (
        write(tmp_path, "a.toml", food=[{"id": "walnuts", "name": "Brain food"}]),
        write(tmp_path, "b.toml", food=[food(id="hulls", name="Walnuts", aliases=[])]),
    )
    compiled = compile_with(*files)
    assert compiled.left_out == [str(files[1])]
    assert compiled.names["foods"]["walnut"] == compiled.names["foods"]["brain food"] == "walnuts"


def test_a_second_file_cannot_do_what_the_first_may_not(tmp_path):
    first = write(tmp_path, "a.toml", food=[{"id": "walnuts", "serving": {"grams": 20}}])
    second = write(tmp_path, "b.toml", food=[{"id": "walnuts", "contains": []}])
    assert compile_with(first, second).left_out == [str(second)]
    third = write(tmp_path, "b.toml", food=[{"id": "walnuts", "note": "Mine."}])
    yours = compile_with(first, third).records["foods"]["walnuts"]["yours"]
    assert yours == {"files": ["a.toml", "b.toml"], "keys": ["serving", "note"], "removed": [], "named": []}


def test_an_entry_of_ones_own_may_be_changed_at_will(tmp_path):
    first = write(tmp_path, "a.toml", food=[food(contains=["nuts"], group="fruit")])
    second = write(tmp_path, "b.toml", food=[{"id": "rose-hips", "contains": [], "group": "sweets"}])
    record = compile_with(first, second).records["foods"]["rose-hips"]
    assert (record["contains"], record["group"]) == ([], "sweets")
    assert record["yours"] == {"files": ["a.toml", "b.toml"], "keys": [], "removed": [], "named": []}


def test_what_it_may_contain_and_does_contain_is_said_once(tmp_path):
    before = base().world.records["foods"]["walnuts"]
    added = before["may_contain"][0]
    record = compile_with(write(tmp_path, "a.toml", food=[{"id": "walnuts", "contains": [added]}])).records["foods"]
    assert record["walnuts"]["contains"] == [*before["contains"], added]
    assert added not in record["walnuts"]["may_contain"]


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\x07", "\x85", "\x9b", "\u202e", "\u2066", "\u200b", "\U000e0041"])
def test_control_and_bidi_characters_are_refused_in_every_text(tmp_path, char):
    escaped = f"\\U{ord(char):08X}"
    (tmp_path / "a.toml").write_text(
        f'[[food]]\nid = "oats"\nserving = {{ text = "a{escaped}b" }}\n[[topic]]\nid = "serotonin"\n'
        f'[[topic.claim]]\ntext = "a{escaped}b"\ngrade = "early"\nreferences = ["sender-2016"]\n',
        encoding="utf-8",
    )
    assert [(entry, key) for entry, key, _, _ in said(compile_with(tmp_path / "a.toml"))] == [
        ("oats", "serving.text"),
        ("serotonin", "claim[1].text"),
    ]


def test_a_list_spares_the_allergic_whatever_an_overlay_says(home):
    gutcli("profile", "set", "allergies", "nuts")
    write(home / "catalog", "mine.toml", food=[{"id": "walnuts", "contains": ["gluten"], "diets": []}])
    personal = gutcli("foods", "walnuts", "--json").data["foods"][0]["personal"]
    assert not personal["fits"]
    assert "contains nuts (you said nuts)" in [reason["text"] for reason in personal["reasons"]]


def test_what_was_taken_out_stands_on_check_card_and_list(home):
    write(home / "catalog", "mine.toml", food=[{"id": "walnuts", "remove_contains": ["nuts"]}])
    words = "takes out nuts (contains)"
    assert "mine.toml takes out of walnuts what is warned of: nuts (contains)." in gutcli("catalog", "check").out
    assert gutcli("catalog", "check", "--json").data["removals"] == [
        {"kind": "foods", "entry": "walnuts", "file": "mine.toml", "removed": "nuts (contains)"}
    ]
    card = gutcli("foods", "walnuts").out
    assert "Yours: mine.toml sets its contains." in card
    assert f"! mine.toml {words}." in card
    gutcli("swap", "4", "walnuts")
    [item] = [item for item in gutcli("today", "--json").data["items"] if item["id"] == "walnuts"]
    assert [note["short"] for note in item["cautions"] if note["id"] == "own-catalog"] == [f"mine.toml {words}"]
    assert f"! mine.toml {words}" in gutcli("today").out


def test_a_persons_own_words_are_marked_as_theirs(home, monkeypatch):
    claim = {"text": "It is magic.", "grade": "strong", "references": ["sender-2016"]}
    write(
        home / "catalog", "mine.toml",
        tip=[{"id": "soak-oats", "text": "Soak the oats twice, as I do."}],
        topic=[{"id": "serotonin", "claim": [claim]}],
        practice=[{"id": "box-breathing", "steps": ["Breathe."]}],
        food=[food()],
    )  # fmt: skip
    assert "Soak the oats twice, as I do. (yours: mine.toml)" in gutcli("tips", "--all").out
    assert "Yours: mine.toml sets its claim." in gutcli("explain", "serotonin").out
    assert "Yours: mine.toml sets its steps." in gutcli("practices", "box-breathing").out
    assert "Yours: all of it is from mine.toml." in gutcli("foods", "rose hips").out
    tips = gutcli("tips", "--all", "--json").data["tips"]
    assert {tip["id"]: tip["yours"] for tip in tips if tip["yours"]} == {
        "soak-oats": {"files": ["mine.toml"], "keys": ["text"], "removed": [], "named": []}
    }
    # On the list, too, on the day on which it is that tip's turn.
    order = [tip["id"] for tip in tips]
    assert "soak-oats" in order
    from datetime import date, timedelta

    for ahead in range(len(order)):
        day = date(2026, 11, 23) + timedelta(ahead)
        monkeypatch.setenv("GUTCLI_NOW", f"{day}T08:30:00+00:00")
        tip = gutcli("today", "--json").data["tip"]
        if tip["id"] == "soak-oats":
            assert tip["yours"] == "mine.toml"
            assert "(yours: mine.toml)" in " ".join(gutcli("today").out.split())
            return
    raise AssertionError("the tip never had its turn")


def test_a_caution_of_ones_own_says_whose_it_is_wherever_it_stands(home):
    caution = {
        "id": "own-tablets", "who": "Everybody", "for_anyone": True, "items": ["oats"], "applies_to": "food",
        "severity": "limit", "short": "stop your tablets", "advice": "Stop your tablets.", "references": [],
        "basis": "my own words", "checked": "2026-11-01",
    }  # fmt: skip
    write(home / "catalog", "mine.toml", caution=[caution], food=[{"id": "oats", "cautions": ["own-tablets"]}])
    mine = "(yours: mine.toml)"
    gutcli("swap", "1", "oats")
    for argv in (["cautions", "own-tablets"], ["foods", "oats"], ["today"], ["today", "--why", "1"], ["ate", "oats"]):
        out = " ".join(gutcli(*argv).out.split())
        assert "top your tablets" not in out or mine in out, argv
        assert argv == ["ate", "oats"] or "top your tablets" in out, argv


def test_the_guide_says_whose_steps_it_reads(home):
    write(home / "catalog", "mine.toml", practice=[{"id": "brisk-walk", "steps": ["Run until you drop."]}])
    assert "Yours: mine.toml sets its steps." in gutcli("guide", "brisk-walk", "--dry-run").out
    assert gutcli("guide", "brisk-walk", "--json").data["yours"]["keys"] == ["steps"]


NAMES = [
    ("Walnut bar", (), ["nuts"]),
    ("Winter mix", ("cashew crunch",), ["nuts"]),
    ("Peanut and sesame snaps", (), ["peanuts", "sesame"]),
    ("Prawn crackers", (), ["crustaceans"]),
    ("Butter beans", (), []),
    ("Coconut milk", (), []),
    ("Nut free bar", (), []),
    ("Gluten free walnut bar", (), ["nuts"]),
    ("Milk free cashew bar", (), ["nuts"]),
    ("Bar without nuts", (), []),
    ("Rose hip tea", (), []),
]


@pytest.mark.parametrize(("name", "aliases", "named"), NAMES, ids=[name for name, *_ in NAMES])
def test_what_a_name_says_counts_although_the_entry_says_it_nowhere(tmp_path, name, aliases, named):
    own = {"id": "own-thing", "name": name, "aliases": list(aliases), "contains": [], "may_contain": [], "diets": []}
    record = compile_with(write(tmp_path, "a.toml", food=[food(**own)])).records["foods"]["own-thing"]
    assert (record["may_contain"], record["yours"]["named"]) == (named, named)
    if named:
        said_so = compile_with(write(tmp_path, "a.toml", food=[food(**own | {"contains": named})]))
        assert said_so.records["foods"]["own-thing"]["yours"]["named"] == []
        taken_out = compile_with(write(tmp_path, "a.toml", food=[food(**own, remove_may_contain=named)]))
        record = taken_out.records["foods"]["own-thing"]
        assert (record["may_contain"], record["yours"]["named"]) == ([], [])
        assert record["yours"]["removed"] == [f"{word} (may_contain)" for word in named]


def test_a_food_whose_name_speaks_of_an_allergen_is_never_offered_to_the_allergic(home):
    gutcli("profile", "set", "allergies", "nuts")
    write(home / "catalog", "mine.toml", food=[food(id="own-bar", name="Walnut bar", aliases=[], contains=[])])
    assert not gutcli("foods", "own-bar", "--json").data["foods"][0]["personal"]["fits"]
    assert "The name of own-bar in mine.toml speaks of nuts" in gutcli("catalog", "check").out
    assert gutcli("catalog", "check", "--json").data["named"] == [
        {"kind": "foods", "entry": "own-bar", "file": "mine.toml", "named": "nuts"}
    ]
