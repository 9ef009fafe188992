"""Every way in which gutcli can fail, with its exit code, a code for scripts and a next step.

Codes are a closed list (docs/json.md): scripts match on them, so a code is never renamed.
"""

from __future__ import annotations

TYPE_CHECKING = False  # the module `typing` is not worth its 3 ms before a quick answer
if TYPE_CHECKING:
    from collections.abc import Sequence


class GutcliError(Exception):
    """A failure that a person can understand: what is wrong, and what to do next.

    `message` says what is wrong and where; `hint` says what to do next; `code` is for scripts; `choices` are the names
    that may have been meant.
    """

    exit_code = 1
    code = "failed"

    def __init__(self, message: str, hint: str = "", *, code: str | None = None, choices: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.choices = tuple(choices)
        if code is not None:
            self.code = code


def format_reason(error: Exception) -> str:
    """Return what the system says is wrong, as the end of a sentence."""
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()


class UsageError(GutcliError):
    """The words of the command do not fit together."""

    exit_code = 2
    code = "usage"


class NameNotFoundError(GutcliError):
    """No food, practice, topic or item has this name; `choices` are the closest names."""

    exit_code = 3
    code = "not_found"


class AmbiguousNameError(GutcliError):
    """More than one thing has this name, its `choices`; nothing was changed."""

    exit_code = 3
    code = "ambiguous"


class CatalogError(GutcliError):
    """A catalog file does not fit its rules."""

    exit_code = 4
    code = "catalog_invalid"


class ProfileError(GutcliError):
    """The profile cannot be understood, so nothing that depends on it is safe to suggest."""

    exit_code = 4
    code = "profile_invalid"


class DiaryError(GutcliError):
    """The diary cannot be read or written; its bytes are left as they are."""

    exit_code = 5
    code = "diary_unusable"
