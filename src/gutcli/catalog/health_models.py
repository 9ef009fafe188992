"""What conditions, medicines and their classes must look like, and the cautions that name them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from gutcli.catalog.fields import (
    Allergens,
    CatalogEntry,
    Checked,
    Diet,
    Id,
    Ids,
    Residue,
    Rule,
    Severity,
    SomeWords,
    Text,
    Texture,
    Word,
    Words,
)

Days = Annotated[int, Field(ge=1, le=3650)] | None
LongText = Annotated[str, StringConstraints(min_length=1, max_length=1200, strip_whitespace=True)] | None
Form = Literal[
    "tablet", "injection", "infusion", "patch", "cream", "inhaler", "nasal-spray", "eye-drop", "ear-drop",
    "suppository", "mouthwash", "implant", "vaginal-ring",
]  # fmt: skip


Short = Annotated[str, StringConstraints(min_length=1, max_length=42)]


class ConditionEntry(CatalogEntry):
    """What a person may have or be: an illness, a stage of life, a way of eating."""

    id: Id
    name: Word
    words: Words = Field([], description="Words that people use for it; without any, only others imply it.")
    alone: Words = Field([], description="Words that mean it only where the rest of the entry is understood, too.")
    unsure: Words = Field([], description="Words that may mean it: it holds, and is asked about once.")
    implies: Ids = Field([], description="Conditions that hold with it.")
    past: Ids | None = Field(
        None,
        description="What is left once it is over: [] nothing; itself: it holds and is asked about; none: it stays.",
    )
    through_others: bool = Field(False, description="Said of somebody else, it is one's own: a death.")
    life_stage: (
        Literal["pregnancy", "breastfeeding", "trying-to-conceive", "infant", "child", "teenager", "older"] | None
    ) = None
    care: Literal["none", "pharmacist", "gp", "specialist", "dietitian", "emergency"]
    without: Allergens = Field([], description="Foods that contain these go.")
    traces: Literal["out", "note"] = Field("out", description="What only may contain these: out, or said on its line.")
    without_foods: Ids = Field([], description="Foods that go.")
    families: Ids = Field([], description="Families of data/allergens.toml that go.")
    diet: Diet | None = None
    no_caution: Literal["none-known", "medicine", "differs", "team", "own-way"] | None = Field(
        None, description="Why no caution, food or diet follows from it."
    )
    references: Ids = Field([])
    source: LongText = None
    basis: LongText = None

    def _find_broken_rules(self) -> Iterator[Rule]:
        if self.id in self.implies:
            yield "implies", "names itself.", "Take it out."


class ClassEntry(CatalogEntry):
    """A group of medicines that a caution names, or that leads to one that it names."""

    id: Id
    name: Text
    words: Words = Field([], description="Words for the class itself.")
    unsure: Words = Field([], description="Words that may mean it: it holds, and is asked about once.")
    broader: Ids = Field([], description="A member of this class is a member of these too.")
    lasts_days: Days = Field(None, description="How long it acts on after stopping.")
    source: LongText = None
    basis: LongText = None

    def _find_broken_rules(self) -> Iterator[Rule]:
        yield from _find_missing_source(self.source, self.basis)


class MedicineEntry(CatalogEntry):
    """A medicine, by its international name."""

    id: Id
    name: Word
    other_names: Words = Field([], description="Other names, abbreviations, salts, common misspellings.")
    brands: Words = Field([])
    classes: Ids = Field(description="The classes that it belongs to; [] says that no caution hangs on it.")
    forms: Annotated[list[Form], Field(max_length=13)] = Field([], description="Its forms, where the form matters.")
    local_classes: Ids = Field([], description="The classes that hold even where it is only a cream, inhaler or drop.")
    lasts_days: Days = Field(None, description="How long it acts on after stopping, instead of what its classes say.")
    source: LongText = None
    basis: LongText = None

    def _find_broken_rules(self) -> Iterator[Rule]:
        yield from _find_missing_source(self.source, self.basis)


def _find_missing_source(source: str | None, basis: str | None) -> Iterator[Rule]:
    if source is None and basis is None:
        yield "source", "is missing, and so is basis.", 'Name the leaflet or label, or say basis = "general knowledge".'


class CautionEntry(CatalogEntry):
    """For whom, about what, what to do, how strictly."""

    id: Id
    who: Text
    for_anyone: bool = Field(False, description="Whether it concerns everybody.")
    conditions: Ids = Field([], description="For whoever has one of these conditions.")
    classes: Ids = Field([], description="For whoever takes a medicine of one of these classes.")
    medicines: Ids = Field([], description="For whoever takes one of these: only where one alone is meant.")
    lactose: bool = Field(False, description="Whether foods carry it by their lactose.")
    texture: Texture | None = Field(None, description="Foods that are firmer than this carry it.")
    residue: Residue | None = Field(None, description="Foods that leave more than this carry it.")
    choking: bool = Field(False, description="Foods on which people choke carry it.")
    dry_short: Short | None = Field(None, description="What `short` is for whoever must not drink more.")
    dry_advice: Text | None = Field(None, description="What `advice` is for whoever must not drink more.")
    crisis: bool = Field(False, description="For whoever says that they are in danger (data/crisis.toml).")
    words: Words = Field([], description="In a file of your own: further words that people use about themselves.")
    items: SomeWords = Field(description="Foods, supplements or techniques that it is about.")
    allergens: Allergens = Field([], description="Foods that contain these carry the caution by themselves.")
    applies_to: Literal["food", "supplement", "technique", "app"]
    short: Short = Field(description="The advice in a few words, for the line of the checklist.")
    advice: Text
    severity: Severity
    references: Ids
    basis: Text = Field(description='"cited", or the honest reason why there is no reference.')
    checked: Checked = None

    def _find_broken_rules(self) -> Iterator[Rule]:
        if not (self.for_anyone or self.conditions or self.classes or self.medicines or self.crisis or self.words):
            yield "conditions", "are missing: it is for nobody.", "Name conditions, classes or medicines."
        if self.references and not self.basis.startswith("cited"):
            yield "basis", "does not say that it is cited, though there are references.", 'Start it with "cited".'
        if not self.references and self.basis.startswith("cited"):
            expected = "Give them, or say honestly why there are none."
            yield "basis", 'says "cited", but there are no references.', expected
