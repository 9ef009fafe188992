"""The calendar, and one day in full."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gutcli.look_back.history.page import draw_calendar, draw_history, label_months, shade_day
from gutcli.look_back.history.view import HistoryDay, HistoryView, split_weeks
from gutcli.terminal.draw.layout import lay_out
from tests.looking_back.seed import LIST, MONDAY, back, seed
from tests.run_gutcli import gutcli

TODAYS = [
    date(2026, 11, 23),  # a Monday
    date(2026, 11, 22),  # a Sunday
    date(2026, 11, 21),  # a Saturday
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2028, 2, 29),
    date(2028, 3, 1),
]
STARTS = {"monday": 0, "saturday": 5, "sunday": 6}
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def view_of(today: date, number: int, starts: str) -> HistoryView:
    """A history in which each day's share is known from its date."""
    days = []
    for n in range(number - 1, -1, -1):
        day = today - timedelta(days=n)
        kind = day.toordinal() % 9
        if kind == 7:
            days.append(HistoryDay(day))
        elif kind == 8:
            days.append(HistoryDay(day, True, skipped=6, rest_day=True))
        else:
            days.append(HistoryDay(day, True, kind, 6, aim_met=kind >= 4))
    first = days[0].day
    return HistoryView(first, today, starts, first, 1, 0, 0, 0, counts_hidden=False, days=tuple(days))


def sign_of(day: date) -> str:
    return "·░▒▒▓▓█ ~"[day.toordinal() % 9]


def draw(view: HistoryView, room: int) -> list[str]:
    rows = lay_out(tuple(draw_calendar(view, room, view.first)), None)
    return ["".join(words for words, _ in row) for row in rows]


@pytest.mark.parametrize("today", TODAYS)
@pytest.mark.parametrize("starts", STARTS)
@pytest.mark.parametrize(
    ("number", "room", "step"), [(120, 78, 3), (120, 50, 2), (120, 34, 1), (1, 78, 3), (28, 60, 3)]
)
def test_every_day_stands_where_a_slow_reference_puts_it(today, starts, number, room, step):
    view = view_of(today, number, starts)
    lines = draw(view, room)[1:]
    order = [(STARTS[starts] + n) % 7 for n in range(7)]
    assert [line[2:5] for line in lines] == [NAMES[n] for n in order]
    # The slow way: walk from the first day to today; a new column begins whenever the week does.
    column, row_of = 0, {weekday: n for n, weekday in enumerate(order)}
    day = view.first
    while day <= today:
        if day != view.first and day.weekday() == order[0]:
            column += 1
        line = lines[row_of[day.weekday()]].ljust(200)
        place = 7 + column * step
        written = sign_of(day)
        if day == today and written == " ":
            written = "·"
        assert line[place] == written, (day, line)
        if day == today:
            assert line[place:].split("←")[0].strip(" ") in {written, written * 2, ""}
            assert "←" in line
        day += timedelta(days=1)
    assert sum("←" in line for line in lines) == 1


@pytest.mark.parametrize("today", TODAYS)
@pytest.mark.parametrize("starts", STARTS)
@pytest.mark.parametrize("room", [14, 19, 38])
def test_months_stand_as_in_a_calendar_where_weeks_do_not_fit(today, starts, room):
    import calendar

    view = view_of(today, 300, starts)
    lines = draw(view, room)
    blocks = "\n".join(lines)
    assert blocks.count(">") == 1
    if room < 30:  # one month under the other: each against the standard library's calendar
        plain = [line[2:] for line in lines]
        weeks = calendar.Calendar(STARTS[starts])
        expected: list[str] = []
        year, month = view.first.year, view.first.month
        while (year, month) <= (today.year, today.month):
            expected += ["", ""] if not expected else ["", "", ""]
            for week in weeks.monthdatescalendar(year, month):
                inside = [d if d.month == month and view.first <= d <= today else None for d in week]
                if not any(inside):
                    continue
                line = ""
                for d in inside:
                    sign = " " if d is None else "·" if d == today and sign_of(d) == " " else sign_of(d)
                    line += (">" if d == today else " ") + sign
                expected.append(line.rstrip())
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        heads = {n for n, line in enumerate(plain) if any(c.isalpha() for c in line)}
        assert ["" if n in heads else line.rstrip() for n, line in enumerate(plain)] == expected


