"""Other programs' files, read into records: one module for each program, found by what the file holds.

A module has `recognise(source)`, which returns how sure it is from 0 to 1, and `read(source, found)`, which takes down
what is in it. Nothing here knows the diary or the catalog.
"""

from __future__ import annotations

from importlib import import_module

from gutcli.keep.importers.record import Collector, FileReading
from gutcli.keep.importers.source import ForeignFile

APPS = {
    "loop": ("loop_csv", "Loop Habit Tracker"),
    "loop-db": ("loop_db", "Loop Habit Tracker"),
    "daylio": ("daylio", "Daylio"),
    "habitbull": ("habitbull", "HabitBull"),
    "daily-dozen": ("daily_dozen", "Daily Dozen"),
    "beaverhabits": ("beaverhabits", "Beaver Habits"),
    "habo": ("habo", "Habo"),
    "dijo": ("dijo", "dijo"),
    "habito": ("habito", "habito"),
    "harsh": ("harsh", "harsh"),
    "todo-txt": ("todo_txt", "todo.txt"),
}
"""What `--as` takes -> the module behind it, and the program's own name."""
_SURE = 0.5


def recognise(source: ForeignFile) -> str:
    """Return the program whose file this is; "" if none is sure enough."""
    scored = [(import_module(f"{__name__}.{module}").recognise(source), app) for app, (module, _) in APPS.items()]
    confidence, app = max(scored, key=lambda pair: pair[0])
    return app if confidence >= _SURE else ""


def read(app: str, source: ForeignFile) -> FileReading:
    """Return what the file of one program of APPS holds."""
    found = Collector()
    import_module(f"{__name__}.{APPS[app][0]}").read(source, found)
    return found.finish()
