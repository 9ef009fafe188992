"""docs/catalog.md, "In your own language": what it shows does what it says."""

from __future__ import annotations

import re
from pathlib import Path

from tests.run_gutcli import gutcli

DOCS = Path(__file__).parents[2] / "docs" / "catalog.md"


def test_words_of_ones_own_language_are_understood(home: Path) -> None:
    section = DOCS.read_text(encoding="utf-8").partition("## In your own language")[2]
    example = re.search(r"```toml\n(.*?)```", section, re.DOTALL)
    assert example
    (home / "catalog").mkdir()
    (home / "catalog" / "mine.toml").write_text(example[1], encoding="utf-8")
    gutcli("catalog", "check")
    gutcli("profile", "set", "allergies", "mlijeko")
    assert not any("milk" in food["contains"] for food in gutcli("foods", "--json").data["foods"] if _fits(food))
    gutcli("profile", "set", "allergies", "none")
    gutcli("profile", "set", "conditions", "celijakija")
    assert not any("gluten" in food["contains"] for food in gutcli("foods", "--json").data["foods"] if _fits(food))
    gutcli("profile", "set", "medicines", "Martefarin")
    own = [caution for caution in gutcli("cautions", "--json").data["cautions"] if caution["personal"]]
    assert any("Martefarin" in caution["words"] for caution in own)
    assert gutcli("profile", "--json").data["unknown"] == []


def _fits(food: dict) -> bool:
    return food["personal"]["fits"]
