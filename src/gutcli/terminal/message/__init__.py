"""A sentence or two, as an answer."""
