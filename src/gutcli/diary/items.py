"""Finding an item on the day's list by number, id, name or the beginning of its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gutcli.diary.entry import Item
from gutcli.errors import AmbiguousNameError, NameNotFoundError
from gutcli.text import count, did_you_mean, fold, join_words, nearest, safe


def find_item(items: Sequence[Item], words: str) -> Item:
    """Return the item that `words` mean: its number, id, name, or a beginning of them that only it has.

    What the list first offered finds what has taken its place. Raise NameNotFoundError, AmbiguousNameError.
    """
    text = words.strip()
    if re.fullmatch(r"[-+]*[0-9]+", text):
        # A number of a thousand digits is no item either; Python would not even read it.
        number = int(text) if len(text) < 8 and text[:2].strip("+-") else -1
        if 1 <= number <= len(items):
            return items[number - 1]
        raise NameNotFoundError(
            f"There is no item {safe(text[:12])}: the list has {count(len(items), 'item')}.",
            "See it with: gutcli today",
        )
    wanted = fold(text)
    for exact in (True, False):
        found = [item for item in items if wanted and _fits(_names_of(item), wanted, exact=exact)]
        if len(found) == 1:
            return found[0]
        if found:
            numbers = join_words([f"{item.number} ({item.name})" for item in found], "or")
            raise AmbiguousNameError(
                f"{safe(words)!r} is more than one item of the list.",
                f"Give the number: {numbers}.",
                choices=[item.name for item in found],
            )
    names = {fold(item.name): item.name for item in items}
    near = [names[name] for name in nearest(wanted, names)]
    hint = did_you_mean(near, "See the list with: gutcli today")
    raise NameNotFoundError(f"{safe(words)!r} is not on the list.", hint, choices=near)


def find_all(items: Sequence[Item], state: str) -> list[Item]:
    """Return all that is open or, where nothing is, all that is in this state already."""
    waiting = [item for item in items if item.state == "open"]
    return waiting or [item for item in items if item.state == state]


def is_named(item: Item, words: str) -> bool:
    """Return whether words with a number, or a part of the name that the item itself has, may mean it."""
    return re.fullmatch(r"[-+0-9,\s]+", words) is not None or _fits((item.id, item.name), fold(words), exact=False)


def _names_of(item: Item) -> tuple[str, ...]:
    return item.id, item.name, item.swapped_from, item.swapped_from_name


def _fits(given: Iterable[str], wanted: str, *, exact: bool) -> bool:
    names = [fold(name) for name in given if name]
    if exact:
        return wanted in names
    return any(name.startswith(wanted) or f" {wanted}" in f" {name}" for name in names)
