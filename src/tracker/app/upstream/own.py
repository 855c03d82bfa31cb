"""Stops of mine: what I did not hand on, who waited, whether they knew, until when (V1, R8).

Seen from behind me I am the one upstream. A stop of mine touches the measures of the service that
did not arrive, or, where none is named, every measure of the customer who waited. It comes again as
theirs does: the same cause for the same customer within 13 weeks. Until the customer knows of it,
by themselves or because I told them, it is among what would surprise them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.app.signals.corrections import FixInput, start_fix
from tracker.app.text_input import clean_line, clean_name, clean_note, past_day, said_by
from tracker.app.tracker import Tracker
from tracker.app.upstream.commands import LONGEST_CAUSE, ends_too_early
from tracker.app.upstream.queries import come_again
from tracker.domain.correction import Fix
from tracker.domain.customer import Customer
from tracker.domain.errors import InvalidInput
from tracker.domain.upstream import OwnStop


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnStopInput:
    """Everything a person says of a stop of theirs; `knew` the customer (None: not known)."""

    what: str
    started_on: date
    service_id: int | None = None
    ended_on: date | None = None
    effect: str = ""
    cause: str = ""
    knew: bool | None = None

    @classmethod
    def of(cls, stop: OwnStop) -> OwnStopInput:
        """Return what a stop says now."""
        return said_by(cls, stop)


def start_own_stop(tracker: Tracker, customer_id: int, said: OwnStopInput) -> int:
    """Say that I did not hand something on to a customer, and return the stop's id."""
    customer = tracker.customers.get(customer_id)
    columns = _checked(tracker, customer_id, said)
    with tracker.edit(f"a stop of mine for {customer.name}"):
        return tracker.own_stops.add(customer_id=customer_id, **columns)


def edit_own_stop(tracker: Tracker, stop_id: int, customer_id: int, said: OwnStopInput) -> None:
    """Say it better, move its days, or say that it was another customer who waited."""
    tracker.own_stops.get(stop_id)
    customer = tracker.customers.get(customer_id)
    columns = _checked(tracker, customer_id, said)
    with tracker.edit(f"edit a stop of mine for {customer.name}"):
        tracker.own_stops.change(stop_id, customer_id=customer_id, **columns)


def end_own_stop(tracker: Tracker, stop_id: int, ended_on: date | None) -> None:
    """Say that they have it since a day, or (None) that they still wait."""
    stop = tracker.own_stops.get(stop_id)
    if ended_on is not None and past_day(tracker, "ended_on", ended_on) < stop.started_on:
        raise ends_too_early()
    if stop.ended_on != ended_on:
        with tracker.edit("end a stop of mine" if ended_on else "go on with a stop of mine"):
            tracker.own_stops.change(stop_id, ended_on=ended_on)


def tell_own_stop(tracker: Tracker, stop_id: int, told_on: date | None) -> None:
    """Keep when I told the customer of it; None: I have not."""
    stop = tracker.own_stops.get(stop_id)
    day = None if told_on is None else past_day(tracker, "told_on", told_on)
    if day is not None and day < stop.started_on:
        raise InvalidInput("told_on", "It is told before it began", "Change one of the days.")
    if stop.told_on != day:
        with tracker.edit(
            "telling them of a stop of mine" if day else "taking back that they were told"
        ):
            tracker.own_stops.change(stop_id, told_on=day)


def fix_own_stop(tracker: Tracker, stop_id: int, measure_id: int, said: FixInput) -> int:
    """Start a fix on a measure that closes the stop; return the fix's id."""
    tracker.own_stops.get(stop_id)
    with tracker.edit("a fix for a stop of mine"):
        fix_id = start_fix(tracker, measure_id, said)
        tracker.own_stops.change(stop_id, fix_id=fix_id, no_fix="")
    return fix_id


def close_own_stop(tracker: Tracker, stop_id: int, because: str) -> None:
    """Close a stop without a fix and say why; without a reason it is not closed any more."""
    stop = tracker.own_stops.get(stop_id)
    because = clean_note("no_fix", because)
    if (stop.no_fix, stop.fix_id) != (because, None):
        with tracker.edit("close a stop of mine" if because else "reopen a stop of mine"):
            tracker.own_stops.change(stop_id, no_fix=because, fix_id=None)


