"""The derived tables: what was judged of each measure, and where the judgement can go on.

Nothing in them is anyone's data. A change doubts, in its own transaction, what was judged of its
measure before; who wants to know judges again. They may be emptied or dropped at any time.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.domain.finding import Finding
from tracker.store.database import File
from tracker.store.migrations.schema import DERIVED

if TYPE_CHECKING:
    from tracker.detection.sums import State


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """A finding, and the state that follows the series up to and with the period `until`."""

    finding: Finding
    until: date
    state: State


class Verdicts:
    """Findings and states by measure."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._seen = False

    def all(self) -> dict[int, Finding]:
        """Return every finding that is kept and can be read."""
        sql = "SELECT measure_id, finding FROM verdict WHERE NOT doubted"
        rows = self._file.query(sql) if self._there() else []
        found = {key: _finding(text) for key, text in rows}
        return {key: finding for key, finding in found.items() if finding is not None}

    def get(self, measure_id: int) -> Finding | None:
        """Return the finding of a measure, if one is kept and can be read."""
        sql = "SELECT finding FROM verdict WHERE measure_id = ? AND NOT doubted"
        rows = self._file.query(sql, measure_id) if self._there() else []
        return _finding(rows[0][0]) if rows else None

    def latest(self, measure_id: int) -> Finding | None:
        """Return the finding of a measure that was kept last, also one that is doubted."""
        sql = "SELECT finding FROM verdict WHERE measure_id = ?"
        rows = self._file.query(sql, measure_id) if self._there() else []
        return _finding(rows[0][0]) if rows else None

    def stored(self, measure_id: int) -> StoredFinding | None:
        """Return what a judgement can go on from, if there is anything."""
        sql = (
            "SELECT finding, until, state FROM verdict JOIN verdict_state USING (measure_id)"
            " WHERE measure_id = ?"
        )
        rows = self._file.query(sql, measure_id) if self._there() else []
        if not rows or (finding := _finding(rows[0][0])) is None:
            return None
        return StoredFinding(finding, date.fromisoformat(rows[0][1]), _state(rows[0][2]))

    def invalidate(self, measure_id: int, earliest: str | None) -> None:
        """Rely no more on a finding, nor on a state at or after the earliest period touched.

        `earliest` None: all of it was touched.
        """
        self._file.conn.execute(
            "UPDATE verdict SET doubted = 1 WHERE measure_id = ? AND NOT doubted", (measure_id,)
        )
        self._file.conn.execute(
            "DELETE FROM verdict_state WHERE measure_id = ? AND until >= ?",
            (measure_id, earliest or ""),
        )

    def put(self, finding: Finding) -> None:
        """Keep a finding."""
        self._file.conn.execute(
            "INSERT INTO verdict (measure_id, finding) VALUES (?, ?)"
            " ON CONFLICT (measure_id) DO UPDATE SET finding = excluded.finding, doubted = 0",
            (finding.measure_id, json.dumps(finding.to_json())),
        )

    def put_state(self, measure_id: int, until: date, state: State) -> None:
        """Keep the state to go on from."""
        self._file.conn.execute(
            "INSERT INTO verdict_state (measure_id, until, state) VALUES (?, ?, ?)"
            " ON CONFLICT (measure_id) DO UPDATE SET until = excluded.until,"
            " state = excluded.state",
            (measure_id, until.isoformat(), json.dumps(state)),
        )

    def drop_state(self, measure_id: int) -> None:
        """Forget the state of a measure: it is too short to have one, or not to be relied on."""
        self._file.conn.execute("DELETE FROM verdict_state WHERE measure_id = ?", (measure_id,))

    def forget(self) -> None:
        """Empty both tables."""
        self._file.conn.execute("DELETE FROM verdict_state")
        self._file.conn.execute("DELETE FROM verdict")

    def _there(self) -> bool:
        """Say whether the table is there: a file opened to be read only may be without it."""
        if not self._seen:
            sql = "SELECT 1 FROM sqlite_master WHERE name = 'verdict' AND sql = ?"
            self._seen = bool(self._file.query(sql, DERIVED["verdict"]))
        return self._seen


@lru_cache(maxsize=1024)
def _finding(text: str) -> Finding | None:
    """Read a finding; one written by another version is as good as none."""
    try:
        return Finding.from_json(json.loads(text))
    except (KeyError, TypeError, ValueError):
        return None


@lru_cache(maxsize=128)
def _state(text: str) -> State:
    """Read a state; the same text is read once. Nobody changes what is returned."""
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
