"""Compile the catalog into the wheel: what the validator has passed once need not be validated at every first run."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalog(BuildHookInterface):  # type: ignore[misc]  # hatchling has no types
    """Adds to the wheel what it compiles: gutcli/data/compiled.json, and the digest of the code, code.txt.

    Nothing is written beside the sources: a checkout may be read-only.
    """

    _made: tempfile.TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the built-in catalog; a problem in it stops the build."""
        if version == "editable":
            return
        self._made = tempfile.TemporaryDirectory()
        source, bytecode = str(Path(self.root) / "src"), sys.dont_write_bytecode
        sys.path.insert(0, source)
        sys.dont_write_bytecode = True
        try:
            from gutcli.catalog.cache import to_text
            from gutcli.catalog.data_files import built_in_files, vocabulary_files
            from gutcli.catalog.documents import make_documents
            from gutcli.catalog.wheel import CODE, COMPILED, build_code_digest, format_compiled

            target = Path(self._made.name) / COMPILED
            documents = make_documents(built_in_files(), [])
            sources = [*built_in_files(), *vocabulary_files()]
            texts = {name: to_text(document) for name, document in documents.items()}
            target.write_bytes(format_compiled(sources, texts))
            digest = Path(self._made.name) / CODE
            digest.write_text(build_code_digest(), encoding="ascii")
        finally:
            sys.path.remove(source)
            sys.dont_write_bytecode = bytecode
        build_data["force_include"][str(target)] = f"gutcli/data/{COMPILED}"
        build_data["force_include"][str(digest)] = f"gutcli/data/{CODE}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Take away what was made for the wheel: it is in there now."""
        if self._made is not None:
            self._made.cleanup()
