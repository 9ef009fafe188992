"""The reminder: what is shown is what is written, every path quoted, and --off takes away exactly that."""

from __future__ import annotations

import plistlib
import shlex
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from gutcli.errors import GutcliError, UsageError
from gutcli.remind.machine import Machine
from gutcli.remind.notice import format_reminder
from gutcli.remind.reminder import build_remind, drop_reminder, parse_times, set_reminder
from gutcli.remind.timers import MARK, make_timer, strip_cron
from tests.run_gutcli import gutcli

ODD = '/tmp/a b/100%/$HOME/"q"/it\'s/back\\slash'
TIMES = [(8, 30), (20, 0)]


@dataclass(frozen=True)
class Acting(Machine):
    """A machine that has what it is told to have, and writes down what it is told to call."""

    programs: tuple[str, ...] = ()
    calls: list[tuple[str, ...]] = field(default_factory=list)
    crontab: list[str] = field(default_factory=list)
    broken: str = ""

    def has(self, name: str) -> bool:
        return name in self.programs

    def has_systemd(self) -> bool:
        return "systemctl" in self.programs

    def try_program(self) -> None:
        pass

    def call(self, command, given=None):
        self.calls.append(tuple(command))
        if self.broken and self.broken in command:
            return 1, "it is broken"
        if command[0] == "crontab":
            if command[1] == "-":
                self.crontab[:] = [given]
                return 0, ""
            return (0, self.crontab[0]) if self.crontab else (1, "no crontab for you")
        return 0, ""


def machine(tmp_path: Path, *programs: str, **more) -> Acting:
    more = {"environ": {"GUTCLI_HOME": ODD}, "platform": "linux", **more}
    return Acting(tmp_path, programs=programs, program=("/opt/py thon/python%", "-m", "gutcli"), **more)


def yes(_) -> bool:
    return True


def test_systemd(tmp_path) -> None:
    here = machine(tmp_path, "systemctl", "crontab")
    view = set_reminder(here, TIMES, yes)
    assert (view.system, view.written, view.times) == ("systemd", True, ("08:30", "20:00"))
    folder = tmp_path / ".config" / "systemd" / "user"
    assert {file.path: file.content for file in view.files} == {
        str(path): path.read_text() for path in folder.iterdir()
    }
    timer = (folder / "gutcli-remind.timer").read_text()
    assert "OnCalendar=*-*-* 08:30:00\nOnCalendar=*-*-* 20:00:00\n" in timer
    assert (
        'ExecStart="/opt/py thon/python%%" "-m" "gutcli" "remind" "--now"'
        in (folder / "gutcli-remind.service").read_text()
    )
    assert here.calls[-1] == ("systemctl", "--user", "restart", "gutcli-remind.timer")
    assert build_remind(here).times == ("08:30", "20:00")
    gone = drop_reminder(here)
    assert len(gone.removed) == 2
    assert not any(folder.iterdir())
    assert drop_reminder(here).removed == ()
    assert build_remind(here).times == ()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze")
def test_systemd_itself_finds_no_fault_and_reads_the_paths_back(tmp_path) -> None:
    program = tmp_path / "py thon%" / "$x"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    here = Acting(tmp_path, "linux", {"GUTCLI_HOME": ODD}, (str(program),), ("systemctl",))
    timer = make_timer(here, "systemd", TIMES)
    for path, content in timer.files:
        (tmp_path / path.name).write_text(content)
    run = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", *(str(tmp_path / path.name) for path, _ in timer.files)],
        capture_output=True,
        text=True,
        check=False,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": str(tmp_path)},
    )
    assert "gutcli-remind" not in run.stderr, run.stderr


def test_cron(tmp_path) -> None:
    here = machine(tmp_path, "crontab", crontab=["# mine\n5 4 * * * backup"])
    view = set_reminder(here, TIMES, yes)
    assert here.crontab == ["# mine\n5 4 * * * backup\n" + "".join(f"{line}\n" for line in view.crontab)]
    assert build_remind(here).times == ("08:30", "20:00")
    line = view.crontab[1]
    assert line.startswith("30 8 * * * ")
    words = shlex.split(line.split(maxsplit=5)[5].replace("\\%", "%"))
    assert words == [f"GUTCLI_HOME={ODD}", "/opt/py thon/python%", "-m", "gutcli", "remind", "--now"]
    assert "%" not in line.replace("\\%", "")
    set_reminder(here, [(9, 0)], yes)
    assert build_remind(here).times == ("09:00",)
    drop_reminder(here)
    assert here.crontab == ["# mine\n5 4 * * * backup\n"]


def with_crontab(tmp_path: Path, script: str) -> Machine:
    """A machine that really calls a program, with a crontab of this script alone; it writes to the file `table`."""
    programs = tmp_path / "bin"
    programs.mkdir()
    crontab = programs / "crontab"
    crontab.write_text(f"#!/bin/sh\ncd {shlex.quote(str(tmp_path))}\n[ $1 = - ] && exec cat > table\n{script}\n")
    crontab.chmod(0o755)
    program = programs / "g"
    program.write_text("#!/bin/sh\necho gutcli\n")
    program.chmod(0o755)
    return Machine(tmp_path, platform="linux", environ={"PATH": f"{programs}:/usr/bin:/bin"}, program=(str(program),))


OLD = b"# caf\xe9, \xff\xc3\r\n5 4 * * * caf\xc3\xa9\x0c \xc2\x85 b\n"


