"""What `ate` says: what was understood and logged, what was not, and what the profile says of it."""

from typing import Any, NamedTuple

from gutcli.day.changes.view import ChangeView


class Understood(NamedTuple):
    """Words that were read: `kind` is food or dish; `grams` is None where they do not say."""

    words: str
    id: str
    kind: str
    name: str
    amount: str
    grams: float | None


class NotUnderstood(NamedTuple):
    """Words that are no name; `choices` are ids of what they may mean. Without any, they are kept as they stand."""

    words: str
    choices: tuple[str, ...]


class AteView(NamedTuple):
    """What was eaten, in what it changed and how it was read."""

    change: ChangeView
    understood: tuple[Understood, ...]
    not_understood: tuple[NotUnderstood, ...]
    warnings: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the JSON: that of any change, and how the words were read."""
        read = self._asdict()
        return self.change.as_data() | {name: read[name] for name in read if name != "change"}
