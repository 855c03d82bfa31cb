"""What is kept of a change that stands: read without the judge, worked out anew where harmed."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.app.demo import fill_demo
from tracker.app.keepings import changes_now
from tracker.app.tracker import Tracker

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def year() -> bytes:
    with Tracker() as tracker:
        fill_demo(tracker, TODAY)
        tracker.judge.findings(TODAY)
        return tracker.file.copy()


@pytest.mark.parametrize(
    "harm",
    [
        "substr(finding, 1, length(finding) / 2)",
        'replace(finding, \'"since":"2026\', \'"since":"2O26\')',
        "hex(zeroblob(40))",
        "'[]'",
        "''",
    ],
)
def test_a_kept_verdict_that_was_harmed_on_the_disk_is_worked_out_again(year, harm):
    with Tracker(copy=year) as tracker:
        tracker.today = lambda: TODAY
        whole = changes_now(tracker)
        tracker.file.conn.execute("PRAGMA ignore_check_constraints = ON")
        changed = tracker.file.conn.execute(f"UPDATE OR IGNORE verdict SET finding = {harm}")
        assert changed.rowcount > 0
        assert any(whole.values())
        assert changes_now(tracker) == whole
