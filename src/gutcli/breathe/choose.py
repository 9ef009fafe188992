"""Which practice is paced: by its name, or today's; and which of its cautions are the person's own."""

from __future__ import annotations

from datetime import date

from gutcli.catalog.library import Catalog
from gutcli.catalog.search import ambiguous, match_name, nearest_names, resolve, unknown
from gutcli.catalog.types import Practice
from gutcli.day.checklist import read_checklist
from gutcli.errors import UsageError
from gutcli.profile.person import Person
from gutcli.store.reader import DiaryReader
from gutcli.text import join_words

FALLBACK = "box-breathing"


def find_default(person: Person, diary: DiaryReader, day: date, today: date) -> Practice:
    """Return today's calm item if it can be breathed, else of the first pattern that fits the person."""
    practices = person.catalog.practices
    listed = [item.id for item in read_checklist(person, diary, day, today).day.items if item.slot == "calm"]
    breathing = [practice.id for practice in practices.values() if practice.breath]
    for ident in (*listed, FALLBACK, *breathing):
        if (practice := practices.get(ident)) and practice.breath and person.judge_practice(practice).fits:
            return practice
    raise UsageError(
        "No breathing practice fits your profile.",
        "gutcli cautions says why; gutcli practices shows what else there is.",
    )


def find_breathing(catalog: Catalog, words: str) -> Practice:
    """Return the practice of this name to breathe with. Raise when it has no breathing pattern."""
    breathing = [practice.id for practice in catalog.practices.values() if practice.breath]
    names = catalog.names("practices")
    found = match_name(words, {name: ident for name, ident in names.items() if ident in breathing})
    if len(found) == 1:
        return catalog.practices[found[0]]
    if found:
        raise ambiguous(words, found, "breathing practice")
    others = match_name(words, names)
    if len(others) == 1:
        raise UsageError(
            f"{catalog.label('practices', others[0])} has no breathing pattern to pace.",
            f"gutcli guide {others[0]} leads through its steps. To breathe: {join_words(breathing, 'or')}.",
        )
    if others:
        raise ambiguous(words, others, "practice")
    raise unknown(words, nearest_names(words, names), "breathing practice", f"There are {join_words(breathing)}.")


def find_practice(catalog: Catalog, words: str) -> Practice:
    """Return the practice of this name. Raise when there is none or more than one."""
    return catalog.practices[resolve(words, catalog.names("practices"), "practice")]
