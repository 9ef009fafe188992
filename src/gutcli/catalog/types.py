"""Catalog entries as frozen values. They come from validated records (catalog/models.py): nothing is checked here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

Record = Mapping[str, Any]


class Yours(NamedTuple):
    """What of an entry the person's own files wrote: `keys` of a built-in one (none: the whole entry is theirs).

    `removed` is what they took out of its warnings, as in "nuts (contains)".
    """

    files: tuple[str, ...]
    keys: tuple[str, ...]
    removed: tuple[str, ...]


class Reference(NamedTuple):
    """A source that a claim rests on. `year` is 0 where the page is undated."""

    id: str
    authors: str
    year: int
    title: str
    journal: str
    kind: str
    doi: str
    url: str
    pmid: str
    design: str
    note: str = ""

    @property
    def link(self) -> str:
        """The address to open."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


class Caution(NamedTuple):
    """For whom, about what, what to do, and how strictly. `conditions` holding "anyone" concerns everybody."""

    id: str
    who: str
    conditions: tuple[str, ...]
    items: tuple[str, ...]
    allergens: tuple[str, ...]
    applies_to: str
    short: str
    advice: str
    severity: str
    references: tuple[str, ...]
    basis: str
    checked: str = ""

    @property
    def for_anyone(self) -> bool:
        """Whether it is for everybody, not for some people."""
        return "anyone" in self.conditions


class Plant(NamedTuple):
    """What weekly plant diversity counts. `kind` is plant, mushroom or seaweed; only the first is a plant."""

    id: str
    name: str
    kind: str
    latin: str


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
    inhale_parts: tuple[float, ...]


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
        """The slot that it fills; rest fills none by itself."""
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
    yours: Yours | None = None


class Tip(NamedTuple):
    """One or two short practical sentences. `basis` is "kitchen" where no health is claimed, so no source is owed."""

    id: str
    text: str
    topic: str
    slot: str
    references: tuple[str, ...]
    basis: str
    foods: tuple[str, ...]
    practices: tuple[str, ...]
    groups: tuple[str, ...] = ()
    allergens: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    yours: Yours | None = None


def read_yours(r: Record) -> Yours | None:
    """Build who wrote what of an entry; None for a built-in one that nobody changed."""
    y = r.get("yours")
    return Yours(tuple(y["files"]), tuple(y["keys"]), tuple(y["removed"])) if y else None


def read_reference(r: Record) -> Reference:
    """Build a reference from its validated record."""
    return Reference(
        id=r["id"],
        authors=r["authors"],
        year=r["year"],
        title=r["title"],
        journal=r["journal"],
        kind=r["kind"],
        doi=r.get("doi", ""),
        url=r.get("url", ""),
        pmid=r.get("pmid", ""),
        design=r.get("design", ""),
        note=r.get("note", ""),
    )


def read_caution(r: Record) -> Caution:
    """Build a caution from its validated record."""
    return Caution(
        id=r["id"],
        who=r["who"],
        conditions=tuple(r["conditions"]),
        items=tuple(r["items"]),
        allergens=tuple(r.get("allergens", ())),
        applies_to=r["applies_to"],
        short=r["short"],
        advice=r["advice"],
        severity=r["severity"],
        references=tuple(r["references"]),
        basis=r["basis"],
        checked=r.get("checked", ""),
    )


def read_plant(r: Record) -> Plant:
    """Build a plant from its validated record."""
    return Plant(r["id"], r["name"], r["kind"], r.get("latin", ""))


def read_topic(r: Record) -> Topic:
    """Build a topic from its validated record."""
    return Topic(
        id=r["id"],
        title=r["title"],
        aliases=tuple(r["aliases"]),
        group=r["group"],
        summary=r["summary"],
        action=r["action"],
        related=tuple(r["related"]),
        claims=tuple(
            Claim(c["text"], c["grade"], tuple(c["references"]), c["direction"], c["statement"]) for c in r["claim"]
        ),
        popular_claims=tuple(
            PopularClaim(c["text"], c["verdict"], c["why"], tuple(c["references"])) for c in r.get("popular_claim", ())
        ),
        help=r.get("help", ""),
        checked=r.get("checked", ""),
        yours=read_yours(r),
    )


def read_practice(r: Record) -> Practice:
    """Build a practice from its validated record."""
    b = r.get("breath")
    breath = b and Breath(
        b["inhale"], b["hold_in"], b["exhale"], b["hold_out"], b["rounds"], tuple(b.get("inhale_parts", ()))
    )
    return Practice(
        id=r["id"],
        name=r["name"],
        kind=r["kind"],
        category=r["category"],
        family=r["family"],
        minutes=r["minutes"],
        aliases=tuple(r["aliases"]),
        steps=tuple(r["steps"]),
        breath=breath or None,
        grade=r["grade"],
        evidence_note=r["evidence_note"],
        references=tuple(r["references"]),
        cautions=tuple(r["cautions"]),
        topics=tuple(r["topics"]),
        checklist=r["checklist"],
        yours=read_yours(r),
    )


def read_food(r: Record) -> Food:
    """Build a food from its validated record."""
    s = r.get("source")
    kinds = tuple(r["kinds"])
    return Food(
        id=r["id"],
        name=r["name"],
        aliases=tuple(r["aliases"]),
        group=r["group"],
        kinds=kinds,
        plants=tuple(r["plants"]),
        contains=tuple(r["contains"]),
        may_contain=tuple(r["may_contain"]),
        diets=tuple(r["diets"]),
        lactose=r["lactose"],
        live_cultures=r["live_cultures"],
        serving=Serving(r["serving"]["text"], r["serving"]["grams"]),
        how_to_eat=r["how_to_eat"],
        topics=tuple(r["topics"]),
        cautions=tuple(r["cautions"]),
        checklist=r["checklist"],
        slots=tuple(r.get("slots", kinds)),
        oily_fish=r.get("oily_fish", False),
        fibre_understated=r.get("fibre_understated", False),
        note=r.get("note", ""),
        source=Source(
            s["dataset"], s.get("ndb_no"), s.get("fdc_id"), s["description"], s.get("ala_basis"), s.get("fibre_basis")
        )
        if s
        else None,
        per_100g=r.get("per_100g", {}),
        everyday=r.get("everyday", False),
        yours=read_yours(r),
    )


def read_tip(r: Record) -> Tip:
    """Build a tip from its validated record."""
    return Tip(
        id=r["id"],
        text=r["text"],
        topic=r["topic"],
        slot=r["slot"],
        references=tuple(r["references"]),
        basis=r.get("basis", ""),
        foods=tuple(r.get("foods", ())),
        practices=tuple(r.get("practices", ())),
        groups=tuple(r.get("groups", ())),
        allergens=tuple(r.get("allergens", ())),
        cautions=tuple(r.get("cautions", ())),
        yours=read_yours(r),
    )
