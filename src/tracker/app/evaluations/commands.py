"""The weekly work, written: record, skip, annotate, take back, the own pulse, the week's closing.

Any past period is written in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.app.text_input import (
    LONGEST_AWAY,
    away_day,
    check_length,
    clean_line,
    clean_note,
    past_day,
)
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput
from tracker.domain.evaluation import AWAY, PULSE_FIELDS, Cause, EvaluationState
from tracker.domain.measure import Measure, check_value
from tracker.domain.period import Period, periods
from tracker.report.dates import long_day, medium_days
from tracker.report.wording import number_of

LINK_LENGTH, REASON_LENGTH = 2000, 500
_ACTIVE = (
    "archived_on IS NULL AND draft = 0"
    " AND customer_id IN (SELECT id FROM customer WHERE archived_on IS NULL)"
)


def record(tracker: Tracker, measure_id: int, start: date, value: float) -> None:
    """Write a period's value over whatever stood there; notes stay."""
    measure = tracker.measures.get(measure_id)
    value = check_value(value, measure.scale)
    with tracker.edit(f"log {measure.name}"):
        tracker.evaluations.log(
            measure_id, _past(tracker, measure, start), value=value, skipped=None
        )


def skip(tracker: Tracker, measure_id: int, start: date, reason: str) -> None:
    """Leave a period out, with a reason."""
    measure = tracker.measures.get(measure_id)
    reason = clean_line("reason", reason, REASON_LENGTH)
    if not reason:
        raise InvalidInput("reason", "A skip needs a reason", "Say why, in a word or two.")
    begins = _start(measure, away_day(tracker, "period", start))
    with tracker.edit(f"skip {measure.name}"):
        tracker.evaluations.log(measure_id, begins, value=None, skipped=reason)


def clear(tracker: Tracker, measure_id: int, start: date) -> None:
    """Make a period unknown again; notes stay."""
    measure = tracker.measures.get(measure_id)
    if tracker.evaluations.find(measure_id, start):
        with tracker.edit(f"clear {measure.name}"):
            tracker.evaluations.log(measure_id, start, value=None, skipped=None)


def annotate(
    tracker: Tracker,
    measure_id: int,
    start: date,
    *,
    note: str = "",
    private_note: str = "",
    cause: Cause | None = None,
    link: str = "",
) -> None:
    """Write a period's evidence note, private note, cause and link, all four."""
    measure = tracker.measures.get(measure_id)
    said: dict[str, object] = {
        "note": clean_note("note", note),
        "private_note": clean_note("private_note", private_note),
        "cause": cause,
        "link": check_length("link", link.strip(), LINK_LENGTH),
    }
    old = tracker.evaluations.find(measure_id, start)
    if old is None and not any(said.values()):
        return
    with tracker.edit(f"note on {measure.name}"):
        tracker.evaluations.log(measure_id, _past(tracker, measure, start), **said)


def same_as_last(tracker: Tracker, pairs: Iterable[tuple[int, date]]) -> int:
    """Repeat the last value for (measure, start) pairs that hold nothing yet; return how many."""
    repeated = 0
    with tracker.edit("same as last week"):
        for measure_id, start in pairs:
            measure = tracker.measures.get(measure_id)
            before = [
                one.value
                for one in tracker.evaluations.latest(measure_id, start, 60)
                if one.value is not None
            ]
            if before and _open(tracker, measure_id, start):
                tracker.evaluations.log(
                    measure_id, _past(tracker, measure, start), value=before[-1]
                )
                repeated += 1
    return repeated


def away(tracker: Tracker, first: date, last: date, reason: str = AWAY) -> int:
    """Skip the periods that lie wholly in the weeks of an absence and hold nothing; count them.

    A month or a quarter of which some weeks were worked stays open: there is a figure to it.
    """
    first, last = away_day(tracker, "first", first), away_day(tracker, "last", last)
    if last < first:
        raise InvalidInput("last", "The last day lies before the first", "Swap them.")
    weeks = list(periods(Period.of(first), Period.of(last)))
    if len(weeks) > LONGEST_AWAY.days // 7:
        raise InvalidInput("last", "That is more than two years", "Choose a shorter time.")
    reason = clean_line("reason", reason, REASON_LENGTH) or AWAY
    with tracker.edit(f"{reason} {medium_days(first, last)}"):
        return _skip_within(tracker, weeks[0], weeks[-1], reason)


def away_in_weeks(tracker: Tracker, weeks: Sequence[Period]) -> int:
    """Skip as away whatever is open in these weeks and lies wholly in them; count it."""
    with tracker.edit(f"{AWAY} in {number_of(len(weeks), 'week')}"):
        return sum(_skip_within(tracker, first, last, AWAY) for first, last in _runs(weeks))


