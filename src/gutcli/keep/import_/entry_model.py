"""What a line of an export must look like; strict, so that what is read is what will be written again."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from gutcli.diary.entry import ACTIONS, KITCHEN, LISTED, Entry, to_data
from gutcli.diary.ratings import find_rating, is_score
from gutcli.diary.trials import parse_trial

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# The form of the catalog's ids: what has it may stand in a command line, and in what a shell offers.
_NAMED = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAMED_LIMIT = 60
_LATEST_ID = "e677d21f"  # the year 9999: a later id would be newer than any to come
_EARLIEST, _LATEST = datetime(1, 1, 3, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
_NAME_LIMIT, _TEXT_LIMIT, _LIST_LIMIT = 300, 4000, 200


class BadLineError(ValueError):
    """One line of an import is not an entry."""


def _hold(is_right: Callable[[str], bool], words: str) -> AfterValidator:
    """Return a check that says in `words` what is not right; {value} in them is what stands there."""

    def check(value: str) -> str:
        if not is_right(value):
            raise PydanticCustomError("own", "{words}", {"words": words.replace("{value}", _shorten(value))})
        return value

    return AfterValidator(check)


def _is_id(value: str) -> bool:
    return not value or (bool(_NAMED.fullmatch(value)) and len(value) <= _NAMED_LIMIT)


def _name_parts(value: Any) -> Any:
    """Return an item of an offered list, which stands there without keys, with them."""
    if not isinstance(value, list) or len(value) != len(LISTED):
        words = f"an item is {_shorten(value)}, not a list of {', '.join(LISTED)}"
        raise PydanticCustomError("whole", "{words}", {"words": words})
    return dict(zip(LISTED, value, strict=True))


Id = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"),
    _hold(lambda value: value[:8] <= _LATEST_ID, "lies after the year 9999"),
]
_IS_TEXT = _hold(lambda value: "\0" not in value, "has characters that are not text")
Text = Annotated[str, StringConstraints(max_length=_TEXT_LIMIT), _IS_TEXT]
Name = Annotated[
    str,
    StringConstraints(max_length=_NAME_LIMIT),
    _IS_TEXT,
    _hold(lambda value: not _CONTROL.search(value), "has control characters"),
]
Named = Annotated[Name, _hold(_is_id, "is {value}; an id is lower-case words joined by hyphens")]
Names = Annotated[list[Name], Field(max_length=_LIST_LIMIT)]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class EntryLine(_Model):
    """An entry, but for what `data` holds, which hangs on the action."""

    id: Id
    device: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
    at: Annotated[
        str,
        StringConstraints(
            pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})$"
        ),
    ]
    offset_minutes: Annotated[int, Field(ge=-1439, le=1439)]
    day: Any
    action: Any
    subject: Named = ""
    slot: Name = ""
    amount: Name = ""
    text: Text = ""
    data: Any = None
    undoes: Id = ""
    change: Id = ""


class SwapData(_Model):
    """What a swap puts in an item's place."""

    id: Named
    name: Name
    amount: Name
    plants: Names
    by_profile: Literal[True] | None = None


class AteData(_Model):
    """What was eaten: how many grams, at which meal, as part of which dish, and instead of which entry."""

    name: Name
    plants: Names
    grams: Annotated[float, Field(gt=0, le=1_000_000, allow_inf_nan=False)] = 1
    meal: Name = ""
    dish: Named = ""
    dish_name: Name = ""
    instead: Id = ""


class KitchenData(_Model):
    """What was found in the kitchen, came into it, or left it."""

    name: Name
    grams: Annotated[float, Field(gt=0, le=100_000, allow_inf_nan=False)] | None = None
    until: Day | None = None


class ListedItem(_Model):
    """One item of an offered list."""

    slot: Name
    id: Named
    name: Name
    amount: Name
    plants: Names


class OfferData(_Model):
    """A list that was offered, and the aim in force."""

    items: Annotated[list[Annotated[ListedItem, BeforeValidator(_name_parts)]], Field(max_length=_LIST_LIMIT)]
    aim: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
    day_starts_at: Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class TrialData(_Model):
    """A trial as it was fixed; what holds between its parts is for diary/trials.py to say."""

    name: Name
    kind: Literal["food", "practice", "own"]
    off: bool
    watch: Annotated[Name, StringConstraints(min_length=1)]
    blocks: Annotated[int, Field(ge=1, le=1000)]
    days: Annotated[int, Field(ge=1, le=1000)]
    washout: Annotated[int, Field(ge=0, le=1000)]
    first: Day
    out: Annotated[list[Named], Field(max_length=_LIST_LIMIT)]
    stop: Annotated[list[Any], Field(min_length=4, max_length=4)] | None = None
    difference: Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False)] | None = None


