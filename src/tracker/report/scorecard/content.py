"""What a scorecard says, as values: every item that could be on the page, and what is on it.

Who gathers it (`app.sharing.scorecard`) reads the diary, who lays it out (`scorecard.document`)
reads this alone. What must never leave is not in here, so that it cannot be on the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.correction import FixState
from tracker.domain.keeping import Keeping
from tracker.domain.period import Cadence
from tracker.report.charts.picture import TrendPicture
from tracker.report.documents.logo import Logo


class ItemKind(StrEnum):
    """What an item is, in the order of the list that is shown before anything leaves."""

    PAGE = "The page"
    PERSON = "Who I am"
    MEASURE = "Measures"
    CHART = "Charts"
    EVENT = "Events on the charts"
    PLANNED = "Planned changes on the charts"
    STOP = "What stopped upstream"
    OWN_STOP = "What I did not hand on"
    RATING = "What they gave"
    REASON = "Why a period was skipped"
    CUSTOMER = "Customers"
    FIX = "What I am changing"
    DECISION = "Trade-offs I made"
    NOTE = "Evidence notes"
    WORDS = "What they told me"
    OWN = "My words to them"
    NEXT = "What happens next"
    REPLY = "How to reply"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that may stand on the page; `text` says in a line what it is.

    `on` says whether it is there now: not if what it belongs to (`under`, a key) is left out. A
    `fixed` one has no switch.
    """

    key: str
    kind: ItemKind
    text: str
    on: bool
    fixed: bool = False
    under: str = ""


@dataclass(frozen=True, slots=True)
class ScorecardChange:
    """A change that stands at the end of the period: "got slower" since a day.

    With `earlier` that day lies before the period.
    """

    verb: str
    better: bool
    since: date
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class ScorecardMeasure:
    """One shared measure: `told` is what came of it, `changed` what changed, `notes` evidence.

    `brief` is the promise without what it is about.
    """

    key: str
    uid: str
    name: str
    cadence: Cadence
    promise: str
    figure: str
    keeping: Keeping
    told: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    move: ScorecardChange | None = None
    picture: TrendPicture | None = None
    caption: str = ""
    brief: str = ""


@dataclass(frozen=True, slots=True)
class ScorecardFix:
    """Something done about a measure; `result_on` is the day to look at it, if it is to come."""

    key: str
    measure_key: str
    what: str
    told: str
    state: FixState
    due_on: date | None = None
    result_on: date | None = None


@dataclass(frozen=True, slots=True)
class ScorecardDecision:
    """A decision that the customer was told of, in sentences, and the day they were told."""

    key: str
    told: tuple[str, ...]
    told_on: date


@dataclass(frozen=True, slots=True)
class ScorecardComment:
    """The customer's own words, what they are about (may be empty), and their day."""

    key: str
    text: str
    about: str
    said_on: date


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose page it is, as far as it is told."""

    name: str = ""
    role: str = ""
    mail: str = ""
    logo: Logo | None = None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A scorecard: only what is switched on is in its parts; `items` lists what is off, too.

    `trace` says how many of the shared promises are on the page, where some are not.
    `token` names it in a reply (empty: none is asked for), which rates the measures in their order.
    """

    customer_id: int
    customer: str
    first: date
    last: date
    items: tuple[Item, ...]
    summary: str = ""
    trace: str = ""
    own_words: str = ""
    measures: tuple[ScorecardMeasure, ...] = ()
    fixes: tuple[ScorecardFix, ...] = ()
    decisions: tuple[ScorecardDecision, ...] = ()
    words: tuple[ScorecardComment, ...] = ()
    coming: tuple[str, ...] = ()
    sender: Sender = Sender()
    token: str = ""
