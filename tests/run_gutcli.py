"""Run gutcli in this process, with its own home and clock, and give what it said."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import Any

from gutcli.cli import run
from gutcli.terminal.output import Output


@dataclass(frozen=True)
class Answer:
    """What one run of gutcli said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The data of the one JSON document on stdout."""
        document = json.loads(self.out)
        assert set(document) == {"kind", "schema", "data"}
        assert document["schema"] == 1
        return document["data"]

    @property
    def error(self) -> dict[str, str]:
        """The error of the one JSON document on stderr."""
        assert self.out == ""
        found: dict[str, str] = json.loads(self.err)["error"]
        return found


def gutcli(*argv: str, expect: int | None = 0) -> Answer:
    """Run `gutcli ARGV…` with whatever environment the test has set; `expect` is the exit code (None: any)."""
    out, err = io.StringIO(), io.StringIO()
    code = run(argv, Output(out, err))
    answer = Answer(code, out.getvalue(), err.getvalue())
    assert expect is None or code == expect, answer
    assert "Traceback" not in answer.err
    return answer
