"""The rhythm of one measure's rows, and how several days become one value for a week or month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.app.intake.choices import (
    COMBINED,
    Choice,
    Combine,
    ImportQuestion,
    KnownMeasure,
    ReadingChoices,
    chosen_for,
    go_on,
)
from tracker.app.intake.entries import Entry
from tracker.app.intake.figures import CellValue, DecimalSign
from tracker.app.intake.periods import WeekDay, finest, middle_of
from tracker.app.intake.table import CsvRow
from tracker.app.intake.values import ValueRules, combined, usual_way
from tracker.domain.period import MEASURE_CADENCES, Cadence, Period

Time = Period | date | None
_JOINED = ("note", "private_note")


@dataclass(slots=True)
class ReadingNotes:
    """What is found while measures are read: questions, remarks, how days were combined.

    `step` hears when a part of a measure is done.
    """

    asked: list[ImportQuestion] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    combined: dict[str, Combine] = field(default_factory=dict)
    rules: dict[str, ValueRules] = field(default_factory=dict)
    step: Callable[[], None] = go_on


@dataclass(frozen=True, slots=True)
class SeriesTask:
    """One measure's entries with the times they name, and what counts for all of the file."""

    name: str
    customer: str
    entries: Sequence[Entry]
    times: Sequence[Time]
    decimals: Mapping[tuple[str, int], DecimalSign]
    choices: ReadingChoices
    known: KnownMeasure | None
    week_day: WeekDay | None
    adds_up: bool
    wide: bool
    own: bool
    says: frozenset[str]  # what the columns of the table are

    def chosen(self, said: Mapping[str, Choice]) -> Choice | None:
        """Return what was chosen for this measure."""
        whose = self.customer if "customer" in self.says else ""
        return chosen_for(said, whose, self.name)


def _cadence_said(task: SeriesTask) -> Cadence | None:
    if task.known:
        return task.known.cadence
    for entry in task.entries if "cadence" in task.says else ():
        word = entry.said.get("cadence", "").strip().casefold()
        if word in MEASURE_CADENCES:
            return Cadence(word)
    return task.choices.cadence


def find_rhythm(
    task: SeriesTask, rules: ValueRules, figures: Sequence[CellValue], notes: ReadingNotes
) -> tuple[Cadence | None, Combine | None]:
    """Return the cadence of the rows, and how days are combined; None where they are not."""
    named = next((one.cadence for one in task.times if isinstance(one, Period)), None)
    days = [_middle(one, task) for one in task.times if isinstance(one, date)]
    said = _cadence_said(task)
    if named is not None or not days:
        return said or named, None
    found = finest(days)
    cadence = said or (Cadence.WEEKLY if found is Cadence.DAILY else found)
    groups: dict[Period, set[str]] = defaultdict(
        set
    )  # by hour, too: a form is filled in twice a day
    for time, entry in zip(task.times, task.entries, strict=True):
        if isinstance(time, date):
            groups[Period.of(_middle(time, task), cadence)].add(entry.time)
    several = sum(len(one) > 1 for one in groups.values())
    if cadence is Cadence.FORTNIGHTLY or not (several or task.adds_up):
        return cadence, None
    way = task.choices.combine
    if way is None and task.adds_up:
        way = Combine.SUM
    if way is None and several * 2 < len(groups):
        notes.asked.append(_combine_question(task, groups, cadence))
        return cadence, None
    way = way or usual_way(rules.scale, figures, task.name)
    notes.combined[task.name] = way
    return cadence, way


def _middle(day: date, task: SeriesTask) -> date:
    """Return a day in the middle of the week that a day begins or ends, or the day itself."""
    return day if task.week_day is None else middle_of(day, task.week_day)


def _combine_question(
    task: SeriesTask, groups: Mapping[Period, set[str]], cadence: Cadence
) -> ImportQuestion:
    period = next(one for one, days in groups.items() if len(days) > 1)
    sentence = f"{task.name} has several days in {period}: which value counts for all of them?"
    return ImportQuestion(
        "combine", task.name, sentence, "--combine sum",
        tuple((way.value, meaning) for way, meaning in COMBINED.items()),
    )  # fmt: skip


def combine_rows(
    task: SeriesTask,
    rows: list[CsvRow],
    values: Sequence[float | None],
    cadence: Cadence | None,
    way: Combine,
) -> list[CsvRow]:
    """Make one row of the days of a week or month; rows that cannot be read stay by themselves."""
    groups: dict[Period, list[int]] = defaultdict(list)
    alone = []
    for at, time in enumerate(task.times):
        bad = values[at] is None and rows[at].cells.get("value")
        if isinstance(time, date) and not bad:
            groups[Period.of(_middle(time, task), cadence or Cadence.WEEKLY)].append(at)
        else:
            alone.append(rows[at])
    made = []
    for period, places in groups.items():
        places.sort(key=lambda at: (str(task.times[at]), at))
        cells: dict[str, str] = {}
        for at in places:
            mine = dict(rows[at].cells)
            cells = mine | {name: cell for name, cell in cells.items() if cell.strip()}
        for name in _JOINED:
            said = dict.fromkeys(rows[at].cells.get(name, "").strip() for at in places)
            if text := "\n".join(filter(None, said)):
                cells[name] = text
        numbers = [value for at in places if (value := values[at]) is not None]
        cells["period"] = str(period)
        first = rows[places[0]]
        number = combined(numbers, way) if numbers else None
        made.append(CsvRow(first.line, cells, number, 0, first.where, first.column))
    return made + alone
