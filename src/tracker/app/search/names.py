"""Names as they are typed in a hurry: beginnings, middles, one slip of a finger; used ones first.

For the few names that a person goes to (measures, customers, commands). Everything that was written
is found by the index of words (`search`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from tracker.app.search.search import Marks, Snippet, folded

T = TypeVar("T")
_WORD: Final = re.compile(r"[^\W_]+")
_SURE = 4
"""Letters from which a slip is forgiven: in shorter words it would be another word."""
_START, _MIDDLE, _SLIP = range(3)


class NamedThing(NamedTuple, Generic[T]):
    """Something with a name: its use is counted by `key`, `also` finds it too, less well."""

    key: str
    name: str
    target: T
    also: str = ""


class NameMatch(NamedTuple, Generic[T]):
    """What was found, with the places of what was typed in its name."""

    named: NamedThing[T]
    name: Snippet


def matches(
    things: Iterable[NamedThing[T]], typed: str, used: Mapping[str, int], limit: int
) -> list[NameMatch[T]]:
    """Return what is meant, best first: how it fits, then how lately it was used, then its order.

    `used` has a higher number for what was used later. Every word that was typed must be found.
    """
    words = [folded(word)[0] for word in typed.split()]
    found = []
    for at, named in enumerate(things):
        fit = _fit(named.name, words) or _fit_beside(named, words)
        if fit is not None:
            worst, marks = fit
            order = (worst, -used.get(named.key, 0), at)
            found.append((order, NameMatch(named, Snippet(named.name, marks))))
    return [match for _, match in sorted(found, key=lambda one: one[0])[:limit]]


def _fit_beside(named: NamedThing[T], words: Sequence[str]) -> tuple[int, Marks] | None:
    """Find the words in the name and what stands beside it together; only the name is marked."""
    if not named.also or _fit(f"{named.name} {named.also}", words) is None:
        return None
    inside = [fit[1] for word in words if (fit := _fit(named.name, [word]))]
    return _SLIP + 1, tuple(sorted({mark for marks in inside for mark in marks}))


def _fit(text: str, words: Sequence[str]) -> tuple[int, Marks] | None:
    """Return how badly the worst of the words fits a text, and where they are; None if one is not.

    A beginning of a word fits best, then its middle, then one slip.
    """
    lowered, places = folded(text)
    starts = [one.span() for one in _WORD.finditer(lowered)]
    worst, marks = _START, set()
    for word in words:
        found = _find(lowered, starts, word)
        if found is None:
            return None
        fit, start, end = found
        worst = max(worst, fit)
        marks.add((places[start], places[end - 1] + 1) if places else (start, end))
    return worst, tuple(sorted(marks))


def _find(text: str, tokens: Sequence[tuple[int, int]], word: str) -> tuple[int, int, int] | None:
    for start, _ in tokens:
        if text.startswith(word, start):
            return _START, start, start + len(word)
    middle = text.find(word)
    if middle >= 0:
        return _MIDDLE, middle, middle + len(word)
    if len(word) < _SURE:
        return None
    for start, end in tokens:
        for length in (len(word), len(word) + 1, len(word) - 1):
            if start + length <= end and is_one_slip(word, text[start : start + length]):
                return _SLIP, start, start + length
    return None


def is_one_slip(one: str, other: str) -> bool:
    """Say whether a letter more, less or other, or two changed over, makes one word the other."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    if len(one) <= 1 and len(other) <= 1:
        return True
    return len(one) == 2 and one == other[::-1]
