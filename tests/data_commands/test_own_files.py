"""What forgetting takes, and what it never touches; whose cache is believed; places that cannot be looked at."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from gutcli.errors import DiaryError
from tests.conftest import copy_home, living_at, make_home
from tests.faults.test_limits import NOBODY, as_nobody, open_way
from tests.looking_back.seed import FEW_DAYS, back, seed
from tests.run_gutcli import gutcli

__all__ = ["open_way"]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no owners and modes of POSIX")


@pytest.fixture(scope="module")
def made(tmp_path_factory, warm_cache):
    home = make_home(tmp_path_factory.mktemp("few") / "home", warm_cache)
    (home / "profile.toml").write_text('conditions = ["zorblaxia"]\n')
    seed(home, FEW_DAYS | {back(9): ["note SECRETNOTE"]})
    with living_at(home):
        gutcli("backup")
        gutcli("today")
    return home


@pytest.fixture
def few_days(home, made):
    return copy_home(made, home)


def files_with(home, words):
    return sorted(file.name for file in home.rglob("*") if file.is_file() and words in file.read_bytes())


def every_file(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}


# E.29: only our own files, by their names, in folders that are no links


def test_one_place_for_everything_loses_only_what_was_to_go(few_days, tmp_path, monkeypatch):
    place = tmp_path / "one"
    ours = place / "gutcli"
    shutil.copytree(few_days, ours, ignore=shutil.ignore_patterns("cache"))
    (ours / "letters" / "deep").mkdir(parents=True)
    for name in (
        "letters/to-mum.txt",
        "letters/deep/diary.db",
        "plan.json",
        "my-plan.json",
        "person.json.txt",
        "x.tmp",
    ):
        (ours / name).write_text('{"mine": true}')
    monkeypatch.delenv("GUTCLI_HOME")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(place))
    gutcli("today")
    before = every_file(ours)
    assert {"person.json", "diary.db", "profile.toml"} <= before
    gutcli("forget", "--notes", "--yes")
    gone = before - every_file(ours)
    assert gone == {"basket.json", "person.json", "backups/diary-2026-11-23T083000.db"}
    assert gutcli("history", "--json").data["begins"] is not None
    gutcli("forget", "--all", "--yes")
    assert before - every_file(ours) - gone == {"diary.db"} | {
        name for name in before if name.startswith("backups/") and name not in gone
    }


def test_a_cache_that_is_a_link_keeps_what_it_points_to(few_days, tmp_path):
    away = tmp_path / "away"
    shutil.move(few_days / "cache", away)
    (away / "thesis.tex").write_text("mine")
    (few_days / "cache").symlink_to(away)
    before = every_file(away)
    answer = gutcli("forget", "--notes", "--yes")
    assert every_file(away) == before
    assert f"! {few_days / 'cache'} could not be cleared" in " ".join(answer.out.split())


def test_backups_that_are_a_link_are_refused_before_anything_goes(few_days, tmp_path):
    away = tmp_path / "away"
    shutil.move(few_days / "backups", away)
    (few_days / "backups").symlink_to(away)
    before = every_file(few_days), every_file(away)
    for words in (["--notes"], ["--all"]):
        error = gutcli("forget", *words, "--yes", "--json", expect=5).error
        assert "nothing is erased through a link" in error["message"]
        assert (every_file(few_days), every_file(away)) == before
    assert files_with(few_days, b"SECRETNOTE") == ["diary.db"]


def test_a_folder_with_the_name_of_a_copy_stays(few_days):
    inner = few_days / "backups" / "diary-2020-01-01.db"
    inner.mkdir()
    (inner / "letter.txt").write_text("mine")
    gutcli("forget", "--all", "--yes")
    assert (inner / "letter.txt").read_text() == "mine"


# A.2 and E.35: nothing is passed over without a word


@pytest.mark.parametrize("wanted", [["--notes"], ["--all"], ["--before", "today"], ["--day", "-9"], ["kefir"]])
def test_backups_that_cannot_be_looked_at_are_refused_before_anything_goes(few_days, monkeypatch, wanted):
    refuse(monkeypatch, few_days / "backups")
    before = {file: file.read_bytes() for file in few_days.rglob("*.db")}
    error = gutcli("forget", *wanted, "--yes", "--json", expect=5).error
    assert error["message"].endswith("backups cannot be looked at: permission denied. What it holds is not known.")
    assert "sudo chown -R" in error["hint"]
    assert before == {file: file.read_bytes() for file in before}


def refuse(monkeypatch, folder: Path) -> None:
    """Let the system refuse to list a folder, as it does for one that is root's."""
    listdir = os.listdir

    def refuse_one(place="."):
        if Path(place) == folder:
            raise PermissionError(13, "Permission denied", str(place))
        return listdir(place)

    monkeypatch.setattr(os, "listdir", refuse_one)


