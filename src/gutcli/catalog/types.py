"""Catalog entries as frozen values. They come from validated records (catalog/models.py): nothing is checked here."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

Record = Mapping[str, Any]
T = TypeVar("T", bound=tuple[Any, ...])


class Yours(NamedTuple):
    """What of an entry the person's own files wrote: `keys` of a built-in one (none: the whole entry is theirs).

    `removed` is what they took out of its warnings, as in "nuts (contains)"; `named` are the allergens that only the
    name of their own entry speaks of, and that count as what it may contain.
    """

    files: tuple[str, ...]
    keys: tuple[str, ...]
    removed: tuple[str, ...]
    named: tuple[str, ...] = ()


class Reference(NamedTuple):
    """A source that a claim rests on; its fields are public JSON. `year` is 0 where the page is undated."""

    id: str
    authors: str
    year: int | None
    title: str
    journal: str
    doi: str | None
    url: str | None
    kind: str
    design: str | None
    note: str | None

    @property
    def link(self) -> str:
        """Return the address to open."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url or ""


class Caution(NamedTuple):
    """For whom, about what, what to do, and how strictly.

    It is for whoever has one of its `conditions`, takes one of its `medicines` or one of its `classes`, says one of its
    own `words` or, with `crisis`, is in danger. With `lactose`, foods carry it by their lactose.
    """

    id: str
    who: str
    for_anyone: bool
    conditions: tuple[str, ...]
    classes: tuple[str, ...]
    medicines: tuple[str, ...]
    items: tuple[str, ...]
    allergens: tuple[str, ...]
    applies_to: str
    short: str
    advice: str
    severity: str
    references: tuple[str, ...]
    basis: str
    checked: str = ""
    crisis: bool = False
    lactose: bool = False
    texture: str | None = None
    residue: str | None = None
    choking: bool = False
    dry_short: str | None = None
    dry_advice: str | None = None
    words: tuple[str, ...] = ()


class Plant(NamedTuple):
    """What weekly plant diversity counts. `kind` is plant, mushroom or seaweed; only the first is a plant."""

    id: str
    name: str
    kind: str


class Claim(NamedTuple):
    """One graded sentence. A definition and a guideline's advice (`statement`) are no findings: they show no grade."""

    text: str
    grade: str
    references: tuple[str, ...]
    direction: str = "not applicable"
    statement: str = "finding"


class PopularClaim(NamedTuple):
    """What people often read, with a verdict and the reason."""

    text: str
    verdict: str
    why: str
    references: tuple[str, ...]


class Topic(NamedTuple):
    """Something to explain."""

    id: str
    title: str
    aliases: tuple[str, ...]
    group: str
    summary: str
    action: str
    related: tuple[str, ...]
    claims: tuple[Claim, ...]
    popular_claims: tuple[PopularClaim, ...]
    help: str = ""
    checked: str = ""
    yours: Yours | None = None


class Breath(NamedTuple):
    """The seconds of one round of breathing; `inhale_parts`, where given, add up to `inhale`."""

    inhale: float
    hold_in: float
    exhale: float
    hold_out: float
    rounds: int
    inhale_parts: tuple[float, ...] = ()


class Practice(NamedTuple):
    """Something to do. `family` groups sessions of the same sort (two walks are one family)."""

    id: str
    name: str
    kind: str
    category: str
    family: str
    minutes: int
    aliases: tuple[str, ...]
    steps: tuple[str, ...]
    breath: Breath | None
    grade: str
    evidence_note: str
    references: tuple[str, ...]
    cautions: tuple[str, ...]
    topics: tuple[str, ...]
    checklist: bool
    yours: Yours | None = None

    @property
    def slot(self) -> str:
        """Return the slot that it fills; rest fills none by itself."""
        return self.kind if self.kind in {"move", "calm"} else ""


class Serving(NamedTuple):
    """A household amount and its grams."""

    text: str
    grams: float


class Source(NamedTuple):
    """The row of the USDA table that a food's figures are copied from."""

    dataset: str
    ndb_no: str | None
    fdc_id: int | None
    description: str
    ala_basis: str | None
    fibre_basis: str | None


class Food(NamedTuple):
    """Something to eat. A figure that the source lacks is absent from `per_100g`, never 0."""

    id: str
    name: str
    aliases: tuple[str, ...]
    group: str
    kinds: tuple[str, ...]
    plants: tuple[str, ...]
    contains: tuple[str, ...]
    may_contain: tuple[str, ...]
    diets: tuple[str, ...]
    lactose: str
    live_cultures: str
    serving: Serving
    how_to_eat: str
    topics: tuple[str, ...]
    cautions: tuple[str, ...]
    checklist: bool
    slots: tuple[str, ...]
    oily_fish: bool
    fibre_understated: bool
    note: str
    source: Source | None
    per_100g: Mapping[str, float]
    everyday: bool = False
    texture: str | None = None
    residue: str | None = None
    choking_risk: bool | None = None
    only_if: str | None = None
    stand_in: bool = False
    yours: Yours | None = None


class Tip(NamedTuple):
    """One or two short practical sentences. `basis` is "kitchen" where no health is claimed, so no source is owed."""

    id: str
    text: str
    topic: str
    slot: str
    references: tuple[str, ...]
    basis: str = ""
    foods: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    allergens: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    yours: Yours | None = None


# A field that holds values of its own -> what they are, and the key of the record where it has another name.
_INNER: Mapping[str, type[tuple[Any, ...]]] = {
    "breath": Breath,
    "claims": Claim,
    "popular_claims": PopularClaim,
    "serving": Serving,
    "source": Source,
    "yours": Yours,
}
_KEYS = {"claims": "claim", "popular_claims": "popular_claim"}


@lru_cache(maxsize=32)
def _lay_out(kind: Any) -> list[tuple[str, type[tuple[Any, ...]] | None, Any]]:
    """Return for each field of a kind the record's key, what is in it, and what stands where the record lacks it."""
    return [(_KEYS.get(name, name), _INNER.get(name), kind._field_defaults.get(name)) for name in kind._fields]


def build_value(kind: type[T], record: Record) -> T:
    """Return the entry of this kind that a validated record says; what it lacks is the field's default, or None."""
    values = []
    for key, inner, default in _lay_out(kind):
        value = record.get(key, default)
        if type(value) is list:
            value = tuple([build_value(inner, item) for item in value] if inner else value)
        elif inner and value is not default:
            value = build_value(inner, value)
        values.append(value)
    return kind._make(values)  # type: ignore[attr-defined,no-any-return]


def build_food_value(record: Record) -> Food:
    """Return a food; it stands in the slots of its kinds where it names none."""
    return build_value(Food, {"slots": record["kinds"], **record})
