"""The one error family meant for people; anything else that rises is a bug."""

from __future__ import annotations

import re
from pathlib import Path

from tracker.domain.texts.cutting import cut

EXCERPT = 60
LONGEST_WORD = 100
HIDDEN = "\N{REPLACEMENT CHARACTER}"


def shortened(sentence: str) -> str:
    """Cut every word that no sentence has room for, as a path or what was typed without a space."""
    words = re.findall(r"\s+|\S+", sentence)
    return "".join(word if word.isspace() else cut(word, LONGEST_WORD) for word in words)


class TrackerError(Exception):
    """Something the person can understand and put right: what is wrong, and what to do."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.hint = hint

    @property
    def sentence(self) -> str:
        """Both halves as running text."""
        ends = "" if self.title.endswith(("?", "!")) else "."
        return f"{self.title.rstrip('.')}{ends} {self.hint}".strip()


class InvalidInput(TrackerError):
    """A value the person gave breaks a rule; `field` names where."""

    def __init__(self, field: str, title: str, hint: str = "") -> None:
        super().__init__(title, hint)
        self.field = field


class NotFound(TrackerError):
    """The thing asked for is not there, or no longer."""


class FileTrouble(TrackerError):
    """The data file cannot be opened or written; the file is as it was."""


class FileHeld(FileTrouble):
    """Another writer has the file open."""


class FileDamaged(FileTrouble):
    """The data file makes no sense: it can be read as far as it goes, and is written no more."""


class FileChanged(FileTrouble):
    """Another program changed the data file under us: it was read again, and undo starts anew."""


def missing(path: Path) -> FileTrouble:
    """Return what is told of a file that somebody had open before, and that is not found now."""
    return FileTrouble(
        f"{path.name} is not there",
        "It was moved or deleted, or its drive is away: put it back, or open another file.",
    )


def quoted(text: str) -> str:
    """Return what a person typed as a sentence can hold it: on one line, short, nothing hidden.

    Marks that turn the direction of writing would turn the rest of the sentence with them.
    """
    line = cut(text, EXCERPT)
    return f"“{''.join(sign if sign.isprintable() else HIDDEN for sign in line)}”"
