"""The full table of USDA SR28, shipped with gutcli for `catalog add --usda`; nothing else reads it.

A blank cell means that USDA has no record: the figure stays unknown.
"""

from __future__ import annotations

import csv
import gzip
import io
import os
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from gutcli.catalog.data_files import find_data, load_vocabulary
from gutcli.catalog.search import holds_words
from gutcli.errors import AmbiguousNameError, CatalogError, NameNotFoundError
from gutcli.folders import StrPath
from gutcli.text import fold, join_words, nearest, safe

DATASET = "USDA SR28"
FIBRE_BASIS = "291"
"""SR28 measures fibre in one way only: AOAC total dietary fibre."""
ALA_BASES = {"619": "619: 18:3 undifferentiated", "851": "851: 18:3 n-3 c,c,c (ALA)"}
MOST_SHOWN = 15
_COLUMNS = {
    "kcal": "kcal", "protein_g": "protein_g", "fiber_g": "fibre_g", "sugars_g": "sugars_g", "fat_g": "fat_g",
    "ala_g": "ala_g", "epa_g": "epa_g", "dha_g": "dha_g", "tryptophan_g": "tryptophan_g",
    "vit_k_ug": "vitamin_k_ug", "vit_b12_ug": "vitamin_b12_ug", "folate_ug": "folate_ug",
    "magnesium_mg": "magnesium_mg", "potassium_mg": "potassium_mg", "sodium_mg": "sodium_mg",
    "selenium_ug": "selenium_ug", "iron_mg": "iron_mg", "zinc_mg": "zinc_mg",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class UsdaRow:
    """One food of the table. `group` is ours, "" where none fits; `grams` is None where there is no measure."""

    ndb_no: str
    description: str
    group: str
    measure: str
    grams: float | None
    figures: dict[str, float]
    ala_basis: str

    def make_source(self) -> dict[str, str]:
        """Cite the row. No fdc_id: this table says nothing of whether the later release still agrees with it."""
        source = {"dataset": DATASET, "ndb_no": self.ndb_no, "description": self.description}
        if self.ala_basis and "ala_g" in self.figures:
            source["ala_basis"] = ALA_BASES.get(self.ala_basis, self.ala_basis)
        if "fibre_g" in self.figures:
            source["fibre_basis"] = FIBRE_BASIS
        return source


def find_row(words: str, rows: Iterable[UsdaRow] | None = None) -> UsdaRow:
    """Return the one row that an NDB number or words mean.

    Raise NameNotFoundError, or AmbiguousNameError with the numbers of the rows that hold all the words.
    """
    table = list(read_rows() if rows is None else rows)
    said = words.strip()
    if said.isascii() and said.isdigit() and len(said) <= 5:
        if found := [row for row in table if row.ndb_no == said.zfill(5)]:
            return found[0]
        message = f"USDA SR28 has no food with the number {said.zfill(5)}."
        raise NameNotFoundError(message, "Give words to look for one.")
    wanted = fold(said).split()
    folded = [(row, fold(row.description)) for row in table]
    if exact := [row for row, description in folded if wanted and description == " ".join(wanted)]:
        return exact[0]
    found = _rank(folded, wanted)
    if len(found) == 1:
        return found[0]
    if found:
        listed = "\n".join(f"{row.ndb_no}  {safe(row.description)}" for row in found[:MOST_SHOWN])
        more = f"\n… and {len(found) - MOST_SHOWN} more: add a word." if len(found) > MOST_SHOWN else ""
        message = f"USDA SR28 has {len(found)} foods with {safe(words)!r}."
        hint = f"Give the number of one, as in --usda {found[0].ndb_no}:\n{listed}{more}"
        raise AmbiguousNameError(message, hint, choices=[row.ndb_no for row in found])
    raise NameNotFoundError(f"USDA SR28 has no food with {safe(words)!r}.", _suggest(wanted, folded))


def _suggest(wanted: list[str], folded: list[tuple[UsdaRow, str]]) -> str:
    """Suggest the table's words for those that it lacks, or, where it has each of them, rows with all but one."""
    vocabulary = {word for _, description in folded for word in description.split()}
    lacking = [part for part in wanted if not any(word.startswith(part) for word in vocabulary)]
    close = [found[0] for part in lacking if (found := nearest(part, vocabulary, 1))]
    if close:
        return f"Did you mean {join_words(close)}?"
    if not lacking:
        shorter = (wanted[:place] + wanted[place + 1 :] for place in range(len(wanted)))
        if near := next(filter(None, (_rank(folded, words) for words in shorter)), []):
            listed = [f"{row.ndb_no} ({safe(row.description)})" for row in near[:3]]
            return f"Near it: {join_words(listed, 'or')}."
    return "Try fewer or American words: zucchini, eggplant, rutabaga."


def _rank(folded: list[tuple[UsdaRow, str]], wanted: list[str]) -> list[UsdaRow]:
    """Return the rows that hold every word, those that begin with the first one and the plainest first."""
    if not wanted:
        return []
    found = []
    for row, description in folded:
        if holds_words(description, wanted):
            there = description.split()
            found.append((not there[0].startswith(wanted[0]), len(there), row.ndb_no, row))
    return [row for *_, row in sorted(found, key=lambda each: each[:3])]


def read_rows(path: StrPath | None = None) -> list[UsdaRow]:
    """Return the whole table. Raise CatalogError where it is missing or damaged."""
    path = path or os.path.join(find_data(), "usda", "sr_full.csv.gz")
    try:
        with gzip.open(path, "rb") as file:
            text = file.read().decode("utf-8")
        rows = [_read_row(record) for record in csv.DictReader(io.StringIO(text))]
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, csv.Error) as error:
        raise _unreadable(path, safe(str(error))[:120]) from None
    if not rows:
        raise _unreadable(path, "it is empty")
    return rows


def _unreadable(path: StrPath, why: str) -> CatalogError:
    message = f"The USDA table {safe(str(path))} cannot be read: {why}."
    return CatalogError(message, "Installing gutcli again mends it.", code="table_unreadable")


def _read_row(record: dict[str, str]) -> UsdaRow:
    return UsdaRow(
        record["ndb_no"],
        record["usda_description"],
        _read_group(record),
        record["serving_desc"],
        _number(record["serving_g"]) if record["serving_g"] else None,
        {ours: _number(record[theirs]) for theirs, ours in _COLUMNS.items() if record[theirs]},
        record["ala_basis"],
    )


def _read_group(record: dict[str, str]) -> str:
    if record["usda_description"].startswith("Egg"):
        return "eggs-and-meat"
    ours: dict[str, str] = load_vocabulary("usda/groups")["ours"]
    return ours.get(record["usda_food_group"], "")


def _number(cell: str) -> float:
    """Keep a whole number whole, so that it is written as it was published."""
    return int(cell) if cell.isdigit() else float(cell)
