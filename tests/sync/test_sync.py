"""Several machines, one diary: nothing lost, nothing doubled, nothing back that was forgotten."""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from gutcli.keep.sync import folder as shared
from tests.conftest import make_home
from tests.run_gutcli import gutcli
from tests.sync.cloud import Machine, carry, settle


@pytest.fixture(scope="module")
def is_long():
    """`make faults` sets GUTCLI_FAULTS=long: five machines, a thousand commands each."""
    return os.environ.get("GUTCLI_FAULTS") == "long"


@pytest.mark.parametrize("seed", range(2))
def test_all_machines_end_with_the_union(tmp_path, is_long, seed, monkeypatch):
    monkeypatch.setattr(shared, "COMPACTED", 6)
    chance = random.Random(seed)
    machines = [Machine(tmp_path, number) for number in range(5 if is_long else 3)]
    written: set[str] = set()
    for _ in range(5000 if is_long else 60):
        machine = chance.choice(machines)
        machine.act(chance)
        written |= {entry.id for entry in machine.entries()} if chance.random() < 0.1 else set()
        if chance.random() < 0.4:
            machine.sync()
        if chance.random() < 0.3:
            carry(machines, chance)
    written |= {entry.id for machine in machines for entry in machine.entries()}
    settle(machines)
    ends = [machine.entries() for machine in machines]
    assert all(end == ends[0] for end in ends)
    assert {entry.id for entry in ends[0]} == written
    assert len({entry.id for entry in ends[0]}) == len(ends[0])


def test_what_was_forgotten_goes_everywhere_and_never_returns(tmp_path):
    machines = [Machine(tmp_path, number) for number in range(3)]
    from gutcli.keep.sync.hook import announce_erasure
    from gutcli.store.erase import NOTES, erase

    for machine in machines:
        for seed in range(6):
            machine.act(random.Random(seed))
    settle(machines)
    assert any(entry.text for entry in machines[1].entries())
    first = machines[0]
    announce_erasure(first.folders, first.clock, NOTES)
    erase(Path(first.folders.diary), Path(first.folders.backups), NOTES, first.clock)
    state = first.memory.load()
    assert state is not None
    settle(machines)
    for machine in machines:
        assert not any(entry.text for entry in machine.entries() if entry.action in {"mood", "note"})
        raw = b"".join(path.read_bytes() for path in machine.shared.rglob("*.jsonl"))
        assert b"a note" not in raw
        assert b'"tired"' not in raw
    abouts = shared.load_abouts(first.shared, shared.list_dirs(first.shared))
    assert all(about["seen"][first.device] >= state.forgot for about in abouts.values())


@pytest.fixture
def other(tmp_path, monkeypatch, home, warm_cache):
    """Go to another machine, and back."""

    def move(name="other"):
        folder = home if name == "home" else make_home(tmp_path / name, warm_cache)
        monkeypatch.setenv("GUTCLI_HOME", str(folder))
        for state in [folder / "sync.json"]:
            if state.exists():  # a minute has gone by
                state.write_text(state.read_text().replace('"checked": ', '"checked": -'))

    return move


def test_a_change_here_is_seen_there_without_a_word(home, other, tmp_path):
    cloud = tmp_path / "cloud"
    gutcli("mood", "4", "--note", "before")
    gutcli("profile", "set", "allergies", "nuts")
    said = gutcli("sync", str(cloud), "--json").data
    assert (said["sent"], said["received"], len(said["devices"])) == (2, 0, 1)
    other()
    said = gutcli("sync", str(cloud), "--json").data
    assert (said["sent"], said["received"], said["files"]) == (0, 2, ["profile.toml"])
    gutcli("mood", "2", "--note", "from there")
    other("home")
    notes = [check["note"] for check in gutcli("history", "today", "--json").data["check_ins"]]
    assert notes == ["before", "from there"]
    assert oct(os.stat(cloud).st_mode & 0o777) == "0o700"
    assert {device["confirmed"] for device in gutcli("sync", "--status", "--json").data["devices"]} == {True}
    assert "1 other machine" in gutcli("sync", "--status").out
    assert "nothing is encrypted" in gutcli("sync").out
    gutcli("sync", "--off")
    assert gutcli("sync", "--status", "--json").data["folder"] is None
    assert list(cloud.iterdir()), "the folder stays as it is"


