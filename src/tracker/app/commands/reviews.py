"""A review that was saved is in the ledger, for no customer: whoever got it saw all of them."""

from __future__ import annotations

from datetime import date

from tracker.app.commands.shares import note_share
from tracker.app.tracker import Tracker
from tracker.domain.share import ShareKind, Way
from tracker.report.review import TITLE
from tracker.report.review_content import Review


def note_review(
    tracker: Tracker, content: Review, form: str, written: bytes, today: date, way: Way = Way.FILE
) -> int:
    """Write down that a review has left the house, as a file of a form, with its exact bytes."""
    return note_share(
        tracker,
        customer_id=None,
        kind=ShareKind.REVIEW,
        form=form,
        way=way,
        title=TITLE,
        content=written,
        measures=[part.measure for part in content.measures],
        rated=0,
        token="",
        first=content.first,
        last=content.last,
        today=today,
    )
