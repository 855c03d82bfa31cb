"""What taking a file in would do, measure by measure, as a window shows it; nothing is written.

Made of a snapshot in another thread, as often as something is chosen otherwise. Choices for files
of one shape are written as plain text, so that they can be kept and offered next time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tracker.app.intake.choices import Combine, ReadingChoices
from tracker.app.intake.columns import Role, head_word
from tracker.app.intake.figures import DecimalSign
from tracker.app.intake.periods import DayOrder, WeekDay
from tracker.app.intake.reading import Reading, read_sheets
from tracker.app.intake.sheet import Book
from tracker.app.measures.notation import SIGNS, write_number
from tracker.app.text_input import folded
from tracker.app.tracker import Snapshot, Tracker, opened
from tracker.app.transfer.bringing_in import known_measures
from tracker.app.transfer.cells import MeasureTerms, NewCustomer, NewMeasure, Plan, Target
from tracker.app.transfer.planning import plan_import
from tracker.detection.scale import Scale
from tracker.domain.evaluation import Evaluation
from tracker.domain.measure import Better, Measure, show_value
from tracker.domain.period import Cadence, Period
from tracker.report.dates import period_name

SHOWN_CHANGES, NEWEST = 3, 52
_KEPT = ("sheet", "header", "encoding", "customer", "area", "cadence", "dates", "decimal",
         "week_day", "combine", "year", "columns")  # fmt: skip
_BY_MEASURE = ("scales", "better", "promises", "areas", "customers")
_READ: dict[str, type[StrEnum]] = {
    "cadence": Cadence,
    "dates": DayOrder,
    "decimal": DecimalSign,
    "week_day": WeekDay,
    "combine": Combine,
}


@dataclass(frozen=True, slots=True)
class MeasureOutcome:
    """What would become of one measure: counts, changes in words, its values, what it says.

    `key` is the folded name by which choices about it are kept. `values` are the newest, oldest
    first, those of the diary and those to come.
    """

    key: str
    name: str
    customer: str
    is_new: bool
    new: int
    changed: int
    changes: tuple[str, ...]
    values: tuple[float | None, ...]
    draft: bool = False
    better: Better = Better.HIGHER
    promise: str = ""
    promise_value: float | None = None
    guess: str = ""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A reading, what it would do, and what would become of each measure."""

    reading: Reading
    plan: Plan
    outcomes: tuple[MeasureOutcome, ...]


def preview(
    content: Snapshot, book: Book, choices: ReadingChoices, name: str, today: Callable[[], date]
) -> ImportPreview:
    """Return what a file would do to a snapshot of the diary, or raise `InvalidInput`.

    To be called away from the window's thread. Without a customer everything is read as nobody's.
    """
    with opened(content) as tracker:
        tracker.today = today
        reading = read_sheets(book, choices, known_measures(tracker), name)
        nameless = any(one.what == "customer" for one in reading.asked)
        if nameless:
            named = replace(choices, customer="?")
            table = read_sheets(book, named, known_measures(tracker), name).table
        else:
            table = reading.table
        plan = plan_import(tracker, table)
        outcomes = tuple(_outcome(tracker, target, nameless=nameless) for target in plan.targets)
    return ImportPreview(reading, plan, outcomes)


def _outcome(tracker: Tracker, target: Target, *, nameless: bool) -> MeasureOutcome:
    customer = target.customer
    who = customer.name if isinstance(customer, NewCustomer) else _name(tracker, customer)
    who = "" if nameless and who == "?" else who
    values = {
        one.start: value
        for one in target.entries
        if isinstance(value := one.columns.get("value"), float)
    }
    if isinstance(target.measure, NewMeasure):
        return _of_new(target.measure, who, values)
    return _of_known(tracker, tracker.measures.get(target.measure), who, target, values)


def _of_new(measure: NewMeasure, who: str, values: Mapping[date, float]) -> MeasureOutcome:
    terms = measure.terms[-1][1]
    shown = tuple(value for _, value in sorted(values.items()))[-NEWEST:]
    return MeasureOutcome(
        folded(measure.name),
        measure.name,
        who,
        is_new=True,
        new=len(values),
        changed=0,
        changes=(),
        values=shown,
        draft=measure.draft,
        better=terms.better,
        promise=_promise(terms),
        promise_value=terms.promise,
        guess=_guess(terms.better, shown),
    )


