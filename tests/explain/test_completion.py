"""What the shell offers: quick, from the cache or without it, and never an error."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from gutcli import offers as completion
from gutcli.profile.settings import KEYS


def ids(offers):
    return [ident for ident, _ in offers]


def test_names_that_begin_so():
    assert completion.complete_topics("sero") == [("serotonin", "Serotonin")]
    assert completion.complete_topics("B1") == [("b12-cobalamin", "Vitamin B12 (cobalamin)")]
    assert "kefir" in ids(completion.complete_foods("kef"))
    assert ids(completion.complete_practices("box")) == ["box-breathing"]
    assert len(completion.complete_topics("")) == 82
    assert completion.complete_topics("zzz") == []


def test_every_key_of_the_profile_is_offered_with_what_it_may_be():
    assert ids(completion.complete_keys("")) == [key for key in KEYS if key != "quick_answers"]  # read, and ignored
    assert all(what for _, what in completion.complete_keys(""))
    assert ids(completion.complete_keys("checklist.p")) == ["checklist.prebiotic", "checklist.probiotic"]


@pytest.mark.parametrize(
    ("key", "begun", "offered"),
    [
        ("diet", "v", ["vegetarian", "vegan"]),
        ("strict", "", ["yes", "no"]),
        ("week_starts", "s", ["sunday", "saturday"]),
        ("allergies", "mol", ["molluscs"]),
        ("dislikes", "kimc", ["kimchi"]),
        ("practices.avoid", "box", ["box-breathing"]),
        ("favourites", "box", ["box-breathing"]),
        ("medicines", "w", []),
    ],
)
def test_values_that_can_be_listed(key, begun, offered):
    assert ids(completion.complete_values(key, begun)) == offered


def test_another_name_is_offered_where_no_id_begins_so():
    assert ids(completion.complete_topics("micro-b")) == []
    assert ids(completion.complete_topics("folat")) == ["folate"]


def test_a_cold_cache_offers_the_same(home):
    warm = completion.complete_foods(""), completion.complete_topics(""), completion.complete_practices("")
    shutil.rmtree(home / "cache")
    assert warm == (completion.complete_foods(""), completion.complete_topics(""), completion.complete_practices(""))
    assert not (home / "cache").exists()


def test_an_own_entry_is_offered_once_the_cache_is_warm(home):
    from gutcli.catalog.library import Catalog

    (home / "catalog").mkdir()
    tip = '[[practice]]\nid = "brisk-walk"\nname = "My walk"\n'
    (home / "catalog" / "own.toml").write_text(tip, encoding="utf-8")
    assert completion.complete_practices("brisk") == [("brisk-walk", "Brisk walk")]
    _ = Catalog(home / "catalog", home / "cache").practices
    assert completion.complete_practices("brisk") == [("brisk-walk", "My walk")]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b"null"])
def test_a_broken_cache_or_catalog_never_fails(home, monkeypatch, content):
    for file in (home / "cache").iterdir():
        key = file.read_bytes().split(b"\n", 1)[0]
        file.unlink()
        file.write_bytes(key + b"\n" + content)
    assert isinstance(completion.complete_topics("s"), list)
    monkeypatch.setattr(completion, "load_vocabulary", lambda name: (home / f"{name}.toml").read_text())
    shutil.rmtree(home / "cache")
    assert completion.complete_topics("s") == []


def test_completing_imports_nothing_heavy():
    code = (
        "import sys; from gutcli import offers as c; assert c.complete_topics('s'); "
        "assert c.complete_foods('k'); print(*{'rich', 'pydantic', 'tomllib'} & set(sys.modules))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == ""
