"""From days to what is compared: unknown days are left out on both sides, against a slow reference."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gutcli.diary.summary import DaySummary
from gutcli.look_back.insights.habits import SLOT_NAMES, Collected, collect_habits, collect_ratings
from gutcli.look_back.insights.habits import collect as collect_all

TODAY = date(2026, 11, 23)
GROUPS = {"oats": "grains", "rye": "grains", "kefir": "dairy", "leek": "vegetables"}


def summary(
    back: int, items: tuple[tuple[str, str, str], ...] = (), ate: tuple[str, ...] = (), mood: int | None = None
) -> DaySummary:
    eaten = tuple((food, "") if food in {*GROUPS, "lost"} else ("", food) for food in ate)
    scores = {"mood": mood} if mood else {}
    return DaySummary(TODAY - timedelta(days=back), 0, 0, len(items), 0, items, (), eaten, scores)


def collect(*days: DaySummary, with_foods: bool = True) -> dict[str, dict[int, bool]]:
    found = collect_habits(days, TODAY, lambda i: GROUPS.get(i, ""), lambda i: i, with_foods=with_foods)
    return {habit.name: {(TODAY - day).days: had for day, had in by_day.items()} for habit, by_day in found.items()}


def test_a_slot_is_known_where_the_list_had_it() -> None:
    walk, sit, rest = ("move", "walk", "done"), ("calm", "sit", "open"), ("calm", "sit", "skipped")
    found = collect(
        summary(3, (walk, sit)), summary(2, (rest,)), summary(1), summary(4, (("move", "walk", "skipped"),))
    )
    assert found["movement"] == {3: True, 4: False}
    assert found["walk"] == {3: True, 2: False, 4: False}
    assert "a calming practice" not in found, "no day ever had it"


def test_on_a_day_with_a_list_and_a_check_in_what_was_not_ticked_was_not_done() -> None:
    rated = summary(1, (("move", "walk", "open"),), mood=4)
    unread = summary(4, (("move", "walk", "open"),))
    found = collect(summary(3, (("move", "walk", "done"),)), summary(2, mood=4), rated, unread)
    assert found["movement"] == {3: True, 1: False}, "without a list, or without anything said, nobody knows"


def test_food_groups_count_what_was_eaten_beside_the_list() -> None:
    oats = ("prebiotic", "oats", "skipped")
    found = collect(summary(3, (oats,), ("kefir",)), summary(2, (oats,)), summary(1, (), ("rye",)))
    assert found["dairy"] == {3: True, 2: False, 1: False}
    assert found["grains"] == {3: False, 2: False, 1: True}


def test_a_day_with_something_unknown_is_on_neither_side_of_food() -> None:
    oats = ("prebiotic", "oats", "done")
    found = collect(summary(3, (oats,), ("birthday cake",)), summary(2, (oats,)), summary(1, (oats,), ("lost",)))
    assert found["grains"] == {2: True}
    assert found["a prebiotic food"] == {3: True, 2: True, 1: True}


def test_today_waits_until_nothing_is_open() -> None:
    done, waits = ("move", "walk", "done"), ("calm", "sit", "open")
    assert collect(summary(0, (done, waits)), summary(1, (done,)))["movement"] == {1: True}
    assert collect(summary(0, (done,)), summary(1, (done,)))["movement"] == {0: True, 1: True}


def test_without_foods_only_movement_and_calm_are_left() -> None:
    items = (("prebiotic", "oats", "done"), ("move", "walk", "done"), ("calm", "sit", "done"))
    assert set(collect(summary(1, items), with_foods=False)) == {"movement", "a calming practice", "walk", "sit"}


def test_the_same_name_twice_is_told_apart() -> None:
    items = (("move", "walk", "done"), ("calm", "sit", "done"))
    found = collect_habits([summary(1, items)], TODAY, lambda _: "", lambda _: "yoga")
    assert [habit.name for habit in found if habit.kind == "practice"] == ["yoga (sit)", "yoga (walk)"]


def test_ratings_leave_out_what_was_not_said() -> None:
    ratings = collect_ratings([summary(2, mood=4), summary(1)])
    assert ratings == {"mood": {TODAY - timedelta(days=2): 4.0}, "energy": {}, "gut": {}}


things = st.tuples(
    st.sampled_from(["prebiotic", "omega-3", "move", "calm"]), st.sampled_from([*GROUPS, "walk", "sit", "lost"]),
    st.sampled_from(["open", "done", "skipped"]),
)  # fmt: skip
diaries = st.lists(
    st.tuples(st.lists(things, max_size=5), st.lists(st.sampled_from([*GROUPS, "lost", "cake"]), max_size=3)),
    max_size=12,
)


@given(diaries)
def test_habits_agree_with_a_slow_reference(drawn: list[tuple[list[tuple[str, str, str]], list[str]]]) -> None:
    days = [summary(back, tuple(items), tuple(ate)) for back, (items, ate) in enumerate(drawn)]
    found = collect_habits(days, TODAY, lambda i: GROUPS.get(i, ""), lambda i: i)
    slow: dict[tuple[str, str], dict[date, bool]] = {}
    slots, practices, groups = set(SLOT_NAMES), {t[1] for d in days for t in d.items}, set(GROUPS.values())
    for day in days:
        if day.day == TODAY and any(t[2] == "open" for t in day.items):
            continue
        if all(t[2] == "open" for t in day.items) and not day.ate:
            continue
        eaten = [t[1] for t in day.items if t[2] == "done" and t[0] not in {"move", "calm"}] + [i for i, _ in day.ate]
        for slot in slots:
            if any(t[0] == slot for t in day.items):
                slow.setdefault(("slot", slot), {})[day.day] = (slot, "done") in {(t[0], t[2]) for t in day.items}
        for ident in practices:
            if day.items:
                had = any(t[1:] == (ident, "done") and t[0] in {"move", "calm"} for t in day.items)
                slow.setdefault(("practice", ident), {})[day.day] = had
        for group in groups:
            if (day.items or eaten) and all(i in GROUPS for i in eaten):
                slow.setdefault(("food-group", group), {})[day.day] = any(GROUPS[i] == group for i in eaten)
    slow = {key: by_day for key, by_day in slow.items() if any(by_day.values())}
    assert {(habit.kind, habit.id): by_day for habit, by_day in found.items()} == slow


def both(*days: DaySummary, first: int = 60) -> Collected:
    return collect_all(days, TODAY - timedelta(days=first), TODAY, lambda i: GROUPS.get(i, ""), lambda i: i)


def test_two_names_for_the_same_days_are_one_thing() -> None:
    days = [summary(n, (("move", "walk", "done" if n % 2 else "open"),), mood=3) for n in range(1, 31)]
    found = both(*days)
    assert [(habit.name, habit.also, habit.label) for habit in found.habits] == [
        ("movement", ("walk",), "movement (walk)")
    ]
    # With a fifth of the days another movement, they are two again.
    swim = [
        summary(n, (("move", "swim" if n % 10 < 3 else "walk", "done" if n % 2 else "open"),)) for n in range(1, 31)
    ]
    assert [habit.label for habit in both(*swim).habits] == ["movement", "swim", "walk"]


def test_days_away_and_ill_are_left_out_and_counted() -> None:
    days = [summary(n, (("move", "walk", "done" if n % 2 else "open"),), mood=3) for n in range(1, 21)]
    days[:3] = [day._replace(is_away=True, reasons=("ill",)) for day in days[:3]]
    days[3:5] = [day._replace(reasons=("a long day", "Flu, again")) for day in days[3:5]]
    days[5] = days[5]._replace(reasons=("a killing, illegible day",))
    found = both(*days)
    assert found.off == {"away": 3, "ill": 2}
    assert len(found.ratings["mood"]) == len(next(iter(found.habits.values()))) == 15


def test_food_that_nobody_knows_is_named() -> None:
    oats = ("prebiotic", "oats", "done")
    days = [summary(n, (oats,), ("toast",) if n % 2 else ("cake", "rye")) for n in range(1, 11)]
    found = both(*days)
    assert (dict(found.unknown), found.unknown_days) == ({"toast": 5, "cake": 5}, 10)
    assert not any(habit.kind == "food-group" for habit in found.habits)


def test_a_rating_of_long_ago_is_not_asked_for_again() -> None:
    old = summary(50)._replace(scores={"pain": 2, "mood": 3})
    assert set(both(old, summary(2, mood=4), first=30).ratings) == {"mood", "energy", "gut"}


def test_what_is_unknown_stands_in_the_order_in_which_it_came() -> None:
    words = [f"cake {n}" for n in range(9)]
    found = collect_all([summary(1, (), tuple(words))], TODAY - timedelta(days=9), TODAY, lambda _: "", lambda i: i)
    assert list(found.unknown) == words
