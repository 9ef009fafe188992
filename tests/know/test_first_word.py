"""What people type first where a command should stand: numbers, other names of commands, names, questions."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gutcli.catalog.data_files import find_data
from gutcli.commands import COMMANDS, TAKE_A_WORD
from gutcli.overview import GROUPS, find_group
from gutcli.usage import format_usage
from tests.run_gutcli import gutcli

KNOWN = tomllib.loads((Path(find_data()) / "commands.toml").read_text(encoding="utf-8"))


def same(typed: str, meant: str) -> None:
    assert gutcli(*typed.split()).out == gutcli(*meant.split()).out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("list", "today"),
        ("yesterday", "today --date yesterday"),
        ("tomorrow --json", "today --date tomorrow --json"),
        ("monday", "today --date monday"),
        ("today tomorrow", "today --date tomorrow"),
        ("plan 3", "plan --days 3"),
        ("plan 2 --format md", "plan --days 2 --format md"),
        ("week last", "week --date -7"),
        ("week yesterday", "week --date yesterday"),
        ("shopping", "shop"),
        ("groceries --days 3", "shop --days 3"),
        ("settings", "profile"),
        ("search jet lag", "find jet lag"),
        ("why 2", "today --why 2"),
        ("kefir", "foods kefir"),
        ("peanut butter", "foods peanut-butter"),
        ("serotonin", "explain serotonin"),
        ("serotonin --refs", "explain serotonin --refs"),
        ("body scan", "practices body-scan"),
        ("warfarin", "cautions warfarin"),
        ("why do I feel anxious", "explain anxiety"),
        ("do probiotics work", "explain probiotics"),
        ("does kefir help sleep", "find does kefir help sleep"),
        ("remind 8am", "remind --at 08:00"),
    ],
)
def test_what_is_read_runs_as_what_it_means(typed, meant):
    same(typed, meant)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1 3", "Done: "), ("2-4", "Done: "), ("1,2", "Done: "), ("tick 2", "Done: "), ("do 2", "Done: "),
        ("x 1", "Done: "), ("eat kefir", "Kefir"), ("log kefir", "Kefir"),
        ("skip 5 because knee", "Resting from "), ("mood 4 3 2", "Mood 4 of 5, energy 3 of 5, gut 2 of 5."),
        ("mood good", "Mood 4 of 5."), ("mood so so", "Mood 3 of 5."),
    ],
)  # fmt: skip
def test_what_changes_the_day_changes_it(typed, said):
    assert said in gutcli(*typed.split()).out


def test_a_changing_synonym_names_the_command_and_a_reading_one_does_not():
    assert gutcli("tick", "1").err == "gutcli: Read as gutcli done.\n"
    assert gutcli("done", "2").err == gutcli("yesterday").err == ""


def test_the_reason_of_a_rest_is_kept():
    gutcli("skip", "5", "because", "sore", "knee")
    assert "sore knee" in gutcli("history", "today").out


def test_a_list_of_the_profile_grows_and_shrinks_by_a_word():
    gutcli("profile", "add", "dislikes", "olives")
    gutcli("profile", "add", "dislikes", "dried figs, okra")
    assert gutcli("profile", "--json").data["values"]["dislikes"] == ["olives", "dried figs", "okra"]
    gutcli("profile", "remove", "dislikes", "dried", "figs")
    assert gutcli("profile", "--json").data["values"]["dislikes"] == ["olives", "okra"]


def test_what_was_eaten_but_is_not_on_the_list_is_offered_to_ate():
    answer = gutcli("done", "natto", expect=3)
    assert "gutcli ate natto" in answer.err


def test_synonyms_lead_to_commands_and_never_stand_in_their_way():
    typed = [word for entry in KNOWN["command"] for word in entry["words"]]
    assert len(typed) == len(set(typed))
    assert not set(typed) & set(COMMANDS)
    for entry in KNOWN["command"]:
        assert entry["means"].split()[0] in {*COMMANDS, "--version"}
    assert all(line.split()[0] in COMMANDS for line in KNOWN["lines"].values())
    assert tuple(KNOWN["values"]) == TAKE_A_WORD
    assert set(KNOWN["moods"].values()) <= {1, 2, 3, 4, 5}


def test_every_command_stands_in_one_group_of_the_help():
    page = gutcli("--help").out
    assert gutcli("help").out == gutcli("-h").out == page
    for group in GROUPS:
        assert f"\n  {group}\n" in page
    for verb, (room, summary) in COMMANDS.items():
        assert find_group(room) in GROUPS
        assert page.count(f"\n    {verb} ") == 1
        assert summary in page
    shown = [line.split()[0] for line in page.splitlines() if line.startswith("    ")]
    assert shown[0] == "today"


@pytest.mark.parametrize("words", ["mood 7", "mood 4 --energy 9", "mood 1 2 3 4", "mood x", "plan --days 0", "plan x",
    "foods --limit 0", "ate --nope", "swap", "week a b", "find", "profile nope", "guide", "today --date"])  # fmt: skip
def test_usage_errors_are_in_our_words(words):
    said = gutcli(*words.split(), expect=2).err
    for theirs in ("Invalid value", "<=x", "x>=", "Missing argument", "No such", "unexpected", "requires an"):
        assert theirs not in said


def test_a_complaint_of_typer_that_we_do_not_know_stays_as_it_is():
    assert format_usage("The moon is full.") == "The moon is full."
    assert format_usage("Invalid value for '--energy': 7 is not in the range 1<=x<=5.") == "--energy is 1 to 5, not 7."
