"""`find`: what a hit says, for whom it does not suit, and an index that can always be made again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gutcli.catalog.cache import Cache
from gutcli.catalog.library import Catalog
from gutcli.know.find.index import open_index
from tests.run_gutcli import gutcli


def test_what_people_read_is_quoted_and_answered_in_the_same_breath():
    line = next(line for line in gutcli("find", "gluten causes depression").out.splitlines() if "“Gluten" in line)
    assert "overstated · “Gluten causes depression.”  " in line
    hit = gutcli("find", "gluten causes depression", "--json").data["hits"][0]
    assert (hit["kind"], hit["id"], hit["verdict"]) == ("popular_claim", "gluten", "overstated")
    assert hit["why"]


def test_a_food_that_does_not_suit_is_never_named_without_saying_so(home):
    assert "not for you" not in gutcli("find", "walnuts").out
    (home / "profile.toml").write_text('allergies = ["nuts"]\nmedicines = ["warfarin"]\n', encoding="utf-8")
    line = next(line for line in gutcli("find", "walnuts").out.splitlines() if line.startswith("  walnuts "))
    assert "! not for you" in line
    hit = next(hit for hit in gutcli("find", "walnuts", "--json").data["hits"] if hit["id"] == "walnuts")
    assert hit["personal"]["fits"] is False


def test_only_so_many_are_shown_and_all_are_counted():
    two = gutcli("find", "sleep", "--limit", "2", "--json").data
    every = gutcli("find", "sleep", "--limit", "1000", "--json").data
    assert len(two["hits"]) == 2
    assert two["total"] == every["total"] == len(every["hits"])
    assert two["hits"] == every["hits"][:2]


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_damaged_index_is_made_anew(home, damage):
    whole = gutcli("find", "bloating").out
    kept = home / "cache" / "words.db"
    content = kept.read_bytes()
    kept.unlink()
    kept.write_bytes(content[: len(content) // 3] if damage is None else content.split(b"\n")[0] + b"\n" + damage)
    assert gutcli("find", "bloating").out == whole
    assert kept.read_bytes() == content


def test_ones_own_entries_are_found(home):
    (home / "catalog").mkdir()
    (home / "catalog" / "own.toml").write_text(
        '[[tip]]\nid = "owl"\ntext = "Listen for owls at dusk."\ntopic = "sleep"\nslot = "calm"\nreferences = []\n'
        'basis = "kitchen"\nfoods = []\npractices = []\n',
        encoding="utf-8",
    )
    assert gutcli("find", "owls", "--json").data["hits"][0]["id"] == "owl"


@given(st.text(max_size=40))
def test_any_words_get_an_answer_or_a_plain_no(warm_cache, words):
    index = open_index(Catalog(warm_cache / "none", warm_cache), Cache(warm_cache))
    hits = index.find(words)
    assert hits == index.find(words)
    assert not hits or index.tell(words)


@pytest.mark.parametrize("words", ["I want to die", "suicide", "kms", "how do I kill myself", "want to end it all"])
@pytest.mark.parametrize("verb", [["find"], ["explain"], []])
def test_who_speaks_of_dying_is_told_where_help_is_and_nothing_else(verb, words):
    answer = gutcli(*verb, words)
    assert answer.out.startswith("This app cannot help with this. Call your local emergency number")
    data = gutcli(*verb, words, "--json").data
    assert data["help"]
    assert data["hits"] == []
    assert gutcli("find", "die off", expect=None).out.startswith("This app") is False
