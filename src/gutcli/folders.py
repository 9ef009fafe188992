"""Where the person's files are."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from gutcli.errors import GutcliError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

StrPath = str | os.PathLike[str]
"""A place. The daily path has strings: `pathlib` takes 3 ms of its 45."""
REPLACE_WAITS_S = (0.01, 0.03, 0.1, 0.3, 0.6)


class Folders:
    """The person's own places: configuration, data and cache. Nothing is made until something is written.

    `GUTCLI_HOME` puts everything in one folder; otherwise the platform's own folders are used.
    """

    __slots__ = ("cache", "config", "data")

    def __init__(self, config: StrPath, data: StrPath, cache: StrPath) -> None:
        self.config = os.fspath(config)
        self.data = os.fspath(data)
        self.cache = os.fspath(cache)

    @property
    def profile(self) -> str:
        """Return the profile's file."""
        return os.path.join(self.config, "profile.toml")

    @property
    def overlay(self) -> str:
        """Return the folder of the person's own catalog files."""
        return os.path.join(self.config, "catalog")

    @property
    def diary(self) -> str:
        """Return the diary's file."""
        return os.path.join(self.data, "diary.db")

    @property
    def backups(self) -> str:
        """Return the folder of the diary's copies."""
        return os.path.join(self.data, "backups")


def parse_path(words: str) -> Path:
    """Return the full path that a person means. "~" is a home where there is such a home, else a letter of the name."""
    from pathlib import Path

    return Path(_make_full(words))


def _make_full(words: str) -> str:
    path = os.path.expanduser(words)
    return path if os.path.isabs(path) else os.path.join(os.getcwd(), path)


def find_folders(environ: Mapping[str, str] = os.environ) -> Folders:
    """Return the folders for this environment. Raise GutcliError where there is no home to be found."""
    if home := environ.get("GUTCLI_HOME"):
        root = _make_full(home)
        return Folders(root, root, os.path.join(root, "cache"))
    if sys.platform in {"linux", "freebsd", "openbsd", "netbsd"}:
        # The XDG rules in a few lines: platformdirs does not ignore a relative path, as the specification asks.
        return Folders(
            os.path.join(find_xdg(environ, "XDG_CONFIG_HOME", ".config"), "gutcli"),
            os.path.join(find_xdg(environ, "XDG_DATA_HOME", ".local/share"), "gutcli"),
            os.path.join(find_xdg(environ, "XDG_CACHE_HOME", ".cache"), "gutcli"),
        )
    import platformdirs

    return Folders(
        platformdirs.user_config_dir("gutcli", appauthor=False),
        platformdirs.user_data_dir("gutcli", appauthor=False),
        platformdirs.user_cache_dir("gutcli", appauthor=False),
    )


def find_xdg(environ: Mapping[str, str], variable: str, default: str) -> str:
    """Return a folder by the XDG rules: a relative path is ignored. Raise GutcliError where there is no home."""
    folder = environ.get(variable, "")
    if folder.startswith("/"):
        return folder
    home = environ.get("HOME", "")
    if not home.startswith("/"):
        home = os.path.expanduser("~")
    if not home.startswith("/"):
        raise GutcliError(
            "There is no home folder: HOME is not set to a full path.",
            "Set HOME, or set GUTCLI_HOME to a folder for gutcli's files.",
            code="no_home",
        )
    return os.path.join(home, default)


def format_distrust(facts: os.stat_result) -> str:
    """Return why what was found may hold what another user wrote; "" if it is ours and only we can write it."""
    if os.name == "nt":
        return ""
    if facts.st_uid != os.geteuid():
        return "belongs to another user"
    return "can be written by others" if facts.st_mode & 0o022 else ""


def find_host(folders: Folders, environ: Mapping[str, str] = os.environ) -> str:
    """Return the user whose home root works in by sudo; "" elsewhere. Raise GutcliError where a link leads out of it.

    What root writes there its owner could not read any more; and a link that the owner may lay anywhere would let root
    write where the owner may not.
    """
    if "SUDO_UID" not in environ or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return ""
    place = folders.data
    while not os.path.lexists(place) and place != os.path.dirname(place):
        place = os.path.dirname(place)
    if (owner := os.lstat(place).st_uid) == 0:
        return ""
    ours = (folders.config, folders.data, folders.cache, folders.profile, folders.overlay, folders.diary)
    if link := next((path for path in (*ours, folders.backups) if os.path.islink(path)), None):
        raise GutcliError(
            f"{link} is a link in another user's home, and root follows none there.",
            "Run gutcli without sudo, as the user whose diary it is.",
            code="root",
        )
    import pwd

    try:
        return pwd.getpwuid(owner).pw_name
    except KeyError:
        return f"user {owner}"


def make_private_folder(folder: StrPath) -> None:
    """Make `folder` and its missing parents, readable by the person alone, whatever the umask."""
    import contextlib

    missing: list[str] = []
    step = os.path.abspath(folder)
    while not os.path.exists(step):
        missing.append(step)
        step = os.path.dirname(step)
    for step in reversed(missing):
        with contextlib.suppress(FileExistsError):
            os.mkdir(step, mode=0o700)


def load_bytes(path: StrPath) -> bytes:
    """Return what stands in a file. Raise OSError."""
    with open(path, "rb") as file:
        return file.read()


def write_private(path: StrPath, content: bytes, *, durable: bool = True) -> None:
    """Replace `path` with `content` in one step, readable by the person alone; nothing is left half written.

    `durable=False` is for what can be made again: it does not wait for the disk. Raise OSError; the old file then
    stands as it was.
    """
    import contextlib

    folder, name = os.path.split(path)
    make_private_folder(folder or os.curdir)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
    # O_BINARY: Windows would otherwise write two bytes for each line feed.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        replace_patiently(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def replace_patiently(new: StrPath, path: StrPath) -> None:
    """Put `new` in the place of `path`. Where an open file cannot be replaced (Windows), wait a moment for its reader.

    Virus scanners and indexers hold a file that was just written for some hundredths of a second.
    """
    if sys.platform == "win32":
        import time

        for wait in REPLACE_WAITS_S:
            try:
                os.replace(new, path)
            except PermissionError:
                time.sleep(wait)
            else:
                return
    os.replace(new, path)
