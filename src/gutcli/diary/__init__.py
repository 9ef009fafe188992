"""The diary: what a person did, as an append-only record, and what a day looks like when it is read.

Pure: nothing here reads a clock, a file or a terminal. `entry` has the words, `fold` reads a day, `decide` says
what a command adds, `items` finds an item on a list; `gutcli.store` keeps the entries.
"""

from gutcli.diary.entry import DEFAULT_AIM, Entry, Item, Offer
from gutcli.diary.fold import CheckIn, Day, Mark, fold_day

__all__ = ["DEFAULT_AIM", "CheckIn", "Day", "Entry", "Item", "Mark", "Offer", "fold_day"]
