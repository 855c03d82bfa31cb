"""The JSON that `detect` and `signals` share: promise, alarms, spread and forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from tracker.detection import Forecast
    from tracker.domain.finding import Spread
    from tracker.domain.keeping import Keeping


FORECAST = ("slope", "low", "high", "line", "crosses", "earliest", "latest")


def alarm_document(revealed: date, since: date, *, up: bool, continues: bool) -> dict[str, object]:
    """Return one alarm; one that continues was no news, for its slide was known already."""
    return {
        "revealed": revealed.isoformat(),
        "since": since.isoformat(),
        "moved": "up" if up else "down",
        "continues": continues,
    }


def keeping_document(keeping: Keeping) -> dict[str, object]:
    """Return how a promise is kept: the state, in how many of the periods, and since when."""
    return {
        "state": keeping.state,
        "kept": keeping.met,
        "of": keeping.of,
        "since": keeping.since.isoformat() if keeping.since else None,
    }


def spread_document(spread: Spread | None) -> dict[str, object] | None:
    """Return what became of the spread: a factor above 1 is wider."""
    if spread is None:
        return None
    return {
        "change": spread.change,
        "since": spread.since.isoformat(),
        "factor": spread.factor,
    }


def forecast_document(forecast: Forecast | None) -> dict[str, object] | None:
    """Return where a slide leads: its slope in units per period, and the line it will pass."""
    if forecast is None:
        return None
    return {name: getattr(forecast, name) for name in FORECAST}
