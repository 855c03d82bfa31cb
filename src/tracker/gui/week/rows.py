"""The rows of a check-in as values.

An entry is a measure or one question of the own pulse: both look and behave alike, so everything
that paints, hits or types knows entries only.

The model of a check-in's rows: what a view, and a screen reader, asks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from tracker.app.evaluations.week import Line, PulseLine, WeekSheet
from tracker.detection.scale import Scale
from tracker.domain.customer import TIER_NAMES
from tracker.domain.evaluation import State
from tracker.domain.measure import SCALES, show_value
from tracker.domain.number import unit_sign
from tracker.domain.period import MONTH_NAMES, Cadence
from tracker.report.charts.spark import SparkPicture

LONGEST_UNIT = 3
CHOSEN_BY_KEY = (Scale.RATING, Scale.YESNO)

Key = tuple[str, object]


class Wish(StrEnum):
    """What a person can ask for on a row, beside giving a value."""

    SAME = "same"
    CLEAR = "clear"
    NOTE = "note"
    SKIP = "skip"
    TREND = "trend"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose lines follow; `customer_id` None is the person."""

    title: str
    quiet: str
    customer_id: int | None = None
    done: bool = False

    @property
    def key(self) -> Key:
        """What this row is, whatever stands in it."""
        return ("heading", self.title)

    @property
    def spoken(self) -> str:
        """The row in words, for people who cannot see it."""
        return f"{self.title}, {self.quiet}"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What was typed but could not be taken, and why."""

    text: str
    complaint: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line to fill in; its texts are as they are painted."""

    source: Line | PulseLine
    name: str
    subtitle: str
    scale: Scale
    state: State
    value: float | None
    last: float | None
    last_shown: str
    promise: str
    spark: SparkPicture
    words: tuple[str, ...]
    reason: str = ""
    note: str = ""
    due_on: str = ""
    private: bool = False
    tag: str = ""
    tone: str = ""
    unfinished: Unfinished | None = None

    @property
    def key(self) -> Key:
        """What this row is, whatever stands in it."""
        if isinstance(self.source, Line):
            return ("measure", self.source.measure.id)
        return ("pulse", self.source.field)

    @property
    def line(self) -> Line | None:
        """The measure's line; None for the pulse."""
        return self.source if isinstance(self.source, Line) else None

    @property
    def spoken(self) -> str:
        """The row in words, for people who cannot see it."""
        said = _spoken(self.source) if isinstance(self.source, Line) else _pulse(self.source)
        parts = [said, self.tag, self.unfinished.complaint if self.unfinished else ""]
        return ", ".join(part for part in parts if part)

    @property
    def chosen_by_key(self) -> bool:
        """Whether one key says it all; otherwise a number is typed."""
        return self.scale in CHOSEN_BY_KEY

    @property
    def counts(self) -> bool:
        """Whether it is one of those that the week asks for."""
        return self.line is None or (self.line.due and not self.line.measure.draft)

    @property
    def done(self) -> bool:
        """Whether nothing is left to say."""
        return self.value is not None or bool(self.reason)


Row = Heading | Entry


def entry_of_pulse(line: PulseLine) -> Entry:
    """Shape one question of the pulse as a row."""
    return Entry(
        line,
        line.name,
        "Pulse · 1–5",
        Scale.RATING,
        State.VALUE if line.value else State.UNKNOWN,
        line.value,
        line.last,
        str(line.last or ""),
        "—",
        line.spark,
        line.words,
    )


def entry_of_line(line: Line) -> Entry:
    """Shape a measure's line as a row."""
    found, version = line.evaluation, line.version
    return Entry(
        line,
        line.measure.name,
        _subtitle(line),
        line.measure.scale,
        line.state,
        line.value,
        line.last,
        _shortened(line.last_shown, version.unit),
        _shortened(line.promise, version.unit) or "—",
        line.spark,
        version.rating_words if line.measure.scale is Scale.RATING else (),
        reason=(found.skipped or "") if found else "",
        note=found.note if found else "",
        due_on="" if line.due else _day(line),
        private=bool(found and (found.private_note or found.cause or found.link)),
    )


def rows_of(sheet: WeekSheet, pulse: tuple[PulseLine, ...]) -> list[Row]:
    """Put the pulse first, then each customer with their lines."""
    rows: list[Row] = [Heading("Me", "Own pulse"), *map(entry_of_pulse, pulse)]
    for group in sheet.groups:
        customer = group.customer
        tier = TIER_NAMES[customer.tier] if customer.tier else "No tier yet"
        where = "internal" if customer.internal else "external"
        rows.append(Heading(customer.name, f"{tier} · {where}", customer.id))
        rows.extend(map(entry_of_line, group.lines))
    if not sheet.groups:
        rows.append(Heading("Nothing is due this week", "every measure has its own rhythm"))
    return rows


