"""A diary of many years, the same for the same seed: for tests of scale and for `make bench`.

    python tests/generate_diary.py PATH [--days 3650] [--until 2026-11-22] [--seed 1]

Each day has 20 entries: the list, ticks, an untick, a rest or a swap, what was eaten beside the list, an undo and
check-ins. The file is made through the store's own tables, without its one-transaction-a-command slowness.
"""

from __future__ import annotations

import argparse
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from gutcli.diary.entry import Entry, Item, Offer, food_data, item_data, offer_data, to_data
from gutcli.store.rows import format_id, milliseconds, next_id

if TYPE_CHECKING:
    from collections.abc import Iterator

DEVICE = "5eed5eed5eed5eed"
UNTIL = date(2026, 11, 22)
_SLOTS = ("prebiotic", "prebiotic", "probiotic", "omega-3", "move", "calm")
_WORDS = """
oats leeks kefir walnuts lentils onions garlic barley chickpeas kimchi sauerkraut yoghurt salmon sardines flax chia
apples pears bananas rye beans peas hazelnuts almonds cabbage beetroot artichoke asparagus chicory miso
""".split()  # noqa: SIM905
_PRACTICES = {
    "move": ("brisk-walk", "cycling", "swimming", "strength", "stairs", "dancing"),
    "calm": ("box-breathing", "body-scan", "cyclic-sighing", "yoga-nidra", "noting"),
}


def generate_entries(days: int = 3650, until: date = UNTIL, seed: int = 1) -> Iterator[Entry]:
    """Give the entries, oldest first."""
    chance = random.Random(seed)
    writer = _Writer(chance)
    for back in range(days - 1, -1, -1):
        yield from writer.write_day(until - timedelta(days=back))


def generate_diary(path: Path, days: int = 3650, until: date = UNTIL, seed: int = 1) -> int:
    """Make a diary file at `path`, which must not be there, and give its number of entries."""
    from gutcli.store import facts, open_diary
    from gutcli.store.rows import insert_entries

    entries = list(generate_entries(days, until, seed))
    diary = open_diary(path, read_only=False)
    with diary.changing() as database:
        insert_entries(database, entries)
        facts.refresh(database)
    diary.close()
    return len(entries)


class _Writer:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.newest: bytes | None = None

    def write_day(self, day: date) -> Iterator[Entry]:
        chance = self.chance
        offset = 120 if 3 < day.month < 11 else 60
        clock = datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
        items = self.pick_items()
        done = chance.sample(items, chance.choice((2, 3, 4, 4, 5, 5, 6)))

        def entry(action: str, change: str = "", **fields: str) -> Entry:
            nonlocal clock
            if not change:
                clock += timedelta(minutes=chance.randrange(5, 45), milliseconds=chance.randrange(1000))
            self.newest = self.next_id(clock)
            own = format_id(self.newest)
            return Entry(own, DEVICE, clock, offset, day, action, change=change or own, **fields)

        written = [entry("offer", data=offer_data(Offer(tuple(items))))]
        first = written[0].id
        for number, item in enumerate(done):
            written.append(entry("done", first if not number else "", subject=item.id, slot=item.slot))
        waiting = [item for item in items if item not in done]
        if waiting:
            item = waiting[0]
            if chance.random() < 0.5:
                text = chance.choice(("", "", "sore knee", "away from home"))
                written.append(entry("skipped", subject=item.id, slot=item.slot, text=text))
            elif item.slot not in _PRACTICES:
                new = self.food(chance.choice(_WORDS) + "-soup", item.slot)
                written.append(entry("swapped", subject=item.id, slot=item.slot, data=item_data(new)))
        for item in done[:2]:
            written.append(entry("undone", subject=item.id, slot=item.slot))
            written.append(entry("done", subject=item.id, slot=item.slot))
        again = written[-1]
        written.append(entry("undo", undoes=again.id))
        written.append(entry("done", subject=again.subject, slot=again.slot))
        while len(written) < 17:
            food = self.food(chance.choice(_WORDS), "")
            written.append(entry("ate", subject=food.id, amount=food.amount, data=food_data(food)))
        written.append(entry("undo", undoes=written[-1].id))
        for _ in range(2):
            scores = {name: chance.randint(1, 5) for name in ("mood", "energy", "gut")}
            note = chance.choice(("", "", "", "slept badly", "a good day with friends"))
            written.append(entry("mood", text=note, data=to_data(scores)))
        yield from written

    def next_id(self, clock: datetime) -> bytes:
        """Make an id from the seed alone, so that the same seed gives the same file content."""
        made = next_id(self.newest, milliseconds(clock))
        return made[:8] + bytes([0x80 | self.chance.randrange(64)]) + self.chance.randbytes(7)

    def pick_items(self) -> list[Item]:
        foods = self.chance.sample(_WORDS, 4)
        practices = [self.chance.choice(_PRACTICES[slot]) for slot in ("move", "calm")]
        items = []
        for slot, identity in zip(_SLOTS, [*foods, *practices], strict=True):
            if slot in _PRACTICES:
                items.append(Item(slot, identity, identity.replace("-", " ").capitalize(), "10 minutes"))
            else:
                items.append(self.food(identity, slot))
        return items

    def food(self, identity: str, slot: str) -> Item:
        plant = identity.removesuffix("-soup").removesuffix("s")
        plants = () if plant in {"kefir", "yoghurt", "salmon", "sardine"} else (plant,)
        return Item(slot, identity, identity.replace("-", " ").capitalize(), "a small handful", plants)


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--days", type=int, default=3650)
    parser.add_argument("--until", type=date.fromisoformat, default=UNTIL)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    number = generate_diary(chosen.path, chosen.days, chosen.until, chosen.seed)
    print(f"{chosen.path}: {number} entries, {chosen.path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    _main()
