"""What made findings out of nothing: short lists, time, the night before, looking often, a mood that leads."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta
from statistics import median

from gutcli.diary.summary import DaySummary
from gutcli.look_back.insights.association import Bench, Family, compare_family
from gutcli.look_back.insights.comparison import Comparison, Insights, Shortfall
from gutcli.look_back.insights.habits import collect
from gutcli.look_back.insights.later import find_appearances
from gutcli.look_back.insights.wording import LOOKING, SHOWN_CAVEAT, caveat, obstacle, overview

START = date(2026, 1, 5)


def on(number: int) -> date:
    return START + timedelta(days=number)


def rated(value: float) -> float:
    return float(min(5, max(1, round(value))))


def look(days: list[DaySummary]) -> Insights:
    last = max(day.day for day in days) + timedelta(days=1)
    said = collect(days, START, last, lambda _: "", lambda ident: ident)
    return compare_family(Family(said.ratings, {habit.label: known for habit, known in said.habits.items()}))


def listed(number: int, kept: dict[str, bool], mood: float) -> DaySummary:
    """Return a day whose list has these slots, each ticked or left open, with a check-in."""
    items = tuple((slot, f"a-{slot}", "done" if had else "open") for slot, had in kept.items())
    done = sum(kept.values())
    return DaySummary(on(number), 0, done, len(items), 0, items, scores={"mood": mood})


def test_a_list_of_one_item_is_compared() -> None:
    """Days with a check-in on which nothing was ticked used to be thrown away: there was nothing to compare with."""
    r = random.Random(1)
    flips = [r.random() < 0.5 for _ in range(60)]
    found = look([listed(n, {"move": had}, rated(2.5 + 2 * had + r.gauss(0, 0.5))) for n, had in enumerate(flips)])
    same = next(c for c in found.comparisons if c.lag == 0 and c.rating == "mood")
    assert (same.habit, same.shown) == ("movement (a-move)", True)
    assert same.n_with == sum(flips)
    assert same.n_without == 60 - sum(flips)
    assert same.effect is not None
    assert 1.6 < same.effect < 2.4


def test_what_keeps_everything_from_being_compared_is_named() -> None:
    every_day = [listed(n, {"move": True, "calm": True}, 1.0 + n % 5) for n in range(40)]
    always = look(every_day)
    assert always.family_size == 0
    assert "too few days without it to compare with" in obstacle(always, has_habits=True)
    same = look([listed(n, {"move": n % 2 == 0}, 3.0) for n in range(40)])
    assert "Every rating so far is the same" in obstacle(same, has_habits=True)
    never = look([listed(n, {"move": False}, 1.0 + n % 5) for n in range(40)])
    assert "On the 40 days with a check-in nothing is ticked or logged" in obstacle(never, has_habits=False)
    assert obstacle(look(every_day[:5]), has_habits=True) == "", "check-ins lack, and that is said"


def test_of_two_or_three_items_the_idle_ones_are_not_blamed() -> None:
    """Where only calm works, movement used to look harmful: of days with neither, none was left."""
    blamed = helped = 0
    for seed in range(8):
        r = random.Random(seed)
        slots = ("move", "calm") if seed % 2 else ("move", "calm", "rest")
        days = []
        for n in range(60):
            kept = {slot: r.random() < 0.5 for slot in slots}
            days.append(listed(n, kept, rated(2.6 + 1.2 * kept["calm"] + r.gauss(0, 0.6))))
        shown = {c.habit.partition(" (")[0] for c in look(days).comparisons if c.shown and c.lag == 0}
        blamed += "movement" in shown
        helped += "a calming practice" in shown
    assert blamed <= 2
    assert helped >= 7


def test_what_rises_together_is_not_taken_for_a_habit_that_helps() -> None:
    """Mood rises over months, and habits are taken up meanwhile: without time in the model most find something."""
    fooled = 0
    for seed in range(8):
        r = random.Random(seed)
        ratings = {on(n): rated(2.2 + 1.6 * n / 120 + r.gauss(0, 0.7)) for n in range(120)}
        habits = {f"h{j}": {on(n): r.random() < 0.1 + 0.8 * n / 120 for n in range(120)} for j in range(6)}
        fooled += any(c.shown for c in compare_family(Family({"mood": ratings}, habits)).comparisons)
    assert fooled <= 1


def test_seasons_are_taken_out() -> None:
    fooled = 0
    for seed in range(4):
        r = random.Random(seed)
        wave = [math.sin(2 * math.pi * n / 365 + seed) for n in range(365)]
        ratings = {on(n): rated(3 + 0.7 * wave[n] + r.gauss(0, 0.7)) for n in range(365)}
        habits = {f"h{j}": {on(n): r.random() < 0.5 + 0.25 * wave[n] for n in range(365)} for j in range(3)}
        fooled += any(c.shown for c in compare_family(Family({"mood": ratings}, habits)).comparisons)
    assert fooled <= 1


def sleepy(seed: int, *, known: float = 1.0) -> tuple[Family, Family]:
    """Return a diary in which the night makes both the mood and the habit: with the nights told, and without."""
    r = random.Random(seed)
    nights = {on(n): 7 + r.gauss(0, 1) for n in range(120)}
    ratings = {"mood": {day: rated(3 + 0.6 * (night - 7) + r.gauss(0, 0.5)) for day, night in nights.items()}}
    habits = {"a walk": {day: r.random() < 0.5 + 0.25 * (night - 7) for day, night in nights.items()}}
    said = {day: night for day, night in nights.items() if r.random() < known}
    return Family(ratings, habits, nights=said), Family(ratings, habits)


def test_the_night_before_is_allowed_for_where_it_is_known() -> None:
    for seed in range(4):
        told, untold = sleepy(seed, known=0.9 if seed % 2 else 1.0)
        found = compare_family(told, lags=(0,)).comparisons[0]
        fooled = compare_family(untold, lags=(0,)).comparisons[0]
        assert found.working is not None
        assert found.working.nights == len(told.nights)
        assert found.effect is not None
        assert fooled.effect is not None
        assert abs(found.effect) < 0.2
        assert fooled.effect > 0.55


def test_too_few_nights_are_not_allowed_for() -> None:
    told, _ = sleepy(1, known=0.3)
    working = compare_family(told, lags=(0,)).comparisons[0].working
    assert working is not None
    assert working.nights == 0


def test_a_night_is_compared_with_the_day_before_it_alone() -> None:
    nights = {on(n): 6.0 + n % 3 for n in range(60)}
    habits = {"a walk": {on(n): n % 4 < 2 for n in range(60)}}
    found = compare_family(Family({"sleep": nights}, habits, nights=nights, earlier=("sleep",), steps={"sleep": 0.5}))
    assert [c.lag for c in found.comparisons] == [1]
    assert found.comparisons[0].working is not None
    assert found.comparisons[0].working.nights == 0


def effect_between(first: int, last: int, days: int = 180, size: float = 1.2, seed: int = 3) -> Family:
    """Return a diary in which the habit has an effect on some days alone."""
    r = random.Random(seed)
    kept = {on(n): r.random() < 0.5 for n in range(days)}
    mood = {
        on(n): rated(3 + size * ((kept[on(n)] - 0.5) if first <= n < last else 0) + r.gauss(0, 0.7))
        for n in range(days)
    }
    return Family({"mood": mood}, {"a walk": kept})


def seen_on(family: Family, first: int, today: int) -> tuple[Comparison, date, bool]:
    found = compare_family(family.cut(on(first), on(today)), lags=(0,)).comparisons
    assert found[0].shown
    seen = find_appearances(family.cut(START, on(today)), found, on(first), on(today))[0]
    return found[0], seen.since, seen.confirmed


def test_a_finding_is_new_until_later_days_say_it_again() -> None:
    lasting = effect_between(0, 180)
    first = next(n for n in range(20, 180) if compare_family(lasting.cut(START, on(n)), lags=(0,)).comparisons[0].shown)
    _, since, confirmed = seen_on(lasting, 0, first)
    assert (since, confirmed) == (on(first), False), "what is shown for the first time is new"
    _, since, confirmed = seen_on(lasting, 90, 179)
    assert since < on(80)
    assert confirmed
    # An effect that was there for a month, and then no more: the later days do not say it again.
    past = effect_between(0, 30, days=110, size=2.5)
    _, since, confirmed = seen_on(past, 0, 109)
    assert since <= on(30)
    assert not confirmed


def test_the_same_diary_dates_a_finding_the_same() -> None:
    family = effect_between(0, 180)
    assert seen_on(family, 90, 179) == seen_on(family, 90, 179)


def test_where_the_day_before_differs_already_mood_may_lead() -> None:
    r = random.Random(4)
    mood = [3.0]
    for _ in range(119):
        mood.append(3 + 0.6 * (mood[-1] - 3) + r.gauss(0, 0.7))
    ratings = {on(n): rated(mood[n]) for n in range(120)}
    follows = {on(n): r.random() < (0.85 if mood[n - 1] > 3 else 0.15) for n in range(120)}
    helps = {on(n): r.random() < 0.5 for n in range(120)}
    lifted = {day: rated(value + 0.9 * helps[day]) for day, value in ratings.items()}
    for known, habit, explained in ((ratings, follows, True), (lifted, helps, False)):
        family = Family({"mood": known}, {"a walk": habit})
        found = Comparison("a walk", "mood", 0, 60, 60, "shown", Shortfall(), effect=0.5, low=0.1, high=0.9)
        before = Bench(family).look_before(found)
        assert before is not None
        assert before.explains is explained
    led = Comparison("a walk", "mood", 0, 60, 60, "shown", Shortfall(), effect=0.5, low=0.1, high=0.9)
    said = caveat(Comparison(**{n: getattr(led, n) for n in led.__dataclass_fields__} | {"day_before": Bench(
        Family({"mood": ratings}, {"a walk": follows})).look_before(led)}))  # fmt: skip
    assert "on the day before already" in said
    assert "mood leads, and a walk follows" in said
    assert caveat(led) == SHOWN_CAVEAT


def test_the_smallest_difference_that_could_be_seen_is_said() -> None:
    """About 0.8 points at 84 check-ins and 24 comparisons, as the power that was measured says."""
    r = random.Random(5)
    days = sorted(r.sample(range(120), 84))
    ratings = {on(n): rated(3 + r.gauss(0, 0.8)) for n in days}
    habits = {f"h{j}": {on(n): r.random() < 0.5 for n in days} for j in range(12)}
    found = compare_family(Family({"mood": ratings}, habits))
    assert 0.6 < median(c.smallest for c in found.comparisons if c.smallest) < 1.0
    assert found.family_size == 24
    assert LOOKING in overview(found)
    assert "at most" not in overview(found).lower()
