"""`catalog add`: a food of the person's own, checked before it is written, and never over another."""

from __future__ import annotations

import gzip
import tomllib
from pathlib import Path

import pytest

from gutcli.catalog import usda
from gutcli.catalog.add import Draft, find_named_cautions, make_id, parse_allergens
from gutcli.catalog.interview import ask_food
from gutcli.catalog.library import Catalog
from gutcli.catalog.usda import find_row, read_rows
from gutcli.errors import AmbiguousNameError, CatalogError, NameNotFoundError, UsageError
from tests.catalog.overlays import food, write
from tests.run_gutcli import gutcli

SKYR = ("catalog", "add", "Kate's skyr", "--contains", "dairy", "--group", "dairy", "--kind", "probiotic")


@pytest.fixture(scope="module")
def table():
    return read_rows()


@pytest.fixture(autouse=True)
def read_once(table, monkeypatch):
    """The table of USDA has eight thousand rows."""
    monkeypatch.setattr(usda, "read_rows", lambda: table)


def read(path: Path) -> list[dict]:
    return tomllib.loads(path.read_text(encoding="utf-8"))["food"]


def test_from_options(home):
    answer = gutcli(
        *SKYR, "--diet", "vegetarian", "--serving", "a pot", "--grams", "150", "--alias", "kate's pot",
        "--how", "Eat it cold.", "--live", "yes",
    )  # fmt: skip
    path = home / "catalog" / "my-foods.toml"
    assert f"Added Kate's skyr in {path}" in answer.out
    [entry] = read(path)
    assert entry.pop("cautions")
    assert entry == {
        "id": "kates-skyr", "name": "Kate's skyr", "aliases": ["kate's pot"], "group": "dairy", "kinds": ["probiotic"],
        "plants": [], "contains": ["milk"], "may_contain": [], "diets": ["vegetarian", "pescatarian"],
        "lactose": "some", "live_cultures": "yes", "serving": {"text": "a pot", "grams": 150},
        "how_to_eat": "Eat it cold.", "topics": ["probiotics"], "checklist": True,
    }  # fmt: skip
    assert path.stat().st_mode & 0o777 == 0o600
    assert gutcli("catalog", "check").code == 0
    assert gutcli("foods", "kate's pot", "--json").data["foods"][0]["serving"]["grams"] == 150


def test_figures_from_usda_are_copied_exactly_and_unknown_ones_left_out(home):
    gutcli("catalog", "add", "Chia from the mill", "--contains", "none", "--usda", "12006")
    [entry] = read(home / "catalog" / "my-foods.toml")
    assert entry["source"] == {
        "dataset": "USDA SR28", "ndb_no": "12006", "description": "Seeds, chia seeds, dried",
        "ala_basis": "851: 18:3 n-3 c,c,c (ALA)", "fibre_basis": "291",
    }  # fmt: skip
    assert entry["per_100g"] == {
        "kcal": 486, "protein_g": 16.54, "fibre_g": 34.4, "fat_g": 30.74, "ala_g": 17.83, "tryptophan_g": 0.436,
        "vitamin_b12_ug": 0, "folate_ug": 49, "magnesium_mg": 335, "potassium_mg": 407, "sodium_mg": 16,
        "selenium_ug": 55.2, "iron_mg": 7.72, "zinc_mg": 4.58,
    }  # fmt: skip
    assert entry["serving"] == {"text": "1 oz", "grams": 28.35}
    assert entry["group"] == "nuts-and-seeds"
    card = gutcli("foods", "chia-from-the-mill", "--json").data["foods"][0]
    assert card["per_100g"]["sugars_g"] is None


def test_several_rows_are_listed_with_their_numbers():
    answer = gutcli("catalog", "add", "X", "--contains", "none", "--usda", "walnuts", expect=3)
    assert "12155  Nuts, walnuts, english" in answer.err
    answer = gutcli("catalog", "add", "X", "--contains", "none", "--usda", "walnuts", "--json", expect=3)
    assert answer.error["code"] == "ambiguous"
    assert "12155" in answer.error["hint"]


def test_rows_are_found_by_number_words_or_whole_name():
    rows = read_rows()
    assert find_row("1289", rows).description == "Kefir, lowfat, plain, LIFEWAY"
    assert find_row("kefir plain lifeway", rows).ndb_no == "01289"
    assert find_row("nuts walnuts ENGLISH", rows).ndb_no == "12155"
    for words, hint in (("sauerkrat", "Did you mean sauerkraut?"), ("00001", "words"), ("zzz", "fewer")):
        with pytest.raises(NameNotFoundError) as caught:
            find_row(words, rows)
        assert hint in caught.value.hint
    with pytest.raises(AmbiguousNameError, match="foods with 'beef'"):
        find_row("beef", rows)


