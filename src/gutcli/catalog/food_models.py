"""What a food must look like, and what may not stand beside what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field, StringConstraints

from gutcli.catalog.fields import (
    Allergens,
    Diet,
    Entry,
    FoodGroup,
    FoodSlot,
    FoodSlots,
    Id,
    Ids,
    Lactose,
    Live,
    Name,
    OptionalText,
    Residue,
    Rule,
    SomeIds,
    Text,
    Texture,
    Words,
)
from gutcli.text import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

Grams = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)] | None
Figure = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)] | None

_ANIMAL = ("milk", "eggs", "fish", "crustaceans", "molluscs")
_FROM_THE_SEA = ("fish", "crustaceans", "molluscs")


class ServingEntry(Entry):
    """A household amount."""

    text: Name
    grams: Annotated[float, Field(gt=0, le=2000, allow_inf_nan=False)]


class SourceEntry(Entry):
    """The row of the USDA table, or the label, that the figures are copied from."""

    dataset: Text = Field(description='"USDA SR28", "USDA Foundation Foods", or who says it: "label of Kate\'s Skyr".')
    ndb_no: Annotated[str, StringConstraints(pattern=r"^\d{5}$")] | None = None
    fdc_id: Annotated[int, Field(ge=1, le=99_999_999)] | None = None
    description: Text = Field(description="The row as the source names it.")
    ala_basis: OptionalText = Field(
        None, description="How the source measured ALA; 18:3 undifferentiated is an upper bound."
    )
    fibre_basis: OptionalText = Field(None, description="USDA's number for the way in which fibre was measured.")


class FiguresEntry(Entry):
    """Nutrients in 100 g. Leave a figure out that the source lacks: unknown is not 0."""

    kcal: Annotated[float, Field(ge=0, le=950, allow_inf_nan=False)] | None = None
    protein_g: Grams = None
    fibre_g: Grams = None
    sugars_g: Grams = None
    fat_g: Grams = None
    ala_g: Grams = None
    epa_g: Grams = None
    dha_g: Grams = None
    tryptophan_g: Grams = None
    vitamin_k_ug: Figure = None
    vitamin_b12_ug: Figure = None
    folate_ug: Figure = None
    biotin_ug: Figure = None
    magnesium_mg: Figure = None
    potassium_mg: Figure = None
    sodium_mg: Figure = None
    selenium_ug: Figure = None
    iron_mg: Figure = None
    zinc_mg: Figure = None


class FoodEntry(Entry):
    """Something to eat."""

    id: Id = Field(description="What a person would type in a kitchen: oats, kefir, walnuts.")
    name: Name
    aliases: Words = Field([])
    group: FoodGroup
    kinds: FoodSlots
    plants: Ids = Field([], description="Plants credited for weekly diversity.")
    contains: Allergens = Field(
        description="The allergens of EU 1169/2011 that it always contains; [] says that it contains none."
    )
    may_contain: Allergens = Field([], description="Allergens that some makers' products contain or carry traces of.")
    diets: Annotated[list[Diet], Field(max_length=3)]
    lactose: Lactose
    live_cultures: Live = Field(description="Whether it is live when eaten.")
    texture: Texture | None = Field(None, description="How soft it is at its softest; unknown counts as regular.")
    residue: Residue | None = Field(None, description="What it leaves in the bowel; unknown counts as normal.")
    choking_risk: bool | None = Field(None, description="Whether a list of choking foods names it; unknown is a risk.")
    only_if: Annotated[str, StringConstraints(min_length=1, max_length=120)] | None = Field(
        None, description="How it must be prepared for its texture and residue to hold."
    )
    serving: ServingEntry
    how_to_eat: Annotated[str, StringConstraints(min_length=1, max_length=160)]
    topics: SomeIds = Field(description="What explains why; the first is shown on the checklist.")
    cautions: Ids
    checklist: bool = Field(description="Whether it may be a daily suggestion.")
    slots: Annotated[list[FoodSlot], Field(min_length=1, max_length=3)] | None = Field(
        None, description="The slots that it may fill, where these are not all its kinds."
    )
    stand_in: bool = Field(False, description="No daily suggestion, but for whoever nothing else of its slot fits.")
    everyday: bool = Field(
        False, description="Known to be logged, not for the list: without kinds, browsing shows it only with --all."
    )
    oily_fish: bool = False
    fibre_understated: bool = Field(
        False, description="The source's fibre figure misses most of its inulin or resistant starch."
    )
    note: Annotated[str, StringConstraints(max_length=200)] = ""
    source: SourceEntry | None = None
    per_100g: FiguresEntry = FiguresEntry()

    def find_broken_rules(self) -> Iterator[Rule]:
        """Ask that allergens, diets, lactose, slots and figures agree with one another."""
        if both := [str(word) for word in self.contains if word in self.may_contain]:
            yield "may_contain", f"names {join_words(both)}, which contains names too.", "Keep it in one of the two."
        if "vegan" in self.diets and "vegetarian" not in self.diets:
            yield "diets", "says vegan but not vegetarian.", 'What suits "vegan" suits "vegetarian" too: add it.'
        if "vegetarian" in self.diets and "pescatarian" not in self.diets:
            yield "diets", "says vegetarian but not pescatarian.", "What suits one suits the other: add it."
        for diet, foreign in (("vegan", _ANIMAL), ("vegetarian", _FROM_THE_SEA)):
            if diet in self.diets and (found := [str(word) for word in foreign if word in self.contains]):
                yield "diets", f"says {diet}, though it contains {join_words(found)}.", f'Take "{diet}" out.'
        if self.lactose != "none" and "milk" not in [*self.contains, *self.may_contain]:
            yield "lactose", f'is "{self.lactose}", but no milk is named.', 'Add "milk" to contains or may_contain.'
        if self.checklist and not self.kinds:
            yield "checklist", "is true, but the food has no kinds, so it fills no slot.", "Write checklist = false."
        if self.stand_in and (self.checklist or not self.kinds):
            yield "stand_in", "is true, but the food is a daily suggestion, or fills no slot.", "Take stand_in out."
        if self.everyday and self.checklist:
            yield "everyday", "is true, but the food may be a daily suggestion.", "Take one of the two out."
        if foreign_slots := [str(slot) for slot in self.slots or () if slot not in self.kinds]:
            yield "slots", f"names {join_words(foreign_slots)}, which kinds lacks.", "Name only its own kinds."
        if self.checklist and self.live_cultures == "no" and "probiotic" in (self.slots or self.kinds):
            expected = 'Set checklist = false, or slots without "probiotic".'
            yield "live_cultures", 'is "no", so it cannot be the probiotic of the day.', expected
        if self.source is None and any(value is not None for _, value in self.per_100g):
            yield "source", "is missing, but per_100g has figures.", "Say where the figures are from."
