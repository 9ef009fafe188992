"""The streams, as one object that tests replace: what is shown goes here, and only here."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import Any, TextIO

from gutcli.errors import GutcliError
from gutcli.text import safe


class ReaderGoneError(Exception):
    """Whoever reads us has read enough (| head -1). Not an OSError: on those Typer ends the program with code 1."""


class AnswerLostError(GutcliError):
    """The answer could not be written. Changes are made before they are answered, so nothing else has failed."""

    def __init__(self, error: OSError) -> None:
        super().__init__(
            f"The answer could not be written: {(error.strerror or str(error)).lower()}.",
            "Only the answer is lost: a change that you asked for is stored. Look at the disk, or where stdout goes.",
        )


class Output:
    """Where answers and errors go, and in which form: for people in colour, for pipes plain, for scripts as JSON."""

    def __init__(
        self,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
        environ: Mapping[str, str] = os.environ,
        *,
        quiet: bool = False,
    ) -> None:
        self.stdout = stdout if stdout is not None else sys.stdout
        self.stderr = stderr if stderr is not None else sys.stderr
        self.environ = environ
        self.json = False
        self.quiet = quiet
        self._warned: set[str] = set()
        self.plain = environ.get("ACCESSIBLE", "") not in {"", "0", "false"}
        """Whether everything is said in words: no shapes, nothing that moves; --plain says so, too."""
        self.pages = True
        """Whether a page that is taller than the terminal may go through the pager; --no-pager says no."""

    @property
    def is_terminal(self) -> bool:
        """Return whether a person reads along."""
        try:
            return self.stdout is not None and self.stdout.isatty()
        except ValueError:
            return False

    @property
    def force_colour(self) -> bool:
        """Return whether colour is wanted even in a pipe. NO_COLOR wins."""
        wish = self.environ.get("FORCE_COLOR", "") or self.environ.get("CLICOLOR_FORCE", "")
        return wish not in {"", "0", "false"} and not self.no_colour

    @property
    def can_move(self) -> bool:
        """Return whether pictures may move: a terminal that can, no wish for words; on Windows it was not tried."""
        return not (self.plain or self.environ.get("TERM", "") in {"", "dumb", "unknown"} or sys.platform == "win32")

    @property
    def no_colour(self) -> bool:
        """Return whether colour is not wanted: https://no-color.org and the older CLICOLOR=0."""
        return bool(self.environ.get("NO_COLOR")) or self.environ.get("CLICOLOR") == "0"

    @property
    def width(self) -> int | None:
        """Return columns to fill; None in a pipe, where lines are as long as they need to be, unless COLUMNS says."""
        width = self._find_width(self.stdout)
        return 80 if width is None and self.force_colour else width

    def _find_width(self, stream: TextIO | None) -> int | None:
        words = self.environ.get("COLUMNS", "")
        if words.isascii() and words.isdigit() and 0 < int(words[:6]) <= 10_000:
            return max(10, int(words))
        try:
            if stream is None or not stream.isatty():
                return None
        except ValueError:  # it is closed
            return None
        try:
            return max(10, os.get_terminal_size(stream.fileno()).columns or 80)
        except (OSError, ValueError, AttributeError):
            return 80

    @property
    def encoding(self) -> str:
        """Return what the stream can write."""
        return getattr(self.stdout, "encoding", None) or "utf-8"

    def fit(self, words: str) -> str:
        """Return words in what the encoding, and on the Linux console the font, has."""
        if words.isascii():
            return words
        from gutcli.terminal.draw.theme import fit_console, fit_encoding

        words = fit_encoding(words, self.encoding)
        return fit_console(words) if self.is_terminal and self.environ.get("TERM") == "linux" else words

    def show(self, view: Any, wants_pager: Callable[[], bool] = lambda: False) -> None:
        """Show one view, in the form that was asked for.

        `wants_pager` is asked only about a page that is too tall.
        """
        from gutcli.terminal.draw.pages import draw_page, name_kind

        if self.json:
            from gutcli.terminal.draw.as_json import draw_json

            self.write(draw_json(name_kind(view), view, pretty=self.is_terminal))
            return

        width = None if self.plain else self.width  # as in a pipe: figures rather than a chart
        self.show_document(draw_page(view, width), name_kind(view), wants_pager)

    def show_document(self, document: Any, kind: str = "", wants_pager: Callable[[], bool] = lambda: False) -> None:
        """Lay out a document and write it, in colour where a terminal can."""
        from gutcli.terminal.draw.layout import draw_plain, lay_out

        if self.plain:
            from gutcli.terminal.draw.in_words import put_in_words

            document = put_in_words(document)
        rows = lay_out(document, self.width)
        if (self.is_terminal or self.force_colour) and self._takes_codes():
            from gutcli.terminal.draw.codes import can_link, draw_codes, find_depth

            if self._page(rows, kind, wants_pager):
                return
            self.write(self.fit(draw_codes(rows, find_depth(self.environ), links=can_link(self.environ))))
        else:
            self.write(self.fit(draw_plain(rows)))

    def _takes_codes(self) -> bool:
        from gutcli.terminal.draw.codes import can_take_codes, switch_codes_on

        return can_take_codes(self.environ) and (not self.is_terminal or switch_codes_on())

    def _page(self, rows: Any, kind: str, wants_pager: Callable[[], bool]) -> bool:
        if not self.pages or not self.is_terminal or not self._is_taller_than_terminal(len(rows)):
            return False
        from gutcli.terminal.pager import LONG, show_in_pager

        return kind in LONG and wants_pager() and show_in_pager(rows, self.fit, self.encoding, self.environ)

    def _is_taller_than_terminal(self, rows: int) -> bool:
        """Return whether so many lines and the prompt after them do not fit."""
        try:
            return rows >= os.get_terminal_size(self.stdout.fileno()).lines > 0
        except (OSError, ValueError, AttributeError):
            return False

    def write(self, words: str) -> None:
        """Write text to stdout in what its encoding has. Raise OSError where it cannot be written, ReaderGoneError."""
        if self.stdout is None:
            raise AnswerLostError(OSError(9, "stdout is closed"))
        if not words.isascii():
            from gutcli.terminal.draw.theme import fit_encoding

            words = fit_encoding(words, self.encoding)
        try:
            if not self._write_patiently(words):
                self.stdout.write(words)
                self.stdout.flush()
        except BrokenPipeError:
            raise ReaderGoneError from None
        except OSError as error:
            raise AnswerLostError(error) from None

    def _write_patiently(self, words: str) -> bool:
        """Write to a pipe that does not wait for its reader (some programs share such a one): we wait ourselves."""
        try:
            descriptor = self.stdout.fileno() if self.stdout is not None else -1
            if sys.platform == "win32" or os.get_blocking(descriptor):
                return False
        except (OSError, ValueError, AttributeError):
            return False
        import select

        rest = memoryview(words.encode(self.encoding, "backslashreplace"))
        while rest:
            try:
                rest = rest[os.write(descriptor, rest) :]
            except BlockingIOError:
                select.select([], [descriptor], [])
        return True

    def write_line(self, words: str) -> None:
        """Write a line for scripts to the letter, as long as it is: a path that is wrapped is another path."""
        self.write(f"{safe(words) if self.is_terminal else words}\n")

    def write_html(self, page: str) -> None:
        """Write a page that says of itself that it is UTF-8: elsewhere, in ASCII with references. Raise as `write`."""
        if self.encoding.replace("-", "").lower() != "utf8":
            page = page.encode("ascii", "xmlcharrefreplace").decode()
        self.write(page)

    def warn(self, message: str) -> None:
        """Say one line beside the answer, on stderr; the same one once."""
        if not self.quiet and message not in self._warned:
            self._warned.add(message)
            self._write_error(self._wrap_error(f"gutcli: {safe(message)}\n"))

    def ask(self, words: str) -> None:
        """Write part of a conversation: on stderr, so that stdout has nothing but the answer."""
        lines = (safe(line) + " " * line.endswith(" ") if line.strip() else "" for line in words.split("\n"))
        self._write_error(self._wrap_error("\n".join(lines)))

    def fail(self, error: GutcliError) -> None:
        """Say what is wrong, and what to do next."""
        if self.json:
            from gutcli.terminal.draw.as_json import draw_json_error

            self._write_error(draw_json_error(error.code, error.message, error.hint, error.choices))
            return
        lines = [safe(line) for line in error.message.splitlines() or [""]]
        message = f"gutcli: {lines[0]}\n" + "".join(f"  {line}\n" for line in lines[1:])
        if error.hint:
            message += "".join(f"  {safe(line)}\n" for line in error.hint.splitlines())
        self._write_error(self._wrap_error(message))

    def _wrap_error(self, words: str) -> str:
        """Wrap what goes to stderr at its width; a path or a command's word is never cut in two."""
        width = self._find_width(self.stderr)
        if width is None or all(len(line) <= width for line in words.split("\n")):
            return words
        from textwrap import wrap

        wrapped: list[str] = []
        for line in words.split("\n"):
            indent = line[: len(line) - len(line.lstrip())]
            end = " " * (line.endswith(" ") and bool(line.strip()))
            rows = wrap(
                line, width, subsequent_indent=f"{indent}  ", break_long_words=False, break_on_hyphens=False
            )  # fmt: skip
            wrapped += [*rows[:-1], rows[-1] + end] if rows else [line]
        return "\n".join(wrapped)

    def _write_error(self, words: str) -> None:
        if self.stderr is None:
            return
        from gutcli.terminal.draw.theme import fit_encoding

        try:
            self.stderr.write(fit_encoding(words, getattr(self.stderr, "encoding", None) or "utf-8"))
            self.stderr.flush()
        except (OSError, ValueError):
            return
