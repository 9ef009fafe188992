"""What is read, not suggested, shows everything and marks what does not suit the person."""

from __future__ import annotations

from tests.run_gutcli import gutcli


def test_foods_and_practices_show_everything_marked(home):
    foods, practices = (gutcli(verb, "--json").data[verb] for verb in ("foods", "practices"))
    (home / "profile.toml").write_text('conditions = ["epilepsy"]\nallergies = ["milk"]\nmedicines = ["warfarin"]\n')
    mine = gutcli("foods", "--json").data["foods"]
    unfit = {food["id"] for food in mine if not food["personal"]["fits"]}
    assert [food["id"] for food in mine] == [
        food["id"] for there in (False, True) for food in foods if (food["id"] in unfit) is there
    ]
    kefir = next(food for food in mine if food["id"] == "kefir")
    assert [reason["code"] for reason in kefir["personal"]["reasons"]][:1] == ["allergy"]
    mine = gutcli("practices", "--json").data["practices"]
    assert [practice["id"] for practice in mine] == [practice["id"] for practice in practices]
    assert [p["id"] for p in mine if not p["personal"]["fits"]] == [
        "cyclic-sighing",
        "box-breathing",
        "four-seven-eight",
    ]
    table = gutcli("practices", "--calm").out.splitlines()
    assert any("Box breathing" in line and "not for you: " in line for line in table)
    card = gutcli("practices", "box-breathing").out
    assert "For you\n    ! not for you" in card


def test_explain_names_first_what_suits_and_marks_the_rest(home):
    everybody = [food["id"] for food in gutcli("explain", "omega-3", "--json").data["foods"]]
    assert "salmon" in everybody
    (home / "profile.toml").write_text('diet = "vegan"\nmedicines = ["levothyroxine"]\n')
    foods = gutcli("explain", "omega-3", "--json").data["foods"]
    assert [food["id"] for food in foods if not food["personal"]["fits"]] == []
    assert any("levothyroxine" in [note["id"] for note in food["personal"]["notes"]] for food in foods)
    (home / "profile.toml").write_text('diet = "vegan"\nallergies = ["nuts"]\n')
    page = gutcli("explain", "omega-3").out
    assert "not for you: not vegan" in page
