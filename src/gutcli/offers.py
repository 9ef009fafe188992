"""What the shell offers after TAB: names from the cache, or from the catalog's file; never heavy, never failing.

zsh runs what it is given as code, and bash puts it on the line as it stands: what comes from a diary, a catalog file or
an import goes out through `_keep_harmless` alone.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from gutcli.catalog.cache import Cache
from gutcli.catalog.kinds import FILES, SLOTS
from gutcli.catalog.library import find_data, overlay_files, read_key
from gutcli.text import fold, safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gutcli.catalog.library import Catalog

Offer = tuple[str, str]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Letters, digits and the few signs that no shell reads as anything, quoted or not, once or twice over.
_NOT_PLAIN = re.compile(r"[^\w\s.,:/()+%–—’-]")


def complete_topics(incomplete: str) -> list[Offer]:
    """Offer topics."""
    return _offer("topics", "topic", incomplete)


def complete_foods(incomplete: str) -> list[Offer]:
    """Offer foods."""
    return [] if _find_shown() else _offer("foods", "food", incomplete)


def complete_practices(incomplete: str) -> list[Offer]:
    """Offer techniques."""
    return _offer("practices", "practice", incomplete)


def complete_breathing(incomplete: str) -> list[Offer]:
    """Offer the practices that can be paced."""
    return _offer("practices", "practice", incomplete, having="breath")


def complete_ratings(incomplete: str) -> list[Offer]:
    """Offer what can be rated, the person's own too."""
    from gutcli.diary.ratings import RATINGS, list_ratings

    ratings = list_ratings(_read_watch(), RATINGS)
    # What is offered goes onto the line as it stands, so names of several words are left out.
    return _keep_harmless((r.name, r.about) for r in ratings if r.name.startswith(incomplete.lower()))


def _read_watch() -> tuple[str, ...]:
    from gutcli.folders import find_folders
    from gutcli.profile.file import load_profile

    try:
        return load_profile(find_folders(os.environ).profile).watch
    except Exception:  # noqa: BLE001  a completion that fails would write into the person's command line
        return ()


def complete_shells(incomplete: str) -> list[Offer]:
    """Offer the shells for which there is a script."""
    return [(shell, "") for shell in ("bash", "zsh", "fish", "powershell") if shell.startswith(incomplete.lower())]


def complete_keys(incomplete: str) -> list[Offer]:
    """Offer the profile's keys."""
    from gutcli.profile.settings import SETTINGS

    known = ((key, setting.about) for key, setting in SETTINGS.items() if setting.about)
    return [(key, about) for key, about in known if key.startswith(incomplete.lower())]


def complete_values(key: str, incomplete: str) -> list[Offer]:
    """Offer what a key of the profile may be, where that can be listed."""
    from gutcli.profile.settings import SETTINGS

    offers: list[Offer] = []
    for word in SETTINGS[key].offers if key in SETTINGS else ():
        if word == "foods":
            offers += complete_foods(incomplete)
        elif word == "practices":
            offers += complete_practices(incomplete)
        elif word.startswith(incomplete.lower()):
            offers.append((word, ""))
    return offers


def complete_slots(incomplete: str) -> list[Offer]:
    """Offer the slots of the checklist."""
    return [(slot, "") for slot in SLOTS if slot.startswith(incomplete.lower())]


def _keep_harmless(offers: Iterable[Offer]) -> list[Offer]:
    """Return what has the form of the catalog's ids, with descriptions that hold no sign of any shell."""
    return [
        (value, re.sub(r"\s+", " ", _NOT_PLAIN.sub("", safe(about))).replace(":::", ":"))
        for value, about in offers
        if _ID.fullmatch(value)
    ]


def _offer(kind: str, table: str, incomplete: str, having: str = "id") -> list[Offer]:
    """Return the ids that begin so, with their names; where none does, single words that are other names.

    Of entries that have the key `having`.
    """
    try:
        records = [record for record in _records(kind, table) if record.get(having)]
        if shown := _find_shown():
            left = getattr(shown, kind)
            records = [record | {"aliases": []} for record in records if record["id"] in left]
        begun = fold(incomplete)
        named = [(r, r.get("name") or r["title"]) for r in records]
        offers = _keep_harmless((r["id"], name) for r, name in named if fold(r["id"]).startswith(begun))
        if not offers:
            words = ((word, name) for r, name in named for word in r["aliases"])
            offers = _keep_harmless((word, name) for word, name in words if fold(word).startswith(begun))
    except Exception:  # noqa: BLE001  a completion that fails would write into the person's command line
        return []
    return offers


def _find_shown() -> Catalog | None:
    """Return what is left of the catalog for somebody who is shown no food; None for anybody else."""
    from contextlib import suppress

    with suppress(Exception):  # a shell must never see a failure of ours while a person types
        from gutcli.app import App
        from gutcli.terminal.output import Output

        app = App(Output())
        app.output.quiet = True
        if app.hides_food:
            return app.shown
    return None


def _records(kind: str, table: str) -> Iterable[dict[str, Any]]:
    from gutcli.folders import find_folders

    folders = find_folders(os.environ)
    key = read_key(overlay_files(folders.overlay))
    cache, names = Cache(folders.cache), [name for name, held in FILES.items() if held == kind]
    documents = [document for name in names if (document := cache.read(name, key)) is not None]
    if len(documents) == len(names):
        return [record for document in documents for record in document["records"].values()]
    import tomllib

    entries: list[dict[str, Any]] = []
    for name in names:
        with (find_data() / f"{name}.toml").open("rb") as file:
            entries += tomllib.load(file)[table]
    # The documents keep what may be suggested first.
    return sorted(entries, key=lambda entry: not entry.get("checklist", True))


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
        return _keep_harmless((item.id, item.name) for item in items if fold(item.id).startswith(wanted))
    except Exception:  # noqa: BLE001  # a shell must never see a failure of ours while a person types
        return []


def complete_trials(incomplete: str) -> list[Offer]:
    """Offer the foods and practices of the person's trials."""
    try:
        from gutcli.app import App
        from gutcli.diary.entry import from_data
        from gutcli.terminal.output import Output

        app = App(Output())
        app.output.quiet = True
        tried = {
            entry.subject: str(from_data(entry.data).get("name", ""))
            for entry in app.diary.read_trials()
            if entry.action == "started" and fold(entry.subject).startswith(fold(incomplete))
        }
        left = app.shown.practices if app.hides_food else tried
        return _keep_harmless((ident, name) for ident, name in tried.items() if ident in left)
    except Exception:  # noqa: BLE001  # a shell must never see a failure of ours while a person types
        return []


def complete_swaps(incomplete: str) -> list[Offer]:
    """Offer what could take an item's place: foods and practices."""
    return [*complete_foods(incomplete), *complete_practices(incomplete)]
