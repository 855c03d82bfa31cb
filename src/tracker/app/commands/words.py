"""Text as people give it, made fit to keep: trimmed, not too long, not empty where it is needed."""

from __future__ import annotations

import unicodedata

from tracker.domain.errors import InvalidInput

NAME_LENGTH, NOTE_LENGTH = 200, 10_000


def name(field: str, text: str) -> str:
    """Return a name on one line, or raise `InvalidInput` if nothing is left of it."""
    cleaned = unicodedata.normalize("NFC", " ".join(text.split()))
    if not cleaned:
        raise InvalidInput(field, f"The {field} is empty", "Type at least one letter.")
    return within(field, cleaned, NAME_LENGTH)


def note(field: str, text: str) -> str:
    """Return a text of any number of lines, trimmed; it may be empty."""
    return within(field, unicodedata.normalize("NFC", text.strip()), NOTE_LENGTH)


def within(field: str, text: str, longest: int) -> str:
    """Return the text, or raise `InvalidInput` if it is longer than `longest` characters."""
    if len(text) > longest:
        shown = field.replace("_", " ")
        raise InvalidInput(
            field, f"The {shown} has {len(text)} characters", f"Shorten it to {longest} or fewer."
        )
    return text


def same(one: str, other: str) -> bool:
    """Say whether two names are one to a person: letter case and spacing do not count."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
