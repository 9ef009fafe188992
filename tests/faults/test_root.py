"""Root by sudo in somebody else's home says so, keeps no cache there, and follows no link."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gutcli.errors import GutcliError
from gutcli.folders import Folders, find_host
from tests.run_gutcli import gutcli

THEIRS = 12345


@pytest.fixture
def theirs(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that belongs to another user, as root sees it."""
    lstat = os.lstat
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    def of_another(path: os.PathLike[str], **options: object) -> os.stat_result:
        facts = lstat(path, **options)  # type: ignore[arg-type]
        return os.stat_result((*facts[:4], THEIRS, *facts[5:10])) if Path(path).is_relative_to(home) else facts

    monkeypatch.setattr(os, "lstat", of_another)
    return home


def test_it_says_whose_diary_it_is_and_keeps_no_cache(theirs, monkeypatch):
    monkeypatch.setenv("SUDO_UID", str(THEIRS))
    for file in (theirs / "cache").iterdir():
        file.unlink()
    answer = gutcli("today")
    assert f"This is root, by sudo, with the diary of user {THEIRS}." in " ".join(answer.err.split())
    assert list((theirs / "cache").iterdir()) == []
    assert "1  ·" in answer.out


def test_without_sudo_or_in_roots_own_home_nothing_is_said(theirs, monkeypatch):
    assert gutcli("today").err == ""
    assert find_host(Folders(theirs, theirs, theirs / "cache"), {"SUDO_UID": "0"}) == f"user {THEIRS}"
    monkeypatch.undo()
    if os.geteuid() == 0:
        assert find_host(Folders(theirs, theirs, theirs / "cache"), {"SUDO_UID": "0"}) == ""


@pytest.mark.parametrize("name", ["diary.db", "profile.toml", "catalog", "backups"])
def test_a_link_is_not_followed(theirs, monkeypatch, tmp_path, name):
    monkeypatch.setenv("SUDO_UID", str(THEIRS))
    target = tmp_path / "elsewhere"
    (theirs / name).symlink_to(target)
    answer = gutcli("done", "1", expect=1)
    assert f"{theirs / name} is a link in another user's home" in " ".join(answer.err.split())
    assert not target.exists()
    with pytest.raises(GutcliError, match="is a link"):
        find_host(Folders(theirs, theirs, theirs / "cache"), os.environ)
