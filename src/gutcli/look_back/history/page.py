"""A calendar of what was done, and one day in full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from gutcli.clock import MONTHS, WEEKDAYS, format_day, format_day_short, parse_weekday
from gutcli.day.today.page import draw_items
from gutcli.diary.ratings import format_scores
from gutcli.look_back.days import format_dated, format_made
from gutcli.look_back.history.entries import LoggedLine
from gutcli.look_back.history.view import DayView, HistoryDay, HistoryView, NotesView, split_weeks
from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Document, Grid, Line, Span, heading, suggest, text
from gutcli.text import count

SHADES = ("·", "░", "▒", "▓", "█")
REST = "~"
NAMES = tuple(day[:3].capitalize() for day in WEEKDAYS)
LAST_DAYS = 7
LEAST_DAYS = 28
"""A young diary's calendar shows so many days, rather than months of nothing."""
# How many columns a day's sign takes, and the gap between weeks: the widest that fits is drawn.
SIZES = ((2, 1), (1, 1), (1, 0))
PIPED = 120
_LABELS = 5
"""Columns that the weekdays take beside the weeks."""
_ARROW = " ←"


def find_shade(day: HistoryDay) -> int:
    """Return the step of a day by the share done, from 0 to 4: thirds, as an aim of four in six is two of them."""
    share = day.done / day.total if day.total else 0.0
    return 0 if share <= 0 else 4 if share >= 1 else 1 + int(share * 3 + 1e-9)


def shade_day(day: HistoryDay, *, pending: bool = False) -> Span:
    """Return a day's sign and style: by the share done; "~" for a rest day, blank where nothing is written."""
    if day.rest_day:
        return (REST, "rest")
    if not day.written and not pending:
        return (" ", "")
    return (SHADES[find_shade(day)], "new" if day.aim_met else "muted")


def draw_history(view: HistoryView, width: int | None) -> Document:
    """Draw the calendar, its legend and the last days."""
    if view.begins is None or not any(day.written for day in view.days):
        return _draw_empty(view)
    first = max(view.first, min(view.begins, view.last - timedelta(days=LEAST_DAYS - 1)))
    span = f"{format_dated(first)} to {format_dated(view.last)}"
    room = (PIPED if width is None else width) - (2 if width is None or width >= 30 else 1)
    return (
        Line(text("History", "title"), right=text(span, "muted")), BLANK,
        *draw_calendar(view, room, first), BLANK, _draw_legend(), BLANK,
        Line(text(_summary(view)), indent=2), BLANK, *_draw_last_days(view, width), BLANK,
        Line((("One day in full: ", "muted"), ("gutcli history yesterday", "command")), indent=2),
    )  # fmt: skip


def _draw_empty(view: HistoryView) -> Document:
    if view.begins is None:
        nothing = "Nothing is written yet. Your history begins with your first tick."
        return (Line(text(nothing)), BLANK, suggest("See what today offers:", "gutcli"))
    days = max(1, (view.last - view.begins).days + 1)
    nothing = f"Nothing is written in the last {count(len(view.days), 'day')}."
    return (Line(text(nothing)), BLANK, suggest("Further back:", f"gutcli history --days {days}"))


def draw_calendar(view: HistoryView, room: int, first: date) -> list[Block]:
    """Draw the days since `first` as weekdays by weeks where they fit into `room` columns, else month by month."""
    starts = parse_weekday(view.week_starts)
    days = [day for day in view.days if day.day >= first]
    weeks = split_weeks(days, starts)
    for sign, gap in SIZES:
        needed = _LABELS + len(weeks) * (sign + gap) - gap
        if needed + len(_ARROW) <= room:
            return [_draw_weeks(weeks, starts, view.last, (sign, gap), room - needed)]
    return _draw_months(days, starts, room)


