"""The schemas that editors use: kept true, and true to the validator as far as they can be."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from gutcli.catalog.data_files import built_in_files, find_data
from gutcli.catalog.kinds import FILES, TABLES, WORD_LISTS
from gutcli.catalog.schema import SCHEMAS, make_schema, write_schema
from tests.run_gutcli import gutcli


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_kept_schemas_are_true(kind):
    kept = (Path(find_data()) / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert kept == write_schema(kind), f"run: gutcli catalog schema {kind} > data/schema/{kind}.schema.json"


def test_each_data_file_names_its_schema():
    for path in map(Path, built_in_files()):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        assert first == f"#:schema ./schema/{FILES[path.stem]}.schema.json"
        assert (path.parent / first.removeprefix("#:schema ")).is_file()


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_reference_leads_somewhere_and_null_is_gone(kind):
    text = write_schema(kind)
    definitions = json.loads(text)["$defs"]
    assert {name.rpartition("/")[2] for name in re.findall(r'"\$ref": "([^"]+)"', text)} <= set(definitions)
    assert '"null"' not in text
    assert text.isascii()


def test_a_file_of_a_kind_has_only_that_table():
    schema = make_schema("foods")
    assert list(schema["properties"]) == ["food"]
    assert schema["additionalProperties"] is False
    entry = schema["$defs"]["FoodEntry"]
    assert entry["additionalProperties"] is False
    assert {"id", "name", "contains", "diets"} <= set(entry["required"])
    assert entry["properties"]["group"]["enum"][0] == "grains"


def test_an_overlay_may_change_single_keys_but_not_of_cautions():
    schema = make_schema("overlay")
    assert list(schema["properties"]) == [*TABLES.values(), *WORD_LISTS]
    assert schema["$defs"]["FoodEntry"]["required"] == ["id"]
    meals = schema["properties"]["meal"]["items"]["properties"]["id"]["enum"]
    assert meals == ["breakfast", "lunch", "dinner", "snack"]
    assert "required" not in schema["$defs"]["FoodEntry"]["properties"]["serving"]
    assert "severity" in schema["$defs"]["CautionEntry"]["required"]


def test_the_command_prints_the_schema_bare_or_as_a_document():
    assert gutcli("catalog", "schema", "foods").out == write_schema("foods")
    assert gutcli("catalog", "schema", "food").out == write_schema("foods")
    document = gutcli("catalog", "schema", "tips", "--json").data
    assert document == {"kind": "tips", "schema": make_schema("tips")}


def test_a_kind_that_is_none():
    answer = gutcli("catalog", "schema", "fods", expect=3)
    assert "Did you mean foods?" in answer.err
