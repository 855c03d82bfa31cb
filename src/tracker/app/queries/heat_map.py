"""Customers by the six impact areas: in each cell the measures there, the worst first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.app.queries.standing import GOOD, Standing
from tracker.detection import Verdict
from tracker.domain.customer import TIER_NAMES, Customer, Tier
from tracker.domain.measure import Area
from tracker.domain.period import Period
from tracker.report.news import age
from tracker.report.phrases import brief
from tracker.report.sentences import LABELS, sentence


class Sign(StrEnum):
    """What a cell says by its shape and its wash, the worst first."""

    WORSE = "worse"
    BELOW = "below"
    OLD = "old"
    NOTHING_YET = "nothing_yet"
    STEADY = "steady"
    BETTER = "better"


_ORDER = list(Sign)
_SIGNS = {
    Verdict.WORSE: Sign.WORSE,
    Verdict.DRIFTING_WORSE: Sign.WORSE,
    Verdict.BELOW_PROMISE: Sign.BELOW,
    Verdict.STALE: Sign.OLD,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure in a cell: its last value (or how old that is), and how it stands in words."""

    measure_id: int
    name: str
    shown: str
    sign: Sign
    said: str


Cell = tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One customer: a cell for each area, empty where nothing is measured."""

    customer_id: int
    name: str
    tier: str
    cells: tuple[Cell, ...]


def heat_rows(
    customers: Iterable[Customer], standings: Iterable[Standing], today: date
) -> tuple[HeatRow, ...]:
    """Return a row for each customer, in their order."""
    cells: dict[tuple[int, Area | None], list[Entry]] = {}
    for one in standings:
        key = (one.customer.id, one.measure.area)
        cells.setdefault(key, []).append(_entry(one, today))
    return tuple(
        HeatRow(
            customer.id,
            customer.name,
            TIER_NAMES[customer.tier] if customer.tier else "not placed",
            tuple(_cell(cells.get((customer.id, area), [])) for area in Area),
        )
        for customer in sorted(customers, key=lambda one: one.rank)
    )


def sign_of(standing: Standing) -> Sign:
    """Say by which sign a measure stands."""
    if standing.finding.value is None:
        return Sign.NOTHING_YET
    if standing.one_off and standing.verdict is not Verdict.STALE:
        return Sign.STEADY
    if standing.verdict in GOOD:
        return Sign.BETTER
    return _SIGNS.get(standing.verdict, Sign.STEADY)


def _cell(entries: list[Entry]) -> Cell:
    return tuple(sorted(entries, key=lambda entry: _ORDER.index(entry.sign)))


def _entry(one: Standing, today: date) -> Entry:
    measure, finding = one.measure, one.finding
    sign = sign_of(one)
    shown = "" if finding.value is None else brief(measure, finding.value)
    if sign is Sign.OLD and finding.last is not None:
        shown = age(max((today - Period(finding.last, measure.cadence).end).days // 7, 1))
    floor_only = one.customer.tier is Tier.MAINTAIN
    told = sentence(measure, finding, one.verdict, floor_only=floor_only)
    label = "One-off" if one.one_off and sign is Sign.STEADY else LABELS[one.verdict].text
    said = told if told.startswith(label) else f"{label}. {told}"
    return Entry(measure.id, measure.name, shown, sign, said)
