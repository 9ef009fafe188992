"""A real terminal: what is on the screen, and that it is given back on every way out.

Most of a scene's time is waiting for breath, so all scenes are played at once, and each test asks how its own went.
"""

from __future__ import annotations

import functools
import os
import re
import signal
import sys
import termios
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.pace.live import PROGRAM, Live
from tests.pace.test_commands import QUICK

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
LABELS = ["Breathe in", "Hold ", "Breathe out", "Hold empty"]


@pytest.fixture(scope="module")
def quick_home(tmp_path_factory):
    """A home with a practice of a second a round, its catalog compiled once."""
    home = tmp_path_factory.mktemp("quick")
    (home / "catalog").mkdir()
    (home / "catalog" / "mine.toml").write_text(QUICK.replace("0.5", "0.25"), encoding="utf-8")
    assert Live(home, [*PROGRAM, "breathe", "quick", "--dry-run"]).rest() == 0
    return home


SCENES: dict[str, Callable[[Path], None]] = {}


def scene(*arguments):
    """Register a scene; with arguments, one for each of them."""

    def register(play):
        name = play.__name__
        if not arguments:
            SCENES[name] = play
        for given in arguments:
            label = "-".join(str(part) for part in given)
            SCENES[f"{name}[{label}]"] = functools.partial(_play, play, given)
        return play

    return register


def _play(play, given, home: Path) -> None:
    play(home, *given)


@pytest.fixture(scope="module")
def played(quick_home):
    with ThreadPoolExecutor(5) as pool:
        yield {name: pool.submit(play, quick_home) for name, play in SCENES.items()}


def breathe(home: Path, *words: str, width: int = 80, height: int = 24, **environ: str) -> Live:
    return Live(home, [*PROGRAM, "breathe", *words], width, height, **environ)


@scene((40, 15), (80, 24), (120, 40), (20, 6))
def a_whole_session(home: Path, width: int, height: int) -> None:
    live = breathe(home, "quick", "--rounds", "1", "-q", width=width, height=height)
    seen = [live.until(label.strip()) for label in LABELS]
    full = seen[1]
    assert "█" in full
    if height >= 15:
        assert full.splitlines()[0].split() == ["Quick", "breath", "round", "1", "of", "1"]
        assert re.search(r"space pauses +q ends +0:0\d left", full)
    assert all(len(line) <= width for line in full.splitlines())
    assert live.rest() == 0
    live.check_restored()
    assert "1 round in 1 s" in live.told
    assert b"Sit" in live.bytes.split(b"\x1b[?1049h")[0]


@scene()
def cautions_and_the_countdown_come_first(home: Path) -> None:
    live = breathe(home, "box", "--rounds", "1")
    text = live.until("Starts in 1")
    assert "Sit somewhere safe, never while driving." in text
    assert "For some people" in text
    live.key("p")
    live.until("space starts now")
    live.key(" ")
    live.until("Breathe in")
    modes = live.now_modes()
    assert not modes[3] & termios.ICANON
    assert modes[3] & termios.NOFLSH, "Ctrl-C would take half a frame with it"
    assert not modes[3] & termios.ECHO
    live.key("q")
    assert live.rest() == 0
    assert "Starts in" not in live.text.splitlines()[-1]
    live.check_restored()


@scene((0,), (1,), (2,), (3,))
def ctrl_c_in_each_phase(home: Path, place: int) -> None:
    live = breathe(home, "quick", "-q")
    live.until(LABELS[place].strip() if place != 1 else "Hold\n")
    live.key("\x03")
    assert live.rest() == 130
    live.check_restored()
    assert "of 30 rounds" in live.told
    assert "Traceback" not in live.text


@scene((signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130))
def signals(home: Path, number: signal.Signals, code: int) -> None:
    live = breathe(home, "quick", "-q")
    before = live.modes
    live.until("Breathe in")
    live.kill(number)
    live.until(lambda _: b"\x1b[?1049l" in live.bytes)
    live.check_modes(before)
    assert live.rest() == code
    live.check_restored()


@scene()
def a_resize_draws_anew(home: Path) -> None:
    live = breathe(home, "quick", "-q", width=80, height=24)
    live.until("Breathe in")
    for width, height in [(40, 15), (20, 6), (120, 40)]:
        live.resize(width, height)
        first = (
            (lambda text: "/30" in text.splitlines()[-1])
            if height < 14
            else (lambda text: "q ends" in text.splitlines()[-1])
        )
        live.until(first)
        live.pump(0.1)
        assert sum("q ends" in line for line in live.text.splitlines()) == 1, live.text
    live.key("q")
    assert live.rest() == 0
    live.check_restored()


@scene()
def a_pause_stands_still(home: Path) -> None:
    live = breathe(home, "quick", "-q")
    live.until("Breathe in")
    live.key(" ")
    text = live.until("Paused")
    length = len(live.bytes)
    for _ in range(5):
        live.pump(0.1)
    assert live.text == text
    assert len(live.bytes) == length  # nothing is written while nothing changes
    live.key(" ")
    live.until("Breathe out")
    live.key("q")
    assert live.rest() == 0


@scene()
def ctrl_s_does_not_freeze(home: Path) -> None:
    live = breathe(home, "quick", "-q")
    live.until("Breathe in")
    live.key("\x13")
    live.until("Breathe out")
    live.until("Breathe in")
    live.key("q")
    assert live.rest() == 0
    live.check_restored()


