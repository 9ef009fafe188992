"""Citations are read by parsers that are not ours, and say what the page says."""

from __future__ import annotations

import json

import bibtexparser
import pytest
import rispy

from gutcli.catalog.library import Catalog
from gutcli.catalog.types import Reference
from gutcli.know.explain.view import build_topic
from gutcli.know.sources.citations import WRITERS, split_authors, write_bibtex, write_csl, write_ris
from gutcli.know.sources.view import source_views
from tests.explain.csl import find_faults
from tests.run_gutcli import gutcli


@pytest.fixture(scope="module")
def sources(warm_cache):
    catalog = Catalog(warm_cache / "none", warm_cache)
    return [each.source for each in source_views(catalog.references, catalog)]


def test_bibtex_is_parsed_whole(sources):
    library = bibtexparser.parse_string(write_bibtex(sources))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [source.id for source in sources]
    for entry, source in zip(library.entries, sources, strict=True):
        fields = {key: field.value for key, field in entry.fields_dict.items()}
        assert entry.entry_type == ("article" if source.doi else "misc")
        assert fields.get("doi") == source.doi
        assert fields.get("year") == (str(source.year) if source.year else None)
        assert fields["title"].startswith("{")
        assert fields["title"].count("{") == fields["title"].count("}")
        assert fields["author"].endswith(" and others") == source.authors.endswith("et al.")


def test_ris_is_parsed_whole(sources):
    entries = rispy.loads(write_ris(sources))
    assert [entry["id"] for entry in entries] == [source.id for source in sources]
    for entry, source in zip(entries, sources, strict=True):
        assert entry["type_of_reference"] == ("JOUR" if source.doi else "ELEC")
        assert entry["title"] == source.title
        assert entry.get("doi") == source.doi
        assert entry["authors"]


def test_csl_keeps_the_rules_of_its_schema_and_says_what_the_source_says(sources):
    items = json.loads(write_csl(sources))
    assert list(find_faults(items)) == []
    assert [item["id"] for item in items] == [source.id for source in sources]
    for item, source in zip(items, sources, strict=True):
        assert item["type"] in {"article-journal", "webpage"}
        assert set(item) <= {"id", "type", "author", "title", "container-title", "issued", "DOI", "URL", "note"}
        assert item["title"] == source.title
        assert all(set(name) in ({"family", "given"}, {"literal"}) for name in item["author"])
        assert item.get("issued", {}).get("date-parts", [[None]]) == [[source.year]]
        assert item.get("DOI") or item.get("URL")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"type": "article"}, None),
        ({"type": "paper"}, "type"),
        ({"type": None}, "type"),
        ({"id": None}, "id"),
        ({"id": ["a"]}, "id"),
        ({"doi": "10.1000/a"}, "doi"),
        ({"title": 7}, "title"),
        ({"author": "Owl A"}, "author"),
        ({"author": [{"family": "Owl", "initials": "A"}]}, "author"),
        ({"author": [{"family": 7}]}, "author"),
        ({"issued": 2001}, "issued"),
        ({"issued": {"date-parts": [2001]}}, "issued"),
        ({"issued": {"date-parts": [[]]}}, "issued"),
        ({"issued": {"date-parts": [[2001, 1, 1, 1]]}}, "issued"),
        ({"issued": {"date-parts": [[None]]}}, "issued"),
        ({"issued": {"year": 2001}}, "issued"),
    ],
)  # fmt: skip
def test_the_rules_of_the_schema_find_what_breaks_them(change, fault):
    fine = {"id": "owl-2001", "type": "webpage", "author": [{"literal": "Owls"}], "issued": {"date-parts": [[2001]]}}
    assert list(find_faults([fine])) == []
    item = {key: value for key, value in {**fine, **change}.items() if value is not None}
    assert [name for name, _ in find_faults([item])] == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("authors", "split"),
    [
        ("Cryan JF, et al.", ([("Cryan", "JF")], True)),
        ("van der Schoot, et al.", ([("van der Schoot", "")], True)),
        ("Gershon MD, Tack J", ([("Gershon", "MD"), ("Tack", "J")], False)),
        ("Cancer Research UK", ([("Cancer Research UK", "")], False)),
        ("US Food and Drug Administration", ([("US Food and Drug Administration", "")], False)),
        ("Colorado State University, Food Smart", ([("Colorado State University, Food Smart", "")], False)),
    ],
)  # fmt: skip
def test_authors_are_people_or_one_organisation(authors, split):
    assert split_authors(authors) == split


def test_signs_that_mean_something_to_tex_are_said_as_text():
    odd = Reference(
        "a", "Owl & Sons", 2001, "50 % of {x}_y", "Night #1", None, "https://a.example", "review", None, None
    )
    entry = bibtexparser.parse_string(write_bibtex([odd])).entries[0]
    assert entry["title"] == r"{50 \% of \{x\}\_y}"
    assert entry["author"] == r"{Owl \& Sons}"


@pytest.mark.parametrize("name", WRITERS)
def test_the_command_gives_the_topics_sources_and_nothing_else(name, home, warm_cache):
    catalog = Catalog(warm_cache / "none", warm_cache)
    wanted = [each.source for each in build_topic(catalog.topics["scfa"], catalog).references]
    assert gutcli("explain", "scfa", "--format", name).out == WRITERS[name](wanted)
    assert gutcli("explain", "scfa", "--refs", "--format", name).out == WRITERS[name](wanted)


def test_citations_of_nothing_or_in_a_strange_form_are_refused(home):
    assert "is not a format" in gutcli("explain", "scfa", "--format", "word", expect=2).err
    assert "of one topic" in gutcli("explain", "--format", "ris", expect=2).err
    assert "of one topic" in gutcli("explain", "jet", "lag", "--format", "ris", expect=2).err
