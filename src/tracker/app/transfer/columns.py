"""The columns of a CSV file, and the one mark that keeps text from being taken for a formula.

A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@` or a tab. Such text is written with an
apostrophe before it, which is taken off again on the way in. Text that begins with an apostrophe
and could be mistaken for marked text gets one more, so that every text survives the round trip.

A bare `-` in the columns `unit` and `promise` says that there is none (any more); an empty cell
says nothing. A unit that is itself a dash is marked like other text, so the two stay apart.
"""

from __future__ import annotations

COLUMNS = (
    "customer",
    "area",
    "measure",
    "scale",
    "unit",
    "better",
    "promise",
    "cadence",
    "period",
    "value",
    "skipped",
    "note",
    "private_note",
    "cause",
    "source",
)
# Understood where a file has them; `link` is written when any evaluation has one.
MORE_COLUMNS = ("link", "kind", "tier")
KNOWN = frozenset(COLUMNS + MORE_COLUMNS)
NEEDED = ("customer", "measure", "period")
NONE = "-"
_STARTS_A_FORMULA = "=+-@\t\r"
_AFTER_MARK = _STARTS_A_FORMULA + "'"


def column_named(header: str) -> str:
    """Return a header as a column is called: `Private note` is `private_note`."""
    return "_".join(header.replace("-", " ").replace("_", " ").split()).casefold()


def mark(text: str) -> str:
    """Make text safe for a spreadsheet."""
    risky = text[:1] in _STARTS_A_FORMULA or (text[:1] == "'" and text[1:2] in _AFTER_MARK)
    return f"'{text}" if text and risky and text != "'" else text


def unmark(text: str) -> str:
    """Return the text that was marked, or that never needed it."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in _AFTER_MARK else text
