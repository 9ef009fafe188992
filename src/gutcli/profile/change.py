"""Changing a value of the profile, and what is said of the change."""

from __future__ import annotations

from collections.abc import Sequence

from gutcli.catalog.library import Catalog
from gutcli.catalog.red_flags import find_red_flag
from gutcli.errors import UsageError
from gutcli.folders import StrPath
from gutcli.profile.edit import find_key, set_value, unset_value
from gutcli.profile.suggestions import known_phrases
from gutcli.profile.view import ProfileChangeView, view_change


def change_value(path: StrPath, catalog: Catalog, key: str, words: Sequence[str], year: int) -> ProfileChangeView:
    """Set one value from the person's words."""
    said, known = " ".join(words), catalog.vocabulary("red_flags")
    if find_key(key) == "watch" and not said.startswith("-") and (flag := find_red_flag(said, known)):
        raise UsageError("That is not something to score, so it is not watched.", flag.advice)
    return view_change(path, catalog, set_value(path, key, words, known_phrases(catalog)), year)


def drop_value(path: StrPath, catalog: Catalog, key: str, year: int) -> ProfileChangeView:
    """Take one value out, so that the default holds again."""
    return view_change(path, catalog, unset_value(path, key), year)
