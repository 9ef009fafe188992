"""The pages of the `catalog` commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.catalog.kinds import TABLES
from gutcli.catalog.stats import CatalogStatsView, StaleView
from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Document, Grid, Line, sentence, suggest, text
from gutcli.terminal.draw.pairs import draw_pairs
from gutcli.text import count, join_words, safe

if TYPE_CHECKING:
    from gutcli.catalog.check import CatalogCheckView, FileView
    from gutcli.catalog.problems import Problem
    from gutcli.catalog.view import CatalogAddView, CatalogPathView

_ENTRIES = {"ambiguous": "words with several meanings", "kitchen": "kitchen entries"}


def draw_catalog_check(view: CatalogCheckView, width: int | None) -> Document:
    """Draw every problem under its file, or say that all is well."""
    if view.ok:
        return (*_draw_fine(view), *_draw_removals(view), *_draw_stale(view.stale, width))
    bad = [file for file in view.files if file.problems]
    many = f"{count(len(view.problems), 'problem')} in {count(len(bad), 'file')}"
    blocks: list[Block] = [Line(text(many, "title")), BLANK]
    for file in bad:
        blocks += _draw_file(file, [p for p in view.problems if p.file == file.path], width)
    if any(not file.built_in for file in bad):
        words = "A file with a problem is left out whole until it is mended; the rest of the catalog holds."
        blocks.append(sentence(words, "muted", 2))
    hint = suggest("What may stand where:", "gutcli catalog schema overlay", indent=2)
    return (*blocks, *_draw_removals(view), hint, *_draw_stale(view.stale, width))


def _draw_stale(stale: tuple[StaleView, ...] | None, width: int | None) -> list[Block]:
    """List what was checked too long ago, if that was asked."""
    if not stale:
        return [Line((("✓ ", "tick"), ("Every topic and caution was checked since.", "")))] if stale is not None else []
    rows = [
        (text(each.checked or "no date", "muted"), ((f"{TABLES[each.kind]} ", "muted"), (each.id, "")))
        for each in stale
    ]
    return [BLANK, Line(text(f"Not checked since: {len(stale)}", "heading")), *draw_pairs(rows, width, indent=2)]


def _draw_removals(view: CatalogCheckView) -> list[Block]:
    """Draw what own files take out of the warnings of entries, and what only a name warns of: never unsaid."""
    sentences = [f"{safe(r.file)} takes out of {r.entry} what is warned of: {r.removed}." for r in view.removals]
    for each in view.named:
        key = "contains_likely" if each.kind == "dishes" else "may_contain"
        sentences.append(
            f"The name of {each.entry} in {safe(each.file)} speaks of {each.named}: it counts as what it may contain. "
            f"Name it there, or say remove_{key} if there is none."
        )
    return [Line((("! ", "caution"), (sentence, "")), 0, 2) for sentence in sentences]


def _draw_fine(view: CatalogCheckView) -> Document:
    own = sum(not file.built_in for file in view.files)
    entries = [f"{number} {_ENTRIES.get(kind, kind)}" for kind, number in view.entries.items()]
    files = count(len(view.files), "file") + (f", {own} of them yours" if own else "")
    first = Line((("✓ ", "tick"), (f"Nothing is wrong in {files}.", "")))
    return (first, sentence(f"The catalog holds {join_words(entries)}.", "muted", 2))


def _draw_file(file: FileView, problems: list[Problem], width: int | None) -> list[Block]:
    if width is None:
        # In a pipe every problem is one line with its file first, as compilers write them.
        return [*(Line(text(_format_in_pipe(problem))) for problem in problems), BLANK]
    blocks: list[Block] = [Line(text(file.path, "heading"))]
    entry = None
    for problem in problems:
        if (problem.kind, problem.entry) != entry:
            entry = (problem.kind, problem.entry)
            line = f" · line {problem.line}" if problem.line else ""
            name = " ".join(part for part in entry if part)
            blocks += [Line(((name, ""), (line, "muted")), 2)] if name else []
        key: Cell = ((f"{problem.key} ", "error"),) if problem.key else ()
        spans = (*key, (problem.message, ""), (f" {problem.expected}" if problem.expected else "", "muted"))
        blocks.append(Line(spans, 4 if problem.entry else 2, 2))
    return [*blocks, BLANK]


def _format_in_pipe(problem: Problem) -> str:
    line = f":{problem.line}" if problem.line else ""
    entry = f" {problem.kind} {problem.entry}:" if problem.entry else ""
    words = " ".join(part for part in (problem.key, problem.message, problem.expected) if part)
    return f"{problem.file}{line}:{entry} {words}"


def draw_catalog_stats(view: CatalogStatsView, width: int | None) -> Document:
    """Draw the counts: entries, claims by what they are, by grade and direction, what people read, topics by age."""
    entries = join_words([f"{number} {kind}" for kind, number in view.entries.items()])
    parts = {
        "Claims": view.statements,
        "Findings by grade": view.grades,
        "Findings by direction": view.directions,
        "What people read": view.verdicts,
    }
    blocks: list[Block] = [Line(text("What the catalog holds", "title")), sentence(entries, "muted", 2), BLANK]
    rows = [
        (text(name, "heading"), text(" · ".join(f"{number} {word}" for word, number in counts.items())))
        for name, counts in parts.items()
    ]
    blocks += draw_pairs(rows, width, indent=2, apart=True)
    columns = (
        Column("topic", wrap=12),
        Column("newest source", right=True),
        Column("claims", right=True, worth=5),
        Column("read", right=True, worth=3),
        Column("checked", right=True, worth=4),
    )
    table = tuple(
        (
            text(t.id),
            text(str(t.newest_source or "undated")),
            text(str(t.claims), "muted"),
            text(str(t.popular_claims), "muted"),
            text(t.checked or "no date", "muted"),
        )
        for t in view.topics
    )
    return (*blocks, BLANK, Grid(columns, table, heads=True, indent=2))


def draw_catalog_path(view: CatalogPathView, width: int | None) -> Document:
    """Draw where things are."""
    own = "" if view.exists else "  (not there yet)"
    blocks = [Line((("Built in  ", "muted"), (view.built_in, "")), 2, whole=True)]
    blocks.append(Line((("Your own  ", "muted"), (view.own, ""), (own, "muted")), 2, whole=True))
    blocks += [Line(text(file), 12, whole=True) for file in view.files]
    return (*blocks, BLANK, suggest("Add a food:", "gutcli catalog add", indent=2))


def draw_catalog_add(view: CatalogAddView, width: int | None) -> Document:
    """Draw what was added, as it stands in the file."""
    verb = "Would add" if view.dry_run else "Added"
    sign: Cell = () if view.dry_run else (("✓ ", "tick"),)
    where = "to" if view.dry_run else "in"
    blocks: list[Block] = [Line((*sign, (f"{verb} {view.name} ", ""), (f"{where} {view.file}", "muted"))), BLANK]
    lines = view.toml.splitlines()
    blocks += [
        Line(text(line.strip(), "muted"), 2 + len(line) - len(line.lstrip()), 4) if line else BLANK for line in lines
    ]
    blocks.append(BLANK)
    if view.cautions:
        words = "Cautions that name it or foods like it were taken over: check them, and take out what does not fit."
        blocks.append(sentence(words, "muted", 2))
    if view.source:
        blocks.append(sentence(f"Figures: {view.source}", "muted", 2))
    if view.dry_run:
        return (*blocks, sentence("gutcli catalog add without --dry-run writes it", "command", 2))
    return (*blocks, suggest("Its card:", f"gutcli foods {view.id}", indent=2))