def test_a_damaged_table_is_said(tmp_path):
    for content in (b"", b"not gzip", b"\x1f\x8b\x08\x00", gzip.compress(b"ndb_no\n01001\n"), gzip.compress(b"\xff")):
        path = tmp_path / "table.gz"
        path.write_bytes(content)
        with pytest.raises(CatalogError, match="cannot be read"):
            read_rows(path)
    with pytest.raises(CatalogError, match="cannot be read"):
        read_rows(tmp_path / "none.gz")


def test_what_stood_there_stays(home):
    path = write(home / "catalog", "my-foods.toml", food=[food()])
    path.write_text("# mine, with love\n" + path.read_text() + "# the end\n")
    before = path.read_text()
    gutcli(*SKYR)
    assert path.read_text().startswith(before.rstrip())
    assert [entry["id"] for entry in read(path)] == ["rose-hips", "kates-skyr"]


def test_another_file_and_a_link(home, tmp_path):
    kept = tmp_path / "dotfiles.toml"
    kept.write_text("# kept elsewhere\n")
    (home / "catalog").mkdir()
    (home / "catalog" / "linked.toml").symlink_to(kept)
    gutcli(*SKYR, "--file", "linked")
    assert (home / "catalog" / "linked.toml").is_symlink()
    assert "kates-skyr" in kept.read_text()


@pytest.mark.parametrize("name", ["../x", "/tmp/x", "a/b", "", ".hidden", "x\n", "a" * 80])
def test_file_names_that_lead_elsewhere_are_refused(home, name):
    gutcli(*SKYR, "--file", name, expect=2)
    assert not (home / "catalog").exists()


@pytest.mark.parametrize("name", ["Oats", "oats", "Porridge oats", "OATS!"])
def test_duplicates_are_refused(home, name):
    answer = gutcli("catalog", "add", name, "--contains", "gluten", "--group", "grains", expect=4)
    assert "has" in answer.err
    assert "oats" in answer.err
    assert not (home / "catalog").exists()


