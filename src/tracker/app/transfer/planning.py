"""The planner of an import: what a table would do to the diary (new, changed, the same, bad).

Nothing is written. An empty cell says nothing, so it leaves alone what is there. A measure that the
diary knows keeps its own promise, area and source; a row may not put a value of another scale,
rhythm or unit into it. What a row may do is write the evaluation of one period.

A measure the diary does not know is made out from the rows that name it. Scale, cadence, area and
source belong to the whole measure: the first row that says one decides. Direction, promise and unit
are dated: in the order of the periods, a row that says something new begins a new version, and a
row that says nothing goes on with the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from tracker.app.customers.board import crowded_sentence
from tracker.app.measures.notation import NotedPromise
from tracker.app.text_input import away_day, past_day
from tracker.app.tracker import Tracker
from tracker.app.transfer import cells
from tracker.app.transfer.cells import (
    BadRow,
    ImportedEvaluation,
    MeasureTerms,
    NewCustomer,
    NewMeasure,
    Plan,
    RowFields,
    Target,
)
from tracker.app.transfer.reading import CsvRow, CsvTable, unescape_formula
from tracker.detection.scale import Scale
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.errors import InvalidInput
from tracker.domain.evaluation import Evaluation
from tracker.domain.measure import SCALES, Better, Measure, Source, read_value
from tracker.domain.number import same_unit
from tracker.domain.period import DEFAULT_PHASE, Cadence, Period, period_for, read_period


def measure_from_rows(name: str, rows: list[tuple[CsvRow, RowFields]]) -> NewMeasure:
    """Return the measure as its rows describe it, its dated terms still to come."""
    scale = next((said.scale for _, said in rows if said.scale), Scale.NUMBER)
    cadence = next((said.cadence for _, said in rows if said.cadence), Cadence.WEEKLY)
    return NewMeasure(
        name,
        next((said.area for _, said in rows if said.area), None),
        scale,
        cadence,
        next((said.source for _, said in rows if said.source), Source.ME),
        _phase(rows) if cadence is Cadence.FORTNIGHTLY else DEFAULT_PHASE,
        (),
    )


def refuse_two_scales(scale: Scale, cadence: Cadence, said: RowFields) -> None:
    """Raise `InvalidInput` where a row contradicts what makes values comparable."""
    for one, other in ((said.scale, scale), (said.cadence, cadence)):
        if one not in {None, other}:
            raise InvalidInput(
                "scale", f"The measure is {other}, this row says {one}", "Values would not compare."
            )


def terms_over_time(
    scale: Scale, told: Iterable[tuple[date, RowFields]], unit: str
) -> tuple[tuple[date, MeasureTerms], ...]:
    """Return the versions that rows tell of, oldest first; `unit` where no row names one."""
    ordered = sorted(told, key=lambda one: one[0])
    first = _first_terms(scale, [said for _, said in ordered], unit)
    versions: list[tuple[date, MeasureTerms]] = []
    before: RowFields | None = None
    for start, said in ordered:
        if said is before:
            continue
        before = said
        terms = _go_on(versions[-1][1] if versions else first, said)
        if not versions or terms != versions[-1][1]:
            versions.append((start, terms))
    return tuple(versions)


def _first_terms(scale: Scale, said: list[RowFields], unit: str) -> MeasureTerms:
    """Return what counts before anything is said: the first of each thing that is."""
    terms = MeasureTerms(
        next((one.better for one in said if one.better), SCALES[scale].better),
        unit=next((one.unit for one in said if one.unit is not None), unit),
    )
    promised = next((one.promised for one in said if one.promised), None)
    return _promise(terms, promised) if promised else terms


def _go_on(before: MeasureTerms, said: RowFields) -> MeasureTerms:
    """Return the terms of a row, given those of the row before."""
    terms = before
    if said.better and said.better is not before.better:
        terms = MeasureTerms(said.better, unit=before.unit)
    if said.unit is not None:
        terms = replace(terms, unit=said.unit)
    return _promise(terms, said.promised) if said.promised else terms


def _promise(terms: MeasureTerms, promised: NotedPromise) -> MeasureTerms:
    if terms.better is Better.BAND:
        if promised.promise is not None:  # one end is no band: the one before goes on
            return terms
        return replace(terms, promise=None, low=promised.low, high=promised.high)
    return replace(terms, promise=promised.promise, low=None, high=None)


def _phase(rows: list[tuple[CsvRow, RowFields]]) -> date:
    """Return the Monday on which the first fortnight named starts."""
    for row, _ in rows:
        try:
            named = read_period(row.cells.get("period", ""))
        except InvalidInput:
            continue
        return Period.of(named if isinstance(named, date) else named.start).start
    return DEFAULT_PHASE


_period = lru_cache(maxsize=cells.REMEMBERED)(period_for)
_value = lru_cache(maxsize=cells.REMEMBERED)(read_value)


@dataclass(slots=True)
class _Group:
    """The rows that name one measure of one customer."""

    customer: str
    name: str
    rows: list[tuple[CsvRow, RowFields]] = field(default_factory=list)


@dataclass(slots=True)
class _Count:
    """What has been found so far, and in which diary's present."""

    tracker: Tracker
    new: int = 0
    changed: int = 0
    same: int = 0
    empty: int = 0
    bad: list[BadRow] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def plan_import(tracker: Tracker, table: CsvTable) -> Plan:
    """Return what importing a table would do."""
    count = _Count(tracker)
    groups = _grouped(table, count)
    customers = {cells.name_key(one.name): one.id for one in tracker.customers.all()}
    measures = {(one.customer_id, cells.name_key(one.name)): one for one in tracker.measures.all()}
    targets = []
    for group in groups.values():
        owner = cells.name_key(group.customer)
        customer: NewCustomer | int = customers.get(owner) or _newcomer(owner, groups)
        known = measures.get((customers.get(owner, 0), cells.name_key(group.name)))
        if known:
            entries = _for_known(tracker, known, group, count)
            target = Target(customer, known.id, entries)
        else:
            target = _for_new(customer, group, count, unit_known="unit" in table.columns)
        if target.entries:
            targets.append(target)
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
    )


