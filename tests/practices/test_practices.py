"""`practices`: the techniques as JSON, as a table and as cards; finding them; cautions in sight."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from gutcli.catalog.data_files import find_data
from gutcli.catalog.library import Catalog
from gutcli.catalog.types import Breath
from gutcli.folders import find_folders
from gutcli.know.practices.page import format_breath
from gutcli.know.practices.view import build_practices
from gutcli.terminal.draw.layout import lay_out, width_of
from gutcli.terminal.draw.pages import draw_page
from gutcli.text import safe
from tests.run_gutcli import gutcli

PAGES = Path(__file__).parent / "pages"


def records(kind):
    with (Path(find_data()) / f"{kind}.toml").open("rb") as file:
        return {entry["id"]: entry for entry in next(iter(tomllib.load(file).values()))}


@pytest.fixture
def catalog(home):
    folders = find_folders()
    return Catalog(folders.overlay, folders.cache)


def ids(*argv):
    return [practice["id"] for practice in gutcli("practices", *argv, "--json").data["practices"]]


def test_every_technique_says_as_json_what_its_file_says():
    raw, cautions = records("practices"), records("cautions")
    data = gutcli("practices", "--json").data
    assert [p["id"] for p in data["practices"]] == list(raw)
    for practice in data["practices"]:
        entry = dict(raw[practice["id"]])
        assert {c["id"] for c in practice["cautions"]} == set(entry.pop("cautions"))
        for caution in practice.pop("cautions"):
            source = cautions[caution["id"]]
            assert caution == {key: source[key] for key in ("id", "severity", "who", "advice", "short")} | {
                "for_anyone": source.get("for_anyone", False),
                "checked": source["checked"],
            }
        breath = entry.pop("breath", None)
        assert practice.pop("breath") == (breath and {"inhale_parts": [], **breath})
        assert practice.pop("personal") is None  # there is no profile
        assert practice.pop("yours") is None
        assert practice == entry
    used = list(dict.fromkeys(name for entry in raw.values() for name in entry["references"]))
    assert [r["id"] for r in data["references"]] == used


def test_kinds_choose():
    raw = records("practices")
    for kind in ("calm", "move", "rest"):
        assert ids(f"--{kind}") == [ident for ident, entry in raw.items() if entry["kind"] == kind]
    assert set(ids("--calm", "--rest")) == set(ids("--calm")) | set(ids("--rest"))
    assert ids("--calm", "--move", "--rest") == ids()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["box-breathing"], ["box-breathing"]),
        (["Box", "Breathing"], ["box-breathing"]),
        (["box"], ["box-breathing"]),
        (["physiological sigh"], ["cyclic-sighing"]),
        (["pmr"], ["pmr"]),
        (["--calm", "box"], ["box-breathing"]),
    ],
)
def test_one_technique_by_any_of_its_names(words, found):
    assert ids(*words) == found


def test_words_for_several_list_them():
    assert {"box-breathing", "belly-breathing", "four-seven-eight"} <= set(ids("breathing"))
    assert {"wind-down", "caffeine-curfew", "morning-light"} <= set(ids("sleep"))
    assert set(ids("--rest", "sleep")) == {"wind-down", "caffeine-curfew", "morning-light"}
    assert set(ids("anxiety")) == {p["id"] for p in records("practices").values() if "anxiety" in p["topics"]}
    assert {"mindful-walk", "mindful-eating"} <= set(ids("mindful"))
    assert {"breath-counting", "box-breathing"} <= set(ids("breath"))
    assert "Mindful walk" in gutcli("practices", "mindful").out


def test_no_technique():
    answer = gutcli("practices", "tai chee", expect=3)
    assert answer.out == ""
    assert answer.err == "gutcli: There is no technique called 'tai chee'.\n  Did you mean tai-chi?\n"
    assert gutcli("practices", "qqq", "--json", expect=3).error == {
        "code": "not_found",
        "message": "There is no technique called 'qqq'.",
        "hint": "gutcli practices lists them all.",
    }
    assert "box-breathing is there with --calm" in gutcli("practices", "--move", "box", expect=3).err


@pytest.mark.parametrize(
    ("breath", "words"),
    [
        ((4, 4, 4, 4, 18, ()), "4 in · 4 hold · 4 out · 4 hold, 18 rounds"),
        ((4, 0, 6.5, 0, 1, ()), "4 in · 6.5 out, 1 round"),
        ((4, 7, 8, 0, 4, ()), "4 in · 7 hold · 8 out, 4 rounds"),
        ((4, 0, 8, 0, 25, (3, 1)), "3 in · 1 in again · 8 out, 25 rounds"),
    ],
)
def test_a_breath_in_words(breath, words):
    said = "".join(part for part, _ in format_breath(Breath(*breath)))
    assert said == f"{words} · counts are seconds"


def test_a_card_shows_every_step_and_every_caution(catalog):
    for practice in catalog.practices.values():
        page = gutcli("practices", practice.id).out
        assert all(step in page for step in practice.steps)
        assert practice.evidence_note in page
        for ident in practice.cautions:
            caution = catalog.cautions[ident]
            if caution.for_anyone:
                assert caution.advice in page
            else:
                word = {"avoid": "avoid", "ask-first": "ask first", "limit": "take care"}[caution.severity]
                line = next(line for line in page.splitlines() if f"{caution.who}: {caution.short}" in line)
                assert line.split("  ")[2] == f"! {word}"


@pytest.mark.parametrize("width", [None, 20, 40, 80, 120])
def test_every_technique_fits_every_width(catalog, width):
    views = [build_practices("", kinds, catalog) for kinds in ((), ("calm",), ("rest",))]
    for view in [*views, *(build_practices(ident, (), catalog) for ident in catalog.practices)]:
        for row in lay_out(draw_page(view, width), width):
            line = "".join(words for words, _ in row).rstrip()
            assert width is None or width_of(line) <= width, line
            assert all(character == " " or safe(character) == character for character in line)


def test_the_card_of_box_breathing(monkeypatch):
    """A picture of the card to review; GUTCLI_NEW_PAGES=1 draws it anew after a change of content."""
    monkeypatch.setenv("COLUMNS", "40")
    page = gutcli("practices", "box").out
    kept = PAGES / "box-breathing-40.txt"
    if os.environ.get("GUTCLI_NEW_PAGES"):
        kept.write_text(page, encoding="utf-8")
    assert page == kept.read_text(encoding="utf-8")
