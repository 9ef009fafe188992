"""Figures as people read them."""

from __future__ import annotations

import pytest

from gutcli.catalog.kinds import NUTRIENTS
from gutcli.terminal.draw.figures import NAMES, UNITS, format_figure, format_number


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.001, "<0.01"), (0.018, "0.018"), (0.0999, "0.1"), (0.58, "0.58"), (0.996, "1"), (1, "1"), (2.574, "2.6"),
        (4.04, "4"), (9.94, "9.9"), (9.96, "10"), (28.35, "28"), (486, "486"), (1060.4, "1,060"),
    ],
)  # fmt: skip
def test_numbers_have_no_more_digits_than_they_deserve(value, words):
    assert format_number(value) == words


def test_amounts():
    assert format_figure(None, "g") == "?"
    assert format_figure(0, "g") == "0 g"
    assert format_figure(0.04, "g", "most", least=0.1) == "<0.1 g"
    assert format_figure(2.1, "g", "least") == "≥ 2.1 g"
    assert format_figure(0.001, "mg", "most") == "<0.01 mg"


def test_every_nutrient_has_a_name_and_a_unit():
    assert list(NAMES) == list(NUTRIENTS)
    assert UNITS["vitamin-b12"] == "µg"
    assert UNITS["kcal"] == "kcal"
