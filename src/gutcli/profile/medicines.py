"""Reading the medicines of an entry: taken, still acting, only used locally, or not borne. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gutcli.profile.context import When, is_denied
from gutcli.profile.spans import find_longest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gutcli.profile.reading import Found
    from gutcli.profile.spans import Clause, Span

_NOT_BORNE_BUT_TAKEN = ("side effect", "had to stop", "could not tolerate", "couldnt tolerate")
"""What is said so of a medicine does not say that it was stopped."""


def parse_medicines(clause: Clause, key: str, when: When, found: Found, lexicon: Mapping[str, Any]) -> set[int]:
    """Note the medicines of a clause in `found`; return the places of the words that they explain."""
    told: set[int] = set()
    for span in clause.taken:
        told.update(range(span.start, span.end))
        found.understood = True
        _take(span, clause, when, found, lexicon, as_allergy=key == "allergies")
    if not told and clause.has("not-taking") and found.medicines:
        found.asks |= dict.fromkeys(lexicon["medicines"][ident]["name"] for ident in found.medicines)
    if told:
        told |= {n for form in _find_forms(clause, lexicon) for n in range(form.start, form.end)}
    return told


def _take(
    span: Span, clause: Clause, when: When, found: Found, lexicon: Mapping[str, Any], *, as_allergy: bool
) -> None:
    before = [role for role in clause.roles if role.end <= span.start]
    after = [role for role in clause.roles if role.start >= span.end]
    if _is_somebody_elses(span, clause):
        if found.medicines or found.classes:
            found.asks |= dict.fromkeys(_names(span, lexicon))
        return
    if as_allergy or _is_not_borne(span, clause, before, after):
        found.not_taken |= dict.fromkeys(ident for kind, ident in span.meanings if kind == "medicine")
        return
    if (was := _is_not_taken(before)) and not _was_taken(clause):
        return
    stopped = was or when.word == "over" or any("stopped" in role.meanings for role in (*before, *after))
    denied = is_denied(span, before) or any({"negation-after", "not-taking"} & {*role.meanings} for role in after)
    local = any(lexicon["forms"][" ".join(clause.tokens[f.start : f.end])][1] for f in _find_forms(clause, lexicon))
    for kind, ident in span.meanings:
        facts = lexicon["medicines" if kind == "medicine" else "classes"].get(ident)
        unsure = kind == "unsure-class"
        if facts is None:
            continue
        asks = unsure or clause.has("maybe") or (_is_unsure(clause) and not when.dated)
        if stopped or denied:
            if denied and not _was_taken(clause):
                continue
            acts = _still_acts(when, facts["lasts"])
            if acts is False:
                continue
            asks = asks or acts is None
        holds = facts.get("local", []) if local else facts["holds"]
        if kind == "medicine":
            found.medicines[ident] = None
        found.classes |= dict.fromkeys(holds)
        if asks:
            found.asks[facts["name"]] = None


def _names(span: Span, lexicon: Mapping[str, Any]) -> list[str]:
    return [lexicon["medicines" if kind == "medicine" else "classes"][ident]["name"] for kind, ident in span.meanings]


def _find_forms(clause: Clause, lexicon: Mapping[str, Any]) -> list[Span]:
    """Return the words of the clause that say in what form something is used."""
    return list(find_longest(clause.tokens, {"forms": {phrase: [form] for phrase, form in lexicon["forms"].items()}}))


def _is_somebody_elses(span: Span, clause: Clause) -> bool:
    """Return whether a person other than oneself stands before it, or the clause is about the family or a job."""
    if clause.has("own-person"):
        return False
    if clause.has("family-history", "work"):
        return True
    return any(
        role.end <= span.start for role in clause.find("other-person", "own-child")
    )  # "warfarin and my wife's ramipril"


def _is_not_borne(span: Span, clause: Clause, before: list[Span], after: list[Span]) -> bool:
    """Return whether it is said that it is not borne, and so not taken."""
    said = f" {' '.join(clause.tokens)} "
    if any(words in said for words in _NOT_BORNE_BUT_TAKEN):
        return False
    if any("allergy-to-medicine" in role.meanings for role in before):
        return True
    return any(role.start == span.end and "allergy-after-medicine" in role.meanings for role in after)


def _is_not_taken(before: list[Span]) -> bool:
    """Return whether it never was taken: "not on", "never taken"."""
    return any("not-taking" in role.meanings and "stopped" not in role.meanings for role in before)


def _was_taken(clause: Clause) -> bool:
    """Return whether a denial says that it was taken once: "no longer", "not … any more"."""
    return clause.has("stopped") or " ".join(clause.tokens).endswith(("any more", "anymore", "no longer"))


def _is_unsure(clause: Clause) -> bool:
    said = f" {' '.join(clause.tokens)} "
    return any(
        f" {words} " in said for words in (*_NOT_BORNE_BUT_TAKEN, "side effects", "switched from", "but not started")
    )


def _still_acts(when: When, lasts: int) -> bool | None:
    """Return whether something that was stopped acts on; None where that is not known, so that it is asked about."""
    if when.days is not None and when.dated:
        return when.days <= lasts
    if not lasts:
        return False
    return True if when.word == "recent" else None
