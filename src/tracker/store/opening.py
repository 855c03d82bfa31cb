"""The examiner of a data file before it is opened: is it ours, sound, free to be written.

SQLite itself would change some files merely by opening them (it carries out what a journal holds),
so a file that is not ours is told by its first hundred bytes and left alone.
https://sqlite.org/fileformat2.html#the_database_header

Nothing is written before every look has passed: what is refused is left as it was, byte for byte.
"""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from collections.abc import Collection
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from tracker.domain.errors import FileDamaged, FileTrouble
from tracker.store.beside import JOURNAL, beside
from tracker.store.errors import damaged
from tracker.store.soundness import is_sound

APPLICATION_ID = 0x54524B31
_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_USER_VERSION, _APPLICATION_ID = slice(60, 64), slice(68, 72)
_READS_LOG, _LOG = 19, 2
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
_OURS = APPLICATION_ID.to_bytes(4, "big")
SCHEMA = 12
# A trigger, or an index that is more than columns.
_RULES = """SELECT name FROM sqlite_master WHERE type = 'trigger' OR (type = 'index' AND (
    sql LIKE 'CREATE UNIQUE%' OR sql LIKE '%(%(%' OR sql LIKE '%COLLATE%' OR sql LIKE '% WHERE %'
))"""
_HANGING = """SELECT t.name, k."table" FROM sqlite_master AS t
    JOIN pragma_foreign_key_list(t.name) AS k
    WHERE t.type = 'table' AND t.sql LIKE 'CREATE TABLE%'"""
_NAMED = "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')"
OWN_RULES = re.compile(
    r"word_\w+|(evaluation_checked|(service|element)_at_most_three)_on_(insert|update)"
    r"|idx__sqlite_migrations_migration_set_name|rating_by_code"
)
OWN_TABLES = re.compile(
    r"accepted_change|agreement|asking|assessment|check_in|conflict|conflict_side|"
    r"customer|decision|decision_told|element|evaluation|event|explanation|fix|"
    r"kept_wording|link|link_service|mandate|measure|mention|moment|need|note|"
    r"own_stop|person|placing|planned_change|pulse|pulse_fix|pulse_word|rating|"
    r"service|share|share_measure|share_part|sharing|signal|stamp|standard|star|"
    r"stop|tier_move|told|verdict|verdict_state|version|want|word|word_change|"
    r"wording"
)
OWN_VIEWS = re.compile("v_(customer|evaluation|event|fix|measure|rating|signal)")
SMALL = 2_000_000  # bytes: read through in no time
_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class FileInspection(NamedTuple):
    """What a look at a file found: its version, and what lies beside it and is not its own.

    `content` is what is in it, where something beside it must be carried out first; else `conn` is
    open on it.
    """

    version: int
    aside: tuple[Path, ...] = ()
    content: bytes | None = None
    conn: sqlite3.Connection | None = None

    def close(self) -> None:
        """Let go of the file."""
        if self.conn:
            self.conn.close()


def real_file(path: Path) -> Path:
    """Return the file that a path leads to: a link to it stays a link."""
    try:
        real = path.resolve()
    except (RuntimeError, ValueError, OSError) as error:  # links in a circle; a NUL
        raise _leads_nowhere(path) from error
    if real.is_symlink():  # in a circle: from Python 3.13 on `resolve` says nothing of it
        raise _leads_nowhere(path)
    return real


def _leads_nowhere(path: Path) -> FileTrouble:
    return FileTrouble(f"{path.name} cannot be opened", "Choose another file.")


def check_new(path: Path, *, create: bool) -> bool:
    """Return whether the file is still to be made; refuse what could never be one."""
    if path.is_dir():
        raise FileTrouble(f"{path} is a folder", "Name a file in it.")
    if not path.parent.is_dir():
        raise FileTrouble(f"The folder {path.parent} is not there", "Make it, or choose another.")
    _refuse_other_kind(path)
    if not path.exists():
        if not create:
            raise FileTrouble(f"There is no file {path}", "Check the name after --data.")
        return True
    if not os.access(path, os.R_OK):
        raise FileTrouble(
            f"You may not read {path.name}", "Give yourself the right to, or choose another file."
        )
    refuse_empty(path)
    return False


def _refuse_other_kind(path: Path) -> None:
    if path.exists() and not path.is_file():
        kind = next((name for is_one, name in _KINDS if is_one(path.stat().st_mode)), "no file")
        raise FileTrouble(f"{path} is {kind}: nothing can be kept in it", "Choose another file.")