def _subtitle(line: Line) -> str:
    """Say for which month, quarter or fortnight, where it is not simply the week."""
    start = line.period.start
    match line.measure.cadence:
        case Cadence.MONTHLY:
            return f"{line.subtitle} · {MONTH_NAMES[start.month - 1]}"
        case Cadence.QUARTERLY:
            return f"{line.subtitle} · Q{(start.month + 2) // 3}"
    return line.subtitle


def _day(line: Line) -> str:
    return f"{line.period.end.day} {MONTH_NAMES[line.period.end.month - 1][:3]}"


def _shortened(shown: str, unit: str) -> str:
    """Write a unit as its sign, or leave it to the subtitle: a row has no room for words."""
    if not unit or not shown.endswith(unit):
        return shown
    return f"{shown.removesuffix(unit)}{unit_sign(unit, LONGEST_UNIT)}".rstrip()


def _pulse(line: PulseLine) -> str:
    parts = [line.name, "own pulse", f"last {line.last}" if line.last else ""]
    parts.append(f"logged {line.value}" if line.value else "not logged")
    return ", ".join(part for part in parts if part)


def _spoken(line: Line) -> str:
    unit = line.version.unit
    parts = [line.measure.name, line.customer.name]
    if line.last_shown:
        parts.append(f"last {line.last_shown}")
    if line.promise:
        parts.append(f"promise {line.promise}")
    if line.measure.draft:
        parts.append("draft")
    if line.value is not None:
        parts.append(f"logged {show_value(line.value, line.measure.scale, unit)}")
    elif line.evaluation and line.evaluation.skipped:
        parts.append(f"skipped: {line.evaluation.skipped}")
    else:
        parts.append("not logged" if line.due else f"not due until {_day(line)}")
    if line.evaluation and line.evaluation.note:
        parts.append(f"note: {line.evaluation.note}")
    parts.append(SCALES[line.measure.scale].name)
    return ", ".join(parts)


VALUE_ROLE = Qt.ItemDataRole.UserRole + 1
"""Changes with what was given: the row's name stays as it is painted."""

AnyIndex = QModelIndex | QPersistentModelIndex


class WeekModel(QAbstractListModel):
    """The rows of one week; an entry that could not be taken is remembered beside its row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.asked = self.logged = 0
        self._places: dict[Key, int] = {}
        self._unfinished: dict[tuple[object, Key], Unfinished] = {}
        self._week: object = None

    def show_rows(self, week: object, rows: list[Row]) -> bool:
        """Show other rows, and return whether they are other rows, not just other values."""
        self._week = week
        rows = [self._with_unfinished(row) for row in rows]
        asked = [row for row in rows if isinstance(row, Entry) and row.counts]
        self.asked, self.logged = len(asked), sum(row.done for row in asked)
        places = {row.key: at for at, row in enumerate(rows)}
        if list(places) == list(self._places):
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return False
        self.beginResetModel()
        self.rows, self._places = rows, places
        self.endResetModel()
        return True

    def replace(self, entry: Entry) -> None:
        """Show one entry anew."""
        at = self.place_of(entry.key)
        if at is not None:
            if entry.counts:
                self.logged += entry.done - self.rows[at].done
            old, new = self.rows[at], self._with_unfinished(entry)
            self.rows[at] = new
            roles = [VALUE_ROLE] if _named_alike(old, new) else []
            self.dataChanged.emit(self.index(at), self.index(at), roles)

    def remember(self, entry: Entry, unfinished: Unfinished | None) -> None:
        """Keep what could not be taken beside its row, or forget it."""
        if unfinished:
            self._unfinished[self._week, entry.key] = unfinished
        elif self._unfinished.pop((self._week, entry.key), None) is None:
            return
        self.replace(entry)

    def place_of(self, key: Key) -> int | None:
        """Return which row a key is, if it is there."""
        return self._places.get(key)

    def entry_of(self, key: Key) -> Entry | None:
        """Return an entry by its key, if it is there."""
        at = self.place_of(key)
        row = None if at is None else self.rows[at]
        return row if isinstance(row, Entry) else None

    def row_at(self, index: AnyIndex) -> Row | None:
        """Return the row of an index."""
        return self.rows[index.row()] if index.isValid() else None

    def row_after(self, index: AnyIndex) -> Row | None:
        """Return the row below an index."""
        below = index.row() + 1
        return self.rows[below] if below < len(self.rows) else None

    @property
    def entries(self) -> list[Entry]:
        """Every entry, in order."""
        return [row for row in self.rows if isinstance(row, Entry)]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row in words; the painter takes the row itself."""
        row = self.row_at(index)
        if row and role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole}:
            return row.spoken
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let headings be passed over."""
        if isinstance(self.row_at(index), Entry):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def _with_unfinished(self, row: Row) -> Row:
        if isinstance(row, Heading):
            return row
        kept = self._unfinished.get((self._week, row.key))
        return row if kept == row.unfinished else replace(row, unfinished=kept)


def _named_alike(one: Row, other: Row) -> bool:
    """Say whether the leading cell of a row looks the same."""
    if isinstance(one, Heading) or isinstance(other, Heading):
        return False
    return (one.name, one.subtitle, one.state) == (other.name, other.subtitle, other.state)
