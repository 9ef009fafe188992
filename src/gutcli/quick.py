"""The quick door: an answer that was drawn before is given again while nothing that it depends on has changed.

docs/quick-door.md says what is in the key and why it is safe. This runs before Typer, Rich, SQLite and even pathlib are
imported, so nothing but the modules that every Python has loaded already may be imported at the top.
"""

import os
import stat
import time

from gutcli.quick_facts import describe_place, find_homes, gather_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from datetime import time as time_of_day
    from typing import Any, TextIO

_MAGIC = b"gutcli-quick-1"
_MOST_ANSWER = 64 * 1024
_MOST_FILES = 24
_VERBS = ("today", "status")


def open_door(
    argv: "Sequence[str]", stream: "TextIO | None", environ: "Mapping[str, str]" = os.environ
) -> "Door | None":
    """Give the door for these words on this stream; None where an answer may be neither given again nor kept."""
    if stream is None or (argv and argv[0] not in _VERBS and not argv[0].startswith("-")):
        return None
    if "_GUTCLI_COMPLETE" in environ or environ.get("GUTCLI_DEBUG") == "1" or sum(map(len, argv)) > 1000:
        return None
    now = environ.get("GUTCLI_NOW", "")
    if now and not (now.endswith("Z") or (now[-6:-5] in {"+", "-"} and now[-3:-2] == ":")):
        return None  # without an offset its day hangs on the time zone's rules
    try:
        place = describe_place(argv, stream, environ)
        homes = find_homes(environ)
        if place is None or homes is None or (facts := gather_facts(homes)) is None:
            return None
    except (OSError, ValueError, AttributeError):
        return None
    return Door(place, facts, homes, fixed=bool(now), redo=lambda: describe_place(argv, stream, environ))


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
            if (
                magic != _MAGIC
                or key != self._key
                or int(crc) != self._crc(rest, self._crc(b"%b %b %b" % (day, after, starts)))
            ):
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
            if self._redo() != self._place or gather_facts(self._homes, settled=True) != self._facts:
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


def _is_day(day: str, after: str, starts: str) -> bool:
    """Whether it is still the person's day that was drawn: before its start the calendar shows the one after it."""
    now = time.localtime()
    hour, minute, second = map(int, starts.split(":"))
    begun = (now.tm_hour, now.tm_min, now.tm_sec) >= (hour, minute, second)
    return f"{now.tm_year:04}-{now.tm_mon:02}-{now.tm_mday:02}" == (day if begun else after)


def _read_own(path: str) -> bytes:
    """Read a kept answer. Raises OSError for what we have not written: others' files, or what others may write."""
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
        files = sorted(
            (entry.stat(follow_symlinks=False).st_mtime_ns, entry.path) for entry in entries if entry.is_file()
        )
    for _, path in files[:-_MOST_FILES]:
        os.unlink(path)
