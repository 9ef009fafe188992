"""What a food in the kitchen must look like: how it is sold, how long it keeps, its months, what it goes with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from gutcli.catalog.fields import Entry, Id, Ids, Name, OptionalText, Rule, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

Weight = Annotated[float, Field(gt=0, le=5000, allow_inf_nan=False)]
Days = Annotated[int, Field(ge=1, le=3650)]
Months = Annotated[list[Annotated[int, Field(ge=1, le=12)]], Field(min_length=1, max_length=12)]
Meals = Annotated[list[Literal["breakfast", "lunch", "dinner", "snack", "side"]], Field(max_length=5)]
Basis = Literal["foodkeeper", "authority", "judgement"]

_SLACK = 1.1
"""A serving may take a little more than one pack holds: weights are rounded."""


class KitchenEntry(Entry):
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

    def find_broken_rules(self) -> Iterator[Rule]:
        """Ask that packs, keeping times and months agree with one another and say where they are from."""
        if (self.small_pack_text is None) != (self.small_pack_g is None):
            yield "small_pack_g", "and small_pack_text stand alone.", "Give both, or neither."
        if self.small_pack_g and self.small_pack_g > self.pack_g:
            yield "small_pack_g", "is more than pack_g.", "The small pack is the smaller one."
        if self.pack_g_per_serving > self.pack_g * _SLACK:
            yield "pack_g_per_serving", "is more than a pack holds.", "Give the grams of the pack, before cooking."
        for which, days, basis in (
            ("unopened", self.keeps_unopened_days, self.unopened_basis),
            ("opened", self.keeps_opened_days, self.opened_basis),
        ):
            if (days is None) != (basis is None):
                expected = f"Give keeps_{which}_days and {which}_basis, or neither."
                yield f"{which}_basis", "and the days do not stand together.", expected
            if days is not None and not self.keeps_source:
                yield "keeps_source", f"is missing, but keeps_{which}_days is there.", "Say who says so."
        if (self.keeps_opened_days is None) != (self.opened_means is None):
            yield "opened_means", "and keeps_opened_days do not stand together.", "Give both, or neither."
        if (
            self.opened_means == "pack"
            and self.keeps_unopened_days
            and self.keeps_opened_days
            and self.keeps_opened_days > self.keeps_unopened_days
        ):
            yield (
                "keeps_opened_days",
                "is more than keeps_unopened_days.",
                "An opened pack keeps no longer than a full one.",
            )
        if (self.fresh_months or self.calendar_months) and not self.season_source:
            yield "season_source", "is missing, but there are months.", "Say who says so."
