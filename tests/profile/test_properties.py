"""Random people against the oracle: nothing unsafe is ever suggested, and no caution is left unsaid."""

import json
import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gutcli.profile.needs import Needs, derive_needs, format_needs, parse_needs
from gutcli.profile.settings import Profile
from gutcli.profile.tip_verdicts import TipJudge
from gutcli.profile.values import DIETS
from gutcli.profile.verdicts import judge_food, judge_practice
from tests.safety.meaning import allergen_words
from tests.safety.oracle import Rules, records
from tests.safety.people import condition_words

EXAMPLES = int(os.environ.get("GUTCLI_EXAMPLES", "24"))

_food_words = sorted({f["id"] for f in records("foods")} | {f["name"] for f in records("foods")})
_practices = sorted({p["id"] for p in records("practices")} | {p["family"] for p in records("practices")})
_phrase = st.sampled_from(["{}", "taking {}", "{} since 2011", "severe {}", "{} (diagnosed)", "{} 20 mg daily"])
_conditions = st.deferred(lambda: st.sampled_from(sorted(condition_words())))  # many words: only where they are drawn
_said = st.builds(str.format, _phrase, _conditions)
people = st.fixed_dictionaries(
    {
        "diet": st.sampled_from(DIETS),
        "allergies": st.lists(st.sampled_from(allergen_words()), max_size=3),
        "conditions": st.lists(_said, max_size=3),
        "medicines": st.lists(_said, max_size=2),
        "dislikes": st.lists(st.sampled_from(_food_words), max_size=4),
        "practices_avoid": st.lists(st.sampled_from(_practices), max_size=2),
        "strict": st.booleans(),
    }
)


def needs_of(catalog, person):
    profile = Profile(**{key: tuple(value) if isinstance(value, list) else value for key, value in person.items()})
    return derive_needs(profile, catalog, 2026)


@settings(max_examples=EXAMPLES)
@given(person=people, seed=st.integers(0, 10**6))
def test_nothing_unsafe_is_suggested(catalog, person, seed):
    needs = needs_of(catalog, person)
    rules = Rules(person)
    for record in random.Random(seed).sample(records("foods"), 60):
        food = catalog.foods[record["id"]]
        verdict = judge_food(food, needs, catalog.cautions)
        if rules.is_out(food.id):
            assert verdict.excluded, (food.id, person)
        if not verdict.excluded:
            shown = {note.id for note in verdict.notes if note.personal}
            assert rules.notes(food.id) <= shown, (food.id, person)
            assert not {note.severity for note in verdict.notes if note.personal} & {"avoid"}
        assert all(reason.text and reason.code for reason in verdict.excluded)
    for record in records("practices"):
        practice = catalog.practices[record["id"]]
        verdict = judge_practice(practice, needs, catalog.cautions)
        if rules.is_out(practice.id):
            assert verdict.excluded, (practice.id, person)
        if not verdict.excluded:
            assert rules.notes(practice.id) <= {note.id for note in verdict.notes if note.personal}
    for record in random.Random(seed).sample(records("tips"), 4):
        tip = catalog.tips[record["id"]]
        verdict = TipJudge(needs, catalog).judge_tip(tip)
        if rules.tip_is_out(record):
            assert verdict.excluded, (tip.id, person)


@settings(max_examples=25)
@given(person=people)
def test_needs_are_the_same_after_the_cache_and_in_any_order(catalog, person):
    needs = needs_of(catalog, person)
    assert parse_needs(json.loads(json.dumps(format_needs(needs)))) == needs
    turned = {key: value[::-1] if isinstance(value, list) else value for key, value in person.items()}
    other = needs_of(catalog, turned)
    assert set(other.active) == set(needs.active)
    assert set(other.disliked) == set(needs.disliked)
    for ident in list(catalog.foods)[::9]:
        mine, theirs = (judge_food(catalog.foods[ident], n, catalog.cautions) for n in (needs, other))
        assert mine.fits == theirs.fits
        assert {n.id for n in mine.notes} == {n.id for n in theirs.notes}


@settings(max_examples=25)
@given(person=people, more=people)
def test_more_words_never_make_a_list_less_careful(catalog, person, more):
    both = {key: [*person[key], *more[key]] for key in person if isinstance(person[key], list)}
    both |= {"diet": max(person["diet"], more["diet"], key=DIETS.index), "strict": person["strict"] or more["strict"]}
    few, many = needs_of(catalog, person), needs_of(catalog, both)
    for food in list(catalog.foods.values())[::5]:
        before, after = (judge_food(food, needs, catalog.cautions) for needs in (few, many))
        assert {r.code for r in before.excluded} <= {r.code for r in after.excluded}
        assert {n.id for n in before.notes} <= {n.id for n in after.notes}


@pytest.mark.parametrize("junk", [None, 3, "x", [1], {"a": 1}])
@pytest.mark.parametrize("key", sorted(format_needs(Needs())))
def test_a_document_of_another_shape_is_refused(key, junk):
    document = format_needs(Needs())
    if type(junk) is not type(document[key]) and not (junk == [1] and isinstance(document[key], tuple)):
        with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
            parse_needs(document | {key: junk})
    with pytest.raises(KeyError):
        parse_needs({k: v for k, v in document.items() if k != key})