def remove_own_stop(tracker: Tracker, stop_id: int) -> None:
    """Delete a stop; undo brings it back."""
    tracker.own_stops.get(stop_id)
    with tracker.edit("delete a stop of mine"):
        tracker.own_stops.remove(stop_id)


@dataclass(frozen=True, slots=True)
class OwnStopStanding:
    """A stop of mine: who waited, the measures it touched, what closed it, the one it repeats."""

    stop: OwnStop
    customer: Customer
    measures: tuple[int, ...] = ()
    fix: Fix | None = None
    again: OwnStop | None = None

    @property
    def key(self) -> tuple[str, int]:
        """What it is listed under."""
        return ("own_stop", self.stop.id)

    @property
    def title(self) -> str:
        """What did not get to whom."""
        return f"Mine: {self.stop.what} for {self.customer.name}"

    @property
    def source(self) -> str:
        """What is named as the obstacle of a fix."""
        return self.stop.cause or self.stop.effect or self.stop.what

    @property
    def open(self) -> bool:
        """Whether they still wait."""
        return self.stop.ended_on is None

    @property
    def waiting(self) -> bool:
        """Whether something is left to be done: to end it, or to answer it."""
        return self.open or not self.stop.closed


def own_stop_standings(tracker: Tracker) -> list[OwnStopStanding]:
    """Return every stop of mine for those who are served: what lasts first, then what waits."""
    customers = {one.id: one for one in tracker.customers.where("archived_on IS NULL")}
    fixes = {one.id: one for one in tracker.fixes.all()}
    stops = tracker.own_stops.all("started_on DESC, id DESC")
    again = come_again(stops, _owner)
    found = [
        OwnStopStanding(
            one,
            customers[one.customer_id],
            touched_by(tracker, one),
            fixes.get(one.fix_id or 0),
            again.get(one.id),
        )
        for one in stops
        if one.customer_id in customers
    ]
    return sorted(found, key=_urgency)


def touched_by(tracker: Tracker, stop: OwnStop) -> tuple[int, ...]:
    """Return the measures that a stop of mine touches, by id."""
    rows = tracker.file.query(
        "SELECT id FROM measure WHERE customer_id = ? AND draft = 0"
        " AND (? IS NULL OR service_id = ?) ORDER BY id",
        stop.customer_id,
        stop.service_id,
        stop.service_id,
    )
    return tuple(key for (key,) in rows)


def waiting_for_me(tracker: Tracker) -> dict[int, OwnStop]:
    """Return by customer the newest stop of mine that lasts."""
    return {
        one.customer_id: one
        for one in tracker.own_stops.where("ended_on IS NULL", order="started_on, id")
    }


def own_causes(stops: Iterable[OwnStop]) -> list[str]:
    """Return the causes that were given before, each once."""
    return list(dict.fromkeys(one.cause for one in stops if one.cause))


def _owner(stop: OwnStop) -> int:
    return stop.customer_id


def _urgency(one: OwnStopStanding) -> tuple[bool, bool]:
    return not one.open, not one.waiting


def _checked(tracker: Tracker, customer_id: int, said: OwnStopInput) -> dict[str, object]:
    started = past_day(tracker, "started_on", said.started_on)
    if said.ended_on is not None and past_day(tracker, "ended_on", said.ended_on) < started:
        raise ends_too_early()
    if said.service_id is not None:
        service = tracker.services.get(said.service_id)
        if service.customer_id != customer_id:
            raise InvalidInput("service", "They do not get that service", "Choose another one.")
    return {
        "what": clean_name("what", said.what),
        "service_id": said.service_id,
        "started_on": started,
        "ended_on": said.ended_on,
        "effect": clean_note("effect", said.effect),
        "cause": clean_line("cause", said.cause, LONGEST_CAUSE),
        "knew": said.knew,
    }
