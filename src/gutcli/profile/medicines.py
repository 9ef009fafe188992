"""Reading the medicines of an entry: taken, still acting, only used locally, or not borne. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gutcli.profile.context import When, is_denied
from gutcli.profile.reading import ReadingDraft
from gutcli.profile.spans import Clause, Span, find_longest


def parse_medicines(clause: Clause, key: str, when: When, found: ReadingDraft, lexicon: Mapping[str, Any]) -> set[int]:
    """Note the medicines of a clause in `found`; return the places of the words that they explain."""
    told = {place for span in clause.taken for place in span.places}
    for span in clause.taken:
        found.understood = True
        _take(span, clause, when, found, lexicon, as_allergy=key == "allergies")
    if not told and clause.has("not-taking") and found.medicines:
        found.asks |= dict.fromkeys(lexicon["medicines"][ident]["name"] for ident in found.medicines)
    if told:
        told.update(place for form in _find_forms(clause, lexicon) for place in form.places)
    return told


def _take(
    span: Span, clause: Clause, when: When, found: ReadingDraft, lexicon: Mapping[str, Any], *, as_allergy: bool
) -> None:
    before, after = clause.before(span), clause.after(span)
    meant = [
        (kind, ident, facts)
        for kind, ident in span.meanings
        if (facts := lexicon["medicines" if kind == "medicine" else "classes"].get(ident)) is not None
    ]
    if _is_somebody_elses(span, clause):
        if found.medicines or found.classes:
            found.asks |= dict.fromkeys(facts["name"] for _, _, facts in meant)
        return
    suffered = _has_phrase(clause, "borne-badly", lexicon)
    if as_allergy or (not suffered and _is_not_borne(span, clause)):
        found.not_taken |= dict.fromkeys(ident for kind, ident in span.meanings if kind == "medicine")
        return
    never = any(role.plays("not-taking") and not role.plays("stopped") for role in before)  # "not on", "never taken"
    if never and not _was_taken(clause, lexicon):
        return
    stopped = never or when.word == "over" or any(role.plays("stopped") for role in (*before, *after))
    denied = is_denied(span, clause) or any(role.plays("negation-after", "not-taking") for role in after)
    local = any(form.meanings[1] for form in _find_forms(clause, lexicon))
    is_unsure = clause.has("maybe") or (when.days is None and (suffered or _has_phrase(clause, "changed", lexicon)))
    for kind, ident, facts in meant:
        asks = is_unsure or kind == "unsure-class"
        if stopped or denied:
            if denied and not _was_taken(clause, lexicon):
                continue
            acts = _still_acts(when, facts["lasts"])
            if acts is False:
                continue
            asks = asks or acts is None
        if kind == "medicine":
            found.medicines[ident] = None
        found.classes |= dict.fromkeys(facts.get("local", []) if local else facts["holds"])
        if asks:
            found.asks[facts["name"]] = None


def _find_forms(clause: Clause, lexicon: Mapping[str, Any]) -> list[Span]:
    """Return the words of the clause that say in what form something is used."""
    return list(find_longest(clause.tokens, {"forms": lexicon["forms"]}))


def _is_somebody_elses(span: Span, clause: Clause) -> bool:
    """Return whether a person other than oneself stands before it, or the clause is about the family or a job."""
    if clause.has("own-person"):
        return False
    others = clause.find("other-person", "own-child")
    # "warfarin and my wife's ramipril"
    return clause.has("family-history", "work") or any(role.end <= span.start for role in others)


def _is_not_borne(span: Span, clause: Clause) -> bool:
    """Return whether it is said that it is not borne, and so not taken."""
    return any(role.plays("allergy-to-medicine") for role in clause.before(span)) or any(
        role.start == span.end and role.plays("allergy-after-medicine") for role in clause.roles
    )


def _was_taken(clause: Clause, lexicon: Mapping[str, Any]) -> bool:
    """Return whether a denial says that it was taken once: "no longer", "not … any more"."""
    return clause.has("stopped") or " ".join(clause.tokens).endswith(tuple(lexicon["phrases"]["no-longer"]))


def _has_phrase(clause: Clause, phrase: str, lexicon: Mapping[str, Any]) -> bool:
    said = " ".join(clause.tokens)
    return any(words in said for words in lexicon["phrases"][phrase])


def _still_acts(when: When, lasts: int) -> bool | None:
    """Return whether something that was stopped acts on; None where that is not known, so that it is asked about."""
    if when.days is not None:
        return when.days <= lasts
    if not lasts:
        return False
    return True if when.word == "recent" else None
