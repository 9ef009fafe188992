"""A topic's page, which reads like a short article; the list of topics."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter

from gutcli.catalog.kinds import TOPIC_GROUPS
from gutcli.catalog.types import PopularClaim, Topic
from gutcli.clock import format_month
from gutcli.know.explain.view import ExplainView, TopicsView
from gutcli.know.sources.page import (
    NARROW,
    cite,
    draw_authors,
    draw_sources,
    format_direction,
    format_remarks,
    mark,
    mark_claim,
    number_sources,
)
from gutcli.terminal.draw.document import BLANK, Block, Cell, Document, Line, Span, heading, suggest, text
from gutcli.terminal.draw.pairs import draw_pairs
from gutcli.text import SPELLING, count, fold, nearest

ALIASES_SHOWN = 3


def draw_explain(view: ExplainView, width: int | None, *, in_full: bool = False) -> Document:
    """Draw a topic: what it is, what is known and how well, what is said of it, what to do, where to read on."""
    topic = view.topic
    numbers = number_sources(view.references)
    blocks: list[Block] = [Line(text(topic.title, "title"), right=_aliases(topic)), BLANK]
    blocks += [Line(text(view.help, "help"), 2), BLANK] if view.help else []
    blocks += [Line(text(topic.summary), 2), *draw_authors(topic.yours), BLANK]
    known = [(mark_claim(c), (*format_direction(c), *text(c.text), *cite(c.references, numbers))) for c in topic.claims]
    blocks += [heading("What is known"), *draw_pairs(known, width, apart=True)] if known else []
    if topic.popular_claims:
        said = [pair for claim in topic.popular_claims for pair in _quote(claim, numbers, width)]
        blocks += [BLANK, heading("You may have read"), *draw_pairs(said, width, apart=True)]
    related = text(" · ".join(topic.related))
    steps = {"A small step": text(topic.action), "For your list": _listed(view), "See also": related}
    labelled = [(text(label, "heading"), cell) for label, cell in steps.items() if cell]
    blocks += [BLANK, *draw_pairs(labelled, width, indent=2, apart=True)]
    indent = 2 if width is not None and width < NARROW else 4
    blocks += [BLANK, heading("Sources"), *draw_sources(view.references, in_full=in_full, indent=indent)]
    checked = [Line(text(f"Last checked {format_month(view.checked)}.", "muted"), 2)] if view.checked else []
    return (*blocks, BLANK, *checked, _next_step(view.topic, in_full=in_full))


def draw_explain_in_full(view: ExplainView, width: int | None) -> Document:
    """Draw a topic with its sources in full."""
    return draw_explain(view, width, in_full=True)


def _quote(claim: PopularClaim, numbers: Mapping[str, int], width: int | None) -> list[tuple[Cell, Cell]]:
    """Return what is said, and under it what is so; a pipe gets both on one line."""
    verdict, quote = mark(claim.verdict, wide=True), text(f"“{claim.text}”")
    why = (*text(claim.why), *cite(claim.references, numbers))
    return [(verdict, (*quote, ("  ", ""), *why))] if width is None else [(verdict, quote), ((), why)]


def _aliases(topic: Topic) -> Cell:
    """Return a few other names: none that only spells the title or another one differently, or wrongly."""
    known = set(fold(topic.title).split()) | set(fold(topic.id).split())
    seen = [fold(topic.title).replace(" ", ""), fold(topic.id).replace(" ", ""), *known]
    shown: list[str] = []
    for alias in topic.aliases:
        folded = fold(alias)
        joined = folded.replace(" ", "")
        if not set(folded.split()) <= known and not nearest(joined, seen, 1, SPELLING):
            seen.append(joined)
            shown.append(alias)
    return text(" · ".join(shown[:ALIASES_SHOWN]), "muted")


def _listed(view: ExplainView) -> Cell:
    """Return what may stand on the list, the best known first; neighbours that share a caution share its words.

    Cautions for some people stand on the entry's own card, and here where the profile says that they are the person's.
    """
    noted = [
        ("; ".join(format_remarks(entry.cautions, entry.personal)), entry.name)
        for entry in (*view.foods, *view.practices)
    ]
    spans: list[Span] = []
    for note, group in groupby(noted, itemgetter(0)):
        names = [name for _, name in group]
        spans += [("; ", "muted")] if spans else []
        spans += [span for name in names for span in ((" · ", "muted"), (name, ""))][1:]
        spans += [(f" (! {'each: ' if len(names) > 1 else ''}{note})", "muted")] if note else []
    return tuple(spans)


def _next_step(topic: Topic, *, in_full: bool) -> Line:
    if not in_full:
        return suggest("Sources in full:", f"gutcli explain {topic.id} --refs", indent=2)
    if topic.related:
        return suggest("Read on:", f"gutcli explain {topic.related[0]}", indent=2)
    return suggest("Every topic:", "gutcli explain", indent=2)


def draw_topics(view: TopicsView, width: int | None) -> Document:
    """Draw every topic by group, each with the first sentence of its summary."""
    many = text(count(len(view.topics), "topic"), "muted")
    blocks: list[Block] = [Line(text("What gutcli explains", "title"), right=many)]
    longest = max((len(topic.id) for topic in view.topics), default=0)
    for group, topics in groupby(view.topics, key=lambda topic: topic.group):
        rows = [
            ((*text(t.id, "name"), (" " * (longest - len(t.id)), "")), text(first_sentence(t.summary), "muted"))
            for t in topics
        ]
        blocks += [BLANK, heading(TOPIC_GROUPS.get(group, group)), *draw_pairs(rows, width, under=4)]
    return (
        *blocks,
        BLANK,
        Line(text(_GRADES, "muted"), 2),
        suggest("Read one:", "gutcli explain serotonin", indent=2),
    )


_GRADES = (
    "Each claim on a page is graded: strong, moderate, early (first studies in people), mechanism (animals or cells), "
    "contested, or wrong. Where a finding goes one way, ↑ says more of what the sentence is about, ↓ less, = no "
    "difference, ± mixed. A definition or a guideline's advice is no finding, and has no grade."
)


def first_sentence(words: str) -> str:
    """Return the first sentence."""
    head, stop, _ = words.partition(". ")
    return f"{head}." if stop else head
