"""What the shell offers after TAB: names from the cache, or from the catalog's file; never heavy, never failing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from gutcli.catalog.cache import Cache, stamp
from gutcli.catalog.kinds import SLOTS
from gutcli.catalog.library import built_in_files, find_data, overlay_files
from gutcli.text import fold, safe

if TYPE_CHECKING:
    from collections.abc import Iterable

Offer = tuple[str, str]


def complete_topics(incomplete: str) -> list[Offer]:
    """Offer topics."""
    return _offer("topics", "topic", incomplete)


def complete_foods(incomplete: str) -> list[Offer]:
    """Offer foods."""
    return _offer("foods", "food", incomplete)


def complete_practices(incomplete: str) -> list[Offer]:
    """Offer techniques."""
    return _offer("practices", "practice", incomplete)


def complete_breathing(incomplete: str) -> list[Offer]:
    """Offer the practices that can be paced."""
    return _offer("practices", "practice", incomplete, having="breath")


def complete_ratings(incomplete: str) -> list[Offer]:
    """Offer what can be checked in."""
    return [(rating, "") for rating in ("mood", "energy", "gut") if rating.startswith(incomplete.lower())]


def complete_shells(incomplete: str) -> list[Offer]:
    """Offer the shells for which there is a script."""
    return [(shell, "") for shell in ("bash", "zsh", "fish", "powershell") if shell.startswith(incomplete.lower())]


# Key of the profile -> what it may be, in a few words.
_KEYS = {
    "diet": "what you eat", "allergies": "words, or: none", "conditions": "what you have or are",
    "medicines": "words, brands too", "dislikes": "foods or sorts of food", "favourites": "foods or practices",
    "practices.avoid": "practices or sorts", "strict": "leave out what to ask about, too",
    "checklist.prebiotic": "how many a day", "checklist.probiotic": "how many a day",
    "checklist.omega-3": "how many a day", "checklist.move": "how many a day", "checklist.calm": "how many a day",
    "goals.plants": "different plants a week", "mushrooms_count": "whether they count as plants",
    "aim": "the share that makes a day", "grace": "one missed day does not end a streak",
    "streaks": "whether they are shown", "gentle_start": "smaller portions at first",
    "day_starts_at": "a time, such as 05:00", "week_starts": "monday, sunday or saturday",
    "pager": "long pages through $PAGER",
}  # fmt: skip
_YES_NO = ("strict", "mushrooms_count", "grace", "streaks", "gentle_start", "pager")


def complete_keys(incomplete: str) -> list[Offer]:
    """Offer the profile's keys."""
    return [(key, what) for key, what in _KEYS.items() if key.startswith(incomplete.lower())]


def complete_values(key: str, incomplete: str) -> list[Offer]:
    """Offer what a key of the profile may be, where that can be listed."""
    from gutcli.catalog.kinds import ALLERGENS
    from gutcli.profile.settings import DIETS, WEEK_STARTS

    if key in {"dislikes", "favourites"}:
        return complete_foods(incomplete) + (complete_practices(incomplete) if key == "favourites" else [])
    if key == "practices.avoid":
        return complete_practices(incomplete)
    words: dict[str, tuple[str, ...]] = {"diet": DIETS, "week_starts": WEEK_STARTS, "allergies": ALLERGENS}
    offered = ("yes", "no") if key in _YES_NO else words.get(key, ())
    return [(word, "") for word in offered if word.startswith(incomplete.lower())]


def complete_slots(incomplete: str) -> list[Offer]:
    """Offer the slots of the checklist."""
    return [(slot, "") for slot in SLOTS if slot.startswith(incomplete.lower())]


def _offer(kind: str, table: str, incomplete: str, having: str = "id") -> list[Offer]:
    """Give the ids that begin so, with their names; where none does, single words that are other names.

    Of entries that have the key `having`.
    """
    try:
        records = [record for record in _records(kind, table) if record.get(having)]
        begun = fold(incomplete)
        offers = [(r["id"], safe(r.get("name") or r["title"])) for r in records if fold(r["id"]).startswith(begun)]
        if not offers:
            offers = [
                (name, safe(r.get("name") or r["title"]))
                for r in records
                for name in r["aliases"]
                if name.replace("-", "").isalnum() and fold(name).startswith(begun)
            ]
    except Exception:  # noqa: BLE001  a completion that fails would write into the person's command line
        return []
    return offers


def _records(kind: str, table: str) -> Iterable[dict[str, Any]]:
    from gutcli.folders import find_folders

    folders = find_folders(os.environ)
    key = stamp([*built_in_files(), *overlay_files(folders.overlay)])
    document = Cache(folders.cache).read(kind, key)
    if document is not None:
        records: dict[str, dict[str, Any]] = document["records"]
        return records.values()
    import tomllib

    with (find_data() / f"{kind}.toml").open("rb") as file:
        entries: list[dict[str, Any]] = tomllib.load(file)[table]
    return entries


def complete_items(incomplete: str) -> list[Offer]:
    """Offer the items of today's list: their numbers and names."""
    try:
        from gutcli.app import App
        from gutcli.day.checklist import read_checklist
        from gutcli.terminal.output import Output
        from gutcli.text import fold

        app = App(Output())
        app.output.quiet = True
        items = app.read(read_checklist, app.today).day.items
        wanted = fold(incomplete)
        return [(item.id, item.name) for item in items if fold(item.id).startswith(wanted)]
    except Exception:  # noqa: BLE001  # a shell must never see a failure of ours while a person types
        return []


def complete_swaps(incomplete: str) -> list[Offer]:
    """Offer what could take an item's place: foods and practices."""
    return [*complete_foods(incomplete), *complete_practices(incomplete)]
