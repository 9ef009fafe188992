"""The tour, and every example in the README, run: what a reader sees there is what gutcli says."""

from __future__ import annotations

import pytest

from tests.docs.console import check_page


@pytest.mark.parametrize(("page", "least"), [("docs/tour.md", 20), ("README.md", 20)])
def test_the_examples_are_what_gutcli_says(page: str, least: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_page(page, monkeypatch) >= least
