from __future__ import annotations

import csv
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gutcli.diary import Entry
from gutcli.diary.exchange.jsonl import write_entry, write_jsonl
from gutcli.diary.exchange.merge import merge_entries
from gutcli.diary.exchange.tables import CSV_COLUMNS, escape_cell, write_csv, write_markdown
from gutcli.errors import GutcliError
from gutcli.keep.import_.parse import parse_jsonl, refuse_problems
from gutcli.store import open_diary
from gutcli.store.merging import merge_into
from tests.diary.given import LIST, NOW, TODAY, Paper, decide
from tests.diary.test_fold import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

    from gutcli.store.diary_file import SqliteDiary

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


def record(*commands: str, device: str = "here") -> list[Entry]:
    paper = Paper(device=device)
    for words in commands:
        paper.run(words)
    return paper.entries


ALL = record(
    "done 1 3",
    "skip 5 sore knee",
    "swap 2 hummus",
    "ate kimchi toast",
    "undo 3",
    "mood 4 slept badly",
    "note hm",
    "undo",
)
LINES = list(write_jsonl(ALL))


def changed(entry: Entry, text: str) -> Entry:
    return entry._replace(text=text)


def test_every_kind_of_entry_comes_back_as_it_was() -> None:
    assert {entry.action for entry in ALL} == {
        *("offer", "done", "undone", "skipped", "swapped", "ate", "mood", "note", "undo")
    }
    parsed = parse_jsonl(LINES)
    assert parsed.problems == ()
    assert list(parsed.entries) == ALL
    assert list(write_jsonl(parsed.entries)) == LINES


@given(st.lists(COMMANDS, max_size=8), TEXTS)
def test_export_and_import_are_inverse(commands: list[str], text: str) -> None:
    entries = record(*commands)
    if entries:
        entries.append(
            changed(
                entries[-1]._replace(action="note", data="", undoes="", subject=""),
                text,
            )
        )
    lines = list(write_jsonl(entries))
    assert all(line.isascii() and line.isprintable() for line in lines)
    assert list(parse_jsonl(lines).entries) == entries


def test_an_import_into_an_empty_home_gives_an_equal_diary(diary: SqliteDiary, home: Path) -> None:
    for words in ("done 1 3", "ate kimchi", "undo", "mood 2 tired"):
        diary.undo_last(NOW) if words == "undo" else diary.change(TODAY, NOW, TODAY, LIST, decide(words))
    lines = list(write_jsonl(diary.read_entries()))
    other = open_diary(home / "other" / "diary.db", read_only=False)
    dry = merge_into(other, parse_jsonl(lines).entries, NOW, dry_run=True)
    assert (dry.new, other.count_entries()) == (len(lines) - 1, 0)
    merged = merge_into(other, parse_jsonl(lines).entries, NOW)
    assert (merged.new, merged.known, merged.replaced, merged.days) == (len(lines) - 1, 0, 0, (TODAY,))
    assert list(write_jsonl(other.read_entries())) == lines
    assert other.read_summaries() == diary.read_summaries()
    again = merge_into(other, parse_jsonl(lines).entries, NOW)
    assert (again.new, again.known) == (0, len(lines) - 1)
    assert list(write_jsonl(other.read_entries())) == lines
    # What is written here afterwards is newer than all that came.
    change = other.change(TODAY, NOW - timedelta(days=9), TODAY, LIST, decide("done 4"))
    assert change.entries[-1].id > max(entry.id for entry in diary.read_entries())
    assert change.entries[-1].device != diary.read_day(TODAY)[0].device
    other.close()


PILE = [*record("done 1", "skip 2", "mood 3 hm"), *record("done 1", "ate toast", "undo", device="there")]
PILE += [changed(entry, "") for entry in PILE if entry.text]
RECORDS = st.lists(st.sampled_from(PILE), max_size=9)


