"""The grammar of `ate`, by its table of examples and by what must hold of any words at all."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gutcli.app import App
from gutcli.day.ate.grammar import parse_line
from gutcli.day.ate.names import Names
from gutcli.day.ate.words import load_words
from gutcli.terminal.output import Output
from gutcli.text import fold
from tests.ate.reading import describe
from tests.data import read_data

HERE = Path(__file__).parent


def read_table(name):
    sections = tomllib.loads((HERE / name).read_text(encoding="utf-8"))
    return {said: means for section in sections.values() for said, means in section.items()}


@pytest.fixture
def person():
    return App(Output()).person


@pytest.fixture
def names(person):
    return Names(person.catalog)


def test_what_people_write_means_what_they_mean(person, names):
    table = read_table("examples.toml")
    assert len(table) >= 150
    wrong = {said: found for said, means in table.items() if (found := describe(said, person, names)) != means}
    assert wrong == {}


def test_what_newcomers_eat_is_known_by_their_words(person, names):
    table = read_table("everyday.toml")
    assert len(table) >= 124
    assert {word: found for word, means in table.items() if (found := describe(word, person, names)) != [means]} == {}


def test_every_name_means_itself(person, names):
    """Of more than two thousand names, none is lost to an amount, a filler or a joiner within it."""
    catalog = person.catalog
    wrong = []
    for kind, entries in (("food", catalog.foods), ("dish", catalog.dishes)):
        for entry in entries.values():
            for name in (entry.name, *entry.aliases):
                parts = parse_line([name], names, load_words(person.catalog)).parts
                first = parts[0].meanings[0] if parts and parts[0].meanings and not parts[0].unclear else None
                if first is None or (kind == "food" and (first.kind, first.id) != (kind, entry.id)):
                    wrong.append((name, parts))
    assert wrong == []


def test_the_words_around_a_food_are_in_their_place(person):
    words = load_words(person.catalog)
    for one, other in (
        ("joiners", "fillers"),
        ("joiners", "without"),
        ("asides", "joiners"),
        ("kept", "heated"),
        ("asides", "fillers"),
    ):
        assert not getattr(words, one) & getattr(words, other)
    assert not words.meals.keys() & (words.fillers | words.joiners)
    assert all(not {*measure} - {"grams", "ml"} for measure in words.measures.values())


# Words that are parts of names, whole names, amounts, joiners and noise, in any order.
@st.composite
def lines(draw):
    pool = sorted({word for entry in NAME_WORDS for word in entry})
    pieces = st.one_of(
        st.sampled_from(pool),
        st.sampled_from(["and", "2", "30 g", "of", ",", "with", "a", "½", "no", "|", "x"]),
        st.text(max_size=6),
    )
    return draw(st.lists(pieces, max_size=7))


NAME_WORDS = [
    entry["name"].split()
    for file, table in (("foods", "food"), ("everyday", "food"), ("dishes", "dish"))
    for entry in read_data(file)[table]
]


@settings(max_examples=150)
@given(said=lines())
@example(said=["no", "kefir"])
@example(said=["\ud800", "½½/0", "1/0 kefir"])
def test_any_words_are_read_and_none_is_taken_for_a_food_by_its_part(said):
    person = App(Output()).person
    names, words = Names(person.catalog), load_words(person.catalog)
    line = parse_line(said, names, words)
    assert parse_line(said, names, words) == line
    for part in line.parts:
        if part.unclear or len(part.meanings) != 1:
            continue
        # What is clear was said as one of its whole names, letter by letter.
        own = {name.replace(" ", "") for name, meaning in names.known.items() if meaning == part.meanings[0]}
        assert any(fold(" ".join(said)).replace(" ", "").find(name) >= 0 for name in own) or "&" in "".join(said)


@settings(max_examples=80)
@given(
    name=st.sampled_from(["walnuts", "kefir", "peanut butter", "oats"]),
    noise=st.from_regex(r"[bcdfgjkqvxz]{4,9}", fullmatch=True),
    last=st.booleans(),
)
def test_a_name_beside_a_word_that_is_not_known_is_not_logged(name, noise, last):
    person = App(Output()).person
    said = [name, noise] if last else [noise, name]
    [part] = parse_line([" ".join(said)], Names(person.catalog), load_words(person.catalog)).parts
    assert part.unclear