def test_the_same_food_twice_is_refused(home):
    gutcli(*SKYR)
    before = (home / "catalog" / "my-foods.toml").read_bytes()
    gutcli(*SKYR, expect=4)
    assert (home / "catalog" / "my-foods.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("argv", "code", "message"),
    [
        (("catalog", "add"), 2, "Say what the food is called"),
        (("catalog", "add", "Foo"), 2, "does not guess about allergies"),
        (("catalog", "add", "Foo", "--contains", "none"), 2, "Say which group"),
        (("catalog", "add", "Foo", "--contains", "glutn", "--group", "grains"), 2, "Did you mean gluten"),
        (("catalog", "add", "Foo", "--contains", "none", "--group", "grans"), 2, "Did you mean grains"),
        (("catalog", "add", "Foo", "--contains", "none", "--group", "fruit", "--kind", "probitic"), 2, "Did you mean"),
        (
            ("catalog", "add", "Foo", "--contains", "none", "--group", "fruit", "--plant", "appel"),
            2,
            "Did you mean apple",
        ),
        (
            ("catalog", "add", "Foo", "--contains", "none", "--group", "fruit", "--serving", "a bowl"),
            2,
            "how many grams",
        ),
        (("catalog", "add", "Foo", "--contains", "none", "--group", "fruit", "--grams", "0"), 2, "grams"),
        (
            ("catalog", "add", "Foo", "--contains", "none", "--group", "fruit", "--topic", "scaf"),
            4,
            "Did you mean scfa?",
        ),
        (("catalog", "add", "Foo", "--contains", "none", "--group", "fruit", "--caution", "x"), 4, "does not exist"),
        (("catalog", "add", "Foo", "--contains", "milk", "--group", "dairy", "--diet", "vegan"), 4, "contains milk"),
        (("catalog", "add", "味噌", "--contains", "none", "--group", "fruit"), 2, "gives no id"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_written(home, argv, code, message):
    answer = gutcli(*argv, expect=code)
    assert message in answer.err
    assert not (home / "catalog").exists()


def test_a_file_with_problems_is_not_added_to(home):
    path = write(home / "catalog", "my-foods.toml", food=[food(x=1)])
    before = path.read_bytes()
    answer = gutcli(*SKYR, expect=4)
    assert "has problems already" in answer.err
    assert path.read_bytes() == before


def test_a_food_that_would_push_another_file_out_is_refused(home):
    write(home / "catalog", "zzz.toml", food=[food(aliases=["kate's pot"])])
    answer = gutcli(*SKYR, "--alias", "kate's pot", expect=4)
    assert "rose-hips" in answer.err


def test_a_dry_run_writes_nothing(home):
    data = gutcli(*SKYR, "--dry-run", "--json").data
    assert data["dry_run"]
    assert tomllib.loads(data["toml"])["food"][0]["id"] == "kates-skyr"
    assert not (home / "catalog").exists()


def test_a_new_food_carries_the_cautions_of_foods_like_it(home):
    data = gutcli(
        "catalog", "add", "Black walnuts", "--contains", "nuts", "--group", "nuts", "--plant", "walnut", "--json"
    ).data
    catalog = Catalog(home / "none", home / "cache")
    assert set(catalog.foods["walnuts"].cautions) <= set(data["cautions"])
    assert "nut-allergy" not in data["cautions"]
    assert "grapefruit-medicines" in find_named_cautions(["Pink grapefruit juice"], catalog.cautions)


def test_control_characters_are_not_stored(home):
    gutcli("catalog", "add", "Evil\x1b[31m food", "--contains", "none", "--group", "fruit", "--how", "a\tb\nc")
    text = (home / "catalog" / "my-foods.toml").read_text()
    assert "\\u001b" not in text
    assert "\x1b" not in text
    assert 'how_to_eat = "a b c"' in text


def test_ids_and_allergens_from_peoples_words(home):
    catalog = Catalog(home / "catalog", home / "cache")
    assert make_id("Kate’s  Crème fraîche (10%)") == "kates-creme-fraiche-10"
    assert parse_allergens(["none"], catalog) == []
    assert parse_allergens(["dairy, nuts", "Soy"], catalog) == ["soya", "milk", "nuts"]
    with pytest.raises(UsageError):
        parse_allergens(["gremlins"], catalog)


def test_step_by_step(home):
    questions: list[str] = []
    said: list[str] = []
    answers = iter([
        "", "Bob's beans", "beans, baked", "16006", "legmes", "", "prebiotic", "", "soy", "nuts", "vegan",
        "half a tin", "2o0", "200", "", "yes",
    ])  # fmt: skip

    def ask(question: str, default: str) -> str:
        questions.append(f"{question} [{default}]")
        return next(answers)

    catalog = Catalog(home / "none", home / "cache")
    entry, wanted = ask_food(Draft(""), None, catalog, ask=ask, say=said.append, with_usda=True)
    assert wanted
    assert entry["id"] == "bobs-beans"
    assert entry["group"] == "legumes"
    assert entry["contains"] == ["soya"]
    assert entry["may_contain"] == ["nuts"]
    assert entry["diets"] == ["vegan", "vegetarian", "pescatarian"]
    assert entry["serving"] == {"text": "half a tin", "grams": 200}
    assert entry["source"]["ndb_no"] == "16006"
    assert any("Did you mean legumes" in words for words in said)
    assert any("does not guess about allergies" in words for words in said)
    assert next(answers, None) is None


def test_the_worked_example_of_the_docs_holds(home):
    docs = (Path(__file__).parents[2] / "docs" / "catalog.md").read_text(encoding="utf-8")
    blocks = [block.partition("\n```")[0] for block in docs.split("```toml\n")[1:]]
    [example] = [block for block in blocks if 'id = "black-walnuts"' in block]
    [shown] = tomllib.loads(example)["food"]
    gutcli(
        "catalog", "add", "Black walnuts", "--contains", "nuts", "--kind", "prebiotic,omega-3", "--diet", "vegan",
        "--plant", "walnut", "--serving", "a handful", "--grams", "28", "--usda", "walnuts black",
    )  # fmt: skip
    [written] = read(home / "catalog" / "my-foods.toml")
    assert set(shown.pop("cautions")) <= set(written.pop("cautions"))
    assert shown.pop("per_100g").items() <= written.pop("per_100g").items()
    assert shown == written
    [overlay] = [block for block in blocks if "./overlay.schema.json" in block]
    write(home / "catalog", "mine.toml", **tomllib.loads(overlay))
    assert gutcli("catalog", "check").code == 0


def test_none_beside_an_allergen_is_refused(home):
    assert "none" in gutcli("catalog", "add", "My drink", "--group", "drinks", "--contains", "none,milk", expect=2).err
    assert not (home / "catalog").exists()
