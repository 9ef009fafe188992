"""What `doctor --mend` repairs before it looks: only what can be repaired without loss."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from gutcli.errors import GutcliError
from gutcli.folders import Folders
from gutcli.store.health import Finding, repair_device, repair_diary, take_back_ahead
from gutcli.text import count


class Repair(NamedTuple):
    """What was repaired, in words, and what stood in the way."""

    words: str
    findings: tuple[Finding, ...] = ()


def repair(folders: Folders, now: datetime) -> Repair:
    """Repair what can be without loss, and return what that was."""
    diary, backups = Path(folders.diary), Path(folders.backups)
    try:
        days = repair_diary(diary, backups)
        named = repair_device(diary, backups)
        ahead = take_back_ahead(diary, backups, now)
    except GutcliError as error:
        return Repair("Nothing could be mended.", (Finding("diary", "problem", error.message, error.hint),))
    done = [count(days, "day")] * bool(days) + ["the device's name"] * named
    words = [f"Mended {' and '.join(done)}."] * bool(done)
    words += [f"Took back what stood on {count(ahead, 'day')} to come; it stays in the file."] * bool(ahead)
    return Repair(" ".join(words) or "Nothing needed mending.")