def test_doctor_does_not_call_it_no_backup(few_days, monkeypatch):
    refuse(monkeypatch, few_days / "backups")
    data = gutcli("doctor", "--json", expect=5).data
    said = [finding["what"] for finding in data["findings"] if finding["area"] == "backups"]
    assert len(said) == 1
    assert "cannot be looked at" in said[0]


def test_a_tick_is_kept_all_the_same(few_days, monkeypatch):
    refuse(monkeypatch, few_days / "backups")
    assert gutcli("mood", "4", "--json").data["changed"]


def test_a_lost_profile_leaves_nothing_in_the_cache(home):
    (home / "profile.toml").write_text('conditions = ["zorblaxia"]\n')
    gutcli("today")
    assert "person.json" in files_with(home / "cache", b"zorblaxia")
    (home / "profile.toml").unlink()
    gutcli("forget", "--all")
    assert files_with(home, b"zorblaxia") == []


def test_what_cannot_be_removed_is_named(few_days, monkeypatch):
    unlink = Path.unlink

    def refuse_one(path, missing_ok=False):
        if path.name == "person.json":
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse_one)
    assert gutcli("forget", "--notes", "--yes", "--json").data["left"] == [str(few_days / "cache" / "person.json")]


def test_the_profile_goes_with_its_copy_when_asked(few_days):
    gutcli("profile", "set", "diet", "vegan")
    assert (few_days / "profile.toml.bak").exists()
    gutcli("forget", "--profile", "--yes", expect=2)
    said = gutcli("forget", "--all", expect=2).err
    assert "profile" not in said
    assert "and your profile with its copy" in gutcli("forget", "--all", "--profile", expect=2).err
    data = gutcli("forget", "--all", "--profile", "--yes", "--json").data
    assert {str(few_days / "profile.toml"), str(few_days / "profile.toml.bak")} <= set(data["files"])
    assert data["with_profile"]
    assert files_with(few_days, b"zorblaxia") == []


# A.3: one day, one day's notes, one food


def test_a_days_notes_are_gone_though_they_were_taken_back(few_days):
    gutcli("mood", "3", "--note", "SECRETMOOD")
    gutcli("undo")
    page = gutcli("history", "today").out
    assert "SECRETMOOD" in page
    assert "What was taken back is still in the file. To erase this day: gutcli forget --day 2026-11-23" in page
    assert gutcli("forget", "--note", "today", "--yes", "--json").data["notes"] == 2
    assert files_with(few_days, b"SECRETMOOD") == []
    assert files_with(few_days, b"SECRETNOTE") != []


def test_a_day_is_gone_and_no_other(few_days):
    data = gutcli("forget", "--day", "-9", "--yes", "--json").data
    assert (data["what"], data["day"], data["days"]) == ("day", "2026-11-14", 1)
    assert files_with(few_days, b"SECRETNOTE") == []
    assert gutcli("history", "-9", "--json").data["entries"] == []
    assert gutcli("history", "--json").data["days"][-1]["done"]


