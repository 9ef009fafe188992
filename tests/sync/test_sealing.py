"""`sync --with age`: what leaves the machine is sealed, and who lacks the program or the key is told so first.

`age` itself need not be installed: a stand-in takes the same options, and seals for the recipient of one key alone.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from gutcli.keep.sync.sealing import KEY
from tests.conftest import make_home
from tests.run_gutcli import gutcli

AGE = """#!{python} -IS
import base64, sys
args, head = sys.argv[1:], b"age-encryption.org/v1\\n"
if args[0] == "--encrypt" and args[1] == "--recipient":
    sys.stdout.buffer.write(head + args[2].encode() + b"\\n" + base64.b64encode(sys.stdin.buffer.read()))
elif args[0] == "--decrypt" and args[1] == "--identity":
    to, _, body = sys.stdin.buffer.read().removeprefix(head).partition(b"\\n")
    if to.decode() != "age1" + open(args[2]).read().split("-")[-1].strip():
        sys.exit("age: error: no identity matched any of the recipients")
    sys.stdout.buffer.write(base64.b64decode(body))
else:
    sys.exit(2)
"""
KEYGEN = """#!{python} -IS
import os, sys
if sys.argv[1:2] == ["-y"]:
    print("age1" + open(sys.argv[2]).read().split("-")[-1].strip())
else:
    print("AGE-SECRET-KEY-" + os.urandom(8).hex())
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")


@pytest.fixture
def age(tmp_path, monkeypatch):
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, text in (("age", AGE), ("age-keygen", KEYGEN)):
        (programs / name).write_text(text.replace("{python}", sys.executable))
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def at(home, tmp_path, monkeypatch, warm_cache):
    """Go to another machine: a home of its own, the same shared folder."""

    def go(name: str) -> Path:
        place = make_home(tmp_path / name, warm_cache)
        monkeypatch.setenv("GUTCLI_HOME", str(place))
        return place

    return go


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_two_machines_share_what_nobody_else_can_read(age, at, tmp_path):
    shared = tmp_path / "cloud"
    first = at("first")
    gutcli("profile", "set", "allergies", "sesame")
    gutcli("mood", "2", "--note", "SECRETNOTE")
    said = gutcli("sync", str(shared), "--with", "age").out
    assert str(first / KEY) in " ".join(said.split())
    assert "is encrypted" in said
    assert (first / KEY).stat().st_mode & 0o077 == 0
    raw = everything_in(shared)
    assert b"SECRETNOTE" not in raw
    assert b"sesame" not in raw
    assert b"gutcli-segment" not in raw

    second = at("second")
    refused = gutcli("sync", str(shared), "--with", "age", expect=1)
    assert str(second / KEY) in " ".join(refused.err.split())
    assert not (second / KEY).exists()
    (second / KEY).write_bytes((first / KEY).read_bytes())
    assert gutcli("sync", str(shared), expect=2).out == ""  # it would write in plain text beside the others
    assert gutcli("sync", str(shared), "--with", "age", "--json").data["encrypted"]
    assert gutcli("history", "--grep", "SECRETNOTE").out.startswith("“SECRETNOTE”   1 note")
    assert gutcli("profile", "--json").data["values"]["allergies"] == ["sesame"]
    gutcli("mood", "4", "--note", "ANOTHERNOTE")
    assert b"ANOTHERNOTE" not in everything_in(shared)

    at("first")
    gutcli("sync")
    assert "ANOTHERNOTE" in gutcli("history", "--grep", "ANOTHERNOTE").out
    gutcli("forget", "--notes", "--yes")
    at("second")
    gutcli("sync")
    assert "SECRETNOTE" not in gutcli("history", "--grep", "SECRET", expect=None).out


def test_what_was_there_in_plain_text_is_sealed_too(age, at, tmp_path):
    shared = tmp_path / "cloud"
    at("first")
    gutcli("mood", "2", "--note", "SECRETNOTE")
    assert "nothing is encrypted" in gutcli("sync", str(shared)).out
    assert b"SECRETNOTE" in everything_in(shared)
    gutcli("sync", "--with", "age")
    assert b"SECRETNOTE" not in everything_in(shared)
    assert "is encrypted" in gutcli("sync", "--status").out


def test_a_wrong_key_is_said_and_nothing_is_lost(age, at, tmp_path):
    shared = tmp_path / "cloud"
    at("first")
    gutcli("mood", "2")
    gutcli("sync", str(shared), "--with", "age")
    second = at("second")
    (second / KEY).write_text("AGE-SECRET-KEY-another\n")
    problems = gutcli("sync", str(shared), "--with", "age", "--json").data["problems"]
    assert any("cannot be decrypted" in problem for problem in problems)
    at("first")
    assert gutcli("sync", "--json").data["received"] == 0
    assert [each["mood"] for each in gutcli("history", "today", "--json").data["check_ins"]] == [2]


def test_without_the_program_nothing_goes_out(at, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    shared = tmp_path / "cloud"
    home = at("first")
    gutcli("mood", "2")
    answer = gutcli("sync", str(shared), "--with", "age", expect=1)
    assert "age-keygen is not installed" in " ".join(answer.err.split())
    assert not shared.exists()
    assert not (home / KEY).exists()
    assert "Did" not in gutcli("sync", str(shared), "--with", "gpg", expect=2).err
