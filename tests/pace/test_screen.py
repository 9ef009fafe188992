"""What is drawn: at every size, in every encoding, and as few bytes as change."""

from __future__ import annotations

from itertools import pairwise

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gutcli.breathe.disc import ASCII, FINE, HALF, choose_glyphs, draw_bar, draw_disc
from gutcli.breathe.pattern import plan_breaths
from gutcli.breathe.screen import BreathScreen, StepScreen
from gutcli.breathe.steps import plan_steps
from gutcli.catalog.types import Breath
from gutcli.terminal.draw.layout import width_of
from gutcli.terminal.draw.theme import NO_COLOURS, PALETTE, SIXTEEN, TRUE_COLOUR, fit_encoding
from gutcli.terminal.live.rows import centre, cut, fill, spread
from gutcli.terminal.live.screen import LiveScreen

PLAN = plan_breaths(Breath(4.0, 4.0, 4.0, 4.0, 18, ()))
SIZES = [(20, 6), (40, 15), (80, 24), (120, 40), (200, 60), (30, 14), (12, 3), (5, 2), (1, 1), (300, 5)]


class Paper:
    """A terminal of a fixed size that keeps what is written."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.bytes = b""

    def size(self) -> tuple[int, int]:
        return self.width, self.height

    def write(self, words: bytes, patience: float = 0.0) -> bool:
        self.bytes += words
        return True


def text_of(rows) -> list[str]:
    return ["".join(words for words, _ in row).rstrip() for row in rows]


def breath_screen(width: int, height: int, encoding: str = "utf-8", name: str = "Box breathing", depth=PALETTE):
    paper = Paper(width, height)
    live = LiveScreen(paper, encoding, depth)
    screen = BreathScreen(PLAN, paper, live, name, choose_glyphs(encoding), lambda w: fit_encoding(w, encoding))
    screen.open()
    return screen


def shown(paper: Paper, encoding: str = "utf-8") -> pyte.Screen:
    """What a terminal makes of all that was written."""
    screen = pyte.Screen(paper.width, paper.height)
    pyte.Stream(screen).feed(paper.bytes.decode(encoding).replace("\x1b[?2026h", "").replace("\x1b[?2026l", ""))
    return screen


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_size_says_phase_and_rounds(width: int, height: int) -> None:
    screen = breath_screen(width, height)
    for at in (0.0, 1.9, 5.0, 10.0, 15.99):
        screen.show(PLAN.at(at), paused=False)
        rows = [row.rstrip() for row in shown(screen.terminal).display]
        assert rows == [row[:width].rstrip() for row in text_of(screen.draw(PLAN.at(at), paused=False))]
        if width >= 20:
            whole = "\n".join(rows)
            assert PLAN.at(at).part.label in whole
            assert ("round 1 of 18" in whole) if height >= 14 and width >= 36 else ("1/18" in whole)
            assert "q ends" in whole
    assert width < 20 or "Paused" in "\n".join(text_of(screen.draw(PLAN.at(2.0), paused=True)))


def test_the_picture_at_40_by_15() -> None:
    screen = breath_screen(40, 15)
    assert text_of(screen.draw(PLAN.at(4.0), paused=False)) == [
        "  Box breathing          round 1 of 18",
        "",
        "               ▂▅▆▇██▇▆▅▂",
        "             ▃▇██████████▇▃",
        "            ▋██████████████▍",
        "            ▏██████████████▉",
        "            ▏██████████████▉",
        "            ▋██████████████▍",
        "             ▅▁██████████▁▅",
        "               ▆▃▂▁██▁▂▃▆",
        "",
        "                  Hold",
        "                   4",
        "",
        "  space pauses   q ends      4:44 left",
    ]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_size_of_a_guide(width: int, height: int) -> None:
    plan = plan_steps(("Sit down.", "Breathe as you like and notice what there is to notice, " * 4, "End."), 5)
    paper = Paper(width, height)
    screen = StepScreen(plan, paper, LiveScreen(paper, "utf-8", PALETTE), "Sitting", FINE, str)
    screen.open()
    for at in (0.0, 100.0, 299.0):
        screen.show(plan.at(at), paused=False)
        rows = [row.rstrip() for row in shown(paper).display]
        assert rows == [row[:width].rstrip() for row in text_of(screen.draw(plan.at(at), paused=False))]
        if width >= 20 and height >= 6:
            whole = "\n".join(rows)
            assert f"step {plan.at(at).mark + 1} of 3" in whole
            assert plan.at(at).part.text[:8] in whole


def area(rows) -> float:
    total = 0.0
    for row in rows:
        for glyph, style in row:
            fills = FINE.lower if glyph in FINE.lower else FINE.left
            part = fills.index(glyph) / 8
            total += 1 - part if style.endswith("!") else part
    return total


@given(st.floats(1.5, 14), st.integers(1, 30), st.integers(2, 60))
def test_a_disc_is_symmetric_and_as_large_as_it_should_be(radius: float, height: int, width: int) -> None:
    rows = draw_disc(radius, height, width, "inhale", FINE)
    assert len(rows) == height
    assert all(len(row) == width for row in rows)
    shapes = [[(g in " █" and g) or "edge" for g, _ in row] for row in rows]
    assert all(row == row[::-1] for row in shapes)
    if radius * 2 <= height and radius * 4 <= width:
        exact = 3.14159 * radius * radius * 2  # a cell is half a row wide
        assert abs(area(rows) - exact) < 0.06 * exact + 2


@given(st.floats(2, 12), st.floats(0, 1), st.floats(0, 1))
def test_it_grows_steadily(radius: float, one: float, other: float) -> None:
    small, large = sorted((one, other))
    areas = [area(draw_disc(radius * share, 24, 48, "inhale", FINE)) for share in (small, large)]
    assert areas[0] <= areas[1] + 0.01


def test_frames_differ_little_by_little() -> None:
    """No frame changes more than the edge, so that nothing jumps."""
    screen = breath_screen(80, 24)
    sizes = []
    for number in range(100):
        before = len(screen.terminal.bytes)
        screen.show(PLAN.at(number / 25), paused=False)
        sizes.append(len(screen.terminal.bytes) - before)
    assert sum(sizes[1:]) / 99 < 2000
    assert max(sizes[1:]) < 3000
    areas = []
    for number in range(100):
        rows = screen.draw(PLAN.at(number / 25), paused=False)[2:19]
        areas.append(area([[cell for cell in row if cell[1].startswith("inhale")] for row in rows]))
    assert max(b - a for a, b in pairwise(areas)) < 16


@pytest.mark.parametrize(
    ("encoding", "glyphs"), [("utf-8", FINE), ("cp437", HALF), ("cp850", ASCII), ("latin-1", ASCII), ("ascii", ASCII)]
)
def test_encodings(encoding: str, glyphs) -> None:
    if encoding != "cp850":
        assert choose_glyphs(encoding) is glyphs
    screen = breath_screen(80, 24, encoding, "Café breathing · 五")
    for number in range(0, 320, 7):
        screen.show(PLAN.at(number / 20), paused=False)
    words = screen.terminal.bytes.decode(encoding)
    assert "?" not in words.replace("[?", "").replace("breathing - ?", "").replace("breathing · ?", "")
    assert choose_glyphs("utf-8", "linux") is HALF
    assert choose_glyphs("nonsense") is ASCII


def test_colour_and_none() -> None:
    screen = breath_screen(80, 24, depth=NO_COLOURS)
    screen.show(PLAN.at(2.0), paused=False)
    assert b"38;5" not in screen.terminal.bytes
    screen = breath_screen(80, 24)
    screen.show(PLAN.at(2.0), paused=False)
    assert b"38;5;68" in screen.terminal.bytes
    for depth, code in ((SIXTEEN, b"\x1b[35m"), (PALETTE, b"38;5;98"), (TRUE_COLOUR, b"38;2;134;95;214")):
        screen = breath_screen(80, 24, depth=depth)
        screen.show(PLAN.at(5.0), paused=False)
        assert code in screen.terminal.bytes


def test_nothing_in_a_name_is_obeyed() -> None:
    screen = breath_screen(80, 24, name="Bad\x1b[31m\x07name")
    screen.show(PLAN.at(2.0), paused=False)
    assert b"\x07" not in screen.terminal.bytes
    assert b"\x1b[31m" not in screen.terminal.bytes


def test_a_terminal_that_takes_nothing_is_drawn_anew_later() -> None:
    screen = breath_screen(80, 24)
    screen.show(PLAN.at(1.0), paused=False)
    screen.terminal.write = lambda words, patience: False
    screen.show(PLAN.at(1.5), paused=False)
    del screen.terminal.write
    screen.terminal.bytes = b""
    screen.show(PLAN.at(1.6), paused=False)
    assert b"\x1b[2J" in screen.terminal.bytes


def cells(screen: pyte.Screen) -> list:
    return [[screen.buffer[row][column] for column in range(screen.columns)] for row in range(screen.lines)]


words = st.lists(st.sampled_from(["a", "b", " ", "é", "世", "界", "e\u0301", "·", "█"]), max_size=9).map("".join)
pictures = st.lists(
    st.lists(st.lists(st.tuples(words, st.sampled_from(["", "inhale", "exhale!", "title"])), max_size=3), min_size=5,
             max_size=5),
    min_size=1, max_size=5,
)  # fmt: skip


@settings(max_examples=150)
@given(pictures)
def test_changes_give_the_same_picture_as_drawing_anew(pictures) -> None:
    paper = Paper(12, 5)
    live = LiveScreen(paper, "utf-8", PALETTE)
    live.open()
    for picture in pictures:
        assert live.paint(picture, 12)
        fresh = Paper(12, 5)
        other = LiveScreen(fresh, "utf-8", PALETTE)
        other.open()
        other.paint(picture, 12)
        assert cells(shown(paper)) == cells(shown(fresh))
        before = paper.bytes
        live.paint(picture, 12)
        assert paper.bytes == before


def test_rows_of_wide_and_combining_characters() -> None:
    assert cut("世界世界", 7) == "世界..."
    assert cut("ab", 2) == "ab"
    assert [cut("abcdef", width) for width in (-1, 0, 2, 5)] == ["", "", "..", "ab..."]
    assert fill("世", 4) == "世  "
    assert text_of([centre("世", "", 6), spread("left", "right", "", 14, 1)]) == ["  世", " left   right"]
    for width in (1, 2, 3):
        paper = Paper(width, 1)
        live = LiveScreen(paper, "utf-8", PALETTE)
        live.open()
        live.paint([[("a世e\u0301", "")]], width)
        assert width_of(shown(paper).display[0].rstrip()) <= width


def test_bar() -> None:
    assert "".join(g for g, _ in draw_bar(1.0, 10, "inhale", FINE)) == "█" * 10
    assert "".join(g for g, _ in draw_bar(0.0, 10, "inhale", FINE)) == " " * 10
    assert len(draw_bar(0.5, 11, "inhale", ASCII)) == 11
