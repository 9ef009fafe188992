"""The round of days: which food or practice has its turn in which slot, laid out once for a whole round of 52 weeks.

A pure function of the pools and the counts. The round is closed: its last day is followed by its first, so every rule
about neighbouring days holds for any run of days, for ever, on every machine. What the person ticked, ate or swapped
bends a single day later (plan.py); it never changes the round.

Rules (tests hold them): a food has at least GAP days between its turns while the pool allows; oily fish on two fixed
weekdays; neighbours bring different plants; practices fit the weekday, and no family of movement on two days running.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple
from zlib import crc32

ROUND = 364
GAP = 7
# Tuesday and Friday: any seven days then hold exactly two turns of oily fish, as the NHS advice on fish has it.
FISH_WEEKDAYS = (1, 4)
WEEKEND = (5, 6)
SHORT_MINUTES = {"move": 15, "calm": 10}
_PATIENCE = 4.0
"""What one lap of waiting is worth against one new plant: what is passed over for its common plant gets its turn."""
_LOOK = 16
"""How many of those who have waited longest are compared for a turn."""


class Candidate(NamedTuple):
    """What the round needs to know of a food or practice. `favourite` ones come up to twice as often."""

    id: str
    plants: tuple[str, ...] = ()
    group: str = ""
    oily_fish: bool = False
    minutes: int = 0
    favourite: bool = False


Round = list[list[list[str]]]
"""[day of the round][slot][turn] -> id"""


def day_of_round(day: date) -> int:
    """Give the place of `day` in the round. The round starts on a Monday, so weekdays stay weekdays."""
    return (day.toordinal() - 1) % ROUND


def lay_round(pools: Mapping[str, Sequence[Candidate]], counts: Mapping[str, int]) -> Round:
    """Lay out the round for every slot of `counts`, in its order."""
    slots = [slot for slot in counts if counts[slot] > 0]
    days: Round = [[[] for _ in slots] for _ in range(ROUND)]
    plan = _Layer(days, pools)
    # Oily fish, then what brings no or few plants, then the many plants of the prebiotic slot fill what is lacking.
    order = sorted(
        range(len(slots)),
        key=lambda i: (
            ("omega-3", "probiotic", "prebiotic").index(slots[i])
            if slots[i] in {"omega-3", "probiotic", "prebiotic"}
            else 9
        ),
    )
    for place in order:
        slot = slots[place]
        if slot in SHORT_MINUTES:
            _lay_practices(days, place, slot, pools.get(slot, ()), counts[slot])
        else:
            plan.lay_foods(place, slot, counts[slot])
    return days


class _Layer:
    """Lays food slots over each other; it remembers which foods and plants stand on which day."""

    def __init__(self, days: Round, pools: Mapping[str, Sequence[Candidate]]) -> None:
        self.days = days
        self.pools = pools
        self.turns: list[set[str]] = [set() for _ in range(ROUND)]
        self.plants: list[list[str]] = [[] for _ in range(ROUND)]
        self.groups: list[list[str]] = [[] for _ in range(ROUND)]

    def lay_foods(self, place: int, slot: str, count: int) -> None:
        """Fill one food slot for the whole round."""
        pool = self.pools.get(slot, ())
        fish = [c for c in pool if c.oily_fish]
        if slot == "omega-3" and fish:
            other = [c for c in pool if not c.oily_fish]
            queues = {True: _Queue(slot, fish), False: _Queue(slot, other or fish)}
        else:
            queues = {False: _Queue(slot, pool)}
        for day in range(ROUND):
            for turn in range(count):
                is_fish = len(queues) == 2 and day % 7 in FISH_WEEKDAYS and turn == 0
                chosen = self._choose(queues[is_fish], day)
                if chosen is None:
                    break
                self.days[day][place].append(chosen.id)
                self.turns[day].add(chosen.id)
                self.plants[day] += chosen.plants
                self.groups[day].append(chosen.group)

    def _choose(self, queue: "_Queue", day: int) -> Candidate | None:
        """Take, of those who have waited longest, the one that brings most new plants to its week."""
        near_days = [(day + step) % ROUND for step in range(1 - GAP, GAP)]
        near = set().union(*(self.turns[d] for d in near_days))
        week = set[str]().union(*(self.plants[d] for d in near_days))
        today = self.turns[day]
        groups = self.groups[day]
        best: Candidate | None = None
        best_score = 0.0
        waiting = 0
        for candidate, laps in queue.longest_waiting():
            if candidate.id in near:
                continue
            old = 0
            for plant in candidate.plants:
                old += plant in week
            score = (
                min(len(candidate.plants) - old, 3) - 0.5 * old - 0.8 * (candidate.group in groups) + _PATIENCE * laps
            )
            if best is None or score > best_score:
                best, best_score = candidate, score
            waiting += 1
            if waiting == _LOOK:
                break
        if best is None:
            # The pool is smaller than the gap asks for: the one that has waited longest, but never twice on one day.
            best = next((c for c, _ in queue.longest_waiting() if c.id not in today), None)
        if best is not None:
            queue.move_back(best)
        return best


class _Queue:
    """Candidates in the order of their waiting. A favourite stands in it twice, so that it comes twice as often."""

    def __init__(self, slot: str, pool: Sequence[Candidate]) -> None:
        entries = [(candidate, n) for candidate in pool for n in range(2 if candidate.favourite else 1)]
        # A hash gives an order that looks like chance and is the same everywhere.
        entries.sort(key=lambda e: (crc32(f"{slot}/{e[0].id}/{e[1]}".encode()), e[0].id))
        self._waiting: dict[int, Candidate] = {n: candidate for n, (candidate, _) in enumerate(entries)}
        self._next = self._size = len(entries)

    def longest_waiting(self) -> Iterator[tuple[Candidate, float]]:
        """Those who have waited longest first, as many as a choice can need, each with its waiting in laps."""
        for number, candidate in islice(self._waiting.items(), 4 * _LOOK):
            yield candidate, (self._next - number) / self._size

    def move_back(self, candidate: Candidate) -> None:
        """Let the first entry of `candidate` wait again from the end."""
        number = next(n for n, c in self._waiting.items() if c is candidate)
        del self._waiting[number]
        self._waiting[self._next] = candidate
        self._next += 1


def _lay_practices(days: Round, place: int, slot: str, pool: Sequence[Candidate], count: int) -> None:
    """Fill a practice slot: short ones from Monday to Friday, longer ones at the weekend, families apart."""
    short = [c for c in pool if c.minutes <= SHORT_MINUTES[slot]] or list(pool)
    long = [c for c in pool if c.minutes >= SHORT_MINUTES[slot]] or list(pool)
    queues = {False: _Queue(slot, short), True: _Queue(slot, long)}
    families = {c.id: c.group for c in pool}
    for day in range(ROUND):
        queue = queues[day % 7 in WEEKEND]
        beside = {families[i] for d in (day - 1, (day + 1) % ROUND) for i in days[d][place]}
        week = {i for step in range(1, GAP) for d in (day - step, (day + step) % ROUND) for i in days[d][place]}
        for _ in range(count):
            here = {families[i] for i in days[day][place]}
            waiting = [c for c, _ in queue.longest_waiting() if c.id not in days[day][place]]
            if not waiting:
                break
            apart = [c for c in waiting if c.group not in beside and c.group not in here]
            chosen = next((c for c in apart if c.id not in week), None) or (apart or waiting)[0]
            queue.move_back(chosen)
            for other in queues.values():
                if other is not queue and any(c is chosen for c, _ in other.longest_waiting()):
                    other.move_back(chosen)
            days[day][place].append(chosen.id)
