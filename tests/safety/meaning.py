"""What a person's words mean, slow and plain, from the data files themselves: none of the program's reading.

Shared with the program is `fold` (what counts as the same word). Context is not read here: whoever uses this says
plainly what they have or take.
"""

from __future__ import annotations

from functools import cache

from gutcli.text import fold
from tests.data import read_data


@cache
def entries(name, table):
    return {entry["id"]: entry for entry in read_data(name)[table]}


@cache
def folded(text):
    return fold(text)


def says(phrase, text):
    """Whether the words of `phrase` stand in `text`, next to each other."""
    return f" {folded(phrase)} " in f" {folded(text)} "


def by_first_word(phrases):
    """Give the phrases by their first words, each with its rank: the longest first."""
    found = {}
    for rank, phrase in enumerate(sorted(phrases, key=lambda one: -len(one[0].split()))):
        found.setdefault(phrase[0].partition(" ")[0], []).append((rank, phrase))
    return found


@cache
def _phrases_of_conditions():
    """Every phrase about oneself, the longest first: (phrase, ids of conditions, whether it is a cry for help)."""
    found = {}
    for word in (word for entry in read_data("crisis")["crisis"] for word in entry["words"]):
        found[fold(word)] = ((), True)
    for entry in read_data("conditions")["condition"]:
        for word in (*entry.get("words", ()), *entry.get("unsure", ())):
            found[fold(word)] = ((*found.get(fold(word), ((),))[0], entry["id"]), False)
    for name in ("reading", "crisis"):
        for entry in read_data(name)["not"]:
            found[fold(entry["phrase"])] = (tuple(entry["means"]), False)
    return by_first_word((phrase, *meaning) for phrase, meaning in found.items())


@cache
def _phrases_of_medicines():
    found = {}
    for entry in read_data("classes")["class"]:
        for word in (*entry["words"], *entry.get("unsure", ())):
            found.setdefault(fold(word), []).append(("class", entry["id"]))
    for entry in read_data("medicines")["medicine"]:
        for word in (entry["name"], *entry.get("other_names", ()), *entry.get("brands", ())):
            found.setdefault(fold(word), []).append(("medicine", entry["id"]))
    return by_first_word(found.items())


def take_out(phrases, text):
    """Give the phrases that stand in a text, the longest first, each word of it once."""
    begun = [ranked for word in {*text.split()} for ranked in phrases.get(word, ())]
    text, found = f" {text} ", []
    for _, phrase in sorted(begun):
        if f" {phrase[0]} " in text:
            text = text.replace(f" {phrase[0]} ", " . ")
            found.append(phrase)
    return found


@cache
def follow(ident):
    """Give a condition and all that it implies."""
    found = {ident}
    for other in entries("conditions", "condition")[ident].get("implies", ()):
        found |= follow(other)
    return found


@cache
def widen(ident):
    """Give a class and all that it is part of."""
    found = {ident}
    for other in entries("classes", "class")[ident].get("broader", ()):
        found |= widen(other)
    return found


def is_local(text):
    """Whether a text names a form in which a medicine stays where it is put."""
    return any(says(word, text) for form in read_data("reading")["form"] if form["local"] for word in form["words"])


@cache
def meaning(word):
    """Give the conditions, classes and medicines that a word means, and whether it is a cry for help."""
    text = fold(word)
    said = take_out(_phrases_of_conditions(), text)
    conditions = {each for _, idents, _ in said for ident in idents for each in follow(ident)}
    classes, medicines = set(), set()
    for phrase, meanings in take_out(_phrases_of_medicines(), text):
        if any(f" {phrase} " in f" {longer} " and phrase != longer for longer, _, _ in said):
            continue
        for kind, ident in meanings:
            if kind == "class":
                classes |= set() if is_local(text) else widen(ident)
                continue
            medicines.add(ident)
            medicine = entries("medicines", "medicine")[ident]
            held = medicine.get("local_classes", ()) if is_local(text) else medicine["classes"]
            classes |= {each for one in held for each in widen(one)}
    return conditions, classes, medicines, any(crisis for _, _, crisis in said)


def is_for(caution, word):
    """Whether a caution is for somebody who says this."""
    conditions, classes, medicines, crisis = meaning(word)
    return bool(
        conditions & {*caution.get("conditions", ())}
        or classes & {*caution.get("classes", ())}
        or medicines & {*caution.get("medicines", ())}
        or (crisis and caution.get("crisis"))
    )


@cache
def allergens_said(word):
    """Give the legal allergens that a word under allergies means, where it is one of the words for them."""
    eaten = read_data("allergens")
    for entry in eaten["word"]:
        if fold(entry["phrase"]) == fold(word):
            return frozenset(entry["allergens"])
    return frozenset(
        entry["id"]
        for entry in eaten["allergen"]
        if fold(word) in {fold(each) for each in (entry["id"], *entry["words"])}
    )


@cache
def allergen_words():
    """Every word that means a legal allergen by itself."""
    eaten = read_data("allergens")
    words = [word for entry in eaten["allergen"] for word in (entry["id"], *entry["words"])]
    return tuple(sorted(words + [entry["phrase"] for entry in eaten["word"] if entry["allergens"]]))


@cache
def words_for(ident):
    """Every word by which somebody is found for whom a caution is."""
    [caution] = [entry for entry in read_data("cautions")["caution"] if entry["id"] == ident]
    named = {*caution.get("conditions", ())}
    words = [w for c in read_data("conditions")["condition"] if follow(c["id"]) & named for w in c.get("words", ())]
    held = {*caution.get("classes", ())}
    for entry in read_data("classes")["class"]:
        if widen(entry["id"]) & held:
            words += entry["words"]
    for entry in read_data("medicines")["medicine"]:
        if entry["id"] in caution.get("medicines", ()) or any(widen(one) & held for one in entry["classes"]):
            words += [entry["name"], *entry.get("other_names", ()), *entry.get("brands", ())]
    if caution.get("crisis"):
        words += [word for entry in read_data("crisis")["crisis"] for word in entry["words"]]
    return tuple(dict.fromkeys(word for word in words if is_for(caution, word)))
