"""The rules of exclusion, one by one, on a small catalog made here; and well-known cases in the real one."""

from types import SimpleNamespace

import pytest

from gutcli.catalog.lexicon import build_layers, build_lexicon
from gutcli.catalog.types import Caution, Food, Practice, Serving, Tip
from gutcli.catalog.words import load_lists
from gutcli.profile.needs import Needs, derive_needs
from gutcli.profile.settings import Profile
from gutcli.profile.tip_verdicts import TipJudge
from gutcli.profile.verdicts import judge_food, judge_practice
from gutcli.text import fold
from tests.profile.test_words import needs_of


def caution(ident, severity, *words, allergens=(), applies_to="food", items=("thing",)):
    """A caution for whoever says one of these words; "anyone" is everybody."""
    return Caution(
        id=ident,
        who="who",
        for_anyone="anyone" in words,
        conditions=(),
        classes=(),
        medicines=(),
        items=items,
        allergens=allergens,
        applies_to=applies_to,
        short=f"short {ident}",
        advice=f"advice {ident}",
        severity=severity,
        references=(),
        basis="plain",
        lactose="lactose" in words,
        words=tuple(word for word in words if word != "anyone"),
    )


def food(ident, *, contains=(), may=(), diets=("vegan", "vegetarian", "pescatarian"), lactose="none", cautions=()):
    return Food(
        ident, ident.capitalize(), (), "grains", ("prebiotic",), (ident,), contains, may, diets, lactose, "no",
        Serving("a bowl", 50), "Eat.", ("t",), cautions, True, ("prebiotic",), False, False, "", None, {},
    )  # fmt: skip


def practice(ident, kind="calm", cautions=(), family="family"):
    return Practice(
        ident, ident, kind, "category", family, 5, (), ("Do.",), None, "early", "", (), cautions, ("t",), True
    )


CAUTIONS = {
    c.id: c
    for c in (
        caution("harm", "avoid", "badness"),
        caution("ask", "ask-first", "asking", "shared"),
        caution("less", "limit", "limits", "shared"),
        caution("all", "avoid", "anyone"),
        caution("both", "avoid", "anyone", "badness too"),
        caution("pair", "avoid", "pair allergy", allergens=("celery", "mustard")),
        caution("sugar", "limit", "lactose", "milk sugar"),
        caution("list", "ask-first", "lists", applies_to="app", items=("food tracking", "streaks", "exercise goals")),
        caution("stop", "avoid", "danger", applies_to="app", items=("the whole app",)),
        caution("hold", "avoid", "holding", applies_to="technique", items=("holds",)),
    )
}
FOODS = {
    f.id: f
    for f in (
        food("plain"), food("rye", contains=("gluten",)), food("traces", may=("gluten",)),
        food("kefir", contains=("milk",), diets=("vegetarian", "pescatarian"), lactose="some"),
        food("cheese", contains=("milk",), diets=(), lactose="low"),
        food("herring", contains=("fish",), diets=("pescatarian",)), food("meat", diets=()),
        food("carries", cautions=("harm", "ask", "less", "all", "both")), food("pickle", may=("mustard",)),
        food("soup", contains=("celery",)),
    )
}  # fmt: skip
PRACTICES = {p.id: p for p in (practice("breath", cautions=("hold", "ask")), practice("run", "move", family="running"))}
NAMES = {"foods": {fold(f): f for f in FOODS}, "practices": {fold(p): p for p in PRACTICES}}


NOTHING = {"conditions": {}, "classes": {}, "medicines": {}, "cautions": {}, **load_lists()}
SMALL = SimpleNamespace(
    cautions=CAUTIONS,
    foods=FOODS,
    practices=PRACTICES,
    plants={},
    names=lambda kind: NAMES[kind],
    lexicon=build_lexicon(
        {**NOTHING, "cautions": {c.id: {"words": c.words, "conditions": ()} for c in CAUTIONS.values()}},
        build_layers(NOTHING),
    ),
)


def needs(**words):
    return derive_needs(Profile(**words), SMALL, 2026)


def out(ident, **words):
    return [reason.code for reason in judge_food(FOODS[ident], needs(**words), CAUTIONS).excluded]


def notes(ident, **words):
    return [(n.id, n.personal) for n in judge_food(FOODS[ident], needs(**words), CAUTIONS).notes]


def test_nobody_is_kept_from_anything_without_words():
    assert all(out(ident) == [] for ident in FOODS)
    assert notes("carries") == [("all", False), ("both", False)]


@pytest.mark.parametrize(
    ("diet", "fits"),
    [
        ("omnivore", set(FOODS)),
        ("pescatarian", set(FOODS) - {"cheese", "meat"}),
        ("vegetarian", set(FOODS) - {"cheese", "meat", "herring"}),
        ("vegan", set(FOODS) - {"cheese", "meat", "herring", "kefir"}),
    ],
)
def test_diets(diet, fits):
    assert {ident for ident in FOODS if not out(ident, diet=diet)} == fits


