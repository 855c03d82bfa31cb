"""The rows of a check-in: as values, and as the model that the list and a screen reader ask.

An entry is a measure or one question of the own pulse: both look and behave alike, so everything
that paints, hits or types knows entries only.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tracker.app.evaluations.week import PulseLine, WeekLine, WeekSheet
from tracker.detection.scale import Scale
from tracker.domain.customer import TIER_NAMES
from tracker.domain.evaluation import EvaluationState
from tracker.domain.measure import SCALES, show_value
from tracker.domain.number import unit_sign
from tracker.domain.period import Cadence
from tracker.gui.widgets.rows_model import ROW_ROLE, Index, ModelColumn, RowsModel
from tracker.report.charts.spark import SparkPicture
from tracker.report.dates import long_month, medium_day
from tracker.report.wording import listed

LONGEST_UNIT, LONGEST_IN_FIELD = 3, 9
EARLIER = 3  # values before the last one, for who cannot see the trend
CHOSEN_BY_KEY = (Scale.RATING, Scale.YESNO)
VALUE_ROLE = ROW_ROLE + 1
"""Changes with what was given: the row's name stays as it is painted."""

Key = tuple[str, int | str]


class RowAction(StrEnum):
    """What a person can ask for on a row, beside giving a value."""

    SAME = "same"
    CLEAR = "clear"
    NOTE = "note"
    SKIP = "skip"
    TREND = "trend"
    CALCULATION = "calculation"


class GroupHeading(NamedTuple):
    """Whose lines follow; `customer_id` None is the person."""

    title: str
    quiet: str
    customer_id: int | None = None

    @property
    def key(self) -> Key:
        """What this row is, whatever stands in it."""
        return ("heading", self.title)

    @property
    def accessible_text(self) -> str:
        """The row in words, for people who cannot see it."""
        return f"{self.title}, {self.quiet}"


class RejectedInput(NamedTuple):
    """What was typed but not taken, and why; or what is asked, and the value that Enter then keeps.

    `offer` None is a refusal.
    """

    text: str
    complaint: str
    offer: float | None = None

    @property
    def tone(self) -> str:
        """The colour of what is said: a question is a quiet one."""
        return "worse" if self.offer is None else "second"


class WeekEntry(NamedTuple):
    """One line to fill in; its texts are as they are painted."""

    source: WeekLine | PulseLine
    name: str
    subtitle: str
    scale: Scale
    state: EvaluationState
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
    kept: str = ""
    unit: str = ""
    unfinished: RejectedInput | None = None

    @property
    def key(self) -> Key:
        """What this row is, whatever stands in it."""
        if isinstance(self.source, WeekLine):
            return ("measure", self.source.measure.id)
        return ("pulse", self.source.field)

    @property
    def line(self) -> WeekLine | None:
        """The measure's line; None for the pulse."""
        return self.source if isinstance(self.source, WeekLine) else None

    @property
    def accessible_text(self) -> str:
        """The row in words, for people who cannot see it."""
        text = (
            _accessible_text(self.source)
            if isinstance(self.source, WeekLine)
            else _pulse(self.source)
        )
        parts = [text, self.tag, self.kept, self.unfinished.complaint if self.unfinished else ""]
        return ", ".join(part for part in parts if part)

    @property
    def outcome(self) -> str:
        """What was given, said aloud after an entry."""
        if self.value is not None:
            unit = self.line.version.unit if self.line else ""
            shown = show_value(self.value, self.scale, unit)
            if self.scale is Scale.RATING:
                return f"{self.name}: {shown} of 5, logged"
            return f"{self.name}: {shown}, logged"
        return f"{self.name}: skipped, {self.reason}" if self.reason else f"{self.name}: not logged"

    @property
    def chosen_by_key(self) -> bool:
        """Whether one key says it all; otherwise a number is typed."""
        return self.scale in CHOSEN_BY_KEY

    @property
    def counts(self) -> bool:
        """Whether it is one of those that the week asks for; the pulse is an offer."""
        return self.line is not None and self.line.due

    @property
    def done(self) -> bool:
        """Whether nothing is left to say."""
        return self.value is not None or bool(self.reason)


class GivenValue:
    """A value on its way; whoever writes it says so, for an error that rises in a slot ends there.

    What was typed is let go only when it is `kept`.
    """

    def __init__(self, entry: WeekEntry, value: float) -> None:
        self.entry = entry
        self.value = value
        self.kept = False


Row = GroupHeading | WeekEntry


def entry_of_pulse(line: PulseLine) -> WeekEntry:
    """Shape one question of the pulse as a row."""
    return WeekEntry(
        line,
        line.name,
        "1–5",
        Scale.RATING,
        EvaluationState.VALUE if line.value else EvaluationState.UNKNOWN,
        line.value,
        line.last,
        str(line.last or ""),
        "",
        line.spark,
        line.words,
    )


def entry_of_line(line: WeekLine) -> WeekEntry:
    """Shape a measure's line as a row."""
    found, version = line.evaluation, line.version
    return WeekEntry(
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
        due_on="" if line.ends else _day(line),
        private=bool(found and (found.private_note or found.cause or found.link)),
        unit=_unit(line),
    )


def rows_of(sheet: WeekSheet, pulse: tuple[PulseLine, ...]) -> list[Row]:
    """Put the pulse first, then each customer with their lines."""
    rows: list[Row] = [GroupHeading("Me", "own pulse"), *map(entry_of_pulse, pulse)]
    for group in sheet.groups:
        customer = group.customer
        tier = TIER_NAMES[customer.tier] if customer.tier else "Not placed"
        where = "internal" if customer.internal else "external"
        rows.append(GroupHeading(customer.name, f"{tier} · {where}", customer.id))
        rows.extend(map(entry_of_line, group.lines))
    if not sheet.groups:
        rows.append(
            GroupHeading("Nothing is due this week", "each measure is asked for in its own rhythm")
        )
    return rows


