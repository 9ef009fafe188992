"""The help of gutcli as a whole: its commands in groups, what every day needs first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.commands import COMMANDS, FLAGS
from gutcli.terminal.draw.document import BLANK, Block, Line, heading, text
from gutcli.terminal.draw.pairs import draw_pairs

if TYPE_CHECKING:
    from gutcli.terminal.draw.document import Document

# Group -> the rooms whose commands stand in it; the narrowest room that holds a command decides.
GROUPS = {
    "Every day": ("day",),
    "Know": ("know", "breathe", "profile.cautions"),
    "You": ("profile",),
    "Look back": ("look_back", "report"),
    "Your data": ("keep", "catalog"),
    "Shell": ("day.status", "remind", "completion"),
}


def draw_overview(width: int | None) -> Document:
    """Draw every command with what it does, by group."""
    blocks: list[Block] = [
        Line(text("Usage: gutcli [COMMAND] [OPTIONS]")),
        BLANK,
        Line(text("A daily checklist for gut and mind: graded evidence, cited, safe, private and quick."), 2),
    ]
    longest = max(map(len, COMMANDS))
    for group in GROUPS:
        verbs = [verb for verb, (room, _) in COMMANDS.items() if find_group(room) == group]
        rows = [
            ((*text(verb, "command"), (" " * (longest - len(verb)), "")), text(COMMANDS[verb][1])) for verb in verbs
        ]
        blocks += [BLANK, heading(group), *draw_pairs(rows, width, under=4)]
    flags = {**FLAGS, ("--help", "-h"): "Explain a command.", ("--version", "-V"): "Show the version."}
    options = [(text(", ".join(names), "command"), text(what)) for names, what in flags.items()]
    return (
        *blocks, BLANK, heading("Options"), *draw_pairs(options, width, under=4), BLANK,
        Line(text("gutcli alone shows today's list; gutcli 1 3 ticks; gutcli kefir, or any question, finds."), 2),
        Line((("A command in full: ", "muted"), ("gutcli help done", "command")), 2, 2),
    )  # fmt: skip


def find_group(room: str) -> str:
    """Return the group of a command by its room."""
    fitting = [
        (len(part), group) for group, rooms in GROUPS.items() for part in rooms if f"{room}.".startswith(f"{part}.")
    ]
    return max(fitting)[1]
