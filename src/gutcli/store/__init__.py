"""The diary's file: rows in, domain types out. `open_diary` is the door; docs/diary.md says how it lives."""

from gutcli.store.opening import open_diary

__all__ = ["open_diary"]
