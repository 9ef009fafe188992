"""What `explain` says: one topic's page, all topics, or where words were found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from gutcli.catalog.kinds import GRADES, TOPIC_GROUPS
from gutcli.catalog.search import ambiguous, match_name, nearest_names, search_topics, unknown
from gutcli.catalog.types import PopularClaim
from gutcli.errors import NameNotFoundError
from gutcli.know.sources.view import CautionView, PersonalView, SourceView, caution_views, personal_view, source_views
from gutcli.text import fold, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gutcli.catalog.library import Catalog
    from gutcli.catalog.search import Hit
    from gutcli.catalog.types import Claim, Food, Practice, Topic, Yours
    from gutcli.profile.verdicts import Verdict

    Entry = TypeVar("Entry", Food, Practice)
    Judges = tuple[Callable[[Food], Verdict], Callable[[Practice], Verdict]]
    """Say how a food and a practice stand with the person's profile."""

FOODS_SHOWN = 4
PRACTICES_SHOWN = 3
_SENTENCE_END = re.compile(r"(?<=[.!?]) ")
# Not searched for, so that a whole question finds its subject.
_SMALL_WORDS = {
    "a", "about", "an", "and", "any", "are", "at", "be", "can", "cause", "do", "does", "for", "from", "get", "good",
    "have", "help", "how", "i", "in", "is", "it", "make", "me", "my", "of", "on", "or", "really", "should", "the",
    "there", "to", "true", "what", "when", "why", "will", "with", "work", "you", "your",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListedView:
    """A food or practice of the checklist that names the topic, with all its cautions. `personal`: with a profile."""

    id: str
    name: str
    cautions: tuple[CautionView, ...]
    personal: PersonalView | None = None


@dataclass(frozen=True, slots=True)
class ExplainView:
    """A topic's page. `references` stand in the order of their first use; `checked` is a day, or None if not known.

    `help` says where to find help at once; None where the topic asks for none.
    """

    KIND: ClassVar[str] = "explain"
    IN_FULL: ClassVar[bool] = False
    id: str
    title: str
    aliases: tuple[str, ...]
    group: str
    help: str | None
    summary: str
    action: str
    claims: tuple[Claim, ...]
    popular_claims: tuple[PopularClaim, ...]
    foods: tuple[ListedView, ...]
    practices: tuple[ListedView, ...]
    related: tuple[str, ...]
    checked: str | None
    references: tuple[SourceView, ...]
    yours: Yours | None


class ExplainInFullView(ExplainView):
    """The same page, drawn with its sources in full; as JSON the two are one."""

    __slots__ = ()
    IN_FULL: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic in the list of all."""

    id: str
    title: str
    aliases: tuple[str, ...]
    group: str
    summary: str


@dataclass(frozen=True, slots=True)
class TopicsView:
    """All topics, in the order of their groups."""

    KIND: ClassVar[str] = "topics"
    topics: tuple[TopicLine, ...]


@dataclass(frozen=True, slots=True)
class HitLine:
    """A topic that holds the words. `where`: name, summary, claim, you may read or why.

    What people read never stands without its `verdict` and `why`; a claim has its `grade`.
    """

    id: str
    title: str
    where: str
    sentence: str
    grade: str | None
    verdict: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class SearchView:
    """The topics in which words were found, best place first."""

    KIND: ClassVar[str] = "search"
    query: str
    topics: tuple[HitLine, ...]


def build_topics(catalog: Catalog) -> TopicsView:
    """Build the view of every topic; a group that is not known comes last."""
    order = list(TOPIC_GROUPS)
    topics = sorted(catalog.topics.values(), key=lambda t: order.index(t.group) if t.group in order else len(order))
    return TopicsView(tuple(TopicLine(t.id, t.title, t.aliases, t.group, t.summary) for t in topics))


def build_explain(
    words: str, catalog: Catalog, *, in_full: bool = False, judges: Judges | None = None
) -> ExplainView | SearchView | TopicsView:
    """Explain what `words` name or, where they name nothing, say in which topics they were found.

    `judges` say how foods and practices stand with the person's profile; without them nothing is marked.
    Raises NameNotFoundError with the nearest names, or AmbiguousNameError with all matches.
    """
    if not words.strip():
        return build_topics(catalog)
    found = match_name(words, catalog.names("topics"))
    if len(found) == 1:
        return build_topic(catalog.topics[found[0]], catalog, in_full=in_full, judges=judges)
    if found:
        raise ambiguous(words, found, "topic")
    if hits := _search(words, catalog):
        return SearchView(words, hits)
    raise _unknown(words, catalog)


def _search(words: str, catalog: Catalog) -> tuple[HitLine, ...]:
    telling = [word for word in fold(words).split() if word not in _SMALL_WORDS]
    hits = search_topics(" ".join(telling), catalog.topics)
    return tuple(_hit_line(hit, telling) for hit in hits)


def _hit_line(hit: Hit, words: list[str]) -> HitLine:
    grade, verdict, why, sentence = None, None, None, hit.sentence
    if isinstance(hit.said, PopularClaim):
        verdict, why, sentence = hit.said.verdict, hit.said.why, hit.said.text
    else:
        sentence = _choose_sentence(hit.sentence, words)
        grade = hit.said.grade if hit.said and hit.said.statement == "finding" else None
    return HitLine(hit.topic.id, hit.topic.title, hit.where, sentence, grade, verdict, why)


def _choose_sentence(passage: str, words: list[str]) -> str:
    """Choose the sentence of a passage that holds the most of `words`."""

    def holds(sentence: str) -> int:
        there = fold(sentence).split()
        return sum(any(word.startswith(part) for word in there) for part in words)

    return max(_SENTENCE_END.split(passage), key=holds)


def _unknown(words: str, catalog: Catalog) -> NameNotFoundError:
    """Say that no topic has this name, with the nearest ones and, where it is not the id, the name that is near."""
    names = catalog.names("topics")
    said = []
    for ident in (near := nearest_names(words, names)):
        name = nearest(fold(words), [name for name, owner in names.items() if owner == ident], 1, 0)
        said.append(ident if not name or fold(ident) == name[0] else f"{ident} ({name[0]})")
    error = unknown(words, said, "topic", _elsewhere(words, catalog))
    return NameNotFoundError(error.message, error.hint, nearest=near)


def _elsewhere(words: str, catalog: Catalog) -> str:
    """Say where else to look: a food or a technique may have the name."""
    for kind, what in (("foods", "food"), ("practices", "technique")):
        if len(found := match_name(words, catalog.names(kind))) == 1:
            return f"There is a {what} of that name: gutcli {kind} {found[0]}"
    return "gutcli explain lists every topic."


def build_topic(topic: Topic, catalog: Catalog, *, in_full: bool = False, judges: Judges | None = None) -> ExplainView:
    """Build a topic's page."""
    named = [ident for claim in topic.claims for ident in claim.references]
    named += [ident for claim in topic.popular_claims for ident in claim.references]
    judge_food, judge_practice = judges or (None, None)
    make = ExplainInFullView if in_full else ExplainView
    return make(
        id=topic.id,
        title=topic.title,
        aliases=topic.aliases,
        group=topic.group,
        help=topic.help or None,
        summary=topic.summary,
        action=topic.action,
        claims=topic.claims,
        popular_claims=topic.popular_claims,
        foods=_listed(_choose_foods(topic.id, catalog.foods.values(), judge_food), catalog, judge_food),
        practices=_listed(
            _choose_practices(topic.id, catalog.practices.values(), judge_practice), catalog, judge_practice
        ),
        related=topic.related,
        checked=topic.checked or None,
        references=source_views(named, catalog),
        yours=topic.yours,
    )


def _listed(
    entries: Iterable[Entry], catalog: Catalog, judge: Callable[[Entry], Verdict] | None
) -> tuple[ListedView, ...]:
    return tuple(
        ListedView(
            entry.id, entry.name, caution_views(entry.cautions, catalog),
            personal_view(judge(entry), catalog) if judge else None,
        )
        for entry in entries
    )  # fmt: skip


def _choose_foods(topic: str, foods: Iterable[Food], judge: Callable[[Food], Verdict] | None) -> list[Food]:
    """Choose a few foods of the checklist: those that name the topic first, from as many food groups as there are."""
    naming = _prefer_fitting([food for food in foods if food.checklist and topic in food.topics], judge)
    naming.sort(key=lambda food: food.topics.index(topic))
    turns: dict[str, int] = {}
    ranked = []
    for food in naming:
        turns[food.group] = turns.get(food.group, -1) + 1
        ranked.append((turns[food.group], food))
    ranked.sort(key=lambda pair: pair[0])
    return [food for _, food in ranked[:FOODS_SHOWN]]


def _choose_practices(
    topic: str, practices: Iterable[Practice], judge: Callable[[Practice], Verdict] | None
) -> list[Practice]:
    """Choose a few practices: the best known for what they do; rest is never on the list, yet worth naming."""
    naming = _prefer_fitting([p for p in practices if topic in p.topics and (p.checklist or p.kind == "rest")], judge)
    return sorted(naming, key=lambda p: (GRADES.index(p.grade), p.topics.index(topic)))[:PRACTICES_SHOWN]


def _prefer_fitting(entries: list[Entry], judge: Callable[[Entry], Verdict] | None) -> list[Entry]:
    """Leave out what does not suit the person; where nothing does, all of it is shown, marked."""
    return ([entry for entry in entries if not judge(entry).excluded] or entries) if judge else entries