def _subtitle(line: WeekLine) -> str:
    """Say for which month, quarter or fortnight, where it is not simply the week."""
    start = line.period.start
    match line.measure.cadence:
        case Cadence.MONTHLY:
            return f"{line.subtitle} · {long_month(start, start)}"
        case Cadence.QUARTERLY:
            return f"{line.subtitle} · Q{(start.month + 2) // 3}"
    return line.subtitle


def _day(line: WeekLine) -> str:
    end = line.period.end
    return medium_day(end, end)


def _shortened(shown: str, unit: str) -> str:
    """Write a unit as its sign, or leave it to the subtitle: a row has no room for words."""
    if not unit or not shown.endswith(unit):
        return shown
    return f"{shown.removesuffix(unit)}{unit_sign(unit, LONGEST_UNIT)}".rstrip()


def _unit(line: WeekLine) -> str:
    """Return what stands grey in the field, where a number is typed."""
    if line.measure.scale is Scale.PERCENT:
        return "%"
    unit = line.version.unit
    return unit if len(unit) <= LONGEST_IN_FIELD else unit_sign(unit, LONGEST_UNIT)


def _pulse(line: PulseLine) -> str:
    parts = [line.name, "own pulse", f"last {line.last}" if line.last else ""]
    parts.append(f"logged {line.value}" if line.value else "not logged")
    return ", ".join(part for part in parts if part)


def _accessible_text(line: WeekLine) -> str:
    unit = line.version.unit
    parts = [line.measure.name, line.customer.name]
    if line.last_shown:
        parts.append(f"last {line.last_shown}")
    if earlier := line.before[-1 - EARLIER : -1]:
        shown = [show_value(value, line.measure.scale) for value in reversed(earlier)]
        parts.append(f"before that {listed(shown)}")
    if line.promise:
        parts.append(f"promise {line.promise}")
    if line.measure.draft:
        parts.append("draft")
    if line.value is not None:
        parts.append(f"logged {show_value(line.value, line.measure.scale, unit)}")
    elif line.evaluation and line.evaluation.skipped:
        parts.append(f"skipped: {line.evaluation.skipped}")
    else:
        parts.append("not logged" if line.ends else f"not due until {_day(line)}")
    if line.evaluation and line.evaluation.note:
        parts.append(f"note: {line.evaluation.note}")
    parts.append(SCALES[line.measure.scale].name)
    return ", ".join(parts)


class WeekModel(RowsModel[Row]):
    """The rows of one week; an entry that could not be taken is remembered beside its row."""

    def __init__(self) -> None:
        words: ModelColumn[Row] = ModelColumn(
            lambda row: row.accessible_text, spoken=lambda row: row.accessible_text
        )
        super().__init__(
            words, key=lambda row: row.key, selectable=lambda row: isinstance(row, WeekEntry)
        )
        self._unfinished: dict[tuple[date | None, Key], RejectedInput] = {}
        self._week: date | None = None

    def show_week(self, week: date, rows: list[Row]) -> bool:
        """Show the rows of a week; return whether they are other rows, not just other values."""
        self._week = week
        return self.show(
            self._with_unfinished(row) if isinstance(row, WeekEntry) else row for row in rows
        )

    def replace(self, entry: WeekEntry) -> None:
        """Show one entry anew."""
        old = self.entry_of(entry.key)
        if old is not None:
            new = self._with_unfinished(entry)
            self.replace_row(new, [VALUE_ROLE] if _named_alike(old, new) else [])

    def remember(self, entry: WeekEntry, unfinished: RejectedInput) -> None:
        """Keep what could not be taken beside its row."""
        self._unfinished[self._week, entry.key] = unfinished
        self.replace(entry)

    def forget(self, entry: WeekEntry) -> None:
        """Let go of what could not be taken, if there is anything."""
        if self._unfinished.pop((self._week, entry.key), None):
            self.replace(entry)

    def entry_of(self, key: Key) -> WeekEntry | None:
        """Return an entry by its key, if it is there."""
        row = self.row_or_none(self.index_of(key))
        return row if isinstance(row, WeekEntry) else None

    def row_beside(self, index: Index, step: int) -> Row | None:
        """Return the row so many below an index, or above it."""
        return self.row_or_none(self.index(index.row() + step, 0))

    @property
    def entries(self) -> list[WeekEntry]:
        """Every entry, in order."""
        return [row for row in self.rows if isinstance(row, WeekEntry)]

    @property
    def first_to_do(self) -> WeekEntry | None:
        """The first entry that nothing was said of, else the first of all."""
        entries = self.entries
        return next((one for one in entries if not one.done), next(iter(entries), None))

    @property
    def progress(self) -> tuple[int, int]:
        """How many entries are logged or skipped of those that the week asks for, and these."""
        asked = [entry for entry in self.entries if entry.counts]
        return sum(entry.done for entry in asked), len(asked)

    def _with_unfinished(self, entry: WeekEntry) -> WeekEntry:
        kept = self._unfinished.get((self._week, entry.key))
        return entry if kept == entry.unfinished else entry._replace(unfinished=kept)


def _named_alike(one: WeekEntry, other: WeekEntry) -> bool:
    """Say whether the leading cell of a row looks the same."""
    return (one.name, one.subtitle, one.state) == (other.name, other.subtitle, other.state)
