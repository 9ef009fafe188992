"""The frame: one entry point, exit codes, errors with a next step, streams that break."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import gutcli as package
from gutcli.commands import COMMANDS
from tests.run_gutcli import gutcli

ROOT = Path(__file__).parent.parent


def test_the_version_is_one() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == package.__version__


@pytest.mark.parametrize(
    "argv",
    [("--help",), ("-h",), ("help",), *((verb, "-h") for verb in COMMANDS), *(("help", verb) for verb in COMMANDS)],
)
def test_help_everywhere(argv: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    out = gutcli(*argv).out + capsys.readouterr().out
    assert "Usage: gutcli" in out
    assert "\x1b" not in out
    if argv[-1] not in {"--help", "-h", "help"} or len(argv) == 2:
        assert out.count("\n    gutcli") >= 2, "two examples each"


def test_every_command_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    assert [verb for verb in COMMANDS if f"gutcli {verb}" not in readme] == []


def test_an_unknown_command_says_which_was_meant() -> None:
    answer = gutcli("tody", expect=2)
    assert "gutcli today" in answer.err
    assert answer.out == ""


def test_an_unknown_option_says_which_was_meant() -> None:
    answer = gutcli("foods", "--probiotc", expect=2)
    assert "--probiotic" in answer.err


def test_errors_as_json() -> None:
    answer = gutcli("explain", "zzzzqq", "--json", expect=3)
    assert set(answer.error) == {"code", "message", "hint"}
    assert answer.error["code"] == "not_found"
    assert gutcli("today", "--date", "someday", "--json", expect=2).error["code"] == "usage"


@pytest.mark.parametrize("now", ["yesterday", "2026-13-01", "9999999"])
def test_a_bad_clock_is_an_error(now: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUTCLI_NOW", now)
    assert "GUTCLI_NOW" in gutcli("today", expect=2).err


def test_the_day_starts_at_four(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-24T03:59:59+00:00")
    assert gutcli("today", "--json").data["day"] == "2026-11-23"
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-24T04:00:00+00:00")
    assert gutcli("today", "--json").data["day"] == "2026-11-24"


def shell(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", command.replace("gutcli", f"{sys.executable} -m gutcli")],
        capture_output=True, text=True, check=False, errors="replace",
    )  # fmt: skip


@pytest.mark.parametrize(
    "command",
    [
        "gutcli foods | head -1", "gutcli explain | head -1", "gutcli foods --json | head -c 10",
        "LC_ALL=C PYTHONIOENCODING=ascii gutcli today", "PYTHONIOENCODING=cp1252 gutcli explain serotonin",
        "TERM=dumb gutcli today",
        "COLUMNS=20 gutcli today", "COLUMNS=400 gutcli today", "COLUMNS=nonsense gutcli today",
    ],
)  # fmt: skip
def test_streams_that_end_or_lack_letters(command: str) -> None:
    result = shell(f"set -o pipefail; {command}")
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    assert result.stdout


@pytest.mark.parametrize("colour", ["0", "1"])
@pytest.mark.parametrize("argv", [("foods", "--json"), ("foods",), ("today",)])
def test_a_reader_that_has_gone_is_no_failure(argv: tuple[str, ...], colour: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    result = subprocess.run(
        [sys.executable, "-m", "gutcli", *argv], stdout=writing, stderr=subprocess.PIPE, check=False,
        env={**os.environ, "FORCE_COLOR": colour},
    )  # fmt: skip
    os.close(writing)
    assert (result.returncode, result.stderr) == (0, b"")


def test_a_closed_stdout_is_said() -> None:
    result = shell("gutcli today >&-")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr


def test_a_full_disk_is_said() -> None:
    result = shell("gutcli today > /dev/full")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "space" in result.stderr.lower()


def test_no_home_is_said() -> None:
    result = shell("env -u HOME -u GUTCLI_HOME HOME=relative gutcli today")
    assert result.returncode == 1
    assert "GUTCLI_HOME" in result.stderr


def test_an_unwritable_home_still_shows_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUTCLI_HOME", "/proc/nowhere")
    assert len(gutcli("today", "--json").data["items"]) == 6


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 400])
def test_no_line_is_wider_than_the_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from gutcli.terminal.draw.layout import width_of

    monkeypatch.setenv("COLUMNS", str(width))
    for argv in (
        ("today",),
        ("done", "1"),
        ("today",),
        ("plan", "--days", "2"),
        ("plan", "--shopping"),
        ("today", "--why", "2"),
    ):
        for line in gutcli(*argv).out.splitlines():
            assert width_of(line) <= width, (argv, line)


@pytest.mark.parametrize(
    "argv",
    [("foods", "--probiotic", "--json"), ("--json", "foods", "--probiotic"), ("foods", "--json", "-q", "--probiotic")],
)
def test_the_flags_of_all_commands_may_stand_anywhere(argv: tuple[str, ...]) -> None:
    assert len(gutcli(*argv).data["foods"]) > 30


def test_a_flag_is_never_a_value_too() -> None:
    refused = gutcli("mood", "4", "--note", "--json", expect=2)
    assert refused.out == ""
    assert "--note" in refused.error["message"]
    assert "Mood 4" in gutcli("mood", "4", "--note=--json").out
    assert "--json" in [entry["text"] for entry in gutcli("history", "today", "--json").data["entries"]]
    assert gutcli("explain", "--", "--json", expect=3).err.startswith("gutcli: ")


@pytest.mark.parametrize("days", ["0", "01000", "0366000", "367", "-1", "1.5", "x"])
def test_days_out_of_bounds_are_refused_alike(days: str) -> None:
    plain = gutcli("plan", "--days", days, expect=2)
    assert plain == gutcli("plan", "--days", days, "--date", "today", expect=2)
    assert plain.out == ""


def test_every_command_declares_the_flags_once() -> None:
    from gutcli.commands import FLAGS

    for path in (ROOT / "src" / "gutcli").rglob("*command.py"):
        words = path.read_text(encoding="utf-8")
        assert not [name for names in FLAGS for name in names if f'"{name}"' in words], path
        assert '"--date"' not in words, path
