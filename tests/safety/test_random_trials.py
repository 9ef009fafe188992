"""Random people who try things: nothing is tried that does not fit them, and no list of a trial holds any."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from gutcli.day.today.view import build_today
from gutcli.errors import GutcliError
from gutcli.look_back.trial.start import TrialRequest, make_plan, write_start
from gutcli.look_back.trial.thing import find_thing
from tests.safety.living import Living
from tests.safety.oracle import Rules
from tests.safety.people import draw_person, profile_of

START = date(2026, 11, 23)
STRICT = {"avoid", "ask-first"}


@pytest.mark.parametrize("number", range(11, 2_400, 400))
def test_nothing_is_tried_that_does_not_fit(catalog, number):
    person, other = draw_person(number), draw_person(number + 1)
    rules, later = Rules(person), Rules(other)
    app = Living(catalog, profile_of(person), START)
    chance = random.Random(number)
    things = chance.sample(sorted(catalog.foods), 14) + chance.sample(sorted(catalog.practices), 4)
    placed = []
    for ident in things:
        try:
            thing = find_thing(app.person, ident)
        except GutcliError:
            continue
        assert thing.id == ident
        assert not rules.is_out(ident), (number, ident, person)
        own = [catalog.cautions[note] for note in rules.notes(ident)]
        assert not [c.id for c in own if c.severity in STRICT and c.id in app.person.needs.active], (number, ident)
        placed += [ident] * bool(thing.slot)
    if not placed:
        return
    app.change(
        write_start,
        make_plan(app.person, app.diary, START, TrialRequest(chance.choice(placed), "gut", blocks=4, days=1)),
    )
    begun = app.becoming(profile_of(other))
    for day in range(1, 5):
        for who, judged in ((app, rules), (begun, later)):
            living = who.on(START + timedelta(days=day))
            view = living.read(build_today, living.today)
            for item in view.items:
                assert not judged.is_out(item.id), (number, item.id)
                assert judged.notes(item.id) <= {note.id for note in item.cautions}, (number, item.id)


def test_the_people_here_do_try_things(catalog):
    """The test above would be empty if all were refused."""
    app = Living(catalog, profile_of(draw_person(0))._replace(allergies=(), conditions=(), medicines=()), START)
    accepted = 0
    for ident in ("oats", "leeks", "brisk-walk", "slow-breathing-6"):
        try:
            accepted += find_thing(app.person, ident).slot != ""
        except GutcliError:
            continue
    assert accepted
