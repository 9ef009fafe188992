"""The foods as a table that fits the width, and what the profile leaves out."""

from __future__ import annotations

from gutcli.catalog.browse import Asked, ServedAmount
from gutcli.know.foods.labels import format_group, format_kinds
from gutcli.know.foods.view import FoodsView, FoodView, WhyNotView
from gutcli.know.sources.page import NARROW, format_for_you
from gutcli.know.sources.view import PersonalView
from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Document, Grid, Line, sentence, suggest, text
from gutcli.terminal.draw.figures import UNITS, format_figure
from gutcli.text import count, join_words

GROUPED = 12
"""Rows from which a list in the order of groups says the groups."""
LEAST = 0.1
"""Grams of omega-3 in a serving under which a list does not say how many."""


def draw_foods(view: FoodsView, width: int | None) -> Document:
    """Draw one food as a card, several as a table."""
    if view.total == 1:
        from gutcli.know.foods.card import draw_card

        return (*draw_card(view.foods[0], view.related, width), *_traces(view))
    if not view.foods:
        return _draw_none(view)
    shown = f"{len(view.foods)} of " if len(view.foods) < view.total else ""
    many = text(shown + count(view.total, "food"), "muted")
    blocks: list[Block] = [Line(text(_title(view.asked), "title"), right=many)]
    blocks += [BLANK, _draw_table(view, width), BLANK, *_notes(view), *_traces(view)]
    if view.everyday_left_out:
        blocks.append(sentence(f"And {count(view.everyday_left_out, 'everyday food')}: add --all.", "muted", 2))
    return (*blocks, suggest("A food's card:", f"gutcli foods {view.foods[0].food.id}", indent=2))


def _draw_table(view: FoodsView, width: int | None) -> Grid:
    asked = view.asked
    by = asked.sort if view.sorted_by and asked.sort not in {"fibre", "omega-3"} else ""
    # In little room the figures say more than the words, and of the figures the one that was asked for.
    narrow = width is not None and width < NARROW
    omega_3 = asked.sort == "omega-3" or (asked.kinds == ("omega-3",) and not asked.sort)
    columns = (
        Column(),
        Column("food", wrap=16),
        Column("serving", worth=2 if narrow else 7),
        Column(by, worth=8, right=True),
        Column("kind", worth=1 if narrow else 6, wrap=10),
        Column("fibre", worth=8 if asked.sort == "fibre" else 5, right=True),
        Column("omega-3", worth=8 if omega_3 else 4, right=True),
        Column("live", worth=3),
        Column("contains", worth=2),
        Column("id", worth=1),
        Column("group", worth=0),
        Column("for you", worth=0),
    )
    grouped = width is not None and not asked.sort and not asked.query and len(view.foods) > GROUPED
    rows: list[tuple[Cell, ...]] = []
    group = ""
    for number, food in enumerate(view.foods):
        unfit = food.personal is not None and not food.personal.fits
        if unfit and rows and width is not None:
            part = f"Not for you ({sum(f.personal is not None and not f.personal.fits for f in view.foods)})"
        else:
            part = format_group(food.food.group) if grouped else ""
        if part and part != group:
            group = part
            rows += [((),) * len(columns)] if rows else []
            rows.append(((), text(group, "heading"), *((),) * (len(columns) - 2)))
        figure = view.sorted_by[number] if by else None
        rows.append(_row(food, figure, by, with_group=width is None))
    return Grid(columns, tuple(rows), heads=True, indent=2)


def _row(view: FoodView, figure: ServedAmount | None, by: str, *, with_group: bool) -> tuple[Cell, ...]:
    food = view.food
    return (
        _mark(view.personal),
        text(food.name, "name"),
        text(food.serving.text, "muted"),
        _amount(figure, UNITS[by]) if figure else (),
        format_kinds(food.kinds),
        _amount(view.fibre, "g"),
        _amount(view.omega_3, "g", least=LEAST),
        text(food.live_cultures if "probiotic" in food.kinds else "", "muted"),
        text(", ".join(food.contains), "muted"),
        text(food.id, "muted"),
        text(food.group, "muted") if with_group else (),
        text(format_for_you(view.personal), "caution"),
    )


def _amount(amount: ServedAmount, unit: str, least: float = 0) -> Cell:
    words = format_figure(amount.value, unit, amount.bound, least=least)
    return text(words, "" if amount.value and amount.value >= least else "muted")


def _mark(personal: PersonalView | None) -> Cell:
    if personal is None:
        return ()
    return text("✗" if not personal.fits else "!" if personal.notes else "", "caution")


