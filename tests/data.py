"""The built-in data files as they are written, each parsed once for all tests: nobody alters what is read."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from gutcli.catalog.data_files import find_data


@cache
def read_data(name: str) -> dict[str, Any]:
    """Give what stands in data/NAME.toml."""
    return tomllib.loads((Path(find_data()) / f"{name}.toml").read_text(encoding="utf-8"))
