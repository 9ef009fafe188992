"""Living through a trial by the command line: the clock is moved from day to day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gutcli.look_back.trial import promise
from tests.run_gutcli import gutcli

MONDAY = date(2026, 11, 23)


def go_to(monkeypatch, day: date) -> None:
    monkeypatch.setenv("GUTCLI_NOW", f"{day}T20:30:00+00:00")


def start(*words: str) -> dict:
    """Start a trial; few rehearsals will do where nobody looks at what it promises."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(promise, "_REHEARSALS", 4)
        return gutcli("trial", "start", *words, "--yes", "--json").data


def live(monkeypatch, begin: date, days: int, rate) -> list[dict]:
    """Live so many days: tick all of the list, then rate by what `rate(on)` says; gives each evening's `today`."""
    found = []
    for n in range(days):
        go_to(monkeypatch, begin + timedelta(days=n))
        today = gutcli("done", "all", "--json").data
        found.append(today)
        score = rate(today["trial"]["on"] if today["trial"] else None)
        if score is not None:
            gutcli("mood", *score.split())
    return found
