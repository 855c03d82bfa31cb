"""What a customer may see, chosen and agreed to, and what left the house, noted.

What left the house is written down with its exact bytes: a fact, which nobody can take back. A page
of one person carries the same fonts, style and logo every week. Content is cut where these begin
and end, always in the same places, so that the ledger keeps each of them once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final

from tracker.app.text_input import clean_name, clean_note, past_day
from tracker.app.tracker import Tracker
from tracker.domain.errors import HIDDEN, FileTrouble, InvalidInput
from tracker.domain.measure import Measure
from tracker.domain.sharing import Share, ShareKind, Sharing, SharingWay, terms_of
from tracker.store.ledger import packed
from tracker.store.outgoing import prepared

LONGEST_TITLE: Final = 400
_LEAST_PART: Final = 256  # bytes; the row of a smaller one would cost more than it saves
# Two searches with a plain beginning each are six times as fast as one for either.
_TAGS: Final = re.compile(rb"</?(?:style|script|body)\b")
_DATA: Final = re.compile(rb"data:[\w./+-]*;base64,[A-Za-z0-9+/=]{256,}")


def sharing_of(tracker: Tracker, customer_id: int) -> Sharing:
    """Return how a customer is shared with; the usual, where nothing was chosen yet."""
    return tracker.sharings.first(customer_id=customer_id) or Sharing(0, "", customer_id)


def switches_of(tracker: Tracker, customer_id: int) -> dict[str, bool]:
    """Return the items of a scorecard that the person switched on or off, by key."""
    try:
        said = json.loads(sharing_of(tracker, customer_id).switches)
    except ValueError:
        return {}
    return {key: bool(on) for key, on in said.items()} if isinstance(said, dict) else {}


def switch_item(tracker: Tracker, customer_id: int, key: str, *, on: bool) -> None:
    """Take an item into a customer's scorecard, or leave it out, this time and from now on."""
    customer = tracker.customers.get(customer_id)
    switches = switches_of(tracker, customer_id)
    if switches.get(key) != on:
        told = json.dumps({**switches, key: on}, sort_keys=True)
        verb = "show" if on else "hide"
        _change(tracker, customer_id, f"{verb} an item for {customer.name}", switches=told)


def set_scorecard_text(tracker: Tracker, customer_id: int, text: str) -> None:
    """Write some words of one's own on a customer's scorecard; nothing takes them away."""
    customer = tracker.customers.get(customer_id)
    _change(tracker, customer_id, f"words to {customer.name}", words=clean_note("words", text))


def set_recourse(
    tracker: Tracker,
    customer_id: int,
    *,
    if_broken: str | None = None,
    come_back: str | None = None,
) -> None:
    """Agree what a customer may do when a promise breaks, and when I come back to them.

    None leaves one as it is.
    """
    customer = tracker.customers.get(customer_id)
    said = {"if_broken": if_broken, "come_back": come_back}
    words = {name: clean_note(name, text) for name, text in said.items() if text is not None}
    _change(tracker, customer_id, f"what {customer.name} may do if a promise breaks", **words)


def publish_for(tracker: Tracker, customer_id: int, *, on: bool) -> None:
    """Publish a customer's scorecard from now on, or no more (their page is withdrawn)."""
    customer = tracker.customers.get(customer_id)
    verb = "publish for" if on else "stop publishing for"
    _change(tracker, customer_id, f"{verb} {customer.name}", published=on)


def agree(tracker: Tracker, measure_ids: Iterable[int], agreed_on: date, agreed_by: str) -> None:
    """Say that a customer has agreed to promises, on a day, by somebody."""
    by = clean_name("agreed_by", agreed_by)
    day = past_day(tracker, "agreed_on", agreed_on)
    measures = [tracker.measures.get(measure_id) for measure_id in measure_ids]
    if not measures:
        raise InvalidInput("measures", "No promise is chosen", "Choose at least one.")
    label = measures[0].name if len(measures) == 1 else f"{len(measures)} promises"
    with tracker.edit(f"agree on {label}"):
        for measure in measures:
            tracker.agreements.put(
                {"measure_id": measure.id, "agreed_on": day},
                agreed_by=by,
                terms=terms_of(measure.on(agreed_on)),
            )


