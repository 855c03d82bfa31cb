"""What is derived in a file: brought up at opening, and the index of every word that was kept.

Nothing in it is anyone's data: what another version derived otherwise is dropped and made again,
all or nothing, in one transaction, and only where something differs.

The index is kept right by triggers in the file itself. So it also follows undo, which replays plain
SQL, and whatever else writes. A trigger may not write to a virtual table where the schema is not
trusted: it puts what changed into a queue, which is emptied soon after the step. A row's number
holds its day, its kind and its id: newest first is the index's own order backwards, a period is a
range, and nothing need be sorted or joined. Names come first: their day lies far ahead. The index
keeps no copy of the text, so that a delete hands over the old words; all that it is told stands in
the row itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from tracker.domain.evaluation import SKIP_REASONS
from tracker.store.migrations.schema import DERIVED
from tracker.store.views import make_views, view_definitions

DAY_SHIFT: Final = 40
KIND_SHIFT: Final = 34
_KINDS: Final = (1 << DAY_SHIFT - KIND_SHIFT) - 1
NAMED_DAY: Final = 5_373_484  # 9999-12-31 and a half
NAMED: Final = NAMED_DAY << DAY_SHIFT  # everything with a day of its own comes before
_JULIAN: Final = 1_721_424  # what a Julian day counts more than `date.toordinal`

# One letter before the id: whose row it is. A prefix of one letter is what is typed first, and what
# would find half of a large file; longer ones find their words fast enough.
_COLUMNS: Final = (
    "words, scope, content='', columnsize=0, prefix='1', tokenize='unicode61 remove_diacritics 2'"
)
QUEUE: Final = (
    "CREATE TABLE word_change (seq INTEGER PRIMARY KEY, gone TEXT, number INTEGER NOT NULL,"
    " words TEXT NOT NULL, scope TEXT NOT NULL) STRICT"
)
CREATE: Final = f"CREATE VIRTUAL TABLE word USING fts5({_COLUMNS})"
CREATE_TEMP: Final = CREATE.replace("word", "temp.word", 1)
_NOT_THE_INDEX: Final = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_BUSY", "SQLITE_READONLY")
_OF_CUSTOMER: Final = ("customer_id",)
_OF_MEASURE: Final = ("measure_id",)
_DECIDED: Final = (
    *("options", "logic", "choice", "admitted_to", "learned", "next_choice", "note"),
)
_OF_BOTH: Final = ("customer_id", "measure_id")


class WordSource(NamedTuple):
    """A table whose words are kept: its columns of words, its day ("" for a name), its owners."""

    table: str
    words: tuple[str, ...]
    day: str = ""
    owners: tuple[str, ...] = ()
    always: bool = True


# The place in this list is the kind in the row's number: the last come first on their day. It may
# change, for the index is derived.
SOURCES: Final = (
    WordSource("wording", ("text",), "last", always=False),
    WordSource("share", ("title", "customer"), "shared_on", ("customer_uid",), always=False),
    WordSource("agreement", ("agreed_by",), "agreed_on", _OF_MEASURE),
    WordSource(
        "version",
        ("definition", "impact", "words", "reason"),
        "valid_from",
        _OF_MEASURE,
        always=False,
    ),
    WordSource("want", ("text",), "stated_on", _OF_CUSTOMER),
    WordSource("need", ("text",), "stated_on", _OF_CUSTOMER),
    WordSource("standard", ("floor", "good", "excellent"), "valid_from", always=False),
    WordSource("mandate", ("text",), "made_on", _OF_CUSTOMER),
    WordSource("tier_move", ("reason",), "moved_on", _OF_CUSTOMER, always=False),
    WordSource("planned_change", ("reason",), "starts_on", _OF_MEASURE),
    WordSource("explanation", ("text",), "start", _OF_MEASURE, always=False),
    WordSource("fix", ("what", "obstacle", "owner", "note"), "started_on", _OF_MEASURE),
    WordSource("event", ("title", "note"), "happened_on", _OF_BOTH),
    WordSource("rating", ("words",), "rated_on", _OF_BOTH, always=False),
    WordSource(
        "evaluation",
        ("note", "private_note", "link", "skipped"),
        "start",
        _OF_MEASURE,
        always=False,
    ),
    WordSource("moment", ("title", "note"), "first_on", _OF_CUSTOMER),
    WordSource("stop", ("effect", "cause", "no_fix"), "started_on", always=False),
    WordSource("own_stop", ("what", "effect", "cause", "no_fix"), "started_on", _OF_CUSTOMER),
    WordSource("conflict", ("title", "really", "common", "ground"), "opened_on"),
    WordSource("decision", ("title", *_DECIDED), "decided_on", ("less_happy_id",)),
    WordSource("note", ("text", "disagreement", "tags"), "happened_on", _OF_CUSTOMER),
    WordSource("pulse", ("note",), "week", always=False),
    WordSource("pulse_fix", ("what", "obstacle"), "started_on"),
    WordSource("pulse_word", ("text",), "said_on", always=False),
    WordSource("mention", ("text",), "told_on", _OF_MEASURE, always=False),
    WordSource("check_in", ("answer",), "week", always=False),
    WordSource("conflict_side", ("asked_for", "true_need"), owners=_OF_CUSTOMER, always=False),
    WordSource("link", ("who", "what", "by_when", "easy")),
    WordSource("element", ("name",), owners=_OF_CUSTOMER),
    WordSource("sharing", ("words", "if_broken", "come_back"), owners=_OF_CUSTOMER, always=False),
    WordSource(
        "service", ("name", "why", "definition", "done_when", "needed_when"), owners=_OF_CUSTOMER
    ),
    WordSource("measure", ("name", "their_name"), owners=("id",)),
    WordSource(
        "customer",
        (
            *("name", "who", "motives", "knowledge", "attitudes", "invests"),
            *("benefit", "their_customer", "end_client"),
        ),
        owners=("id",),
    ),
)


def row_number(day: date, later: int = 0) -> int:
    """Return the number before every row of a day, or of one some days later."""
    return (day.toordinal() + later + _JULIAN) << DAY_SHIFT


def read_number(number: int) -> tuple[str, int]:
    """Return the table and the id that a row's number stands for."""
    return SOURCES[number >> KIND_SHIFT & _KINDS].table, number & (1 << KIND_SHIFT) - 1


