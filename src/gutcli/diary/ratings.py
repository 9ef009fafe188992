"""What a check-in can rate: one table of scales, and the person's own, which carry theirs in their name.

A scale is a matter of the diary, not of the catalog: what a figure of years ago means must not hang on a file that
can be changed. An own rating is therefore kept as "migraine 0-3": name and scale at once.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from gutcli.text import join_words, safe, upper_first


class Rating(NamedTuple):
    """One thing that is rated, once a day or more often; the day's last figure counts.

    `key` is what the diary keeps it under, `name` what sentences call it. `about` says what is rated, `levels` what
    each figure means, from the least on; empty where nothing is said. `step` is how finely people say it. `unit` is ""
    for points, "h" for hours, "type" for a scale whose figures are sorts. `better` says which way is the better one:
    higher, lower, or "" where neither is.
    """

    key: str
    name: str
    least: float
    most: float
    about: str
    step: float = 1.0
    unit: str = ""
    better: str = ""
    levels: tuple[str, ...] = ()

    @property
    def scale(self) -> str:
        """Return the scale as people write it: 1-5."""
        return f"{self.least:g}-{self.most:g}"

    @property
    def title(self) -> str:
        """Return the name as it begins a sentence."""
        return upper_first(self.name)

    @property
    def points(self) -> str:
        """Return what differences are counted in."""
        return "hours" if self.unit == "h" else "points"


_FROM_NONE = ("none", "a little", "a fair amount", "a lot")
BRISTOL = (
    "separate hard lumps", "lumpy, like a sausage", "like a sausage with cracks", "smooth, soft and long",
    "soft pieces with clear edges", "mushy, with ragged edges", "watery",
)  # fmt: skip
"""The seven types of the Bristol stool form scale (Lewis and Heaton 1997), in our words."""
_TABLE = (
    Rating("mood", "mood", 1, 5, "how you are; 1 is low", better="higher"),
    Rating("energy", "energy", 1, 5, "how much energy you have; 1 is low", better="higher"),
    Rating("gut", "gut", 1, 5, "how your gut feels; 1 is bad", better="higher"),
    Rating("sleep", "sleep", 0, 24, "how long you slept", 0.5, "h"),
    Rating("bloating", "bloating", 0, 3, "0 is none, 3 a lot", better="lower", levels=_FROM_NONE),
    Rating("pain", "pain", 0, 3, "tummy pain; 0 is none, 3 a lot", better="lower", levels=_FROM_NONE),
    Rating("stool", "stool", 1, 7, "the Bristol type", unit="type", levels=BRISTOL),
    Rating("stress", "stress", 1, 5, "how stressed you are; 1 is calm", better="lower"),
)
RATINGS = {rating.key: rating for rating in _TABLE}
"""What everybody can rate, by key, in the order in which it is shown. The first three have a place in `mood 4 3 2`."""
IN_PLACE = ("mood", "energy", "gut")
MOST_POINTS = 100
LONGEST_NAME = 40
_OWN = r"(?P<name>[^\W\d_](?:[\w' /-]*\w)?)\s+(?P<least>\d{1,3})\s*(?:-|–|to)\s*(?P<most>\d{1,3})"
_SLEEP = (
    r"(?P<hours>\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|hr|hrs|hours?)?|"
    r"(?P<whole>\d{1,2})\s*(?:h|hr|hrs|hours?|:)\s*(?P<minutes>[0-5]?\d)\s*(?:m|min|mins|minutes?)?|"
    r"(?P<only>\d{1,4})\s*(?:m|min|mins|minutes?)"
)


def find_rating(key: str) -> Rating | None:
    """Return the rating of a key of the diary; None for what is none."""
    if found := RATINGS.get(key):
        return found
    own = re.fullmatch(_OWN, key)
    if own is None:
        return None
    name, least, most = " ".join(own["name"].lower().split()), int(own["least"]), int(own["most"])
    is_fit = least < most <= MOST_POINTS and len(name) <= LONGEST_NAME and name not in RATINGS and safe(name) == name
    rating = Rating(f"{name} {least}-{most}", name, least, most, "your own")
    return rating if is_fit and rating.key == key else None


def parse_watch(words: str) -> str:
    """Return the key that a person's words for something to watch mean: a name, or a name with its scale.

    Raise ValueError: "what is wrong. What would be right."
    """
    said = " ".join(words.lower().split())
    if said in RATINGS:
        return said
    own = re.fullmatch(_OWN, said)
    if own is None:
        known = join_words(list(RATINGS), "or")
        raise ValueError(f'is no scale. Say one of {known}, or a name with its scale, such as "migraine 0-3".')
    if own["name"] in RATINGS:
        raise ValueError(f"has a scale of its own. Say {own['name']} alone; it goes from {RATINGS[own['name']].scale}.")
    least, most = int(own["least"]), int(own["most"])
    if not least < most <= MOST_POINTS:
        raise ValueError(f"is no scale. It goes from a smaller to a larger number, up to {MOST_POINTS}: migraine 0-3.")
    key = f"{own['name']} {least}-{most}"
    if find_rating(key) is None:
        raise ValueError(f"is no name. Use at most {LONGEST_NAME} letters, as in: migraine 0-3.")
    return key


def list_ratings(watch: Iterable[str] = (), found: Iterable[str] = ()) -> tuple[Rating, ...]:
    """Return the three of old, what the person watches, and what was rated, each once: the table's first, in order."""
    keys = {*IN_PLACE, *watch, *found}
    own = sorted(key for key in keys if key not in RATINGS)
    return tuple(rating for key in (*(k for k in RATINGS if k in keys), *own) if (rating := find_rating(key)))


