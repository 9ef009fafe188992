"""Compiling: what overlays may do, who is to blame, and that every problem is said at once."""

from __future__ import annotations

import time

import pytest
import tomli_w

from gutcli.catalog import fields, kinds
from gutcli.catalog.compile import compile_catalog
from gutcli.catalog.data_files import built_in_files
from gutcli.catalog.kinds import TABLES
from gutcli.catalog.library import Catalog
from gutcli.catalog.models import ENTRIES
from tests.catalog.overlays import base, compile_with, food, said, write


def test_the_built_in_catalog_holds():
    compiled = compile_catalog(built_in_files())
    assert compiled.problems == []
    assert all(compiled.records[kind] for kind in TABLES)


def test_the_types_and_the_words_say_the_same():
    assert fields.Allergen.__args__ == kinds.ALLERGENS
    assert fields.FoodSlot.__args__ == kinds.FOOD_SLOTS
    assert fields.FoodGroup.__args__ == kinds.FOOD_GROUPS
    assert fields.TopicGroup.__args__ == tuple(kinds.TOPIC_GROUPS)
    assert fields.ClaimGrade.__args__ == kinds.GRADES
    assert list(ENTRIES["foods"].model_fields["per_100g"].annotation.model_fields) == list(kinds.NUTRIENTS)


def test_a_new_food_is_added(tmp_path):
    compiled = compile_with(write(tmp_path, "a.toml", food=[food()]))
    assert compiled.problems == []
    assert compiled.records["foods"]["rose-hips"]["serving"] == {"text": "a handful", "grams": 30}
    assert compiled.names["foods"]["hip"] == "rose-hips"


def test_single_keys_of_a_known_entry_change_and_the_rest_stays(tmp_path):
    changes = {"id": "oats", "serving": {"grams": 55}, "aliases": ["porage"]}
    compiled = compile_with(
        write(tmp_path, "a.toml", food=[changes], tip=[{"id": "soak-oats", "text": "Soak the oats, please."}])
    )
    before = base().world.records["foods"]["oats"]
    after = compiled.records["foods"]["oats"]
    assert compiled.problems == []
    assert after == {
        **before,
        "serving": {"text": before["serving"]["text"], "grams": 55},
        "aliases": [*before["aliases"], "porage"],
        "yours": {"files": ["a.toml"], "keys": ["aliases", "serving"], "removed": [], "named": []},
    }
    assert compiled.names["foods"]["porage"] == "oats"
    assert compiled.records["tips"]["soak-oats"]["topic"] == "dietary-fibre"


def test_every_kind_can_be_added_and_named(tmp_path):
    path = write(
        tmp_path,
        "a.toml",
        reference=[
            {
                "id": "me-2026", "authors": "Me", "year": 2026, "title": "T", "journal": "J", "kind": "review",
                "confirmed": "page", "verified": "read", "url": "https://example.org/",
            }
        ],
        caution=[
            {
                "id": "mine", "who": "Me", "conditions": ["me"], "items": ["rose hips"], "applies_to": "food",
                "short": "mind it", "advice": "Mind it.", "severity": "limit", "references": ["me-2026"],
                "basis": "cited",
            }
        ],
        plant=[{"id": "dog-rose", "name": "Dog rose", "latin": "Rosa canina"}],
        food=[food(plants=["dog-rose"], cautions=["mine"])],
    )  # fmt: skip
    compiled = compile_with(path)
    assert compiled.problems == []
    assert compiled.records["plants"]["dog-rose"]["kind"] == "plant"


def test_built_in_cautions_and_references_stay_as_they_are(tmp_path):
    path = write(
        tmp_path, "a.toml", caution=[{"id": "warfarin", "severity": "limit"}], reference=[{"id": "sender-2016"}]
    )
    compiled = compile_with(path)
    assert compiled.left_out == [str(path)]
    assert [(entry, key) for entry, key, _, _ in said(compiled)] == [("warfarin", "id"), ("sender-2016", "id")]
    assert "stays as it is" in compiled.problems[0].message
    assert compiled.records == base().world.records


