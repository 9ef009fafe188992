"""The profile, and what follows from it."""

from __future__ import annotations

from typing import Any

from gutcli.catalog.kinds import FOOD_SLOTS
from gutcli.profile.cautions.page import draw_cards, name_some
from gutcli.profile.settings import LIKING_KEYS
from gutcli.profile.view import AskLine, LeftOut, ProfileChangeView, ProfileView, UnknownLine
from gutcli.terminal.draw.document import (
    BLANK,
    Block,
    Cell,
    Column,
    Document,
    Grid,
    Line,
    heading,
    sentence,
    suggest,
    text,
)
from gutcli.text import count, join_words

_MOST = 8


def draw_profile(view: ProfileView, width: int | None) -> Document:
    """Draw what gutcli knows, what follows, and what it does not know."""
    blocks: list[Block] = [Line(text("Your profile", "title"), right=text(view.path, "muted")), BLANK]
    if view.problems:
        blocks.append(sentence("! The file has problems, so no list is safe until they are mended.", "caution", 2))
        for problem in view.problems:
            place = f"line {problem.line}" if problem.line else "the file"
            words = f"{problem.message} {problem.expected}".strip()
            key = text(f"{problem.key} " if problem.key else "", "heading")
            blocks.append(Line(((f"{place}, ", "muted"), *key, (words, "")), 4, 2))
        blocks += [suggest("Mend it with", "gutcli profile edit", indent=2), BLANK]
        blocks += [heading("What still holds")] if view.set else []
    # Beside what is broken, a default would look like the person's word.
    hidden = _FOOD_KEYS if view.food_hidden else ()
    keys = view.set if view.problems else [key for key in view.values if key in view.set or key not in hidden]
    rows: list[tuple[Cell, ...]] = [
        (text(key, "muted"), text(_format_setting(key, view), "" if key in view.set else "muted")) for key in keys
    ]
    if rows:
        blocks += [Grid((Column(), Column(wrap=12)), tuple(rows), indent=2), BLANK]
    if view.problems:
        return tuple(blocks)
    if not view.set:
        setup = ("gutcli profile setup", "command")
        blocks.append(Line((("Nothing is set yet. ", ""), setup, (" asks a few short questions.", "")), 2, 2))
        return tuple(blocks)
    blocks += [*_unknown(view.unknown), *_asks(view.asks)]
    if view.left_out:
        blocks += [*(left := _left_out(view.left_out, "Left out of your lists")), *([BLANK] if left else [])]
    if view.cautions:
        blocks += [heading("Cautions that are yours"), *draw_cards(view.cautions, full=False)]
        blocks.append(suggest("What is behind them:", "gutcli cautions", indent=2))
    return tuple(blocks)


def draw_profile_change(view: ProfileChangeView, width: int | None) -> Document:
    """Draw what a change does, at once and with its sources."""
    old, new = (f"{format_value(view.old)} → ", "muted"), (format_value(view.new), "title")
    blocks: list[Block] = [Line(((f"{view.key}: ", "muted"), old, new), hang=2)]
    if urgent := [card for card in view.new_cautions if card.applies_to == "app" and card.severity == "avoid"]:
        back = [f'gutcli profile remove {view.key} "{word}"' for card in urgent for word in card.words]
        way = suggest("If this is read wrongly, or it is over:", " · ".join(back), indent=2)
        return (*blocks, *draw_cards(urgent, full=False), way)  # where help is, and the way back
    blocks += [*_unknown(view.unknown), *_asks(view.asks)]
    blocks += _left_out(view.now_left_out, "From now on left out")
    blocks += _left_out(view.now_offered, "Offered again")
    if view.new_cautions:
        blocks += [] if blocks[-1] is BLANK else [BLANK]
        blocks += [heading("From now on gutcli looks out for this"), *draw_cards(view.new_cautions, full=True)]
    if view.gone_cautions:
        blocks.append(sentence(f"No longer looked out for: {', '.join(view.gone_cautions)}.", "muted", 2))
    return tuple(blocks)


_FOOD_KEYS = (
    "goals.plants", "mushrooms_count", "adventure", "new_plants", "hemisphere", "people", "budget", "staples",
    *(f"checklist.{slot}" for slot in FOOD_SLOTS),
)  # fmt: skip


def _format_setting(key: str, view: ProfileView) -> str:
    words = format_value(view.values[key])
    return f"{words}: {view.needed} of {view.items}" if key == "aim" else words


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
            if line.key in LIKING_KEYS:
                words = f"“{line.word}”{said} is not known to gutcli, so it changes nothing."
            if line.nearest:
                words += f" Did you mean {join_words(line.nearest, 'or')}?"
            blocks.append(Line((("! ", "caution"), (words, "")), 2, 2))
        if line.doubt:
            blocks.append(Line((("! ", "caution"), (line.doubt, "")), 2, 2))
    return [*blocks, BLANK] if blocks else []


def _asks(lines: tuple[AskLine, ...]) -> list[Block]:
    """Draw what was read in the stricter of two ways; each is asked about until it is answered."""
    blocks: list[Block] = []
    for line in lines:
        words = f"“{line.word}” is read as {join_words(line.read_as)}, to be on the safe side."
        right, wrong = (line.if_right, "command"), (line.if_not, "command")
        spans = (("? ", "caution"), (words, ""), (" If so: ", "muted"), right, (" · if not: ", "muted"), wrong)
        blocks.append(Line(spans, 2, 2))
    return [*blocks, BLANK] if blocks else []


def _left_out(left: LeftOut, title: str) -> list[Block]:
    foods = len(left.foods)
    return [
        Line(((f"{title}, {count(len(names), what)}: ", "muted"), (name_some(names, _MOST), "")), 2, 2)
        for what, names in (("food", left.names[:foods]), ("practice", left.names[foods:]))
        if names
    ]
