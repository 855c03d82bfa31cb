"""What is said of the chain: since when something stopped, its share of bad weeks, what is left."""

from __future__ import annotations

from datetime import date

from tracker.domain.chain import AGAIN_WEEKS, Stop
from tracker.report.reading import BETWEEN, short_day


def days_line(stop: Stop, today: date) -> str:
    """Say from when to when it lasted: `since 16 Nov, 5 days`, `16–18 Nov`."""
    began = short_day(stop.started_on, today.year)
    if stop.ended_on is None:
        days = max((today - stop.started_on).days, 0) + 1
        return f"since {began}, {days} day{'' if days == 1 else 's'} now"
    if stop.ended_on == stop.started_on:
        return began
    return f"{began} – {short_day(stop.ended_on, today.year)}"


def seen_word(seen: bool | None) -> str:
    """Say whether the customer noticed; empty where nobody knows."""
    return "" if seen is None else "seen by the customer" if seen else "not seen by the customer"


def stop_line(stop: Stop, today: date, again: Stop | None = None) -> str:
    """Say when, seen or not, and what is left to do."""
    told = [days_line(stop, today), seen_word(stop.seen)]
    if again:
        told.append("come again")
    if not stop.closed:
        told.append("not answered yet")
    return BETWEEN.join(one for one in told if one)


def again_line(stop: Stop, again: Stop, today: date) -> str:
    """Say that the same cause came back on the same link."""
    weeks = max((stop.started_on - (again.ended_on or again.started_on)).days, 0) // 7
    after = f"{weeks} week{'' if weeks == 1 else 's'} after" if weeks else "less than a week after"
    return (
        f"Come again: “{stop.cause}”, {after} the stop of "
        f"{short_day(again.started_on, today.year)}. The same cause on the same link within "
        f"{AGAIN_WEEKS} weeks asks for a fix of the cause."
    )


def share_line(upstream: int, bad: int) -> str:
    """Say how many bad weeks began upstream; empty where there was none."""
    if not bad:
        return ""
    weeks = f"{bad} bad week{'' if bad == 1 else 's'}"
    if not upstream:
        return f"None of your {weeks} in a year began upstream."
    share = f" ({round(100 * upstream / bad)} %)" if bad >= 5 else ""
    return f"{upstream} of your {weeks} in a year began upstream{share}."