def _draw_weeks(
    weeks: Sequence[Sequence[HistoryDay | None]], starts: int, today: date, size: tuple[int, int], spare: int
) -> Grid:
    sign, gap = size
    mark = f"{_ARROW} today" if spare >= len(_ARROW) + 6 else _ARROW
    rows: list[tuple[Cell, ...]] = [((), text(label_months(weeks, sign + gap, spare), "muted"))]
    for place in range(7):
        spans: list[Span] = []
        for week in weeks:
            day = week[place]
            shade, style = shade_day(day, pending=day.day == today) if day else (" ", "")
            spans += [(shade * sign, style), (" " * gap, "")]
        if spans and not spans[-1][0].strip():
            spans.pop()
        if (today.weekday() - starts) % 7 == place:
            spans.append((mark, "muted"))
        # Spaces in a span of their own: layout joins those inside words.
        rows.append((text(NAMES[(starts + place) % 7], "muted"), tuple(span for span in spans if span[0])))
    return Grid((Column(), Column()), tuple(rows), indent=2)


def label_months(weeks: Sequence[Sequence[HistoryDay | None]], step: int, spare: int = 0) -> str:
    """Return each month over the week that has its first day, where the name fits before the next."""
    labels: list[tuple[int, str]] = []
    for number, week in enumerate(weeks):
        days = [day.day for day in week if day]
        first = next((day for day in days if day.day == 1), None)
        if first or not number:
            labels.append((number * step, MONTHS[(first or days[0]).month - 1][:3]))
    line = ""
    ends = [*(place for place, _ in labels[1:]), len(weeks) * step + spare]
    for (place, name), end in zip(labels, ends, strict=True):
        if place >= len(line) and place + len(name) + (end != ends[-1]) <= end:
            line = line.ljust(place) + name
    return line


def _draw_months(every: Sequence[HistoryDay], starts: int, room: int) -> list[Block]:
    """Draw months as small calendars, as many beside each other as there is room for."""
    columns = max(1, (room + 2) // 16)
    months: dict[tuple[int, int], list[HistoryDay]] = {}
    for day in every:
        months.setdefault((day.day.year, day.day.month), []).append(day)
    drawn = [_draw_month(key, days, starts, every[-1].day) for key, days in months.items()]
    blocks: list[Block] = []
    for first in range(0, len(drawn), columns):
        beside = drawn[first : first + columns]
        height = max(len(month) for month in beside)
        rows = tuple(tuple(m[n] if n < len(m) else () for m in beside) for n in range(height))
        blocks += [BLANK] if blocks else []
        blocks.append(Grid(tuple(Column() for _ in beside), rows, indent=2))
    return blocks


def _draw_month(key: tuple[int, int], days: Sequence[HistoryDay], starts: int, today: date) -> list[Cell]:
    """Draw one month in lines of 14 columns; ">" stands before today."""
    lines: list[Cell] = [((f" {MONTHS[key[1] - 1][:3]} {key[0]}", "muted"),)]
    lines.append(tuple((f" {NAMES[(starts + n) % 7][0]}", "muted") for n in range(7)))
    for week in split_weeks(days, starts):
        spans: list[Span] = []
        for day in week:
            is_today = day is not None and day.day == today
            spans += [(">" if is_today else " ", "muted"), shade_day(day, pending=is_today) if day else (" ", "")]
        lines.append(tuple(spans))
    return lines


def _draw_legend() -> Line:
    signs = "".join(SHADES)
    return Line(
        (
            ("none ", "muted"), (signs, "new"), (" all done", "muted"),
            ("   ", ""), (REST, "rest"), (" rest day", "muted"), ("   ", ""), ("blank: nothing written", "muted"),
        ),
        indent=2,
    )  # fmt: skip


def _summary(view: HistoryView) -> str:
    today = view.days[-1]
    # Today is pending: it counts once it is made.
    pending = today.written and not today.aim_met and not today.rest_day
    counted = view.written - view.rest_days - pending
    return f"Days made: {format_made(view.met, counted, view.blank, view.rest_days)}."


def _draw_last_days(view: HistoryView, width: int | None) -> list[Block]:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            text(format_day_short(day.day), "muted"),
            (shade_day(day),),
            text("rest day" if day.rest_day else f"{day.done} of {day.total}" if day.total else "no list"),
            text("✓" if day.aim_met else "", "tick"),
            text(count(len(day.plants), "plant") if day.plants and not view.counts_hidden else "", "muted"),
            text(format_scores(day.ratings), "muted"),
        )
        for day in view.days[-LAST_DAYS:]
        if day.written
    )
    columns = (Column(), Column(), Column(), Column(), Column(worth=2), Column(worth=3, wrap=24, below=True))
    return [Grid(columns, rows, indent=2)] if rows else []


