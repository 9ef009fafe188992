"""Changing one value of the profile's file: comments, order and everything else stay as the person left them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gutcli.catalog.files import TomlError, parse_toml
from gutcli.errors import NameNotFoundError, ProfileError, UsageError
from gutcli.folders import write_private
from gutcli.profile.file import (
    HEADER,
    find_lines,
    parse_diet,
    parse_share,
    parse_time,
    parse_week,
    read_data,
    refuse,
    validate,
)
from gutcli.profile.settings import KEYS, Profile, is_missing, profile_value
from gutcli.text import fold, join_words, nearest, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

_LONGEST_LINE = 100
_MOST_LINES = 400
"""No statement is looked for beyond so many lines."""
_NO_WORDS = {"", "none", "nothing", "nil", "n/a", "no"}
_YES = {"yes", "y", "true", "on", "1"}
_NO = {"no", "n", "false", "off", "0"}
# What people type for a key, besides the key.
_KEY_WORDS = {
    "allergy": "allergies", "allergens": "allergies", "condition": "conditions", "illness": "conditions",
    "medicine": "medicines", "medication": "medicines", "medications": "medicines", "meds": "medicines",
    "drugs": "medicines", "dislike": "dislikes", "favourite": "favourites", "favorites": "favourites",
    "favorite": "favourites", "plants": "goals.plants", "avoid": "practices.avoid", "practices": "practices.avoid",
    "checklist.omega3": "checklist.omega-3",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One value was changed: the profile before and after, the key, its old and its new value."""

    before: Profile
    after: Profile
    key: str
    old: Any
    new: Any


def find_key(words: str) -> str:
    """Give the key that `words` mean. Raises NameNotFoundError with the nearest keys."""
    said = words.strip().lower()
    for key in KEYS:
        if said.replace("-", "_") == key.replace("-", "_"):
            return key
    if said in _KEY_WORDS:
        return _KEY_WORDS[said]
    close = nearest(said, [*KEYS, *_KEY_WORDS])
    close = list(dict.fromkeys(_KEY_WORDS.get(key, key) for key in close))
    if said in {"checklist", "goals"}:
        close = [key for key in KEYS if key.startswith(f"{said}.")]
    hint = f"Did you mean {join_words(close, 'or')}?" if close else f"The keys are {join_words(list(KEYS))}."
    raise NameNotFoundError(f"The profile has no key called {safe(words)!r}.", hint, nearest=close)


def set_value(path: Path, key: str, words: Sequence[str], known: Collection[str] = ()) -> Change:
    """Change one value, given in the person's words; everything else in the file stays as it is.

    A list is replaced, unless its words begin with + (added) or - (taken out). `known` are folded phrases that gutcli
    knows (profile_words.known_phrases), by which words without commas are told apart. The old file is kept beside it,
    as profile.toml.bak. Raises NameNotFoundError (the key), UsageError (the value), ProfileError (the rest is broken).
    """
    key = find_key(key)
    if not any(word.strip() for word in words):
        hint = f"Give one: gutcli profile set {key} VALUE. For the default: gutcli profile unset {key}"
        raise UsageError(f"{key} needs a value.", hint)
    return _change(path, key, lambda old: _parse_value(key, words, old, known))


def unset_value(path: Path, key: str) -> Change:
    """Take one value out of the file, so that the default holds again; this also takes out a key that is not known."""
    try:
        key = find_key(key)
    except NameNotFoundError:
        if is_missing(path) or key not in read_data(path)[0]:
            raise
    return _change(path, key, lambda _: None)


def _change(path: Path, key: str, decide: Callable[[Any], Any]) -> Change:
    """Lay the decided value (None: nothing) into the file, if what comes out is a whole profile."""
    missing = is_missing(path)
    data = {} if missing else read_data(path)[0]
    old_text = _read_text(path)
    # A file that is broken only in the value that is being changed may be mended so.
    before, _ = validate(data, str(path), {})
    rest, problems = validate(_without(data, key), str(path), find_lines(old_text))
    if rest is None:
        raise refuse(path, problems)
    before = before or rest
    value = decide(profile_value(before, key) if key in KEYS else None)
    wanted = _without(data, key)
    if value is not None:
        table, _, name = key.rpartition(".")
        (wanted.setdefault(table, {}) if table else wanted)[name] = value
    after, problems = validate(wanted, str(path), {})
    if after is None:
        raise UsageError(f"{key}: {problems[0].message}", problems[0].expected)
    old, new = (profile_value(p, key) if key in KEYS else None for p in (before, after))
    if wanted != data:
        new_text = _lay(old_text, key, value, wanted)
        if _read_text(path) != old_text:
            return _change(path, key, decide)  # another window was quicker: what it said must not be lost
        _write(path, new_text, keep_old=not missing)
    return Change(before, after, key, old, new)


def _read_text(path: Path) -> str:
    return "" if is_missing(path) else path.read_text(encoding="utf-8-sig")


