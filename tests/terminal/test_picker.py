"""`gutcli done` alone: what the keys do, what is drawn at every size, and the terminal given back on every way out."""

from __future__ import annotations

import io
import signal
import sys
import termios
import time

import pytest

from gutcli.app import App
from gutcli.day.picker.live import KEYS
from gutcli.day.picker.page import draw_picking
from gutcli.day.picker.state import PickerState
from gutcli.terminal.draw.layout import width_of
from gutcli.terminal.draw.theme import fit_encoding
from gutcli.terminal.live.keys import KeyReader
from gutcli.terminal.output import Output
from tests.pace.live import Live
from tests.quick.asking import Stream
from tests.run_gutcli import gutcli

DOWN, UP = "\x1b[B", "\x1b[A"


def picking() -> PickerState:
    app = App(Output(io.StringIO(), io.StringIO()))
    return PickerState(app, app.today)


def states(*words: str) -> list[str]:
    return [item["state"] for item in gutcli("today", "--json", *words).data["items"]]


def text_of(rows, width: int = 1000) -> list[str]:
    return ["".join(words for words, _ in row)[:width].rstrip() for row in rows]


def drawn(width: int, height: int, *keys: str) -> str:
    """What should stand on the screen of this size in a home as it is now."""
    here = picking()
    for key in keys:
        here.act(key)
    return "\n".join(text_of(draw_picking(here, width, height, str), width))


@pytest.mark.parametrize(("width", "height"), [(40, 15), (80, 24), (120, 40)])
def test_screens(live, width: int, height: int) -> None:
    terminal: Live = live("done", width=width, height=height)
    modes = terminal.modes
    terminal.until("make the day")
    assert terminal.text == drawn(width, height)
    lines = terminal.text.splitlines()
    assert lines[0].startswith("  Monday 23 November")
    assert [line[:7].split() for line in lines[2:8]] == [[">", "1", "·"], *([str(n), "·"] for n in range(2, 7))]
    assert lines[-1].split()[0] == "space"
    now = terminal.now_modes()
    assert not now[3] & termios.ICANON
    assert not now[3] & termios.ECHO
    terminal.key(DOWN)
    terminal.until("\n>  2  ·")
    assert terminal.text == drawn(width, height, "down")
    terminal.key(" ")
    terminal.until("\n>  2  ✓")
    assert states()[1] == "done"  # saved at once
    terminal.key("j")
    terminal.until("\n>  3")
    terminal.key("s")
    terminal.until("\n>  3  –")
    terminal.key("u")
    terminal.until("Took back the rest from")
    terminal.key("q")
    terminal.check_modes(modes)
    assert terminal.rest() == 0
    terminal.check_restored()
    assert states() == ["open", "done", "open", "open", "open", "open"]
    assert "1 of 6" in terminal.text  # the day stands in what can be scrolled back to


