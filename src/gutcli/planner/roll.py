"""The days of one person, each made from all that came before it: what the diary says, and what is supposed. Pure.

A week starts from the diary up to it: habits, the kitchen, and from both a basket (week.py). Its days are then lived
through in turn: a day of the diary as it was, a day that nobody touched as it was offered and not eaten, a day that is
still to come as if it were kept.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from gutcli.catalog.kinds import FOOD_SLOTS
from gutcli.clock import week_of
from gutcli.diary.summary import DaySummary
from gutcli.planner.basket import choose_day, plan_week
from gutcli.planner.candidate import Candidate, Choice, Rules, parse_candidate
from gutcli.planner.habits import LEARN_DAYS, count_habits
from gutcli.planner.stock import EATEN, Larder, ShelfLife, StockEvent, sort_events
from gutcli.planner.week import DAYS, Basket, Week, make_basket

if TYPE_CHECKING:
    from gutcli.diary.trials import Trial
    from gutcli.planner.outline import Outline

GENTLE_DAYS = 21
"""How long a new diary has smaller portions of what ferments (caution fibre-fast: two to four weeks)."""
FAR_DAYS = 371
"""From how many days on a week is made by itself: a plan has at most 366 days, and begins within a week."""
Keep = Callable[[str, Callable[[], Any]], Any]
"""Gives the JSON document that is kept under a key, or makes and keeps it."""


class Past(NamedTuple):
    """What a plan may know: the days of the diary, what came into the kitchen and left it, and when all began.

    `begins`: when a diary that is not there yet would begin. `away`: the days on which nobody is at home. `trials`:
    what the person tries on themselves, which keeps things out of lists and puts them in.
    """

    days: tuple[DaySummary, ...] = ()
    stock: tuple[StockEvent, ...] = ()
    first_day: date | None = None
    begins: date | None = None
    away: frozenset[date] = frozenset()
    week_starts: int = 0
    trials: tuple["Trial", ...] = ()


def is_gentle(outline: "Outline", day: date, past: Past) -> bool:
    """Return whether portions of what ferments are halved: in the first weeks of a diary, unless set otherwise."""
    if not outline["gentle"]:
        return False
    first = past.first_day or past.begins
    return first is None or (day - first).days < GENTLE_DAYS


class Planner:
    """Chooses what stands on days; `today` is where what was ends and what is supposed begins."""

    def __init__(
        self, outline: "Outline", past: Past, today: date, keep: Keep | None = None, *, people: int = 0
    ) -> None:
        self.past = past
        self.today = today
        self.outline = outline
        self._keep = keep
        self._candidates = {record[0]: parse_candidate(record) for record in outline["candidates"]}
        rules = Rules(outline["counts"], **outline["rules"])
        self._rules = rules._replace(people=people or rules.people, staples=frozenset(rules.staples))
        self._shelf_life = {food: ShelfLife(*facts) for food, facts in outline["shelf_life"].items()}
        self._shelf_life |= {c.id: c.shelf_life for c in self._candidates.values() if c.slots[0] in FOOD_SLOTS}
        self._by_day = {summary.day: summary for summary in past.days}
        self._supposed: list[DaySummary] = []
        self._week: Week | None = None
        self._next = today

    def choose(self, day: date) -> tuple[Choice, ...]:
        """Return what stands on a day, if the diary has no list of it; today has one even where nobody is at home."""
        return () if day in self.past.away and day > self.today else self._choose(self.week_at(day), day)

    def _choose(self, week: Week, day: date) -> tuple[Choice, ...]:
        choices = choose_day(week, day)
        for trial in self.past.trials:
            if trial.is_placed(day, self.today):
                choices = put_in_place(week, day, choices, trial)
        return choices

    def _find_out(self, day: date) -> frozenset[str]:
        """Return what a trial keeps out of a day's choosing."""
        return frozenset(i for trial in self.past.trials if trial.is_out(day, self.today) for i in trial.out)

    def list_foods(self, day: date) -> tuple[str, ...]:
        """Return the foods that a day still asks for: those of its stored list that are open, or those of the plan."""
        if summary := self._by_day.get(day):
            return tuple(ident for slot, ident, state in summary.items if slot in FOOD_SLOTS and state == "open")
        return tuple(choice.id for choice in self.choose(day) if choice.slot in FOOD_SLOTS)

    def larder_after(self, day: date) -> Larder:
        """Return what is there once a day is over, as far as the diary says; nothing is supposed of what is open."""
        first = week_of(day, self.past.week_starts)[0]
        return self.make_larder(self.list_events(day, self.past.days, since=first - timedelta(days=LEARN_DAYS)))

    def make_larder(self, events: Iterable[StockEvent] = ()) -> Larder:
        """Return the person's kitchen after what happened to it, with nothing in it before."""
        larder = Larder(self._shelf_life, self._rules.people, self._rules.staples)
        for event in events:
            larder.take(event)
        return larder

    def list_events(self, last: date, days: Iterable[DaySummary], since: date = date.min) -> list[StockEvent]:
        """Return what came into the kitchen, was eaten on `days` and went, up to the end of a day."""
        events = [event for event in self.past.stock if since <= event.day <= last]
        events += [event for day in days if since <= day.day <= last for event in self._eaten(day)]
        return sort_events(events)

    def end_of(self, day: date) -> Week:
        """Return the week of a day, as it stands when the day is over."""
        week = self.week_at(day)
        self._live_until(week, day + timedelta(days=1))
        return week

    def week_at(self, day: date) -> Week:
        """Return the week of a day, as it stands when the day begins: with what came into the kitchen by then."""
        first = week_of(day, self.past.week_starts)[0]
        week = self._week
        if week is None or week.first > first or self._next > day:
            week = self._start_before(first)
        while week.first < first:
            self._live_until(week, week.first + timedelta(days=DAYS))
            week = self._start(week.first + timedelta(days=DAYS))
        self._live_until(week, day)
        week.out = self._find_out(day)
        return week

    def _start_before(self, first: date) -> Week:
        """Start with the week itself or, where it is one of the coming year, with the one of today.

        What is supposed of a year and more would be no knowledge, and long to wait for.
        """
        self._supposed = []
        present = week_of(self.today, self.past.week_starts)[0]
        return self._start(first if (first - present).days > FAR_DAYS else min(first, present))

    def _start(self, first: date) -> Week:
        supposed = {summary.day for summary in self._supposed}
        days = [d for d in self.past.days if d.day < first and d.day not in supposed]
        days += [d for d in self._supposed if d.day < first]
        since = first - timedelta(days=LEARN_DAYS)
        larder = self.make_larder(self.list_events(first - timedelta(days=1), days, since))
        habits = count_habits(days, first)
        away = frozenset(day for day in self.past.away if 0 <= (day - first).days < DAYS)
        # What is tried leaves the basket of the weeks that begin with the trial, for all of them: the basket must not
        # change with a block, nor say which one comes next.
        out = frozenset(i for trial in self.past.trials if not trial.off and trial.runs_on(first) for i in trial.out)

        def make() -> Any:
            fresh = Week(first, larder.copy(), self._candidates, habits, rules=self._rules)
            fresh.out = out
            return format_basket(plan_week(fresh, away))

        kept = self._keep if first <= self.today < first + timedelta(days=DAYS) else None
        basket = None
        if kept is not None:
            stock = [event for event in self.past.stock if since <= event.day < first]
            seen = [(d.day, d.items, d.plants, d.ate, d.swapped) for d in days if d.day >= since]
            # It says which portions of the days before were halved: to the first tick of a new diary it is nothing.
            first_day = self.past.first_day if days else None
            key = repr((first, first_day, sorted(away), seen, stock, *sorted(out)))
            basket = parse_basket(kept(key, make), self._candidates)
        basket = basket or parse_basket(make(), self._candidates)
        self._week = Week(first, larder, self._candidates, habits, rules=self._rules, basket=basket)
        self._next = first
        self._bring_in(self._week, first)
        return self._week

    def _eaten(self, summary: DaySummary, *, kept: bool = False) -> list[StockEvent]:
        """Return what was eaten on a day; `kept`: what is open is supposed to be, too."""
        states = {"done", "open"} if kept else {"done"}
        eaten = {ident: None for slot, ident, state in summary.items if slot in FOOD_SLOTS and state in states}
        eaten |= {ident: None for ident, _words in summary.ate if ident}
        gentle = is_gentle(self.outline, summary.day, self.past)
        halved = {ident for ident in eaten if gentle and (c := self._candidates.get(ident)) and c.halves}
        return [StockEvent(summary.day, EATEN, ident, share=0.5 if ident in halved else 1.0) for ident in eaten]

    def _bring_in(self, week: Week, day: date) -> None:
        """Let what came into the kitchen on a day be there for its list, and what went be gone."""
        for event in sort_events(event for event in self.past.stock if event.day == day):
            week.larder.take(event)

    def _live_until(self, week: Week, day: date) -> None:
        while self._next < day:
            self._live(week, self._next)
            self._next += timedelta(days=1)
            if self._next < week.first + timedelta(days=DAYS):
                self._bring_in(week, self._next)

    def _live(self, week: Week, day: date) -> None:
        is_over = day < self.today
        if summary := self._by_day.get(day):
            for slot, ident, _state in summary.items:
                week.offer(day, slot, ident)
            if not is_over:
                self._buy_lacking(week, summary)
            for event in self._eaten(summary, kept=not is_over):
                week.larder.take(event)
            if not is_over:
                self._suppose(day, tuple((slot, ident) for slot, ident, state in summary.items if state != "skipped"))
        elif day not in self.past.away:
            week.out = self._find_out(day)
            choices = self._choose(week, day)
            if is_over:
                for choice in choices:
                    week.offer(day, choice.slot, choice.id)
            else:
                week.take(day, choices)
                self._suppose(day, tuple((choice.slot, choice.id) for choice in choices))

    def _buy_lacking(self, week: Week, summary: DaySummary) -> None:
        """Suppose that what is open on a list and not at home is bought."""
        for slot, ident, state in summary.items:
            candidate = self._candidates.get(ident)
            if slot in FOOD_SLOTS and state == "open" and candidate and not week.is_at_home(candidate, summary.day):
                week.buy(candidate, summary.day)

    def _suppose(self, day: date, items: tuple[tuple[str, str], ...]) -> None:
        done = tuple((slot, ident, "done") for slot, ident in items)
        plants = tuple(dict.fromkeys(p for _, i in items if i in self._candidates for p in self._candidates[i].plants))
        self._supposed.append(DaySummary(day, 1, len(done), len(done), 0, done, plants))


