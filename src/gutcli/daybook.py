"""What a change of a day is made with, as one value that is handed down."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from gutcli.profile.person import Person
    from gutcli.store.diary_file import SqliteDiary


class Daybook:
    """What changing a day takes: the person, their diary, the present, and where a warning goes.

    The diary is opened once, and only when it is asked for: words that are not understood begin no diary.
    """

    def __init__(
        self,
        person: "Person",
        open_diary: "Callable[[], SqliteDiary]",
        today: "date",
        now: "datetime",
        warn: Callable[[str], None],
    ) -> None:
        self.person = person
        self.today = today
        self.now = now
        self.warn = warn
        self._open_diary = open_diary

    @cached_property
    def diary(self) -> "SqliteDiary":
        """Return the diary, to be read and changed."""
        return self._open_diary()

    def close(self) -> None:
        """Let go of the diary."""
        if "diary" in self.__dict__:
            self.__dict__.pop("diary").close()
