"""Makes tests/fixtures/diary/schema-N.db and its export; run once, when schema N is released, and never again.

python -m tests.diary.make_fixture
"""

from __future__ import annotations

from datetime import timedelta, timezone
from pathlib import Path

from gutcli.diary.exchange.jsonl import write_jsonl
from gutcli.store import open_diary
from gutcli.store.schema import newest_schema
from tests.diary.given import LIST, NOW, TODAY, decide

FOLDER = Path(__file__).parent.parent / "fixtures" / "diary"
DAYS = {
    2: ("done 1 2 3 4", "mood 4 a calm day", "ate toast"),
    1: ("skip all away", "undo 1", "done 1"),
    0: ("done 1 3", "swap 2 hummus", "ate kimchi flax", "undo", "undo 3", "mood 2 café \u2615", "note walked home"),
}


def main() -> None:
    path = FOLDER / f"schema-{newest_schema()}.db"
    with open_diary(path, read_only=False) as diary:
        for back, commands in DAYS.items():
            day = TODAY - timedelta(days=back)
            now = (NOW - timedelta(days=back)).astimezone(timezone(timedelta(hours=1 - back)))
            for words in commands:
                diary.undo_last(now) if words == "undo" else diary.change(day, now, TODAY, LIST, decide(words))
        path.with_suffix(".jsonl").write_text("\n".join(write_jsonl(diary.read_entries())) + "\n")


if __name__ == "__main__":
    main()
