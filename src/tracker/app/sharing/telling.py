"""Shared promises that are broken, and what the customer is told of it, by the person themselves.

A shared promise is broken while it counts as not kept. It was told where a message about it was
copied, saved or said since the day on which it broke; without such a day, since the first period
that was judged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import fmean
from typing import Final

from tracker.app.sharing.commands import OutgoingItem, note_share, send_file, sharing_of
from tracker.app.signals.standing import Standing
from tracker.app.text_input import clean_note, past_day
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput
from tracker.domain.sharing import Mention, ShareKind, SharingWay
from tracker.report.text.keeping import BROKEN
from tracker.report.text.telling import broken_message

FORM: Final = "txt"


@dataclass(frozen=True, slots=True)
class BrokenPromise:
    """A shared promise that is broken and was not told yet, with the message that is proposed."""

    measure_id: int
    measure: str
    customer_id: int
    customer: str
    message: str


def tell_promise(tracker: Tracker, measure_id: int, told_on: date, text: str) -> None:
    """Keep what the customer was told of a broken promise; on the same day it is said anew."""
    measure = tracker.measures.get(measure_id)
    words = _message(text)
    told = {"measure_id": measure_id, "told_on": past_day(tracker, "told_on", told_on)}
    with tracker.edit(f"telling them of {measure.name}"):
        tracker.mentions.put(told, text=words)


def copy_message(tracker: Tracker, measure_id: int, text: str, today: date) -> str:
    """Write into the ledger, byte for byte, the message that goes to the clipboard; return it."""
    words = _message(text)
    left = _leaving(tracker, measure_id)
    note_share(tracker, left, words.encode(), today, form=FORM, way=SharingWay.COPY)
    return words


def save_message(tracker: Tracker, measure_id: int, text: str, target: Path, today: date) -> None:
    """Write the message to a file, and into the ledger: both or neither."""
    content = f"{_message(text)}\n".encode()
    send_file(tracker, target, _leaving(tracker, measure_id), content, today)


def untold(
    tracker: Tracker, standings: Iterable[Standing], today: date
) -> tuple[BrokenPromise, ...]:
    """Return the shared promises that are broken and were not told, in the order of standings."""
    told = _by_measure(tracker.mentions.where("1", order="told_on, id"))
    return tuple(
        _broken(tracker, one, today)
        for one in standings
        if one.measure.shared
        and one.keeping.state in BROKEN
        and told_of(one, told.get(one.measure.id, ())) is None
    )


def messages(tracker: Tracker) -> dict[int, list[Mention]]:
    """Return what customers were told in words that are kept, by measure, oldest first."""
    return _by_measure(tracker.mentions.where("text <> ''", order="told_on, id"))


def _by_measure(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for one in mentions:
        found.setdefault(one.measure_id, []).append(one)
    return found


def told_of(one: Standing, told: Iterable[Mention]) -> Mention | None:
    """Return the newest time since a promise broke."""
    since = one.keeping.since or one.keeping.first or date.min
    return next((each for each in reversed(list(told)) if each.told_on >= since), None)


def _message(text: str) -> str:
    words = clean_note("text", text)
    if not words:
        raise InvalidInput("text", "The message is empty", "Write one sentence.")
    return words


def _leaving(tracker: Tracker, measure_id: int) -> OutgoingItem:
    measure = tracker.measures.get(measure_id)
    return OutgoingItem(ShareKind.MESSAGE, measure.name, measure.customer_id, (measure,))


def _broken(tracker: Tracker, one: Standing, today: date) -> BrokenPromise:
    measure, keeping = one.measure, one.keeping
    values: list[float] = []
    if keeping.since is not None:
        rows = tracker.file.query(
            "SELECT value FROM evaluation WHERE measure_id = ? AND value IS NOT NULL"
            " AND start BETWEEN ? AND ?",
            measure.id,
            keeping.since.isoformat(),
            today.isoformat(),
        )
        values = [value for (value,) in rows]
    fixes = [each.fix for each in one.fixes if each.fix.open]
    message = broken_message(
        one.as_recorded.for_them,
        keeping,
        fmean(values) if values else None,
        fixes[-1] if fixes else None,
        sharing_of(tracker, one.customer.id).come_back,
        today,
    )
    return BrokenPromise(measure.id, measure.name, one.customer.id, one.customer.name, message)
