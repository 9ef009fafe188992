"""What the person told us, as one table of settings: each key is declared once, here, and nowhere else."""

from collections.abc import Mapping
from datetime import time
from typing import Any, NamedTuple

from gutcli.catalog.kinds import ALLERGENS
from gutcli.diary.ratings import RATINGS
from gutcli.profile.values import DIET, FLAG, SHARE, TIME, WATCHES, WEEK, WORDS, Kind, make_choice, make_number

CHECKLIST = {"prebiotic": 2, "probiotic": 1, "omega-3": 1, "move": 1, "calm": 1}
"""How many items of each slot a day has, where the person says nothing else."""
DAILY_AIM = 4 / 6


class Profile(NamedTuple):
    """The person's own words, and how gutcli should behave. Words stand as they were written; reader.py reads them."""

    diet: str = "omnivore"
    allergies: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    medicines: tuple[str, ...] = ()
    dislikes: tuple[str, ...] = ()
    favourites: tuple[str, ...] = ()
    strict: bool = False
    practices_avoid: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()
    checklist: Mapping[str, int] = CHECKLIST
    goals_plants: int = 30
    mushrooms_count: bool = True
    aim: float = DAILY_AIM
    grace: bool = False
    streaks: bool = True
    gentle_start: bool = True
    adventure: str = "some"
    new_plants: int = 2
    hemisphere: str = "north"
    people: int = 1
    budget: str = "any"
    staples: tuple[str, ...] = ()
    day_starts_at: time = time(4, 0)
    week_starts: str = "monday"
    quick_answers: bool = True
    pager: bool = True


class Setting(NamedTuple):
    """One key of the profile.

    `about` is what TAB says of it ("": it is not offered), `question` what set-up asks; `entries` are the kinds of the
    catalog, and `examples` the words, that TAB offers beside those of the kind.
    """

    kind: Kind
    about: str = ""
    question: str = ""
    entries: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


_A_DAY = "how many a day"

SETTINGS: "Mapping[str, Setting]" = {
    "diet": Setting(DIET, "what you eat", "How do you eat: omnivore, pescatarian, vegetarian or vegan?"),
    "allergies": Setting(
        WORDS, "words, or: none", "Any allergies? (nuts, milk, fish, gluten …)", examples=ALLERGENS
    ),
    "conditions": Setting(
        WORDS, "what you have or are",
        "Anything about your health that food or exercise must respect? (coeliac, IBS, pregnant …)",
    ),
    "medicines": Setting(
        WORDS, "words, brands too",
        "Any medicines? Some do not go with some foods. (warfarin, sertraline …)",
    ),
    "dislikes": Setting(WORDS, "foods or sorts of food", "Foods that you do not like?", ("foods",)),
    "favourites": Setting(WORDS, "foods or practices", entries=("foods", "practices")),
    "practices.avoid": Setting(
        WORDS, "practices or sorts", "Movement or techniques that you would rather not do?", ("practices",)
    ),
    "known": Setting(WORDS, "words that are read rightly, or that you look after yourself"),
    "watch": Setting(WATCHES, 'what mood asks besides: sleep, or "migraine 0-3"', examples=tuple(RATINGS)),
    "strict": Setting(FLAG, "leave out what to ask about, too"),
    "checklist.prebiotic": Setting(make_number(0, 5, 2), _A_DAY),
    "checklist.probiotic": Setting(make_number(0, 5, 1), _A_DAY),
    "checklist.omega-3": Setting(make_number(0, 5, 1), _A_DAY),
    "checklist.move": Setting(make_number(0, 5, 1), _A_DAY),
    "checklist.calm": Setting(make_number(0, 5, 1), _A_DAY),
    "goals.plants": Setting(make_number(1, 100, 30), "different plants a week"),
    "mushrooms_count": Setting(FLAG, "whether they count as plants"),
    "aim": Setting(SHARE, "the share that makes a day"),
    "grace": Setting(FLAG, "one missed day does not end a streak"),
    "streaks": Setting(FLAG, "whether they are shown"),
    "gentle_start": Setting(FLAG, "smaller portions at first"),
    "adventure": Setting(make_choice("low", "some", "high"), "how far lists go from the usual"),
    "new_plants": Setting(make_number(0, 7, 2), "new plants a week"),
    "hemisphere": Setting(make_choice("north", "south"), "whose seasons"),
    "people": Setting(make_number(1, 12, 2), "for how many you shop"),
    "budget": Setting(make_choice("low", "middle", "any"), "how dear things may be"),
    "staples": Setting(WORDS, "what is always in your kitchen", entries=("foods",)),
    "day_starts_at": Setting(TIME, "a time, such as 05:00"),
    "week_starts": Setting(WEEK, "monday, sunday or saturday"),
    "quick_answers": Setting(FLAG),  # of 0.1.0; read, and ignored
    "pager": Setting(FLAG, "long pages through $PAGER"),
}  # fmt: skip
"""By key, in the order in which they are shown. The default of each is Profile's, other names data/commands.toml's."""
KEYS = tuple(SETTINGS)
NEED_KEYS = ("allergies", "conditions", "medicines")
"""Those on which safety hangs."""
LIKING_KEYS = ("dislikes", "practices.avoid", "favourites")
TABLES = tuple(dict.fromkeys(key.partition(".")[0] for key in KEYS if "." in key))


def profile_value(profile: Profile, key: str) -> Any:
    """Return the value under a key."""
    table, _, name = key.rpartition(".")
    return profile.checklist[name] if table == "checklist" else getattr(profile, key.replace(".", "_"))


def make_profile(values: Mapping[str, Any]) -> Profile:
    """Return the profile of values by their keys; every other key has its default."""
    counts = {key.partition(".")[2]: value for key, value in values.items() if key.startswith("checklist.")}
    fields = {key.replace(".", "_"): value for key, value in values.items() if not key.startswith("checklist.")}
    return Profile(**fields)._replace(checklist=CHECKLIST | counts)
