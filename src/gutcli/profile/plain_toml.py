"""A plain profile, read without importing a TOML parser: that takes longer than drawing the day's list.

Only lines that can mean one thing are understood: comments, [table], and key = value where JSON writes the value alike:
true, 3, "words" or ["words", "words"]. Whatever else stands in a file, all of it is left to the real parser.
"""

from json import JSONDecoder
from typing import Any

_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def parse_plain(text: str) -> dict[str, Any] | None:
    """Return what tomllib would give for the text; None where that is not plain to see."""
    if "\\" in text:  # the two do not escape alike
        return None
    read = JSONDecoder().raw_decode
    document: dict[str, Any] = {}
    table = document
    for line in text.replace("\r\n", "\n").split("\n"):
        words = line.strip(" \t")
        if not line.replace("\t", " ").isprintable():
            return None
        if not words or words[0] == "#":
            continue
        is_table = words[0] == "["
        key, sign, rest = words[1:].partition("]") if is_table else words.partition("=")
        key, rest = key.strip(" \t"), rest.lstrip(" \t")
        if not sign or not key or not _BARE.issuperset(key) or key in (document if is_table else table):
            return None
        if is_table:
            table = document[key] = {}
        else:
            try:
                table[key], end = read(rest)
            except (ValueError, RecursionError):
                return None
            if not _is_plain(table[key]):
                return None
            rest = rest[end:].lstrip(" \t")
        if rest and rest[0] != "#":
            return None
    return document


def _is_plain(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(word, str) for word in value)
    return isinstance(value, str | bool) or (isinstance(value, int) and 0 <= value < 10**9)
