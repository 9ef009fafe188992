"""What the person told us, and the quick way in which every command reads it.

Only what every command needs stands here. profile_file.py parses and checks the file, and is imported when it has
changed; profile_edit.py changes it.
"""

import os
import stat
from datetime import time
from typing import TYPE_CHECKING, Any, NamedTuple

from gutcli.catalog.cache import Cache, stamp
from gutcli.errors import ProfileError
from gutcli.text import safe

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DIETS = ("omnivore", "pescatarian", "vegetarian", "vegan")
"""From the one that takes everything to the strictest."""
WEEK_STARTS = ("monday", "sunday", "saturday")
CHECKLIST = {"prebiotic": 2, "probiotic": 1, "omega-3": 1, "move": 1, "calm": 1}
"""How many items of each slot a day has, where the person says nothing else."""
MOST_ITEMS = 5
LATEST_START = time(12, 0)
DAILY_AIM = 4 / 6

HINT = "Run gutcli profile to see what still holds, and gutcli profile edit to mend the file."

_CACHED = "profile"
_MOST_KEPT = 64 * 1024
"""A longer file is read anew each time."""


class Profile(NamedTuple):
    """The person's own words, and how gutcli should behave. Words stand as they were written; words.py reads them."""

    diet: str = "omnivore"
    allergies: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    medicines: tuple[str, ...] = ()
    dislikes: tuple[str, ...] = ()
    favourites: tuple[str, ...] = ()
    strict: bool = False
    practices_avoid: tuple[str, ...] = ()
    checklist: "Mapping[str, int]" = CHECKLIST
    goals_plants: int = 30
    mushrooms_count: bool = True
    aim: float = DAILY_AIM
    grace: bool = False
    streaks: bool = True
    gentle_start: bool = True
    day_starts_at: time = time(4, 0)
    week_starts: str = "monday"
    quick_answers: bool = True
    pager: bool = True


# Key in the file and in `profile set` -> field of Profile, in the order in which they are shown.
KEYS: "Mapping[str, str]" = {
    "diet": "diet",
    "allergies": "allergies",
    "conditions": "conditions",
    "medicines": "medicines",
    "dislikes": "dislikes",
    "favourites": "favourites",
    "practices.avoid": "practices_avoid",
    "strict": "strict",
    **{f"checklist.{slot}": "checklist" for slot in CHECKLIST},
    "goals.plants": "goals_plants",
    "mushrooms_count": "mushrooms_count",
    "aim": "aim",
    "grace": "grace",
    "streaks": "streaks",
    "gentle_start": "gentle_start",
    "day_starts_at": "day_starts_at",
    "week_starts": "week_starts",
    "quick_answers": "quick_answers",
    "pager": "pager",
}


def profile_value(profile: Profile, key: str) -> Any:
    """Give the value under a key of KEYS."""
    if key.startswith("checklist."):
        return profile.checklist[key.removeprefix("checklist.")]
    return getattr(profile, KEYS[key])


def load_profile(path: "Path", cache: Cache) -> Profile:
    """Read the profile; a file that does not exist gives the default one, a broken one never does.

    Raises ProfileError with every problem, one a line.
    """
    if is_missing(path):
        return Profile()
    key = stamp([path])
    text = _peek(path)
    if text is not None and (kept := cache.read(_CACHED, key)) is not None:
        profile = _read_document(kept, text)
        if profile is not None:
            return profile
    from gutcli.profile.file import read_profile

    profile = read_profile(path)
    if text is not None:
        cache.write(_CACHED, key, {"text": text, "profile": _make_document(profile)})
    return profile


def is_missing(path: "Path") -> bool:
    """Whether there is no profile. What is there but cannot be reached is not missing. Raises ProfileError."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        return True
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ProfileError(f"{safe(str(path))} cannot be read: {safe(reason)}.", HINT) from None
    return False


def _peek(path: "Path") -> str | None:
    """Give the file's text if it is an ordinary, small file; the careful reader says what is wrong with any other.

    The kept copy is trusted only for exactly this text: a stamp may miss a quick change, and an old profile is unsafe.
    """
    try:
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags)
        with os.fdopen(descriptor, "rb") as file:
            facts = os.fstat(descriptor)
            if not stat.S_ISREG(facts.st_mode) or facts.st_size > _MOST_KEPT:
                return None
            return file.read(_MOST_KEPT + 1).decode("utf-8")
    except (OSError, ValueError):
        return None


def _make_document(profile: Profile) -> dict[str, Any]:
    document = {name: getattr(profile, name) for name in Profile._fields}
    return document | {"checklist": dict(profile.checklist), "day_starts_at": profile.day_starts_at.isoformat()}


def _read_document(document: Any, text: str) -> Profile | None:
    """Build the profile that was kept for `text`; None for anything that does not look like one in every field."""
    try:
        if document["text"] != text:
            return None
        values = dict(document["profile"])
        values["day_starts_at"] = time.fromisoformat(values["day_starts_at"])
        default = Profile()
        if tuple(values) != Profile._fields or values["checklist"].keys() != CHECKLIST.keys():
            return None
        for name, value in values.items():
            if isinstance(value, list):
                values[name] = tuple(str(word) for word in value)
            if type(values[name]) is not type(getattr(default, name)):
                return None
        return Profile(**values)
    except (LookupError, TypeError, ValueError, AttributeError):
        return None