@scene()
def suspend_and_come_back(home: Path) -> None:
    """With a real shell's job control: Ctrl-Z gives everything back, fg takes it again and stands paused."""
    live = Live(home, ["bash", "--norc", "--noprofile", "-i"], PS1="ready> ")
    live.until("ready>")
    program = " ".join(PROGRAM)
    live.key(f"stty -a > {home}/before; {program} breathe quick --rounds 2 -q; echo code $?; stty -a > {home}/after\n")
    live.until("Breathe in")
    live.key("\x1a")
    live.until("Stopped")
    assert live.bytes.count(b"\x1b[?1049l") == 1
    assert not live.screen.cursor.hidden
    live.key("\x15stty -a > $GUTCLI_HOME/stopped\n")
    live.until(lambda text: text.rstrip().endswith("ready>"))
    live.key("fg\n")
    live.until("Paused")
    live.key(" ")
    live.until("2 rounds in 2 s")
    live.key("echo done\n")
    live.until("\ndone")
    live.check_restored()
    live.key("exit\n")
    live.rest()
    # The shell's own line editor has its modes at the prompt; stty run by it sees those it keeps for commands.
    assert (home / "stopped").read_text() == (home / "before").read_text()


@scene()
def stopped_without_warning(home: Path) -> None:
    """kill -STOP cannot be caught: on coming back it stands paused where it was, with its own modes."""
    live = breathe(home, "quick", "--rounds", "2", "-q")
    live.until("Breathe in")
    live.kill(signal.SIGSTOP)
    time.sleep(0.4)  # longer than the phase
    cooked = live.now_modes()
    cooked[3] |= termios.ICANON | termios.ECHO
    termios.tcsetattr(live.child.child_fd, termios.TCSANOW, cooked)
    live.kill(signal.SIGCONT)
    assert "Breathe in" not in live.until("Paused")
    live.key(" ")
    assert live.rest() == 0
    assert "2 rounds in 2 s" in live.told


@scene()
def ctrl_z_where_nobody_can_bring_it_back(home: Path) -> None:
    """Without a job-control shell the system drops the stop: it goes on, paused."""
    live = breathe(home, "quick", "--rounds", "1", "-q")
    live.until("Breathe in")
    live.key("\x1a")
    live.until("Paused")
    live.key(" ")
    assert live.rest() == 0
    assert live.bytes.count(b"\x1b[?1049h") == live.bytes.count(b"\x1b[?1049l") == 2


@scene((["--no-animation"], {}), ([], {"TERM": "dumb"}), ([], {"GUTCLI_REDUCED_MOTION": "1"}))
def reduced_motion_is_words(home: Path, words: list[str], environ: dict[str, str]) -> None:
    live = breathe(home, "quick", "--rounds", "1", "-q", *words, **environ)
    assert live.rest() == 0
    assert b"?1049" not in live.bytes
    assert b"\x1b[2J" not in live.bytes
    assert [line for line in live.text.splitlines() if "0.25 second" in line and "," in line][-4:] == [
        "  Breathe in, 0.25 seconds. Round 1 of 1.", "  Hold, 0.25 seconds.", "  Breathe out, 0.25 seconds.",
        "  Hold empty, 0.25 seconds.",
    ]  # fmt: skip
    assert not live.bytes.count(b"\a")


@scene()
def no_color_still_moves(home: Path) -> None:
    live = breathe(home, "quick", "--rounds", "1", "-q", "--sound", NO_COLOR="1")
    assert live.rest() == 0
    assert b"?1049h" in live.bytes
    assert b"38;5" not in live.bytes
    assert live.bytes.count(b"\a") == 4


@scene()
def plain_ascii(home: Path) -> None:
    live = breathe(home, "quick", "--rounds", "1", "-q", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    live.until("Hold")
    assert live.rest() == 0
    assert live.bytes.isascii()
    assert b"####" in live.bytes


@scene()
def json_keeps_stdout_for_the_document(home: Path) -> None:
    import json

    out = home / "out.json"
    live = Live(home, ["sh", "-c", f"{' '.join(PROGRAM)} breathe quick --rounds 1 --json -q > {out}"])
    live.until("Breathe in")
    assert live.rest() == 0
    live.check_restored()
    data = json.loads(out.read_text())["data"]
    assert (data["ended"], data["rounds_done"], data["breathed_seconds"], data["completed"]) == (
        "finished",
        1,
        1.0,
        True,
    )
    assert 0 <= data["latest_phase_ms"] < 200  # the bench holds it to 50; here others share the machine


@scene()
def a_guide(home: Path) -> None:
    live = Live(home, [*PROGRAM, "guide", "body-scan", "-q"])
    assert "Sit, or lie down" in live.until("step 1 of 5")
    live.key("\r")
    live.until("step 2 of 5")
    live.key(" ")
    live.until("step 3 of 5")
    live.key("b")
    live.until("step 2 of 5")
    live.key("p")
    live.until("paused")
    live.key("p")
    live.until(lambda text: "paused" not in text)
    live.key("\x1b[A")  # an arrow key means nothing
    live.key("q")
    assert live.rest() == 0
    live.check_restored()
    assert "Body scan  1 of 5 steps" in live.text


@scene()
def a_terminal_that_goes_away(home: Path) -> None:
    live = breathe(home, "quick", "-q")
    live.until("Breathe in")
    os.close(live.child.child_fd)
    live.child.closed = True
    end = time.monotonic() + 5
    while live.child.ptyproc.isalive() and time.monotonic() < end:
        time.sleep(0.05)
    assert not live.child.ptyproc.isalive()


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENES)
def test_scene(played, name: str) -> None:
    played[name].result(60)
