"""What was written about a measure: notes, events and what the customer said, as rows of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from tracker.app.queries.trend import Note, TrendSheet
from tracker.domain.diary import Event
from tracker.domain.measure import Measure, show_value
from tracker.domain.number import show_number
from tracker.domain.rating import Rating
from tracker.gui.widgets.few_lines import tip_of
from tracker.report.reading import day_words, short_day, short_period

Index = QModelIndex | QPersistentModelIndex
Starred = tuple[int, bool]
NOWHERE = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole
KINDS = {"flag": "Event", "lock": "Private note", "user": "What they said"}
MOST = 80


@dataclass(frozen=True, slots=True)
class Written:
    """One row: when, in a word; what; and the event, note or rating it is."""

    day: date
    when: str
    text: str
    source: Note | Event | Rating
    evaluation_id: int | None = None
    starred: bool = False

    @property
    def icon(self) -> str:
        """The sign before the text, empty for a note that others may see."""
        if isinstance(self.source, Event):
            return "flag"
        if isinstance(self.source, Rating):
            return "user"
        return "lock" if self.source.private else ""


def written(
    sheet: TrendSheet, stars: Mapping[date, Starred], ratings: Iterable[Rating] = ()
) -> list[Written]:
    """Return notes, events and ratings of a sheet in one order, the newest of them.

    `stars` tells of each period with a note which evaluation it is of, and whether it has a star.
    """
    year = sheet.picture.last.year
    notes = [
        Written(
            one.period.start,
            short_period(one.period, year),
            one.text,
            one,
            *((None, False) if one.private else stars.get(one.period.start, (None, False))),
        )
        for one in sheet.notes
    ]
    events = [
        Written(
            one.happened_on,
            short_day(one.happened_on, year),
            f"{one.title}\n{one.note}" if one.note else one.title,
            one,
        )
        for one in sheet.events
    ]
    said = [
        Written(one.rated_on, short_day(one.rated_on, year), said_words(one, sheet.measure), one)
        for one in ratings
    ]
    return sorted([*notes, *events, *said], key=_day_of, reverse=True)[:MOST]


def said_words(rating: Rating, measure: Measure) -> str:
    """Write what a customer said: `They gave 4 of 5: “Just right”`."""
    about = "" if rating.measure_id else "Of everything: "
    quoted = f"“{' '.join(rating.words.split())}”" if rating.words else ""
    if rating.value is None:
        return f"{about}{quoted}"
    own = show_value(rating.value, measure.scale, measure.on(rating.rated_on).unit)
    gave = f"{show_number(rating.value)} of 5" if rating.five else own
    return f"{about}They gave {gave}{f': {quoted}' if quoted else ''}"


class NotesModel(QAbstractListModel):
    """The rows of the card."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Written] = []

    def show(self, rows: list[Written]) -> None:
        """Show these rows."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer a role for one row."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        kind = KINDS.get(row.icon, "Note")
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.ToolTipRole:
                return tip_of(f"{kind} · {day_words(row.day)}\n{row.text}")
            case Qt.ItemDataRole.AccessibleTextRole:
                star = ", with a star" if row.starred else ""
                return f"{kind}, {row.when}: {row.text}{star}"
            case _ if role == ROW_ROLE:
                return row
        return None


def _day_of(row: Written) -> date:
    return row.day
