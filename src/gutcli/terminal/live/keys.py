"""What a terminal sends, as whole keys, however the bytes arrive; replies and pasted text are no keys."""

from __future__ import annotations

import re

_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_ESCAPE_S = 0.05
"""How long the rest of a key may be on its way: over a slow line an arrow comes in two parts."""
_TEXT_S = 1.0
"""How long the rest of a reply or of pasted text may be on its way."""

_MOST = 4096
"""Of text that is passed over, no more is kept."""

_CSI = r"\x1b?\x1b\[(?:\[.|[0-?]*[ -/]*[@-~])"  # arrows, with Alt too; "[[A" is what the Linux console sends for F1
_REPLY = r"\x1b[P\]X^_].*?(?:\x1b\\|\x07|\x18|\x1a)"  # DCS, OSC, SOS, PM, APC: up to their end
_WHOLE = re.compile(
    rf"{re.escape(_PASTE_BEGINS)}.*?{re.escape(_PASTE_ENDS)}|{_CSI}|{_REPLY}|\x1b?\x1bO.|\x1b(?=\x1b[^\[O])|"
    r"\x1b[^\x1b\[OP\]X^_]|[^\x1b]",
    re.DOTALL,
)
_TEXT_BEGINS = re.compile(r"\x1b\[200~|\x1b[P\]X^_].", re.DOTALL)


class KeyReader:
    """Takes bytes as they come and gives keys: one character, or one whole sequence."""

    def __init__(self) -> None:
        self._begun = ""

    def feed(self, typed: bytes) -> list[str]:
        """Return the keys that are whole by now."""
        text = self._begun + typed.decode("latin-1")
        keys, place = [], 0
        while match := _WHOLE.match(text, place):
            if match[0].startswith(_PASTE_BEGINS) and not match[0].endswith(_PASTE_ENDS):
                break  # the mark alone looks like a key
            keys.append(match[0])
            place = match.end()
        self._begun = text[place:]
        if len(self._begun) > _MOST:
            self._begun = self._begun[: len(_PASTE_BEGINS)] + self._begun[-len(_PASTE_ENDS) :]
        return keys

    @property
    def patience(self) -> float | None:
        """Return how many seconds to wait for the rest of what has begun; None: nothing has."""
        if not self._begun:
            return None
        return _TEXT_S if _TEXT_BEGINS.match(self._begun) else _ESCAPE_S

    def finish(self) -> list[str]:
        """Return what was typed after all: ESC alone is a key, and what never ended is none."""
        begun, self._begun = self._begun, ""
        return ["\x1b"] if begun.strip("\x1b") == "" and begun else []
