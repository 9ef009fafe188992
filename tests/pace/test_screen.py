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
from gutcli.terminal.draw.theme import fit_encoding
from gutcli.terminal.live.canvas import Canvas, cells_of, draw_changes, make_styles

STYLES = make_styles(colour=True)
PLAN = plan_breaths(Breath(4.0, 4.0, 4.0, 4.0, 18, ()))
SIZES = [(20, 6), (40, 15), (80, 24), (120, 40), (200, 60), (30, 14), (12, 3), (5, 2), (1, 1), (300, 5)]


class Paper:
    """A terminal of a fixed size that keeps what is written."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.bytes = b""

    def size(self) -> tuple[int, int]:
        return self.width, self.height

    def write(self, words: bytes) -> bool:
        self.bytes += words
        return True

    def enter_screen(self) -> None:
        pass

    leave_screen = enter_screen


def breath_screen(width: int, height: int, encoding: str = "utf-8", name: str = "Box breathing", **wishes):
    glyphs = choose_glyphs(encoding)
    screen = BreathScreen(
        PLAN, Paper(width, height), name, glyphs, encoding, lambda w: fit_encoding(w, encoding), **wishes
    )
    screen.open()
    return screen


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_size_says_phase_and_rounds(width: int, height: int) -> None:
    screen = breath_screen(width, height)
    for at in (0.0, 1.9, 5.0, 10.0, 15.99):
        canvas = screen.draw(PLAN.at(at), paused=False)
        rows = canvas.text()
        assert len(rows) == height
        assert all(len(row) == width for row in canvas.rows)
        if width >= 20:
            whole = "\n".join(rows)
            assert PLAN.at(at).phase.label in whole
            assert ("round 1 of 18" in whole) if height >= 14 and width >= 36 else ("1/18" in whole)
            assert "q ends" in whole
    assert width < 20 or "Paused" in "\n".join(screen.draw(PLAN.at(2.0), paused=True).text())


def test_the_picture_at_40_by_15() -> None:
    screen = breath_screen(40, 15)
    assert screen.draw(PLAN.at(4.0), paused=False).text() == [
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
    screen = StepScreen(plan, Paper(width, height), "Sitting", FINE, "utf-8", str)
    screen.open()
    for at in (0.0, 100.0, 299.0):
        canvas = screen.draw(plan.at(at), paused=False)
        assert all(len(row) == width for row in canvas.rows)
        if width >= 20 and height >= 6:
            whole = "\n".join(canvas.text())
            assert f"step {plan.at(at).mark + 1} of 3" in whole
            assert plan.at(at).step.text[:8] in whole


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
    rows = draw_disc(radius, height, width, "in", FINE)
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
    areas = [area(draw_disc(radius * share, 24, 48, "in", FINE)) for share in (small, large)]
    assert areas[0] <= areas[1] + 0.01


def test_frames_differ_little_by_little() -> None:
    """No frame changes more than the edge, so that nothing jumps."""
    screen = breath_screen(80, 24)
    sizes = []
    for number in range(100):
        before = len(screen.terminal.bytes)
        screen.show(PLAN.at(number / 25), paused=False)
        sizes.append(len(screen.terminal.bytes) - before)
    assert sizes[0] > max(sizes[1:])
    assert sum(sizes[1:]) / 99 < 500
    assert max(sizes[1:]) < 1200
    areas = []
    for number in range(100):
        rows = screen.draw(PLAN.at(number / 25), paused=False).rows[2:19]
        areas.append(area([[cell for cell in row if cell[1].startswith("in")] for row in rows]))
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
    assert "?" not in words.replace("[?2026", "").replace("breathing - ?", "").replace("breathing · ?", "")
    assert choose_glyphs("utf-8", "linux") is HALF
    assert choose_glyphs("nonsense") is ASCII


def test_colour_and_none() -> None:
    screen = breath_screen(80, 24, colour=False)
    screen.show(PLAN.at(2.0), paused=False)
    assert b"38;5" not in screen.terminal.bytes
    screen = breath_screen(80, 24)
    screen.show(PLAN.at(2.0), paused=False)
    assert b"38;5;68" in screen.terminal.bytes


def test_nothing_in_a_name_is_obeyed() -> None:
    screen = breath_screen(80, 24, name="Bad\x1b[31m\x07name")
    screen.show(PLAN.at(2.0), paused=False)
    assert b"\x07" not in screen.terminal.bytes
    assert b"\x1b[31m" not in screen.terminal.bytes


def test_a_terminal_that_takes_nothing_is_drawn_anew_later() -> None:
    screen = breath_screen(80, 24)
    screen.show(PLAN.at(1.0), paused=False)
    screen.terminal.write = lambda words: False
    screen.show(PLAN.at(1.5), paused=False)
    del screen.terminal.write
    screen.terminal.bytes = b""
    screen.show(PLAN.at(1.6), paused=False)
    assert b"\x1b[2J" in screen.terminal.bytes


words = st.text(alphabet="ab é世界\u0301·█", max_size=9)
drawings = st.lists(
    st.tuples(st.integers(0, 5), st.integers(-3, 14), words, st.sampled_from(["", "in", "out!", "label"])), max_size=6
)


@settings(max_examples=150)
@given(st.lists(drawings, min_size=1, max_size=5))
def test_changes_give_the_same_picture_as_drawing_anew(pictures) -> None:
    terminal = pyte.Screen(12, 5)
    stream = pyte.Stream(terminal)
    last = None
    for picture in pictures:
        canvas = Canvas(12, 5)
        for row, column, text, style in picture:
            canvas.put(row, column, text, style)
        stream.feed(draw_changes(canvas, last, STYLES))
        fresh = pyte.Screen(12, 5)
        pyte.Stream(fresh).feed(draw_changes(canvas, None, STYLES))
        assert terminal.display == fresh.display
        assert draw_changes(canvas, canvas, STYLES) == ""
        last = canvas


def test_cells_of_wide_and_combining_characters() -> None:
    assert [c for c, _ in cells_of("a世e\u0301")] == ["a", "世", "", "e\u0301"]
    canvas = Canvas(3, 1)
    canvas.put(0, -1, "世a")
    assert canvas.text() == [" a"]
    canvas.put(0, 2, "世")
    assert canvas.text() == [" a"]


def test_bar() -> None:
    assert "".join(g for g, _ in draw_bar(1.0, 10, "in", FINE)) == "█" * 10
    assert "".join(g for g, _ in draw_bar(0.0, 10, "in", FINE)) == " " * 10
    assert len(draw_bar(0.5, 11, "in", ASCII)) == 11
