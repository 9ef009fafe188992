"""A process that changes a diary and says each change only after it is on the disk.

    python -m tests.faults.tick PATH NUMBER [COMMAND]

Each change is a day of its own further back, and several entries long, so that half a change would show.
"""

from __future__ import annotations

import signal
import sys
from datetime import timedelta
from pathlib import Path

from gutcli.errors import GutcliError
from gutcli.store import open_diary
from tests.diary.given import LIST, NOW, TODAY, decide


def main(path: Path, number: int, command: str) -> int:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        for back in range(number):
            # One process a command is what the program does; so each change opens the file anew.
            with open_diary(path, read_only=False) as diary:
                day = TODAY - timedelta(days=back % 5)
                change = diary.change(day, NOW, TODAY, LIST, decide(command))
            print(*(entry.id for entry in change.entries), flush=True)
    except GutcliError as error:
        print(error.message, error.hint, sep="\n", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), " ".join(sys.argv[3:]) or "ate toast toast toast"))
