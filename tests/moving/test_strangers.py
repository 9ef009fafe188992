"""A list from elsewhere never gets past the profile: under a false name, or with what the catalog does not know."""

from __future__ import annotations

import json

import pytest

from tests.run_gutcli import gutcli


@pytest.fixture
def offer(home):
    """Bring in today's list with one item of ours replaced."""

    def bring(ident, name, slot="prebiotic"):
        data = {"aim": 0.67, "day_starts_at": "04:00", "items": [
            [slot, ident, name, "a handful", []], ["move", "brisk-walk", "Brisk walk", "20 minutes", []]]}  # fmt: skip
        entry = {
            "id": "01a1fd3a-0340-7000-a593-41bacd6349e8", "device": "elsewhere", "at": "2026-11-23T06:00:00.000Z",
            "offset_minutes": 0, "day": "2026-11-23", "action": "offer", "data": data,
        }  # fmt: skip
        (home / "offer.jsonl").write_text(json.dumps(entry))
        gutcli("import", str(home / "offer.jsonl"))
        return gutcli("today", "--json").data["items"][0]

    return bring


@pytest.mark.parametrize("name", ["Walnuts", "A walnut or two", "WALNUT halves"])
def test_an_unknown_id_with_a_forbidden_name_is_not_suggested(offer, name):
    gutcli("profile", "set", "allergies", "nuts")
    item = offer("something-else", name)
    assert item["id"] != "something-else"
    assert "walnut" not in item["name"].lower()


def test_what_the_catalog_does_not_know_says_that_nobody_checked_it(offer):
    gutcli("profile", "set", "allergies", "nuts")
    item = offer("grandmas-mash", "Grandma's mash")
    assert [note["id"] for note in item["cautions"]] == ["not-in-catalog"]
    assert "! not checked" in gutcli("today").out


def test_a_known_id_stands_under_its_own_name_and_is_judged_by_it(offer):
    item = offer("walnuts", "Plain oats", "omega-3")
    assert (item["id"], item["name"]) == ("walnuts", "Walnuts")
    gutcli("profile", "set", "allergies", "nuts")
    assert gutcli("today", "--json").data["items"][0]["id"] != "walnuts"


def test_without_needs_an_unknown_item_is_simply_shown(offer):
    assert offer("grandmas-mash", "Grandma's mash")["cautions"] == []
