"""Choose the tips that suit the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.know.tips.view import TipsView, tips_view
from gutcli.planner.tips import tip_of

if TYPE_CHECKING:
    from gutcli.app import App


def build_tips(app: App, *, topic: str = "", every: bool = False) -> TipsView:
    """Build the view of the day's tip, the same as the list has, or of a topic's or all tips that suit the person.

    Raises NameNotFoundError or AmbiguousNameError for a topic that `topic` does not name, ProfileError.
    """
    if topic or every:
        return tips_view(app.catalog, app.today, topic=topic, every=every, judge=app.person.judge_tip)
    line = tip_of(app.person, app.today)
    return tips_view(app.catalog, app.today, judge=app.person.judge_tip, chosen=line.id if line else "")
