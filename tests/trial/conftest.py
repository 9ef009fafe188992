"""What trials of the same form promise, worked out once: it takes most of the time of a start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from gutcli.look_back.trial import promise, start

_KEPT: dict[tuple[object, ...], start.Promise] = {}


@pytest.fixture(scope="module", autouse=True)
def promised_once() -> Iterator[None]:
    really = start.make_promise

    def make_promise(first: date, form: promise.Form, scatter: promise.Scatter) -> start.Promise:
        key = (first, form, scatter, promise._REHEARSALS)
        if key not in _KEPT:
            _KEPT[key] = really(first, form, scatter)
        return _KEPT[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(start, "make_promise", make_promise)
        yield
