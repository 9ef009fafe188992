"""What a catalog entry must look like: pydantic stands at the edge, where TOML comes in and JSON Schema goes out.

Imported only when a catalog is compiled or checked, never on the daily path.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from gutcli.catalog.fields import (
    Allergens,
    CatalogEntry,
    Checked,
    ClaimGrade,
    Direction,
    Id,
    Ids,
    Name,
    OptionalText,
    PracticeGrade,
    PracticeKind,
    Rule,
    Seconds,
    SomeIds,
    Statement,
    StudyKind,
    Text,
    TipSlot,
    TopicGroup,
    Verdict,
    Word,
    Words,
)
from gutcli.catalog.food_models import DishEntry, FoodEntry, KitchenEntry, WordEntry
from gutcli.catalog.health_models import CautionEntry, ClassEntry, ConditionEntry, MedicineEntry
from gutcli.catalog.kinds import WORD_LISTS


class ReferenceEntry(CatalogEntry):
    """A source. Give a DOI or an address that opens."""

    id: Id
    authors: Text
    year: Annotated[int, Field(ge=0, le=2100, description="0 if the page is undated.")]
    title: Text
    journal: Text = Field(description="The journal, or who publishes the page.")
    kind: StudyKind
    confirmed: Literal["page", "multi", "single", "partial", "guidance-page"] = Field(
        description="How it was confirmed: its own page read, several listings, one, part of it, or an official page."
    )
    verified: Text = Field(description="The same in a few words.")
    design: OptionalText = Field(None, description="What kind of study it was and on whom, in a few words.")
    doi: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$", max_length=200)] | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=400)] | None = None
    pmid: Annotated[str, StringConstraints(pattern=r"^\d{6,8}$")] | None = None
    note: OptionalText = Field(
        None,
        description="What a reader must know about the paper itself: a correction, a retraction, a result not read.",
    )

    def _find_broken_rules(self) -> Iterator[Rule]:
        if not (self.doi or self.url):
            yield "doi", "is missing, and so is url.", "Give one of them."


class PlantEntry(CatalogEntry):
    """What weekly plant diversity counts as one."""

    id: Id
    name: Word
    kind: Literal["plant", "mushroom", "seaweed"] = "plant"
    latin: Word


class ClaimEntry(CatalogEntry):
    """One sentence with a grade and its references."""

    text: Text
    grade: ClaimGrade = Field(
        description='For the claim as written; "wrong" is a common belief that the evidence does not support.'
    )
    references: SomeIds
    direction: Direction = Field(
        "not applicable", description="Which way the finding goes, of the thing that the sentence is about."
    )
    statement: Statement = Field(
        "finding", description="A definition or a guideline's advice is no finding, and is shown without a grade."
    )
    figures: Literal["seen", "memory", "none"] = Field(
        "none", description="Whether the figures in the sentence were read in a source."
    )

    def _find_broken_rules(self) -> Iterator[Rule]:
        if self.statement != "finding" and self.direction != "not applicable":
            expected = 'Write "not applicable", or call it a finding.'
            yield "direction", f'is "{self.direction}", though it is a {self.statement}.', expected


class PopularClaimEntry(CatalogEntry):
    """What people often read, and how it stands."""

    text: Text
    verdict: Verdict
    why: Text
    references: SomeIds


class TopicEntry(CatalogEntry):
    """Something to explain: a short summary and graded claims."""

    id: Id
    title: Word
    aliases: Words
    group: TopicGroup
    summary: Text
    help: OptionalText = Field(None, description="Where to find help at once; it stands by itself above all else.")
    action: Text = Field(description="One small thing to do today.")
    related: Ids
    checked: Checked = None
    claim: Annotated[list[ClaimEntry], Field(min_length=1, max_length=50)]
    popular_claim: Annotated[list[PopularClaimEntry], Field(max_length=50)] = Field([])


class BreathEntry(CatalogEntry):
    """Seconds of one round: in, hold, out, hold."""

    inhale: Annotated[float, Field(gt=0, le=60, allow_inf_nan=False)]
    hold_in: Seconds
    exhale: Annotated[float, Field(gt=0, le=60, allow_inf_nan=False)]
    hold_out: Seconds
    rounds: Annotated[int, Field(ge=1, le=600)]
    inhale_parts: Annotated[list[Seconds], Field(max_length=10)] = Field([])

    def _find_broken_rules(self) -> Iterator[Rule]:
        if self.inhale_parts and abs(sum(self.inhale_parts) - self.inhale) > 1e-9:
            yield "inhale_parts", f"add up to {sum(self.inhale_parts):g}.", f"They must make inhale, {self.inhale:g}."


class PracticeEntry(CatalogEntry):
    """Something to do: to calm down, to move, to rest."""

    id: Id
    name: Name
    kind: PracticeKind
    category: Literal["breathing", "meditation", "relaxation", "nature", "writing", "movement", "sleep"]
    family: Id = Field(description="Sessions of the same sort; two of one family are not offered on consecutive days.")
    minutes: Annotated[int, Field(ge=1, le=180)]
    aliases: Words
    steps: Annotated[list[Text], Field(min_length=1, max_length=12)]
    breath: BreathEntry | None = None
    grade: PracticeGrade = Field(description="For the effect that evidence_note names, never for the gut.")
    evidence_note: Text
    references: SomeIds
    cautions: Ids
    topics: SomeIds
    checklist: bool = Field(description="Whether it may be a daily suggestion.")


class TipEntry(CatalogEntry):
    """One or two short practical sentences."""

    id: Id
    text: Annotated[str, StringConstraints(min_length=20, max_length=160)]
    topic: Id
    slot: TipSlot
    references: Ids
    basis: Literal["kitchen"] | None = Field(None, description='"kitchen" for plain know-how without a health claim.')
    foods: Words = Field([], description="Words to match against a person's cautions.")
    practices: Ids = Field([])
    groups: Words = Field([], description="Whole sorts of food that it is about, by their word in sorts.toml.")
    allergens: Allergens = Field([], description="Allergens that it speaks of.")
    cautions: Ids = Field([], description="Cautions about what it speaks of, beside those that its foods carry.")
    asides: Words = Field([], description="Words of the text that name a food elsewhere, but nothing to eat here.")

    def _find_broken_rules(self) -> Iterator[Rule]:
        if self.references and self.basis == "kitchen":
            yield "basis", 'is "kitchen", though there are references.', "Take one of the two out."
        if not self.references and self.basis is None:
            expected = 'Name a source, or say basis = "kitchen" if the tip claims nothing about health.'
            yield "references", "is empty.", expected


class WordsEntry(CatalogEntry):
    """Words that people say, for one of the lists that gutcli has; in a file of your own they are added to it."""

    id: Id
    words: Words


ENTRIES: dict[str, type[CatalogEntry]] = {
    "references": ReferenceEntry,
    "conditions": ConditionEntry,
    "classes": ClassEntry,
    "medicines": MedicineEntry,
    "cautions": CautionEntry,
    "plants": PlantEntry,
    "topics": TopicEntry,
    "practices": PracticeEntry,
    "foods": FoodEntry,
    "tips": TipEntry,
    "dishes": DishEntry,
    "ambiguous": WordEntry,
    "kitchen": KitchenEntry,
    **dict.fromkeys(WORD_LISTS, WordsEntry),
}
