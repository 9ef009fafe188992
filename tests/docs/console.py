"""The console examples of the documentation: read from a page, run in this process, written anew when asked.

An example is a block marked `console`: lines that begin with "$ gutcli" are run, in order, in one home that is empty at
the top of the page; what follows each is its answer, errors included. Two comments may stand above a block:

    <!-- now: 2026-11-24T08:30:00+00:00 -->   the clock from here on
    <!-- lines: 12 -->                        of each answer in this block only so many lines, then "…"

GUTCLI_RENEW_DOCS=1 pytest tests/docs    writes what the program now says into the pages; read the difference.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from tests.run_gutcli import gutcli

ROOT = Path(__file__).parents[2]
RENEW = "GUTCLI_RENEW_DOCS"
MORE = "…"
WIDTH = "80"
_BLOCK = re.compile(r"((?:<!-- (?:now|lines): [^\n]*-->\n)*)```console\n(.*?)```\n", re.DOTALL)


def check_page(name: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Compare every answer on a page with the program's, or write them anew. Gives the number of commands."""
    path = ROOT / name
    page = path.read_text(encoding="utf-8")
    monkeypatch.setenv("COLUMNS", WIDTH)
    ran = 0

    def answer(block: re.Match[str]) -> str:
        nonlocal ran
        marks = dict(re.findall(r"<!-- (\w+): (.*?) -->", block[1]))
        if "now" in marks:
            monkeypatch.setenv("GUTCLI_NOW", marks["now"])
        commands = [line for line in block[2].splitlines() if line.startswith("$ ")]
        assert commands, f"{name}: a console block without a command"
        ran += len(commands)
        parts = [f"{line}\n{say(line, int(marks.get('lines', 0)))}" for line in commands]
        joined = "\n".join(parts)
        return f"{block[1]}```console\n{joined}```\n"

    fresh = _BLOCK.sub(answer, page)
    if os.environ.get(RENEW) == "1":
        path.write_text(fresh, encoding="utf-8")
    else:
        assert page == fresh, f"{name} is not what gutcli says now; {RENEW}=1 writes it anew"
    return ran


def say(line: str, most: int) -> str:
    """Run one line and give what a person would see, at most `most` lines of it (0: all)."""
    words = shlex.split(line.removeprefix("$ "))
    assert words[0] == "gutcli", line
    ran = gutcli(*words[1:], expect=None)
    lines = (ran.out + ran.err).rstrip("\n").splitlines()
    if most and len(lines) > most:
        lines = [*"\n".join(lines[:most]).rstrip().splitlines(), MORE]
    return "".join(f"{line.rstrip()}\n" for line in lines)