def test_shades_go_by_the_share_and_need_no_colour():
    def shade(**fields):
        return shade_day(HistoryDay(MONDAY, **fields))[0]

    assert "".join(shade(written=True, done=n, total=6) for n in range(7)) == "·░▒▒▓▓█"
    assert shade() == " "
    assert shade_day(HistoryDay(MONDAY), pending=True)[0] == "·"
    assert shade(written=True, rest_day=True) == "~"
    assert shade(written=True, done=3, total=3) == "█"
    assert shade(written=True) == "·"


def test_weeks_cover_every_day_once():
    view = view_of(date(2028, 2, 29), 400, "sunday")
    weeks = split_weeks(view.days, 6)
    assert [day for week in weeks for day in week if day] == list(view.days)
    assert {len(week) for week in weeks} == {7}


def test_months_are_named_over_the_week_of_their_first_day():
    weeks = split_weeks(view_of(date(2027, 1, 3), 60, "monday").days, 0)
    names = label_months(weeks, 3)
    for number, week in enumerate(weeks):
        for day in week:
            if day and day.day.day == 1:
                assert names[number * 3 :].startswith(day.day.strftime("%b"))


@pytest.mark.parametrize("width", [None, 20, 40, 60, 80, 120])
@pytest.mark.parametrize("number", [1, 30, 120, 365, 1200])
def test_it_fits_every_width(width, number):
    view = view_of(date(2028, 2, 29), number, "monday")
    for row in lay_out(draw_history(view, width), width):
        line = "".join(words for words, _ in row).rstrip()
        assert len(line) <= (width or 10_000), line


def test_the_json_has_every_day_of_the_range(few_days):
    data = gutcli("history", "--days", "6", "--json").data
    days = data.pop("days")
    assert data == {
        "first": "2026-11-18",
        "last": "2026-11-23",
        "week_starts": "monday",
        "begins": "2026-11-19",
        "written": 5,
        "blank": 0,
        "met": 2,
        "rest_days": 1,
        "counts_hidden": False,
    }
    nothing = {
        "written": True, "done": 0, "total": 0, "skipped": 0, "ate": [], "plants": [], "mood": None, "energy": None,
        "gut": None, "ratings": {}, "aim_met": False, "rest_day": False,
    }  # fmt: skip
    made = nothing | {"total": 6, "plants": ["oat", "leek", "walnut"], "aim_met": True}
    assert days == [
        nothing | {"day": "2026-11-18", "written": False},
        made | {"day": "2026-11-19", "done": 4, "mood": 4, "energy": 3, "ratings": {"mood": 4, "energy": 3}},
        made | {"day": "2026-11-20", "done": 6},
        nothing | {"day": "2026-11-21", "skipped": 6, "rest_day": True},
        nothing | {"day": "2026-11-22", "done": 1, "total": 6, "ate": ["t-shiitake", "grandma's pie"],
                   "plants": ["oat", "shiitake"]},
        nothing | {"day": "2026-11-23", "done": 2, "total": 5, "skipped": 1, "plants": ["oat", "leek"]},
    ]  # fmt: skip


def test_without_a_number_it_is_120_days(few_days):
    assert len(gutcli("history", "--json").data["days"]) == 120
    said = gutcli("history").out
    assert "Days made: 2 of 3 written, 1 rest day." in said
    assert "← today" in said


def test_it_is_legible_in_ascii(few_days, monkeypatch):
    import io

    from gutcli.cli import run
    from gutcli.terminal.output import Output

    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, "ascii")
    assert run(["history"], Output(out, io.StringIO())) == 0
    out.flush()
    said = raw.getvalue().decode("ascii")
    assert "none -.:+# all done" in said
    assert "<- today" in said