def test_all_problems_are_said_at_once(tmp_path):
    path = tmp_path / "bad.toml"
    path.write_text(
        tomli_w.dumps({
            "foods": [{"id": "x"}],
            "food": [
                food(
                    id="Rose Hips", nmae="x", kinds=["prebiotc"], contains=["dairy"], topics=["sero-tonin"],
                    cautions=["warfarn"], serving={"text": "", "grams": -3}, checklist=None, lactose=True,
                    aliases=["linseed"], how_to_eat="x" * 161, diets="vegan",
                ),
                {"id": "walnut", "checklist": False},
                {"id": "oats", "diets": ["vegan"]},
                food(id="twice", name="Twice", aliases=[]),
                food(id="twice", name="Twice", aliases=[]),
            ],
            "topic": [{"id": "t", "claim": [{"text": "x", "grade": "stronk", "references": ["nope"]}]}],
            "tip": [{"text": "short"}],
        }),
        encoding="utf-8",
    )  # fmt: skip
    compiled = compile_with(path)
    found = {(entry, key): f"{message} {expected}".strip() for entry, key, message, expected in said(compiled)}
    assert found["", "foods"] == "is not a kind of entry. Did you mean [[food]]?"
    assert found["Rose Hips", "id"].startswith('is "Rose Hips". Use lower-case words joined by hyphens')
    assert found["Rose Hips", "nmae"] == "is not a key that gutcli knows. Did you mean name?"
    assert found["Rose Hips", "kinds[1]"] == 'is "prebiotc". Did you mean "prebiotic"?'
    assert found["Rose Hips", "contains[1]"].startswith('is "dairy". It is one of "gluten", ')
    assert found["Rose Hips", "topics"] == 'names the topic "sero-tonin", which does not exist. Did you mean serotonin?'
    assert found["Rose Hips", "cautions"].endswith("Did you mean warfarin?")
    assert found["Rose Hips", "serving.text"] == "is empty. Write something."
    assert found["Rose Hips", "serving.grams"] == "is -3. It must be more than 0."
    assert found["Rose Hips", "checklist"] == "is missing. Add checklist = true or false."
    assert found["Rose Hips", "lactose"] == 'is true. It is one of "none", "low" or "some".'
    assert found["Rose Hips", "aliases"] == 'has "linseed", which already means flaxseed. Use another word.'
    assert found["Rose Hips", "how_to_eat"] == "has 161 characters. Use at most 160."
    assert found["Rose Hips", "diets"] == 'is "vegan". Write a list, like ["a", "b"]; [] says none.'
    assert "Did you mean walnuts?" in " ".join(p.expected for p in compiled.problems if p.entry == "walnut")
    assert found["oats", "diets"].startswith("says vegan but not vegetarian.")
    assert found["twice", "id"] == "stands twice in this file. Keep one, or rename one."
    assert found["t", "claim[1].grade"] == 'is "stronk". Did you mean "strong"?'
    assert found["t", "claim[1].references"].startswith('names the reference "nope"')
    assert found["number 1", "id"] == 'is missing. Add id = "…".'
    assert all(problem.file == str(path) for problem in compiled.problems)
    assert not any(word in str(compiled.problems) for word in ("pydantic", "Input should", "validation", "constrained"))


RULES = [
    (
        {"contains": ["milk"], "may_contain": ["milk"], "diets": []},
        "may_contain",
        "names milk, which contains names too.",
    ),
    ({"diets": ["vegan"]}, "diets", "says vegan but not vegetarian."),
    ({"diets": ["vegetarian"]}, "diets", "says vegetarian but not pescatarian."),
    ({"contains": ["milk", "fish"]}, "diets", "says vegan, though it contains milk and fish."),
    ({"lactose": "some"}, "lactose", 'is "some", but no milk is named.'),
    ({"kinds": []}, "checklist", "is true, but the food has no kinds, so it fills no slot."),
    ({"slots": ["omega-3"]}, "slots", "names omega-3, which kinds lacks."),
    ({"kinds": ["probiotic"]}, "live_cultures", 'is "no", so it cannot be the probiotic of the day.'),
    ({"per_100g": {"kcal": 100}}, "source", "is missing, but per_100g has figures."),
]


@pytest.mark.parametrize(
    ("changes", "key", "message"), RULES, ids=[f"{key}-{n}" for n, (_, key, _) in enumerate(RULES)]
)
def test_keys_that_do_not_fit_together(tmp_path, changes, key, message):
    compiled = compile_with(write(tmp_path, "a.toml", food=[food(**changes)]))
    assert (key, message) in [(problem.key, problem.message) for problem in compiled.problems]


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        ("fibre_g = nan", "is nan."),
        ("fibre_g = inf", "is inf."),
        ("fibre_g = -1", "is -1."),
        ("kcal = 12000", "is 12000."),
        ("fibre_g = 101.5", "is 101.5."),
        ('iron_mg = "much"', 'is "much".'),
        (f"iron_mg = {'9' * 400}", "is a very long number."),
        (f"iron_mg = 0x{'f' * 6000}", "is a very long number."),
        ("iron_mg = true", "is true."),
        ("iron_mg = 2026-11-23", "is 2026-11-23."),
        ("iron_mg = [1]", "is a list of 1 value."),
    ],
)
def test_strange_figures(tmp_path, figures, message):
    path = tmp_path / "a.toml"
    path.write_text(f'[[food]]\nid = "oats"\nper_100g = {{ {figures} }}\n')
    compiled = compile_with(path)
    assert [problem.message for problem in compiled.problems] == [message]
    assert compiled.problems[0].key.startswith("per_100g.")
    assert compiled.left_out == [str(path)]


