"""The catalog as somebody reads it who should see no food: one rule for every page that says what is known.

A sentence that names food, eating or a figure about it is not there, nor is what follows it in the same paragraph: it
would hang in the air. A topic whose title names food, or of whose summary nothing is left, is not there; nor is a
practice about eating, a tip that names food, or a caution about food that is not the person's own. The words are data
(data/without_food.toml). Titles of sources stay as they were printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any

from gutcli.catalog import types
from gutcli.catalog.data_files import load_vocabulary
from gutcli.catalog.library import Catalog
from gutcli.text import fold

_LONGEST = 5
"""How many words a name of a food has at most, as far as is looked."""
_HIDDEN_KINDS = ("foods", "everyday", "dishes", "ambiguous", "kitchen")


class FoodWords:
    """The words that say food, of one catalog: foods and plants by name, and data/without_food.toml."""

    def __init__(self, catalog: Catalog) -> None:
        data = load_vocabulary("without_food")
        plants = (plant.name for plant in catalog.plants.values())
        names = {*map(fold, (*data["words"], *plants)), *catalog.names("foods")} - {*map(fold, data["not_foods"])}
        self._by_first: dict[str, set[str]] = {}
        for name in names - {""}:
            self._by_first.setdefault(name.split()[0], set()).add(name)
        self._asides = re.compile(rf"\b(?:{'|'.join(re.escape(fold(words)) for words in data['asides'])})\b")

    def are_in(self, text: str) -> bool:
        """Return whether a text names a food, eating, or a figure about it."""
        words = self._asides.sub("-", fold(text)).split()
        sizes = range(1, _LONGEST + 1)
        return any(
            any(" ".join(words[n : n + size]) in self._by_first[word] for size in sizes)
            for n, word in enumerate(words)
            if word in self._by_first
        )

    def are_about(self, practice: types.Practice) -> bool:
        """Return whether a practice is about eating."""
        return any(map(self.are_in, (practice.name, *practice.steps)))

    def cut(self, text: str) -> str:
        """Return the sentences of a text before the first that names food."""
        kept = []
        for sentence in re.split(r"(?<=[.!?])\s+", text):
            if self.are_in(sentence):
                break
            kept.append(sentence)
        return " ".join(kept)


class CatalogWithoutFood(Catalog):
    """What is left of a catalog; `own` are the ids of the person's cautions, of which the advice stays."""

    hides_food = True

    def __init__(self, whole: Catalog, own: Collection[str] = ()) -> None:
        self.overlays = whole.overlays
        self.key = f"{whole.key} without food {sorted(own)}"
        self._whole = whole
        self._own = frozenset(own)

    def _document(self, name: str) -> dict[str, Any]:
        return {"records": {}, "names": {}} if name in _HIDDEN_KINDS else self._whole._document(name)  # noqa: SLF001

    @cached_property
    def _food(self) -> FoodWords:
        return FoodWords(self._whole)

    @cached_property
    def topics(self) -> Mapping[str, types.Topic]:
        """Return the topics that are left."""
        found = {}
        for topic in self._whole.topics.values():
            summary = self._food.cut(topic.summary)
            if not summary or self._food.are_in(topic.title):
                continue
            found[topic.id] = topic._replace(
                summary=summary,
                action=self._food.cut(topic.action),
                aliases=tuple(name for name in topic.aliases if not self._food.are_in(name)),
                claims=tuple(claim for claim in topic.claims if not self._food.are_in(claim.text)),
                popular_claims=tuple(c for c in topic.popular_claims if not self._food.are_in(f"{c.text} {c.why}")),
            )
        return {
            ident: topic._replace(related=tuple(other for other in topic.related if other in found))
            for ident, topic in found.items()
        }

    @cached_property
    def practices(self) -> Mapping[str, types.Practice]:
        """Return the practices that are left."""
        return {
            practice.id: practice._replace(
                evidence_note=self._food.cut(practice.evidence_note),
                topics=tuple(topic for topic in practice.topics if topic in self.topics),
            )
            for practice in self._whole.practices.values()
            if not self._food.are_about(practice)
        }

    @cached_property
    def tips(self) -> Mapping[str, types.Tip]:
        """Return the tips that are left."""
        return {
            tip.id: tip
            for tip in self._whole.tips.values()
            if tip.topic in self.topics and not tip.foods and not tip.groups and not self._food.are_in(tip.text)
        }

    @cached_property
    def cautions(self) -> Mapping[str, types.Caution]:
        """Return the person's own cautions, without their lists, and others that are not about food."""
        return {
            caution.id: caution._replace(items=tuple(item for item in caution.items if not self._food.are_in(item)))
            for caution in self._whole.cautions.values()
            if caution.id in self._own or not any(map(self._food.are_in, (caution.who, caution.short, caution.advice)))
        }

    def names(self, kind: str) -> Mapping[str, str]:
        """Return the names of what is left."""
        names = super().names(kind)
        if kind not in {"topics", "practices"}:
            return names
        there = self.topics if kind == "topics" else self.practices
        return {name: ident for name, ident in names.items() if ident in there and not self._food.are_in(name)}

    def topic(self, ident: str) -> types.Topic | None:
        """Return a topic, if it is left."""
        return self.topics.get(ident)

    def practice(self, ident: str) -> types.Practice | None:
        """Return a practice, if it is left."""
        return self.practices.get(ident)
