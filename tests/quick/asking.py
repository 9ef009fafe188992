"""Ask gutcli as from a shell, with the quick door open or shut, and see whether the answer was kept."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from typing import Any

from gutcli import cli, quick


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
    """What came of one question. `again`: it was the kept answer."""

    out: str
    err: str
    code: int
    again: bool

    @property
    def all(self) -> tuple[str, str, int]:
        return self.out, self.err, self.code


def ask(*argv: str, door: bool = True, terminal: bool = False, encoding: str = "utf-8") -> Said:
    """Run gutcli in this process on streams of its own."""
    out, err = Stream(terminal, encoding), io.StringIO()
    old = sys.stdout, sys.stderr, quick.open_door, quick.Door.look
    found: list[str] = []

    def look(self: Any) -> str | None:
        answer = old[3](self)
        if answer is not None:
            found.append(answer)
        return answer

    sys.stdout, sys.stderr = out, err
    quick.Door.look = look  # type: ignore[method-assign]
    if not door:
        quick.open_door = lambda *_: None
    try:
        code = cli.run(list(argv))
    finally:
        sys.stdout, sys.stderr, quick.open_door, quick.Door.look = old  # type: ignore[method-assign]
    return Said(out.getvalue(), err.getvalue(), code, bool(found))