def test_a_profile_that_takes_safety_away_is_asked_about(home, other, tmp_path, monkeypatch):
    cloud = str(tmp_path / "cloud")
    gutcli("profile", "set", "allergies", "nuts")
    gutcli("sync", cloud)
    other()
    gutcli("sync", cloud)
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-23T09:00:00+00:00")
    gutcli("profile", "set", "medicines", "warfarin")  # stricter: taken over unasked
    other("home")
    gutcli("today")
    assert gutcli("profile", "--json").data["values"]["medicines"] == ["warfarin"]
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-23T09:30:00+00:00")
    gutcli("profile", "unset", "allergies")  # looser: the other machine keeps its own, and asks
    other()
    assert "it is without nuts" in gutcli("today").err
    assert gutcli("profile", "--json").data["values"]["allergies"] == ["nuts"]
    assert gutcli("today").err == "", "once a day"
    asks = gutcli("sync", "--status", "--json").data["asks"]
    assert [ask["name"] for ask in asks] == ["profile.toml"]
    gutcli("sync", "--take", "profile.toml")
    assert gutcli("profile", "--json").data["values"]["allergies"] == []
    assert (tmp_path / "other" / "profile.toml.bak").exists()
    gutcli("sync", "--take", "profile.toml", expect=2)


def test_a_folder_that_is_not_there_stops_no_command_and_is_said(home, tmp_path):
    cloud = tmp_path / "stick" / "gutcli"
    cloud.parent.mkdir()
    gutcli("sync", str(cloud))
    cloud.rename(tmp_path / "gone")
    assert gutcli("mood", "3", "--note", "hm").err == ""
    assert gutcli("sync", "--status", "--json").data["problems"] != []
    assert "The shared folder" in gutcli("doctor", expect=None).out
    assert "Everything is on this machine" in gutcli("sync", expect=1).err
    assert "Nothing was erased" in gutcli("forget", "--notes", "--yes", expect=1).err
    (tmp_path / "gone").rename(cloud)
    assert gutcli("sync", "--json").data["sent"] == 2
    assert gutcli("sync", "--status", "--json").data["problems"] == []


