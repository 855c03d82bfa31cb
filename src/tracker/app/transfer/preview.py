"""What taking a file in would do, measure by measure, as a window shows it; nothing is written.

Made of a snapshot in another thread, as often as something is chosen otherwise. Choices for files
of one shape are written as plain text, so that they can be kept and offered next time.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tracker.app.intake.choices import Combine, ReadingChoices, go_on, measure_key
from tracker.app.intake.columns import Role, head_word
from tracker.app.intake.figures import DecimalSign
from tracker.app.intake.periods import DayOrder, WeekDay
from tracker.app.intake.reading import Reading, read_sheets
from tracker.app.intake.sheet import Book
from tracker.app.intake.table import CsvTable
from tracker.app.intake.values import guessed_area
from tracker.app.measures.notation import SIGNS, write_number
from tracker.app.text_input import folded
from tracker.app.tracker import Snapshot, Tracker, opened
from tracker.app.transfer.bringing_in import known_measures
from tracker.app.transfer.cells import MeasureTerms, NewCustomer, NewMeasure, Plan, Target
from tracker.app.transfer.foreseen import foreseen_spark
from tracker.app.transfer.planning import plan_import
from tracker.detection.scale import Scale
from tracker.domain.evaluation import Evaluation
from tracker.domain.measure import Area, Better, Measure, show_value
from tracker.domain.period import Cadence, Period
from tracker.domain.texts.cutting import cut
from tracker.report.charts.spark import SparkPicture
from tracker.report.dates import period_name

NEWEST, LONGEST_NOTE = 52, 40
MOST_SHOWN = 40
"""Measures of a file that are shown one by one, each with its small trend."""

_WORD = re.compile(r"[^\W_]+")
_KEPT = ("sheet", "header", "encoding", "customer", "area", "cadence", "dates", "decimal",
         "week_day", "combine", "year", "columns")  # fmt: skip
_BY_MEASURE = ("scales", "better", "promises", "areas", "customers", "names")
_READ: dict[str, type[StrEnum]] = {
    "cadence": Cadence,
    "dates": DayOrder,
    "decimal": DecimalSign,
    "week_day": WeekDay,
    "combine": Combine,
}


@dataclass(frozen=True, slots=True)
class ValueChange:
    """What is logged of a period, and what the file says instead, as texts; `told` says both."""

    start: date
    period: str
    old: str
    new: str
    told: str


@dataclass(frozen=True, slots=True)
class MeasureOutcome:
    """What would become of one measure: counts, what changes, its values, what is said of it.

    `key` is the one by which choices about it are kept (`measure_key`), `place` tells measures of
    one name apart. `spark` is the small trend as it would be, with what is logged and what is to
    come; only the first `MOST_SHOWN` have one.
    `owned` says that the file itself names whose it is, `as_file` what the file calls a measure of
    the diary that has another name.
    """

    key: str
    place: tuple[str, int]
    name: str
    customer: str
    is_new: bool
    new: int
    changes: tuple[ValueChange, ...]
    spark: SparkPicture
    same: int = 0
    scale: Scale = Scale.NUMBER
    draft: bool = False
    owned: bool = False
    area: Area | None = None
    area_guess: Area = Area.EFFECTIVENESS
    better: Better = Better.HIGHER
    promise: str = ""
    guess: str = ""
    as_file: str = ""
    cadence: Cadence = Cadence.WEEKLY

    @property
    def changed(self) -> int:
        """How many logged values would change."""
        return len(self.changes)


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A reading, what it would do, and what would become of each measure.

    `changed_cells` are those cells, by line and column, that say otherwise than is logged;
    `whose` is a customer whose name stands in the file's name, its sheet or its titles.
    """

    reading: Reading
    plan: Plan
    outcomes: tuple[MeasureOutcome, ...]
    changed_cells: frozenset[tuple[int, int]] = frozenset()
    whose: str = ""


