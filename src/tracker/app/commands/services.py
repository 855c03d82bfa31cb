"""The one to three things a customer most wants from this person."""

from __future__ import annotations

from datetime import date

from tracker.app.commands import words
from tracker.app.tracker import Tracker
from tracker.domain.customer import SERVICES_AT_MOST
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import Area


def add_service(
    tracker: Tracker, customer_id: int, name: str, area: Area | None = None, **text: str
) -> int:
    """Name a service; text may hold why, definition, done_when, needed_when."""
    customer = tracker.customers.get(customer_id)
    name = words.name("name", name)
    _room(tracker, customer_id)
    columns = {field: words.note(field, value) for field, value in text.items()}
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
    name = words.name("name", name)
    with tracker.edit(f"{name} in place of {old.name}"):
        tracker.services.change(service_id, retired_on=words.day("today", today))
        return add_service(tracker, old.customer_id, name, area, **text)


def edit_service(
    tracker: Tracker, service_id: int, name: str, area: Area | None = None, **text: str
) -> None:
    """Say it better; text as in `add_service`."""
    service = tracker.services.get(service_id)
    columns = {field: words.note(field, value) for field, value in text.items()}
    with tracker.edit(f"edit {service.name}"):
        tracker.services.change(service_id, name=words.name("name", name), area=area, **columns)


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
            tracker.services.change(instead_of, retired_on=words.day("today", today))
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
