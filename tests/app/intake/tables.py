"""Tables as text, read: what the tests of reading share."""

from __future__ import annotations

from tracker.app.intake.choices import ReadingChoices
from tracker.app.intake.reading import Reading, read_file


def read(text: str, **said: object) -> Reading:
    """Read a table that a test writes down; `said` are choices."""
    choices = ReadingChoices(**{"customer": "Desk"} | said)  # type: ignore[arg-type]
    return read_file(text.encode(), choices, name="card")


def values_of(reading: Reading) -> dict[str, dict[str, float | None]]:
    """Return the values by measure and period."""
    found: dict[str, dict[str, float | None]] = {}
    for row in reading.table.rows:
        found.setdefault(row.cells["measure"], {})[row.cells["period"]] = row.number
    return found


def asked(reading: Reading) -> list[str]:
    """Return what is still to be said."""
    return [one.what for one in reading.asked]
