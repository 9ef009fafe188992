"""The quick door: never another answer than a fresh one, whatever happens between two questions."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gutcli import clock, quick, quick_facts
from gutcli.folders import find_folders
from tests.quick.asking import Stream, ask
from tests.run_gutcli import gutcli

PROFILES = [
    'diet = "vegan"\n',
    'allergies = ["nuts"]\n',
    "day_starts_at = 08:31:00\n",
    "streaks = false\n",
    "goals.plants = 12\n",
    "quick_answers = false\n",
    'diet = "martian"\n',
    "x = [\n",
    'medicines = ["warfarin"]\n',
    None,
]
OVERLAYS = [
    '[[practice]]\nid = "brisk-walk"\nname = "My own walk"\n',
    '[[practice]]\nid = "brisk-walk"\nname = "Dog walk"\n',
    "[[food]]\nbroken = true\n",
    "",
    None,
]
NOWS = [
    "2026-11-23T08:30:00+00:00",
    "2026-11-24T03:59:59+00:00",
    "2026-11-24T04:00:00Z",
    "2026-11-23T08:31:00+05:00",
    "2026-11-25T12:00:00",
    None,
    "nonsense",
]
ASKED = [
    (),
    ("today",),
    ("status",),
    ("today", "--json"),
    ("--json",),
    ("status", "--format", "{done}"),
    ("status", "--ascii"),
    ("today", "--easy"),
    ("today", "--why", "2"),
    ("today", "--date", "yesterday"),
    ("today", "--date", "monday", "-q"),
    ("today", "--nonsense"),
    ("today", "--help"),
    ("status", "--json"),
]

changes = st.one_of(
    st.tuples(
        st.just("run"),
        st.sampled_from([("done", "1"), ("done", "2"), ("undo",), ("swap", "3"), ("skip", "4"), ("ate", "kefir")]),
    ),
    st.tuples(st.just("profile"), st.sampled_from(PROFILES)),
    st.tuples(st.just("overlay"), st.sampled_from(OVERLAYS)),
    st.tuples(st.just("now"), st.sampled_from(NOWS)),
    st.tuples(st.just("TZ"), st.sampled_from(["UTC", "Etc/GMT+12", "Etc/GMT-14"])),
    st.tuples(st.just("COLUMNS"), st.sampled_from(["40", "80", None])),
    st.tuples(st.just("FORCE_COLOR"), st.sampled_from(["1", None])),
    st.tuples(st.just("NO_COLOR"), st.sampled_from(["1", None])),
    st.tuples(st.just("TERM"), st.sampled_from(["dumb", "xterm-256color", None])),
    st.tuples(st.just("terminal"), st.booleans()),
    st.tuples(st.just("encoding"), st.sampled_from(["utf-8", "cp1252", "ascii"])),
    st.tuples(st.just("spoil"), st.sampled_from(["cut", "flip", "empty", "swap", "escape", "chmod"])),
    st.tuples(st.just("diary"), st.sampled_from(["remove", "journal", "garbage"])),
)


@settings(max_examples=14)
@given(st.lists(st.tuples(changes, st.sampled_from(ASKED)), min_size=2, max_size=8))
def test_it_never_says_anything_but_what_a_fresh_answer_says(steps) -> None:
    with pytest.MonkeyPatch.context() as patch:
        home = Path(os.environ["GUTCLI_HOME"])
        _start_afresh(home)
        _set(patch, "GUTCLI_NOW", NOWS[0])
        form = {"terminal": False, "encoding": "utf-8"}
        for change, words in steps:
            _carry_out(change, home, patch, form)
            for _ in range(2):
                said = ask(*words, **form)
                fresh = ask(*words, door=False, **form)
                assert said.all == fresh.all, (change, words)
            if said.again:
                assert said.err == ""
                assert said.code == 0
    time.tzset()


def _start_afresh(home: Path) -> None:
    for path in [
        *(home / "cache" / "quick").glob("*"),
        *(home / "catalog").glob("*"),
        *home.glob("diary*"),
        home / "profile.toml",
    ]:
        path.unlink(missing_ok=True)


def _set(patch, name: str, value: str | None) -> None:
    if value is None:
        patch.delenv(name, raising=False)
    else:
        patch.setenv(name, value)


def _carry_out(change, home: Path, patch, form) -> None:
    what, value = change
    if what == "run":
        gutcli(*value, expect=None)
    elif what in {"profile", "overlay"}:
        path = home / "profile.toml" if what == "profile" else home / "catalog" / "mine.toml"
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True) if value is None else path.write_text(value)
    elif what == "now":
        _set(patch, "GUTCLI_NOW", value)
    elif what in form:
        form[what] = value
    elif what == "diary":
        _harm_diary(home / "diary.db", value)
    elif what == "spoil":
        for path in (home / "cache" / "quick").glob("*"):
            _spoil(path, value)
    else:
        _set(patch, what, value)
        time.tzset()


def _harm_diary(path: Path, how: str) -> None:
    if how == "remove":
        path.unlink(missing_ok=True)
    elif path.exists():
        if how == "garbage":
            path.write_bytes(b"x" * 5000)
        else:
            path.with_name("diary.db-journal").write_bytes(b"")


def _spoil(path: Path, how: str) -> None:
    content = path.read_bytes()
    if how == "chmod":
        path.chmod(0o644)
    elif how == "swap":
        others = [other.read_bytes() for other in path.parent.glob("*") if other != path]
        path.write_bytes(others[0] if others else b"")
    elif how == "escape":
        path.write_bytes(content[:-3] + b"\x1b]0;mine\x07")
    else:
        place = len(content) * 3 // 4
        path.write_bytes(
            {"cut": content[:place], "empty": b"", "flip": content[:place] + b"?" + content[place + 1 :]}[how]
        )


@pytest.mark.parametrize("words", [(), ("today",), ("status",), ("today", "--json"), ("status", "--format", "{left}")])
@pytest.mark.parametrize("terminal", [False, True])
def test_asked_again_it_answers_from_what_was_kept(words, terminal) -> None:
    first = ask(*words, terminal=terminal)
    again = ask(*words, terminal=terminal)
    assert (first.again, again.again) == (False, True)
    assert first.all == again.all
    assert ("\x1b[" in again.out) == (terminal and words in {(), ("today",)})


@pytest.mark.parametrize(
    "name",
    ["tick", "profile", "overlay", "day", "COLUMNS", "NO_COLOR", "TERM", "version", "terminal", "encoding", "python"],
)
def test_whatever_it_depends_on_shuts_it(name, home, monkeypatch) -> None:
    ask()
    form = {}
    if name == "tick":
        gutcli("done", "1")
    elif name == "profile":
        (home / "profile.toml").write_text("streaks = true\n")
    elif name == "overlay":
        (home / "catalog").mkdir()
        (home / "catalog" / "a.toml").write_text("")
    elif name == "day":
        monkeypatch.setenv("GUTCLI_NOW", "2026-11-24T08:30:00+00:00")
    elif name == "version":
        monkeypatch.setattr(quick_facts, "__version__", "99")
    elif name == "python":
        monkeypatch.setattr(sys, "prefix", "/elsewhere")
    elif name in {"terminal", "encoding"}:
        form = {"terminal": True} if name == "terminal" else {"encoding": "ascii"}
    else:
        monkeypatch.setenv(name, "50" if name == "COLUMNS" else "1")
    assert not ask(**form).again
    assert ask(**form).again


def test_files_are_read_as_bytes_where_text_is_the_default(home, monkeypatch) -> None:
    gutcli("done", "1")
    (home / "profile.toml").write_bytes(b'diet = "vegan"\r\n')
    binary, opened, real = 1 << 29, [], os.open
    monkeypatch.setattr(os, "O_BINARY", binary, raising=False)
    monkeypatch.setattr(
        os, "open", lambda file, flags, *rest: opened.append(flags) or real(file, flags & ~binary, *rest)
    )
    spec = importlib.util.spec_from_file_location("quick_facts_elsewhere", quick_facts.__file__)
    elsewhere = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(elsewhere)
    assert elsewhere._stamp_diary(str(home / "diary.db"))
    assert elsewhere._read_profile(str(home / "profile.toml"))
    assert len(opened) == 2
    assert all(flags & binary for flags in opened)


class Clock(datetime):
    """A clock that stands where a test puts it; the time zone is the process's own."""

    stands_at = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)

    @classmethod
    def now(cls, tz=None):
        local = cls.stands_at.astimezone(tz)
        return local if tz else local.replace(tzinfo=None)


