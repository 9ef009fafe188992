"""The quick door: an answer that was drawn before is given again while nothing that it depends on has changed.

docs/quick-door.md says what is in the key and why it is safe. This runs before Typer, Rich, SQLite and even pathlib are
imported, so nothing but the modules that every Python has loaded already may be imported at the top.
"""

import os
import stat
import sys
import time

from gutcli import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from datetime import time as time_of_day
    from typing import Any, TextIO

_MAGIC = b"gutcli-quick-1"
_MOST_ANSWER = 64 * 1024
_MOST_PROFILE = 16 * 1024
_MOST_FILES = 24
_SETTLED_NS = 2_000_000_000
"""A file changed so lately may change again within the grain of its file system's clock; then nothing is kept."""
WISHES = (
    "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "COLORTERM", "PAGER",
    "TTY_COMPATIBLE", "TTY_INTERACTIVE", "JUPYTER_COLUMNS", "JUPYTER_LINES", "DATABRICKS_RUNTIME_VERSION",
    "VSCODE_PID", "GUTCLI_NOW",
)  # fmt: skip
"""Every variable that what is drawn may depend on; a test watches which are read."""
_VERBS = ("today", "status")
_HERE = os.path.dirname(os.path.abspath(__file__))


def open_door(argv: "Sequence[str]", stream: "TextIO | None", environ: "Mapping[str, str]" = os.environ) -> "Door | None":
    """Give the door for these words on this stream; None where an answer may be neither given again nor kept."""
    if stream is None or (argv and argv[0] not in _VERBS and not argv[0].startswith("-")):
        return None
    if "_GUTCLI_COMPLETE" in environ or environ.get("GUTCLI_DEBUG") == "1" or sum(map(len, argv)) > 1000:
        return None
    now = environ.get("GUTCLI_NOW", "")
    if now and not (now.endswith("Z") or (now[-6:-5] in {"+", "-"} and now[-3:-2] == ":")):
        return None  # without an offset its day hangs on the time zone's rules
    try:
        place = _describe_place(argv, stream, environ)
        homes = _find_homes(environ)
        if place is None or homes is None or (facts := _gather_facts(homes)) is None:
            return None
    except (OSError, ValueError, AttributeError):
        return None
    return Door(place, facts, homes, fixed=bool(now), redo=lambda: _describe_place(argv, stream, environ))


class Door:
    """One request: what it depends on, where its answer is kept, and what is being said now."""

    def __init__(self, place: str, facts: str, homes: "tuple[str, str, str]", *, fixed: bool, redo: "Any") -> None:
        import binascii

        self._crc = binascii.crc32
        self._place, self._facts, self._homes = place, facts, homes
        self._fixed = fixed
        self._redo = redo
        # One file for each way of asking: a new day or a new tick takes the old answer's place.
        name = self._crc(place.encode("utf-8", "surrogateescape"))
        self.path = os.path.join(homes[2], "quick", f"{name:08x}")
        self._said: list[str] = []

    @property
    def _key(self) -> bytes:
        return f"{self._place}\n{self._facts}".encode("utf-8", "surrogateescape")

    def look(self) -> str | None:
        """Give the answer that was kept for exactly this, or None."""
        try:
            content = _read_own(self.path)
            head, _, rest = content.partition(b"\n")
            magic, crc, size, day, after, starts = head.split(b" ")
            key, answer = rest[: int(size)], rest[int(size) :]
            if magic != _MAGIC or key != self._key or int(crc) != self._crc(rest, self._crc(b"%b %b %b" % (day, after, starts))):
                return None
            if not self._fixed and not _is_day(day.decode(), after.decode(), starts.decode()):
                return None
            text = answer.decode("utf-8")
        except (OSError, ValueError):
            return None
        return text if is_harmless(text) else None

    def listen(self, stream: "TextIO") -> "TextIO":
        """Give a stream that writes to `stream` and remembers what was said."""
        return _Listener(stream, self._said)  # type: ignore[return-value]

    def keep(self, today: "date", starts_at: "time_of_day") -> None:
        """Keep what was said, unless anything has changed since this began; without complaint where that fails."""
        from contextlib import suppress
        from datetime import timedelta
        from pathlib import Path

        from gutcli.folders import write_private

        answer = "".join(self._said)
        if not answer or len(answer) > _MOST_ANSWER or starts_at.microsecond or not is_harmless(answer):
            return
        with suppress(OSError, ValueError, OverflowError, AttributeError):
            if self._redo() != self._place or _gather_facts(self._homes, settled=True) != self._facts:
                return
            words = f"{today} {today + timedelta(days=1)} {starts_at.isoformat()}".encode()
            key = self._key
            rest = key + answer.encode("utf-8")
            head = b"%b %d %d %b\n" % (_MAGIC, self._crc(rest, self._crc(words)), len(key), words)
            write_private(Path(self.path), head + rest, durable=False)
            _prune(os.path.dirname(self.path))


