"""The one error family meant for people; anything else that rises is a bug."""

from __future__ import annotations


class TrackerError(Exception):
    """Something the person can understand and put right: what is wrong, and what to do."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.hint = hint

    @property
    def sentence(self) -> str:
        """Both halves as running text."""
        return f"{self.title.rstrip('.')}. {self.hint}".strip()


class InvalidInput(TrackerError):
    """A value the person gave breaks a rule; `field` names where."""

    def __init__(self, field: str, title: str, hint: str = "") -> None:
        super().__init__(title, hint)
        self.field = field


class NotFound(TrackerError):
    """The thing asked for is not there, or no longer."""


class FileTrouble(TrackerError):
    """The data file cannot be opened or written; the file is as it was."""
