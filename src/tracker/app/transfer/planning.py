"""The planner of an import: what a table would do to the diary (new, changed, the same, bad).

Nothing is written. An empty cell says nothing, so it leaves alone what is there. A measure that the
diary knows keeps its own promise, area and source; a row may not put a value of another scale,
rhythm or unit into it. What a row may do is write the evaluation of one period.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from tracker.app.customers.board import crowded_sentence
from tracker.app.intake.choices import go_on
from tracker.app.intake.table import PLANNED, CsvRow, CsvTable
from tracker.app.intake.text import unescape_formula
from tracker.app.text_input import away_day, past_day
from tracker.app.tracker import Tracker
from tracker.app.transfer import cells
from tracker.app.transfer.cells import (
    BadRow,
    ImportedEvaluation,
    NewCustomer,
    NewMeasure,
    Plan,
    RowFields,
    Target,
)
from tracker.app.transfer.description import (
    measure_from_rows,
    refuse_two_scales,
    terms_over_time,
)
from tracker.detection.scale import Scale
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.errors import InvalidInput
from tracker.domain.evaluation import Evaluation
from tracker.domain.measure import SCALES, Better, Measure, check_value, read_value
from tracker.domain.number import same_unit
from tracker.domain.period import Period, period_for

FIRST_RECORDS = 1990
_NAMES: dict[tuple[str, ...], tuple[str, ...]] = {}  # of columns: there are few
_NO_CHANGE = frozenset({"0", "no", "n", "false", "nein", "-"})
_JUST_YES = frozenset({"yes", "y", "true", "ja", "j", "x", "✓", "recalc", "recalculate"})
_plain_spaces = lru_cache(maxsize=cells.REMEMBERED)(cells.plain_spaces)
_period = lru_cache(maxsize=cells.REMEMBERED)(period_for)
_value = lru_cache(maxsize=cells.REMEMBERED)(read_value)


@dataclass(slots=True)
class _MeasureRows:
    """The rows that name one measure of one customer."""

    customer: str
    name: str
    rows: list[tuple[CsvRow, RowFields]] = field(default_factory=list)
    spellings: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _PlanCounts:
    """What has been found so far, and in which diary's present."""

    tracker: Tracker
    own: bool
    new: int = 0
    changed: int = 0
    same: int = 0
    empty: int = 0
    bad: list[BadRow] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    step: Callable[[], None] = go_on

    def refuse(self, row: CsvRow, error: InvalidInput) -> None:
        """Keep why a row cannot be taken."""
        reason = f"{row.where}: {error.sentence}" if row.where else error.sentence
        cause = f"{error.field}: {error.hint}"
        column = row.column if error.field == "value" else -1
        self.bad.append(BadRow(row.line, reason, cause, column))


def plan_import(tracker: Tracker, table: CsvTable, step: Callable[[], None] = go_on) -> Plan:
    """Return what importing a table would do; `step` hears of each row."""
    count = _PlanCounts(tracker, table.own, remarks=list(table.remarks), step=step)
    groups = _grouped(table, count)
    newcomers = _newcomers(groups)
    customers = {cells.name_key(one.name): one.id for one in tracker.customers.all()}
    measures = {(one.customer_id, cells.name_key(one.name)): one for one in tracker.measures.all()}
    targets: list[Target] = []
    unchanged: list[Target] = []
    for group in groups.values():
        owner = cells.name_key(group.customer)
        customer: NewCustomer | int = customers.get(owner) or newcomers[owner]
        known = measures.get((customers.get(owner, 0), cells.name_key(group.name)))
        if len(group.spellings) > 1:
            spelled = f"{len(group.spellings)} spellings of {group.customer} · {group.name}"
            count.remarks.append(f"{spelled} differ only in signs that nobody sees: they are one.")
        if known:
            target = _for_logged(tracker, customer, known, group, count)
        else:
            target = _for_new(customer, group, count, unit_known="unit" in table.columns)
        if target.entries:
            targets.append(target)
        elif target.same:
            unchanged.append(target)
    if told := _crowded(tracker, targets):
        count.remarks.append(told)
    return Plan(
        table.encoding,
        table.delimiter,
        table.left_out,
        count.new,
        count.changed,
        count.same,
        count.empty,
        tuple(sorted(count.bad, key=lambda one: one.line)),
        tuple(count.remarks),
        tuple(targets),
        tuple(unchanged),
    )


