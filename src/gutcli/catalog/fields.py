"""The small types that catalog entries are made of, and the base of every entry model."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from gutcli.catalog import kinds

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=900, strip_whitespace=True)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True)]
# Lists end somewhere, so that a strange file cannot have a million problems.
Ids = Annotated[list[Id], Field(max_length=200)]
SomeIds = Annotated[list[Id], Field(min_length=1, max_length=200)]
Words = Annotated[list[Word], Field(max_length=1000)]
SomeWords = Annotated[list[Word], Field(min_length=1, max_length=1000)]
Seconds = Annotated[float, Field(ge=0, le=60, allow_inf_nan=False)]
OptionalText = Text | None


def _real_day(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("day", "is not a day of the calendar") from None
    return value


Checked = Annotated[
    Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$"), AfterValidator(_real_day)] | None,
    Field(description="The day on which it was last read against its sources, as in 2026-11-30."),
]

# The choices and their order stand in kinds.py alone; a type checker takes no names within Literal.
Allergen = Literal[kinds.ALLERGENS]  # type: ignore[valid-type]
FoodSlot = Literal[kinds.FOOD_SLOTS]  # type: ignore[valid-type]
FoodGroup = Literal[kinds.FOOD_GROUPS]  # type: ignore[valid-type]
TopicGroup = Literal[*kinds.TOPIC_GROUPS]  # type: ignore[valid-type]
ClaimGrade = Literal[kinds.GRADES]  # type: ignore[valid-type]
PracticeGrade = Literal[kinds.PRACTICE_GRADES]  # type: ignore[valid-type]
Severity = Literal[kinds.SEVERITIES]  # type: ignore[valid-type]
Diet = Literal[kinds.DIETS]  # type: ignore[valid-type]
Lactose = Literal[kinds.LACTOSE]  # type: ignore[valid-type]
Texture = Literal[kinds.TEXTURES]  # type: ignore[valid-type]
Residue = Literal[kinds.RESIDUES]  # type: ignore[valid-type]
Live = Literal[kinds.LIVE]  # type: ignore[valid-type]
PracticeKind = Literal[kinds.PRACTICE_KINDS]  # type: ignore[valid-type]
TipSlot = Literal[kinds.TIP_SLOTS]  # type: ignore[valid-type]
Direction = Literal[kinds.DIRECTIONS]  # type: ignore[valid-type]
Statement = Literal[kinds.STATEMENTS]  # type: ignore[valid-type]
Verdict = Literal[kinds.VERDICTS]  # type: ignore[valid-type]
Meal = Literal[kinds.MEALS]  # type: ignore[valid-type]
StudyKind = Literal[*kinds.STUDY_KINDS]  # type: ignore[valid-type]

Allergens = Annotated[list[Allergen], Field(max_length=14)]
FoodSlots = Annotated[list[FoodSlot], Field(max_length=3)]

Rule = tuple[str, str, str]
"""What is broken between keys: the key to look at, what is wrong, what would be right."""


class CatalogEntry(BaseModel):
    """Anything in the catalog: unknown keys are refused, whole numbers and words are not converted."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)

    def _find_broken_rules(self) -> Iterator[Rule]:
        """Return every rule between keys that the entry breaks."""
        yield from ()

    @model_validator(mode="after")
    def _keeps_the_rules(self) -> Self:
        if broken := list(self._find_broken_rules()):
            raise PydanticCustomError("rules", "the keys do not fit together", {"rules": broken})
        return self