def test_allergies_exclude_what_contains_and_what_may_contain():
    assert out("rye", allergies=("gluten",)) == ["allergy"]
    assert out("traces", allergies=("wheat",)) == ["may_contain"]
    assert out("plain", allergies=("gluten",)) == []
    (reason,) = judge_food(FOODS["traces"], needs(allergies=("wheat",)), CAUTIONS).excluded
    assert reason.text == "may contain gluten: check the label (you said wheat)"


def test_severities():
    assert out("carries", conditions=("badness",)) == ["avoid"]
    assert out("carries", conditions=("asking",)) == []
    assert notes("carries", conditions=("shared",)) == [("ask", True), ("less", True), ("all", False), ("both", False)]
    assert out("carries", conditions=("shared",), strict=True) == ["strict", "strict"]


def test_what_concerns_anyone_never_excludes_but_a_word_of_ones_own_does():
    assert out("carries", strict=True) == []
    assert out("carries", conditions=("badness too",)) == ["avoid", "avoid"]


def test_a_caution_of_two_allergens_found_by_one_holds_for_that_one():
    assert out("soup", allergies=("celery",)) == ["allergy"]
    assert out("pickle", allergies=("celery",)) == []
    assert notes("pickle", allergies=("celery",)) == []
    # Named as the caution names it, all of it holds.
    assert out("pickle", conditions=("pair allergy",)) == ["may_contain"]


def test_lactose_is_a_note_even_where_there_is_little():
    for ident in ("kefir", "cheese"):
        assert out(ident, conditions=("lactose",)) == []
        assert ("sugar", True) in notes(ident, conditions=("lactose",))
        assert out(ident, conditions=("lactose",), strict=True) == ["strict"]
        assert out(ident, allergies=("lactose",)) == ["allergy"]
    assert notes("plain", conditions=("lactose",)) == []


def test_dislikes_and_unwanted_practices():
    assert out("herring", dislikes=("fish",)) == ["dislike"]
    assert out("plain", dislikes=("Plain",)) == ["dislike"]
    mine = needs(practices_avoid=("running",))
    assert [r.code for r in judge_practice(PRACTICES["run"], mine, CAUTIONS).excluded] == ["practice_avoid"]
    assert judge_practice(PRACTICES["breath"], mine, CAUTIONS).fits


def test_practices_obey_their_cautions():
    assert [r.code for r in judge_practice(PRACTICES["breath"], needs(conditions=("holding",)), CAUTIONS).excluded] == [
        "avoid"
    ]
    verdict = judge_practice(PRACTICES["breath"], needs(conditions=("asking",)), CAUTIONS)
    assert (verdict.fits, [n.id for n in verdict.notes]) == (True, ["ask"])
    assert not judge_practice(PRACTICES["breath"], needs(conditions=("asking",), strict=True), CAUTIONS).fits


def test_cautions_about_the_app():
    mine = needs(conditions=("lists",))
    assert (mine.app, mine.hide_food_lists, mine.hide_counts, bool(mine.stops)) == (("list",), True, True, False)
    assert out("plain", conditions=("lists",)) == ["app"]
    assert judge_practice(PRACTICES["breath"], mine, CAUTIONS).fits
    verdict = judge_practice(PRACTICES["run"], mine, CAUTIONS)
    assert (verdict.fits, [n.id for n in verdict.notes]) == (True, ["list"])
    danger = needs(conditions=("in danger",))
    assert danger.stops
    assert danger.hide_food_lists
    assert danger.hide_counts
    assert out("plain", conditions=("danger",)) == ["app"]
    assert not judge_practice(PRACTICES["run"], danger, CAUTIONS).fits


def tip(text="A tip of no meaning at all.", foods=(), practices=(), slot="general"):
    return Tip("tip", text, "t", slot, (), "kitchen", foods, practices)


def tip_codes(a_tip, **words):
    verdict = TipJudge(needs(**words), SMALL).judge_tip(a_tip)
    return {reason.code for reason in verdict.excluded}, [n.id for n in verdict.notes]


def test_tips():
    assert tip_codes(tip(foods=("rye",))) == (set(), [])
    assert tip_codes(tip(foods=("rye",)), allergies=("gluten",))[0] == {"allergy"}
    assert tip_codes(tip()._replace(allergens=("gluten",)), allergies=("gluten",))[0] == {"allergy"}
    assert tip_codes(tip(foods=("herring",)), diet="vegan")[0] == {"diet"}
    assert tip_codes(tip(foods=("thing",)), conditions=("badness",))[0] == {"avoid"}
    assert tip_codes(tip(foods=("thing",)), conditions=("asking",)) == (set(), ["ask"])
    assert tip_codes(tip(foods=("thing",)), conditions=("asking",), strict=True)[0] == {"strict"}
    assert tip_codes(tip(foods=("carries",)), conditions=("shared",)) == (set(), ["ask", "less"])
    assert tip_codes(tip(practices=("breath",)), conditions=("holding",))[0] == {"avoid"}
    assert tip_codes(tip(slot="prebiotic"), conditions=("lists",))[0] == {"app"}
    assert tip_codes(tip(), conditions=("lists",)) == (set(), [])
    assert tip_codes(tip(foods=("herring",)), dislikes=("herring",))[0] == {"dislike"}


