"""The report as HTML: figures as words and tables, pictures as inline SVG; no script, nothing from outside."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from gutcli.clock import MONTHS, format_day
from gutcli.look_back.charts.page import format_mean, format_plants, format_rate, format_rating
from gutcli.look_back.days import format_made
from gutcli.look_back.insights.lines import ComparisonLine
from gutcli.look_back.insights.page import (
    HIDDEN,
    KIND_NAMES,
    find_missing,
    format_effect,
    format_left_out,
    format_reach,
    format_since,
    format_span,
)
from gutcli.look_back.insights.wording import LOOKING, name_rating
from gutcli.look_back.nutrients.intake import TITLES, find_unit
from gutcli.look_back.nutrients.page import find_numbers, format_range
from gutcli.look_back.trial.page import format_title, list_fixed
from gutcli.look_back.trial.wording import LIMITS, TOO_FEW
from gutcli.report.pictures import draw_pictures, name_picture
from gutcli.report.view import Report, ReportView
from gutcli.terminal.draw.document import BLANK, Document, Line, text
from gutcli.text import count, join_some, join_words, safe

TEMPLATE = Path(__file__).with_name("report.html.jinja")
OPEN_WEEKS = 16
"""So many weeks stand as an open table; more are folded away, as they would fill pages."""
SLOT_NAMES = {
    "prebiotic": "Prebiotic foods", "probiotic": "Ferments", "omega-3": "Omega-3 foods", "move": "Movement",
    "calm": "Calm",
}  # fmt: skip


class Table(NamedTuple):
    """A table: its caption, its heads, and rows whose first cell names them."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def draw_html(report: Report) -> str:
    """Draw the page. Jinja2 is imported by this function alone, and escapes every word that it is given."""
    from jinja2 import BaseLoader, Environment, StrictUndefined
    from markupsafe import Markup

    def clean(value: object) -> object:
        # Control characters and the like have no place in a page either.
        return safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=BaseLoader(),
        finalize=clean,
    )  # fmt: skip
    page = environment.from_string(TEMPLATE.read_text("utf-8")).render(build_words(report))
    return page if page.endswith("\n") else page + "\n"


def build_words(report: Report) -> dict[str, Any]:
    """Return the words for the template."""
    pictures = draw_pictures(report)
    return {
        "report": report,
        "span": f"{_format_date(report.first)} to {_format_date(report.last)}",
        "made": f"{_format_date(report.made_at.date())}, {report.made_at:%H:%M}",
        "empty": not report.history.written,
        "facts": _format_facts(report),
        "pictures": pictures,
        "rated": [name for rating in report.charts.ratings if (name := name_picture(rating)) in pictures],
        "slots": _build_slots(report),
        "weeks": _build_weeks(report),
        "fold_weeks": len(report.charts.weeks) > OPEN_WEEKS,
        "nutrients": _build_nutrients(report),
        "missing": join_some(report.nutrients.without_figures, 8),
        "insights": _build_insights(report),
        "trials": [(format_title(trial), trial.result, list_fixed(trial)) for trial in report.trials],
        "too_few": TOO_FEW,
        "limits": LIMITS,
        "hidden_words": HIDDEN,
        "looking": LOOKING,
        "profile": _build_profile(report),
    }


def _format_date(day: date) -> str:
    return f"{format_day(day)} {day.year}"


