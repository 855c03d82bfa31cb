"""The appendix of a review: how each figure came about, every value, and how it was logged."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from tracker.detection.scale import Scale
from tracker.domain.number import show_number
from tracker.domain.period import Period
from tracker.report.dates import short_period
from tracker.report.documents.document import (
    Block,
    Cell,
    Column,
    Figure,
    FigureForm,
    Heading,
    Table,
    Text,
    TextRole,
    Tone,
)
from tracker.report.review.content import DueValue, Review, ReviewMeasure, Upkeep
from tracker.report.review.summary import upkeep_sentence
from tracker.report.scorecard.sentences import kept_line, left_out_line
from tracker.report.text.phrases import count
from tracker.report.wording import number_of, plural

TITLE: Final = "Appendix: every figure"
UPKEEP_TITLE: Final = "How the measuring was kept up"
LEAST_CHANGES: Final = 3
BROKEN: Final = "▽"
EVERY: Final = "Every value"
LEGEND: Final = f"{BROKEN} did not keep the promise"
HOW: Final = (
    "A period counts where it ended. A value keeps its promise if it meets the one that held at "
    "the end of its period. A promise is kept if at least three quarters of its periods kept it, "
    "partly kept if half did. It is not kept since a day if the newest three or more broke it, or "
    "a change for the worse did on average, after at least half were kept; kept again is the "
    "mirror of that. It takes three values. A change is told only where it is more than the usual "
    "up and down; the figures for that stand with its measure."
)
_BRIEF: Final = (Column("Measure", weight=1), Column("How it was calculated", weight=2))
_FOUND: Final = (Column("How the change was found", weight=1), Column("Figures", weight=3))
_VALUES: Final = (Column("Period"), Column("Value", number=True))
_FOLDS: Final = (2, 4, 8, 12, 20)
"""More values than these stand in more groups of columns, to be read downwards."""
_EMPTY: Final = (Cell(""),) * len(_VALUES)


def appendix(content: Review, *, brief: bool = False, upkeep: bool = False) -> Iterator[Block]:
    """Yield the appendix, measure by measure; nothing where nothing was measured.

    A `brief` one has one table for each customer, and not every value. With `upkeep` it ends with
    how the measuring was kept up.
    """
    if content.measures:
        yield Heading(TITLE, 1)
        yield Text(HOW, TextRole.SMALL, key="appendix")
    for customer in content.customers:
        if customer.measures and brief:
            yield Heading(customer.name)
            yield Table(_BRIEF, tuple(_appendix_line(part) for part in customer.measures))
        elif customer.measures:
            for part in customer.measures:
                yield from _measure(customer.name, part)
    if upkeep:
        yield from upkeep_blocks(content.upkeep)


def _appendix_line(part: ReviewMeasure) -> tuple[Cell, ...]:
    return Cell(part.measure.name), Cell(" ".join(line for line in _figures(part) if line))


def _measure(customer: str, part: ReviewMeasure) -> Iterator[Block]:
    yield Heading(f"{customer}: {part.measure.name}", 3)
    if part.picture is not None:
        yield Figure(part.picture, form=FigureForm.UNTITLED)
    yield Text(" ".join(line for line in _figures(part) if line))
    if part.entries:
        yield _values(part)
    if part.calculation is not None:
        rows = tuple((Cell(name), Cell(told)) for name, told in part.calculation.rows)
        yield Table(_FOUND, rows, part.calculation.rule, compact=True)


def _figures(part: ReviewMeasure) -> Iterator[str]:
    """Yield how the average was calculated, and in how many periods the promise was kept."""
    cadence = part.measure.cadence
    if not part.entries:
        yield "No period of it ended in these days."
        return
    if part.mean is None:
        yield f"Nothing was logged in {count(len(part.entries), cadence)}."
        return
    yield _average(part)
    yield left_out_line(part.left_out)
    yield kept_line(part.keeping, len(part.entries) - len(part.values), cadence, judged=False)


def _average(part: ReviewMeasure) -> str:
    values = part.averaged
    added = show_number(math.fsum(values), 4)
    share = 100 if part.measure.scale is Scale.YESNO else 1
    exact = show_number(share * math.fsum(values) / len(values), 9)
    sign = "=" if part.figure.startswith(exact) else "≈"
    name = "Share of yes" if part.measure.scale is Scale.YESNO else "Average"
    return f"{name}: {added} ÷ {len(values)} {sign} {part.figure}."


def _values(part: ReviewMeasure) -> Table:
    """Return every period with its value; long tables are folded into groups of columns."""
    beside = part.entries[-1].end
    rows = [_cells(part, one, beside) for one in part.entries]
    groups = 1 + sum(len(rows) > most for most in _FOLDS)
    high = -(-len(rows) // groups)
    folded = tuple(
        tuple(cell for group in range(groups) for cell in _at(rows, group * high + line))
        for line in range(high)
    )
    return Table(_VALUES * groups, folded, _every(part), compact=True)


def _every(part: ReviewMeasure) -> str:
    """Name the table of values: their unit, and what the sign in it means."""
    unit = f", {part.version.unit}" if part.version.unit else ""
    broken = any(one.kept is False for one in part.entries)
    return f"{EVERY}{unit}{f' ({LEGEND})' if broken else ''}"


def _at(rows: Sequence[tuple[Cell, ...]], place: int) -> tuple[Cell, ...]:
    return rows[place] if place < len(rows) else _EMPTY


def _cells(part: ReviewMeasure, one: DueValue, beside: date) -> tuple[Cell, ...]:
    """Write a period and its value, without the unit that its table names."""
    period = short_period(Period(one.start, part.measure.cadence), beside)
    unit = part.version.unit
    shown = one.shown.removesuffix(unit).rstrip() if unit and one.value is not None else one.shown
    if one.kept is False:
        return Cell(period), Cell(f"{BROKEN} {shown}", Tone.BAD)
    return Cell(period), Cell(shown)


def upkeep_blocks(kept: Upkeep) -> Iterator[Block]:
    """Yield the chapter: a sentence and the counts behind it."""
    yield Heading(UPKEEP_TITLE, 1)
    yield Text(upkeep_sentence(kept), key="upkeep")
    rows = [(name, value) for name, value in _rows(kept) if value]
    if rows:
        columns = (Column("What", weight=3), Column("Count", number=True))
        yield Table(columns, tuple((Cell(name), Cell(value)) for name, value in rows))


def _rows(kept: Upkeep) -> Iterator[tuple[str, str]]:
    if kept.due:
        yield "Values due", show_number(kept.due)
        yield "Logged", _share(kept.logged, kept.due)
        yield "Skipped with a reason", _share(kept.skipped, kept.due)
        yield "Not logged", _share(kept.missing, kept.due)
    if kept.delay is not None:
        yield "Usual time until a value was logged", delay_words(kept.delay)
    if kept.weeks:
        yield "Weeks logged or explained in full", f"{kept.done} of {kept.weeks}"
    if kept.changes >= LEAST_CHANGES:
        yield "Changes I saw before the customer told me", _first(kept)
    yield "Customers who were shown how they are served", _asked(kept)
    yield "Answers from customers", _answers(kept)


def delay_words(days: float) -> str:
    """Write the median of the days until an entry."""
    if days < 1:
        return "by the end of its period"
    return f"{show_number(days, 1)} {plural(days, 'day')}"


def _share(part: int, whole: int) -> str:
    return f"{show_number(part)} ({show_number(part * 100 / whole, 0)} %)"


def _first(kept: Upkeep) -> str:
    share = f"{kept.mine} of {kept.changes}"
    if kept.lead is None or kept.lead <= 0:
        return share
    days = f"{show_number(kept.lead, 1)} {plural(round(kept.lead, 1), 'day')}"
    return f"{share}, {days} ahead on average"


def _asked(kept: Upkeep) -> str:
    return f"{kept.asked} ({number_of(kept.shown, 'page')})" if kept.asked else ""


def _answers(kept: Upkeep) -> str:
    if not kept.answers:
        return "none" if kept.asked else ""
    whom = number_of(kept.answered, "customer")
    return f"{kept.answers}, from {whom}"
