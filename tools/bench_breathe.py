"""Measure guided breathing in a real pseudo-terminal: frames a second, share of a core, bytes, and each phase's error.

    python tools/bench_breathe.py                      # ten minutes of slow breathing, 80 by 24
    python tools/bench_breathe.py --minutes 1 --size 120x40
    python tools/bench_breathe.py --live               # every row of the same pictures each time, for 20 seconds

The times are taken on this side of the terminal: --sound makes the program send a bell at each change of phase, and the
marks of a synchronised update end each frame. The exit code is 1 if a promise is broken.
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRAME = b"\x1b[?2026l"
START = "from gutcli import cli; cli.main()"
LEAST_FRAMES, MOST_CPU, MOST_ERROR = 20.0, 15.0, 0.050


@dataclass
class Seen:
    """What came out of the terminal and when, and what it cost."""

    bells: list[float] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)
    bytes: int = 0
    end: float = 0.0
    cpu: float = 0.0


def watch(command: list[str], columns: int, rows: int, environ: dict[str, str]) -> Seen:
    """Run `command` in a pseudo-terminal of this size and note what it shows and when."""
    import fcntl
    import termios

    pid, master = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, environ)  # noqa: S606
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    seen, tail = Seen(), b""
    while True:
        select.select([master], [], [])
        now = time.monotonic()
        try:
            got = os.read(master, 65536)
        except OSError:
            break
        if not got:
            break
        seen.bytes += len(got)
        seen.bells += [now] * got.count(b"\a")
        seen.frames += [now] * (tail + got).count(FRAME)
        tail = got[-len(FRAME) + 1 :]
        if b"\x1b[?1049l" in got:
            seen.end = now
    _, _, usage = os.wait4(pid, 0)
    seen.cpu = usage.ru_utime + usage.ru_stime
    return seen


def phases_of(practice: str, minutes: float, environ: dict[str, str]) -> tuple[list[float], list[bool], float]:
    """Give when each phase of the session is due, whether it moves, and how long the session is."""
    command = [sys.executable, "-c", START, "breathe", practice, "--minutes", str(minutes), "--json", "--dry-run"]
    data = json.loads(subprocess.run(command, env=environ, capture_output=True, check=True).stdout)["data"]
    due, moves, at = [], [], 0.0
    for number in range(data["rounds"]):
        at = number * data["round_seconds"]
        for phase in data["phases"]:
            due.append(at)
            moves.append(phase["name"] in {"inhale", "exhale"})
            at += phase["seconds"]
    return due, moves, data["planned_seconds"]


def bench(practice: str, minutes: float, columns: int, rows: int) -> bool:
    """Breathe, print the figures, and say whether the promises hold."""
    with tempfile.TemporaryDirectory() as home:
        environ = {**os.environ, "GUTCLI_HOME": home, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT / "src")}
        environ = {name: value for name, value in environ.items() if name not in {"NO_COLOR", "COLUMNS"}}
        due, moves, planned = phases_of(practice, minutes, environ)
        idle = watch([sys.executable, "-c", START, "breathe", practice, "--dry-run"], columns, rows, environ)
        words = ["breathe", practice, "--minutes", str(minutes), "--sound", "-q"]
        seen = watch([sys.executable, "-c", START, *words], columns, rows, environ)
    begun = seen.bells[0]
    errors = [at - begun - wanted for at, wanted in zip(seen.bells, due, strict=True)]
    edges = [*due, planned]
    moving = [
        sum(edges[n] <= at - begun < edges[n + 1] for at in seen.frames) / (edges[n + 1] - edges[n])
        for n in range(len(due)) if moves[n]
    ]  # fmt: skip
    frames, share = sum(moving) / len(moving), (seen.cpu - idle.cpu) / planned * 100
    worst, drift = max(abs(error) for error in errors), seen.end - begun - planned
    print(f"{practice}, {planned / 60:.1f} minutes, {columns}x{rows}, {len(due)} phases")
    least = f"(least of a phase {min(moving):.1f})"
    print(f"  frames a second while it moves  {frames:.1f} {least}   want >= {LEAST_FRAMES:g}")
    print(f"  share of one core               {share:.1f} %   want <= {MOST_CPU:g} %")
    print(f"  bytes a frame, a second         {seen.bytes / len(seen.frames):.0f}, {seen.bytes / planned:.0f}")
    late = f"{worst * 1000:.1f} ms, {drift * 1000:+.1f} ms"
    print(f"  latest phase, drift at the end  {late}   want < {MOST_ERROR * 1000:g} ms")
    return frames >= LEAST_FRAMES and share <= MOST_CPU and worst < MOST_ERROR and abs(drift) < MOST_ERROR


def bench_live(columns: int, rows: int, seconds: float) -> None:
    """Draw the same pictures by Live's own refresh, which writes every row, and print what that costs."""
    environ = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT / "src")}
    seen = watch(
        [sys.executable, __file__, "--draw-live", str(seconds), "--size", f"{columns}x{rows}"], columns, rows, environ
    )
    print(f"every row by Live, {columns}x{rows}: {seen.cpu / seconds * 100:.1f} % of one core with start-up, ", end="")
    print(f"{seen.bytes / (seconds * 25):.0f} bytes a frame")


def draw_live(seconds: float, columns: int, rows: int) -> None:
    """Draw so for so long (in the pseudo-terminal)."""
    from itertools import groupby
    from operator import itemgetter
    from typing import Any

    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    from gutcli.breathe.disc import FINE
    from gutcli.breathe.pattern import plan_breaths
    from gutcli.breathe.screen import BreathScreen
    from gutcli.catalog.types import Breath
    from gutcli.terminal.draw.theme import STYLES

    class Paper:
        def size(self) -> tuple[int, int]:
            return columns, rows

        def open(self) -> None:
            pass

        def forget(self) -> None:
            pass

    paper: Any = Paper()
    plan = plan_breaths(Breath(5.0, 0.0, 5.0, 0.0, 60, ()))
    screen = BreathScreen(plan, paper, paper, "Slow breathing", FINE, str)
    screen.open()

    def picture(at: float) -> Text:
        lines = []
        for row in screen.draw(plan.at(at), paused=False):
            line = Text(no_wrap=True)
            for style, spans in groupby(row, key=itemgetter(1)):
                look = STYLES.get(style.rstrip("!"), "") + (" reverse" if style.endswith("!") else "")
                line.append("".join(words for words, _ in spans), look)
            lines.append(line)
        return Text("\n").join(lines)

    began = time.monotonic()
    with Live(console=Console(force_terminal=True), screen=True, auto_refresh=False) as live:
        for number in range(int(seconds * 25)):
            live.update(picture(number / 25), refresh=True)
            time.sleep(max(0.0, began + (number + 1) / 25 - time.monotonic()))


def main() -> int:
    """Read the wishes and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--practice", default="slow-breathing-6")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--live", action="store_true")
    parser.add_argument("--draw-live", type=float, help=argparse.SUPPRESS)
    wishes = parser.parse_args()
    if not re.fullmatch(r"\d+x\d+", wishes.size):
        parser.error("--size is like 80x24")
    columns, rows = (int(part) for part in wishes.size.split("x"))
    if wishes.draw_live:
        draw_live(wishes.draw_live, columns, rows)
        return 0
    if wishes.live:
        bench_live(columns, rows, 20.0)
        return 0
    return 0 if bench(wishes.practice, wishes.minutes, columns, rows) else 1


if __name__ == "__main__":
    sys.exit(main())
