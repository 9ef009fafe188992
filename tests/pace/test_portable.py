"""Windows has its keys another way, and what was taken is given back."""

from __future__ import annotations

import sys
import types

from gutcli.breathe.session import KEYS
from gutcli.terminal.live import terminal


def test_keys_on_windows(monkeypatch) -> None:
    typed = ["p", "\xe0", "x", "q"]
    keyboard = types.SimpleNamespace(kbhit=lambda: bool(typed), getwch=lambda: typed.pop(0))
    monkeypatch.setitem(sys.modules, "msvcrt", keyboard)
    monkeypatch.setattr(terminal.sys, "platform", "win32")
    with terminal.Terminal(None, 0, KEYS) as host:
        assert host.wait(5) == ["pause", "quit"]
        began = host.now()
        assert host.wait(0.05) == []
        assert host.now() - began >= 0.05


def test_handlers_are_given_back() -> None:
    import signal

    numbers = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGWINCH, signal.SIGTSTP, signal.SIGCONT]
    before = [signal.getsignal(number) for number in numbers]
    ignored = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with terminal.Terminal(None, None, KEYS):
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN  # nohup stands
        signal.raise_signal(signal.SIGWINCH)
        signal.raise_signal(signal.SIGINT)
        with terminal.Terminal(None, None, KEYS) as inner:
            assert inner.wait(0) == []
    signal.signal(signal.SIGHUP, ignored)
    assert [signal.getsignal(number) for number in numbers] == before
