"""What sentences, names and drawings all do with words: count, list and begin with a capital.

It stands below the other parts of report, beside dates, because a drawing counts its values, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tracker.domain.number import show_number

_NUMBERS: Final = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
)


def number_of(number: int, noun: str) -> str:
    """Write `1 week`, `3 weeks`, `442 entries`."""
    return f"{show_number(number)} {plural(number, noun)}"


def spelled_number_of(number: int, noun: str) -> str:
    """Write `one week`, `three weeks`, `12 weeks`."""
    return f"{number_word(number)} {plural(number, noun)}"


def number_word(number: int) -> str:
    """Write a small number as a word."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else show_number(number)


def listed(names: Sequence[str]) -> str:
    """Write `A`, `A and B`, `A, B and C`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def capitalised(text: str) -> str:
    """Begin a text with a capital, and leave the rest as it is: `within 2 d` is `Within 2 d`."""
    return f"{text[:1].upper()}{text[1:]}"


def plural(number: float, noun: str) -> str:
    """Write the noun as its number wants it: `week`, `weeks`; `entry`, `entries`."""
    if number == 1:
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def by_number(number: float, one: str, several: str) -> str:
    """Choose what is said of one thing, or of any other number; both are whole."""
    return one if number == 1 else several
