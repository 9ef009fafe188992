"""Rows in colour: the few codes that a page needs (SGR, and OSC 8 for links), for what the terminal can show.

Which colours it can is found as Rich and supports-color find it. Rich itself would take longer to import than a day's
list takes to be made; it draws what moves (terminal/live).
"""

from __future__ import annotations

import sys

from gutcli.terminal.draw.theme import NO_COLOURS, PALETTE, SIXTEEN, TRUE_COLOUR, look_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from gutcli.terminal.draw.layout import Row

_SGR = {"bold": "1", "dim": "2", "red": "31", "green": "32", "magenta": "35"}
_PALETTE = ("256", "256color", "kitty", "ghostty", "alacritty", "wezterm", "foot", "direct")
_FORCED = {"2": PALETTE, "3": TRUE_COLOUR}


def can_take_codes(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal obeys codes at all."""
    return environ.get("TERM", "") not in {"dumb", "unknown"}


def find_depth(environ: Mapping[str, str]) -> int:
    """Return how many colours the terminal shows: NO_COLOURS, SIXTEEN, PALETTE or TRUE_COLOUR.

    NO_COLOR (https://no-color.org) and CLICOLOR=0 win over all; FORCE_COLOR=2 or 3 says more than TERM does.
    """
    if environ.get("NO_COLOR") or environ.get("CLICOLOR") == "0" or not can_take_codes(environ):
        return NO_COLOURS
    return max(_find_in_term(environ), _FORCED.get(environ.get("FORCE_COLOR", ""), NO_COLOURS))


def _find_in_term(environ: Mapping[str, str]) -> int:
    if sys.platform == "win32":
        return TRUE_COLOUR
    if environ.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return TRUE_COLOUR
    term = environ.get("TERM", "").strip().lower()
    if term.startswith("vt"):
        return NO_COLOURS  # the old hardware terminals
    return PALETTE if term.rpartition("-")[2] in _PALETTE else SIXTEEN


def can_link(environ: Mapping[str, str]) -> bool:
    """Return whether links may be written: some old terminals show what they do not know of them."""
    return not environ.get("TERM", "").lower().startswith(("vt", "ansi", "linux", "cygwin"))


def switch_codes_on() -> bool:
    """Let the console of Windows obey codes, as colorama and Rich do; return False where it cannot."""
    if sys.platform != "win32":
        return True
    import ctypes

    console = ctypes.windll.kernel32
    handle = console.GetStdHandle(-11)  # STD_OUTPUT_HANDLE
    mode = ctypes.c_ulong()
    if not console.GetConsoleMode(handle, ctypes.byref(mode)):
        return True  # not a console: a pipe, or a terminal of another kind, which obeys
    processing = 0x0004  # ENABLE_VIRTUAL_TERMINAL_PROCESSING, from Windows 10 on
    return bool(mode.value & processing or console.SetConsoleMode(handle, mode.value | processing))


def write_sgr(look: str) -> str:
    """Return the numbers of a look, in the words of the theme: "bold color(29)" is "1;38;5;29"."""
    codes = []
    for word in look.split():
        if word.startswith("color("):
            codes.append(f"38;5;{word[6:-1]}")
        elif word.startswith("#"):
            codes.append(f"38;2;{int(word[1:3], 16)};{int(word[3:5], 16)};{int(word[5:7], 16)}")
        else:
            codes.append(_SGR[word])
    return ";".join(codes)


def draw_codes(rows: list[Row], depth: int, *, links: bool = True) -> str:
    """Return the rows as text with codes; each piece gives back what it took, so that no line colours the next."""
    kept: dict[str, tuple[str, str]] = {"": ("", "")}
    parts: list[str] = []
    for row in rows:
        end = len(row)
        while end and not row[end - 1][0].strip():
            end -= 1
        last = ""
        for words, style in row[:end]:
            if style != last:
                parts.append(kept[last][1])
                if style not in kept:
                    kept[style] = _write_link(style[5:], links) if style[:5] == "link " else _write_look(style, depth)
                parts.append(kept[style][0])
                last = style
            parts.append(words)
        parts.append(f"{kept[last][1]}\n")
    return "".join(parts)


def _write_look(style: str, depth: int) -> tuple[str, str]:
    codes = write_sgr(look_of(style, depth))
    return (f"\x1b[{codes}m", "\x1b[0m") if codes else ("", "")


def _write_link(address: str, links: bool) -> tuple[str, str]:
    # An address with anything unprintable in it could carry a terminal command: it stays plain text.
    if not links or not address.isascii() or not address.isprintable() or " " in address:
        return "", ""
    # The id joins the lines of a link that was wrapped.
    return f"\x1b]8;id=g;{address}\x1b\\", "\x1b]8;;\x1b\\"