def test_a_crontab_keeps_its_bytes(tmp_path) -> None:
    here = with_crontab(tmp_path, "cat table")
    (tmp_path / "table").write_bytes(OLD)
    set_reminder(here, TIMES, yes)
    assert (tmp_path / "table").read_bytes().startswith(OLD)
    assert build_remind(here).times == ("08:30", "20:00")
    drop_reminder(here)
    assert (tmp_path / "table").read_bytes() == OLD


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("exit 1", "exit code 1"),
        ("kill -KILL $$", "signal 9"),
        ("echo no crontab for you; kill -TERM $$", "no crontab for you"),
        ("echo '# there is no crontab for guests'; exit 3", "guests"),
        ("echo 'cannot open it: permission denied' >&2; exit 1", "permission denied"),
    ],
)
def test_a_crontab_that_cannot_be_read_is_not_written_over(tmp_path, script, reason) -> None:
    here = with_crontab(tmp_path, script)
    (tmp_path / "table").write_bytes(OLD)
    for act in (lambda: set_reminder(here, TIMES, yes), lambda: drop_reminder(here), lambda: build_remind(here)):
        with pytest.raises(GutcliError, match=reason) as caught:
            act()
        assert "Nothing was changed" in caught.value.hint
    assert (tmp_path / "table").read_bytes() == OLD


def test_a_first_crontab_is_made_where_there_is_none(tmp_path) -> None:
    here = with_crontab(tmp_path, "[ -e table ] && exec cat table; echo crontab: no crontab for you >&2; exit 1")
    set_reminder(here, TIMES, yes)
    assert build_remind(here).times == ("08:30", "20:00")


def test_launchd(tmp_path) -> None:
    here = machine(tmp_path, platform="darwin")
    set_reminder(here, TIMES, yes)
    file = tmp_path / "Library" / "LaunchAgents" / "gutcli.remind.plist"
    agent = plistlib.loads(file.read_bytes())
    assert agent["ProgramArguments"] == ["/opt/py thon/python%", "-m", "gutcli", "remind", "--now"]
    assert agent["EnvironmentVariables"] == {"GUTCLI_HOME": ODD}
    assert agent["StartCalendarInterval"] == [{"Hour": 8, "Minute": 30}, {"Hour": 20, "Minute": 0}]
    assert here.calls[-1] == ("launchctl", "load", "-w", str(file))
    assert build_remind(here).times == ("08:30", "20:00")
    assert drop_reminder(here).removed == (str(file),)


def test_nothing_is_written_without_a_yes(tmp_path) -> None:
    for programs in (("systemctl",), ("crontab",), ()):
        here = machine(tmp_path, *programs)
        view = set_reminder(here, TIMES, lambda _: False)
        assert not view.written
        assert {path.name for path in tmp_path.iterdir()} == {"home"}
        assert not [call for call in here.calls if call[-1] != "-l"]


def test_without_any_timer_it_is_only_shown(tmp_path) -> None:
    view = set_reminder(machine(tmp_path), TIMES, yes)
    assert (view.system, view.written) == ("none", False)
    assert "nothing was written" in view.message
    assert len(view.crontab) == 4
    assert set_reminder(machine(tmp_path, platform="win32"), TIMES, yes).system == "none"


def test_a_refusal_leaves_nothing_behind(tmp_path) -> None:
    here = machine(tmp_path, "systemctl", broken="restart")
    with pytest.raises(GutcliError, match="it is broken"):
        set_reminder(here, TIMES, yes)
    assert not list((tmp_path / ".config" / "systemd" / "user").iterdir())
    with pytest.raises(GutcliError, match="it is broken"):
        set_reminder(machine(tmp_path, "crontab", broken="-"), TIMES, yes)


def test_files_of_others_stay(tmp_path) -> None:
    here = machine(tmp_path, "systemctl")
    file = tmp_path / ".config" / "systemd" / "user" / "gutcli-remind.timer"
    file.parent.mkdir(parents=True)
    file.write_text("mine\n")
    with pytest.raises(GutcliError, match="has not written it"):
        set_reminder(here, TIMES, yes)
    drop_reminder(here)
    assert file.read_text() == "mine\n"
    damaged = f"# gutcli remind: begin. {MARK}\n1 2 * * * mine\n"
    assert strip_cron(damaged) == (damaged, [])


def test_a_path_that_no_timer_holds(tmp_path) -> None:
    with pytest.raises(UsageError):
        make_timer(machine(tmp_path, environ={"GUTCLI_HOME": "/a\nb"}), "systemd", TIMES)


@pytest.mark.parametrize(
    ("words", "times"),
    [(["8:30", "20", "08:30"], [(8, 30), (20, 0)]), (["0:00"], [(0, 0)]), (["23.59", "7h05"], [(7, 5), (23, 59)])],
)
def test_times(words, times) -> None:
    assert parse_times(words) == times


@pytest.mark.parametrize(
    "words", [["24:00"], ["8:60"], ["morning"], [""], ["-1:00"], ["8:3"], [f"{n}:00" for n in range(13)]]
)
def test_what_is_no_time(words) -> None:
    with pytest.raises(UsageError):
        parse_times(words)


def test_the_command(home) -> None:
    assert "nothing was written" in gutcli("remind", "--at", "08:30").out.lower()
    data = gutcli("remind", "--at", "8:30", "--json").data
    assert data["times"] == ["08:30"]
    assert data["written"] is False
    gutcli("remind", "--at", "8:30", "--off", expect=2)
    gutcli("remind", "--at", "late", expect=2)
    assert "There is no reminder" in gutcli("remind").out


def test_what_a_reminder_says(home) -> None:
    said = gutcli("remind", "--now").out
    assert said.startswith("0 of 6. Waiting: ")
    gutcli("done", "1", "2", "3", "4")
    assert gutcli("remind", "--now").out == ""
    gutcli("skip", "all")
    assert gutcli("remind", "--now").out == ""
    assert format_reminder is not None
