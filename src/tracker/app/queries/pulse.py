"""The person's own pulse in one week, shaped like the measures it stands above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.app.commands.check_ins import PULSE_FIELDS
from tracker.app.queries.week import SPARK_POINTS
from tracker.app.tracker import Tracker
from tracker.domain.period import Period
from tracker.report.spark import SparkPicture

PULSE_NAMES = {
    "energy": "Energy",
    "valued": "Valued",
    "listened": "Listened to",
    "cared": "Cared for",
}
ENERGY_WORDS = ("Empty", "Low", "Enough", "Good", "Full of it")
FELT_WORDS = ("Not at all", "Hardly", "Somewhat", "Mostly", "Very much")


@dataclass(frozen=True, slots=True)
class PulseLine:
    """One question of the pulse; `last` is the newest answer before this week."""

    field: str
    week: date
    value: int | None
    last: int | None
    spark: SparkPicture

    @property
    def name(self) -> str:
        """What is asked, in a word or two."""
        return PULSE_NAMES[self.field]

    @property
    def words(self) -> tuple[str, ...]:
        """The five words for 1 to 5."""
        return ENERGY_WORDS if self.field == "energy" else FELT_WORDS


def pulse_lines(tracker: Tracker, week: Period, *, more: bool = False) -> tuple[PulseLine, ...]:
    """Return the energy line, or all four; weeks without an answer are gaps."""
    rows = tracker.file.query(
        f"SELECT week, {', '.join(PULSE_FIELDS)} FROM pulse"  # noqa: S608 - names of ours
        " WHERE week <= ? ORDER BY week DESC LIMIT ?",
        week.start.isoformat(),
        SPARK_POINTS,
    )
    known = {date.fromisoformat(monday): answers for monday, *answers in rows}
    back = min(SPARK_POINTS - 1, week - Period(min(known, default=week.start)))
    weeks = [(week + step).start for step in range(-back, 1)]
    return tuple(
        _line(field, week.start, [known[day][at] if day in known else None for day in weeks])
        for at, field in enumerate(PULSE_FIELDS if more else PULSE_FIELDS[:1])
    )


def _line(field: str, week: date, answers: list[int | None]) -> PulseLine:
    before = [answer for answer in answers[:-1] if answer is not None]
    last = before[-1] if before else None
    return PulseLine(field, week, answers[-1], last, SparkPicture(tuple(answers)))
