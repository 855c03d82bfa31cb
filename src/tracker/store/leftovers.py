"""What a program that ended in the midst of things left beside a data file: a journal, or a log.

SQLite carries out whatever lies there, also when it belongs to another state of the file, as after
a backup was copied over it: that destroys the backup. So it is looked at first, in memory, and
nothing is changed. The journal tells by the stamp in it (`watch`), by SQLite's own counter where
there is none, and by its checksums, whether it is of this file; what would come of it is read
through; only then may SQLite do it. https://sqlite.org/fileformat2.html#the_rollback_journal
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tracker.domain.errors import FileTrouble
from tracker.store.beside import LOG, SHARED, beside
from tracker.store.errors import damaged
from tracker.store.soundness import is_sound
from tracker.store.watch import Stamp

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_TO_THE_END = 0xFFFFFFFF
_LOCKS = range(0x4000_0000, 0x4000_0200)  # SQLite’s own, far behind the data
_STEP = 200  # the checksum adds up every 200th byte of a page
_VERSIONS, _PAGE_SIZE, _COUNTER, _SIZE = slice(18, 20), slice(16, 18), slice(24, 28), slice(28, 32)
_KEEPS_NO_LOG = b"\1\1"


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What lies beside a file: what SQLite may carry out, what it must not see, what comes of it.

    `content` is what is in the file once it is settled.
    """

    content: bytes
    aside: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class _Journal:
    """The pages as they were before the change that was broken off."""

    page_size: int
    size: int
    pages: dict[int, bytes]


def settle(path: Path) -> Leftovers:
    """Say what comes of a file and of what lies beside it. Nothing is written.

    Raises `FileDamaged` where neither the file as it is nor what would come of it is sound.
    """
    content = path.read_bytes()
    aside: list[Path] = []
    for leftover in beside(path):
        if leftover.name.endswith(LOG):
            played, belongs = _with_log(path, leftover), True
        else:
            played, belongs = _rolled_back(content, leftover.read_bytes())
        if played is not None and belongs and is_sound(played):
            content = played
        else:
            content = _without_log(content)
            aside.append(leftover)
    content = _without_log(content)
    if not is_sound(content):
        raise damaged(path)
    return Leftovers(content, tuple(aside))


def keep_out(path: Path, *, as_left: bool) -> list[str]:
    """Set aside what another program laid beside an open file; return what is to be said of it.

    Beside a file that is `as_left` by our last step, which ended well, nothing can be its own.
    """
    return set_aside(path, tuple(beside(path)) if as_left else settle(path).aside)


def set_aside(path: Path, leftovers: tuple[Path, ...]) -> list[str]:
    """Rename what does not belong to a file, so that nobody carries it out; return what to say."""
    said: list[str] = []
    if leftovers and _is_written_now(path):
        raise FileTrouble(
            f"{path.name} is being written by another program", "Try again in a moment."
        )
    for leftover in leftovers:
        target = leftover.with_name(leftover.name + ".aside")
        number = 2
        while target.exists():
            target = leftover.with_name(f"{leftover.name}.aside{number}")
            number += 1
        leftover.rename(target)
        target.chmod(0o600)  # it holds what the file holds
        leftover.with_name(leftover.name.removesuffix(LOG) + SHARED).unlink(missing_ok=True)
        said.append(
            f"{leftover.name} lay beside {path.name} and belongs to another state of it, as after a"
            f" backup was copied over it. It was left out, and kept as {target.name}."
        )
    return said


def _is_written_now(path: Path) -> bool:
    """Say whether another program holds one of the locks that SQLite takes in the file."""
    if sys.platform == "win32":  # there, what is open cannot be renamed
        return False
    import fcntl

    with path.open("r+b") as file:
        try:
            fcntl.lockf(
                file, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCKS.stop - _LOCKS.start, _LOCKS.start
            )
        except OSError:
            return True
    return False


