"""Keeping the lists of days that are over as they were, before a change of the profile would make them others."""

from __future__ import annotations

from datetime import date, timedelta

from gutcli.day.checklist import read_checklist
from gutcli.daybook import Daybook
from gutcli.diary.entry import Offer

DAYS = 7
"""How many days back people fill in from what they remember of the list."""


def store_past_lists(book: Daybook) -> None:
    """Store the list of each of the last days that has none, as the profile still offers it; nothing else is written.

    A list alone is no day of the person's: it counts nowhere. Days before their first have had no list.
    """
    diary = book.diary
    first = diary.find_first_day()
    offers: dict[date, Offer] = {}
    for days in range(1, DAYS + 1):
        day = book.today - timedelta(days=days)
        if first and day > first:
            checklist = read_checklist(book.person, diary, day, book.today)
            if not checklist.day.is_offered:
                offers[day] = checklist.offer
    if offers:
        diary.store_offers(offers, book.now)
