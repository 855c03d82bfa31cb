"""A pulse beside a measure in words: the count, one pair, one week read on a line."""

from __future__ import annotations

from tracker.app.queries.pulse_beside import LEAST_LOW, LEAST_PAIRS, Beside, PulseBeside
from tracker.report import pulse as words
from tracker.report.reading import period_words


def sentence_of(shown: PulseBeside) -> str:
    """Say what the count says, or why nothing can be said."""
    if not shown.answers:
        return words.NO_ANSWERS
    if not shown.values:
        return words.NO_VALUES
    low, others = shown.after_low, shown.after_others
    if not shown.enough:
        return words.too_few(shown.field, len(shown.pairs), len(low), LEAST_PAIRS, LEAST_LOW)
    count = words.Count(
        sum(one.worse for one in low), len(low), sum(one.worse for one in others), len(others)
    )
    return words.counted(shown.measure, shown.field, shown.lag, count)


def counted_as(one: Beside) -> str:
    """Say how a pair was counted."""
    if one.answer is None:
        return "not counted: no answer"
    return f"{'low' if one.answer.low else 'not low'}, {'worse' if one.worse else 'not worse'}"


def read_aloud(one: Beside) -> str:
    """Read one week on a line."""
    told = [period_words(one.period), one.shown]
    if one.answer:
        low = ", below your usual" if one.answer.low else ""
        week = one.answer.week.isocalendar().week
        told += ["worse than usual"] if one.worse else []
        told.append(f"pulse of week {week}: {one.answer.value}{low}")
    return " · ".join(told)
