"""The profile, and what follows from it."""

from __future__ import annotations

from typing import Any

from gutcli.catalog.kinds import FOOD_SLOTS
from gutcli.profile.cautions.page import draw_cards, name_some
from gutcli.profile.view import AskLine, LeftOut, ProfileChangeView, ProfileView, UnknownLine, ValueLine
from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Document, Grid, Line, heading, text
from gutcli.text import count, join_words

_MOST = 8


def draw_profile(view: ProfileView, width: int | None) -> Document:
    """Draw what gutcli knows, what follows, and what it does not know."""
    blocks: list[Block] = [Line(text("Your profile", "title"), right=text(view.path, "muted")), BLANK]
    if view.problems:
        blocks.append(
            Line(
                text("! The file has problems, so no list is safe until they are mended.", "caution"), indent=2, hang=2
            )
        )
        for p in view.problems:
            place = f"line {p.line}" if p.line else "the file"
            key = ((f"{p.key} ", "heading"),) if p.key else ()
            words = f"{p.message} {p.expected}".strip()
            blocks.append(Line(((f"{place}, ", "muted"), *key, (words, "")), indent=4, hang=2))
        blocks += [Line((("Mend it with ", "muted"), ("gutcli profile edit", "command")), indent=2), BLANK]
        blocks += [heading("What still holds")] if any(line.is_set for line in view.values) else []
    rows: list[tuple[Cell, ...]] = [
        (text(line.key, "muted"), text(_format_line(line, view), "" if line.is_set else "muted"))
        for line in view.values
        if line.is_set
        or not (
            view.problems or (view.food_hidden and _is_about_food(line.key))
        )  # beside what is broken, a default would look like the person's word
    ]
    if rows:
        blocks += [Grid((Column(), Column(wrap=12)), tuple(rows), indent=2), BLANK]
    if view.problems:
        return tuple(blocks)
    if not any(line.is_set for line in view.values):
        blocks.append(
            Line(
                (
                    ("Nothing is set yet. ", ""),
                    ("gutcli profile setup", "command"),
                    (" asks a few short questions.", ""),
                ),
                indent=2,
                hang=2,
            )
        )
        return tuple(blocks)
    blocks += [*_unknown(view.unknown), *_asks(view.asks)]
    if view.left_out:
        blocks += [*(left := _left_out(view.left_out, "Left out of your lists")), *([BLANK] if left else [])]
    if view.cautions:
        blocks += [heading("Cautions that are yours"), *draw_cards(list(view.cautions), full=False)]
        blocks.append(Line((("What is behind them: ", "muted"), ("gutcli cautions", "command")), indent=2))
    return tuple(blocks)


def draw_profile_change(view: ProfileChangeView, width: int | None) -> Document:
    """Draw what a change does, at once and with its sources."""
    blocks: list[Block] = [
        Line(
            ((f"{view.key}: ", "muted"), (f"{format_value(view.old)} → ", "muted"), (format_value(view.new), "title")),
            hang=2,
        )
    ]
    if urgent := [card for card in view.new_cautions if card.applies_to == "app" and card.severity == "avoid"]:
        back = [f'gutcli profile remove {view.key} "{word}"' for card in urgent for word in card.words]
        way = Line((("If this is read wrongly, or it is over: ", "muted"), (" · ".join(back), "command")), 2, 2)
        return (*blocks, *draw_cards(urgent, full=False), way)  # where help is, and the way back
    blocks += [*_unknown(view.unknown), *_asks(view.asks)]
    blocks += _left_out(view.now_left_out, "From now on left out")
    blocks += _left_out(view.now_offered, "Offered again")
    if view.new_cautions:
        blocks += [] if blocks[-1] is BLANK else [BLANK]
        blocks += [heading("From now on gutcli looks out for this"), *draw_cards(list(view.new_cautions), full=True)]
    if view.gone_cautions:
        blocks.append(
            Line(text(f"No longer looked out for: {', '.join(view.gone_cautions)}.", "muted"), indent=2, hang=2)
        )
    return tuple(blocks)


_FOOD_KEYS = ("goals.plants", "mushrooms_count", "adventure", "new_plants", "hemisphere", "people", "budget", "staples")


def _is_about_food(key: str) -> bool:
    return key in _FOOD_KEYS or key in {f"checklist.{slot}" for slot in FOOD_SLOTS}


def _format_line(line: ValueLine, view: ProfileView) -> str:
    words = format_value(line.value)
    return f"{words}: {view.needed} of {view.items}" if line.key == "aim" else words


def format_value(value: Any) -> str:
    """Return a value as a person would."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.0%}" if value <= 1 else f"{value:g}"
    if isinstance(value, list):
        return ", ".join(str(item) for item in value) or "none"
    return str(value)


def _unknown(lines: tuple[UnknownLine, ...]) -> list[Block]:
    blocks: list[Block] = []
    for line in lines:
        if line.unknown:
            said = "" if line.unknown == line.word else f" (“{line.unknown}” of it)"
            words = f"“{line.word}”{said} is not known to gutcli: it can't protect you from this."
            if line.key in {"favourites", "dislikes", "practices.avoid"}:
                words = f"“{line.word}”{said} is not known to gutcli, so it changes nothing."
            if line.nearest:
                words += f" Did you mean {join_words(line.nearest, 'or')}?"
            blocks.append(Line((("! ", "caution"), (words, "")), indent=2, hang=2))
        if line.doubt:
            blocks.append(Line((("! ", "caution"), (line.doubt, "")), indent=2, hang=2))
    if blocks:
        blocks.append(BLANK)
    return blocks


def _asks(lines: tuple[AskLine, ...]) -> list[Block]:
    """Draw what was read in the stricter of two ways; each is asked about until it is answered."""
    blocks: list[Block] = []
    for line in lines:
        words = f"“{line.word}” is read as {join_words(line.read_as)}, to be on the safe side."
        answers = (
            (" If so: ", "muted"),
            (line.if_right, "command"),
            (" · if not: ", "muted"),
            (line.if_not, "command"),
        )
        blocks.append(Line((("? ", "caution"), (words, ""), *answers), indent=2, hang=2))
    return [*blocks, BLANK] if blocks else []


def _left_out(left: LeftOut, title: str) -> list[Block]:
    blocks: list[Block] = []
    foods = len(left.foods)
    for what, names in (("food", left.names[:foods]), ("practice", left.names[foods:])):
        if names:
            words = ((f"{title}, {count(len(names), what)}: ", "muted"), (name_some(names, _MOST), ""))
            blocks.append(Line(words, indent=2, hang=2))
    return blocks
