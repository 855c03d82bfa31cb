"""What a person does about a signal, and what came of it: fixes, planned changes, words, events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

from tracker.app.signals.standing import FixStanding, effect
from tracker.app.sparks import SPARK_POINTS, TrendOwner, spark_of
from tracker.app.text_input import (
    NAME_LENGTH,
    check_day,
    check_length,
    clean_name,
    clean_note,
    past_day,
    said_by,
)
from tracker.app.tracker import Tracker
from tracker.detection import Sensitivity
from tracker.domain.correction import Explanation, Fix, FixKind, FixState, Word, asks_by
from tracker.domain.customer import Customer
from tracker.domain.errors import InvalidInput, quoted
from tracker.domain.measure import Measure
from tracker.domain.period import Period
from tracker.report.charts.spark import SparkPicture
from tracker.report.dates import long_day
from tracker.report.text.phrases import recorded
from tracker.report.text.verdicts import fix_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class FixInput:
    """Everything a person says of a fix; no `owner` means me."""

    what: str
    started_on: date
    kind: FixKind = FixKind.REACTIVE
    obstacle: str = ""
    owner: str = ""
    due_on: date | None = None
    review_on: date | None = None
    since: date | None = None
    note: str = ""

    @classmethod
    def of(cls, fix: Fix) -> FixInput:
        """Return what a fix says now, to be changed with `dataclasses.replace`."""
        return said_by(cls, fix)


def start_fix(tracker: Tracker, measure_id: int, said: FixInput) -> int:
    """Start a corrective action on a measure, from a signal (`since`) or alone; return the id."""
    measure = tracker.measures.get(measure_id)
    columns = _checked(tracker, said)
    with tracker.edit(f"start a fix for {measure.name}"):
        return tracker.fixes.add(measure_id=measure_id, **columns)


def start_fixes(tracker: Tracker, measure_ids: Iterable[int], said: FixInput) -> list[int]:
    """Start one fix for one cause over several measures, in one step; return the ids."""
    wanted = list(measure_ids)
    if not wanted:
        raise InvalidInput("measure", "No measure is chosen", "Tick one.")
    with tracker.edit(f"start a fix for {len(wanted)} measures"):
        return [start_fix(tracker, key, said) for key in wanted]


def edit_fix(tracker: Tracker, fix_id: int, said: FixInput) -> None:
    """Say it better, or move its dates."""
    fix = tracker.fixes.get(fix_id)
    columns = _checked(tracker, said)
    with tracker.edit(f"edit fix {fix.what}"):
        tracker.fixes.change(fix_id, **columns)


def finish_fix(tracker: Tracker, fix_id: int, done_on: date) -> None:
    """Say that a fix is in place; its effect goes on being watched."""
    fix = tracker.fixes.get(fix_id)
    if past_day(tracker, "done_on", done_on) < fix.started_on:
        raise InvalidInput("done_on", "It is done before it started", "Change one of the days.")
    with tracker.edit(f"finish fix {fix.what}"):
        tracker.fixes.change(fix_id, done_on=done_on, dropped_on=None)


def drop_fix(tracker: Tracker, fix_id: int, dropped_on: date) -> None:
    """Give a fix up; it stays in the history."""
    fix = tracker.fixes.get(fix_id)
    past_day(tracker, "dropped_on", dropped_on)
    with tracker.edit(f"drop fix {fix.what}"):
        tracker.fixes.change(fix_id, dropped_on=dropped_on, done_on=None)


def reopen_fix(tracker: Tracker, fix_id: int) -> None:
    """Reopen a fix that was done or dropped."""
    fix = tracker.fixes.get(fix_id)
    with tracker.edit(f"reopen fix {fix.what}"):
        tracker.fixes.change(fix_id, done_on=None, dropped_on=None)


def review_fix(tracker: Tracker, fix_id: int, review_on: date | None) -> None:
    """Look at a fix again on another day, or (None) not any more."""
    fix = tracker.fixes.get(fix_id)
    if review_on is not None:
        check_day("review_on", review_on)
    with tracker.edit(f"review fix {fix.what}"):
        tracker.fixes.change(fix_id, review_on=review_on)


def remove_fix(tracker: Tracker, fix_id: int) -> None:
    """Delete a fix; undo brings it back."""
    fix = tracker.fixes.get(fix_id)
    with tracker.edit(f"delete fix {fix.what}"):
        tracker.fixes.remove(fix_id)


def end_fixes(tracker: Tracker, measure_id: int, ended_on: date) -> None:
    """End what is under way for a measure that is looked at no more."""
    for fix in tracker.fixes.where("measure_id = ?", measure_id):
        if fix.open:
            tracker.fixes.change(fix.id, dropped_on=max(ended_on, fix.started_on))


def plan_change(tracker: Tracker, measure_id: int, starts_on: date, reason: str) -> int:
    """Set a new baseline from the period that holds a day, with the reason; return the id."""
    measure = tracker.measures.get(measure_id)
    reason = clean_name("reason", reason)
    past_day(tracker, "starts_on", starts_on)
    start = Period.of(starts_on, measure.cadence, measure.phase).start
    with tracker.edit(f"new baseline for {measure.name}"):
        return tracker.planned_changes.put(
            {"measure_id": measure_id, "starts_on": start}, reason=reason
        )


def take_back_change(tracker: Tracker, change_id: int) -> None:
    """Take a planned change back: the baselines before and after it are one again."""
    change = tracker.planned_changes.get(change_id)
    measure = tracker.measures.get(change.measure_id)
    with tracker.edit(f"remove the new baseline of {measure.name}"):
        tracker.planned_changes.remove(change_id)


def accept_change(tracker: Tracker, measure_id: int) -> int:
    """Say that the level since the change that stands is the usual one now; return the id.

    Its promise is judged as before: what is usual may well break it.
    """
    measure = tracker.measures.get(measure_id)
    finding = tracker.judge.finding(measure_id)
    if finding.since is None or finding.last is None:
        raise InvalidInput(
            "measure",
            f"Nothing has changed for {quoted(measure.name)}, so it has no new usual",
            "`signals --all` says how it stands.",
        )
    with tracker.edit(f"new usual of {measure.name}"):
        return tracker.accepted_changes.put({"measure_id": measure_id, "start": finding.last})


def take_back_acceptance(tracker: Tracker, accepted_id: int) -> None:
    """Take back that a level is the usual one; the change that began it stands again."""
    measure = tracker.measures.get(tracker.accepted_changes.get(accepted_id).measure_id)
    with tracker.edit(f"remove the new usual of {measure.name}"):
        tracker.accepted_changes.remove(accepted_id)


def explain(
    tracker: Tracker, measure_id: int, start: date, text: str, kind: Word = Word.EXPLAINED
) -> None:
    """Give a word about a period that revealed something; an empty one is taken back.

    A one-off may be marked without a word.
    """
    measure = tracker.measures.get(measure_id)
    text = clean_note("text", text)
    label = "one-off" if kind is Word.ONE_OFF else "explain"
    with tracker.edit(f"{label} {measure.name}"):
        if text or kind is not Word.EXPLAINED:
            at = {"measure_id": measure_id, "start": start}
            tracker.explanations.put(at, text=text, kind=kind)
        elif old := word_on(tracker, measure_id, start):
            tracker.explanations.remove(old.id)


def word_on(tracker: Tracker, measure_id: int, start: date) -> Explanation | None:
    """Return the word given about a period, if any."""
    return tracker.explanations.first(measure_id=measure_id, start=start)


def set_sensitivity(tracker: Tracker, measure_id: int, sensitivity: Sensitivity) -> None:
    """Let a measure speak up sooner or later."""
    measure = tracker.measures.get(measure_id)
    if measure.sensitivity is not sensitivity:
        with tracker.edit(f"make {measure.name} {sensitivity}"):
            tracker.measures.rows.change(measure_id, sensitivity=sensitivity)


def look_at(tracker: Tracker, measure_id: int, today: date) -> None:
    """Keep the day on which the person first saw a measure's signals; nothing to undo."""
    tracker.judge.finding(measure_id)
    unseen = tracker.signals.where("measure_id = ? AND looked_on IS NULL", measure_id)
    if unseen and not tracker.read_only:
        with tracker.history.unnamed():
            for signal in unseen:
                tracker.signals.change(signal.id, looked_on=today)


