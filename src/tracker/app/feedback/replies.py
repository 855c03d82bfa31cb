"""Take in what a customer answered to a scorecard: the code their page made, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import Measure
from tracker.domain.sharing import RatingSource, Share
from tracker.report.dates import long_day
from tracker.report.scorecard.reply import CustomerReply, check_count, decode, encode
from tracker.report.wording import number_of

ONE_DAY = timedelta(days=1)  # their clock may be ahead of ours, or behind


@dataclass(frozen=True, slots=True)
class TakenReply:
    """What was taken in: ratings of 1 to 5 by the name of the measure, and the customer's words.

    `left_out` counts ratings of measures that are no longer theirs or no longer there.
    """

    customer_id: int
    customer: str
    day: date
    shared_on: date
    ratings: tuple[tuple[str, int], ...]
    comment: str
    left_out: int

    @property
    def sentence(self) -> str:
        """What the status line says."""
        count = len(self.ratings)
        said = [number_of(count, "rating")] if count else []
        said += ["their words"] if self.comment else []
        told = f"Reply of {self.customer} saved: {' and '.join(said)}"
        return f"{told}. {self.left_out_sentence}" if self.left_out else told

    @property
    def left_out_sentence(self) -> str:
        """What is told of ratings that could not be kept; empty if there are none."""
        if not self.left_out:
            return ""
        if self.left_out == 1:
            return "1 rating was left out: its measure is no longer there."
        return f"{self.left_out} ratings were left out: their measures are no longer there."


def take_reply(tracker: Tracker, text: str, today: date) -> TakenReply:
    """Keep the ratings and words of a reply code, with whatever of a mail is around it.

    Raises `InvalidInput` for a code that is none, was changed, is for no scorecard of this file, or
    was taken in before; nothing is kept then.
    """
    answer = decode(text)
    code = encode(answer)
    share = _share(tracker, answer, today)
    customer = _customer(tracker, share)
    if taken := tracker.ratings.first(code=code):
        when = long_day(taken.rated_on, today)
        raise _refused(f"This reply of {when} was saved before", "Nothing was added twice.")
    rated = list(_rated(tracker, share, answer))
    theirs = [(one, value) for one, value in rated if one and one.customer_id == customer.id]
    if not theirs and not answer.comment:
        raise _refused("The promises it rates are no longer there", "There is nothing to save.")
    _keep(tracker, customer, share, answer, theirs, code)
    return TakenReply(
        customer.id,
        customer.name,
        answer.day,
        share.shared_on,
        tuple((one.name, value) for one, value in theirs),
        answer.comment,
        len(rated) - len(theirs),
    )


def _share(tracker: Tracker, answer: CustomerReply, today: date) -> Share:
    """Return the newest page that the answer can be about."""
    shares = tracker.ledger.where("token = ?", answer.token, order="id DESC")
    if not shares:
        raise _refused(
            "No scorecard that was shared from this file has that code",
            "Paste the code of one that you shared.",
        )
    if answer.day > today + ONE_DAY:
        raise _refused(
            f"The reply code is of {long_day(answer.day)}, which is still to come",
            "Ask your customer to look at the date of their computer.",
        )
    first = min(share.shared_on for share in shares)
    if answer.day < first - ONE_DAY:
        raise _refused(
            f"The reply code is of {long_day(answer.day)}, and the scorecard was shared on"
            f" {long_day(first)}",
            "Ask your customer to look at the date of their computer.",
        )
    promises = len(answer.ratings)
    for share in shares:
        if len(tracker.ledger.measures(share.id, rated=True)) == promises:
            return share
    check_count(answer, len(tracker.ledger.measures(shares[0].id, rated=True)))
    return shares[0]


def _customer(tracker: Tracker, share: Share) -> Customer:
    found = tracker.customers.first(uid=share.customer_uid)
    if found is None:
        whose = share.customer or "The customer of this scorecard"
        raise _refused(f"{whose} is no longer there", "Nothing was saved.")
    return found


def _rated(
    tracker: Tracker, share: Share, answer: CustomerReply
) -> Iterator[tuple[Measure | None, int]]:
    """Yield each rating with its measure; None for one that is gone."""
    measures = {one.uid: one for one in tracker.measures.all()}
    uids = tracker.ledger.measures(share.id, rated=True)
    for uid, value in zip(uids, answer.ratings, strict=True):
        if value is not None:
            yield measures.get(uid), value


def _keep(
    tracker: Tracker,
    customer: Customer,
    share: Share,
    answer: CustomerReply,
    rated: list[tuple[Measure, int]],
    code: str,
) -> None:
    with tracker.edit(f"reply of {customer.name}"):
        for measure, value in rated:
            _add(tracker, customer, share, answer.day, code, measure_id=measure.id, value=value)
        if answer.comment:
            _add(tracker, customer, share, answer.day, code, words=answer.comment)


def _add(
    tracker: Tracker, customer: Customer, share: Share, day: date, code: str, **columns: object
) -> None:
    tracker.ratings.add(
        customer_id=customer.id,
        rated_on=day,
        five=True,
        source=RatingSource.REPLY,
        share_uid=share.uid,
        code=code,
        **columns,
    )


def _refused(title: str, hint: str) -> InvalidInput:
    return InvalidInput("code", title, hint)
