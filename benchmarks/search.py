"""A key typed into the search of a file of 62,400 notes, against a bare LIKE over them."""

from __future__ import annotations

import random
import sqlite3
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tracker.app.search.search import search
from tracker.app.search.tables import HitKind
from tracker.app.tracker import Tracker

TYPED = (
    "the two requests",
    "a",
    "ledger export late",
    "w",
    "q3 forecast",
    "é",
    "zebra",
    '"the two',
)
"""Every beginning of these is a key; common words, rare ones, one letter, nothing at all."""
COMMON = ("the", "two", "requests", "waited", "on", "ledger", "export", "answer", "late", "early")
COMMON += ("asked", "again", "for", "and", "was", "budget", "forecast", "Q3", "meeting", "sent")
_LIKE = "SELECT id, note FROM evaluation WHERE {} ORDER BY start DESC LIMIT 50"
_SYLLABLES = tuple(a + b for a in "bcdfghklmnprstvw" for b in "aeiou")


def fill_notes(path: Path, seed: int = 4) -> None:
    """Write a note of 6 to 30 words into every evaluation of a file."""
    chance = random.Random(seed)
    made = [
        "".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) + chance.choice("nstr")
        for _ in range(8000)
    ]
    weights = [1 / (at + 1) for at in range(len(made))]

    def note() -> str:
        count = chance.randint(3, 15)
        return " ".join(chance.choices(COMMON, k=count) + chance.choices(made, weights, k=count))

    with Tracker(path) as tracker, tracker.edit("write notes"):
        keys = tracker.file.query("SELECT id FROM evaluation")
        tracker.file.conn.executemany(
            "UPDATE evaluation SET note = ? WHERE id = ?", ((note(), key) for (key,) in keys)
        )


KEYS = tuple(text[:end] for text in TYPED for end in range(1, len(text) + 1))


class Typing:
    """Types every key, and tells of each how long it took until all that is shown was there."""

    def __init__(self, path: Path, *, filtered: bool = False) -> None:
        self.tracker = Tracker(path, read_only=True)
        self._customer = self.tracker.customers.all()[0].id if filtered else None
        self._kinds = [HitKind.EVALUATION] if filtered else []
        self._days = (date(2020, 1, 1), date(2024, 1, 1)) if filtered else (None, None)

    def keys(self) -> list[float]:
        """Return what each key took, in milliseconds."""
        return [self._key(text) for text in KEYS]

    def mean(self) -> float:
        """Return what a key took."""
        return statistics.fmean(self.keys())

    def _key(self, text: str) -> float:
        began = time.perf_counter()
        first, last = self._days
        search(
            self.tracker,
            text,
            customer_id=self._customer,
            kinds=self._kinds,
            first=first,
            last=last,
        )
        return (time.perf_counter() - began) * 1000


def like(path: Path) -> Callable[[], float]:
    """Return the bare peer: what a program without an index would ask, word by word."""
    conn = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)

    def mean() -> float:
        began = time.perf_counter()
        for text in KEYS:
            words = [f"%{word}%" for word in text.replace('"', " ").split()] or ["%"]
            found = " AND ".join("note LIKE ?" for _ in words)
            conn.execute(_LIKE.format(found), words).fetchall()
        return (time.perf_counter() - began) * 1000 / len(KEYS)

    return mean
