"""`gutcli stats --chart`: the weeks against a slow reference, and every chart as it is drawn at three widths."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gutcli.terminal.draw.document import BLANK
from gutcli.terminal.draw.layout import draw_plain, lay_out
from gutcli.terminal.draw.plot import Bar, draw_columns, draw_steps, plot_step, put_below
from gutcli.terminal.draw.theme import fit_encoding
from tests.report.seeded import seed_diary
from tests.run_gutcli import gutcli

PAGES = Path(__file__).parent / "pages"


def compare(name: str, drawn: str) -> None:
    """Compare with the kept page; UPDATE_PAGES=1 keeps it anew."""
    path = PAGES / name
    if os.environ.get("UPDATE_PAGES"):
        PAGES.mkdir(exist_ok=True)
        path.write_text(drawn, "utf-8")
    assert drawn == path.read_text("utf-8")


@pytest.mark.parametrize("width", [40, 80, 200])
def test_every_chart_at_three_widths(home: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    seed_diary(home, 84)
    monkeypatch.setenv("COLUMNS", str(width))
    page = gutcli("stats", "--chart", "--days", "84").out
    assert max(map(len, page.splitlines())) <= width
    for title in (
        "Share done",
        "Plants a week",
        "Fibre logged",
        "ALA logged",
        "EPA + DHA logged",
        "Mood",
        "Energy",
        "Gut",
    ):
        assert title in page
    compare(f"charts-{width}.txt", page)


def test_ascii_has_the_same_shape(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seed_diary(home, 84)
    monkeypatch.setenv("COLUMNS", "80")
    page = gutcli("stats", "--chart", "--days", "84").out
    plain = fit_encoding(page, "ascii")
    assert plain.isascii()
    assert "?" not in "".join(line for line in plain.splitlines() if line.startswith("     "))
    charts = [(a, b) for a, b in zip(page.splitlines(), plain.splitlines(), strict=True) if set("█▁─░") & set(a)]
    assert charts
    assert all(len(a) == len(b) for a, b in charts)


def test_a_pipe_gets_the_numbers_as_a_table(home: Path) -> None:
    seed_diary(home, 84)
    page = gutcli("stats", "--chart", "--days", "84").out
    weeks = gutcli("stats", "--chart", "--days", "84", "--json").data["weeks"]
    lines = [line for line in page.splitlines() if line.strip()[:4].isdigit()]
    assert [line.split()[0] for line in lines] == [week["first"] for week in weeks]
    assert "█" not in page


def test_an_empty_diary_has_nothing_to_draw(home: Path) -> None:
    assert "nothing to draw" in gutcli("stats", "--chart").out
    assert gutcli("stats", "--chart", "--json").data["weeks"]


def test_chart_does_not_go_with_explain(home: Path) -> None:
    assert gutcli("stats", "--chart", "--explain", expect=2).err


@pytest.mark.parametrize("starts", ["monday", "sunday", "saturday"])
def test_weeks_agree_with_a_slow_reference(home: Path, starts: str) -> None:
    seed_diary(home, 60, seed=3)
    (home / "profile.toml").write_text(f'week_starts = "{starts}"\n')
    chart = gutcli("stats", "--chart", "--days", "50", "--json").data
    span = (date(2026, 11, 23) - date.fromisoformat(chart["first"])).days + 1
    assert 50 <= span < 57, "the first week is a whole one"
    days = gutcli("history", "--days", str(span), "--json").data["days"]
    number = {"monday": 0, "sunday": 6, "saturday": 5}[starts]
    weeks: list[list[dict[str, object]]] = []
    for day in days:
        if not weeks or date.fromisoformat(str(day["day"])).weekday() == number:
            weeks.append([])
        weeks[-1].append(day)
    assert [week["first"] for week in chart["weeks"]] == [week[0]["day"] for week in weeks]
    assert [week["last"] for week in chart["weeks"]] == [week[-1]["day"] for week in weeks]
    for said, slow in zip(chart["weeks"], weeks, strict=True):
        written = [day for day in slow if day["written"]]
        assert said["written"] == len(written)
        assert said["done"] == sum(day["done"] for day in slow)  # type: ignore[misc]
        assert said["offered"] == sum(day["total"] for day in slow)  # type: ignore[misc]
        if written:
            assert said["plants"] == len({plant for day in slow for plant in day["plants"]})  # type: ignore[attr-defined]
        for rating in ("mood", "energy", "gut"):
            known = [day[rating] for day in slow if day[rating] is not None]
            assert said[rating] == (pytest.approx(sum(known) / len(known), abs=1e-4) if known else None)  # type: ignore[arg-type]


def test_weeks_add_up_to_the_nutrients_of_each_week(home: Path) -> None:
    seed_diary(home, 40)
    for week in gutcli("stats", "--chart", "--days", "36", "--json").data["weeks"][1:]:
        data = gutcli("week", "--nutrients", "--date", week["first"], "--json").data
        assert data["total"]["logged_days"] == week["logged_days"]
        if week["logged_days"]:
            for name in ("fibre_g_per_day", "ala_g_per_day", "epa_dha_mg_per_day"):
                assert data["total"][name] == week[name]


def draw(*blocks: object) -> str:
    return draw_plain(lay_out((*blocks, BLANK), None))  # type: ignore[arg-type]


values = st.lists(st.none() | st.floats(0, 50, allow_nan=False), min_size=1, max_size=40)


@given(values, st.integers(1, 6))
def test_columns_are_as_high_as_their_values(found: list[float | None], step: int) -> None:
    top = max((v for v in found if v), default=1.0)
    grid = draw_columns([Bar(v) for v in found], top, ("top", "0"), step, "new", height=4)
    page = draw(grid).splitlines()
    rows = [line[9:].ljust(step * len(found)) for line in page[:5]]
    levels = " ▁▂▃▄▅▆▇█"
    for place, value in enumerate(found):
        signs = [row[place * step] for row in rows]
        eighths = sum(levels.index(sign) for sign in signs[:4])
        assert signs[4] == (" " if value is None else "─")
        assert eighths == (0 if not value else max(1, round(value / top * 32)))


@given(st.lists(st.none() | st.floats(1, 5, allow_nan=False), min_size=1, max_size=30), st.integers(1, 6))
def test_steps_stand_at_their_height(found: list[float | None], step: int) -> None:
    page = draw(draw_steps(found, 1, 5, step, "calm")).splitlines()
    rows = [line[7:].ljust(step * len(found)) for line in page[:5]]
    for place, value in enumerate(found):
        drawn = [
            5 - n + ("▁─▔".index(row[place * step]) - 1) / 3 for n, row in enumerate(rows) if row[place * step] != " "
        ]
        assert len(drawn) == (value is not None)
        assert value is None or drawn[0] == pytest.approx(value, abs=1 / 6 + 1e-9)


def test_labels_never_run_into_one_another() -> None:
    grid = draw_columns([Bar(1)] * 6, 1, ("1", "0"), 1, "new")
    below = draw(put_below(grid, ["Jan", "", "Feb", "", "", "Mar"], 1)).splitlines()[5]
    assert below.split() == ["Jan", "Mar"]


@pytest.mark.parametrize(("room", "places", "step"), [(30, 60, 1), (60, 30, 2), (180, 12, 6), (10, 0, 6)])
def test_places_are_as_wide_as_there_is_room(room: int, places: int, step: int) -> None:
    assert plot_step(room, places) == step


def test_a_long_record_on_a_narrow_screen_shows_the_last_weeks(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seed_diary(home, 400)
    monkeypatch.setenv("COLUMNS", "40")
    page = gutcli("stats", "--chart", "--days", "400").out
    assert "a wider terminal shows more" in " ".join(page.split())
    assert max(map(len, page.splitlines())) <= 40
    # All of them are in --json.
    assert len(gutcli("stats", "--chart", "--days", "400", "--json").data["weeks"]) == 58
