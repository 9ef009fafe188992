"""What the evidence says may be worded better, never weakened: grades, verdicts, references and cautions stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gutcli.catalog.kinds import SEVERITIES
from gutcli.catalog.library import Catalog
from gutcli.look_back.nutrients.intake import list_intakes
from tests.data import read_data

DIGEST = json.loads((Path(__file__).parents[1] / "evidence" / "digest.json").read_text(encoding="utf-8"))
# Shellfish has cautions of its own now, so that fish and shellfish are no longer one allergy.
MOVED = {"fish-allergy": {"crustacean-allergy", "mollusc-allergy"}}


@pytest.fixture(scope="module")
def catalog(warm_cache: Path) -> Catalog:
    return Catalog(warm_cache / "none", warm_cache)


def test_topics_keep_grades_verdicts_and_references(catalog):
    for ident, before in DIGEST["topics"].items():
        topic = catalog.topics[ident]
        claims = [[claim.grade, *sorted(claim.references)] for claim in topic.claims]
        popular = [[claim.verdict, *sorted(claim.references)] for claim in topic.popular_claims]
        for old, new in zip(before["claims"], claims, strict=False):
            assert old[0] == new[0], ident
            assert set(old) <= set(new), ident
        for old, new in zip(before["popular_claims"], popular, strict=False):
            assert old[0] == new[0], ident
            assert set(old) <= set(new), ident
        assert len(claims) >= len(before["claims"]), ident
        assert len(popular) >= len(before["popular_claims"]), ident


def test_practices_keep_grades_references_and_cautions(catalog):
    for ident, before in DIGEST["practices"].items():
        practice = catalog.practices[ident]
        assert practice.grade == before["grade"], ident
        assert set(before["references"]) <= set(practice.references), ident
        assert set(before["cautions"]) <= set(practice.cautions), ident


def test_cautions_keep_how_strict_they_are_and_what_about(catalog):
    for ident, before in DIGEST["cautions"].items():
        heirs = [catalog.cautions[each] for each in (ident, *sorted(MOVED.get(ident, ())))]
        assert all(SEVERITIES.index(heir.severity) <= SEVERITIES.index(before["severity"]) for heir in heirs)
        assert set(before["items"]) <= {word for heir in heirs for word in heir.items}
        assert set(before["references"]) <= {each for heir in heirs for each in heir.references}


def test_tips_keep_what_they_rest_on(catalog):
    for ident, before in DIGEST["tips"].items():
        tip = catalog.tips[ident]
        assert set(before["references"]) <= set(tip.references), ident
        assert tip.basis == before["basis"], ident


def test_references_keep_their_addresses(catalog):
    for ident, address in DIGEST["references"].items():
        reference = catalog.references[ident]
        assert address in {reference.doi, reference.url}, ident


def test_every_reference_is_used_and_exists(catalog):
    used = {
        *(
            each
            for topic in catalog.topics.values()
            for c in (*topic.claims, *topic.popular_claims)
            for each in c.references
        ),
        *(each for practice in catalog.practices.values() for each in practice.references),
        *(each for tip in catalog.tips.values() for each in tip.references),
        *(each for caution in catalog.cautions.values() for each in caution.references),
    }
    used |= {ident for intake in list_intakes() for ident in intake.references}
    for kind, table in (("conditions", "condition"), ("allergens", "family")):
        for entry in read_data(kind)[table]:
            used |= {*entry.get("references", ())}
    assert used == set(catalog.references)


def test_every_topic_has_a_tip(catalog):
    assert set(catalog.topics) == {tip.topic for tip in catalog.tips.values()}


def test_every_plant_is_credited_by_a_food(catalog):
    assert set(catalog.plants) == {plant for food in catalog.foods.values() for plant in food.plants}