def _crowded(tracker: Tracker, targets: list[Target]) -> str:
    """Say that the newcomers of a file are too many; they are taken all the same."""
    made = {one.customer for one in targets if isinstance(one.customer, NewCustomer)}
    return crowded_sentence(tracker, len(made), sum(one.tier is Tier.WOW for one in made))


def _grouped(table: CsvTable, count: _Count) -> dict[tuple[str, str], _Group]:
    groups: dict[tuple[str, str], _Group] = {}
    for row in table.rows:
        try:
            if row.surplus:
                hint = "A delimiter in a text needs quotation marks round the text."
                raise InvalidInput("row", "The row has more cells than the first line", hint)
            customer = cells.read_name("customer", row.cells.get("customer", ""))
            name = cells.read_name("measure", row.cells.get("measure", ""))
            said = cells.read_fields(row.cells)
        except InvalidInput as error:
            count.bad.append(BadRow(row.line, error.sentence))
            continue
        key = (cells.name_key(customer), cells.name_key(name))
        groups.setdefault(key, _Group(customer, name)).rows.append((row, said))
    return groups


def _newcomer(owner: str, groups: dict[tuple[str, str], _Group]) -> NewCustomer:
    mine = [group for (customer, _), group in groups.items() if customer == owner]
    said = [one for group in mine for _, one in group.rows]
    return NewCustomer(
        mine[0].customer,
        next((one.kind for one in said if one.kind), CustomerKind.TEAM),
        next((one.tier for one in said if one.tier), None),
    )


def _for_new(
    customer: NewCustomer | int, group: _Group, count: _Count, *, unit_known: bool
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
            count.bad.append(BadRow(row.line, error.sentence))
            continue
        told.append((period.start, said))
        if says:
            entries.append(_fresh(row.line, period.start, says))
    count.new += len(entries)
    count.empty += len(told) - len(entries)
    unit = "" if unit_known else SCALES[measure.scale].unit
    measure = replace(measure, terms=terms_over_time(measure.scale, told, unit))
    return Target(customer, measure, tuple(entries))


def _for_known(
    tracker: Tracker, measure: Measure, group: _Group, count: _Count
) -> tuple[ImportedEvaluation, ...]:
    logged = {one.start: one for one in tracker.evaluations.series(measure.id)}
    entries: list[ImportedEvaluation] = []
    differs = False
    for row, said, period in _periods(group, measure, count):
        try:
            _refuse_other_unit(measure, said, period)
            says = _says(row, measure.scale)
        except InvalidInput as error:
            count.bad.append(BadRow(row.line, error.sentence))
            continue
        differs = differs or _differs(measure, said, period)
        entry = _compare(row.line, period.start, says, logged.get(period.start), count)
        if entry:
            entries.append(entry)
    if differs:
        count.remarks.append(
            f"{group.customer} · {measure.name} is described otherwise in the file; "
            "the measure stays as it is here."
        )
    return tuple(entries)


def _periods(
    group: _Group, measure: Measure | NewMeasure, count: _Count
) -> Iterator[tuple[CsvRow, RowFields, Period]]:
    """Yield the rows that name a period of their own; the others are bad."""
    seen: dict[date, int] = {}
    for row, said in group.rows:
        try:
            refuse_two_scales(measure.scale, measure.cadence, said)
            period = _period(row.cells.get("period", ""), measure.cadence, measure.phase)
            may_come = cells.read_reason(row.cells)  # a holiday may be entered before it begins
            (away_day if may_come else past_day)(count.tracker, "period", period.start)
            if earlier := seen.get(period.start):
                raise InvalidInput(
                    "period", f"{period} of {group.name} is in line {earlier} already", "Keep one."
                )
        except InvalidInput as error:
            count.bad.append(BadRow(row.line, error.sentence))
            continue
        seen[period.start] = row.line
        yield row, said, period


def _says(row: CsvRow, scale: Scale) -> dict[str, object]:
    """Return the columns a row says anything in; a value takes a skip back, and the reverse."""
    says = cells.read_words(row.cells)
    value = unescape_formula(row.cells.get("value", "").strip())
    reason = cells.read_reason(row.cells)
    if value and reason:
        raise InvalidInput("skipped", "The row has a value and a reason to skip", "Keep one.")
    if value:
        says |= {"value": _value(value, scale), "skipped": None}
    elif reason:
        says |= {"value": None, "skipped": reason}
    return says


def _fresh(line: int, start: date, says: dict[str, object]) -> ImportedEvaluation:
    return ImportedEvaluation(
        line, start, {name: said for name, said in says.items() if said is not None}
    )


def _compare(
    line: int, start: date, says: dict[str, object], old: Evaluation | None, count: _Count
) -> ImportedEvaluation | None:
    if not says:
        count.empty += 1
        return None
    if old is None:
        count.new += 1
        return _fresh(line, start, says)
    changed = {column: said for column, said in says.items() if getattr(old, column) != said}
    if not changed:
        count.same += 1
        return None
    count.changed += 1
    return ImportedEvaluation(line, start, changed, old.id)


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
