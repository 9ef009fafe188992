"""Whether one object of an import is an entry; strict, so that what is read is what will be written again."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from gutcli.diary.entry import ACTIONS, Entry, to_data

if TYPE_CHECKING:
    from collections.abc import Callable

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_DEVICE = re.compile(r"[A-Za-z0-9._-]{1,64}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_LATEST_ID = "e677d21f"  # the year 9999: a later id would be newer than any to come
_NAME_LIMIT, _TEXT_LIMIT, _LIST_LIMIT = 300, 4000, 200
_REQUIRED = ("id", "device", "at", "offset_minutes", "day", "action")
_LISTED = ("slot", "id", "name", "amount", "plants")
_OPTIONAL = ("subject", "slot", "amount", "text", "data", "undoes", "change")


class BadLineError(ValueError):
    """One line of an import is not an entry."""


def check_entry(fields: dict[str, Any]) -> Entry:
    """Give the entry that an object says. Raises BadLineError, naming the key and what would be right."""
    if unknown := [key for key in fields if key not in _REQUIRED and key not in _OPTIONAL]:
        raise BadLineError(f"{unknown[0]!r} is no key of an entry")
    if missing := [key for key in _REQUIRED if key not in fields]:
        raise BadLineError(f"{missing[0]!r} is missing")
    action = fields["action"]
    if action not in ACTIONS:
        raise BadLineError(f"the action {action!r} is none of {', '.join(ACTIONS)}")
    own = _check_id(fields, "id")
    undoes = _check_id(fields, "undoes") if "undoes" in fields else ""
    if bool(undoes) != (action == "undo"):
        raise BadLineError("'undoes' belongs to the action undo, and only to it")
    subject = _check_name(fields, "subject")
    if action in {"done", "undone", "skipped", "swapped"} and not subject:
        raise BadLineError(f"'subject' is missing: {action} what?")
    return Entry(
        own,
        _check_match(fields, "device", _DEVICE),
        _check_instant(fields),
        _check_whole(fields, "offset_minutes", -1439, 1439),
        _check_day(fields),
        action,
        subject,
        _check_name(fields, "slot"),
        _check_name(fields, "amount"),
        _check_text(fields, "text", _TEXT_LIMIT),
        _check_data(action, fields.get("data")),
        undoes,
        _check_id(fields, "change") if "change" in fields else own,
    )


def _check_match(fields: dict[str, Any], key: str, pattern: re.Pattern[str]) -> str:
    value = fields[key]
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise BadLineError(f"{key!r} is {_short(value)}, which is not one")
    return value


def _check_id(fields: dict[str, Any], key: str) -> str:
    value = _check_match(fields, key, _ID)
    if value[:8] > _LATEST_ID:
        raise BadLineError(f"{key!r} lies after the year 9999")
    return value


def _check_text(fields: dict[str, Any], key: str, limit: int) -> str:
    value = fields.get(key, "")
    if not isinstance(value, str):
        raise BadLineError(f"{key!r} is {_short(value)}, not text")
    if len(value) > limit:
        raise BadLineError(f"{key!r} has {len(value)} letters; {limit} fit")
    if "\0" in value or _SURROGATE.search(value):
        raise BadLineError(f"{key!r} has characters that are not text")
    return value


def _check_name(fields: dict[str, Any], key: str) -> str:
    value = _check_text(fields, key, _NAME_LIMIT)
    if _CONTROL.search(value):
        raise BadLineError(f"{key!r} has control characters")
    return value


def _check_whole(fields: dict[str, Any], key: str, lowest: int, highest: int) -> int:
    value = fields[key]
    if type(value) is not int or not lowest <= value <= highest:
        raise BadLineError(f"{key!r} is {_short(value)}, not a whole number from {lowest} to {highest}")
    return value


def _check_instant(fields: dict[str, Any]) -> datetime:
    words = _check_match(fields, "at", _INSTANT)
    try:
        at = datetime.fromisoformat(words).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadLineError(f"'at' is {words!r}, which is no instant") from None
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _check_day(fields: dict[str, Any]) -> date:
    words = fields["day"]
    try:
        if isinstance(words, str) and len(words) == 10:
            return date.fromisoformat(words)
    except ValueError:
        pass
    raise BadLineError(f"'day' is {_short(words)}, not a date such as 2026-11-23")


def _check_data(action: str, data: Any) -> str:
    check = _PAYLOADS.get(action)
    if check is None:
        if data is not None:
            raise BadLineError(f"'data' does not belong to the action {action}")
        return ""
    if not isinstance(data, dict):
        raise BadLineError(f"'data' is missing, or not an object: {action} needs it")
    check(data)
    return to_data(data)


def _check_keys(data: dict[str, Any], required: set[str], optional: frozenset[str] = frozenset()) -> None:
    if wrong := sorted((data.keys() ^ required) - (optional & data.keys())):
        how = "is missing from" if wrong[0] in required else "is no key of"
        raise BadLineError(f"{wrong[0]!r} {how} 'data'")


def _check_item(data: dict[str, Any]) -> None:
    _check_keys(data, {"id", "name", "amount", "plants"}, frozenset({"by_profile"}))
    if data.get("by_profile") not in {None, True}:
        raise BadLineError("'by_profile' is not true")
    _check_food({key: value for key, value in data.items() if key != "by_profile"})


def _check_ate(data: dict[str, Any]) -> None:
    _check_keys(data, {"name", "plants"})
    _check_food(data)


def _check_food(data: dict[str, Any]) -> None:
    for key in data.keys() - {"plants"}:
        _check_name(data, key)
    plants = data["plants"]
    if not isinstance(plants, list) or len(plants) > _LIST_LIMIT:
        raise BadLineError("'plants' is not a list of names")
    for plant in plants:
        _check_name({"plants": plant}, "plants")


def _check_offer(data: dict[str, Any]) -> None:
    _check_keys(data, {"items", "aim", "day_starts_at"})
    items, aim = data["items"], data["aim"]
    if not isinstance(items, list) or len(items) > _LIST_LIMIT:
        raise BadLineError("'items' is not a list")
    for item in items:
        if not isinstance(item, list) or len(item) != len(_LISTED):
            raise BadLineError(f"an item is {_short(item)}, not a list of {', '.join(_LISTED)}")
        _check_food(dict(zip(_LISTED, item, strict=True)))
    if type(aim) not in {int, float} or not 0 <= aim <= 1:
        raise BadLineError(f"'aim' is {_short(aim)}, not a share from 0 to 1")
    _check_match(data, "day_starts_at", _CLOCK)


def _check_mood(data: dict[str, Any]) -> None:
    _check_keys(data, {"mood"}, frozenset({"energy", "gut"}))
    for key in data:
        _check_whole(data, key, 1, 5)


_PAYLOADS: dict[str, Callable[[dict[str, Any]], None]] = {
    "offer": _check_offer,
    "swapped": _check_item,
    "ate": _check_ate,
    "mood": _check_mood,
}


def _short(value: object) -> str:
    words = repr(value)
    return words if len(words) <= 40 else words[:37] + "..."
