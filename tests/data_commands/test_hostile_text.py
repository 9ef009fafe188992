"""Text that a terminal, a browser or a table would obey: from every source, to every output, past the entrance too."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sys

import pytest

from gutcli.diary.entry import Item, Offer
from gutcli.store import open_diary
from gutcli.store.merging import merge_into
from gutcli.text import fold
from tests.catalog.overlays import food, write
from tests.conftest import NOW as NOW_SAID
from tests.diary.given import NOW, Paper
from tests.run_gutcli import gutcli

SIGNS = "\x1b]0;evil\x07\x1b[2J\x9b31m\x85\u202eevil\u2066\u200b\U000e0041\x7f\r"
EVIL = f"Ev{SIGNS}il"
UNSAFE = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;(?:id=[\w-]+)?;[!-~]*\x1b\\")

SCREENS = (
    ["today"], ["today", "--why", "1"], ["plan", "--shopping"], ["plan", "--format", "md"], ["plan", "--format", "ics"],
    ["foods", "hips"], ["foods", "--limit", "500"], ["foods", "--why-not"], ["explain", "fibre-mine"], ["explain"],
    ["explain", "fibre-mine", "--refs"], ["practices", "evil walk"], ["practices"], ["tips", "--all"],
    ["cautions", "hips"],
    ["week"], ["history"], ["history", "today"], ["stats"], ["insights"], ["report", "-"], ["status"], ["profile"],
    ["export"], ["export", "--format", "csv"], ["export", "--format", "md"], ["doctor"], ["catalog", "check"],
    ["done", EVIL], ["ate", EVIL], ["swap", "1", EVIL], ["foods", EVIL], ["explain", EVIL], [EVIL],
    ["today", "--date", EVIL],
    ["profile", "set", EVIL, EVIL], ["profile", "set", "diet", EVIL], ["import", f"/tmp/{EVIL}"],
    ["export", f"/{EVIL}/x"],
    ["catalog", "check", f"/{EVIL}"], ["completion", EVIL], ["backup", f"/{EVIL}/x"], ["mood", "3", "--note", EVIL],
    ["skip", "1", "--because", EVIL], ["forget", EVIL], ["guide", "evil walk", "--dry-run"], ["find", "hips"],
    ["find", EVIL], ["have"], ["have", "hips"], ["have", EVIL], ["shop"], ["shop", "--format", "md"], ["away", EVIL],
    ["plan", "--meals"], ["dish", "add", EVIL, "oats"], ["dish", "add", "mine", EVIL], ["restore", EVIL],
    ["sync", "--status"], ["import", "--map", EVIL, f"/tmp/{EVIL}"], ["remind", EVIL], ["breathe", EVIL],
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile_home(tmp_path_factory, warm_cache):
    """A home with such text in the catalog and the diary, as if it had come past the checks at the entrance."""
    home = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUTCLI_HOME", str(home))
        patch.setenv("GUTCLI_NOW", NOW_SAID)
        make_hostile(home)
        patch.setattr("gutcli.catalog.compile.find_unsafe", lambda _: ())
        gutcli("today")
    shutil.copytree(home, home.with_name("kept"), ignore=shutil.ignore_patterns(*KEPT))
    return home


KEPT = ("cache", "catalog")


@pytest.fixture
def hostile(hostile_home, monkeypatch):
    """Such a home, to be changed: with what it had at first, and its catalog compiled once for all tests."""
    monkeypatch.setattr("gutcli.catalog.compile.find_unsafe", lambda _: ())
    monkeypatch.setenv("GUTCLI_HOME", str(hostile_home))
    for path in hostile_home.iterdir():
        if path.name not in KEPT:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(hostile_home.with_name("kept"), hostile_home, dirs_exist_ok=True)
    for file in (hostile_home / "catalog").iterdir():
        if file.name != "mine.toml":
            file.unlink()
    return hostile_home


def make_hostile(home):
    claim = {"text": EVIL, "grade": "early", "references": ["sender-2016"]}
    write(
        home / "catalog", "mine.toml",
        food=[food(name=f"Hips {EVIL}"[:40], serving={"text": EVIL[:40], "grams": 9}, how_to_eat=EVIL, note=EVIL)],
        tip=[{"id": "soak-oats", "text": f"Soak the oats first {EVIL}"}],
        topic=[{"id": "fibre-mine", "title": EVIL, "aliases": [EVIL], "group": "food", "summary": EVIL, "action": EVIL,
                "related": ["sleep"], "claim": [claim]}],
        practice=[{"id": "brisk-walk", "name": f"Evil walk {EVIL}"[:40], "steps": [EVIL], "evidence_note": EVIL}],
    )  # fmt: skip
    items = [Item("move", f"item-{n}", EVIL, EVIL, ("oat",)) for n in range(3)]
    paper = Paper()
    for words in ("done 1", f"mood 3 {EVIL.replace(chr(13), '')}", f"skip 2 {EVIL.replace(chr(13), '')}"):
        paper.run(words, offer=Offer(tuple(items)))
    diary = open_diary(home / "diary.db", read_only=False)
    entries = [e._replace(text=EVIL) if e.text else e for e in paper.entries]
    entries = [e._replace(data=e.data.replace('"Ev', '"\\u001b]Ev')) if e.action == "offer" else e for e in entries]
    merge_into(diary, entries, NOW)
    diary.close()


def test_the_text_is_there_and_would_be_found(hostile):
    assert fold(EVIL)
    assert UNSAFE.search(EVIL)
    assert "il" in gutcli("explain", "fibre-mine").out
    assert "�" in gutcli("explain", "fibre-mine").out  # that it was tampered with shows


# In colour all of them; the plain writer, which the same document goes through, has each third.
DRAWN = [(argv, "1") for argv in SCREENS] + [(argv, "") for argv in SCREENS[::3]]


@pytest.mark.parametrize(("argv", "colour"), DRAWN, ids=[f"{' '.join(map(ascii, a))[:40]}-{c}" for a, c in DRAWN])
def test_nothing_that_would_be_obeyed_reaches_an_output(hostile, monkeypatch, argv, colour):
    monkeypatch.setenv("FORCE_COLOR", colour)
    answer = gutcli(*argv, expect=None)
    for stream in (answer.out, answer.err):
        plain = OURS.sub("", stream)
        if argv[:2] == ["plan", "--format"] and argv[2] == "ics":
            plain = plain.replace("\r\n", "\n")
        assert "\r" not in plain.replace("\r\n", "\n")
        assert not UNSAFE.search(plain), (argv, UNSAFE.search(plain), plain[:3000])


@pytest.mark.parametrize(
    "argv", [argv for argv in SCREENS if "--format" not in argv and argv[0] not in {"export", "report"}]
)
def test_json_is_ascii_whatever_it_holds(hostile, argv):
    answer = gutcli(*argv, "--json", expect=None)
    assert (answer.out + answer.err).isascii()
    assert not UNSAFE.search(answer.out + answer.err)


def test_a_check_in_is_taken_back_by_name(home):
    gutcli("mood", "2")
    gutcli("mood", "4")
    gutcli("done", "1")
    assert gutcli("undo", "mood", "--json").data["changed"][0]["action"] == "undo"
    day = gutcli("history", "today", "--json").data
    assert [check["mood"] for check in day["check_ins"]] == [2]
    assert day["done"] == 1
    gutcli("undo", "mood")
    assert "nothing to take back" in gutcli("undo", "mood").out


def test_private_words_need_not_stand_in_the_command(home, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("slept badly\nagain\n"))
    gutcli("mood", "3", "--note", "-")
    monkeypatch.setattr(sys, "stdin", io.StringIO("sore knee\n"))
    gutcli("skip", "5", "--because", "-")
    texts = [entry["text"] for entry in gutcli("history", "today", "--json").data["entries"] if entry["text"]]
    assert [" ".join(text.split()) for text in texts] == ["slept badly again", "sore knee"]


def test_a_check_in_has_no_foods_name_in_a_table(home):
    gutcli("ate", "gnudi")
    gutcli("mood", "4")
    rows = list(csv.DictReader(io.StringIO(gutcli("export", "--format", "csv").out)))
    assert [row["name"] for row in rows if row["action"] == "mood"] == [""]
    assert "gnudi" in [row["name"] for row in rows]
