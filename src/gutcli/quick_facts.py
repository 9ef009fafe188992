"""What an answer of the quick door depends on, told without parsing anything: docs/quick-door.md lists it."""

import os
import stat
import sys
import time

from gutcli import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TextIO

_MOST_PROFILE = 16 * 1024
_SETTLED_NS = 2_000_000_000
"""A file changed so lately may change again within the grain of its file system's clock; then nothing is kept."""
WISHES = (
    "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "COLORTERM", "PAGER",
    "TTY_COMPATIBLE", "TTY_INTERACTIVE", "JUPYTER_COLUMNS", "JUPYTER_LINES", "DATABRICKS_RUNTIME_VERSION",
    "VSCODE_PID", "GUTCLI_NOW",
)  # fmt: skip
"""Every variable that what is drawn may depend on; a test watches which are read."""
# Windows would otherwise take some bytes for line ends, or for the file's end.
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_HERE = os.path.dirname(os.path.abspath(__file__))


def describe_place(argv: "Sequence[str]", stream: "TextIO", environ: "Mapping[str, str]") -> str | None:
    """Say who asks, from where: what changes the answer's form."""
    terminal = bool(stream.isatty())
    if terminal and os.name == "nt":
        return None  # an old console is coloured by calls, not by what is written
    size = ""
    if terminal:
        try:
            size = str(os.get_terminal_size(stream.fileno()).columns)
        except (OSError, ValueError, AttributeError):
            size = "-"
    wishes = [environ.get(name) for name in WISHES]
    return repr((list(argv), terminal, size, getattr(stream, "encoding", ""), wishes))


def gather_facts(homes: "tuple[str, str, str]", *, settled: bool = False) -> str | None:
    """Say what changes whenever what there is to answer does; None where that cannot be told for certain.

    `settled`: give None, too, while a file is so new that it may change again without its stamp changing.
    """
    config, data, _ = homes
    inside = os.path.join(_HERE, "data")
    if os.path.isdir(inside):
        # Installed: whatever is put in or taken away beside us (Rich, Typer) changes the folder that holds all.
        code = [_stamp(os.path.dirname(_HERE)), _stamp(os.path.join(_HERE, "__init__.py")), _stamp(__file__)]
    else:
        inside = os.path.join(_HERE, "..", "..", "data")
        code = _stamp_tree(_HERE)
    files = [stamp for folder in (inside, os.path.join(config, "catalog")) for stamp in _stamp_tables(folder)]
    if settled:
        youngest = max((int(line.rsplit("\t", 1)[-1]) for line in (*files, *code) if line[-1:].isdigit()), default=0)
        if youngest > time.time_ns() - _SETTLED_NS:
            return None
    profile = _read_profile(os.path.join(config, "profile.toml"))
    diary = _stamp_diary(os.path.join(data, "diary.db"))
    if profile is None or diary is None:
        return None
    return "\n".join((__version__, sys.version, sys.prefix, *code, *files, profile, diary))


def _stamp(path: str) -> str:
    try:
        facts = os.stat(path)
    except OSError as error:
        return f"{path}\t{error.errno}!"
    # The time of the last change to the inode cannot be set back by hand; the other can.
    return f"{path}\t{facts.st_size}\t{facts.st_ino}\t{facts.st_mtime_ns}\t{facts.st_ctime_ns}"


def _stamp_tables(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.name.endswith(".toml"))
    except OSError as error:
        return [f"{folder}\t{error.errno}!"]
    return [_stamp(os.path.join(folder, name)) for name in names]


def _stamp_tree(folder: str) -> list[str]:
    """Stamp every module of a checkout: whoever works on gutcli must see each change at once."""
    found: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                facts = entry.stat()
                found.append(f"{entry.name}\t{facts.st_size}\t{facts.st_mtime_ns}\t{facts.st_ctime_ns}")
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                found += [f"{entry.name}/{line}" for line in _stamp_tree(entry.path)]
    found.sort()
    return found


def _read_profile(path: str) -> str | None:
    """Give the profile's own text, as profile.py does: a stamp may miss a quick change; an old profile is unsafe."""
    try:
        descriptor = os.open(path, _READING)
    except FileNotFoundError:
        return None if os.path.lexists(path) else "no profile"
    try:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode) or facts.st_size > _MOST_PROFILE:
            return None
        return f"profile {os.read(descriptor, _MOST_PROFILE + 1).decode('utf-8')!r}"
    finally:
        os.close(descriptor)


def _stamp_diary(path: str) -> str | None:
    """Give what store/places.py:read_stamp does: the file's stamp with SQLite's change counter, no database opened."""
    real = os.path.realpath(path)  # SQLite keeps the journal beside the file that a link means
    if os.path.lexists(f"{real}-journal") or os.path.lexists(f"{real}-wal"):
        return None  # a change is under way, or was cut short
    try:
        descriptor = os.open(path, _READING)
    except FileNotFoundError:
        return None if os.path.lexists(path) else "no diary"
    try:
        facts = os.fstat(descriptor)
        header = os.read(descriptor, 100)
    finally:
        os.close(descriptor)
    if not stat.S_ISREG(facts.st_mode) or facts.st_size < 512 or len(header) < 100:
        return None
    counter = int.from_bytes(header[24:28], "big")
    return f"diary {facts.st_size} {facts.st_ino} {facts.st_mtime_ns} {facts.st_ctime_ns} {counter}"


def find_homes(environ: "Mapping[str, str]") -> "tuple[str, str, str] | None":
    """Give the folders of configuration, data and cache, as folders.py does; a test compares the two."""
    if home := environ.get("GUTCLI_HOME"):
        root = os.path.join(os.getcwd(), os.path.expanduser(home))
        return root, root, os.path.join(root, "cache")
    if sys.platform not in {"linux", "freebsd", "openbsd", "netbsd"}:
        from gutcli.folders import find_folders

        folders = find_folders(dict(environ))
        return str(folders.config), str(folders.data), str(folders.cache)
    home = environ.get("HOME", "")
    if not home.startswith("/"):
        return None
    places = []
    for variable, default in (
        ("XDG_CONFIG_HOME", ".config"), ("XDG_DATA_HOME", ".local/share"), ("XDG_CACHE_HOME", ".cache"),
    ):  # fmt: skip
        folder = environ.get(variable, "")
        places.append(f"{folder if folder.startswith('/') else f'{home}/{default}'}/gutcli")
    return places[0], places[1], places[2]
