"""docs/catalog.md, "In your own language": what it shows does what it says."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from gutcli.app import App
from gutcli.catalog.lexicon import build_layers, build_lexicon
from gutcli.profile.reader import WordReader
from gutcli.terminal.output import Output
from tests.catalog.overlays import base, food, write
from tests.run_gutcli import gutcli

DOCS = Path(__file__).parents[2] / "docs" / "catalog.md"


@pytest.fixture
def own(home: Path) -> Path:
    """A file with the example of the docs."""
    section = DOCS.read_text(encoding="utf-8").partition("## In your own language")[2]
    example = re.search(r"```toml\n(.*?)```", section, re.DOTALL)
    assert example
    (home / "catalog").mkdir()
    path = home / "catalog" / "mine.toml"
    path.write_text(example[1], encoding="utf-8")
    return path


@pytest.mark.usefixtures("own")
def test_words_of_ones_own_language_are_understood() -> None:
    gutcli("catalog", "check")
    for said in ("mlijeko", "alergija na mlijeko"):
        gutcli("profile", "set", "allergies", said)
        assert not any("milk" in food["contains"] for food in gutcli("foods", "--json").data["foods"] if _fits(food))
        assert gutcli("profile", "--json").data["unknown"] == []
    assert all(
        "milk" not in food["contains"] for food in gutcli("foods", "--without", "vrhnje", "--json").data["foods"]
    )
    gutcli("profile", "set", "allergies", "none")
    gutcli("profile", "set", "conditions", "celijakija")
    assert not any("gluten" in food["contains"] for food in gutcli("foods", "--json").data["foods"] if _fits(food))
    gutcli("profile", "set", "medicines", "Martefarin")
    own = [caution for caution in gutcli("cautions", "--json").data["cautions"] if caution["personal"]]
    assert any("Martefarin" in caution["words"] for caution in own)
    assert gutcli("profile", "--json").data["unknown"] == []


@pytest.mark.usefixtures("own")
def test_danger_in_ones_own_language_is_heard() -> None:
    assert "see your doctor" in gutcli("mood", "3", "--note", "krv u stolica").out
    gutcli("profile", "set", "conditions", "želim umrijeti")
    assert gutcli("today", "--json").data["care"]


@pytest.mark.usefixtures("own")
def test_what_was_eaten_is_read_in_ones_own_language() -> None:
    answer = gutcli("ate", "večera: šalica orasi i kefir", "--json").data
    assert [(each["id"], each["amount"]) for each in answer["understood"]] == [("walnuts", "šalica"), ("kefir", "")]
    gutcli("profile", "set", "allergies", "milk")
    assert "names milk" in gutcli("ate", "žlica vrhnje").out


def test_what_is_not_tried_is_not_tried_in_ones_own_language(home: Path) -> None:
    write(home / "catalog", "mine.toml", refuse=[{"id": "alcohol", "words": ["rakija", "šljivovica"]}])
    answer = gutcli("trial", "start", "Rakija", "--watch", "sleep", expect=2)
    assert "“rakija” is not tried here." in answer.err


@pytest.mark.usefixtures("own")
def test_a_food_is_added_in_ones_own_language() -> None:
    words = ("catalog", "add", "Sirko", "--group", "dairy", "--contains", "vrhnje", "--dry-run")
    assert 'contains = ["milk"]' in gutcli(*words).out


def test_an_own_food_that_is_called_so_is_warned_of(own: Path) -> None:
    bar = food(id="plocica", name="Mlijeko plocica", aliases=[])
    own.with_name("zbar.toml").write_text(tomli_w.dumps({"food": [bar]}), encoding="utf-8")
    [named] = gutcli("catalog", "check", "--json").data["named"]
    assert (named["entry"], named["named"]) == ("plocica", "milk")


SHADOWS = [
    # A phrase of one's own never hides what is said by the words in it.
    ({"allergen": [{"id": "milk", "words": ["walnut puh"]}]}, "walnut puh", {"milk", "nuts"}),
    ({"allergen": [{"id": "milk", "words": ["coconut milk"]}]}, "coconut milk", {"milk"}),
    ({"condition": [{"id": "coeliac", "words": ["peanut trbuh"]}]}, "peanut trbuh", {"gluten", "peanuts"}),
    ({"role": [{"id": "allergy", "words": ["sesame muka"]}]}, "sesame muka", {"sesame"}),
    ({"role": [{"id": "beside", "words": ["sesame"]}]}, "sesame", {"sesame"}),
    ({"food": [food(id="puh", name="Peanut puh", aliases=[])]}, "peanut puh", {"peanuts"}),
    ({"role": [{"id": "beside", "words": ["bez"]}]}, "no bez mustard", {"mustard"}),
    ({"allergen": [{"id": "milk", "words": ["not", "no", "without"]}]}, "no eggs", {"eggs"}),
]


@pytest.mark.parametrize(("tables", "said", "out"), SHADOWS, ids=[said for _, said, _ in SHADOWS])
def test_words_of_ones_own_take_no_caution_away(home: Path, tables: dict, said: str, out: set[str]) -> None:
    write(home / "catalog", "mine.toml", **tables)
    gutcli("catalog", "check")
    gutcli("profile", "set", "allergies", said)
    left = {a for each in gutcli("foods", "--all", "--json").data["foods"] if _fits(each) for a in each["contains"]}
    assert not left & out


POOL = re.findall(
    r"\S+",
    "peanut walnut milk egg fish kefir banana oats bean sesame asthma pregnant warfarin ssri kidney disease coeliac "
    "allergy to no not without can't have never former my mother's is fine in remission stopped taking suicidal kill "
    "myself puh zed",
)
PHRASES = st.lists(st.sampled_from(POOL), min_size=1, max_size=3).map(" ".join)
NEEDS = ("conditions", "medicines", "classes", "allergens", "families", "foods", "asks")
TABLES = st.sampled_from(("allergen", "family", "crisis", "role", "conditions", "medicines"))


@settings(max_examples=6)
@given(own=st.lists(st.tuples(TABLES, st.integers(0), PHRASES), min_size=1, max_size=3), data=st.data())
def test_no_words_of_ones_own_make_anything_read_as_less(own: list[tuple[str, int, str]], data: st.DataObject) -> None:
    """Whatever a file adds, and whatever is said: what was read without it is read still."""
    catalog = App(Output()).catalog
    records = {kind: dict(known) for kind, known in base().world.records.items()}
    for kind, number, phrase in own:
        ident = [*records[kind]][number % len(records[kind])]
        key = "brands" if kind == "medicines" else "words"
        entry = records[kind][ident]
        records[kind][ident] = {**entry, key: [*entry[key], phrase], "yours": {}}
    plain = build_layers(base().world.records)
    more = {**build_lexicon(records, plain), "plain": {**plain, "food_names": base().names["foods"]}}
    before, after = (
        WordReader(
            SimpleNamespace(lexicon=lexicon, names=catalog.names, foods=catalog.foods, practices=catalog.practices),
            2026,
        )
        for lexicon in (catalog.lexicon, more)
    )
    saying = st.lists(st.one_of(PHRASES, st.sampled_from([phrase for _, _, phrase in own])), min_size=1, max_size=3)
    for said in (" ".join(parts) for parts in data.draw(st.lists(saying, min_size=12, max_size=12))):
        for key in ("allergies", "conditions", "medicines"):
            first, second = before.read(key, said), after.read(key, said)
            for name in NEEDS if first else ():
                assert {*getattr(first, name)} <= {*getattr(second, name)}, (said, name)
            assert not first or first.crisis <= second.crisis, said


WRONG = [
    ("allergen", "mlijeko", ["x"], "id", "names no list of words to which more can be added."),
    ("role", "negation", ["ne"], "id", "names no list of words to which more can be added."),
    ("around", "without", ["bez"], "id", "names no list of words to which more can be added."),
    ("refuse", "alkohol", ["x"], "id", "names no list of words to which more can be added."),
    ("measure", "household", ["peanut"], "words", 'has "peanut", which may mean peanut.'),
    ("around", "fillers", ["tree nut"], "words", 'has "tree nut", which is not one word.'),
    ("around", "fillers", ["peanutty"], "words", 'has "peanutty", which may mean peanuts.'),
    ("meal", "lunch", ["ploughman"], "words", 'has "ploughman", which may mean ploughman.'),
    ("meal", "lunch", ["cheesi"], "words", 'has "cheesi", which may mean cheese.'),
    ("meal", "dinner", ["lunch"], "words", 'has "lunch", which stands among the words for lunch.'),
    ("measure", "kg", ["g"], "words", 'has "g", which stands among the words for g.'),
    ("around", "joiners", ["zajedno s"], "words", 'has "zajedno s", which is not one word.'),
]


@pytest.mark.parametrize(("table", "ident", "words", "key", "message"), WRONG, ids=[f"{w[0]}-{w[1]}" for w in WRONG])
def test_what_would_hide_a_food_or_deny_is_refused_where_it_stands(
    home: Path, table: str, ident: str, words: list[str], *, key: str, message: str
) -> None:
    path = write(home / "catalog", "mine.toml", **{table: [{"id": ident, "words": words}]})
    [problem] = gutcli("catalog", "check", "--json", expect=4).data["problems"]
    assert (problem["file"], problem["entry"], problem["key"], problem["line"]) == (str(path), ident, key, 2)
    assert problem["message"] == message


def _fits(food: dict) -> bool:
    return food["personal"]["fits"]


def test_each_file_answers_for_its_own_words(home: Path) -> None:
    first = write(home / "catalog", "a.toml", measure=[{"id": "household", "words": ["peanut"]}])
    write(home / "catalog", "b.toml", measure=[{"id": "household", "words": ["kriska"]}])
    assert {problem["file"] for problem in gutcli("catalog", "check", "--json", expect=4).data["problems"]} == {
        str(first)
    }
    assert [part["amount"] for part in gutcli("ate", "kriska oats", "--json").data["understood"]] == ["kriska"]
