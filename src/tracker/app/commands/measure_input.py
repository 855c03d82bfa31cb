"""What a person says of a measure, and what of it can be wrong."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
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
from tracker.domain.number import LARGEST
from tracker.domain.period import Cadence

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


def checked(
    tracker: Tracker, customer_id: int, said: MeasureInput, but: int | None = None
) -> MeasureInput:
    """Return the input fit to keep, or raise `InvalidInput`; `but` is the measure it is about."""
    name = words.name("name", said.name)
    for other in tracker.measures.rows.where("customer_id = ?", customer_id):
        if other.id != but and words.same(other.name, name):
            where = "an archived measure" if other.archived_on else "a measure"
            raise InvalidInput("name", f"There is {where} {other.name} already", "Change the name.")
    if said.area is None and not said.draft:
        raise InvalidInput("area", "No area is chosen", "Pick its question, or keep a draft.")
    if said.service_id is not None:
        _check_service(tracker, customer_id, said.service_id)
    _check_promise(said)
    return replace(
        said,
        name=name,
        step=_checked_step(said),
        unit=words.line("unit", said.unit, UNIT_LENGTH),
        definition=words.note("definition", said.definition),
        impact=words.note("impact", said.impact),
        words=words.note("words", said.words),
    )


def _check_service(tracker: Tracker, customer_id: int, service_id: int) -> None:
    service = tracker.services.get(service_id)
    if service.customer_id != customer_id:
        raise InvalidInput(
            "service_id",
            f"{service.name} is a service for another customer",
            "Choose one of theirs.",
        )


def _checked_step(said: MeasureInput) -> float:
    step = said.step or SCALES[said.scale].step
    if not 0 < step <= LARGEST:
        raise InvalidInput("step", "A step is more than 0", "Write the smallest difference.")
    return step


def _check_promise(said: MeasureInput) -> None:
    band = said.better is Better.BAND
    promised = (said.low, said.high) if band else (said.promise,)
    if band and (said.low is None) is not (said.high is None):
        raise InvalidInput("promise", "A band has two ends", "Type both, or neither for now.")
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


def own(said: MeasureInput) -> dict[str, object]:
    """Return the columns that belong to the measure itself and may always change."""
    names = ("name", "area", "service_id", "source", "horizon", "shared", "draft")
    return {name: getattr(said, name) for name in names}


def dated(said: MeasureInput) -> dict[str, object]:
    """Return the columns that count from a date on."""
    owned = {"id", "uid", "measure_id", "valid_from", "reason"}
    names = [field.name for field in fields(Version) if field.name not in owned]
    band = said.better is Better.BAND
    idle = {"promise", "excellent", "floor"} if band else {"low", "high"}
    return {name: None if name in idle else getattr(said, name) for name in names}
