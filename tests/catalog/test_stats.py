"""Counts of what the catalog holds, and what was last checked too long ago."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from gutcli.catalog.data_files import find_data
from gutcli.catalog.library import Catalog
from gutcli.catalog.stats import build_catalog_stats, find_stale
from tests.run_gutcli import gutcli


@pytest.fixture(scope="module")
def catalog(warm_cache):
    return Catalog(warm_cache / "none", warm_cache)


def test_counts_are_those_of_the_file(catalog):
    topics = tomllib.loads((Path(find_data()) / "topics.toml").read_text(encoding="utf-8"))["topic"]
    claims = [claim for topic in topics for claim in topic["claim"]]
    findings = [claim for claim in claims if "statement" not in claim]
    view = build_catalog_stats(catalog)
    assert view.claims == len(claims) == sum(view.statements.values())
    assert {k: n for k, n in view.grades.items() if n} == Counter(c["grade"] for c in findings)
    assert {k: n for k, n in view.directions.items() if n} == Counter(c["direction"] for c in findings)
    said = Counter(c["verdict"] for topic in topics for c in topic.get("popular_claim", ()))
    assert {k: n for k, n in view.verdicts.items() if n} == said
    years = [topic.newest_source or 0 for topic in view.topics]
    assert years == sorted(years)
    assert {topic.id for topic in view.topics} == {topic["id"] for topic in topics}


def test_every_claim_says_its_way_and_every_topic_and_caution_its_day():
    data = Path(find_data())
    topics = tomllib.loads((data / "topics.toml").read_text(encoding="utf-8"))["topic"]
    assert all("direction" in claim for topic in topics for claim in topic["claim"])
    cautions = tomllib.loads((data / "cautions.toml").read_text(encoding="utf-8"))["caution"]
    for entry in (*topics, *cautions):
        assert date.fromisoformat(entry["checked"]) <= date(2100, 1, 1), entry["id"]


@pytest.mark.parametrize(
    ("today", "months", "stale"),
    [
        (date(2026, 12, 1), 24, False), (date(2028, 11, 30), 24, False), (date(2028, 12, 1), 24, True),
        (date(2026, 12, 31), 1, True), (date(2027, 1, 1), 1, True),
    ],
)  # fmt: skip
def test_stale_begins_after_so_many_months(catalog, today, months, stale):
    found = {each.id for each in find_stale(catalog, today, months) if each.kind == "topics"}
    dated = {topic.id for topic in catalog.topics.values() if topic.checked == "2026-11-30"}
    assert (dated <= found) is stale
    assert stale or not dated & found


def test_the_commands_say_it(home, monkeypatch):
    page = gutcli("catalog", "stats").out
    assert re.search(r"Findings by direction +\d+ more · \d+ less · \d+ no difference", page)
    assert gutcli("catalog", "check", "--json").data["stale"] is None
    assert gutcli("catalog", "check", "--stale", "1200", "--json").data["stale"] == []
    assert "was checked since" in gutcli("catalog", "check", "--stale", "1200").out
    monkeypatch.setenv("GUTCLI_NOW", "2040-01-01T12:00:00+00:00")
    stale = gutcli("catalog", "check", "--stale", "24", "--json").data["stale"]
    assert {each["kind"] for each in stale} == {"topics", "cautions"}
    assert "Not checked since: " in gutcli("catalog", "check", "--stale", "24").out
    assert gutcli("catalog", "check", "--stale", "0", expect=2).out == ""


def test_a_topic_of_ones_own_without_a_day_is_listed_as_such(home):
    (home / "catalog").mkdir(exist_ok=True)
    (home / "catalog" / "mine.toml").write_text(
        '[[topic]]\nid = "owls"\ntitle = "Owls"\naliases = []\ngroup = "mind"\nsummary = "Owls."\naction = "Look."\n'
        'related = []\n[[topic.claim]]\ntext = "They are."\ngrade = "early"\nreferences = ["cryan-2019"]\n',
        encoding="utf-8",
    )
    stale = gutcli("catalog", "check", "--stale", "1200", "--json").data["stale"]
    assert stale == [{"kind": "topics", "id": "owls", "checked": None}]