def put_in_place(week: Week, day: date, choices: tuple[Choice, ...], trial: "Trial") -> tuple[Choice, ...]:
    """Return a day's choices with what is tried in the last place of its slot; nothing that does not fit the person."""
    candidate = week.candidates.get(trial.thing)
    places = [place for place, choice in enumerate(choices) if choice.slot == trial.slot]
    if candidate is None or trial.slot not in candidate.slots or not places:
        return choices
    at_home = trial.slot not in FOOD_SLOTS or week.is_at_home(candidate, day)
    tried = Choice(trial.slot, candidate.id, at_home, ("trial",))
    return (*choices[: places[-1]], tried, *choices[places[-1] + 1 :])


def format_basket(basket: Basket) -> dict[str, Any]:
    """Return a basket as JSON."""
    return {
        "days": [[[choice.slot, choice.id] for choice in day] for day in basket.days],
        "lines": dict(basket.lines),
        "new": list(basket.new),
    }


def parse_basket(document: Any, candidates: Mapping[str, Candidate]) -> Basket | None:
    """Return the basket of a document; None where it is none, or names what is no candidate."""
    try:
        days = tuple(tuple(Choice(str(slot), str(ident)) for slot, ident in day) for day in document["days"])
        basket = make_basket(days, dict(document["lines"]), tuple(document["new"]))
    except (LookupError, TypeError, ValueError):
        return None
    fits = len(days) == DAYS and all(choice.id in candidates for day in days for choice in day)
    return basket if fits else None
