"""How the shared folder is."""

from __future__ import annotations

from gutcli.keep.sync.view import SyncView
from gutcli.terminal.draw.document import BLANK, Block, Document, Line, sentence, suggest, text
from gutcli.text import count, join_words


def draw_sync(view: SyncView, width: int | None) -> Document:
    """Draw what was done, which machines share, and what is to be decided or mended."""
    if view.folder is None:
        begin = suggest("Share a folder that something else carries:", "gutcli sync FOLDER")
        return sentence("Nothing is shared with other machines."), BLANK, begin
    if view.did == "off":
        words = (
            f"Shared no longer. What is in {view.folder} stays there, and can be read by whoever can read the folder."
        )
        return (sentence(words),)
    blocks: list[Block] = [sentence(_format_round(view))]
    others = [device for device in view.devices if not device.is_here]
    blocks.append(sentence(f"{count(len(others), 'other machine')} in {view.folder}."))
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
        blocks.append(sentence(view.advice, "caution"))
    plain = "Whoever can read the folder can read what is in it: nothing is encrypted."
    return (
        *blocks,
        sentence("What this machine writes there is encrypted." if view.encrypted else plain, "muted"),
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