@settings(max_examples=120)
@given(RECORDS, RECORDS, RECORDS)
def test_a_merge_is_idempotent_commutative_and_associative(a: list[Entry], b: list[Entry], c: list[Entry]) -> None:
    assert merge_entries(a, b) == merge_entries(b, a)
    assert merge_entries(merge_entries(a, b), c) == merge_entries(a, merge_entries(b, c))
    assert merge_entries(a, a) == merge_entries(a) == merge_entries(merge_entries(a), a)


@settings(max_examples=15)
@given(st.lists(RECORDS, max_size=4))
def test_the_store_merges_as_on_paper(tmp_path_factory: pytest.TempPathFactory, records: list[list[Entry]]) -> None:
    diary = open_diary(tmp_path_factory.mktemp("d") / "diary.db", read_only=False)
    for one in records:
        merge_into(diary, one, NOW)
    assert list(diary.read_entries()) == merge_entries(*records)
    diary.close()


def test_of_two_versions_the_forgotten_one_stays() -> None:
    noted = next(entry for entry in ALL if entry.action == "mood")
    assert merge_entries([noted], [changed(noted, "")]) == [changed(noted, "")]


def test_of_two_versions_that_cannot_both_be_true_mine_stays() -> None:
    noted = next(entry for entry in ALL if entry.action == "mood")
    for other in (changed(noted, "zz"), noted._replace(day=noted.day - timedelta(days=9)), noted._replace(data="{}")):
        assert merge_entries([noted], [other]) == [noted]
        assert merge_entries([other], [noted]) == [other]


def line(**fields: object) -> str:
    good = json.loads(write_entry(next(entry for entry in ALL if entry.action == "skipped")))
    return json.dumps({key: value for key, value in {**good, **fields}.items() if value is not ...})


BAD = {
    "not json": "not JSON",
    "[1]": "not a JSON object",
    '{"a":1,"a":2}': "twice",
    '{"offset_minutes":NaN}': "NaN",
    "[" * 100_000: "nested too deeply",
    line(id="x"): "'id' is 'x'",
    line(id="fffffffe-ffff-7000-8000-000000000000"): "9999",
    line(device="a b"): "'device'",
    line(at="yesterday"): "'at'",
    line(at="2026-13-01T00:00:00Z"): "no instant",
    line(day="2026-02-29"): "'day'",
    line(day=20260228): "'day'",
    line(action="eaten"): "none of",
    line(action=...): "'action' is missing",
    line(colour="red"): "'colour' is no key",
    line(offset_minutes=True): "'offset_minutes'",
    line(offset_minutes=2000): "'offset_minutes'",
    line(subject=...): "'subject' is missing",
    line(subject="a\nb"): "control characters",
    line(subject="zz$(touch${IFS}P)"): "'subject' is 'zz$(touch${IFS}P)'; an id is lower-case words joined by hyphens",
    line(subject="Oats"): "'subject' is 'Oats'",
    line(subject="-x"): "'subject' is '-x'",
    line(subject="x" * 61): "'subject' is",
    line(text=7): "not text",
    line(text="x" * 5000): "letters",
    line(text="\ud800"): "not text",
    line(undoes=json.loads(LINES[1])["id"]): "'undoes'",
    line(action="undo"): "'undoes'",
    line(data={}): "does not belong",
    line(action="mood", data={"mood": 6}): "'mood' is 6",
    line(action="mood", data={}): "'data' is missing, empty",
    line(action="mood", data={"sleep": 25}): "'sleep' is 25, not a number from 0 to 24",
    line(action="mood", data={"stool": 4.5}): "'stool' is 4.5, not a whole number from 1 to 7",
    line(action="mood", data={"stress": True}): "'stress' is True",
    line(action="mood", data={"migraine 0-3": 4}): "'migraine 0-3' is 4, not a whole number from 0 to 3",
    line(action="mood", data={"Migraine 0-3": 1}): "is no key",
    line(action="mood", data={"mood": 3, "joy": 3}): "'joy' is no key",
    line(action="ate", data={"name": "x", "plants": "kale"}): "'plants'",
    line(action="offer", data={"items": [["a"]], "aim": 0.5, "day_starts_at": "04:00"}): "an item",
    line(action="offer", data={"items": [], "aim": 7, "day_starts_at": "04:00"}): "'aim'",
    line(action="offer", data={"items": [], "aim": 0.5, "day_starts_at": "25:00"}): "'day_starts_at'",
    line(action="swapped", data=None): "needs it",
    '{"kind":"gutcli-diary","schema":2}': "newer gutcli",
    '{"kind":"gutcli-diary"}': "schema",
}


