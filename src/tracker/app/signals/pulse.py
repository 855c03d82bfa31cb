"""The one who serves: when their pulse lies below usual, and what they do about it (L5, R7).

The three answers are those of every signal: start a fix, call it a one-off, say that it was
planned. None of this is in any export, page or pack; only an open fix is *proposed* to the person
as something to ask for in their review.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta

from tracker.app.signals.corrections import Stage, due_fixes, stage_for
from tracker.app.signals.standing import BAD, Standing
from tracker.app.sparks import SPARK_POINTS
from tracker.app.text_input import check_day, clean_name, clean_note, past_day, said_by
from tracker.app.tracker import Tracker
from tracker.detection import Effect, Verdict, effect_of
from tracker.detection.scale import Scale
from tracker.detection.series import Series
from tracker.domain.correction import UNDER_WAY, FixState, asks_by, fix_state
from tracker.domain.errors import InvalidInput
from tracker.domain.evaluation import PULSE_FIELDS
from tracker.domain.period import Period
from tracker.domain.pulse import (
    PulseFix,
    PulseSignal,
    PulseWord,
    PulseWordKind,
    is_answered,
    pulse_signal,
)
from tracker.report.charts.spark import Mark, SparkPicture
from tracker.report.dates import long_day
from tracker.report.text.pulse import FIELD_NAMES, asked_for, pulse_fix_sentence

UNJUDGED = frozenset({Verdict.LEARNING, Verdict.STALE})


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseFixInput:
    """Everything a person says of a fix for their own sake."""

    what: str
    started_on: date
    obstacle: str = ""
    due_on: date | None = None
    review_on: date | None = None
    since: date | None = None

    @classmethod
    def of(cls, fix: PulseFix) -> PulseFixInput:
        """Return what a fix says now."""
        return said_by(cls, fix)


def start_pulse_fix(tracker: Tracker, field: str, said: PulseFixInput) -> int:
    """Start something for one's own sake that is to lift a question of the pulse; return the id."""
    columns = _checked(tracker, _asked(field), said)
    with tracker.edit("start a fix for yourself"):
        return tracker.pulse_fixes.add(**columns)


def edit_pulse_fix(tracker: Tracker, fix_id: int, said: PulseFixInput) -> None:
    """Say it better, or move its dates."""
    fix = tracker.pulse_fixes.get(fix_id)
    columns = _checked(tracker, fix.field, said)
    with tracker.edit("edit your own fix"):
        tracker.pulse_fixes.change(fix_id, **columns)


def finish_pulse_fix(tracker: Tracker, fix_id: int, done_on: date) -> None:
    """Say that it is in place; its effect goes on being watched."""
    fix = tracker.pulse_fixes.get(fix_id)
    if past_day(tracker, "done_on", done_on) < fix.started_on:
        raise InvalidInput("done_on", "It is done before it started", "Change one of the days.")
    with tracker.edit("finish your own fix"):
        tracker.pulse_fixes.change(fix_id, done_on=done_on, dropped_on=None)


def drop_pulse_fix(tracker: Tracker, fix_id: int, dropped_on: date) -> None:
    """Give up; it stays in the history."""
    tracker.pulse_fixes.get(fix_id)
    past_day(tracker, "dropped_on", dropped_on)
    with tracker.edit("drop your own fix"):
        tracker.pulse_fixes.change(fix_id, dropped_on=dropped_on, done_on=None)


def reopen_pulse_fix(tracker: Tracker, fix_id: int) -> None:
    """Reopen what was done or given up."""
    tracker.pulse_fixes.get(fix_id)
    with tracker.edit("reopen your own fix"):
        tracker.pulse_fixes.change(fix_id, done_on=None, dropped_on=None)


def review_pulse_fix(tracker: Tracker, fix_id: int, review_on: date | None) -> None:
    """Look at it again on another day, or (None) not any more."""
    tracker.pulse_fixes.get(fix_id)
    if review_on is not None:
        check_day("review_on", review_on)
    with tracker.edit("review your own fix"):
        tracker.pulse_fixes.change(fix_id, review_on=review_on)


def remove_pulse_fix(tracker: Tracker, fix_id: int) -> None:
    """Delete it; undo brings it back."""
    tracker.pulse_fixes.get(fix_id)
    with tracker.edit("delete your own fix"):
        tracker.pulse_fixes.remove(fix_id)


def answer_pulse(
    tracker: Tracker, field: str, since: date, said_on: date, kind: PulseWordKind, text: str = ""
) -> int:
    """Call a time below usual a one-off, or planned (then it is the usual from now on).

    `since` is its first week; a word may be added, and is not needed. Return the row's id.
    """
    monday = Period.of(check_day("since", since)).start
    day, words = past_day(tracker, "said_on", said_on), clean_note("text", text)
    with tracker.edit("a word about your pulse"):
        return tracker.pulse_words.put(
            {"field": _asked(field), "since": monday}, said_on=day, kind=kind, text=words
        )


def take_back_pulse_answer(tracker: Tracker, word_id: int) -> None:
    """Take back what was said of a time below usual: where it lasts, it is asked about again."""
    tracker.pulse_words.get(word_id)
    with tracker.edit("remove a word about your pulse"):
        tracker.pulse_words.remove(word_id)


def pulse_answers(tracker: Tracker, field: str) -> list[PulseWord]:
    """Return what was said of a question's times below usual, the newest time first."""
    return tracker.pulse_words.where("field = ?", _asked(field), order="since DESC")


