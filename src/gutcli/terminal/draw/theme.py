"""What each style looks like. One hue a slot, amber for cautions alone.

The colours are mid-tones with a contrast of about 4.5 to 1 on black and on white alike, so that one theme serves both.
"""

from __future__ import annotations

STYLES = {
    "title": "bold",
    "heading": "bold",
    "head": "color(244)",
    "name": "bold",
    "done": "color(244)",
    "tick": "bold color(29)",
    "muted": "color(244)",
    "caution": "color(166)",
    "new": "color(29)",
    "command": "color(31)",
    "prebiotic": "color(29)",
    "probiotic": "color(68)",
    "omega-3": "color(31)",
    "move": "color(133)",
    "calm": "color(98)",
    "rest": "color(98)",
    "general": "color(244)",
    "strong": "color(29)",
    "moderate": "color(29)",
    "early": "color(31)",
    "mechanistic": "color(31)",
    "contested": "color(133)",
    "wrong": "color(160)",
    "supported": "color(29)",
    "overstated": "color(166)",
    "error": "bold color(160)",
}

# Where the terminal's encoding lacks a sign, this stands for it.
ASCII = {
    "✓": "+", "✗": "x", "·": "-", "●": "*", "○": ".", "◐": "~", "–": "-", "—": "-", "…": "...", "→": "->", "×": "x",
    "‘": "'", "’": "'", "“": '"', "”": '"', "█": "#", "▇": "#", "▆": "#", "▅": "#", "▄": "#", "▃": "=", "▂": "-",
    "▁": "_", "▔": "'", "░": ".", "▒": ":", "▓": "+", "■": "#", "□": ".", "▪": "#", "▫": ".",
    "─": "-", "│": "|", "≤": "<=",
    "≥": ">=", "±": "+/-", "−": "-", "µ": "u", "½": "1/2", "¼": "1/4", "🌱": "*", "\u202f": " ", "\u00a0": " ",
    "\ufffd": "?", "œ": "oe", "Œ": "OE", "æ": "ae", "ø": "o", "ł": "l", "ß": "ss", "€": "EUR", "£": "GBP",
    "↑": "^", "←": "<-", "↓": "v", "•": "*", "°": " deg",
}  # fmt: skip


def fit_encoding(words: str, encoding: str) -> str:
    """Give `words` in characters that `encoding` has: signs become their ASCII form, accents go."""
    try:
        words.encode(encoding)
    except UnicodeEncodeError:
        pass
    except LookupError:
        encoding = "ascii"
    else:
        return words
    import unicodedata

    fitted = []
    for character in words:
        try:
            character.encode(encoding)
            fitted.append(character)
        except UnicodeEncodeError:
            plain = ASCII.get(character)
            if plain is None:
                plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode() or "?"
            fitted.append(plain)
    return "".join(fitted)
