"""Colour for what each terminal can show: how many colours, which, and whether they can be read on any background."""

from __future__ import annotations

import re

import pytest

from gutcli.terminal.draw import codes
from gutcli.terminal.draw.codes import draw_codes, find_depth, write_sgr
from gutcli.terminal.draw.theme import NO_COLOURS, PALETTE, SIXTEEN, STYLES, TRUE_COLOUR, look_of
from tests.quick.asking import ask

LIGHT, DARK = (255, 255, 255), (0, 0, 0)
# The first eight colours of terminals that people have: red, green and magenta are used.
SIXTEEN_OF = {
    "VGA": {"31": (170, 0, 0), "32": (0, 170, 0), "35": (170, 0, 170)},
    "xterm": {"31": (205, 0, 0), "32": (0, 205, 0), "35": (205, 0, 205)},
    "Terminal.app": {"31": (194, 54, 33), "32": (37, 188, 36), "35": (211, 56, 211)},
    "Windows": {"31": (197, 15, 31), "32": (19, 161, 14), "35": (136, 23, 152)},
    "PuTTY": {"31": (187, 0, 0), "32": (0, 187, 0), "35": (187, 0, 187)},
    "Tango": {"31": (204, 0, 0), "32": (78, 154, 6), "35": (117, 80, 123)},
}


def luminance(colour: tuple[int, int, int]) -> float:
    parts = [v / 255 / 12.92 if v / 255 <= 0.04045 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Return the contrast of two colours as WCAG 2 has it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def of_palette(number: int) -> tuple[int, int, int]:
    """Return a colour of xterm's 256."""
    if number >= 232:
        return (8 + 10 * (number - 232),) * 3
    levels = (0, 95, 135, 175, 215, 255)
    red, rest = divmod(number - 16, 36)
    return levels[red], levels[rest // 6], levels[rest % 6]


def colours_of(sgr: str) -> list[tuple[int, int, int]]:
    found = [of_palette(int(number)) for number in re.findall(r"38;5;(\d+)", sgr)]
    return found + [tuple(map(int, parts)) for parts in re.findall(r"38;2;(\d+);(\d+);(\d+)", sgr)]


@pytest.mark.parametrize(
    ("environ", "depth"),
    [
        ({"TERM": "xterm-256color"}, PALETTE), ({"TERM": "screen-256color"}, PALETTE),
        ({"TERM": "xterm-kitty"}, PALETTE),
        ({"TERM": "xterm"}, SIXTEEN), ({"TERM": "screen"}, SIXTEEN), ({"TERM": "linux"}, SIXTEEN), ({}, SIXTEEN),
        ({"TERM": "vt220"}, NO_COLOURS), ({"TERM": "dumb"}, NO_COLOURS), ({"TERM": "unknown"}, NO_COLOURS),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, TRUE_COLOUR),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, TRUE_COLOUR), ({"TERM": "xterm", "COLORTERM": "yes"}, SIXTEEN),
        ({"TERM": "xterm", "FORCE_COLOR": "1"}, SIXTEEN), ({"TERM": "xterm", "FORCE_COLOR": "2"}, PALETTE),
        ({"TERM": "xterm-256color", "FORCE_COLOR": "1"}, PALETTE), ({"FORCE_COLOR": "3"}, TRUE_COLOUR),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1", "FORCE_COLOR": "3"}, NO_COLOURS),
        ({"TERM": "xterm", "NO_COLOR": ""}, SIXTEEN), ({"TERM": "xterm", "CLICOLOR": "0"}, NO_COLOURS),
    ],
)  # fmt: skip
def test_how_many_colours_a_terminal_shows(environ, depth) -> None:
    assert find_depth(environ) == depth


@pytest.mark.parametrize("style", STYLES)
def test_each_style_can_be_read_on_black_and_on_white(style: str) -> None:
    for depth, least in ((PALETTE, 3.5), (TRUE_COLOUR, 4.5)):
        for colour in colours_of(write_sgr(look_of(style, depth))):
            assert contrast(colour, LIGHT) >= least, (style, depth)
            assert contrast(colour, DARK) >= least, (style, depth)
    numbers = {number for number in write_sgr(look_of(style, SIXTEEN)).split(";") if number}
    assert numbers <= {"1", "2", "31", "32", "35"}, "neither white, black and yellow nor what hardly differs from them"
    for terminal, colours in SIXTEEN_OF.items():
        for number in numbers - {"1", "2"}:
            assert min(contrast(colours[number], LIGHT), contrast(colours[number], DARK)) >= 2, (style, terminal)


def test_what_warns_is_never_coloured_where_the_person_chose_the_colours() -> None:
    for style in ("caution", "overstated", "command"):
        assert look_of(style, SIXTEEN) in {"bold", ""}
    assert look_of("done", SIXTEEN) == "dim"
    assert look_of("tick", NO_COLOURS) == "bold"
    assert look_of("caution", NO_COLOURS) == ""


def test_a_line_gives_back_what_it_took() -> None:
    rows = [[("a", "tick"), ("b", "tick"), (" ", ""), ("c", "caution"), ("  ", "")], [("d", "link https://x.org/")]]
    assert draw_codes(rows, PALETTE) == (
        "\x1b[1;38;5;29mab\x1b[0m \x1b[38;5;166mc\x1b[0m\n\x1b]8;id=g;https://x.org/\x1b\\d\x1b]8;;\x1b\\\n"
    )
    assert draw_codes(rows, NO_COLOURS, links=False) == "\x1b[1mab\x1b[0m c\nd\n"


@pytest.mark.parametrize("address", ["https://x.org/\x1b]0;mine\x07", "https://x.org/a b", "https://x.org/é"])
def test_an_address_that_a_terminal_could_obey_is_no_link(address: str) -> None:
    assert draw_codes([[("words", f"link {address}")]], TRUE_COLOUR) == "words\n"


@pytest.mark.parametrize(
    ("term", "numbers", "links"),
    [
        ("linux", {"1", "2", "31", "32", "35"}, False),
        ("screen", {"1", "2", "31", "32", "35"}, True),
        ("vt100", {"1"}, False),
    ],
)
def test_plain_terminals_get_what_they_know(term: str, numbers: set[str], links: bool, monkeypatch) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("PAGER", "")
    for words in (["today"], ["explain", "serotonin"], ["stats"], ["foods", "kefir"]):
        out = ask(*words, terminal=True).out
        found = {number for codes in re.findall(r"\x1b\[([\d;]*)m", out) for number in codes.split(";")}
        assert found - {"0", ""} <= numbers, words
        assert links or "\x1b]" not in out
        assert re.sub(r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", out).count("\x1b") == 0
    assert ("\x1b]8;" in ask("explain", "serotonin", terminal=True).out) == links


def test_a_console_that_cannot_be_switched_stays_plain(monkeypatch) -> None:
    monkeypatch.setattr(codes, "switch_codes_on", lambda: False)
    assert "\x1b" not in ask("today", terminal=True).out
    monkeypatch.setattr(codes, "switch_codes_on", lambda: True)
    assert "\x1b[" in ask("today", terminal=True).out