def _crowded(tracker: Tracker, targets: list[Target]) -> str:
    """Say that the newcomers of a file are too many; they are taken all the same."""
    made = {one.customer for one in targets if isinstance(one.customer, NewCustomer)}
    return crowded_sentence(tracker, len(made), sum(one.tier is Tier.WOW for one in made))


def _grouped(table: CsvTable, count: _PlanCounts) -> dict[tuple[str, str], _MeasureRows]:
    groups: dict[tuple[str, str], _MeasureRows] = {}
    for row in table.rows:
        try:
            if row.surplus:
                hint = "A delimiter in a text needs quotation marks round the text."
                raise InvalidInput("row", "The row has more cells than the first line", hint)
            customer = cells.read_name("customer", row.cells.get("customer", ""))
            name = cells.read_name("measure", row.cells.get("measure", ""))
            said = cells.read_fields(row.cells)
        except InvalidInput as error:
            count.refuse(row, error)
            continue
        key = (cells.name_key(customer), cells.name_key(name))
        group = groups.setdefault(key, _MeasureRows(customer, name))
        group.rows.append((row, said))
        group.spellings.add(_as_seen(row))
    return groups


def _as_seen(row: CsvRow) -> str:
    """Return the names of a row as they are written, but for letter case and plain spaces."""
    names = f"{row.cells.get('customer', '')}\0{row.cells.get('measure', '')}".casefold()
    return names if names.isascii() else _plain_spaces(names)


def _newcomers(groups: dict[tuple[str, str], _MeasureRows]) -> dict[str, NewCustomer]:
    """Return each customer as the rows that name it describe it."""
    mine: dict[str, list[_MeasureRows]] = {}
    for (owner, _), group in groups.items():
        mine.setdefault(owner, []).append(group)
    return {owner: _newcomer(found) for owner, found in mine.items()}


def _newcomer(mine: list[_MeasureRows]) -> NewCustomer:
    said = [one for group in mine for _, one in group.rows]
    return NewCustomer(
        mine[0].customer,
        next((one.kind for one in said if one.kind), CustomerKind.TEAM),
        next((one.tier for one in said if one.tier), None),
    )


def _changes(group: _MeasureRows, measure: Measure | NewMeasure) -> tuple[tuple[date, str], ...]:
    """Return from when on a new usual level counts, and why: cells that say so."""
    found = {}
    for row, _ in group.rows:
        if (why := row.cells.get(PLANNED, "").strip()) and why.casefold() not in _NO_CHANGE:
            try:
                period = _period(row.cells.get("period", ""), measure.cadence, measure.phase)
            except InvalidInput:
                continue  # told with the row's value
            named = not (why.casefold() in _JUST_YES or why.isdecimal())
            found[period.start] = why if named else "New usual level, as the file says"
    return tuple(found.items())


def _for_new(
    customer: NewCustomer | int, group: _MeasureRows, count: _PlanCounts, *, unit_known: bool
) -> Target:
    measure = measure_from_rows(group.name, group.rows)
    entries: list[ImportedEvaluation] = []
    told: list[tuple[date, RowFields]] = []
    for row, said, period in _periods(group, measure, count):
        try:
            if said.promised:
                cells.check_promised(said.promised, measure.scale)
            says = _says(row, measure.scale)
        except InvalidInput as error:
            count.refuse(row, error)
            continue
        told.append((period.start, said))
        if says:
            entries.append(_fresh(row, period.start, says))
    count.new += len(entries)
    count.empty += len(told) - len(entries)
    unit = "" if unit_known else SCALES[measure.scale].unit
    measure = replace(measure, terms=terms_over_time(measure.scale, told, unit))
    return Target(customer, measure, tuple(entries), _changes(group, measure))


def _for_logged(
    tracker: Tracker,
    customer: NewCustomer | int,
    known: Measure,
    group: _MeasureRows,
    count: _PlanCounts,
) -> Target:
    """Return the share of a measure that the diary has, with how many rows say nothing new."""
    before = count.same
    entries = _for_known(tracker, known, group, count)
    changes = _changes(group, known)
    return Target(customer, known.id, entries, changes, count.same - before)


