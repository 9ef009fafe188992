"""The proof in small: simulated diaries with a fixed seed; `tools/simulate.py` runs it in full."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

THOROUGH = os.environ.get("GUTCLI_THOROUGH") == "1"
COUNT = 6 if THOROUGH else 4
"""So many diaries for each of four autocorrelations; with a false discovery rate of 0.3 four show something."""


@pytest.fixture(scope="module")
def simulate() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "tools" / "simulate.py"
    spec = importlib.util.spec_from_file_location("simulate_proof", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by name while the file runs.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_null_diaries_are_left_alone(simulate: ModuleType) -> None:
    shown = covered = tested = 0
    for phi in simulate.PHIS:
        tally = simulate.run(simulate.Scenario("short null", phi=phi), COUNT, simulate.SEED)
        shown += tally.any_shown
        covered += tally.null_covered
        tested += tally.null_tested
    # If one in twelve shows something, four or more of 16 diaries would be unlikely (4 %), five or more of 24 too.
    assert shown <= (4 if THOROUGH else 3)
    assert 0.92 <= covered / tested <= 0.98


def test_a_true_effect_is_mostly_found(simulate: ModuleType) -> None:
    found = covered = 0
    for phi in simulate.PHIS:
        kind = simulate.Scenario("short effect", phi=phi, effect=0.8, missing=0.0, habits=12)
        tally = simulate.run(kind, 3, simulate.SEED)
        found += tally.found
        covered += tally.truth_covered
    assert found >= 8
    assert covered >= 10


def test_the_ordinary_test_is_fooled_where_ours_is_not(simulate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    welch_alone = {"Welch t-test, days as independent": simulate.welch}
    assert simulate.METHODS.items() >= welch_alone.items()
    monkeypatch.setattr(simulate, "METHODS", welch_alone)
    monkeypatch.setattr(simulate, "oracle", lambda _: simulate.welch)
    counts = simulate.compare_methods(simulate.Scenario("short null", phi=0.8, habits=4), 4, simulate.SEED)
    inside = {name: (c, d) for name, (_, _, c, d) in counts.items()}
    welch = inside["Welch t-test, days as independent"]
    ours = inside[simulate.OURS]
    assert welch[0] / welch[1] < ours[0] / ours[1]


def test_diaries_are_repeatable(simulate: ModuleType) -> None:
    kind = simulate.Scenario("repeat", phi=0.3)
    assert simulate.make(kind, "1") == simulate.make(kind, "1")
    assert simulate.make(kind, "1") != simulate.make(kind, "2")


def test_wilson_interval(simulate: ModuleType) -> None:
    assert simulate.wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert simulate.wilson(50, 100) == pytest.approx((0.4038, 0.5962), abs=1e-4)
