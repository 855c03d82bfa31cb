"""What comes from upstream, written: who hands over what by when, and what did not arrive.

A stop is started, ended, and answered by a fix or a reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.app.signals.corrections import FixInput, start_fix
from tracker.app.text_input import clean_line, clean_name, clean_note, past_day, said_by, same
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput
from tracker.domain.upstream import Link, Stop

LONGEST_WHAT, LONGEST_BY_WHEN = 400, 200
LONGEST_CAUSE = 200


def add_link(
    tracker: Tracker,
    who: str,
    what: str = "",
    by_when: str = "",
    services: Iterable[int] = (),
    *,
    internal: bool = True,
) -> int:
    """Add somebody upstream and what they hand over; return the id."""
    columns = _checked_link(tracker, who, what, by_when)
    place = 1 + max((link.position for link in tracker.links.all()), default=-1)
    with tracker.edit(f"add {columns['who']} upstream"):
        link_id = tracker.links.add(**columns, position=place, internal=internal)
        _depend(tracker, link_id, services)
    return link_id


def edit_link(
    tracker: Tracker,
    link_id: int,
    who: str,
    what: str = "",
    by_when: str = "",
    services: Iterable[int] | None = None,
    *,
    internal: bool | None = None,
) -> None:
    """Say it better; `services` are those that depend on it from now on (None: as before).

    `internal` says whether they work for the same organisation (None: as before).
    """
    link = tracker.links.get(link_id)
    inside = link.internal if internal is None else internal
    columns = _checked_link(tracker, who, what, by_when, link_id)
    with tracker.edit(f"edit {columns['who']} upstream"):
        tracker.links.change(link_id, **columns, internal=inside)
        if services is not None:
            _depend(tracker, link_id, services)


def ease_link(tracker: Tracker, link_id: int, easy: str) -> None:
    """Say in a sentence how I make it easy for them to serve me; an empty one takes it back."""
    link = tracker.links.get(link_id)
    easy = clean_note("easy", easy)
    if easy != link.easy:
        with tracker.edit(f"how I make it easy for {link.who}"):
            tracker.links.change(link_id, easy=easy)


def retire_link(tracker: Tracker, link_id: int, retired_on: date) -> None:
    """Let nothing depend on it any more; its stops stay in the history."""
    link = tracker.links.get(link_id)
    with tracker.edit(f"retire {link.who} upstream"):
        tracker.links.change(link_id, retired_on=past_day(tracker, "retired_on", retired_on))


def restore_link(tracker: Tracker, link_id: int) -> None:
    """Depend on it again."""
    link = tracker.links.get(link_id)
    with tracker.edit(f"reopen {link.who} upstream"):
        tracker.links.change(link_id, retired_on=None)


def _checked_link(
    tracker: Tracker, who: str, what: str, by_when: str, link_id: int | None = None
) -> dict[str, object]:
    who = clean_name("who", who)
    what = clean_line("what", what, LONGEST_WHAT)
    for other in tracker.links.all():
        if other.id != link_id and _same(other, who, what):
            hint = "Reopen it." if other.retired_on else "Say what else they hand over."
            raise InvalidInput("who", f"“{other.who}” hands that over already", hint)
    return {"who": who, "what": what, "by_when": clean_line("by_when", by_when, LONGEST_BY_WHEN)}


def _same(link: Link, who: str, what: str) -> bool:
    return same(link.who, who) and same(link.what, what)


def _depend(tracker: Tracker, link_id: int, services: Iterable[int]) -> None:
    wanted = {tracker.services.get(key).id for key in services}
    kept = tracker.link_services.where("link_id = ?", link_id)
    for one in kept:
        if one.service_id not in wanted:
            tracker.link_services.remove(one.id)
    for key in sorted(wanted - {one.service_id for one in kept}):
        tracker.link_services.add(link_id=link_id, service_id=key)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopInput:
    """Everything a person says of a stop; `seen` by the customer or not (None: not known)."""

    started_on: date
    ended_on: date | None = None
    effect: str = ""
    cause: str = ""
    seen: bool | None = None

    @classmethod
    def of(cls, stop: Stop) -> StopInput:
        """Return what a stop says now."""
        return said_by(cls, stop)


def start_stop(tracker: Tracker, link_id: int, said: StopInput) -> int:
    """Say that something upstream stopped, and return the stop's id."""
    link = tracker.links.get(link_id)
    columns = _checked(tracker, said)
    with tracker.edit(f"stop of {link.who}"):
        return tracker.stops.add(link_id=link_id, **columns)


def edit_stop(tracker: Tracker, stop_id: int, link_id: int, said: StopInput) -> None:
    """Say it better, move its days, or say that it was another link."""
    tracker.stops.get(stop_id)
    link = tracker.links.get(link_id)
    columns = _checked(tracker, said)
    with tracker.edit(f"edit stop of {link.who}"):
        tracker.stops.change(stop_id, link_id=link_id, **columns)


def end_stop(tracker: Tracker, stop_id: int, ended_on: date | None) -> None:
    """Say that it arrives again since a day, or (None) that it still does not."""
    stop = tracker.stops.get(stop_id)
    if ended_on is not None and past_day(tracker, "ended_on", ended_on) < stop.started_on:
        raise ends_too_early()
    if stop.ended_on != ended_on:
        label = "end" if ended_on else "go on with"
        with tracker.edit(f"{label} stop of {_link(tracker, stop).who}"):
            tracker.stops.change(stop_id, ended_on=ended_on)


def fix_stop(tracker: Tracker, stop_id: int, measure_id: int, said: FixInput) -> int:
    """Start a fix on a measure that closes the stop; return the fix's id."""
    stop = tracker.stops.get(stop_id)
    with tracker.edit(f"a fix for the stop of {_link(tracker, stop).who}"):
        fix_id = start_fix(tracker, measure_id, said)
        tracker.stops.change(stop_id, fix_id=fix_id, no_fix="")
    return fix_id


def close_stop(tracker: Tracker, stop_id: int, because: str) -> None:
    """Close a stop without a fix and say why; without a reason it is not closed any more."""
    stop = tracker.stops.get(stop_id)
    because = clean_note("no_fix", because)
    if (stop.no_fix, stop.fix_id) != (because, None):
        label = "close" if because else "reopen"
        with tracker.edit(f"{label} stop of {_link(tracker, stop).who}"):
            tracker.stops.change(stop_id, no_fix=because, fix_id=None)


def remove_stop(tracker: Tracker, stop_id: int) -> None:
    """Delete a stop; undo brings it back."""
    stop = tracker.stops.get(stop_id)
    with tracker.edit(f"delete stop of {_link(tracker, stop).who}"):
        tracker.stops.remove(stop_id)


def _checked(tracker: Tracker, said: StopInput) -> dict[str, object]:
    started = past_day(tracker, "started_on", said.started_on)
    if said.ended_on is not None and past_day(tracker, "ended_on", said.ended_on) < started:
        raise ends_too_early()
    return {
        "started_on": started,
        "ended_on": said.ended_on,
        "effect": clean_note("effect", said.effect),
        "cause": clean_line("cause", said.cause, LONGEST_CAUSE),
        "seen": said.seen,
    }


def ends_too_early() -> InvalidInput:
    """Return the refusal of a last day that lies before the first."""
    return InvalidInput("ended_on", "It ends before it started", "Change one of the days.")


def _link(tracker: Tracker, stop: Stop) -> Link:
    return tracker.links.get(stop.link_id)
