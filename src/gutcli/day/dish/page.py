"""The person's own dishes, as a list."""

from __future__ import annotations

from gutcli.day.dish.view import DishView
from gutcli.terminal.draw.document import Document, Line, text
from gutcli.text import join_words


def draw_dish(view: DishView, width: int | None) -> Document:
    """Draw each dish with what is in it, and how one is added."""
    lines = [Line(((f"{dish.name}: ", "title"), (join_words(dish.names) + ".", "")), hang=2) for dish in view.dishes]
    if not lines:
        lines = [Line(text("You have no dish of your own yet."))]
    elif view.added:
        lines.append(Line(text(f"Written to {view.added}.", "muted"), hang=2))
        return (
            *lines,
            Line((("Log it: ", "muted"), (f'gutcli ate "{view.dishes[0].name.lower()}"', "command")), hang=2),
        )
    return (*lines, Line((("Add one: ", "muted"), ('gutcli dish add "my muesli" oats walnuts', "command")), hang=2))
