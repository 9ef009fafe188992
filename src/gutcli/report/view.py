"""What `report` gathers, and what it says of the file that it wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from gutcli.look_back.charts.view import ChartsView
    from gutcli.look_back.history.view import HistoryView
    from gutcli.look_back.insights.view import InsightsView
    from gutcli.look_back.nutrients.view import NutrientsView
    from gutcli.look_back.stats.view import StatsView
    from gutcli.profile.view import ProfileView


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the page: the same views that the commands show. Only `profile` says who the person is."""

    made_at: datetime
    first: date
    last: date
    version: str
    begins: date | None
    history: HistoryView
    stats: StatsView
    charts: ChartsView
    nutrients: NutrientsView
    insights: InsightsView
    profile: ProfileView | None


@dataclass(frozen=True, slots=True)
class ReportView:
    """What was written. Without a file, `content` is the page itself."""

    KIND: ClassVar[str] = "report"
    path: str | None
    size_bytes: int
    first: date
    last: date
    days: int
    written: int
    with_profile: bool
    compared_days: int
    opened: bool
    content: str | None
