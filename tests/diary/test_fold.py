from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gutcli.diary import Day, Entry, Item, Offer, fold_day
from gutcli.diary.entry import parse_offer
from gutcli.diary.fold import CheckIn, count_needed
from gutcli.diary.items import find_item
from gutcli.diary.summary import detail_of
from gutcli.errors import AmbiguousNameError, NameNotFoundError, UsageError
from tests.diary.given import FOODS, LIST, TODAY, Paper, decide, looks

NUMBERS = st.integers(1, 6).map(str)
COMMANDS = st.one_of(
    st.lists(NUMBERS, min_size=1, max_size=3).map(lambda n: "done " + " ".join(n)),
    NUMBERS.map(lambda n: f"skip {n}"),
    NUMBERS.map(lambda n: f"skip {n} tired"),
    st.tuples(NUMBERS, st.sampled_from(sorted(FOODS)))
    .filter(lambda t: t[1] != "toast")
    .map(lambda t: f"swap {t[0]} {t[1]}"),
    st.lists(st.sampled_from(sorted(FOODS)), min_size=1, max_size=2).map(lambda f: "ate " + " ".join(f)),
    NUMBERS.map(lambda n: f"undo {n}"),
    st.sampled_from(["undo", "done all", "skip all", "mood 3", "mood 1 low", "note a walk"]),
)


def run(*commands: str) -> Paper:
    paper = Paper()
    for words in commands:
        paper.run(words)
    return paper


def test_an_untouched_day_shows_its_list_and_is_not_stored() -> None:
    day = fold_day(TODAY, [], LIST)
    assert [item.state for item in day.items] == ["open"] * 6
    assert [item.number for item in day.items] == [1, 2, 3, 4, 5, 6]
    assert not day.is_offered
    assert not day.is_written


def test_the_first_entry_stores_the_list_which_later_lists_do_not_change() -> None:
    paper = run("done 1")
    assert [entry.action for entry in paper.entries] == ["offer", "done"]
    assert parse_offer(paper.entries[0]) == LIST
    other = Offer((Item("calm", "naps", "Naps"),), 1.0)
    assert looks(paper.fold()) == looks(paper.fold(offer=other))


def test_the_aim_in_force_is_kept_with_the_day() -> None:
    paper = Paper()
    paper.run("done 1 2 3", offer=LIST._replace(aim=0.5))
    assert paper.fold().aim_met
    assert paper.fold(offer=LIST).aim_met


NEEDED = """
0.66 6 4, 0.6667 6 4, 0.67 6 4, 0.6667 5 4, 0.6667 4 3, 0.6667 3 2, 0.6667 1 1, 0.6667 0 0, 0 6 1, 0.5 6 3, 1 6 6,
1 20 20, 0.75 8 6, 0.33 3 1, 0.34 3 2
"""


@pytest.mark.parametrize("case", NEEDED.replace("\n", " ").split(", "))
def test_needed(case: str) -> None:
    aim, counted, needed = case.split()
    assert count_needed(float(aim), int(counted)) == int(needed)


@given(st.integers(1, 20).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n))))
def test_a_share_that_is_an_exact_fraction_needs_exactly_that(fraction: tuple[int, int]) -> None:
    wanted, counted = fraction
    assert count_needed(wanted / counted, counted) == wanted
    assert count_needed(round(wanted / counted, 4), counted) == wanted


def test_ticking_twice_changes_nothing_and_says_so() -> None:
    paper = run("done 1")
    again = paper.run("done 1")
    assert not again.entries
    assert [outcome.result for outcome in again.outcomes] == ["already_done"]


def test_unticking_what_is_not_ticked_says_so() -> None:
    decision = run("done 1").run("undo 3")
    assert not decision.entries
    assert decision.outcomes[0].result == "not_done"


def test_a_skip_is_a_rest_and_leaves_the_count() -> None:
    day = run("skip 5 6 sore knee", "done 1 2 3").fold()
    assert (day.done, day.total, day.skipped, day.needed, day.aim_met) == (3, 4, 2, 3, True)
    assert day.items[4].reason == "sore knee"
    assert run("skip all").fold().is_rest


