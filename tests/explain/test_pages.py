"""How topics look: at every width, in every encoding, with nothing that a terminal would obey."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gutcli.catalog.cache import Cache
from gutcli.catalog.library import Catalog
from gutcli.folders import find_folders
from gutcli.know.explain.view import build_topic, build_topics
from gutcli.know.find.index import open_index
from gutcli.know.find.view import build_find
from gutcli.know.sources.citations import short_authors
from gutcli.know.sources.page import MARKS
from gutcli.terminal.draw.layout import lay_out, width_of
from gutcli.terminal.draw.pages import draw_page
from gutcli.text import safe
from tests.run_gutcli import gutcli

WIDTHS = (None, 20, 40, 80, 120)
PAGES = Path(__file__).parent / "pages"


@pytest.fixture
def catalog(home):
    folders = find_folders()
    return Catalog(folders.overlay, folders.cache)


def harmless(line):
    return all(character == " " or safe(character) == character for character in set(line))


def check(view, width):
    for row in lay_out(draw_page(view, width), width):
        line = "".join(words for words, _ in row)
        assert width is None or width_of(line.rstrip()) <= width, line
        assert harmless(line)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_topic_fits_every_width(catalog, width, warm_cache):
    check(build_topics(catalog), width)
    index = open_index(catalog, Cache(warm_cache))
    for words in ("trial", "walnuts", "meditation", "warfarin", "ivermectin eases anxiety and low mood"):
        check(build_find(words, index, catalog, most=None), width)
    for topic in catalog.topics.values():
        check(build_topic(topic, catalog), width)
        check(build_topic(topic, catalog, in_full=True), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_says_the_same_at_every_width(catalog, width):
    def words(at):
        rows = lay_out(draw_page(build_topic(catalog.topics["scfa"], catalog), at), at)
        # Narrow lines may cut words that are longer than a line.
        return sorted(re.sub(r"\s", "", "".join(words for row in rows for words, _ in row)))

    assert words(width) == words(None)


def test_a_mark_needs_no_colour():
    grades = ("strong", "moderate", "early", "mechanistic", "contested", "wrong")
    assert len({MARKS[grade][0] for grade in grades}) == len(grades)
    assert len({word for _, word in MARKS.values()}) == len(MARKS)


@pytest.mark.parametrize(
    ("authors", "short"),
    [
        ("Gershon MD, Tack J", "Gershon & Tack"),
        ("Cryan JF, et al.", "Cryan et al."),
        ("Mayer EA", "Mayer"),
        ("van der Schoot, et al.", "van der Schoot et al."),
        ("Dinan TG, Stanton C, Cryan JF", "Dinan et al."),
        ("O'Mahony SM, et al.", "O'Mahony et al."),
        ("MacDonald A, van Wegberg AMJ, Ahring K, et al.", "MacDonald et al."),
        ("EFSA NDA Panel", "EFSA NDA Panel"),
        ("Colorado State University, Food Smart Colorado", "Colorado State University, Food Smart Colorado"),
        ("NHS", "NHS"),
        ("Cancer Research UK", "Cancer Research UK"),
    ],
)
def test_authors_in_short(authors, short):
    assert short_authors(authors) == short


def test_the_page_of_serotonin(monkeypatch):
    """A picture of the page to review; GUTCLI_NEW_PAGES=1 draws it anew after a change of content."""
    monkeypatch.setenv("COLUMNS", "80")
    page = gutcli("explain", "serotonin").out
    kept = PAGES / "serotonin.txt"
    if os.environ.get("GUTCLI_NEW_PAGES"):
        kept.write_text(page, encoding="utf-8")
    assert page == kept.read_text(encoding="utf-8")


def test_sources_are_links_in_a_terminal(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    link = r"\x1b\]8;[^;]*;https://doi\.org/10\.1053/j\.gastro\.2006\.11\.002\x1b\\"
    assert re.search(link, gutcli("explain", "5-HT").out)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in gutcli("explain", "serotonin").out


EVIL = r"""
[[reference]]
id = "evil"
authors = "\u001b[31mEve E"
year = 2020
title = "[bold]Not markup[/bold]\u202e"
journal = "\u0007 Bell"
kind = "review"
confirmed = "single"
verified = "no"
url = "https://x.example/\u001b]8;;https://y.example\u001b\\"

[[topic]]
id = "evil"
title = "Evil\u009b2J"
aliases = ["evil\u001b[2J thing"]
group = "mind"
summary = "[red]One[/red]\r\n two\u200b."
action = "\u0000 act"
related = []

[[topic.claim]]
text = "\u001b]0;title\u0007 claim [link=x]"
grade = "early"
references = ["evil"]
"""


@pytest.mark.parametrize("options", [(), ("--refs",)])
@pytest.mark.parametrize("colour", ["", "1"])
def test_text_from_outside_never_reaches_the_terminal_as_commands(home, monkeypatch, options, colour):
    (home / "catalog").mkdir()
    (home / "catalog" / "evil.toml").write_text(EVIL, encoding="utf-8")
    assert "holds the character U+001B" in gutcli("catalog", "check", expect=4).out
    # Refused at the entrance; what is drawn is safe all the same.
    monkeypatch.setattr("gutcli.catalog.compile.find_unsafe", lambda _: ())
    monkeypatch.setattr("gutcli.catalog.library.stamp", lambda _: "let in")
    monkeypatch.setenv("FORCE_COLOR", colour)
    page = gutcli("explain", "evil", *options).out
    ours = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;(id=\d+)?;[!-~]*\x1b\\")
    assert "x.example" in page
    assert "[red]One[/red] two" in page
    assert harmless(ours.sub("", page).replace("\n", ""))
    assert "y.example" not in "".join(re.findall(r"\x1b\]8;[^\x1b]*\x1b", page))
    assert gutcli("explain", "evil", "--json").out.isascii()


def test_a_page_in_ascii(home):
    result = subprocess.run(
        [sys.executable, "-m", "gutcli", "explain", "serotonin"],
        env={**os.environ, "PYTHONIOENCODING": "ascii:strict"}, capture_output=True, check=True,
    )  # fmt: skip
    assert b"    **** strong      About 90" in result.stdout
    assert b"    *... mechanism   ^ more - Spore" in result.stdout
    assert b"\\u" not in result.stdout


@pytest.mark.parametrize(
    "argv", [["explain", "serotonin"], ["explain"], ["explain", "--json"], ["practices", "box"], ["tips", "--all"]]
)
def test_a_pipe_pays_for_neither_rich_nor_pydantic(argv):
    code = f"""
import sys
from gutcli.cli import run
code = run({argv!r})
print(code, *({{"rich", "pydantic", "tomllib"}} & set(sys.modules)), file=sys.stderr)
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stderr == "0\n"