def refuse_empty(path: Path) -> None:
    """Refuse what is no file, or has no byte: it is never taken for an empty diary."""
    _refuse_other_kind(path)
    if path.stat().st_size == 0:
        raise FileTrouble(
            f"{path.name} is empty (0 bytes)",
            "Another program emptied it, or was writing it: restore a backup, or name a new file.",
        )


def look_at(path: Path, required: Collection[str], *, read_all: bool, mode: str) -> FileInspection:
    """Look at a file, and at what lies beside it; nothing is written, and SQLite carries out none.

    The connection stays open, and is handed over: SQLite need not read the schema twice.
    Raises `FileTrouble` for what is not ours, is newer than we are, or does not fit together.
    """
    header = check_header(path)
    if beside(path) or header[_READS_LOG] == _LOG:
        from tracker.store.leftovers import settle

        found = settle(path)
        with closing(sqlite3.connect(":memory:")) as conn:
            conn.deserialize(found.content)
            version = check_ours(conn, path, required, read_all=False)
            if mode != "ro":
                refuse_rules(conn, path)
        return FileInspection(version, found.aside, found.content)
    # SQLite forgives a file that is only read some damage of its schema, and no other.
    conn = connect(path, mode)
    try:
        version = check_ours(conn, path, required, read_all=read_all)
        if mode != "ro":
            refuse_rules(conn, path)
    except BaseException:
        conn.close()
        raise
    return FileInspection(version, conn=conn)


def refuse_rules(conn: sqlite3.Connection, path: Path) -> None:
    """Refuse to write where another program left what acts on whatever is written, or refuses it.

    That is a trigger, an index that lets nothing stand twice or reckons with what this SQLite does
    not know, a row that hangs on one of ours, or something else under a name of ours.
    """
    foreign = [name for (name,) in conn.execute(_RULES) if not OWN_RULES.fullmatch(name)]
    foreign += [
        name
        for name, other in conn.execute(_HANGING)
        if OWN_TABLES.fullmatch(other) and not OWN_TABLES.fullmatch(name)
    ]
    foreign += [
        name
        for name, kind in conn.execute(_NAMED)
        if (OWN_VIEWS if kind == "table" else OWN_TABLES).fullmatch(name)
    ]
    if foreign:
        raise FileTrouble(
            f"{path.name} has a rule of another program, “{foreign[0]}”, which may change, delete"
            " or refuse what you enter",
            "Remove it with the program that made it, or restore a backup. Nothing is written"
            " until then.",
        )


def refuse_unsound(conn: sqlite3.Connection, path: Path) -> None:
    """Read everything, and refuse what does not fit: for a rule of another program, if it has one.

    SQLite calls a whole file unsound where an index reckons with what only that program knows.
    """
    if not is_sound(conn):
        with suppress(sqlite3.DatabaseError, UnicodeDecodeError):
            refuse_rules(conn, path)
        raise damaged(path)


def check_header(path: Path) -> bytes:
    """Refuse a file whose first bytes say that it is not ours, or newer than we are; return them.

    SQLite is not asked: it would change some files merely by opening them.
    """
    with path.open("rb") as file:
        header = file.read(_HEADER)
    whole = len(header) == _HEADER and header.startswith(_MAGIC)
    application = int.from_bytes(header[_APPLICATION_ID], "big") if whole else 0
    check_identity(path, application, int.from_bytes(header[_USER_VERSION], "big"))
    return header


def is_data_file(path: Path) -> bool:
    """Say whether a file is one of ours, or a backup of one, by its first bytes."""
    if not path.is_file():  # to look into a pipe would wait for ever
        return False
    with path.open("rb") as file:
        header = file.read(_HEADER)
    return header.startswith(_MAGIC) and header[_APPLICATION_ID] == _OURS


def told_of_names(path: Path) -> list[str]:
    """Say of a file with a second name what that costs: a journal lies beside one of them only.

    So what a crash left would not be taken back by who opens the file by the other name, and two
    windows, each by one, would not know of each other.
    """
    said: list[str] = []
    if path.stat().st_nlink > 1:
        said.append(
            f"{path.name} has a second name on this disk, a hard link. Opened by that one after a"
            " crash it would be destroyed: copy the file, and go on with the copy."
        )
    return said


