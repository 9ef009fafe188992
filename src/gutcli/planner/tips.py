"""Which tip a day has: a pure function of the day and the tips, the same on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from gutcli.catalog.types import Tip


def tip_of_day(day: date, tips: Mapping[str, Tip], allowed: Callable[[Tip], bool] | None = None) -> Tip | None:
    """Give the day's tip: one a day in a fixed mixed order, each having its turn before any comes again.

    Tips that are not `allowed` are taken out of the round, not replaced by a neighbour, so that the round stays free
    of repeats for everybody. None only where no tip is left.
    """
    fitting = [tip for tip in order_tips(tips) if allowed is None or allowed(tip)]
    return fitting[place_of_day(day, len(fitting))] if fitting else None


def order_tips(tips: Mapping[str, Tip]) -> list[Tip]:
    """Give the tips in the order of their turns."""
    # crc32, not hash(): Python's own differs from run to run.
    return sorted(tips.values(), key=lambda tip: (crc32(tip.id.encode()), tip.id))


def place_of_day(day: date, tips: int) -> int:
    """Give whose turn it is on a day, of so many tips."""
    return day.toordinal() % tips
