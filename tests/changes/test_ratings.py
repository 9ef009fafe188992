"""Symptoms, sleep and ratings of one's own: what is understood, kept, shown, and never scored."""

from __future__ import annotations

import json

import pytest

from gutcli.catalog.data_files import load_vocabulary
from gutcli.catalog.red_flags import find_red_flag
from gutcli.diary.ratings import (
    RATINGS,
    find_rating,
    format_score,
    format_scores,
    list_ratings,
    match_rating,
    parse_score,
    parse_watch,
)
from tests.data import read_data
from tests.run_gutcli import gutcli

WATCH = ("profile", "set", "watch", "migraine 0-3", "sleep")


def rated(*words: str) -> object:
    return gutcli("mood", *words, "--json").data["changed"][-1]["ratings"]


@pytest.mark.parametrize(
    ("words", "ratings"),
    [
        (["--sleep", "7h"], {"sleep": 7}),
        (["4", "--bloating", "0", "--stool", "7"], {"mood": 4, "bloating": 0, "stool": 7}),
        (["--stress", "2", "--pain", "3"], {"stress": 2, "pain": 3}),
        (["4", "3", "2", "sleep", "7h30"], {"mood": 4, "energy": 3, "gut": 2, "sleep": 7.5}),
        (["sleep", "6", "h", "45", "good"], None),
        (["good", "sleep", "6", "h", "45"], {"mood": 4, "sleep": 6.75}),
        (["bloating", "none", "pain", "a", "lot"], {"bloating": 0, "pain": 3}),
        (["stool", "watery"], {"stool": 7}),
        (["migraine", "2"], {"migraine 0-3": 2}),
        (["4", "migraine", "0-3", "1"], {"mood": 4, "migraine 0-3": 1}),
        (["migraine", "4"], None),
        (["4", "mood", "3"], None),
        (["headache", "2"], None),
        (["sleep"], None),
        (["--sleep", "25h"], None),
        (["--bloating", "4"], None),
    ],
)
def test_what_is_said_is_what_is_kept(words: list[str], ratings: object) -> None:
    gutcli(*WATCH)
    if ratings is None:
        assert gutcli("mood", *words, expect=2).out == ""
    else:
        assert rated(*words) == ratings


@pytest.mark.parametrize(
    ("said", "hours"),
    [("7h", 7), ("7", 7), ("7.5", 7.5), ("7,5", 7.5), ("7h30", 7.5), ("7:20", 7.33), ("450 min", 7.5), ("0", 0),
     ("7 hours 5 minutes", 7.08), ("24h", 24)],
)  # fmt: skip
def test_hours_in_many_forms(said: str, hours: float) -> None:
    assert parse_score(RATINGS["sleep"], said) == hours


def test_every_minute_comes_back() -> None:
    sleep = RATINGS["sleep"]
    for minutes in range(24 * 60 + 1):
        said = format_score(sleep, parse_score(sleep, f"{minutes} min"))
        assert said == (f"{minutes // 60} h {minutes % 60:02}" if minutes % 60 else f"{minutes // 60} h")


@pytest.mark.parametrize(
    "words", ["migraine 3-0", "migraine 0-900", "migraine", "mood 0-9", "x" * 60 + " 0-3", "a\x1b 0-3"]
)
def test_what_is_no_scale_is_refused_and_says_what_would_be(words: str) -> None:
    said = gutcli("profile", "set", "watch", words, expect=2)
    assert "watch" in said.err
    assert gutcli("profile", "--json").data["values"]["watch"] == []


def test_an_own_rating_is_its_name_and_its_scale() -> None:
    assert parse_watch("  Migraine   0 to 3 ") == "migraine 0-3"
    rating = find_rating("migraine 0-3")
    assert rating is not None
    assert (rating.name, rating.least, rating.most) == ("migraine", 0, 3)
    assert find_rating("Migraine 0-3") is find_rating("mood 0-9") is find_rating("x") is None
    ratings = list_ratings(["migraine 0-3", "stool"], ["sleep"])
    assert [r.key for r in ratings] == ["mood", "energy", "gut", "sleep", "stool", "migraine 0-3"]
    assert match_rating("MIGRAINE", ratings) == rating
    assert "with another scale" in gutcli("profile", "set", "watch", "migraine 0-3, migraine 0-10", expect=2).err


