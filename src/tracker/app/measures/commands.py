"""Promises, written: a measure added, changed from a day on, archived, and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import pairwise

from tracker.app.signals.corrections import end_fixes
from tracker.app.text_input import (
    NAME_LENGTH,
    check_day,
    clean_line,
    clean_name,
    clean_note,
    folded,
)
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.customer import Tier
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
    their_name: str = ""

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
    beside = tracker.measures.rows.where("customer_id = ?", customer_id)
    taken = {folded(other.name): other for other in beside if other.id != but}
    return _fit(tracker, customer_id, said, taken)


def _fit(
    tracker: Tracker, customer_id: int, said: MeasureInput, taken: Mapping[str, Measure]
) -> MeasureInput:
    """Return the input fit to keep beside the measures that are there, by their folded names."""
    name = clean_name("name", said.name)
    if other := taken.get(folded(name)):
        where = "an archived measure" if other.archived_on else "a measure"
        raise InvalidInput("name", f"There is {where} {other.name} already", "Change the name.")
    if said.area is None and not said.draft:
        raise InvalidInput("area", "No area is chosen", "Choose its question, or save a draft.")
    if said.service_id is not None:
        _check_service(tracker, customer_id, said.service_id)
    _check_promise(said, tracker.customers.get(customer_id).tier)
    return replace(
        said,
        name=name,
        step=_checked_step(said),
        unit=clean_line("unit", said.unit, UNIT_LENGTH),
        definition=clean_note("definition", said.definition),
        impact=clean_note("impact", said.impact),
        words=clean_note("words", said.words),
        their_name=_checked_their_name(said, name),
    )


def _checked_their_name(said: MeasureInput, name: str) -> str:
    """Return the name in the customer's words; the own name once more is none."""
    theirs = clean_line("their_name", said.their_name, NAME_LENGTH)
    return "" if folded(theirs) == folded(name) else theirs


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


def _check_promise(said: MeasureInput, tier: Tier | None) -> None:
    band = said.better is Better.BAND
    promised = (said.low, said.high) if band else (said.promise,)
    if band and (said.low is None) is not (said.high is None):
        raise InvalidInput("promise", "A band has two ends", "Type both, or neither for now.")
    if None in promised and not said.draft:
        _check_floor(said, tier)
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


def _check_floor(said: MeasureInput, tier: Tier | None) -> None:
    """Refuse an active measure without a promise; who is not to be annoyed needs a floor (W5)."""
    if tier is Tier.MAINTAIN and said.floor is not None:
        return
    hint = "Type one, or save the measure as a draft."
    title = "An active measure needs a promise"
    if tier is Tier.MAINTAIN:
        title = "It does not say what would annoy them"
    raise InvalidInput("promise", title, hint)


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
    names = ("name", "their_name", "area", "service_id", "source", "horizon", "shared", "draft")
    return {name: getattr(said, name) for name in names}


def dated(said: MeasureInput) -> dict[str, object]:
    """Return the columns that count from a date on."""
    owned = {"id", "uid", "measure_id", "valid_from", "reason"}
    names = [field.name for field in fields(Version) if field.name not in owned]
    band = said.better is Better.BAND
    idle = {"promise", "excellent", "floor"} if band else {"low", "high"}
    return {name: None if name in idle else getattr(said, name) for name in names}


def add_measure(
    tracker: Tracker, customer_id: int, said: MeasureInput, start: date, phase: date | None = None
) -> int:
    """Promise a customer a figure, from the period that holds `start`; return the id.

    A fortnightly measure keeps the phase of its first fortnight for good.
    """
    customer = tracker.customers.get(customer_id)
    with tracker.edit(f"add {clean_name('name', said.name)} for {customer.name}"):
        (measure_id,) = add_measures(tracker, customer_id, [(said, start, phase)])
    return measure_id


def add_measures(
    tracker: Tracker,
    customer_id: int,
    wanted: Sequence[tuple[MeasureInput, date, date | None]],
    made_one: Callable[[], None] | None = None,
) -> list[int]:
    """Promise a customer several figures, each from a start and with a phase; return their ids.

    The names beside which theirs have to stand are read once, however many they are. `made_one`
    hears of each.
    """
    customer = tracker.customers.get(customer_id)
    beside = tracker.measures.rows.where("customer_id = ?", customer_id)
    taken = {folded(one.name): one for one in beside}
    made: list[tuple[int, date]] = []
    fits: list[MeasureInput] = []
    with tracker.edit(f"add measures for {customer.name}"):
        for position, (said, start, phase) in enumerate(wanted, start=len(beside)):
            fit = _fit(tracker, customer_id, said, taken)
            made.append(_insert(tracker, customer_id, fit, start, phase, position))
            taken[folded(fit.name)] = tracker.measures.rows.get(made[-1][0])
            fits.append(fit)
            if made_one:
                made_one()
        # After all of them: what is undone is one statement a table then, and not two a measure.
        for (measure_id, begins), fit in zip(made, fits, strict=True):
            tracker.measures.put_version(measure_id, begins, **dated(fit))
    return [measure_id for measure_id, _ in made]


