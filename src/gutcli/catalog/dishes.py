"""Dishes, and words with several meanings, as frozen values: read where something was eaten, nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gutcli.catalog.types import Yours


class Dish(NamedTuple):
    """A set of foods under one name. `contains_likely` has what its foods contain too: it warns, and never clears.

    `cold`: nothing in it is heated, so that live cultures stay alive.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    always: tuple[str, ...]
    often: tuple[str, ...]
    contains_likely: tuple[str, ...]
    cautions: tuple[str, ...]
    eats_at: tuple[str, ...]
    note: str
    cold: bool = False
    yours: Yours | None = None


class Word(NamedTuple):
    """A word that means several foods or dishes; `choices` are their ids, the commonest first."""

    id: str
    word: str
    choices: tuple[str, ...]