def _title(asked: Asked) -> str:
    """Return in words what was asked for: "Fermented foods, vegan, without milk"."""
    kinds = ["fermented" if kind == "probiotic" else kind for kind in asked.kinds]
    title = f"{join_words(kinds, 'or')} foods".capitalize() if kinds else "Foods"
    if asked.query:
        title += f": {asked.query}"
    if asked.group:
        title += f"{' in' if asked.query else ':'} {format_group(asked.group).lower()}"
    left_out = [*asked.without, *(["lactose"] if asked.without_lactose else [])]
    extras = [*asked.diets, *([f"without {join_words(left_out, 'or')}"] if left_out else [])]
    if asked.sort and asked.sort != "name":
        extras.append(f"most {asked.sort} first")
    return ", ".join([title, *extras])


def _notes(view: FoodsView) -> list[Line]:
    """Explain the signs that the table uses, and nothing else."""
    fibre = [food.fibre for food in view.foods]
    others = [food.omega_3 for food in view.foods if food.omega_3.value is None or food.omega_3.value >= LEAST]
    others += view.sorted_by
    bounds = {amount.bound for amount in others}
    lines = ["Fibre and omega-3 (ALA, EPA and DHA) are per serving."]
    if any("probiotic" in food.food.kinds for food in view.foods):
        lines.append("Ferment: not all hold live microbes when eaten, and few are tested as probiotics.")
    if any(amount.bound == "least" and amount.value is not None for amount in fibre):
        line = "≥ there is more fibre: the source's figure misses most inulin and resistant starch."
        lines.append(line + (" Its place in this order is too low." if view.asked.sort == "fibre" else ""))
    elif "least" in bounds:
        lines.append("≥ there may be more: the source has no figure for some omega-3 fats.")
    if bounds & {"most", "about"}:
        about = " ~ about." if "about" in bounds else ""
        lines.append(f"≤ at most: the source does not tell ALA from other 18:3 fats.{about}")
    if any(amount.value is None for amount in (*fibre, *others)):
        lines.append("? unknown: the source has no figure. It does not mean none.")
    return [*_personal_notes(view), *(sentence(line, "muted", 2) for line in lines)]


def _personal_notes(view: FoodsView) -> list[Line]:
    """Explain the marks of the profile."""
    personal = [food.personal for food in view.foods if food.personal]
    lines = []
    if unfit := sum(not each.fits for each in personal):
        command = " ".join(["gutcli foods", *(f"--{kind}" for kind in view.asked.kinds), "--why-not"])
        lines.append(Line((("✗ ", "caution"), (f"not for you ({unfit}). Why: ", "muted"), (command, "command")), 2, 2))
    if any(each.fits and each.notes for each in personal):
        lines.append(Line((("! ", "caution"), ("take care: its card says why.", "muted")), 2, 2))
    return lines


def _traces(view: FoodsView) -> list[Line]:
    """Return what was left out to be on the safe side."""
    lines = []
    if view.traces:
        unwanted = [*view.asked.without, *(["milk"] if view.asked.without_lactose else [])]
        what = join_words(list(dict.fromkeys(unwanted)), "or")
        lines.append(f"{count(len(view.traces), 'food')} may contain traces of {what}")
    if view.low_lactose:
        number = len(view.low_lactose)
        lines.append(f"{count(number, 'food')} {'holds' if number == 1 else 'hold'} only a little lactose")
    numbers = (len(view.traces), len(view.low_lactose))
    ends = [f" and {'is' if number == 1 else 'are'} left out too." for number in numbers if number]
    return [sentence(line + end, "muted", 2) for line, end in zip(lines, ends, strict=True)]


def _draw_none(view: FoodsView) -> Document:
    lines: list[Block] = [Line(text(_title(view.asked), "title")), BLANK, Line(text("No food fits all of this."), 2)]
    rows = tuple((text(food.name, "name"), text(food.reason, "muted")) for food in view.left_out[:10])
    lines += [Grid((Column(), Column(wrap=20)), rows, indent=2)] if rows else _traces(view)
    words = "Without the conditions:" if view.asked.query else "All foods:"
    return (*lines, BLANK, suggest(words, f"gutcli foods {view.asked.query}".rstrip(), indent=2))


def draw_why_not(view: WhyNotView, width: int | None) -> Document:
    """Draw the foods that the profile leaves out, each with its reasons."""
    many = text(count(len(view.foods), "food"), "muted")
    title = Line(text(f"{_title(view.asked)}: not for you", "title"), right=many)
    if not view.foods:
        words = f"Your profile leaves none of them out: {view.fitting} of {view.fitting} fit."
        return (title, BLANK, Line(text(words if view.fitting else "There are no such foods."), 2))
    rows = tuple(
        (text(food.name, "name"), text("; ".join(reason.text for reason in food.reasons), "muted"))
        for food in view.foods
    )
    grid = Grid((Column(wrap=16), Column(wrap=20)), rows, indent=2)
    verb = "fits" if view.fitting == 1 else "fit"
    fit = Line(text(f"{count(view.fitting, 'food')} {verb} you."), 2)
    return (title, BLANK, grid, BLANK, fit, suggest("What gutcli knows of you:", "gutcli profile", indent=2))
