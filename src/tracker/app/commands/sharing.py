"""What a customer may see: which items, in whose words, published or not; what they agreed to."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from tracker.app.commands import words
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput
from tracker.domain.share import Sharing, terms_of


def sharing_of(tracker: Tracker, customer_id: int) -> Sharing:
    """Return how a customer is shared with; the usual, where nothing was chosen yet."""
    found = tracker.sharings.where("customer_id = ?", customer_id)
    return found[0] if found else Sharing(0, "", customer_id)


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


def say_to(tracker: Tracker, customer_id: int, text: str) -> None:
    """Write some words of one's own on a customer's scorecard; nothing takes them away."""
    customer = tracker.customers.get(customer_id)
    _change(tracker, customer_id, f"words to {customer.name}", words=words.note("words", text))


def publish_for(tracker: Tracker, customer_id: int, *, on: bool) -> None:
    """Publish a customer's scorecard from now on, or no more (their page is withdrawn)."""
    customer = tracker.customers.get(customer_id)
    verb = "publish for" if on else "stop publishing for"
    _change(tracker, customer_id, f"{verb} {customer.name}", published=on)


def agree(tracker: Tracker, measure_ids: Iterable[int], agreed_on: date, agreed_by: str) -> None:
    """Say that a customer has agreed to promises, on a day, by somebody."""
    by = words.name("agreed_by", agreed_by)
    day = words.day("agreed_on", agreed_on).isoformat()
    measures = [tracker.measures.get(measure_id) for measure_id in measure_ids]
    if not measures:
        raise InvalidInput("measures", "No promise is chosen", "Choose at least one.")
    label = measures[0].name if len(measures) == 1 else f"{len(measures)} promises"
    with tracker.edit(f"agree on {label}"):
        for measure in measures:
            said = {"agreed_by": by, "terms": terms_of(measure.on(agreed_on))}
            at = ("measure_id = ? AND agreed_on = ?", measure.id, day)
            if old := tracker.agreements.where(*at):
                tracker.agreements.change(old[0].id, **said)
            else:
                tracker.agreements.add(measure_id=measure.id, agreed_on=day, **said)


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
        if now.id:
            tracker.sharings.change(now.id, **columns)
        else:
            tracker.sharings.add(customer_id=customer_id, **columns)
