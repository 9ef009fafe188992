"""`make references`: the catalog passes, and each rule finds what it is for."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

FILE = Path(__file__).parents[2] / "tools" / "check_references.py"
SPEC = importlib.util.spec_from_file_location("check_references", FILE)
assert SPEC
assert SPEC.loader
tool = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(tool)

FINE = {
    "id": "owl-2001", "authors": "Owl A", "year": 2001, "title": "Pellets", "journal": "Night", "doi": "10.1000/a",
    "kind": "meta-analysis", "confirmed": "page", "verified": "page",
}  # fmt: skip
CLAIM = {"text": "Owls calm.", "grade": "strong", "references": ["owl-2001"]}


def problems(reference=None, claim=None, popular=None, more=()):
    topic = {"id": "owls", "claim": [CLAIM | (claim or {})], "popular_claim": [popular] if popular else []}
    return list(tool.find_problems([FINE | (reference or {}), *more], [topic]))


def test_the_catalog_has_none():
    assert list(tool.find_problems(tool.load("references", "reference"), tool.load("topics", "topic"))) == []


def test_a_fine_reference_has_none():
    assert problems() == []


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ({"doi": "10.1000/a."}, "does not resolve"),
        ({"doi": "10.1000/S1(25"}, "does not resolve"),
        ({"doi": "doi:10.1000/a"}, "does not resolve"),
        ({"url": "ftp://owl.example/a"}, "cannot be opened"),
        ({"url": "https://refonte.owl.example/a"}, "test host"),
        ({"url": "https://www.mdedge9-ma1.mdedge.com/a"}, "test host"),
        ({"url": "https://doi.org/10.1000/a"}, "write it as doi"),
        ({"design": "case-control", "kind": "cohort"}, "case-control"),
        ({"title": "Pellets: a case series", "kind": "cohort"}, "case series"),
        ({"design": "survey of owls", "kind": "cohort"}, "survey"),
        ({"title": "A meta-analysis of owls", "kind": "rct"}, "meta-analy"),
        ({"title": "Owls: a randomised controlled trial", "kind": "cohort"}, "randomi"),
        ({"design": "a correction was published"}, "no note"),
    ],
)
def test_what_is_wrong_with_a_reference_is_found(reference, found):
    assert any(found in problem for problem in problems(reference))


def test_one_paper_under_two_ids_is_found():
    twin = FINE | {"id": "owl-2001-b", "title": "Other", "authors": "Uhu B"}
    assert any("several ids" in problem for problem in problems(more=[twin]))
    twin = FINE | {"id": "owl-2002", "doi": "10.1000/b"}
    assert any("several ids" in problem for problem in problems(more=[twin]))


@pytest.mark.parametrize(
    ("kind", "claim", "found"),
    [
        ("rct", {}, "one study"),
        ("cohort", {"grade": "moderate"}, "one study"),
        ("animal", {"grade": "early"}, "only animals"),
        ("cohort", {"grade": "early", "text": "In a trial owls calmed people."}, "speaks of a trial"),
    ],
)
def test_a_claim_that_its_source_cannot_carry_is_found(kind, claim, found):
    assert any(found in problem for problem in problems({"kind": kind}, claim))
    assert not any(found in problem for problem in problems({"kind": "meta-analysis"}, claim))
    assert problems({"kind": kind}, claim | {"statement": "guideline"}) == []


def test_supported_by_animals_alone_is_found():
    popular = {"text": "Owls calm.", "verdict": "supported", "why": "So.", "references": ["owl-2001"]}
    said = problems({"kind": "animal"}, {"grade": "mechanistic"}, popular)
    assert any("supported by animals" in problem for problem in said)
    assert problems({"kind": "review"}, {}, popular) == []
