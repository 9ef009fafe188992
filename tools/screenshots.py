"""Draw the main screens as SVG for the README, from the real program with a fixed clock and diary.

The pictures refer to no font or file elsewhere. Run: make screenshots
"""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
WIDTH = 92

SCREENS = {
    "today": ("gutcli", []),
    "explain": ("gutcli explain serotonin", ["explain", "serotonin"]),
    "foods": ("gutcli foods --probiotic --limit 12", ["foods", "--probiotic", "--limit", "12"]),
    "card": ("gutcli foods kefir", ["foods", "kefir"]),
    "week": ("gutcli week", ["week"]),
    "history": ("gutcli history", ["history"]),
    "stats": ("gutcli stats", ["stats"]),
}

LIVE = {
    "picker": ("gutcli done", ["done"], 3.0, "jj"),
    "breathe": ("gutcli breathe box", ["breathe", "box", "--quiet"], 5.0, ""),
}


def main() -> int:
    """Draw every screen."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "GUTCLI_HOME": folder,
            "TZ": "UTC",
            "COLUMNS": str(WIDTH),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }
        make_diary()
        os.environ["GUTCLI_NOW"] = "2026-11-23T18:30:00+00:00"
        for name, (title, argv) in SCREENS.items():
            (IMAGES / f"{name}.svg").write_text(draw(title, argv), encoding="utf-8")
            (IMAGES / f"{name}.svg").chmod(0o644)  # gutcli makes everything private; a picture for the README is not
            print(IMAGES / f"{name}.svg")
        for name, (title, argv, seconds, keys) in LIVE.items():
            (IMAGES / f"{name}.svg").write_text(draw_live(title, argv, seconds, keys), encoding="utf-8")
            (IMAGES / f"{name}.svg").chmod(0o644)
            print(IMAGES / f"{name}.svg")
    return 0


def make_diary() -> None:
    """Tick through twelve weeks as somebody might, the same at every run."""
    from datetime import UTC, datetime, timedelta

    start = datetime(2026, 8, 31, 19, 0, tzinfo=UTC)
    for number in range(84):
        os.environ["GUTCLI_NOW"] = (start + timedelta(days=number)).isoformat()
        if number % 11 == 7:
            continue
        if number % 17 == 9:
            call("skip", "all")
            continue
        ticks = [str(1 + (number * 7 + k * 5) % 6) for k in range(3 + number % 4)]
        call("done", *dict.fromkeys(ticks))
        if number % 3 == 0:
            call("ate", ("hummus", "kimchi", "lentils", "rye bread")[number // 3 % 4])
        call("mood", str(2 + (number * 5) % 3 + (number % 5 == 0)))
    os.environ["GUTCLI_NOW"] = "2026-11-23T18:00:00+00:00"
    call("done", "1", "3")


def call(*argv: str) -> None:
    """Run one command, its answer thrown away."""
    from gutcli.cli import run
    from gutcli.terminal.output import Output

    errors = io.StringIO()
    if run(argv, Output(io.StringIO(), errors)):
        sys.exit(f"{argv}: {errors.getvalue()}")


def draw_live(title: str, argv: list[str], seconds: float, keys: str = "") -> str:
    """Draw what a live screen shows after so many seconds and keys, in a pseudo-terminal of its own."""
    import time
    from itertools import groupby

    import pexpect  # type: ignore[import-untyped]
    import pyte
    from rich.style import Style
    from rich.text import Text

    screen = pyte.Screen(WIDTH, 20)
    stream = pyte.Stream(screen)
    child = pexpect.spawn(
        sys.executable, ["-m", "gutcli", *argv], dimensions=(20, WIDTH), encoding="utf-8", env=os.environ
    )
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            stream.feed(child.read_nonblocking(65536, 0.1))
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            break
        if keys and time.monotonic() > end - seconds / 2:
            child.send(keys[0])
            keys = keys[1:]
    child.close(force=True)
    text = Text()
    for number in range(screen.lines):
        row = screen.buffer[number]
        cells = [row[column] for column in range(screen.columns)]
        for (fg, bold, reverse), run in groupby(cells, key=lambda cell: (cell.fg, cell.bold, cell.reverse)):
            colour = None if fg == "default" else (f"#{fg}" if len(fg) == 6 else fg)
            text.append("".join(cell.data for cell in run), Style(color=colour, bold=bold, reverse=reverse))
        text.append("\n")
    return to_svg(title, text)


def draw(title: str, argv: list[str]) -> str:
    """Draw one screen as SVG."""
    from rich.text import Text

    from gutcli.cli import run
    from gutcli.terminal.output import Output

    os.environ["FORCE_COLOR"] = "1"
    out = io.StringIO()
    run(argv or ["today"], Output(out, io.StringIO()))
    del os.environ["FORCE_COLOR"]
    return to_svg(title, Text.from_ansi(out.getvalue()))


def to_svg(title: str, text: Any) -> str:
    """Export one screen under its command line."""
    from rich._export_format import CONSOLE_SVG_FORMAT  # its own template, less the web font
    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=WIDTH + 2, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi(f"\x1b[2m$\x1b[0m {title}\n"))
    console.print(text, soft_wrap=True)
    template = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    return console.export_svg(title=title, code_format=template, unique_id="gutcli")


if __name__ == "__main__":
    raise SystemExit(main())
