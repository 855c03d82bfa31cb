"""Promises: add a measure, change it from a day on, archive it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import pairwise

from tracker.app.commands import words
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import (
    SCALES,
    Area,
    Better,
    Horizon,
    Measure,
    Source,
    Version,
    check_value,
)
from tracker.domain.period import Cadence, Period

UNIT_LENGTH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureInput:
    """Everything a person says of a measure; what is left out can wait."""

    name: str
    area: Area | None = None
    scale: Scale = Scale.RATING
    better: Better = Better.HIGHER
    promise: float | None = None
    low: float | None = None
    high: float | None = None
    excellent: float | None = None
    floor: float | None = None
    unit: str = ""
    step: float | None = None
    cadence: Cadence = Cadence.WEEKLY
    service_id: int | None = None
    source: Source = Source.ME
    horizon: Horizon = Horizon.NOW
    shared: bool = False
    draft: bool = False
    definition: str = ""
    impact: str = ""
    words: str = ""

    @classmethod
    def of(cls, measure: Measure) -> MeasureInput:
        """Return what a measure says now, to be changed with `dataclasses.replace`."""
        said = {
            field.name: getattr(source, field.name)
            for source in (measure, measure.now)
            for field in fields(cls)
            if hasattr(source, field.name)
        }
        return cls(**said)


def add_measure(
    tracker: Tracker, customer_id: int, said: MeasureInput, start: date, phase: date | None = None
) -> int:
    """Promise a customer a figure, from the period that holds `start`; return the id.

    A fortnightly measure keeps the phase of its first fortnight for good.
    """
    customer = tracker.customers.get(customer_id)
    said = _checked(tracker, customer_id, said)
    first_monday = Period.of(phase or start).start
    with tracker.edit(f"add {said.name} for {customer.name}"):
        measure_id = tracker.measures.rows.add(
            customer_id=customer_id,
            phase=first_monday,
            position=len(tracker.measures.rows.where("customer_id = ?", customer_id)),
            scale=said.scale,
            cadence=said.cadence,
            **_own(said),
        )
        begins = Period.of(start, said.cadence, first_monday).start
        tracker.measures.put_version(measure_id, begins, **_dated(said))
    return measure_id


def edit_measure(
    tracker: Tracker, measure_id: int, said: MeasureInput, valid_from: date, reason: str = ""
) -> None:
    """Change a measure; what is dated (promise, unit, direction, wording) counts from a day on.

    Scale and cadence can change only while nothing is logged: old and new values would not compare.
    """
    measure = tracker.measures.get(measure_id)
    said = _checked(tracker, measure.customer_id, said, but=measure_id)
    if (said.scale, said.cadence) != (measure.scale, measure.cadence):
        _refuse_logged(tracker, measure)
    dated = _dated(said)
    with tracker.edit(f"edit {measure.name}"):
        tracker.measures.rows.change(
            measure_id, scale=said.scale, cadence=said.cadence, **_own(said)
        )
        if any(getattr(measure.now, field) != value for field, value in dated.items()):
            begins = max(valid_from, measure.versions[0].valid_from)
            tracker.measures.put_version(
                measure_id, begins, **dated, reason=words.note("reason", reason)
            )


def share_measure(tracker: Tracker, measure_id: int, *, shared: bool) -> None:
    """Let a customer see a measure, or keep it private."""
    measure = tracker.measures.get(measure_id)
    with tracker.edit(f"{'share' if shared else 'keep private'} {measure.name}"):
        tracker.measures.rows.change(measure_id, shared=shared)


def archive_measure(tracker: Tracker, measure_id: int, today: date) -> None:
    """Put a measure away; everything logged stays."""
    measure = tracker.measures.get(measure_id)
    with tracker.edit(f"archive {measure.name}"):
        tracker.measures.rows.change(measure_id, archived_on=today)


def restore_measure(tracker: Tracker, measure_id: int) -> None:
    """Bring an archived measure back."""
    measure = tracker.measures.get(measure_id)
    with tracker.edit(f"restore {measure.name}"):
        tracker.measures.rows.change(measure_id, archived_on=None)


def move_measure(tracker: Tracker, measure_id: int, by: int) -> None:
    """Move a measure up (-1) or down (1) in its customer's list."""
    measure = tracker.measures.get(measure_id)
    ids = [one.id for one in tracker.measures.where("customer_id = ?", measure.customer_id)]
    at = ids.index(measure_id)
    to = min(max(at + by, 0), len(ids) - 1)
    if to == at:
        return
    ids.insert(to, ids.pop(at))
    with tracker.edit(f"move {measure.name}"):
        for position, key in enumerate(ids):
            tracker.measures.rows.change(key, position=position)


