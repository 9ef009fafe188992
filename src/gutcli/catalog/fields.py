"""The small types that catalog entries are made of, and the base of every entry model."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from gutcli.catalog.kinds import (
    ALLERGENS,
    DIETS,
    FOOD_GROUPS,
    FOOD_SLOTS,
    GRADES,
    LACTOSE,
    LIVE,
    PRACTICE_KINDS,
    RESIDUES,
    SEVERITIES,
    SLOTS,
    TEXTURES,
    TOPIC_GROUPS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

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

if TYPE_CHECKING:
    Allergen = str
    FoodSlot = str
    FoodGroup = str
    TopicGroup = str
    ClaimGrade = str
    PracticeGrade = str
    Severity = str
    Diet = str
    Lactose = str
    Texture = str
    Residue = str
    Live = str
    PracticeKind = str
    TipSlot = str
else:  # the choices and their order stand in kinds.py alone; a type checker takes no names within Literal
    Allergen = Literal[ALLERGENS]
    FoodSlot = Literal[FOOD_SLOTS]
    FoodGroup = Literal[FOOD_GROUPS]
    TopicGroup = Literal[tuple(TOPIC_GROUPS)]
    ClaimGrade = Literal[GRADES]
    PracticeGrade = Literal[tuple(grade for grade in GRADES if grade != "wrong")]
    Severity = Literal[SEVERITIES]
    Diet = Literal[DIETS]
    Lactose = Literal[LACTOSE]
    Texture = Literal[TEXTURES]
    Residue = Literal[RESIDUES]
    Live = Literal[LIVE]
    PracticeKind = Literal[PRACTICE_KINDS]
    TipSlot = Literal[*SLOTS, "rest", "general"]
Direction = Literal["more", "less", "no difference", "mixed", "not applicable"]
Statement = Literal["finding", "definition", "guideline"]
StudyKind = Literal[
    "consensus", "guideline", "meta-analysis", "rct", "trial", "cohort", "case-control", "cross-sectional",
    "case-series", "animal", "mechanistic", "review",
]  # fmt: skip

Allergens = Annotated[list[Allergen], Field(max_length=14)]
FoodSlots = Annotated[list[FoodSlot], Field(max_length=3)]

Rule = tuple[str, str, str]
"""What is broken between keys: the key to look at, what is wrong, what would be right."""


class Entry(BaseModel):
    """Anything in the catalog: unknown keys are refused, whole numbers and words are not converted."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)

    def find_broken_rules(self) -> Iterator[Rule]:
        """Return every rule between keys that the entry breaks."""
        yield from ()

    @model_validator(mode="after")
    def _keeps_the_rules(self) -> Self:
        if broken := list(self.find_broken_rules()):
            raise PydanticCustomError("rules", "the keys do not fit together", {"rules": broken})
        return self
