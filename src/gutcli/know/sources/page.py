"""How evidence is shown everywhere: grade marks that need no colour, citations, and sources as links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gutcli.catalog.kinds import SEVERITY_WORDS, STUDY_KINDS
from gutcli.catalog.types import Claim, Reference, Yours
from gutcli.know.sources.citations import short_authors
from gutcli.know.sources.view import CautionView, PersonalView, SourceView
from gutcli.terminal.draw.document import Cell, Line, Span, sentence, text
from gutcli.text import join_words, safe

# grade or verdict -> its mark and its word; the style has the grade's own name.
MARKS = {
    "strong": ("●●●●", "strong"),
    "moderate": ("●●●○", "moderate"),
    "early": ("●●○○", "early"),
    "mechanistic": ("●○○○", "mechanism"),
    "contested": ("◐", "contested"),
    "wrong": ("✗", "wrong"),
    "supported": ("✓", "supported"),
    "overstated": ("◐", "overstated"),
    # No findings: what a word means, or what a guideline advises.
    "definition": ("", "definition"),
    "guideline": ("", "guideline"),
}
DIRECTIONS = {"more": "↑ more", "less": "↓ less", "no difference": "= no difference", "mixed": "± mixed"}
"""Which way a finding goes; one that goes none says nothing."""
NARROW = 60
"""Under this many columns content is not indented beyond its heading."""
_LONGEST = max(len(word) for _, word in MARKS.values())


def mark(grade: str, *, wide: bool = False) -> Cell:
    """Return a grade as mark and word, the words under each other; `wide` makes all equally long."""
    sign, word = MARKS.get(grade, ("?", grade))
    # Spaces are spans of their own: within a text they would be drawn together.
    end = " " * (_LONGEST - len(word)) if wide else ""
    return ((sign, grade), (" " * (5 - len(sign)), ""), (word, grade), (end, ""))


def mark_claim(claim: Claim) -> Cell:
    """Return the mark of a claim: its grade, or what it is instead of a finding."""
    return mark(claim.grade if claim.statement == "finding" else claim.statement, wide=True)


def format_direction(claim: Claim) -> Cell:
    """Return which way a finding goes, before its sentence."""
    words = DIRECTIONS.get(claim.direction)
    return ((words, "direction"), (" · ", "muted")) if words else ()


def number_sources(sources: Iterable[SourceView]) -> dict[str, int]:
    """Return the number that stands for each source, by its id."""
    return {each.source.id: each.number for each in sources}


def cite(references: Iterable[str], numbers: Mapping[str, int]) -> Cell:
    """Return the numbers of the sources that a sentence rests on."""
    found = sorted(numbers[ident] for ident in references if ident in numbers)
    return ((f" [{','.join(map(str, found))}]", "muted"),) if found else ()


def format_author(yours: Yours) -> str:
    """Return whose an entry or its changed part is, as in "yours: my-foods.toml"."""
    return f"yours: {safe(join_words(yours.files))}"


def draw_authors(yours: Yours | None) -> list[Line]:
    """Draw what the person's own files wrote of an entry, and what they took out of its warnings; nothing if nothing.

    What is a person's own must never look as if gutcli had said it.
    """
    if yours is None:
        return []
    files = safe(join_words(yours.files))
    words = f"Yours: {files} sets its {join_words(yours.keys)}." if yours.keys else f"Yours: all of it is from {files}."
    lines = [sentence(words.replace("_", " "), "muted", 2)]
    if yours.removed:
        lines.append(Line(text(f"! {files} takes out {join_words(yours.removed)}.", "caution"), 2, 4))
    return lines


def format_remarks(cautions: Iterable[CautionView], personal: PersonalView | None) -> list[str]:
    """Return the cautions of a food or practice for everybody, and what the profile says of it, in a few words each."""
    general = {caution.id: caution.short for caution in cautions if caution.for_anyone}
    if personal is None:
        return list(general.values())
    if not personal.fits:
        return [f"not for you: {personal.reasons[0].text}"]
    return list((general | {caution.id: caution.short for caution in personal.notes}).values())


def format_for_you(personal: PersonalView | None) -> str:
    """Return in a few words how something stands with the profile; "" where there is nothing to say."""
    if personal is None:
        return ""
    if not personal.fits:
        return f"not for you: {personal.reasons[0].text}"
    return personal.notes[0].short if personal.notes else ""


def mark_severity(severity: str) -> Cell:
    """Return how strictly a caution is meant, before its advice."""
    return text(f"! {SEVERITY_WORDS.get(severity, severity)}", "caution")


def list_for_you(personal: PersonalView | None) -> list[tuple[Cell, Cell]]:
    """Return why something is not for this person, and their own cautions, each with its mark."""
    if personal is None:
        return []
    rows = [(text("! not for you", "caution"), text(reason.text)) for reason in personal.reasons]
    said = {reason.caution for reason in personal.reasons}
    return rows + [(mark_severity(note.severity), text(note.advice)) for note in personal.notes if note.id not in said]


def draw_sources(sources: tuple[SourceView, ...], *, in_full: bool = False, indent: int = 4) -> list[Line]:
    """Draw the numbered sources: in short with a link, or in full."""
    hang = len(f"[{len(sources)}] ")
    say = _format_in_full if in_full else _format_in_short
    return [Line(((f"{f'[{each.number}]':<{hang}}", "muted"), *say(each.source)), indent, hang) for each in sources]


def _format_in_short(source: Reference) -> Cell:
    address = f"doi:{source.doi}" if source.doi else _host(source.link)
    year = f" {source.year}" if source.year else ""
    return (
        (f"{short_authors(source.authors)}{year}", ""),
        (f" · {source.journal} · ", "muted"),
        _link(address, source),
        *_note(source),
    )


def _format_in_full(source: Reference) -> Cell:
    end = "" if source.title.endswith((".", "?", "!")) else "."
    kind = STUDY_KINDS.get(source.kind, source.kind) + (f": {source.design}" if source.design else "")
    return (
        (f"{source.authors} ({source.year or 'undated'}). ", ""),
        (f"{source.title}{end} ", ""),
        (f"{source.journal} · {kind} · ", "muted"),
        _link(source.link, source),
        *_note(source),
    )


def _note(source: Reference) -> Cell:
    """Return what a reader must know about the paper itself."""
    return text(f" · {source.note}" if source.note else "", "caution")


def _link(words: str, source: Reference) -> Span:
    """Make a link; an address with anything but plain visible characters could write to the terminal, so it is none."""
    plain = source.link.isascii() and source.link.isprintable() and " " not in source.link
    return (words, f"link {source.link}" if plain else "muted")


def _host(url: str) -> str:
    return url.split("//", 1)[-1].split("/", 1)[0].removeprefix("www.")
