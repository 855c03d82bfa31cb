"""See what a table would do to the diary: new, changed, the same, bad. Nothing is written.

An empty cell says nothing, so it leaves alone what is there. A measure that the diary knows keeps
its own promise, area and source; a row may not put a value of another scale, rhythm or unit into
it. What a row may do is write the evaluation of one period.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from tracker.app.commands import words
from tracker.app.tracker import Tracker
from tracker.app.transfer import cells
from tracker.app.transfer.cells import Said
from tracker.app.transfer.columns import unmark
from tracker.app.transfer.newcomers import make_out, refuse_two_scales, terms_over_time
from tracker.app.transfer.preview import BadRow, Entry, NewCustomer, NewMeasure, Plan, Target
from tracker.app.transfer.reading import Row, Table
from tracker.detection.scale import Scale
from tracker.domain.customer import Kind
from tracker.domain.errors import InvalidInput
from tracker.domain.evaluation import Evaluation
from tracker.domain.measure import SCALES, Better, Measure, read_value
from tracker.domain.period import Period, period_for

_period = lru_cache(maxsize=cells.REMEMBERED)(period_for)
_value = lru_cache(maxsize=cells.REMEMBERED)(read_value)


@dataclass(slots=True)
class _Group:
    """The rows that name one measure of one customer."""

    customer: str
    name: str
    rows: list[tuple[Row, Said]] = field(default_factory=list)


@dataclass(slots=True)
class _Count:
    """What has been found so far."""

    new: int = 0
    changed: int = 0
    same: int = 0
    empty: int = 0
    bad: list[BadRow] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def plan_import(tracker: Tracker, table: Table) -> Plan:
    """Return what importing a table would do."""
    count = _Count()
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


def _grouped(table: Table, count: _Count) -> dict[tuple[str, str], _Group]:
    groups: dict[tuple[str, str], _Group] = {}
    for row in table.rows:
        try:
            if row.surplus:
                hint = "A delimiter in a text needs quotation marks round the text."
                raise InvalidInput("row", "The row has more cells than the first line", hint)
            customer = cells.read_name("customer", row.cells.get("customer", ""))
            name = cells.read_name("measure", row.cells.get("measure", ""))
            said = cells.read_said(row.cells)
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
        next((one.kind for one in said if one.kind), Kind.TEAM),
        next((one.tier for one in said if one.tier), None),
    )


def _for_new(
    customer: NewCustomer | int, group: _Group, count: _Count, *, unit_known: bool
) -> Target:
    measure = make_out(group.name, group.rows)
    entries: list[Entry] = []
    told: list[tuple[date, Said]] = []
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
) -> tuple[Entry, ...]:
    logged = {one.start: one for one in tracker.evaluations.series(measure.id)}
    entries: list[Entry] = []
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
) -> Iterator[tuple[Row, Said, Period]]:
    """Yield the rows that name a period of their own; the others are bad."""
    seen: dict[date, int] = {}
    for row, said in group.rows:
        try:
            refuse_two_scales(measure.scale, measure.cadence, said)
            period = _period(row.cells.get("period", ""), measure.cadence, measure.phase)
            words.day("period", period.start)
            if earlier := seen.get(period.start):
                raise InvalidInput(
                    "period", f"{period} of {group.name} is in line {earlier} already", "Keep one."
                )
        except InvalidInput as error:
            count.bad.append(BadRow(row.line, error.sentence))
            continue
        seen[period.start] = row.line
        yield row, said, period


def _says(row: Row, scale: Scale) -> dict[str, object]:
    """Return the columns a row says anything in; a value takes a skip back, and the reverse."""
    says = cells.read_words(row.cells)
    value = unmark(row.cells.get("value", "").strip())
    reason = cells.read_reason(row.cells)
    if value and reason:
        raise InvalidInput("skipped", "The row has a value and a reason to skip", "Keep one.")
    if value:
        says |= {"value": _value(value, scale), "skipped": None}
    elif reason:
        says |= {"value": None, "skipped": reason}
    return says


def _fresh(line: int, start: date, says: dict[str, object]) -> Entry:
    return Entry(line, start, {name: said for name, said in says.items() if said is not None})


def _compare(
    line: int, start: date, says: dict[str, object], old: Evaluation | None, count: _Count
) -> Entry | None:
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
    return Entry(line, start, changed, old.id)


def _refuse_other_unit(measure: Measure, said: Said, period: Period) -> None:
    unit = measure.on(period.end).unit
    if said.unit and unit and said.unit.casefold() != unit.casefold():
        title = f"The row is in {said.unit}, the measure is kept in {unit}"
        raise InvalidInput("unit", title, "Convert the values first.")


def _differs(measure: Measure, said: Said, period: Period) -> bool:
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
