"""What a column is by its head alone; `layout` decides which one is the date.

A head is read in English, German and more, or as our own export names it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from tracker.app.intake.periods import WeekDay
from tracker.app.intake.sheet import plain_text
from tracker.app.intake.spellings import TimeSpan
from tracker.app.intake.words import meanings, words


class Role(StrEnum):
    """What a column holds; the first fifteen and the three after are those of our own table."""

    CUSTOMER = "customer"
    AREA = "area"
    MEASURE = "measure"
    SCALE = "scale"
    UNIT = "unit"
    BETTER = "better"
    PROMISE = "promise"
    CADENCE = "cadence"
    PERIOD = "period"
    VALUE = "value"
    SKIPPED = "skipped"
    NOTE = "note"
    PRIVATE_NOTE = "private_note"
    CAUSE = "cause"
    SOURCE = "source"
    LINK = "link"
    KIND = "kind"
    TIER = "tier"
    YEAR = "year"
    BASELINE = "baseline"
    LEFT_OUT = "left_out"


OWN_COLUMNS = tuple(Role)[:15]
OWN_WORDS = frozenset(role.value for role in tuple(Role)[:18])
_TOTALS_PARTED = re.compile(r"[/&+,:*]|(?<=\s)-(?=\s)|\b(?=\d{4}\b)")
_ENDS = re.compile(r"\b(?:ending|ended|ends|end|w/e|bis|to|until|wochenende|fin)\b", re.IGNORECASE)
_BEGINS = re.compile(
    r"\b(?:beginning|begins|starting|starts|start|commencing|of|w/c|ab|vom|from|beginn|wochenbeginn)\b",
    re.IGNORECASE,
)
_BRACKET = re.compile(
    r"\s*[(\[]\s*([^()\[\]]{1,20})\s*[)\]]\s*$|\s+(?:in\s+|(?=[%€$£]))([%€$£]|\w{1,8})$"
)
TARGET = re.compile(
    r"(?:^|[\s:(\-–])(?:target|goal|soll|ziel|zielwert|sollwert|promise|zusage|objectif|cible|objetivo"
    r"|plan)(?:$|[\s:)\-–])",
    re.IGNORECASE,
)  # fmt: skip
ACTUAL = re.compile(
    r"(?:^|[\s:(\-–])(?:actual|actuals|ist|istwert|ist-wert|reell|réel|réalisé|real)(?:$|[\s:)\-–])",
    re.IGNORECASE,
)


@cache
def head_word(text: str) -> str:
    """Return a head as it is looked up: `Private_Note ` is `private note`."""
    return " ".join(plain_text(text).replace("_", " ").casefold().split()).rstrip(":.")


@cache
def role_of(text: str) -> Role | None:
    """Return what a head says that its column is; None where it is no such word."""
    word = head_word(text)
    bare, unit = unit_in(word)
    for one in (word, word.replace("-", " "), bare if unit else ""):
        own = one.replace(" ", "_").replace("-", "_")
        if own in OWN_WORDS or own in {Role.YEAR, Role.BASELINE}:
            return Role(own)
        if found := meanings("heads").get(one):
            return Role(found)
    return Role.LEFT_OUT if word.endswith(" id") else None


def is_own_word(text: str) -> bool:
    """Say whether a head is a word of our own table."""
    return head_word(text).replace(" ", "_") in OWN_WORDS


def known_words(cells: list[str]) -> int:
    """Count the cells that are heads, those of our own table twice."""
    own = sum(map(is_own_word, cells))
    return own + sum(role_of(cell) is not None for cell in cells)


def unit_in(head: str) -> tuple[str, str]:
    """Return the head without the unit that it ends in, and the unit: `Time (min)`, `Cost in €`."""
    if not (found := _BRACKET.search(head)):
        return head, ""
    return head[: found.start()].strip(), (found[1] or found[2] or "").strip()


def is_total(cell: str) -> bool:
    """Say whether a cell says that its line sums up others: `Total`, `Sum / average`, `Ø 2025`."""
    parts = [part.strip() for part in _TOTALS_PARTED.split(plain_text(cell).casefold())]
    named = [part for part in parts if part and not part.isdecimal()]
    return bool(named) and all(part in words("total") for part in named)


def sums_up(cell: str) -> bool:
    """Say whether a cell without a time beside it ends a group: `Finance total`, too."""
    said = head_word(cell).split()
    return is_total(cell) or (bool(said) and bool({said[0], said[-1]} & words("total")))


@cache
def span_in(head: str) -> TimeSpan | None:
    """Return the span that the head of a time column names, as `KW` does."""
    found = re.split(r"[^\w/]+", head_word(head))
    if "date" in found or "datum" in found:
        return None
    return next((TimeSpan(span) for word in found if (span := meanings("spans").get(word))), None)


def week_day_in(head: str) -> WeekDay | None:
    """Say whether a head tells that its dates end a week, or begin it."""
    word = head_word(head)
    if span_in(head) is not TimeSpan.WEEK and not re.search(r"w/[ec]|woche", word):
        return None
    if _ENDS.search(word):
        return WeekDay.ENDS
    return WeekDay.BEGINS if _BEGINS.search(word) else None
