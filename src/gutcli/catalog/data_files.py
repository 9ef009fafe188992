"""Where the catalog's files are: the built-in ones, the words that rules read, and the person's own."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from gutcli.catalog.kinds import FILES, VOCABULARIES

if TYPE_CHECKING:
    from gutcli.folders import StrPath

_HERE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))


def find_data() -> str:
    """Return the folder of the built-in catalog: inside the installed package, or beside `src` in a checkout."""
    installed = os.path.join(_HERE, "data")
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(os.path.dirname(_HERE)), "data")


def data_file(name: str) -> str:
    """Return the built-in file of this name (data/NAME.toml)."""
    return os.path.join(find_data(), f"{name}.toml")


def built_in_files() -> list[str]:
    """Return the built-in catalog's files, in the order in which they build on each other."""
    return [data_file(name) for name in FILES]


def vocabulary_files() -> list[str]:
    """Return the files of words that rules read beside the entries."""
    return [data_file(name) for name in VOCABULARIES]


@cache
def load_vocabulary(name: str) -> dict[str, Any]:
    """Return a file of words that rules read (data/NAME.toml). Raise TomlError."""
    from gutcli.catalog.files import load_toml

    return load_toml(data_file(name))


def overlay_files(folder: StrPath) -> list[str]:
    """Return the person's own catalog files, in the order of their names."""
    try:
        with os.scandir(folder) as entries:
            return sorted(e.path for e in entries if e.name.endswith(".toml") and not e.name.startswith("."))
    except OSError:
        return []
