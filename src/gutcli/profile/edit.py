"""Changing one value of the profile's file: comments, order and everything else stay as the person left them.

tomlkit writes the file; it takes 25 ms to import, so it is imported only where something is written.
"""

import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from gutcli.catalog.data_files import load_vocabulary
from gutcli.catalog.files import TomlError, parse_toml
from gutcli.diary.ratings import RATINGS
from gutcli.errors import NameNotFoundError, ProfileError, UsageError
from gutcli.folders import StrPath, load_bytes, write_private
from gutcli.profile.file import examine_data, find_copy, find_lines, is_missing, load_data, make_error
from gutcli.profile.settings import KEYS, SETTINGS, Profile, make_profile, profile_value
from gutcli.text import fold, join_words, nearest, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

_LONGEST_LINE = 100
_NO_WORDS = {"", "none", "nothing", "nil", "n/a", "no"}


class ProfileChange(NamedTuple):
    """One value was changed: the profile before and after, the key, its old and its new value."""

    before: Profile
    after: Profile
    key: str
    old: Any
    new: Any


NOTHING_SET = "# Nothing is set here. gutcli profile edit shows what can be.\n"
"""What a profile without values holds: an empty file is taken for one that was lost."""


def find_key(words: str) -> str:
    """Return the key that `words` mean. Raise NameNotFoundError with the nearest keys."""
    said = words.strip().lower()
    for key in KEYS:
        if said.replace("-", "_") == key.replace("-", "_"):
            return key
    typed: dict[str, str] = load_vocabulary("commands")["keys"]
    if said in typed:
        return typed[said]
    close = nearest(said, [*KEYS, *typed])
    close = list(dict.fromkeys(typed.get(key, key) for key in close))
    if said in {"checklist", "goals"}:
        close = [key for key in KEYS if key.startswith(f"{said}.")]
    hint = f"Did you mean {join_words(close, 'or')}?" if close else f"The keys are {join_words(list(KEYS))}."
    raise NameNotFoundError(f"The profile has no key called {safe(words)!r}.", hint, choices=close)


def set_value(path: StrPath, key: str, words: "Sequence[str]", known: "Collection[str]" = ()) -> ProfileChange:
    """Change one value, given in the person's words; everything else in the file stays as it is.

    A list is replaced, unless its words begin with + (added) or - (taken out). `known` are folded phrases that gutcli
    knows (suggestions.known_phrases), by which words without commas are told apart. The old file is kept beside it, as
    profile.toml.bak. Raise NameNotFoundError (the key), UsageError (the value), ProfileError (the rest is broken).
    """
    key = find_key(key)
    if not any(word.strip() for word in words):
        hint = f"Give one: gutcli profile set {key} VALUE. For the default: gutcli profile unset {key}"
        raise UsageError(f"{key} needs a value.", hint)
    return _change(path, key, lambda old: _parse_value(key, words, old, known))


def unset_value(path: StrPath, key: str) -> ProfileChange:
    """Take one value out of the file, so that the default holds again; this also takes out a key that is not known."""
    try:
        key = find_key(key)
    except NameNotFoundError:
        if is_missing(path) or key not in load_data(path)[0]:
            raise
    return _change(path, key, lambda _: None)


def _change(path: StrPath, key: str, decide: "Callable[[Any], Any]") -> ProfileChange:
    """Write the decided value (None: nothing) into the file, if what comes out is a whole profile."""
    missing = is_missing(path)
    data = {} if missing else load_data(path)[0]
    old_text = _load_text(path)
    # A file that is broken only in the value that is being changed may be repaired so.
    wanted = _without(data, key)
    rest = examine_data(wanted, find_lines(old_text))
    if rest.problems:
        raise make_error(path, rest.problems)
    was = examine_data(data)
    before = make_profile(rest.values if was.problems else was.values)
    value = decide(profile_value(before, key) if key in KEYS else None)
    if value is not None:
        table, name = _find_place(key)
        (wanted.setdefault(table, {}) if table else wanted)[name] = value
    found = examine_data(wanted)
    if found.problems:
        raise UsageError(f"{key}: {found.problems[0].message}", found.problems[0].expected)
    after = make_profile(found.values)
    old, new = (profile_value(p, key) if key in KEYS else None for p in (before, after))
    if wanted != data:
        new_text = _write_value(old_text, key, value, wanted)
        if _load_text(path) != old_text:
            return _change(path, key, decide)  # another window was quicker: what it said must not be lost
        _write(path, new_text, keep_old=not missing)
    return ProfileChange(before, after, key, old, new)


def _load_text(path: StrPath) -> str:
    return "" if is_missing(path) else load_bytes(path).decode("utf-8-sig")


def _find_place(key: str) -> tuple[str, str]:
    """Return the table of a key, "" for none, and its name there; in a key that is not known a dot means nothing."""
    table, _, name = key.rpartition(".") if key in KEYS else ("", "", key)
    return table, name


def _without(data: "Mapping[str, Any]", key: str) -> dict[str, Any]:
    """Return the data without one key; a table that is not one goes as a whole."""
    table, name = _find_place(key)
    kept = {k: dict(v) if isinstance(v, dict) else v for k, v in data.items()}
    place = kept.get(table) if table else kept
    if isinstance(place, dict):
        place.pop(name, None)
    elif table:
        kept.pop(table, None)
    return kept


