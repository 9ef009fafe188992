"""The draw: balanced, the same everywhere, not to be foreseen, and never shown ahead."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gutcli.diary.trials import MOST_DAYS, draw

from .given import FIRST, ID, make_trial

PAIRS = st.integers(2, 42)
IDS = st.uuids().map(str)


@settings(max_examples=25)
@given(IDS, PAIRS)
def test_each_pair_has_one_block_on(ident: str, pairs: int) -> None:
    drawn = draw(ident, 2 * pairs)
    assert len(drawn) == 2 * pairs
    assert all(sum(drawn[n : n + 2]) == 1 for n in range(0, 2 * pairs, 2))


def test_the_draw_is_the_same_on_every_machine() -> None:
    # Written down once: a change of it would give running trials other blocks.
    assert draw(ID.format(1), 12) == KNOWN
    # Python's own hash differs in each process; nothing of it may be in there.
    code = f"from gutcli.diary.trials import draw; print(draw({ID.format(1)!r}, 12))"
    seen = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True
        ).stdout
        for seed in ("1", "2")
    }
    assert seen == {f"{KNOWN}\n"}


KNOWN = (False, True, False, True, False, True, True, False, True, False, False, True)


def test_nothing_of_the_past_foretells_the_next_pair() -> None:
    """Over many trials, the next pair is on first in half, whatever the pairs before were."""
    ways: dict[tuple[bool, bool], list[bool]] = {}
    for number in range(4000):
        first = [on for place, on in enumerate(draw(ID.format(number), 6)) if place % 2 == 0]
        ways.setdefault((first[0], first[1]), []).append(first[2])
    assert len(ways) == 4
    for following in ways.values():
        # Five standard errors of a fair coin.
        assert abs(sum(following) / len(following) - 0.5) < 5 * 0.5 / len(following) ** 0.5


@settings(max_examples=25)
@given(IDS, st.integers(0, 30))
def test_no_answer_depends_on_a_block_that_has_not_begun(ident: str, gone: int) -> None:
    """Two trials with the same pairs so far say the same of every day, whatever they drew for later."""
    today = FIRST + timedelta(days=gone)
    trial = make_trial(id=ident)
    begun = trial.known_blocks(today)
    drawn = draw(ident, trial.blocks)
    number = min(gone // trial.days + 1, trial.blocks)
    other = next(
        (
            twin
            for n in range(400)
            if (twin := make_trial(id=f"{ident}/{n}"))
            and draw(twin.id, 6)[:number] == drawn[:number]
            and draw(twin.id, 6) != drawn
        ),
        None,
    )
    days = [FIRST + timedelta(days=n) for n in range(-3, 30)]
    if other is not None:
        assert other.known_blocks(today) == begun
        for what in ("plan_of", "is_out", "is_placed"):
            assert [getattr(trial, what)(day, today) for day in days] == [
                getattr(other, what)(day, today) for day in days
            ]
    assert all(block.first <= today for block in begun)


def test_blocks_follow_each_other_without_a_gap() -> None:
    trial = make_trial()
    blocks = trial.known_blocks(trial.last + timedelta(days=5))
    assert [block.on for block in blocks] == list(draw(trial.id, 6))
    assert blocks[0].first == trial.first
    assert blocks[-1].last == trial.last
    assert all(b.first == a.last + timedelta(days=1) for a, b in pairwise(blocks))


def test_the_first_day_of_a_block_is_not_compared() -> None:
    trial = make_trial()
    compared = [trial.is_compared(trial.first + timedelta(days=n)) for n in range(8)]
    assert compared == [False, True, True, True] * 2


def test_no_trial_is_longer_than_a_list_remembers() -> None:
    from gutcli.planner.habits import LEARN_DAYS

    assert MOST_DAYS <= LEARN_DAYS


@pytest.mark.parametrize(
    "change",
    [{"blocks": 5}, {"blocks": 40}, {"washout": 4}, {"for": ["gold"]}, {"basis": "references"},
     {"references": ["david-2014"]}, {"why": ""}, {"more": 1}],
)  # fmt: skip
def test_a_default_that_does_not_hold_is_refused(change: dict) -> None:
    from gutcli.catalog.data_files import load_vocabulary
    from tests.catalog.vocabulary_models import TrialsFile

    forms = [dict(form) for form in load_vocabulary("trials")["form"]]
    TrialsFile.model_validate({"form": forms, "refuse": []})
    place = next(n for n, form in enumerate(forms) if form["id"] == "ferment")
    forms[place] = {**forms[place], **change}
    with pytest.raises(ValueError, match="form"):
        TrialsFile.model_validate({"form": forms, "refuse": []})


def test_the_references_of_defaults_are_there() -> None:
    from gutcli.catalog.data_files import find_data, load_vocabulary

    known = (Path(find_data()) / "references.toml").read_text(encoding="utf-8")
    entries = [entry for table in load_vocabulary("trials").values() for entry in table]
    assert all(f'id = "{reference}"' in known for entry in entries for reference in entry["references"])
