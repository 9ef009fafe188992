"""The rules of the schema of CSL-JSON (csl-data.json, version 1.0), for the keys that gutcli writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

TYPES = {
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
}  # fmt: skip
TEXTS = {"title", "container-title", "DOI", "URL", "note", "language", "PMID", "publisher"}
NAME_PARTS = {"family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"}
DATE_PARTS = {"date-parts", "season", "circa", "literal", "raw"}


def find_faults(items: Any) -> Iterator[tuple[str, str]]:
    """Give the key and what is wrong with it; a key that the schema does not know is one."""
    if not isinstance(items, list):
        yield "items", "not a list"
        return
    for item in items:
        if item.get("type") not in TYPES:
            yield "type", f"no such type: {item.get('type')}"
        if not isinstance(item.get("id"), str | int):
            yield "id", "neither text nor number"
        for key, value in item.items():
            fault = _check(key, value)
            if fault:
                yield key, fault


def _check(key: str, value: Any) -> str | None:
    if key in {"id", "type"}:
        return None
    if key in TEXTS:
        return None if isinstance(value, str) else "not text"
    if key == "author":
        return None if isinstance(value, list) and value and all(map(_is_name, value)) else "no list of names"
    if key == "issued":
        return None if _is_date(value) else "no date"
    return "no such key"


def _is_name(name: Any) -> bool:
    return (
        isinstance(name, dict)
        and bool(name)
        and set(name) <= NAME_PARTS
        and all(isinstance(part, str) for part in name.values())
    )


def _is_date(date: Any) -> bool:
    if not isinstance(date, dict) or not date or not set(date) <= DATE_PARTS:
        return False
    days = date.get("date-parts", [[2001]])
    return (
        isinstance(days, list)
        and 1 <= len(days) <= 2
        and all(isinstance(day, list) and 1 <= len(day) <= 3 for day in days)
        and all(isinstance(part, str | int) for day in days for part in day)
    )
