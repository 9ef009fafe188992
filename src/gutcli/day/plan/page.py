"""The coming days, as a page, as Markdown and as a calendar."""

from __future__ import annotations

from gutcli.catalog.kinds import MEALS, format_slot
from gutcli.clock import format_day, format_day_short
from gutcli.day.plan.view import PlannedDay, PlanView
from gutcli.day.shop.page import draw_lines, escape, format_cautions_plainly, markdown_lines
from gutcli.day.today.page import draw_care, draw_items
from gutcli.day.today.view import ItemLine
from gutcli.terminal.draw.document import BLANK, Block, Document, Line, sentence, suggest, text
from gutcli.text import count, join_words, safe


def draw_plan(view: PlanView, width: int | None) -> Document:
    """Draw each day's list, or the shopping list if that was asked for."""
    if view.shopping or (view.shopping is not None and view.plants is not None):
        return _draw_shopping(view)  # where counts are hidden, an empty list would be about food all the same
    blocks: list[Block] = [*draw_care(view.care), BLANK] if view.care else []
    if view.care and not any(planned.items or planned.empty_slots for planned in view.days):
        return tuple(blocks)
    for planned in view.days:
        blocks.append(Line(text(format_day(planned.day), "title")))
        blocks += _draw_meals(planned, width) if view.meals else [draw_items(planned.items, planned.day, width)]
        blocks += [sentence(f"! {e.message} See {e.hint}", "caution", 2) for e in planned.empty_slots]
        blocks.append(BLANK)
    plants = f"{count(view.plants, 'different plant')}. " if view.plants else ""
    if any(item.minutes is None for planned in view.days for item in planned.items):
        blocks.append(suggest(f"{plants}What to buy:", f"gutcli plan --days {len(view.days)} --shopping", indent=2))
    return tuple(blocks)


def _draw_meals(planned: PlannedDay, width: int | None) -> list[Block]:
    """Draw a day's items under the meals that they suit, each with what goes with it."""
    blocks: list[Block] = []
    for meal in dict.fromkeys((*MEALS, *(item.meal for item in planned.items))):
        its_items = tuple(item for item in planned.items if item.meal == meal)
        if not its_items:
            continue
        blocks += [
            Line(text(meal.capitalize() or "Any time", "heading"), indent=2),
            draw_items(its_items, planned.day, width),
        ]
        eaten_with = {item.name: join_words(item.goes_with).lower() for item in its_items if item.goes_with}
        blocks += [sentence(f"{name}: with {others}.", "muted", 5) for name, others in eaten_with.items()]
    return blocks


def _draw_shopping(view: PlanView) -> Document:
    first, last = view.days[0].day, view.days[-1].day
    title = Line(text(f"To buy for {format_day_short(first)} to {format_day_short(last)}", "title"))
    nothing = Line(text("Nothing: all that these days need is there, or no food is open."), indent=2)
    care = [*draw_care(view.care), BLANK] if view.care else []
    return (title, BLANK, *care, *(draw_lines(view.shopping) if view.shopping else [nothing]))


def write_markdown(view: PlanView) -> str:
    """Write the plan, and the shopping list if asked for, as Markdown with boxes to tick."""
    lines = ["# gutcli plan", ""]
    lines += [f"> {escape(line.advice)}\n" for line in view.care]
    for planned in view.days:
        lines += [f"## {format_day(planned.day)}", ""]
        lines += [f"- [{'x' if i.state == 'done' else ' '}] {escape(_sentence(i))}" for i in planned.items]
        lines += [f"- {escape(e.message)} See `{e.hint}`" for e in planned.empty_slots]
        lines.append("")
    if view.shopping or (view.shopping is not None and view.plants is not None):
        lines += ["## To buy", "", *markdown_lines(view.shopping), ""]
    return "\n".join(lines)


def _sentence(item: ItemLine) -> str:
    amount = f", {item.amount}" if item.amount else ""
    return f"{safe(item.name)}{amount} ({format_slot(item.slot)}){format_cautions_plainly(item.cautions)}"


def write_calendar(view: PlanView) -> str:
    """Write the plan as an iCalendar file: one all-day event a day, its items in the description."""
    from datetime import UTC, datetime, time, timedelta

    from icalendar import Calendar, Event

    from gutcli import __version__

    calendar = Calendar()
    calendar.add("prodid", f"-//gutcli//gutcli {__version__}//EN")
    calendar.add("version", "2.0")
    for planned in view.days:
        event = Event()
        event.add("uid", f"plan-{planned.day.isoformat()}@gutcli")
        # The stamp is the day itself, not the clock: the same plan gives the same file.
        event.add("dtstamp", datetime.combine(planned.day, time(), UTC))
        event.add("dtstart", planned.day)
        event.add("dtend", planned.day + timedelta(days=1))
        # A calendar cuts titles short: no place for food and cautions.
        event.add("summary", f"gutcli: {count(len(planned.items), 'small thing')}" if planned.items else "gutcli")
        care = (line.advice for line in view.care)
        empty = (f"{e.message} See {e.hint}" for e in planned.empty_slots)
        event.add("description", "\n".join(map(safe, [*care, *map(_sentence, planned.items), *empty])))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content.decode()
