"""The files of words that rules read: they are part of the program, so they are checked here and not as it runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from gutcli.catalog import wheel
from gutcli.catalog.data_files import built_in_files, load_vocabulary, vocabulary_files
from gutcli.catalog.kinds import WORD_LISTS
from gutcli.catalog.library import Catalog
from gutcli.catalog.words import load_lists
from tests.catalog.vocabulary_models import VOCABULARY_MODELS


@pytest.mark.parametrize("name", VOCABULARY_MODELS)
def test_each_file_of_words_has_the_form_that_rules_read(name: str) -> None:
    words = load_vocabulary(name)
    assert VOCABULARY_MODELS[name].model_validate(words).model_dump(by_alias=True, exclude_unset=True) == words


def test_the_lists_to_which_words_are_added_have_ids_of_their_own() -> None:
    lists = load_lists()
    assert [*lists] == [*WORD_LISTS]
    assert all(lists.values())
    for table, file in WORD_LISTS.items():
        ids = [entry["id"] for entry in load_vocabulary(file)[table]]
        assert len(ids) == len({*ids}), table
        assert lists[table].keys() <= {*ids}, table


def test_what_a_wheel_brings_compiled_is_passed_over_once_a_file_of_words_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(wheel, "load_compiled", asked.extend)
    assert Catalog(tmp_path, tmp_path / "cache").vocabulary("eating")
    assert asked == [*built_in_files(), *vocabulary_files()]
