"""What a customer most wants from me: services, and their standards in words, dated (N1, N7)."""

from __future__ import annotations

from datetime import date

from tracker.app.text_input import check_day, clean_name, clean_note, past_day
from tracker.app.tracker import Tracker
from tracker.domain.customer import SERVICES_AT_MOST, Customer, Service
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import Area
from tracker.domain.practice import Standard


def add_service(
    tracker: Tracker, customer_id: int, name: str, area: Area | None = None, **text: str
) -> int:
    """Name a service; text may hold why, definition, done_when, needed_when."""
    customer = tracker.customers.get(customer_id)
    name = clean_name("name", name)
    _room(tracker, customer_id)
    columns = {field: clean_note(field, value) for field, value in text.items()}
    with tracker.edit(f"add {name} for {customer.name}"):
        return tracker.services.add(customer_id=customer_id, name=name, area=area, **columns)


def replace_service(
    tracker: Tracker,
    service_id: int,
    today: date,
    name: str,
    area: Area | None = None,
    **text: str,
) -> int:
    """Retire a service and name another in its place, in one step; text as in `add_service`."""
    old = tracker.services.get(service_id)
    name = clean_name("name", name)
    with tracker.edit(f"{name} in place of {old.name}"):
        tracker.services.change(service_id, retired_on=past_day(tracker, "today", today))
        return add_service(tracker, old.customer_id, name, area, **text)


def edit_service(
    tracker: Tracker, service_id: int, name: str, area: Area | None = None, **text: str
) -> None:
    """Say it better; text as in `add_service`."""
    service = tracker.services.get(service_id)
    columns = {field: clean_note(field, value) for field, value in text.items()}
    with tracker.edit(f"edit {service.name}"):
        tracker.services.change(service_id, name=clean_name("name", name), area=area, **columns)


def retire_service(tracker: Tracker, service_id: int, today: date) -> None:
    """Make room for another; its measures stay."""
    service = tracker.services.get(service_id)
    with tracker.edit(f"retire {service.name}"):
        tracker.services.change(service_id, retired_on=today)


def restore_service(
    tracker: Tracker, service_id: int, *, instead_of: int | None = None, today: date | None = None
) -> None:
    """Bring a retired service back, if there is room, or in place of another from today on."""
    service = tracker.services.get(service_id)
    with tracker.edit(f"restore {service.name}"):
        if instead_of is not None and today is not None:
            if tracker.services.get(instead_of).customer_id != service.customer_id:
                title = "That service is another customer’s"
                raise InvalidInput("instead_of", title, "Choose one of theirs.")
            tracker.services.change(instead_of, retired_on=past_day(tracker, "today", today))
        _room(tracker, service.customer_id, service_id)
        tracker.services.change(service_id, retired_on=None)


def _room(tracker: Tracker, customer_id: int, but: int = 0) -> None:
    active = tracker.services.where(
        "customer_id = ? AND retired_on IS NULL AND id <> ?", customer_id, but
    )
    if len(active) >= SERVICES_AT_MOST:
        names = ", ".join(service.name for service in active)
        raise InvalidInput(
            "name", "A customer has at most three services", f"Retire one first: {names}."
        )


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
        "floor": clean_note("floor", floor),
        "good": clean_note("good", good),
        "excellent": clean_note("excellent", excellent),
    }
    valid_from = check_day("valid_from", valid_from)
    review = check_day("review_on", review_on) if review_on else None
    history = standards_of(tracker, service_id)
    now = history[0] if history else None
    with tracker.edit(f"standards of {service.name}"):
        if now is None and not any(said.values()) and review is None:
            return
        same = now is not None and all(getattr(now, name) == text for name, text in said.items())
        if now is not None and same:
            tracker.standards.change(now.id, review_on=review)
        else:
            dated = {"service_id": service_id, "valid_from": valid_from}
            tracker.standards.put(dated, review_on=review, **said)


def standards_due(tracker: Tracker, day: date) -> list[tuple[Customer, Service, date]]:
    """Return whose standards were to be looked at again by a day, the longest waiting first."""
    customers = {one.id: one for one in tracker.customers.where("archived_on IS NULL")}
    newest = {one.service_id: one for one in tracker.standards.all("valid_from")}
    found = [
        (customers[service.customer_id], service, standard.review_on)
        for service in tracker.services.where("retired_on IS NULL")
        if service.customer_id in customers
        and (standard := newest.get(service.id)) is not None
        and standard.review_on is not None
        and standard.review_on <= day
    ]
    return sorted(found, key=_waiting)


def _waiting(due: tuple[Customer, Service, date]) -> date:
    return due[2]


def standards_of(tracker: Tracker, service_id: int) -> list[Standard]:
    """Return every wording of a service's standards, the newest first."""
    return tracker.standards.where("service_id = ?", service_id, order="valid_from DESC")