@pytest.mark.parametrize(
    ("zone", "hour", "day"),
    [
        ("UTC", 9, "2026-11-23"),
        ("UTC", 23, "2026-11-23"),
        ("UTC", 27, "2026-11-23"),
        ("UTC", 28, "2026-11-24"),
        ("Etc/GMT-14", 13, "2026-11-23"),
        ("Etc/GMT-14", 14, "2026-11-24"),
        ("Etc/GMT+12", 15, "2026-11-22"),
        ("Etc/GMT+12", 16, "2026-11-23"),
    ],
)
def test_the_day_rolls_over_without_a_set_clock(zone, hour, day, monkeypatch) -> None:
    monkeypatch.delenv("GUTCLI_NOW")
    monkeypatch.setattr(clock, "datetime", Clock)
    localtime = time.localtime
    monkeypatch.setattr(time, "localtime", lambda *at: localtime(*(at or [Clock.stands_at.timestamp()])))
    first = ask("status", "--json")
    assert json.loads(first.out)["data"]["day"] == "2026-11-23"
    assert ask("status", "--json").again
    monkeypatch.setattr(Clock, "stands_at", datetime(2026, 11, 23, tzinfo=UTC) + timedelta(hours=hour))
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    other = ask("status", "--json")
    assert json.loads(other.out)["data"]["day"] == day
    assert other.again == (day == "2026-11-23")


