"""docs/catalog.md, "In your own language": what it shows does what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tomli_w

from tests.catalog.overlays import food, write
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
    ({"role": [{"id": "allergy", "words": ["sesame muka"]}]}, "sesame muka", None),
    ({"role": [{"id": "beside", "words": ["bez"]}]}, "no bez mustard", {"mustard"}),
    ({"allergen": [{"id": "milk", "words": ["not", "no", "without"]}]}, "no eggs", {"eggs"}),
]


@pytest.mark.parametrize(("tables", "said", "out"), SHADOWS, ids=[said for _, said, _ in SHADOWS])
def test_words_of_ones_own_take_no_caution_away(home: Path, tables: dict, said: str, out: set[str] | None) -> None:
    write(home / "catalog", "mine.toml", **tables)
    gutcli("catalog", "check", expect=0 if out else 4)
    gutcli("profile", "set", "allergies", said)
    left = {a for each in gutcli("foods", "--all", "--json").data["foods"] if _fits(each) for a in each["contains"]}
    assert not left & (out or {"sesame"})


WRONG = [
    ("allergen", "mlijeko", ["x"], "id", "names no list of words to which more can be added."),
    ("role", "negation", ["ne"], "id", "names no list of words to which more can be added."),
    ("around", "without", ["bez"], "id", "names no list of words to which more can be added."),
    ("refuse", "alkohol", ["x"], "id", "names no list of words to which more can be added."),
    ("measure", "household", ["peanut"], "words", 'has "peanut", which already means peanuts.'),
    ("around", "fillers", ["nut"], "words", 'has "nut", which already means nuts.'),
    ("around", "joiners", ["zajedno s"], "words", 'has "zajedno s", which is not one word.'),
    ("role", "beside", ["s beans"], "words", 'has "s beans", and foods are called "bean".'),
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