def _checked(tracker: Tracker, said: FixInput) -> dict[str, object]:
    past_day(tracker, "started_on", said.started_on)
    for field, when in (("due_on", said.due_on), ("review_on", said.review_on)):
        if when is not None and check_day(field, when) < said.started_on:
            raise InvalidInput(field, "That day lies before the start", "Choose a later one.")
    columns: dict[str, object] = {field.name: getattr(said, field.name) for field in fields(said)}
    return columns | {
        "what": clean_name("what", said.what),
        "obstacle": clean_note("obstacle", said.obstacle),
        "owner": check_length("owner", said.owner.strip(), NAME_LENGTH),
        "note": clean_note("note", said.note),
    }


class Stage(StrEnum):
    """Where a fix stands."""

    OPEN = "open"
    WAITING = "waiting"
    WORKED = "worked"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FixCard:
    """One fix on the board."""

    standing: FixStanding
    measure: Measure
    customer: Customer
    stage: Stage
    sentence: str
    spark: SparkPicture
    began: str
    due: str


def fix_board(tracker: Tracker, today: date) -> dict[Stage, list[FixCard]]:
    """Read every fix into its column, newest first."""
    board: dict[Stage, list[FixCard]] = {stage: [] for stage in Stage}
    customers = {one.id: one for one in tracker.customers.all()}
    for fix in tracker.fixes.all("started_on DESC, id DESC"):
        measure = tracker.measures.get(fix.measure_id)
        standing = FixStanding(fix, effect(tracker, fix))
        stage = stage_of(standing, today)
        board[stage].append(
            FixCard(
                standing,
                measure,
                customers[measure.customer_id],
                stage,
                fix_sentence(
                    recorded(measure, tracker.judge.finding(measure.id).step), fix, standing.effect
                ),
                _spark(tracker, measure, customers[measure.customer_id]),
                f"since {long_day(fix.started_on, today)}",
                due_words(standing, today, put_away=_put_away(measure, customers, fix)),
            )
        )
    return board