def kind_token(table: str) -> str:
    """Return what the index calls a kind."""
    return f"k{next(at for at, one in enumerate(SOURCES) if one.table == table)}"


def is_current(conn: sqlite3.Connection) -> bool:
    """Say whether the file holds the index that this version makes."""
    kept = dict(conn.execute("SELECT name, sql FROM sqlite_master"))
    return index_definitions().items() <= kept.items()


def has_pending(conn: sqlite3.Connection) -> bool:
    """Say whether something changed that the index does not know yet."""
    return bool(conn.execute("SELECT 1 FROM word_change LIMIT 1").fetchone())


def update_index(conn: sqlite3.Connection) -> None:
    """Bring the index up to what changed, in a transaction that does nothing else.

    An index whose own tables do not fit together fails when it is written out, and takes the whole
    transaction with it: so never within the one that keeps an entry.
    """
    conn.execute(
        "INSERT INTO word (word, rowid, words, scope)"
        " SELECT gone, number, words, scope FROM word_change ORDER BY number, seq"
    )
    conn.execute("DELETE FROM word_change")
    conn.execute("SAVEPOINT written_out")  # what is wrong with it shows here, not at the commit
    conn.execute("RELEASE written_out")


def says_nothing_of_it(error: sqlite3.DatabaseError) -> bool:
    """Say whether an error while the index was used comes from elsewhere: the disk, a lock."""
    return str(error.sqlite_errorname).startswith(_NOT_THE_INDEX)


def available(conn: sqlite3.Connection) -> bool:
    """Say whether this Python's SQLite can index words."""
    return bool(conn.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone())


def refill(conn: sqlite3.Connection) -> None:
    """Make the index anew, inside the transaction of the caller, which may make tables."""
    _index(conn, _kept(conn))


@cache
def triggers() -> dict[str, str]:
    """Return what keeps the index right, by name."""
    return {
        f"word_{one.table}_{event}": f"CREATE TRIGGER word_{one.table}_{event} {rest}"
        for one in SOURCES
        for event, rest in _events(one)
    }


@cache
def index_definitions() -> dict[str, str]:
    """Return everything that an index consists of, by name."""
    return {"word": CREATE, "word_change": QUEUE, **triggers()}


@cache
def fill_statement() -> str:
    """Return what fills an empty index: in its own order, which is the fastest by far."""
    parts = (
        f"SELECT {_row(one, 'new')} FROM {one.table} AS new WHERE {_says(one, 'new')}"
        for one in SOURCES
    )
    return f"INSERT INTO word (rowid, words, scope) {' UNION ALL '.join(parts)} ORDER BY 1"


