"""The diary's file: rows in, domain types out. `open_diary` is the door; docs/diary.md says how it lives."""

from gutcli.store.opening import EmptyDiary, open_diary
from gutcli.store.places import read_stamp

__all__ = ["EmptyDiary", "open_diary", "read_stamp"]
