"""What each style looks like, and which signs stand for others. One hue a slot, amber for cautions alone.

A look is told in words that Rich understands, too. The colours are mid-tones that are legible on black and on white
alike, so that one theme serves both.
"""

NO_COLOURS, SIXTEEN, PALETTE, TRUE_COLOUR = 0, 16, 256, 1 << 24
"""How many colours a terminal shows. Without any, bold stays."""

STYLES = {
    "title": "bold",
    "heading": "bold",
    "head": "color(244)",
    "name": "bold",
    "done": "color(244)",
    "waiting": "color(244)",
    "resting": "color(244)",
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
    "inhale": "color(68)",
    "hold": "color(98)",
    "exhale": "color(29)",
    "general": "color(244)",
    "strong": "color(29)",
    "moderate": "color(29)",
    "early": "color(31)",
    "mechanistic": "color(31)",
    "contested": "color(133)",
    "wrong": "color(160)",
    "supported": "color(29)",
    "overstated": "color(166)",
    "definition": "color(244)",
    "guideline": "color(31)",
    "direction": "bold",
    "help": "bold",
    "error": "bold color(160)",
}

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
