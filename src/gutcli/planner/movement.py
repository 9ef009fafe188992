"""Which practices a day has: short ones on weekdays, no family on two days running, and what this person does. Pure."""

from datetime import date, timedelta
from zlib import crc32

from gutcli.planner.candidate import Candidate
from gutcli.planner.week import Week

SHORT_MINUTES = {"move": 15, "calm": 10}
WEEKEND = (5, 6)


def choose_practices(week: Week, day: date, slot: str) -> list[str]:
    """Return the practices of one slot on a day of a week."""
    pool = _edge(week, day, slot) or _fitting(week, day, slot)
    before = _families(week, day - timedelta(days=1))
    chosen: list[Candidate] = []
    for _ in range(week.rules.counts.get(slot, 0)):
        left = [c for c in pool if c not in chosen] or [c for c in week.list_pool(slot) if c not in chosen]
        if not left:
            break
        taken = before | {c.group for c in chosen}
        awake = [c for c in left if not week.habits.rests(c.id, day)] or left
        apart = [c for c in awake if c.group not in taken] or [c for c in left if c.group not in taken] or awake
        chosen.append(max(apart, key=lambda c: (_score(week, day, c), c.id)))
    return [c.id for c in chosen]


def _fitting(week: Week, day: date, slot: str) -> list[Candidate]:
    """Return those whose length fits the weekday: short ones from Monday to Friday, longer ones at the weekend."""
    most = SHORT_MINUTES[slot]
    if day.weekday() in WEEKEND:
        return [c for c in week.list_pool(slot) if c.minutes >= most] or week.list_pool(slot)
    return [c for c in week.list_pool(slot) if c.minutes <= most] or week.list_pool(slot)


def _families(week: Week, day: date) -> set[str]:
    """Return the families that stood on a day, of this week or of the diary."""
    ids = [ident for ident, last in week.last.items() if last == day]
    ids += [ident for ident, habit in week.habits.by_id.items() if habit.last_offered == day]
    return {week.candidates[ident].group for ident in ids if ident in week.candidates}


def _edge(week: Week, day: date, slot: str) -> list[Candidate]:
    """Return, for the first and the last day of a week, those that cannot meet a neighbour week's.

    A list that nobody touched is not in the diary; so that the next week need not know it, a week's first day keeps to
    half of the families and the last day of the week before it to the others.
    """
    number = (day - week.first).days
    if 0 < number < 6:
        return []
    monday = day if number == 0 else day + timedelta(days=1)
    order = sorted(
        {c.group for c in _fitting(week, monday, slot)},
        key=lambda family: (crc32(f"{monday.toordinal()}/{family}".encode()), family),
    )
    first = set(order[: (len(order) + 1) // 2])
    return [c for c in _fitting(week, day, slot) if (c.group in first) == (number == 0)]


def _score(week: Week, day: date, c: "Candidate") -> float:
    habit = week.habits.of(c.id)
    score = 1.5 * crc32(f"{week.first.toordinal()}/{day.toordinal() % 7}/{c.id}".encode()) / 2**32
    score -= 8.0 * c.held_back + 2.0 * week.uses.get(c.id, 0)
    if c.favourite and not week.uses.get(c.id):
        score += 3.0
    if habit.offered:
        score += 3.0 * ((habit.kept + 1) / (habit.offered + 2) - 0.5)
    if habit.last_offered:
        waited = (day - habit.last_offered).days
        score += min(waited, 21) / 21 * 2.0
        if waited in {7, 14}:
            score -= 3.0  # no practice of Mondays
    else:
        score += 1.0
    return score
