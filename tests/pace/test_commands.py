"""`breathe` and `guide` as commands, in this process, with time that passes at once."""

from __future__ import annotations

import math

import pytest

from gutcli.terminal.live.terminal import Terminal
from tests.pace import launch  # noqa: F401  # registers the verbs
from tests.run_gutcli import gutcli

QUICK = """
[[practice]]
id = "quick-breath"
name = "Quick breath"
kind = "calm"
category = "breathing"
family = "quick"
minutes = 1
aliases = []
steps = ["Breathe."]
grade = "early"
evidence_note = "For tests."
references = ["zaccaro-2018"]
cautions = ["breath-setting"]
topics = ["deep-breathing"]
checklist = false

  [practice.breath]
  inhale = 0.5
  hold_in = 0.5
  exhale = 0.5
  hold_out = 0.5
  rounds = 30
"""


@pytest.fixture
def at_once(monkeypatch):
    """Let waiting take no time; the list's first entry is the time."""
    time = [500.0]
    events: list[tuple[float, str]] = []

    def wait(self, seconds):
        until = time[0] + (0 if seconds is None else seconds)
        if events and (seconds is None or 500 + events[0][0] <= until):
            at, event = events.pop(0)
            time[0] = max(time[0], 500 + at)
            return [event]
        assert seconds is not None
        time[0] = until
        return []

    monkeypatch.setattr(Terminal, "now", lambda self: time[0])
    monkeypatch.setattr(Terminal, "wait", wait)
    return events


def test_words_in_a_pipe(at_once) -> None:
    answer = gutcli("breathe", "box-breathing", "--no-animation", "--minutes", "0.5")
    lines = answer.out.splitlines()
    assert lines[0].startswith("Box breathing")
    assert "  ! Sit somewhere safe, never while driving." in lines
    assert "  For some people" in lines
    assert any(line.startswith("    People with epilepsy: over-breathing") for line in lines)
    begin = lines.index("  Breathe in, 4 seconds. Round 1 of 2.")
    assert lines[begin : begin + 8] == [
        "  Breathe in, 4 seconds. Round 1 of 2.",
        "  Hold, 4 seconds.",
        "  Breathe out, 4 seconds.",
        "  Hold empty, 4 seconds.",
        "  Breathe in, 4 seconds. Round 2 of 2.",
        "  Hold, 4 seconds.",
        "  Breathe out, 4 seconds.",
        "  Hold empty, 4 seconds.",
    ]
    assert "Box breathing  2 rounds in 32 s." in lines
    assert "\x1b" not in answer.out
    assert "\a" not in gutcli("breathe", "478", "--sound").out


def test_the_default(at_once, home) -> None:
    calm = next(item["id"] for item in gutcli("today", "--json").data["items"] if item["slot"] == "calm")
    assert calm == "cyclic-sighing"
    assert gutcli("breathe", "--dry-run", "--json").data["practice"] == calm
    (home / "profile.toml").write_text('practices.avoid = ["cyclic sighing"]')
    assert gutcli("breathe", "--dry-run", "--json").data["practice"] != calm
    assert "Sip more in, 1 second." in gutcli("breathe", "sighing", "--rounds", "1").out


@pytest.mark.parametrize(
    ("words", "ident"),
    [("4-7-8", "four-seven-eight"), ("slow", "slow-breathing-6"), ("sighing", "cyclic-sighing"),
     ("box", "box-breathing"),
     ("Belly", "belly-breathing"), ("4-6", "long-exhale"), ("coherent breathing", "slow-breathing-6")],
)  # fmt: skip
def test_names(words: str, ident: str) -> None:
    assert gutcli("breathe", words, "--json", "--dry-run").data["practice"] == ident


def test_what_cannot_be_breathed() -> None:
    answer = gutcli("breathe", "body-scan", expect=2)
    assert "Body scan has no breathing pattern to pace." in answer.err
    assert "gutcli guide body-scan" in answer.err
    assert "Did you mean box-breathing" in gutcli("breathe", "boks breathing", expect=3).err
    assert "There are slow-breathing-6" in gutcli("breathe", "zzzz", expect=3).err
    assert gutcli("breathe", "zzzz", "--json", expect=3).error["code"] == "not_found"
    assert gutcli("breathe", "breathing", "--json", expect=3).error["code"] == "ambiguous"
    for wrong in (["--minutes", "nan"], ["--minutes", "0"], ["--rounds", "0"], ["--minutes", "1", "--rounds", "2"]):
        gutcli("breathe", "box", *wrong, expect=2)
    gutcli("guide", expect=2)
    gutcli("guide", "zzzz", expect=3)


def test_json_is_the_plan_where_nobody_breathes_along() -> None:
    data = gutcli("breathe", "cyclic", "--json").data
    cautions = data.pop("cautions")
    assert data == {
        "practice": "cyclic-sighing", "name": "Cyclic sighing",
        "phases": [
            {"name": "inhale", "label": "Breathe in", "seconds": 3.0},
            {"name": "inhale", "label": "Sip more in", "seconds": 1.0},
            {"name": "exhale", "label": "Breathe out", "seconds": 8.0},
        ],
        "round_seconds": 12.0, "rounds": 25, "rounds_done": 0, "planned_seconds": 300.0, "breathed_seconds": 0.0,
        "ended": "planned", "completed": False, "counted": False, "ticked": None, "latest_phase_ms": 0.0, "yours": None,
        "usual_rounds": 25,
    }  # fmt: skip
    assert [(c["id"], c["for_anyone"], c["yours"]) for c in cautions] == [
        ("breath-setting", True, False),
        ("panic-breath-holding", False, False),
        ("epilepsy-hyperventilation", False, False),
    ]
    guide = gutcli("guide", "body-scan", "--json", "--minutes", "5").data
    assert sum(step["seconds"] for step in guide["steps"]) == guide["planned_seconds"] == 300
    assert (guide["practice"], guide["ended"], guide["steps_done"]) == ("body-scan", "planned", 0)


