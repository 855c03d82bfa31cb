"""A file of any series, one row a point, taken apart by series and read by the rules of the domain.

What a row says of its series (scale, step, better, promise, floor) may stand on every row or on one
of them, but not differ. Nothing is judged here, and cells are kept as they are: `read_points` reads
them, in several processes where there are many.

A series has the rhythm of its periods: weeks, months or quarters where they are named as such. Of
dates it is the coarsest of quarter, month, fortnight, week and day in which no two of them fall
into one: the first of each month is monthly, every second Monday fortnightly; of one date alone it
is the week. A period between the first row and the last that has no row counts as missing, like one
with an empty value.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple, TypeVar

from tracker.app.intake.text import unescape_formula
from tracker.app.measures.notation import NotedPromise, agreed, check_promise, read_better
from tracker.app.series.table import OpenedTable, TableFormat, open_table
from tracker.detection.scale import Scale
from tracker.detection.sensitivity import Sensitivity
from tracker.detection.series import FINEST
from tracker.detection.series import LARGEST as LARGEST_JUDGED
from tracker.domain.errors import InvalidInput, quoted
from tracker.domain.measure import NO, SCALES, YES, Better
from tracker.domain.number import read_figure
from tracker.domain.period import MEASURE_CADENCES, NOUN, Cadence, Period, read_period

NEEDED = ("series", "period", "value")
SAID = ("scale", "step", "better", "promise", "floor", "sensitivity", "direction")
SAME = {"direction": "better"}
"""Columns that are another's by another name."""
PLANNED = "planned"
OLDEST_YEAR = 1900
"""Long histories begin before anything that a diary could hold."""
KNOWN = (*NEEDED, *SAID, PLANNED)
RHYTHMS = (*reversed(MEASURE_CADENCES), Cadence.DAILY)
Cell = TypeVar("Cell")
_OTHER_SCALE = "Correct it, or choose the scale number."


class BadLine(InvalidInput):
    """A row that cannot be taken; the sentence names its line."""

    def __init__(self, line: int, title: str, hint: str = "") -> None:
        super().__init__("file", f"Line {line}: {title}", hint)
        self.line = line


@dataclass(slots=True)
class RawSeries:
    """The rows of one series in the order of the file: lines, cells, and where changes begin.

    `said` holds what is said of the series and `said_on` the line that says it.
    """

    name: str
    lines: list[int] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    planned: list[int] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    said_on: dict[str, int] = field(default_factory=dict)
    heard: tuple[str, ...] = ()

    def add_row(self, line: int, cells: tuple[str, ...]) -> None:
        """Take in what a row says of the series, or raise `InvalidInput` if it says otherwise."""
        self.heard = cells
        for column, cell in zip(SAID, cells, strict=True):
            text = " ".join(unescape_formula(cell).split())
            if not text:
                continue
            known = self.said.setdefault(SAME.get(column, column), text)
            first = self.said_on.setdefault(SAME.get(column, column), line)
            if known.casefold() != text.casefold():
                told = f"{column} is {quoted(text)}, in line {first} it is {quoted(known)}"
                raise BadLine(line, told, "A series has one: correct it, or name two series.")


@dataclass(frozen=True, slots=True)
class SeriesFile:
    """The series of a file in the order of their first rows, and the columns not known."""

    series: list[RawSeries]
    left_out: tuple[str, ...]

    @property
    def points(self) -> int:
        """How many rows there are."""
        return sum(len(one.lines) for one in self.series)


def read_series(data: bytes) -> SeriesFile:
    """Take a long CSV file apart by series, or raise `InvalidInput` with the line."""
    opened = open_table(data, TableFormat(frozenset(KNOWN), _lacking, ",".join(KNOWN)))
    books = _books(opened)
    distinct = {id(book): book for book in books.values()}
    return SeriesFile(list(distinct.values()), opened.left_out)


def _books(opened: OpenedTable) -> dict[str, RawSeries]:
    """Go through all rows; a million of them is why this is one loop with few calls."""
    width, at = len(opened.names), {name: index for index, name in enumerate(opened.names)}
    series, period, value = (at[name] for name in NEEDED)
    # A column that is not there is read from a cell beyond the last, which is empty.
    said_of = itemgetter(*(at.get(name, width) for name in SAID))
    planned = at.get(PLANNED, width)
    books: dict[str, RawSeries] = {}
    shared: dict[str, str] = {}
    for line, cells in opened.records:
        if len(cells) != width:
            _fit(line, cells, width)
        cells.append("")
        book = books.get(cells[series])
        if book is None:
            book = _book(books, line, cells[series])
        book.lines.append(line)
        cell = cells[period]
        book.periods.append(shared.setdefault(cell, cell))
        book.values.append(cells[value])
        said = said_of(cells)
        if said != book.heard:
            book.add_row(line, said)
        if cells[planned] and cells[planned].strip():
            book.planned.append(len(book.lines) - 1)
    return books


