"""Cautions, in full."""

from __future__ import annotations

from collections.abc import Sequence

from gutcli.catalog.kinds import SEVERITY_WORDS
from gutcli.clock import format_month
from gutcli.profile.cautions.view import CautionCard, CautionsView
from gutcli.terminal.draw.document import BLANK, Block, Document, Line, sentence, suggest, text
from gutcli.text import join_words

_MOST = 12


def draw_cautions(view: CautionsView, width: int | None) -> Document:
    """Draw the cautions, the person's own first, each with its sources."""
    blocks: list[Block] = [sentence(f"! {remark}", "caution") for remark in view.remarks]
    own = [card for card in view.cautions if card.personal]
    others = [card for card in view.cautions if not card.personal]
    if not view.cautions:
        blocks.append(Line(text(f"No caution names {view.about!r}. That is not a promise that it suits you.")))
    if own:
        blocks += [Line(text("Yours", "title")), *draw_cards(own, full=True)]
    if others:
        title = f"About {view.about}" if view.about else "For everybody"
        blocks += [Line(text(title, "title")), *draw_cards(others, full=bool(view.about) or not own)]
    if not view.about:
        own_words = ((" · your own: ", "muted"), ("gutcli profile setup", "command"))
        other = suggest("Somebody else, a medicine or a food:", "gutcli cautions warfarin", indent=2)
        blocks.append(other._replace(spans=(*other.spans, *own_words)))
    last = "gutcli gives no diagnosis and no doses. Your own team's advice goes first."
    return (*blocks, sentence(last, "muted", 2))


def name_some(names: Sequence[str], most: int) -> str:
    """Return the first of them, and how many others there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return " · ".join(names[:most]) + more


def draw_cards(cards: Sequence[CautionCard], *, full: bool) -> list[Block]:
    """Draw cautions one under another; in full with what carries them and their sources."""
    return [
        *(block for card in cards for block in (BLANK, *_draw_card(card), *(_draw_rest(card) if full else ()))),
        BLANK,
    ]


def _draw_card(card: CautionCard) -> list[Block]:
    severity = (f"{SEVERITY_WORDS[card.severity]}  ", "caution")
    blocks: list[Block] = [Line((("  ", ""), severity, (card.who, "heading")), hang=4)]
    if card.words:
        said = join_words([f"“{word}”" for word in card.words])
        found = f" ({', '.join(card.shared)})" if set(card.shared) - set(card.words) else ""
        blocks.append(Line(text(f"because you said {said}{found}", "muted"), 4))
    return [*blocks, Line(text(card.advice), 4)]


def _draw_rest(card: CautionCard) -> list[Block]:
    """Draw what carries a caution, and what it rests on."""
    blocks: list[Block] = []
    if card.names:
        blocks.append(Line((("On ", "muted"), (name_some(card.names, _MOST), "")), 4, 3))
    for source in card.references:
        year = f" {source.year}" if source.year else ""
        title = (f"{source.authors}{year}, {source.title}", f"link {source.link}")
        note = text(f" · {source.note}" if source.note else "", "caution")
        blocks.append(Line((("Source ", "muted"), title, *note), 4, 7))
    if card.basis != "cited":
        blocks.append(Line(text(f"Basis {card.basis}", "muted"), 4, 6))
    if card.checked:
        blocks.append(Line(text(f"Last checked {format_month(card.checked)}", "muted"), 4))
    return blocks