@pytest.mark.parametrize("food", ["kefir", "Blancmange", "chocolate cake"])
def test_a_food_is_gone_from_every_entry(few_days, food):
    gutcli("ate", food)
    gutcli("ate", food, "and", "oats")
    gutcli("undo")
    gutcli("mood", "3")
    name = {"kefir": "Kefir"}.get(food, food)
    assert files_with(few_days, name.encode())
    data = gutcli("forget", food, "--yes", "--json").data
    assert (data["what"], data["food"].lower()) == ("food", name.lower())
    assert data["entries"] >= 3  # what took it back goes with it
    entries = [json.loads(line) for line in gutcli("export").out.splitlines()[1:]]
    about = [e for e in entries if e["action"] != "offer" and (name in json.dumps(e) or e.get("subject") == food)]
    assert about == []
    assert any(entry["action"] == "mood" for entry in entries)
    assert not gutcli("doctor", "--json", expect=None).data["findings"]


# E.30: a cache that another could write is not believed


def spoil(cache: Path) -> None:
    """Take the nuts out of walnuts in the kept catalog, under the key that it has."""
    key, _, document = (cache / "foods.json").read_text(encoding="utf-8").partition("\n")
    foods = json.loads(document)
    foods["records"]["walnuts"]["contains"] = []
    foods["records"]["walnuts"]["may_contain"] = []
    (cache / "foods.json").unlink()
    (cache / "foods.json").write_text(f"{key}\n{json.dumps(foods)}\n", encoding="utf-8")
    (cache / "person.json").unlink(missing_ok=True)


def fits(home) -> bool:
    return gutcli("foods", "walnuts", "--json").data["foods"][0]["personal"]["fits"]


def test_the_spoilt_cache_would_be_believed_if_it_were_ours(home):
    gutcli("profile", "set", "allergies", "nuts")
    spoil(home / "cache")
    assert fits(home)  # so that the tests below can fail


@pytest.mark.parametrize("how", ["file", "folder", "pipe", *(["owner"] if os.geteuid() == 0 else [])])
def test_a_cache_that_another_could_write_is_not_believed(home, how):
    gutcli("profile", "set", "allergies", "nuts")
    cache = home / "cache"
    spoil(cache)
    if how == "file":
        (cache / "foods.json").chmod(0o666)
    elif how == "folder":
        cache.chmod(0o777)
    elif how == "owner":
        os.chown(cache / "foods.json", NOBODY, NOBODY)
    else:
        (cache / "foods.json").unlink()
        os.mkfifo(cache / "foods.json")
    if how != "pipe":
        said = [f["what"] for f in gutcli("doctor", "--json").data["findings"] if f["area"] == "cache"]
        assert len(said) == 1
        assert "so it is not believed" in said[0]
    assert not fits(home)
    if how == "folder":
        cache.chmod(0o700)


@pytest.mark.parametrize(
    ("place", "mode", "what"),
    [("backups", 0o755, "read"), ("catalog", 0o777, "changed"), ("profile.toml.bak", 0o644, "read"),
     ("profile.toml", 0o666, "changed")],
)  # fmt: skip
def test_doctor_names_what_others_can_read_or_change(few_days, place, mode, what):
    gutcli("profile", "set", "diet", "vegan")
    (few_days / "catalog").mkdir(mode=0o700)
    assert not gutcli("doctor", "--json").data["findings"]
    (few_days / place).chmod(mode)
    [finding] = gutcli("doctor", "--json").data["findings"]
    assert f"{place} can be {what} by others on this machine (mode {mode:o})." in finding["what"]
    assert "chmod" in finding["hint"]


def test_a_backup_folder_that_is_roots_is_refused_for_real(open_way):
    """The same with the system itself, as another user than root."""
    if os.geteuid() != 0:
        pytest.skip("only root can make a folder that is somebody else's.")
    from gutcli.store.erase import NOTES, preview

    home = open_way / "home"
    home.mkdir()
    (home / "backups").mkdir(mode=0o700)
    os.chown(home, NOBODY, NOBODY)
    code, said = as_nobody(lambda: preview(home / "diary.db", home / "backups", NOTES))
    assert code == DiaryError.exit_code
    assert "backups cannot be looked at: permission denied" in said[0]