def _without(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Give the data without one key; a table that is not one goes as a whole."""
    table, _, name = key.rpartition(".") if key in KEYS else ("", "", key)
    kept = {k: dict(v) if isinstance(v, dict) else v for k, v in data.items()}
    place = kept.get(table) if table else kept
    if isinstance(place, dict):
        place.pop(name, None)
    elif table:
        kept.pop(table, None)
    return kept


def _parse_value(key: str, words: Sequence[str], old: Any, known: Collection[str]) -> Any:
    """Read the person's words for `key`, as the value to write into the file. Raises UsageError."""
    default = profile_value(Profile(), key)
    if isinstance(default, tuple):
        return _parse_list(key, words, old, known)
    said = " ".join(word.strip() for word in words).strip()
    if not said:
        raise UsageError(f"{key} needs a value.", f"To go back to the default, run: gutcli profile unset {key}")
    try:
        if key == "diet":
            return parse_diet(said)
        if key == "week_starts":
            return parse_week(said)
        if key == "aim":
            share = parse_share(said)
            return said.replace(" ", "") if "/" in said else share
        if key == "day_starts_at":
            return parse_time(said).isoformat("minutes")
    except ValueError as error:
        message, _, expected = str(error).partition(". ")
        raise UsageError(f"{key}: {safe(said)!r} {message.rstrip('.')}.", expected) from None
    if isinstance(default, bool):
        if said.lower() in _YES | _NO:
            return said.lower() in _YES
        raise UsageError(f"{key}: {safe(said)!r} is not yes or no.", "Say yes or no.")
    if re.fullmatch(r"[0-9]{1,4}", said):
        return int(said)
    raise UsageError(f"{key}: {safe(said)!r} is not a whole number.", f"Give one like {default}.")


def _parse_list(key: str, words: Sequence[str], old: tuple[str, ...], known: Collection[str]) -> list[str]:
    items = _split(words, known)
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


def _split(words: Sequence[str], known: Collection[str]) -> list[str]:
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


def _split_known(words: list[str], known: Collection[str]) -> list[str]:
    """Part words into phrases that are all known, the longest first; an empty list if that cannot be done."""
    for end in range(min(len(words), 40), 0, -1):
        if fold(" ".join(words[:end])) in known:
            if end == len(words):
                return [" ".join(words)]
            if rest := _split_known(words[end:], known):
                return [" ".join(words[:end]), *rest]
            return []
    return []


def _lay(text: str, key: str, value: Any, wanted: Mapping[str, Any]) -> str:
    """Change one statement in the text, so that comments and order stay; where that is too hard, write all anew."""
    import tomli_w

    statement = "" if value is None else _make_statement(key.rpartition(".")[2], value)
    for candidate in (_replace_statement(text, key, statement), _insert_statement(text, key, statement)):
        if candidate is not None:
            try:
                if _filled(parse_toml(candidate, "")) == _filled(wanted):
                    return candidate
            except TomlError:
                continue
    return tomli_w.dumps(_filled(wanted))


def _make_statement(name: str, value: Any) -> str:
    import tomli_w

    if isinstance(value, list):
        line = f"{name} = [{', '.join(tomli_w.dumps({'x': word})[4:].rstrip() for word in value)}]\n"
        if len(line) <= _LONGEST_LINE:
            return line
    return tomli_w.dumps({name: value})


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value != {}}


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _replace_statement(text: str, key: str, statement: str) -> str | None:
    """Put the statement where the key stands now; its comment on the same line stays."""
    number = find_lines(text).get(key)
    if not number:
        return None
    lines = _lines(text)
    for end in range(number, min(len(lines), number + _MOST_LINES) + 1):
        if _parses("".join(lines[number - 1 : end])):
            if end == number and statement.count("\n") == 1 and (comment := _find_comment(lines[number - 1])):
                statement = f"{statement.rstrip()}  {comment}\n"
            return "".join([*lines[: number - 1], statement, *lines[end:]])
    return None


def _parses(text: str) -> bool:
    try:
        parse_toml(text, "")
    except TomlError:
        return False
    return True


def _find_comment(line: str) -> str:
    starts = (match.start() for match in re.finditer("#", line))
    return next((line[start:].strip() for start in starts if _parses(line[:start])), "")


def _insert_statement(text: str, key: str, statement: str) -> str | None:
    """Put a new statement at the end of the keys before the first table, or at the top of its own table."""
    if not statement:
        return None
    table = key.rpartition(".")[0]
    lines = _lines(text)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    headers = [n for n, line in enumerate(lines) if HEADER.match(line)]
    if table:
        mine = find_lines(text).get(table)
        if mine and mine - 1 in headers:
            return "".join([*lines[:mine], statement, *lines[mine:]])
        return "".join([*lines, "\n" if lines else "", f"[{table}]\n", statement])
    if not headers:
        return "".join([*lines, statement])
    place = headers[0]
    while place and lines[place - 1].lstrip().startswith("#"):
        place -= 1  # the comment above a table is the table's
    if place == 0:
        place = headers[0]
        return "".join([*lines[:place], statement, "\n", *lines[place:]])
    end = place
    while place and not lines[place - 1].strip():
        place -= 1
    gap = "\n" if place == end else ""
    return "".join([*lines[:place], statement, gap, *lines[place:]])


def _write(path: Path, text: str, *, keep_old: bool) -> None:
    try:
        if keep_old:
            write_private(path.with_name(f"{path.name}.bak"), path.read_bytes())
        # A profile that is a link (kept among other dot files) stays one: what it points to is changed.
        write_private(path.resolve() if path.is_symlink() else path, text.encode())
    except OSError as error:
        reason = error.strerror or str(error)
        raise ProfileError(f"{safe(str(path))} cannot be written: {safe(reason)}.", "Nothing was changed.") from None
