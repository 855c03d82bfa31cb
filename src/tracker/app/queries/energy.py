"""Service steady, energy falling: said calmly, before it can show in the service (R7).

**Energy is falling**: the newest answers, four of them at least, each lie below the median of the
up to 26 answers before them (eight at least); the newest one is of this week or the last two. A
week without an answer is passed over. **Service is steady**: at least one measure is being judged,
and of none anything bad is said today.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import median

from tracker.app.queries.standing import BAD, Standing
from tracker.app.tracker import Tracker
from tracker.detection import Verdict
from tracker.domain.period import Period

LEAST_LOW, LEAST_BEFORE, BEFORE = 4, 8, 26
FRESH = timedelta(weeks=2)
UNJUDGED = frozenset({Verdict.LEARNING, Verdict.STALE})


def energy_line(tracker: Tracker, standings: Iterable[Standing], today: date) -> str:
    """Say that service is steady and energy falling; empty where one of both is not so."""
    found = list(standings)
    judged = [one for one in found if one.verdict not in UNJUDGED]
    if not judged or any(one.verdict in BAD for one in found):
        return ""
    rows = tracker.file.query(
        "SELECT week, energy FROM pulse WHERE energy IS NOT NULL AND week <= ? ORDER BY week",
        today.isoformat(),
    )
    if not rows or Period.of(today).start - date.fromisoformat(rows[-1][0]) > FRESH:
        return ""
    weeks = falling([value for _, value in rows])
    if not weeks:
        return ""
    return f"Service is steady, but your energy has been below your usual for {weeks} weeks."


def falling(answers: Sequence[int]) -> int:
    """Return how many of the newest answers in a row are low, if four or more are; else 0."""
    for count in range(len(answers) - LEAST_BEFORE, LEAST_LOW - 1, -1):
        before = answers[max(len(answers) - count - BEFORE, 0) : len(answers) - count]
        if max(answers[-count:]) < median(before):
            return count
    return 0
