"""Situations that were tried on version 0.1.0: each comes out as it is right (field.toml)."""

import tomllib
from pathlib import Path

import pytest

from gutcli.profile.needs import derive_needs
from gutcli.profile.settings import Profile
from gutcli.profile.verdicts import judge_food

with (Path(__file__).parent / "field.toml").open("rb") as file:
    CASES = tomllib.load(file)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["say"]))
def test_what_was_tried_comes_out_right(catalog, case):
    needs = derive_needs(Profile(**{key: tuple(words) for key, words in case["say"].items()}), catalog, 2026)
    cautions = catalog.cautions
    verdicts = {
        i: judge_food(catalog.foods[i], needs, cautions) for key in ("out", "fits", "note") for i in case.get(key, ())
    }
    assert [i for i in case.get("out", ()) if verdicts[i].fits] == []
    assert [(i, verdicts[i].excluded) for i in case.get("fits", ()) if not verdicts[i].fits] == []
    assert [i for i in case.get("note", ()) if not any(note.personal for note in verdicts[i].notes)] == []
    assert set(case.get("cautions", ())) <= needs.active.keys()
    assert not set(case.get("not_cautions", ())) & needs.active.keys()
    assert bool(needs.stops) == case.get("crisis", False)
    assert all(ident in cautions for key in ("cautions", "not_cautions") for ident in case.get(key, ()))
    if "unknown" in case:
        assert bool(needs.not_understood) == case["unknown"]
