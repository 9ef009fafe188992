"""What `history` says: many days in short, or one day in full."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from gutcli.catalog.library import Catalog
from gutcli.day.checklist import read_checklist
from gutcli.day.shown import show_day, show_entries, show_summaries
from gutcli.day.today.view import ItemLine, item_lines
from gutcli.diary import fold_day
from gutcli.diary.entry import NO_LONGER, Entry, Item, find_item_names
from gutcli.diary.fold import CheckIn, drop_taken_back
from gutcli.diary.ratings import IN_PLACE
from gutcli.diary.summary import DaySummary
from gutcli.errors import UsageError
from gutcli.look_back.days import count_blank, find_names, last_days, list_days
from gutcli.look_back.history.entries import LoggedLine, logged_lines
from gutcli.planner.plan import PlanItem
from gutcli.profile.person import Person
from gutcli.profile.settings import Profile
from gutcli.store.reader import DiaryReader
from gutcli.text import fold

DAYS = 120


@dataclass(frozen=True, slots=True)
class HistoryDay:
    """One day of the calendar. A day without entries has `written` false and no figures but zeros and nulls.

    `ate` has the ids of what was eaten beside the list, or the words given for what the catalog does not know;
    `ratings` everything that was rated, by its key, as it was last given.
    """

    day: date
    written: bool = False
    done: int = 0
    total: int = 0
    skipped: int = 0
    ate: tuple[str, ...] = ()
    plants: tuple[str, ...] = ()
    mood: float | None = None
    energy: float | None = None
    gut: float | None = None
    ratings: Mapping[str, float] = field(default_factory=dict)
    aim_met: bool = False
    rest_day: bool = False


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The days from `first` to `last`, which is today; `begins` is the first day that the diary has at all.

    `blank` counts the days before today, and not before `begins`, of which nothing is written.
    """

    first: date
    last: date
    week_starts: str
    begins: date | None
    written: int
    blank: int
    met: int
    rest_days: int
    counts_hidden: bool
    days: tuple[HistoryDay, ...]


def history_days(summaries: Iterable[DaySummary], first: date, last: date) -> tuple[HistoryDay, ...]:
    """Return every day of the range, oldest first, written or not."""
    found = {summary.day: _history_day(summary) for summary in summaries}
    return tuple(found.get(day) or HistoryDay(day) for day in list_days(first, last))


def _history_day(summary: DaySummary) -> HistoryDay:
    return HistoryDay(
        day=summary.day,
        written=True,
        done=summary.done,
        total=summary.total,
        skipped=summary.skipped,
        ate=tuple(food or words for food, words in summary.ate),
        plants=summary.plants,
        mood=summary.scores.get("mood"),
        energy=summary.scores.get("energy"),
        gut=summary.scores.get("gut"),
        ratings=summary.scores,
        aim_met=summary.aim_met,
        rest_day=summary.is_rest and bool(summary.items),
    )


def split_weeks(days: Iterable[HistoryDay], starts_on: int) -> list[list[HistoryDay | None]]:
    """Return days as weeks of seven, from weekday `starts_on` (0 is Monday); None stands beside the range."""
    weeks: list[list[HistoryDay | None]] = []
    for day in days:
        place = (day.day.weekday() - starts_on) % 7
        if place == 0 or not weeks:
            weeks.append([None] * 7)
        weeks[-1][place] = day
    return weeks


@dataclass(frozen=True, slots=True)
class EatenLine:
    """Something eaten beside the list, or ticked without being on it."""

    id: str
    name: str
    amount: str
    plants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckInLine:
    """One check-in; `ratings` holds everything that it rates, by key."""

    at: datetime
    mood: float | None
    energy: float | None
    gut: float | None
    note: str
    ratings: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class DayView:
    """One day in full: how it stands, and every entry."""

    day: date
    is_today: bool
    is_future: bool
    written: bool
    items: tuple[ItemLine, ...]
    done: int
    total: int
    skipped: int
    needed: int
    aim_met: bool
    rest_day: bool
    ate: tuple[EatenLine, ...]
    extras: tuple[EatenLine, ...]
    plants: tuple[str, ...]
    check_ins: tuple[CheckInLine, ...]
    notes: tuple[str, ...]
    entries: tuple[LoggedLine, ...]


