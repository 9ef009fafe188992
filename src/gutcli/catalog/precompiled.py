"""The built-in catalog, compiled when the wheel is built, so that a first run need not parse and validate it again.

The file names the size and CRC of each TOML file that it was made from; if one differs (somebody edited the installed
catalog), it is passed over and the catalog is compiled as usual. A checkout has none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

from gutcli import __version__

NAME = "compiled.json"


def write_compiled(sources: list[Path], documents: Mapping[str, str], target: Path) -> None:
    """Write the compiled `documents` of `sources`, name -> JSON text, to `target`."""
    body = "".join(f"{name}\t{text}\n" for name, text in documents.items()).encode()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(f"{json.dumps([*_key(sources), crc32(body)])}\n".encode() + body)


def load_compiled(sources: list[Path]) -> dict[str, str] | None:
    """Return the documents that were compiled from exactly these files, name -> JSON text; None if there are none.

    They are texts so that a first run parses those alone that it uses, and keeps the others as they are.
    """
    try:
        head, _, body = (sources[0].parent / NAME).read_bytes().partition(b"\n")
        if json.loads(head) != [*_key(sources), crc32(body)]:
            return None
        lines = body.decode().rstrip("\n").split("\n")
    except (OSError, ValueError):
        return None
    return dict(line.split("\t", 1) for line in lines)  # the CRC says that each has two parts


def _key(sources: list[Path]) -> list[list[str | int]]:
    key: list[list[str | int]] = [[__version__]]
    for path in sources:
        content = path.read_bytes()
        key.append([path.name, len(content), crc32(content)])
    return key
