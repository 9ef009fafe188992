"""What the files of words that rules read must look like: allergens, reading, crisis, red flags."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from gutcli.catalog.fields import Allergen, Allergens, Id, Ids, Word, Words
from gutcli.catalog.kinds import FOOD_GROUPS, FOOD_SLOTS, PRACTICE_KINDS
from gutcli.diary.trials import MOST_DAYS

_TRIED = (*PRACTICE_KINDS, *FOOD_SLOTS, *FOOD_GROUPS, "food", "own")
Why = Annotated[str, Field(min_length=1, max_length=400)]
Source = Annotated[str, Field(min_length=1, max_length=1200)]


class _Part(BaseModel):
    """A part of such a file: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


class PhraseEntry(_Part):
    """A phrase that holds a word and means nothing, or something else."""

    phrase: Word
    means: Ids
    why: Why
    asks: bool = False


class RoleEntry(_Part):
    """Small words, by the part that they play in what is said."""

    id: Id
    why: Why
    words: Words


class FormEntry(_Part):
    """How a medicine is used; `local`: only where it is put."""

    id: Id
    local: bool
    words: Words


class UnitEntry(_Part):
    """A unit of time."""

    id: Id
    days: int
    words: Words


class NumberEntry(_Part):
    """A number in words."""

    word: Word
    value: float | int


class AgoEntry(_Part):
    """Words for a time that is over."""

    words: Word
    days: int


class AgeEntry(_Part):
    """What an age of one's own means; "" is nothing."""

    from_: int = Field(alias="from")
    to: int
    condition: str
    why: Why


class PatternEntry(_Part):
    """Numbers that are no age."""

    id: Id
    text: Words
    why: Why


class ReadingFile(_Part):
    """data/reading.toml."""

    role: list[RoleEntry]
    form: list[FormEntry]
    unit: list[UnitEntry]
    number: list[NumberEntry]
    phrase: list[RoleEntry]
    ago: list[AgoEntry]
    said_age: list[RoleEntry]
    age: list[AgeEntry]
    pattern: list[PatternEntry]
    not_: list[PhraseEntry] = Field(alias="not")


class CrisisEntry(_Part):
    """What people say who are in danger."""

    id: Id
    what: Word
    words: Words


class CrisisFile(_Part):
    """data/crisis.toml."""

    crisis: list[CrisisEntry]
    not_: list[PhraseEntry] = Field(alias="not")


class RedFlagEntry(_Part):
    """What a doctor should see, by words that stand near each other; general judgement says so."""

    id: Id
    words: Words
    advice: Why
    topic: str
    references: Ids = []
    basis: Literal["general"] | None = None

    @model_validator(mode="after")
    def _refuse_no_source(self) -> RedFlagEntry:
        if bool(self.references) == bool(self.basis):
            raise ValueError("a red flag has references, or says that it is general judgement")
        return self


class PassedOverEntry(_Part):
    """Phrases that hold such words and mean something else."""

    phrases: Words


class RedFlagsFile(_Part):
    """data/red_flags.toml."""

    denials: Words
    ends: Words
    red_flag: list[RedFlagEntry]
    not_: list[PassedOverEntry] = Field(alias="not")


class WordsEntry(_Part):
    """Words by what they are for."""

    id: Id
    words: Annotated[Words, Field(min_length=1)]


class MeasureEntry(WordsEntry):
    """A measure: its grams, or the millilitres of what is drunk."""

    grams: float | int | None = None
    ml: float | int | None = None


class FreeOf(_Part):
    """Words before or after what is not there."""

    before: Words
    after: Words


class EatingFile(_Part):
    """data/eating.toml."""

    around: list[WordsEntry]
    meal: list[WordsEntry]
    measure: list[MeasureEntry]
    numbers: dict[str, float | int]
    free_of: FreeOf
    packs: dict[str, Words]


class NumbersFile(_Part):
    """data/numbers.toml."""

    numbers: dict[str, int]


class StepsFile(_Part):
    """data/steps.toml."""

    settling: Words
    closing: Words
    advice: Words
    units: dict[str, int]
    numbers: dict[str, int]


class IllFile(_Part):
    """data/ill.toml."""

    words: Words


class IntakeEntry(_Part):
    """What an authority says of a nutrient."""

    nutrient: str
    per_day: int | float
    authority: Word
    text: Word
    basis: Source
    references: Annotated[Ids, Field(min_length=1)]


class IntakesFile(_Part):
    """data/intakes.toml."""

    intake: list[IntakeEntry]


class AllergenEntry(_Part):
    """One of the allergens that the law makes labels name, and people's words for it."""

    id: Allergen
    name: Word
    words: Words


class AllergenWordEntry(_Part):
    """A phrase that means several allergens, or none."""

    phrase: Word
    allergens: Allergens
    why: Why
    asks: bool = False


class FamilyEntry(_Part):
    """Foods that belong together for somebody who cannot have one of them."""

    id: Id
    name: Word
    words: Words
    members: Words
    plants: Ids
    foods: Ids
    allergens: Allergens
    raw_only: bool = False
    less_often: Words = []
    check_labels_for: Words = []
    not_cross_reactive: Words
    source: Source
    references: Ids


class AllergensFile(_Part):
    """data/allergens.toml."""

    lactose: Words
    allergen: list[AllergenEntry]
    word: list[AllergenWordEntry]
    family: list[FamilyEntry]


class TrialEntry(_Part):
    """How long a trial of some things is: blocks of so many days, of which the first ones may not be compared."""

    id: Id
    for_: Annotated[list[str], Field(alias="for", min_length=1)]
    blocks: Annotated[int, Field(ge=4)]
    days: Annotated[int, Field(ge=1)]
    washout: Annotated[int, Field(ge=0)]
    why: Why
    basis: Literal["general", "references"]
    references: Ids

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.blocks % 2 or self.washout >= self.days or self.blocks * self.days > MOST_DAYS:
            raise ValueError(f"{self.id}: blocks come in pairs, with days to compare, {MOST_DAYS} days at most")
        if (self.basis == "references") != bool(self.references):
            raise ValueError(f"{self.id}: a basis of references names some, and a general one names none")
        if unknown := [word for word in self.for_ if word not in _TRIED]:
            raise ValueError(f"{self.id}: {unknown[0]!r} is nothing that can be tried")
        return self


class RefusedEntry(_Part):
    """What is not tried in people's own words, and what they are told."""

    id: Id
    words: Words
    advice: Why
    references: Ids


class TrialsFile(_Part):
    """data/trials.toml."""

    form: list[TrialEntry]
    refuse: list[RefusedEntry]

    @model_validator(mode="after")
    def _check(self) -> Self:
        there = {word for entry in self.form for word in entry.for_}
        if lacking := [word for word in (*PRACTICE_KINDS, "food", "own") if word not in there]:
            raise ValueError(f"no form is for {lacking[0]!r}")
        return self


VOCABULARY_MODELS: dict[str, type[BaseModel]] = {
    "reading": ReadingFile,
    "crisis": CrisisFile,
    "allergens": AllergensFile,
    "trials": TrialsFile,
    "red_flags": RedFlagsFile,
    "eating": EatingFile,
    "numbers": NumbersFile,
    "steps": StepsFile,
    "ill": IllFile,
    "intakes": IntakesFile,
}
