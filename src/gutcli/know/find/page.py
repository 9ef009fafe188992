"""Where words were found: each page with a sentence, and what that rests on before it."""

from __future__ import annotations

from gutcli.know.find.view import FindView, HitView
from gutcli.know.sources.page import format_remarks, mark
from gutcli.terminal.draw.document import BLANK, Block, Cell, Document, Line, suggest, text
from gutcli.terminal.draw.pairs import draw_pairs
from gutcli.text import count, join_words

READ = {"food": "foods", "practice": "practices", "caution": "cautions", "tip": "tips --all"}
"""The command that shows a page, by the kind of a hit; what is said of a topic is explained."""


def draw_find(view: FindView, width: int | None) -> Document:
    """Draw the pages in which words were found, each with its sentence."""
    if view.help:
        return (Line(text(view.help, "help")),)
    pages = count(view.total, "page")
    shown = f" is found on {pages}" if len(view.hits) == view.total else f" is found on {pages}; the first"
    blocks: list[Block] = [Line(((f"“{view.query}”", "title"), (shown, "muted")))]
    if view.not_known:
        blocks.append(Line(text(f"gutcli has nothing on {join_words(view.not_known)}.", "caution"), 2))
    rows = [(text(hit.id, "name"), _draw_sentence(hit)) for hit in view.hits]
    return (*blocks, BLANK, *draw_pairs(rows, width, indent=2, under=4, apart=True), BLANK, _read(view.hits[0]))


def _draw_sentence(hit: HitView) -> Cell:
    """Return the sentence, its grade or verdict first; what people read is quoted and answered."""
    if hit.verdict is not None:
        return (*mark(hit.verdict), (" · ", "muted"), (f"“{hit.text}”", "muted"), ("  ", ""), (hit.why or "", ""))
    labels = {"claim": "definition or advice", "caution": f"caution · {hit.title}"}
    label = mark(hit.grade) if hit.grade is not None else text(labels.get(hit.kind, hit.kind), "muted")
    remarks = "; ".join(format_remarks(hit.cautions, hit.personal))
    warned = (("  ", ""), (f"! {remarks}", "caution")) if remarks else ()
    return (*label, (" · ", "muted"), (hit.text, ""), *warned)


def _read(hit: HitView) -> Line:
    verb = READ.get(hit.kind, "explain")
    named = "" if hit.kind == "tip" else f" {hit.id}"
    return suggest("Read it:", f"gutcli {verb}{named}", indent=2)
