"""Random people with kitchens: what is to be bought, what goes with what and the ways to more plants fit them."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from gutcli.day.away.away import go_away
from gutcli.day.have.note import note_kitchen
from gutcli.day.plan.view import build_plan
from gutcli.day.shop.buy import buy_lines
from gutcli.day.shop.view import build_shop
from gutcli.day.today.view import build_today
from gutcli.look_back.week.view import build_week
from tests.safety.living import Living
from tests.safety.oracle import Rules
from tests.safety.people import draw_person, profile_of

START = date(2026, 11, 23)


@pytest.mark.parametrize("number", range(7, 2_400, 480))
def test_nothing_of_a_kitchen_leads_past_the_profile(catalog, number):
    person = draw_person(number)
    rules = Rules(person)
    app = Living(catalog, profile_of(person), START)
    chance = random.Random(number)
    names = {food.name: food.id for food in catalog.foods.values()}
    home = chance.sample(sorted(catalog.kitchen), 12)
    # Whatever is at home, what does not fit is never asked for.
    app.change(note_kitchen, START, home)

    def look(ident, notes):
        assert not rules.is_out(ident), (number, ident, person)
        assert rules.notes(ident) <= {note.id for note in notes}, (number, ident, person)

    for weeks in range(3):
        app = app.on(START + timedelta(days=7 * weeks))
        shop = app.read(build_shop, app.today)
        for line in shop.lines:
            look(line.id, line.cautions)
            assert not any(rules.is_out(names[food]) for food in line.foods)
        for name in (*shop.at_home, *shop.staples):
            assert not rules.is_out(names[name]), (number, name, person)
        if shop.lines:
            app.change(buy_lines, app.today, ["all"])
            again = app.read(build_shop, app.today)
            assert len(again.lines) < len(shop.lines)
        for planned in app.read(build_plan, app.today, days=7, meals=True).days:
            for item in planned.items:
                look(item.id, item.cautions)
                for name in item.goes_with:
                    # What goes with it is named without a caution, so it must need none.
                    assert not rules.is_out(names[name]), (number, name, person)
                    assert not rules.notes(names[name]), (number, name, person)
        week = build_week(app.person, app.diary, catalog, app.today, app.today)
        for way in week.ways:
            look(way.id, way.cautions)
    app.change(go_away, app.today, "sunday")
    assert app.read(build_today, app.today).away is not None
