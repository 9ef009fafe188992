"""Comparisons of the same days, made once for the tests that ask in many ways what they show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from gutcli.look_back.insights import association, view

_KEPT: dict[str, Any] = {}
"""What was found, by all that it was found from."""


def forget() -> None:
    """Let the next comparison be made anew."""
    _KEPT.clear()


def _keep(find: Callable[..., Any]) -> Callable[..., Any]:
    def find_once(*given: Any, progress: Any = None) -> Any:
        key = f"{find.__name__} {given!r}"
        if key not in _KEPT:
            _KEPT[key] = find(*given, progress=progress) if progress else find(*given)
        return _KEPT[key]

    return find_once


@contextmanager
def compare_once() -> Iterator[None]:
    """Within this, the same days are compared once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(association, "compare_family", _keep(association.compare_family))
        patch.setattr(view, "find_appearances", _keep(view.find_appearances))
        yield
