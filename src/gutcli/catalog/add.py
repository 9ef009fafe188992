"""Making a food of the person's own and writing it into their catalog folder: checked before, never over another."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gutcli.catalog.kinds import ALLERGENS, DIETS, FOOD_SLOTS, LACTOSE, LIVE
from gutcli.errors import CatalogError, UsageError
from gutcli.text import did_you_mean, fold, join_words, nearest, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from gutcli.catalog.library import Catalog
    from gutcli.catalog.types import Caution
    from gutcli.catalog.usda import UsdaRow

DEFAULT_FILE = "my-foods"
HEADER = (
    "# Foods of your own. A known id changes single keys of that food; a new id adds a food.\n"
    "# Check what you change by hand: gutcli catalog check\n"
)
NO_WORDS = {"none", "nothing", "no", "-"}
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,60}")
_ARRAY = re.compile(r"^(\w+ = )\[\n((?:    .*,\n)+)\]$", re.MULTILINE)
_TOPICS = {"prebiotic": "prebiotics", "probiotic": "probiotics", "omega-3": "omega-3"}
_OTHER_TOPIC = "gut-microbiome"


@dataclass(frozen=True, slots=True)
class Draft:
    """What the person said of a food, in their words; None: they have not said."""

    name: str
    id: str | None = None
    aliases: Sequence[str] = ()
    group: str | None = None
    kinds: Sequence[str] | None = None
    plants: Sequence[str] = ()
    contains: Sequence[str] | None = None
    may_contain: Sequence[str] = ()
    diets: Sequence[str] | None = None
    lactose: str | None = None
    live_cultures: str | None = None
    serving: str | None = None
    grams: float | None = None
    how_to_eat: str | None = None
    topics: Sequence[str] = ()
    cautions: Sequence[str] = ()
    note: str = ""
    checklist: bool | None = None


def build_entry(draft: Draft, catalog: Catalog, row: UsdaRow | None = None) -> dict[str, Any]:
    """Make the entry, as it will stand in the file. Raise UsageError for what is lacking or not understood.

    Whatever was not said is filled in on the safe side: no diet, every caution that names the food. What it contains
    must be said: a guess there could harm.
    """
    from gutcli.catalog.browse import parse_group

    if draft.contains is None:
        words = f"Say what {safe(draft.name)} contains: gutcli does not guess about allergies."
        raise UsageError(words, "Add --contains WORD for each of the 14 allergens, or --contains none.")
    group = parse_group(draft.group) if draft.group else row.group if row else ""
    if not group:
        raise UsageError(f"Say which group {safe(draft.name)} belongs to.", "Add --group, such as --group grains.")
    contains = parse_allergens(draft.contains, catalog)
    kinds = read_words(draft.kinds or (), FOOD_SLOTS, "kind")
    plants = [_parse_plant(word, catalog) for word in draft.plants]
    lactose = draft.lactose or ("some" if "milk" in contains else "none")
    live = draft.live_cultures or ("varies" if "probiotic" in kinds else "no")
    entry: dict[str, Any] = {
        "id": draft.id or make_id(draft.name),
        "name": safe(draft.name),
        "aliases": [safe(alias) for alias in draft.aliases],
        "group": group,
        "kinds": kinds,
        "plants": plants,
        "contains": contains,
        "may_contain": [word for word in parse_allergens(draft.may_contain, catalog) if word not in contains],
        "diets": _widen(read_words(draft.diets or (), DIETS, "diet")),
        "lactose": parse_choice(lactose, LACTOSE, "amount of lactose"),
        "live_cultures": parse_choice(live, LIVE, "answer about live cultures"),
        "serving": _make_serving(draft, row),
        "how_to_eat": safe(draft.how_to_eat or "") or "Eat it the way you like it.",
        "topics": list(draft.topics) or [_TOPICS[kind] for kind in kinds] or [_OTHER_TOPIC],
        "cautions": _gather_cautions(draft, catalog, group=group, kinds=kinds, plants=plants, contains=contains),
        "checklist": bool(kinds) if draft.checklist is None else draft.checklist,
    }
    if draft.note:
        entry["note"] = safe(draft.note)
    if row:
        entry |= {"source": row.make_source(), "per_100g": dict(row.figures)}
    return entry


def make_id(name: str) -> str:
    """Make an id of a name: "Kate's Skyr" is kates-skyr. Raise UsageError where no letter can stand in one."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("'", "").replace("\u2019", ""))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    if ident := "-".join(words)[:60].strip("-"):
        return ident
    raise UsageError(f"{safe(name)!r} gives no id.", "Add --id, in lower-case letters joined by hyphens.")


