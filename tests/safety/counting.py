"""What the safety report counts (`make safety`), and a little of it in every test run."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date

from gutcli.catalog.kinds import FOOD_SLOTS
from gutcli.day.plan.view import build_plan
from gutcli.know.tips.view import build_tips
from gutcli.profile.reader import WordReader
from tests.data import read_data
from tests.safety.living import Living
from tests.safety.oracle import Rules, records
from tests.safety.people import DECORATED, draw_person, profile_of

START = date(2026, 11, 23)


def count_people(catalog, people, days):
    """Let random people look at their lists, and judge everything that these say."""
    found = Counter()
    for number in range(people):
        person = draw_person(number * 37)
        rules = Rules(person)
        app = Living(catalog, profile_of(person), START)
        view = app.read(build_plan, START, days=days, shopping=True)
        found["people"] += 1
        found["in a crisis"] += rules.nothing_at_all
        found["shown no food"] += rules.no_food_lists
        for planned in view.days:
            found["days"] += 1
            found["empty places"] += len(planned.empty_slots)
            for item in planned.items:
                found["lines"] += 1
                found["violations"] += rules.is_out(item.id)
                found["cautions unsaid"] += not rules.notes(item.id) <= {caution.id for caution in item.cautions}
        for line in view.shopping or ():
            found["violations"] += rules.is_out(line.id)
        shown = {tip.id for tip in build_tips(app.catalog, START, every=True, person=app.person).tips}
        found["tips"] += len(shown)
        found["violations"] += sum(rules.tip_is_out(tip) for tip in records("tips") if tip["id"] in shown)
    return found


def find_empty(catalog, profile, days):
    """Return how often each place of the list stays empty for one person."""
    view = Living(catalog, profile, START).read(build_plan, START, days=days)
    return Counter(empty.slot for planned in view.days for empty in planned.empty_slots if empty.slot in FOOD_SLOTS)


def draw_words(many):
    """Draw words that people may type, of all names, brands, synonyms and ways of saying them; always the same ones."""
    words = [("medicines", w) for m in read_data("medicines")["medicine"] for w in _names(m, "other_names", "brands")]
    words += [("conditions", w) for c in read_data("conditions")["condition"] for w in c.get("words", ())]
    words += [("medicines", w) for c in read_data("classes")["class"] for w in c["words"]]
    words += [("allergies", w) for a in read_data("allergens")["allergen"] for w in a["words"]]
    forms = [word for form in read_data("reading")["form"] for word in form["words"]]
    chance = random.Random(2026)
    drawn = []
    for key, word in chance.choices(words, k=many):
        is_formed = key == "medicines" and chance.random() < 0.2
        drawn.append((key, f"{word} {chance.choice(forms)}" if is_formed else chance.choice(DECORATED).format(word)))
    return drawn


def _names(entry, *keys):
    return [entry["name"], *(word for key in keys for word in entry.get(key, ()))]


def find_not_understood(catalog, many):
    """Return the drawn words of which a part is not understood: key, words, that part."""
    reader = WordReader(catalog, START.year)
    readings = [(key, word, reader.read(key, word)) for key, word in draw_words(many)]
    return [(key, word, reading.unknown) for key, word, reading in readings if reading and reading.unknown]
