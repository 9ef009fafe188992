"""Writing a dish as the person makes it into their catalog folder: checked before, and the newest is what holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gutcli.catalog.add import load_text, make_id, refuse_broken, write_text
from gutcli.catalog.kitchen import Dish
from gutcli.catalog.library import Catalog
from gutcli.errors import CatalogError
from gutcli.text import fold, safe

FILE = "my-dishes.toml"
HEADER = "# Dishes as you make them: what is always in them is logged, and counted for plants, when you name them.\n"


def remember_dish(dish: Dish, held: Sequence[str], overlay: Path) -> Path:
    """Write that a built-in dish always holds these foods too, as this person makes it."""
    always = [*dish.always, *held]
    often = [ident for ident in dish.often if ident not in held]
    return write_dish({"id": dish.id, "always": always, "often": often}, dish.name, overlay)


def add_dish(name: str, foods: Sequence[str], overlay: Path, catalog: Catalog) -> Path:
    """Write a dish that is made of these foods. Raise CatalogError where the name is another thing's."""
    folded = fold(name)
    for kind, what in (("foods", "a food"), ("ambiguous", "a word for several foods")):
        if folded in catalog.names(kind):
            raise CatalogError(
                f"{safe(name)!r} is {what} already.", f'Use another name, as in "my {safe(name)}".', code="duplicate"
            )
    if known := catalog.names("dishes").get(folded):
        rest = [ident for ident in catalog.dishes[known].often if ident not in foods]
        return write_dish({"id": known, "always": list(foods), "often": rest}, name, overlay)
    entry: dict[str, Any] = {"id": make_id(name), "name": safe(name), "always": list(foods)}
    if catalog.food(entry["id"]):
        entry["id"] = f"{entry['id']}-dish"
    return write_dish(entry, name, overlay)


def write_dish(entry: dict[str, Any], name: str, overlay: Path) -> Path:
    """Write a dish in place of what the file said of it; all else in the file stays. Raise CatalogError."""
    import tomlkit

    path = overlay / FILE
    document = tomlkit.parse(load_text(path) or f"{HEADER}\n")
    tables = document.setdefault("dish", tomlkit.aot())
    before = next((table for table in tables if table.get("id") == entry["id"]), None)
    if before is None:
        tables.append(tomlkit.item(entry))
    else:
        before.update(entry)
    text = tomlkit.dumps(document)
    refuse_broken(path, text, {"id": entry["id"], "name": name}, overlay)
    write_text(path, text)
    return path
