"""Check the catalog's references without a network: identifiers in form, no paper twice, kinds of study true to claims.

Run it with: make references. It ends with 1 and one line for each problem.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

DATA = Path(__file__).resolve().parent.parent / "data"
Record = dict[str, Any]

PRIMARY = {"rct", "trial", "cohort", "case-control", "cross-sectional", "case-series", "animal", "mechanistic"}
"""One study, not a weighing of several."""
NOT_PEOPLE = {"animal", "mechanistic"}
_DOI = re.compile(r"10\.\d{4,9}/[A-Za-z0-9._;()/:<>-]*[A-Za-z0-9)>]")
_TEST_HOST = re.compile(r"(^|[.-])(staging|test|beta|dev|refonte|proxy|webvpn|mirror|ma1|localhost)([.-]|$|\d)")
_CORRECTION = re.compile(
    r"\b(correction|corrected|erratum|retract\w*|withdrawn|expression of concern)\b", re.IGNORECASE
)
# What a title or a design says of itself -> the kinds that it may then have.
_SAYS = (
    (r"case[- ]control", {"case-control", "meta-analysis", "review"}),
    (r"case series|case report|single case", {"case-series", "review"}),
    (r"^survey|a comparison at one time|one time point", {"cross-sectional"}),
    (r"before[- ]and[- ]after|before-after", {"trial"}),
    (r"meta-analy", {"meta-analysis", "review", "guideline", "consensus"}),
    (r"randomi[sz]ed (controlled |clinical )?trial$", {"rct", "meta-analysis"}),
)
# What a rule would refuse, and why it stands: the topic, and the first source of the claim.
WEIGHTY = {
    ("vitamin-d", "okereke-2020"): "18,353 people for about five years against placebo",
    (
        "bristol-stool-scale",
        "mitsuhashi-2018",
    ): "how often people go is counted, in a survey that stands for all adults",
    ("leaky-gut", "ajamian-2019"): "it is about laboratory kits, and two laboratories agree",
}


def find_problems(references: Iterable[Record], topics: Iterable[Record]) -> Iterator[str]:
    """Give one sentence for each problem."""
    known = {reference["id"]: reference for reference in references}
    for reference in known.values():
        yield from (f"{reference['id']}: {problem}" for problem in _check_reference(reference))
    yield from _find_twins(known.values())
    for topic in topics:
        yield from _check_topic(topic, known)


def _check_reference(reference: Record) -> Iterator[str]:
    doi, url = reference.get("doi"), reference.get("url")
    if doi and not (_DOI.fullmatch(doi) and doi.count("(") == doi.count(")")):
        yield f"the DOI {doi} has a form that does not resolve"
    if url:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or "." not in parts.netloc or not url.isascii():
            yield f"the address {url} cannot be opened"
        if _TEST_HOST.search(parts.netloc):
            yield f"the address {url} is a test host or a mirror"
        if parts.netloc.endswith("doi.org"):
            yield "the address is a DOI: write it as doi"
    said = f"{reference['title']} | {reference.get('design', '')}"
    for pattern, kinds in _SAYS:
        for part in said.split(" | "):
            found = re.search(pattern, part, re.IGNORECASE)
            if found and reference["kind"] not in kinds:
                yield f'says "{found[0].lower()}" of itself, but is called {reference["kind"]}'
    rest = f"{reference.get('design', '')} {reference['verified']}"
    if _CORRECTION.search(rest) and not reference.get("note"):
        yield "names a correction or retraction, but has no note that a page could show"


def _find_twins(references: Iterable[Record]) -> Iterator[str]:
    seen: dict[tuple[str, str], list[str]] = defaultdict(list)
    for reference in references:
        for key in ("doi", "pmid", "url"):
            if reference.get(key):
                seen[key, reference[key].lower().rstrip("/")].append(reference["id"])
        title = " ".join(re.findall(r"\w+", f"{reference['title']} {reference['authors'].split(',')[0]}".lower()))
        seen["title", title].append(reference["id"])
    for (key, value), idents in seen.items():
        if len(idents) > 1:
            yield f"{' and '.join(idents)}: one paper under several ids (the same {key}: {value})"


def _check_topic(topic: Record, known: dict[str, Record]) -> Iterator[str]:
    for number, claim in enumerate(topic["claim"], 1):
        where = f"{topic['id']}, claim {number}"
        kinds = [known[ident]["kind"] for ident in claim["references"] if ident in known]
        if claim.get("statement", "finding") != "finding" or (topic["id"], claim["references"][0]) in WEIGHTY:
            continue
        high = claim["grade"] in {"strong", "moderate"}
        if high and len(kinds) == 1 and kinds[0] in PRIMARY:
            yield f"{where}: one study ({claim['references'][0]}) cannot carry {claim['grade']!r}"
        if (high or claim["grade"] == "early") and kinds and set(kinds) <= NOT_PEOPLE:
            yield f"{where}: only animals or the laboratory stand behind {claim['grade']!r}"
        if re.search(r"\btrials?\b", claim["text"]) and set(kinds) <= PRIMARY - {"rct", "trial"}:
            yield f"{where}: speaks of a trial, but names none ({', '.join(claim['references'])})"
    for number, claim in enumerate(topic.get("popular_claim", ()), 1):
        kinds = [known[ident]["kind"] for ident in claim["references"] if ident in known]
        if claim["verdict"] == "supported" and kinds and set(kinds) <= NOT_PEOPLE:
            yield f"{topic['id']}, popular claim {number}: supported by animals or the laboratory alone"


def load(kind: str, table: str) -> list[Record]:
    """Give the entries of one of the built-in files."""
    entries: list[Record] = tomllib.loads((DATA / f"{kind}.toml").read_text(encoding="utf-8"))[table]
    return entries


def main() -> int:
    """Print every problem."""
    references = load("references", "reference")
    problems = list(find_problems(references, load("topics", "topic")))
    for problem in problems:
        print(problem)
    print(f"{len(references)} references, {len(problems)} problems.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
