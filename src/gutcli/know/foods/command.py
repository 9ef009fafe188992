"""`gutcli foods`: the foods as a table; one match gives its card."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.catalog.browse import SORTS, Asked, parse_group, parse_sort, parse_without
from gutcli.catalog.kinds import FOOD_GROUPS
from gutcli.offers import complete_foods
from gutcli.options import offer_words

EXAMPLES = (
    ("gutcli foods kefir", "its card: figures, allergens, cautions, how to eat it"),
    ("gutcli foods --probiotic --vegan", "live and fermented foods without anything from animals"),
    ("gutcli foods --without dairy,nuts", "what leaves both out, and what may contain them"),
    ("gutcli foods seeds --sort omega-3", "seeds and nuts, the most omega-3 first"),
    ("gutcli foods --prebiotic --why-not", "what your profile leaves out, and why"),
)


def run(
    app: App,
    query: Annotated[
        list[str] | None, typer.Argument(help="A food, or a group of foods.", autocompletion=complete_foods)
    ] = None,
    prebiotic: Annotated[bool, typer.Option("--prebiotic", help="Foods that feed gut microbes.")] = False,
    probiotic: Annotated[
        bool, typer.Option("--probiotic", help="Fermented foods. Two kinds together: either will do.")
    ] = False,
    omega_3: Annotated[bool, typer.Option("--omega-3", help="Sources of omega-3 fats.")] = False,
    vegan: Annotated[bool, typer.Option("--vegan", help="Only vegan foods.")] = False,
    vegetarian: Annotated[bool, typer.Option("--vegetarian", help="Only vegetarian foods.")] = False,
    pescatarian: Annotated[bool, typer.Option("--pescatarian", help="Only what suits pescatarians.")] = False,
    without: Annotated[
        list[str] | None, typer.Option(metavar="WORD", help="Leave out an allergen, traces too: dairy, gluten, nuts …")
    ] = None,
    group: Annotated[
        str | None,
        typer.Option(metavar="GROUP", help="One group: grains, fruit …", autocompletion=offer_words(FOOD_GROUPS)),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(metavar="WHAT", help="name, fibre, omega-3, protein, iron …", autocompletion=offer_words(SORTS)),
    ] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="Show at most N.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Everyday foods too, such as bread and lemons.")] = False,
    why_not: Annotated[bool, typer.Option("--why-not", help="What your profile leaves out, and why.")] = False,
) -> None:
    """Browse the foods."""
    from gutcli.know.foods.view import build_foods, build_why_not

    kinds = {"prebiotic": prebiotic, "probiotic": probiotic, "omega-3": omega_3}
    diets = {"vegan": vegan, "vegetarian": vegetarian, "pescatarian": pescatarian}
    allergens, no_lactose = (
        parse_without(without, app.catalog.allergen_words, app.catalog.lactose_words) if without else ((), False)
    )
    asked = Asked(
        query=" ".join(query or ()),
        kinds=tuple(kind for kind, wanted in kinds.items() if wanted),
        diets=tuple(diet for diet, wanted in diets.items() if wanted),
        without=allergens,
        without_lactose=no_lactose,
        group=parse_group(group) if group is not None else "",
    )
    if why_not:
        app.show(build_why_not(app.catalog, asked, app.person, everything=everything))
        return
    asked = asked._replace(sort=parse_sort(sort) if sort is not None else "", limit=limit)
    app.show(build_foods(app.catalog, asked, app.find_person("Foods"), everything=everything))


RUN = run
