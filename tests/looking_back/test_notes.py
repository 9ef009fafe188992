"""`history --grep`: a word in the person's own notes."""

from tests.looking_back.seed import back, seed
from tests.run_gutcli import gutcli


def test_a_word_is_found_in_every_kind_of_note(home, monkeypatch):
    seed(home, {back(200): ["mood 2 Très fatigué"], back(9): ["note Tired, again"], back(1): ["skip 5 so TIRED"]})
    gutcli("mood", "3", "--note", "tired too")
    gutcli("undo")
    gutcli("skip", "6", "--because", "knee \x1b[31m")
    data = gutcli("history", "--grep", "tired", "--json").data
    assert [(note["day"], note["action"], note["text"]) for note in data["notes"]] == [
        ("2026-11-14", "note", "Tired, again"),
        ("2026-11-22", "skipped", "so TIRED"),
    ], "what was taken back is no note"
    assert (data["word"], data["first"], data["last"]) == ("tired", None, "2026-11-23")
    assert len(gutcli("history", "--grep", "fatigue", "--json").data["notes"]) == 1, "accents do not matter"
    assert len(gutcli("history", "--grep", "tired", "--days", "3", "--json").data["notes"]) == 1
    said = gutcli("history", "--grep", "TIRED").out
    assert "Sun 22 Nov 2026, rest  so TIRED" in said
    assert "\x1b" not in gutcli("history", "--grep", "knee").out
    assert "No note has “walrus”." in gutcli("history", "--grep", "walrus").out
    assert "Which word?" in gutcli("history", "--grep", " ", expect=2).err
    assert gutcli("history", "yesterday", "--grep", "x", expect=2).out == ""


def test_without_a_diary_there_is_no_note_and_no_diary_is_begun(home):
    assert "No note has" in gutcli("history", "--grep", "x").out
    assert not (home / "diary.db").exists()
