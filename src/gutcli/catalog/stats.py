"""What the catalog holds, counted: claims by grade and by the way they go, and how old what they rest on is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gutcli.catalog.kinds import DIRECTIONS, GRADES, STATEMENTS, VERDICTS
from gutcli.catalog.library import Catalog
from gutcli.catalog.types import Topic

_COUNTED = ("foods", "plants", "topics", "practices", "cautions", "tips", "references")


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic: its claims, the year of its newest dated source (None without one), and when it was last checked."""

    id: str
    claims: int
    popular_claims: int
    newest_source: int | None
    checked: str | None


@dataclass(frozen=True, slots=True)
class CatalogStatsView:
    """What the catalog holds. `grades` and `directions` count findings alone, `statements` every claim."""

    entries: Mapping[str, int]
    claims: int
    statements: Mapping[str, int]
    grades: Mapping[str, int]
    directions: Mapping[str, int]
    verdicts: Mapping[str, int]
    topics: tuple[TopicCount, ...]


@dataclass(frozen=True, slots=True)
class StaleView:
    """A topic or a caution that was last checked too long ago; `checked` is None where nobody says when."""

    kind: str
    id: str
    checked: str | None


def build_catalog_stats(catalog: Catalog) -> CatalogStatsView:
    """Count what the catalog holds, the topics with the oldest sources first."""
    topics = catalog.topics.values()
    claims = [claim for topic in topics for claim in topic.claims]
    findings = [claim for claim in claims if claim.statement == "finding"]
    said = [claim for topic in topics for claim in topic.popular_claims]
    counted = sorted((_count_topic(topic, catalog) for topic in topics), key=lambda t: (t.newest_source or 0, t.id))
    return CatalogStatsView(
        entries={kind: len(getattr(catalog, kind)) for kind in _COUNTED},
        claims=len(claims),
        statements=_count((c.statement for c in claims), STATEMENTS),
        grades=_count((c.grade for c in findings), GRADES),
        directions=_count((c.direction for c in findings), DIRECTIONS),
        verdicts=_count((c.verdict for c in said), VERDICTS),
        topics=tuple(counted),
    )


def _count(words: Iterable[str], order: tuple[str, ...]) -> dict[str, int]:
    counted = Counter(words)
    return {word: counted[word] for word in order}


def _count_topic(topic: Topic, catalog: Catalog) -> TopicCount:
    cited = [claim.references for claims in (topic.claims, topic.popular_claims) for claim in claims]
    used = {ident for references in cited for ident in references}
    years = [catalog.references[ident].year or 0 for ident in used if ident in catalog.references]
    newest = max(years, default=0) or None
    return TopicCount(topic.id, len(topic.claims), len(topic.popular_claims), newest, topic.checked or None)


def find_stale(catalog: Catalog, today: date, months: int) -> tuple[StaleView, ...]:
    """Return the topics and cautions that were last checked more than so many months ago, the oldest first."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    oldest = f"{year:04}-{month + 1:02}-{today.day:02}"
    checked = [("topics", each.id, each.checked) for each in catalog.topics.values()]
    checked += [("cautions", each.id, each.checked) for each in catalog.cautions.values()]
    stale = (StaleView(kind, ident, day or None) for kind, ident, day in checked if day < oldest)
    return tuple(sorted(stale, key=lambda each: (each.checked or "", each.kind, each.id)))
