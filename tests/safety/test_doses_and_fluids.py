"""No text gives a dose of a medicine or supplement, and none tells somebody to drink more whose team limits it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gutcli.catalog.data_files import find_data
from tests.run_gutcli import gutcli

if TYPE_CHECKING:
    from collections.abc import Iterator

AMOUNT = re.compile(
    r"\d[\d.,]*(?: (?:to|or|and) \d[\d.,]*)? ?(?:mg|µg|mcg|IU|ml|g)\b|\d[\d.,]* (?:micro|milli)?grams?\b"
    r"|\b(?:one|two|three|\d) (?:tablets?|capsules?|drops|sachets?)\b",
    re.IGNORECASE,
)
# Amounts that are of food or drink, and say so.
OF_FOOD = {
    "caffeine-limit": "caffeine in drinks, as the European authority has it",
    "lactose-intolerance": "lactose in a glass of milk",
    "high-blood-pressure": "salt in food, as the World Health Organization has it",
    "dietary-fibre": "fibre in food",
    "fibre-target": "fibre in food",
    "chia-seeds": "how the serving is weighed",
    "nori": "what a sheet weighs",
    "anchovies": "salt in the food",
    "clams": "sodium in the food",
}
DRINK = re.compile(
    r"drink (?:plenty|enough|more\b|lots)|have a drink|a drink (?:beside|alongside)|more (?:water|fluids?)\b"
    r"|extra fluids?|full glass|drink, and call",
    re.IGNORECASE,
)
NOT_TOLD = {
    "fluids": "the caution itself",
    "constipation": "it says that more water does little, and for whom it is not",
}


def read(name: str, table: str) -> list[dict[str, object]]:
    return tomllib.loads((Path(find_data()) / f"{name}.toml").read_text(encoding="utf-8"))[table]


def advice() -> Iterator[tuple[str, str, dict[str, object]]]:
    """Yield every text that tells somebody what to do: whose, the text, the entry."""
    for caution in read("cautions", "caution"):
        for key in ("short", "advice", "dry_short", "dry_advice"):
            yield str(caution["id"]), str(caution.get(key, "")), caution
    for tip in read("tips", "tip"):
        yield str(tip["id"]), str(tip["text"]), tip
    for topic in read("topics", "topic"):
        for key in ("summary", "action", "help"):
            yield str(topic["id"]), str(topic.get(key, "")), topic
    for practice in read("practices", "practice"):
        for step in practice["steps"]:  # type: ignore[attr-defined]
            yield str(practice["id"]), step, practice
    for name, table in (("foods", "food"), ("everyday", "food")):
        for food in read(name, table):
            yield str(food["id"]), f"{food['how_to_eat']} {food.get('note', '')}", food


def test_no_advice_gives_a_dose() -> None:
    found = {
        (ident, match[0]) for ident, text, _ in advice() for match in AMOUNT.finditer(text) if ident not in OF_FOOD
    }
    assert found == set()


def test_what_tells_to_drink_is_worded_for_whoever_must_not() -> None:
    unsafe = set()
    for ident, text, entry in advice():
        worded = "dry_advice" in entry and text not in {entry["dry_advice"], entry.get("dry_short")}
        if DRINK.search(text) and not worded and ident not in NOT_TOLD and "fluids" not in entry.get("cautions", ()):  # type: ignore[operator]
            unsafe.add((ident, text))
    assert unsafe == set()


@pytest.mark.parametrize("words", ["heart failure", "on dialysis", "fluid restriction"])
def test_nobody_is_told_to_drink_more_than_their_team_allows(home: Path, words: str) -> None:
    lines = (
        ("tips", "--all"), ("explain", "dietary-fibre"), ("explain", "constipation"), ("explain", "glp-1"),
        ("profile",), ("foods", "oat bran"), ("foods", "psyllium"), ("foods", "chia-seeds"), ("plan",), ("cautions",),
    )  # fmt: skip
    assert DRINK.search(" ".join(gutcli("tips", "--all").out.split()))
    (home / "profile.toml").write_text(f'conditions = ["{words}", "kidney stones"]\nmedicines = ["lithium"]\n')
    for line in lines:
        said = " ".join(gutcli(*line).out.split()).lower()
        said = re.sub(r"never tells you to drink more|more (?:plain )?water (?:does little|helps only)", "", said)
        assert not DRINK.search(said), (line, DRINK.search(said))
