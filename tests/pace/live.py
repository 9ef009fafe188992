"""gutcli in a real pseudo-terminal, with its screen read by pyte."""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pyte

if TYPE_CHECKING:
    from collections.abc import Callable

ALTERNATE = re.compile(rb"\x1b\[\?1049h.*?\x1b\[\?1049l", re.DOTALL)
FRAME_BEGINS, FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
PROGRAM = [sys.executable, "-m", "tests.pace.launch"]
ROOT = str(Path(__file__).resolve().parent.parent.parent)


def hear_signals() -> None:
    """Let a process hear what a terminal sends, even where the tests run in the background and do not."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)


class Live:
    """One terminal. `bytes` is all that came; `text` is what stands on its screen now."""

    def __init__(self, home: Path, argv: list[str], width: int = 80, height: int = 24, **environ: str) -> None:
        env = {
            "PATH": os.environ["PATH"], "PYTHONPATH": ROOT, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "GUTCLI_HOME": str(home), "HOME": str(home), "GUTCLI_NOW": "2026-11-23T08:30:00+00:00", **environ,
        }  # fmt: skip
        self.screen = pyte.Screen(width, height)
        self.stream = pyte.ByteStream(self.screen)
        self.bytes = self.pending = b""
        self.child = pexpect.spawn(
            argv[0], argv[1:], dimensions=(height, width), env=env, cwd=ROOT, timeout=10, preexec_fn=hear_signals
        )
        self.child.delaybeforesend = None
        self.child.delayafterclose = self.child.delayafterterminate = self.child.ptyproc.delayafterclose = 0.02
        self.modes = termios.tcgetattr(self.child.child_fd)

    def pump(self, seconds: float = 0.02) -> bool:
        """Show the next picture: one at a time, so that a slow machine misses none. False at the end."""
        if not self.pending:
            try:
                self.pending = self.child.read_nonblocking(65536, seconds)
            except pexpect.TIMEOUT:
                return True
            except pexpect.EOF:
                # Said as soon as the program has gone; what it wrote last may still be on its way through the kernel.
                try:
                    self.pending = os.read(self.child.child_fd, 65536)
                except OSError:
                    return False
                if not self.pending:
                    return False
        frame, mark, self.pending = self.pending.partition(FRAME_ENDS)
        self.bytes += frame + mark
        self.stream.feed(frame.replace(FRAME_BEGINS, b""))
        return True

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def told(self) -> str:
        """All that was written beside the pictures, as words, whether it still stands on a low screen or not."""
        screen = pyte.Screen(self.screen.columns, 200)
        pyte.ByteStream(screen).feed(ALTERNATE.sub(b"", self.bytes))
        return " ".join(" ".join(screen.display).split())

    def until(self, what: str | Callable[[str], bool], seconds: float = 15) -> str:
        end = time.monotonic() + seconds
        while not (what in self.text if isinstance(what, str) else what(self.text)):
            assert time.monotonic() < end, f"{what} never came:\n{self.text}"
            if not self.pump():
                assert what in self.text if isinstance(what, str) else what(self.text), self.text
        return self.text

    def rest(self, seconds: float = 15) -> int:
        """Read to the end; give the exit code, or minus the signal."""
        end = time.monotonic() + seconds
        while self.pump():
            assert time.monotonic() < end, self.text
        self.child.close()
        return self.child.exitstatus if self.child.signalstatus is None else -self.child.signalstatus

    def key(self, keys: str) -> None:
        self.child.send(keys)

    def kill(self, number: signal.Signals) -> None:
        self.child.kill(number)

    def resize(self, width: int, height: int) -> None:
        self.screen.resize(height, width)
        self.child.setwinsize(height, width)

    def check_modes(self, before: list) -> None:
        """Wait until the modes are what they were: the screen is given back a moment earlier."""
        end = time.monotonic() + 3
        while self.now_modes() != before and time.monotonic() < end:
            self.pump()
        assert self.now_modes() == before

    def now_modes(self) -> list:
        return termios.tcgetattr(self.child.child_fd)

    def check_restored(self) -> None:
        """Compare cursor, screen and colours with how they were."""
        assert self.bytes.count(b"\x1b[?1049h") == self.bytes.count(b"\x1b[?1049l")
        assert self.bytes.rfind(b"\x1b[?1049l") >= self.bytes.rfind(b"\x1b[?1049h")
        assert self.bytes.rfind(b"\x1b[?25h") >= self.bytes.rfind(b"\x1b[?25l")
        assert self.bytes.count(b"\x1b[?2026h") == self.bytes.count(b"\x1b[?2026l")
        assert not self.screen.cursor.hidden
        attributes = self.screen.cursor.attrs
        assert (attributes.fg, attributes.bg, attributes.bold, attributes.reverse) == (
            "default",
            "default",
            False,
            False,
        )
