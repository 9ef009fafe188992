"""The built-in catalog, compiled when the wheel is built, so that a first run need not parse and validate it again.

The file names the size and CRC of each TOML file that it was made from; if one differs (somebody edited the installed
catalog), it is passed over and the catalog is compiled as usual. A checkout has none.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zlib import crc32

from gutcli import __version__

NAME = "compiled.json"


def write_compiled(sources: list[Path], documents: dict[str, dict[str, Any]], target: Path) -> None:
    """Write the compiled `documents` of `sources` to `target`."""
    content = {"key": _key(sources), "documents": documents}
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def read_compiled(sources: list[Path]) -> dict[str, dict[str, Any]] | None:
    """Give the documents that were compiled from exactly these files; None if there are none."""
    try:
        content = json.loads((sources[0].parent / NAME).read_text(encoding="utf-8"))
        if content["key"] != _key(sources):
            return None
        documents: dict[str, dict[str, Any]] = content["documents"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return documents


def _key(sources: list[Path]) -> list[list[str | int]]:
    key: list[list[str | int]] = [[__version__]]
    for path in sources:
        content = path.read_bytes()
        key.append([path.name, len(content), crc32(content)])
    return key
