"""What the person told us, as one table of settings: each key is declared once, here, and nowhere else."""

from datetime import time
from typing import TYPE_CHECKING, Any, NamedTuple

from gutcli.catalog.kinds import ALLERGENS
from gutcli.diary.ratings import RATINGS
from gutcli.profile.values import (
    ADVENTURE,
    ADVENTURES,
    BUDGET,
    BUDGETS,
    DIET,
    DIETS,
    FLAG,
    HEMISPHERE,
    HEMISPHERES,
    SHARE,
    TIME,
    WATCHES,
    WEEK,
    WEEK_STARTS,
    WORDS,
    Kind,
    make_number,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

CHECKLIST = {"prebiotic": 2, "probiotic": 1, "omega-3": 1, "move": 1, "calm": 1}
"""How many items of each slot a day has, where the person says nothing else."""
DAILY_AIM = 4 / 6


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
    known: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()
    checklist: "Mapping[str, int]" = CHECKLIST
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

    `about` is what TAB says of it ("": it is not offered), `offers` what it may be: words, or entries of the catalog by
    their kind; `question` is what set-up asks; `words` are what people type for the key.
    """

    kind: Kind
    about: str = ""
    offers: tuple[str, ...] = ()
    question: str = ""
    words: tuple[str, ...] = ()


_YES_NO = ("yes", "no")
_A_DAY = "how many a day"

SETTINGS: "Mapping[str, Setting]" = {
    "diet": Setting(DIET, "what you eat", DIETS, "How do you eat: omnivore, pescatarian, vegetarian or vegan?"),
    "allergies": Setting(
        WORDS, "words, or: none", ALLERGENS, "Any allergies? (nuts, milk, fish, gluten …)", ("allergy", "allergens")
    ),
    "conditions": Setting(
        WORDS, "what you have or are", (),
        "Anything about your health that food or exercise must respect? (coeliac, IBS, pregnant …)",
        ("condition", "illness"),
    ),
    "medicines": Setting(
        WORDS, "words, brands too", (),
        "Any medicines? Some do not go with some foods. (warfarin, sertraline …)",
        ("medicine", "medication", "medications", "meds", "drugs"),
    ),
    "dislikes": Setting(
        WORDS, "foods or sorts of food", ("foods",), "Foods that you do not like?", ("dislike",)
    ),
    "favourites": Setting(
        WORDS, "foods or practices", ("foods", "practices"), words=("favourite", "favorites", "favorite")
    ),
    "practices.avoid": Setting(
        WORDS, "practices or sorts", ("practices",), "Movement or techniques that you would rather not do?",
        ("avoid", "practices"),
    ),
    "known": Setting(WORDS, "words that are read rightly, or that you look after yourself"),
    "watch": Setting(
        WATCHES, 'what mood asks besides: sleep, or "migraine 0-3"', tuple(RATINGS), words=("watches", "symptoms")
    ),
    "strict": Setting(FLAG, "leave out what to ask about, too", _YES_NO),
    "checklist.prebiotic": Setting(make_number(0, 5, 2), _A_DAY),
    "checklist.probiotic": Setting(make_number(0, 5, 1), _A_DAY),
    "checklist.omega-3": Setting(make_number(0, 5, 1), _A_DAY, words=("checklist.omega3",)),
    "checklist.move": Setting(make_number(0, 5, 1), _A_DAY),
    "checklist.calm": Setting(make_number(0, 5, 1), _A_DAY),
    "goals.plants": Setting(make_number(1, 100, 30), "different plants a week", words=("plants",)),
    "mushrooms_count": Setting(FLAG, "whether they count as plants", _YES_NO),
    "aim": Setting(SHARE, "the share that makes a day"),
    "grace": Setting(FLAG, "one missed day does not end a streak", _YES_NO),
    "streaks": Setting(FLAG, "whether they are shown", _YES_NO),
    "gentle_start": Setting(FLAG, "smaller portions at first", _YES_NO),
    "adventure": Setting(ADVENTURE, "how far lists go from the usual", ADVENTURES),
    "new_plants": Setting(make_number(0, 7, 2), "new plants a week"),
    "hemisphere": Setting(HEMISPHERE, "whose seasons", HEMISPHERES),
    "people": Setting(make_number(1, 12, 2), "for how many you shop"),
    "budget": Setting(BUDGET, "how dear things may be", BUDGETS),
    "staples": Setting(WORDS, "what is always in your kitchen", ("foods",), words=("staple",)),
    "day_starts_at": Setting(TIME, "a time, such as 05:00"),
    "week_starts": Setting(WEEK, "monday, sunday or saturday", WEEK_STARTS),
    "quick_answers": Setting(FLAG),  # of 0.1.0; read, and ignored
    "pager": Setting(FLAG, "long pages through $PAGER", _YES_NO),
}  # fmt: skip
"""By key, in the order in which they are shown. The default of each is Profile's."""
KEYS = tuple(SETTINGS)
TABLES = tuple(dict.fromkeys(key.partition(".")[0] for key in KEYS if "." in key))


def profile_value(profile: Profile, key: str) -> Any:
    """Return the value under a key."""
    table, _, name = key.rpartition(".")
    return profile.checklist[name] if table == "checklist" else getattr(profile, key.replace(".", "_"))


def make_profile(values: "Mapping[str, Any]") -> Profile:
    """Return the profile of values by their keys; every other key has its default."""
    counts = {key.partition(".")[2]: value for key, value in values.items() if key.startswith("checklist.")}
    fields = {key.replace(".", "_"): value for key, value in values.items() if not key.startswith("checklist.")}
    return Profile(**fields)._replace(checklist=CHECKLIST | counts)
