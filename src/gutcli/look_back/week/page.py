"""A week's plants, against the goal and day by day."""

from __future__ import annotations

from gutcli.clock import format_day_short
from gutcli.day.today.page import draw_items, format_cautions
from gutcli.diary.diversity import PlantDay
from gutcli.look_back.week.view import WeekView
from gutcli.terminal.draw.bars import bar_width, draw_bar
from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Document, Grid, Line, Span, heading, suggest, text
from gutcli.text import count


def draw_week(view: WeekView, width: int | None) -> Document:
    """Draw the bar, the days, and what today would add."""
    span = f"{format_day_short(view.first)} to {format_day_short(view.last)}"
    title = "Your week" if view.counts_hidden and not view.species else _title(view)
    hidden = "Counts and goals are left out because of what your profile says. See "
    blocks: list[Block] = [
        Line(text(title, "title"), right=text(span, "muted")), BLANK,
        Line(((hidden, "muted"), ("gutcli profile", "command")), 2) if view.counts_hidden else _draw_goal(view, width),
        BLANK,
    ]  # fmt: skip
    if view.species:
        blocks += [*_draw_days(view, width), BLANK]
    if not view.counts_hidden:
        blocks += [Line(text(_format_standing(view)), indent=2), *_format_others(view)]
    if view.would_be_new:
        blocks += [
            BLANK,
            heading("Still on today's list, and new this week"),
            draw_items(view.would_be_new, view.today, width),
        ]
    if view.ways and (view.plants.week or 0) < (view.plants.goal or 0):
        blocks += [BLANK, heading("From your kitchen, and new this week"), _draw_ways(view), BLANK]
    if view.would_be_new:
        blocks.append(suggest("Tick with", f"gutcli done {view.would_be_new[0].number}", indent=2))
    elif not view.species:
        blocks.append(suggest("See what today offers:", "gutcli", indent=2))
    return tuple(blocks)


def _draw_ways(view: WeekView) -> Grid:
    rows = tuple(
        (text(way.name, "name"), text(f"+{len(way.plants)}", "new"), format_cautions(way.cautions)) for way in view.ways
    )
    return Grid((Column(wrap=14), Column(), Column(below=True)), rows, indent=2)


def _title(view: WeekView) -> str:
    if view.rolling:
        return "Plants in seven days"
    return "Plants this week" if view.is_current else "Plants of a week"


def _draw_goal(view: WeekView, width: int | None) -> Line:
    week, goal = view.plants.week or 0, view.plants.goal or 0
    words = f"{week} of {goal}"
    columns = bar_width(width, len(words) + 6)
    bar = draw_bar(week / goal if goal else 1.0, columns) if columns else ()
    return Line((*bar, *((("  ", ""),) if bar else ()), (words, "title")), indent=2)


def _draw_days(view: WeekView, width: int | None) -> list[Block]:
    names = {line.id: line.name + ("" if line.kind == "plant" else f" ({line.kind})") for line in view.species}
    rows = []
    for line in view.days:
        if line.day > view.today and not line.plants:
            continue
        label = f"{format_day_short(line.day)}{' (today)' if line.day == view.today else ''}"
        rows.append((text(label, "muted"), _draw_plants(line, names)))
    if width is not None and width < 40:
        return [block for label, plants in rows for block in (Line(label, 2), Line(plants, 4, 1))]
    return [Grid((Column(), Column(wrap=16)), tuple(rows), indent=2)]


def _draw_plants(line: PlantDay, names: dict[str, str]) -> Cell:
    """Draw a day's plants; new ones have a plus, so that colour is not needed to tell them."""
    spans: list[Span] = []
    for plant in line.plants:
        spans += [(", ", "muted")] if spans else []
        spans.append((f"+{names[plant]}", "new") if plant in line.new else (names[plant], "muted"))
    return tuple(spans) or text("–", "muted")


def _format_standing(view: WeekView) -> str:
    """Return, kindly, where the week stands; a week that is not over is never behind."""
    week, goal = view.plants.week or 0, view.plants.goal or 0
    if not week:
        if view.is_current:
            return "Nothing is logged yet. Every plant counts once, a pinch of herbs too."
        return "No plants are logged in this week."
    had = count(week, "different plant")
    if week >= goal:
        return f"{had}: the goal is reached, and more is a bonus."
    if not view.is_current:
        return f"{had}."
    days = (view.last - view.today).days
    ahead = f", and {count(days, 'day')} to come after today" if days else ""
    return f"{had} so far{ahead}. Each new one counts."


def _format_others(view: WeekView) -> list[Block]:
    """Return how mushrooms and seaweeds are counted, where there are any."""
    kinds = list(dict.fromkeys(line.kind for line in view.species if line.kind != "plant"))
    if not kinds:
        return []
    who = " and ".join(f"{kind}s" for kind in kinds).capitalize()
    how = "count as one each" if view.mushrooms_count else "are not counted, as you set it"
    return [Line(text(f"{who} are not plants; they {how}.", "muted"), indent=2)]