def parse_allergens(words: Iterable[str], catalog: Catalog) -> list[str]:
    """Read people's words for allergens; "none" says that there are none. Raise UsageError."""
    from gutcli.catalog.browse import parse_without

    said = [part.strip() for word in words for part in word.split(",")]
    nothing = [word for word in said if word.lower() in NO_WORDS]
    if nothing and len(nothing) < len([word for word in said if word]):
        raise UsageError(
            f"{safe(nothing[0])!r} stands beside an allergen.", "Say none alone, or name the allergens that it has."
        )
    parts = (part for part in said if part and part.lower() not in NO_WORDS)
    found, lactose = parse_without(parts, catalog.allergen_words, catalog.lactose_words, on_a_label=True)
    return [word for word in ALLERGENS if word in found or (lactose and word == "milk")]


def read_words(words: Iterable[str], known: Sequence[str], what: str) -> list[str]:
    """Read words of a short list, several of them or "none", in the list's order. Raise UsageError."""
    said = [part.strip() for each in words for part in each.split(",")]
    found = {parse_choice(word, known, what) for word in said if word and word.lower() not in NO_WORDS}
    return [word for word in known if word in found]


def parse_choice(word: str, known: Sequence[str], what: str) -> str:
    """Read one word of a short list; its beginning is enough. Raise UsageError with the nearest."""
    said = word.strip().lower().replace(" ", "-")
    said = "omega-3" if said == "omega3" else said
    if said in known:
        return said
    if said and len(begun := [choice for choice in known if choice.startswith(said)]) == 1:
        return begun[0]
    hint = did_you_mean(nearest(said, known, 1), f"It is one of {join_words(list(known), 'or')}.")
    raise UsageError(f"{safe(word)!r} is no {what}.", hint)


def _widen(diets: list[str]) -> list[str]:
    """Add the diets that follow: what suits vegans suits vegetarians, and what suits those suits pescatarians."""
    first = min((DIETS.index(diet) for diet in diets), default=len(DIETS))
    return list(DIETS[first:])


def _parse_plant(word: str, catalog: Catalog) -> str:
    folded = fold(word)
    for plant in catalog.plants.values():
        if folded in {fold(plant.id), fold(plant.name)}:
            return plant.id
    otherwise = "Leave it out, or add a [[plant]] to your catalog first."
    hint = did_you_mean(nearest(folded.replace(" ", "-"), catalog.plants), otherwise)
    raise UsageError(f"The catalog has no plant called {safe(word)!r}.", hint)


def _make_serving(draft: Draft, row: UsdaRow | None) -> dict[str, Any]:
    grams = draft.grams or (row.grams if row and not draft.serving else None)
    if draft.serving and not grams:
        raise UsageError(f"Say how many grams {safe(draft.serving)!r} has.", "Add --grams N.")
    text = draft.serving or (row.measure if row and not draft.grams else "")
    grams = grams or 100
    whole = int(grams) if float(grams).is_integer() else grams
    return {"text": safe(text or f"{grams:g} g")[:40], "grams": whole}


def _gather_cautions(
    draft: Draft, catalog: Catalog, *, group: str, kinds: Sequence[str], plants: Sequence[str], contains: Sequence[str]
) -> list[str]:
    """Return the cautions that the person named, that name the food, and that foods like it carry: rather too many.

    Those that follow from an allergen anyway need not be named.
    """
    named = find_named_cautions([draft.name, *draft.aliases, *plants], catalog.cautions)
    peers = [food for food in catalog.foods.values() if food.group == group]
    alike = [food for food in peers if set(food.plants) & set(plants)]
    likely = [ident for food in alike for ident in food.cautions]
    if not alike:
        alike = [food for food in peers if set(food.kinds) == set(kinds)]
        carried = Counter(ident for food in alike for ident in food.cautions)
        likely = [ident for ident, number in carried.items() if 2 * number >= len(alike)]
    found = [i for i in dict.fromkeys((*named, *likely)) if not set(catalog.cautions[i].allergens) & set(contains)]
    return list(dict.fromkeys((*draft.cautions, *found)))


