"""What people read never stands alone: wherever it is shown, found or offered, verdict and reason stand with it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import gutcli as gutcli_package
from gutcli import offers
from gutcli.catalog.cache import Cache
from gutcli.catalog.library import Catalog
from gutcli.know.explain.page import draw_explain
from gutcli.know.explain.view import build_topic
from gutcli.know.find.index import open_index
from gutcli.know.find.page import draw_find
from gutcli.know.find.view import build_find
from gutcli.know.sources.page import DIRECTIONS, MARKS
from gutcli.terminal.draw.as_json import draw_json
from gutcli.terminal.draw.layout import lay_out
from tests.run_gutcli import gutcli


@pytest.fixture(scope="module")
def catalog(warm_cache):
    return Catalog(warm_cache / "none", warm_cache)


def say(document, width=None):
    return ["".join(words for words, _ in row) for row in lay_out(document, width)]


def everything_said(catalog):
    return [(topic, claim) for topic in catalog.topics.values() for claim in topic.popular_claims]


def find_alone(value, said):
    """Give the dicts of a document in which a popular claim stands as a value, without verdict or reason."""
    if isinstance(value, dict):
        if any(inner in said for inner in value.values() if isinstance(inner, str)) and not (
            value.get("verdict") and value.get("why")
        ):
            yield value
        for inner in value.values():
            yield from find_alone(inner, said)
    elif isinstance(value, list):
        for inner in value:
            yield from [inner] if isinstance(inner, str) and inner in said else find_alone(inner, said)


def test_a_page_says_the_verdict_before_and_the_reason_after(catalog):
    for topic, claim in everything_said(catalog):
        lines = say(draw_explain(build_topic(topic, catalog), None))
        shown = [line for line in lines if f"“{claim.text}”" in line]
        assert len(shown) == 1
        before, _, after = shown[0].partition(claim.text)
        assert MARKS[claim.verdict][1] in before
        assert claim.why in after
        assert not any(claim.text in line for line in lines if line != shown[0])


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_verdict_stands_beside_or_above_it_at_every_width(catalog, width):
    for topic, claim in everything_said(catalog):
        lines = say(draw_explain(build_topic(topic, catalog), width))
        begins = [n for n, line in enumerate(lines) if "“" + claim.text[:16] in line]
        assert begins
        for n in begins:
            assert MARKS[claim.verdict][1] in "\n".join(lines[n - 1 : n + 1])


def test_a_search_that_finds_it_gives_its_verdict(catalog, warm_cache):
    said = {claim.text: claim for _, claim in everything_said(catalog)}
    index = open_index(catalog, Cache(warm_cache))
    met = 0
    for claim in said.values():
        view = build_find(claim.text, index, catalog)
        lines = say(draw_find(view, None))
        for hit in view.hits:
            if hit.kind == "popular_claim":
                met += 1
                assert hit.verdict == said[hit.text].verdict
                assert hit.why == said[hit.text].why
                assert any(MARKS[hit.verdict][1] in line and hit.why in line for line in lines)
    assert met > len(said)


def test_no_document_gives_it_alone(catalog):
    said = {claim.text for _, claim in everything_said(catalog)}
    for topic in catalog.topics.values():
        document = json.loads(draw_json("explain", build_topic(topic, catalog)))
        assert not list(find_alone(document, said))
        assert any(claim["text"] in said for claim in document["data"]["popular_claims"]) == bool(topic.popular_claims)
    assert not list(find_alone(gutcli("explain", "--json").data, said))
    assert not list(find_alone(gutcli("tips", "--all", "--json").data, said))
    assert list(find_alone({"text": next(iter(said))}, said)), "the search for it must find it"


@pytest.mark.parametrize("verdict", ["supported", "overstated", "wrong"])
@pytest.mark.parametrize("command", [(), ("find",), ("explain",)])
def test_who_types_one_as_words_is_given_its_verdict(catalog, home, monkeypatch, command, verdict):
    monkeypatch.setenv("COLUMNS", "500")
    said = {claim.text: claim for _, claim in everything_said(catalog)}
    claim = next(claim for claim in said.values() if claim.verdict == verdict)
    words = claim.text.rstrip(".?!").lower()
    shown = [line for line in gutcli(*command, words, expect=None).out.splitlines() if claim.text in line]
    assert shown
    assert all(MARKS[verdict][1] in line and claim.why in line for line in shown)
    assert not list(find_alone(json.loads(gutcli(*command, words, "--json", expect=None).out), said))


def test_only_pages_that_say_the_verdict_read_what_people_say():
    root = Path(gutcli_package.__file__).parent
    readers = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if re.search(r"popular_?claims?", path.read_text(encoding="utf-8"))
    }
    shown = {"know/explain/page.py", "know/explain/view.py", "know/find/index.py"}  # the tests above
    counted_or_checked = {
        f"catalog/{name}.py" for name in ("links", "models", "page", "stats", "types", "without_food")
    }
    assert readers == shown | counted_or_checked


def test_nothing_offered_for_completion_is_one(catalog, home):
    said = {claim.text.rstrip(".") for _, claim in everything_said(catalog)}
    assert not said & {words.rstrip(".") for offer in offers.complete_topics("") for words in offer}
    assert not said & {name.rstrip(".") for topic in catalog.topics.values() for name in topic.aliases}


def test_a_definition_and_a_guideline_show_no_dots_and_a_finding_its_way(catalog):
    met = set()
    for topic in catalog.topics.values():
        lines = say(draw_explain(build_topic(topic, catalog), None))
        for claim in topic.claims:
            line = next(line for line in lines if claim.text in line)
            before = line.partition(claim.text)[0]
            met.add(claim.statement)
            if claim.statement == "finding":
                assert MARKS[claim.grade][0] in before
            else:
                assert not set("●○◐✗") & set(before)
                assert claim.statement in before
            ways = [words for words in DIRECTIONS.values() if f"{words} ·" in before]
            assert ways == ([DIRECTIONS[claim.direction]] if claim.direction in DIRECTIONS else [])
    assert met == {"finding", "definition", "guideline"}


def test_what_is_listed_stands_in_the_order_of_its_grade(catalog):
    order = ["strong", "moderate", "early", "mechanistic", "contested"]
    listed = [build_topic(topic, catalog) for topic in catalog.topics.values()]
    for view in listed:
        names = [entry.name for entry in (*view.foods, *view.practices)]
        grades = [order.index(catalog.practices[entry.id].grade) for entry in view.practices]
        assert grades == sorted(grades)
        line = next((line for line in say(draw_explain(view, None)) if "For your list" in line), "")
        places = [line.index(name) for name in names]
        assert places == sorted(places)
    assert any(view.practices[0].cautions and len(view.practices) > 1 for view in listed if view.practices)


def test_help_stands_first_and_the_day_of_checking_last(catalog):
    for topic in catalog.topics.values():
        lines = [line.strip() for line in say(draw_explain(build_topic(topic, catalog), None)) if line]
        if topic.help:
            assert lines[1] == topic.help
        assert "Last checked " in lines[-2]
    assert {topic.id for topic in catalog.topics.values() if topic.help} >= {"depression", "anxiety"}


def test_what_is_known_of_a_paper_itself_is_shown(catalog):
    noted = {ident: reference.note for ident, reference in catalog.references.items() if reference.note}
    assert {"liao-2019", "nybacka-2024", "yap-2021"} <= set(noted)
    for topic in catalog.topics.values():
        for in_full in (False, True):
            view = build_topic(topic, catalog, in_full=in_full)
            page = "\n".join(say(draw_explain(view, None)))
            assert all(noted[each.source.id] in page for each in view.references if each.source.id in noted)


def test_what_is_known_of_a_paper_itself_stands_under_a_caution(catalog, home):
    note = catalog.references["besselink-2008"].note
    assert "expression of concern" in note
    assert note in " ".join(gutcli("cautions", "critical-illness").out.split())
    cards = gutcli("cautions", "critical-illness", "--json").data["cautions"]
    sources = next(card["references"] for card in cards if card["id"] == "critical-illness")
    assert [source["note"] for source in sources] == [note, None]