def _insert(
    tracker: Tracker,
    customer_id: int,
    said: MeasureInput,
    start: date,
    phase: date | None,
    position: int,
) -> tuple[int, date]:
    """Make a measure that has no version yet; return its id, and from when the first one counts."""
    start = check_day("start", start)
    first_monday = Period.of(check_day("phase", phase) if phase else start).start
    measure_id = tracker.measures.rows.add(
        customer_id=customer_id,
        phase=first_monday,
        position=position,
        scale=said.scale,
        cadence=said.cadence,
        **own(said),
    )
    return measure_id, Period.of(start, said.cadence, first_monday).start


def edit_measure(
    tracker: Tracker, measure_id: int, said: MeasureInput, valid_from: date, reason: str = ""
) -> None:
    """Change a measure; what is dated (promise, unit, direction, wording) counts from a day on.

    Scale and cadence can change only while nothing is logged: old and new values would not compare.
    """
    measure = tracker.measures.get(measure_id)
    said = checked(tracker, measure.customer_id, said, but=measure_id)
    remade = (said.scale, said.cadence) != (measure.scale, measure.cadence)
    if remade:
        _refuse_logged(tracker, measure)
    terms = dated(said)
    changed = any(getattr(measure.now, field) != value for field, value in terms.items())
    begins = measure.versions[0].valid_from
    if changed and not remade:
        begins = _begins(measure, valid_from)
    with tracker.edit(f"edit {measure.name}"):
        tracker.measures.rows.change(
            measure_id, scale=said.scale, cadence=said.cadence, **own(said)
        )
        if remade:  # what was promised on another scale means nothing on this one
            for version in measure.versions[1:]:
                tracker.measures.versions.remove(version.id)
        if remade or changed:
            tracker.measures.put_version(
                measure_id, begins, **terms, reason=clean_note("reason", reason)
            )


def _begins(measure: Measure, valid_from: date) -> date:
    """Return the day from which a change counts: not before the measure, nor before the newest."""
    day = max(check_day("valid_from", valid_from), measure.versions[0].valid_from)
    if day < measure.now.valid_from:
        newest = measure.now.valid_from
        raise InvalidInput(
            "valid_from",
            f"{measure.name} was already changed from {newest} on",
            "Choose that day, or a later one.",
        )
    return day


def share_measure(tracker: Tracker, measure_id: int, *, shared: bool) -> None:
    """Let a customer see a measure, or keep it private."""
    measure = tracker.measures.get(measure_id)
    with tracker.edit(f"{'share' if shared else 'keep private'} {measure.name}"):
        tracker.measures.rows.change(measure_id, shared=shared)


def share_measures(tracker: Tracker, measure_ids: Iterable[int]) -> None:
    """Let a customer see several measures at once."""
    with tracker.edit("share measures"):
        for measure_id in measure_ids:
            tracker.measures.rows.change(tracker.measures.get(measure_id).id, shared=True)


def archive_measure(tracker: Tracker, measure_id: int, today: date) -> None:
    """Put a measure away; everything logged stays, and what was being done about it ends."""
    measure = tracker.measures.get(measure_id)
    with tracker.edit(f"archive {measure.name}"):
        tracker.measures.rows.change(measure_id, archived_on=today)
        end_fixes(tracker, measure_id, today)


def restore_measure(tracker: Tracker, measure_id: int) -> None:
    """Bring an archived measure back."""
    measure = tracker.measures.get(measure_id)
    with tracker.edit(f"restore {measure.name}"):
        tracker.measures.rows.change(measure_id, archived_on=None)


def move_measure(tracker: Tracker, measure_id: int, by: int) -> None:
    """Move a measure up (-1) or down (1) in its customer's list; archived ones do not count."""
    measure = tracker.measures.get(measure_id)
    seen = "customer_id = ? AND (archived_on IS NULL OR id = ?)"
    ids = [one.id for one in tracker.measures.where(seen, measure.customer_id, measure_id)]
    at = ids.index(measure_id)
    to = min(max(at + by, 0), len(ids) - 1)
    if to == at:
        return
    ids.insert(to, ids.pop(at))
    with tracker.edit(f"move {measure.name}"):
        for position, key in enumerate(ids):
            tracker.measures.rows.change(key, position=position)  # those in place change nothing


def _refuse_logged(tracker: Tracker, measure: Measure) -> None:
    if tracker.evaluations.span(measure.id):
        raise InvalidInput(
            "scale",
            "Values are logged, so the scale and how often stay as they are",
            "Archive this measure and add a new one.",
        )
