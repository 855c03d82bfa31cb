"""The sentences about one measure beside its chart, the weighty first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tracker.app.queries.standing import CHANGED, Standing
from tracker.domain.customer import Tier
from tracker.report.news import fix_line, seen_line, word_line
from tracker.report.phrases import by_chance
from tracker.report.sentences import promise_holds, sentence

MOST_FIXES = 3


def told_of(one: Standing, today: date) -> list[str]:
    """Return what is said of a measure: verdict, promise, chance, word, fixes, and who saw it."""
    return [said for said in _told(one, today) if said]


def _told(one: Standing, today: date) -> Iterator[str]:
    measure, finding = one.measure, one.finding
    if finding.last is None:
        return
    floor_only = one.customer.tier is Tier.MAINTAIN
    said = sentence(measure, finding, one.verdict, floor_only=floor_only)
    yield said
    if one.verdict in CHANGED:
        yield promise_holds(measure, finding)
        yield by_chance(measure.sensitivity, measure.cadence)
    if one.word:
        yield word_line(one.word)
    for standing in one.fixes[: -MOST_FIXES - 1 : -1]:
        yield fix_line(measure, standing.fix, standing.effect, today)
    if one.signal and (one.verdict in CHANGED or one.told_on):
        yield seen_line(one.signal.looked_on, today, one.told_on)
