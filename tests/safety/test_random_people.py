"""Random people against the oracle: nothing that their words exclude is suggested anywhere, no caution is left unsaid.

An ordinary run judges a few hundred people and lives with some of them. GUTCLI_THOROUGH=1 judges one for each word that
gutcli knows and lives with 2,400 (a quarter of an hour on two cores).
"""

from __future__ import annotations

import json
import os
import random
import re
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from gutcli.catalog.kinds import FOOD_SLOTS, SLOTS
from gutcli.day.ate.log import log_foods
from gutcli.day.changes.actions import rest_from, take_back, tick_items
from gutcli.day.changes.swap import swap_item
from gutcli.day.checklist import offer_others, read_checklist
from gutcli.day.plan.page import write_calendar, write_markdown
from gutcli.day.plan.view import build_plan
from gutcli.day.today.view import build_today, build_why
from gutcli.diary.entry import NO_LONGER
from gutcli.errors import GutcliError
from gutcli.know.tips.view import build_tips
from gutcli.planner.plan import pick_gentlest
from gutcli.planner.tips import tip_of
from gutcli.profile.needs import derive_needs
from gutcli.profile.settings import Profile
from gutcli.profile.verdicts import judge_food, judge_practice
from gutcli.terminal.draw.as_json import draw_json
from gutcli.terminal.draw.layout import draw_plain, lay_out
from gutcli.terminal.draw.pages import draw_page
from tests.safety.living import Living
from tests.safety.meaning import words_for
from tests.safety.oracle import Rules, by_id, records, same
from tests.safety.people import COUNTS, condition_words, draw_person, profile_of

THOROUGH = os.environ.get("GUTCLI_THOROUGH") == "1"
JUDGED = range(len(condition_words())) if THOROUGH else range(240)
LIVED = range(2_400) if THOROUGH else range(0, 2_400, 800)
START = date(2026, 11, 23)
SPAN = 60 if THOROUGH else 28
ACTIVE = {"open"}
"""States of what is still suggested: what was done or rested from is the past."""


@pytest.fixture(scope="session")
def nobody(catalog):
    """Someone who has told nothing, yet: their day is stored before they do."""
    return Living(catalog, Profile(), START)


def test_an_ordinary_run_takes_a_word_of_every_caution_and_a_thorough_one_every_word():
    cautions = [c for c in records("cautions") if words_for(c["id"])]
    ordinary = set(condition_words()[:240])
    assert all(ordinary & set(words_for(caution["id"])) for caution in cautions)
    assert {word for caution in cautions for word in words_for(caution["id"])} == set(condition_words())


@pytest.mark.parametrize("part", range(4))
def test_what_is_out_is_left_out_and_cautions_are_said(catalog, part):
    """Everything in the catalog, whether it has its turn or not."""
    for number in JUDGED[part::4]:
        person = draw_person(number)
        rules = Rules(person)
        needs = derive_needs(profile_of(person), catalog, 2026)
        verdicts = {food.id: judge_food(food, needs, catalog.cautions) for food in catalog.foods.values()}
        verdicts |= {p.id: judge_practice(p, needs, catalog.cautions) for p in catalog.practices.values()}
        for ident, verdict in verdicts.items():
            if rules.is_out(ident):
                assert verdict.excluded, (number, ident, person)
            if verdict.fits:
                said = {note.id for note in verdict.notes if note.personal}
                assert rules.notes(ident) <= said, (number, ident, rules.notes(ident) - said, person)


@pytest.mark.parametrize("part", range(4))
def test_sixty_days_of_a_random_life(catalog, nobody, part):
    for number in LIVED[part::4]:
        _Life(catalog, nobody, number).live()