@pytest.mark.parametrize(("text", "why"), BAD.items(), ids=[str(number) for number in range(len(BAD))])
def test_a_bad_line_says_what_is_wrong(text: str, why: str) -> None:
    problems = parse_jsonl([text]).problems
    assert [problem.line for problem in problems] == [1]
    assert why in problems[0].why


def test_every_bad_line_is_reported_with_its_number() -> None:
    parsed = parse_jsonl([*LINES[:2], "", "oops", *LINES[2:], line(day="x")])
    assert [problem.line for problem in parsed.problems] == [4, len(LINES) + 3]
    with pytest.raises(GutcliError, match="line 4: ") as refusal:
        refuse_problems(parsed, "my\x1b[31m.jsonl")
    assert "\x1b" not in refusal.value.message
    assert "2 lines" in refusal.value.message
    refuse_problems(parse_jsonl(LINES), "fine")


def test_a_file_that_was_cut_short_is_refused_and_joined_files_are_not() -> None:
    assert "cut short" in parse_jsonl(LINES[:-1]).problems[0].why
    assert parse_jsonl([]).problems
    assert parse_jsonl([*LINES, *LINES]).problems == ()
    assert parse_jsonl(["\ufeff" + LINES[0] + "\r\n", *LINES[1:]]).problems == ()
    assert parse_jsonl(LINES[3:]).problems == ()


@settings(max_examples=150)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | TEXTS,
        lambda inner: (
            st.dictionaries(st.sampled_from(["id", "data", "kind", "schema", "day", "at", "items"]), inner)
            | st.lists(inner)
        ),
    )
)
def test_no_json_at_all_breaks_the_reader(value: object) -> None:
    parsed = parse_jsonl([json.dumps(value)])
    assert parsed.problems or isinstance(value, dict)


def test_csv_has_a_row_an_entry_and_no_formulas() -> None:
    evil = [changed(entry, "=cmd|' /C calc'!A0") if entry.action == "note" else entry for entry in ALL]
    rows = list(csv.DictReader(write_csv(evil)))
    assert len(rows) == len(ALL)
    assert tuple(rows[0]) == CSV_COLUMNS
    assert rows[1]["name"] == "Oats"
    assert rows[1]["at"].startswith("2026-11-23T08:30:")
    assert next(row for row in rows if row["action"] == "note")["text"] == "'=cmd|' /C calc'!A0"
    assert next(row for row in rows if row["action"] == "note")["undone"] == "yes"
    assert next(row for row in rows if row["action"] == "mood")["mood"] == "4"
    assert next(row for row in rows if row["action"] == "ate")["plants"] == "cabbage"


@given(TEXTS)
def test_no_cell_begins_as_a_formula(text: str) -> None:
    cell = escape_cell(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))
    assert "\n" not in cell


def test_markdown_is_readable_and_safe() -> None:
    evil = [changed(entry, "<script>*x*\x1b[31m") if entry.action == "mood" else entry for entry in ALL]
    page = "\n".join(write_markdown(evil))
    assert "## Monday 23 November 2026" in page
    assert "- [x] Oats, a bowl of porridge" in page
    assert "- [-] Brisk walk, 20 minutes (rest: sore knee)" in page
    assert "(instead of Leeks)" in page
    assert "\x1b" not in page
    assert "<script>" not in page
    assert "toast with jam" in page
