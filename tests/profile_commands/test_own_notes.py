"""What is said to one person stands on every page that names the food, worded for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.run_gutcli import gutcli


def tell(home: Path, words: str) -> None:
    (home / "profile.toml").write_text(f"conditions = [{words!r}]\n", encoding="utf-8")


def test_how_a_food_must_be_prepared_stands_with_the_tip_and_on_the_card(home: Path) -> None:
    tell(home, "puréed diet")
    tips = {tip["id"]: tip for tip in gutcli("tips", "--all", "--json").data["tips"]}
    told = {caution["short"] for caution in tips["cool-potatoes"]["cautions"]}
    assert "only peeled, mashed smooth" in told
    assert "only peeled, mashed smooth" in " ".join(gutcli("tips", "--all").out.split())
    assert "Boiled potato: only peeled, mashed smooth." in " ".join(gutcli("foods", "boiled potato").out.split())


def test_a_pack_with_traces_is_said_on_the_card(home: Path) -> None:
    tell(home, "coeliac")
    [food] = gutcli("foods", "green-lentils", "--json").data["foods"]
    assert "a pack without traces of gluten" in {note["short"] for note in food["personal"]["notes"]}


@pytest.mark.parametrize("command", [("foods", "oat bran"), ("explain", "dietary-fibre"), ("find", "oat bran")])
def test_advice_is_worded_for_whoever_must_not_drink_more(home: Path, command: tuple[str, ...]) -> None:
    assert "drink more water" in gutcli(*command, "--json").out
    tell(home, "on dialysis")
    assert "drink more water" not in gutcli(*command, "--json").out
