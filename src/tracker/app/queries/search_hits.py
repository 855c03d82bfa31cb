"""What is shown of a row that was found: table by table, its title, its words, where it opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tracker.app.queries.search_tables import TABLE_OF, TABLES, Kind, Place
from tracker.app.queries.search_words import Snippet, Wanted
from tracker.app.tracker import Tracker
from tracker.domain.evaluation import SKIP_REASONS


@dataclass(frozen=True, slots=True)
class Hit:
    """One row that was found; `private` says that these words never leave this file."""

    kind: Kind
    id: int
    place: Place
    title: Snippet
    snippet: Snippet
    private: bool = False
    day: date | None = None
    customer_id: int | None = None
    customer: str = ""
    measure_id: int | None = None
    measure: str = ""


__all__ = ["TABLE_OF", "Hit", "Kind", "Place", "hits"]
_NAMES: Final = (
    "SELECT m.id, m.name, c.id, c.name FROM measure AS m JOIN customer AS c ON c.id = m.customer_id"
)


def hits(tracker: Tracker, wanted: Wanted, rows: Sequence[tuple[str, int]]) -> Iterator[Hit]:
    """Yield what is shown of rows (table and id), in their order."""
    asked: dict[str, list[int]] = {}
    for table, key in rows:
        asked.setdefault(table, []).append(key)
    kept = {
        (table, row[0]): row
        for table, keys in asked.items()
        for row in tracker.file.query(_select(table, len(keys)), *keys)
    }
    names = _Names(tracker)
    for found in rows:
        if found in kept:
            yield _hit(wanted, names, found[0], kept[found])


def _select(name: str, count: int) -> str:
    table = TABLES[name]
    columns = ("id", table.day, table.customer, table.measure, table.title or "''", *table.words)
    marks = ", ".join("?" * count)
    return f"SELECT {', '.join(columns)} FROM {name} WHERE id IN ({marks})"  # noqa: S608 - names of ours


class _Names:
    """Measures and customers by id."""

    def __init__(self, tracker: Tracker) -> None:
        self.customers = dict(tracker.file.query("SELECT id, name FROM customer"))
        self.measures = {row[0]: row[1:] for row in tracker.file.query(_NAMES)}


def _hit(wanted: Wanted, names: _Names, name: str, row: tuple[object, ...]) -> Hit:
    table = TABLES[name]
    key, day, customer_id, measure_id, title, *words = row
    measure, owner, owner_name = names.measures.get(measure_id, ("", customer_id, ""))
    customer = names.customers.get(owner, owner_name)
    column, said = _best(wanted, table.words, words)
    when = date.fromisoformat(str(day)) if day else None
    return Hit(
        table.kind,
        int(str(key)),
        table.place,
        wanted.snippet(str(title)) if title else Snippet(measure or customer),
        wanted.snippet(said),
        column in table.private,
        when,
        owner,
        customer,
        measure_id if isinstance(measure_id, int) else None,
        measure,
    )


def _best(wanted: Wanted, columns: Sequence[str], cells: Sequence[object]) -> tuple[str, str]:
    """Return the text that holds most of the words, or else the first that says something."""
    best, most = ("", ""), -1
    for column, cell in zip(columns, cells, strict=True):
        said = str(cell or "")
        if not said or (column == "skipped" and said in SKIP_REASONS):
            continue
        count = len(wanted.marks(said))
        if count > most:
            best, most = (column, said), count
    return best
