"""The diary's words: an entry, an item, the list that was offered, and their text form inside an entry."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from typing import Any, NamedTuple

from gutcli.text import safe

KITCHEN = ("had", "bought", "gone")
"""What was found in the kitchen, came into it, or left it."""
AWAY = ("away", "back")
TRIAL = ("started", "slipped", "stopped")
"""What a trial on oneself leaves in the diary (trials.py)."""
# What an entry can say. `offer` records the list and the aim in force; `undo` takes one entry back. What is about the
# kitchen, about being away or about a trial is no part of a day's list, and does not store it.
ACTIONS = ("offer", "done", "undone", "skipped", "swapped", "ate", "mood", "note", *KITCHEN, *AWAY, *TRIAL, "undo")
NO_LONGER = "no longer fits your profile"
"""What a swap or a rest says that the profile asked for."""
IMPORTED = "import"
"""The subject of the note that says that another program's entries came in; they are of the same change."""
IMPORT_DEVICE = "import."
"""How the devices are called that entries of other programs are of: import.loop."""
DEFAULT_AIM = 0.6667  # four of six; count_needed reads a rounded share as the fraction that it rounds
# An offer keeps each item as a list of these, because it is most of what ten years of diary weigh.
LISTED = ("slot", "id", "name", "amount", "plants")


class Entry(NamedTuple):
    """One line of the record; it is written once, never changed, and erased only by `forget`.

    `day` is the person's day, decided when the entry was made and never worked out again; `at` is the instant (UTC,
    to the millisecond) and `offset_minutes` what the local clock then showed. `change` is the id of the first entry
    of the same command, so that `undo` takes back what one command did. `data` is compact JSON (docs/diary.md).
    """

    id: str
    device: str
    at: datetime
    offset_minutes: int
    day: date
    action: str
    subject: str = ""
    slot: str = ""
    amount: str = ""
    text: str = ""
    data: str = ""
    undoes: str = ""
    change: str = ""

    @property
    def local_at(self) -> datetime:
        """Return the instant as the person's clock showed it."""
        return self.at.astimezone(timezone(timedelta(minutes=self.offset_minutes)))


class Logged(NamedTuple):
    """How a food was logged beside the list.

    `entries` are the ids of what logged and ticked it, its own first; `instead` the id of an entry that it corrects.
    `dish` and `dish_name`: it was eaten as part of that. `grams` is None where the words do not say.
    """

    grams: float | None = None
    meal: str = ""
    dish: str = ""
    dish_name: str = ""
    instead: str = ""
    entries: tuple[str, ...] = ()


class Item(NamedTuple):
    """One thing on a list, or eaten beside it: what it is, and how it stands.

    `number` is its place on the day's list, from 1 (0 when it is not on one). `state` is open, done or skipped;
    `reason` is why it was skipped. `swapped_from` is the id of what the list offered at first, `swap` the entry that
    put this in its place, and `before` the item that it took out, or None. `by_profile`: the profile asked for that.
    `logged` is there for what was eaten beside the list.
    """

    slot: str
    id: str
    name: str
    amount: str = ""
    plants: tuple[str, ...] = ()
    number: int = 0
    state: str = "open"
    reason: str = ""
    swapped_from: str = ""
    swapped_from_name: str = ""
    swap: str = ""
    before: Any = None
    by_profile: bool = False
    logged: Logged | None = None


class Offer(NamedTuple):
    """The list and the settings in force on a day; stored with the day's first entry, so that nothing rewrites it."""

    items: tuple[Item, ...]
    aim: float = DEFAULT_AIM
    day_starts_at: str = "04:00"


def to_data(value: object) -> str:
    """Write a payload as the one compact JSON text that stands for it."""
    import json

    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def from_data(data: str) -> dict[str, Any]:
    """Return what a payload holds; what is no JSON object reads as an empty one, so that a day can still be shown."""
    import json

    try:
        value = json.loads(data) if data else {}
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def offer_data(offer: Offer) -> str:
    """Write an offer as an entry keeps it."""
    return to_data(
        {
            "items": [[item.slot, *_item_fields(item).values()] for item in offer.items],
            "aim": round(offer.aim, 4),
            "day_starts_at": offer.day_starts_at,
        }
    )


def parse_offer(entry: Entry) -> Offer:
    """Return the offer that an `offer` entry keeps."""
    data = from_data(entry.data)
    rows = data.get("items")
    named = [dict(zip(LISTED, row, strict=False)) for row in rows] if isinstance(rows, list) else []
    items = tuple(_read_item(row) for row in named)
    aim = data.get("aim")
    return Offer(
        items, float(aim) if isinstance(aim, int | float) else DEFAULT_AIM, str(data.get("day_starts_at", "04:00"))
    )


def item_data(item: Item, *, by_profile: bool = False) -> str:
    """Write the item that came in; `by_profile`: the profile asked for it, not the person."""
    return to_data(_item_fields(item) | ({"by_profile": True} if by_profile else {}))


def is_by_profile(entry: Entry) -> bool:
    """Return whether the profile asked for a swap. Up to 0.1.0 only the text said so."""
    return from_data(entry.data).get("by_profile") is True or entry.text == NO_LONGER


def food_data(item: Item) -> str:
    """Write a food as an `ate` entry keeps it; its id and amount stand in the entry itself."""
    fields = _item_fields(item)
    said = {key: value for key, value in (item.logged or Logged())._asdict().items() if value and key != "entries"}
    return to_data({"name": fields["name"], "plants": fields["plants"], **said})


def parse_item(entry: Entry) -> Item:
    """Return the item that a `swapped` or `ate` entry keeps."""
    data = from_data(entry.data)
    if entry.action == "swapped":
        return _read_item(data, entry.slot)
    item = _read_item({**data, "id": entry.subject, "amount": entry.amount}, entry.slot)
    if entry.action in KITCHEN:
        return item
    grams = data.get("grams")
    said = {key: str(data[key]) for key in ("meal", "dish", "dish_name", "instead") if key in data}
    logged = Logged(float(grams) if isinstance(grams, int | float) else None, **said, entries=(entry.id,))
    return item._replace(logged=logged)


def find_item_names(entries: Iterable[Entry]) -> dict[str, str]:
    """Return by id what items were last called by entries that name them."""
    names: dict[str, str] = {}
    for entry in entries:
        if entry.action == "offer":
            names.update((item.id, item.name) for item in parse_offer(entry).items)
        elif entry.action in {"ate", "swapped"}:
            item = parse_item(entry)
            names[item.id] = item.name
    return names


def _item_fields(item: Item) -> dict[str, object]:
    return {
        "id": item.id,
        "name": safe(item.name),
        "amount": safe(item.amount),
        "plants": [safe(plant) for plant in item.plants],
    }


def _read_item(row: dict[str, Any], slot: str = "") -> Item:
    identity = str(row.get("id", ""))
    plants = row.get("plants")
    return Item(
        str(row.get("slot", slot)),
        identity,
        str(row.get("name", "")) or identity,
        str(row.get("amount", "")),
        tuple(str(plant) for plant in plants) if isinstance(plants, list) else (),
    )
