"""Everything of a person's in one file: the diary, the profile, their own catalog. docs/moving.md describes it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from gutcli import __version__
from gutcli.errors import GutcliError
from gutcli.folders import Folders
from gutcli.keep.files import unusable_file
from gutcli.keep.importers.source import ForeignFile
from gutcli.text import safe

MANIFEST, DIARY, PROFILE = "gutcli-home.json", "diary.jsonl", "profile.toml"
HOME_SCHEMA = 1
_OVERLAY = re.compile(r"catalog/([A-Za-z0-9_-][A-Za-z0-9._-]{0,99}\.toml)")


class FileLine(NamedTuple):
    """What becomes of a file beside the diary.

    `result`: written; same (it is here already); kept (another is here, and stays).
    """

    name: str
    path: str
    result: str


def list_beside(folders: Folders) -> list[tuple[str, Path]]:
    """Return the files beside the diary that are the person's: their name in the archive, and where they are."""
    from gutcli.catalog.data_files import overlay_files

    profile = Path(folders.profile)
    beside = [(f"catalog/{path.name}", path) for path in map(Path, overlay_files(folders.overlay))]
    return [(PROFILE, profile), *beside] if profile.exists() else beside


def pack_home(folders: Folders, lines: Sequence[str]) -> tuple[bytes, list[str]]:
    """Return the archive, and the names of the files in it."""
    content = {DIARY: "".join(f"{line}\n" for line in lines).encode()}
    for name, path in list_beside(folders):
        try:
            content[name] = path.read_bytes()
        except OSError as error:
            raise unusable_file(path, "read", error, " Nothing was written.", "See whose it is: ls -l") from None
    manifest = {"kind": "gutcli-home", "schema": HOME_SCHEMA, "gutcli": __version__, "files": list(content)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in {MANIFEST: json.dumps(manifest).encode(), **content}.items():
            # The same home gives the same bytes: no time of day, no permissions of this machine.
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), raw, zipfile.ZIP_DEFLATED)
    return packed.getvalue(), list(content)


def is_home(source: ForeignFile) -> bool:
    """Return whether a file is such an archive."""
    return MANIFEST in source.members


def is_beside(name: str) -> bool:
    """Return whether a name is that of a file beside the diary: the profile, or one of the catalog's own folder."""
    return name == PROFILE or bool(_OVERLAY.fullmatch(name))


def find_place(name: str, folders: Folders) -> Path:
    """Return where such a file stands."""
    return Path(folders.profile) if name == PROFILE else Path(folders.overlay, name.partition("/")[2])


def check_home(source: ForeignFile) -> None:
    """Raise GutcliError for an archive that is not whole, of a newer gutcli, or holds what cannot be taken over."""
    problem = _find_problem(source)
    if problem:
        raise GutcliError(
            f"{safe(source.name)} cannot be imported: {problem}. Nothing was imported.",
            "Make it again there: gutcli export --all home.zip",
            code="import_invalid",
        )


def _find_problem(source: ForeignFile) -> str:
    manifest = source.members[MANIFEST].json
    if not isinstance(manifest, dict) or manifest.get("kind") != "gutcli-home":
        return f"{MANIFEST} in it is not gutcli's"
    schema = manifest.get("schema")
    if type(schema) is not int or not 1 <= schema <= HOME_SCHEMA:
        return f"a newer gutcli wrote it (schema {safe(str(schema)[:20])}; this one knows {HOME_SCHEMA})"
    files = manifest.get("files")
    missing = [safe(str(name)) for name in files if name not in source.members] if isinstance(files, list) else [DIARY]
    if missing or DIARY not in source.members:
        return f"{', '.join(missing[:3]) or DIARY} is missing from it"
    for name, member in source.members.items():
        if name in {MANIFEST, DIARY}:
            continue
        if not is_beside(name):
            return f"{safe(name[:60])} in it is no file of gutcli's"
        if problem := check_toml(name, member.data):
            return problem
    return ""


def check_toml(name: str, raw: bytes) -> str:
    """Return what is wrong with a profile or a catalog file from elsewhere; "" if nothing is."""
    from gutcli.catalog.files import TomlError, parse_toml
    from gutcli.profile.file import examine_data

    try:
        data = parse_toml(raw.decode("utf-8-sig"), name)
    except UnicodeDecodeError:
        return f"{safe(name)} in it is not text"
    except TomlError as error:
        return error.message
    problems = examine_data(data).problems if name == PROFILE else ()
    return problems[0].format(name) if problems else ""


def place_files(source: ForeignFile, folders: Folders, *, dry_run: bool) -> tuple[FileLine, ...]:
    """Put the profile and the catalog's files where they belong, if nothing else is there; return what became of each.

    Nothing that is here is replaced: a profile from elsewhere could lack an allergy.
    """
    from gutcli.folders import write_private

    placed = []
    for name, member in sorted(source.members.items(), key=lambda pair: pair[0] != PROFILE):
        if name in {MANIFEST, DIARY}:
            continue
        path = find_place(name, folders)
        try:
            result = "written"
            if path.is_symlink() or path.exists():
                result = "same" if path.read_bytes() == member.data else "kept"
            elif not dry_run:
                write_private(path, member.data)
        except OSError as error:
            hint = "See whose the folder is (ls -l); do it again."
            raise unusable_file(path, "written", error, hint=hint) from None
        placed.append(FileLine(name, str(path), result))
    return tuple(placed)
