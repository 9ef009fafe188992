"""The diary's file: rows in, domain types out. `open_diary` is the door; docs/diary.md says how it lives."""

from gutcli.store.opening import EmptyDiary, open_diary
from gutcli.store.places import load_stamp

__all__ = ["EmptyDiary", "load_stamp", "open_diary"]