def _spark(tracker: Tracker, measure: Measure, customer: Customer) -> SparkPicture:
    """Return the newest values of the measure that a fix is to change, marked as everywhere."""
    rows = tracker.evaluations.latest(measure.id, date.max, SPARK_POINTS)
    if not rows:
        return SparkPicture((), promise=measure.now.promise, scale=measure.scale)
    newest, finding = Period(rows[-1].start, measure.cadence), tracker.judge.finding(measure.id)
    return spark_of(TrendOwner(measure, customer), rows, newest, finding)


def due_fixes(tracker: Tracker, monday: date) -> list[FixCard]:
    """Return the fixes whose due or review day falls into a week, or has passed unanswered."""
    sunday = monday + timedelta(days=6)
    return [
        card
        for cards in fix_board(tracker, sunday).values()
        for card in cards
        if _asks(card, sunday)
    ]


_STAGES = {
    FixState.RUNNING: Stage.OPEN,
    FixState.OVERDUE: Stage.OPEN,
    FixState.WAITING: Stage.WAITING,
    FixState.WORKED: Stage.WORKED,
    FixState.DID_NOT: Stage.FAILED,
    FixState.GIVEN_UP: Stage.FAILED,
}


def stage_of(standing: FixStanding, today: date) -> Stage:
    """Put a fix into its column."""
    return stage_for(standing.state(today))


def stage_for(state: FixState) -> Stage:
    """Return the column that fixes in a state stand in."""
    return _STAGES[state]


def _put_away(measure: Measure, customers: dict[int, Customer], fix: Fix) -> bool:
    """Say whether a fix ended because its measure, or the customer, was archived."""
    days = {measure.archived_on, customers[measure.customer_id].archived_on}
    return fix.dropped_on is not None and fix.dropped_on in days


def due_words(standing: FixStanding, today: date, *, put_away: bool = False) -> str:
    """Say which day is next: due, or to be looked at again; empty when neither is.

    `put_away` says that the fix was not given up, but ended with its measure.
    """
    fix = standing.fix
    if fix.dropped_on and put_away:
        return f"ended on {long_day(fix.dropped_on, today)}, when the measure was archived"
    if fix.dropped_on:
        return f"given up on {long_day(fix.dropped_on, today)}"
    if fix.open and fix.due_on:
        return f"{'was due' if fix.due_on < today else 'due'} {long_day(fix.due_on, today)}"
    if fix.review_on and not standing.worked:
        return f"look again on {long_day(fix.review_on, today)}"
    return f"done on {long_day(fix.done_on, today)}" if fix.done_on else ""


def _asks(card: FixCard, sunday: date) -> bool:
    if card.measure.archived_on or card.customer.archived_on:  # nobody looks at it any more
        return False
    return asks_by(card.standing.fix, sunday, worked=card.stage is Stage.WORKED)


def add_event(
    tracker: Tracker,
    happened_on: date,
    title: str,
    note: str = "",
    *,
    customer_id: int | None = None,
    measure_id: int | None = None,
) -> int:
    """Mark a day for one measure, one customer, or everything; return the id."""
    title = clean_name("title", title)
    if customer_id is not None:
        tracker.customers.get(customer_id)
    if measure_id is not None:
        tracker.measures.get(measure_id)
    with tracker.edit(f"add event {title}"):
        return tracker.events.add(
            happened_on=past_day(tracker, "happened_on", happened_on),
            title=title,
            note=clean_note("note", note),
            customer_id=customer_id,
            measure_id=measure_id,
        )


def edit_event(
    tracker: Tracker,
    event_id: int,
    happened_on: date,
    title: str,
    note: str = "",
    *,
    reach: tuple[int | None, int | None] | None = None,
) -> None:
    """Correct an event; `reach` is the customer or measure it concerns, neither for everything."""
    event = tracker.events.get(event_id)
    customer_id, measure_id = reach or (event.customer_id, event.measure_id)
    with tracker.edit(f"edit event {event.title}"):
        tracker.events.change(
            event_id,
            happened_on=past_day(tracker, "happened_on", happened_on),
            title=clean_name("title", title),
            note=clean_note("note", note),
            customer_id=customer_id,
            measure_id=measure_id,
        )


def remove_event(tracker: Tracker, event_id: int) -> None:
    """Delete an event; undo brings it back."""
    event = tracker.events.get(event_id)
    with tracker.edit(f"delete event {event.title}"):
        tracker.events.remove(event_id)
