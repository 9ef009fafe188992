"""Who wrote a source, and sources as citations that other programs read: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from gutcli.catalog.types import Reference
from gutcli.text import safe

_PERSON = re.compile(r"(.+) (?!UK$|US$|EU$)([A-Z]{1,4})")
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def split_authors(authors: str) -> tuple[list[tuple[str, str]], bool]:
    """Split authors into (surname, initials), and say whether there are others; an organisation has no initials."""
    parts = authors.split(", ")
    others = parts[-1] == "et al."
    named = parts[:-1] if others else parts
    people = [(match[1], match[2]) if (match := _PERSON.fullmatch(part)) else (part, "") for part in named]
    # Before "et al." stands a person even without initials.
    if others or all(initials for _, initials in people):
        return people, others
    return [(authors, "")], False


def short_authors(authors: str) -> str:
    """Name authors as a citation does: "Gershon & Tack", "Cryan et al."; an organisation by its name."""
    people, others = split_authors(authors)
    if others or len(people) > 2:
        return f"{people[0][0]} et al."
    return " & ".join(surname for surname, _ in people)


def write_bibtex(sources: Iterable[Reference]) -> str:
    """Write BibTeX; the key of an entry is the id of its source."""
    return "\n".join(_bibtex_entry(source) for source in sources)


def _bibtex_entry(source: Reference) -> str:
    people, others = split_authors(source.authors)
    names = [f"{_tex(family)}, {_initials(given)}" if given else f"{{{_tex(family)}}}" for family, given in people]
    fields = {
        "author": " and ".join([*names, *(["others"] if others else [])]),
        "title": f"{{{_tex(source.title)}}}",
        "journal" if source.doi else "howpublished": _tex(source.journal),
        "year": source.year,
        "doi": source.doi,
        "url": source.url,
        "note": _tex(_format_note(source)),
    }
    lines = [f"  {key} = {{{value}}}," for key, value in fields.items() if value]
    return "\n".join([f"@{'article' if source.doi else 'misc'}{{{source.id},", *lines, "}", ""])


def _tex(words: str) -> str:
    return "".join(_TEX.get(character, character) for character in safe(words))


def _initials(letters: str) -> str:
    return " ".join(f"{letter}." for letter in letters)


def _format_note(source: Reference) -> str:
    return ". ".join(part.rstrip(".") for part in (source.design, source.note) if part)


def write_ris(sources: Iterable[Reference]) -> str:
    """Write RIS, as reference managers read it."""
    return "\n".join(_ris_entry(source) for source in sources)


def _ris_entry(source: Reference) -> str:
    people, others = split_authors(source.authors)
    names = [f"{family}, {_initials(given)}" if given else family for family, given in people]
    tags = [
        ("TY", "JOUR" if source.doi else "ELEC"),  # what has no DOI is a page
        ("ID", source.id),
        *(("AU", name) for name in [*names, *(["et al."] if others else [])]),
        ("TI", source.title),
        ("T2", source.journal),
        ("PY", str(source.year or "")),
        ("DO", source.doi),
        ("UR", source.url),
        ("N1", _format_note(source)),
    ]
    lines = [f"{tag}  - {safe(value)}" for tag, value in tags if value]
    return "\n".join([*lines, "ER  - ", ""])


def write_csl(sources: Iterable[Reference]) -> str:
    """Write CSL-JSON, as citation processors read it."""
    return json.dumps([_csl_item(source) for source in sources], ensure_ascii=False, indent=2) + "\n"


def _csl_item(source: Reference) -> dict[str, Any]:
    people, others = split_authors(source.authors)
    names = [
        {"family": family, "given": _initials(given)} if given else {"literal": family} for family, given in people
    ]
    item = {
        "id": source.id,
        "type": "article-journal" if source.doi else "webpage",
        "author": [*names, *([{"literal": "et al."}] if others else [])],
        "title": source.title,
        "container-title": source.journal,
        "issued": {"date-parts": [[source.year]]} if source.year else None,
        "DOI": source.doi,
        "URL": source.url,
        "note": _format_note(source),
    }
    return {key: value for key, value in item.items() if value}


WRITERS: dict[str, Callable[[Iterable[Reference]], str]] = {
    "bibtex": write_bibtex, "ris": write_ris, "csl-json": write_csl
}  # fmt: skip
