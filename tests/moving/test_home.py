"""A whole home in one file: there, and back again."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from gutcli.keep.export.write import count_lost
from tests.looking_back.seed import FEW_DAYS, seed
from tests.run_gutcli import gutcli

OWN = '[[food]]\nid = "my-broth"\nname = "My broth"\n'


@pytest.fixture
def packed(home, tmp_path):
    """A home with a diary, a profile and a catalog file of one's own, in one file."""
    seed(home, FEW_DAYS)
    gutcli("profile", "set", "allergies", "nuts")
    (home / "catalog").mkdir()
    (home / "catalog" / "mine.toml").write_text(OWN)
    gutcli("export", "--all", str(tmp_path / "home.zip"))
    return tmp_path / "home.zip"


@pytest.fixture
def move(tmp_path, monkeypatch):
    def away(name="other"):
        monkeypatch.setenv("GUTCLI_HOME", str(tmp_path / name))
        return tmp_path / name

    return away


def repack(packed, change):
    with zipfile.ZipFile(packed) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return raw.getvalue()


def test_a_home_comes_back_as_it_was(home, packed, move, tmp_path):
    diary, profile = gutcli("export").out, (home / "profile.toml").read_bytes()
    assert oct(packed.stat().st_mode & 0o777) == "0o600"
    other = move()
    dry = gutcli("import", str(packed), "--dry-run", "--json").data
    assert (dry["new"], [file["result"] for file in dry["files"]], dry["needs_unknown"]) == (30, ["written"] * 2, False)
    assert not other.exists()
    gutcli("import", str(packed))
    assert gutcli("export").out == diary
    assert (other / "profile.toml").read_bytes() == profile
    assert (other / "catalog" / "mine.toml").read_text() == OWN
    assert "Tell them" not in gutcli("today").err
    gutcli("export", "--all", str(tmp_path / "again.zip"))
    assert (tmp_path / "again.zip").read_bytes() == packed.read_bytes()
    assert [file["result"] for file in gutcli("import", str(packed), "--json").data["files"]] == ["same"] * 2


def test_a_profile_that_is_here_stays(packed, move):
    other = move()
    gutcli("profile", "set", "allergies", "milk")
    before = (other / "profile.toml").read_bytes()
    answer = gutcli("import", str(packed), "--json").data
    assert [(file["name"], file["result"]) for file in answer["files"]] == [
        ("profile.toml", "kept"), ("catalog/mine.toml", "written")]  # fmt: skip
    assert (other / "profile.toml").read_bytes() == before
    assert "which stays" in gutcli("import", str(packed)).out


@pytest.mark.parametrize(("change", "words"), [
    (lambda files: files.pop("profile.toml"), "profile.toml is missing"),
    (lambda files: files.update({"diary.jsonl": files["diary.jsonl"][:-40]}), "line 31"),
    (lambda files: files.update({"profile.toml": b"allergies = 7\n"}), "allergies"),
    (lambda files: files.update({"profile.toml": b"\xff"}), "not text"),
    (lambda files: files.update({"catalog/mine.toml": b"[[food\n"}), "mine.toml"),
    (lambda files: files.update({"catalog/../../evil.toml": b""}), "no file of gutcli's"),
    (lambda files: files.update({"/etc/evil.toml": b""}), "no file of gutcli's"),
    (lambda files: files.update({"gutcli-home.json": b"{}"}), "is not gutcli's"),
    (lambda files: files.update({"gutcli-home.json": b'{"kind":"gutcli-home","schema":2}'}), "newer gutcli"),
])  # fmt: skip
def test_what_is_not_whole_brings_nothing(packed, move, tmp_path, change, words):
    bad = tmp_path / "bad.zip"
    bad.write_bytes(repack(packed, change))
    other = move()
    error = gutcli("import", str(bad), "--json", expect=1).error
    assert error["code"] == "import_invalid"
    assert words in error["message"]
    assert not (other / "diary.db").exists()
    assert not (other / "profile.toml").exists()
    assert sorted(path.name for path in tmp_path.rglob("evil*")) == []


def test_what_is_not_in_it_is_said(home, packed, move):
    for words in (("export", str(home / "x.jsonl")), ("backup",)):
        assert "Not in it: profile.toml and catalog/mine.toml" in " ".join(gutcli(*words).out.split())
    assert gutcli("export", "--json").data["lacks"] == ["profile.toml", "catalog/mine.toml"]
    move()
    said = " ".join(gutcli("import", str(home / "x.jsonl")).out.split())
    assert "allergies, medicines and conditions told elsewhere are not known here" in said
    for words in (("today",), ("plan",), ("done", "1")):
        assert "are not known here" in gutcli(*words).err
    assert gutcli("status").err == ""
    gutcli("profile", "set", "allergies", "none")
    assert gutcli("today").err == ""


def test_a_diary_of_ones_own_says_nothing_of_it(home):
    gutcli("mood", "4")
    assert gutcli("today").err == ""


def test_all_has_its_own_format_and_needs_a_file(home):
    assert "home.zip" in gutcli("export", "--all", expect=2).err
    gutcli("export", "--all", "--format", "csv", "x.zip", expect=2)
    gutcli("export", "--excel", "--format", "md", expect=2)


def test_excel_knows_the_letters(home, tmp_path):
    gutcli("mood", "4", "--note", "jalape\u00f1o \u732b")
    gutcli("export", "--excel", str(tmp_path / "x.csv"))
    assert (tmp_path / "x.csv").read_bytes().startswith(b'\xef\xbb\xbf"day"')
    assert (
        count_lost("jalape\u00f1o \u732b", "ascii"),
        count_lost("\u732b", "utf-8"),
        count_lost("\u00f1", "cp1252"),
    ) == (2, 0, 0)
    assert json.loads(gutcli("export", "--json").out)["data"]["holds"] == ["diary"]
