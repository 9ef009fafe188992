"""How the shared folder is."""

from __future__ import annotations

from gutcli.keep.sync.view import SyncView
from gutcli.terminal.draw.document import BLANK, Block, Document, Line, text
from gutcli.text import count, join_words


def draw_sync(view: SyncView, width: int | None) -> Document:
    """Draw what was done, which machines share, and what is to be decided or mended."""
    if view.folder is None:
        begin = (("Share a folder that something else carries: ", "muted"), ("gutcli sync FOLDER", "command"))
        return (Line(text("Nothing is shared with other machines.")), BLANK, Line(begin, hang=2))
    if view.did == "off":
        words = (
            f"Shared no longer. What is in {view.folder} stays there, and can be read by whoever can read the folder."
        )
        return (Line(text(words), hang=2),)
    blocks: list[Block] = [Line(text(_format_round(view)), hang=2)]
    others = [device for device in view.devices if not device.is_here]
    blocks.append(Line(text(f"{count(len(others), 'other machine')} in {view.folder}."), hang=2))
    blocks += [
        Line(text(f"{device.device} has not yet erased what was forgotten here.", "caution"), 2, 4)
        for device in others
        if not device.confirmed
    ]
    blocks += [Line(text(f"{problem}.", "caution"), 2, 4) for problem in view.problems]
    for ask in view.asks:
        blocks.append(Line(text(f"Another machine has a newer {ask.name}: {ask.why}.", "caution"), 2, 4))
        commands = ((f"gutcli sync --take {ask.name}", "command"), (" or ", "muted"), (f"--keep {ask.name}", "command"))
        blocks.append(Line(commands, 4, 4))
    if view.advice:
        blocks.append(Line(text(view.advice, "caution"), hang=2))
    plain = "Whoever can read the folder can read what is in it: nothing is encrypted."
    return (
        *blocks,
        Line(text("What this machine writes there is encrypted." if view.encrypted else plain, "muted"), hang=2),
    )


def _format_round(view: SyncView) -> str:
    if view.did in {"taken", "kept"}:
        return f"{'Taken over' if view.did == 'taken' else 'Yours stays'}: {join_words(view.files)}."
    parts = [
        f"{count(view.received, 'entry', 'entries')} came" if view.received else "",
        f"{count(view.sent, 'entry', 'entries')} went out" if view.sent else "",
        f"{count(view.erased, 'entry', 'entries')} forgotten elsewhere went" if view.erased else "",
        f"{join_words(view.files)} came" if view.files else "",
    ]
    done = [part for part in parts if part]
    if view.did == "status":
        return "Shared, by itself, at each change."
    return f"Synced: {', '.join(done)}." if done else "Synced: nothing new."
