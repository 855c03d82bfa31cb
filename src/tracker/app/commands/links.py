"""What comes from upstream: who hands over what by when, and the services that depend on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.app.commands import words
from tracker.app.tracker import Tracker
from tracker.domain.chain import Link
from tracker.domain.errors import InvalidInput

LONGEST_WHAT, LONGEST_BY_WHEN = 400, 200


def add_link(
    tracker: Tracker, who: str, what: str = "", by_when: str = "", services: Iterable[int] = ()
) -> int:
    """Add somebody upstream and what they hand over; return the id."""
    columns = _checked(tracker, who, what, by_when)
    place = 1 + max((link.position for link in tracker.links.all()), default=-1)
    with tracker.edit(f"add {columns['who']} upstream"):
        link_id = tracker.links.add(**columns, position=place)
        _depend(tracker, link_id, services)
    return link_id


def edit_link(
    tracker: Tracker,
    link_id: int,
    who: str,
    what: str = "",
    by_when: str = "",
    services: Iterable[int] | None = None,
) -> None:
    """Say it better; `services` are those that depend on it from now on (None: as before)."""
    tracker.links.get(link_id)
    columns = _checked(tracker, who, what, by_when, link_id)
    with tracker.edit(f"edit {columns['who']} upstream"):
        tracker.links.change(link_id, **columns)
        if services is not None:
            _depend(tracker, link_id, services)


def retire_link(tracker: Tracker, link_id: int, retired_on: date) -> None:
    """Let nothing depend on it any more; its stops stay in the history."""
    link = tracker.links.get(link_id)
    with tracker.edit(f"retire {link.who} upstream"):
        tracker.links.change(link_id, retired_on=words.day("retired_on", retired_on))


def restore_link(tracker: Tracker, link_id: int) -> None:
    """Depend on it again."""
    link = tracker.links.get(link_id)
    with tracker.edit(f"take up {link.who} upstream"):
        tracker.links.change(link_id, retired_on=None)


def _checked(
    tracker: Tracker, who: str, what: str, by_when: str, link_id: int | None = None
) -> dict[str, object]:
    who = words.name("who", who)
    what = words.line("what", what, LONGEST_WHAT)
    for other in tracker.links.all():
        if other.id != link_id and _same(other, who, what):
            hint = "Take it up again." if other.retired_on else "Say what else they hand over."
            raise InvalidInput("who", f"“{other.who}” hands that over already", hint)
    return {"who": who, "what": what, "by_when": words.line("by_when", by_when, LONGEST_BY_WHEN)}


def _same(link: Link, who: str, what: str) -> bool:
    return words.same(link.who, who) and words.same(link.what, what)


def _depend(tracker: Tracker, link_id: int, services: Iterable[int]) -> None:
    wanted = {tracker.services.get(key).id for key in services}
    kept = tracker.link_services.where("link_id = ?", link_id)
    for one in kept:
        if one.service_id not in wanted:
            tracker.link_services.remove(one.id)
    for key in sorted(wanted - {one.service_id for one in kept}):
        tracker.link_services.add(link_id=link_id, service_id=key)
