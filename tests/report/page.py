"""Reading a report the way a browser and a screen reader do, with the standard library alone."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "hr", "input", "path"}


class Page(HTMLParser):
    """What stands on a page: every tag with its attributes, every text, and what is never closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.style = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1:] == [tag], f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += data
        elif data.strip():
            self.words.append(data.strip())

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def find_faults(page: Page) -> list[str]:
    """Give what would keep somebody from reading the page: an excerpt of WCAG 2.2 A and AA, checked by hand."""
    faults = [f"<{tag}> is never closed" for tag in page.open]
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    if levels[:1] != [1] or levels.count(1) != 1:
        faults.append("there is not one h1, first")
    faults += [f"h{b} after h{a}" for a, b in itertools.pairwise(levels) if b > a + 1]
    names = [tag for tag, _ in page.tags]
    faults += [f"{names.count(tag)} <{tag}>" for tag in ("main", "title", "header", "footer") if tag not in names]
    faults += ["no language"] if page.all("html") != [{"lang": "en"}] else []
    ids = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
    faults += [f"two of id {ident}" for ident in set(ids) if ids.count(ident) > 1]
    faults += ["a table without a caption"] * (names.count("table") - names.count("caption"))
    faults += [
        f"a <th> without a scope: {attrs}" for attrs in page.all("th") if attrs.get("scope") not in {"col", "row"}
    ]
    for attrs in page.all("svg"):
        if attrs.get("aria-hidden") == "true":
            continue
        labels = (attrs.get("aria-labelledby") or "").split()
        if attrs.get("role") != "img" or not labels or any(label not in ids for label in labels):
            faults.append(f"a picture without words: {attrs}")
    for attrs in (attrs for _, attrs in page.tags if attrs.get("tabindex")):
        if attrs.get("role") != "region" or not attrs.get("aria-label"):
            faults.append(f"a stop of the tab key without a name: {attrs}")
    return faults


def read_colours(style: str) -> list[dict[str, str]]:
    """Give the custom properties of each :root block: light, dark, print."""
    return [
        dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    ]


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, as WCAG defines it."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
