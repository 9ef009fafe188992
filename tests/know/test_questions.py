"""Two hundred questions as people type them, and the page that should answer (questions.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gutcli.catalog.cache import Cache
from gutcli.catalog.library import Catalog
from gutcli.know.find.index import open_index

ASKED = tomllib.loads((Path(__file__).parent / "questions.toml").read_text(encoding="utf-8"))
PAGES = [(question, page["right"]) for page in ASKED["page"] for question in page["questions"]]
NOTHING = [question for group in ASKED["nothing"] for question in group["questions"]]


@pytest.fixture(scope="module")
def catalog(warm_cache):
    return Catalog(warm_cache / "none", warm_cache)


@pytest.fixture(scope="module")
def index(catalog, warm_cache):
    return open_index(catalog, Cache(warm_cache))


def test_there_are_enough_of_them():
    assert len({question for question, _ in PAGES} | set(NOTHING)) == len(PAGES) + len(NOTHING) >= 200


def test_nine_of_ten_are_answered_by_the_first_hit(index):
    first = {question: next((f"{hit.kind} {hit.id}" for hit in index.find(question, 1)), "") for question, _ in PAGES}
    wrong = [f"{question}: {first[question] or 'nothing'}" for question, right in PAGES if first[question] not in right]
    assert len(wrong) <= len(PAGES) / 10, "\n".join(wrong)


@pytest.mark.parametrize("question", NOTHING)
def test_what_gutcli_knows_nothing_of_gets_no_answer(index, question):
    assert index.find(question) == []


def test_no_hit_is_ungraded_or_without_its_verdict(index, catalog):
    """What a hit says is said by the catalog, with the grade or verdict that stands beside it there."""
    graded = {c.text: c.grade if c.statement == "finding" else None for t in catalog.topics.values() for c in t.claims}
    said = {c.text: (c.verdict, c.why) for t in catalog.topics.values() for c in t.popular_claims}
    met = set()
    for question, _ in PAGES:
        for hit in index.find(question):
            passage = hit.passage
            met.add(passage.kind)
            if hit.kind == "topic":
                assert passage.kind in {"claim", "popular_claim"}, (question, hit)
            if passage.kind == "claim":
                assert passage.grade == graded[passage.text]
            elif passage.kind == "popular_claim":
                assert (passage.verdict, passage.why) == said[passage.text]
            elif passage.kind == "practice":
                assert passage.grade == catalog.practices[hit.id].grade
    assert {"claim", "popular_claim", "practice", "caution", "food"} <= met