@pytest.mark.parametrize(
    ("how", "code"), [("\r", 0), ("\x1b", 0), ("\x04", 0), ("\x03", 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_every_way_out_gives_the_terminal_back(live, how, code: int) -> None:
    terminal: Live = live("done")
    terminal.until("make the day")
    terminal.key(" ")
    terminal.until("✓")
    if isinstance(how, str):
        terminal.key(how)
    else:
        terminal.kill(how)
    terminal.check_modes(terminal.modes)
    assert terminal.rest() == code
    terminal.check_restored()
    assert "Traceback" not in terminal.text
    assert states()[0] == "done"


def test_resize_and_little_is_written(live) -> None:
    terminal: Live = live("done")
    terminal.until("make the day")
    before = len(terminal.bytes)
    terminal.key("\x1b[C")  # an arrow that means nothing
    terminal.pump(0.15)
    assert len(terminal.bytes) == before
    terminal.key(DOWN)
    terminal.until("\n>  2")
    assert len(terminal.bytes) - before < 400
    terminal.resize(40, 15)
    terminal.until(lambda _: terminal.text == drawn(40, 15, "down"))
    terminal.resize(12, 3)
    terminal.until(lambda _: terminal.text == drawn(12, 3, "down"))
    terminal.key("q")
    assert terminal.rest() == 0


def test_ctrl_z_in_a_shell_and_back(home) -> None:
    terminal = Live(home, ["bash", "--norc", "--noprofile", "-i"], PS1="ready> ")
    terminal.until("ready>")
    terminal.key(f"stty -a > {home}/before; {sys.executable} -m gutcli done\n")
    terminal.until("make the day")
    terminal.key("\x1a")
    terminal.until("Stopped")
    assert not terminal.screen.cursor.hidden
    terminal.key("fg\n")
    terminal.until(">  1  ·")
    terminal.key(" ")
    terminal.until(">  1  ✓")
    terminal.key("q")
    terminal.until("1 of 6")
    terminal.key(f"echo code $?; stty -a > {home}/after; exit\n")
    terminal.until("code 0")
    terminal.rest()
    terminal.check_restored()
    assert (home / "after").read_text() == (home / "before").read_text()


def test_a_dumb_terminal_gets_a_plain_prompt(live) -> None:
    terminal: Live = live("done", TERM="dumb", height=60)
    terminal.until("Numbers to tick")
    assert b"\x1b" not in terminal.bytes
    terminal.key("1 2\r")
    terminal.until("2 of 6")
    terminal.key("s 3\r")
    terminal.until("resting")
    terminal.key("99\r")
    terminal.until("no item 99")
    terminal.key("w 4\r")
    terminal.until("Others:")  # the answer before it may be broken by a prompt that came later than the key
    terminal.key("u\r")
    terminal.until("Took back")
    terminal.key("\r")
    assert terminal.rest() == 0
    assert states() == ["done", "done", "skipped", "open", "open", "open"]


@pytest.mark.parametrize("words", [("done",), ("done", "--json"), ("done", "--date", "yesterday")])
def test_without_a_terminal_it_is_wrong_usage(words) -> None:
    assert "Which items" in gutcli(*words, expect=2).err


def test_a_terminal_on_one_side_is_not_enough(monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stream(terminal=True))
    assert "Which items" in gutcli("done", expect=2).err


def test_another_day_and_a_day_to_come(live, home) -> None:
    terminal: Live = live("done", "--date", "tomorrow")
    assert terminal.rest() == 2
    assert "future" in terminal.text
    here = picking()
    here.act("yesterday")
    here.act("tick")
    assert here.view.is_past
    assert states("--date", "yesterday")[0] == "done"
    here.act("yesterday")
    assert here.view.is_today
    assert states()[0] == "open"


def test_the_keys_do_what_the_commands_do() -> None:
    here = picking()
    here.act("tick")
    assert (here.said, states()[0]) == (f"{here.view.items[0].name}: done.", "done")
    here.act("swap")
    assert here.said.endswith("Take the tick back first: gutcli undo 1")
    here.act("tick")
    assert (here.said, states()[0]) == (f"{here.view.items[0].name} is open again.", "open")
    here.act("rest")
    here.act("rest")
    assert states()[0] == "open"
    here.act("up")
    assert here.place == 5
    here.act("3")
    assert here.place == 2
    here.act("9")
    assert here.place == 2
    here.act("end")
    here.act("home")
    assert here.place == 0


def test_swapping_goes_through_the_others_before_it_begins_again() -> None:
    here = picking()
    here.act("4")
    seen = [here.item.id]
    for _ in range(6):
        here.act("swap")
        seen.append(here.item.id)
    assert len(set(seen)) == len(seen)
    assert len({item.id for item in here.view.items}) == 6


def test_a_problem_is_said_and_nothing_is_lost(home) -> None:
    here = picking()
    (home / "diary.db").write_bytes(b"x" * 6000)
    here.act("tick")
    assert here.is_problem
    assert "not a gutcli diary" in here.said
    assert "not a gutcli" in " ".join(" ".join(text_of(draw_picking(here, 120, 40, str))).split())


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "ascii"])
def test_it_is_drawn_at_every_size(encoding: str) -> None:
    here = picking()
    for _ in range(3):
        for width in (1, 2, 5, 12, 20, 24, 39, 40, 60, 80, 200):
            for height in (1, 2, 3, 4, 8, 10, 14, 15, 24):
                rows = text_of(draw_picking(here, width, height, lambda words: fit_encoding(words, encoding)), width)
                assert len(rows) == height
                assert all(width_of(row) <= width for row in rows)
                "".join(rows).encode(encoding)
                if width >= 12:
                    assert sum(">" in row[:2] for row in rows) == 1, (width, height)
        here.act("down")


def test_every_caution_of_an_open_item_is_seen_before_it_is_ticked() -> None:
    here = picking()
    for item in here.view.items:
        text = " ".join(" ".join(text_of(draw_picking(here, 80, 24, str))).split())
        assert all(caution.short in text for caution in item.cautions)
        here.act("down")


PASTE = "\x1b[200~1 2 3 \x1b[B\r q\x1b[201~"


@pytest.mark.parametrize(
    ("typed", "events"),
    [
        ("jk", ["down", "up"]),
        ("\x1b[A\x1b[B", ["up", "down"]),
        ("\x1bOA", ["up"]),
        ("\x1b", ["quit"]),
        ("\x1b\x1b", ["quit"]),
        ("\x1b\x1bjj", ["quit", "down"]),
        ("\x1b\x1b[A", []),
        ("\x1b[1;5A", []),
        ("\x1b[200~", []),
        ("\x1b[[A", []),
        ("\x1bx", []),
        ("\x1b[", []),
        ("é", []),
        (" \x1b[B ", ["tick", "down", "tick"]),
        (f"j{PASTE}k", ["down", "up"]),
        ("\x1b[200~" + "x" * 20_000 + "\x1b[201~k", ["up"]),
        ("\x1bP1+r544e=7874\x1b\\k", ["up"]),
        ("\x1bP>|XTerm(390) q\x1b\\", []),
        ("\x1b]11;rgb:ffff/ffff/ffff\x07k", ["up"]),
        ("\x1b]11;rgb:0/0/0\x1b\\ ", ["tick"]),
        ("\x1b_Gi=31;OK\x1b\\j", ["down"]),
        ("\x1b[?62;22c\x1b[24;80R", []),
    ],
)
def test_keys(typed: str, events: list[str]) -> None:
    """In one piece, or byte by byte: the same keys."""
    for size in (len(typed.encode()), 1, 2, 3):
        reader, keys, raw = KeyReader(), [], typed.encode()
        for start in range(0, len(raw), size):
            keys += reader.feed(raw[start : start + size])
        keys += reader.finish()
        assert [KEYS[key] for key in keys if key in KEYS] == events
        assert reader.patience is None


@pytest.mark.parametrize("parts", [("\x1b", "[B"), ("\x1b[", "B"), ("\x1bO", "B")])
def test_an_arrow_that_comes_in_two_parts_is_an_arrow(live, parts) -> None:
    terminal: Live = live("done")
    terminal.until("make the day")
    for part in parts:
        terminal.key(part)
        time.sleep(0.02)
    terminal.until("\n>  2  ·")
    terminal.key("\x1b")
    assert terminal.rest() == 0


def test_what_is_pasted_and_what_a_terminal_answers_is_no_key(live) -> None:
    terminal: Live = live("done")
    terminal.until("make the day")
    assert b"\x1b[?2004h" in terminal.bytes
    terminal.key(PASTE)
    for part in ("\x1bP1+r 1 ", " x q\x1b", "\\"):
        terminal.key(part)
        time.sleep(0.1)
    terminal.key("\x1b]11;rgb:0000/ s x\x07j")
    terminal.until("\n>  2  ·")
    assert states() == ["open"] * 6
    terminal.key("q")
    assert terminal.rest() == 0
    assert terminal.bytes.rfind(b"\x1b[?2004l") > terminal.bytes.rfind(b"\x1b[?2004h")


def test_no_colour_is_honoured(live) -> None:
    terminal: Live = live("done", NO_COLOR="1")
    terminal.until("make the day")
    assert b"38;5" not in terminal.bytes
    terminal.key("q")
    assert terminal.rest() == 0


def test_it_imports_nothing_heavy(live, home) -> None:
    import subprocess

    code = (
        "import sys, gutcli.day.picker.live, gutcli.day.picker.state; "
        "print(*{'rich', 'pydantic', 'tomllib', 'asyncio', 'prompt_toolkit'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


LATE = """
import os, threading, time
from gutcli import cli

def turn():
    while not os.path.exists(os.environ["TURNED"]):
        time.sleep(0.02)
    os.environ["GUTCLI_NOW"] = "2026-11-24T04:05:00+00:00"

threading.Thread(target=turn, daemon=True).start()
cli.main()
"""


@pytest.mark.parametrize("keys", ["the old day", "the new day"])
def test_left_open_over_the_end_of_the_day_it_asks(home, keys: str) -> None:
    """In a terminal, with a clock that a file sets to the next morning."""
    terminal = Live(home, [sys.executable, "-c", LATE, "done"], TURNED=str(home / "turned"))
    terminal.until("make the day")
    terminal.key(" ")
    terminal.until(">  1  ✓")
    (home / "turned").touch()
    time.sleep(0.1)
    terminal.key("j ")
    terminal.until("Monday 23 November is over by now.")
    assert states()[:2] == ["done", "open"]
    if keys == "the old day":
        terminal.key(" ")
        terminal.until(">  2  ✓")
        terminal.key("j ")
        terminal.until(">  3  ✓")
        assert states() == ["done"] * 3 + ["open"] * 3
    else:
        terminal.key("n")
        terminal.until("Tuesday 24 November")
        terminal.key(" ")
        terminal.until(">  1  ✓")
        assert states() == ["done"] + ["open"] * 5
        assert states("--date", "tomorrow")[0] == "done"
    terminal.key("q")
    assert terminal.rest() == 0


@pytest.mark.parametrize(("answer", "day"), [("y", "23"), ("n", "24")])
def test_the_plain_prompt_asks_as_well(home, answer: str, day: str) -> None:
    terminal = Live(home, [sys.executable, "-c", LATE, "done"], TURNED=str(home / "turned"), TERM="dumb", height=70)
    terminal.until("Numbers to tick")
    (home / "turned").touch()
    time.sleep(0.1)
    terminal.key("2\r")
    terminal.until("Write to it all the same? [y/N]")
    terminal.key(f"{answer}\r")
    if answer == "n":
        terminal.until("Tuesday 24 November")
        terminal.key("2\r")
    terminal.until("1 of 6")
    terminal.key("\r")
    assert terminal.rest() == 0
    assert states("--date", f"2026-11-{day}")[1] == "done"
    assert states("--date", f"2026-11-{47 - int(day)}")[1] == "open"