def find_named_cautions(names: Iterable[str], cautions: Mapping[str, Caution]) -> list[str]:
    """Return the food and supplement cautions of which an item stands, as whole words, in one of the names.

    Not those that a food carries by its texture, by what it leaves in the bowel or because people choke on it: where
    that is not said, it carries them whatever its name is, and where it is said, "seeds" in a name (of an oil) is not.
    """
    padded = [f" {fold(name)} " for name in names]
    return [
        caution.id
        for caution in cautions.values()
        if caution.applies_to in {"food", "supplement"}
        and not (caution.texture or caution.residue or caution.choking)
        and any(f" {item} " in name for item in map(fold, caution.items) if item for name in padded)
    ]


def write_food(
    entry: Mapping[str, Any], overlay: Path, file_name: str, catalog: Catalog, *, dry_run: bool = False
) -> tuple[Path, str]:
    """Write the entry at the end of a file of the person's catalog; give the file and what was added to it.

    Everything that stood there stays, comments too. Raise CatalogError, and writes nothing, if the name is taken or
    if the catalog would not hold with it.
    """
    import tomli_w

    _refuse_taken(entry, catalog)
    path = overlay / _parse_file_name(file_name)
    before = load_text(path)
    added = _ARRAY.sub(_join_array, tomli_w.dumps({"food": [dict(entry)]}))
    text = f"{before.rstrip()}\n\n{added}" if before.strip() else f"{HEADER}\n{added}"
    refuse_broken(path, text, entry, overlay)
    if not dry_run:
        write_text(path, text)
    return path, added


def write_text(path: Path, text: str) -> None:
    """Write a file of the person's; a link stays a link, for people keep such files elsewhere."""
    from gutcli.folders import write_private

    write_private(os.path.realpath(path), text.encode("utf-8"))


def _join_array(array: re.Match[str]) -> str:
    """Put a short list on one line, as people write it."""
    values = [line.strip().removesuffix(",") for line in array[2].splitlines()]
    joined = f"{array[1]}[{', '.join(values)}]"
    return joined if len(joined) <= 100 else array[0]


def _refuse_taken(entry: Mapping[str, Any], catalog: Catalog) -> None:
    names = catalog.names("foods")
    for name in (entry["id"], entry["name"], *entry["aliases"]):
        if owner := names.get(fold(name)):
            message = f"The catalog has {safe(name)!r} already: {catalog.label('foods', owner)} ({owner})."
            raise CatalogError(message, f"Use another name, or see gutcli foods {owner}.", code="duplicate")


def _parse_file_name(words: str) -> str:
    stem = words.removesuffix(".toml")
    if not _FILE_NAME.fullmatch(stem):
        hint = f"Use letters, digits and hyphens, as in --file {DEFAULT_FILE}. It stands in your catalog folder."
        raise UsageError(f"{safe(words)!r} cannot be the name of a catalog file.", hint)
    return f"{stem}.toml"


def load_text(path: Path) -> str:
    """Return what stands in a file of the person's, "" if it is not there. Raise CatalogError for what is no TOML."""
    from gutcli.catalog.files import load_toml

    if not os.path.lexists(path):
        return ""
    load_toml(path)  # Refuses what is no TOML file before it is touched.
    return path.read_text(encoding="utf-8-sig")


def refuse_broken(path: Path, text: str, entry: Mapping[str, Any], overlay: Path) -> None:
    """Raise CatalogError if the catalog would not hold with this text in this file."""
    from gutcli.catalog.compile import apply_overlays, compile_base
    from gutcli.catalog.data_files import built_in_files, overlay_files
    from gutcli.catalog.files import MAX_BYTES

    if len(text.encode("utf-8")) > MAX_BYTES:
        raise CatalogError(f"{safe(path.name)} would be too long.", "Use another file: --file NAME.")
    base, own = compile_base(built_in_files()), overlay_files(overlay)
    after = apply_overlays(base, sorted({*own, str(path)}), {str(path): text})
    mine = [p for p in after.problems if p.file == str(path)]
    others = [p for p in mine if p.entry != entry["id"]]
    if others:
        message = f"{safe(str(path))} has problems already; the first: {others[0].sentence}"
        raise CatalogError(message, "Mend it first (gutcli catalog check), or use another file: --file NAME.")
    if mine:
        listed = "\n".join(problem.sentence for problem in mine)
        raise CatalogError(f"{safe(entry['name'])} does not fit:\n{listed}", "Nothing was written.")
    # A file that comes later could be pushed out by the new food.
    before = apply_overlays(base, own)
    if lost := [left for left in after.left_out if left not in before.left_out]:
        reason = next(p.sentence for p in after.problems if p.file == lost[0])
        raise CatalogError(
            f"With it {safe(os.path.basename(lost[0]))} would no longer hold: {reason}", "Nothing was written."
        )
