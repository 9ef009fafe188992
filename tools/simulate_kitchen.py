"""Live through twelve weeks with six households, and say what their shops, kitchens and lists came to.

People in it behave by chance, from fixed seeds: they buy what `shop` asks for, tick what they have with the share that
is theirs, and rest from the remainder. With `--beside PROGRAM`, another gutcli's lists (`plan --days 84 --json`) are
lived with in the same way: what is not at home is bought in its smallest pack.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import tempfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from gutcli.catalog.kinds import FOOD_SLOTS
from gutcli.catalog.library import Catalog
from gutcli.diary.summary import DaySummary
from gutcli.planner.candidate import describe_shelf_life, is_halved
from gutcli.planner.document import make_document, read_staples
from gutcli.planner.roll import Past, Planner, is_gentle
from gutcli.planner.shop import list_needs
from gutcli.planner.stock import BOUGHT, EATEN, Larder, StockEvent
from gutcli.profile.person import Person
from gutcli.profile.settings import Profile

START = date(2026, 9, 7)
WEEKS = 12


@dataclass(frozen=True)
class Household:
    """Who lives there: their profile, and the share of the list that they keep."""

    name: str
    words: dict[str, object]
    keeps: float
    own: tuple[str, str] = ("", "")


HOUSEHOLDS = (
    Household("new and careless", {}, 0.55),
    Household("vegan student, low budget", {"diet": "vegan", "budget": "low"}, 0.8),
    Household("family of four", {"people": 4}, 0.8),
    Household("coeliac pensioner", {"conditions": ("coeliac",), "adventure": "low"}, 0.9),
    Household("adventurous cook", {"adventure": "high"}, 0.85),
    Household("IBS", {"conditions": ("IBS",)}, 0.8),
)


@dataclass
class Tally:
    """What twelve weeks came to."""

    lines: list[int] = field(default_factory=list)
    bought: float = 0
    gone: float = 0
    offered: int = 0
    home: int = 0
    ticked: int = 0
    had: int = 0
    foods: list[int] = field(default_factory=list)
    plants: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    wasted: dict[str, float] = field(default_factory=dict)

    def row(self, name: str) -> str:
        """Give one row of the table."""

        def mean(numbers: list[int]) -> str:
            return f"{sum(numbers) / max(1, len(numbers)):.0f}"

        waste = self.gone / self.bought if self.bought else 0.0
        cells = (
            name, f"{mean(self.lines)} (most {max(self.lines)})", f"{self.bought / 1000:.1f}",
            f"{(self.bought - self.gone) / 1000:.1f}", f"{waste:.0%}", f"{self.home / self.offered:.0%}",
            mean(self.foods), mean(self.new), f"{min(self.plants)} to {max(self.plants)}",
            f"{self.ticked / self.offered:.0%}",
        )  # fmt: skip
        return "| " + " | ".join(cells) + " |"


COLUMNS = (
    "household", "lines a shop", "kg bought", "kg eaten or kept", "gone off", "at home", "foods a week",
    "new plants a week", "plants a week", "ticked",
)  # fmt: skip
HEADER = f"| {' | '.join(COLUMNS)} |\n| {' | '.join('---' for _ in COLUMNS)} |"


class Life:
    """One household under way."""

    def __init__(self, catalog: Catalog, household: Household, seed: int = 1) -> None:
        self.catalog = catalog
        self.household = household
        self.profile = Profile(**household.words)  # type: ignore[arg-type]
        self.person = Person(self.profile, catalog, make_document(self.profile, catalog, 2026), 2026)
        self.chance = random.Random(seed)  # noqa: S311
        self.shelf_life = {ident: describe_shelf_life(entry) for ident, entry in catalog.kitchen.items()}
        self.larder = Larder(self.shelf_life, self.profile.people, read_staples(self.profile, catalog))
        self.days: list[DaySummary] = []
        self.stock: list[StockEvent] = []
        self.tally = Tally()
        self.seen: set[str] = set()

    def planner(self, today: date) -> Planner:
        """Give the planner as it stands on a day."""
        first = self.days[0].day if self.days else None
        return Planner(self.person.outline, Past(tuple(self.days), tuple(self.stock), first, today), today)

    def live(self, lists: dict[date, list[tuple[str, str]]] | None = None) -> Tally:
        """Live through the weeks, with our lists or with those given."""
        for week in range(WEEKS):
            monday = START + timedelta(days=7 * week)
            self.shop(monday, lists)
            offered: list[tuple[str, str]] = []
            for number in range(7):
                day = monday + timedelta(days=number)
                self.throw_away(day)
                items = lists[day] if lists else [(c.slot, c.id) for c in self.planner(day).choose(day)]
                offered += items
                self.keep(day, items)
            foods = {ident for slot, ident in offered if slot in FOOD_SLOTS}
            plants = {
                plant for ident in foods if ident in self.catalog.foods for plant in self.catalog.foods[ident].plants
            }
            self.tally.foods.append(len(foods))
            self.tally.plants.append(len(plants))
            self.tally.new.append(len(plants - self.seen))
            self.seen |= plants
        self.throw_away(START + timedelta(days=7 * WEEKS))
        return self.tally

    def shop(self, monday: date, lists: dict[date, list[tuple[str, str]]] | None) -> None:
        """Buy what the week asks for."""
        packs: dict[str, int] = {}
        if lists is None:
            for need in list_needs(self.planner(monday), monday, monday + timedelta(days=6)):
                packs[need.food] = need.packs
        else:
            trial = self.larder.copy()
            for number in range(7):
                day = monday + timedelta(days=number)
                for slot, ident in lists[day]:
                    source = trial.source(ident)
                    if slot in FOOD_SLOTS and not trial.usable(ident, day) and source not in trial.staples:
                        packs[source] = packs.get(source, 0) + 1
                        trial.take(StockEvent(monday, BOUGHT, source))
                    if slot in FOOD_SLOTS:
                        trial.take(StockEvent(day, EATEN, ident))
        self.tally.lines.append(len(packs))
        for source, count in packs.items():
            size = self.shelf_life[source].smallest_g if source in self.shelf_life else None
            grams = size * count if size else None
            event = StockEvent(monday, BOUGHT, source, grams)
            self.stock.append(event)
            self.larder.take(event)
            self.tally.bought += grams or 0

    def throw_away(self, day: date) -> None:
        """Count and drop what has gone off."""
        for source, packs in list(self.larder.packs.items()):
            keeps = self.larder.usable(source, day)
            for pack in packs:
                if pack not in keeps:
                    self.tally.gone += pack.grams or 0
                    self.tally.wasted[source] = self.tally.wasted.get(source, 0) + (pack.grams or 0)
            if keeps:
                self.larder.packs[source] = keeps
            else:
                del self.larder.packs[source]

    def share(self, ident: str, day: date) -> float:
        """Give what of a serving the list asks for: half, in the first weeks, of what ferments."""
        gentle = is_gentle(self.person.outline, day, Past(first_day=START))
        return 0.5 if gentle and ident in self.catalog.foods and is_halved(self.catalog.foods[ident]) else 1.0

    def keep(self, day: date, items: list[tuple[str, str]]) -> None:
        """Tick what is there, as this household does."""
        stands = []
        swapped: list[str] = []
        plants: dict[str, None] = {}
        slot_of_own, own = self.household.own
        for slot, ident in items:
            if slot not in FOOD_SLOTS:
                stands.append((slot, ident, "done" if self.chance.random() < self.household.keeps else "open"))
                continue
            self.tally.offered += 1
            at_home = bool(self.larder.usable(ident, day)) or self.larder.source(ident) in self.larder.staples
            self.tally.home += at_home
            self.tally.had += ident == own
            done = self.chance.random() < self.household.keeps and at_home
            if own and slot == slot_of_own and ident != own:
                swapped.append(ident)
                done = True
            had = own if ident in swapped else ident
            if done:
                self.tally.ticked += 1
                self.larder.take(StockEvent(day, EATEN, had, share=self.share(had, day)))
                if had in self.catalog.foods:
                    plants.update(dict.fromkeys(self.catalog.foods[had].plants))
            stands.append((slot, had, "done" if done else "open"))
        self.days.append(DaySummary(day, 1, 1, 1, 0, tuple(stands), tuple(plants), swapped=tuple(swapped)))


def read_lists(program: str, household: Household) -> dict[date, list[tuple[str, str]]]:
    """Give the lists of another gutcli for the same household; it is told what it understands."""
    with tempfile.TemporaryDirectory() as home:
        lines = [f'diet = "{household.words.get("diet", "omnivore")}"']
        lines += (
            [f"conditions = {json.dumps(household.words['conditions'])}"] if "conditions" in household.words else []
        )
        Path(home, "profile.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        environ = {**os.environ, "GUTCLI_HOME": home, "GUTCLI_NOW": f"{START}T08:00:00+00:00"}
        done = subprocess.run(
            [program, "plan", "--days", str(7 * WEEKS), "--json"],
            env=environ,
            capture_output=True,
            text=True,
            check=True,
        )
    days = json.loads(done.stdout)["data"]["days"]
    return {date.fromisoformat(day["day"]): [(i["slot"], i["id"]) for i in day["items"]] for day in days}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", default="", help="another gutcli, whose lists are lived with in the same way")
    parser.add_argument("--verbose", action="store_true", help="what went off, too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        catalog = Catalog(Path(folder, "none"), Path(folder))
        print(HEADER)
        for household in HOUSEHOLDS:
            life = Life(catalog, household)
            lists = read_lists(arguments.beside, household) if arguments.beside else None
            print(life.live(lists).row(household.name), flush=True)
            if arguments.verbose:
                print("  wasted", sorted(life.tally.wasted.items(), key=lambda x: -x[1])[:8])
                print("  lines", life.tally.lines)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