def build_history(person: Person | None, diary: DiaryReader, today: date, days: int = DAYS) -> HistoryView:
    """Build the view of the last `days` days, today included. Where the profile is broken, there is no `person`."""
    first, last = last_days(today, days)
    summaries = show_summaries(person, diary.read_summaries(first, last))
    every = history_days(summaries, first, last)
    begins = diary.find_first_day()
    return HistoryView(
        first=first,
        last=last,
        week_starts=(person.profile if person else Profile()).week_starts,
        begins=begins,
        written=sum(day.written for day in every),
        blank=count_blank(summaries, max(first, begins) if begins else None, today),
        met=sum(day.aim_met for day in every),
        rest_days=sum(day.rest_day for day in every),
        counts_hidden=not (person and person.shows_counts),
        days=every,
    )


def build_day(person: Person | None, diary: DiaryReader, catalog: Catalog, day: date, today: date) -> DayView:
    """Build the view of one day in full, as it is written: an unwritten day has no list."""
    entries = diary.read_day(day)
    folded = show_day(person, fold_day(day, entries))
    entries = show_entries(person, entries)
    planned: Mapping[str, PlanItem] = {}
    if person and day == today and folded.is_offered:
        # What is still open today is a suggestion, and no suggestion stands without its cautions.
        planned = read_checklist(person, diary, day, today).planned
    return DayView(
        day=day,
        is_today=day == today,
        is_future=day > today,
        written=folded.is_written,
        items=item_lines(folded, planned, frozenset(plant for item in folded.items for plant in item.plants)),
        done=folded.done,
        total=folded.total,
        skipped=folded.skipped,
        needed=folded.needed,
        aim_met=folded.aim_met,
        rest_day=folded.is_rest and bool(folded.items),
        ate=_list_eaten(folded.ate),
        extras=_list_eaten(folded.extras),
        plants=folded.plants,
        check_ins=tuple(_check_in_line(said, entries) for said in folded.check_ins),
        notes=folded.notes,
        entries=logged_lines(entries, _name_subjects(catalog, diary, entries)),
    )


def _list_eaten(items: Iterable[Item]) -> tuple[EatenLine, ...]:
    return tuple(EatenLine(item.id, item.name, item.amount, item.plants) for item in items)


def _name_subjects(catalog: Catalog, diary: DiaryReader, entries: list[Entry]) -> dict[str, str]:
    """Return what the entries speak of: as the day itself called it, else as the catalog or other days do."""
    names = find_item_names(entries)
    wanted = [entry.subject for entry in entries if entry.subject and entry.subject not in names]
    return names | find_names(catalog, diary, wanted)


def _check_in_line(said: CheckIn, entries: Iterable[Entry]) -> CheckInLine:
    local = (entry.local_at for entry in entries if entry.action == "mood" and entry.at == said.at)
    mood, energy, gut = map(said.scores.get, IN_PLACE)
    return CheckInLine(next(local, said.at), mood, energy, gut, said.note, said.scores)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """Words of the person's: `action` is mood or note, or skipped for the reason of a rest."""

    day: date
    at: datetime
    action: str
    text: str


@dataclass(frozen=True, slots=True)
class NotesView:
    """What was found, oldest first. `first` is null where the whole diary was looked through."""

    word: str
    first: date | None
    last: date
    notes: tuple[NoteLine, ...]


def find_notes(diary: DiaryReader, today: date, word: str, days: int | None = None) -> NotesView:
    """Find the words of check-ins, notes and rests that hold `word`, in whatever case; what was taken back is none."""
    wanted, folded = word.strip().casefold(), fold(word)
    if not wanted:
        raise UsageError("Which word?", "Give one: gutcli history --grep tired")
    first = last_days(today, days)[0] if days else None
    notes = [
        NoteLine(entry.day, entry.local_at, entry.action, entry.text)
        for entry in drop_taken_back(diary.read_entries(first, today))
        if entry.text and entry.action in {"mood", "note", "skipped"} and entry.text != NO_LONGER
        and (wanted in entry.text.casefold() or (folded and folded in fold(entry.text)))
    ]  # fmt: skip
    return NotesView(word, first, today, tuple(sorted(notes, key=lambda note: (note.day, note.at))))
