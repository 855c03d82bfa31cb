"""What a data file holds, in the figures by which a person knows it again, and how two differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from tracker.app.tables import TABLES
from tracker.app.tracker import Tracker
from tracker.domain.backup import CustomerContents, Difference, FileContents, RowChange
from tracker.domain.evaluation import Evaluation
from tracker.domain.measure import Measure, show_value
from tracker.domain.period import Period
from tracker.domain.texts.cutting import cut
from tracker.report.dates import period_name
from tracker.store.backup import whole_content
from tracker.store.derived import SOURCES

LONGEST: Final = 160
WEEKS: Final = 26
# What a row of a table is, to a person; what is no row of their own belongs to another one.
NOUNS: Final = {
    "customer": "Customer",
    "want": "What they want",
    "service": "Service",
    "measure": "Measure",
    "version": "Promise",
    "event": "Event",
    "pulse": "Own pulse",
    "check_in": "Finished week",
    "fix": "Fix",
    "planned_change": "Planned change",
    "accepted_change": "New usual",
    "explanation": "What changed",
    "person": "Your settings",
    "sharing": "What is shared",
    "agreement": "Agreement",
    "rating": "Rating",
    "star": "Star",
    "wording": "Words of the review",
    "tier_move": "Move on the board",
    "mandate": "Mandate",
    "assessment": "Questionnaire",
    "need": "Need",
    "standard": "Standard",
    "element": "How they want it",
    "moment": "Moment",
    "conflict": "Conflict",
    "conflict_side": "Side of a conflict",
    "decision": "Decision",
    "decision_told": "Telling of a decision",
    "note": "Note",
    "link": "Upstream link",
    "link_service": "Upstream link",
    "stop": "Stop upstream",
    "told": "What they told",
    "asking": "Asking",
    "kept_wording": "Wording",
    "mention": "Told",
    "pulse_fix": "Own fix",
    "pulse_word": "Word about the pulse",
    "own_stop": "Stop of mine",
}
_WORDS: Final = {one.table: one.words for one in SOURCES}
Row = tuple[object, ...]


def opened_file(path: Path) -> Tracker:
    """Open a data file of any version to be looked at, whatever becomes of it meanwhile.

    Raises `FileTrouble` if it is not whole.
    """
    return Tracker(read_only=True, copy=whole_content(path))


def file_contents(tracker: Tracker) -> FileContents:
    """Return what an open file holds."""
    query = tracker.file.query
    customers = tuple(
        _customer(tracker, key, name)
        for key, name in query("SELECT id, name FROM customer ORDER BY position, id")
    )
    ((measures,),) = query("SELECT count(*) FROM measure")
    ((notes,),) = query(
        "SELECT (SELECT count(*) FROM note)"
        " + (SELECT count(*) FROM evaluation WHERE note <> '' OR private_note <> '')"
    )
    latest = tracker.evaluations.where("1", order="start DESC, logged_at DESC, id DESC LIMIT 1")
    newest = None
    if latest:
        measure = tracker.measures.get(latest[0].measure_id)
        newest = measure.name, Period(latest[0].start, measure.cadence)
    entries = sum(one.entries for one in customers)
    return FileContents(
        tuple(sorted(customers, key=lambda one: -one.entries)), measures, entries, notes, newest
    )


def differences(backup: Tracker, now: Tracker) -> list[Difference]:
    """Return what is otherwise now than in a backup: what would change if that were brought back.

    Rows are compared by their id: a backup and its file grew from one stem.
    """
    return [one for table in TABLES for one in _differing(backup, now, table)]


def entry_names(tracker: Tracker, entries: Sequence[tuple[int, str]]) -> list[str]:
    """Name entries by measure (id) and start, as in `Month-end close answers, week 44`."""
    measures = {one.id: one for one in tracker.measures.all()}
    return [
        f"{measures[key].name}, "
        f"{period_name(Period(date.fromisoformat(start), measures[key].cadence))}"
        for key, start in entries
        if key in measures
    ]


def _customer(tracker: Tracker, key: int, name: str) -> CustomerContents:
    starts = [
        date.fromisoformat(start)
        for (start,) in tracker.file.query(
            "SELECT start FROM evaluation JOIN measure AS m ON m.id = measure_id"
            " WHERE m.customer_id = ? AND (value IS NOT NULL OR skipped IS NOT NULL)",
            key,
        )
    ]
    weeks = frozenset(day - timedelta(days=day.weekday()) for day in starts)
    return CustomerContents(name, len(starts), max(starts, default=None), weeks)


def _differing(backup: Tracker, now: Tracker, table: str) -> Iterator[Difference]:
    columns = [row[1] for row in now.file.query(f"PRAGMA table_info({table})")]
    then, there = _rows(backup, table, columns), _rows(now, table, columns)
    for key in sorted(then.keys() | there.keys()):
        old, new = then.get(key), there.get(key)
        if old == new:
            continue
        change = (
            RowChange.ADDED
            if old is None
            else RowChange.DELETED
            if new is None
            else RowChange.CHANGED
        )
        owner = now if new is not None else backup
        cells = dict(zip(columns, new or old or (), strict=True))
        customer, what, says = _described(owner, table, cells)
        yield Difference(table, key, change, customer, what, says)


def _rows(tracker: Tracker, table: str, columns: list[str]) -> dict[int, Row]:
    # Names of tables and columns are ours.
    rows = tracker.file.query(f"SELECT id, {', '.join(columns)} FROM {table}")  # noqa: S608
    return {row[0]: row[1:] for row in rows}


def _described(tracker: Tracker, table: str, cells: dict[str, object]) -> tuple[str, str, str]:
    measure = _measure_of(tracker, table, cells)
    customer_id = measure.customer_id if measure else cells.get("customer_id")
    customer = ""
    if table == "customer":
        customer = str(cells["name"])
    elif isinstance(customer_id, int):
        names = tracker.file.query("SELECT name FROM customer WHERE id = ?", customer_id)
        customer = str(names[0][0]) if names else ""
    if table == "evaluation" and measure:
        return customer, *_evaluation(tracker, measure, cells)
    words = (cells.get(column) for column in _WORDS.get(table, ()))
    said = next((str(word) for word in words if word), "")
    if not said and measure:
        said = measure.name
    if not said and table == "pulse":
        said = period_name(Period.of(date.fromisoformat(str(cells["week"]))))
    return customer, NOUNS[table], cut(said, LONGEST)


def _measure_of(tracker: Tracker, table: str, cells: dict[str, object]) -> Measure | None:
    key = cells.get("id" if table == "measure" else "measure_id")
    if not isinstance(key, int):
        return None
    return next(iter(tracker.measures.where("id = ?", key)), None)


def _evaluation(tracker: Tracker, measure: Measure, cells: dict[str, object]) -> tuple[str, str]:
    found: list[Evaluation] = tracker.evaluations.where("id = ?", cells["id"])
    one = found[0]
    period = Period(one.start, measure.cadence)
    what = f"{measure.name}, {period_name(period)}"
    unit = measure.on(period.end).unit
    said = [show_value(one.value, measure.scale, unit)] if one.value is not None else []
    said += [one.skipped] if one.skipped else []
    said += [f"“{cut(note, LONGEST)}”" for note in (one.note, one.private_note) if note]
    return what, " ".join(said)
