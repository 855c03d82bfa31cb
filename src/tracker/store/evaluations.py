"""Evaluations: what was logged, by measure and period."""

from __future__ import annotations

from datetime import date

from tracker.domain.evaluation import Evaluation
from tracker.store.database import File
from tracker.store.rows import Rows, plain


class Evaluations(Rows[Evaluation]):
    """The evaluation table, with the few reads that must stay fast in a file of twenty years."""

    def __init__(self, file: File) -> None:
        super().__init__(file, "evaluation", Evaluation)

    def find(self, measure_id: int, start: date) -> Evaluation | None:
        """Return what was logged for a period, if anything."""
        found = self.where("measure_id = ? AND start = ?", measure_id, start.isoformat())
        return found[0] if found else None

    def put(self, measure_id: int, start: date, **columns: object) -> None:
        """Write some columns of a period's evaluation, which is made if it is not there.

        A row that would say nothing at all is deleted instead.
        """
        if columns.get("value") is not None:
            self._say(measure_id, start, columns)
            return
        old = self.find(measure_id, start)
        if old is None:
            if any(value not in _NOTHING for value in columns.values()):
                self.add(measure_id=measure_id, start=start, **columns)
            return
        new = {name: getattr(old, name) for name in _SAYS} | columns
        if any(new[name] not in _NOTHING for name in _SAYS):
            self.change(old.id, **columns)
        else:
            self.remove(old.id)

    def _say(self, measure_id: int, start: date, columns: dict[str, object]) -> None:
        """Write a row that says something in one statement, whether or not it was there."""
        cells = plain({"measure_id": measure_id, "start": start, **columns})
        names, marks = ", ".join(cells), ", ".join("?" * len(cells))
        sets = ", ".join(f"{name} = excluded.{name}" for name in columns)
        self._file.utils.execute(
            f"INSERT INTO evaluation ({names}) VALUES ({marks})"
            f" ON CONFLICT (measure_id, start) DO UPDATE SET {sets}",
            list(cells.values()),
        )

    def series(self, measure_id: int) -> list[Evaluation]:
        """Return everything logged for a measure, oldest first."""
        return self.where("measure_id = ?", measure_id, order="start")

    def latest(self, measure_id: int, until: date, count: int) -> list[tuple[date, float | None]]:
        """Return the newest `count` rows up to a day as (start, value or None), oldest first."""
        rows = self._file.query(
            "SELECT start, value FROM evaluation WHERE measure_id = ? AND start <= ?"
            " ORDER BY start DESC LIMIT ?",
            measure_id,
            until.isoformat(),
            count,
        )
        return [(date.fromisoformat(start), value) for start, value in reversed(rows)]

    def span(self, measure_id: int) -> tuple[date, date] | None:
        """Return the first and last start logged, or None."""
        ((first, last),) = self._file.query(
            "SELECT min(start), max(start) FROM evaluation WHERE measure_id = ?", measure_id
        )
        return (date.fromisoformat(first), date.fromisoformat(last)) if first else None


_SAYS = ("value", "skipped", "note", "private_note", "cause", "link")
_NOTHING = (None, "")
