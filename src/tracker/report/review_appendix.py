"""The appendix of a review: every figure with the values behind it, and how it was calculated."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from tracker.detection.scale import Scale
from tracker.domain.number import show_number
from tracker.domain.period import Period
from tracker.report.document import (
    Block,
    Cell,
    Column,
    Figure,
    Heading,
    PageBreak,
    Role,
    Table,
    Text,
    Tone,
)
from tracker.report.phrases import count
from tracker.report.review_content import Entry, MeasurePart, Review
from tracker.report.scorecard_sentences import kept_line

TITLE: Final = "Appendix: every figure"
EVERY: Final = "Every value"
HOW: Final = (
    "A period counts where it ended. A value keeps its promise if it meets the one that held at "
    "the end of its period. A promise is kept if the average of its values keeps it; where the "
    "promise was changed, each stretch has its own average and the longer one decides. It takes "
    "four values, or half of those that were due. A change is told only where it is more than the "
    "usual up and down; the figures for that stand with its measure."
)
_BRIEF: Final = (Column("Measure", weight=1), Column("How it was calculated", weight=2))
_FOUND: Final = (Column("How the change was found", weight=1), Column("Figures", weight=3))
_VALUES: Final = (Column("Period"), Column("Value", number=True), Column("Promise"))
_FOLDS: Final = (10, 24)
"""More values than these stand in two, in three groups of columns, to be read downwards."""
_EMPTY: Final = (Cell(""),) * len(_VALUES)


def appendix(content: Review, *, brief: bool = False) -> Iterator[Block]:
    """Yield the appendix, customer by customer; nothing where nothing was measured.

    A `brief` one has one table for each customer, and not every value.
    """
    if not content.measures:
        return
    yield PageBreak()
    yield Heading(TITLE, 1)
    yield Text(HOW, Role.SMALL, key="appendix")
    for customer in content.customers:
        if customer.measures:
            yield Heading(customer.name)
        if customer.measures and brief:
            yield Table(_BRIEF, tuple(_line(part) for part in customer.measures))
        elif customer.measures:
            for part in customer.measures:
                yield from _measure(part)


def _line(part: MeasurePart) -> tuple[Cell, ...]:
    return Cell(part.measure.name), Cell(" ".join(line for line in _figures(part) if line))


def _measure(part: MeasurePart) -> Iterator[Block]:
    yield Heading(part.measure.name, 3)
    if part.picture is not None:
        yield Figure(part.picture)
    yield Text(" ".join(line for line in _figures(part) if line))
    if part.calculation is not None:
        rows = tuple((Cell(name), Cell(told)) for name, told in part.calculation.rows)
        yield Table(_FOUND, rows, part.calculation.rule)
    if part.entries:
        yield _values(part)


def _figures(part: MeasurePart) -> Iterator[str]:
    """Yield how the average was calculated, and in how many periods the promise was kept."""
    cadence = part.measure.cadence
    if not part.entries:
        yield "No period of it ended in these days."
        return
    if part.mean is None:
        yield f"Nothing was logged in {count(len(part.entries), cadence)}."
        return
    yield _average(part)
    yield kept_line(part.met, part.of, len(part.entries) - len(part.values), cadence)


def _average(part: MeasurePart) -> str:
    values = _in_one_unit(part)
    added = show_number(math.fsum(values), 4)
    if part.measure.scale is Scale.YESNO:
        return f"Share of yes: {added} ÷ {len(values)} = {part.figure}."
    return f"Average: {added} ÷ {len(values)} = {part.figure}."


def _in_one_unit(part: MeasurePart) -> list[float]:
    """Return the newest values in the unit of the end: days and hours have no average."""
    kept: list[float] = []
    for one in reversed(part.entries):
        if one.value is None:
            continue
        if part.measure.on(one.end).unit != part.version.unit:
            break
        kept.append(one.value)
    return kept


def _values(part: MeasurePart) -> Table:
    """Return every period with its value; long tables are folded into groups of columns."""
    rows = [_cells(part, one) for one in part.entries]
    groups = 1 + sum(len(rows) > most for most in _FOLDS)
    high = -(-len(rows) // groups)
    folded = tuple(
        tuple(cell for group in range(groups) for cell in _at(rows, group * high + line))
        for line in range(high)
    )
    return Table(_VALUES * groups, folded, EVERY)


def _at(rows: Sequence[tuple[Cell, ...]], place: int) -> tuple[Cell, ...]:
    return rows[place] if place < len(rows) else _EMPTY


def _cells(part: MeasurePart, one: Entry) -> tuple[Cell, ...]:
    period = str(Period(one.start, part.measure.cadence))
    if one.kept is None:
        return Cell(period), Cell(one.shown), Cell("")
    told = Cell("kept", Tone.GOOD) if one.kept else Cell("not kept", Tone.BAD)
    return Cell(period), Cell(one.shown), told