def _parse_value(key: str, words: "Sequence[str]", old: Any, known: "Collection[str]") -> Any:
    """Return the person's words for `key` as the value to write into the file. Raise UsageError."""
    if isinstance(profile_value(Profile(), key), tuple):
        return _parse_list(key, words, old, known)
    said = " ".join(word.strip() for word in words).strip()
    try:
        return SETTINGS[key].kind.parse(said)
    except ValueError as error:
        message, _, expected = str(error).partition(". ")
        raise UsageError(f"{key}: {safe(said)!r} {message.rstrip('.')}.", expected) from None


def _parse_list(key: str, words: "Sequence[str]", old: tuple[str, ...], known: "Collection[str]") -> list[str]:
    items = split_items(words, RATINGS if key == "watch" else known)
    signed = bool(items) and items[0][0] in "+-"
    result = list(old) if signed else []
    sign = "+"
    for item in items:
        word = item
        if item[0] in "+-":
            if not signed:
                hint = "Give + or - to the first one too."
                raise UsageError(f"{key}: {safe(item)!r} stands after words without a sign.", hint)
            sign, word = item[0], item[1:].strip()
        there = next((held for held in result if _same(held, word)), None)
        if sign == "+" and word and there is None:
            result.append(word)
        elif sign == "-" and there is not None:
            result.remove(there)
        elif sign == "-" and word:
            holds = join_words([safe(held) for held in result]) or "nothing"
            raise UsageError(f"{key} does not hold {safe(word)!r}.", f"It holds {holds}.")
    return result


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold() or fold(one) == fold(other) != ""


def split_items(words: "Sequence[str]", known: "Collection[str]") -> list[str]:
    """Part people's words into items: at commas; without any, at spaces if each part is then something gutcli knows."""
    said = " ".join(words).strip()
    if said[:1] in {"+", "-"}:
        items = re.split(r"[,;\n]|\s+(?=[+-])", said)
    elif re.search(r"[,;\n]", said):
        items = re.split(r"[,;\n]", said)
    elif len(words) > 1 and any(" " in word.strip() for word in words):
        items = list(words)  # quoted one by one
    else:
        items = _split_known(said.split(), known) or [said]
    return [item.strip() for item in items if item.strip().lower() not in _NO_WORDS]


def _split_known(words: list[str], known: "Collection[str]") -> list[str]:
    """Part words into phrases that are all known, the longest first; an empty list if that cannot be done."""
    for end in range(min(len(words), 40), 0, -1):
        if fold(" ".join(words[:end])) in known:
            if end == len(words):
                return [" ".join(words)]
            if rest := _split_known(words[end:], known):
                return [" ".join(words[:end]), *rest]
            return []
    return []


def _write_value(text: str, key: str, value: Any, wanted: "Mapping[str, Any]") -> str:
    """Return the text with one value changed, so that comments and order stay; where that is too hard, all anew."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
        _put(document, key, value)
        written = tomlkit.dumps(document)
        if _filled(parse_toml(written, "")) == _filled(wanted):
            return written
    except (TOMLKitError, TomlError, ValueError, TypeError, AttributeError):
        pass  # a form that tomlkit cannot change: the words are worth more than their layout
    return tomlkit.dumps(_filled(wanted))


def _put(document: Any, key: str, value: Any) -> None:
    """Put a value (None: nothing) in its place; a new one stands before the first table, or first in its own."""
    import tomlkit

    table, name = _find_place(key)
    if value is None:
        (document[table] if table else document).pop(name, None)
        return
    item = tomlkit.item(value)
    if isinstance(value, list) and len(f"{name} = {item.as_string()}") > _LONGEST_LINE:
        item.multiline(multiline=True)
    if table and table not in document:
        document[table] = {name: item}
        return
    place = document[table] if table else document
    if name in place or (table and not isinstance(place, tomlkit.items.Table)):
        place[name] = item
        return
    container = place.value if table else document
    at = 0 if table else _find_end_of_keys(container.body)
    if at < len(container.body):
        container._insert_at(at, name, item)  # noqa: SLF001  # what is public only adds at the end
    else:
        container.add(name, item)


def _find_end_of_keys(body: "Sequence[tuple[Any, Any]]") -> int:
    """Return where the keys before the first table end; the comment right above a table is the table's."""
    from tomlkit.items import AoT, Comment, Table, Whitespace

    table = next((n for n, (_, item) in enumerate(body) if isinstance(item, Table | AoT)), len(body))
    end = table
    for kind in (Comment, Whitespace) if table < len(body) else ():
        while end and isinstance(body[end - 1][1], kind):
            end -= 1
    return end or table


def _filled(data: "Mapping[str, Any]") -> dict[str, Any]:
    return {key: value for key, value in data.items() if value != {}}


def _write(path: StrPath, text: str, *, keep_old: bool) -> None:
    text = text if text.strip() else NOTHING_SET
    try:
        if keep_old:
            write_private(find_copy(path), load_bytes(path))
        # A profile that is a link (kept among other dot files) stays one: what it points to is changed.
        write_private(os.path.realpath(path), text.encode())
    except OSError as error:
        reason = error.strerror or str(error)
        raise ProfileError(f"{safe(str(path))} cannot be written: {safe(reason)}.", "Nothing was changed.") from None
