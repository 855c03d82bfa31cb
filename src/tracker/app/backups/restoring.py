"""A backup is brought back: the file as it was is kept first, so that this can be undone as well.

A file that is whole is kept as a backup. One that is damaged is moved aside, with its journal, and
not a byte of it is changed: `impact damaged 27 Nov 2026.db`.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tracker.app.backups.shelf import BackupReason, BackupShelf
from tracker.domain.errors import FileTrouble
from tracker.report.dates import medium_day
from tracker.store.backup import copy_file, whole_content, written_beside
from tracker.store.errors import translated_disk_errors
from tracker.store.lock import WriterLock
from tracker.store.opening import check_writable, connect, real_file, refuse_rules

JOURNALS = ("-journal", "-wal", "-shm")  # what belongs to a file, by the end of its name


@dataclass(frozen=True, slots=True)
class RestoredFile:
    """What a restore has done: where the file as it was is kept now; None if there was none.

    `whole` says whether what is kept is a backup that was read through.
    """

    data: Path
    kept: Path | None
    whole: bool


def restore(backup: Path, shelf: BackupShelf, now: datetime) -> RestoredFile:
    """Put a copy of a backup in the place of the data file, which nobody may have open.

    Raises `FileTrouble`, with everything as it was, if the backup is not whole, if another program
    has the file open, or if there is no room.
    """
    data = real_file(shelf.data)
    if backup.exists() and data.exists() and backup.samefile(data):
        raise FileTrouble(f"{backup.name} is the data file itself", "Choose a backup.")
    whole_content(backup)
    with closing(connect(backup, "ro")) as conn:
        refuse_rules(conn, backup)
    with translated_disk_errors(data):
        check_writable(data)
        lock = WriterLock(data)
        try:
            lock.take()
            with written_beside(data) as part:
                copy_file(backup, part)
                kept, whole = _keep(data, shelf, now)
        finally:
            lock.release()
    return RestoredFile(data, kept, whole)


def take_back(done: RestoredFile, shelf: BackupShelf, now: datetime) -> None:
    """Undo a restore: what it brought is kept as a backup, and the file is what it was before.

    Raises `FileTrouble`, with everything as it was, if that cannot be done.
    """
    if done.kept is None:
        with translated_disk_errors(done.data):
            shelf.make(now, BackupReason.RESTORE)
            done.data.unlink()
        return
    if done.whole:
        restore(done.kept, shelf, now)
        return
    with translated_disk_errors(done.data):
        shelf.make(now, BackupReason.RESTORE)
        lock = WriterLock(done.data)
        try:
            lock.take()
            done.kept.replace(done.data)
            _move_journals(done.kept, done.data)
        finally:
            lock.release()


def set_aside(data: Path, now: datetime) -> Path:
    """Move a file and its journals to a name of their own, and return it.

    The file first: a journal that stays behind alone is seen, a file without its journal is not.
    """
    kept = _free_name(data, now)
    data.replace(kept)
    _move_journals(data, kept)
    return kept


def _keep(data: Path, shelf: BackupShelf, now: datetime) -> tuple[Path | None, bool]:
    """Keep the file as it is, and clear its place of journals, which would be played into another.

    A copy needs room that there may not be: then the file itself is moved aside.
    """
    if not data.exists():
        _move_journals(data, _free_name(data, now))
        return None, False
    if not any(_with_end(data, end).exists() for end in JOURNALS):
        try:
            return shelf.make(now, BackupReason.RESTORE).backup.path, True
        except FileTrouble:  # damaged, or no room for a copy of it
            pass
    return set_aside(data, now), False


def _move_journals(data: Path, to: Path) -> None:
    for end in JOURNALS:
        if _with_end(data, end).exists():
            _with_end(data, end).replace(_with_end(to, end))


def _free_name(data: Path, now: datetime) -> Path:
    """Return a name beside the file at which nothing lies, nor a journal."""
    words = f"{data.stem} damaged {medium_day(now.date())}"
    names = [words, *(f"{words} {at}" for at in range(2, 1000))]
    places = (data.with_name(f"{name}{data.suffix}") for name in names)
    return next(
        one for one in places if not any(_with_end(one, end).exists() for end in ("", *JOURNALS))
    )


def _with_end(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)