def draw_day(view: DayView, width: int | None) -> Document:
    """Draw one day: how it stands, then every entry with its time."""
    blocks: list[Block] = [
        Line(text(f"{format_day(view.day)} {view.day.year}", "title"), right=text(_standing(view), "muted")), BLANK
    ]  # fmt: skip
    if not view.written:
        return (*blocks, *_draw_unwritten(view))
    if view.items:
        blocks += [draw_items(view.items, view.day, width), BLANK]
    said: list[tuple[str, str]] = []
    for line in (*view.ate, *view.extras):
        amount = f" ({line.amount})" if line.amount else ""
        said.append(("Also eaten" if line in view.ate else "Beside the list", f"{line.name}{amount}"))
    for check in view.check_ins:
        note = f". {check.note}" if check.note else ""
        said.append(("Check-in", f"{format_scores(check.ratings, in_full=True)}{note}"))
    said += [("Note", note) for note in view.notes]
    blocks += [Line(((f"{label}: ", "muted"), (words, "")), 2, 4) for label, words in said]
    blocks += [BLANK] if said else []
    blocks += [heading("As it was written"), *_draw_entries(view, width)]
    if any(line.taken_back for line in view.entries):
        words = "What was taken back is still in the file. To erase this day:"
        blocks += [BLANK, suggest(words, f"gutcli forget --day {view.day}", indent=2)]
    return tuple(blocks)


def _standing(view: DayView) -> str:
    if view.rest_day:
        return "rest day"
    if not view.items:
        return ""
    made = " · made the day" if view.aim_met else ""
    return f"{view.done} of {view.total}{made}"


def _draw_unwritten(view: DayView) -> list[Block]:
    if view.is_future:
        nothing, words = "This day is still to come.", "What it brings: "
    else:
        nothing, words = "Nothing is written.", "Today's list: " if view.is_today else "Its list, to fill in: "
    command = "gutcli" if view.is_today else f"gutcli today --date {view.day}"
    return [Line(text(nothing), 2), Line(((words, "muted"), (command, "command")), 2)]


def _draw_entries(view: DayView, width: int | None) -> list[Block]:
    """Draw the entries; the day and the offset stand where they change, as both are mostly the same."""
    rows: list[tuple[Cell, Cell]] = []
    offset = None
    for line in view.entries:
        when = _format_time(line.at, view.day)
        if (own := line.at.utcoffset()) != offset:
            offset, when = own, f"{when} {_format_offset(own)}"
        rows.append((text(when, "muted"), _format_logged(line)))
    if width is not None and width < 50:
        return [Line((*when, ("  ", ""), *what), 2, 2) for when, what in rows]
    return [Grid((Column(), Column(wrap=24)), tuple(rows), indent=2)]


def _format_logged(line: LoggedLine) -> Cell:
    if line.taken_back:
        return ((line.sentence, "muted"), (" (taken back)", "muted"))
    return text(line.sentence, "muted" if line.action in {"offer", "undo"} else "")


def _format_time(at: datetime, day: date) -> str:
    clock = f"{at:%H:%M}"
    if at.date() == day:
        return clock
    if abs((at.date() - day).days) > 300:
        return f"{at.date()} {clock}"
    return f"{format_day_short(at.date())} {clock}"


def _format_offset(offset: timedelta | None) -> str:
    minutes = round(offset.total_seconds() / 60) if offset else 0
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


_WHAT = {"mood": "check-in", "note": "note", "skipped": "rest"}


def draw_notes(view: NotesView, width: int | None) -> Document:
    """Draw each note under its day."""
    since = f" since {format_dated(view.first)}" if view.first else ""
    if not view.notes:
        return (Line(text(f"No note has “{view.word}”{since}.")),)
    found = f"{count(len(view.notes), 'note')}{since}"
    lines = (
        Line(((f"{format_dated(note.day)}, {_WHAT[note.action]}  ", "muted"), (note.text, "")), 2, 2)
        for note in view.notes
    )
    way = Line((("A day in full: ", "muted"), (f"gutcli history {view.notes[-1].day}", "command")), 2)
    return (Line(text(f"“{view.word}”", "title"), right=text(found, "muted")), BLANK, *lines, BLANK, way)