def unreadable(path: Path, error: FileTrouble) -> FileTrouble:
    """Return what is told where something was put in the place of an open file.

    What is no data file, or a damaged one, is written no more; everything else can be mended.
    """
    if is_data_file(path) and not isinstance(error, FileDamaged):
        return error
    return FileDamaged(
        f"{path.name} was changed by another program, and can be read no more. {error.title}",
        "Nothing more is written to it: restore a backup.",
    )


def is_newer(path: Path) -> bool:
    """Say whether a file is ours, and made by a version newer than we are."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError:
        return False
    ours = int.from_bytes(header[_APPLICATION_ID], "big") == APPLICATION_ID
    return ours and int.from_bytes(header[_USER_VERSION], "big") > SCHEMA


def address(path: Path, mode: str) -> str:
    """Return a file as SQLite is told of it with how it may be used.

    Not `Path.as_uri`: from Python 3.14 on it loads all that the web needs. An address begins at the
    root, so a path that begins where the program stands is made whole first.
    """
    name = quote(os.fsencode(path.absolute().as_posix()))
    return f"file://{name if name.startswith('/') else f'/{name}'}?mode={mode}"


def connect(path: Path | None, mode: str) -> sqlite3.Connection:
    """Open a file (None: memory) as we always do: keys are kept, nothing in the file is trusted."""
    target = address(path, mode) if path else ":memory:"
    conn = sqlite3.connect(target, uri=bool(path), timeout=5)
    for pragma in ("foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON"):
        conn.execute(f"PRAGMA {pragma}")
    conn.execute("PRAGMA temp_store = MEMORY")
    return conn


def forbid_new_tables(conn: sqlite3.Connection) -> None:
    """From here on a typo cannot create, drop or alter a table."""
    denied = (sqlite3.SQLITE_CREATE_TABLE, sqlite3.SQLITE_DROP_TABLE, sqlite3.SQLITE_ALTER_TABLE)
    conn.set_authorizer(
        lambda action, *_details: sqlite3.SQLITE_DENY if action in denied else sqlite3.SQLITE_OK
    )


def file_state(path: Path) -> tuple[int, int, int]:
    """Return what tells whether a file was written or replaced: its inode, size and time."""
    found = path.stat()
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def check_identity(path: Path, application: int, version: int) -> None:
    """Refuse a file that is not ours, or newer than the newest that we know."""
    if application != APPLICATION_ID:
        raise FileTrouble(f"{path.name} is not an Impact Tracker file", "Choose another file.")
    if version > SCHEMA:
        raise FileTrouble(
            f"{path.name} was made by a newer version of Impact Tracker",
            "Update the app to open it.",
        )


def check_writable(path: Path) -> None:
    """Refuse a place where nothing can be written: the file, its journal, the folder for one."""
    for one in (path, path.with_name(path.name + JOURNAL)):
        if one.exists() and not os.access(one, os.W_OK):
            raise FileTrouble(
                f"{one.name} is read-only",
                "Give yourself the right to write it;"
                " if its disk cannot be written, copy it first.",
            )
    if not os.access(path.parent, os.W_OK):
        raise FileTrouble(
            f"You may not write in {path.parent}", "Copy the file to a folder of your own."
        )


def needs_full_check(path: Path, *, writing: bool) -> bool:
    """Say whether to read the whole file for damage before anything else.

    Where (for a writer) the last one ended in the midst of things, and wherever it takes no time. A
    large file that was closed well is read through by `File.check` once its window stands.
    """
    left = path.with_name(path.name + ".lock").exists()
    return path.stat().st_size <= SMALL or (writing and left)


def check_ours(
    conn: sqlite3.Connection, path: Path, required: Collection[str], *, read_all: bool
) -> int:
    """Return the version; this time what SQLite reads counts. Raises `FileTrouble` as `look_at`."""
    try:
        (application,) = conn.execute("PRAGMA application_id").fetchone()
        (version,) = conn.execute("PRAGMA user_version").fetchone()
        tables = {
            row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type='table'")
        }
    except UnicodeDecodeError as error:  # so far gone that the complaint itself is no text
        raise damaged(path) from error
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname == "SQLITE_ERROR":  # what it cannot read at all
            raise damaged(path) from error
        raise
    check_identity(path, application, version)
    if version == SCHEMA and not tables.issuperset(required):
        raise damaged(path)
    if read_all:
        refuse_unsound(conn, path)
    return int(version)
