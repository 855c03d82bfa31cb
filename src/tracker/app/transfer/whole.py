"""A whole tracker as one JSON document, and back: every table, its rows known by their uid.

```
whole_bytes(tracker, private=True)    the same data always give the same bytes
read_whole(data)                      bytes to a document that holds together; nothing written
take_whole(tracker, whole)            into a tracker in which nothing was entered yet; one undo step
```
What the tables are the file itself says, so a table that comes later goes along by itself. Where a
row names another one (`customer_id`), the document has the other's uid. What is worked out anew
from the rest (verdicts, the index of words) stays behind. `docs/data.md` describes the document,
`docs/data.schema.json` is its JSON Schema.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tracker.app.search.tables import TABLES as SEARCH_TABLES
from tracker.app.tables import FACTS, TABLES
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput
from tracker.domain.texts.cutting import cut
from tracker.store.rows import insert_row

FORMAT: Final = "impact-tracker"
VERSION: Final = 1
# The person's own state, thoughts and self-assessments: no word of these leaves without a wish.
# A want or a mandate is nothing without its words, and an empty paragraph is one left out.
PRIVATE_TABLES: Final = frozenset(
    {"pulse", "pulse_fix", "pulse_word", "note", "assessment", "want", "mandate", "wording"}
)
# Of what left the house only what a customer got: a review, and what was kept for oneself, hold the
# person's own words.
_FOR_THEM: Final = "SELECT id FROM share WHERE customer_uid <> '' AND for_them = 1"
_SHOWN: Final = {
    "share": f"id IN ({_FOR_THEM})",
    "share_measure": f"share_id IN ({_FOR_THEM})",
    "share_part": f"EXISTS ({_FOR_THEM} AND instr(share.parts, share_part.digest))",
}
DEEPEST: Final = "The file is nested too deeply to be a tracker"
_BYTES: Final = "base64"
_STARTS: Final = (b"{", b"\xef\xbb\xbf{")

Cell = str | int | float | bytes | None


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table: its name, its type in SQLite, what it must be, whom it names."""

    name: str
    type: str
    needed: bool
    target: str = ""


@dataclass(frozen=True, slots=True)
class WholeDocument:
    """A document that was read: per table its rows, columns by name, other rows by their uid."""

    private: bool
    tables: Mapping[str, Sequence[Mapping[str, Cell]]]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(len(rows) for rows in self.tables.values())


def is_whole(data: bytes) -> bool:
    """Say whether these bytes call themselves a whole tracker; they may be broken all the same."""
    return data.lstrip()[:4].startswith(_STARTS) and f'"{FORMAT}"'.encode() in data[:200]