def test_a_swap_shows_on_the_list_and_is_found_by_its_old_name() -> None:
    day = run("swap 2 hummus").fold()
    assert (day.items[1].id, day.items[1].swapped_from, day.items[1].number) == ("hummus", "leeks", 2)
    assert find_item(day.items, "leeks").id == "hummus"
    assert find_item(day.items, "humm").number == 2


def test_a_swap_is_refused_for_what_is_done_or_on_the_list() -> None:
    assert run("done 2").run("swap 2 hummus").outcomes[0].result == "is_done"
    assert run("done 1").run("swap 2 kefir").outcomes[0].result == "on_list"
    assert run("swap 2 hummus").run("swap 2 hummus").outcomes[0].result == "same"


def test_ate_ticks_the_first_open_place_that_it_fits() -> None:
    paper = Paper()
    decision = paper.run("ate hummus kimchi toast")
    assert [(o.result, o.name, o.other) for o in decision.outcomes] == [
        ("ate_and_ticked", "Hummus", "Oats"),
        ("ate_and_ticked", "Kimchi", "Leeks"),
        ("ate", "toast with jam", ""),
    ]
    day = paper.fold()
    assert day.done == 2
    assert day.plants == ("chickpea", "sesame", "cabbage")
    assert [food.name for food in day.ate] == ["Hummus", "Kimchi", "toast with jam"]


def test_ate_what_is_on_the_list_ticks_it_even_after_a_rest() -> None:
    paper = run("skip 3", "ate kefir")
    assert paper.fold().items[2].state == "done"
    assert not paper.fold().items[2].swapped_from


def test_undo_takes_back_all_that_one_command_did() -> None:
    paper = run("done 1 3", "ate hummus")
    paper.run("undo")
    assert [item.state for item in paper.fold().items] == ["done", "open", "done", "open", "open", "open"]
    assert paper.fold().items[1].id == "leeks"
    paper.run("undo")
    assert looks(paper.fold()) == looks(Paper().fold())
    assert paper.run("undo").outcomes[0].result == "nothing"


def test_undo_item_takes_back_the_tick_and_then_the_swap() -> None:
    paper = run("swap 2 hummus", "done 2")
    assert paper.run("undo 2").outcomes[0].result == "opened"
    assert paper.fold().items[1].id == "hummus"
    assert paper.run("undo 2").outcomes[0].result == "swap_taken_back"
    assert paper.fold().items[1].id == "leeks"
    assert paper.run("undo 2").outcomes[0].result == "not_done"


def test_the_last_mood_counts_and_all_are_kept() -> None:
    day = run("mood 2 slept badly", "mood 4").fold()
    assert [said.scores for said in day.check_ins] == [{"mood": 2}, {"mood": 4}]
    assert day.scores == {"mood": 4}
    with pytest.raises(UsageError):
        decide("mood 6")(day)


def test_each_rating_counts_as_it_was_last_given() -> None:
    """Checking in again with the mood alone takes back nothing of energy and gut."""
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    said = ({"mood": 2, "energy": 4, "gut": 3}, {"mood": 5, "gut": 1, "migraine 0-3": 2}, {"mood": 3, "sleep": 7.5})
    day = Day(TODAY, check_ins=tuple(CheckIn(noon, scores) for scores in said))
    assert list(day.scores.items()) == [("mood", 3), ("energy", 4), ("gut", 1), ("sleep", 7.5), ("migraine 0-3", 2)]
    assert detail_of(day)["scores"] == day.scores


def test_two_machines_with_different_lists_lose_no_tick() -> None:
    here, there = Paper(), Paper(device="there")
    here.run("done 1")
    there.clock += timedelta(hours=1)
    other = Offer((*LIST.items[2:], Item("prebiotic", "rye", "Rye", "", ("rye",)), Item("sleep", "nap", "Nap")))
    for words in ("done rye", "done nap", "done kefir"):
        there.run(words, offer=other)
    both = fold_day(TODAY, [*there.entries, *here.entries])
    assert [(i.id, i.state) for i in both.items][:3] == [("oats", "done"), ("rye", "done"), ("kefir", "done")]
    assert both.items[1].name == "Rye"
    assert both.items[1].swapped_from == "leeks"
    assert [item.id for item in both.extras] == ["nap"]
    assert "rye" in both.plants


