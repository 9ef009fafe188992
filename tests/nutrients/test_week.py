"""`gutcli week --nutrients`: ranges, what is unknown, and kindness where counting hurts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.run_gutcli import gutcli

PAGES = Path(__file__).parent / "pages"


def eat_a_little() -> None:
    gutcli("ate", "100 g hummus", "two apples", "1 leek", "gnudi", "--date", "2026-11-22")
    gutcli("ate", "mackerel", "--date", "2026-11-21")


def test_a_week_in_figures(home: Path) -> None:
    eat_a_little()
    data = gutcli("week", "--nutrients", "--date", "yesterday", "--json").data
    total = data["total"]
    assert (total["logged_days"], total["foods"]) == (2, 5)
    # 100 g hummus 5.4, two apples 2 x 182 g x 2.4 %, a leek 89 g x 1.8 %, mackerel none
    fibre = 5.4 + 2 * 1.82 * 2.4 + 0.89 * 1.8
    assert total["fibre_g"]["least"] == pytest.approx(fibre, abs=1e-4)
    assert total["fibre_g"]["most"] is None, "a food without a figure, and a leek whose figure misses its inulin"
    assert total["fibre_g"]["unknown_foods"] == 1
    assert total["fibre_g"]["understated_foods"] == 1
    assert total["fibre_g_per_day"]["least"] == pytest.approx(fibre / 2, abs=1e-3)
    assert data["without_figures"] == ["gnudi"]
    assert data["understated"] == ["Leek"]
    assert data["assumed"] == ["Mackerel"]
    assert [line["nutrient"] for line in data["intakes"]] == ["fibre_g", "ala_g", "epa_dha_mg"]
    assert [day["foods"] for day in data["days"]] == [0, 0, 0, 0, 0, 1, 4]
    assert data["days"][0]["fibre_g"]["least"] is None, "a day without a record is not a day without fibre"


def test_it_says_what_it_is_not(home: Path) -> None:
    eat_a_little()
    page = gutcli("week", "--nutrients", "--date", "yesterday").out
    assert "a record of what was logged, not of what was eaten" in page
    assert "inulin" in page
    assert "≥" in page
    assert "gnudi" in page


def test_nothing_logged(home: Path) -> None:
    assert "No food is logged" in gutcli("week", "--nutrients").out
    assert gutcli("week", "--nutrients", "--json").data["total"]["fibre_g"]["least"] is None


def test_food_is_not_counted_for_those_whom_it_hurts(home: Path) -> None:
    eat_a_little()
    (home / "profile.toml").write_text('conditions = ["recovering from an eating disorder"]\n')
    data = gutcli("week", "--nutrients", "--json").data
    assert data["counts_hidden"] is True
    assert data["total"] is None
    assert data["days"] == []
    page = gutcli("week", "--nutrients").out
    assert "Food is not counted here" in page
    assert " g" not in page.replace("gutcli", "")


@pytest.mark.parametrize("width", [40, 80])
def test_the_page_fits(home: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    eat_a_little()
    monkeypatch.setenv("COLUMNS", str(width))
    page = gutcli("week", "--nutrients", "--date", "yesterday").out
    assert max(map(len, page.splitlines())) <= width
    assert "Sun 22 Nov" in page
