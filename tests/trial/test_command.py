"""`gutcli trial`, from the question to the result."""

from __future__ import annotations

import json
import sqlite3
from datetime import timedelta

import pytest

from tests.run_gutcli import gutcli

from .living import MONDAY, go_to, live, start

TUESDAY = MONDAY + timedelta(days=1)


def entries(home) -> int:
    with sqlite3.connect(home / "diary.db") as database:
        return database.execute("SELECT count(*) FROM entry").fetchone()[0]


class TestBefore:
    def test_without_a_trial_it_says_how_to_start_one(self, home) -> None:
        assert "gutcli trial start gentle-yoga --watch mood" in gutcli("trial").out
        assert gutcli("trial", "--json").data["state"] == "none"
        assert gutcli("trial", "result").code == 0
        assert gutcli("trial", "list", "--json").data == {"trials": []}

    def test_a_pipe_shows_the_plan_and_writes_nothing(self, home) -> None:
        answer = gutcli("trial", "start", "kefir", "--watch", "gut", expect=2)
        assert "6 blocks of 4 days" in answer.out
        assert "8 of 10 such trials" in " ".join(answer.out.split())
        assert "--yes" in answer.err
        assert not (home / "diary.db").exists()

    def test_as_json_a_pipe_says_so_alone(self, home) -> None:
        assert gutcli("trial", "start", "kefir", "--watch", "gut", "--json", expect=2).error["code"] == "usage"

    def test_what_it_could_find_is_worse_for_a_rougher_rating(self, home, monkeypatch) -> None:
        for n in range(20):
            gutcli("mood", "3", str(1 + 3 * (n * 7 % 5 > 1)), str(3 + n % 2), "--date", str(-1 - n))
        smooth, rough = (
            gutcli("trial", "start", "kefir", "--watch", watch, "--yes", "--json").data["promised"]
            for watch in ("gut", "energy")
            if gutcli("undo", expect=None)
        )
        assert smooth < rough

    @pytest.mark.parametrize(
        ("words", "wrong"),
        [
            (("kefirr", "--watch", "gut"), "Did you mean kefir?"),
            (("kefir",), "What do you want to watch?"),
            (("kefir", "--watch", "migraine"), "There is no rating called 'migraine'"),
            (("kefir", "--watch", "gut", "--blocks", "5"), "Blocks come in pairs"),
            (("kefir", "--watch", "gut", "--blocks", "40"), "at most 84 days"),
            (("kefir", "--watch", "gut", "--days", "30"), "does not fit"),
            (("kefir", "--watch", "gut", "--stop-if", "gut"), "gut 1 x2"),
            (("kefir", "--watch", "gut", "--stop-if", "gut 9 x2"), "goes from 1 to 5"),
            (("kefir", "--watch", "gut", "--stop-if", "gut 1 x99"), "From 1 to 14"),
            (("kefir", "--watch", "gut", "--stop-if", "gut 1 on some days"), "is no rule that ends a trial"),
            (("!!!", "--watch", "gut"), "What do you want to try?"),
            (("x" * 70 + " y", "--watch", "gut"), "60 fit"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_written(self, home, words, wrong) -> None:
        answer = gutcli("trial", "start", *words, "--yes", expect=None)
        assert answer.code in {2, 3}
        assert wrong in " ".join(answer.err.split())
        assert not (home / "diary.db").exists()

    @pytest.mark.parametrize("rule", ["gut 1 x4", "gut 1 on four days running", "gut 1 for 4 days in a row"])
    def test_a_rule_that_ends_a_trial_counts_in_words_too(self, home, rule) -> None:
        words = ("kefir", "--watch", "gut", "--stop-if", rule, "--yes")
        assert gutcli("trial", "start", *words, "--json").data["stop_rule"] == "gut 1 on 4 days running"

    def test_one_at_a_time(self, home) -> None:
        start("kefir", "--watch", "gut")
        before = entries(home)
        answer = gutcli("trial", "start", "oats", "--watch", "gut", "--yes", expect=2)
        assert "A trial of Kefir is there already" in answer.err
        assert entries(home) == before


class TestSafety:
    @pytest.mark.parametrize(
        ("key", "said", "thing", "wrong"),
        [
            ("allergies", "milk", "kefir", "contains milk"),
            ("diet", "vegan", "kefir", "not vegan"),
            ("dislikes", "kefir", "kefir", "you do not like it"),
            ("medicines", "warfarin", "kale", "asked about first"),
            ("conditions", "eating disorder", "kefir", "no food is tried"),
            ("conditions", "eating disorder", "an early dinner", "only a practice of the list"),
            ("allergies", "peanuts", "peanut butter at night", "peanuts"),
        ],
    )
    def test_what_the_profile_forbids_is_not_tried(self, home, key, said, thing, wrong) -> None:
        gutcli("profile", "set", key, said)
        for off in ((), ("--off",)):
            answer = gutcli("trial", "start", thing, "--watch", "gut", "--yes", *off, expect=2)
            assert wrong in " ".join(answer.err.split())
        assert not (home / "diary.db").exists()

    @pytest.mark.parametrize(
        "thing", ["sertraline", "half of my sertraline", "no warfarin", "iron tablets", "St John's wort"]
    )
    def test_a_medicine_is_a_question_for_the_doctor(self, home, thing) -> None:
        for off in ((), ("--off",)):
            answer = gutcli("trial", "start", thing, "--watch", "mood", "--yes", *off, expect=2)
            assert "question for your doctor" in " ".join(answer.err.split())

    @pytest.mark.parametrize(
        ("thing", "advice"),
        [
            ("skip my medication", "question for your doctor"),
            ("no pills on Sunday", "question for your doctor"),
            ("fasting until noon", "Going without food"),
            ("gluten", "coeliac blood test"),
            ("no alcohol", "stopping at once can be dangerous"),
            ("red wine", "stopping at once can be dangerous"),
            ("blood in my stool", "see your doctor"),
        ],
    )
    def test_what_is_not_tried_by_anyone_is_answered_with_where_to_go(self, home, thing, advice) -> None:
        for off in ((), ("--off",)):
            answer = gutcli("trial", "start", thing, "--watch", "mood", "--yes", *off, expect=2)
            assert advice in " ".join(answer.err.split())

    @pytest.mark.parametrize("thing", ["coffee after 2pm", "screens in bed", "dinner before 7", "walking after dinner"])
    def test_ordinary_things_can_be_tried(self, home, thing) -> None:
        assert start(thing, "--off", "--watch", "sleep")["what"] == thing

    def test_what_a_doctor_should_see_is_not_watched(self, home) -> None:
        answer = gutcli("profile", "set", "watch", "blood in stool 0-3", expect=None)
        if answer.code == 0:
            assert gutcli("trial", "start", "kefir", "--watch", "blood in stool", "--yes", expect=None).code == 2

    def test_an_allergy_that_comes_later_takes_it_off_the_list(self, home, monkeypatch) -> None:
        start("kefir", "--watch", "gut", "--days", "2", "--blocks", "6")
        on = [
            n
            for n in range(12)
            if (go_to(monkeypatch, TUESDAY + timedelta(days=n)), _has(gutcli("today", "--json").data))[1]
        ]
        assert len(on) == 6
        gutcli("profile", "set", "allergies", "milk")
        for n in on:
            go_to(monkeypatch, TUESDAY + timedelta(days=n))
            assert not _has(gutcli("today", "--json").data)

    def test_whoever_is_shown_no_food_is_shown_no_trial_of_it(self, home, monkeypatch) -> None:
        start("kefir", "--watch", "gut", "--stop-if", "gut 1 x1")
        gutcli("profile", "set", "conditions", "eating disorder")
        go_to(monkeypatch, TUESDAY)
        for words in (("today",), ("trial", "list"), ("status",), ("mood", "gut", "1"), ("report", "-")):
            assert "kefir" not in gutcli(*words).out.lower()
        gutcli("undo")
        assert gutcli("trial", "stop").out.strip() == "The trial is ended."


def _has(today: dict, *idents: str) -> bool:
    return bool({item["id"] for item in today["items"]} & set(idents or ("kefir",)))


class TestDays:
    def test_on_days_have_it_and_off_days_have_none_of_its_forms(self, home, monkeypatch) -> None:
        trial = start("kefir", "--watch", "gut", "--days", "2", "--blocks", "6")
        assert trial["today"] is None
        assert trial["blocks"] == []
        forms = ("kefir", "goat-kefir", "water-kefir")
        for n in range(12):
            go_to(monkeypatch, TUESDAY + timedelta(days=n))
            today = gutcli("today", "--json").data
            assert _has(today) is today["trial"]["on"]
            if not today["trial"]["on"]:
                assert not _has(today, *forms)
                place = next(item["number"] for item in today["items"] if item["slot"] == "probiotic")
                swapped = gutcli("swap", str(place), "--json").data
                assert not _has(swapped, *forms)
                gutcli("undo")
            now = gutcli("trial", "--json").data
            assert [block["number"] for block in now["blocks"]] == list(range(1, n // 2 + 2))
            assert set(now["blocks"][0]) == {"number", "on", "from", "to"}
            assert now["today"] == {"on": today["trial"]["on"], "day": n % 2 + 1, "of": 2, "block": n // 2 + 1}
            assert now["result"] is None
        go_to(monkeypatch, TUESDAY + timedelta(days=12))
        assert gutcli("today", "--json").data["trial"]["state"] == "over"

    def test_no_plan_gives_a_later_block_away(self, home, monkeypatch) -> None:
        start("kefir", "--watch", "gut", "--days", "2", "--blocks", "8")
        go_to(monkeypatch, TUESDAY)
        days = gutcli("plan", "--days", "10", "--json").data["days"]
        assert not any(_has(day) for day in days[2:])
        assert not gutcli("today", "--date", "2026-11-27", "--json").data["trial"]

    def test_a_shop_says_that_it_may_be_asked_for_and_not_when(self, home, monkeypatch) -> None:
        start("kefir", "--watch", "gut", "--days", "1", "--blocks", "24")
        said = set()
        for n in range(6):
            go_to(monkeypatch, TUESDAY + timedelta(days=n))
            shop = gutcli("shop", "--json").data
            assert all(len(line["days"]) <= 1 for line in shop["lines"] if line["id"] == "kefir")
            said.add(shop["trial"] or next(line["name"] for line in shop["lines"] if line["id"] == "kefir"))
        assert said == {"Kefir"}
        gutcli("have", "kefir")
        assert gutcli("shop", "--json").data["trial"] is None

    def test_leaving_out_holds_on_its_days_alone(self, home, monkeypatch) -> None:
        start("oats", "--off", "--watch", "gut", "--days", "1", "--blocks", "12")
        gutcli("profile", "set", "favourites", "oats")
        seen = {True: 0, False: 0}
        for n in range(12):
            go_to(monkeypatch, TUESDAY + timedelta(days=n))
            today = gutcli("today", "--json").data
            seen[today["trial"]["on"]] += _has(today, "oats")
        assert seen[True] == 0
        assert seen[False] > 0

    def test_a_practice_takes_its_family_along(self, home, monkeypatch) -> None:
        start("slow-breathing-6", "--watch", "mood", "--blocks", "8")
        for n in range(8):
            go_to(monkeypatch, TUESDAY + timedelta(days=n))
            today = gutcli("today", "--json").data
            assert _has(today, "slow-breathing-6") is today["trial"]["on"]
            assert today["trial"]["on"] or not _has(today, "long-exhale")

    def test_a_list_that_was_stored_stays_as_it_was(self, home, monkeypatch) -> None:
        before = gutcli("done", "1", "--json").data["items"]
        start("kefir", "--watch", "gut")
        assert [i["id"] for i in gutcli("today", "--json").data["items"]] == [i["id"] for i in before]
        go_to(monkeypatch, TUESDAY + timedelta(days=3))
        assert [i["id"] for i in gutcli("today", "--date", str(MONDAY), "--json").data["items"]] == [
            i["id"] for i in before
        ]

    def test_the_day_says_it_quietly(self, home, monkeypatch) -> None:
        start("kefir", "--watch", "gut")
        go_to(monkeypatch, TUESDAY)
        on = gutcli("today", "--json").data["trial"]["on"]
        assert f"Trial: Kefir, {'an ON' if on else 'an OFF'} day, day 1 of 4" in gutcli("today").out
        assert gutcli("status").out.strip().endswith(f"trial {'on' if on else 'off'}")
        assert gutcli("status", "--format", "{trial}").out.strip() == ("on" if on else "off")


class TestResult:
    def test_a_plain_difference_is_shown_and_what_was_fixed_with_it(self, home, monkeypatch) -> None:
        start("kefir", "--watch", "gut", "--blocks", "8")
        live(monkeypatch, TUESDAY, 32, lambda on: f"gut {4 if on else 2}")
        early = gutcli("trial", "result")
        assert "looks early" in early.out
        assert "higher" not in early.out
        go_to(monkeypatch, TUESDAY + timedelta(days=32))
        found = gutcli("trial", "result", "--json").data
        assert found["state"] == "finished"
        assert found["result"]["shown"]
        assert found["result"]["difference"] == pytest.approx(2, abs=0.01)
        assert found["result"]["low"] > 1
        assert (found["result"]["days_on"], found["result"]["days_off"]) == (12, 12)
        assert found["result"]["draws"] == 16
        assert found["result"]["p"] == found["result"]["least_p"] == 0.125
        assert found["as_kept"]["difference"] == pytest.approx(2, abs=0.01)
        assert found["progress"] == {"over": 32, "of": 32, "rated": 32, "kept": 32}
        report = gutcli("report", "-").out
        assert "Trials on oneself" in report
        assert found["result"]["answer"] in report
        assert "no published evidence" in report
        page = " ".join(gutcli("trial", "result").out.split())
        assert "Gut was 2.0 points higher on days with kefir than on days without kefir" in page
        for words in ("8 blocks of 4 days", "95 % interval", "It speaks of you", "It does not say why", "12 of 100"):
            assert words in page

    def test_what_was_not_kept_counts_as_planned_and_is_told_apart(self, home, monkeypatch) -> None:
        start("coffee after 2pm", "--off", "--watch", "energy", "--blocks", "8")
        live(monkeypatch, TUESDAY, 24, lambda on: f"energy {4 if on else 2}")
        for n in (1, 2, 4):
            gutcli("trial", "slip", "--date", str(TUESDAY + timedelta(days=n)))
        go_to(monkeypatch, TUESDAY + timedelta(days=24))
        found = gutcli("trial", "--json").data
        assert found["progress"]["kept"] == 21
        sides = [found[name]["days_on"] + found[name]["days_off"] for name in ("result", "as_kept")]
        assert sides == [16, 13]
        assert "21 of 24 days kept as planned alone" in " ".join(gutcli("trial").out.split())

    def test_eating_it_on_an_off_day_is_seen(self, home, monkeypatch) -> None:
        start("kefir", "--watch", "gut")
        for n in range(24):
            go_to(monkeypatch, TUESDAY + timedelta(days=n))
            if not gutcli("today", "--json").data["trial"]["on"]:
                gutcli("ate", "water kefir")
                break
        go_to(monkeypatch, TUESDAY + timedelta(days=n + 1))
        kept = gutcli("trial", "--json").data["progress"]["kept"]
        over = gutcli("trial", "--json").data["progress"]["over"]
        on_before = n  # not ticked, so not kept
        assert kept == over - 1 - on_before

    def test_the_same_rating_each_day_shows_nothing_either_way(self, home, monkeypatch) -> None:
        start("kefir", "--watch", "gut", "--days", "2", "--blocks", "6")
        live(monkeypatch, TUESDAY, 12, lambda on: "gut 3")
        go_to(monkeypatch, TUESDAY + timedelta(days=12))
        found = gutcli("trial", "--json").data
        assert found["state"] == "finished"
        assert found["result"] is None
        assert "shows nothing either way" in " ".join(gutcli("trial").out.split())

    def test_an_end_compares_nothing(self, home, monkeypatch) -> None:
        start("kefir", "--watch", "gut", "--days", "2", "--blocks", "6")
        live(monkeypatch, TUESDAY, 9, lambda on: f"gut {4 if on else 2}")
        stopped = gutcli("trial", "stop", "--because", "on holiday", "--json").data
        assert (stopped["state"], stopped["because"], stopped["result"]) == ("stopped", "on holiday", None)
        assert gutcli("today", "--json").data["trial"] is None
        go_to(monkeypatch, TUESDAY + timedelta(days=30))
        assert gutcli("trial", "result", "--json").data["result"] is None
        assert gutcli("trial", "stop", expect=2).err.startswith("gutcli: No trial is running.")

    def test_the_rule_ends_it(self, home, monkeypatch) -> None:
        start("kefir", "--watch", "gut", "--stop-if", "gut 1 x2")
        go_to(monkeypatch, TUESDAY)
        assert "trial of Kefir ends" not in gutcli("mood", "gut", "1").out
        go_to(monkeypatch, TUESDAY + timedelta(days=1))
        assert "your trial of Kefir ends here" in " ".join(gutcli("mood", "gut", "1").out.split())
        go_to(monkeypatch, TUESDAY + timedelta(days=2))
        found = gutcli("trial", "--json").data
        assert (found["state"], found["ended"]) == ("rule", str(TUESDAY + timedelta(days=1)))
        assert "Your own rule ended it" in gutcli("trial").out
        assert "was ended by your rule" in gutcli("today").out
        assert start("oats", "--watch", "gut")["state"] == "waiting"


class TestDiary:
    def test_undo_takes_each_step_back(self, home, monkeypatch) -> None:
        start("kefir", "--watch", "gut")
        assert "the trial of Kefir" in gutcli("undo").out
        assert gutcli("trial", "--json").data["state"] == "none"
        start("kefir", "--watch", "gut")
        go_to(monkeypatch, TUESDAY)
        gutcli("trial", "slip")
        assert gutcli("trial", "--json").data["state"] == "running"
        gutcli("undo")
        gutcli("trial", "stop")
        gutcli("undo")
        assert gutcli("trial", "--json").data["state"] == "running"

    def test_it_goes_out_and_comes_in(self, home, monkeypatch, tmp_path) -> None:
        started = start("kefir", "--watch", "gut", "--stop-if", "gut 1 x2")
        go_to(monkeypatch, TUESDAY)
        gutcli("trial", "slip")
        gutcli("export", str(tmp_path / "diary.jsonl"))
        here = gutcli("trial", "--json").data
        other = tmp_path / "other"
        other.mkdir(mode=0o700)
        monkeypatch.setenv("GUTCLI_HOME", str(other))
        gutcli("import", str(tmp_path / "diary.jsonl"))
        assert gutcli("trial", "--json").data == here
        assert here["id"] == started["id"]
        for form in ("csv", "md"):
            assert gutcli("export", "--format", form).code == 0

    def test_two_diaries_that_meet_agree(self, home, monkeypatch, tmp_path) -> None:
        mine = start("kefir", "--watch", "gut")
        gutcli("export", str(tmp_path / "mine.jsonl"))
        other = tmp_path / "other"
        other.mkdir(mode=0o700)
        monkeypatch.setenv("GUTCLI_HOME", str(other))
        go_to(monkeypatch, MONDAY + timedelta(days=1))
        theirs = start("oats", "--watch", "mood")
        gutcli("import", str(tmp_path / "mine.jsonl"))
        gutcli("export", str(tmp_path / "both.jsonl"))
        there = gutcli("trial", "list", "--json").data
        monkeypatch.setenv("GUTCLI_HOME", str(home))
        gutcli("import", str(tmp_path / "both.jsonl"))
        assert gutcli("trial", "list", "--json").data == there
        assert [(trial["id"], trial["state"]) for trial in there["trials"]] == [
            (mine["id"], "running"), (theirs["id"], "aside"),
        ]  # fmt: skip
        assert gutcli("trial", "--json").data["set_aside"] == ["Oats"]

    def test_an_import_of_what_is_no_trial_is_refused_whole(self, home, tmp_path) -> None:
        start("kefir", "--watch", "gut")
        gutcli("export", str(tmp_path / "diary.jsonl"))
        lines = (tmp_path / "diary.jsonl").read_text().splitlines()
        line = next(line for line in lines if '"started"' in line)
        for change in ({"blocks": 5}, {"first": "2026-02-30"}, {"days": 99}, {"watch": ""}, {"stop": [1]}, {"more": 1}):
            entry = json.loads(line)
            entry["data"] |= change
            (tmp_path / "bad.jsonl").write_text(json.dumps(entry) + "\n")
            assert gutcli("import", str(tmp_path / "bad.jsonl"), expect=1).out == ""

    def test_forgetting_its_day_forgets_it(self, home, monkeypatch) -> None:
        start("kefir", "--watch", "gut")
        go_to(monkeypatch, TUESDAY)
        gutcli("trial", "slip")
        gutcli("forget", "--day", str(MONDAY), "--yes")
        assert gutcli("trial", "--json").data["state"] == "none"
        assert gutcli("today", "--json").data["trial"] is None

    def test_a_day_tells_of_it(self, home, monkeypatch) -> None:
        start("kefir", "--watch", "gut")
        assert gutcli("history", "--json").data["written"] == 0
        gutcli("mood", "4")
        sentences = [entry["sentence"] for entry in gutcli("history", "today", "--json").data["entries"]]
        assert "Began a trial of Kefir" in sentences


def test_the_list_names_every_trial(home, monkeypatch) -> None:
    start("kefir", "--watch", "gut")
    gutcli("trial", "stop")
    start("oats", "--watch", "mood")
    data = gutcli("trial", "list", "--json").data["trials"]
    assert [(trial["what"], trial["state"]) for trial in data] == [("Kefir", "stopped"), ("Oats", "waiting")]
    assert gutcli("trial", "show", "1", "--json").data["what"] == "Kefir"
    assert gutcli("trial", "show", "oats", "--json").data["what"] == "Oats"
    assert gutcli("trial", "show", "leeks", expect=3).err.startswith("gutcli: There is no trial of 'leeks'.")