def whole_bytes(tracker: Tracker, *, private: bool) -> bytes:
    """Return the document as UTF-8; without `private` what stays in the file stays there.

    Then a private word is an empty one, and a row that is nothing but private is not there.
    """
    columns = told_columns(tracker)
    uids = {table: _uids(tracker, table) for table in columns if _has_uid(columns[table])}
    tables = {
        table: [
            _as_json(row, columns[table], uids)
            for row in _rows(tracker, table, columns[table], private=private)
        ]
        for table in columns
    }
    document = {"format": FORMAT, "version": VERSION, "private": private, "tables": tables}
    return (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def read_whole(data: bytes) -> WholeDocument:
    """Read a document.

    Raises `InvalidInput` where the bytes are no JSON, or not the JSON of a tracker that we know.
    """
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except RecursionError:
        raise _bad(DEEPEST) from None
    except ValueError as error:
        raise _bad("The file is damaged: it is not whole JSON") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise _bad("The file is not a whole tracker as JSON")
    version, tables = document.get("version"), document.get("tables")
    if not isinstance(version, int) or not isinstance(tables, dict):
        raise _bad("The file does not say which tables it has")
    if version > VERSION:
        raise InvalidInput(
            "file",
            "The file was written by a newer version of Impact Tracker",
            "Update the app to import it.",
        )
    return WholeDocument(
        private=document.get("private") is True,
        tables={str(table): _read_rows(str(table), rows) for table, rows in tables.items()},
    )


def take_whole(tracker: Tracker, whole: WholeDocument, label: str = "import") -> int:
    """Write a document into an empty tracker, in one step; return how many rows it had.

    Raises `InvalidInput` where something was entered already, and where a row cannot be what it
    says: then nothing is written.
    """
    refuse_full(tracker)
    columns = told_columns(tracker)
    for table, rows in whole.tables.items():
        _check_table(table, rows, columns)
    places = {table: _places(whole.tables.get(table, ()), table) for table in columns}
    with tracker.edit(label):
        # Rows may name one another in any order; all of them are there at the end.
        tracker.file.conn.execute("PRAGMA defer_foreign_keys = ON")
        for table in columns:
            _insert(tracker, table, whole.tables.get(table, ()), columns[table], places)
        tracker.measures.forget()
        tracker.judge.reload()
    return whole.rows


def refuse_full(tracker: Tracker) -> None:
    """Refuse a tracker in which something was entered already."""
    if not tracker.empty:
        raise InvalidInput(
            "file",
            "A whole tracker goes into an empty file only, and this one has data",
            "Name a new file with --data, or restore a backup instead.",
        )


# --- Out


def told_columns(tracker: Tracker) -> dict[str, list[TableColumn]]:
    """Return the columns of every table that is told, but for the row's own number."""
    told: dict[str, list[TableColumn]] = {}
    for table in (*TABLES, *FACTS):
        named = {
            str(row[3]): str(row[2])
            for row in tracker.file.query(f"PRAGMA foreign_key_list({table})")
        }
        told[table] = [
            TableColumn(str(row[1]), str(row[2]), bool(row[3]), named.get(str(row[1]), ""))
            for row in tracker.file.query(f"PRAGMA table_info({table})")
            if row[1] != "id"
        ]
    return told


def _has_uid(columns: Sequence[TableColumn]) -> bool:
    return any(column.name == "uid" for column in columns)


def _uids(tracker: Tracker, table: str) -> dict[int, str]:
    return dict(tracker.file.query(f"SELECT id, uid FROM {table}"))  # noqa: S608 - ours


def _rows(
    tracker: Tracker, table: str, columns: Sequence[TableColumn], *, private: bool
) -> list[list[Cell]]:
    if not private and table in PRIVATE_TABLES:
        return []
    named = ", ".join(column.name for column in columns)
    order = "id" if _has_uid(columns) else named  # where there is no number, there is no rowid
    shown = "1" if private else _SHOWN.get(table, "1")
    rows = tracker.file.query(f"SELECT {named} FROM {table} WHERE {shown} ORDER BY {order}")  # noqa: S608 - ours
    hidden = SEARCH_TABLES[table].private if table in SEARCH_TABLES and not private else frozenset()
    private_at = [at for at, column in enumerate(columns) if column.name in hidden]
    for at in private_at:
        rows = [
            (*row[:at], "" if isinstance(row[at], str) else row[at], *row[at + 1 :]) for row in rows
        ]
    return [list(row) for row in rows]


def _as_json(
    row: Sequence[Cell], columns: Sequence[TableColumn], uids: Mapping[str, Mapping[int, str]]
) -> dict[str, object]:
    told: dict[str, object] = {}
    for column, value in zip(columns, row, strict=True):
        if column.target and isinstance(value, int):
            told[column.name] = uids[column.target][value]
        elif isinstance(value, bytes):
            told[column.name] = {_BYTES: b64encode(value).decode()}
        else:
            told[column.name] = value
    return told


# --- In


def _bad(what: str) -> InvalidInput:
    return InvalidInput("file", what, "Write it anew with export, or choose another file.")


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _read_rows(table: str, rows: object) -> list[dict[str, Cell]]:
    if not isinstance(rows, list):
        raise _bad(f"The table {cut(table, 40)} is not a list of rows")
    return [_read_row(table, number, row) for number, row in enumerate(rows, 1)]


def _read_row(table: str, number: int, row: object) -> dict[str, Cell]:
    if not isinstance(row, dict):
        raise _wrong(table, number, "is not a row")
    return {str(name): _cell(table, number, value) for name, value in row.items()}


def _cell(table: str, number: int, value: object) -> Cell:
    if isinstance(value, dict) and set(value) == {_BYTES} and isinstance(value[_BYTES], str):
        try:
            return b64decode(value[_BYTES], validate=True)
        except (NotBase64, ValueError):
            raise _wrong(table, number, "has bytes that are not base64") from None
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        raise _wrong(table, number, "has something that no column can hold")
    return value


def _wrong(table: str, number: int, what: str) -> InvalidInput:
    return _bad(f"Row {number} of the table {cut(table, 40)} {what}")


def _check_table(
    table: str, rows: Sequence[Mapping[str, Cell]], columns: Mapping[str, Sequence[TableColumn]]
) -> None:
    known = {column.name for column in columns.get(table, ())}
    if not known:
        raise _bad(f"There is no table {cut(table, 40)}")
    for number, row in enumerate(rows, 1):
        if unknown := sorted(set(row) - known):
            raise _wrong(table, number, f"has a column that is not known: {cut(unknown[0], 40)}")


def _places(rows: Sequence[Mapping[str, Cell]], table: str) -> dict[str, int]:
    """Return the number that each uid gets: the place of its row."""
    places: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        uid = row.get("uid")
        if uid is not None and (not isinstance(uid, str) or not uid or uid in places):
            raise _wrong(table, number, "has no uid of its own")
        if isinstance(uid, str):
            places[uid] = number
    return places


def _insert(
    tracker: Tracker,
    table: str,
    rows: Sequence[Mapping[str, Cell]],
    columns: Sequence[TableColumn],
    places: Mapping[str, Mapping[str, int]],
) -> None:
    numbered = _has_uid(columns)
    targets = {column.name: column.target for column in columns if column.target}
    for number, row in enumerate(rows, 1):
        values: dict[str, Cell] = {"id": number} if numbered else {}
        for name, value in row.items():
            values[name] = value
            if name in targets and value is not None:
                values[name] = places[targets[name]].get(str(value))
                if values[name] is None:
                    raise _wrong(table, number, f"names a {targets[name]} that is not there")
        if not values:
            raise _wrong(table, number, "is empty")
        try:
            insert_row(tracker.file, table, values)
        except ValueError as error:
            raise _wrong(table, number, "is not what it can be") from error
