"""Which code made what is kept: a cache of an older rule must never outlive it, least of all where safety is decided.

In a checkout that is told by the stamps of the modules that decide, in an installation by the digest that was taken
when the wheel was built.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

NAME = "code.txt"
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOMS = ("catalog", "profile", "planner")
"""Where everything is decided that is kept; text.py folds the words."""


@cache
def build_code_key() -> str:
    """Return what changes whenever the code does by which a catalog, needs and plans are made."""
    try:
        with open(os.path.join(_PACKAGE, "data", NAME), encoding="ascii") as file:
            return file.read().strip()
    except OSError:
        stamps = ((path, os.stat(path)) for path in find_modules())
        return " ".join(f"{os.path.basename(path)}:{s.st_size}:{s.st_mtime_ns}:{s.st_ino}" for path, s in stamps)


def find_modules() -> list[str]:
    """Return the paths of the modules that decide."""
    found = [os.path.join(_PACKAGE, "text.py")]
    for room in ROOMS:
        with os.scandir(os.path.join(_PACKAGE, room)) as entries:
            found += sorted(entry.path for entry in entries if entry.name.endswith(".py"))
    return found


def write_code_digest(target: Path) -> None:
    """Write the digest that an installation is told by, when the wheel is built."""
    from hashlib import sha256

    digest = sha256()
    for path in find_modules():
        digest.update(Path(path).read_bytes())
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"{digest.hexdigest()}\n", encoding="ascii")
