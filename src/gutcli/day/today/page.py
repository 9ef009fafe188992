"""The daily list, as a person sees it every morning."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gutcli.catalog.kinds import format_slot
from gutcli.catalog.note import Note
from gutcli.clock import format_day, format_day_short
from gutcli.day.standing import TrialLine
from gutcli.day.today.view import ItemLine, TodayView, WhyView
from gutcli.planner.stock import format_use_by
from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Document, Grid, Line, sentence, suggest, text
from gutcli.text import count

MARKS = {"open": ("·", "waiting"), "done": ("✓", "tick"), "skipped": ("–", "resting")}
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def draw_days_away(view: TodayView) -> tuple[Line, ...]:
    """Draw a day on which nobody is at home: no list, and how to come back to it."""
    assert view.away is not None
    words = f"Away until {format_day(view.away)}. Nothing is asked of these days; your streak is safe."
    return sentence(words, indent=2), suggest("Back?", "gutcli away --stop", indent=2)


def draw_care(notes: Iterable[Note]) -> list[Line]:
    """Draw the cautions about using such a list at all."""
    return [sentence(f"! {note.advice}", "caution", 2) for note in notes]


def draw_today(view: TodayView, width: int | None) -> Document:
    """Draw the day: the date and where it stands, the items, the next step, one tip."""
    blocks: list[Block] = [Line(text(_title(view), "title"), right=standing(view)), BLANK]
    blocks += [*draw_care(view.care), BLANK] if view.care else []
    if view.away:
        return (*blocks, *draw_days_away(view))
    blocks.append(draw_items(view.items, view.day, width))
    if view.trial:
        blocks.append(draw_trial_line(view.trial))
    for empty in view.empty_slots:
        words = (("! ", "caution"), (f"{empty.message} See ", ""), (empty.hint, "command"))
        blocks.append(Line(words, indent=2, hang=2))
    if view.ate:
        names = ", ".join(food.name for food in view.ate)
        blocks.append(Line((("Also eaten: ", "muted"), (names, "")), indent=2, hang=4))
    if view.items or not view.care:
        blocks += [BLANK, Line(text(summary(view)), indent=2), *_next_step(view)]
    if view.tip:
        notes = tuple((f"  ! {caution.short} ({caution.id})", "caution") for caution in view.tip.cautions)
        own = ((f" (yours: {view.tip.yours})", "muted"),) if view.tip.yours else ()
        blocks.append(Line((("Tip: ", "muted"), (view.tip.text, ""), *own, *notes), indent=2, hang=5))
    return tuple(blocks)


def draw_trial_line(trial: TrialLine) -> Line:
    """Draw in one quiet line what the day is in a trial, or that it is over."""
    if trial.on is None:
        why = "was ended by your rule" if trial.state == "rule" else "is over"
        words = ((f"Your trial of {trial.what} {why}: ", "muted"), ("gutcli trial result", "command"))
        return Line(words, indent=2, hang=4)
    usual = "as usual" if trial.off else "leave it out"
    had = "leave it out" if trial.off else "do it" if trial.kind == "practice" else "have it"
    which = f", day {trial.day} of {trial.of}" if trial.of > 1 else ""
    said = f", {'an ON' if trial.on else 'an OFF'} day{which}: {had if trial.on else usual}"
    return Line((("Trial: ", "muted"), (trial.what, ""), (said, "muted")), indent=2, hang=4)


def draw_items(items: tuple[ItemLine, ...], day: date, width: int | None) -> Grid:
    """Draw the numbered items of a day; cautions stand on the item's own line where there is room, else right under it.

    Under 60 columns the amount stands under the name.
    """
    narrow = width is not None and width < 60
    short = width is not None and width < 100
    first = (Column(right=True), Column(), Column(wrap=14))
    new, cautions = Column(worth=2), Column(below=True)
    if narrow:
        columns: tuple[Column, ...] = (*first, new, Column(below=True), cautions)
    else:
        columns = (*first, Column(wrap=12), Column(worth=3), new, Column(spare=True), cautions)
    return Grid(columns, tuple(_row(item, day, narrow=narrow, short=short) for item in items), indent=2)


def _row(item: ItemLine, day: date, *, narrow: bool, short: bool) -> tuple[Cell, ...]:
    mark, style = MARKS[item.state]
    past = item.state != "open"
    first = (text(str(item.number), "muted"), text(mark, style), text(item.name, "done" if past else "name"))
    amount = text(item.amount, "muted" if past else "")
    fresh = text("+ new" if short else "+ new plant", "new") if item.new_plant and not past else ()
    slot = text(format_slot(item.slot), "muted" if past else item.slot)
    if narrow:
        dot = text(" · ", "muted") if amount else ()
        return (*first, fresh, (*amount, *dot, *slot), _cautions(item, day))
    topic = text(f"about {item.topic}", "muted") if item.topic and not past else ()
    return (*first, amount, slot, fresh, topic, _cautions(item, day))


def _cautions(item: ItemLine, day: date) -> Cell:
    if item.state == "done":
        return ()
    if item.state == "skipped":
        return text(item.reason or "resting", "muted")
    cautions = format_cautions(tuple(caution for caution in item.cautions if caution.id not in item.said_before))
    until = format_use_by(item.use_by, day)
    if item.state != "open" or not item.open_since or not until:
        return cautions
    words = f"open since {format_day_short(item.open_since)}, {until}"
    return (*text(words, "muted"), *((("  ", ""),) if cautions else ()), *cautions)


def format_cautions(cautions: tuple[Note, ...]) -> Cell:
    """Return cautions in short, for one line; the person's own with the id that explains them."""
    spans: list[tuple[str, str]] = []
    alike: dict[str, list[Note]] = {}
    for caution in cautions:
        alike.setdefault(caution.short, []).append(caution)
    for same in alike.values():
        ids = " ".join(f"({caution.id})" for caution in same if caution.personal)
        words = f"! {same[0].short} {ids}".rstrip()
        style = "caution" if ids or any(caution.severity == "avoid" for caution in same) else "muted"
        spans += [("  ", ""), (words, style)] if spans else [(words, style)]
    return tuple(spans)