def _for_known(
    tracker: Tracker, measure: Measure, group: _MeasureRows, count: _PlanCounts
) -> tuple[ImportedEvaluation, ...]:
    logged = {one.start: one for one in tracker.evaluations.series(measure.id)}
    entries: list[ImportedEvaluation] = []
    differs = False
    for row, said, period in _periods(group, measure, count):
        try:
            _refuse_other_unit(measure, said, period)
            says = _says(row, measure.scale)
        except InvalidInput as error:
            count.refuse(row, error)
            continue
        differs = differs or _differs(measure, said, period)
        entry = _compare(row, period.start, says, logged.get(period.start), count)
        if entry:
            entries.append(entry)
    if differs:
        count.remarks.append(
            f"{group.customer} · {measure.name} is described otherwise in the file; "
            "the measure stays as it is here."
        )
    return tuple(entries)


def _periods(
    group: _MeasureRows, measure: Measure | NewMeasure, count: _PlanCounts
) -> Iterator[tuple[CsvRow, RowFields, Period]]:
    """Yield the rows that name a period of their own; the others are bad."""
    seen: dict[date, int] = {}
    for row, said in group.rows:
        count.step()
        try:
            refuse_two_scales(measure.scale, measure.cadence, said)
            period = _period(row.cells.get("period", ""), measure.cadence, measure.phase)
            _check_time(count, row, period)
            if (earlier := seen.get(period.start)) == row.line:
                title = f"{period} of {group.name} stands twice in its line"
                raise InvalidInput("period", title, "Name one of the two columns otherwise.")
            if earlier:
                raise InvalidInput(
                    "period", f"{period} of {group.name} is in line {earlier} already", "Keep one."
                )
        except InvalidInput as error:
            count.refuse(row, error)
            continue
        seen[period.start] = row.line
        yield row, said, period


def _check_time(count: _PlanCounts, row: CsvRow, period: Period) -> None:
    """Raise `InvalidInput` for a period that has not begun, or lies before anybody's records."""
    may_come = cells.read_reason(row.cells)  # a holiday may be entered before it begins
    (away_day if may_come else past_day)(count.tracker, "period", period.start)
    if not count.own and period.end.year < FIRST_RECORDS:
        title = f"{period} lies before {FIRST_RECORDS}"
        raise InvalidInput("period", title, "Mend the year, or leave the row out.")


def _says(row: CsvRow, scale: Scale) -> dict[str, object]:
    """Return the columns a row says anything in; a value takes a skip back, and the reverse."""
    says = cells.read_words(row.cells)
    value = row.number
    if row.why:
        raise InvalidInput("value", row.why, "Say what it should have said, or leave it out.")
    if value is None and (unread := unescape_formula(row.cells.get("value", "").strip())):
        value = _value(unread, scale)
    reason = cells.read_reason(row.cells)
    if value is not None and reason:
        raise InvalidInput("skipped", "The row has a value and a reason to skip", "Keep one.")
    if value is not None:
        says |= {"value": check_value(value, scale), "skipped": None}
    elif reason:
        says |= {"value": None, "skipped": reason}
    return says


def _fresh(row: CsvRow, start: date, says: dict[str, object]) -> ImportedEvaluation:
    said = {name: said for name, said in says.items() if said is not None}
    return _imported(row, start, said)


def _compare(
    row: CsvRow, start: date, says: dict[str, object], old: Evaluation | None, count: _PlanCounts
) -> ImportedEvaluation | None:
    if not says:
        count.empty += 1
        return None
    if old is None:
        count.new += 1
        return _fresh(row, start, says)
    changed = {column: said for column, said in says.items() if getattr(old, column) != said}
    if not changed:
        count.same += 1
        return None
    count.changed += 1
    return _imported(row, start, changed, old.id)


def _imported(
    row: CsvRow, start: date, says: dict[str, object], known: int | None = None
) -> ImportedEvaluation:
    names = tuple(says)
    shared = _NAMES.setdefault(names, names)
    return ImportedEvaluation(row.line, start, shared, tuple(says.values()), known, row.column)


def _refuse_other_unit(measure: Measure, said: RowFields, period: Period) -> None:
    unit = measure.on(period.end).unit
    if said.unit and unit and not same_unit(said.unit, unit):
        title = f"The row is in {said.unit}, the measure is kept in {unit}"
        raise InvalidInput("unit", title, "Convert the values first.")


def _differs(measure: Measure, said: RowFields, period: Period) -> bool:
    version = measure.on(period.end)
    own = (measure.area, measure.source, version.better)
    if any(
        one not in {None, other}
        for one, other in zip((said.area, said.source, said.better), own, strict=True)
    ):
        return True
    if said.promised is None:
        return False
    band = version.better is Better.BAND
    return said.promised != said.promised._replace(
        promise=None if band else version.promise,
        low=version.low,
        high=version.high,
    )
