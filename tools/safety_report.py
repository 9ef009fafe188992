"""Count what the safety rules come to: people, days, violations, empty places, words that are not understood.

Random people (always the same ones) live with the program's own plans, and rules written a second time, plainly, judge
every line (tests/safety/oracle.py). `make safety`; --people N, --days N, --words N for more or less.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from gutcli.catalog.library import Catalog

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> int:
    """Print the report; fail where anything forbidden was suggested or a common combination has an empty place."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=120)
    parser.add_argument("--days", type=int, default=28)
    parser.add_argument("--words", type=int, default=2000)
    wanted = parser.parse_args()
    counting: Any = import_module("tests.safety.counting")
    common: Any = import_module("tests.safety.common").COMMON
    with tempfile.TemporaryDirectory() as folder:
        catalog = Catalog(Path(folder) / "none", Path(folder))
        found = counting.count_people(catalog, wanted.people, wanted.days)
        empty = {name: counting.find_empty(catalog, profile, wanted.days) for name, profile in common.items()}
        lost = counting.find_not_understood(catalog, wanted.words)
    print(f"Random people, {wanted.days} days each, by rules written a second time")
    for name in ("people", "days", "lines", "tips", "shown no food", "in a crisis", "empty places"):
        print(f"  {name:<18} {found[name]:>7}")
    print(f"  {'violations':<18} {found['violations']:>7}\n  {'cautions unsaid':<18} {found['cautions unsaid']:>7}\n")
    print(f"Places that stay empty for {wanted.days} days, in ten common combinations")
    for name, slots in empty.items():
        print(f"  {name:<36} {', '.join(f'{slot} {many}' for slot, many in slots.items()) or 'none'}")
    print(f"\nWords not understood: {len(lost)} of {wanted.words} drawn from all names, brands, synonyms and forms")
    for key, word, unknown in lost[:20]:
        print(f"  {key}: {word!r} ({unknown!r})")
    return int(bool(found["violations"] or found["cautions unsaid"] or any(empty.values())))


if __name__ == "__main__":
    sys.exit(main())
