"""What the columns of our tables are made of, as DDL: a word each for what recurs."""

from __future__ import annotations

# A random UUID (version 4), written by SQLite itself so that no row can be without one.
UID = """uid TEXT NOT NULL UNIQUE DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-'
    || hex(randomblob(6))))"""


def text(name: str, longest: int = 10_000) -> str:
    """Write a text column: never NULL, not without end."""
    return f"{name} TEXT NOT NULL DEFAULT '' CHECK (length({name}) <= {longest})"


def name(name: str = "name") -> str:
    """Write the column of a name: something must be there."""
    return f"{name} TEXT NOT NULL CHECK (length(trim({name})) BETWEEN 1 AND 200)"


def day(name: str, *, needed: bool = True) -> str:
    """Write a column that holds a date that exists."""
    # date() alone lets 31 February pass on older SQLite; '+0 days' normalises it.
    empty = "" if needed else f"{name} IS NULL OR "
    return (
        f"{name} TEXT {'NOT NULL' if needed else ''} "
        f"CHECK ({empty}{name} IS date({name}, '+0 days'))"
    )


def flag(name: str, usual: int) -> str:
    """Write a column that holds 0 or 1."""
    return f"{name} INTEGER NOT NULL DEFAULT {usual} CHECK ({name} IN (0, 1))"


def one_of(name: str, *words: str, needed: bool = True) -> str:
    """Write a column that holds one of some words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{name} TEXT {'NOT NULL' if needed else ''} CHECK ({name} IN ({listed}))"


def rated(name: str) -> str:
    """Write a column that holds 1 to 5, or nothing."""
    return f"{name} INTEGER CHECK ({name} BETWEEN 1 AND 5)"


CUSTOMER = "customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE"
MEASURE = "measure_id INTEGER NOT NULL REFERENCES measure(id) ON DELETE CASCADE"
