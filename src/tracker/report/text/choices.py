"""What is said of choices on one's own screen: conflicts, decisions, and what stops the chain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from tracker.domain.decision import (
    CONFLICT_KIND_NAMES,
    OLD_DAYS,
    Conflict,
    ConflictEnd,
    Decision,
    DecisionVerdict,
)
from tracker.domain.texts.cutting import cut
from tracker.domain.upstream import AGAIN_WEEKS, OwnStop, Stop
from tracker.report.charts.reading import BETWEEN
from tracker.report.dates import long_day, short_day
from tracker.report.wording import by_number, number_of, number_word

LONGEST_TITLE: Final = 60
REALLY: Final = "Are they really in conflict?"
WANT: Final = "What does each really want?"
COMMON: Final = "What do they have in common?"
GROUND: Final = "Where is common ground?"


def age_words(age: int) -> str:
    """Say for how long a conflict is open."""
    if not age:
        return "opened today"
    return by_number(age, "open for a day", f"open for {age} days")


def conflict_line(conflict: Conflict, age: int, today: date) -> str:
    """Say what kind of conflict it is, and where it stands."""
    kind = CONFLICT_KIND_NAMES[conflict.kind]
    if conflict.closed_on is None:
        return f"{kind} · {age_words(age)}"
    how = "decided" if conflict.outcome is ConflictEnd.DECISION else "no conflict after all"
    return f"{kind} · {how}, {short_day(conflict.closed_on, today)}"


def decision_line(decision: Decision, today: date) -> str:
    """Say when a decision was made, and how it stands."""
    made = f"decided {short_day(decision.decided_on, today)}"
    if decision.verdict is DecisionVerdict.HELD:
        return f"{made} · it held"
    if decision.verdict is DecisionVerdict.BAD:
        return f"{made} · it did not fare well"
    if decision.review_on is None:
        return f"{made} · no review day"
    return f"{made} · {review_words(decision.review_on, today)}"


def review_words(review_on: date, today: date) -> str:
    """Say when a decision is looked at."""
    if review_on <= today:
        return (
            f"review since {short_day(review_on, today)}" if review_on < today else "review today"
        )
    return f"review on {short_day(review_on, today)}"


def old_conflicts(found: Sequence[tuple[str, int]]) -> str:
    """Say in a sentence which conflict is open for more than two weeks; empty without one.

    `found` holds titles and ages, the oldest first.
    """
    if not found:
        return ""
    title, age = found[0]
    told = f"“{cut(title, LONGEST_TITLE)}” has been in conflict for {age} days."
    more = len(found) - 1
    if not more:
        return f"{told} It waits for a choice."
    several = f"{number_word(more).capitalize()} more are older than {OLD_DAYS} days."
    return f"{told} {by_number(more, f'One more is older than {OLD_DAYS} days.', several)}"


def still_waiting(found: Sequence[tuple[str, str, date]], today: date) -> str:
    """Say in a sentence what I did not hand on and somebody waits for; empty without one.

    `found` holds what it is, for whom, and since when, the oldest first.
    """
    if not found:
        return ""
    what, customer, since = found[0]
    told = (
        f"“{cut(what, LONGEST_TITLE)}” has not reached {cut(customer, 40)}"
        f" since {long_day(since, today)}."
    )
    more = len(found) - 1
    if not more:
        return told
    several = f"{number_word(more).capitalize()} more stops of yours last."
    return f"{told} {by_number(more, 'One more stop of yours lasts.', several)}"


def watched_line(customer: str, names: Sequence[str], title: str, until: date, today: date) -> str:
    """Say which measures are watched, until when and why."""
    shown = ", ".join(cut(name, 48) for name in names[:3])
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return (
        f"Watched until {long_day(until, today)}: {shown}{more}. {cut(customer, 40)} got less in"
        f" “{cut(title, LONGEST_TITLE)}”."
    )


def step_answer(text: str) -> str:
    """Return what stands beside a step that is closed: the beginning of its answer."""
    return cut(text, 120)


def since_line(stop: Stop | OwnStop, today: date) -> str:
    """Say since when it lasts, where there is room for no more: `since 16 Nov`."""
    return f"since {short_day(stop.started_on, today)}"


def days_line(stop: Stop | OwnStop, today: date) -> str:
    """Say from when to when it lasted: `since 16 Nov, 5 days`, `16–18 Nov`."""
    began = short_day(stop.started_on, today)
    if stop.ended_on is None:
        days = max((today - stop.started_on).days, 0) + 1
        return f"{since_line(stop, today)}, {number_of(days, 'day')} now"
    if stop.ended_on == stop.started_on:
        return began
    return f"{began} – {short_day(stop.ended_on, today)}"


def seen_word(seen: bool | None) -> str:
    """Say whether the customer noticed; empty where nobody knows."""
    return "" if seen is None else "seen by the customer" if seen else "not seen by the customer"


def told_word(stop: OwnStop, today: date) -> str:
    """Say whether the customer knows of a stop of mine, and since when I told them."""
    if stop.told_on is not None:
        return f"told them on {short_day(stop.told_on, today)}"
    return "" if stop.knew is None else "they knew" if stop.knew else "they do not know"


def stop_line(stop: Stop | OwnStop, today: date, again: Stop | OwnStop | None = None) -> str:
    """Say when, seen or not, and what is left to do."""
    known = seen_word(stop.seen) if isinstance(stop, Stop) else told_word(stop, today)
    told = [days_line(stop, today), known]
    if again:
        told.append("happened again")
    if not stop.closed:
        told.append("not answered yet")
    return BETWEEN.join(one for one in told if one)


def waited_sentences(stop: OwnStop, today: date, again: OwnStop | None = None) -> str:
    """Say in sentences how long they waited, and what is left to do."""
    began = long_day(stop.started_on, today)
    if stop.ended_on is None:
        days = max((today - stop.started_on).days, 0) + 1
        waited = f"They have waited since {began}, for {number_of(days, 'day')} now."
    elif stop.ended_on == stop.started_on:
        waited = f"They waited on {began}."
    else:
        waited = f"They waited from {began} to {long_day(stop.ended_on, today)}."
    told = [waited, "It happened before, too." if again else ""]
    told.append("" if stop.closed else "There is no answer to it yet: a fix, or why not.")
    return " ".join(one for one in told if one)


def again_line(stop: Stop | OwnStop, again: Stop | OwnStop, today: date) -> str:
    """Say that the same cause came back on the same link, or for the same customer."""
    last = again.ended_on or again.started_on
    weeks = max((stop.started_on - last).days, 0) // 7
    after = f"{number_of(weeks, 'week')} after" if weeks else "less than a week after"
    ended = "it ended" if again.ended_on else "it began"
    where = "on the same link" if isinstance(stop, Stop) else "for the same customer"
    return (
        f"Again: “{stop.cause}”, {after} {ended} on {short_day(last, today)}. The same cause "
        f"{where} within {AGAIN_WEEKS} weeks calls for a fix of the cause."
    )


def share_line(upstream: int, bad: int) -> str:
    """Say how many bad values began upstream; empty where there was none."""
    if not bad:
        return ""
    values = number_of(bad, "bad value")
    if bad == 1:
        began = "Your one bad value in a year began upstream."
        return began if upstream else "Your one bad value in a year did not begin upstream."
    if not upstream:
        return f"None of your {values} in a year began upstream."
    share = f" ({round(100 * upstream / bad)} %)" if bad >= 5 else ""
    return f"{upstream} of your {values} in a year began upstream{share}."
