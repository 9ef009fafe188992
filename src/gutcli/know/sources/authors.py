"""Who wrote a source: people with their initials, or an organisation."""

from __future__ import annotations

import re

_PERSON = re.compile(r"(.+) (?!UK$|US$|EU$)([A-Z]{1,4})")


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