def test_a_clash_of_names_is_laid_at_the_overlays_door(tmp_path):
    early = write(tmp_path, "a.toml", food=[{"id": "oats", "aliases": ["linseed"]}])
    compiled = compile_with(early)
    assert [problem.file for problem in compiled.problems] == [str(early)]
    assert compiled.records["foods"] == base().world.records["foods"]


def test_only_the_file_that_is_wrong_is_left_out(tmp_path):
    good = write(tmp_path, "c.toml", food=[food(), {"id": "oats", "serving": {"grams": 60}}])
    bad_link = write(tmp_path, "a.toml", food=[{"id": "oats", "topics": ["nope"]}])
    bad_key = write(tmp_path, "b.toml", food=[food(id="haws", name="Haws", aliases=["hips"], x=1)])
    compiled = compile_with(bad_link, bad_key, good)
    assert sorted(compiled.left_out) == [str(bad_link), str(bad_key)]
    assert compiled.records["foods"]["oats"]["serving"]["grams"] == 60
    assert compiled.records["foods"]["rose-hips"]["aliases"] == ["hips"]


def test_what_rests_on_a_file_that_is_left_out_goes_too(tmp_path):
    first = write(tmp_path, "a.toml", plant=[{"id": "dog-rose", "name": "Dog rose"}])
    second = write(tmp_path, "b.toml", food=[food(plants=["dog-rose"])])
    third = write(tmp_path, "c.toml", food=[{"id": "rose-hips", "serving": {"grams": 20}}])
    fourth = write(tmp_path, "d.toml", food=[food(id="haws", name="Haws", aliases=[])])
    compiled = compile_with(first, second, third, fourth)
    assert sorted(compiled.left_out) == [str(first), str(second), str(third)]
    assert "haws" in compiled.records["foods"]
    assert "rose-hips" not in compiled.records["foods"]


def test_names_in_other_scripts_do_not_clash(tmp_path):
    path = write(
        tmp_path, "a.toml", food=[food(name="味噌", aliases=["みそ"]), food(id="haws", name="山楂", aliases=[])]
    )
    assert compile_with(path).problems == []


def test_a_draft_stands_for_a_file(tmp_path):
    path = tmp_path / "a.toml"
    compiled = compile_catalog(built_in_files(), [path], {str(path): tomli_w.dumps({"food": [food()]})})
    assert compiled.problems == []
    assert not path.exists()


def test_a_file_in_which_everything_is_wrong_ends_soon(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text("[[food]]\n" * 20_000 + "[[topic]]\n" * 20_000)
    start = time.process_time()
    compiled = compile_with(path)
    assert time.process_time() - start < 6
    assert compiled.left_out == [str(path)]
    assert any("more problems" in problem.message for problem in compiled.problems)


def test_lists_without_end_are_refused_soon(tmp_path):
    path = write(tmp_path, "a.toml", food=[{"id": "oats", "aliases": [str(n) for n in range(20_000)]}])
    start = time.process_time()
    compiled = compile_with(path)
    assert time.process_time() - start < 4
    assert [problem.key for problem in compiled.problems] == ["aliases"]


def test_dangling_words_without_end_are_refused_soon(tmp_path):
    entries = [
        food(id=f"f{n}", name=f"F {n}", aliases=[], topics=[f"nothing-{n}-{m}" for m in range(3)]) for n in range(1000)
    ]
    path = write(tmp_path, "a.toml", food=entries)
    start = time.process_time()
    compiled = compile_with(path)
    assert time.process_time() - start < 6
    assert len(compiled.problems) == 3000


def test_a_broken_overlay_is_left_out_with_one_warning(home, tmp_path):
    write(home / "catalog", "bad.toml", food=[food(x=1, y=2)])
    write(home / "catalog", "good.toml", food=[food(id="haws", name="Haws", aliases=[])])
    for _ in range(2):
        catalog = Catalog(home / "catalog", home / "cache")
        assert [w.partition("catalog/")[2] for w in catalog.warnings] == [
            "bad.toml is left out: 2 problems. Run: gutcli catalog check"
        ]
        assert "haws" in catalog.foods
        assert "rose-hips" not in catalog.foods