def disagree(tracker: Tracker, measure_id: int) -> None:
    """Make a promise provisional again: what was agreed about it is taken back."""
    measure = tracker.measures.get(measure_id)
    with tracker.edit(f"make {measure.name} provisional"):
        for one in tracker.agreements.where("measure_id = ?", measure_id):
            tracker.agreements.remove(one.id)


def _change(tracker: Tracker, customer_id: int, label: str, **columns: object) -> None:
    now = sharing_of(tracker, customer_id)
    if all(getattr(now, name) == value for name, value in columns.items()):
        return
    with tracker.edit(label):
        tracker.sharings.put({"customer_id": customer_id}, **columns)


@dataclass(frozen=True, slots=True)
class OutgoingItem:
    """What is about to leave, as the ledger keeps it; without `customer_id` for no customer.

    The first `rated` of the measures are those that a reply can rate, in the order of its digits;
    `token` is what it names this by (empty: none can come). What is not `for_them` is kept for the
    person alone, and does not count as shown.
    """

    kind: ShareKind
    title: str
    customer_id: int | None = None
    measures: Sequence[Measure] = ()
    rated: int = 0
    token: str = ""
    first: date | None = None
    last: date | None = None
    for_them: bool = True


def note_share(
    tracker: Tracker, left: OutgoingItem, content: bytes, today: date, *, form: str, way: SharingWay
) -> int:
    """Write down what has left the house and return its place in the ledger.

    `form` is the suffix, with or without its dot.
    """
    customer = None if left.customer_id is None else tracker.customers.get(left.customer_id)
    with tracker.fact("share"):
        return tracker.ledger.enter(
            _parts(content),
            [measure.uid for measure in left.measures],
            left.rated,
            customer_uid=customer.uid if customer else "",
            customer=customer.name if customer else "",
            kind=left.kind,
            form=form.removeprefix(".").lower(),
            way=way,
            title=_line(left.title)[:LONGEST_TITLE],
            shared_on=today,
            first=left.first,
            last=left.last,
            token=left.token,
            for_them=left.for_them,
        )


def send_file(
    tracker: Tracker, target: Path, left: OutgoingItem, content: bytes, today: date
) -> int:
    """Write what leaves to a file and into the ledger: both or neither; return its place there.

    It is written beside its place first, then noted, then renamed into it: so that nothing is out
    that the ledger does not know, and what could not be written is not in there. Where a kill comes
    between, the next start finds the way that it was on, and settles it. What is
    for no customer, such as a review, or for the person alone, only its owner may read.
    """
    mine = left.customer_id is None or not left.for_them
    with prepared(target, content, private=mine) as file:
        with tracker.fact("share"):
            share_id = note_share(
                tracker, left, content, today, form=target.suffix, way=SharingWay.FILE
            )
            tracker.ledger.begin_placing(share_id, file.real)
        try:
            file.place()
        except BaseException:
            take_back(tracker, [share_id])
            raise
        # It is out: what cannot be written now is settled by the next start.
        with suppress(FileTrouble), tracker.fact("share"):
            tracker.ledger.end_placing(share_id)
    return share_id


def take_back(tracker: Tracker, share_ids: Iterable[int]) -> None:
    """Take entries out of the ledger again: what they tell of has not left after all."""
    with tracker.fact("share"):
        for share_id in share_ids:
            tracker.ledger.take_back(share_id)


def prepare(content: bytes) -> None:
    """Pack content ahead, in any thread, so that noting it takes no time."""
    for part in _parts(content):
        packed(part)


def note_withdrawal(tracker: Tracker, share: Share, today: date) -> int:
    """Write down that a published page was taken away; return the place of that in the ledger.

    The entry holds the page that was taken away, whose bytes are there already.
    """
    with tracker.fact("share"):
        return tracker.ledger.enter(
            _parts(tracker.ledger.content(share.id)),
            [],
            0,
            customer_uid=share.customer_uid,
            customer=share.customer,
            kind=share.kind,
            form=share.form,
            way=SharingWay.WITHDRAW,
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
