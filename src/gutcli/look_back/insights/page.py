"""What check-ins and habits show together: the answer first, then what is not shown, then what is missing."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from gutcli.clock import format_day_short
from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Document, Grid, Line, heading, text
from gutcli.text import count, join_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gutcli.look_back.insights.view import ComparisonLine, InsightsView

KIND_NAMES = {"slot": "Slots", "practice": "Practices", "food-group": "Food groups"}
HIDDEN = (
    "Food is left out of these comparisons, because of what your profile says. Eating is more than figures; movement, "
    "calm and how you are stand here."
)


def draw_insights(view: InsightsView, width: int | None) -> Document:
    """Draw what is shown, what is not, and what is missing; or one comparison step by step."""
    span = format_span(view.first, view.last)
    blocks: list[Block] = [Line(text("What your record shows", "title"), right=text(span, "muted")), BLANK]
    if view.foods_hidden:
        blocks += [Line(text(HIDDEN, "muted"), 2), BLANK]
    if view.check_ins_needed:
        return (*blocks, *_draw_needed(view))
    if view.explained:
        return (*blocks, *_draw_steps(view))
    tested = [line for line in view.comparisons if line.effect is not None]
    if tested and not view.IN_FULL and all(line.status != "shown" for line in tested):
        return (*blocks, *_draw_nothing_shown(view))
    if not tested:
        same = all(line.status == "no variation" for line in view.comparisons)
        words = "Every rating so far is the same, so there is nothing to compare." if same and view.comparisons else ""
        blocks.append(Line(text(words or "Nothing can be compared yet."), 2))
    else:
        blocks += _draw_shown([line for line in tested if line.status == "shown"], view)
        blocks += _draw_not_shown([line for line in tested if line.status != "shown"], width)
    blocks += _draw_missing(list(view.comparisons))
    blocks += [BLANK, Line(text(_format_family(view), "muted"), 2)] if tested else [BLANK]
    if tested:
        example = tested[0].habit.removeprefix("a ").removeprefix("an ")
        blocks.append(Line((("One step by step: ", "muted"), (f'gutcli insights --explain "{example}"', "command")), 2))
    else:
        blocks.append(Line((("Check in once a day: ", "muted"), ("gutcli mood 4", "command")), 2))
    return tuple(blocks)


def format_span(first: date, last: date) -> str:
    """Say from when to when, with both years where they differ."""
    year = f" {first.year}" if first.year != last.year else ""
    return f"{format_day_short(first)}{year} to {format_day_short(last)} {last.year}"


def _draw_needed(view: InsightsView) -> list[Block]:
    have = count(view.check_ins, "check-in") if view.check_ins else "No check-in"
    words = (
        f"{have} in {count(view.days, 'day')}: {view.check_ins_needed} more before anything is compared. "
        "With fewer, chance would speak."
    )
    return [Line(text(words), 2), BLANK, Line((("Check in once a day: ", "muted"), ("gutcli mood 4", "command")), 2)]


def _draw_nothing_shown(view: InsightsView) -> list[Block]:
    """Say in one paragraph that nothing was found; the figures are there for who asks."""
    words = (
        f"No habit is shown to go with {view.about or 'mood, energy or gut'}. That is an answer too: "
        f"{count(view.family_size, 'comparison')} over {count(view.check_ins, 'day')} with a check-in, and none stands "
        "out from chance. That does not show that a habit does nothing."
    )
    return [Line(text(words), 2), BLANK, Line((("Every figure: ", "muted"), ("gutcli insights --all", "command")), 2)]


def _draw_shown(lines: list[ComparisonLine], view: InsightsView) -> list[Block]:
    about = view.about or "mood, energy or gut"
    if not lines:
        return [Line(text(f"No habit is shown to go with {about}. That is an answer too."), 2), BLANK]
    blocks: list[Block] = [heading("Shown")]
    blocks += [Line(text(line.answer), 4, 2) for line in lines]
    return [*blocks, Line(text(lines[0].caveat, "muted"), 4, 2), BLANK]


def _draw_not_shown(lines: list[ComparisonLine], width: int | None) -> list[Block]:
    if not lines:
        return []
    blocks: list[Block] = [
        heading("Not shown"),
        Line(text("Points on days with minus days without, and the 95 % interval.", "muted"), 4, 2),
    ]
    for rating, of_rating in groupby(lines, key=lambda line: line.rating):
        by_habit: dict[str, dict[int, ComparisonLine]] = {}
        for line in of_rating:
            by_habit.setdefault(line.habit, {})[line.lag] = line
        rows: list[tuple[Cell, ...]] = [
            (text(habit), *(text(format_effect(lags.get(lag))) for lag in (0, 1)), text(_format_sides(lags), "muted"))
            for habit, lags in by_habit.items()
        ]
        blocks.append(BLANK)
        if width is not None and width < 66:
            blocks.append(Line(text(rating.capitalize(), "heading"), 4))
            for row in rows:
                blocks.append(Line((*row[0], ("  ", ""), *row[3], (" days", "muted")), 4))
                for label, cell in (("same day ", row[1]), ("day after ", row[2])):
                    blocks += [Line(((label, "muted"), *cell), 6)] if cell else []
            continue
        columns = (
            Column(rating, wrap=16),
            Column("same day"),
            Column("the day after"),
            Column("with / without", worth=1),
        )
        blocks.append(Grid(columns, tuple(rows), heads=True, indent=4))
    words = f"{lines[0].caveat} Where so many are compared, some intervals leave zero out by chance alone."
    return [*blocks, BLANK, Line(text(words, "muted"), 4, 2)]


def _format_sides(lags: dict[int, ComparisonLine]) -> str:
    """Return how many days stand on each side; of the same day, or where that is not compared of the day after."""
    line = lags.get(0) or lags[1]
    return f"{line.n_with} / {line.n_without}"


def format_effect(line: ComparisonLine | None) -> str:
    """Return a difference with its interval: "+0.3 (−0.1 to +0.7)"."""
    if line is None or line.effect is None or line.low is None or line.high is None:
        return ""
    return f"{format_signed(line.effect)} ({format_signed(line.low)} to {format_signed(line.high)})"


def format_signed(value: float) -> str:
    """Return a number with its sign; what rounds to nothing has none."""
    rounded = round(value, 1)
    return f"{rounded:+.1f}".replace("-", "−") if rounded else "0.0"


def _draw_missing(lines: list[ComparisonLine]) -> list[Block]:
    """Return which ratings lack check-ins, and once for each habit of which nothing was compared what is missing."""
    rated, missing = find_missing(lines)
    if not rated and not missing:
        return []
    blocks: list[Block] = [BLANK, heading("Not compared")]
    for rating, wanted in rated.items():
        blocks.append(Line((*text(f"{rating.capitalize()}: ", "muted"), (count(wanted, "more check-in"), "")), 4, 2))
    for kind, of_kind in groupby(sorted(missing, key=_kind_order), key=lambda line: line.habit_kind):
        first: dict[str, str] = {}
        for line in of_kind:
            first.setdefault(line.habit, format_missing(line))
        blocks.append(Line((*text(f"{KIND_NAMES.get(kind, kind)}: ", "muted"), (_join_alike(first.items()), "")), 4, 2))
    return blocks


def find_missing(lines: list[ComparisonLine]) -> tuple[dict[str, int], list[ComparisonLine]]:
    """Return the ratings that lack check-ins, with how many, and a line of each habit of which nothing was compared."""
    rated = {line.rating: line.needs.check_ins for line in lines if line.needs.check_ins}
    compared = {line.habit for line in lines if line.effect is not None}
    left = [line for line in lines if line.habit not in compared and line.rating not in rated]
    return rated, left


def _kind_order(line: ComparisonLine) -> int:
    return list(KIND_NAMES).index(line.habit_kind)


def format_missing(line: ComparisonLine) -> str:
    """Say in short what keeps a comparison from being made."""
    if line.status == "fixed weekdays":
        return "always on the same weekdays"
    if line.status == "few changes":
        return "begun or dropped too seldom"
    if line.status == "no variation":
        return "every rating is the same"
    parts = [f"{line.needs.check_ins} more check-ins"] if line.needs.check_ins else []
    parts += [f"{line.needs.days_with} more with"] if line.needs.days_with else []
    parts += [f"{line.needs.days_without} more without"] if line.needs.days_without else []
    return ", ".join(parts)


def _join_alike(pairs: Iterable[tuple[str, str]]) -> str:
    """Join habits that lack the same: "yoga and tai chi (3 more with)"."""
    alike: dict[str, list[str]] = {}
    for habit, missing in pairs:
        alike.setdefault(missing, []).append(habit)
    return "; ".join(f"{join_words(habits)} ({missing})" for missing, habits in alike.items()) + "."


def _format_family(view: InsightsView) -> str:
    return (
        f"{count(view.family_size, 'comparison')} were made together, over {count(view.check_ins, 'day')} with a "
        f"check-in: of what is shown, at most about {view.false_discovery_rate:.0%} is expected to be chance. Nothing "
        "here is ranked, and nothing here is a cause."
    )


def _draw_steps(view: InsightsView) -> list[Block]:
    blocks: list[Block] = []
    for line in view.comparisons:
        when = "the same day" if line.lag == 0 else "the day after"
        blocks += [heading(f"{line.rating.capitalize()} and {line.habit}, {when}")]
        blocks += [Line(text(step), 4, 3) for step in line.steps]
        blocks.append(BLANK)
    return [*blocks, Line((("The method: ", "muted"), (f"{view.method}.", "muted")), 2)]