class _Listener:
    """A stream that remembers; everything but writing is the stream's own."""

    def __init__(self, stream: "TextIO", said: list[str]) -> None:
        self._stream = stream
        self._said = said

    def write(self, words: str) -> int:
        self._said.append(words)
        return self._stream.write(words)

    def __getattr__(self, name: str) -> "Any":
        return getattr(self._stream, name)


def is_harmless(text: str) -> bool:
    """Whether nothing is in `text` that a terminal obeys, but for colours, links and line ends.

    Every answer of ours is so; what else is in the file was not written by us.
    """
    for character in set(text):
        code = ord(character)
        if (code < 32 and character not in "\n\x1b") or 127 <= code < 160 or 0xD800 <= code < 0xE000:
            return False
    pieces = text.split("\x1b")
    for number, piece in enumerate(pieces):
        if not number or piece == "\\":
            continue
        if piece.startswith("["):
            codes, found, _ = piece[1:].partition("m")
            if not found or codes.strip("0123456789;"):
                return False
        elif piece.startswith("]8;"):  # a link, ended by ESC \
            if "\n" in piece or pieces[number + 1 : number + 2] == [] or not pieces[number + 1].startswith("\\"):
                return False
        elif not piece.startswith("\\") or not pieces[number - 1].startswith("]8;"):
            return False
    return True


def _describe_place(argv: "Sequence[str]", stream: "TextIO", environ: "Mapping[str, str]") -> str | None:
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


def _gather_facts(homes: "tuple[str, str, str]", *, settled: bool = False) -> str | None:
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
    """Give the profile's own text, as profile.py does: a stamp may miss a quick change, and an old profile is unsafe."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
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
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
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


def _find_homes(environ: "Mapping[str, str]") -> "tuple[str, str, str] | None":
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


def _is_day(day: str, after: str, starts: str) -> bool:
    """Whether it is still the person's day that was drawn: before its start the calendar shows the one after it."""
    now = time.localtime()
    hour, minute, second = map(int, starts.split(":"))
    begun = (now.tm_hour, now.tm_min, now.tm_sec) >= (hour, minute, second)
    return f"{now.tm_year:04}-{now.tm_mon:02}-{now.tm_mday:02}" == (day if begun else after)


def _read_own(path: str) -> bytes:
    """Read a kept answer. Raises OSError for what we have not written: others' files, or files that others may write."""
    descriptor = os.open(
        path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
        | getattr(os, "O_BINARY", 0)
    )  # fmt: skip
    try:
        facts = os.fstat(descriptor)
        strange = not stat.S_ISREG(facts.st_mode) or facts.st_size > 6 * _MOST_ANSWER
        if os.name != "nt":
            strange = strange or facts.st_uid != os.geteuid() or bool(facts.st_mode & 0o077)
        if strange:
            raise OSError(1, "not ours")
        return os.read(descriptor, 6 * _MOST_ANSWER)
    finally:
        os.close(descriptor)


def _prune(folder: str) -> None:
    """Keep the newest answers alone."""
    with os.scandir(folder) as entries:
        files = sorted((entry.stat(follow_symlinks=False).st_mtime_ns, entry.path) for entry in entries if entry.is_file())
    for _, path in files[:-_MOST_FILES]:
        os.unlink(path)
