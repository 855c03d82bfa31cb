"""What is said of the person's own pulse: that it lies below usual, and what a fix did for it.

Nobody else reads any of this, so it is said to the person, plainly and without blame.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from tracker.detection import Effect, Outcome
from tracker.domain.number import show_number
from tracker.domain.period import Period
from tracker.domain.pulse import (
    BEFORE,
    LEAST_BEFORE,
    LEAST_LOW,
    PulseFix,
    PulseSignal,
    PulseWord,
    PulseWordKind,
)
from tracker.domain.texts.cutting import cut
from tracker.report.dates import long_day, period_with_days
from tracker.report.text.customers import CountExplanation
from tracker.report.wording import number_of

FIELD_NAMES: Final = {
    "energy": "Energy",
    "valued": "Feeling valued",
    "listened": "Being listened to",
    "cared": "Being cared for",
}
ONLY_YOU: Final = "Only you see this."
_BELOW: Final = {
    "energy": "your energy has been below your usual",
    "valued": "you have felt less valued than usual",
    "listened": "you have felt less listened to than usual",
    "cared": "you have felt less cared for than usual",
}
_RULE: Final = (
    f"A question is said to lie below your usual when the newest {LEAST_LOW} answers or more each "
    f"lie below the median of up to {BEFORE} answers before them; it takes {LEAST_BEFORE} of "
    "these. Weeks without an answer are passed over. “Service is steady” means that a measure is "
    "being judged, and that nothing bad is said of any today."
)
LONGEST_WHAT: Final = 200


def pulse_sentence(signal: PulseSignal) -> str:
    """Say that a question has been answered lower than usual, and in how many answers."""
    lasting = f"in your last {number_of(signal.weeks, 'answer')}"
    if signal.steady:
        return f"Service is steady, but {_BELOW[signal.field]} {lasting}."
    below = _BELOW[signal.field]
    return f"{below[0].upper()}{below[1:]} {lasting}."


def pulse_answer_line(word: PulseWord, today: date) -> str:
    """Say what the person said of a time below their usual, with their words, if any."""
    since = long_day(word.since, today)
    if word.kind is PulseWordKind.ONE_OFF:
        told = f"What began on {since} was a one-off."
    else:
        told = f"What began on {since} was planned, and is your usual from then on."
    return f"{told} “{' '.join(word.text.split())}”" if word.text else told


def pulse_explanation(signal: PulseSignal) -> CountExplanation:
    """Return the rule, and every answer that was counted, newest first."""
    usual = f"usual: {show_number(signal.usual, 1)}"
    newest = signal.low[-1][0]
    answers = [(week, value, "below your usual") for week, value in reversed(signal.low)]
    answers += [(week, value, usual) for week, value in reversed(signal.before)]
    rows = [
        (period_with_days(Period.of(week), newest), str(value), counted)
        for week, value, counted in answers
    ]
    heads = ("Week", FIELD_NAMES[signal.field], "Counted as")
    return CountExplanation(pulse_sentence(signal), _RULE, heads, rows)


def pulse_fix_sentence(fix: PulseFix, effect: Effect) -> str:
    """Say what became of a fix for one's own sake: a sentence without its name and day."""
    if effect.outcome is Outcome.TOO_FEW or effect.before is None or effect.after is None:
        if effect.lacking:
            began = long_day(fix.started_on, fix.started_on)
            return f"Too few answers before {began} to compare with."
        return f"Too early to tell: {number_of(effect.needed, 'more week')} needed."
    after, before = (show_number(one, 1) for one in (effect.after, effect.before))
    compared = (
        f"{after} of 5 since, {before} before ({effect.after_count} and {effect.before_count} "
        "weeks)"
    )
    match effect.outcome:
        case Outcome.CHANGED_BETTER:
            return f"It worked: {compared}."
        case Outcome.CHANGED_WORSE:
            return f"It got worse instead: {compared}."
    return f"No sign of change yet: {compared}."


def asked_for(fix: PulseFix) -> str:
    """Propose how a fix may be asked for in a review; of the pulse itself it says nothing."""
    what = cut(fix.what, LONGEST_WHAT).rstrip(".!")
    return f"I ask for your support with this, so that I go on serving well: {what}."


def capacity_question(rated: int, rated_on: date, today: date) -> str:
    """Ask what gives way for a new promise, where capacity was rated low."""
    month = long_day(rated_on, today).partition(" ")[2]
    return f"You rated your capacity {rated} of 5 in {month}: what gives way for this promise?"
