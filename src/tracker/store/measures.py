"""Measures with their versions: two tables read as one value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.domain.errors import NotFound
from tracker.domain.measure import Measure, Version
from tracker.store.database import File
from tracker.store.rows import Rows


class Measures:
    """The measure and version tables."""

    def __init__(self, file: File) -> None:
        self.rows = Rows(file, "measure", Measure, without=("versions",))
        self.versions = Rows(file, "version", Version)
        self._read: dict[int, Measure] = {}

    def get(self, key: int) -> Measure:
        """Return one measure, or raise `NotFound`."""
        if key not in self._read:
            found = self.where("id = ?", key)
            if not found:
                raise NotFound("That measure is no longer there")
            self._read[key] = found[0]
        return self._read[key]

    def forget(self) -> None:
        """Read measures anew from here on: one was changed, or a change was taken back."""
        self._read.clear()

    def all(self) -> list[Measure]:
        """Return every measure, archived ones too."""
        return self._joined(self.rows.all("customer_id, position, id"), self.versions.all(_ORDER))

    def where(self, condition: str, *values: object) -> list[Measure]:
        """Return the measures that meet an SQL condition on the measure table."""
        versions = self.versions.where(
            f"measure_id IN (SELECT id FROM measure WHERE {condition})", *values, order=_ORDER
        )
        bare = self.rows.where(condition, *values, order="customer_id, position, id")
        return self._joined(bare, versions)

    def put_version(self, measure_id: int, valid_from: date, **columns: object) -> None:
        """Write what counts from a day on, over a version that starts on that very day."""
        same_day = self.versions.where(
            "measure_id = ? AND valid_from = ?", measure_id, valid_from.isoformat()
        )
        if same_day:
            self.versions.change(same_day[0].id, **columns)
        else:
            self.versions.add(measure_id=measure_id, valid_from=valid_from, **columns)

    @staticmethod
    def _joined(bare: list[Measure], versions: list[Version]) -> list[Measure]:
        by_measure: dict[int, list[Version]] = {}
        for version in versions:
            by_measure.setdefault(version.measure_id, []).append(version)
        return [replace(one, versions=tuple(by_measure[one.id])) for one in bare]


_ORDER = "measure_id, valid_from"
