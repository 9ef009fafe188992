"""--plain and ACCESSIBLE=1: words, not shapes, and nothing that moves; the Linux console gets signs that it has."""

from __future__ import annotations

import re

import pytest

from tests.conftest import NOW
from tests.pace.live import Live
from tests.run_gutcli import gutcli

SHAPES = set("█▇▆▅▄▃▂▁▔░▒▓■□▪▫●○◐✗✓🌱")
PAGES = [
    ("today",), ("history",), ("history", "yesterday"), ("week",), ("stats",), ("stats", "--chart"), ("insights",),
    ("explain", "serotonin"), ("explain",), ("foods", "--probiotic"), ("foods", "kefir"), ("foods", "walnuts"),
    ("practices",), ("practices", "box"), ("tips", "--all"), ("plan",), ("cautions",), ("catalog",),
    ("breathe", "box", "--dry-run"), ("doctor",), ("week", "--nutrients"),
]  # fmt: skip


@pytest.fixture(scope="module")
def lived_home(tmp_path_factory, warm_cache):
    """A home of somebody who ticked and rated for a month."""
    home = tmp_path_factory.mktemp("lived")
    (home / "profile.toml").write_text('allergies = ["nuts"]\nmedicines = ["warfarin"]\n', encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUTCLI_HOME", str(home))
        patch.setenv("GUTCLI_NOW", NOW)
        for day in (1, 2, 3, 9, 30):
            for number in range(1, 2 + day % 6):
                gutcli("done", str(number), "--date", f"-{day}")
        gutcli("mood", "4")
    return home


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_no_page_has_a_shape_and_none_loses_a_figure(lived_home, monkeypatch, words) -> None:
    monkeypatch.setenv("GUTCLI_HOME", str(lived_home))
    usual, plain = gutcli(*words).out, gutcli(*words, "--plain").out
    assert not set(plain) & SHAPES
    assert "\n\n\n" not in plain
    if words[0] in {"explain", "foods", "practices", "stats"}:
        figures = [word for word in usual.split() if word.isdigit() or word.endswith("%")]
        assert all(plain.count(figure) for figure in figures)


def test_a_list_is_read_in_words(home, monkeypatch) -> None:
    gutcli("done", "1")
    gutcli("skip", "2")
    monkeypatch.setenv("ACCESSIBLE", "1")
    lines = [line.split() for line in gutcli("today").out.splitlines() if re.match(r"  \d  ", line)]
    assert [line[:2] for line in lines] == [["1", "done"], ["2", "rest"], *([str(n), "open"] for n in range(3, 7))]
    assert "●" not in gutcli("explain", "serotonin").out
    assert "strong" in gutcli("explain", "serotonin").out
    monkeypatch.setenv("ACCESSIBLE", "0")
    assert "✓" in gutcli("today").out


@pytest.mark.parametrize("how", [{"ACCESSIBLE": "1"}, {}])
def test_the_picker_is_a_numbered_prompt_and_breathing_is_words(live, how) -> None:
    flag = () if how else ("--plain",)
    terminal: Live = live("done", *flag, height=60, **how)
    terminal.until("Numbers to tick")
    terminal.key("2\r")
    terminal.until("2  done")
    terminal.key("\r")
    assert terminal.rest() == 0
    assert b"?1049h" not in terminal.bytes
    terminal = live("breathe", "box", "--rounds", "1", "-q", *flag, **how)
    terminal.until("Breathe in, 4 seconds.")
    terminal.key("q")
    assert terminal.rest() == 0
    assert b"?1049h" not in terminal.bytes


def test_the_linux_console_gets_signs_that_its_font_has(live) -> None:
    gutcli("done", "1")
    gutcli("skip", "2")
    for words in (("today",), ("explain", "serotonin", "--no-pager")):
        terminal: Live = live(*words, TERM="linux", height=60)
        assert terminal.rest() == 0
        assert not set(terminal.text) & set("✓✗●○◐–…’“”")
        if words[0] == "today":
            assert "1  +" in terminal.text
            assert "2  -" in terminal.text
            assert "3  ·" in terminal.text
    terminal = live("done", TERM="linux")
    terminal.until("make the day")
    assert "1  +" in terminal.text
    terminal.key("q")
    assert terminal.rest() == 0
    terminal = live("today", "--json", TERM="linux", height=200)
    terminal.rest()
    assert "+" not in terminal.text.replace("+00:00", "")
