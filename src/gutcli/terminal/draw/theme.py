"""What each style looks like, and which signs stand for others. One hue a slot, amber for cautions alone.

A look is told in words that Rich understands, too. The colours are mid-tones that are legible on black and on white
alike, so that one theme serves both.
"""

NO_COLOURS, SIXTEEN, PALETTE, TRUE_COLOUR = 0, 16, 256, 1 << 24
"""How many colours a terminal shows. Without any, bold stays."""

_LOOKS = {
    "bold": ("title", "heading", "name", "direction", "help"),
    "color(244)": ("head", "done", "waiting", "resting", "muted", "general", "definition"),
    "color(29)": ("new", "prebiotic", "exhale", "strong", "moderate", "supported"),
    "color(31)": ("command", "omega-3", "early", "mechanistic", "guideline"),
    "color(68)": ("probiotic", "inhale"),
    "color(98)": ("calm", "rest", "hold"),
    "color(133)": ("move", "contested"),
    "color(160)": ("wrong",),
    "color(166)": ("caution", "overstated"),
    "bold color(29)": ("tick",),
    "bold color(160)": ("error",),
}
STYLES = {style: look for look, styles in _LOOKS.items() for style in styles}

# A colour of the 256 -> what stands for it where there are 16, and where there are all. With 16 the person chose what
# each one is: white, yellow and black may be the background's, blue and cyan hardly differ from black or from white. So
# what must be read is bold or plain there.
_HUES = {
    "color(244)": ("dim", "#767676"),
    "color(29)": ("green", "#00875f"),
    "color(166)": ("bold", "#c25500"),
    "color(31)": ("", "#0080a6"),
    "color(68)": ("", "#5275bb"),
    "color(133)": ("magenta", "#a65aa6"),
    "color(98)": ("magenta", "#865fd6"),
    "color(160)": ("bold red", "#ed0000"),
}


def look_of(style: str, depth: int) -> str:
    """Return how a style looks with so many colours, such as "bold color(29)"; "" for plain."""
    look = STYLES.get(style, "")
    if depth == PALETTE or "color(" not in look:
        return look
    words = look.split()
    hue = words.pop()
    if depth != NO_COLOURS:
        words += [word for word in _HUES[hue][depth == TRUE_COLOUR].split() if word not in words]
    return " ".join(words)


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

# What the fonts of the Linux console have besides letters is about what cp437 has: elsewhere one box stands for all.
_NOT_ON_CONSOLE = {
    ord(sign): plain for sign, plain in ASCII.items()
    if not sign.isalpha() and sign not in "·½¼±µ°≤≥█▄░▒▓■─│\u00a0"
}  # fmt: skip


def fit_console(words: str) -> str:
    """Return words without the signs that the Linux console has only a box for."""
    return words.translate(_NOT_ON_CONSOLE)


def fit_encoding(words: str, encoding: str) -> str:
    """Return `words` in characters that `encoding` has: signs become their ASCII form, accents go."""
    try:
        words.encode(encoding)
    except UnicodeEncodeError:
        pass
    except LookupError:
        encoding = "ascii"
    else:
        return words
    import codecs

    codecs.register_error("plainly", _write_plainly)
    return words.encode(encoding, "plainly").decode(encoding)


def _write_plainly(error: UnicodeError) -> tuple[str, int]:
    import unicodedata

    assert isinstance(error, UnicodeEncodeError)
    lacking = error.object[error.start : error.end]
    plain = (ASCII.get(c) or unicodedata.normalize("NFKD", c).encode("ascii", "ignore").decode() for c in lacking)
    return "".join(words or "?" for words in plain), error.end
