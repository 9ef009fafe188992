"""How the values of the profile are read: from the file, and from a person's words. Every complaint is a ValueError.

Its text is "what is wrong. What would be right."; the value itself is named by whoever catches it.
"""

from collections.abc import Callable
from datetime import time
from typing import TYPE_CHECKING, Any, NamedTuple

from gutcli.text import fold, join_words, nearest, safe

if TYPE_CHECKING:
    from collections.abc import Iterable

DIETS = ("omnivore", "pescatarian", "vegetarian", "vegan")
"""From the one that takes everything to the strictest."""
WEEK_STARTS = ("monday", "sunday", "saturday")
LATEST_START = time(12, 0)
MOST_WORDS = 100
LONGEST_WORD = 120

_YES = {"yes", "y", "true", "on", "1"}
_NO = {"no", "n", "false", "off", "0"}


class UnfitWordsError(ValueError):
    """Some words of a list do not fit: the place of each, the word, and what is wrong."""

    def __init__(self, found: list[tuple[int, Any, str]]) -> None:
        super().__init__(found[0][2])
        self.found = found


class Kind(NamedTuple):
    """One kind of value: `read` takes what stands in the file, `parse` a person's words to what is written there.

    `offers` are the words that it may be, where these can be listed.
    """

    read: Callable[[Any], Any]
    parse: Callable[[str], Any]
    offers: tuple[str, ...] = ()


def parse_diet(words: str) -> str:
    """Return the diet that people's words mean."""
    if (folded := fold(words)) in DIETS:
        return folded
    from gutcli.catalog.data_files import load_vocabulary

    known = load_vocabulary("commands")
    if found := known["diets"].get(folded):
        return str(found)
    if told := known["other_diets"].get(folded):
        raise ValueError(f"is not one of gutcli's diets. {told}")
    raise ValueError(f"is not a diet. {suggest(words, DIETS)}")


def parse_week(words: str) -> str:
    """Return the day on which weeks start."""
    if len(words.strip()) >= 2:
        for day in WEEK_STARTS:
            if day.startswith(words.strip().lower()):
                return day
    raise ValueError(f"is not a day on which weeks start. {suggest(words, WEEK_STARTS)}")


def parse_share(words: str) -> float:
    """Return a share: 4/6, 0.67, 67%."""
    import re

    said = words.strip().replace(" ", "")
    try:
        if match := re.fullmatch(r"(\d{1,4})/(\d{1,4})", said):
            share = int(match[1]) / int(match[2])
        elif match := re.fullmatch(r"(\d{1,3}(?:\.\d{1,9})?)%", said):
            share = float(match[1]) / 100
        else:
            share = float(said) if re.fullmatch(r"\d{0,4}\.?\d{1,18}", said) else -1.0
    except ZeroDivisionError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError("is not a share from 0 to 1. Give it like 4/6, 0.5 or 50%.")
    return share


def parse_time(words: str) -> time:
    """Return a time of day: 05:00, 5, 5am, 4:30 am."""
    import re

    match = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?(?::00)?\s*(am|pm)?", words.strip().lower())
    if match and int(match[1]) < 24 and int(match[2] or 0) < 60:
        hour = int(match[1])
        if match[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if match[3] == "pm" else 0)
        if (at := time(hour, int(match[2] or 0))) <= LATEST_START:
            return at
    raise ValueError("is not a time from 00:00 to 12:00. Give it like 04:00.")


def _check_share(value: Any) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if 0 <= value <= 1 else parse_share("")
    return parse_share(value if isinstance(value, str) else "")


def _parse_share(words: str) -> str | float:
    share = parse_share(words)
    return words.replace(" ", "") if "/" in words else share


def _check_time(value: Any) -> time:
    if isinstance(value, time):
        value = value.isoformat("minutes") if not (value.second or value.microsecond) else ""
    return parse_time(value if isinstance(value, str) else "")


def _check_flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("does not fit here. Write true or false.")  # noqa: TRY004
    return value


