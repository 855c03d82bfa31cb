"""Views for other programs: what was logged, with names, units and days, and no number of ours.

Datasette, DuckDB, pandas or a spreadsheet read them from the data file itself; `docs/data.md`
describes them and shows how. They are derived: made again whenever they differ from what stands
here, and gone while a migration rebuilds their tables. Columns are only ever added. No private word
is in any of them.
"""

from __future__ import annotations

import sqlite3
from typing import Final

# The last day of an evaluation's period, as `Period.end` has it.
_END: Final = """CASE m.cadence
        WHEN 'weekly' THEN date(e.start, '+6 days')
        WHEN 'fortnightly' THEN date(e.start, '+13 days')
        WHEN 'monthly' THEN date(e.start, '+1 month', '-1 day')
        ELSE date(e.start, '+3 months', '-1 day')
    END"""


def _version_on(day: str) -> str:
    """Return what picks the version that counts on a day, as `Measure.on` does."""
    return f"""v.id = coalesce(
        (SELECT id FROM version WHERE measure_id = m.id AND valid_from <= {day}
         ORDER BY valid_from DESC LIMIT 1),
        (SELECT id FROM version WHERE measure_id = m.id ORDER BY valid_from LIMIT 1))"""


# What judges a value, as in `Version.as_judged`: only the floor for who is not to be annoyed.
_LEVEL: Final = "CASE c.tier WHEN 'maintain' THEN coalesce(v.floor, v.promise) ELSE v.promise END"
_KEPT: Final = f"""CASE
        WHEN e.value IS NULL THEN NULL
        WHEN v.better = 'band' THEN e.value BETWEEN v.low AND v.high
        WHEN v.better = 'higher' THEN e.value >= {_LEVEL}
        ELSE e.value <= {_LEVEL}
    END"""
_MEASURES: Final = "customer AS c JOIN measure AS m ON m.customer_id = c.id"

VIEWS: Final = {
    "v_customer": """SELECT name AS customer, kind, tier, archived_on FROM customer""",
    "v_measure": f"""SELECT c.name AS customer, m.area, m.name AS measure, m.scale, v.unit,
    v.better, v.promise, v.low, v.high, v.excellent, v.floor, v.valid_from AS promised_from,
    m.cadence, m.source, m.horizon, m.shared, m.draft, m.archived_on, m.their_name
    FROM {_MEASURES} JOIN version AS v ON v.id = (
        SELECT id FROM version WHERE measure_id = m.id ORDER BY valid_from DESC LIMIT 1)""",
    "v_evaluation": f"""SELECT c.name AS customer, m.area, m.name AS measure, m.scale, v.unit,
    v.better, v.promise, v.low, v.high, m.cadence, e.start AS "start", {_END} AS "end", e.value,
    {_KEPT} AS kept, e.skipped, e.note, e.cause, e.logged_at
    FROM {_MEASURES} JOIN evaluation AS e ON e.measure_id = m.id
    JOIN version AS v ON {_version_on(_END)}""",
    "v_signal": f"""SELECT c.name AS customer, m.area, m.name AS measure, s.since, s.revealed,
    CASE s.up WHEN 1 THEN 'up' ELSE 'down' END AS moved,
    CASE v.better WHEN 'band' THEN NULL
        ELSE CASE (v.better = 'higher') = s.up WHEN 1 THEN 'better' ELSE 'worse' END
    END AS "to", s.looked_on
    FROM {_MEASURES} JOIN "signal" AS s ON s.measure_id = m.id
    JOIN version AS v ON {_version_on("s.revealed")}""",
    "v_event": """SELECT e.happened_on, e.title, c.name AS customer, m.name AS measure
    FROM event AS e LEFT JOIN measure AS m ON m.id = e.measure_id
    LEFT JOIN customer AS c ON c.id = coalesce(e.customer_id, m.customer_id)""",
    "v_fix": f"""SELECT c.name AS customer, m.name AS measure, f.kind, f.what, f.started_on,
    f.due_on, f.review_on, f.done_on, f.dropped_on
    FROM {_MEASURES} JOIN fix AS f ON f.measure_id = m.id""",
    "v_rating": """SELECT r.rated_on, c.name AS customer, m.name AS measure, r.value, r.words,
    r.source FROM rating AS r JOIN customer AS c ON c.id = r.customer_id
    LEFT JOIN measure AS m ON m.id = r.measure_id""",
}


def view_definitions() -> dict[str, str]:
    """Return each view's name and the statement that makes it."""
    return {name: f"CREATE VIEW {name} AS {select}" for name, select in VIEWS.items()}


def make_views(conn: sqlite3.Connection) -> None:
    """Make all of them anew, inside the transaction of the caller."""
    drop_views(conn)
    for statement in view_definitions().values():
        conn.execute(statement)


def drop_views(conn: sqlite3.Connection) -> None:
    """Take the views away, before their tables are rebuilt."""
    for name in VIEWS:
        conn.execute(f"DROP VIEW IF EXISTS {name}")