def _book(books: dict[str, RawSeries], line: int, cell: str) -> RawSeries:
    """Find or begin the book of a series, also under this spelling of its name."""
    name = " ".join(unescape_formula(cell).split())
    if not name:
        raise BadLine(line, "The series has no name", "Write one in the column series.")
    book = books[cell] = books.setdefault(name, RawSeries(name))
    return book


def _fit(line: int, cells: list[str], width: int) -> None:
    if any(map(str.strip, cells[width:])):
        hint = "A decimal comma stands between quotation marks."
        raise BadLine(line, "The row has more cells than there are columns", hint)
    del cells[width:]
    cells.extend([""] * (width - len(cells)))


def _lacking(names: Collection[str]) -> list[str]:
    return [name for name in NEEDED if name not in names]


class SeriesTerms(NamedTuple):
    """How a series is to be read; `step` None takes it from the values, `floor` None is none."""

    scale: Scale
    step: float | None
    promised: NotedPromise
    floor: float | None
    sensitivity: Sensitivity


class Day(NamedTuple):
    """What a period cell says: its first day, as a count too, its month, and what it is called."""

    start: date
    ordinal: int
    month: int
    kind: Cadence | None  # None for a plain date


class SeriesPoints(NamedTuple):
    """The rows of a series in order of time: rhythm, days, position and value of each row."""

    cadence: Cadence
    days: list[Day]
    positions: list[int]
    values: list[float | None]
    planned: list[int]
    order: list[int]

    @property
    def phase(self) -> date:
        """A day in the first period."""
        return self.days[0].start

    def period(self, position: int) -> Period:
        """Return the period at a position."""
        return Period.of(self.phase, self.cadence, self.phase) + position

    def day(self, position: int) -> date:
        """Return the first day of the row at a position; there must be one."""
        return self.days[bisect_left(self.positions, position)].start


class Days(dict[str, Day]):
    """Period cells that were read before."""

    def __missing__(self, cell: str) -> Day:
        named = read_period(unescape_formula(cell), first_year=OLDEST_YEAR)
        start, kind = (named, None) if isinstance(named, date) else (named.start, named.cadence)
        day = self[cell] = Day(start, start.toordinal(), start.year * 12 + start.month - 1, kind)
        return day


