"""Writing a file for the person, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from gutcli.errors import GutcliError, UsageError, format_reason
from gutcli.folders import Folders, make_private_folder, write_private
from gutcli.store.creation import private_draft, put_in_place
from gutcli.text import safe

STDIO = "-"
"""How the person names stdin or stdout in place of a file."""


def write_file(folders: Folders, path: Path, raw: bytes, *, force: bool) -> None:
    """Write a private file whole or not at all; nothing is replaced that was not meant to be."""
    if os.path.lexists(path) and not force:
        raise UsageError(f"{safe(str(path))} is there already.", "Give another name, or replace it with --force.")
    if os.path.lexists(path):
        path = Path(os.path.realpath(path))
        own = {os.path.realpath(file) for file in (folders.diary, folders.profile)}
        kept = {os.path.realpath(folder) for folder in (folders.backups, folders.overlay, folders.cache)}
        if str(path) in own or str(path.parent) in kept:
            raise UsageError(f"{safe(str(path))} is gutcli's own file, so it is not replaced.", "Give another name.")
        if path.exists() and not path.is_file():
            raise UsageError(f"{safe(str(path))} is not an ordinary file.", "Give another name, or - for stdout.")
    try:
        if force:
            write_private(path, raw)
            return
        make_private_folder(path.parent)
        with private_draft(path.parent) as draft:
            draft.write_bytes(raw)
            if not put_in_place(draft, path):
                raise UsageError(f"{safe(str(path))} is there already.", "Give another name, or use --force.")
    except OSError as error:
        raise unusable_file(path, "written", error) from None


def unusable_file(path: Path, what: str, error: OSError | ValueError, after: str = "", hint: str = "") -> GutcliError:
    """Return the error for a file that cannot be read or written; `after` follows the sentence."""
    message = f"{safe(str(path))} cannot be {what}: {safe(format_reason(error))}.{after}"
    return GutcliError(message, hint or "Check the name, the disk's space and your permissions.", code="file_unusable")
