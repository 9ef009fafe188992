"""What is made once for a wheel: the built-in catalog, compiled, and a digest of the code that compiled it.

With the first, a first run need not parse and validate anything. It names the size and CRC of each TOML file that it
was made from; if one differs (somebody edited the installed catalog), it is passed over. The second tells which code
made what is kept: a cache of an older rule must never outlive it, least of all where safety is decided. A checkout has
neither: there the stamps of the modules that decide tell the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cache
from typing import Any

from gutcli import __version__
from gutcli.folders import load_bytes

COMPILED = "compiled.json"
CODE = "code.txt"
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOMS = (".", "catalog", "profile", "planner", "diary", "know/find")
"""Where everything is decided that is kept; "." folds the words and reckons with days."""


@cache
def build_code_key() -> str:
    """Return what changes whenever the code does by which a catalog, needs and plans are made."""
    try:
        with open(os.path.join(_PACKAGE, "data", CODE), encoding="ascii") as file:
            return file.read().strip()
    except OSError:
        stamps = ((path, os.stat(path)) for path in find_modules())
        return " ".join(f"{os.path.basename(path)}:{s.st_size}:{s.st_mtime_ns}:{s.st_ino}" for path, s in stamps)


def find_modules() -> list[str]:
    """Return the paths of the modules that decide."""
    found: list[str] = []
    for room in ROOMS:
        with os.scandir(os.path.join(_PACKAGE, room)) as entries:
            found += sorted(entry.path for entry in entries if entry.name.endswith(".py"))
    return found


def build_code_digest() -> str:
    """Return the digest that an installation is told by, when the wheel is built."""
    from hashlib import sha256

    digest = sha256()
    for path in find_modules():
        digest.update(load_bytes(path))
    return f"{digest.hexdigest()}\n"


def format_compiled(sources: list[str], documents: Mapping[str, str]) -> bytes:
    """Return the compiled `documents` of `sources`, name -> JSON text, as the wheel has them."""
    body = "".join(f"{name}\t{text}\n" for name, text in documents.items()).encode()
    return f"{json.dumps(_key(sources, body))}\n".encode() + body


def load_compiled(sources: list[str]) -> dict[str, str] | None:
    """Return the documents that were compiled from exactly these files, name -> JSON text; None if there are none.

    They are texts so that a first run parses those alone that it uses, and keeps the others as they are.
    """
    try:
        head, _, body = load_bytes(os.path.join(os.path.dirname(sources[0]), COMPILED)).partition(b"\n")
        if json.loads(head) != _key(sources, body):
            return None
        lines = body.decode().rstrip("\n").split("\n")
    except (OSError, ValueError):
        return None
    return dict(line.split("\t", 1) for line in lines)  # the CRC says that each has two parts


def _key(sources: list[str], body: bytes) -> list[Any]:
    from zlib import crc32  # not on the daily path

    contents = ((os.path.basename(path), load_bytes(path)) for path in sources)
    return [[__version__], *([name, len(content), crc32(content)] for name, content in contents), crc32(body)]
