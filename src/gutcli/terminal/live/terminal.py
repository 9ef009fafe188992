"""The person's terminal: its modes kept and given back, its keys and the system's signals as events.

Signals only set flags and wake the waiting, so that nothing is ever interrupted in the middle of an escape; the modes
are those found at the start, given back on every way out. What the system lacks (Windows: termios, SIGTSTP) is left
out: there keys are asked for now and then, and nothing moves.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING, Any, Self

from gutcli.terminal.live.keys import KeyReader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import FrameType

_SIGNALS = {
    "SIGINT": "interrupt", "SIGTERM": "terminate", "SIGHUP": "terminate", "SIGQUIT": "terminate",
    "SIGWINCH": "resize", "SIGTSTP": "suspend",
    "SIGCONT": "continued",
}  # fmt: skip
_POLL = 0.03  # seconds between looks at the keyboard where it cannot be waited for


class Terminal:
    """`out` is the descriptor to draw on, `keys` the one to read; None: none. `meanings` are the keys' events."""

    def __init__(self, out: int | None, keys: int | None, meanings: Mapping[str, str]) -> None:
        self.out, self.keys = out, keys
        self._meanings = meanings
        self._reader = KeyReader()
        self._rest_due: float | None = None
        """Until when the rest of a key that has begun may come."""
        self.signal = 0
        """The number of the signal that ended the session."""
        self._modes: list[Any] | None = None
        self._handlers: dict[int, Any] = {}
        self._happened: list[str] = []
        self._wake: tuple[int, int] | None = None
        self._old_wake = -1

    def __enter__(self) -> Self:
        """Take the keys and the signals."""
        if threading.current_thread() is threading.main_thread():
            if sys.platform != "win32":
                self._wake = os.pipe()
                for end in self._wake:
                    os.set_blocking(end, False)
                self._old_wake = signal.set_wakeup_fd(self._wake[1], warn_on_full_buffer=False)
            for name in _SIGNALS:
                self._catch(name)
        try:
            self._take_keys()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Give everything back."""
        self._give_keys_back()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._handlers.clear()
        if self._wake is not None:
            signal.set_wakeup_fd(self._old_wake)
            for end in self._wake:
                os.close(end)
            self._wake = None

    def _catch(self, name: str) -> None:
        number = getattr(signal, name, None)
        # Who started us may have said that a signal is to be ignored (nohup): that stands.
        if number is not None and signal.getsignal(number) not in {signal.SIG_IGN, None}:
            self._handlers[number] = signal.signal(number, self._note)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        event = _SIGNALS[signal.Signals(number).name]
        if event in {"interrupt", "terminate"}:
            self.signal = number
        self._happened.append(event)

    def now(self) -> float:
        """Return seconds that never go back, however the date is set. A sleeping machine's do not count on Linux."""
        return time.monotonic()

    def wait(self, seconds: float | None) -> Sequence[str]:
        """Wait so long (None: for ever) or until a key or a signal, and say what happened."""
        if sys.platform == "win32":
            self._wait_by_asking(seconds)
        elif not self._happened:
            watched = [fd for fd in (self.keys, self._wake and self._wake[0]) if fd is not None]
            waits = [seconds, None if self._rest_due is None else max(0.0, self._rest_due - self.now())]
            ready = select.select(watched, [], [], min((w for w in waits if w is not None), default=None))[0]
            if self._wake and self._wake[0] in ready:
                with contextlib.suppress(BlockingIOError):
                    os.read(self._wake[0], 512)
            if self.keys is not None and self.keys in ready:
                self._read_keys()
            elif self._rest_due is not None and self.now() >= self._rest_due:
                self._rest_due = None
                self._hear(self._reader.finish())
        events, self._happened = self._happened, []
        return events

    def _read_keys(self) -> None:
        assert self.keys is not None
        try:
            typed = os.read(self.keys, 1024)
        except OSError:
            typed = b""
        if not typed:  # the terminal is gone
            self.keys = None
            self._happened.append("quit")
        self._hear(self._reader.feed(typed))
        patience = self._reader.patience
        self._rest_due = None if patience is None else self.now() + patience

    def _hear(self, keys: Sequence[str]) -> None:
        self._happened += [self._meanings[key] for key in keys if key in self._meanings]

    def _wait_by_asking(self, seconds: float | None) -> None:
        until = None if seconds is None else self.now() + seconds
        while not self._happened:
            if self.keys is not None and sys.platform == "win32":
                import msvcrt

                while msvcrt.kbhit():
                    self._hear([msvcrt.getwch()])
            left = _POLL if until is None else min(_POLL, until - self.now())
            if left <= 0:
                return
            time.sleep(left)

    def size(self) -> tuple[int, int]:
        """Return columns and rows; 80 by 24 where the terminal does not know."""
        try:
            columns, rows = os.get_terminal_size(self.out if self.out is not None else 1)
        except OSError:
            columns, rows = 0, 0
        return columns or 80, rows or 24

    def write(self, words: bytes, patience: float = 0.0) -> bool:
        """Write to the terminal; False if it takes nothing in time: a frame is left out, and nobody waits."""
        if self.out is None:
            return False
        try:
            if sys.platform != "win32" and not select.select([], [self.out], [], patience)[1]:
                return False
            while words:
                words = words[os.write(self.out, words) :]
        except OSError:
            return False
        return True

    def stop(self) -> None:
        """Give the keys back, stop as Ctrl-Z does, and take them again when the shell says `fg`."""
        self._give_keys_back()
        if sys.platform != "win32" and signal.SIGTSTP in self._handlers:
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTSTP)  # here we stand until the shell says `fg`
            signal.signal(signal.SIGTSTP, self._note)
        self._happened = [event for event in self._happened if event not in {"continued", "suspend", "resize"}]
        self._take_keys()

    def reclaim(self) -> None:
        """Take the modes again after a stop without warning: the shell had them meanwhile."""
        self._take_keys()

    def _take_keys(self) -> None:
        if self.keys is None or sys.platform == "win32":
            return
        import termios

        modes = _try_again(termios.tcgetattr, self.keys)
        if modes is None:
            self.keys = None
            return
        self._modes = self._modes or modes
        wanted = list(modes)
        wanted[0] &= ~termios.IXON  # Ctrl-S would freeze the breath, and with it the way out
        wanted[3] &= ~(termios.ICANON | termios.ECHO)
        wanted[3] |= termios.NOFLSH  # Ctrl-C would take what is on its way out: half a frame, half an escape
        wanted[6] = list(modes[6])
        wanted[6][termios.VMIN], wanted[6][termios.VTIME] = 1, 0
        _try_again(termios.tcsetattr, self.keys, termios.TCSANOW, wanted)

    def _give_keys_back(self) -> None:
        if self.keys is None or self._modes is None or sys.platform == "win32":
            return
        import termios

        _try_again(termios.tcsetattr, self.keys, termios.TCSANOW, self._modes)


def _try_again(call: Any, *arguments: Any) -> Any:
    """Call termios, which unlike `os` gives up at a signal; None where the terminal is gone."""
    import errno

    for _ in range(20):
        try:
            return call(*arguments)
        except OSError as error:
            if error.errno != errno.EINTR:
                return None
        except Exception as error:  # noqa: BLE001  # termios.error is no OSError
            if not error.args or error.args[0] != errno.EINTR:
                return None
    return None