@pytest.mark.parametrize(
    ("hour", "same"),
    [
        ((2026, 11, 23, 4, 0, 0), True),
        ((2026, 11, 24, 3, 59, 59), True),
        ((2026, 11, 24, 4, 0, 0), False),
        ((2026, 11, 23, 3, 59, 59), False),
        ((2027, 11, 23, 12, 0, 0), False),
    ],
)
def test_when_a_kept_day_is_over(hour, same, monkeypatch) -> None:
    monkeypatch.setattr(time, "localtime", lambda: time.struct_time((*hour, 0, 0, 0)))
    assert quick._is_day("2026-11-23", "2026-11-24", "04:00:00") is same


def test_it_is_off_with_one_setting(home) -> None:
    ask()
    (home / "profile.toml").write_text("quick_answers = false\n")
    assert not any(ask().again for _ in range(3))
    assert not list((home / "cache" / "quick").glob("*")) or not ask().again
    (home / "profile.toml").unlink()
    assert ask().again


def test_warnings_and_errors_are_told_each_time(home) -> None:
    (home / "catalog").mkdir()
    (home / "catalog" / "bad.toml").write_text("x = 1\n")
    for _ in range(3):
        said = ask()
        assert "left out" in said.err
        assert not said.again
    (home / "profile.toml").write_text('diet = "martian"\n')
    assert [ask("status").again for _ in range(2)] == [False, False]
    assert ask().code == 4


def test_files_are_private_few_and_small(home) -> None:
    for number in range(40):
        ask("status", "--format", f"{number} {{done}}")
    folder = home / "cache" / "quick"
    assert folder.stat().st_mode & 0o777 == 0o700
    files = list(folder.iterdir())
    assert 0 < len(files) <= quick._MOST_FILES
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in files)
    assert max(file.stat().st_size for file in files) < 6 * quick._MOST_ANSWER
    ask("status", "--format", "x" * 900)
    assert ask("status", "--format", "39 {done}").again


def test_what_another_user_could_have_written_is_not_shown(home, monkeypatch) -> None:
    ask()
    file = next((home / "cache" / "quick").iterdir())
    content = file.read_bytes()
    file.chmod(0o666)
    assert not ask().again  # it was drawn anew, and put in the place of the other
    assert file.stat().st_mode & 0o777 == 0o600
    file.unlink()
    (home / "elsewhere").write_bytes(content)
    (home / "elsewhere").chmod(0o600)
    file.symlink_to(home / "elsewhere")
    assert not ask().again
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert not ask().again


@pytest.mark.parametrize(
    "text", ["\x1b]0;title\x07", "\x1b[2J", "\x1b[1;1H", "a\rb", "\x07", "\x9b1m", "\x1bc", "\x1b]52;c;eA==\x1b\\"]
)
def test_nothing_that_moves_a_terminal_is_given_out(text) -> None:
    assert not quick.is_harmless(f"a line\n{text}\n")
    assert quick.is_harmless("\x1b[1;38;5;65mbold\x1b[0m ✓ \x1b]8;id=1;https://x.org\x1b\\link\x1b]8;;\x1b\\\n")


def test_a_change_while_the_answer_is_drawn_is_not_missed(home, monkeypatch) -> None:
    from gutcli.terminal.output import Output

    whole = Output.show

    def slow(self, view, *rest) -> None:
        whole(self, view, *rest)
        gutcli_done()

    def gutcli_done() -> None:
        monkeypatch.setattr(Output, "show", whole)
        gutcli("done", "1")

    monkeypatch.setattr(Output, "show", slow)
    ask()
    after = ask()
    assert not after.again
    assert "1 of 6" in after.out


def test_new_files_are_not_relied_on(home, monkeypatch) -> None:
    monkeypatch.setattr(quick_facts, "_SETTLED_NS", 2_000_000_000)
    (home / "catalog").mkdir()
    (home / "catalog" / "mine.toml").write_text("")
    ask()
    assert not ask().again


@pytest.mark.parametrize(
    "environ",
    [
        {"HOME": "/home/a"},
        {"HOME": "/home/a", "XDG_DATA_HOME": "/d"},
        {"HOME": "/h", "XDG_CACHE_HOME": "rel", "XDG_CONFIG_HOME": "/c"},
        {"GUTCLI_HOME": "/x/y"},
        {"GUTCLI_HOME": "rel/y", "HOME": "/h"},
        {"GUTCLI_HOME": "~/y"},
        {"GUTCLI_HOME": "", "HOME": "/h/"},
    ],
)
def test_it_finds_the_same_folders(environ) -> None:
    folders = find_folders(environ)
    found = quick_facts.find_homes(environ)
    assert found is not None
    assert [Path(place) for place in found] == [folders.config, folders.data, folders.cache]


