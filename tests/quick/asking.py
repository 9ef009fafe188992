"""Ask gutcli as from a shell: on streams of its own, a terminal or not, in an encoding."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass

from gutcli import cli


class Stream(io.StringIO):
    """A stdout: a terminal or not, with an encoding."""

    def __init__(self, terminal: bool = False, encoding: str = "utf-8") -> None:
        super().__init__()
        self.terminal = terminal
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding

    def isatty(self) -> bool:
        return self.terminal


@dataclass(frozen=True)
class Said:
    """What came of one question."""

    out: str
    err: str
    code: int


def ask(*argv: str, terminal: bool = False, encoding: str = "utf-8") -> Said:
    """Run gutcli in this process on streams of its own."""
    out, err = Stream(terminal, encoding), io.StringIO()
    old = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = out, err
    try:
        code = cli.run(list(argv))
    finally:
        sys.stdout, sys.stderr = old
    return Said(out.getvalue(), err.getvalue(), code)