def match_rating(words: str, ratings: Iterable[Rating]) -> Rating | None:
    """Return the rating of this name or key; of two own scales of one name, the one that stands last."""
    said = " ".join(words.lower().split())
    return next((rating for rating in reversed(list(ratings)) if said in {rating.name, rating.key}), None)


def parse_score(rating: Rating, words: str) -> float:
    """Return a figure on a scale. Raise ValueError: "what is wrong. What would be right."."""
    said = " ".join(words.lower().split())
    if rating.key == "sleep":
        return _parse_sleep(said)
    if said in rating.levels:
        return rating.least + rating.levels.index(said)
    if said.isascii() and said.isdecimal() and len(said) < 5 and rating.least <= int(said) <= rating.most:
        return int(said)
    low = next((f" {part.strip()}." for part in rating.about.split(";") if part.strip()[:1].isdigit()), "")
    raise ValueError(f"is not from {rating.least:g} to {rating.most:g}.{low}")


def _parse_sleep(said: str) -> float:
    match = re.fullmatch(_SLEEP, said)
    hours = -1.0
    if match and match["hours"]:
        hours = float(match["hours"].replace(",", "."))
    elif match and match["whole"]:
        hours = int(match["whole"]) + int(match["minutes"]) / 60
    elif match:
        hours = int(match["only"]) / 60
    if not 0 <= hours <= RATINGS["sleep"].most:
        raise ValueError("is not a time from 0 to 24 hours. Give it like 7h, 7.5 or 7h30.")
    return round(hours, 2)


def is_score(rating: Rating, value: object) -> bool:
    """Return whether a value of the diary lies on the scale: a whole number, or for hours any number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not rating.least <= value <= rating.most:
        return False
    return rating.unit == "h" or isinstance(value, int)


def read_scores(data: Mapping[str, object]) -> dict[str, float]:
    """Return what an entry's payload says, by key, in the table's order; what is no rating is left out."""
    known = [rating for key in data if (rating := find_rating(key)) and is_score(rating, data[key])]
    order = list(RATINGS)
    known.sort(key=lambda rating: (order.index(rating.key) if rating.key in RATINGS else len(order), rating.key))
    return {rating.key: data[rating.key] for rating in known}  # type: ignore[misc]


def format_score(rating: Rating, value: float) -> str:
    """Return a figure in few letters: 4, 7 h 30."""
    if rating.unit != "h":
        return f"{rating.unit} {value:g}".lstrip()
    hours, minutes = divmod(round(value * 60), 60)
    return f"{hours} h {minutes:02}" if minutes else f"{hours} h"


def format_scores(scores: Mapping[str, float], *, in_full: bool = False) -> str:
    """Return what was rated: "mood 4, sleep 7 h"; in full with the scales and what a level means."""
    words = []
    for key, value in read_scores(scores).items():
        if (rating := find_rating(key)) is None:
            continue
        said = f"{rating.name} {format_score(rating, value)}"
        if in_full and not rating.unit:
            said += f" of {rating.most:g}"
        place = round(value - rating.least)
        if in_full and rating.levels and 0 <= place < len(rating.levels):
            said += f" ({rating.levels[place]})"
        words.append(said)
    return ", ".join(words)
