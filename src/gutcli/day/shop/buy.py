"""Putting what was bought into the kitchen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from gutcli.day.checklist import change_day
from gutcli.day.shop.view import ShopLine, ShopView, build_shop
from gutcli.daybook import Daybook
from gutcli.diary.decide import Decision, NewEntry, Outcome
from gutcli.diary.entry import to_data
from gutcli.errors import NameNotFoundError, UsageError
from gutcli.text import count, fold, safe


def buy_lines(book: Daybook, day: date, words: Sequence[str], *, days: int = 0, people: int = 0) -> ShopView:
    """Put the lines that the words mean into the kitchen; return what is still to be bought."""
    if day != book.today:
        raise UsageError("What was bought is bought today.", "Leave --date out, or say: gutcli have FOOD")
    view = build_shop(book.person, book.diary, day, book.today, days=days, people=people)
    lines = find_lines(view, words)
    entries = tuple(_write(line) for line in lines)
    outcomes = tuple(Outcome("bought", line.name) for line in lines)
    change_day(book, day, lambda _: Decision(entries, outcomes))
    after = build_shop(book.person, book.diary, day, book.today, days=days, people=people)
    return after._replace(bought=tuple(line.name for line in lines))


def find_lines(view: ShopView, words: Sequence[str]) -> list[ShopLine]:
    """Return the lines that numbers, ids, names or "all" mean. Raise NameNotFoundError."""
    found: dict[int, ShopLine] = {}
    for word in (
        part for each in words for part in re.split(r"[,\s]+" if re.fullmatch(r"[\d,\s]+", each) else r"$^", each)
    ):
        if not word:
            continue
        if fold(word) == "all":
            found |= {line.number: line for line in view.lines}
            continue
        line = next((n for n in view.lines if word == str(n.number) or fold(word) in {fold(n.id), fold(n.name)}), None)
        if line is None:
            raise NameNotFoundError(
                f"{safe(word)!r} is not on the list, which has {count(len(view.lines), 'line')}.",
                "See it with: gutcli shop",
            )
        found[line.number] = line
    return list(found.values())


def _write(line: ShopLine) -> NewEntry:
    data = {"name": line.name} | ({"grams": line.grams} if line.grams else {})
    return NewEntry("bought", line.source, amount=line.pack, data=to_data(data))
