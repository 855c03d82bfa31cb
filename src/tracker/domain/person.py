"""The one person whose file this is, as they stand on what they share, and their review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Person:
    """Name, role, address and sign for what is shared; the review; the folder for publishing.

    `logo` holds the bytes of a PNG or JPEG. `review_first` and `review_last` are the period of the
    next review, both or neither. `publish_to` is empty where nothing is published;
    an index page there shows each customer the names of the others, so it is off unless asked for.
    """

    id: int = 1
    uid: str = ""
    name: str = ""
    role: str = ""
    mail: str = ""
    logo: bytes | None = None
    logo_mime: str | None = None
    review_on: date | None = None
    review_first: date | None = None
    review_last: date | None = None
    publish_to: str = ""
    publish_index: bool = False
    wow_cap: int = 3
    total_cap: int = 7
    plan_step: str = ""


def read_mail(text: str) -> str:
    """Return an address that a `mailto:` may hold, or raise `InvalidInput`; nothing is allowed."""
    text = text.strip()
    if not text:
        return ""
    name, at, place = text.rpartition("@")
    plain = text.isascii() and text.isprintable() and len(text) <= 254
    if not (plain and name and at and place) or set(text) & set(' ,;:?&#%/\\"<>()[]'):
        raise InvalidInput("mail", "That is no mail address", "Write it as in me@example.org.")
    return text