def preview(
    content: Snapshot,
    book: Book,
    choices: ReadingChoices,
    name: str,
    today: Callable[[], date],
    step: Callable[[], None] = go_on,
) -> ImportPreview:
    """Return what a file would do to a snapshot of the diary, or raise `InvalidInput`.

    To be called away from the window's thread. Without a customer everything is read as nobody's.
    `step` hears when a part of it is done; what it raises ends it.
    """
    step()
    with opened(content) as tracker:
        tracker.today = today
        reading = read_sheets(book, choices, known_measures(tracker), name, step)
        nameless = any(one.what == "customer" for one in reading.asked)
        if nameless:
            _as_nobodys(reading.table)
        plan = plan_import(tracker, reading.table, step)
        reading = replace(reading, table=replace(reading.table, rows=()))  # a plan by now
        step()
        outcomes = _Outcomes(tracker, reading, choices, nameless=nameless).of(plan)
        names = [one.name for one in tracker.customers.all()]
    cells = frozenset(
        (one.line, one.column)
        for target in plan.targets
        for one in target.entries
        if one.known is not None
    )
    return ImportPreview(reading, plan, outcomes, cells, _whose(reading, name, names))


def _as_nobodys(table: CsvTable) -> None:
    for row in table.rows:
        if not row.cells.get("customer", "").strip():
            row.cells["customer"] = "?"


def _whose(reading: Reading, name: str, customers: Sequence[str]) -> str:
    """Return the only customer who is named beside the table, in words of their own."""
    frame = reading.parts[0].frame
    beside = _words_of(" ".join((name, frame.sheet, *frame.titles)))
    found = [one for one in customers if _words_of(one) in beside]
    return found[0] if len(found) == 1 else ""


def _words_of(text: str) -> str:
    """Return the words of a text between spaces."""
    return f" {' '.join(re.findall(_WORD, folded(text)))} "


class _Outcomes:
    """Tells for each measure of a plan what would become of it."""

    def __init__(
        self, tracker: Tracker, reading: Reading, choices: ReadingChoices, *, nameless: bool
    ) -> None:
        self._tracker = tracker
        self._owned = any(Role.CUSTOMER in part.layout.roles for part in reading.parts)
        self._nameless = nameless
        self._renamed = {
            (folded(who), folded(name)): key for key, (who, name) in choices.names.items()
        }
        self._places: Counter[str] = Counter()

    def of(self, plan: Plan) -> tuple[MeasureOutcome, ...]:
        """Return the outcomes: first of the targets, in their order, then of what is unchanged."""
        targets = (*plan.targets, *plan.unchanged)
        return tuple(
            self._outcome(target, shown=at < MOST_SHOWN) for at, target in enumerate(targets)
        )

    def _outcome(self, target: Target, *, shown: bool) -> MeasureOutcome:
        """Tell of one measure, with its small trend if it is `shown`."""
        customer = target.customer
        if isinstance(customer, NewCustomer):
            who = customer.name
        else:
            who = self._tracker.customers.get(customer).name
        who = "" if self._nameless and who == "?" else who
        values = {
            one.start: value
            for one in target.entries
            if isinstance(value := one.columns.get("value"), float)
        }
        spark = foreseen_spark(self._tracker, target) if shown else SparkPicture(())
        if isinstance(target.measure, NewMeasure):
            return self._of_new(target.measure, who, values, spark)
        return self._of_known(self._tracker.measures.get(target.measure), who, target, spark)

    def _place(self, name: str) -> tuple[str, int]:
        self._places[folded(name)] += 1
        return folded(name), self._places[folded(name)]

    def _of_new(
        self, measure: NewMeasure, who: str, values: Mapping[date, float], spark: SparkPicture
    ) -> MeasureOutcome:
        terms = measure.terms[-1][1]
        newest = [value for _, value in sorted(values.items())][-NEWEST:]
        return MeasureOutcome(
            measure_key(who if self._owned else "", measure.name),
            self._place(measure.name),
            measure.name,
            who,
            is_new=True,
            new=len(values),
            changes=(),
            spark=spark,
            scale=measure.scale,
            draft=measure.draft,
            owned=self._owned and bool(who),
            area=measure.area,
            area_guess=guessed_area(measure.name, measure.scale),
            better=terms.better,
            promise=_promise(terms),
            guess=_guess(terms.better, newest),
            cadence=measure.cadence,
        )

    def _of_known(
        self, known: Measure, who: str, target: Target, spark: SparkPicture
    ) -> MeasureOutcome:
        kept = {one.start: one for one in self._tracker.evaluations.series(known.id)}
        told: list[ValueChange] = []
        for entry in target.entries:
            old = kept.get(entry.start)
            if entry.known is not None and old is not None:
                told.append(_change(old, entry.columns, known))
        return MeasureOutcome(
            measure_key(who if self._owned else "", known.name),
            self._place(known.name),
            known.name,
            who,
            is_new=False,
            new=len(target.entries) - len(told),
            changes=tuple(told),
            spark=spark,
            same=target.same,
            scale=known.scale,
            area=known.area,
            better=known.now.better,
            as_file=self._renamed.get((folded(who), folded(known.name)), ""),
            cadence=known.cadence,
        )


