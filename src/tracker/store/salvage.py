"""Every row of a damaged file that can still be read, in a new file; and a list of what is missing.

A table is read from its beginning until a page refuses, from its end until one refuses, and in
between by asking for row after row on the far side of what refused. Pages that nothing leads to any
more are then read one by one, and their rows go into the one table that takes them. The damaged
file itself is only read: what its first page says wrongly of its own size is put right in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tracker.domain.errors import FileTrouble
from tracker.store.backup import written_beside
from tracker.store.errors import translated_disk_errors
from tracker.store.making import made_at_version
from tracker.store.opening import APPLICATION_ID, SCHEMA
from tracker.store.pages import free_pages, leaf_pages

PAGE: Final = 4096  # bytes; what our files have, if their first page does not tell
_PAGES: Final = {2**power for power in range(9, 16)}
MOST_ADDED: Final = 8  # columns that later versions added to a table
MOST_TRIED: Final = 2_000  # ids that are asked for one by one where no index names them
_MAGIC: Final = b"SQLite format 3\0"
_DERIVED: Final = ("verdict", "verdict_state", "stamp", "word", "word_change")
_STANDING_MEASURE: Final = (
    "INSERT INTO measure (id, customer_id, name, area, scale, cadence, phase, source, horizon)"
    " SELECT lost, 0, 'Measure ' || lost || ' (its name is lost)', 'effectiveness', 'number',"
    " 'weekly', '2001-01-01', 'me', 'now' FROM ("
)
_STANDING_CUSTOMER: Final = (
    "INSERT INTO customer (id, name, kind)"
    " SELECT lost, iif(lost, 'Customer ' || lost, 'Customer') || ' (the name is lost)', 'team'"
    " FROM ("
)
Row = tuple[object, ...]


@dataclass
class SalvagedTable:
    """What became of one table: how many rows were read, which ids its index names besides.

    `refused` are rows that were read but hold what cannot be kept, or belong to nothing any more.
    """

    name: str
    read: int = 0
    missing: list[int] = field(default_factory=list)
    refused: int = 0
    broken: bool = False


@dataclass(frozen=True, slots=True)
class SalvageResult:
    """The tables of a salvaged file, and which weeks of which measures (by id) are missing."""

    tables: tuple[SalvagedTable, ...]
    missing_entries: tuple[tuple[int, str], ...]
    unplaced: int = 0  # rows that could belong to more than one table

    @property
    def rows(self) -> int:
        """How many rows were brought over."""
        return sum(one.read for one in self.tables)

    @property
    def complete(self) -> bool:
        """Whether nothing is known to be missing."""
        lost = any(one.missing or one.refused or one.broken for one in self.tables)
        return not lost and not self.unplaced


def salvage(damaged: Path, out: Path) -> SalvageResult:
    """Write every row that can be read into a new file; the damaged one is left as it is.

    Raises `FileTrouble` if `out` is there already or cannot be written, or if nothing can be read.
    """
    out = out.absolute()
    if out.exists():
        raise FileTrouble(f"{out.name} is there already", "Name a file that is not.")
    if not damaged.is_file():
        raise FileTrouble(f"There is no file {damaged}", "Check its name.")
    with translated_disk_errors(damaged):
        content = damaged.read_bytes()
    version = _version_of(content)
    with closing(sqlite3.connect(":memory:")) as source:
        source.deserialize(_mended(content))
        source.text_factory = _text
        source.execute("PRAGMA writable_schema = ON")  # a schema with a flaw is read, too
        source.execute("PRAGMA cell_size_check = ON")
        with translated_disk_errors(out), written_beside(out) as part:
            with made_at_version(part, version) as target:
                result = _copied(source, target, content)
            if not result.rows:
                raise FileTrouble(
                    f"Nothing could be read of {damaged.name}", "Use the newest backup."
                )
    return result


def holds_our_tables(path: Path) -> bool:
    """Say whether a file is one of ours, however damaged: whether its pages name our tables."""
    try:
        return b"CREATE TABLE evaluation" in path.read_bytes()
    except OSError:
        return False


def put_row(conn: sqlite3.Connection, table: str, columns: list[str], row: Row) -> bool:
    """Write a row in the place of one with its id; say whether the file takes it."""
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    sets = ", ".join(f"{name} = excluded.{name}" for name in columns if name != "id")
    conn.execute("SAVEPOINT put_row")
    try:
        conn.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {sets}",
            row,
        )
    except sqlite3.IntegrityError:
        conn.execute("ROLLBACK TO put_row")
        return False
    finally:
        conn.execute("RELEASE put_row")
    return True


def _version_of(content: bytes) -> int:
    """Return the schema of a file, the newest where its first page does not tell."""
    ours = int.from_bytes(content[68:72], "big") == APPLICATION_ID
    version = int.from_bytes(content[60:64], "big")
    return version if ours and 1 <= version <= SCHEMA else SCHEMA


def _has_head(content: bytes) -> bool:
    return content.startswith(_MAGIC) and int.from_bytes(content[16:18], "big") in _PAGES


def _page_size(content: bytes) -> int:
    return int.from_bytes(content[16:18], "big") if _has_head(content) else PAGE


def _mended(content: bytes) -> bytes:
    """Return whole pages whose first says how many there are, which SQLite asks before all else."""
    mended = bytearray(content)
    page = _page_size(content)
    if not _has_head(content):
        mended[:100] = bytes(100)
        mended[:24] = _MAGIC + PAGE.to_bytes(2, "big") + b"\x01\x01\x00\x40\x20\x20"
        mended[44:48] = (4).to_bytes(4, "big")  # schema format
        mended[56:60] = (1).to_bytes(4, "big")  # UTF-8
    mended += bytes(-len(mended) % page)
    mended[18:20] = b"\x01\x01"  # no write-ahead log, which memory has none of
    mended[28:32] = (len(mended) // page).to_bytes(4, "big")
    mended[92:96] = mended[24:28]  # that count is valid for this state
    mended[32:40] = bytes(8)  # no list of free pages: it is not needed to read
    return bytes(mended)


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace").replace("\0", "")


def _copied(
    source: sqlite3.Connection, target: sqlite3.Connection, content: bytes
) -> SalvageResult:
    names = [
        name
        for (name,) in target.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_sqlite_*' ORDER BY rowid"
        )
        if name not in _DERIVED and not name.startswith("word_")
    ]
    target.execute("PRAGMA foreign_keys = OFF")
    target.execute("BEGIN IMMEDIATE")
    tables = tuple(_copy_table(source, target, name) for name in names)
    by_name = {one.name: one for one in tables}
    broken = any(one.broken for one in tables)
    unplaced = _copy_lost_pages(content, target, by_name) if broken else 0
    _settle_orphans(target, by_name)
    target.execute("COMMIT")
    return SalvageResult(tables, _missing_entries(source, target), unplaced)


def _copy_table(source: sqlite3.Connection, target: sqlite3.Connection, name: str) -> SalvagedTable:
    found = SalvagedTable(name)
    described = target.execute(f"PRAGMA table_info({name})").fetchall()
    columns, keys = [one[1] for one in described], [one[1] for one in described if one[5]]
    marks = ", ".join("?" * len(columns))
    sql = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})"
    got: set[int] = set()
    read = _rows if keys == ["id"] else _both_ends
    for row in read(source, name, columns, found):
        key = row[0] if isinstance(row[0], int) else 0
        got.add(key)
        try:
            target.execute(sql, row)
            found.read += 1
        except (sqlite3.IntegrityError, OverflowError):
            found.refused += 1
    if keys == ["id"]:
        found.missing = sorted(_indexed_ids(source, name) - got)
    return found


def _rows(
    source: sqlite3.Connection, name: str, columns: list[str], found: SalvagedTable
) -> Iterator[Row]:
    """Return what can be read of a table with ids: from both ends, then id by id between them."""
    select = f"SELECT {', '.join(columns)} FROM {name}"
    low = yield from _run(source, f"{select} ORDER BY id", -1)
    if low is None:
        return
    found.broken = True
    last = yield from _run(source, f"{select} WHERE id > {low} ORDER BY id DESC", -1)
    if last is None:
        return
    known = [key for key in _indexed_ids(source, name) if key > low and (last < 0 or key < last)]
    high = last if last > 0 else low + MOST_TRIED
    for key in sorted(known) or range(low + 1, min(high, low + MOST_TRIED)):
        with suppress(sqlite3.DatabaseError):
            yield from source.execute(f"{select} WHERE id = ?", (key,))


def _run(source: sqlite3.Connection, select: str, at: int) -> Generator[Row, None, int | None]:
    """Read rows until a page refuses; return the id of the last one read, None if none refused."""
    try:
        for row in source.execute(select):
            at = row[0] if isinstance(row[0], int) else at
            yield row
    except sqlite3.DatabaseError:
        return at
    return None


def _both_ends(
    source: sqlite3.Connection, name: str, columns: list[str], found: SalvagedTable
) -> Iterator[Row]:
    """Return what can be read of a table without ids, which is its own index."""
    seen: set[Row] = set()
    keys = [one[1] for one in source.execute(f"PRAGMA table_info({name})") if one[5]]
    for order in ("", " DESC"):
        by = ", ".join(f"{key}{order}" for key in keys)
        try:
            for row in source.execute(f"SELECT {', '.join(columns)} FROM {name} ORDER BY {by}"):
                if row not in seen:
                    seen.add(row)
                    yield row
        except sqlite3.DatabaseError:
            found.broken = True
        else:
            return


def _indexed_ids(source: sqlite3.Connection, name: str) -> set[int]:
    """Return the ids that the index of uids names: rows that were there."""
    ids: set[int] = set()
    with suppress(sqlite3.DatabaseError):
        ids.update(
            int(key)
            for (key,) in source.execute(
                f"SELECT id FROM {name} INDEXED BY sqlite_autoindex_{name}_1 WHERE uid > ''"
            )
        )
    return ids


def _missing_entries(
    source: sqlite3.Connection, target: sqlite3.Connection
) -> tuple[tuple[int, str], ...]:
    """Return measure and start of evaluations that an index names and no page gave."""
    got = set(target.execute("SELECT measure_id, start FROM evaluation"))
    named: set[tuple[int, str]] = set()
    with suppress(sqlite3.DatabaseError):
        for measure_id, start in source.execute(
            "SELECT measure_id, start FROM evaluation"
            " INDEXED BY sqlite_autoindex_evaluation_2 WHERE measure_id > 0"
        ):
            if isinstance(measure_id, int) and isinstance(start, str):  # an index is damaged, too
                named.add((measure_id, start))
    return tuple(sorted(named - got))


def _copy_lost_pages(
    content: bytes, target: sqlite3.Connection, tables: dict[str, SalvagedTable]
) -> int:
    """Bring over rows from pages that nothing leads to; return how many fit more than one table."""
    shapes = {name: _columns_of(target, name) for name in tables}
    shapes = {name: columns for name, columns in shapes.items() if columns[:2] == ["id", "uid"]}
    known = {uid for name in shapes for (uid,) in target.execute(f"SELECT uid FROM {name}")}
    size = _page_size(content)
    free = free_pages(content, size)
    unplaced = 0
    for page in leaf_pages(content, size):
        rows = [] if page.number in free else [row for row in page.rows if row[1] not in known]
        if not rows:
            continue
        fits = {name: _put(target, name, columns, rows) for name, columns in shapes.items()}
        most = max(fits.values())
        best = [name for name, count in fits.items() if count == most > 0]
        if len(best) == 1:
            tables[best[0]].read += _put(target, best[0], shapes[best[0]], rows, keep=True)
            known.update(str(row[1]) for row in rows)
        elif best:
            unplaced += most
    return unplaced


def _columns_of(target: sqlite3.Connection, name: str) -> list[str]:
    return [one[1] for one in target.execute(f"PRAGMA table_info({name})")]


def _put(
    target: sqlite3.Connection,
    name: str,
    columns: list[str],
    rows: list[Row],
    *,
    keep: bool = False,
) -> int:
    """Return how many rows a table takes; they stay in it only with `keep`.

    A row may be shorter than its table: a column that was added later is not written into old ones.
    """
    taken = 0
    target.execute("SAVEPOINT put")
    for row in rows:
        if not len(columns) - MOST_ADDED <= len(row) <= len(columns):
            continue
        names, marks = ", ".join(columns[: len(row)]), ", ".join("?" * len(row))
        try:
            target.execute(f"INSERT INTO {name} ({names}) VALUES ({marks})", row)
            taken += 1
        except (sqlite3.IntegrityError, OverflowError):
            continue
    if not keep:
        target.execute("ROLLBACK TO put")
    target.execute("RELEASE put")
    return taken


def _settle_orphans(target: sqlite3.Connection, tables: dict[str, SalvagedTable]) -> None:
    """Let rows go that belong to what could not be read, after what can be was stood in for."""
    _stand_in(target, list(tables))
    while target.execute("PRAGMA foreign_key_check").fetchone():
        for name, found in tables.items():
            for column, parent, key, on_delete in _parents(target, name):
                lost = f"{column} IS NOT NULL AND {column} NOT IN (SELECT {key} FROM {parent})"
                if on_delete == "SET NULL":
                    target.execute(f"UPDATE {name} SET {column} = NULL WHERE {lost}")
                else:
                    gone = target.execute(f"DELETE FROM {name} WHERE {lost}").rowcount
                    found.read -= gone
                    found.refused += gone


def _parents(target: sqlite3.Connection, name: str) -> list[tuple[str, str, str, str]]:
    """Return the columns of a table that name rows of others: column, table, key, on delete."""
    listed = target.execute(f"PRAGMA foreign_key_list({name})").fetchall()
    return [(one[3], one[2], one[4] or "id", one[6]) for one in listed]


def _stand_in(target: sqlite3.Connection, names: list[str]) -> None:
    """Make customers and measures anew, under plain names, of which something was read."""
    for parent, put in (("measure", _STANDING_MEASURE), ("customer", _STANDING_CUSTOMER)):
        for name in names:
            for column, of, _key, on_delete in _parents(target, name):
                if of == parent and on_delete != "SET NULL":
                    target.execute(
                        f"{put} SELECT DISTINCT {column} AS lost FROM {name} WHERE {column}"
                        f" IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent}))"
                    )
    target.execute(
        "INSERT INTO version (measure_id, valid_from, better)"
        " SELECT id, '2001-01-01', 'higher' FROM measure"
        " WHERE id NOT IN (SELECT measure_id FROM version)"
    )
