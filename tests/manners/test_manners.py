"""The manners of a command line (clig.dev), over every command: what is missing in the table is a failure."""

from __future__ import annotations

import io
import itertools
import json
import re

import pytest

from gutcli.cli import run
from gutcli.commands import COMMANDS
from gutcli.terminal.draw.layout import width_of
from gutcli.terminal.output import Output
from tests.quick.asking import Stream
from tests.run_gutcli import gutcli

# verb -> words with which it answers at once, without asking
SAMPLES: dict[str, list[str]] = {
    "today": [],
    "done": ["1", "3"],
    "undo": [],
    "skip": ["2", "--because", "sore knee"],
    "swap": ["2"],
    "ate": ["kefir"],
    "dish": [],
    "mood": ["4", "--note", "calm"],
    "plan": ["--days", "3"],
    "shop": [],
    "have": [],
    "away": ["sunday"],
    "week": [],
    "history": [],
    "stats": [],
    "insights": [],
    "trial": [],
    "report": ["-"],
    "explain": ["serotonin"],
    "find": ["jet lag"],
    "foods": ["kefir"],
    "practices": ["--calm"],
    "tips": [],
    "breathe": ["--dry-run"],
    "guide": ["body-scan", "--dry-run"],
    "profile": [],
    "cautions": [],
    "catalog": ["path"],
    "export": ["-"],
    "import": ["entries.jsonl", "--dry-run"],
    "backup": [],
    "restore": ["--list"],
    "sync": ["--status"],
    "forget": ["--notes", "--yes"],
    "status": [],
    "remind": ["--at", "08:30"],
    "completion": ["bash"],
    "doctor": [],
}
GROUPS = {"profile": ["profile", "show"], "trial": ["trial", "list"], "catalog": ["catalog", "path"]}
# What others read by machine, to the letter: no page that fits the width, no colour.
RAW = {"export", "report", "completion", "status"}
# A name that nothing has, where a name is taken: exit code 3.
UNKNOWN: dict[str, list[str]] = {
    "done": ["zzzz"],
    "undo": ["zzzz"],
    "skip": ["zzzz"],
    "swap": ["zzzz"],
    "explain": ["zzzzqq"],
    "find": ["zzzzqq"],
    "foods": ["zzzzqq"],
    "practices": ["zzzzqq"],
    "breathe": ["zzzzqq"],
    "guide": ["zzzzqq"],
    "cautions": ["zzzzqq"],
}
VERBS = list(COMMANDS)
COUNTER = itertools.count()


KEPT: dict[str, bytes] = {}


@pytest.fixture(autouse=True)
def lived_in(home, monkeypatch):
    """A home with a day in it, and a file to import; made once, then copied."""
    monkeypatch.chdir(home)
    if not KEPT:
        gutcli("done", "1")
        gutcli("mood", "3", "--note", "a note")
        gutcli("export", "entries.jsonl")
        KEPT.update({name: (home / name).read_bytes() for name in ("diary.db", "entries.jsonl")})
    for name, content in KEPT.items():
        (home / name).write_bytes(content)


def sample(verb: str) -> list[str]:
    if verb == "backup":  # it never writes over a copy
        return ["backup", f"copy-{next(COUNTER)}.db"]
    return [*GROUPS.get(verb, [verb]), *SAMPLES[verb]] if verb != "catalog" else GROUPS[verb]


def ask(words: list[str], encoding: str = "utf-8", terminal: bool = False) -> tuple[int, str, str]:
    """Run with streams that take nothing but what their encoding has."""
    out, err = io.BytesIO(), io.BytesIO()
    streams = [io.TextIOWrapper(raw, encoding=encoding, errors="strict", newline="") for raw in (out, err)]
    if terminal:
        streams[0].isatty = lambda: True  # type: ignore[method-assign]
    code = run(words, Output(*streams))
    for stream in streams:
        stream.flush()
    return code, out.getvalue().decode(encoding), err.getvalue().decode(encoding)


def test_the_table_has_every_command() -> None:
    assert set(SAMPLES) >= set(COMMANDS)


@pytest.mark.parametrize("verb", VERBS)
def test_it_answers_on_stdout_and_says_nothing_else(verb: str) -> None:
    answer = gutcli(*sample(verb))
    assert answer.out
    assert answer.err == ""
    assert answer.out.endswith("\n")
    assert "\x1b" not in answer.out
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", answer.out.replace("\r\n", "\n"))
    assert not any(line != line.rstrip() for line in answer.out.splitlines()) or verb in RAW


@pytest.mark.parametrize("verb", VERBS)
def test_one_json_document(verb: str) -> None:
    answer = gutcli(*sample(verb), "--json")
    document = json.loads(answer.out)
    assert set(document) == {"kind", "schema", "data"}
    assert answer.err == ""


@pytest.mark.parametrize("verb", VERBS)
def test_quiet_is_taken(verb: str) -> None:
    assert gutcli(*sample(verb), "--quiet" if VERBS.index(verb) % 2 else "-q").err == ""