def without_rows(found: ImportPreview) -> ImportPreview:
    """Return what is told of a file without its lines and values: of a long one they are much."""
    part = found.reading.parts[0]
    parts = (replace(part, frame=replace(part.frame, rows=())),)
    return ImportPreview(
        replace(found.reading, parts=parts), replace(found.plan, targets=()), found.outcomes
    )


def keeping(found: ImportPreview, kept: Mapping[tuple[str, int], Collection[date]]) -> Plan:
    """Return the plan without some changes, by the place of the measure: what is logged stays."""
    targets = []
    for target, outcome in zip(found.plan.targets, found.outcomes, strict=False):
        days = kept.get(outcome.place, ())
        entries = tuple(one for one in target.entries if one.known is None or one.start not in days)
        targets.append(replace(target, entries=entries))
    changed = sum(one.known is not None for target in targets for one in target.entries)
    return replace(found.plan, targets=tuple(targets), changed=changed)


def _change(old: Evaluation, columns: Mapping[str, object], measure: Measure) -> ValueChange:
    """Say what changes in an evaluation: `65` and `66 %`, or its words."""
    period = Period(old.start, measure.cadence)
    value, unit = columns.get("value"), measure.now.unit
    if isinstance(value, float):
        before = "nothing" if old.value is None else show_value(old.value, measure.scale)
        after = show_value(value, measure.scale)
        told = f"{before} → {show_value(value, measure.scale, unit)}"
        return ValueChange(old.start, period_name(period), before, after, told)
    if "skipped" in columns:
        before = "nothing" if old.value is None else show_value(old.value, measure.scale, unit)
        after = "skipped"
    elif "note" in columns:
        before = cut(old.note, LONGEST_NOTE) if old.note else "no note"
        after = cut(str(columns["note"]), LONGEST_NOTE)
    else:
        before, after = "what is said of it", "what the file says"
    return ValueChange(old.start, period_name(period), before, after, f"{before} → {after}")


def _promise(terms: MeasureTerms) -> str:
    if not terms.promised:
        return ""
    if terms.better is Better.BAND:
        return f"{write_number(terms.low or 0)}..{write_number(terms.high or 0)}"
    return f"{SIGNS[terms.better]} {write_number(terms.promise or 0)}"


def _guess(better: Better, values: Sequence[float]) -> str:
    """Return a promise that was kept in three of four periods, as a beginning."""
    known = sorted(values)
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
    if name == "names" and isinstance(said, dict):
        return {str(key): (str(pair[0]), str(pair[1])) for key, pair in said.items()}
    if name in _BY_MEASURE and isinstance(said, dict):
        return {str(key): str(word) for key, word in said.items()}
    return str(said)