def _checked(
    tracker: Tracker, customer_id: int, said: MeasureInput, but: int | None = None
) -> MeasureInput:
    name = words.name("name", said.name)
    for other in tracker.measures.rows.where("customer_id = ?", customer_id):
        if other.id != but and words.same(other.name, name):
            where = "an archived measure" if other.archived_on else "a measure"
            raise InvalidInput("name", f"There is {where} {other.name} already", "Change the name.")
    if said.area is None and not said.draft:
        raise InvalidInput("area", "No area is chosen", "Pick its question, or keep a draft.")
    _check_promise(said)
    rule = SCALES[said.scale]
    return replace(
        said,
        name=name,
        step=said.step or rule.step,
        unit=words.within("unit", " ".join(said.unit.split()), UNIT_LENGTH),
        definition=words.note("definition", said.definition),
        impact=words.note("impact", said.impact),
        words=words.note("words", said.words),
    )


def _check_promise(said: MeasureInput) -> None:
    band = said.better is Better.BAND
    promised = (said.low, said.high) if band else (said.promise,)
    if None in promised and not said.draft:
        hint = "Type one, or keep the measure as a draft."
        raise InvalidInput("promise", "An active measure needs a promise", hint)
    for field in ("promise", "low", "high", "excellent", "floor"):
        value = getattr(said, field)
        if value is not None and said.scale is not Scale.RATING:
            check_value(value, said.scale, field)
        elif value is not None and not 1 <= value <= 5:
            raise InvalidInput(field, "A rating lies between 1 and 5", "Change it.")
    if band and said.low is not None and said.high is not None and said.low > said.high:
        raise InvalidInput("promise", "The band is upside down", "Write the lower end first.")
    if not band:
        _check_order(said)


def _check_order(said: MeasureInput) -> None:
    sign = 1 if said.better is Better.HIGHER else -1
    steps = [(field, getattr(said, field)) for field in ("floor", "promise", "excellent")]
    given = [(field, value * sign) for field, value in steps if value is not None]
    for (worse, low), (better, high) in pairwise(given):
        if low > high:
            field = worse if better == "promise" else better
            raise InvalidInput(field, f"The {worse} is better than the {better}", "Swap them.")


def _refuse_logged(tracker: Tracker, measure: Measure) -> None:
    if tracker.evaluations.span(measure.id):
        raise InvalidInput(
            "scale",
            "Values are logged, so scale and rhythm stay as they are",
            "Archive this measure and add a new one.",
        )


def _own(said: MeasureInput) -> dict[str, object]:
    names = ("name", "area", "service_id", "source", "horizon", "shared", "draft")
    return {name: getattr(said, name) for name in names}


def _dated(said: MeasureInput) -> dict[str, object]:
    owned = {"id", "uid", "measure_id", "valid_from", "reason"}
    names = [field.name for field in fields(Version) if field.name not in owned]
    band = said.better is Better.BAND
    idle = {"promise", "excellent", "floor"} if band else {"low", "high"}
    return {name: None if name in idle else getattr(said, name) for name in names}
