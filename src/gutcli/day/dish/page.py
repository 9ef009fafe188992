"""The person's own dishes, as a list."""

from __future__ import annotations

from gutcli.day.dish.view import DishView
from gutcli.terminal.draw.document import Document, Line, sentence, suggest, text
from gutcli.text import join_words


def draw_dish(view: DishView, width: int | None) -> Document:
    """Draw each dish with what is in it, and how one is added."""
    lines = [Line(((f"{dish.name}: ", "title"), (join_words(dish.names) + ".", "")), hang=2) for dish in view.dishes]
    if view.added:
        log = f'gutcli ate "{view.dishes[0].name.lower()}"'
        return (*lines, sentence(f"Written to {view.added}.", "muted"), suggest("Log it:", log))
    lines = lines or [Line(text("You have no dish of your own yet."))]
    return (*lines, suggest("Add one:", 'gutcli dish add "my muesli" oats walnuts'))
