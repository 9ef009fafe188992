"""`gutcli insights`: too little is said to be too little, what is shown is an association, the order is stable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pyte
import pytest

from gutcli.look_back.insights import association
from gutcli.look_back.insights.comparison import METHOD, MIN_CHECK_INS
from gutcli.terminal.output import Output
from gutcli.terminal.progress import watch
from tests.looking_back.seed import back, seed
from tests.report.compared import compare_once, forget
from tests.report.seeded import UNTIL, seed_diary
from tests.run_gutcli import gutcli


@pytest.fixture(scope="module", autouse=True)
def once() -> Iterator[None]:
    with compare_once():
        yield


def live(home: Path, days: int, *said: Callable[[int], str]) -> None:
    """Write so many days before today: a check-in, and what else is said of each."""
    seed(home, {back(n): [f"mood {1 + n % 5}", *(words(n) for words in said)] for n in range(1, days + 1)})


def move_or_calm(n: int) -> str:
    return "done 5" if n % 2 else "done 6"


class TestTooFew:
    def test_it_says_how_many_more_and_nothing_else(self, home: Path) -> None:
        live(home, 9)
        page = gutcli("insights").out
        assert "9 check-ins in 90 days: 5 more before anything is compared" in page
        assert not any(word in page for word in ("Shown", "Not shown", "higher", "lower", "points"))
        data = gutcli("insights", "--json").data
        assert (data["check_ins"], data["check_ins_needed"], data["comparisons"]) == (9, 5, [])

    def test_an_empty_diary(self, home: Path) -> None:
        assert f"{MIN_CHECK_INS} more before anything is compared" in gutcli("insights").out
        assert gutcli("insights", "--explain", "walk").out == gutcli("insights").out

    def test_check_ins_without_habits(self, home: Path) -> None:
        live(home, 20)
        page = gutcli("insights").out
        assert "On the 20 days with a check-in nothing is ticked or logged" in page
        assert "gutcli done 1" in page
        assert "Check in once a day" not in page

    def test_too_few_days_on_a_side_are_counted(self, home: Path) -> None:
        live(home, 15, lambda n: "done 5" if n % 4 else "done 6")
        lines = {(c["habit_id"], c["rating"], c["lag"]): c for c in gutcli("insights", "--json").data["comparisons"]}
        move = lines["move", "mood", 0]
        assert (move["status"], move["n_with"], move["n_without"]) == ("too few", 12, 3)
        assert move["needs"] == {"check_ins": 0, "days_with": 0, "days_without": 4}
        assert move["effect"] is None
        assert move["p_value"] is None
        assert "movement (test walk) (4 more without)" in gutcli("insights").out


class TestNothingShown:
    def test_it_is_one_paragraph_and_the_figures_are_a_word_away(self, home: Path) -> None:
        seed_diary(home, 60, effect=0.0)
        answer = gutcli("insights", "--json")
        assert "shown" not in {c["status"] for c in answer.data["comparisons"]}
        page = gutcli("insights").out
        assert "No habit is shown" in page
        found = answer.data["next"]
        assert found["missed"] < found["offered"]
        assert f"({found['missed']} of {found['offered']} days)" in " ".join(page.split())
        assert f"would take {found['days']} days" in " ".join(page.split())
        assert found["command"] in " ".join(page.split())
        # The command is one that runs, and takes as long as was said.
        plan = gutcli(*found["command"].split()[1:], expect=None).out
        assert found["name"] in plan
        assert f"{found['days']} blocks of 1 day" in plan
        assert len(page.split("\n\n")) == 3
        assert "Not shown" in gutcli("insights", "--all").out
        assert gutcli("insights", "--all", "--json").out == answer.out


class TestObstacles:
    def test_food_that_nobody_knows_is_named(self, home: Path) -> None:
        live(home, 20, move_or_calm, lambda _: "ate blorpfish")
        for words in (("insights",), ("insights", "--all")):
            page = " ".join(gutcli(*words).out.split())
            assert "Food groups are not compared on 20 days: gutcli does not know what is in blorpfish" in page
        data = gutcli("insights", "--json").data["left_out"]
        assert (data["food_unknown"], data["foods"]) == (20, ["blorpfish"])

    def test_days_away_and_ill_are_left_out_and_said(self, home: Path) -> None:
        seed_diary(home, 60, effect=0.0)
        before = gutcli("insights", "--json").data
        gutcli("skip", "all", "--date", "-1", "--because", "ill in bed")
        gutcli("skip", "all", "--date", "-2", "--because", "have a cold")
        gutcli("skip", "all", "--date", "-3", "--because", "too cold outside")
        data = gutcli("insights", "--json").data
        assert (data["left_out"]["ill"], data["left_out"]["away"]) == (2, 0)
        assert before["check_ins"] - 2 <= data["check_ins"] < before["check_ins"]
        assert "Left out: 2 days ill." in " ".join(gutcli("insights").out.split())

    def test_symptoms_and_sleep_are_compared_too(self, home: Path) -> None:
        gutcli("profile", "set", "watch", "migraine 0-3")
        seed(home, {back(n): ["done 5"] for n in range(1, 31, 2)})
        for n in range(1, 31):
            gutcli("mood", "--sleep", f"{6 + n % 3}h", "migraine", str(n % 4), "--date", str(-n))
        lines = gutcli("insights", "--json").data["comparisons"]
        told = {(c["rating"], c["rating_name"], c["unit"], c["lag"]) for c in lines if c["effect"] is not None}
        assert ("migraine 0-3", "migraine", "points", 0) in told
        assert ("sleep", "sleep", "hours", 1) in told
        assert not any(c["rating"] == "sleep" and c["lag"] == 0 for c in lines), "the night was before the day"
        assert gutcli("insights", "--about", "migraine", "--json").data["about"] == "migraine 0-3"


class TestComparisons:
    @pytest.fixture(autouse=True)
    def seeded(self, home: Path) -> None:
        seed_diary(home, 140, effect=1.2)

    def test_a_true_difference_is_shown_as_an_association(self) -> None:
        page = gutcli("insights").out
        assert "Mood on days with movement was higher than otherwise" in page
        assert "First seen on " in page
        assert "This is an association" in page
        assert "Not shown" not in page, "the table waits behind --all"
        assert "--all" in page
        assert "Not shown" in gutcli("insights", "--all").out
        assert not any(word in page.lower() for word in ("because of movement", "improves", "boosts", "leads to"))
        assert "nothing here is a cause" in page

    def test_json_has_every_number_and_the_method(self) -> None:
        data = gutcli("insights", "--json").data
        assert data["method"] == METHOD
        assert data["family_size"] == sum(c["p_value"] is not None for c in data["comparisons"])
        shown = next(
            c for c in data["comparisons"] if c["habit_id"] == "move" and c["rating"] == "mood" and c["lag"] == 0
        )
        assert shown["status"] == "shown"
        assert shown["low"] < shown["effect"] < shown["high"]
        assert 0 <= shown["p_value"] <= shown["q_value"] <= data["false_discovery_rate"]
        assert all(isinstance(value, (int, float)) for value in shown["working"].values())
        assert shown["working"]["family_size"] == data["family_size"]

    def test_one_rating_belongs_to_the_same_family(self) -> None:
        every = gutcli("insights", "--json").data
        one = gutcli("insights", "--about", "energy", "--json").data
        assert one["comparisons"] == [c for c in every["comparisons"] if c["rating"] == "energy"]
        assert one["family_size"] == every["family_size"]
        assert {c["rating"] for c in every["comparisons"]} == {"mood", "energy", "gut"}

    def test_the_order_does_not_rank(self) -> None:
        lines = gutcli("insights", "--json").data["comparisons"]
        ratings, kinds = ("mood", "energy", "gut"), ("slot", "practice", "food-group")
        keys = [(ratings.index(c["rating"]), kinds.index(c["habit_kind"]), c["habit"], c["lag"]) for c in lines]
        assert keys == sorted(keys)

    def test_explain_walks_through_one(self) -> None:
        page = gutcli("insights", "--explain", "brisk walk").out
        assert "Mood and brisk walk, the same day" in page
        assert "1. Days:" in page
        assert "8." in page
        assert METHOD in page
        data = gutcli("insights", "--explain", "Brisk-Walk", "--about", "gut", "--json").data
        assert data["explained"] == "brisk walk"
        assert [(c["rating"], c["lag"], bool(c["steps"])) for c in data["comparisons"]] == [
            ("gut", 0, True),
            ("gut", 1, True),
        ]

    def test_explain_knows_near_names_before_anything_is_compared(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(association, "compare_family", None)
        answer = gutcli("insights", "--explain", "brisk wolk", "--json", expect=3)
        assert "brisk walk" in answer.error["hint"]
        assert gutcli("insights", "--explain", "food", "--json", expect=3).error["code"] == "ambiguous"

    def test_another_rating_is_refused(self) -> None:
        assert "mood, energy or gut" in gutcli("insights", "--about", "weight", expect=2).err

    def test_food_is_left_out_for_those_whom_it_hurts(self, home: Path) -> None:
        (home / "profile.toml").write_text('conditions = ["recovering from an eating disorder"]\n')
        page = gutcli("insights").out
        assert "Food is left out of these comparisons" in page
        data = gutcli("insights", "--json").data
        assert data["foods_hidden"] is True
        assert {c["habit_kind"] for c in data["comparisons"]} == {"slot", "practice"}
        assert {c["habit_id"] for c in data["comparisons"] if c["habit_kind"] == "slot"} == {"move", "calm"}

    @pytest.mark.parametrize("width", [40, 60, 80, 120])
    def test_the_page_fits(self, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
        monkeypatch.setenv("COLUMNS", str(width))
        assert max(map(len, gutcli("insights").out.splitlines())) <= width

    def test_the_same_diary_says_the_same(self) -> None:
        said = gutcli("insights").out
        forget()
        assert gutcli("insights").out == said


def test_only_the_days_asked_for_count(home: Path) -> None:
    seed_diary(home, 140)
    data = gutcli("insights", "--days", "30", "--json").data
    assert data["first"] == str(UNTIL + timedelta(days=1) - timedelta(days=29))
    days = gutcli("history", "--days", "30", "--json").data["days"]
    assert data["check_ins"] == sum(day["mood"] is not None for day in days)
    assert date.fromisoformat(data["last"]) == UNTIL + timedelta(days=1)


def test_no_more_than_three_years_are_compared_and_it_is_said(home: Path) -> None:
    seed_diary(home, 30)
    answer = gutcli("insights", "--days", "3650", "--json")
    assert answer.data["days"] == 1096
    assert "Only the last three years are compared" in answer.err


class TestProgress:
    def test_nobody_watches_a_pipe(self) -> None:
        import io

        with watch(Output(io.StringIO(), io.StringIO()), "Comparing") as report:
            assert report is None

    def test_a_terminal_sees_long_work_and_is_left_clean(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import io

        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        clock = [0.0]
        monkeypatch.setattr("gutcli.terminal.progress.time.monotonic", lambda: clock[0])
        stream = Terminal()
        with watch(Output(io.StringIO(), stream, {"TERM": "xterm"}), "Comparing") as report:
            assert report is not None
            report(1, 10)
            assert stream.getvalue() == ""
            clock[0] = 1.0
            report(5, 10)
        assert "Comparing  50 %" in stream.getvalue()
        screen = pyte.Screen(40, 5)
        pyte.Stream(screen).feed(stream.getvalue())
        assert not "".join(screen.display).strip()
        assert not screen.cursor.hidden
        with pytest.raises(KeyboardInterrupt):
            self.interrupt(Output(io.StringIO(), stream, {"TERM": "xterm"}), clock)
        pyte.Stream(screen).feed(stream.getvalue())
        assert not screen.cursor.hidden

    def interrupt(self, output: Output, clock: list[float]) -> None:
        with watch(output, "Comparing") as report:
            clock[0] += 1.0
            report(1, 10)
            raise KeyboardInterrupt
