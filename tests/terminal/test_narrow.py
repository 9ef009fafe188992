"""What is said in little room: no word cut while there is any other way, no sign alone, errors wrapped as well."""

from __future__ import annotations

import pytest

from gutcli.terminal.draw.document import Column, Grid, Line, text
from gutcli.terminal.draw.layout import lay_out
from tests.run_gutcli import gutcli


def say(*blocks, width):
    return ["".join(words for words, _ in row).rstrip() for row in lay_out(tuple(blocks), width)]


def test_a_sign_goes_with_the_words_that_it_marks():
    line = Line((("four five six ", ""), ("! ", "caution"), ("go up slowly", "caution"), (" ! rest", "")))
    for width in range(9, 40):
        assert not any(row.endswith("!") for row in say(line, width=width))


def test_a_word_is_not_cut_for_a_column_that_could_go_below():
    row = (
        text("1"),
        text("Loving-kindness"),
        text("10 minutes of it"),
        text("! sit somewhere safe, never while driving"),
    )
    grid = Grid((Column(), Column(wrap=6), Column(), Column()), (row,))
    for width in (36, 40, 50, 60):
        rows = say(grid, width=width)
        assert any("Loving-kindness" in row for row in rows), rows
        assert all(len(row) <= width for row in rows)


@pytest.mark.parametrize("width", [40, 60, 80])
def test_today_cuts_no_name(width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    for day in range(1, 29, 9):
        date = f"2026-12-{day:02}"
        words = {w for item in gutcli("today", date, "--json").data["items"] for w in item["name"].split()}
        shown = gutcli("today", date).out.split()
        assert words <= set(shown)


def test_errors_and_questions_wrap_and_cut_nothing(monkeypatch):
    path = "/a/long/path/without/any/space/in/it/that/is/longer/than/forty/columns.toml"
    monkeypatch.setenv("COLUMNS", "40")
    said = gutcli("ate", "zzzzqq", "--date", "2027-01-01", expect=None).err
    assert max(map(len, said.splitlines())) <= 40
    assert path in gutcli("import", path, expect=None).err


def test_what_fits_stands_first_and_the_rest_under_its_heading(home, monkeypatch):
    (home / "profile.toml").write_text('allergies = ["milk"]\n', encoding="utf-8")
    foods = gutcli("foods", "--probiotic", "--json").data["foods"]
    fits = [food["personal"]["fits"] for food in foods]
    assert fits == sorted(fits, reverse=True)
    assert 0 < sum(fits) < len(fits)
    monkeypatch.setenv("COLUMNS", "80")
    page = gutcli("foods", "--probiotic").out
    assert f"Not for you ({fits.count(False)})" in page
    assert page.index("Not for you (") < page.index("Kefir")


def test_a_card_leads_with_the_persons_own_cautions(home):
    (home / "profile.toml").write_text('medicines = ["warfarin"]\n', encoding="utf-8")
    lines = gutcli("foods", "natto").out.splitlines()
    own = next(n for n, line in enumerate(lines) if "warfarin" in line or "clinic" in line)
    assert own < next(n for n, line in enumerate(lines) if line.startswith("  Also called"))
    assert any("for other people: gutcli cautions natto" in line for line in lines)


def test_the_topic_at_the_foot_is_each_items_in_turn(monkeypatch):
    named = []
    for day in range(1, 29):
        monkeypatch.setenv("GUTCLI_NOW", f"2026-12-{day:02}T08:30:00+00:00")
        named.append(gutcli("today").out.partition("gutcli explain ")[2].split()[0])
    assert len(set(named)) >= 8
    assert max(named.count(topic) for topic in named) <= 10