def test_a_folder_that_was_emptied_is_filled_again(home, other, tmp_path):
    cloud = tmp_path / "cloud"
    gutcli("mood", "3")
    gutcli("sync", str(cloud))
    for path in sorted(cloud.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert gutcli("sync", "--json").data["sent"] == 2
    other()
    assert gutcli("sync", str(cloud), "--json").data["received"] == 2


def test_a_diary_that_was_brought_back_is_another_device(home, other, tmp_path):
    cloud = str(tmp_path / "cloud")
    gutcli("mood", "3")
    copy = gutcli("backup", "--json").data["path"]
    device = gutcli("sync", cloud, "--json").data["device"]
    gutcli("mood", "4")
    gutcli("restore", copy)
    assert gutcli("sync", "--json").data["device"] != device
    assert len(gutcli("history", "today", "--json").data["check_ins"]) == 2, "the union: the folder has it still"


def test_what_is_odd_in_the_folder_is_named_and_harms_nothing(home, other, tmp_path):
    cloud = tmp_path / "cloud"
    gutcli("mood", "3", "--note", "whole")
    gutcli("sync", str(cloud))
    (segment,) = cloud.rglob("*.jsonl")
    raw = segment.read_bytes()
    (cloud / "notes.txt").write_text("mine")
    (segment.parent / "000002.jsonl").write_bytes(raw[:-30])
    (segment.parent / "000001.sync-conflict-20261123.jsonl").write_bytes(raw)
    (segment.parent / "000003.jsonl").write_bytes(raw.replace(b'"mood":3', b'"mood":9'))
    (segment.parent / "000004.jsonl").write_bytes(b"\xff\x00")
    segment.unlink()
    other()
    said = gutcli("sync", str(cloud), "--json").data
    assert said["received"] == 2, "from the copy that a syncing program renamed"
    assert len(said["problems"]) == 4
    assert "has not come whole yet" in " ".join(said["problems"])


def test_what_cannot_be_shared(home, tmp_path):
    (tmp_path / "file").write_text("")
    for words in (str(home), str(home / "inside"), str(tmp_path / "file"), str(tmp_path / "no" / "such")):
        gutcli("sync", words, expect=2)
    gutcli("sync", expect=2)
    assert not (home / "sync.json").exists()


def test_two_processes_on_one_folder(home, other, tmp_path):
    cloud = str(tmp_path / "cloud")
    gutcli("sync", cloud)
    other()
    gutcli("sync", cloud)
    homes = [home, tmp_path / "other"]
    command = [sys.executable, "-m", "gutcli", "mood"]
    running = [
        subprocess.Popen(
            [*command, str(score)], env={**os.environ, "GUTCLI_HOME": str(folder)}, stdout=subprocess.DEVNULL
        )
        for score in (1, 2)
        for folder in homes
    ]
    assert [process.wait() for process in running] == [0] * 4
    for name in ("home", "other", "home"):
        other(name)
        gutcli("sync")
    assert sorted(check["mood"] for check in gutcli("history", "today", "--json").data["check_ins"]) == [1, 1, 2, 2]


def test_nothing_new_is_found_out_quickly(home, tmp_path):
    from gutcli.clock import parse_now
    from gutcli.folders import find_folders
    from gutcli.keep.sync.hook import sync_quietly

    gutcli("sync", str(tmp_path / "cloud"))
    gutcli("mood", "3")
    folders, now = find_folders(), parse_now(os.environ)
    took = []
    for _ in range(9):
        start = time.perf_counter()
        sync_quietly(folders, now, pytest.fail, before=False)
        took.append(time.perf_counter() - start)
    assert sorted(took)[4] < 0.015


def test_three_machines_meet_again_after_a_year_apart(tmp_path):
    """Each lives by itself: moods, notes, undos, erasing; their clocks differ by days, one by years."""
    machines = [Machine(tmp_path, number) for number in range(4)]
    chance = random.Random(11)
    for machine in machines:
        machine.act(chance)
    settle(machines)
    for machine in machines[1:]:  # the first stays at home and hears of nobody
        machine.clock += timedelta(days=365)
        for _ in range(40):
            machine.act(chance)
        machine.sync()
    machines[2].clock -= timedelta(days=900)  # its battery was empty
    for _ in range(10):
        machines[2].act(chance)
    written = {entry.id for machine in machines for entry in machine.entries()}
    forgotten = {identity for machine in machines for identity in machine.memory.load_forgotten()}
    settle(machines)
    ends = [machine.entries() for machine in machines]
    assert all(end == ends[0] for end in ends)
    assert {entry.id for entry in ends[0]} == written
    assert not any(entry.text for entry in ends[0] if entry.id in forgotten)


def test_a_full_disk_stops_no_command_and_loses_nothing(home, other, tmp_path, monkeypatch):
    cloud = tmp_path / "cloud"
    gutcli("sync", str(cloud))

    def full(*_: object) -> bool:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(cloud))

    with monkeypatch.context() as patch:
        patch.setattr(shared, "write_segment", full)
        assert gutcli("mood", "3", "--note", "hm").err == ""
        assert gutcli("done", "1").err == ""
        problems = gutcli("sync", "--status", "--json").data["problems"]
        assert any("no space left" in problem for problem in problems)
        assert "The shared folder cannot be used" in gutcli("sync", expect=1).err
    assert gutcli("sync", "--json").data["sent"] >= 2
    other()
    assert gutcli("sync", str(cloud), "--json").data["received"] >= 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only_is_said_and_harms_nothing(home, tmp_path):
    cloud = tmp_path / "cloud"
    gutcli("sync", str(cloud))
    for path in (*cloud.iterdir(), cloud):
        path.chmod(0o500)
    try:
        assert gutcli("mood", "3").err == ""
        assert gutcli("sync", "--status", "--json").data["problems"]
    finally:
        for path in (cloud, *cloud.iterdir()):
            path.chmod(0o700)
    assert gutcli("sync", "--json").data["sent"] == 2
