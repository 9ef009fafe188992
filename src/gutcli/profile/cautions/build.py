"""Find the cautions that a person's words are about: somebody, a food or a practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.catalog.search import match_name, nearest_names, unknown
from gutcli.errors import ProfileError
from gutcli.profile.cautions.view import CautionsView, carries, cautions_view
from gutcli.profile.needs import Needs
from gutcli.text import fold

if TYPE_CHECKING:
    from gutcli.app import App


def build_cautions(app: App, words: str) -> CautionsView:
    """Build the view of the cautions about `words`; without words, of the person's own and everybody's."""
    catalog = app.catalog
    remarks: tuple[str, ...] = ()
    needs = Needs()
    try:
        needs = app.person.needs
    except ProfileError as error:
        remarks = (f"Your profile cannot be read, so nothing of yours is marked: {error.message.splitlines()[0]}",)
    if not words.strip():
        return cautions_view(catalog, needs, "", lambda c: c.id in needs.active or c.for_anyone, remarks)
    from gutcli.profile.words import find_cautions

    conditions = {fold(word) for c in catalog.cautions.values() for word in c.conditions}
    if (caution := catalog.cautions.get(words.strip())) is not None and fold(words) not in conditions:
        return cautions_view(catalog, needs, words, lambda c: c.id == caution.id, remarks)
    who = {c.id for c in catalog.cautions.values() if fold(c.id) == fold(words)}
    who |= set(find_cautions(words, catalog.cautions))
    foods = match_name(words, catalog.names("foods"))
    practices = match_name(words, catalog.names("practices"))
    if len(foods) == 1:
        who |= {c.id for c in catalog.cautions.values() if carries(catalog.foods[foods[0]], c)}
    if len(practices) == 1:
        who |= set(catalog.practices[practices[0]].cautions)
    who |= {c.id for c in catalog.cautions.values() if fold(words) in {fold(item) for item in c.items}}
    if not who and not foods and not practices:
        names = {**catalog.names("foods"), **catalog.names("practices")}
        names |= {fold(word): word for c in catalog.cautions.values() for word in c.conditions}
        raise unknown(
            words, nearest_names(words, names), "condition, medicine, food or practice with a caution",
            "gutcli does not know it, so it cannot warn you about it. Ask a pharmacist or doctor.",
        )  # fmt: skip
    return cautions_view(catalog, needs, words, lambda c: c.id in who, remarks)
