"""The catalog as the program uses it: compiled once, read from the cache, built into values when asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from gutcli.catalog.cache import Cache, stamp, to_text
from gutcli.catalog.data_files import built_in_files, overlay_files, vocabulary_files
from gutcli.catalog.kinds import EVERYDAY
from gutcli.folders import StrPath

if TYPE_CHECKING:
    from gutcli.catalog import types
    from gutcli.catalog.kitchen import Dish, Kitchen, Word

T = TypeVar("T", bound=tuple[Any, ...])


def read_key(overlays: list[str]) -> str:
    """Return what changes when any catalog file does, or the code."""
    return stamp([*built_in_files(), *vocabulary_files(), *overlays])


class Catalog:
    """Everything gutcli knows. Each kind is read from its own cached document when first used.

    `warnings` says which overlay files were left out and why.
    """

    hides_food = False
    """Whether it is what is left for somebody who is shown no food (without_food.py)."""

    def __init__(self, overlay: StrPath, cache: StrPath) -> None:
        self.overlays = overlay_files(overlay)
        self.key = read_key(self.overlays)
        """Changes when any catalog file does; whatever is derived from the catalog alone may be kept under it."""
        self._cache = Cache(cache)
        self._documents: dict[str, dict[str, Any]] = {}

    def _document(self, name: str) -> dict[str, Any]:
        if name not in self._documents:
            document = self._cache.read(name, self.key)
            self._documents[name] = document if isinstance(document, dict) else json.loads(self._compiled[name])
        return self._documents[name]

    @cached_property
    def _compiled(self) -> Mapping[str, str]:
        """Return every document as JSON text, kept in the cache by now."""
        built_in = built_in_files()
        texts = None
        if not self.overlays:
            from gutcli.catalog.wheel import load_compiled

            texts = load_compiled([*built_in, *vocabulary_files()])
        if texts is None:
            from gutcli.catalog import documents

            made = documents.make_documents(built_in, self.overlays)
            texts = {name: to_text(document) for name, document in made.items()}
        for name, text in texts.items():
            self._cache.write_text(name, self.key, text)
        return texts

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """Return one line for each overlay file that was left out."""
        return tuple(self._document("head")["warnings"]) if self.overlays else ()

    def _entries(self, kind: str, entry: type[T]) -> dict[str, T]:
        build = _types().build_value
        return {record["id"]: build(entry, record) for record in self._document(kind)["records"].values()}

    @cached_property
    def foods(self) -> Mapping[str, types.Food]:
        """Return every food by id: those of the daily list first, then those that are only eaten beside it."""
        build = _types().build_food_value
        kinds = ("foods", EVERYDAY)
        return {record["id"]: build(record) for kind in kinds for record in self._document(kind)["records"].values()}

    @cached_property
    def dishes(self) -> Mapping[str, Dish]:
        """Return dishes by id."""
        from gutcli.catalog.kitchen import Dish

        return self._entries("dishes", Dish)

    @cached_property
    def ambiguous(self) -> Mapping[str, Word]:
        """Return words that mean several things, by id."""
        from gutcli.catalog.kitchen import Word

        return self._entries("ambiguous", Word)

    @cached_property
    def kitchen(self) -> Mapping[str, Kitchen]:
        """Return what is known of foods in shops and at home, by the food's id; not every food has an entry."""
        from gutcli.catalog.kitchen import Kitchen

        return self._entries("kitchen", Kitchen)

    @cached_property
    def practices(self) -> Mapping[str, types.Practice]:
        """Return practices by id."""
        return self._entries("practices", _types().Practice)

    @cached_property
    def topics(self) -> Mapping[str, types.Topic]:
        """Return topics by id."""
        return self._entries("topics", _types().Topic)

    @cached_property
    def tips(self) -> Mapping[str, types.Tip]:
        """Return tips by id."""
        return self._entries("tips", _types().Tip)

    @cached_property
    def cautions(self) -> Mapping[str, types.Caution]:
        """Return cautions by id."""
        return self._entries("cautions", _types().Caution)

    @property
    def allergen_words(self) -> Mapping[str, list[str]]:
        """Return the legal allergens that each folded word means."""
        words: dict[str, list[str]] = self._document("allergen-words")["words"]
        return words

    @property
    def lactose_words(self) -> list[str]:
        """Return what lactose is called."""
        words: list[str] = self._document("allergen-words")["lactose"]
        return words

    def vocabulary(self, name: str) -> dict[str, Any]:
        """Return words that rules read (KEPT_VOCABULARIES), those of the person's own files among them."""
        return self._document(name)

    @property
    def lexicon(self) -> dict[str, Any]:
        """Return what people's words mean (catalog/lexicon.py)."""
        return self._document("lexicon")

    @cached_property
    def references(self) -> Mapping[str, types.Reference]:
        """Return references by id."""
        return self._entries("references", _types().Reference)

    @cached_property
    def plants(self) -> Mapping[str, types.Plant]:
        """Return plants by id."""
        return self._entries("plants", _types().Plant)

    def _record(self, kind: str, ident: str) -> types.Record | None:
        record: types.Record | None = self._document(kind)["records"].get(ident)
        if record is None and kind == "foods" and ident:
            record = self._document(EVERYDAY)["records"].get(ident)
        return record

    def _entry(self, kind: str, ident: str, entry: type[T]) -> T | None:
        record = self._record(kind, ident)
        return _types().build_value(entry, record) if record else None

    def food(self, ident: str) -> types.Food | None:
        """Return one food, built without the others."""
        record = self._record("foods", ident)
        return _types().build_food_value(record) if record else None

    def topic(self, ident: str) -> types.Topic | None:
        """Return one topic, built without the others."""
        return self._entry("topics", ident, _types().Topic)

    def practice(self, ident: str) -> types.Practice | None:
        """Return one practice, built without the others."""
        return self._entry("practices", ident, _types().Practice)

    def names(self, kind: str) -> Mapping[str, str]:
        """Folded name -> id, of every name that an entry of this kind has."""
        if kind == "foods":
            return self._food_names
        names: dict[str, str] = self._document(kind)["names"]
        return names

    @cached_property
    def _food_names(self) -> Mapping[str, str]:
        return {**self._document("foods")["names"], **self._document(EVERYDAY)["names"]}

    def label(self, kind: str, ident: str) -> str:
        """Return the shown name of an entry; its id where it is gone."""
        record = self._record(kind, ident)
        return (record.get("name") or record["title"]) if record else ident


def _types() -> Any:
    """Import the values only when one is built: the daily list does without them."""
    from gutcli.catalog import types

    return types
