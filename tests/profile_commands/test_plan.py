"""`today --why`, `--easy`, `plan` in each of its forms: they say the same, and to whoever asks again."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from gutcli.catalog.kinds import format_slot
from tests.run_gutcli import gutcli

START = date(2026, 11, 23)
PROFILE = """
diet = "pescatarian"
allergies = ["walnuts"]
conditions = ["gout", "high blood pressure"]
medicines = ["warfarin"]
favourites = ["kefir"]
"""


@pytest.fixture
def person(home):
    (home / "profile.toml").write_text(PROFILE)


def test_why_says_why_and_gives_the_cautions_in_full(person):
    for item in gutcli("today", "--json").data["items"]:
        why = gutcli("today", "--why", str(item["number"]), "--json").data
        assert why["id"] == item["id"]
        assert why["why"] == item["why"] != []
        assert why["cautions"] == item["cautions"]
        page = gutcli("today", "--why", item["id"]).out
        assert all(caution["advice"] in page for caution in item["cautions"])
    assert gutcli("today", "--why", "9", expect=3).out == ""
    assert "not on the list" in gutcli("today", "--why", "zebra", expect=3).err


def test_easy_is_the_three_gentlest_and_changes_nothing(person):
    everything = gutcli("today", "--json").data
    easy = gutcli("today", "--easy", "--json").data
    assert easy["easy"]
    assert [i for i in everything["items"] if i["id"] in {e["id"] for e in easy["items"]}] == easy["items"]
    assert len(easy["items"]) == 3
    assert len({item["slot"] for item in easy["items"]}) == 3
    assert (easy["total"], easy["done"]) == (everything["total"], everything["done"])


def test_a_plan_is_the_coming_lists(person):
    days = gutcli("plan", "--days", "28", "--json").data["days"]
    assert [day["day"] for day in days] == [str(START + timedelta(n)) for n in range(28)]
    today = gutcli("today", "--json").data
    assert [i["id"] for i in days[0]["items"]] == [i["id"] for i in today["items"]]
    later = gutcli("today", "--date", "2026-12-08", "--json").data
    assert [i["id"] for i in days[15]["items"]] == [i["id"] for i in later["items"]]
    assert gutcli("plan", "--days", "28", "--json").data["days"] == days
    # Among many plants, what was there yesterday is there again only where it must be used up.
    for earlier, later in itertools.pairwise(days):
        had = {item["id"] for item in earlier["items"]}
        again = [i for i in later["items"] if i["id"] in had and i["slot"] == "prebiotic" and not i["use_by"]]
        assert not again


def test_shopping_is_the_shop_of_those_days(person):
    data = gutcli("plan", "--days", "7", "--shopping", "--json").data
    shop = gutcli("shop", "--days", "7", "--json").data
    assert data["shopping"] == shop["lines"] != []
    foods = {food["id"]: food for food in gutcli("foods", "--json").data["foods"]}
    planned = {item["id"] for day in data["days"] for item in day["items"] if item["id"] in foods}
    names = {foods[ident]["name"] for ident in planned}
    for line in data["shopping"]:
        assert set(line["foods"]) <= names
        assert line["pack"]
        assert line["grams"] > 0
    aisles = [line["aisle"] for line in data["shopping"]]
    assert len(dict.fromkeys(aisles)) == len([a for n, a in enumerate(aisles) if n == 0 or aisles[n - 1] != a])
    page = gutcli("plan", "--days", "7", "--shopping").out
    for line in data["shopping"]:
        assert re.search(rf"^ +{line['number']}  {re.escape(line['name'])}", page, re.MULTILINE), line["name"]


def test_the_calendar_and_the_markdown_say_what_the_json_says(person):
    days = gutcli("plan", "--days", "28", "--json").data["days"]
    content = gutcli("plan", "--days", "28", "--format", "ics").out
    assert content == gutcli("plan", "--days", "28", "--format", "ics").out
    calendar = Calendar.from_ical(content)
    assert calendar["version"] == "2.0"
    events = calendar.walk("VEVENT")
    assert len({event["uid"] for event in events}) == 28
    for event, day in zip(events, days, strict=True):
        assert str(event.decoded("dtstart")) == day["day"]
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)
        lines = str(event["description"]).split("\n")
        for line, item in zip(lines, day["items"], strict=True):
            assert line.startswith(f"{item['name']}, {item['amount']} ({format_slot(item['slot'])})")
            assert all(f"{c['severity']}: {c['short']} ({c['id']})" in line for c in item["cautions"])
        # A title is read alone and cut short, so it names no food without its caution.
        assert str(event["summary"]) == "gutcli: 6 small things"
    text = gutcli("plan", "--days", "28", "--format", "md").out
    boxes = [line for line in text.splitlines() if line.startswith("- [ ] ")]
    items = [item for day in days for item in day["items"]]
    for box, item in zip(boxes, items, strict=True):
        assert f"{item['name']}, {item['amount']} ({format_slot(item['slot'])})" in box
        assert all(f"{c['severity']}: {c['short']} ({c['id']})" in box for c in item["cautions"])
    with_shopping = gutcli("plan", "--days", "28", "--format", "md", "--shopping").out
    assert with_shopping.startswith(text.rstrip("\n"))
    assert "## To buy" in with_shopping


@pytest.mark.parametrize("argv", [("--format", "pdf"), ("--days", "0"), ("--days", "367"), ("--date", "someday")])
def test_wrong_words_are_wrong_usage(argv):
    assert gutcli("plan", *argv, expect=None).code in {2, 3}


EMPTY = "No ferment fits your profile."


def test_an_empty_slot_says_so_in_every_form(home):
    (home / "profile.toml").write_text('diet = "vegan"\nmedicines = ["methotrexate"]\n')
    (empty,) = gutcli("today", "--json").data["empty_slots"]
    assert (empty["slot"], empty["hint"]) == ("probiotic", "gutcli foods --probiotic --why-not")
    assert EMPTY in gutcli("today").out
    assert EMPTY in gutcli("plan").out
    assert EMPTY in gutcli("plan", "--format", "md").out
    events = Calendar.from_ical(gutcli("plan", "--format", "ics").out).walk("VEVENT")
    assert all(EMPTY in event["description"] for event in events)
    reasons = gutcli(*empty["hint"].split()[1:], "--json").data["foods"]
    assert {food["id"]: bool(food["reasons"]) for food in reasons}["kefir"]


def test_the_same_profile_gives_the_same_month_in_any_process(home, person):
    """Python's own hash differs from process to process; no list may hang on it."""
    plans = set()
    for seed in ("1", "2"):
        environ = {**os.environ, "PYTHONHASHSEED": seed, "GUTCLI_HOME": str(home)}
        for name in ("plan", "needs"):
            (home / "cache" / f"{name}.json").unlink(missing_ok=True)
        code = "import sys; from gutcli.cli import run; sys.exit(run(['plan', '--days', '28', '--json']))"
        done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True)
        plans.add(done.stdout)
    assert len(plans) == 1


