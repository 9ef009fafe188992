"""What `make safety` counts: here a little of it, so that no list of a common combination has an empty place."""

from __future__ import annotations

import pytest

from tests.safety.common import COMMON
from tests.safety.counting import count_people, draw_words, find_empty, find_not_understood


@pytest.mark.parametrize("name", COMMON)
def test_no_common_combination_has_an_empty_place(catalog, name):
    assert find_empty(catalog, COMMON[name], 7) == {}


def test_nothing_forbidden_is_counted(catalog):
    found = count_people(catalog, 3, 7)
    assert found["people"] == 3
    assert found["lines"] > 60
    assert (found["violations"], found["cautions unsaid"]) == (0, 0)


def test_the_words_are_always_the_same_and_nearly_all_are_understood(catalog):
    assert draw_words(40) == draw_words(40)
    assert len(find_not_understood(catalog, 400)) <= 2
