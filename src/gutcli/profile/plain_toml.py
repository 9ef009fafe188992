"""A plain profile, read without importing a TOML parser: that takes longer than drawing the day's list.

Only lines that can mean one thing are understood: comments, [table], key = true, 3, "words" or ["words", "words"], in
one line each. Whatever else stands in a file, all of it is left to the real parser.
"""

from typing import Any

_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


class _NotPlainError(Exception):
    """There is something that only the real parser should judge."""


def parse_plain(text: str) -> dict[str, Any] | None:
    """Return what tomllib would give for the text; None where that is not plain to see."""
    lines = text.replace("\r\n", "\n").split("\n")
    if not all(line.replace("\t", " ").isprintable() for line in lines):
        return None
    document: dict[str, Any] = {}
    table = document
    try:
        for line in lines:
            words = line.strip(" \t")
            if not words or words[0] == "#":
                continue
            if words[0] == "[":
                name, bracket, rest = words[1:].partition("]")
                if not bracket or not _BARE.issuperset(name := name.strip(" \t")) or not name or name in document:
                    return None
                _expect_end(rest)
                table = document[name] = {}
                continue
            key, sign, rest = words.partition("=")
            if not sign or not _BARE.issuperset(key := key.strip(" \t")) or not key or key in table:
                return None
            table[key], rest = _parse_value(rest.lstrip(" \t"))
            _expect_end(rest)
    except _NotPlainError:
        return None
    return document


def _expect_end(rest: str) -> None:
    rest = rest.strip(" \t")
    if rest and rest[0] != "#":
        raise _NotPlainError


def _parse_value(words: str) -> tuple[Any, str]:
    """Return the value at the beginning of the words, and what stands after it."""
    if words[:1] == "[":
        return _parse_list(words[1:])
    if words[:1] in {'"', "'"}:
        return _parse_string(words)
    word = words.partition("#")[0].strip(" \t")
    rest = words[len(word) :]
    if word in {"true", "false"}:
        return word == "true", rest
    if word.isascii() and word.isdigit() and len(word) < 10 and (word == "0" or word[0] != "0"):
        return int(word), rest
    raise _NotPlainError


def _parse_string(words: str) -> tuple[str, str]:
    value, quote, rest = words[1:].partition(words[0])
    if not quote or "\\" in value or rest[:1] == words[0]:
        raise _NotPlainError
    return value, rest


def _parse_list(words: str) -> tuple[list[str], str]:
    found: list[str] = []
    words = words.lstrip(" \t")
    while words[:1] != "]":
        if words[:1] not in {'"', "'"}:
            raise _NotPlainError
        value, words = _parse_string(words)
        found.append(value)
        words = words.lstrip(" \t")
        if words[:1] == ",":
            words = words[1:].lstrip(" \t")
        elif words[:1] != "]":
            raise _NotPlainError
    return found, words[1:]
