"""The one door for TOML: whatever stands there, an answer soon, and never a traceback."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from gutcli.catalog.files import MAX_DEPTH, TomlError, load_toml, parse_toml

TOO_DEEP = {
    "a 40 kB dotted key": ".".join("a" * 20_000) + " = 1",
    "a 40 kB dotted header": f"[{'.'.join('a' * 20_000)}]",
    "lists 500 deep": "a = " + "[" * 500 + "]" * 500,
    "tables 500 deep": "a = " + "{a = " * 500 + "1" + "}" * 500,
    "2 MB of brackets": "[" * 2_000_000,
    "a dotted key behind an odd string": 'a = ["""x"""", {' + ".".join("a" * 20_000) + ' = 1}, "b"]',
    "one level too many": "a = " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
}
NOT_TOML = {
    "an unfinished string": 'a = "x',
    "half a line": "a =",
    "a bare carriage return": "a = 1\rb = 2",
    "2 MB of quotes": '"' * 2_000_000,
    "2 MB of backslashes": 'a = "' + "\\" * 2_000_001,
    "the same table twice": "[a]\n[a]",
    "not a date": "a = 9999-99-99",
}


@pytest.mark.parametrize("text", TOO_DEEP.values(), ids=TOO_DEEP)
def test_depth_is_refused_before_parsing(text):
    start = time.process_time()
    with pytest.raises(TomlError, match=r"nested too deeply|too many parts") as caught:
        parse_toml(text, "x.toml")
    assert caught.value.message.startswith("x.toml, line 1")
    assert time.process_time() - start < 1


@pytest.mark.parametrize("text", NOT_TOML.values(), ids=NOT_TOML)
def test_what_is_not_toml_is_said_with_its_place(text):
    start = time.process_time()
    with pytest.raises(TomlError) as caught:
        parse_toml(text, "x.toml")
    assert caught.value.message.startswith(("x.toml, line ", "x.toml, at its end"))
    assert len(caught.value.message) < 300
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * MAX_DEPTH + "]" * MAX_DEPTH,
        f'a = "{"." * 5000}{"[" * 5000}"',
        f"a = '''{'[.' * 500}'''",
        f'a = """{"[." * 500}"""""\nb = 1',
        f"# {'[.' * 500}\na = 1",
        "a.b.c = 1\r\n[d.e]\r\nf = [1.5, 2.5]",
        "",
    ],
)
def test_what_only_looks_deep_is_read(text):
    assert isinstance(parse_toml(text, "x.toml"), dict)


def test_a_number_of_5000_digits_is_refused():
    with pytest.raises(TomlError, match="a number that is too long"):
        parse_toml(f"a = {'9' * 5000}", "x.toml")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'a = "x\0"', "NUL"),
        ('a = "é"'.encode("utf-16"), "not UTF-8"),
        ('a = "e"'.encode("utf-16-le"), "NUL"),
        (b'# ok\na = "\xff"', "line 2: not UTF-8"),
        ('a = "é"'.encode("latin-1"), "not UTF-8"),
        (b'a = "\xed\xa0\x80"', "not UTF-8"),
    ],
)
def test_wrong_encodings(tmp_path, content, message):
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    with pytest.raises(TomlError, match=message):
        load_toml(path)


def test_a_byte_order_mark_is_no_harm(tmp_path):
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1")
    assert load_toml(path) == {"a": 1}


def test_a_file_of_9_mb(tmp_path):
    path = tmp_path / "x.toml"
    path.write_bytes(b'a = "' + b"x" * (9 << 20) + b'"')
    with pytest.raises(TomlError, match=r"has 9\.0 MB; gutcli reads at most 8 MB"):
        load_toml(path)


def test_what_is_not_a_file(tmp_path):
    folder, pipe, dangling, loop = (tmp_path / name for name in ("d.toml", "p.toml", "l.toml", "o.toml"))
    folder.mkdir()
    os.mkfifo(pipe)
    dangling.symlink_to(tmp_path / "nowhere.toml")
    loop.symlink_to(loop)
    open_files = Path("/proc/self/fd")
    before = len(list(open_files.iterdir())) if open_files.is_dir() else 0
    for path, message in (
        (folder, "is a folder, not a file"),
        (pipe, "is not a file"),
        (dangling, "cannot be read: no such file"),
        (loop, "cannot be read"),
        (tmp_path / "none.toml", "cannot be read: no such file"),
        (tmp_path / "a\0b.toml", "cannot be read"),
        (tmp_path / ("n" * 300), "cannot be read"),
    ):
        with pytest.raises(TomlError, match=message) as caught:
            load_toml(path)
        assert caught.value.exit_code == 4
        assert caught.value.hint
    if before:
        assert len(list(open_files.iterdir())) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text("a = 1")
    path.chmod(0)
    with pytest.raises(TomlError, match="cannot be read: permission denied"):
        load_toml(path)


def test_a_name_with_control_characters_is_shown_safely(tmp_path):
    with pytest.raises(TomlError) as caught:
        load_toml(tmp_path / "a\x1b[31m\u202eb.toml")
    assert "\x1b" not in caught.value.message
    assert "\u202e" not in caught.value.message