def _rolled_back(content: bytes, journal: bytes) -> tuple[bytes | None, bool]:
    """Return the file as the journal would make it, and whether the journal is of this file."""
    read = _read_journal(journal)
    if read is None or read.page_size != _page_size(content):
        return None, False
    played = bytearray(content[: read.size * read.page_size])
    played.extend(bytes(read.size * read.page_size - len(played)))
    for number, page in read.pages.items():
        played[(number - 1) * read.page_size : number * read.page_size] = page
    return bytes(played), _belongs(content, read, bytes(played))


def _belongs(content: bytes, journal: _Journal, played: bytes) -> bool:
    for number, page in journal.pages.items():
        before = Stamp.read(page)
        now = Stamp.read(content[(number - 1) * journal.page_size : number * journal.page_size])
        if before is not None and now is not None:
            return now == before or now.previous == before.token
    old = journal.pages.get(1)
    if old is None:  # broken off before the commit: the first page still tells the old size
        return int.from_bytes(content[_SIZE], "big") == journal.size
    counter, counted = (int.from_bytes(one[_COUNTER], "big") for one in (content, old))
    if counter == (counted + 1) & _TO_THE_END:
        return True
    # The same counter, and yet other pages: broken off early, or a copy that went its own way.
    return counter == counted and (played == content or not is_sound(content))


def _read_journal(journal: bytes) -> _Journal | None:
    """Read a journal as SQLite would: up to the first record whose checksum is wrong."""
    pages: dict[int, bytes] = {}
    first = _header(journal, 0)
    if first is None:
        return None
    _, _, size, sector, page_size = first
    at, head = 0, _header(journal, 0)
    while head is not None:
        count, nonce, *_ = head
        at += sector
        whole = (len(journal) - at) // (page_size + 8)
        count = whole if count == _TO_THE_END else min(count, whole)
        for number, page in _records(journal, at, count, page_size, nonce):
            if number <= size:
                pages.setdefault(number, page)
        at += count * (page_size + 8)
        at = -(-at // sector) * sector
        head = _header(journal, at)
    return _Journal(page_size, size, pages)


def _records(
    journal: bytes, at: int, count: int, page_size: int, nonce: int
) -> Iterator[tuple[int, bytes]]:
    for start in range(at, at + count * (page_size + 8), page_size + 8):
        number = int.from_bytes(journal[start : start + 4], "big")
        page = journal[start + 4 : start + 4 + page_size]
        told = int.from_bytes(journal[start + 4 + page_size : start + 8 + page_size], "big")
        added = sum(page[place] for place in range(page_size - _STEP, 0, -_STEP))
        if number == 0 or told != (nonce + added) & _TO_THE_END:
            return
        yield number, page


def _header(journal: bytes, at: int) -> tuple[int, int, int, int, int] | None:
    """Return records, nonce, size in pages, sector, page size; None where no header stands."""
    if journal[at : at + 8] != _MAGIC or len(journal) < at + 28:
        return None
    count, nonce, size, sector, page_size = (
        int.from_bytes(journal[at + place : at + place + 4], "big") for place in range(8, 28, 4)
    )
    usual = all(
        _is_power(one) and low <= one <= 65536 for one, low in ((sector, 32), (page_size, 512))
    )
    return (count, nonce, size, sector, page_size) if usual else None


def _is_power(number: int) -> bool:
    return number > 0 and number & (number - 1) == 0


def _page_size(content: bytes) -> int:
    size = int.from_bytes(content[_PAGE_SIZE], "big")
    return 65536 if size == 1 else size


def _with_log(path: Path, log: Path) -> bytes | None:
    """Return the file as SQLite would make it of a write-ahead log: tried on a copy."""
    import shutil

    from tracker.store.temporary import temporary_folder

    with temporary_folder() as folder:
        copy = Path(folder) / "copy.db"
        shutil.copyfile(path, copy)
        shutil.copyfile(log, copy.with_name(copy.name + LOG))
        try:
            with closing(sqlite3.connect(copy)) as conn:
                conn.execute("PRAGMA journal_mode = DELETE").fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return None
        return copy.read_bytes()


def _without_log(content: bytes) -> bytes:
    """Return the file as one that keeps no write-ahead log: memory can read no other."""
    return content[: _VERSIONS.start] + _KEEPS_NO_LOG + content[_VERSIONS.stop :]