def test_each_rating_counts_as_it_was_last_given_and_is_shown() -> None:
    gutcli(*WATCH)
    gutcli("mood", "--sleep", "6h", "--stool", "4")
    again = gutcli("mood", "4", "migraine", "2", "sleep", "7h30")
    assert "Mood 4 of 5, sleep 7 h 30, migraine 2 of 3." in again.out
    assert "in place of sleep 6 h, which the diary keeps. Still counted: stool type 4." in again.out
    day = gutcli("history", "--json").data["days"][-1]
    assert day["ratings"] == {"mood": 4, "sleep": 7.5, "stool": 4, "migraine 0-3": 2}
    assert "mood 4, sleep 7 h 30, stool type 4, migraine 2" in gutcli("history").out
    assert "stool type 4 (smooth, soft and long)" in gutcli("history", "today").out
    week = gutcli("stats", "--chart", "--json").data
    assert week["weeks"][-1]["ratings"] == day["ratings"]
    assert [r["key"] for r in week["ratings"]] == ["mood", "energy", "gut", "sleep", "stool", "migraine 0-3"]
    page = gutcli("report", "-").out
    assert '<th scope="col">Migraine</th>' in page.replace("'", '"') or ">Migraine<" in page
    assert "7.5 h" in page


def test_they_go_out_and_come_in_again(home, tmp_path) -> None:
    gutcli(*WATCH)
    gutcli("mood", "--sleep", "7h20", "--stool", "4")
    gutcli("mood", "3", "migraine", "1")
    out = tmp_path / "diary.jsonl"
    out.write_text(gutcli("export").out, encoding="utf-8")
    header, *rows = (line.split(",") for line in gutcli("export", "--format", "csv").out.splitlines())
    assert header[-3:] == ['"sleep"', '"stool"', '"migraine 0-3"']
    assert rows[-1][-3:] == ['""', '""', '"1"']
    assert "Sleep 7 h 20, stool type 4" in gutcli("export", "--format", "md").out
    gutcli("forget", "--all", "--yes")
    assert gutcli("import", str(out)).code == 0
    assert gutcli("history", "--json").data["days"][-1]["ratings"]["sleep"] == 7.33
    assert [json.loads(line) for line in gutcli("export").out.splitlines()][1:]


def test_older_lines_come_in_as_they_are() -> None:
    """0.1.0 wrote mood, and energy and gut where they were said."""
    from gutcli.keep.import_.entry_model import parse_entry

    line = {
        "id": "01a1fd3a-0340-7000-a593-41bacd6349e8", "device": "d", "at": "2026-11-21T08:30:00.000Z",
        "offset_minutes": 60, "day": "2026-11-21", "action": "mood", "data": {"mood": 4, "energy": 3},
    }  # fmt: skip
    assert parse_entry(line).data == '{"energy":3,"mood":4}'


@pytest.mark.parametrize(
    ("words", "flag"),
    [
        ("some blood in my stools today", "blood"),
        ("Poo was black.", "black-stool"),
        ("black, tarry stool", "black-stool"),
        ("lost weight without trying", "weight-loss"),
        ("can't keep anything down", "vomiting"),
        ("vomiting for three days", "vomiting"),
        ("fever and diarrhoea", "fever"),
        ("no blood in my stool", None),
        ("blood test today, stool type 4", None),
        ("lost weight, as planned", None),
        ("black bean stew, good poo", None),
        ("slept badly", None),
        ("", None),
    ],
)
def test_red_flags_are_found_in_a_persons_words(words: str, flag: str | None) -> None:
    found = find_red_flag(words, load_vocabulary("red_flags"))
    assert (found.id if found else None) == flag


def test_a_red_flag_is_answered_and_never_scored(home) -> None:
    said = gutcli("mood", "4", "--note", "blood in my poo again")
    assert "see your doctor" in said.out
    assert rated("4") == {"mood": 4}
    refused = gutcli("profile", "set", "watch", "blood in stool 0-3", expect=2)
    assert "see your doctor" in refused.err
    assert gutcli("profile", "--json").data["values"]["watch"] == []
    # A file that was written by hand holds it; it is still not scored.
    (home / "profile.toml").write_text('watch = ["blood in stool 0-3"]\n')
    assert "see your doctor" in gutcli("mood", "blood in stool", "2", expect=2).err
    both = gutcli("mood", "3", "blood in stool", "2", "--json").data
    assert both["changed"][-1]["ratings"] == {"mood": 3}
    assert any("see your doctor" in remark for remark in both["remarks"])


def test_every_red_flag_has_its_page_and_its_source() -> None:
    known = load_vocabulary("red_flags")["red_flag"]
    references, topics = ({entry["id"] for entry in read_data(f"{kind}s")[kind]} for kind in ("reference", "topic"))
    for flag in known:
        assert set(flag.get("references", ())) <= references
        assert flag["topic"] in topics | {""}
        for words in flag["words"]:
            assert find_red_flag(words, load_vocabulary("red_flags")) is not None, words


def test_what_means_something_is_said_in_words(capsys) -> None:
    assert format_scores({"stool": 1, "pain": 2}, in_full=True) == (
        "pain 2 of 3 (a fair amount), stool type 1 (separate hard lumps)"
    )
    gutcli("mood", "--help")
    assert "4 smooth, soft and long" in " ".join(capsys.readouterr().out.split())
