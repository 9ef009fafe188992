"""Sources as citations that other programs read: BibTeX, RIS and CSL-JSON, from plain templates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gutcli.know.sources.authors import split_authors
from gutcli.text import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gutcli.know.sources.view import SourceView

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def _is_paper(source: SourceView) -> bool:
    """Whether it is a paper: what has no DOI is a page."""
    return source.doi is not None


def _format_note(source: SourceView) -> str:
    return ". ".join(part.rstrip(".") for part in (source.design, source.note) if part)


def write_bibtex(sources: Iterable[SourceView]) -> str:
    """Write BibTeX; the key of an entry is the id of its source."""
    return "\n".join(_bibtex_entry(source) for source in sources)


def _bibtex_entry(source: SourceView) -> str:
    people, others = split_authors(source.authors)
    names = [f"{_tex(family)}, {_initials(given)}" if given else f"{{{_tex(family)}}}" for family, given in people]
    fields = {
        "author": " and ".join([*names, *(["others"] if others else [])]),
        "title": f"{{{_tex(source.title)}}}",
        "journal" if _is_paper(source) else "howpublished": _tex(source.journal),
        "year": str(source.year or ""),
        "doi": source.doi or "",
        "url": source.url or "",
        "note": _tex(_format_note(source)),
    }
    lines = [f"  {key} = {{{value}}}," for key, value in fields.items() if value]
    return "\n".join([f"@{'article' if _is_paper(source) else 'misc'}{{{source.id},", *lines, "}", ""])


def _tex(words: str) -> str:
    return "".join(_TEX.get(character, character) for character in safe(words))


def _initials(letters: str) -> str:
    return " ".join(f"{letter}." for letter in letters)


def write_ris(sources: Iterable[SourceView]) -> str:
    """Write RIS, as reference managers read it."""
    return "\n".join(_ris_entry(source) for source in sources)


def _ris_entry(source: SourceView) -> str:
    people, others = split_authors(source.authors)
    names = [f"{family}, {_initials(given)}" if given else family for family, given in people]
    tags = [
        ("TY", "JOUR" if _is_paper(source) else "ELEC"),
        ("ID", source.id),
        *(("AU", name) for name in [*names, *(["et al."] if others else [])]),
        ("TI", source.title),
        ("T2", source.journal),
        ("PY", str(source.year or "")),
        ("DO", source.doi or ""),
        ("UR", source.url or ""),
        ("N1", _format_note(source)),
    ]
    lines = [f"{tag}  - {safe(value)}" for tag, value in tags if value]
    return "\n".join([*lines, "ER  - ", ""])


def write_csl(sources: Iterable[SourceView]) -> str:
    """Write CSL-JSON, as citation processors read it."""
    return json.dumps([_csl_item(source) for source in sources], ensure_ascii=False, indent=2) + "\n"


def _csl_item(source: SourceView) -> dict[str, Any]:
    people, others = split_authors(source.authors)
    names = [
        {"family": family, "given": _initials(given)} if given else {"literal": family} for family, given in people
    ]
    item = {
        "id": source.id,
        "type": "article-journal" if _is_paper(source) else "webpage",
        "author": [*names, *([{"literal": "et al."}] if others else [])],
        "title": source.title,
        "container-title": source.journal,
        "issued": {"date-parts": [[source.year]]} if source.year else None,
        "DOI": source.doi,
        "URL": source.url,
        "note": _format_note(source),
    }
    return {key: value for key, value in item.items() if value}


WRITERS: dict[str, Callable[[Iterable[SourceView]], str]] = {
    "bibtex": write_bibtex,
    "ris": write_ris,
    "csl-json": write_csl,
}
