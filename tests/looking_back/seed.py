"""A small diary, written through the store, with a list of its own: what the catalog offers may change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from gutcli.diary import Item, Offer
from gutcli.diary.decide import Eaten, decide_ate, decide_mood, decide_note
from gutcli.store import open_diary
from tests.diary.given import decide

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MONDAY = date(2026, 11, 23)
"""Today in the tests."""
LIST = Offer(
    (
        Item("prebiotic", "t-oats", "Test oats", "a bowl", ("oat",)),
        Item("prebiotic", "t-leeks", "Test leeks", "half a cup", ("leek",)),
        Item("probiotic", "t-kefir", "Test kefir", "a glass"),
        Item("omega-3", "t-walnuts", "Test walnuts", "a handful", ("walnut",)),
        Item("move", "t-walk", "Test walk", "20 minutes"),
        Item("calm", "t-breath", "Test breath", "5 minutes"),
    )
)
SHIITAKE = Eaten(Item("", "t-shiitake", "Test shiitake", "two", ("shiitake",)))
PIE = Eaten(Item("", "", "grandma's pie"))


def seed(home: Path, days: Mapping[date, Sequence[str]]) -> None:
    """Write each day's commands at 08:00 UTC of that day and every minute after it."""
    with open_diary(home / "diary.db", read_only=False) as diary:
        for day in sorted(days):
            now = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
            for number, words in enumerate(days[day]):
                at = now + timedelta(minutes=number)
                if words == "undo":
                    diary.undo_last(at, day)
                elif words == "ate shiitake pie":
                    diary.change(day, at, day, LIST, lambda folded: decide_ate(folded, [SHIITAKE, PIE]))
                elif words.startswith("ate "):
                    eaten = Eaten(Item("", "", words.removeprefix("ate ")))
                    diary.change(day, at, day, LIST, lambda folded, e=eaten: decide_ate(folded, [e]))
                elif words.startswith("mood"):
                    mood, _, note = words.removeprefix("mood ").partition(" ")
                    scores = {"mood": int(mood), "energy": 3}
                    diary.change(day, at, day, LIST, lambda _, s=scores, n=note: decide_mood(s, n))
                elif words.startswith("note "):
                    diary.change(day, at, day, LIST, lambda _, w=words: decide_note(w.removeprefix("note ")))
                else:
                    diary.change(day, at, day, LIST, decide(words))


def back(days: int) -> date:
    """Give the day so many days before today."""
    return MONDAY - timedelta(days=days)


FEW_DAYS = {
    back(4): ["done 1 2 3 4", "mood 4 slept well"],
    back(3): ["done all"],
    back(2): ["skip 1 2 3 4 5 6 tired"],
    back(1): ["done 1", "ate shiitake pie", "done 2", "undo"],
    back(0): ["done 1 2", "skip 5 sore knee"],
}
