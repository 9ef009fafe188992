"""A diary of some weeks with foods and practices of the catalog, the same for the same seed."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from gutcli.diary.entry import Entry, Item, Offer, food_data, offer_data, to_data
from gutcli.store.rows import format_id, milliseconds, next_id

DEVICE = "5eed5eed5eed5eed"
UNTIL = date(2026, 11, 22)
"""The day before the tests' today."""

# id, name, the serving's text as the catalog has it, plants
PREBIOTIC = (
    ("oats", "Oats", "a bowl of porridge", ("oat",)),
    ("leek", "Leek", "1 leek", ("leek",)),
    ("rye-bread", "Rye bread", "2 slices", ("rye",)),
    ("apple", "Apple", "1 medium apple", ("apple",)),
    ("banana", "Banana", "1 medium banana", ("banana",)),
)
PROBIOTIC = (("kefir", "Kefir", "a small glass", ()), ("kimchi", "Kimchi", "a few forkfuls", ("chinese-cabbage",)))
OMEGA = (
    ("walnuts", "Walnuts", "a handful", ("walnut",)),
    ("chia-seeds", "Chia seeds", "a tablespoon, soaked", ("chia",)),
    ("mackerel", "Mackerel", "a fillet", ()),
)
MOVE = (("brisk-walk", "Brisk walk", "20 minutes", ()), ("cycling", "Cycling", "20 minutes", ()))
CALM = (("box-breathing", "Box breathing", "5 minutes", ()), ("body-scan", "Body scan", "10 minutes", ()))
SIX = (("prebiotic", PREBIOTIC), ("prebiotic", PREBIOTIC), ("probiotic", PROBIOTIC), ("omega-3", OMEGA),
       ("move", MOVE), ("calm", CALM))  # fmt: skip


def seed_entries(days: int, until: date = UNTIL, seed: int = 7, *, effect: float = 0.0) -> list[Entry]:
    """Give the entries, oldest first. `effect` is what movement adds to the mood, in points."""
    chance = random.Random(seed)
    entries: list[Entry] = []
    newest: bytes | None = None
    for back in range(days - 1, -1, -1):
        day = until - timedelta(days=back)
        clock = datetime(day.year, day.month, day.day, 7, tzinfo=UTC)

        def write(action: str, day: date = day, **fields: str) -> None:
            nonlocal newest, clock
            clock += timedelta(minutes=7)
            made = next_id(newest, milliseconds(clock))
            newest = made[:8] + bytes([0x80 | chance.randrange(64)]) + chance.randbytes(7)
            own = format_id(newest)
            entries.append(Entry(own, DEVICE, clock, 0, day, action, change=own, **fields))

        if chance.random() < 0.06:
            continue
        items: list[Item] = []
        for slot, pool in SIX:
            ident, name, amount, plants = chance.choice([p for p in pool if p[0] not in {i.id for i in items}])
            items.append(Item(slot, ident, name, amount, plants))
        write("offer", data=offer_data(Offer(tuple(items))))
        moved = False
        for item in items:
            roll = chance.random()
            if roll < 0.62:
                write("done", subject=item.id, slot=item.slot)
                moved = moved or item.slot == "move"
            elif roll < 0.7:
                write("skipped", subject=item.id, slot=item.slot, text="")
        if chance.random() < 0.3:
            food = Item("", "hummus", "Hummus", "", ("chickpea", "sesame"))
            write("ate", subject=food.id, amount="100 g", data=food_data(food))
        if chance.random() < 0.1:
            write("ate", subject="", data=food_data(Item("", "", "<b>birthday</b> & cake")))
        if chance.random() < 0.8:
            base = chance.gauss(3, 0.8) + (effect if moved else 0.0)
            score = max(1, min(5, round(base)))
            data = to_data({"mood": score, "energy": chance.randint(2, 5), "gut": chance.randint(1, 5)})
            write("mood", text="slept <script>alert(1)</script> badly", data=data)
    return entries


_MADE: dict[tuple[int, date, int, float], bytes] = {}
"""The diaries that were made already, by what was wished for."""


def seed_diary(home: Path, days: int, until: date = UNTIL, seed: int = 7, *, effect: float = 0.0) -> Path:
    """Make the diary of a home, and give its path."""
    from gutcli.store import facts, open_diary
    from gutcli.store.rows import insert_entries

    path = home / "diary.db"
    wish = (days, until, seed, effect)
    if wish in _MADE:
        path.write_bytes(_MADE[wish])
        path.chmod(0o600)
        return path
    diary = open_diary(path, read_only=False)
    with diary.changing() as database:
        insert_entries(database, seed_entries(days, until, seed, effect=effect))
        facts.refresh(database)
    diary.close()
    _MADE[wish] = path.read_bytes()
    return path
