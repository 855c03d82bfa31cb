"""How measures stand by a sign: one of a few, told by shape; and a customer's measures by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.app.signals.standing import GOOD, Standing, standings
from tracker.app.tracker import Tracker
from tracker.detection import Verdict
from tracker.report.text.verdicts import standing_words


class Sign(StrEnum):
    """What a cell says by its shape and its wash, the worst first."""

    WORSE = "worse"
    BELOW = "below"
    OLD = "old"
    NOTHING_YET = "nothing_yet"
    LEARNING = "learning"
    ONE_OFF = "one_off"
    STEADY = "steady"
    BETTER = "better"


_SIGNS = {
    Verdict.WORSE: Sign.WORSE,
    Verdict.DRIFTING_WORSE: Sign.WORSE,
    Verdict.BELOW_PROMISE: Sign.BELOW,
    Verdict.STALE: Sign.OLD,
    Verdict.LEARNING: Sign.LEARNING,
    Verdict.ONE_OFF: Sign.ONE_OFF,
}


def sign_of(standing: Standing) -> Sign:
    """Say by which sign a measure stands."""
    if standing.finding.value is None:
        return Sign.NOTHING_YET
    if standing.one_off and standing.verdict is not Verdict.STALE:
        return Sign.ONE_OFF
    if standing.verdict in GOOD:
        return Sign.BETTER
    return _SIGNS.get(standing.verdict, Sign.STEADY)


@dataclass(frozen=True, slots=True)
class CardState:
    """How a customer's measures stand: one sign for all, and what stands out of them in words."""

    sign: Sign
    words: str


def card_states(tracker: Tracker, today: date) -> dict[int, CardState]:
    """Return how the measures of each customer (id) stand; who has none is left out."""
    found: dict[int, list[Standing]] = {}
    for one in standings(tracker, today):
        found.setdefault(one.customer.id, []).append(one)
    return {key: _card_state(several) for key, several in found.items()}


def _card_state(found: list[Standing]) -> CardState:
    signs = {sign_of(one) for one in found}
    loud = (Sign.WORSE, Sign.BELOW, Sign.BETTER)
    quiet = Sign.LEARNING if signs <= {Sign.LEARNING, Sign.NOTHING_YET} else Sign.STEADY
    sign = next((one for one in loud if one in signs), quiet)
    said = (one.verdict for one in found if sign_of(one) is not Sign.ONE_OFF)
    return CardState(sign, standing_words(list(said)))
