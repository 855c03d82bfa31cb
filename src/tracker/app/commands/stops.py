"""When something upstream did not arrive: started, ended, and answered by a fix or a reason."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from tracker.app.commands import words
from tracker.app.commands.corrections import FixInput, start_fix
from tracker.app.tracker import Tracker
from tracker.domain.chain import Link, Stop
from tracker.domain.errors import InvalidInput

LONGEST_CAUSE = 200


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
        return cls(**{field.name: getattr(stop, field.name) for field in fields(cls)})


def start_stop(tracker: Tracker, link_id: int, said: StopInput) -> int:
    """Say that something upstream stopped, and return the stop's id."""
    link = tracker.links.get(link_id)
    columns = _checked(said)
    with tracker.edit(f"stop of {link.who}"):
        return tracker.stops.add(link_id=link_id, **columns)


def edit_stop(tracker: Tracker, stop_id: int, link_id: int, said: StopInput) -> None:
    """Say it better, move its days, or say that it was another link."""
    tracker.stops.get(stop_id)
    link = tracker.links.get(link_id)
    columns = _checked(said)
    with tracker.edit(f"edit stop of {link.who}"):
        tracker.stops.change(stop_id, link_id=link_id, **columns)


def end_stop(tracker: Tracker, stop_id: int, ended_on: date | None) -> None:
    """Say that it arrives again since a day, or (None) that it still does not."""
    stop = tracker.stops.get(stop_id)
    if ended_on is not None and ended_on < stop.started_on:
        raise _ends_too_early()
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
    because = words.note("no_fix", because)
    if (stop.no_fix, stop.fix_id) != (because, None):
        label = "close" if because else "reopen"
        with tracker.edit(f"{label} stop of {_link(tracker, stop).who}"):
            tracker.stops.change(stop_id, no_fix=because, fix_id=None)


def remove_stop(tracker: Tracker, stop_id: int) -> None:
    """Delete a stop; undo brings it back."""
    stop = tracker.stops.get(stop_id)
    with tracker.edit(f"delete stop of {_link(tracker, stop).who}"):
        tracker.stops.remove(stop_id)


def _checked(said: StopInput) -> dict[str, object]:
    started = words.day("started_on", said.started_on)
    if said.ended_on is not None and words.day("ended_on", said.ended_on) < started:
        raise _ends_too_early()
    return {
        "started_on": started,
        "ended_on": said.ended_on,
        "effect": words.note("effect", said.effect),
        "cause": words.line("cause", said.cause, LONGEST_CAUSE),
        "seen": said.seen,
    }


def _ends_too_early() -> InvalidInput:
    return InvalidInput("ended_on", "It ends before it started", "Change one of the days.")


def _link(tracker: Tracker, stop: Stop) -> Link:
    return tracker.links.get(stop.link_id)
