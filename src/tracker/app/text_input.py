"""Text and days as people give them, made fit to keep: not too long, not empty, not impossible."""

from __future__ import annotations

import unicodedata
from dataclasses import fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from tracker.domain.errors import InvalidInput
from tracker.domain.period import LAST_DAY, possible_day

if TYPE_CHECKING:  # a tracker needs no text
    from _typeshed import DataclassInstance

    from tracker.app.tracker import Tracker

Said = TypeVar("Said", bound="DataclassInstance")
NAME_LENGTH, NOTE_LENGTH = 200, 10_000
LONGEST_AWAY = timedelta(weeks=106)
# Spreadsheets and web pages leave them in names: a name is one with them and without.
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\xad"))
_FOLDED_AWAY = _UNSEEN | dict.fromkeys(map(ord, "\u200c\u200d\u200e\u200f"))
# What a field is called in a sentence; of any other it is said that "the text" is too long.
CALLED = {
    "easy": "sentence on how you make it easy",
    "admitted_to": "answer",
    "agreed_by": "name",
    "by_when": "time",
    "learned": "answer",
    "next_choice": "next choice",
    "no_fix": "reason",
    "options": "list of options",
    "plan_step": "place in the plan",
    "private_note": "private note",
    "skipped": "reason",
    "tags": "list of tags",
    "their_name": "name",
    "what": "description",
    "who": "name",
    **dict.fromkeys(("floor", "good", "excellent"), "standard"),
}
NOUNS = frozenset(
    {"answer", "cause", "choice", "customer", "definition", "disagreement", "effect", "impact"}
    | {"link", "measure", "name", "note", "obstacle", "owner", "reason", "role", "title", "unit"}
)


def said_by(form: type[Said], row: object) -> Said:
    """Return what a row says now as the input that would say it."""
    return form(**{field.name: getattr(row, field.name) for field in fields(form)})


def clean_name(field: str, text: str) -> str:
    """Return a name on one line, or raise `InvalidInput` if nothing is left of it."""
    cleaned = clean_line(field, text, NAME_LENGTH)
    if not any(sign.isprintable() and not sign.isspace() for sign in cleaned):
        raise InvalidInput(field, f"The {called(field)} is empty", "Type at least one letter.")
    return cleaned


def clean_line(field: str, text: str, longest: int) -> str:
    """Return a text on one line, trimmed, without signs that nobody sees; it may be empty."""
    line = " ".join(text.translate(_UNSEEN).split())
    return check_length(field, unicodedata.normalize("NFC", line), longest)


def clean_note(field: str, text: str) -> str:
    """Return a text of any number of lines, trimmed; it may be empty."""
    return check_length(field, unicodedata.normalize("NFC", text.strip()), NOTE_LENGTH)


def check_length(field: str, text: str, longest: int) -> str:
    """Return the text, or raise `InvalidInput` if it is longer than `longest` characters."""
    if len(text) > longest:
        raise InvalidInput(
            field,
            f"The {called(field)} has {len(text)} characters",
            f"Shorten it to {longest} or fewer.",
        )
    return text


def called(field: str) -> str:
    """Return what a field is called in a sentence: never by the name it has in the code."""
    return CALLED.get(field) or (field if field in NOUNS else "text")


def same(one: str, other: str) -> bool:
    """Say whether two names are one to a person: letter case and spacing do not count."""
    return folded(one) == folded(other)


def folded(text: str) -> str:
    """Return what all spellings of one name share, however their accents are put together."""
    if text.isascii():
        return " ".join(text.casefold().split())
    apart = unicodedata.normalize("NFD", " ".join(text.translate(_FOLDED_AWAY).split()))
    return unicodedata.normalize("NFD", apart.casefold())


def check_day(field: str, when: date) -> date:
    """Return the day, or raise `InvalidInput` if it lies outside the years that are kept."""
    return possible_day(when, field)


def past_day(tracker: Tracker, field: str, when: date) -> date:
    """Return a day on which something was done or seen, or raise `InvalidInput` if it is to come.

    The day it is, is the one that the face has lent to the tracker.
    """
    return possible_day(when, field, latest=tracker.today(), beyond="has not come yet")


def away_day(tracker: Tracker, field: str, when: date) -> date:
    """Return a day that may be skipped, at most two years ahead, or raise `InvalidInput`."""
    today = tracker.today()
    return possible_day(when, field, latest=min(LAST_DAY - LONGEST_AWAY, today) + LONGEST_AWAY)
