"""Everything a command needs, each part made when first asked for, so that no command pays for what it does not use."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gutcli.clock import day_of, parse_day, read_now
from gutcli.folders import Folders, find_folders
from gutcli.terminal.output import Output

if TYPE_CHECKING:
    import typer

    from gutcli.catalog.cache import Cache
    from gutcli.catalog.library import Catalog
    from gutcli.catalog.note import Note
    from gutcli.catalog.types import Food, Practice, Tip
    from gutcli.day.today.view import TipLine
    from gutcli.diary.store import DiaryReader
    from gutcli.planner.plan import Outline, PlanItem
    from gutcli.profile.safety import Needs, Verdict
    from gutcli.profile.settings import Profile
    from gutcli.store.diary_file import SqliteDiary


class App:
    """The composition: streams, clock, folders, catalog, profile, diary."""

    def __init__(self, output: Output, environ: Mapping[str, str] = os.environ) -> None:
        self.output = output
        self.environ: Any = environ
        self.reading_patience: float | None = None
        """How many seconds reading waits where another process holds the diary; None: as long as a change would."""

    @classmethod
    def of(cls, context: typer.Context) -> App:
        """Give the app that `run()` put into Typer's context."""
        app = context.obj
        assert isinstance(app, App)
        return app

    @cached_property
    def now(self) -> datetime:
        """The present."""
        return read_now(self.environ)

    @cached_property
    def today(self) -> date:
        """The person's day. A profile that cannot be read does not keep them from reading about food."""
        return day_of(self.now, self.profile.day_starts_at)

    def forget_now(self) -> None:
        """Read the clock anew for the next change; the day stays the one that was shown."""
        _ = self.today
        self.__dict__.pop("now", None)

    def day(self, words: str | None) -> date:
        """Give the day that the person named; today if none."""
        return self.today if words is None else parse_day(words, self.today)

    @cached_property
    def folders(self) -> Folders:
        """Where the person's files are."""
        return find_folders(self.environ)

    @cached_property
    def catalog(self) -> Catalog:
        """What gutcli knows."""
        from gutcli.catalog.library import Catalog

        catalog = Catalog(self.folders.overlay, self.folders.cache)
        for warning in catalog.warnings:
            self.output.warn(warning)
        return catalog

    @cached_property
    def cache(self) -> Cache:
        """Where what can be made again is kept."""
        from gutcli.catalog.cache import Cache

        return Cache(self.folders.cache)

    @cached_property
    def profile(self) -> Profile:
        """What the person told us. Raises ProfileError rather than give an unsafe default."""
        from gutcli.profile.settings import load_profile

        return load_profile(self.folders.profile, self.cache)

    def forget_profile(self) -> None:
        """Read the profile anew: it has just been changed."""
        for name in ("profile", "needs", "today", "_plan_document"):
            self.__dict__.pop(name, None)

    @cached_property
    def needs(self) -> Needs:
        """What follows from the profile with this catalog, from the cache if neither has changed."""
        from gutcli.profile.safety import make_document, read_document

        key = self._needs_key
        if (kept := self.cache.read("needs", key)) is not None:
            with suppress(LookupError, TypeError, ValueError, AttributeError):
                return read_document(kept)
        needs = self._derive_needs()
        self.cache.write("needs", key, make_document(needs))
        return needs

    def _derive_needs(self) -> Needs:
        from gutcli.profile.safety import derive_needs

        catalog = self.catalog
        return derive_needs(
            self.profile, catalog.cautions, catalog.foods, catalog.practices,
            food_names=catalog.names("foods"), practice_names=catalog.names("practices"),
        )  # fmt: skip

    def marks_by_profile(self, what: str) -> bool:
        """Whether the profile says anything to mark `what` by; a broken one keeps nobody from reading, and is said."""
        from gutcli.errors import ProfileError
        from gutcli.profile.settings import Profile

        try:
            if self.profile == Profile():
                return False
            return bool(self.needs.readings) or self.needs.diet != "omnivore"
        except ProfileError as error:
            self.output.warn(f"{error.message} {what} are shown without it. {error.hint}")
            return False

    def judge_food(self, food: Food) -> Verdict:
        """Say whether a food fits the person, and with which cautions."""
        from gutcli.profile.safety import judge_food

        return judge_food(food, self.needs, self.catalog.cautions)

    def judge_practice(self, practice: Practice) -> Verdict:
        """Say whether a practice fits the person, and with which cautions."""
        from gutcli.profile.safety import judge_practice

        return judge_practice(practice, self.needs, self.catalog.cautions)

    def judge_tip(self, tip: Tip) -> Verdict:
        """Say whether a tip fits the person, and with which cautions."""
        from gutcli.profile.safety import judge_tip

        catalog = self.catalog
        return judge_tip(
            tip, self.needs, catalog.cautions, catalog.foods, catalog.practices, food_names=catalog.names("foods")
        )

    @cached_property
    def _plan_document(self) -> dict[str, Any]:
        from gutcli.planner.plan import FORMAT

        key = f"{FORMAT} {self._needs_key}"
        document: dict[str, Any] = self.cache.read_or_make("plan", key, self._make_plan_document)
        return document

    @property
    def _needs_key(self) -> str:
        """Stand for catalog and profile as read: a stamp may miss a quick change, and what is old could be unsafe."""
        from gutcli.catalog.cache import stamp

        profile = self.profile
        values = repr([getattr(profile, name) for name in profile._fields])
        return self.catalog.key + stamp([self.folders.profile]) + values

    def _make_plan_document(self) -> dict[str, Any]:
        from gutcli.planner.plan import make_plan_document

        return make_plan_document(self.catalog, self.profile, self.needs, self.judge_food, self.judge_practice)

    @property
    def outline(self) -> Outline:
        """The round of days for this catalog and this profile, from the cache if nothing has changed."""
        outline: Outline = self._plan_document["outline"]
        return outline

    @property
    def care(self) -> tuple[Note, ...]:
        """Cautions about using such a list at all."""
        from gutcli.catalog.note import Note

        return tuple(Note(*note) for note in self._plan_document["care"])

    @property
    def not_plants(self) -> list[str]:
        """Ids of the mushrooms and seaweeds."""
        ids: list[str] = self._plan_document["not_plants"]
        return ids

    @property
    def shows_counts(self) -> bool:
        """Whether streaks and plant counts are shown: not if the person or a caution says otherwise."""
        return not self._plan_document["hide_counts"]

    @property
    def only_care(self) -> bool:
        """Whether, in a crisis, nothing but where help is may be shown: no list, not even one that is stored."""
        return bool(self._plan_document["only_care"])

    def tip_of(self, day: date) -> TipLine | None:
        """Give the tip of a day, of those that suit the person."""
        from gutcli.day.today.view import CautionLine, TipLine
        from gutcli.planner.tips import place_of_day

        tips = self._plan_document["tips"]
        if not tips:
            return None
        ident, words, topic, references, notes = tips[place_of_day(day, len(tips))]
        return TipLine(ident, words, topic, tuple(references), tuple(CautionLine(*note) for note in notes))

    def is_forbidden(self, ident: str) -> bool:
        """Whether the profile by now excludes a food or practice; what the catalog has lost is not forbidden."""
        if ident in self.outline["items"]:
            return False
        if food := self.catalog.food(ident):
            return bool(self.judge_food(food).excluded)
        if practice := self.catalog.practice(ident):
            return bool(self.judge_practice(practice).excluded)
        return False

    def reasons_against(self, ident: str) -> list[str]:
        """Say in plain words why the profile excludes a food or practice."""
        if food := self.catalog.food(ident):
            return [reason.text for reason in self.judge_food(food).excluded]
        if practice := self.catalog.practice(ident):
            return [reason.text for reason in self.judge_practice(practice).excluded]
        return []

    def describe_afresh(self, ident: str, slot: str, gentle: bool) -> PlanItem | None:
        """Describe a food or practice that has no turn in the round; None where the catalog has lost it."""
        from gutcli.planner.plan import food_item, make_item, practice_item

        if food := self.catalog.food(ident):
            return make_item(food_item(food, self.judge_food(food)), ident, slot, gentle)
        if practice := self.catalog.practice(ident):
            return make_item(practice_item(practice, self.judge_practice(practice)), ident, slot, gentle)
        return None

    @cached_property
    def diary(self) -> DiaryReader:
        """The diary, to be read."""
        from gutcli.store import open_diary

        return open_diary(
            self.folders.diary, read_only=True, backups=self.folders.backups, patience=self.reading_patience
        )

    def forget_diary(self) -> None:
        """Let the next reader see what was just written."""
        if "diary" in self.__dict__:
            self.__dict__.pop("diary").close()

    def open_diary(self) -> SqliteDiary:
        """Open the diary for a change; the caller closes it."""
        from gutcli.folders import make_private_folder
        from gutcli.store import open_diary

        make_private_folder(self.folders.data)
        return open_diary(self.folders.diary, read_only=False, backups=self.folders.backups)

    def show(self, view: Any) -> None:
        """Show a view."""
        self.output.show(view, self._wants_pager)

    def _wants_pager(self) -> bool:
        from gutcli.errors import GutcliError

        try:
            return self.profile.pager
        except GutcliError:
            return True
