"""What is shown of a row that was found: table by table, its title, its words, where it opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tracker.app.queries.search_words import Snippet, Wanted
from tracker.app.tracker import Tracker
from tracker.domain.evaluation import SKIP_REASONS


class Kind(StrEnum):
    """What was found, in the words of `--kind`."""

    CUSTOMER = "customer"
    SERVICE = "service"
    MEASURE = "measure"
    WANT = "want"
    VERSION = "definition"
    EVALUATION = "note"
    EVENT = "event"
    PULSE = "pulse"
    CHECK_IN = "answer"
    FIX = "fix"
    PLANNED_CHANGE = "planned"
    EXPLANATION = "explanation"
    RATING = "rating"
    AGREEMENT = "agreement"
    SHARING = "message"
    SHARE = "shared"
    WORDING = "review"


class Place(StrEnum):
    """Where a hit opens."""

    TREND = "trend"
    CUSTOMER = "customer"
    FIXES = "fixes"
    WEEK = "week"
    SHARE = "share"
    REVIEW = "review"


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


@dataclass(frozen=True, slots=True)
class _Table:
    """How a row of a table is shown: its day, its words with those that stay private.

    `title` is the column that names the row; without it the measure or the customer does.
    """

    kind: Kind
    place: Place
    words: tuple[str, ...]
    private: frozenset[str] = frozenset()
    day: str = "NULL"
    title: str = ""
    customer: str = "NULL"
    measure: str = "NULL"


_WHO: Final = (
    *("who", "motives", "knowledge", "attitudes", "invests"),
    *("benefit", "their_customer", "end_client"),
)
_FIX: Final = ("obstacle", "note", "owner")
_BY_CUSTOMER: Final = "customer_id"
_BY_MEASURE: Final = "measure_id"
_TABLES: Final = {
    "customer": _Table(
        Kind.CUSTOMER, Place.CUSTOMER, _WHO, frozenset(_WHO), title="name", customer="id"
    ),
    "service": _Table(
        Kind.SERVICE,
        Place.CUSTOMER,
        ("definition", "why", "done_when", "needed_when"),
        title="name",
        customer=_BY_CUSTOMER,
    ),
    "measure": _Table(Kind.MEASURE, Place.TREND, (), title="name", measure="id"),
    "want": _Table(
        Kind.WANT, Place.CUSTOMER, ("text",), frozenset({"text"}), "stated_on", "", _BY_CUSTOMER
    ),
    "version": _Table(
        Kind.VERSION,
        Place.TREND,
        ("definition", "impact", "reason", "words"),
        frozenset({"reason"}),
        "valid_from",
        measure=_BY_MEASURE,
    ),
    "evaluation": _Table(
        Kind.EVALUATION,
        Place.TREND,
        ("note", "private_note", "skipped", "link"),
        frozenset({"private_note", "link"}),
        "start",
        measure=_BY_MEASURE,
    ),
    "event": _Table(
        Kind.EVENT,
        Place.TREND,
        ("note",),
        frozenset({"note"}),
        "happened_on",
        "title",
        _BY_CUSTOMER,
        _BY_MEASURE,
    ),
    "pulse": _Table(Kind.PULSE, Place.WEEK, ("note",), frozenset({"note"}), "week"),
    "check_in": _Table(Kind.CHECK_IN, Place.WEEK, ("answer",), frozenset({"answer"}), "week"),
    "fix": _Table(
        Kind.FIX, Place.FIXES, _FIX, frozenset(_FIX), "started_on", "what", measure=_BY_MEASURE
    ),
    "planned_change": _Table(
        Kind.PLANNED_CHANGE, Place.TREND, ("reason",), day="starts_on", measure=_BY_MEASURE
    ),
    "explanation": _Table(
        Kind.EXPLANATION, Place.TREND, ("text",), frozenset({"text"}), "start", measure=_BY_MEASURE
    ),
    "rating": _Table(
        Kind.RATING,
        Place.CUSTOMER,
        ("words",),
        day="rated_on",
        customer=_BY_CUSTOMER,
        measure=_BY_MEASURE,
    ),
    "agreement": _Table(
        Kind.AGREEMENT, Place.TREND, ("agreed_by",), day="agreed_on", measure=_BY_MEASURE
    ),
    "sharing": _Table(Kind.SHARING, Place.SHARE, ("words",), customer=_BY_CUSTOMER),
    "share": _Table(
        Kind.SHARE,
        Place.SHARE,
        ("customer",),
        day="shared_on",
        title="title",
        customer="(SELECT id FROM customer WHERE uid = customer_uid)",
    ),
    "wording": _Table(Kind.WORDING, Place.REVIEW, ("text",), day="last"),
}
TABLE_OF: Final = {table.kind: name for name, table in _TABLES.items()}
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
    table = _TABLES[name]
    columns = ("id", table.day, table.customer, table.measure, table.title or "''", *table.words)
    marks = ", ".join("?" * count)
    return f"SELECT {', '.join(columns)} FROM {name} WHERE id IN ({marks})"  # noqa: S608 - names of ours


class _Names:
    """Measures and customers by id."""

    def __init__(self, tracker: Tracker) -> None:
        self.customers = dict(tracker.file.query("SELECT id, name FROM customer"))
        self.measures = {row[0]: row[1:] for row in tracker.file.query(_NAMES)}


def _hit(wanted: Wanted, names: _Names, name: str, row: tuple[object, ...]) -> Hit:
    table = _TABLES[name]
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
