"""What a change did, and the day's list after it."""

from __future__ import annotations

from gutcli.day.changes.view import ChangeView, OutcomeLine
from gutcli.day.today.page import draw_days_away, draw_items, draw_today, summary
from gutcli.terminal.draw.document import BLANK, Block, Document, Line, sentence, text
from gutcli.text import join_words

# Outcomes that read better as one sentence when there are several.
_TOGETHER = {
    "done": "Done: {}.",
    "already_done": "Done already: {}.",
    "skipped": "Resting from {}. A rest is not a failure.",
    "ate": "Logged: {}.",
}


def draw_change(view: ChangeView, width: int | None) -> Document:
    """Draw what was done first, then the day."""
    blocks: list[Block] = [sentence(view.late)] if view.late else []
    blocks += [sentence(words) for words in _format_outcomes(view.outcomes)]
    blocks += [sentence(remark, "muted") for remark in view.remarks]
    blocks.append(BLANK)
    if view.today.is_today and view.today.away:
        blocks += draw_days_away(view.today)
    elif view.today.is_today:
        blocks += [
            draw_items(view.today.items, view.today.day, width),
            BLANK,
            Line(text(summary(view.today)), indent=2),
        ]
    else:
        blocks += draw_today(view.today, width)
    return tuple(blocks)


def _format_outcomes(outcomes: tuple[OutcomeLine, ...]) -> list[str]:
    sentences: list[str] = []
    said: set[str] = set()
    for outcome in outcomes:
        if outcome.result not in _TOGETHER:
            sentences.append(outcome.sentence)
        elif outcome.result not in said:
            said.add(outcome.result)
            names = [o.name for o in outcomes if o.result == outcome.result]
            sentences.append(_TOGETHER[outcome.result].format(join_words(names)))
    return sentences