class Numbers(dict[str, float | None]):
    """Value cells of one scale that were read before; empty ones are None."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        super().__init__({"": None})

    def __missing__(self, cell: str) -> float | None:
        number = self[cell] = _value(unescape_formula(cell).strip(), self.scale)
        return number


def read_terms(raw: RawSeries) -> SeriesTerms:
    """Read what is said of a series, or raise `InvalidInput` with the line."""
    said = raw.said.get
    column = ""
    try:
        column = "scale"
        scale = _scale(said(column, Scale.NUMBER))
        column = "step"
        step = _step(said(column, ""))
        column = "sensitivity"
        sensitivity = _sensitivity(said(column, Sensitivity.NORMAL))
        column = "better"
        way = read_better(said(column, "")) if said(column) else None
        column = "promise" if said("promise") else "better"
        promised = agreed(way, said("promise", "")) if said("promise") else way
        promised = promised or NotedPromise(Better.HIGHER)
        if promised.better is Better.BAND and promised.low is None:
            raise InvalidInput(column, "A band has two ends", "Write better as 2..4.")
        check_promise(promised, scale)
        column = "floor"
        floor = _floor(said(column, ""), scale)
    except InvalidInput as error:
        raise BadLine(raw.said_on[column], error.title, error.hint) from None
    promised = promised._replace(better=promised.better or Better.HIGHER)
    return SeriesTerms(scale, step, promised, floor, sensitivity)


def read_points(raw: RawSeries, days: Days, numbers: Numbers) -> SeriesPoints:
    """Read periods and values of a series, or raise `InvalidInput` with the line."""
    found = _read(raw, raw.periods, days.__getitem__)
    values = _read(raw, raw.values, numbers.__getitem__)
    _refuse_mixture(raw, found)
    ordinals = [day.ordinal for day in found]
    order = list(range(len(found)))
    if ordinals != sorted(ordinals):
        order.sort(key=ordinals.__getitem__)
        found, values = [found[at] for at in order], [values[at] for at in order]
    if len(set(ordinals)) < len(ordinals):
        _refuse_twice(raw, found, order)
    cadence, positions = _placed(found)
    where = dict(zip(order, positions, strict=True)) if raw.planned else {}
    return SeriesPoints(
        cadence,
        found,
        positions,
        values,
        [where[at] for at in raw.planned],
        order,
    )


def _read(raw: RawSeries, cells: list[str], read: Callable[[str], Cell]) -> list[Cell]:
    """Read the cells of a series one by one; `BadLine` for the first that says nothing."""
    found: list[Cell] = []
    try:
        found.extend(map(read, cells))
    except InvalidInput as error:
        raise BadLine(raw.lines[len(found)], error.title, error.hint) from None
    return found


def too_large(values: list[float | None]) -> int | None:
    """Return the index of a value that is too large to be judged, None if there is none."""
    for at, value in enumerate(values):
        if value is not None and not -LARGEST_JUDGED <= value <= LARGEST_JUDGED:
            return at
    return None


def _scale(text: str) -> Scale:
    try:
        return Scale(text.casefold())
    except ValueError:
        hint = f"Choose from: {', '.join(Scale)}."
        raise InvalidInput("scale", f"{quoted(text)} is no scale", hint) from None


def _sensitivity(text: str) -> Sensitivity:
    try:
        return Sensitivity(text.casefold())
    except ValueError:
        hint = f"Choose from: {', '.join(Sensitivity)}."
        raise InvalidInput("sensitivity", f"{quoted(text)} is no sensitivity", hint) from None


def _step(text: str) -> float | None:
    if not text:
        return None
    step = read_figure(text, "step")
    if not FINEST <= step <= LARGEST_JUDGED:
        title = f"{quoted(text)} is no step in which values are recorded"
        raise InvalidInput("step", title, "Write a number above 0, as in 0.1.")
    return step


def _floor(text: str, scale: Scale) -> float | None:
    """Read the least that may come of a promise: a figure that the scale can hold."""
    if not text:
        return None
    floor = read_figure(text.removesuffix("%") if scale is Scale.PERCENT else text, "floor")
    check_promise(NotedPromise(None, floor), scale)
    return floor


def _value(cell: str, scale: Scale) -> float | None:
    if not cell:
        return None
    word = cell.casefold()
    if scale is Scale.YESNO and (word in YES or word in NO):
        return float(word in YES)
    number = read_figure(cell.removesuffix("%") if scale is Scale.PERCENT else cell)
    rule = SCALES[scale]
    low = rule.low is not None and number < rule.low
    if low or (rule.high is not None and number > rule.high):
        raise InvalidInput("value", rule.problem, f"{quoted(cell)} is not one. {_OTHER_SCALE}")
    if scale is Scale.YESNO and number not in {0.0, 1.0}:
        raise InvalidInput("value", rule.problem, f"{quoted(cell)} is neither. {_OTHER_SCALE}")
    return number


def _refuse_mixture(raw: RawSeries, found: list[Day]) -> None:
    kind = found[0].kind
    for at, day in enumerate(found):
        if day.kind is not kind:
            told = [NOUN[one] if one else "date" for one in (day.kind, kind)]
            title = f"A {told[0]}, where line {raw.lines[0]} of the same series has a {told[1]}"
            raise BadLine(raw.lines[at], title, "Write all periods of a series in one way.")


def _refuse_twice(raw: RawSeries, ordered: list[Day], order: list[int]) -> None:
    for (before, day), (after, next_day) in pairwise(zip(order, ordered, strict=True)):
        if day.ordinal == next_day.ordinal:
            lines = sorted((raw.lines[before], raw.lines[after]))
            cell = raw.periods[after].strip()
            title = f"{quoted(raw.name)} has a value for {cell} in line {lines[0]} too"
            raise BadLine(lines[1], title, "Keep one of them.")


def _placed(days: list[Day]) -> tuple[Cadence, list[int]]:
    """Find the rhythm of ordered days, and the position of each counted from the first."""
    kind = days[0].kind
    unnamed = RHYTHMS if len(days) > 1 else (Cadence.WEEKLY,)
    for rhythm in (kind,) if kind else unnamed:
        match rhythm:
            case Cadence.QUARTERLY:
                places = [day.month // 3 for day in days]
            case Cadence.MONTHLY:
                places = [day.month for day in days]
            case Cadence.FORTNIGHTLY | Cadence.WEEKLY:
                places = _weeks(days, 14 if rhythm is Cadence.FORTNIGHTLY else 7)
            case _:
                places = [day.ordinal for day in days]
        if len(set(places)) == len(places):
            break
    return rhythm, [place - places[0] for place in places]


def _weeks(days: list[Day], span: int) -> list[int]:
    """Count spans of days from the Monday of the first (day 1 was a Monday)."""
    monday = days[0].ordinal - (days[0].ordinal - 1) % 7
    return [(day.ordinal - monday) // span for day in days]