def _title(view: TodayView) -> str:
    return format_day(view.day) if view.is_today else f"{format_day(view.day)} {view.day.year}"


def standing(view: TodayView) -> Cell:
    """Return how many days in a row and how many plants, where the person wants to see them."""
    now, parts = view.standing, []
    if now.streak.current:
        parts.append(f"{count(now.streak.current, 'day')} in a row")
    if now.plants.week is not None:
        parts.append(f"{now.plants.week} of {count(now.plants.goal or 0, 'plant')}")
    return text(" · ".join(parts), "muted")


def summary(view: TodayView) -> str:
    """Return in a sentence where the day stands: kindly, and never that it failed."""
    now = view.standing
    if not view.items:
        return "Nothing on the list today."
    if view.easy:
        return f"A small day: {count(len(view.items), 'gentle thing')}, and that is plenty."
    if now.rest_day:
        return "A rest day. Your streak is safe."
    if now.done == now.total:
        return f"All {now.total} done." + (" Enjoy the rest of the day." if view.is_today else "")
    standing = f"{now.done} of {now.total}."
    if now.aim_met:
        return f"{standing} That made the day; more is a bonus." if view.is_today else f"{standing} That made the day."
    if view.is_past:
        return standing
    left = now.needed - now.done
    if now.done:
        return f"{standing} {_number(left)} more {'makes' if left == 1 else 'make'} the day."
    return f"{_number(now.needed)} of {_number(now.total).lower()} {'makes' if now.needed == 1 else 'make'} the day."


def _number(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _next_step(view: TodayView) -> list[Line]:
    """Show, once the day is young, the one command that a person needs next."""
    waiting = [item for item in view.items if item.state == "open"]
    if not waiting or not view.is_today:
        return []
    tick = f"gutcli done {waiting[0].number}"
    if view.easy:
        return [suggest("Tick with", tick, indent=2)]
    if view.standing.done == 0 and view.standing.skipped == 0:
        topics = list(dict.fromkeys(item.topic for item in waiting if item.topic))
        topic = topics[view.day.toordinal() % len(topics)] if topics else ""
        learn = (" · curious? ", "muted"), (f"gutcli explain {topic}".rstrip(), "command")
        return [Line((("Tick with ", "muted"), (tick, "command"), *learn), indent=2, hang=2)]
    calm = next((item for item in waiting if item.slot == "calm" and item.minutes), None)
    return [suggest("Now?", f"gutcli guide {calm.id}", indent=2)] if calm and view.standing.aim_met else []


def draw_why(view: WhyView, width: int | None) -> Document:
    """Draw why an item is there, with its cautions in full."""
    title = ((f"{view.number}  {view.name}", "title"), (f"  {view.amount}", "muted"))
    blocks: list[Block] = [Line((*title, (f"  {format_slot(view.slot)}", view.slot))), BLANK]
    blocks += [sentence(f"· {reason}", indent=2) for reason in view.why]
    for caution in view.cautions:
        blocks.append(Line(((f"! {caution.severity}: ", "caution"), (caution.advice, "")), indent=2, hang=2))
    if view.topic:
        blocks += [BLANK, suggest("More about it:", f"gutcli explain {view.topic}", indent=2)]
    return tuple(blocks)