def _of_known(
    tracker: Tracker, known: Measure, who: str, target: Target, values: Mapping[date, float]
) -> MeasureOutcome:
    kept = {one.start: one for one in tracker.evaluations.series(known.id)}
    told: list[str] = []
    for entry in target.entries:
        old = kept.get(entry.start)
        if entry.known is not None and old is not None and len(told) < SHOWN_CHANGES:
            period = period_name(Period(entry.start, known.cadence))
            told.append(f"{period}: {_change(old, entry.columns, known)}")
    changed = sum(one.known is not None for one in target.entries)
    merged = {start: one.value for start, one in kept.items()} | dict(values)
    return MeasureOutcome(
        folded(known.name),
        known.name,
        who,
        is_new=False,
        new=len(target.entries) - changed,
        changed=changed,
        changes=tuple(told),
        values=tuple(value for _, value in sorted(merged.items()))[-NEWEST:],
        better=known.now.better,
        promise_value=known.now.promise,
    )


def keeping(found: ImportPreview, keys: Collection[str]) -> Plan:
    """Return the plan without the changes of some measures: what is logged there stays."""
    targets, kept = [], 0
    for target, outcome in zip(found.plan.targets, found.outcomes, strict=True):
        if outcome.key in keys:
            fresh = tuple(one for one in target.entries if one.known is None)
            kept += len(target.entries) - len(fresh)
            targets.append(replace(target, entries=fresh))
        else:
            targets.append(target)
    return replace(found.plan, targets=tuple(targets), changed=found.plan.changed - kept)


def _name(tracker: Tracker, customer_id: int) -> str:
    return tracker.customers.get(customer_id).name


def _change(old: Evaluation, columns: Mapping[str, object], measure: Measure) -> str:
    """Say what changes in an evaluation: `65 → 66 %`, or that its words do."""
    value = columns.get("value")
    if not isinstance(value, float):
        return "the note" if "note" in columns else "what is said of it"
    unit = measure.now.unit
    before = "nothing" if old.value is None else show_value(old.value, measure.scale)
    return f"{before} → {show_value(value, measure.scale, unit)}"


def _promise(terms: MeasureTerms) -> str:
    if not terms.promised:
        return ""
    if terms.better is Better.BAND:
        return f"{write_number(terms.low or 0)}..{write_number(terms.high or 0)}"
    return f"{SIGNS[terms.better]} {write_number(terms.promise or 0)}"


def _guess(better: Better, values: Sequence[float | None]) -> str:
    """Return a promise that was kept in three of four periods, as a beginning."""
    known = sorted(value for value in values if value is not None)
    if not known or better is Better.BAND:
        return ""
    at = len(known) // 4 if better is Better.HIGHER else len(known) * 3 // 4
    level = known[min(at, len(known) - 1)]
    return f"{SIGNS[better]} {write_number(float(f'{level:.2g}'))}"


def shape_key(reading: Reading) -> str:
    """Return what files of one shape share: the heads of their columns, but for times."""
    part = reading.parts[0]
    heads = [
        head_word(head) for at, head in enumerate(part.frame.heads) if at not in part.layout.across
    ]
    return f"{reading.shape.value}: {' | '.join(heads)}"


def choices_as_text(choices: ReadingChoices) -> str:
    """Write what was chosen for a file, so that it can be kept."""
    told = {name: getattr(choices, name) for name in _KEPT if getattr(choices, name)}
    told |= {name: dict(getattr(choices, name)) for name in _BY_MEASURE if getattr(choices, name)}
    return json.dumps(told, ensure_ascii=False)


def choices_from_text(text: str) -> ReadingChoices:
    """Read what was kept; what makes no sense any more is left out."""
    try:
        said = json.loads(text)
    except (ValueError, TypeError, RecursionError):  # somebody wrote into the settings by hand
        return ReadingChoices()
    if not isinstance(said, dict):
        return ReadingChoices()
    found: dict[str, object] = {}
    for name in (*_KEPT, *_BY_MEASURE):
        try:
            if name in said:
                found[name] = _read_back(name, said[name])
        except (ValueError, TypeError, AttributeError):
            continue
    return ReadingChoices(**found)  # type: ignore[arg-type]


def _read_back(name: str, said: object) -> object:
    if name in _READ:
        return _READ[name](str(said))
    if name in {"header", "year"}:
        return int(str(said))
    if name == "columns" and isinstance(said, dict):
        return {str(head): Role(role) for head, role in said.items()}
    if name == "scales" and isinstance(said, dict):
        return {str(key): Scale(scale) for key, scale in said.items()}
    if name in _BY_MEASURE and isinstance(said, dict):
        return {str(key): str(word) for key, word in said.items()}
    return str(said)