class _Life:
    """One person, from before they told anything to sixty days later; every answer is looked at on the way."""

    def __init__(self, catalog, nobody, number):
        self.number = number
        self.chance = random.Random(number)
        self.person = draw_person(number)
        self.rules = Rules(self.person)
        self.catalog = catalog
        self.before = nobody.on(START)
        self.before.paper = type(nobody.paper)()

    def live(self):
        for back in sorted(self.chance.sample(range(1, 28), 5), reverse=True):
            self.act(self.before, START - timedelta(back), 2)
        self.act(self.before, START, 2)
        app = self.before.becoming(profile_of(self.person))
        told = len(app.paper.entries)
        for entry_day in sorted({entry.day for entry in app.paper.entries}):
            self.look_at_day(app, entry_day)
        self.look_at_plan(app)
        self.look_at_tips(app)
        for ahead in sorted({0, *self.chance.sample(range(SPAN), 4)}):
            later = app.on(START + timedelta(ahead))
            self.act(later, later.today, 3)
            self.look_at_day(later, later.today)
            self.look_at_offers(later)
        for day in range(0, SPAN, 7):
            self.look_at_day(app, START + timedelta(day), closely=False)
        for entry in app.paper.entries[told:]:
            if entry.action == "swapped":
                new = json.loads(entry.data)["id"]
                eaten = any(e.action == "ate" and e.subject == new and e.day == entry.day for e in app.paper.entries)
                # Taking a swap back brings back what stood there; the list then shows something that fits.
                back = any(e.action == "swapped" and e.subject == new and e.day == entry.day for e in app.paper.entries)
                assert eaten or back or not self.rules.is_out(new), self.say("swapped in", new)

    def say(self, *words):
        return (self.number, *words, self.person)

    def act(self, app, day, times):
        """Do what people do, in any order."""
        for _ in range(times):
            items = app.read(read_checklist, day).day.items
            number = str(self.chance.randint(1, len(items))) if items else "1"
            act = self.chance.choice(("done", "done", "swap", "swap to", "ate", "skip", "undo", "undo item", "all"))
            try:
                if act == "done":
                    app.change(tick_items, day, [number])
                    item = items[int(number) - 1]
                    if item.state == "open" and app is not self.before:
                        assert not self.rules.is_out(item.id), self.say("ticked", item.id)
                elif act == "all":
                    app.change(tick_items, day, ["all"])
                elif act == "swap":
                    self.check_offers(app, app.change(swap_item, day, number, ""))
                elif act == "swap to":
                    wanted = self.chance.choice((*self.catalog.foods, *self.catalog.practices))
                    app.change(swap_item, day, number, wanted)
                    assert app.profile == Profile() or not self.rules.is_out(wanted), self.say("swap to", wanted)
                elif act == "ate":
                    app.change(log_foods, day, [self.chance.choice(tuple(self.catalog.foods))])
                elif act == "skip":
                    app.change(rest_from, day, [number], "")
                else:
                    app.change(take_back, day, [number] if act == "undo item" else [])
            except GutcliError:
                continue  # a refusal is an answer too

    def check_offers(self, app, view):
        if app.profile == Profile():
            return
        for remark in view.remarks:
            for ident, said in re.findall(r"gutcli swap [0-9]+ (\S+?)(?=[,. ])(?: \(!(.*?)\)(?=[,.]))?", f"{remark},"):
                assert ident in by_id("foods") or ident in by_id("practices"), remark
                assert not self.rules.is_out(ident), self.say("offered", ident)
                assert all(f"({caution})" in said for caution in self.rules.notes(ident)), self.say("offered", ident)

    def look_at_day(self, app, day, *, closely=True):
        view = app.read(build_today, day)
        if day < app.today:
            # A day that is over keeps the list that it had; what would be left out now says so on its line.
            marked = [line for line in view.items if self.rules.is_out(line.id) and line.state in ACTIVE]
            assert all(line.cautions[0].short == NO_LONGER for line in marked), self.say("unmarked", day)
            self.look_at_items([line for line in view.items if line not in marked])
            return
        self.look_at_items(view.items)
        filled = {line.slot for line in view.items if line.state == "open"}
        hidden = SLOTS if self.rules.nothing_at_all else FOOD_SLOTS if self.rules.no_food_lists else ()
        assert not {empty.slot for empty in view.empty_slots} & set(hidden)
        for slot, count in self.person["checklist"].items():
            if count and slot not in hidden and slot not in filled and not app.paper.read_day(day):
                assert slot in {empty.slot for empty in view.empty_slots}, self.say("silent slot", slot)
        easy = app.read(build_today, day, easy=True)
        assert len(easy.items) <= 3
        self.look_at_items(easy.items)
        assert {line.id for line in easy.items} <= {line.id for line in view.items}
        if not closely:
            return
        assert app.on(app.today).read(build_today, day) == view
        for line in view.items:
            why = app.read(build_why, day, str(line.number))
            assert why.why
            assert line.state not in ACTIVE or self.rules.notes(line.id) <= {c.id for c in why.cautions}
        self.look_at_text(view, view.items)
        document = json.loads(draw_json("today", view))["data"]
        for item in document["items"]:
            if item["state"] in ACTIVE:
                assert self.rules.notes(item["id"]) <= {c["id"] for c in item["cautions"]}

    def look_at_items(self, lines):
        for line in lines:
            if line.state not in ACTIVE:
                continue
            assert not self.rules.is_out(line.id), self.say("listed", line.id)
            said = {caution.id: caution for caution in line.cautions}
            assert self.rules.notes(line.id) <= set(said), self.say("unsaid", line.id)
            for ident in self.rules.notes(line.id):
                assert said[ident].severity == by_id("cautions")[ident]["severity"]
                assert said[ident].advice
                assert said[ident].personal

    def look_at_text(self, view, items):
        """Look at the very line in a pipe, and at the lines down to the next item on a narrow screen."""
        rows = [row for row in self.draw(view, None) if re.match(r" +\d+  [·✓–]  ", row)]
        for row, item in zip(rows, items, strict=True):
            assert item.name in row
            for ident in self.rules.notes(item.id) if item.state in ACTIVE else ():
                assert f"({ident})" in row, self.say("text", item.id, ident)
        for width in (40, 80):
            words = " ".join("".join(self.draw(view, width)).split()).replace(" ", "")
            for item in items:
                for ident in self.rules.notes(item.id) if item.state in ACTIVE else ():
                    assert f"({ident})" in words, self.say("text", width, item.id, ident)

    def draw(self, view, width):
        return draw_plain(lay_out(draw_page(view, width), width)).splitlines()

    def look_at_plan(self, app):
        view = app.read(build_plan, START, days=SPAN, shopping=True)
        for planned in view.days:
            self.look_at_items(planned.items)
        for line in view.shopping:
            assert not self.rules.is_out(line.id), self.say("to buy", line.id)
            assert self.rules.notes(line.id) <= {caution.id for caution in line.cautions}, self.say("to buy", line.id)
        assert app.on(START).read(build_plan, START, days=SPAN, shopping=True) == view
        short = app.read(build_plan, START, days=3, shopping=False)
        self.look_at_text(short, [item for planned in short.days for item in planned.items])
        bought = draw_plain(lay_out(draw_page(view, None), None)).splitlines()
        for line in view.shopping:
            (row,) = (row for row in bought if re.match(rf" +{line.number}  {re.escape(line.name)}(  |$)", row))
            assert all(f"({ident})" in row for ident in self.rules.notes(line.id))
        boxes = [line for line in write_markdown(view).splitlines() if line.startswith("- [")]
        items = [item for planned in view.days for item in planned.items]
        for box, item in zip(boxes, [*items, *view.shopping], strict=True):
            if getattr(item, "state", "open") in ACTIVE:
                assert all(f"({ident})" in box for ident in self.rules.notes(item.id)), self.say("markdown", box)
        self.look_at_calendar(view)

    def look_at_calendar(self, view):
        events = Calendar.from_ical(write_calendar(view)).walk("VEVENT")
        assert [event.decoded("dtstart") for event in events] == [planned.day for planned in view.days]
        for event, planned in zip(events, view.days, strict=True):
            lines = str(event["description"]).split("\n")[len(view.care) :]
            for line, item in zip(lines, planned.items, strict=False):
                assert line.startswith(item.name)
                if item.state in ACTIVE:
                    assert all(f"({ident})" in line for ident in self.rules.notes(item.id)), self.say("calendar", line)

    def look_at_offers(self, app):
        checklist = app.read(read_checklist, app.today)
        for slot in COUNTS:
            for item in offer_others(app.person, checklist, slot, ()):
                assert not self.rules.is_out(item.id), self.say("offer", item.id)
                assert self.rules.notes(item.id) <= {note.id for note in item.notes}
        items = tuple(i for slot in COUNTS for i in offer_others(app.person, checklist, slot, ()))
        assert all(not self.rules.is_out(item.id) for item in pick_gentlest(items))

    def look_at_tips(self, app):
        everything = build_tips(app.catalog, app.today, every=True, person=app.person).tips
        shown = {tip.id: {c.id for c in tip.cautions} for tip in everything}
        for record in records("tips"):
            if self.rules.tip_is_out(record):
                assert record["id"] not in shown, self.say("tip", record["id"])
            elif record["id"] in shown:
                named = [
                    f["id"] for f in records("foods") if any(same(f["name"], word) for word in record.get("foods", ()))
                ]
                for ident in (*record.get("practices", ()), *named):
                    assert self.rules.notes(ident) <= shown[record["id"]], self.say("tip's cautions", record["id"])
        for ahead in range(SPAN):
            tip = tip_of(app.person, START + timedelta(ahead))
            assert tip is None or tip.id in shown
            assert tip is None or {c.id for c in tip.cautions} <= shown[tip.id]
        assert {tip.id for tip in build_tips(app.catalog, app.today, person=app.person).tips} <= set(shown)
