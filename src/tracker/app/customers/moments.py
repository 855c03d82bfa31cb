"""Moments, the days on which a customer needs something: noted, coming, and as a calendar (T1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tracker.app.text_input import check_day, clean_name, clean_note
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput
from tracker.domain.notes import LONGEST_LEAD, REPEAT_NAMES, Moment, Repeat
from tracker.domain.period import DAY_NAMES
from tracker.report.dates import long_day, long_weekday


def add_moment(
    tracker: Tracker,
    customer_id: int,
    title: str,
    first_on: date,
    repeats: Repeat,
    *,
    until: date | None = None,
    lead_days: int = 7,
    note: str = "",
) -> int:
    """Note a day on which a customer needs something, or a rule for such days."""
    customer = tracker.customers.get(customer_id)
    columns = _checked(title, first_on, repeats, until, lead_days, note)
    with tracker.edit(f"add a moment of {customer.name}"):
        return tracker.moments.add(customer_id=customer_id, **columns)


def edit_moment(
    tracker: Tracker,
    moment_id: int,
    title: str,
    first_on: date,
    repeats: Repeat,
    *,
    until: date | None = None,
    lead_days: int = 7,
    note: str = "",
) -> None:
    """Say it better, or move it."""
    old = tracker.moments.get(moment_id)
    columns = _checked(title, first_on, repeats, until, lead_days, note)
    with tracker.edit(f"edit the moment {old.title}"):
        tracker.moments.change(moment_id, **columns)


def remove_moment(tracker: Tracker, moment_id: int) -> None:
    """Delete a moment; undo brings it back."""
    old = tracker.moments.get(moment_id)
    with tracker.edit(f"delete the moment {old.title}"):
        tracker.moments.remove(moment_id)


def _checked(
    title: str, first_on: date, repeats: Repeat, until: date | None, lead_days: int, note: str
) -> dict[str, object]:
    return {
        "title": clean_name("title", title),
        "first_on": check_day("first_on", first_on),
        "repeats": repeats,
        "until": _until(first_on, until),
        "lead_days": _lead(lead_days),
        "note": clean_note("note", note),
    }


def _until(first_on: date, until: date | None) -> date | None:
    if until is not None and check_day("until", until) < first_on:
        raise InvalidInput("until", "It ends before it begins", "Choose a later day, or none.")
    return until


def _lead(days: int) -> int:
    if not 0 <= days <= LONGEST_LEAD:
        raise InvalidInput(
            "lead_days", f"{days} is no lead time", f"Choose 0 to {LONGEST_LEAD} days."
        )
    return days


@dataclass(frozen=True, slots=True)
class ComingMoment:
    """One day of a moment, and whose it is."""

    moment: Moment
    customer: str
    on: date

    def line(self, today: date) -> str:
        """Write it in a line: what, for whom, when."""
        return f"{self.moment.title}, {self.customer} · {_when(self.on, today)}"


def coming_in_week(tracker: Tracker, monday: date) -> list[ComingMoment]:
    """Return what falls into a week, or begins to need its lead time in it; soonest first."""
    sunday = monday + timedelta(days=6)
    names = {one.id: one.name for one in tracker.customers.where("archived_on IS NULL")}
    found = [
        ComingMoment(moment, names[moment.customer_id], on)
        for moment in tracker.moments.all()
        if moment.customer_id in names
        for on in moment.days(monday, sunday + timedelta(days=moment.lead_days))
    ]
    # Of a moment that comes again and again only the next one is told.
    first: dict[int, ComingMoment] = {}
    for one in sorted(found, key=lambda coming: coming.on):
        first.setdefault(one.moment.id, one)
    return list(first.values())


def moments_of(tracker: Tracker, customer_id: int, today: date) -> list[tuple[Moment, date | None]]:
    """Return a customer's moments with their next days, soonest first, what is over at the end."""
    found = [
        (one, one.next(today)) for one in tracker.moments.where("customer_id = ?", customer_id)
    ]
    return sorted(found, key=lambda pair: (pair[1] is None, pair[1] or pair[0].first_on))


def how_often(moment: Moment) -> str:
    """Write when a moment comes: `Every month on the 24th, until 1 March 2027`."""
    day = moment.first_on
    told = {
        Repeat.ONCE: f"Once, on {long_day(day)}",
        Repeat.WEEKLY: f"Every {DAY_NAMES[day.weekday()]}",
        Repeat.MONTHLY: f"Every month on the {_ordinal(day.day)}",
        Repeat.QUARTERLY: f"Every three months from {long_day(day)}",
    }.get(moment.repeats, REPEAT_NAMES[moment.repeats])
    return told if moment.until is None else f"{told}, until {long_day(moment.until)}"


def calendar_bytes(moments: Iterable[tuple[Moment, str]], made_on: date) -> bytes:
    """Return moments (with the names of their customers) as an iCalendar file (RFC 5545).

    Days without times, so no time zone can move them; an alarm at the lead time. Nothing private is
    in it: no note.
    """
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Impact Tracker//Moments//EN")
    calendar.add("version", "2.0")
    for moment, customer in moments:
        event = Event()
        event.add("uid", f"{moment.uid}@impact-tracker")
        event.add("dtstamp", _stamp(made_on))
        event.add("summary", f"{moment.title} ({customer})")
        event.add("dtstart", next(moment.days(date.min, date.max), moment.first_on))
        if rule := _rule(moment):
            event.add("rrule", rule)
        if moment.lead_days:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", f"{moment.title} ({customer})")
            alarm.add("trigger", -timedelta(days=moment.lead_days))
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _rule(moment: Moment) -> dict[str, object] | None:
    if moment.repeats is Repeat.ONCE:
        return None
    rules: dict[Repeat, dict[str, object]] = {
        Repeat.WEEKLY: {"freq": "weekly"},
        Repeat.MONTHLY: _monthly(moment.first_on.day, 1),
        Repeat.QUARTERLY: _monthly(moment.first_on.day, 3),
        Repeat.LAST_WORKDAY: {
            "freq": "monthly",
            "byday": ["MO", "TU", "WE", "TH", "FR"],
            "bysetpos": -1,
        },
    }
    rule = dict(rules[moment.repeats])
    if moment.until is not None:
        rule["until"] = moment.until
    return rule


def _monthly(day: int, months: int) -> dict[str, object]:
    """Return the rule for a day of the month; where a month lacks it, its last day stands in."""
    rule: dict[str, object] = {"freq": "monthly", "interval": months}
    if day > 28:
        return rule | {"bymonthday": list(range(28, day + 1)), "bysetpos": -1}
    return rule | {"bymonthday": day}


def _stamp(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _when(on: date, today: date) -> str:
    days = (on - today).days
    if days in {0, 1}:
        return ("today", "tomorrow")[days]
    return long_weekday(on, today) if 0 < days < 7 else long_day(on, today)


def _ordinal(number: int) -> str:
    end = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{end}"