def test_a_day_of_damaged_payloads_can_still_be_shown() -> None:
    entries = [
        Entry(f"0000000{n}", "d", paper_entry.at, 0, TODAY, action, "x", "prebiotic", data=data)
        for paper_entry in run("done 1").entries[:1]
        for n, (action, data) in enumerate([("offer", "{"), ("swapped", "[]"), ("ate", '{"plants":3}'), ("mood", "7")])
    ]
    assert fold_day(TODAY, entries).ate[0].name == "x"


def test_finding_items() -> None:
    items = fold_day(TODAY, [], LIST).items
    assert find_item(items, "4").id == "walnuts"
    assert find_item(items, "Walnut").id == "walnuts"
    assert find_item(items, "box").id == "box-breathing"
    assert find_item(items, "breathing").id == "box-breathing"
    with pytest.raises(NameNotFoundError) as not_found:
        find_item(items, "walnits")
    assert "Walnuts" in not_found.value.hint
    with pytest.raises(NameNotFoundError):
        find_item(items, "7")
    with pytest.raises(AmbiguousNameError) as two:
        find_item([*items, Item("calm", "oat-milk", "Oat milk")], "oa")
    assert two.value.choices == ("Oats", "Oat milk")


@given(st.lists(COMMANDS, max_size=12), st.integers())
def test_the_same_entries_in_any_order_give_the_same_day(commands: list[str], seed: int) -> None:
    paper = run(*commands)
    shuffled = list(paper.entries)
    random.Random(seed).shuffle(shuffled)
    assert fold_day(TODAY, shuffled, LIST) == paper.fold()
    assert fold_day(TODAY, [*shuffled], LIST) == fold_day(TODAY, list(reversed(shuffled)), LIST)


@settings(max_examples=150)
@given(st.lists(COMMANDS, max_size=12))
def test_undo_as_often_as_it_goes_returns_to_the_start(commands: list[str]) -> None:
    paper = run(*commands)
    changes = len({entry.change for entry in paper.entries if entry.action not in {"offer", "undo"}})
    for _ in range(changes):
        paper.run("undo")
    assert looks(paper.fold()) == looks(Paper().fold())
    assert paper.run("undo").outcomes[0].result == "nothing"


@given(st.lists(COMMANDS, max_size=10), COMMANDS.filter(lambda words: words != "undo"))
def test_undo_takes_back_exactly_the_last_command(commands: list[str], last: str) -> None:
    paper = run(*commands)
    before = paper.fold()
    if paper.run(last).entries and not last.startswith("undo"):
        paper.run("undo")
        assert looks(paper.fold()) == looks(before)


@given(st.lists(COMMANDS, max_size=12))
def test_what_a_command_says_is_what_the_day_then_shows(commands: list[str]) -> None:
    paper = Paper()
    for words in commands:
        decision = paper.run(words)
        day = paper.fold()
        assert 0 <= day.done <= day.total <= 6
        assert day.done + day.skipped <= len(day.items) == 6
        assert len({(item.slot, item.id) for item in day.items}) == 6
        for outcome in decision.outcomes:
            if outcome.result in {"done", "already_done", "ate_and_ticked"} and outcome.number:
                assert day.items[outcome.number - 1].state == "done"
            if outcome.result in {"skipped", "already_skipped"}:
                assert day.items[outcome.number - 1].state == "skipped"
        repeated = paper.run(words) if words.startswith(("done", "skip")) else None
        assert repeated is None or not repeated.entries


@pytest.mark.parametrize("day", [date(2028, 2, 29), date(2026, 12, 31), date(2027, 1, 1), date(2026, 3, 29)])
def test_unusual_days_are_days(day: date) -> None:
    paper = Paper()
    paper.run("done 1 2 3 4", day)
    assert paper.fold(day).aim_met
    assert not paper.fold(TODAY).is_written
