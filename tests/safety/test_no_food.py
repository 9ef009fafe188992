"""Whoever tells of an eating disorder sees no food in any command: no names, figures, counts, "not for you".

Every command is walked, as text, as JSON and as what TAB offers. Titles of sources stay as they were printed, and an
export is whole.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gutcli import offers
from gutcli.commands import COMMANDS
from gutcli.text import fold
from tests.data import read_data
from tests.run_gutcli import gutcli

if TYPE_CHECKING:
    from collections.abc import Iterator

ELSEWHERE = {
    "export": "it is whole", "import": "it says how many entries came in", "backup": "it copies files",
    "restore": "it copies files", "sync": "it copies files", "forget": "it erases files", "remind": "a system's timer",
    "completion": "a script", "doctor": "it looks after files", "catalog": "it looks after files", "away": "days alone",
}  # fmt: skip
LINES = """
today
today --easy
today --date yesterday
today --date tomorrow
today --why 1
today --why 2
done 1
done all
undo
undo 1
undo banana
skip 2
swap 1
swap 2 kefir
swap 1 mindful walk
ate banana
ate again
dish
dish add
mood 3
mood 4 --energy 3
plan
plan --shopping
plan --meals
plan --format md
plan --format ics
have
have kefir
have --staples
shop
shop --days 3
week
week --rolling
week --nutrients
history
history yesterday
history today
history --grep tired
trial
trial list
trial start kefir --yes
trial start coffee after lunch --yes
stats
stats --chart
stats --explain
insights
report -
report --with-profile -
explain
explain serotonin
explain depression
explain gut-brain-axis
explain plant-diversity
explain dietary-fibre
explain ibs
explain sleep
explain vagus-nerve
explain omega-3
find fibre
find mood
find serotonin
find oats
foods
foods almonds
foods --prebiotic
foods --why-not
foods --sort fibre
practices
practices mindful
practices brisk walk
practices caffeine
tips
tips --all
tips --topic sleep
tips --topic prebiotics
breathe --dry-run
breathe box --dry-run
guide body-scan --dry-run
profile
profile show
cautions
cautions kefir
cautions anorexia
cautions epilepsy
status
kefir
almonds
serotonin
plant diversity
what should i eat
1
yesterday
profile set medicines none
profile set strict false
""".strip().splitlines()
FIGURE = re.compile(
    r"\d[\d.,]* ?(?:g|mg|µg|kcal|calories|grams)\b|\bkcal\b|not for you\b(?!\?)|\d+ (?:of \d+ )?plants?\b|\d+ foods?\b"
)


def food_names() -> frozenset[str]:
    """Every name of a food, read plainly; ordinary words that are a food's name, too, are no sign of one."""
    names = set()
    for file in ("foods", "everyday"):
        for food in read_data(file)["food"]:
            names |= {food["name"], *food["aliases"], food["id"]}
    words = read_data("without_food")["not_foods"]
    return frozenset(map(fold, names)) - frozenset(map(fold, words))


NAMES = food_names()


def named_in(text: str) -> list[str]:
    words = fold(text).split()
    return [name for n in range(len(words)) for k in range(1, 5) if (name := " ".join(words[n : n + k])) in NAMES]


def strings_of(data: object) -> Iterator[str]:
    """Yield every text of a JSON document, but for the titles and journals of sources."""
    if isinstance(data, dict):
        is_source = "journal" in data
        for name, value in data.items():
            if not (is_source and name in {"title", "journal", "authors"}):
                yield from strings_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings_of(value)
    elif isinstance(data, str):
        yield data


@pytest.fixture
def told(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Somebody with a day of food behind them and one before them, who then says it."""
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-22T09:00:00+00:00")
    gutcli("done", "all")
    gutcli("ate", "banana", "kiwi")
    gutcli("have", "kefir", "oats")
    gutcli("mood", "3", "--note", "tired")
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-23T09:00:00+00:00")
    gutcli("done", "1")
    gutcli("ate", "apple")
    gutcli("profile", "set", "conditions", "bulimia")
    return home


def test_every_command_is_walked() -> None:
    assert set(COMMANDS) <= {line.split()[0] for line in LINES} | set(ELSEWHERE)


def test_no_command_names_food_or_gives_a_figure(told: Path) -> None:
    for line in LINES:
        said = gutcli(*line.split(), expect=None)
        typed = {name for word in line.split() for name in named_in(word)}
        text = re.sub(r"(?s)<style>.*?</style>|doi:\S+|https?://\S+", "", said.out + said.err)
        text = re.sub(r"(?ms)^ *Sources?\b.*?(?=\n\n|\n *Basis|\Z)", "", text)
        assert not FIGURE.search(text), (line, FIGURE.search(text), text)
        assert set(named_in(text)) <= typed, (line, set(named_in(text)) - typed, text)


def test_no_json_names_food_or_gives_a_figure(told: Path) -> None:
    for line in LINES:
        if line.startswith(("report", "plan --format")):
            continue
        said = gutcli(*line.split(), "--json", expect=None)
        document = json.loads(said.out or said.err)
        text = "\n".join(strings_of(document))
        typed = {name for word in line.split() for name in named_in(word)}
        assert set(named_in(text)) <= typed, (line, set(named_in(text)) - typed)
        assert not FIGURE.search(text), (line, FIGURE.search(text))


def test_tab_offers_no_food(told: Path) -> None:
    assert offers.complete_foods("") == []
    assert offers.complete_values("favourites", "") == offers.complete_practices("")
    every = [
        *offers.complete_topics(""),
        *offers.complete_practices(""),
        *offers.complete_items(""),
        *offers.complete_swaps(""),
    ]
    assert len(every) > 60
    assert {name for word, about in every for name in named_in(f"{word} {about}")} == set()
    assert {"serotonin", "sleep", "box-breathing"} <= {word for word, _ in every}


def test_what_stays_is_kind_and_useful(told: Path) -> None:
    said = gutcli("foods", "almonds")
    assert "gutcli shows you no foods" in said.out.replace("\n", " ")
    assert "beateatingdisorders.org.uk" in said.out
    assert "gutcli practices" in said.out
    [move, calm] = gutcli("today", "--json").data["items"]
    assert (move["slot"], move["number"], calm["slot"], calm["number"]) == ("move", 1, "calm", 2)
    assert gutcli("done", "2", "--json").data["outcomes"][0]["name"] == calm["name"]
    assert gutcli("today", "--json").data["done"] == 1


def test_nothing_is_written_about_food_and_nothing_is_lost(told: Path) -> None:
    before = gutcli("export").out
    assert "banana" in before
    assert "apple" in before
    for line in ("ate pear", "have pear", "shop --bought pear", "shop --bought=all", "dish add lunch pear"):
        assert "Nothing was written" in gutcli(*line.split(), expect=1).err
    assert gutcli("export").out == before
    gutcli("profile", "unset", "conditions")
    assert "Banana" in gutcli("history", "yesterday").out


def test_a_warning_of_ones_own_stays(told: Path) -> None:
    """A medicine that greens matter to is taken all the same: what it asks for is said, without a list of foods."""
    gutcli("profile", "set", "medicines", "warfarin")
    card = next(c for c in gutcli("cautions", "--json").data["cautions"] if c["id"] == "warfarin")
    assert "steady" in card["advice"]
    assert (card["foods"], card["names"]) == ([], [])


def test_everybody_else_sees_food(home: Path) -> None:
    gutcli("profile", "set", "conditions", "asthma")
    assert gutcli("foods", "almonds", "--json").data["foods"][0]["id"] == "almonds"
    assert offers.complete_foods("almonds")
    assert named_in(gutcli("today").out)
