"""The compiled catalog as the documents that are kept: what is in each entry, and what follows for it from others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gutcli.catalog.compile import compile_catalog
from gutcli.catalog.data_files import load_vocabulary
from gutcli.catalog.kinds import ALLERGENS, EVERYDAY, KEPT_VOCABULARIES, RESIDUES, TABLES, TEXTURES
from gutcli.catalog.lexicon import build_allergen_words, build_layers, build_lexicon
from gutcli.catalog.types import Record
from gutcli.catalog.words import extend_vocabulary
from gutcli.errors import CatalogError
from gutcli.text import count, safe


def make_documents(built_in: list[str], overlays: list[str]) -> dict[str, dict[str, Any]]:
    """Compile the catalog into what is kept: records and names by kind, and warnings. Raise CatalogError."""
    compiled = compile_catalog(built_in, overlays)
    if broken := [p for p in compiled.problems if p.file in built_in]:
        raise CatalogError(
            f"The built-in catalog has {count(len(broken), 'problem')}; the first: {broken[0]}",
            "Run gutcli catalog check for all of them; installing gutcli again mends what was damaged.",
        )
    warnings = []
    for path in compiled.left_out:
        mine = [p for p in compiled.problems if p.file == path]
        warnings.append(f"{safe(path)} is left out: {count(len(mine), 'problem')}. Run: gutcli catalog check")
    documents: dict[str, dict[str, Any]] = {"head": {"warnings": warnings}}
    for kind in TABLES:
        documents[kind] = {"records": compiled.records[kind], "names": compiled.names.get(kind, {})}
    plain = build_layers(compiled.base.world.records)
    documents["lexicon"] = lexicon = build_lexicon(compiled.records, plain)
    food_names = compiled.base.names["foods"]
    if food_names != compiled.names["foods"] or any(lexicon[name] != layer for name, layer in plain.items()):
        lexicon["plain"] = {**plain, "food_names": food_names}
    lactose = load_vocabulary("allergens")["lactose"]
    documents["allergen-words"] = {"words": build_allergen_words(compiled.records), "lactose": lactose}
    documents |= {name: extend_vocabulary(name, compiled.records) for name in KEPT_VOCABULARIES}
    foods, dishes = documents["foods"], documents["dishes"]
    foods["records"] = _add_texture_cautions(foods["records"], compiled.records["cautions"])
    dishes["records"] = {i: _add_allergens(dish, foods["records"]) for i, dish in dishes["records"].items()}
    return documents | _split_foods(foods["records"], foods["names"])


def _add_allergens(dish: Record, foods: Mapping[str, Record]) -> Record:
    """Let a dish hold what its foods contain, whoever changed one of them."""
    held = {*dish["contains_likely"]}.union(*(foods[food]["contains"] for food in (*dish["always"], *dish["often"])))
    return {**dish, "contains_likely": [allergen for allergen in ALLERGENS if allergen in held]}


def _split_foods(records: Mapping[str, Record], names: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Keep the foods that are no daily suggestion apart: the daily list does without them."""

    def choose(*, suggested: bool) -> dict[str, Any]:
        chosen = {ident: record for ident, record in records.items() if record["checklist"] is suggested}
        return {"records": chosen, "names": {name: ident for name, ident in names.items() if ident in chosen}}

    return {"foods": choose(suggested=True), EVERYDAY: choose(suggested=False)}


def _add_texture_cautions(foods: Mapping[str, Record], cautions: Mapping[str, Record]) -> dict[str, Record]:
    """Return the foods with the cautions that follow from these facts; what is not known counts as unsafe."""
    about = [c for c in cautions.values() if c.get("texture") or c.get("residue") or c.get("choking")]
    added = {}
    for ident, food in foods.items():
        carried = [caution["id"] for caution in about if _carries(food, caution)]
        added[ident] = {**food, "cautions": [*dict.fromkeys((*food["cautions"], *carried))]} if carried else food
    return added


def _carries(food: Record, caution: Record) -> bool:
    if most := caution.get("texture"):
        return TEXTURES.index(food.get("texture") or "regular") > TEXTURES.index(most)
    if most := caution.get("residue"):
        return RESIDUES.index(food.get("residue") or "normal") > RESIDUES.index(most)
    return food.get("choking_risk") is not False
