"""A week's plants, against the goal and day by day."""

from __future__ import annotations

from gutcli.clock import format_day_short
from gutcli.day.today.page import draw_items, format_cautions
from gutcli.diary.diversity import PlantDay
from gutcli.look_back.week.view import WeekView
from gutcli.terminal.draw.bars import bar_width, draw_bar
from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Document, Grid, Line, heading, text
from gutcli.text import count


def draw_week(view: WeekView, width: int | None) -> Document:
    """Draw the bar, the days, and what today would add."""
    span = f"{format_day_short(view.first)} to {format_day_short(view.last)}"
    title = "Your week" if view.counts_hidden and not view.species else _title(view)
    blocks: list[Block] = [Line(text(title, "title"), right=text(span, "muted")), BLANK]
    if view.counts_hidden:
        blocks += [_format_hidden(), BLANK]
    else:
        blocks += [_draw_goal(view, width), BLANK]
    if view.species:
        blocks += [*_draw_days(view, width), BLANK]
    blocks += [Line(text(sentence), indent=2) for sentence in _format_standing(view)]
    blocks += _format_others(view)
    if view.would_be_new:
        blocks += [BLANK, heading("Still on today's list, and new this week"), draw_items(view.would_be_new, width)]
    if view.ways and (view.plants.week or 0) < (view.plants.goal or 0):
        blocks += [BLANK, heading("From your kitchen, and new this week"), _draw_ways(view), BLANK]
    if not view.species and not view.would_be_new:
        blocks.append(Line((("See what today offers: ", "muted"), ("gutcli", "command")), indent=2))
    elif view.would_be_new:
        blocks.append(
            Line((("Tick with ", "muted"), (f"gutcli done {view.would_be_new[0].number}", "command")), indent=2)
        )
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


def _format_hidden() -> Line:
    words = "Counts and goals are left out because of what your profile says. See "
    return Line(((words, "muted"), ("gutcli profile", "command")), indent=2)


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
    if not line.plants:
        return text("–", "muted")
    spans: list[tuple[str, str]] = []
    for plant in line.plants:
        if spans:
            spans.append((", ", "muted"))
        new = plant in line.new
        spans.append((f"+{names[plant]}" if new else names[plant], "new" if new else "muted"))
    return tuple(spans)


def _format_standing(view: WeekView) -> list[str]:
    """Say kindly where the week stands; a week that is not over is never behind."""
    if view.counts_hidden:
        return []
    week, goal = view.plants.week or 0, view.plants.goal or 0
    if not week:
        return ["Nothing is logged yet. Every plant counts once, a pinch of herbs too." if view.is_current
                else "No plants are logged in this week."]  # fmt: skip
    if week >= goal:
        return [f"{count(week, 'different plant')}: the goal is reached, and more is a bonus."]
    if not view.is_current:
        return [f"{count(week, 'different plant')}."]
    days = (view.last - view.today).days
    ahead = f", and {count(days, 'day')} to come after today" if days else ""
    return [f"{count(week, 'different plant')} so far{ahead}. Each new one counts."]


def _format_others(view: WeekView) -> list[Block]:
    """Return how mushrooms and seaweeds are counted, where there are any."""
    kinds = list(dict.fromkeys(line.kind for line in view.species if line.kind != "plant"))
    if not kinds or view.counts_hidden:
        return []
    who = " and ".join(f"{kind}s" for kind in kinds).capitalize()
    how = "count as one each" if view.mushrooms_count else "are not counted, as you set it"
    return [Line(text(f"{who} are not plants; they {how}.", "muted"), indent=2)]
