"""Where the analyst stands in the chain: who hands them what, and when it did not arrive."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.app.commands import (
    StopInput,
    add_link,
    close_stop,
    edit_customer,
    start_stop,
)
from tracker.app.demo.shares import Story

LINKS = (
    # (who, what, by when, customers whose first service depends on it)
    ("Ledger team", "The ledger export", "Mondays at 9", ("Finance leads", "My manager")),
    ("Field sales", "Opportunity data", "The last working day", ("Field sales",)),
)
STOPS = (
    # (link, weeks ago, day of the week, days, cause, effect, seen, no fix because)
    (0, 11, 0, 3, "Nightly job failed", "Two answers waited until Thursday", True, "Rare so far"),
    (0, 2, 0, 3, "Nightly job failed", "Close answers a day late", True, ""),
    (1, 20, 2, 1, "Holiday", "", False, "Once a year, and it costs an hour"),
)
BEHIND = (
    ("Finance leads", "The board: figures each month", "Shareholders and the bank"),
    ("Platform team", "Every team that builds on it", ""),
)


def tell_chain(story: Story) -> None:
    """Write links, stops, and who stands behind the customers; a part of the one step."""
    tracker = story.tracker
    links = []
    for who, what, by_when, customers in LINKS:
        services = []
        for name in customers:
            owner = story.customers[name]
            services += [one.id for one in tracker.services.where("customer_id = ?", owner)[:1]]
        links.append(add_link(tracker, who, what, by_when, services))
    for link, ago, day, days, cause, effect, seen, because in STOPS:
        if ago >= story.weeks:
            continue
        first = _day(story, ago) + timedelta(days=day)
        last = first + timedelta(days=days - 1)
        said = StopInput(started_on=first, ended_on=last, cause=cause, effect=effect, seen=seen)
        key = start_stop(tracker, links[link], said)
        if because:
            close_stop(tracker, key, because)
    for name, theirs, end in BEHIND:
        edit_customer(tracker, story.customers[name], their_customer=theirs, end_client=end)


def _day(story: Story, ago: int) -> date:
    return (story.now + -ago).start
