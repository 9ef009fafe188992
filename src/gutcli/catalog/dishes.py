"""Dishes, and words with several meanings, as frozen values: read where something was eaten, nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gutcli.catalog.types import Yours, read_yours

if TYPE_CHECKING:
    from gutcli.catalog.types import Record


class Dish(NamedTuple):
    """A set of foods under one name. `contains_likely` has what its foods contain too: it warns, and never clears."""

    id: str
    name: str
    aliases: tuple[str, ...]
    always: tuple[str, ...]
    often: tuple[str, ...]
    contains_likely: tuple[str, ...]
    cautions: tuple[str, ...]
    eats_at: tuple[str, ...]
    note: str
    yours: Yours | None = None


class Word(NamedTuple):
    """A word that means several foods or dishes; `choices` are their ids, the commonest first."""

    id: str
    word: str
    choices: tuple[str, ...]


def read_dish(r: Record) -> Dish:
    """Build a dish from its validated record."""
    return Dish(
        id=r["id"],
        name=r["name"],
        aliases=tuple(r["aliases"]),
        always=tuple(r["always"]),
        often=tuple(r["often"]),
        contains_likely=tuple(r["contains_likely"]),
        cautions=tuple(r["cautions"]),
        eats_at=tuple(r["eats_at"]),
        note=r["note"],
        yours=read_yours(r),
    )


def read_word(r: Record) -> Word:
    """Build a word that means several things from its validated record."""
    return Word(r["id"], r["word"], tuple(r["choices"]))
