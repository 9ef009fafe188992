"""What is in the kitchen: a fold over what was bought or had, eaten, and gone. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from gutcli.diary.entry import Entry, from_data

LONG = 45
"""Days: what keeps longer than this need not be used up within a few weeks."""
_FAR = 90
"""Days after which a date need not be said."""
_GENEROUS = 1.5
HAD, BOUGHT, EATEN, GONE = "had", "bought", "eaten", "gone"


class ShelfLife(NamedTuple):
    """How a food is bought and how long it keeps; None where nobody knows.

    `pack_of` names the food out of whose pack this one comes (boiled potatoes come out of potatoes). `portion_g` are
    grams of the pack that one serving takes. `opened_means`: what the opened clock is about (pack, piece, cooked,
    thawed); only for "pack" does opening shorten the time of what is left. `generous`: a vegetable or fruit that will
    not keep, of which people take half as much again as a serving, or cook it in another meal.
    """

    pack_g: float | None = None
    small_pack_g: float | None = None
    portion_g: float | None = None
    unopened_days: int | None = None
    opened_days: int | None = None
    opened_means: str = ""
    pack_of: str = ""
    generous: bool = False

    def count_sittings(self, grams: float, portion: float) -> int:
        """Return in how many sittings so many grams are eaten; portions add up to the pack."""
        return max(1, round(grams / (portion * _GENEROUS if self.generous else portion)))

    @property
    def smallest_g(self) -> float | None:
        """Return the smallest pack that shops have."""
        return self.small_pack_g or self.pack_g


UNKNOWN = ShelfLife()


class StockEvent(NamedTuple):
    """One thing that happened to the kitchen. `grams` None: not said; `until`: a use-by date that the person gave.

    `share` is what of a portion was eaten, where it was not a whole one.
    """

    day: date
    kind: str
    food: str
    grams: float | None = None
    until: date | None = None
    share: float = 1.0


def parse_stock(entries: Iterable[Entry]) -> Iterator[StockEvent]:
    """Return what entries of the diary say of the kitchen. What cannot be read of one is not known."""
    for entry in entries:
        data = from_data(entry.data)
        grams, until = data.get("grams"), data.get("until")
        try:
            day = date.fromisoformat(until) if isinstance(until, str) else None
        except ValueError:
            day = None
        known = float(grams) if isinstance(grams, int | float) and grams > 0 else None
        yield StockEvent(entry.day, entry.action, entry.subject, known, day)


class Pack(NamedTuple):
    """One pack: what is left of it (None: not known), when it came, when it was opened, and until when it keeps.

    `assumed`: it was never said to be there, but was eaten from.
    """

    grams: float | None
    since: date
    opened: date | None = None
    until: date | None = None
    assumed: bool = False


Kitchen = Mapping[str, tuple[Pack, ...]]
"""food -> its packs, the one to use first before the others"""
_ORDER = {HAD: 0, BOUGHT: 1, EATEN: 2, GONE: 3}


def sort_events(events: Iterable[StockEvent]) -> list[StockEvent]:
    """Return events in the order in which they are told, whichever order they come in."""
    return sorted(events, key=lambda e: (e.day, _ORDER[e.kind], e.food, e.grams or 0.0))


class Larder:
    """The packs that are there; it takes events one after the other.

    What was eaten without an amount is a portion for each of `people`, as near to the catalog's as lets portions add
    up to the pack: nobody leaves a third of a spoon. Of `staples` there is always more.

    Eating from what nobody said was there opens an assumed pack: who had kefir today has the rest of it tomorrow.
    """

    def __init__(
        self, shelf_life: Mapping[str, ShelfLife], people: int = 1, staples: frozenset[str] = frozenset()
    ) -> None:
        self.shelf_life = shelf_life
        self.people = people
        self.staples = staples
        self.packs: dict[str, tuple[Pack, ...]] = {}

    def copy(self) -> "Larder":
        """Return the same packs, to be changed apart."""
        other = Larder(self.shelf_life, self.people, self.staples)
        other.packs = dict(self.packs)
        return other

    def source(self, food: str) -> str:
        """Return the food out of whose pack another comes: itself, unless another."""
        return self.shelf_life.get(food, UNKNOWN).pack_of or food

    def take(self, event: StockEvent) -> None:
        """Let one thing happen."""
        known = self.shelf_life.get(event.food, UNKNOWN)
        food = known.pack_of or event.food
        facts = self.shelf_life.get(food, known)
        packs = list(self.packs.get(food, ()))
        if event.kind == GONE:
            packs.clear()
        elif event.kind == HAD:
            # "I have kefir" says what is there by now; it does not add to what was known before.
            packs[:] = _new_packs(event, facts)
        elif event.kind == BOUGHT:
            packs += _new_packs(event, facts)
        elif packs or food not in self.staples:
            _eat(packs, event, facts, known.portion_g and known.portion_g * self.people * event.share)
        if len(packs) > 1:
            packs.sort(key=lambda pack: (use_by(pack, facts) or date.max, pack.opened is None, pack.since))
        if packs:
            self.packs[food] = tuple(packs)
        else:
            self.packs.pop(food, None)

    def usable(self, food: str, day: date) -> tuple[Pack, ...]:
        """Return the packs of a food (or of what it comes out of) that still keep on `day`."""
        source = self.source(food)
        packs = self.packs.get(source)
        return usable_packs(packs, self.shelf_life.get(source, UNKNOWN), day) if packs else ()


def _new_packs(event: StockEvent, facts: ShelfLife) -> list[Pack]:
    """Return what came: as many packs as shops would have sold for it, for each is opened by itself."""
    size = facts.smallest_g
    grams = size if event.grams is None and event.kind == BOUGHT else event.grams
    number = max(1, round(grams / size)) if grams and size else 1
    return [Pack(grams and grams / number, event.day, until=event.until)] * number


def _eat(packs: list[Pack], event: StockEvent, facts: ShelfLife, portion: float | None) -> None:
    grams = event.grams if event.grams is not None else portion
    if not packs:
        whole = facts.smallest_g
        if grams is None or whole is None or grams >= whole:
            return
        packs.append(Pack(whole, event.day, assumed=True))
    left = grams
    while packs:
        # What has gone off was not what was eaten, as long as there is anything else.
        at = next((n for n, pack in enumerate(packs) if not _is_over(pack, facts, event.day)), 0)
        pack = packs[at]
        opened = pack.opened or event.day
        if pack.grams is None or left is None:
            packs[at] = pack._replace(opened=opened)
            return
        if event.grams is None:
            left = pack.grams / facts.count_sittings(pack.grams, left) if left else left
        if pack.grams - left > 1:  # less than a gram is an empty pack
            packs[at] = pack._replace(grams=pack.grams - left, opened=opened)
            return
        left -= pack.grams
        del packs[at]
        if left < 1:
            return


def use_by(pack: Pack, facts: ShelfLife) -> date | None:
    """Return the last day on which a pack keeps; None where nobody knows."""
    if pack.until is not None:
        return pack.until
    last = None if facts.unopened_days is None else pack.since + timedelta(days=facts.unopened_days)
    if pack.opened and facts.opened_means == "pack" and facts.opened_days is not None:
        opened = pack.opened + timedelta(days=facts.opened_days)
        return opened if last is None else min(opened, last)
    return last


def format_use_by(last: date | None, day: date) -> str:
    """Return "use by Wed 25 Nov"; "" for what keeps for months: a date without its year would mislead."""
    from gutcli.clock import format_day_short

    return f"use by {format_day_short(last)}" if last and (last - day).days <= _FAR else ""


def _is_over(pack: Pack, facts: ShelfLife, day: date) -> bool:
    last = use_by(pack, facts)
    return last is not None and last < day


def usable_packs(packs: Iterable[Pack], facts: ShelfLife, day: date) -> tuple[Pack, ...]:
    """Return the packs that still keep on `day`."""
    return tuple(pack for pack in packs if not _is_over(pack, facts, day))


def count_pressure(packs: tuple[Pack, ...], facts: ShelfLife, portion: float | None, day: date) -> float:
    """Return how many portions a day must be eaten of what will not keep: 1 and more is each day from now on."""
    pressure = 0.0
    for pack in packs:
        last = use_by(pack, facts)
        if last is None or pack.grams is None or portion is None:
            continue
        days = (last - day).days + 1
        if days <= LONG:
            pressure += facts.count_sittings(pack.grams, portion) / days
    return pressure
