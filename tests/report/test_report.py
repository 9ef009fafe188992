"""`gutcli report`: one private file, whole or not at all, that anybody can read and nothing can leak from."""

from __future__ import annotations

import json
import os
import re
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.report.compared import compare_once, forget
from tests.report.page import Page, contrast, find_faults, read_colours
from tests.report.seeded import seed_diary
from tests.run_gutcli import gutcli


@pytest.fixture(scope="module", autouse=True)
def once() -> Iterator[None]:
    with compare_once():
        yield


@pytest.fixture
def seeded(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    seed_diary(home, 140, effect=1.2)
    monkeypatch.chdir(tmp_path)
    return home


FEW = ("--days", "12")
"""So few days that nothing is compared: quicker, where comparisons do not matter."""


def read_report(*argv: str) -> Page:
    return Page(gutcli("report", "-", *argv).out)


class TestFile:
    def test_it_stands_beside_the_person_and_is_theirs_alone(self, seeded: Path, tmp_path: Path) -> None:
        page = gutcli("report", *FEW).out
        path = tmp_path / "gutcli-report-2026-11-23.html"
        assert str(path) in page
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.read_text("utf-8") == gutcli("report", "-", *FEW).out

    def test_nothing_is_replaced_without_being_asked(self, seeded: Path, tmp_path: Path) -> None:
        path = tmp_path / "mine.html"
        path.write_text("mine")
        assert "--force" in gutcli("report", str(path), *FEW, "--json", expect=2).error["hint"]
        assert path.read_text() == "mine"
        gutcli("report", str(path), *FEW, "--force")
        assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
        assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["mine.html"]

    def test_a_folder_gets_the_usual_name(self, seeded: Path, tmp_path: Path) -> None:
        (tmp_path / "keep").mkdir()
        gutcli("report", "keep", *FEW)
        assert (tmp_path / "keep" / "gutcli-report-2026-11-23.html").exists()

    def test_json_describes_what_was_written(self, seeded: Path, tmp_path: Path) -> None:
        data = gutcli("report", "x.html", *FEW, "--json").data
        path = tmp_path / "x.html"
        assert data == {
            "path": str(path), "size_bytes": path.stat().st_size,
            "first": "2026-11-12", "last": "2026-11-23", "days": 12,
            "written": data["written"], "with_profile": False, "compared_days": 12, "opened": False, "content": None,
        }  # fmt: skip
        assert gutcli("report", "-", *FEW, "--json").data["content"].startswith("<!DOCTYPE html>")

    def test_open_shows_it_in_the_browser(self, seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        seen: list[str] = []
        monkeypatch.setattr("webbrowser.open", lambda url: bool(seen.append(url)) or True)
        assert gutcli("report", "x.html", "--open", *FEW, "--json").data["opened"] is True
        assert seen == [(tmp_path / "x.html").as_uri()]
        assert gutcli("report", "-", "--open", expect=2).err

    def test_a_machine_without_a_browser_has_the_file(
        self, seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("webbrowser.open", lambda _: False)
        assert "No browser" in gutcli("report", "x.html", "--open", *FEW).err
        assert (tmp_path / "x.html").exists()

    def test_the_diary_is_not_touched(self, seeded: Path) -> None:
        before = (seeded / "diary.db").read_bytes()
        gutcli("report", "x.html", *FEW)
        assert (seeded / "diary.db").read_bytes() == before


class TestPage:
    def test_it_has_every_part(self, seeded: Path) -> None:
        page = read_report()
        for part in ("Summary", "Days and slots", "Plants", "Fibre and omega-3", "Check-ins", "Week by week",
                     "Sources",
                     "What the record shows together", "not medical advice",
                     "a record of what was logged, not of what was eaten", "inulin",
                     "This is an association"):  # fmt: skip
            assert part in page.text

    def test_anybody_can_read_it(self, seeded: Path) -> None:
        (seeded / "profile.toml").write_text('conditions = ["pregnancy"]\nmedicines = ["warfarin"]\n')
        for argv in (("--with-profile", *FEW), ()):
            assert find_faults(read_report(*argv)) == []

    def test_colours_have_contrast_in_light_dark_and_print(self, seeded: Path) -> None:
        themes = read_colours(read_report(*FEW).style)
        assert len(themes) == 3
        for theme in themes:
            for ink in ("ink", "soft", "link"):
                assert contrast(theme[ink], theme["paper"]) >= 4.5, (ink, theme)
            for graphic in ("bar", "goal", "h3" if theme["paper"] == "#fff" else "h4"):
                assert contrast(theme[graphic], theme["paper"]) >= 3, (graphic, theme)

    def test_nothing_is_fetched_and_nothing_runs(self, seeded: Path) -> None:
        page = read_report()
        tags = {tag for tag, _ in page.tags}
        assert not tags & {
            "script",
            "link",
            "img",
            "iframe",
            "object",
            "embed",
            "form",
            "base",
            "video",
            "audio",
            "use",
        }
        assert not [
            name for _, attrs in page.tags for name in attrs if name.startswith("on") or name in {"src", "srcset"}
        ]
        assert not re.search(r"url\(|@import|@font-face", page.style)
        policy = [a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
        assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
        assert all((attrs["href"] or "").startswith("https://") for attrs in page.all("a"))

    def test_every_text_of_the_person_is_escaped(self, seeded: Path) -> None:
        gutcli(
            "ate",
            "<script>alert(1)",
            'x" onload="y',
            "\x1b[31mzqxwv\u202eqqq",
            "{{ zqxv*qqq }}",
            "--date",
            "yesterday",
        )
        (seeded / "profile.toml").write_text('allergies = ["<i>peanuts</i> & \\"more\\""]\n')
        html = gutcli("report", "-", "--with-profile", *FEW).out
        page = Page(html)
        assert "<script" not in html
        assert "<i>" not in html
        assert "<b>" not in html
        assert "\x1b" not in html
        assert "\u202e" not in html
        assert "<script>alert(1)" in page.text
        assert "{{ zqxv*qqq }}" in page.text
        assert '<i>peanuts</i> & "more"' in page.text
        assert not any("onload" in attrs for _, attrs in page.tags)

    def test_notes_stay_in_the_diary(self, seeded: Path) -> None:
        assert "slept" not in gutcli("report", "-", "--with-profile", *FEW).out

    def test_the_profile_is_there_only_if_asked_for(self, seeded: Path) -> None:
        (seeded / "profile.toml").write_text('diet = "vegan"\nmedicines = ["warfarin"]\ndislikes = ["marzipan"]\n')
        without = read_report(*FEW).text
        assert not any(word in without for word in ("warfarin", "vegan", "Profile and cautions", "marzipan"))
        page = read_report("--with-profile", *FEW).text
        assert "warfarin" in page
        assert "vegan" in page
        assert "Profile and cautions" in page
        assert "marzipan" not in page

    def test_food_is_not_counted_for_those_whom_it_hurts(self, seeded: Path) -> None:
        (seeded / "profile.toml").write_text('conditions = ["recovering from an eating disorder"]\n')
        page = read_report()
        assert not re.search(r"\d (g|mg)\b", page.text)
        assert not any(word in page.text for word in ("Plants", "Fibre", "goal", "in a row"))
        assert find_faults(page) == []

    def test_an_empty_diary_has_a_page_too(self, home: Path) -> None:
        page = read_report()
        assert "Nothing is written in these days" in page.text
        assert find_faults(page) == []

    def test_too_few_check_ins_show_no_comparison(self, home: Path) -> None:
        gutcli("mood", "4")
        gutcli("done", "1", "5")
        page = read_report().text
        assert "1 of 14 check-ins: 13 more are needed" in page
        assert "Not shown" not in page

    def test_the_same_diary_gives_the_same_page(self, seeded: Path) -> None:
        page = gutcli("report", "-").out
        forget()
        assert gutcli("report", "-").out == page


def test_jinja_is_imported_by_this_command_alone(home: Path) -> None:
    import subprocess
    import sys

    probe = (
        "import sys; from gutcli.cli import run\n"
        "for words in sys.argv[1:]: run(words.split()); print('jinja2' in sys.modules, file=sys.stderr)"
    )
    asked = ("insights", "stats --chart", "report -")
    result = subprocess.run([sys.executable, "-c", probe, *asked], capture_output=True, text=True, check=True)
    assert result.stderr.split() == ["False", "False", "True"]


YEARS = 10 if os.environ.get("GUTCLI_THOROUGH") == "1" else 3


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.generate_diary import generate_diary

    path = tmp_path_factory.mktemp("years") / "diary.db"
    generate_diary(path, 365 * YEARS)
    return path


LONGEST_S = 1.5 + 0.45 * YEARS
"""Ten years take under 3 s of an idle machine, a third of it for the comparisons; here others share it."""


class TestScale:
    @pytest.mark.slow
    @pytest.mark.parametrize("days", [90, 365 * YEARS])
    def test_years_are_quick_and_small(self, home: Path, years: Path, days: int) -> None:
        os.link(years, home / "diary.db")
        took = []
        for _ in range(2):  # the better of two: a busy machine slows the clock of a process too
            began = time.process_time()
            view = gutcli("report", str(home / "x.html"), "--days", str(days), "--json", "--force").data
            forget()
            took.append(time.process_time() - began)
            if took[-1] < LONGEST_S:
                break
        assert view["size_bytes"] < 50_000 + 45_000 * YEARS
        assert min(took) < LONGEST_S, f"{took} s of processor time"
        assert find_faults(Page((home / "x.html").read_text("utf-8"))) == []


class TestSameFigures:
    """One diary, asked in every way there is."""

    def test_every_command_says_the_same(self, seeded: Path) -> None:
        days = "56"
        history = gutcli("history", "--days", days, "--json").data["days"]
        stats = gutcli("stats", "--days", days, "--json").data
        charts = gutcli("stats", "--chart", "--days", days, "--json").data
        insights = gutcli("insights", "--days", days, "--json").data
        page = read_report("--days", days)
        exported = [json.loads(line) for line in gutcli("export", "-").out.splitlines()]

        done = sum(day["done"] for day in history)
        offered = sum(day["total"] for day in history)
        assert sum(slot["done"] for slot in stats["slots"]) == done == sum(week["done"] for week in charts["weeks"])
        assert (
            sum(slot["offered"] for slot in stats["slots"])
            == offered
            == sum(week["offered"] for week in charts["weeks"])
        )
        assert f"{done} of {offered} ({100 * done / offered:.0f} %)" in page.text
        for slot in stats["slots"]:
            assert f"{slot['done']} of {slot['offered']} {100 * slot['rate']:.0f} % {slot['skipped']}" in page.text

        first = history[0]["day"]
        entries = [entry for entry in exported if entry.get("day", "") >= first]
        assert sum(entry.get("action") == "done" for entry in entries) == done

        checked = sum(day["mood"] is not None for day in history)
        assert insights["check_ins"] == checked == sum(week["check_ins"] for week in charts["weeks"])
        assert len({entry["day"] for entry in entries if entry.get("action") == "mood"}) == checked
        assert f"Check-ins {checked} days" in page.text
        for line in insights["comparisons"]:
            if line["status"] == "shown":
                assert line["answer"] in page.text

        for week in charts["weeks"][1:]:
            plants = gutcli("week", "--date", week["first"], "--json").data["plants"]["week"]
            food = gutcli("week", "--nutrients", "--date", week["first"], "--json").data
            assert plants == (week["plants"] or 0)
            if week["logged_days"]:
                assert food["total"]["fibre_g_per_day"] == week["fibre_g_per_day"]
            in_week = [day for day in history if week["first"] <= day["day"] <= week["last"]]
            assert plants == len({plant for day in in_week for plant in day["plants"]})
            if week["rate"] is not None:
                day = f"{int(week['first'][8:])} "
                assert re.search(
                    rf"{day}\w+ {week['done']} of {week['offered']} {100 * week['rate']:.0f} % {plants} ", page.text
                )
