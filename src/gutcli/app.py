"""Everything a command needs, each part made when first asked for, so that no command pays for what it does not use."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from gutcli.clock import day_of, parse_day, parse_now
from gutcli.errors import DiaryError, GutcliError, ProfileError
from gutcli.folders import Folders, find_folders, make_private_folder
from gutcli.profile.settings import Profile
from gutcli.terminal.output import Output

if TYPE_CHECKING:
    from pathlib import Path

    from gutcli.catalog.cache import Cache
    from gutcli.catalog.library import Catalog
    from gutcli.profile.person import Person
    from gutcli.store.diary_file import SqliteDiary
    from gutcli.store.reader import DiaryReader

T = TypeVar("T")


class App:
    """The composition: streams, clock, folders, catalog, profile, diary."""

    def __init__(self, output: Output, environ: Mapping[str, str] = os.environ) -> None:
        self.output = output
        self.environ: Any = environ
        self.reading_patience: float | None = None
        """How many seconds reading waits where another process holds the diary; None: as long as a change would."""

    @cached_property
    def now(self) -> datetime:
        """Return the present."""
        return parse_now(self.environ, self.output.warn)

    @cached_property
    def today(self) -> date:
        """Return the person's day. A profile that cannot be read does not keep them from reading about food."""
        return day_of(self.now, self.profile.day_starts_at)

    def _forget(self, *names: str) -> None:
        for name in names:
            self.__dict__.pop(name, None)

    def forget_now(self) -> None:
        """Read the clock anew for the next change; the day stays the one that was shown."""
        _ = self.today
        self._forget("now")

    def has_day_turned(self) -> bool:
        """Return whether, read anew, the clock is in another day than the one that was shown as today."""
        self.forget_now()
        return day_of(self.now, self.profile.day_starts_at) != self.today

    def turn_day(self) -> None:
        """Let the day be the clock's again."""
        self._forget("now", "today")

    def day(self, words: str | None) -> date:
        """Return the day that the person named; today if none."""
        return self.today if words is None else parse_day(words, self.today)

    @cached_property
    def folders(self) -> Folders:
        """Return where the person's files are."""
        return find_folders(self.environ)

    @cached_property
    def catalog(self) -> Catalog:
        """Return what gutcli knows."""
        from gutcli.catalog.library import Catalog

        catalog = Catalog(self.folders.overlay, self.folders.cache)
        for warning in catalog.warnings:
            self.output.warn(warning)
        return catalog

    @cached_property
    def cache(self) -> Cache:
        """Return where what can be made again is kept."""
        from gutcli.catalog.cache import Cache

        return Cache(self.folders.cache)

    @cached_property
    def profile(self) -> Profile:
        """Return what the person told us. Raise ProfileError rather than give an unsafe default."""
        from gutcli.profile.file import load_profile

        return load_profile(self.folders.profile)

    @cached_property
    def person(self) -> Person:
        """Return the person: profile, what follows from it, and the plan. Raise ProfileError rather than be unsafe."""
        from gutcli.planner.document import load_person

        return load_person(self.profile, self.catalog, self.cache, self.now.year)

    @property
    def hides_food(self) -> bool:
        """Return whether the person is shown no foods; a broken profile says nothing."""
        try:
            return self.profile != Profile() and not self.person.shows_food
        except ProfileError:
            return False

    @property
    def shown(self) -> Catalog:
        """Return what the person is shown of what gutcli knows."""
        return self.person.shown if self.hides_food else self.catalog

    def find_person(self, what: str) -> Person | None:
        """Return the person, if their profile says anything to mark `what` by.

        A broken profile keeps nobody from reading; that it is broken is said.
        """
        with suppress(ProfileError):
            if self.profile == Profile():
                return None
        person = self.read_person(what)
        return person if person and (person.needs.readings or person.needs.diet != "omnivore") else None

    def read_person(self, what: str) -> Person | None:
        """Return the person, None with a warning where the profile is broken: for what needs no safety."""
        try:
            return self.person
        except ProfileError as error:
            self.output.warn(f"{error.message} {what} are shown without it. {error.hint}")
            self.today = day_of(self.now)
            return None

    def forget_profile(self) -> None:
        """Read the profile anew: it has just been changed."""
        self._forget("profile", "person", "today")

    @cached_property
    def diary(self) -> DiaryReader:
        """Return the diary, to be read."""
        from gutcli.store import open_diary

        self._warn_of_loss("Until it is back, everything reads as if nothing had been written.")
        return open_diary(
            self.folders.diary, read_only=True, backups=self.folders.backups, patience=self.reading_patience
        )

    def _warn_of_loss(self, follows: str) -> None:
        """Say that the diary is missing while copies of it are there: it must not begin anew in silence."""
        if copy := self.find_lost_copy():
            from gutcli.text import quoted

            way = f"Bring the newest back: gutcli restore {quoted(copy)}"
            self.output.warn(f"The diary {self.folders.diary} is missing, but backups of it are there. {follows} {way}")

    def find_lost_copy(self) -> Path | None:
        """Return the newest copy of a diary that is missing; None where it is there, or nobody made a copy."""
        with suppress(DiaryError):
            if not self.has_diary:
                from gutcli.store.places import find_newest_copy

                return find_newest_copy(self.folders.backups)
        return None

    def forget_diary(self) -> None:
        """Let go of the diary; the next reader sees what was just written."""
        if "diary" in self.__dict__:
            self.__dict__.pop("diary").close()

    @property
    def is_shared(self) -> bool:
        """Return whether the diary is shared with other machines through a folder."""
        return os.path.lexists(os.path.join(self.folders.data, "sync.json"))

    @property
    def has_diary(self) -> bool:
        """Return whether a diary was begun."""
        return os.path.lexists(self.folders.diary)

    def read(self, build: Callable[..., T], day: date, *words: Any, **wishes: Any) -> T:
        """Build a view of the person's day from what it takes: the person, their diary, the day and today."""
        self._warn_of_unknown_needs()
        return build(self.person, self.diary, day, self.today, *words, **wishes)

    def change(self, make: Callable[..., T], *words: Any, **wishes: Any) -> T:
        """Make a change of the person's day, with the diary opened once for it."""
        from gutcli.daybook import Daybook

        self._warn_of_unknown_needs()
        self.forget_diary()
        book = Daybook(self.person, self.open_diary, self.today, self.now, self.output.warn)
        try:
            return make(book, *words, **wishes)
        finally:
            book.close()

    def _warn_of_unknown_needs(self) -> None:
        """Say with every list that a diary came from where allergies may be known that are not known here."""
        if self.has_diary and not os.path.lexists(self.folders.profile) and self.diary.lacks_needs():
            self.output.warn(
                "The diary came from elsewhere without its profile: allergies, medicines and conditions that you told"
                " there are not known here. Tell them: gutcli profile setup. If there are none: gutcli profile set"
                " allergies none"
            )

    def open_diary(self) -> SqliteDiary:
        """Open the diary for a change; the caller closes it."""
        from gutcli.store import open_diary

        self._warn_of_loss("A new diary begins.")
        make_private_folder(self.folders.data)
        return open_diary(self.folders.diary, read_only=False, backups=self.folders.backups)

    def show(self, view: Any) -> None:
        """Show a view."""
        self.output.show(view, self._wants_pager)

    def _wants_pager(self) -> bool:
        try:
            return self.profile.pager
        except GutcliError:
            return True