def _format_week(day: date, last: date) -> str:
    """Return a week's first day; with the year where that is not the report's own."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}" + ("" if day.year == last.year else f" {day.year}")


def _format_facts(report: Report) -> list[tuple[str, str]]:
    """Return the page in a few figures."""
    stats, charts = report.stats, report.charts
    aimed = stats.written - stats.rest_days
    facts = [("Days written", f"{report.history.written} of {len(report.history.days)}")]
    facts.append(("Days made", format_made(stats.met, aimed, stats.blank, stats.rest_days)))
    done, offered = sum(slot.done for slot in stats.slots), sum(slot.offered for slot in stats.slots)
    if offered:
        facts.append(("Items done", f"{done} of {offered} ({100 * done / offered:.0f} %)"))
    if not stats.streaks_hidden:
        now, longest = stats.streak.current or 0, stats.streak.longest or 0
        facts.append(("Days in a row", f"{now} now, {longest} at the longest"))
    plants = [(week.plants, (week.last - week.first).days == 6) for week in charts.weeks if week.plants is not None]
    if plants:
        whole = [number for number, is_whole in plants if is_whole]
        mean = f"{sum(whole) / len(whole):.0f} on average in whole weeks, " if whole else ""
        facts.append(("Plants a week", f"{mean}{max(plants)[0]} at the most, {charts.goal} is the goal"))
    if (food := report.food) and food.bought:
        bought, eaten, gone = (f"{grams / 1000:.1f} kg" for grams in (food.bought_g, food.eaten_g, food.gone_g))
        said = f"{bought}); {eaten} eaten from the list and beside it, {gone} gone off"
        facts.append(("Food of the last month", f"{count(food.bought, 'thing')} bought ({said}"))
    facts.append(("Check-ins", count(sum(week.check_ins for week in charts.weeks), "day")))
    return facts


def _build_slots(report: Report) -> Table | None:
    rows = tuple(
        (
            SLOT_NAMES.get(slot.slot, slot.slot),
            f"{slot.done} of {slot.offered}",
            format_rate(slot.rate),
            str(slot.skipped),
        )
        for slot in report.stats.slots
    )
    heads = ("Slot", "Done", "Share", "Rests")
    return Table("Done of what the list asked for; rests are not asked for", heads, rows) if rows else None


def _build_weeks(report: Report) -> Table:
    charts = report.charts
    heads = ["Week from", "Done", "Share"]
    if not charts.counts_hidden:
        heads += ["Plants", "Fibre", "ALA", "EPA+DHA"]
    heads += [rating.title for rating in charts.ratings]
    rows = []
    for week in charts.weeks:
        row = [_format_week(week.first, report.last), f"{week.done} of {week.offered}" if week.offered else "–"]
        row.append(format_rate(week.rate))
        if not charts.counts_hidden:
            row += [format_plants(week), *(format_mean(week, nutrient) for nutrient in TITLES)]
        row += [format_rating(rating, week.ratings.get(rating.key)) for rating in charts.ratings]
        rows.append(tuple(row))
    food = "" if charts.counts_hidden else "Food is the mean of a day on which it was logged. "
    signs = "– nothing written" if charts.counts_hidden else "≥ at least, ≤ at most, ? unknown, – nothing written"
    return Table(f"{food}{signs}", tuple(heads), tuple(rows))


def _build_nutrients(report: Report) -> Table | None:
    total = report.nutrients.total
    if total is None or not total.foods:
        return None
    rows = []
    for intake in report.nutrients.intakes:
        mean = format_range(getattr(total, f"{intake.nutrient}_per_day"), find_unit(intake.nutrient))
        known = f"{getattr(total, intake.nutrient).known_foods} of {total.foods}"
        cited = find_numbers(report.nutrients, intake)
        marks = f" [{', '.join(map(str, cited))}]" if cited else ""
        rows.append((TITLES[intake.nutrient], mean, known, f"{intake.text} ({intake.authority}){marks}"))
    caption = f"Mean of the {count(total.logged_days, 'day')} with food logged"
    return Table(caption, ("", "Logged a day", "Foods with a figure", "Reference for everything eaten"), tuple(rows))


def _build_insights(report: Report) -> dict[str, Any]:
    view = report.insights
    tested = [line for line in view.comparisons if line.effect is not None]
    not_shown = [line for line in tested if not line.shown]
    rows: dict[tuple[str, str], dict[int, ComparisonLine]] = defaultdict(dict)
    kinds: dict[str, dict[str, None]] = defaultdict(dict)
    for line in not_shown:
        rows[line.rating, line.habit][line.lag] = line
        kinds[KIND_NAMES[line.habit_kind].lower()][line.habit] = None
    return {
        "shown": [(line, format_since(line)) for line in tested if line.shown],
        "not_shown": len(not_shown),
        "not_shown_habits": "; ".join(f"{kind}: {join_words(list(names))}" for kind, names in kinds.items()),
        "caveat": not_shown[0].caveat if not_shown else "",
        "reach": format_reach(view),
        "left_out": " ".join(format_left_out(view)),
        "table": Table(
            "Points on days with minus days without, and the 95 % interval",
            ("Habit", "Rating", "Same day", "Day after"),
            tuple(
                (habit, name_rating(rating), format_effect(lags.get(0)), format_effect(lags.get(1)))
                for (rating, habit), lags in rows.items()
            ),
        ),
        "missing": join_words(list(dict.fromkeys(line.habit for line in find_missing(view)[1]))),
        "year": view.days < len(report.history.days),
    }


PROFILE_KEYS = ("diet", "allergies", "conditions", "medicines")


def _build_profile(report: Report) -> dict[str, Any] | None:
    profile = report.profile
    if profile is None:
        return None
    said = [(key.capitalize(), profile.values.get(key)) for key in PROFILE_KEYS]
    return {
        "values": [(key, ", ".join(map(str, v)) if isinstance(v, list) else str(v or "")) for key, v in said],
        "cautions": profile.cautions,
        "unknown": [line.word for line in profile.unknown if line.unknown and line.key in PROFILE_KEYS],
    }


def draw_report(view: ReportView, width: int | None) -> Document:
    """Return what was written, and what to do with it."""
    if view.path is None:
        return (Line(text("The page went to stdout.")),)
    size = f"{max(1, ceil(view.size_bytes / 1000))} kB"
    profile = "with your profile and cautions" if view.with_profile else "without your profile"
    blocks = [
        Line((("Written: ", ""), (view.path, "name"))), BLANK,
        Line(text(f"{count(view.days, 'day')}, {format_span(view.first, view.last)}, {profile} · {size}", "muted"), 2),
        Line(text("One file, readable by you alone, that loads nothing. Print it, keep it, or show it.", "muted"), 2),
    ]  # fmt: skip
    if not view.opened:
        blocks += [BLANK, Line((("Next time, see it at once: ", "muted"), ("gutcli report --open", "command")), 2)]
    return tuple(blocks)
