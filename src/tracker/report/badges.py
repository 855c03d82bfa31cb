"""The badges of a measure (M4): clear, public, continuous; each says why it is held, or is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tracker.detection.scale import Scale
from tracker.domain.measure import Measure
from tracker.domain.period import Period
from tracker.report.phrases import count, day, period_name

PUBLIC_FOR: Final = timedelta(weeks=13)
"""How long a measure is public after it was last shared."""
MOST_AWAY: Final = 2
"""Periods that a continuous measure may be without a value."""
_WITH_UNIT: Final = frozenset({Scale.NUMBER, Scale.DURATION})


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge: whether a measure has it, and the sentence that says why."""

    name: str
    held: bool
    said: str


def clear(measure: Measure) -> Badge:
    """Say whether anybody could tell what is measured: definition, unit, direction."""
    lacking = []
    if not measure.now.definition.strip():
        lacking.append("a definition")
    if measure.scale in _WITH_UNIT and not measure.now.unit.strip():
        lacking.append("a unit")
    if lacking:
        return Badge("clear", held=False, said=f"Not clear yet: it lacks {' and '.join(lacking)}.")
    return Badge("clear", held=True, said="Clear: definition, unit and direction are there.")


def public(measure: Measure, shared_on: date | None, today: date) -> Badge:
    """Say when a measure was last shared; public is what was, lately, and still is to be."""
    if not measure.shared:
        was = f", though it was shared on {day(shared_on, today)}" if shared_on else ""
        return Badge("public", held=False, said=f"Private: only you see it{was}.")
    if shared_on is None:
        return Badge("public", held=False, said="Not public yet: it was never on a page that left.")
    when = day(shared_on, today)
    if today - shared_on > PUBLIC_FOR:
        return Badge("public", held=False, said=f"No longer public: last shared on {when}.")
    return Badge("public", held=True, said=f"Public: last shared on {when}.")


def continuous(measure: Measure, last: date | None, due: Period) -> Badge:
    """Say whether the newest value is fresh; `due` is the newest period that fell due."""
    if last is None:
        return Badge("continuous", held=False, said="Not continuous yet: nothing is logged.")
    cadence = measure.cadence
    when = period_name(last, cadence, year=last.year != due.start.year)
    if due - Period(last, cadence) > MOST_AWAY:
        away = count(due - Period(last, cadence), cadence)
        return Badge(
            "continuous", held=False, said=f"Not continuous: no value for {away}, since {when}."
        )
    return Badge("continuous", held=True, said=f"Continuous: last value in {when}.")


def badge_line(badges: Iterable[Badge]) -> str:
    """Name those that are held, then those that are not: `Clear · Continuous · Not public`."""
    known = sorted(badges, key=lambda one: not one.held)
    return " · ".join(one.name.capitalize() if one.held else f"Not {one.name}" for one in known)
