"""What `stats --chart` says: the weeks, one after another, in figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from gutcli.look_back.nutrients.view import MeanLine


@dataclass(frozen=True, slots=True)
class ChartWeek:
    """One week, cut to the days that were asked for: null where nothing is written, or where counts are hidden.

    `rate` is the share done of what was asked for; nutrients are the mean of a day on which food was logged; `mood`,
    `energy` and `gut` the mean of the days' last check-ins.
    """

    first: date
    last: date
    written: int
    done: int
    offered: int
    rate: float | None
    plants: int | None
    logged_days: int
    fibre_g_per_day: MeanLine | None
    ala_g_per_day: MeanLine | None
    epa_dha_mg_per_day: MeanLine | None
    check_ins: int
    mood: float | None
    energy: float | None
    gut: float | None


@dataclass(frozen=True, slots=True)
class ChartsView:
    """The weeks from `first` to `last`, oldest first, without a gap."""

    KIND: ClassVar[str] = "charts"
    first: date
    last: date
    days: int
    week_starts: str
    goal: int | None
    counts_hidden: bool
    weeks: tuple[ChartWeek, ...]
    caveats: tuple[str, ...]
