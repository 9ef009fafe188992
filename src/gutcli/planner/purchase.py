"""What speaks for buying a food that is opened on some day of a week. Pure."""

from datetime import date

from gutcli.planner.candidate import Candidate
from gutcli.planner.stock import LONG
from gutcli.planner.week import Purchase, Week

_UNSUITED, _KEEPS = Purchase(suits=False), Purchase(suits=True)


def weigh_purchase(week: Week, c: Candidate, day: date) -> Purchase:
    """Return what speaks for buying a food that is opened on `day`, worked out once for a week."""
    if (found := week.purchases.get((c.id, day))) is None:
        found = week.purchases[c.id, day] = _weigh(week, c, day)
    return found


def _weigh(week: Week, c: Candidate, day: date) -> Purchase:
    rules, known, number = week.rules, week.know(c), (day - week.first).days
    facts, portion = known.facts, known.portion
    keeps = facts.unopened_days
    if c.months and day.month not in c.months:
        return _UNSUITED
    if c.commonness == "rare" and not c.favourite and rules.adventure != "high":
        return _UNSUITED
    if c.price_band > rules.dearest or (keeps is not None and number > keeps):
        return _UNSUITED
    # For so many days a pack keeps that is bought for this week and opened on `day`.
    days = facts.opened_days if facts.opened_means == "pack" else None
    if keeps is not None:
        days = keeps - number if days is None else min(days, keeps - number)
    whole = facts.smallest_g
    if not whole or not portion or days is None or days > LONG:
        return _KEEPS
    load = facts.count_sittings(whole, portion) / max(1, days) / week.rate
    return Purchase(True, _count_waste(week, c, facts.count_sittings(max(whole, portion), portion), days), load)


def _count_waste(week: Week, c: Candidate, portions: int, days: int) -> float:
    """Return which share of a new pack would go off, if it keeps so many days and is kept to as this person does."""
    turns = week.rate * (days + 1 if days < 3 else 3 + (days - 2) / 2)
    if c.plants and "prebiotic" in c.slots:
        # Repeats take places from other plants: a pack of many portions waits for a week that has room for it.
        counts = week.rules.counts
        room = week.rules.repeats * 7 * max([counts.get(slot, 0) for slot in c.slots])
        if min(portions, turns) / max(1.0, days / 7) - 1 > max(room, 1.0):
            return 1.0
    return max(0.0, 1 - turns / portions)
