"""Compile the catalog into the wheel: what the validator has passed once need not be validated at every first run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalog(BuildHookInterface):  # type: ignore[misc]  # hatchling has no types
    """Adds to the wheel what it compiles: gutcli/data/compiled.json, and the digest of the code, code.txt."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the built-in catalog; a problem in it stops the build."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from gutcli.catalog.code import NAME as CODE
            from gutcli.catalog.code import write_code_digest
            from gutcli.catalog.library import built_in_files, make_documents
            from gutcli.catalog.precompiled import NAME, write_compiled

            target = root / "build" / NAME
            sources = built_in_files()
            write_compiled(sources, make_documents(sources, []), target)
            digest = root / "build" / CODE
            write_code_digest(digest)
        finally:
            sys.path.pop(0)
        build_data["force_include"][str(target)] = f"gutcli/data/{NAME}"
        build_data["force_include"][str(digest)] = f"gutcli/data/{CODE}"
