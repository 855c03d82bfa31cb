"""What the judgement says of a measure, with dates in place of positions: small, and kept.

Everything a page or a sentence needs is here; the values themselves are not.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from tracker.detection import Stance, Verdict


@dataclass(frozen=True, slots=True)
class Regime:
    """A stretch with one usual level: first and last period, values, and why it began."""

    first: date
    last: date
    count: int
    origin: str
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict and its figures. Dates are period starts.

    `usual`, `lower`, `upper` belong to the current regime, `before` to the first one since the last
    planned change, `recent` is the mean since the last alarm. `met` of `of` values keep a promise.
    `verdict` leaves staleness aside: that depends on the day (`queries.findings`).
    """

    measure_id: int
    verdict: Verdict
    first: date | None = None
    last: date | None = None
    value: float | None = None
    points: int = 0
    have: int = 0
    need: int = 0
    usual: float | None = None
    lower: float | None = None
    upper: float | None = None
    first_guess: bool = True
    since: date | None = None
    revealed: date | None = None
    up: bool | None = None
    before: float | None = None
    before_count: int = 0
    recent: float | None = None
    recent_count: int = 0
    evidence: float = 0.0
    threshold: float = 220.0
    stance: Stance | None = None
    met: int = 0
    of: int = 0
    alarms: tuple[tuple[date, date, bool], ...] = ()
    one_offs: tuple[date, ...] = ()
    regimes: tuple[Regime, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return plain values that `from_json` reads."""
        return {name: _plain(getattr(self, name)) for name in _NAMES}

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Finding:
        """Read what `to_json` wrote; raises KeyError, TypeError or ValueError for anything else."""
        known = {name: said[name] for name in _NAMES}
        for name in ("first", "last", "since", "revealed"):
            known[name] = _day(known[name])
        known["verdict"] = Verdict(known["verdict"])
        known["stance"] = Stance(known["stance"]) if known["stance"] else None
        known["alarms"] = tuple(
            (date.fromisoformat(revealed), date.fromisoformat(since), bool(up))
            for revealed, since, up in known["alarms"]
        )
        known["regimes"] = tuple(
            Regime(date.fromisoformat(first), date.fromisoformat(last), *rest)
            for first, last, *rest in known["regimes"]
        )
        known["one_offs"] = tuple(date.fromisoformat(day) for day in known["one_offs"])
        return cls(**known)


_NAMES = tuple(field.name for field in fields(Finding))
_REGIME = tuple(field.name for field in fields(Regime))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Regime):
        return [_plain(getattr(value, name)) for name in _REGIME]
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