def test_one_day_with_every_entry(few_days):
    data = gutcli("history", "yesterday", "--json").data
    entries = data.pop("entries")
    items = data.pop("items")
    assert [(item["id"], item["state"]) for item in items] == [
        ("t-oats", "done"), *((name, "open") for name in ("t-leeks", "t-kefir", "t-walnuts", "t-walk", "t-breath"))
    ]  # fmt: skip
    assert data == {
        "day": "2026-11-22",
        "is_today": False,
        "is_future": False,
        "written": True,
        "done": 1,
        "total": 6,
        "skipped": 0,
        "needed": 4,
        "aim_met": False,
        "rest_day": False,
        "ate": [
            {"id": "t-shiitake", "name": "Test shiitake", "amount": "two", "plants": ["shiitake"]},
            {"id": "", "name": "grandma's pie", "amount": "", "plants": []},
        ],
        "extras": [],
        "plants": ["oat", "shiitake"],
        "check_ins": [],
        "notes": [],
    }
    assert [(line["at"][11:], line["action"], line["taken_back"], line["sentence"]) for line in entries] == [
        ("08:00:00+00:00", "offer", False, f"The list: {' · '.join(item.name for item in LIST.items)}"),
        ("08:00:00+00:00", "done", False, "Done: Test oats"),
        ("08:01:00+00:00", "ate", False, "Ate Test shiitake (two)"),
        ("08:01:00+00:00", "ate", False, "Ate grandma's pie"),
        ("08:02:00+00:00", "done", True, "Done: Test leeks"),
        ("08:03:00+00:00", "undo", False, "Took back “Done: Test leeks”"),
    ]  # fmt: skip
    assert entries[5]["undoes"] == entries[4]["id"]


@pytest.mark.parametrize("words", ["yesterday", "-1", "sunday", "2026-11-22"])
def test_a_day_can_be_named_in_many_ways(few_days, words):
    said = gutcli("history", words).out
    assert said.startswith("Sunday 22 November 2026")
    assert "08:02            Done: Test leeks (taken back)" in said
    assert gutcli("history", words, "--json").data["day"] == "2026-11-22"


def test_the_time_is_that_of_then(home, monkeypatch):
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-23T01:30:00+05:30")
    gutcli("mood", "4", "--note", "late")
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-23T08:30:00-08:00")
    data = gutcli("history", "2026-11-22", "--json").data
    assert data["check_ins"] == [
        {
            "at": "2026-11-23T01:30:00+05:30",
            "mood": 4,
            "energy": None,
            "gut": None,
            "note": "late",
            "ratings": {"mood": 4},
        }
    ]
    assert "Mon 23 Nov 01:30 UTC+05:30" in gutcli("history", "2026-11-22").out


def test_days_without_anything(few_days):
    assert "Nothing is written." in gutcli("history", "-9").out
    assert "still to come" in gutcli("history", "tomorrow").out
    assert gutcli("history", "-9", "--json").data["written"] is False
    assert gutcli("history", "someday", expect=2).err
    assert gutcli("history", "yesterday", "--days", "3", expect=2).err
    gutcli("history", "--days", "0", expect=2)


def test_an_empty_diary(home):
    assert "begins with your first tick" in gutcli("history").out
    data = gutcli("history", "--days", "3", "--json").data
    assert [day["written"] for day in data["days"]] == [False] * 3
    assert data["begins"] is None
    assert not (home / "diary.db").exists()


def test_a_diary_with_nothing_lately_says_how_far_back_it_goes(home):
    seed(home, {back(200): ["done all"]})
    assert "gutcli history --days 201" in gutcli("history").out
    assert "Days made: 1 of 1 written, 199 blank." in gutcli("history", "--days", "201").out


def test_a_young_diary_shows_four_weeks_not_months_of_nothing(few_days):
    assert "Tue 27 Oct 2026 to Mon 23 Nov 2026" in gutcli("history").out


@pytest.mark.parametrize("width", ["20", "40", "80", "120"])
def test_a_day_fits_every_width(few_days, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", width)
    for number in range(6):
        for line in gutcli("history", f"-{number}").out.splitlines():
            assert len(line) <= int(width), line
