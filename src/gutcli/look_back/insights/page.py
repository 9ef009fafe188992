"""What check-ins and habits show together: the answer first, then what is not shown, then what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from gutcli.clock import format_day_short
from gutcli.diary.ratings import find_rating
from gutcli.look_back.insights.habits import SLOT_NAMES
from gutcli.look_back.insights.lines import ComparisonLine
from gutcli.look_back.insights.view import InsightsInFullView, InsightsView
from gutcli.look_back.insights.wording import LOOKING
from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Document, Grid, Line, heading, text
from gutcli.text import count, join_words, lower_first, safe, upper_first

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
    if tested and not in_full and all(line.status != "shown" for line in tested):
        return (*blocks, *_draw_nothing_shown(view))
    if not tested:
        blocks.append(Line(text(view.obstacle or "Nothing can be compared yet."), 2))
    else:
        blocks += _draw_shown([line for line in tested if line.status == "shown"], view)
        if in_full:
            blocks += _draw_not_shown([line for line in tested if line.status != "shown"], width)
    blocks += _draw_missing(list(view.comparisons)) if in_full or not tested else []
    if tested:
        blocks += [BLANK] if in_full else []
        blocks.append(Line(text(_format_family(view, in_full=in_full), "muted"), 2))
        blocks += [Line(text(words, "muted"), 2) for words in format_left_out(view)]
        first = next((line for line in tested if line.status == "shown"), tested[0])
        example = first.habit.partition(" (")[0].removeprefix("a ").removeprefix("an ")
        ways = {"Every figure: ": "gutcli insights --all"} if not in_full else {}
        ways |= {"One step by step: ": f'gutcli insights --explain "{example}"'}
        return (*blocks, BLANK, *_draw_ways(ways))
    blocks += [Line(text(words, "muted"), 2) for words in format_left_out(view)]
    ways = {"Check in once a day: ": "gutcli mood 4"} if find_missing(list(view.comparisons))[0] else {}
    ways |= {} if view.comparisons else {"Tick what you do: ": "gutcli done 1"}
    return (*blocks, BLANK, *_draw_ways(ways)) if ways else tuple(blocks)


def _draw_ways(ways: Mapping[str, str]) -> list[Block]:
    return [Line(((words, "muted"), (command, "command")), 2) for words, command in ways.items()]


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
    """Say in one paragraph that nothing was found, and how much could have been; the figures are there for who asks."""
    words = (
        f"No habit is shown to go with {_about(view)}: {count(view.family_size, 'comparison')} over "
        f"{count(view.check_ins, 'day')} with a check-in, and none stands out from chance. {format_reach(view)} "
        "That does not show that a habit does nothing."
    )
    words = " ".join((words, *format_left_out(view), format_next(view))).rstrip()
    ways = {"Try it: ": view.next.command} if view.next else {}
    return [Line(text(words), 2), BLANK, *_draw_ways(ways | {"Every figure: ": "gutcli insights --all"})]


def format_next(view: InsightsView) -> str:
    """Say what would help next: a trial of what is left out most; "" where there is none."""
    if view.next is None:
        return ""
    slot, name = SLOT_NAMES.get(view.next.slot, view.next.slot), lower_first(view.next.name)
    return (
        f"More would come of a trial: you leave out {slot} most ({view.next.missed} of {view.next.offered} days), and "
        f"a trial of {name} would take {count(view.next.days, 'day')}."
    )


def _about(view: InsightsView) -> str:
    return find_name(view.about) if view.about else "how you were"


def find_name(key: str) -> str:
    """Return what a rating is called."""
    rating = find_rating(key)
    return rating.name if rating else key


def _title(key: str) -> str:
    return upper_first(find_name(key))


def format_reach(view: InsightsView) -> str:
    """Say how large a difference would mostly be seen in such a diary; "" where nothing was compared."""
    rating = find_rating(view.smallest_of or "")
    if view.smallest is None or rating is None:
        return ""
    return (
        f"So many check-ins mostly show a difference in {rating.name} of about {view.smallest:.1f} {rating.points} or "
        "more, and mostly miss a smaller one."
    )


def format_left_out(view: InsightsView) -> list[str]:
    """Say which days are left out, and which food is behind it; nothing where none is."""
    off = [f"{count(days, 'day')} {word}" for word, days in (("away", view.left_out.away), ("ill", view.left_out.ill))]
    off = [words for words in off if not words.startswith("0 ")]
    said = [f"Left out: {join_words(off)}."] if off else []
    if view.left_out.food_unknown and view.left_out.foods:
        foods = [safe(food) for food in view.left_out.foods]
        named = [*foods[:3], *([f"{len(foods) - 3} more"] if len(foods) > 3 else [])]
        said.append(
            f"Food groups are not compared on {count(view.left_out.food_unknown, 'day')}: gutcli does not know what is "
            f"in {join_words(named)} (gutcli catalog add tells it)."
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
            since = format_since(line)
            blocks.append(Line((*text(f"{line.answer} "), *text(since, "muted")), 4, 2))
            blocks += [Line(text(line.caveat, "muted"), 6, 2)] if of_kind is led else []
        blocks += [BLANK] if of_kind else []
    if kept:
        blocks[-1:] = [Line(text(kept[0].caveat, "muted"), 4, 2), BLANK] if not led else [BLANK]
    return blocks


def format_since(line: ComparisonLine) -> str:
    """Say when a finding first appeared, and what the days since then say on their own."""
    if line.since is None:
        return ""
    day = f"{format_day_short(line.since)} {line.since.year}"
    if line.later is None:
        return f"First seen on {day}; too few days have passed since to say it again."
    alone = f"{format_signed(line.later.effect)} ({format_signed(line.later.low)} to {format_signed(line.later.high)})"
    return f"First seen on {day}; the {count(line.later.days, 'day')} after it say {alone}."


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
            blocks.append(Line(text(_title(rating), "heading"), 4))
            for row in rows:
                blocks.append(Line((*row[0], ("  ", ""), *row[3], (" days", "muted")), 4))
                for label, cell in (("same day ", row[1]), ("day after ", row[2])):
                    blocks += [Line(((label, "muted"), *cell), 6)] if cell else []
            continue
        columns = (
            Column(find_name(rating), wrap=16),
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
        blocks.append(Line((*text(f"{_title(rating)}: ", "muted"), (count(wanted, "more check-in"), "")), 4, 2))
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


def _format_family(view: InsightsView, *, in_full: bool) -> str:
    return (
        f"{count(view.family_size, 'comparison')} were made together, over {count(view.check_ins, 'day')} with a "
        f"check-in. {LOOKING} Nothing here is ranked, and nothing here is a cause."
        + (" The time of day of a check-in is not looked at." if in_full else "")
    )


def _draw_steps(view: InsightsView) -> list[Block]:
    blocks: list[Block] = []
    for line in view.comparisons:
        when = "the same day" if line.lag == 0 else "the day after"
        blocks += [heading(f"{_title(line.rating)} and {line.habit}, {when}")]
        blocks += [Line(text(step), 4, 3) for step in line.steps]
        blocks.append(BLANK)
    return [*blocks, Line((("The method: ", "muted"), (f"{view.method}.", "muted")), 2)]
