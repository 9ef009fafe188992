"""gutcli is for adults and says so; and the message of a crisis can be left with one command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.run_gutcli import gutcli

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("words", ["age = 12", "I am 14", "3", "15yo", "fifteen years old"])
def test_whoever_is_no_adult_is_told_on_every_list(home: Path, words: str) -> None:
    assert "gutcli is made for adults" in gutcli("profile", "set", "conditions", words).out
    for line in ("today", "plan", "profile"):
        assert "gutcli is made for adults" in gutcli(line).out


@pytest.mark.parametrize("words", ["my daughter is 3", "my son has ADHD"])
def test_a_child_of_ones_own_is_told_of_once(home: Path, words: str) -> None:
    said = gutcli("profile", "set", "conditions", words).out
    assert "gutcli is for adults" in " ".join(said.split())
    assert "adults" not in gutcli("today").out
    assert gutcli("profile", "--json").data["cautions"] == []


@pytest.mark.parametrize("words", ["82 years old", "age = 82", "I am eighty-two", "82yo", "seventy"])
def test_who_is_old_is_looked_out_for(home: Path, words: str) -> None:
    gutcli("profile", "set", "conditions", words)
    data = gutcli("profile", "--json").data
    assert {"falls-balance", "raw-egg"} <= {card["id"] for card in data["cautions"]}
    assert (data["unknown"], data["asks"]) == ([], [])


def test_the_message_of_a_crisis_is_left_with_the_command_that_it_names(home: Path) -> None:
    gutcli("profile", "set", "conditions", "asthma, I can't go on")
    for line in ("today", "plan", "foods", "have"):
        said = " ".join(gutcli(line).out.split())
        assert "emergency number" in said
        assert "gutcli done" not in said
    [command] = re.findall(r"gutcli (profile remove conditions) (\".*?\")", said)
    gutcli(*command[0].split(), command[1].strip('"'))
    assert gutcli("today", "--json").data["items"]
    assert "emergency number" not in gutcli("today").out
    assert "asthma" in gutcli("profile").out


def test_the_way_back_is_said_at_once(home: Path) -> None:
    said = gutcli("profile", "set", "conditions", "suicidal").out
    assert 'gutcli profile remove conditions "suicidal"' in said