def test_favourites_do_not_overrule():
    mine = needs(favourites=("rye",), allergies=("gluten",))
    assert mine.favourites == {"rye"}
    assert not judge_food(FOODS["rye"], mine, CAUTIONS).fits


def test_empty_needs_are_what_an_empty_profile_gives():
    derived = needs()
    assert (derived.diet, derived.active, derived.readings) == (Needs().diet, Needs().active, Needs().readings)


# ---- the real catalog ----

KNOWN = [
    ({"conditions": ["coeliac"]}, {"oats", "rye-bread", "soy-sauce"}, {"brown-rice", "apple", "quinoa"}),
    ({"medicines": ["Nardil"]}, {"sauerkraut", "kimchi", "miso", "natto", "blue-cheese"}, {"oats", "milk"}),
    ({"medicines": ["Marevan"]}, {"natto"}, {"kale", "walnuts"}),
    ({"conditions": ["pregnant"]}, {"brie", "blue-cheese", "smoked-salmon", "kombucha"}, {"salmon", "oats"}),
    ({"conditions": ["chemo"]}, {"kombucha", "blue-cheese", "brie"}, {"oats", "apple"}),
    ({"allergies": ["walnuts"]}, {"walnuts", "almonds", "walnut-oil", "flaxseed"}, {"oats", "kefir"}),
    ({"allergies": ["milk"]}, {"kefir", "yoghurt", "cheddar", "rye-bread"}, {"sauerkraut"}),
    ({"allergies": ["fish"]}, {"salmon", "kimchi", "fish-oil-capsules", "cod-liver-oil"}, {"mussels", "walnuts"}),
    ({"allergies": ["shellfish"]}, {"mussels", "oysters", "krill-oil", "kimchi"}, {"walnuts", "trout"}),
    ({"conditions": ["g6pd"]}, {"broad-beans"}, {"lentils"}),
    ({"conditions": ["halal"]}, {"red-wine"}, {"yoghurt", "dates"}),
    ({"conditions": ["swallowing problems"]}, {"chia-seeds", "psyllium"}, {"banana"}),
    ({"medicines": ["simvastatin"]}, {"grapefruit"}, {"orange"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "left_out", "kept"), KNOWN, ids=lambda v: str(sorted(v) if isinstance(v, set) else v)[:40]
)
def test_well_known_cases(catalog, words, left_out, kept):
    mine = needs_of(catalog, **words)
    fits = {ident for ident, item in catalog.foods.items() if judge_food(item, mine, catalog.cautions).fits}
    assert not left_out & fits
    assert kept <= fits


@pytest.mark.parametrize(
    ("words", "ident", "note"),
    [
        ({"medicines": ["warfarin"]}, "kale", "warfarin"),
        ({"conditions": ["kidney disease"]}, "banana", "ckd"),
        ({"conditions": ["IBS"]}, "garlic", "ibs"),
        ({"conditions": ["lactose"]}, "kefir", "lactose-intolerance"),
        ({"conditions": ["gout"]}, "mackerel", "gout"),
        ({"conditions": ["pregnant"]}, "salmon", "pregnancy-oily-fish"),
        ({"conditions": ["histamine"]}, "sauerkraut", "histamine-intolerance"),
    ],
)
def test_asking_and_limiting_cautions_are_on_the_line(catalog, words, ident, note):
    verdict = judge_food(catalog.foods[ident], needs_of(catalog, **words), catalog.cautions)
    assert verdict.fits
    assert note in {n.id for n in verdict.notes if n.personal}
    assert all(n.short and n.advice for n in verdict.notes)


@pytest.mark.parametrize(
    ("word", "left_out"),
    [("epilepsy", {"box-breathing", "four-seven-eight", "cyclic-sighing"}), ("glaucoma", {"gentle-yoga"})],
)
def test_practices_that_are_left_out(catalog, word, left_out):
    mine = needs_of(catalog, conditions=[word])
    fits = {i for i, item in catalog.practices.items() if judge_practice(item, mine, catalog.cautions).fits}
    assert not left_out & fits
    assert fits


def test_an_eating_disorder_hides_food_and_counts_but_leaves_calm(catalog):
    mine = needs_of(catalog, conditions=["recovering from anorexia"])
    assert mine.hide_food_lists
    assert mine.hide_counts
    assert not mine.stops
    assert not any(judge_food(item, mine, catalog.cautions).fits for item in catalog.foods.values())
    for item in catalog.practices.values():
        verdict = judge_practice(item, mine, catalog.cautions)
        assert item.kind != "move" or not verdict.fits or any(n.personal for n in verdict.notes)
    assert any(judge_practice(p, mine, catalog.cautions).fits for p in catalog.practices.values() if p.kind == "calm")


def test_a_crisis_stops_every_suggestion(catalog):
    mine = needs_of(catalog, conditions=["suicidal"])
    assert mine.stops
    assert not any(judge_food(item, mine, catalog.cautions).fits for item in catalog.foods.values())
    assert not any(judge_practice(item, mine, catalog.cautions).fits for item in catalog.practices.values())
