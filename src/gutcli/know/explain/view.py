"""What `explain` says: one topic's page, or all topics."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, NamedTuple, TypeVar

from gutcli.catalog.kinds import GRADES, TOPIC_GROUPS
from gutcli.catalog.library import Catalog
from gutcli.catalog.search import match_name
from gutcli.catalog.types import Food, Practice, Topic
from gutcli.know.find.view import FindView, build_find
from gutcli.know.sources.view import CautionView, PersonalView, SourceView, source_views, view_cautions

if TYPE_CHECKING:
    from gutcli.know.find.index import Index
    from gutcli.profile.person import Person
    from gutcli.profile.verdicts import Verdict

Entry = TypeVar("Entry", Food, Practice)
Judge = Callable[[Entry], "Verdict"]
FOODS_SHOWN = 4
PRACTICES_SHOWN = 3


class ListedView(NamedTuple):
    """A food or practice of the checklist that names the topic, with all its cautions. `personal`: with a profile."""

    id: str
    name: str
    cautions: tuple[CautionView, ...]
    personal: PersonalView | None


class ExplainView(NamedTuple):
    """A topic's page. `references` stand in the order of their first use; `checked` is a day, or None if not known.

    `help` says where to find help at once; None where the topic asks for none.
    """

    topic: Topic
    help: str | None
    foods: tuple[ListedView, ...]
    practices: tuple[ListedView, ...]
    checked: str | None
    references: tuple[SourceView, ...]
    SUBJECT: str = "topic"


class ExplainInFullView(ExplainView):
    """The same page, drawn with its sources in full; as JSON the two are one."""

    __slots__ = ()
    KIND: ClassVar[str] = "explain"


class TopicLine(NamedTuple):
    """A topic in the list of all."""

    id: str
    title: str
    aliases: tuple[str, ...]
    group: str
    summary: str


class TopicsView(NamedTuple):
    """All topics, in the order of their groups."""

    topics: tuple[TopicLine, ...]


def build_topics(catalog: Catalog) -> TopicsView:
    """Build the view of every topic; a group that is not known comes last."""
    order = {group: place for place, group in enumerate(TOPIC_GROUPS)}
    topics = sorted(catalog.topics.values(), key=lambda topic: order.get(topic.group, len(order)))
    return TopicsView(tuple(TopicLine(t.id, t.title, t.aliases, t.group, t.summary) for t in topics))


def build_explain(
    words: str,
    catalog: Catalog,
    open_index: "Callable[[], Index]",
    *,
    in_full: bool = False,
    person: "Person | None" = None,
    find_help: Callable[[], FindView | None] | None = None,
) -> ExplainView | FindView | TopicsView:
    """Explain the topic that `words` name or, where they name none, say where they were found.

    `find_help` is asked first where they are no name: who is in danger is told where help is.
    Without a `person` nothing is marked as theirs. Raise NameNotFoundError.
    """
    if not words.strip():
        return build_topics(catalog)
    named = match_name(words, catalog.names("topics"))
    if len(named) != 1:
        if find_help and (help_first := find_help()):
            return help_first
        index = open_index()
        named = [hit.id for hit in index.find(words, 1) if hit.kind == "topic" and hit.whole]
        if not named:
            return build_find(words, index, catalog, person=person)
    return build_topic(catalog.topics[named[0]], catalog, in_full=in_full, person=person)


def build_topic(
    topic: Topic, catalog: Catalog, *, in_full: bool = False, person: "Person | None" = None
) -> ExplainView:
    """Build a topic's page."""
    named = [ident for claims in (topic.claims, topic.popular_claims) for claim in claims for ident in claim.references]
    judge_food, judge_practice = (person.judge_food, person.judge_practice) if person else (None, None)
    foods = _choose_foods(topic.id, catalog.foods.values(), judge_food)
    practices = _choose_practices(topic.id, catalog.practices.values(), judge_practice)
    return (ExplainInFullView if in_full else ExplainView)(
        topic=topic,
        help=topic.help or None,
        foods=_listed(foods, catalog, judge_food),
        practices=_listed(practices, catalog, judge_practice),
        checked=topic.checked or None,
        references=source_views(named, catalog),
    )


def _listed(entries: Iterable[Entry], catalog: Catalog, judge: Judge[Entry] | None) -> tuple[ListedView, ...]:
    return tuple(
        ListedView(entry.id, entry.name, *view_cautions(entry.cautions, catalog, judge(entry) if judge else None))
        for entry in entries
    )


def _choose_foods(topic: str, foods: Iterable[Food], judge: Judge[Food] | None) -> list[Food]:
    """Choose a few foods of the checklist: those that name the topic first, from as many food groups as there are."""
    naming = _prefer_fitting([food for food in foods if food.checklist and topic in food.topics], judge)
    naming.sort(key=lambda food: food.topics.index(topic))
    groups = [food.group for food in naming]
    turns = {food.id: groups[:place].count(food.group) for place, food in enumerate(naming)}
    return sorted(naming, key=lambda food: turns[food.id])[:FOODS_SHOWN]


def _choose_practices(topic: str, practices: Iterable[Practice], judge: Judge[Practice] | None) -> list[Practice]:
    """Choose a few practices: the best known for what they do; rest is never on the list, yet worth naming."""
    naming = _prefer_fitting([p for p in practices if topic in p.topics and (p.checklist or p.kind == "rest")], judge)
    return sorted(naming, key=lambda p: (GRADES.index(p.grade), p.topics.index(topic)))[:PRACTICES_SHOWN]


def _prefer_fitting(entries: list[Entry], judge: Judge[Entry] | None) -> list[Entry]:
    """Leave out what does not suit the person; where nothing does, all of it is shown, marked."""
    return ([entry for entry in entries if not judge(entry).excluded] or entries) if judge else entries
