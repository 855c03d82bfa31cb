"""What floor, good and excellent mean for a service, in words; old wording is kept by date (N7)."""

from __future__ import annotations

from datetime import date

from tracker.app.commands import words
from tracker.app.tracker import Tracker
from tracker.domain.practice import Standard


def set_standard(
    tracker: Tracker,
    service_id: int,
    valid_from: date,
    *,
    floor: str = "",
    good: str = "",
    excellent: str = "",
    review_on: date | None = None,
) -> None:
    """Word the standards anew from a day on; another day for the review is no new wording."""
    service = tracker.services.get(service_id)
    said = {
        "floor": words.note("floor", floor),
        "good": words.note("good", good),
        "excellent": words.note("excellent", excellent),
    }
    valid_from = words.day("valid_from", valid_from)
    review = words.day("review_on", review_on) if review_on else None
    history = standards_of(tracker, service_id)
    now = history[0] if history else None
    with tracker.edit(f"standards of {service.name}"):
        if now is None and not any(said.values()) and review is None:
            return
        same = now is not None and all(getattr(now, name) == text for name, text in said.items())
        here = next((one for one in history if one.valid_from == valid_from), None)
        if now is not None and same:
            tracker.standards.change(now.id, review_on=review)
        elif here is not None:
            tracker.standards.change(here.id, review_on=review, **said)
        else:
            tracker.standards.add(
                service_id=service_id, valid_from=valid_from, review_on=review, **said
            )


def standards_of(tracker: Tracker, service_id: int) -> list[Standard]:
    """Return every wording of a service's standards, the newest first."""
    return tracker.standards.where("service_id = ?", service_id, order="valid_from DESC")
