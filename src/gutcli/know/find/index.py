"""The one index of everything that gutcli knows: SQLite's FTS5 with Porter's stems, ranked by bm25.

It is made of a compiled catalog and kept beside it. A page answers a question that one of its names stands in whole, or
that it holds every word of. A page that shares only some of the words is no answer, nor is any where half of the words
are unknown: silence is better than a neighbour.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple
from zlib import crc32

from gutcli.catalog.cache import Cache
from gutcli.catalog.data_files import load_vocabulary
from gutcli.catalog.lexicon import list_caution_words
from gutcli.catalog.library import Catalog
from gutcli.text import fold

_SCHEMA = """
CREATE TABLE page (kind TEXT, id TEXT, title TEXT);
CREATE VIRTUAL TABLE name USING fts5 (words, page UNINDEXED, tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE body USING fts5 (words, tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE passage USING fts5 (
    words, page UNINDEXED, kind UNINDEXED, text UNINDEXED, grade UNINDEXED, verdict UNINDEXED, why UNINDEXED,
    tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE term USING fts5vocab (body, row);
CREATE TABLE dropped (word TEXT PRIMARY KEY);
CREATE TABLE synonym (word TEXT, meant TEXT);
"""
# SQLite marks the words of a name that the question has; a name with a letter outside the marks is not in it whole.
_FIND_NAMES = """
SELECT page, highlight(name, 0, '<', '>'), page.kind FROM name JOIN page ON page.rowid = name.page
WHERE name MATCH ? ORDER BY bm25(name), name.rowid
"""


class Passage(NamedTuple):
    """A sentence of a page. A finding has its grade, what people read its verdict and why; a definition neither."""

    kind: str
    text: str
    grade: str | None = None
    verdict: str | None = None
    why: str | None = None


class PageHit(NamedTuple):
    """A page, and its passage that fits the question best. `whole`: its name is all that was asked."""

    kind: str
    id: str
    title: str
    passage: Passage
    whole: bool


class Index:
    """The index, open for questions."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def find(self, question: str, most: int | None = None) -> list[PageHit]:
        """Return the pages that answer, best first; none where nothing fits."""
        words = self.tell(question)
        if len(self.find_unknown(question)) * 2 >= len(words):
            return []
        any_word, every_word = (f" {joint} ".join(map(self._match, words)) for joint in ("OR", "AND"))
        together = self._pages("SELECT page FROM passage WHERE passage MATCH ? ORDER BY bm25(passage)", every_word)
        holding = self._pages("SELECT rowid FROM body WHERE body MATCH ? ORDER BY bm25(body)", every_word)
        named = self._database.execute(_FIND_NAMES, (any_word,))
        places: dict[int, tuple[int, bool]] = {}
        for page, marked, kind in named:
            # What stands outside the marks.
            if any(letter.isalnum() for part in marked.split("<") for letter in part.rpartition(">")[2]):
                continue
            whole = marked.count("<") >= len(words)
            place = _WHOLE if whole else _TOGETHER if page in together else _NAMED + (page not in holding)
            places[page] = min(places.get(page, (_LAST, True)), (place, kind in _ASIDE and not whole))
        for page in (*together, *holding):
            places.setdefault(page, (_TOGETHER if page in together else _LAST, False))
        ranked = sorted(places, key=lambda page: places[page])
        return [self._page(page, any_word, whole=places[page][0] == _WHOLE) for page in ranked[:most]]

    def _pages(self, query: str, match: str) -> list[int]:
        return [page for (page,) in self._database.execute(query, (match,))]

    def tell(self, question: str) -> list[str]:
        """Return the words of a question that say what it is about."""
        words = list(dict.fromkeys(fold(question).split()))
        return [word for word in words if word not in self._dropped]

    def find_unknown(self, question: str) -> list[str]:
        """Return the words of a question that stand nowhere in the index."""
        return [
            word
            for word in self.tell(question)
            if not self._database.execute(
                "SELECT 1 FROM body WHERE body MATCH ? LIMIT 1", (self._match(word),)
            ).fetchone()
        ]

    @cached_property
    def _dropped(self) -> frozenset[str]:
        return frozenset(word for (word,) in self._database.execute("SELECT word FROM dropped"))

    def _match(self, word: str) -> str:
        """Return what FTS5 looks for: the word, and what means the same."""
        others = self._database.execute("SELECT meant FROM synonym WHERE word = ?", (word,))
        return "(" + " OR ".join(f'"{one}"' for one in (word, *(meant for (meant,) in others))) + ")"

    def _page(self, page: int, any_word: str, *, whole: bool) -> PageHit:
        kind, ident, title = self._database.execute(
            "SELECT kind, id, title FROM page WHERE rowid = ?", (page,)
        ).fetchone()
        columns = "SELECT kind, text, grade, verdict, why FROM passage WHERE page = ?"
        best = self._database.execute(
            f"{columns} AND passage MATCH ? ORDER BY bm25(passage), rowid LIMIT 1", (page, any_word)
        ).fetchone()
        best = best or self._database.execute(f"{columns} ORDER BY rowid LIMIT 1", (page,)).fetchone()
        return PageHit(kind, ident, title, Passage(*best), whole)


def open_index(catalog: Catalog, cache: Cache) -> Index:
    """Open the index of this catalog; where none is kept, make it."""
    if not hasattr(sqlite3.Connection, "deserialize"):  # a Python built with an older SQLite
        return Index(_make(catalog))
    kept = cache.read_bytes(_FILE, catalog.key) or b""
    total, content = kept[:_TOTAL], kept[_TOTAL:]
    if content and total == _add_up(content):
        database = sqlite3.connect(":memory:")
        database.deserialize(content)
        return Index(database)
    database = _make(catalog)
    content = database.serialize()
    cache.write_bytes(_FILE, catalog.key, _add_up(content) + content)
    return Index(database)


_TOTAL = 4


def _add_up(content: bytes) -> bytes:
    """Return the checksum that stands before the kept index: SQLite notices damage only as it searches."""
    return crc32(content).to_bytes(_TOTAL)


_FILE = "words.db"
_ASIDE = ("food", "caution", "tip")
"""Kinds of pages that answer few questions: they come behind others that are named as well."""
# How well a page answers: a name of it is the whole question; one sentence of it has every word; a name stands in the
# question, and the page holds the other words, or does not; or it only holds them somewhere.
_WHOLE, _TOGETHER, _NAMED, _LAST = 0, 1, 2, 4


def _make(catalog: Catalog) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.executescript(_SCHEMA)
    asked = load_vocabulary("questions")
    dropped = {word for text in asked["dropped"] for word in fold(text).split()}
    database.executemany("INSERT INTO dropped VALUES (?)", ((word,) for word in sorted(dropped)))
    database.executemany("INSERT INTO synonym VALUES (?, ?)", _list_synonyms(asked["synonym"]))
    others: list[tuple[str, int]] = []
    for number, (kind, ident, title, names, passages, more) in enumerate(_list_pages(catalog), 1):
        database.execute("INSERT INTO page (rowid, kind, id, title) VALUES (?, ?, ?, ?)", (number, kind, ident, title))
        folded = dict.fromkeys(" ".join(w for w in fold(name).split() if w not in dropped) for name in names)
        rows = [(name, number) for name in folded if name]
        database.executemany("INSERT INTO name VALUES (?, ?)", rows[:2])
        others += rows[2:]
        texts = [fold(f"{passage.text} {passage.why or ''}") for passage in passages]
        words = " ".join((*folded, *texts, fold(more)))
        database.execute("INSERT INTO body (rowid, words) VALUES (?, ?)", (number, words))
        said = ((text, number, *passage) for text, passage in zip(texts, passages, strict=True))
        database.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?)", said)
    # Of names that fit alike, ids and titles win over what a page is also called.
    database.executemany("INSERT INTO name VALUES (?, ?)", others)
    database.commit()
    return database


def _list_synonyms(groups: Iterable[dict[str, Sequence[str]]]) -> Iterator[tuple[str, str]]:
    for group in groups:
        folded = [fold(word) for word in group["words"]]
        yield from ((word, other) for word in folded for other in folded if word != other)


class _Page(NamedTuple):
    """A page: its names, the exactest first, its sentences, and what else it holds."""

    kind: str
    id: str
    title: str
    names: tuple[str, ...]
    passages: list[Passage]
    more: str = ""


def _list_pages(catalog: Catalog) -> Iterator[_Page]:
    """List every page. A topic's summary has no grade, so it is no sentence to show alone."""
    for topic in catalog.topics.values():
        said = [Passage("claim", c.text, c.grade if c.statement == "finding" else None) for c in topic.claims]
        said += [Passage("popular_claim", c.text, None, c.verdict, c.why) for c in topic.popular_claims]
        names = (topic.id, topic.title, *topic.aliases)
        yield _Page("topic", topic.id, topic.title, names, said, f"{topic.summary} {topic.action}")
    for food in catalog.foods.values():
        names = (food.id, food.name, *food.aliases)
        yield _Page("food", food.id, food.name, names, [Passage("food", food.how_to_eat)], food.note)
    for practice in catalog.practices.values():
        names = (practice.id, practice.name, *practice.aliases)
        said = [Passage("practice", practice.evidence_note, practice.grade)]
        yield _Page("practice", practice.id, practice.name, names, said)
    words = list_caution_words(catalog.cautions.values(), catalog.lexicon)
    for c in catalog.cautions.values():
        names = (c.id, c.who, *words[c.id])
        yield _Page("caution", c.id, c.who, names, [Passage("caution", c.advice)], " ".join(c.items))
    for tip in catalog.tips.values():
        yield _Page("tip", tip.id, "", (), [Passage("tip", tip.text)])
