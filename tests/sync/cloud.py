"""Machines that share a folder through something unreliable: each has a copy of its own, and files come as they may."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from gutcli.diary.decide import decide_mood, decide_note
from gutcli.diary.entry import Item, Offer
from gutcli.folders import Folders
from gutcli.keep.sync.hook import announce_erasure, sync_now
from gutcli.keep.sync.state import Memory, State
from gutcli.store import open_diary
from gutcli.store.erase import NOTES, erase, notes_of

if TYPE_CHECKING:
    import random

    from gutcli.diary.entry import Entry

NOW = datetime.fromisoformat("2026-11-23T08:30:00+00:00")
LIST = Offer((Item("prebiotic", "oats", "Oats"), Item("move", "brisk-walk", "Brisk walk")))


class Machine:
    """One machine: its home, and its copy of the shared folder."""

    def __init__(self, root: Path, number: int) -> None:
        home = root / f"home-{number}"
        self.folders = Folders(home, home, home / "cache")
        self.shared = root / f"shared-{number}"
        self.shared.mkdir()
        home.mkdir()
        self.clock = NOW + timedelta(days=number)  # clocks differ
        self.memory = Memory(self.folders)
        self.memory.save(State(str(self.shared)))

    @property
    def device(self) -> str:
        state = self.memory.load()
        assert state is not None
        return state.device

    def sync(self) -> None:
        """Run a round."""
        with self.memory.locked(wait=True):
            sync_now(self.memory, self.folders, self.clock)

    def act(self, chance: random.Random) -> None:
        """Do what a person does."""
        self.clock += timedelta(seconds=chance.randrange(1, 4000))
        day = date(2026, 11, chance.randrange(1, 24))
        what = chance.random()
        if what < 0.01:
            wish = NOTES if chance.random() < 0.2 else notes_of(day)
            announce_erasure(self.folders, self.clock, wish)
            with closing(open_diary(self.folders.diary, read_only=False)):
                erase(Path(self.folders.diary), Path(self.folders.backups), wish, self.clock)
            return
        with closing(open_diary(self.folders.diary, read_only=False)) as diary:
            if what < 0.15:
                diary.undo_last(self.clock)
            elif what < 0.6:
                decided = decide_mood({"mood": chance.randint(1, 5)}, note=chance.choice(("", "calm", "tired")))
                diary.change(day, self.clock, date(2026, 12, 31), LIST, lambda _: decided)
            else:
                diary.change(day, self.clock, date(2026, 12, 31), LIST, lambda _: decide_note("a note"))

    def entries(self) -> list[Entry]:
        """Return the diary."""
        with closing(open_diary(self.folders.diary, read_only=True)) as diary:
            return list(diary.read_entries())


def carry(machines: list[Machine], chance: random.Random) -> None:
    """Carry some files from their owner to some other machine: late, cut short, twice, or under another name."""
    source, target = chance.sample(machines, 2)
    for path in sorted(source.shared.rglob("*")):
        if not path.is_file() or path.name.startswith(".") or chance.random() < 0.4:
            continue
        copy = target.shared / path.relative_to(source.shared)
        if copy.parent.name == target.device:
            continue  # nobody else writes there
        copy.parent.mkdir(exist_ok=True)
        fate = chance.random()
        if fate < 0.1:
            copy.write_bytes(path.read_bytes()[: chance.randrange(200)])
        elif fate < 0.2 and path.suffix == ".jsonl" and "conflicted" not in path.name:
            shutil.copyfile(path, copy.with_name(f"{path.stem} (conflicted copy).jsonl"))
        else:
            shutil.copyfile(path, copy)


def carry_all(machines: list[Machine]) -> None:
    """Let everything arrive: each device's folder as its owner has it."""
    for source in machines:
        own = source.shared / source.device
        for target in machines:
            if target is not source and own.exists():
                shutil.rmtree(target.shared / source.device, ignore_errors=True)
                shutil.copytree(own, target.shared / source.device)


def settle(machines: list[Machine]) -> None:
    """Let all machines hear of everything."""
    for _ in range(3):
        for machine in machines:
            machine.sync()
        carry_all(machines)
    for machine in machines:
        machine.sync()
