"""What left the house is written down with its exact bytes: a fact, which nobody can take back.

A page of one person carries the same fonts, style and logo every week. Content is cut where these
begin and end, always in the same places, so that the ledger keeps each of them once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from tracker.app.tracker import Tracker
from tracker.domain.errors import HIDDEN
from tracker.domain.measure import Measure
from tracker.domain.share import Share, ShareKind, Way
from tracker.store.ledger import packed

LONGEST_TITLE: Final = 400
_LEAST_PART: Final = 256  # bytes; the row of a smaller one would cost more than it saves
# Two searches with a plain beginning each are six times as fast as one for either.
_TAGS: Final = re.compile(rb"</?(?:style|script|body)\b")
_DATA: Final = re.compile(rb"data:[\w./+-]*;base64,[A-Za-z0-9+/=]{256,}")


def note_share(
    tracker: Tracker,
    *,
    customer_id: int | None,
    kind: ShareKind,
    form: str,
    way: Way,
    title: str,
    content: bytes,
    measures: Sequence[Measure],
    rated: int,
    token: str,
    first: date | None,
    last: date | None,
    today: date,
) -> int:
    """Write down what has left the house and return its place in the ledger.

    `form` is the suffix without its dot. The first `rated` of the measures are those that a reply
    can rate, in the order of its digits; `token` is what it names this by (empty: none can come).
    """
    customer = None if customer_id is None else tracker.customers.get(customer_id)
    with tracker.fact("share"):
        return tracker.ledger.put(
            _parts(content),
            [measure.uid for measure in measures],
            rated,
            customer_uid=customer.uid if customer else "",
            customer=customer.name if customer else "",
            kind=kind,
            form=form.removeprefix(".").lower(),
            way=way,
            title=_line(title)[:LONGEST_TITLE],
            shared_on=today,
            first=first,
            last=last,
            token=token,
        )


def note_decision(
    tracker: Tracker, customer_id: int, form: str, title: str, content: bytes, today: date
) -> int:
    """Write down that a decision went to a customer as a page."""
    return note_share(
        tracker,
        customer_id=customer_id,
        kind=ShareKind.DECISION,
        form=form,
        way=Way.FILE,
        title=title,
        content=content,
        measures=(),
        rated=0,
        token="",
        first=None,
        last=None,
        today=today,
    )


def prepare(content: bytes) -> None:
    """Pack content ahead, in any thread, so that noting it takes no time."""
    for part in _parts(content):
        packed(part)


def note_withdrawal(tracker: Tracker, share: Share, today: date) -> int:
    """Write down that a published page was taken away; return the place of that in the ledger.

    The entry holds the page that was taken away, whose bytes are there already.
    """
    with tracker.fact("share"):
        return tracker.ledger.put(
            _parts(tracker.ledger.content(share.id)),
            [],
            0,
            customer_uid=share.customer_uid,
            customer=share.customer,
            kind=share.kind,
            form=share.form,
            way=Way.WITHDRAW,
            title=share.title,
            shared_on=today,
            first=share.first,
            last=share.last,
        )


def _parts(content: bytes) -> list[bytes]:
    """Cut content where fonts, styles, pictures and the body begin and end; joined it is whole."""
    sure = {at for found in _DATA.finditer(content) for at in found.span()}
    cuts = [0]
    for at in sorted(sure.union(found.start() for found in _TAGS.finditer(content))):
        if at in sure or at - cuts[-1] >= _LEAST_PART:
            cuts.append(at)
    cuts.append(len(content))
    return [content[begin:end] for begin, end in pairwise(cuts) if end > begin]


def _line(text: str) -> str:
    """Return a text as a row can keep it: no sign in it that cannot be written."""
    plain = text.encode("utf-8", "replace").decode("utf-8").replace("\0", HIDDEN)
    return " ".join(plain.split())
