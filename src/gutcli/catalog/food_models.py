"""What foods, foods in the kitchen and dishes must look like, and what may not stand beside what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from gutcli.catalog.fields import (
    Allergens,
    CatalogEntry,
    Diet,
    FoodGroup,
    FoodSlot,
    FoodSlots,
    Id,
    Ids,
    Lactose,
    Live,
    Meal,
    Name,
    OptionalText,
    Residue,
    Rule,
    SomeIds,
    Text,
    Texture,
    Word,
    Words,
)
from gutcli.catalog.kinds import MOST_GRAMS
from gutcli.text import join_words

Grams = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)] | None
Figure = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)] | None
Weight = Annotated[float, Field(gt=0, le=5000, allow_inf_nan=False)]
Days = Annotated[int, Field(ge=1, le=3650)]
Months = Annotated[list[Annotated[int, Field(ge=1, le=12)]], Field(min_length=1, max_length=12)]
Meals = Annotated[list[Meal], Field(max_length=5)]
Basis = Literal["foodkeeper", "authority", "judgement"]

_ANIMAL = ("milk", "eggs", "fish", "crustaceans", "molluscs")
_FROM_THE_SEA = ("fish", "crustaceans", "molluscs")
_SLACK = 1.1
"""A serving may take a little more than one pack holds: weights are rounded."""


class ServingEntry(CatalogEntry):
    """A household amount."""

    text: Name
    grams: Annotated[float, Field(gt=0, le=MOST_GRAMS, allow_inf_nan=False)]


class SourceEntry(CatalogEntry):
    """The row of the USDA table, or the label, that the figures are copied from."""

    dataset: Text = Field(description='"USDA SR28", "USDA Foundation Foods", or who says it: "label of Kate\'s Skyr".')
    ndb_no: Annotated[str, StringConstraints(pattern=r"^\d{5}$")] | None = None
    fdc_id: Annotated[int, Field(ge=1, le=99_999_999)] | None = None
    description: Text = Field(description="The row as the source names it.")
    ala_basis: OptionalText = Field(
        None, description="How the source measured ALA; 18:3 undifferentiated is an upper bound."
    )
    fibre_basis: OptionalText = Field(None, description="USDA's number for the way in which fibre was measured.")


class FiguresEntry(CatalogEntry):
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


class FoodEntry(CatalogEntry):
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

    def _find_broken_rules(self) -> Iterator[Rule]:
        if both := [word for word in self.contains if word in self.may_contain]:
            yield "may_contain", f"names {join_words(both)}, which contains names too.", "Keep it in one of the two."
        if "vegan" in self.diets and "vegetarian" not in self.diets:
            yield "diets", "says vegan but not vegetarian.", 'What suits "vegan" suits "vegetarian" too: add it.'
        if "vegetarian" in self.diets and "pescatarian" not in self.diets:
            yield "diets", "says vegetarian but not pescatarian.", "What suits one suits the other: add it."
        for diet, foreign in (("vegan", _ANIMAL), ("vegetarian", _FROM_THE_SEA)):
            if diet in self.diets and (found := [word for word in foreign if word in self.contains]):
                yield "diets", f"says {diet}, though it contains {join_words(found)}.", f'Take "{diet}" out.'
        if self.lactose != "none" and "milk" not in [*self.contains, *self.may_contain]:
            yield "lactose", f'is "{self.lactose}", but no milk is named.', 'Add "milk" to contains or may_contain.'
        if self.checklist and not self.kinds:
            yield "checklist", "is true, but the food has no kinds, so it fills no slot.", "Write checklist = false."
        if self.stand_in and (self.checklist or not self.kinds):
            yield "stand_in", "is true, but the food is a daily suggestion, or fills no slot.", "Take stand_in out."
        if self.everyday and self.checklist:
            yield "everyday", "is true, but the food may be a daily suggestion.", "Take one of the two out."
        if foreign_slots := [slot for slot in self.slots or () if slot not in self.kinds]:
            yield "slots", f"names {join_words(foreign_slots)}, which kinds lacks.", "Name only its own kinds."
        if self.checklist and self.live_cultures == "no" and "probiotic" in (self.slots or self.kinds):
            expected = 'Set checklist = false, or slots without "probiotic".'
            yield "live_cultures", 'is "no", so it cannot be the probiotic of the day.', expected
        if self.source is None and any(value is not None for _, value in self.per_100g):
            yield "source", "is missing, but per_100g has figures.", "Say where the figures are from."


class KitchenEntry(CatalogEntry):
    """A food as a thing in a shop and at home, under the id of the food. Leave out what is not known."""

    id: Id = Field(description="The food's own id.")
    commonness: Literal["staple", "common", "some", "rare"] = Field(
        description="staple: nearly every kitchen; common: every supermarket; some: larger ones; rare: speciality."
    )
    aisle: Literal["produce", "fridge", "freezer", "tins", "dry", "bakery", "spices", "drinks", "fish-meat", "other"]
    form: Literal["fresh", "frozen", "tinned", "dried", "jar", "fridge"]
    keep_where: Literal["cupboard", "fridge", "freezer", "worktop"] = Field(description="Where the unopened pack goes.")
    pack_text: Name = Field(description="What one buys, in shop words.")
    pack_g: Weight = Field(description="Grams of it that can be eaten: drained, shelled, peeled.")
    small_pack_text: Name | None = Field(None, description="A smaller pack, where shops have one.")
    small_pack_g: Weight | None = None
    pack_of: Id | None = Field(None, description="It comes out of that food's pack: cooled potato, of boiled potato.")
    pack_g_per_serving: Weight = Field(description="Grams of the pack that one serving takes: dry, where it is cooked.")
    yield_basis: OptionalText = Field(None, description="How that is known.")
    keeps_unopened_days: Days | None = None
    keeps_opened_days: Days | None = None
    opened_means: Literal["pack", "piece", "cooked", "thawed"] | None = Field(
        None, description="What starts the second clock: the pack opened, the piece cut, the food cooked or thawed."
    )
    keeps_frozen_days: Annotated[int, Field(ge=0, le=3650)] | None = Field(None, description="0: freezing spoils it.")
    unopened_basis: Basis | None = None
    opened_basis: Basis | None = None
    keeps_source: OptionalText = Field(None, description="Who says so, with the figure; judgement is called so.")
    fresh_months: Months | None = Field(
        None, description="January is 1. Leave it out where the food is to be had all year, or is not bought fresh."
    )
    calendar_months: Months | None = Field(
        None, description="When calendars list it, also where it is to be had all year."
    )
    season_source: OptionalText = None
    also_as: Annotated[
        list[Literal["fresh", "frozen", "tinned", "jar", "dried"]],
        Field(max_length=5, description="How it is to be had out of season."),
    ] = Field([])
    eats_at: Meals = Field(description="The meals that it suits.")
    effort_min: Annotated[int, Field(ge=0, le=60)] = Field(description="Minutes of hands.")
    wait_min: Annotated[int, Field(ge=0, le=600)] = Field(0, description="Minutes of oven, pan or soaking.")
    goes_with: Ids = Field([], description="Foods that it makes a dish with.")
    dish: Word | None = Field(None, description="What they make.")
    price_band: Annotated[int, Field(ge=1, le=3)] = Field(
        description="Of a serving: 1 under about 40p, 2 to one pound, 3 more."
    )

    def _find_broken_rules(self) -> Iterator[Rule]:
        if (self.small_pack_text is None) != (self.small_pack_g is None):
            yield "small_pack_g", "and small_pack_text stand alone.", "Give both, or neither."
        if self.small_pack_g and self.small_pack_g > self.pack_g:
            yield "small_pack_g", "is more than pack_g.", "The small pack is the smaller one."
        if self.pack_g_per_serving > self.pack_g * _SLACK:
            yield "pack_g_per_serving", "is more than a pack holds.", "Give the grams of the pack, before cooking."
        full, opened = self.keeps_unopened_days, self.keeps_opened_days
        for which, days, basis in (("unopened", full, self.unopened_basis), ("opened", opened, self.opened_basis)):
            if (days is None) != (basis is None):
                expected = f"Give keeps_{which}_days and {which}_basis, or neither."
                yield f"{which}_basis", "and the days do not stand together.", expected
            if days is not None and not self.keeps_source:
                yield "keeps_source", f"is missing, but keeps_{which}_days is there.", "Say who says so."
        if (opened is None) != (self.opened_means is None):
            yield "opened_means", "and keeps_opened_days do not stand together.", "Give both, or neither."
        if self.opened_means == "pack" and full and opened and opened > full:
            expected = "An opened pack keeps no longer than a full one."
            yield "keeps_opened_days", "is more than keeps_unopened_days.", expected
        if (self.fresh_months or self.calendar_months) and not self.season_source:
            yield "season_source", "is missing, but there are months.", "Say who says so."


class DishEntry(CatalogEntry):
    """A set of foods that people name as one thing."""

    id: Id = Field(description="Not the id of a food.")
    name: Name
    aliases: Words = Field([])
    always: Ids = Field([], description="Foods that are always in it: written down when the dish is typed.")
    often: Ids = Field([], description="Foods that are often in it: to be asked about, never written down unasked.")
    contains_likely: Allergens = Field(
        [], description="Allergens that it holds or recipes hide; what its foods contain is added by itself."
    )
    cautions: Ids = Field([], description="What the dish itself brings, beside the cautions of its foods.")
    eats_at: Meals = Field([])
    cold: bool = Field(False, description="Nothing in it is heated: live cultures stay alive.")
    note: Annotated[str, StringConstraints(max_length=200)] = ""

    def _find_broken_rules(self) -> Iterator[Rule]:
        if not (self.always or self.often):
            yield "always", "and often are both empty.", "Name the foods that it is made of."
        if both := [word for word in self.always if word in self.often]:
            yield "often", f"names {join_words(both)}, which always names too.", "Keep it in one of the two."


class WordEntry(CatalogEntry):
    """A word that means several things: what to offer when it is typed."""

    id: Id
    word: Word
    choices: Annotated[list[Id], Field(min_length=2, max_length=12)] = Field(
        description="Foods or dishes, the commonest first."
    )