def _events(one: WordSource) -> Iterator[tuple[str, str]]:
    says_new, says_old = _says(one, "new"), _says(one, "old")
    queue = "INSERT INTO word_change (gone, number, words, scope) SELECT"
    put = f"{queue} NULL, {_row(one, 'new')}"
    drop = f"{queue} 'delete', {_row(one, 'old')}"
    columns = [*one.words, *one.owners, *([one.day] if one.day else [])]
    changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in columns)
    yield "insert", f"AFTER INSERT ON {one.table} WHEN {says_new} BEGIN {put}; END"
    yield "delete", f"AFTER DELETE ON {one.table} WHEN {says_old} BEGIN {drop}; END"
    yield (
        "update",
        f"AFTER UPDATE OF {', '.join(columns)} ON {one.table} WHEN {changed}"
        f" BEGIN {drop} WHERE {says_old}; {put} WHERE {says_new}; END",
    )


def _row(one: WordSource, row: str) -> str:
    return f"{_number(one, row)}, {_words(one, row)}, {_scope(one, row)}"


def _says(one: WordSource, row: str) -> str:
    """Write whether a row has a word at all."""
    if one.always:
        return "1"
    return "(" + " OR ".join(_text(name, row) + " <> ''" for name in one.words) + ")"


def _words(one: WordSource, row: str) -> str:
    return " || char(10) || ".join(_text(name, row) for name in one.words)


def _text(name: str, row: str) -> str:
    if name != "skipped":
        return f"{row}.{name}"
    usual = ", ".join(f"'{reason}'" for reason in SKIP_REASONS)  # a list to choose from: no words
    return f"CASE WHEN {row}.skipped NOT IN ({usual}) THEN {row}.skipped ELSE '' END"


def _number(one: WordSource, row: str) -> str:
    day = f"CAST(julianday({row}.{one.day}) AS INTEGER)" if one.day else str(NAMED_DAY)
    kind = SOURCES.index(one) << KIND_SHIFT
    return f"({day} << {DAY_SHIFT}) + {kind} + {row}.id"


def _scope(one: WordSource, row: str) -> str:
    """Write whose a row is: `k` its kind, `c` a customer, `m` a measure, `u` a customer's uid."""
    parts = [f"'k{SOURCES.index(one)}'"]
    for owner in one.owners:
        letter = "m" if "measure" in (owner.removesuffix("_id"), one.table) else "c"
        if owner == "customer_uid":
            parts.append(f"' u' || replace({row}.customer_uid, '-', '')")
        else:
            parts.append(f"coalesce(' {letter}' || {row}.{owner}, '')")
    return " || ".join(parts)


def rebuild_index(conn: sqlite3.Connection) -> None:
    """Make every derived table, the index of words and the views as this version wants them."""
    kept = _kept(conn)
    tables = [name for name, sql in DERIVED.items() if kept.get(name) != sql]
    # A file without one of its tables is damaged, and about to be refused.
    whole = kept.keys() >= {one.table for one in SOURCES}
    words = whole and _words_differ(kept)
    views = whole and any(kept.get(name) != sql for name, sql in view_definitions().items())
    if not (tables or words or views):
        return
    conn.execute("BEGIN IMMEDIATE")
    try:
        for name in tables:
            conn.execute(f"DROP TABLE IF EXISTS {name}")
            conn.execute(DERIVED[name])
        if words:
            _index(conn, kept)
        if views:
            make_views(conn)
        conn.commit()
    except BaseException:
        conn.rollback()
        raise


def _kept(conn: sqlite3.Connection) -> dict[str, str]:
    sql = "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'trigger', 'view')"
    return dict(conn.execute(sql))


def _words_differ(kept: dict[str, str]) -> bool:
    there = {"word", "word_change", *_triggers(kept)}
    return index_definitions() != {name: sql for name, sql in kept.items() if name in there}


def _triggers(kept: dict[str, str]) -> list[str]:
    return [
        name
        for name, sql in kept.items()
        if name.startswith("word_") and sql.startswith("CREATE TRIGGER")
    ]


def _index(conn: sqlite3.Connection, kept: dict[str, str]) -> None:
    for name in _triggers(kept):
        conn.execute(f"DROP TRIGGER {name}")
    conn.execute("DROP TABLE IF EXISTS word_change")
    conn.execute(QUEUE)
    if not available(conn):  # a Python without it: all is kept, nothing is searched
        return
    conn.execute("DROP TABLE IF EXISTS word")
    conn.execute(CREATE)
    for statement in triggers().values():
        conn.execute(statement)
    conn.execute(fill_statement())