@pytest.mark.parametrize("verb", VERBS)
def test_help(verb: str, capsys) -> None:
    """In one of its three forms; test_frame.py asks for the others."""
    gutcli(*("{} -h", "{} --help", "help {}")[VERBS.index(verb) % 3].format(verb).split())
    printed = capsys.readouterr()
    assert printed.out.startswith(f"Usage: gutcli {verb}")
    assert printed.err == ""
    assert printed.out.count(f"gutcli {verb}") + printed.out.count("gutcli\n") >= 3, "two examples"
    assert COMMANDS[verb][1] in " ".join(printed.out.split()) or verb in GROUPS
    assert all(len(line) <= 130 for line in printed.out.splitlines())


SUB_COMMANDS = [
    *(f"catalog {word}" for word in ("check", "path", "schema", "add")),
    *(f"profile {word}" for word in ("show", "set", "unset", "edit", "path", "setup")),
]


@pytest.mark.parametrize("words", SUB_COMMANDS)
def test_every_sub_command_has_two_examples(words: str, capsys) -> None:
    gutcli(*words.split(), "-h")
    assert capsys.readouterr().out.split("Examples:")[1].count(f"gutcli {words}") >= (1 if "profile" in words else 2)


def test_help_of_all() -> None:
    printed = gutcli("--help").out
    assert all(f"\n    {verb} " in printed for verb in COMMANDS)
    assert "--no-pager" in printed


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_every_encoding(verb: str, encoding: str) -> None:
    code, out, err = ask(sample(verb), encoding)
    assert (code, err) == (0, "")
    assert out
    assert "\\x" not in out
    assert "\\u" not in out or verb in {"export", "report"}


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb not in RAW])
@pytest.mark.parametrize("width", [20, 200])
def test_every_width(verb: str, width: int, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for line in gutcli(*sample(verb)).out.splitlines():
        assert width_of(line) <= width or (verb == "catalog" and "/" in line), "a path is never laid out"


@pytest.mark.parametrize("verb", VERBS)
def test_colour_only_where_it_is_wanted(verb: str, monkeypatch) -> None:
    no = {"NO_COLOR": "1"} if VERBS.index(verb) % 2 else {"CLICOLOR": "0"}
    for wish, coloured in ((no, False), ({"TERM": "dumb"}, None)):
        with monkeypatch.context() as patch:
            patch.setenv("TERM", "xterm-256color")
            for name, value in wish.items():
                patch.setenv(name, value)
            code, out, _ = ask(sample(verb), terminal=True)
        assert code == 0
        if coloured is None:
            assert "\x1b" not in out
        elif not coloured:
            assert "38;5" not in out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" in ask(sample(verb))[1] or verb in {*RAW, "import", "forget", "restore"}


@pytest.mark.parametrize("verb", VERBS)
def test_a_wrong_option_is_said_with_the_right_one(verb: str) -> None:
    answer = gutcli(verb, "--quite", expect=2)
    assert answer.out == ""
    assert "--quite" in answer.err
    assert "--quiet" in answer.err or verb in GROUPS
    assert "--help" in answer.err
    assert gutcli(verb, "--quite", "--json", expect=2).error["code"] == "usage"


@pytest.mark.parametrize("verb", VERBS)
def test_a_mistyped_command_is_said_with_the_right_one(verb: str) -> None:
    for typed in (verb[:-1] + "x" if len(verb) > 3 else verb + "x", verb[1:] if len(verb) > 4 else verb.upper() + "1"):
        if typed not in COMMANDS:
            answer = gutcli(typed, expect=2)
            assert answer.out == ""
            assert f"gutcli {verb}" in answer.err, answer.err


@pytest.mark.parametrize("verb", UNKNOWN)
def test_an_unknown_name_is_exit_code_3(verb: str) -> None:
    answer = gutcli(verb, *UNKNOWN[verb], expect=3)
    assert answer.out == ""
    assert answer.err.startswith("gutcli: ")
    assert len(answer.err.splitlines()) >= 2, "what to do next"
    assert gutcli(verb, *UNKNOWN[verb], "--json", expect=3).error["code"] == "not_found"


@pytest.mark.parametrize(
    "words", [["explain", "--nope"], ["history", "someday"], ["mood", "9"], ["mood"], ["plan", "--days", "x"], ["nope"]]
)
def test_wrong_usage_is_exit_code_2(words: list[str]) -> None:
    answer = gutcli(*words, expect=2)
    assert answer.out == ""
    assert len(answer.err.splitlines()) >= 2


def test_no_colour_wins_over_forced_colour(monkeypatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.setenv(name, "1")
    assert "38;5" not in ask(["explain", "serotonin"])[1]


def test_the_pager_option_is_taken_everywhere() -> None:
    for verb in ("explain", "foods", "today", "stats"):
        assert gutcli(*sample(verb), "--no-pager").out == gutcli(*sample(verb)).out


def test_no_answer_is_torn_by_a_terminal_of_an_odd_kind(monkeypatch) -> None:
    for term in ("dumb", "vt100", "xterm", "", "linux", "screen-256color"):
        monkeypatch.setenv("TERM", term)
        stream = Stream(terminal=True)
        assert run(["today"], Output(stream, io.StringIO())) == 0
        assert "Monday 23 November" in stream.getvalue()
