"""Files may be as new as they like in these tests: they change them in ways that every stamp shows."""

import pytest

from gutcli import quick_facts


@pytest.fixture(autouse=True)
def settled(monkeypatch):
    monkeypatch.setattr(quick_facts, "_SETTLED_NS", -(10**18))


@pytest.fixture(autouse=True)
def code_stands_still(request, monkeypatch):
    """Whoever works on gutcli meanwhile does not shut the door in these tests."""
    if "real_code" not in request.fixturenames:
        monkeypatch.setattr(quick_facts, "_stamp_tree", lambda _: [])


@pytest.fixture
def real_code():
    """The code's own stamps, for the tests about them."""
