"""The files of words that rules read: they are part of the program, so they are checked here and not as it runs."""

from __future__ import annotations

import pytest

from gutcli.catalog.library import load_vocabulary
from tests.catalog.vocabulary_models import VOCABULARY_MODELS


@pytest.mark.parametrize("name", VOCABULARY_MODELS)
def test_each_file_of_words_has_the_form_that_rules_read(name: str) -> None:
    words = load_vocabulary(name)
    assert VOCABULARY_MODELS[name].model_validate(words).model_dump(by_alias=True, exclude_unset=True) == words