def pulse_signals(
    tracker: Tracker, standings: Iterable[Standing], today: date
) -> tuple[PulseSignal, ...]:
    """Return what lies below usual and was not answered yet, in the order in which it is asked."""
    found = list(standings)
    judged = any(one.verdict not in UNJUDGED for one in found)
    steady = judged and not any(one.verdict in BAD for one in found)
    fixes, words = tracker.pulse_fixes.all(), tracker.pulse_words.all()
    told = []
    for field in PULSE_FIELDS:
        answers = _answers(tracker, field, today)
        planned = [
            one.since
            for one in words
            if one.field == field and one.kind is PulseWordKind.PLANNED and one.said_on <= today
        ]
        signal = pulse_signal(field, answers, planned, today, steady=steady)
        if signal and not is_answered(signal, fixes, words):
            told.append(signal)
    return tuple(told)


@dataclass(frozen=True, slots=True)
class PulseFixCard:
    """A fix for one's own sake as it stands on the board, with its effect on the pulse."""

    fix: PulseFix
    effect: Effect
    state: FixState
    stage: Stage
    sentence: str
    spark: SparkPicture
    began: str
    due: str

    @property
    def about(self) -> str:
        """Whom it is for: `Me · Energy`."""
        return f"Me · {FIELD_NAMES[self.fix.field]}"


def pulse_fix_cards(tracker: Tracker, today: date) -> list[PulseFixCard]:
    """Return every fix for one's own sake, newest first."""
    return [
        _card(tracker, one, today) for one in tracker.pulse_fixes.all("started_on DESC, id DESC")
    ]


def due_pulse_fixes(tracker: Tracker, monday: date) -> list[PulseFixCard]:
    """Return the own fixes whose due or review day falls into a week, or has passed unanswered."""
    sunday = monday + timedelta(days=6)
    cards = pulse_fix_cards(tracker, sunday)
    return [card for card in cards if asks_by(card.fix, sunday, worked=card.stage is Stage.WORKED)]


def count_due_fixes(tracker: Tracker, monday: date, hidden: Collection[int] = ()) -> int:
    """Count the fixes of measures and of one's own that a week asks to look at.

    Those for `hidden` customers are not counted.
    """
    theirs = sum(card.customer.id not in hidden for card in due_fixes(tracker, monday))
    return theirs + len(due_pulse_fixes(tracker, monday))


def pulse_fix_effect(tracker: Tracker, fix: PulseFix, today: date) -> Effect:
    """Compare the answers before and after a fix; a dropped one counts until it was dropped."""
    answers = _answers(tracker, fix.field, today)
    if not answers:
        return effect_of(Series((), Scale.RATING), 0)
    first = Period.of(answers[0][0])
    known = {Period.of(week) - first: float(value) for week, value in answers}
    series = Series([known.get(at) for at in range(max(known) + 1)], Scale.RATING, 1.0)
    began = Period.of(fix.started_on)
    start = max((began + 1 if fix.started_on > began.start else began) - first, 0)
    if fix.dropped_on:
        series = series.until(max(Period.of(fix.dropped_on) - first, start))
    return effect_of(series, start)


def proposed_asks(tracker: Tracker, today: date) -> tuple[str, ...]:
    """Propose what to ask for in a review: a sentence for every own fix under way."""
    return tuple(
        asked_for(one.fix) for one in pulse_fix_cards(tracker, today) if one.state in UNDER_WAY
    )


def _card(tracker: Tracker, fix: PulseFix, today: date) -> PulseFixCard:
    effect = pulse_fix_effect(tracker, fix, today)
    state = fix_state(fix, effect.outcome, today)
    stage = stage_for(state)
    values = [value for _, value in _answers(tracker, fix.field, today)][-SPARK_POINTS:]
    tone = {Stage.WORKED: Mark.BETTER, Stage.FAILED: Mark.WORSE}.get(stage, Mark.USUAL)
    return PulseFixCard(
        fix,
        effect,
        state,
        stage,
        pulse_fix_sentence(fix, effect),
        SparkPicture(tuple(map(float, values)), tone=tone, scale=Scale.RATING),
        f"since {long_day(fix.started_on, today)}",
        _due(fix, today),
    )


def _due(fix: PulseFix, today: date) -> str:
    if fix.dropped_on:
        return f"given up on {long_day(fix.dropped_on, today)}"
    if fix.open and fix.due_on:
        return f"{'was due' if fix.due_on < today else 'due'} {long_day(fix.due_on, today)}"
    if fix.review_on:
        return f"look again on {long_day(fix.review_on, today)}"
    return f"done on {long_day(fix.done_on, today)}" if fix.done_on else ""


def _answers(tracker: Tracker, field: str, today: date) -> list[tuple[date, int]]:
    rows = tracker.file.query(
        f"SELECT week, {_asked(field)} FROM pulse"  # noqa: S608 - names of ours
        f" WHERE {field} IS NOT NULL AND week <= ? ORDER BY week",
        today.isoformat(),
    )
    return [(date.fromisoformat(week), value) for week, value in rows]


def _asked(field: str) -> str:
    if field not in PULSE_FIELDS:
        raise InvalidInput("field", "That is not asked", f"Choose from: {', '.join(PULSE_FIELDS)}.")
    return field


def _checked(tracker: Tracker, field: str, said: PulseFixInput) -> dict[str, object]:
    past_day(tracker, "started_on", said.started_on)
    for name, when in (("due_on", said.due_on), ("review_on", said.review_on)):
        if when is not None and check_day(name, when) < said.started_on:
            raise InvalidInput(name, "That day lies before the start", "Choose a later one.")
    columns: dict[str, object] = {one.name: getattr(said, one.name) for one in fields(said)}
    return columns | {
        "field": field,
        "what": clean_name("what", said.what),
        "obstacle": clean_note("obstacle", said.obstacle),
    }