def _parse_flag(words: str) -> bool:
    if words.lower() not in _YES | _NO:
        raise ValueError("is not yes or no. Say yes or no.")
    return words.lower() in _YES


def read_words(value: Any) -> tuple[str, ...]:
    """Return the words of a list, each without the space around it."""
    if not isinstance(value, list):
        raise ValueError('does not fit here. Write a list, such as ["nuts", "milk"].')  # noqa: TRY004
    if len(value) > MOST_WORDS:
        raise ValueError(f"does not fit here. Keep at most {MOST_WORDS} words.")
    if found := [(n, word, wrong) for n, word in enumerate(value) if (wrong := _find_wrong(word))]:
        raise UnfitWordsError(found)
    return tuple(word.strip() for word in value)


def _find_wrong(value: Any) -> str:
    if not isinstance(value, str):
        return "does not fit here. Write words in quotes."
    word = value.strip()
    if not word:
        return "is empty. Take it out."
    if len(word) > LONGEST_WORD:
        return f"is longer than {LONGEST_WORD} letters. Say it in a few words."
    if safe(word) != word:
        return "holds characters that cannot be shown. Write it anew in plain letters."
    return ""


def read_watches(value: Any) -> tuple[str, ...]:
    """Return what is watched, each by its rating's key."""
    from gutcli.diary.ratings import find_rating, parse_watch

    keys: dict[str, str] = {}
    found: list[tuple[int, Any, str]] = []
    for number, word in enumerate(read_words(value)):
        try:
            key = parse_watch(word)
        except ValueError as error:
            found.append((number, word, str(error)))
            continue
        rating = find_rating(key)
        name = rating.name if rating else key
        if keys.setdefault(name, key) != key:
            found.append((number, word, f"is there with another scale. Keep one of them: {keys[name]}, or {key}."))
    if found:
        raise UnfitWordsError(found)
    return tuple(keys.values())


def make_number(least: int, most: int, example: int) -> Kind:
    """Return the kind of a whole number from `least` to `most`."""

    def read(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValueError("does not fit here. Write a whole number.")  # noqa: TRY004
        if value < least:
            raise ValueError(f"does not fit here. The least is {least}.")
        if value > most:
            raise ValueError(f"does not fit here. The most is {most}.")
        return value

    def parse(words: str) -> int:
        if not (words.isascii() and words.isdigit() and len(words) <= 4):
            raise ValueError(f"is not a whole number. Give one like {example}.")
        return int(words)

    return Kind(read, parse)


def _make_words(parse: "Callable[[str], str]", offers: tuple[str, ...]) -> Kind:
    """Return the kind of a word that stands in the file as a person may say it."""

    def read(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("does not fit here. Write words in quotes.")  # noqa: TRY004
        return parse(value)

    return Kind(read, parse, offers)


def make_choice(*choices: str) -> Kind:
    """Return the kind of one word of a few."""

    def parse(words: str) -> str:
        if (folded := fold(words)) in choices:
            return folded
        raise ValueError(f"is not one of them. {suggest(words, choices)}")

    return _make_words(parse, choices)


DIET = _make_words(parse_diet, DIETS)
WEEK = _make_words(parse_week, WEEK_STARTS)
SHARE = Kind(_check_share, _parse_share)
TIME = Kind(_check_time, lambda words: parse_time(words).isoformat("minutes"))
FLAG = Kind(_check_flag, _parse_flag, ("yes", "no"))
WORDS = Kind(read_words, str)
WATCHES = Kind(read_watches, str)


def suggest(word: str, choices: "Iterable[str]") -> str:
    """Return the right word as a sentence: the nearest one or, where none is near, all there are."""
    known = list(choices)
    close = nearest(word.strip().lower().replace("-", "_"), known, 1)
    close = close or nearest(word.strip().lower(), known, 1)
    listed = f"It is one of {join_words(known, 'or')}." if len(known) <= 6 else ""
    if close:
        return f"Did you mean {close[0]}? {listed}".strip()
    return listed or "gutcli profile lists the keys."