def test_every_wish_that_is_read_is_in_the_key(home, monkeypatch) -> None:
    """Watch which variables a fresh answer asks for, on a terminal in colour and in a pipe."""
    ask()  # what is compiled once is not looked at
    script = (
        "import os, sys\n"
        "seen = set()\n"
        "class Watched(type(os.environ)):\n"
        "    def __getitem__(self, name): seen.add(name); return super().__getitem__(name)\n"
        "    def get(self, name, default=None): seen.add(name); return super().get(name, default)\n"
        "    def __contains__(self, name): seen.add(name); return super().__contains__(name)\n"
        "os.environ.__class__ = Watched\n"
        "from gutcli import cli, quick\n"
        "quick.open_door = lambda *_: None\n"
        "code = [cli.run(words) for words in ([], ['status'], ['today', '--json'])]\n"
        "print(sorted(seen), file=sys.stderr)\n"
        "assert code == [0, 0, 0]\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "FORCE_COLOR": "1"},
    )
    seen = set(eval(run.stderr.splitlines()[-1]))
    others = {"GUTCLI_HOME", "HOME", "GUTCLI_DEBUG", "_GUTCLI_COMPLETE"}  # where the files are, and what shuts the door
    ignored = {name for name in seen if name.startswith(("PYTHON", "_TYPER", "TYPER", "_RICH", "LC_", "LANG"))}
    assert "FORCE_COLOR" in seen
    assert seen - others - ignored - set(quick_facts.WISHES) == set()


def test_little_is_imported(home) -> None:
    """What the door loads is what every Python has loaded already, and no more than four modules."""
    ask("status")
    script = (
        "import sys; before = set(sys.modules); from gutcli.cli import run; run(['status']); "
        "print(sorted(set(sys.modules) - before))"
    )
    for _ in range(2):
        run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(eval(run.stdout.splitlines()[-1]))
    assert not loaded & {
        "typer",
        "typing",
        "pathlib",
        "json",
        "sqlite3",
        "re",
        "dataclasses",
        "datetime",
        "collections",
    }


def test_in_a_checkout_every_changed_module_counts(tmp_path, real_code) -> None:
    (tmp_path / "render").mkdir()
    (tmp_path / "__pycache__").mkdir()
    for name in ("a.py", "render/b.py", "__pycache__/c.py", "notes.txt"):
        (tmp_path / name).write_text("")
    before = quick_facts._stamp_tree(str(tmp_path))
    assert [line.split("\t")[0] for line in before] == ["a.py", "render/b.py"]
    (tmp_path / "render" / "b.py").write_text("x")
    assert quick_facts._stamp_tree(str(tmp_path)) != before


def test_an_odd_stream_is_no_harm() -> None:
    assert quick.open_door([], None) is None
    assert quick.open_door(["foods"], Stream()) is None
    assert quick.open_door(["today", "x" * 2000], Stream()) is None
    assert quick.open_door([], Stream(), {"HOME": "relative"}) is None
    assert quick.open_door([], Stream(), {"GUTCLI_HOME": "/x", "GUTCLI_DEBUG": "1"}) is None


def test_a_full_disk_is_said_by_the_door_too() -> None:
    command = f"{sys.executable} -m gutcli today"
    run = subprocess.run(
        ["bash", "-c", f"{command} >/dev/null; {command} >/dev/null; {command} > /dev/full"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "space" in run.stderr.lower()
    assert "Traceback" not in run.stderr
    run = subprocess.run(
        ["bash", "-c", f"{command} | head -c 1; exit ${{PIPESTATUS[0]}}"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0
    assert run.stderr == ""


@pytest.mark.parametrize(
    "before", [[], ["done", "1", "3"], ["skip", "all"], ["profile", "set", "medicines", "warfarin"]]
)
def test_without_options_it_is_drawn_as_with_them(before) -> None:
    if before:
        gutcli(*before)
    for form in ([], ["--json"]):
        assert gutcli("today", *form).out == gutcli("today", "--date", "today", *form).out == gutcli(*form).out
        assert gutcli("status", *form).out == gutcli("status", "--quiet", *form).out
        assert gutcli("plan", *form).out == gutcli("plan", "--date", "today", *form).out
        assert gutcli("plan", "--days", "28", *form).out == gutcli("plan", "--days", "28", "-q", *form).out
    for days in ("0", "367", "99999999", "-1", "x", ""):
        short, long = gutcli("plan", "--days", days, expect=2), gutcli("plan", "-q", "--days", days, expect=2)
        assert short == long
