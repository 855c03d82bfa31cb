"""The words that tables are written with, as shipped: heads, totals, yes and no, nothing."""

from __future__ import annotations

import tomllib
from functools import cache

from tracker.shipped import resource_path


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = tomllib.loads(
        resource_path("intake.toml").read_text(encoding="utf-8")
    )
    return found


@cache
def meanings(kind: str) -> dict[str, str]:
    """Return what each word of a kind means: of `heads` a role, of `spans` a span, of `seconds`."""
    return {word: meaning for meaning, words in _lists()[kind].items() for word in words}


@cache
def words(kind: str) -> frozenset[str]:
    """Return the words of a kind: `total`, `nothing`, `yes`, `no`, `lower_is_better`."""
    return frozenset(_lists()["words"][kind])


@cache
def seconds_in(unit: str) -> int:
    """Return how many seconds a unit of time has, 0 for what is none: 60 for `min.`."""
    return int(meanings("seconds").get(unit.casefold().rstrip("."), "0"))
