"""How long it takes to work out anew what a table of 5,000 rows would do: a choice was changed."""

from __future__ import annotations

import time
from datetime import date, timedelta

from tracker.app.intake.choices import ReadingChoices
from tracker.app.intake.parts import read_book
from tracker.app.tracker import Tracker, snapshot
from tracker.app.transfer.preview import preview

ROWS, AT_MOST = 5000, 200.0  # milliseconds of processor time
FIRST = date(2010, 1, 4)


def table() -> bytes:
    """Return twenty measures of 250 weeks with a note each, in British dates."""
    rows = ["Date,Customer,Measure,Value,Note"]
    for at in range(ROWS):
        day = FIRST + timedelta(weeks=at % 250)
        who, what = at // 250 % 5, at // 250
        rows.append(f"{day:%d/%m/%Y},C{who},M{what},{at % 37}.{at % 10},note {at}")
    return "\n".join(rows).encode()


def worked_out(runs: int) -> float:
    """Return the median time in milliseconds, in processor time: it is done in another thread."""
    book = read_book(table())
    with Tracker() as tracker:
        content = snapshot(tracker)
    times = []
    for _ in range(runs + 1):
        begun = time.process_time()
        found = preview(content, book, ReadingChoices(), "card", _today)
        times.append((time.process_time() - begun) * 1000)
        assert found.plan.new == ROWS
    return sorted(times[1:])[runs // 2]


def _today() -> date:
    return date(2026, 11, 20)
