"""The person as one value that is handed down: their profile, what follows from it with one catalog, and the plan.

It is built once a command (planner/document.py makes what it is built from) and knows no streams, clock or folders.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from gutcli.catalog.note import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gutcli.catalog.library import Catalog
    from gutcli.catalog.types import Food, Practice, Tip
    from gutcli.profile.needs import Needs
    from gutcli.profile.settings import Profile
    from gutcli.profile.tip_verdicts import TipJudge
    from gutcli.profile.verdicts import Verdict


class Person:
    """Profile, needs, plan, judged foods and practices, tips. `document` is JSON: what was derived, as it is cached."""

    def __init__(
        self, profile: "Profile", catalog: "Catalog", document: "Mapping[str, Any]", year: int,
        keep_basket: "Callable[[str, Callable[[], Any]], Any] | None" = None,
    ) -> None:  # fmt: skip
        self.year = year
        """The year in which the words were read."""
        self.profile = profile
        self.catalog = catalog
        self.outline: Mapping[str, Any] = document["outline"]
        """What of this catalog and this profile lists are made from (planner/outline.py)."""
        self.keep_basket = keep_basket
        """Gives a week's basket under its key, or makes and keeps it; None: each is made anew."""
        self.not_plants: list[str] = document["not_plants"]
        """Ids of the mushrooms and seaweeds."""
        self.not_understood: list[str] = document["not_understood"]
        """Words of the profile that gutcli does not know."""
        self.shows_counts = not document["hide_counts"]
        """Whether streaks and plant counts are shown: not if a caution says otherwise."""
        self.shows_food = not document["hide_food"]
        """Whether foods are shown at all: lists, figures, names, what was eaten."""
        self.only_care = bool(document["only_care"])
        """Whether, in a crisis, nothing but where help is may be shown: no list, not even one that is stored."""
        self.tips: list[list[Any]] = document["tips"]
        """Those that suit the person, in their turn: id, text, topic, references, cautions."""
        self._document = document
        self._verdicts: dict[str, Verdict] = {}

    @cached_property
    def needs(self) -> "Needs":
        """Return what follows from the profile."""
        from gutcli.profile.needs import derive_needs, parse_needs

        try:
            return parse_needs(self._document["needs"])
        except (LookupError, TypeError, ValueError, AttributeError):  # kept by somebody else
            return derive_needs(self.profile, self.catalog, self.year)

    @cached_property
    def shown(self) -> "Catalog":
        """Return what of the catalog they are shown."""
        from gutcli.profile.needs import show_catalog

        return show_catalog(self.needs, self.catalog)

    @cached_property
    def care(self) -> tuple[Note, ...]:
        """Return cautions about using such a list at all."""
        return tuple(Note(*note) for note in self._document["care"])

    def judge_food(self, food: "Food") -> "Verdict":
        """Return whether a food fits the person, and with which cautions."""
        from gutcli.profile.verdicts import judge_food

        return self._verdicts.get(food.id) or self._verdicts.setdefault(
            food.id, judge_food(food, self.needs, self.catalog.cautions)
        )

    def judge_practice(self, practice: "Practice") -> "Verdict":
        """Return whether a practice fits the person, and with which cautions."""
        from gutcli.profile.verdicts import judge_practice

        return self._verdicts.get(practice.id) or self._verdicts.setdefault(
            practice.id, judge_practice(practice, self.needs, self.catalog.cautions)
        )

    def judge_tip(self, tip: "Tip") -> "Verdict":
        """Return whether a tip fits the person, and with which cautions."""
        return self._tip_judge.judge_tip(tip)

    @cached_property
    def _tip_judge(self) -> "TipJudge":
        from gutcli.profile.tip_verdicts import TipJudge

        return TipJudge(self.needs, self.catalog)

    def judge(self, ident: str) -> "Verdict | None":
        """Return whether a food or practice of this id fits; None for what the catalog has lost."""
        if food := self.catalog.food(ident):
            return self.judge_food(food)
        if practice := self.catalog.practice(ident):
            return self.judge_practice(practice)
        return None

    def is_forbidden(self, ident: str) -> bool:
        """Return whether the profile by now excludes a food or practice; what the catalog has lost is not forbidden."""
        if ident in self.outline["items"]:
            return False
        verdict = self.judge(ident)
        return verdict is not None and not verdict.fits

    def reasons_against(self, ident: str) -> list[str]:
        """Return in plain words why the profile excludes a food or practice."""
        verdict = self.judge(ident)
        return [reason.text for reason in verdict.excluded] if verdict else []
