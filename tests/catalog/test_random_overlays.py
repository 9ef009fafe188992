"""Strange overlays by the hundred: never a traceback, the built-in catalog unharmed, today's list still there."""

from __future__ import annotations

import json
import math
import random
import string
from datetime import date, time

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from gutcli.catalog.compile import KINDS, Compiled, apply_overlays
from gutcli.catalog.library import Catalog
from gutcli.text import safe
from tests.catalog.overlays import FOOD, base
from tests.run_gutcli import gutcli

BUILT_IN = apply_overlays(base(), [])
EVIL = [
    "\x1b[31m",
    "[bold red]x[/]",
    "\x00",
    "\u202e",
    "\ud7ff",
    "\ufeff",
    "",
    " ",
    "a" * 5000,
    "oats",
    "../x",
    "%s{0}",
    "\x9b",
]
KEYS = sorted({key for records in BUILT_IN.records.values() for record in records.values() for key in record})
IDS = ["oats", "kefir", "scfa", "warfarin", "box-breathing", "sender-2016", "soak-oats", "new-one", "New One", ""]

words = st.sampled_from([*EVIL, *IDS, *KEYS])
texts = st.one_of(words, words, st.text(max_size=12))
plain = st.sampled_from(
    [True, False, 0, -1, 3, 10**18, 0.5, math.nan, math.inf, date(2026, 11, 23), time(8, 30), [], {}]
)
scalars = st.one_of(texts, plain, st.floats())
values = st.one_of(
    scalars,
    st.lists(scalars, max_size=3),
    st.dictionaries(words, scalars, max_size=3),
    st.lists(st.dictionaries(words, scalars, max_size=3), max_size=2),
)
entries = st.builds(
    lambda ident, entry: {"id": ident, **entry}, st.sampled_from(IDS), st.dictionaries(texts, values, max_size=6)
)
tables = st.sampled_from(sorted(KINDS))
documents = st.dictionaries(
    st.one_of(tables, tables, texts), st.one_of(st.lists(entries, max_size=3), values), max_size=3
)


def check(compiled: Compiled) -> None:
    """The catalog holds all that is built in, every problem can be shown and kept, and a file is in or out."""
    for kind, records in BUILT_IN.records.items():
        assert records.keys() <= compiled.records[kind].keys()
    assert bool(compiled.problems) == bool(compiled.left_out)
    if compiled.left_out:
        assert compiled.records == BUILT_IN.records
        assert compiled.names == BUILT_IN.names
    for problem in compiled.problems:
        assert safe(str(problem)) == str(problem)
        assert problem.message
        assert len(str(problem)) < 1500
    for kind, records in compiled.records.items():
        fresh = [record for ident, record in records.items() if record is not BUILT_IN.records[kind].get(ident)]
        json.dumps(fresh, allow_nan=False)


@settings(max_examples=250)
@given(documents)
def test_random_documents(tmp_path, document):
    path = tmp_path / "random.toml"
    try:
        text = tomli_w.dumps(document)
    except (ValueError, TypeError):
        return
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    check(apply_overlays(base(), [path]))


@settings(max_examples=250)
@given(st.dictionaries(st.sampled_from(sorted(FOOD)), values, min_size=1, max_size=3), st.booleans())
def test_foods_with_strange_values(tmp_path, changes, new):
    path = tmp_path / "food.toml"
    entry = {**FOOD, **changes} if new else {"id": "oats", **changes}
    path.write_text(tomli_w.dumps({"food": [entry]}), encoding="utf-8", errors="surrogatepass")
    check(apply_overlays(base(), [path]))


def mutate(seed: int) -> bytes:
    """A good file with a few bytes changed, cut or put in."""
    dice = random.Random(seed)
    content = bytearray(tomli_w.dumps({"food": [FOOD, {"id": "oats", "serving": {"grams": 50}}]}).encode())
    for _ in range(dice.randint(1, 6)):
        place = dice.randrange(len(content))
        match dice.randrange(4):
            case 0:
                content[place] = dice.randrange(256)
            case 1:
                del content[place : place + dice.randint(1, 30)]
            case 2:
                content[place:place] = dice.choice(['"', "[", "]", "{", "\n", "=", "'''", "\\", ".", "\0"]).encode()
            case _:
                content[place:place] = "".join(dice.choices(string.printable, k=5)).encode()
    return bytes(content)


def test_mutated_bytes(tmp_path):
    path = tmp_path / "mutated.toml"
    for seed in range(200):
        path.write_bytes(mutate(seed))
        check(apply_overlays(base(), [path]))


@pytest.mark.parametrize("seed", range(6))
def test_today_still_works(home, seed):
    dice = random.Random(seed)
    folder = home / "catalog"
    folder.mkdir()
    changes = {dice.choice(sorted(FOOD)): dice.choice([*EVIL, 3, True, [], {}]) for _ in range(2)}
    (folder / "a.toml").write_text(tomli_w.dumps({"food": [{**FOOD, **changes}]}))
    answer = gutcli("today", "--json")
    assert len(answer.data["items"]) == 6
    assert "Traceback" not in answer.err
    check_code = gutcli("catalog", "check", expect=None).code
    assert check_code in {0, 4}
    assert bool(answer.err) == (check_code == 4)
    assert Catalog(folder, home / "cache").foods.keys() >= BUILT_IN.records["foods"].keys()