_SHAPED = {"device", "at", "undoes", "change", "day_starts_at"}
_BOUNDS = {"offset_minutes": (-1439, 1439)}
Model = TypeVar("Model", bound=_Model)
_DATA: dict[str, type[_Model]] = {
    "offer": OfferData, "swapped": SwapData, "ate": AteData,
    "had": KitchenData, "bought": KitchenData, "gone": KitchenData,
    "started": TrialData,
}  # fmt: skip


def parse_entry(fields: dict[str, Any]) -> Entry:
    """Return the entry that an object says. Raise BadLineError, naming the key and what would be right."""
    line = _validate(EntryLine, fields, "an entry")
    action = line.action
    if action not in ACTIONS:
        raise BadLineError(f"the action {action!r} is none of {', '.join(ACTIONS)}")
    if ("undoes" in fields) != (action == "undo"):
        raise BadLineError("'undoes' belongs to the action undo, and only to it")
    if action in {"done", "undone", "skipped", "swapped", "slipped", "stopped", *KITCHEN} and not line.subject:
        raise BadLineError(f"'subject' is missing: {action} what?")
    if action == "mood":
        _check_scores(line.data)
    elif action not in _DATA:
        if line.data is not None:
            raise BadLineError(f"'data' does not belong to the action {action}")
    elif not isinstance(line.data, dict):
        raise BadLineError(f"'data' is missing, or not an object: {action} needs it")
    else:
        _validate(_DATA[action], line.data, "'data'")
    data = to_data(line.data) if line.data is not None else ""
    told = {"at": _parse_instant(line.at), "day": _parse_day(line.day), "data": data, "change": line.change or line.id}
    entry = Entry(**dict(line) | told)
    if action == "started" and parse_trial(entry) is None:
        raise BadLineError("'data' is no trial: blocks come in pairs, in twelve weeks at most, and begin on a real day")
    return entry


def _check_scores(data: Any) -> None:
    """Refuse a check-in that rates nothing, or off its scales."""
    if not isinstance(data, dict) or not data:
        raise BadLineError("'data' is missing, empty or not an object: mood needs it")
    if len(data) > _LIST_LIMIT:
        raise BadLineError(f"'data' has {len(data)} ratings; {_LIST_LIMIT} fit")
    for key, value in data.items():
        rating = find_rating(key)
        if rating is None:
            raise BadLineError(f"{_shorten(key)} is no key of 'data'")
        if not is_score(rating, value):
            kind = "number" if rating.unit == "h" else "whole number"
            raise BadLineError(f"{key!r} is {_shorten(value)}, not a {kind} from {rating.least:g} to {rating.most:g}")


def _validate(model: type[Model], fields: dict[str, Any], what: str) -> Model:
    try:
        return model.model_validate(fields)
    except ValidationError as refusal:
        errors = refusal.errors(include_url=False)
        # What is no key at all comes first: it may be the one that is missing, spelt otherwise.
        first = {"extra_forbidden": 0, "missing": 1}
        raise BadLineError(_format_error(min(errors, key=lambda e: first.get(e["type"], 2)), what)) from None


def _format_error(error: ErrorDetails, what: str) -> str:
    key = next(part for part in reversed(error["loc"]) if isinstance(part, str))
    value = error["input"]
    is_text = key not in _SHAPED and (key, what) != ("id", "an entry")
    match error["type"]:
        case "extra_forbidden":
            return f"{key!r} is no key of {what}"
        case "missing":
            return f"{key!r} is missing" + (f" from {what}" if what == "'data'" else "")
        case "whole":
            return error["msg"]
        case "own":
            return f"{key!r} {error['msg']}"
        case "string_too_long":
            return f"{key!r} has {len(value)} letters; {error['ctx']['max_length']} fit"
        case "literal_error":
            return f"{key!r} is not true"
        case "string_type" if is_text:
            return f"{key!r} is {_shorten(value)}, not text"
        case "string_unicode" if is_text:
            return f"{key!r} has characters that are not text"
        case "list_type" | "too_long":
            return f"{key!r} is not a list" + (" of names" if key == "plants" else "")
    if key == "aim":
        return f"'aim' is {_shorten(value)}, not a share from 0 to 1"
    if key in _BOUNDS:
        lowest, highest = _BOUNDS[key]
        return f"{key!r} is {_shorten(value)}, not a whole number from {lowest} to {highest}"
    return f"{key!r} is {_shorten(value)}, which is not one"


def _parse_instant(words: str) -> datetime:
    try:
        at = datetime.fromisoformat(words).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadLineError(f"'at' is {words!r}, which is no instant") from None
    if not _EARLIEST <= at < _LATEST:  # the store's own bounds: the local clock must be there, too
        raise BadLineError(f"'at' is {words!r}, too near the end of the calendar")
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _parse_day(words: Any) -> date:
    try:
        if isinstance(words, str) and len(words) == 10:
            return date.fromisoformat(words)
    except ValueError:
        pass
    raise BadLineError(f"'day' is {_shorten(words)}, not a date such as 2026-11-23")


def _shorten(value: object) -> str:
    words = repr(value)
    return words if len(words) <= 40 else words[:37] + "..."