def test_guide_in_words(at_once) -> None:
    out = gutcli("guide", "body-scan").out
    assert "  1 of 5. Sit, or lie down" in out
    assert "  3 of 5. Move slowly up: legs, hips, belly, chest, hands, face. (13 min 32 s)" in out
    assert "Body scan  5 steps, 15 min." in out
    assert "Body scan in place of Cyclic sighing. Item 6 is done." in out
    assert "✓  Body scan" in gutcli("today").out
    assert "Paced breath by breath: gutcli breathe box-breathing" in gutcli("guide", "box", "--dry-run").out


@pytest.fixture
def ticks(monkeypatch):
    """What the diary seam was asked to tick."""
    asked = []

    def tick(_book, practice, minutes):
        asked.append((practice.id, practice.slot, minutes))
        return f"{practice.name} is ticked."

    monkeypatch.setattr("gutcli.day.changes.actions.tick_practice", tick)
    return asked


def test_two_thirds_tick(at_once, ticks) -> None:
    assert "  Box breathing is ticked." in gutcli("breathe", "box").out
    assert ticks == [("box-breathing", "calm", 5)]


@pytest.mark.parametrize(("at", "counts"), [(191.0, False), (193.0, True)])
def test_more_or_less_than_two_thirds(at_once, ticks, at: float, counts: bool) -> None:
    at_once.append((at, "quit"))
    out = gutcli("breathe", "box").out
    assert bool(ticks) is counts
    assert ("is ticked" in out) is counts
    assert f"Box breathing  {int(at // 16)} of 18 rounds, {math.floor(at) // 60} min {math.floor(at) % 60} s." in out


def test_a_long_session_counts_after_two_thirds_of_the_usual_one(at_once, ticks) -> None:
    at_once.append((200.0, "quit"))
    gutcli("breathe", "box", "--minutes", "20")
    assert len(ticks) == 1


def test_leafing_through_a_guide_ticks_nothing(at_once, ticks) -> None:
    at_once += [(n / 10, "next") for n in range(5)]
    gutcli("guide", "body-scan")
    assert ticks == []
    at_once += [(1000 + 40.0 * n, "next") for n in range(5)]
    gutcli("guide", "body-scan")
    assert len(ticks) == 1
    gutcli("guide", "wind-down")  # rest has no slot
    assert len(ticks) == 1


def test_own_cautions_come_first_and_in_full(at_once, home) -> None:
    (home / "profile.toml").write_text('conditions = ["epilepsy"]')
    lines = gutcli("breathe", "box", "--dry-run").out.splitlines()
    marked = [line for line in lines if line.startswith("  ! ")]
    assert any(line.startswith("  ! Over-breathing can trigger some seizures") for line in marked[:-1])
    assert marked[-1] == "  ! Sit somewhere safe, never while driving."
    assert not any(line.startswith("    People with epilepsy:") for line in lines)
    yours = [c["id"] for c in gutcli("breathe", "box", "--json", "--dry-run").data["cautions"] if c["yours"]]
    assert "epilepsy-hyperventilation" in yours
    assert len(yours) == len(marked) - 1


def test_more_rounds_than_usual_of_holding(at_once) -> None:
    assert "4 rounds are usual" in gutcli("breathe", "4-7-8", "--rounds", "9", "--dry-run").out
    assert "usual" not in gutcli("breathe", "slow", "--rounds", "90", "--dry-run").out


def test_interrupted(at_once) -> None:
    at_once += [(0.0, "quit"), (3.0, "interrupt")]
    assert "Box breathing  not begun." in gutcli("breathe", "box").out
    answer = gutcli("breathe", "box", expect=130)
    assert "0 of 18 rounds, 3 s." in answer.out


def test_a_practice_of_ones_own(at_once, home) -> None:
    (home / "catalog").mkdir()
    (home / "catalog" / "mine.toml").write_text(QUICK, encoding="utf-8")
    out = gutcli("breathe", "quick").out
    assert "Breathe in, 0.5 seconds. Round 30 of 30." in out


def test_the_real_clock(home) -> None:
    (home / "catalog").mkdir()
    (home / "catalog" / "mine.toml").write_text(QUICK, encoding="utf-8")
    import time

    began = time.monotonic()
    gutcli("breathe", "quick", "--rounds", "1")
    # Not sooner, and not much later even where the machine is busy; tools/bench_breathe.py measures closely.
    assert 1.99 < time.monotonic() - began < 10


def test_help_has_examples(capsys) -> None:
    for verb in ("breathe", "guide"):
        gutcli(verb, "--help")
        assert capsys.readouterr().out.count(f"gutcli {verb}") >= 2


def test_names_of_several_words_need_no_quotes(at_once) -> None:
    assert gutcli("breathe", "box", "breathing", "--json").data["practice"] == "box-breathing"
    assert gutcli("guide", "body", "scan", "--json").data["practice"] == "body-scan"