def leave_weeks(tracker: Tracker, weeks: Sequence[Period]) -> None:
    """Finish weeks as they are, with what is unknown in them."""
    with tracker.edit("leave earlier weeks as they are"):
        for week in weeks:
            old = tracker.check_ins.first(week=week.start)
            if old is None:
                tracker.check_ins.put({"week": week.start}, answer="")
            elif not old.finished:
                tracker.check_ins.remove(old.id)
                tracker.check_ins.add(uid=old.uid, week=week.start, answer=old.answer)


def _runs(weeks: Sequence[Period]) -> list[tuple[Period, Period]]:
    """Return the first and last week of each row of weeks without a gap."""
    found: list[tuple[Period, Period]] = []
    for week in sorted(weeks, key=lambda one: one.start):
        if found and found[-1][1] + 1 == week:
            found[-1] = (found[-1][0], week)
        else:
            found.append((week, week))
    return found


def _skip_within(tracker: Tracker, first: Period, last: Period, reason: str) -> int:
    """Skip what is open and lies wholly between two weeks; count it."""
    skipped = 0
    for measure in tracker.measures.where(_ACTIVE):
        begun = _begun(tracker, measure)
        ends = [Period.of(one.start, measure.cadence, measure.phase) for one in (first, last)]
        for period in periods(*ends):
            inside = first.start <= period.start and period.end <= last.end
            if inside and begun <= period.end and _open(tracker, measure.id, period.start):
                tracker.evaluations.log(measure.id, period.start, skipped=reason)
                skipped += 1
    return skipped


def _open(tracker: Tracker, measure_id: int, start: date) -> bool:
    """Say whether a period holds neither a value nor a skip; it may hold a note."""
    found = tracker.evaluations.find(measure_id, start)
    return found is None or found.state is EvaluationState.UNKNOWN


def _begun(tracker: Tracker, measure: Measure) -> date:
    """Return the day from which a measure is kept: promised, or logged before that."""
    promised = measure.versions[0].valid_from
    logged = tracker.evaluations.span(measure.id)
    return min(promised, logged[0]) if logged else promised


def _past(tracker: Tracker, measure: Measure, start: date) -> date:
    """Return the first day of a period that has begun: nothing can be known of a later one."""
    return _start(measure, past_day(tracker, "period", start))


def _start(measure: Measure, start: date) -> date:
    if Period.of(start, measure.cadence, measure.phase).start != start:
        raise InvalidInput(
            "period",
            f"No {measure.cadence} period starts on {long_day(start)}",
            "Choose its first day.",
        )
    return start


def record_pulse(tracker: Tracker, week: date, **ratings: int | None) -> None:
    """Write some of energy, valued, listened, cared (1 to 5, None takes back) for a week."""
    for field, rating in ratings.items():
        if field not in PULSE_FIELDS or (rating is not None and rating not in range(1, 6)):
            raise InvalidInput(field, "A rating is a whole number from 1 to 5", "Change it.")
    monday = _monday(tracker, week)
    old = tracker.pulses.first(week=monday)
    kept = {field: getattr(old, field) for field in PULSE_FIELDS} if old else {}
    left = any(value is not None for value in (kept | ratings).values())
    if old is None and not left:
        return
    with tracker.edit("log own pulse"):
        if left:
            tracker.pulses.put({"week": monday}, **ratings)
        elif old:
            tracker.pulses.remove(old.id)


def answer_week(tracker: Tracker, week: date, answer: str) -> None:
    """Keep the answer to a week's closing question, whether the week is finished or not."""
    monday = _monday(tracker, week)
    answer = clean_note("answer", answer)
    old = tracker.check_ins.first(week=monday)
    if answer == (old.answer if old else ""):
        return
    with tracker.edit(f"answer for {Period(monday)}"):
        if old is None:
            tracker.check_ins.add(week=monday, answer=answer, finished_at="")
        elif answer or old.finished:
            tracker.check_ins.change(old.id, answer=answer)
        else:
            tracker.check_ins.remove(old.id)


def finish_week(tracker: Tracker, week: date, answer: str = "") -> None:
    """Close a week's check-in; the answer to its closing question may stay empty."""
    monday = _monday(tracker, week)
    answer = clean_note("answer", answer)
    old = tracker.check_ins.first(week=monday)
    with tracker.edit(f"finish {Period(monday)}"):
        if old is None or old.finished:
            tracker.check_ins.put({"week": monday}, answer=answer)
        else:  # written anew, because the database knows what time it is
            tracker.check_ins.remove(old.id)
            tracker.check_ins.add(uid=old.uid, week=monday, answer=answer)


def reopen_week(tracker: Tracker, week: date) -> None:
    """Take the closing of a week back; its answer stays."""
    monday = _monday(tracker, week)
    old = tracker.check_ins.first(week=monday)
    if old and old.finished:
        with tracker.edit(f"reopen {Period(monday)}"):
            if old.answer:
                tracker.check_ins.change(old.id, finished_at="")
            else:
                tracker.check_ins.remove(old.id)


def _monday(tracker: Tracker, day: date) -> date:
    return Period.of(past_day(tracker, "week", day)).start
