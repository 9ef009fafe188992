"""`explain`: the page as JSON, finding topics, what is listed, exit codes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gutcli.catalog.cache import Cache
from gutcli.catalog.data_files import find_data
from gutcli.catalog.kinds import TOPIC_GROUPS
from gutcli.catalog.library import Catalog
from gutcli.folders import find_folders
from tests.run_gutcli import gutcli

OWN = """
[[topic]]
id = "owl-pellets"
title = "Owl pellets"
aliases = ["gewölle"]
group = "mind"
summary = "What owls leave. It is dry."
action = "Look up."
related = ["sleep"]

[[topic.claim]]
text = "Owls make them."
grade = "early"
references = ["own-b", "own-a"]

[[topic.popular_claim]]
text = "They are lucky."
verdict = "wrong"
why = "No trial."
references = ["own-c", "own-b"]

[[reference]]
id = "own-a"
authors = "Owl A, Uhu B"
year = 2001
title = "Pellets"
journal = "Night"
kind = "review"
confirmed = "single"
verified = "here"
doi = "10.1000/a"

[[reference]]
id = "own-b"
authors = "Barn C, et al."
year = 2002
title = "More pellets?"
journal = "Night"
kind = "rct"
design = "two owls"
confirmed = "single"
verified = "here"
doi = "10.1000/b"

[[reference]]
id = "own-c"
authors = "Owl Office"
year = 0
title = "Luck"
journal = "Office"
kind = "guideline"
confirmed = "guidance-page"
verified = "here"
url = "https://www.owl.example/luck"

