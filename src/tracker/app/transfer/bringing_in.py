"""A file into a plan: read with what the diary knows, refused while anything is to be asked."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.app.intake.choices import ImportQuestion, KnownMeasure, KnownMeasures
from tracker.app.intake.reading import Reading, read_file
from tracker.app.intake.table import CsvTable
from tracker.app.text_input import folded
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput, quoted


def known_measures(tracker: Tracker) -> KnownMeasures:
    """Return the measures of the diary, as a reader of files knows them."""
    customers = {one.id: one.name for one in tracker.customers.all()}
    return KnownMeasures(
        tuple(
            KnownMeasure(customers[one.customer_id], one.name, one.scale, one.cadence, one.now.unit)
            for one in tracker.measures.all()
        )
    )


def read_rows(data: bytes) -> CsvTable:
    """Read a file that needs no choice, or raise `InvalidInput`."""
    reading = read_file(data)
    refuse_open(reading.asked)
    return reading.table


def refuse_open(asked: Iterable[ImportQuestion]) -> None:
    """Raise one `InvalidInput` that names everything a file leaves open, and what settles it."""
    questions = list(asked)
    if not questions:
        return
    if len(questions) == 1:
        (one,) = questions
        raise InvalidInput(one.what, one.sentence.rstrip("."), f"Say it with {one.option}.")
    told = " ".join(f"{one.sentence} ({one.option})" for one in questions[:8])
    more = f" And {len(questions) - 8} more." if len(questions) > 8 else ""
    title = f"{len(questions)} things cannot be known from the file"
    raise InvalidInput("file", title, told + more)


def by_measure(kind: str, options: Iterable[str], reading: Reading) -> dict[str, str]:
    """Return what was said of measures as `MEASURE=what`, by the folded name of the measure.

    Raises `InvalidInput` for a measure that the file does not name; where it names one only, that
    one is meant.
    """
    names = {folded(row.cells.get("measure", "")) for row in reading.table.rows}
    found = {}
    for option in options:
        parts = option.split("=")
        cut = [("=".join(parts[:at]), "=".join(parts[at:])) for at in range(1, len(parts))]
        hit = [(folded(name), what) for name, what in cut if folded(name) in names]
        if hit:
            found[hit[0][0]] = hit[0][1].strip()
        elif len(names) == 1 and (len(parts) == 1 or not parts[0].strip(" <>≤≥")):
            found[next(iter(names))] = option.strip()
        else:
            title = f"The file has no measure {quoted(parts[0].strip())}"
            raise InvalidInput(kind, title, "Write it as MEASURE=what, as the file names it.")
    return found
