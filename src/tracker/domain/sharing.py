"""What left the house, what may be shared, what customers gave back, what a review keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from tracker.domain.measure import Measure, Version

FOR_WHOM = (
    "Unless you say otherwise, what holds only measures that you share with a customer counts as "
    "shown to them, and all else as shown to nobody."
)


def usually_for_them(measures: Iterable[Measure]) -> bool:
    """Say whether what holds these measures is for their customer, as long as nobody chose."""
    return all([one.shared for one in measures] or [False])


class ShareKind(StrEnum):
    """What was shared."""

    SCORECARD = "scorecard"
    AGREEMENT = "agreement"
    CHART = "chart"
    REVIEW = "review"
    DECISION = "decision"
    MESSAGE = "message"


KIND_NAMES = {
    ShareKind.SCORECARD: "Scorecard",
    ShareKind.AGREEMENT: "Agreement",
    ShareKind.CHART: "Chart",
    ShareKind.REVIEW: "Review pack",
    ShareKind.DECISION: "Decision",
    ShareKind.MESSAGE: "Message",
}


class SharingWay(StrEnum):
    """How it was shared; `withdraw` says that a published page was taken away."""

    FILE = "file"
    PUBLISH = "publish"
    COPY = "copy"
    WITHDRAW = "withdraw"


WAY_NAMES = {
    SharingWay.FILE: "saved as a file",
    SharingWay.PUBLISH: "published",
    SharingWay.COPY: "copied",
    SharingWay.WITHDRAW: "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Share:
    """One entry of the ledger. `customer_uid` is empty for what is for no customer (a review).

    `first` and `last` are the period it is about, `digest` the SHA-256 of its bytes, `token` what a
    reply code names it by (empty where none can come back). What is not `for_them` the person kept
    for themselves: it does not count as shown.
    """

    id: int
    uid: str
    customer_uid: str
    customer: str
    kind: ShareKind
    form: str
    way: SharingWay
    title: str
    shared_on: date
    shared_at: str
    first: date | None
    last: date | None
    token: str
    digest: str
    size: int
    for_them: bool = True


@dataclass(frozen=True, slots=True)
class Sharing:
    """How a customer is shared with: published or not, and the person's own words to them.

    `switches` says which items of their scorecard were switched on or off (JSON: key to boolean).
    `if_broken` is what they may do when a promise breaks, `come_back` when I come back to them.
    """

    id: int
    uid: str
    customer_id: int
    published: bool = False
    words: str = ""
    switches: str = "{}"
    if_broken: str = ""
    come_back: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A promise that a customer has agreed to: on a day, by somebody.

    `terms` is the fingerprint of what they agreed to (empty: kept before there was one).
    """

    id: int
    uid: str
    measure_id: int
    agreed_on: date
    agreed_by: str
    terms: str = ""


def terms_of(version: Version) -> str:
    """Return the fingerprint of what is agreed to: the promise, its unit and its meaning."""
    said = (version.better, version.promise, version.low, version.high, version.unit)
    return sha256(repr((*said, version.definition)).encode()).hexdigest()[:32]


class RatingSource(StrEnum):
    """How a rating came in: by a reply code, or told and typed in."""

    REPLY = "reply"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Rating:
    """One customer rating; `measure_id` None is about everything, `value` None only words.

    With `five` the value is 1 to 5, else it is on the measure's own scale. `share_uid` names the
    entry of the ledger that it answers, `code` the reply code it came by (empty: none).
    """

    id: int
    uid: str
    customer_id: int
    measure_id: int | None
    rated_on: date
    value: float | None
    five: bool
    words: str
    source: RatingSource
    share_uid: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class ReportedChange:
    """The customer told of a change themselves, on a day: who saw it first (R5)."""

    id: int
    uid: str
    measure_id: int
    revealed: date
    told_on: date


@dataclass(frozen=True, slots=True)
class Mention:
    """The person told the customer how a measure stands: as good as a page that shows it.

    `text` is what they wrote to them; empty where it was said in a talk.
    """

    id: int
    uid: str
    measure_id: int
    told_on: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackRequest:
    """A customer was asked for feedback, so that nobody is asked too often (S7)."""

    id: int
    uid: str
    customer_id: int
    asked_on: date
    how: str = ""


@dataclass(frozen=True, slots=True)
class Star:
    """A star on an evaluation (its evidence note) or on a customer's rating (their words)."""

    id: int
    uid: str
    evaluation_id: int | None = None
    rating_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """The person's own text in place of a paragraph of a review pack, named by its key.

    `replaced` is what the paragraph said by rule when they wrote it (empty: kept before that was).
    """

    id: int
    uid: str
    first: date
    last: date
    key: str
    text: str
    replaced: str = ""
