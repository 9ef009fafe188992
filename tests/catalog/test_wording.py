"""What a lay person reads: plain figures, easy sentences, no dose of a pill."""

from __future__ import annotations

import re
import statistics
from pathlib import Path

import pytest
import textstat

from gutcli.catalog.data_files import find_data
from tests.data import read_data

DATA = Path(find_data())


def load(kind, table):
    return read_data(kind)[table]


TOPICS = load("topics", "topic")
# Figures that one must have studied to read; they belong into a paper.
STATISTICS = re.compile(
    r"\b[gdrp] ?[=<>]|\b[gdr] about|hazard ratio|risk ratio|odds ratio|confidence interval|\bCI\b|\bSMD\b|"
    r"mmol|mg/[Ld]|standard deviation|\bNNT\b|p-value",
)


def sentences():
    for topic in TOPICS:
        yield topic["id"], topic["summary"]
        yield topic["id"], topic["action"]
        yield topic["id"], topic.get("help", "")
        for claim in (*topic["claim"], *topic.get("popular_claim", ())):
            yield topic["id"], claim["text"]
            yield topic["id"], claim.get("why", "")
    yield from ((tip["id"], tip["text"]) for tip in load("tips", "tip"))
    yield from ((practice["id"], practice["evidence_note"]) for practice in load("practices", "practice"))


def test_no_figure_needs_a_course_in_statistics():
    assert [(ident, text) for ident, text in sentences() if STATISTICS.search(text)] == []
    assert STATISTICS.search("a small effect (g = -0.35)"), "the rule must find what it is for"


def test_no_pill_has_a_dose():
    dose = re.compile(r"\d ?(mg|µg|micrograms?|IU|CFU)\b")
    assert [(ident, text) for ident, text in sentences() if dose.search(text)] == []


@pytest.mark.parametrize("part", ["summary", "action"])
def test_half_of_the_texts_are_easy_to_read_and_none_is_hard(part):
    """Flesch's reading ease: 60 and more is plain English, under 50 is for students."""
    ease = {topic["id"]: textstat.flesch_reading_ease(topic[part]) for topic in TOPICS}
    assert statistics.median(ease.values()) >= 60
    hard = {ident: round(score) for ident, score in ease.items() if score < 50}
    # One long foreign word in a sentence of nine makes these hard by the formula alone.
    assert {ident for ident in hard if len(TOPICS_BY_ID[ident][part].split()) > 20} == set()


TOPICS_BY_ID = {topic["id"]: topic for topic in TOPICS}
