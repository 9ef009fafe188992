"""What check-ins and habits show together: the answer first, then what is not shown, then what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby

from gutcli.clock import format_day_short
from gutcli.diary.ratings import find_rating
from gutcli.look_back.days import format_dated
from gutcli.look_back.insights.habits import SLOT_NAMES
from gutcli.look_back.insights.lines import ComparisonLine, LaterDays
from gutcli.look_back.insights.view import InsightsInFullView, InsightsView
from gutcli.look_back.insights.wording import LOOKING, name_rating
from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Document, Grid, Line, heading, sentence, text
from gutcli.terminal.draw.figures import format_signed
from gutcli.text import count, join_some, join_words, lower_first, safe, upper_first

KIND_NAMES = {"slot": "Slots", "practice": "Practices", "food-group": "Food groups"}
HIDDEN = (
    "Food is left out of these comparisons, because of what your profile says. Eating is more than figures; movement, "
    "calm and how you are stand here."
)


def draw_insights_in_full(view: InsightsInFullView, width: int | None) -> Document:
    """Draw every figure, although nothing is shown."""
    return draw_insights(view.found, width, in_full=True)


def draw_insights(view: InsightsView, width: int | None, *, in_full: bool = False) -> Document:
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
    left_out = [Line(text(words, "muted"), 2) for words in format_left_out(view)]
    if not tested:
        blocks += [Line(text(view.obstacle or "Nothing can be compared yet."), 2), *_draw_missing(view), *left_out]
        ways = {"Check in once a day:": "gutcli mood 4"} if find_missing(view)[0] else {}
        ways |= {} if view.comparisons else {"Tick what you do:": "gutcli done 1"}
        return (*blocks, BLANK, *_draw_ways(ways)) if ways else tuple(blocks)
    shown = [line for line in tested if line.shown]
    if not shown and not in_full:
        return (*blocks, *_draw_nothing_shown(view))
    blocks += _draw_shown(shown, view)
    if in_full:
        blocks += [*_draw_not_shown([line for line in tested if not line.shown], width), *_draw_missing(view), BLANK]
    example = (shown or tested)[0].habit.partition(" (")[0].removeprefix("a ").removeprefix("an ")
    ways = {} if in_full else {"Every figure:": "gutcli insights --all"}
    ways |= {"One step by step:": f'gutcli insights --explain "{example}"'}
    family = (
        f"{count(view.family_size, 'comparison')} were made together, over {count(view.check_ins, 'day')} with a "
        f"check-in. {LOOKING} Nothing here is ranked, and nothing here is a cause."
        + (" The time of day of a check-in is not looked at." if in_full else "")
    )
    return (*blocks, Line(text(family, "muted"), 2), *left_out, BLANK, *_draw_ways(ways))


def _draw_ways(ways: Mapping[str, str]) -> list[Block]:
    return [Line(((f"{words} ", "muted"), (command, "command")), 2) for words, command in ways.items()]


def format_span(first: date, last: date) -> str:
    """Return in words from when to when, with both years where they differ."""
    year = f" {first.year}" if first.year != last.year else ""
    return f"{format_day_short(first)}{year} to {format_day_short(last)} {last.year}"


def _draw_needed(view: InsightsView) -> list[Block]:
    have = count(view.check_ins, "check-in") if view.check_ins else "No check-in"
    words = (
        f"{have} in {count(view.days, 'day')}: {view.check_ins_needed} more before anything is compared. "
        "With fewer, chance would speak."
    )
    return [Line(text(words), 2), BLANK, *_draw_ways({"Check in once a day:": "gutcli mood 4"})]


def _draw_nothing_shown(view: InsightsView) -> list[Block]:
    """Draw in one paragraph that nothing was found, and how much could have been."""
    words = (
        f"No habit is shown to go with {_about(view)}: {count(view.family_size, 'comparison')} over "
        f"{count(view.check_ins, 'day')} with a check-in, and none stands out from chance. {format_reach(view)} "
        "That does not show that a habit does nothing."
    )
    words = " ".join((words, *format_left_out(view), format_next(view))).rstrip()
    ways = {"Try it:": view.next.command} if view.next else {}
    return [Line(text(words), 2), BLANK, *_draw_ways(ways | {"Every figure:": "gutcli insights --all"})]


def format_next(view: InsightsView) -> str:
    """Return in words what would help next: a trial of what is left out most; "" where there is none."""
    if view.next is None:
        return ""
    slot, name = SLOT_NAMES[view.next.slot], lower_first(view.next.name)
    return (
        f"More would come of a trial: you leave out {slot} most ({view.next.missed} of {view.next.offered} days), and "
        f"a trial of {name} would take {count(view.next.days, 'day')}."
    )


def _about(view: InsightsView) -> str:
    return name_rating(view.about) if view.about else "how you were"


def format_reach(view: InsightsView) -> str:
    """Return in words how large a difference would mostly be seen in such a diary; "" where nothing was compared."""
    rating = find_rating(view.smallest_of or "")
    if view.smallest is None or rating is None:
        return ""
    return (
        f"So many check-ins mostly show a difference in {rating.name} of about {view.smallest:.1f} {rating.points} or "
        "more, and mostly miss a smaller one."
    )


def format_left_out(view: InsightsView) -> list[str]:
    """Return in words which days are left out, and which food is behind it; nothing where none is."""
    lost = view.left_out
    off = [f"{count(days, 'day')} {word}" for days, word in ((lost.away, "away"), (lost.ill, "ill")) if days]
    said = [f"Left out: {join_words(off)}."] if off else []
    if lost.food_unknown and lost.foods:
        said.append(
            f"Food groups are not compared on {count(lost.food_unknown, 'day')}: gutcli does not know what is in "
            f"{join_some([safe(food) for food in lost.foods], 3)} (gutcli catalog add tells it)."
        )
    return said


def _draw_shown(lines: list[ComparisonLine], view: InsightsView) -> list[Block]:
    """Draw what is shown: first what later days confirm, then what is new, then what the day before explains."""
    if not lines:
        return [Line(text(f"No habit is shown to go with {_about(view)}. {format_reach(view)}"), 2), BLANK]
    led = [line for line in lines if line.day_before and line.day_before.explains]
    kept = [line for line in lines if line not in led]
    blocks: list[Block] = []
    for title, of_kind in (
        ("Shown, and again by later days alone", [line for line in kept if line.confirmed]),
        ("Shown, and new: wait for later days", [line for line in kept if not line.confirmed]),
        ("Shown, but the day before explains it", led),
    ):
        blocks += [heading(title)] if of_kind else []
        for line in of_kind:
            blocks.append(Line((*text(f"{line.answer} "), *text(format_since(line), "muted")), 4, 2))
            blocks += [sentence(line.caveat, "muted", indent=6)] if of_kind is led else []
        blocks += [BLANK] if of_kind else []
    if kept and not led:
        blocks[-1:] = [sentence(kept[0].caveat, "muted", indent=4), BLANK]
    return blocks


def format_since(line: ComparisonLine) -> str:
    """Return in words when a finding first appeared, and what the days since then say on their own."""
    if line.since is None:
        return ""
    since = f"First seen on {format_dated(line.since)};"
    if line.later is None:
        return f"{since} too few days have passed since to say it again."
    return f"{since} the {count(line.later.days, 'day')} after it say {format_effect(line.later)}."


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
        rows: list[tuple[Cell, ...]] = []
        for habit, lags in by_habit.items():
            # How many days stand on each side: of the same day, or where that is not compared of the day after.
            line = lags.get(0) or lags[1]
            sides = text(f"{line.n_with} / {line.n_without}", "muted")
            rows.append((text(habit), *(text(format_effect(lags.get(lag))) for lag in (0, 1)), sides))
        blocks.append(BLANK)
        if width is not None and width < 66:
            blocks.append(Line(text(upper_first(name_rating(rating)), "heading"), 4))
            for row in rows:
                blocks.append(Line((*row[0], ("  ", ""), *row[3], (" days", "muted")), 4))
                for label, cell in (("same day ", row[1]), ("day after ", row[2])):
                    blocks += [Line(((label, "muted"), *cell), 6)] if cell else []
            continue
        columns = (
            Column(name_rating(rating), wrap=16), Column("same day"), Column("the day after"),
            Column("with / without", worth=1),
        )  # fmt: skip
        blocks.append(Grid(columns, tuple(rows), heads=True, indent=4))
    words = f"{lines[0].caveat} Where so many are compared, some intervals leave zero out by chance alone."
    return [*blocks, BLANK, Line(text(words, "muted"), 4, 2)]


def format_effect(line: ComparisonLine | LaterDays | None) -> str:
    """Return a difference with its interval: "+0.3 (−0.1 to +0.7)"."""
    if line is None or line.effect is None or line.low is None or line.high is None:
        return ""
    return f"{format_signed(line.effect)} ({format_signed(line.low)} to {format_signed(line.high)})"


def _draw_missing(view: InsightsView) -> list[Block]:
    """Return which ratings lack check-ins, and once for each habit of which nothing was compared what is missing."""
    rated, missing = find_missing(view)
    if not rated and not missing:
        return []
    said = [(name_rating(rating), count(wanted, "more check-in")) for rating, wanted in rated.items()]
    for kind, title in KIND_NAMES.items():
        first: dict[str, str] = {}
        for line in missing:
            if line.habit_kind == kind:
                first.setdefault(line.habit, format_missing(line))
        alike: dict[str, list[str]] = {}
        for habit, lacks in first.items():
            alike.setdefault(lacks, []).append(habit)
        words = "; ".join(f"{join_words(habits)} ({lacks})" for lacks, habits in alike.items())
        said += [(title, f"{words}.")] if words else []
    lines = (Line((*text(f"{upper_first(name)}: ", "muted"), (words, "")), 4, 2) for name, words in said)
    return [BLANK, heading("Not compared"), *lines]


def find_missing(view: InsightsView) -> tuple[dict[str, int], list[ComparisonLine]]:
    """Return the ratings that lack check-ins, with how many, and a line of each habit of which nothing was compared."""
    rated = {line.rating: line.needs.check_ins for line in view.comparisons if line.needs.check_ins}
    compared = {line.habit for line in view.comparisons if line.effect is not None}
    left = [line for line in view.comparisons if line.habit not in compared and line.rating not in rated]
    return rated, left


_NOT_COMPARED = {
    "fixed weekdays": "always on the same weekdays",
    "few changes": "begun or dropped too seldom",
    "no variation": "every rating is the same",
}


def format_missing(line: ComparisonLine) -> str:
    """Return in short what keeps a comparison from being made."""
    lacks = line.needs
    parts = [f"{lacks.check_ins} more check-ins"] if lacks.check_ins else []
    parts += [f"{lacks.days_with} more with"] if lacks.days_with else []
    parts += [f"{lacks.days_without} more without"] if lacks.days_without else []
    return _NOT_COMPARED.get(line.status) or ", ".join(parts)


def _draw_steps(view: InsightsView) -> list[Block]:
    blocks: list[Block] = []
    for line in view.comparisons:
        when = "the same day" if line.lag == 0 else "the day after"
        blocks.append(heading(f"{upper_first(name_rating(line.rating))} and {line.habit}, {when}"))
        blocks += [*(Line(text(step), 4, 3) for step in line.steps), BLANK]
    return [*blocks, Line((("The method: ", "muted"), (f"{view.method}.", "muted")), 2)]
