"""Cautions, in full."""

from __future__ import annotations

from collections.abc import Sequence

from gutcli.clock import format_month
from gutcli.profile.cautions.view import CautionCard, CautionsView
from gutcli.terminal.draw.document import BLANK, Block, Document, Line, text
from gutcli.text import join_words

SEVERITY_WORDS = {"avoid": "avoid", "ask-first": "ask first", "limit": "take care"}
_MOST = 12


def draw_cautions(view: CautionsView, width: int | None) -> Document:
    """Draw the cautions, the person's own first, each with its sources."""
    blocks: list[Block] = [Line(text(f"! {remark}", "caution"), hang=2) for remark in view.remarks]
    own = [card for card in view.cautions if card.personal]
    others = [card for card in view.cautions if not card.personal]
    if not view.cautions:
        blocks.append(Line(text(f"No caution names {view.about!r}. That is not a promise that it suits you.")))
    if own:
        blocks.append(Line(text("Yours", "title")))
        blocks += draw_cards(own, full=True)
    if others:
        if view.about:
            blocks.append(Line(text(f"About {view.about}", "title")))
        else:
            blocks.append(Line(text("For everybody", "title")))
        blocks += draw_cards(others, full=bool(view.about) or not own)
    if not view.about:
        blocks.append(
            Line(
                (("Somebody else, a medicine or a food: ", "muted"), ("gutcli cautions warfarin", "command"),
                 (" · your own: ", "muted"), ("gutcli profile setup", "command")), indent=2, hang=2,
            )
        )  # fmt: skip
    blocks.append(
        Line(
            text("gutcli gives no diagnosis and no doses. Your own team's advice goes first.", "muted"),
            indent=2,
            hang=2,
        )
    )
    return tuple(blocks)


def name_some(names: Sequence[str], most: int) -> str:
    """Return the first of them, and how many others there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return " · ".join(names[:most]) + more


def draw_cards(cards: list[CautionCard], *, full: bool) -> list[Block]:
    """Draw cautions one under another; in full with what carries them and their sources."""
    blocks: list[Block] = []
    for card in cards:
        blocks += [
            BLANK,
            Line((("  ", ""), (f"{SEVERITY_WORDS[card.severity]}  ", "caution"), (card.who, "heading")), hang=4),
        ]
        if card.words:
            said = join_words([f"“{word}”" for word in card.words])
            found = f" ({', '.join(card.shared)})" if set(card.shared) - set(card.words) else ""
            blocks.append(Line(text(f"because you said {said}{found}", "muted"), indent=4))
        blocks.append(Line(text(card.advice), indent=4))
        if not full:
            continue
        if card.names:
            blocks.append(Line((("On ", "muted"), (name_some(card.names, _MOST), "")), indent=4, hang=3))
        if card.references:
            for source in card.references:
                year = f" {source.year}" if source.year else ""
                blocks.append(
                    Line(
                        (
                            ("Source ", "muted"),
                            (f"{source.authors}{year}, {source.title}", f"link {source.link}"),
                            *(((f" · {source.note}", "caution"),) if source.note else ()),
                        ),
                        indent=4,
                        hang=7,
                    )
                )
        if card.basis != "cited":
            blocks.append(Line((("Basis ", "muted"), (card.basis, "muted")), indent=4, hang=6))
        if card.checked:
            blocks.append(Line(text(f"Last checked {format_month(card.checked)}", "muted"), indent=4))
    blocks.append(BLANK)
    return blocks
