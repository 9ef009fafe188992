"""Sums of what was logged: each food once, ranges where figures are bounds, unknown never 0."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gutcli.catalog.types import Food, Serving, Source
from gutcli.diary.entry import Item
from gutcli.diary.fold import Day
from gutcli.look_back.nutrients.intake import (
    TITLES,
    Amount,
    Portion,
    add_up,
    find_bounds,
    list_intakes,
    parse_servings,
    portions_of,
)
from gutcli.planner.servings import halve

DAY = date(2026, 11, 22)


def make_food(
    ident: str = "thing",
    serving: str = "2 slices",
    grams: float = 50.0,
    *,
    basis: str | None = "851: ALA",
    understated: bool = False,
    aliases: tuple[str, ...] = (),
    **figures: float,
) -> Food:
    return Food(
        ident, ident.replace("-", " ").capitalize(), aliases, "grains", ("prebiotic",), (), (), (), (), "none", "no",
        Serving(serving, grams), "", ("dietary-fibre",), (), True, ("prebiotic",), False, understated, "",
        Source("USDA SR28", "00001", None, "Thing", basis, "291"), figures,
    )  # fmt: skip


def item(ident: str, amount: str = "2 slices", slot: str = "prebiotic", state: str = "done") -> Item:
    return Item(slot, ident, ident, amount, state=state)


class TestBounds:
    def test_a_missing_figure_is_unknown_and_never_nothing(self) -> None:
        assert find_bounds(make_food(), "fibre_g") is None
        assert find_bounds(make_food(epa_g=0.1), "epa_dha_mg") is None
        assert find_bounds(make_food(fibre_g=0.0), "fibre_g") == (0.0, 0.0)

    def test_undifferentiated_ala_is_an_upper_bound(self) -> None:
        assert find_bounds(make_food(basis="619: 18:3 undifferentiated", ala_g=2.0), "ala_g") == (0.0, 1.0)
        assert find_bounds(make_food(basis="851: 18:3 n-3 c,c,c (ALA)", ala_g=2.0), "ala_g") == (1.0, 1.0)

    def test_an_understated_fibre_figure_leaves_the_top_open(self) -> None:
        assert find_bounds(make_food(understated=True, fibre_g=2.0), "fibre_g") == (1.0, None)

    def test_epa_and_dha_are_milligrams(self) -> None:
        assert find_bounds(make_food(epa_g=0.2, dha_g=0.3), "epa_dha_mg") == (250.0, 250.0)


def test_nothing_known_is_not_zero() -> None:
    totals = add_up([Portion("", "toast", None), Portion("thing", "Thing", make_food())])
    assert totals.fibre_g == Amount(None, None, 0, 2)
    assert add_up([]).fibre_g == Amount()


def test_a_food_without_a_figure_leaves_the_top_open() -> None:
    totals = add_up([Portion("a", "A", make_food(fibre_g=10.0)), Portion("", "toast", None)])
    assert totals.fibre_g == Amount(5.0, None, 1, 1)


KITCHEN = {"oats": make_food("oats", "a bowl of porridge", 40), "kefir": make_food("kefir", "a glass", 200)}


class TestPortions:
    def test_only_what_was_ticked_or_logged_counts(self) -> None:
        day = Day(DAY, (item("oats", "a bowl of porridge"), item("kefir", "a glass", "probiotic", "open")))
        assert [p.id for p in portions_of(day, KITCHEN)] == ["oats"]

    def test_a_logged_food_that_ticked_its_item_is_one_food(self) -> None:
        day = Day(
            DAY, (item("kefir", "a glass", "probiotic"),), ate=(Item("probiotic", "kefir", "Kefir", "two glasses"),)
        )
        assert [(p.id, p.servings) for p in portions_of(day, KITCHEN)] == [("kefir", 2.0)]

    def test_its_amount_is_the_lists_where_the_person_gave_none(self) -> None:
        day = Day(DAY, (item("kefir", "half a glass", "probiotic"),), ate=(Item("probiotic", "kefir", "Kefir"),))
        assert [(p.servings, p.assumed) for p in portions_of(day, KITCHEN)] == [(0.5, False)]

    def test_a_second_one_beside_the_list_counts_again(self) -> None:
        day = Day(DAY, (item("kefir", "a glass", "probiotic"),), ate=(Item("", "kefir", "Kefir", "a glass"),))
        assert len(portions_of(day, KITCHEN)) == 2

    def test_practices_are_not_food_and_lost_foods_are_unknown(self) -> None:
        day = Day(DAY, (item("walk", "", "move"), item("gone", "a bit")), extras=(item("sit", "", "calm"),))
        assert [(p.id, p.food) for p in portions_of(day, KITCHEN, {"sit"})] == [("gone", None)]


@pytest.mark.parametrize(
    ("amount", "serving", "names", "servings"),
    [
        ("2 slices", "2 slices", (), 1), ("1 slice", "2 slices", (), 0.5), ("three slices", "2 slices", (), 1.5),
        ("a bowl", "a bowl of porridge", (), 1), ("two bowls of", "a bowl of porridge", (), 2),
        ("half a bowl of porridge", "a bowl of porridge", (), 0.5), ("100 g", "2 slices", (), 2),
        ("0,1 kg", "2 slices", (), 2), ("two", "3 dates", ("date",), 2 / 3),
        ("half an", "1 medium apple", ("apple",), 0.5),
        ("1/2", "1 medium apple", ("apple",), 0.5), ("a forkful or two", "a few forkfuls", (), 0.5),
        ("", "2 slices", (), None), ("a plate", "2 slices", (), None), ("100 kg", "2 slices", (), None),
        ("200 ml", "a glass", (), None), ("a glass", "a small glass", (), None), ("a cup", "half a cup, dry", (), None),
        ("two", "a handful", ("walnut",), None), ("0 g", "2 slices", (), None), ("1/0", "2 slices", (), None),
    ],
)  # fmt: skip
def test_amounts(amount: str, serving: str, names: tuple[str, ...], servings: float | None) -> None:
    read = parse_servings(amount, make_food("thing", serving, 50, aliases=names))
    assert read == (None if servings is None else pytest.approx(servings))


def test_the_lists_own_amounts_are_always_read() -> None:
    import tomllib
    from pathlib import Path

    from gutcli.catalog.data_files import find_data

    files = [Path(find_data()) / name for name in ("foods.toml", "everyday.toml")]
    for record in [food for file in files for food in tomllib.loads(file.read_text("utf-8"))["food"]]:
        serving = record["serving"]
        food = make_food(record["id"], serving["text"], serving["grams"])
        assert parse_servings(serving["text"], food) == 1
        if (halved := halve(serving["text"])) != serving["text"]:
            assert parse_servings(halved, food) == 0.5


figures = st.dictionaries(
    st.sampled_from(["fibre_g", "ala_g", "epa_g", "dha_g"]), st.sampled_from([0.0, 0.013, 0.5, 2.25, 34.4])
)
foods = st.builds(
    lambda figures, basis, understated, grams: make_food(
        grams=grams, basis=basis, understated=understated, **figures
    ),
    figures, st.sampled_from(["619: x", "851: y", None]), st.booleans(), st.sampled_from([5.0, 28.35, 240.0]),
)  # fmt: skip
portions = st.lists(
    st.builds(lambda f, s: Portion("x", "X", f, s), st.none() | foods, st.sampled_from([0.5, 1.0, 2.0])), max_size=12
)


@given(portions)
def test_sums_agree_with_a_slow_reference(eaten: list[Portion]) -> None:
    totals = add_up(eaten)
    for nutrient in TITLES:
        least, most, known = Fraction(0), Fraction(0), 0
        is_open = False
        for portion in eaten:
            f = portion.food.per_100g if portion.food else {}
            keys = ("epa_g", "dha_g") if nutrient == "epa_dha_mg" else (nutrient,)
            if any(key not in f for key in keys) or portion.food is None:
                is_open = True
                continue
            known += 1
            value = sum(Fraction(f[key]) for key in keys) * Fraction(portion.food.serving.grams) / 100
            value *= Fraction(portion.servings) * (1000 if nutrient == "epa_dha_mg" else 1)
            basis = portion.food.source.ala_basis if portion.food.source else None
            most += value
            least += 0 if nutrient == "ala_g" and (basis or "").startswith("619") else value
            is_open |= nutrient == "fibre_g" and portion.food.fibre_understated
        amount: Amount = getattr(totals, nutrient)
        assert amount.known_foods == known
        assert amount.known_foods + amount.unknown_foods == len(eaten)
        if not known:
            assert amount.least is None
            assert amount.most is None
            continue
        assert amount.least == pytest.approx(float(least), abs=1e-6)
        assert amount.most == (None if is_open else pytest.approx(float(most), abs=1e-6))


@given(portions, portions)
def test_more_food_is_never_less(one: list[Portion], more: list[Portion]) -> None:
    before, after = add_up(one), add_up([*one, *more])
    for nutrient in TITLES:
        a, b = getattr(before, nutrient), getattr(after, nutrient)
        assert a.least is None or (b.least is not None and b.least >= a.least - 1e-6)
        assert a.most is not None or a.least is None or b.most is None


def test_every_reference_intake_names_its_source() -> None:
    assert [intake.nutrient for intake in list_intakes()] == list(TITLES)
    assert all(intake.references and intake.basis for intake in list_intakes())
    # 0.5 % of 2,000 kcal, at 9 kcal a gram
    assert list_intakes()[1].per_day == round(2000 * 0.005 / 9, 1)


def test_the_catalog_has_the_references() -> None:
    import tomllib
    from pathlib import Path

    from gutcli.catalog.data_files import find_data

    text = (Path(find_data()) / "references.toml").read_text("utf-8")
    there = {record["id"] for record in tomllib.loads(text)["reference"]}
    wanted = {ident for intake in list_intakes() for ident in intake.references}
    assert sorted(wanted - there) == []
