"""What the shell offers after TAB: names from the cache, or from the catalog's file; never heavy, never failing.

zsh runs what it is given as code, and bash puts it on the line as it stands: what comes from a diary, a catalog file or
an import goes out through `_filter_harmless` alone.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from gutcli.catalog.cache import Cache
from gutcli.catalog.data_files import load_vocabulary, overlay_files
from gutcli.catalog.kinds import FILES, TABLES
from gutcli.catalog.library import read_key
from gutcli.text import fold, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gutcli.app import App
    from gutcli.catalog.library import Catalog

Offer = tuple[str, str]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Letters, digits and the few signs that no shell reads as anything, quoted or not, once or twice over.
_NOT_PLAIN = re.compile(r"[^\w\s.,:/()+%–—’-]")


def _never_fail(find: Callable[[str], Iterable[Offer]]) -> Callable[[str], list[Offer]]:
    """Return what offers the harmless part of what `find` does; nothing, should that fail.

    Whatever a completion that fails would say goes into the line that the person is typing.
    """

    def offer(incomplete: str) -> list[Offer]:
        try:
            return _filter_harmless(find(incomplete))
        except Exception:  # noqa: BLE001  # see above
            return []

    return offer


def _filter_harmless(offers: Iterable[Offer]) -> list[Offer]:
    """Return what has the form of the catalog's ids, with descriptions that hold no sign of any shell."""
    return [
        (value, re.sub(r"\s+", " ", _NOT_PLAIN.sub("", safe(about))).replace(":::", ":"))
        for value, about in offers
        if _ID.fullmatch(value)
    ]


def _make_app() -> App:
    from gutcli.app import App
    from gutcli.terminal.output import Output

    return App(Output(quiet=True))


def _find_shown() -> Catalog | None:
    """Return what is left of the catalog for somebody who is shown no food; None for anybody else."""
    with suppress(Exception):
        app = _make_app()
        return app.shown if app.hides_food else None
    return None


def _find_entries(kind: str, incomplete: str, having: str = "id") -> list[Offer]:
    """Return the ids that begin so, with their names; where none does, single words that are other names.

    Of entries that have something under `having`. Whoever is shown no food gets no other names: they may be foods.
    """
    records = [record for record in _read_records(kind) if record.get(having)]
    if shown := _find_shown():
        left = getattr(shown, kind)
        records = [record | {"aliases": []} for record in records if record["id"] in left]
    begun = fold(incomplete)
    named = [(record, record.get("name") or record["title"]) for record in records]
    offers = [(record["id"], name) for record, name in named if fold(record["id"]).startswith(begun)]
    words = ((word, name) for record, name in named for word in record["aliases"])
    return offers or [(word, name) for word, name in words if fold(word).startswith(begun)]


def _read_records(kind: str) -> Iterable[dict[str, Any]]:
    """Return the entries of a kind without compiling the catalog: that takes longer than anyone waits for TAB."""
    folders = _make_app().folders
    cache, key = Cache(folders.cache), read_key(overlay_files(folders.overlay))
    names = [name for name, held in FILES.items() if held == kind]
    documents = [document for name in names if (document := cache.read(name, key)) is not None]
    if len(documents) == len(names):
        return [record for document in documents for record in document["records"].values()]
    entries = [entry for name in names for entry in load_vocabulary(name)[TABLES[kind]]]
    # The documents keep what may be suggested first.
    return sorted(entries, key=lambda entry: not entry.get("checklist", True))


def _offer(kind: str, having: str = "id") -> Callable[[str], list[Offer]]:
    return _never_fail(lambda incomplete: _find_entries(kind, incomplete, having))


complete_topics = _offer("topics")
complete_foods = _offer("foods")
complete_practices = _offer("practices")
complete_breathing = _offer("practices", having="breath")


def complete_swaps(incomplete: str) -> list[Offer]:
    """Offer what could take an item's place: foods and practices."""
    return [*complete_foods(incomplete), *complete_practices(incomplete)]


@_never_fail
def complete_items(incomplete: str) -> Iterable[Offer]:
    """Offer the items of today's list: their numbers and names."""
    from gutcli.day.checklist import read_checklist

    app = _make_app()
    items = app.read(read_checklist, app.today).day.items
    return [(item.id, item.name) for item in items if fold(item.id).startswith(fold(incomplete))]


@_never_fail
def complete_trials(incomplete: str) -> Iterable[Offer]:
    """Offer the foods and practices of the person's trials."""
    from gutcli.diary.entry import from_data

    app = _make_app()
    tried = {
        entry.subject: str(from_data(entry.data).get("name", ""))
        for entry in app.diary.read_trials()
        if entry.action == "started" and fold(entry.subject).startswith(fold(incomplete))
    }
    left = app.shown.practices if app.hides_food else tried
    return [(ident, name) for ident, name in tried.items() if ident in left]


@_never_fail
def complete_ratings(incomplete: str) -> Iterable[Offer]:
    """Offer what can be rated, the person's own too; what is of several words is left out."""
    from gutcli.diary.ratings import RATINGS, list_ratings

    watch: tuple[str, ...] = ()
    with suppress(Exception):  # a profile that is broken
        watch = _make_app().profile.watch
    ratings = list_ratings(watch, RATINGS)
    return [(rating.name, rating.about) for rating in ratings if rating.name.startswith(incomplete.lower())]


def complete_keys(incomplete: str) -> list[Offer]:
    """Offer the profile's keys."""
    from gutcli.profile.settings import SETTINGS

    known = ((key, setting.about) for key, setting in SETTINGS.items() if setting.about)
    return [(key, about) for key, about in known if key.startswith(incomplete.lower())]


def complete_values(key: str, incomplete: str) -> list[Offer]:
    """Offer what a key of the profile may be, where that can be listed."""
    from gutcli.profile.settings import SETTINGS

    if key not in SETTINGS or not (setting := SETTINGS[key]).about:
        return []
    offers = complete_foods(incomplete) if "foods" in setting.entries else []
    offers += complete_practices(incomplete) if "practices" in setting.entries else []
    words = (*setting.kind.offers, *setting.examples)
    return [*offers, *((word, "") for word in words if word.startswith(incomplete.lower()))]
