"""The chain this person stands in: links, what stopped, the bad weeks begun there (V1, R8).

A stop touches the measures of the services that depend on its link.

**Come again**: a stop has come again where an earlier stop of the same link has the same cause (in
any spelling of case and spaces; an empty cause is none) and ended, or where it has no last day
began, at most 13 weeks before.

A **bad week** is a value that did not keep the promise that counted on the last day of its period,
or one whose cause was named (whatever its value). It **began upstream** where the cause that was
named is upstream; or, where no cause was named, where a stop of a link that its service depends on
overlaps the period by at least one day. Another cause that was named outranks a stop: it is the
person's word. Counted are the active measures in the 52 weeks up to today; a period of a month or a
quarter counts once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from tracker.app.person import person
from tracker.app.text_input import folded
from tracker.app.tracker import Tracker
from tracker.domain.correction import Fix
from tracker.domain.customer import Customer, Service
from tracker.domain.evaluation import CAUSE_NAMES, Cause, Evaluation
from tracker.domain.measure import Measure, show_value
from tracker.domain.period import Period
from tracker.domain.upstream import AGAIN_WEEKS, Link, OwnStop, Stop

WEEKS = 52
AnyStop = TypeVar("AnyStop", Stop, OwnStop)


@dataclass(frozen=True, slots=True)
class LinkStanding:
    """A link with the services that depend on it and their customers; `stopped` while one lasts."""

    link: Link
    services: tuple[Service, ...] = ()
    customers: tuple[Customer, ...] = ()
    stopped: Stop | None = None

    @property
    def name(self) -> str:
        """Who hands over what, on one line."""
        return f"{self.link.who}: {self.link.what}" if self.link.what else self.link.who


@dataclass(frozen=True, slots=True)
class StopStanding:
    """A stop with its link, the measures it touched, what closed it, and the one it repeats."""

    stop: Stop
    link: Link
    measures: tuple[int, ...] = ()
    fix: Fix | None = None
    again: Stop | None = None

    @property
    def key(self) -> tuple[str, int]:
        """What it is listed under."""
        return ("stop", self.stop.id)

    @property
    def title(self) -> str:
        """Who did not hand over what."""
        return f"{self.link.who}: {self.link.what}" if self.link.what else self.link.who

    @property
    def source(self) -> str:
        """What is named as the obstacle of a fix; empty where nothing is known."""
        what = self.stop.cause or self.stop.effect or self.link.what
        return f"{self.link.who}: {what}" if what else ""

    @property
    def open(self) -> bool:
        """Whether it still does not arrive."""
        return self.stop.ended_on is None

    @property
    def waiting(self) -> bool:
        """Whether something is left to be done: to end it, or to answer it."""
        return self.open or not self.stop.closed


@dataclass(frozen=True, slots=True)
class Chain:
    """Everything from upstream to the end clients; `retired` counts what is left out."""

    me: str
    role: str
    links: tuple[LinkStanding, ...]
    customers: tuple[Customer, ...]
    retired: int = 0


def chain(tracker: Tracker, customer_id: int | None = None, *, retired: bool = False) -> Chain:
    """Read the chain, to all active customers or to one; `retired` brings retired links."""
    everyone = sorted(tracker.customers.where("archived_on IS NULL"), key=_rank)
    standings = [
        one
        for one in link_standings(tracker)
        if customer_id is None or customer_id in {who.id for who in one.customers}
    ]
    me = person(tracker)
    return Chain(
        me.name,
        me.role,
        tuple(one for one in standings if retired or one.link.retired_on is None),
        tuple(one for one in everyone if customer_id in {None, one.id}),
        sum(one.link.retired_on is not None for one in standings),
    )


def link_standings(tracker: Tracker) -> list[LinkStanding]:
    """Return every link, those that nobody depends on any more last."""
    customers = {one.id: one for one in tracker.customers.where("archived_on IS NULL")}
    services = {one.id: one for one in tracker.services.where("retired_on IS NULL")}
    depends: dict[int, list[Service]] = {}
    for one in tracker.link_services.all():
        if (service := services.get(one.service_id)) and service.customer_id in customers:
            depends.setdefault(one.link_id, []).append(service)
    lasting = {one.link_id: one for one in tracker.stops.where("ended_on IS NULL")}
    links = sorted(tracker.links.all(), key=_place)
    return [
        LinkStanding(
            link,
            tuple(depends.get(link.id, ())),
            _reached(depends.get(link.id, ()), customers),
            lasting.get(link.id),
        )
        for link in links
    ]


def stop_standings(tracker: Tracker) -> list[StopStanding]:
    """Return every stop: first those that last, then what waits for an answer; newest first."""
    links = {one.id: one for one in tracker.links.all()}
    fixes = {one.id: one for one in tracker.fixes.all()}
    stops = tracker.stops.all("started_on DESC, id DESC")
    again, touched = repeats(stops), measures_of_links(tracker)
    found = [
        StopStanding(
            stop,
            links[stop.link_id],
            touched.get(stop.link_id, ()),
            fixes.get(stop.fix_id or 0),
            again.get(stop.id),
        )
        for stop in stops
    ]
    return sorted(found, key=_urgency)


def measures_of_links(tracker: Tracker) -> dict[int, tuple[int, ...]]:
    """Return the measures that each link reaches through its services."""
    rows = tracker.file.query(
        "SELECT d.link_id, m.id FROM link_service AS d JOIN measure AS m"
        " ON m.service_id = d.service_id WHERE m.draft = 0 ORDER BY m.id"
    )
    found: dict[int, tuple[int, ...]] = {}
    for link_id, measure_id in rows:
        found[link_id] = (*found.get(link_id, ()), measure_id)
    return found


def repeats(stops: Iterable[Stop]) -> dict[int, Stop]:
    """Return, for each stop that has come again, the newest stop that it repeats."""
    return come_again(stops, _link_of)


def come_again(stops: Iterable[AnyStop], owner: Callable[[AnyStop], int]) -> dict[int, AnyStop]:
    """Return, for each stop that has come again for its owner, the newest one that it repeats."""
    before: dict[tuple[int, str], AnyStop] = {}
    found: dict[int, AnyStop] = {}
    for stop in sorted(stops, key=_day):
        if not (cause := folded(stop.cause)):
            continue
        key = owner(stop), cause
        last = before.get(key)
        if last and stop.started_on - _over(last) <= timedelta(weeks=AGAIN_WEEKS):
            found[stop.id] = last
        if last is None or _over(stop) >= _over(last):
            before[key] = stop
    return found


def _link_of(stop: Stop) -> int:
    return stop.link_id


def causes_of(stops: Sequence[StopStanding]) -> list[str]:
    """Return the causes that were given before, the newest first, each once."""
    known = {folded(one.stop.cause): one.stop.cause for one in reversed(stops)}
    return [cause for key, cause in reversed(known.items()) if key]


def _reached(services: Iterable[Service], customers: dict[int, Customer]) -> tuple[Customer, ...]:
    keys = {one.customer_id for one in services}
    return tuple(sorted((customers[key] for key in keys), key=_rank))


def _over(stop: Stop | OwnStop) -> date:
    return stop.ended_on or stop.started_on


def _day(stop: Stop | OwnStop) -> tuple[date, int]:
    return stop.started_on, stop.id


def _place(link: Link) -> tuple[bool, int, int]:
    return link.retired_on is not None, link.position, link.id


def _urgency(one: StopStanding) -> tuple[bool, bool]:
    return not one.open, not one.waiting


def _rank(customer: Customer) -> tuple[int, bool, int, str]:
    return customer.rank


@dataclass(frozen=True, slots=True)
class BadWeek:
    """One bad week, and why it is counted as upstream (empty: it is not) or what else it was."""

    measure: Measure
    period: Period
    shown: str
    upstream: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class UpstreamShare:
    """The bad weeks of a year, newest first."""

    weeks: tuple[BadWeek, ...]

    @property
    def bad(self) -> int:
        """How many there were."""
        return len(self.weeks)

    @property
    def upstream(self) -> int:
        """How many of them began upstream."""
        return sum(bool(one.upstream) for one in self.weeks)


def upstream_share(tracker: Tracker, today: date) -> UpstreamShare:
    """Count the bad weeks of the last 52 weeks, and those that began upstream."""
    since = Period.of(today).start - timedelta(weeks=WEEKS - 1)
    links = {one.id: one for one in tracker.links.all()}
    stops: dict[int, list[tuple[Stop, Link]]] = {}
    reached = measures_of_links(tracker)
    for stop in tracker.stops.all("started_on, id"):
        for measure_id in reached.get(stop.link_id, ()):
            stops.setdefault(measure_id, []).append((stop, links[stop.link_id]))
    floors = {one.id: one.only_floor for one in tracker.customers.all()}
    found = [
        week
        for measure in tracker.measures.where("archived_on IS NULL AND draft = 0")
        for week in _bad_weeks(
            tracker,
            measure,
            since,
            today,
            stops.get(measure.id, ()),
            floor=floors[measure.customer_id],
        )
    ]
    return UpstreamShare(tuple(sorted(found, key=_newest_first)))


def overlaps(stop: Stop, period: Period, today: date) -> bool:
    """Say whether a stop and a period have a day in common; an open stop lasts to today."""
    last = stop.ended_on or max(today, stop.started_on)
    return stop.started_on <= period.end and last >= period.start


def _bad_weeks(
    tracker: Tracker,
    measure: Measure,
    since: date,
    today: date,
    stops: Iterable[tuple[Stop, Link]],
    *,
    floor: bool,
) -> Iterator[BadWeek]:
    rows = tracker.file.query(
        "SELECT id, uid, measure_id, start, value, cause FROM evaluation WHERE measure_id = ?"
        " AND start >= ? AND start <= ? AND value IS NOT NULL",
        *(measure.id, since.isoformat(), today.isoformat()),
    )
    for key, uid, measure_id, start, value, cause in rows:
        named = Cause(cause) if cause else None
        one = Evaluation(key, uid, measure_id, date.fromisoformat(start), value, cause=named)
        period = Period(one.start, measure.cadence)
        version = measure.on(period.end)
        if version.as_judged(floor_only=floor).keeps(value) is False or one.cause:
            shown = show_value(value, measure.scale, version.unit)
            upstream = _upstream(one.cause, period, stops, today)
            other = "" if upstream or one.cause is None else CAUSE_NAMES[one.cause]
            yield BadWeek(measure, period, shown, upstream, other)


def _upstream(
    cause: Cause | None, period: Period, stops: Iterable[tuple[Stop, Link]], today: date
) -> str:
    """Say what makes a bad week one that began upstream; empty where nothing does."""
    if cause not in {None, Cause.UPSTREAM}:
        return ""
    stopped = next((link.who for stop, link in stops if overlaps(stop, period, today)), "")
    if stopped:
        return f"{stopped} stopped"
    return "you named it so" if cause is Cause.UPSTREAM else ""


def _newest_first(week: BadWeek) -> tuple[int, str]:
    return -week.period.start.toordinal(), week.measure.name.casefold()
