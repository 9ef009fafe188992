"""What `have` says: what is in the kitchen, what is open and until when it keeps, and what is always there."""

from datetime import date
from typing import NamedTuple

from gutcli.catalog.note import Note, sort_notes
from gutcli.day.checklist import make_planner, span_around
from gutcli.planner.stock import Pack, use_by
from gutcli.profile.person import Person
from gutcli.store.reader import DiaryReader

ASKED_DAYS = 7
"""How long after its date something is asked about; then it is taken to be gone, and never to have been eaten."""


class KitchenLine(NamedTuple):
    """One food that is there. `grams_left` null where nobody knows; `gone_off`: it is probably past its time."""

    id: str
    name: str
    grams_left: float | None
    opened: date | None
    use_by: date | None
    staple: bool
    gone_off: bool
    keep_open: str
    day: date
    cautions: tuple[Note, ...]


class HaveView(NamedTuple):
    """The kitchen, what must be used first at the top. `said` are sentences about what this command wrote."""

    day: date
    kitchen: tuple[KitchenLine, ...]
    staples: tuple[str, ...]
    shows_staples: bool
    said: tuple[str, ...]
    care: tuple[Note, ...]


def build_have(
    person: Person, diary: DiaryReader, day: date, today: date, *, staples: bool = False, said: tuple[str, ...] = ()
) -> HaveView:
    """Build the view of the kitchen as it is at the end of a day."""
    planner = make_planner(person, diary.read_glance(day, *span_around(person, day, day, today)), today)
    larder = planner.larder_after(day)
    packs = larder.packs if person.shows_food else {}
    told = (_line(person, food, packs[food], day, staple=food in larder.staples) for food in packs)
    lines = [line for line in told if line]
    lines.sort(key=lambda line: (not line.gone_off, line.use_by or date.max, line.name))
    shown = larder.staples if person.shows_food else ()
    names = sorted(person.catalog.label("foods", food) for food in shown)
    return HaveView(day, tuple(lines), tuple(names), staples, said, sort_notes(person.care))


def _line(person: Person, food: str, packs: tuple[Pack, ...], day: date, *, staple: bool) -> KitchenLine | None:
    """Return a food's line; None where all of it was to be used up long ago."""
    from gutcli.planner.candidate import describe_shelf_life

    entry = person.catalog.kitchen.get(food)
    facts = describe_shelf_life(entry)
    dated = [(pack, use_by(pack, facts)) for pack in packs]
    packs = tuple(pack for pack, last in dated if last is None or (day - last).days <= ASKED_DAYS)
    if not packs:
        return None
    known = person.catalog.food(food)
    grams = None if any(pack.grams is None for pack in packs) else sum(pack.grams or 0 for pack in packs)
    last = use_by(packs[0], facts)
    keep_open = (
        "in the fridge, once open" if entry and entry.opened_means == "pack" and entry.keep_where != "freezer" else ""
    )
    return KitchenLine(
        id=food, name=known.name if known else food, grams_left=grams and round(grams, 1), opened=packs[0].opened,
        use_by=last, staple=staple, gone_off=last is not None and last < day,
        keep_open=keep_open if packs[0].opened and (facts.opened_days or 99) < 30 else "",
        day=day, cautions=sort_notes(person.judge_food(known).notes) if known else (),
    )  # fmt: skip
