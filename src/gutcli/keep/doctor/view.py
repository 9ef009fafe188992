"""What `doctor` says: where everything is, how it is, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from datetime import date

DIARY_AREAS = ("diary", "backups")
SETTINGS_AREAS = ("profile", "catalog")


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place of the person's: a file or folder, whether it is there, its size with all in it, its permissions."""

    what: str
    path: str
    exists: bool
    size_bytes: int
    mode: str


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """The diary's figures; null where it could not be read. `cut_short`: a change did not end; it mends itself."""

    exists: bool
    size_bytes: int
    schema: int | None
    entries: int | None
    days: int | None
    first: date | None
    last: date | None
    devices: int | None
    cut_short: bool


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One copy of the diary, looked through; `problem` is "" for a whole one."""

    path: str
    size_bytes: int
    entries: int
    problem: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """Something that is not as it should be. `area` is diary, backups, profile, catalog, cache or folders.

    `severity` problem means that something does not work; advice, that it works and could be better.
    """

    area: str
    severity: str
    what: str
    hint: str


@dataclass(frozen=True, slots=True)
class DoctorView:
    """Everything at a glance. `exit_code` is 0, 5 if the diary is not well, else 4 if catalog or profile are not."""

    KIND: ClassVar[str] = "doctor"
    healthy: bool
    exit_code: int
    places: tuple[PlaceLine, ...]
    diary: DiaryLine
    backups: tuple[BackupLine, ...]
    catalog_entries: dict[str, int]
    overlay_files: tuple[str, ...]
    profile_keys: tuple[str, ...]
    findings: tuple[FindingLine, ...]
    mended: str | None
    versions: dict[str, str]


def judge(findings: tuple[FindingLine, ...]) -> int:
    """Give the exit code that the findings call for."""
    areas = {finding.area for finding in findings if finding.severity == "problem"}
    return 5 if areas & set(DIARY_AREAS) else 4 if areas & set(SETTINGS_AREAS) else 0
