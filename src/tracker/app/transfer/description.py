"""A measure the diary does not know, made out from the rows that name it.

Scale, cadence, area and source belong to the whole measure: the first row that says one decides.
Direction, promise and unit are dated: in the order of the periods, a row that says something new
begins a new version, and a row that says nothing goes on with the one before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tracker.app.intake.table import CsvRow
from tracker.app.measures.notation import NotedPromise
from tracker.app.transfer.cells import MeasureTerms, NewMeasure, RowFields
from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import SCALES, Better, Source
from tracker.domain.period import DEFAULT_PHASE, Cadence, Period, read_period


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