[[food]]
id = "owl-seeds"
name = "Owl seeds"
aliases = []
group = "nuts-and-seeds"
kinds = ["prebiotic"]
plants = []
contains = []
may_contain = []
diets = ["vegan", "vegetarian", "pescatarian"]
lactose = "none"
live_cultures = "no"
serving = { text = "a spoon", grams = 10.0 }
how_to_eat = "Eat them."
topics = ["owl-pellets"]
cautions = ["fibre-fast"]
checklist = true
"""


@pytest.fixture
def own_topic(home):
    (home / "catalog").mkdir()
    (home / "catalog" / "owls.toml").write_text(OWN, encoding="utf-8")


def _records(kind: str) -> dict[str, dict[str, Any]]:
    with (Path(find_data()) / f"{kind}.toml").open("rb") as file:
        return {entry["id"]: entry for entry in next(iter(tomllib.load(file).values()))}


def test_a_topic_of_ones_own_as_json(own_topic):
    cautions = _records("cautions")
    # Nobody said how soft owl seeds are, so each caution about texture stands beside the one that the file names.
    unsafe = [caution for caution in cautions.values() if caution.keys() & {"texture", "residue", "choking"}]
    assert {caution["id"] for caution in unsafe} > {"texture-soft", "choking-foods", "low-residue"}
    empty = {"doi": None, "url": None, "design": None, "note": None}
    assert gutcli("explain", "gewolle", "--json").data == {
        "id": "owl-pellets",
        "title": "Owl pellets",
        "aliases": ["gewölle"],
        "group": "mind",
        "help": None,
        "summary": "What owls leave. It is dry.",
        "action": "Look up.",
        "claims": [{"text": "Owls make them.", "grade": "early", "references": ["own-b", "own-a"],
            "direction": "not applicable", "statement": "finding"}],
        "popular_claims": [
            {"text": "They are lucky.", "verdict": "wrong", "why": "No trial.", "references": ["own-c", "own-b"]}
        ],
        "foods": [
            {
                "id": "owl-seeds",
                "name": "Owl seeds",
                "cautions": [
                    {key: caution[key] for key in ("id", "severity", "who", "advice", "short", "checked")}
                    | {"for_anyone": caution.get("for_anyone", False)}
                    for caution in (cautions["fibre-fast"], *unsafe)
                ],
                "personal": None,
            }
        ],
        "practices": [],
        "related": ["sleep"],
        "checked": None,
        "references": [
            {
                **empty, "number": 1, "id": "own-b", "authors": "Barn C, et al.", "year": 2002,
                "title": "More pellets?", "journal": "Night", "doi": "10.1000/b", "kind": "rct",
                "design": "two owls",
            },
            {
                **empty, "number": 2, "id": "own-a", "authors": "Owl A, Uhu B", "year": 2001, "title": "Pellets",
                "journal": "Night", "doi": "10.1000/a", "kind": "review",
            },
            {
                **empty, "number": 3, "id": "own-c", "authors": "Owl Office", "year": None, "title": "Luck",
                "journal": "Office", "url": "https://www.owl.example/luck", "kind": "guideline",
            },
        ],
        "yours": {"files": ["owls.toml"], "keys": [], "removed": [], "named": []},
    }  # fmt: skip


def test_a_page_in_a_pipe(own_topic):
    page = gutcli("explain", "owl", "pellets").out
    assert page == (
        "Owl pellets   gewölle\n"
        "\n"
        "  What owls leave. It is dry.\n"
        "  Yours: all of it is from owls.toml.\n"
        "\n"
        "  What is known\n"
        "    ●●○○ early       Owls make them. [1,2]\n"
        "\n"
        "  You may have read\n"
        "    ✗    wrong       “They are lucky.”  No trial. [1,3]\n"
        "\n"
        "  A small step   Look up.\n"
        "  For your list  Owl seeds (! go up slowly, with water)\n"
        "  See also       sleep\n"
        "\n"
        "  Sources\n"
        "    [1] Barn et al. 2002 · Night · doi:10.1000/b\n"
        "    [2] Owl & Uhu 2001 · Night · doi:10.1000/a\n"
        "    [3] Owl Office · Office · owl.example\n"
        "\n"
        "  Sources in full: gutcli explain owl-pellets --refs\n"
    )
    in_full = gutcli("explain", "owl", "pellets", "--refs").out
    assert in_full.splitlines()[-5:] == [
        "    [1] Barn C, et al. (2002). More pellets? Night · randomised trial: two owls · https://doi.org/10.1000/b",
        "    [2] Owl A, Uhu B (2001). Pellets. Night · review · https://doi.org/10.1000/a",
        "    [3] Owl Office (undated). Luck. Office · guidance · https://www.owl.example/luck",
        "",
        "  Read on: gutcli explain sleep",
    ]
    assert gutcli("explain", "owl-pellets", "--refs", "--json").out == gutcli("explain", "owl-pellets", "--json").out


def test_every_topic_says_as_json_what_its_file_says():
    references = _records("references")
    for ident, topic in _records("topics").items():
        data = gutcli("explain", ident, "--json").data
        for key in ("id", "title", "aliases", "group", "summary", "action", "related", "checked"):
            assert data[key] == topic[key]
        assert data["help"] == topic.get("help")
        keys = ("text", "grade", "references", "direction")
        assert data["claims"] == [
            {k: c[k] for k in keys} | {"statement": c.get("statement", "finding")} for c in topic["claim"]
        ]
        said = topic.get("popular_claim", [])
        assert data["popular_claims"] == [{k: c[k] for k in ("text", "verdict", "why", "references")} for c in said]
        used = [name for claim in [*topic["claim"], *said] for name in claim["references"]]
        assert [r["id"] for r in data["references"]] == list(dict.fromkeys(used))
        for number, source in enumerate(data["references"], 1):
            raw = references[source["id"]]
            assert source == {
                **{key: raw[key] for key in ("id", "authors", "title", "journal", "kind")},
                **{key: raw.get(key) for key in ("doi", "url", "design", "note")},
                "year": raw["year"] or None,
                "number": number,
            }
        foods, practices = _records_once("foods"), _records_once("practices")
        assert all(ident in foods[food["id"]]["topics"] and foods[food["id"]]["checklist"] for food in data["foods"])
        assert all(ident in practices[practice["id"]]["topics"] for practice in data["practices"])
        for listed in data["foods"]:
            food = foods[listed["id"]]
            assert {c["id"] for c in listed["cautions"]} == set(food["cautions"]) | _cautions_by_texture(food)


_FIRMNESS = ["liquid", "puree", "minced", "soft", "easy-to-chew", "regular"]


def _cautions_by_texture(food: dict[str, Any]) -> set[str]:
    """The cautions about texture, residue and choking that a food carries without naming them."""
    found = set()
    for caution in _records_once("cautions").values():
        firmer = "texture" in caution and _FIRMNESS.index(food.get("texture", "regular")) > _FIRMNESS.index(
            caution["texture"]
        )
        leaves_more = caution.get("residue") == "low" and food.get("residue", "normal") == "normal"
        if firmer or leaves_more or ("choking" in caution and food.get("choking_risk") is not False):
            found.add(caution["id"])
    return found


_KEPT: dict[str, dict[str, dict[str, Any]]] = {}


def _records_once(kind: str) -> dict[str, dict[str, Any]]:
    if kind not in _KEPT:
        _KEPT[kind] = _records(kind)
    return _KEPT[kind]


@pytest.mark.parametrize(
    ("words", "ident"),
    [
        (["serotonin"], "serotonin"),
        (["SEROTONIN"], "serotonin"),
        (["5-HT"], "serotonin"),
        (["happy hormone"], "serotonin"),
        (["happy", "hormone"], "serotonin"),
        (["leaky", "gut"], "leaky-gut"),
        (["Short chain fatty acids"], "scfa"),
        (["neurog"], "neurogenesis"),
        (["fiber"], "dietary-fibre"),
        (["yogurts"], "fermented-foods"),
        (["second-brain"], "enteric-nervous-system"),
    ],
)
def test_a_topic_is_found_by_any_of_its_names(words, ident):
    assert gutcli("explain", *words, "--json").data["id"] == ident


def test_every_title_and_alias_leads_to_its_topic(home):
    folders = find_folders()
    catalog = Catalog(folders.overlay, folders.cache)
    from gutcli.know.explain.view import ExplainView, build_explain
    from gutcli.know.find.index import open_index

    for topic in catalog.topics.values():
        for name in (topic.id, topic.title, *topic.aliases):
            view = build_explain(name, catalog, lambda: open_index(catalog, Cache(folders.cache)))
            assert isinstance(view, ExplainView)
            assert view.topic.id == topic.id


def test_a_misspelt_topic_gives_the_nearest():
    answer = gutcli("explain", "seratonin", expect=3)
    assert answer.out == ""
    assert answer.err == "gutcli: Nothing is known here about 'seratonin'.\n  Did you mean serotonin?\n"
    assert gutcli("explain", "imbalnce", expect=3).err.endswith("Did you mean dysbiosis (imbalance)?\n")
    error = gutcli("explain", "seratonin", "--json", expect=3).error
    assert error == {
        "code": "not_found", "message": "Nothing is known here about 'seratonin'.", "hint": "Did you mean serotonin?",
        "choices": ["serotonin"],
    }  # fmt: skip


def test_what_only_sounds_alike_is_not_offered():
    for words in ("crystals", "ivermectin", "homeopathy", "keto"):
        assert "Did you mean" not in gutcli("explain", words, expect=3).err


def test_a_word_of_several_topics_finds_them():
    hits = gutcli("explain", "vitamin", "--json").data["hits"]
    assert {"vitamin-k", "vitamin-d"} <= {hit["id"] for hit in hits}


def test_words_that_are_no_name_are_searched_for():
    answer = gutcli("explain", "jet", "lag", "--json")
    assert '"kind": "find"' in answer.out
    assert answer.data["query"] == "jet lag"
    assert [(hit["id"], hit["kind"]) for hit in answer.data["hits"]] == [("sleep", "claim")]
    assert gutcli("explain", "jet lag").out.splitlines()[0] == "“jet lag” is found on 1 page"
    assert gutcli("find", "jet lag", "--json").data == answer.data


def test_a_whole_question_that_is_a_name_gives_its_page():
    assert gutcli("explain", "does", "coffee", "cause", "anxiety", "--json").data["id"] == "coffee-tea"
    assert gutcli("explain", "why am I bloated?", "--json").data["id"] == "bloating"


def test_cautions_foods_and_practices_are_found_where_no_topic_is():
    for words, kind, ident in (("warfarin", "caution", "warfarin"), ("almonds", "food", "almonds")):
        first = gutcli("explain", words, "--json").data["hits"][0]
        assert (first["kind"], first["id"]) == (kind, ident)


def test_words_found_nowhere():
    assert gutcli("explain", "xqzzy", expect=3).err.endswith(
        "gutcli explain lists every topic, gutcli foods every food.\n"
    )
    assert gutcli("explain", "the", "of", expect=3).out == ""
    assert gutcli("explain", "!!", expect=3).out == ""
    half = gutcli("find", "ivermectin", "anxiety", expect=3)
    assert "nothing on ivermectin" in half.err
    assert "gutcli find anxiety" in half.err
    assert (
        gutcli("find", "can", "ivermectin", "ease", "my", "anxiety", "and", "sleep")
        .out.splitlines()[1]
        .endswith("ivermectin.")
    )


def test_every_topic_is_listed_once_by_group():
    data = gutcli("explain", "--json").data
    topics = _records("topics")
    assert {t["id"] for t in data["topics"]} == set(topics)
    assert len(data["topics"]) == len(topics)
    groups = [t["group"] for t in data["topics"]]
    assert list(dict.fromkeys(groups)) == list(TOPIC_GROUPS)
    for line in data["topics"]:
        assert line == {key: topics[line["id"]][key] for key in ("id", "title", "aliases", "group", "summary")}
    page = gutcli("explain").out
    for title in TOPIC_GROUPS.values():
        assert f"\n  {title}\n" in page
    for ident in topics:
        assert f"\n    {ident} " in page
    assert gutcli("explain", "", "--json").data == data