def test_tips_are_those_that_suit_and_the_days_is_that_of_today(home):
    everything = gutcli("tips", "--all", "--json").data
    (home / "profile.toml").write_text('allergies = ["nuts", "fish"]\nmedicines = ["warfarin"]\n')
    mine = gutcli("tips", "--all", "--json").data
    assert len(everything["tips"]) == len(mine["tips"]) + mine["left_out"]
    assert mine["left_out"] > 5
    assert f"{mine['left_out']} tips left out because of your profile" in gutcli("tips", "--all").out
    assert not [
        tip for tip in mine["tips"] if re.search(r"\b(walnut|almond|salmon|sardine)s?\b", tip["text"], re.IGNORECASE)
    ]
    (tip,) = gutcli("tips", "--json").data["tips"]
    assert tip["id"] == gutcli("today", "--json").data["tip"]["id"]
    marked = [tip for tip in mine["tips"] if "warfarin" in tip["personal"]]
    assert marked
    assert all("(warfarin" in line for line in gutcli("tips", "--all").out.splitlines() if marked[0]["text"] in line)


def test_what_is_kept_between_runs_is_never_older_than_the_profile(home):
    """Two writes within the grain of the file system's clock, of the same length."""
    path = home / "profile.toml"
    stamp = None
    planned = [item for day in gutcli("plan", "--days", "7", "--json").data["days"] for item in day["items"]]
    foods = [food for food in dict.fromkeys(i["id"] for i in planned if i["slot"] not in {"move", "calm"}) if food]
    for gone in foods[:2] * 2:
        path.write_text(f'dislikes = ["{gone}"]'.ljust(60) + "\n")
        stamp = stamp or path.stat()
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        left_out = gutcli("profile", "--json").data["left_out"]["foods"]
        assert gone in left_out
        (food,) = gutcli("foods", foods[0], "--json").data["foods"]
        assert food["personal"]["fits"] == (gone != foods[0])
        listed = {i["id"] for day in gutcli("plan", "--days", "7", "--json").data["days"] for i in day["items"]}
        assert gone not in listed


def test_damaged_needs_are_derived_anew(home):
    gutcli("profile", "set", "allergies", "milk")
    (kefir,) = gutcli("foods", "kefir", "--json").data["foods"]
    kept = home / "cache" / "person.json"
    head, document = kept.read_text().splitlines()
    for content in ("{}", "null", "[1]", '{"diet": 3}', "{", '{"allergens": []}'):
        for damaged in (content, document.replace('"needs":{', f'"needs":{content},"was":{{')):
            kept.write_text(f"{head}\n{damaged}\n")
            assert gutcli("foods", "kefir", "--json").data["foods"] == [kefir]
