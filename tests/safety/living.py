"""A person's whole program in memory: the real `App` and its commands, with a profile and a diary that are no files."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, time

from gutcli.app import App
from gutcli.clock import day_of
from gutcli.diary.decide import Change, NewEntry, decide_undo
from gutcli.diary.entry import KITCHEN, TRIAL, offer_data
from gutcli.diary.fold import drop_taken_back, fold_day
from gutcli.diary.summary import Glance, summarize_day
from gutcli.planner.document import make_document
from gutcli.profile.person import Person
from gutcli.terminal.output import Output
from tests.diary.given import Paper


class PaperDiary(Paper):
    """The diary's protocol over a diary on paper."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def close(self):
        pass

    def read_day(self, day):
        return [entry for entry in self.entries if entry.day == day]

    def read_entries(self, first=None, last=None):
        return iter(self.entries)

    def _days(self):
        """Fold every day anew whenever anything was written."""
        if getattr(self, "_folded", None) != len(self.entries):
            self._folded = len(self.entries)
            days = [fold_day(day, self.read_day(day)) for day in sorted({entry.day for entry in self.entries})]
            days = [day for day in days if day.is_written]
            self._marks, self._summaries = [day.mark for day in days], [summarize_day(day) for day in days]
        return self._marks, self._summaries

    def read_summaries(self, first=None, last=None):
        return [d for d in self._days()[1] if (first or d.day) <= d.day <= (last or d.day)]

    def read_marks(self):
        return self._days()[0]

    def read_glance(self, day, first, last):
        standing = drop_taken_back(entry for entry in self.entries if first <= entry.day <= last)
        kitchen = tuple(entry for entry in standing if entry.action in KITCHEN)
        summaries = tuple(self.read_summaries(first, last))
        return Glance(tuple(self.read_day(day)), tuple(self.read_marks()), summaries, kitchen, self.read_trials())

    def read_trials(self):
        return tuple(entry for entry in self.entries if entry.action in {*TRIAL, "undo"})

    def find_first_day(self):
        return min((entry.day for entry in self.entries), default=None)

    def change(self, day, now, today, offered, decide):
        self.clock = now
        before = fold_day(day, self.read_day(day), offered)
        decision = decide(before)
        if decision.entries:
            needs = decision.needs_list and not before.is_offered
            offer = (NewEntry("offer", data=offer_data(offered)),) if needs else ()
            self.write(day, (*offer, *decision.entries))
        return Change(fold_day(day, self.read_day(day), offered), (), decision.outcomes)

    def read_last_change(self):
        return []

    def lacks_needs(self):
        return False

    def undo_last(self, now, day=None):
        last = self.find_last() if self.entries else []
        if not last:
            return None
        its_day = last[0].day
        decision = decide_undo(fold_day(its_day, self.read_day(its_day)), last)
        self.write(its_day, decision.entries)
        return Change(fold_day(its_day, self.read_day(its_day)), (), decision.outcomes)


class KeptBaskets(dict):
    """A week's baskets of one person by what made them, as the program's cache keeps them."""

    def __call__(self, key, make):
        if key not in self:
            self[key] = json.dumps(make())
        return json.loads(self[key])


class Living(App):
    """The app of one person on one day, with the parts that files would give put in by hand."""

    def __init__(self, catalog, profile, today, diary=None, person=None):
        super().__init__(Output(io.StringIO(), io.StringIO()), {})
        self.__dict__["catalog"] = catalog
        self.__dict__["profile"] = profile
        self.__dict__["now"] = datetime.combine(today, time(8, 30), UTC)
        self.__dict__["today"] = day_of(self.now, profile.day_starts_at)
        self.paper = diary if diary is not None else PaperDiary()
        self.__dict__["person"] = person or Person(
            profile, catalog, make_document(profile, catalog, 2026), 2026, KeptBaskets()
        )

    @property
    def diary(self):
        return self.paper

    has_diary = True

    def open_diary(self):
        return self.paper

    def on(self, today):
        """The same person on another day."""
        return Living(self.catalog, self.profile, today, self.paper, self.person)

    def becoming(self, profile):
        """The same person, with the same diary, having told something new."""
        return Living(self.catalog, profile._replace(), self.today, self.paper)
