"""One writer a file."""

from __future__ import annotations

import errno
import os
import sys

import pytest

from tracker.domain.errors import FileTrouble
from tracker.store import lock
from tracker.store.lock import WriterLock


def taken(path):
    held = WriterLock(path)
    held.take()
    return held


posix = pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")


def test_the_lock_is_held_until_it_is_let_go(tmp_path):
    path = tmp_path / "impact.db"
    first = taken(path)
    with pytest.raises(FileTrouble, match="open in another Impact Tracker"):
        WriterLock(path)
    first.release()
    taken(path).release()


@posix
def test_nothing_is_left_in_the_folder(tmp_path):
    taken(tmp_path / "impact.db").release()
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_lock_file_that_was_taken_away_at_the_last_moment_locks_nobody_out(tmp_path, monkeypatch):
    """The writer before us removed the file between our opening it and locking it."""
    path = tmp_path / "impact.db"
    real, gone = lock._lock, []

    def late(handle):
        real(handle)
        if not gone:
            gone.append(path.with_name("impact.db.lock").unlink())

    monkeypatch.setattr(lock, "_lock", late)
    held = taken(path)
    with pytest.raises(FileTrouble):
        WriterLock(path)
    held.release()
    assert gone


def test_what_was_written_by_a_longer_holder_is_not_mixed_up(tmp_path):
    path = tmp_path / "impact.db"
    path.with_name("impact.db.lock").write_text("process 99999999 on " + "x" * 300)
    held = taken(path)
    with pytest.raises(FileTrouble) as told:
        WriterLock(path)
    assert "99999999" not in told.value.title
    held.release()


def test_a_disk_that_knows_no_locks_is_not_told_as_another_window(tmp_path, monkeypatch):
    def none(_handle):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_lock", none)
    with pytest.raises(OSError, match="No locks available"):
        taken(tmp_path / "impact.db")


def test_a_lock_of_somebody_else_is_not_called_a_stranger_in_the_folder(tmp_path, monkeypatch):
    """As where a colleague has the file of a shared drive open: to move it would let two write."""
    path = tmp_path / "impact.db"
    theirs = path.with_name("impact.db.lock")
    theirs.write_text("process 7 on theirs")
    opened = os.open

    def refuse(where, *how):
        if where == theirs:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(where, *how)

    monkeypatch.setattr(lock.os, "open", refuse)
    with pytest.raises(FileTrouble, match=r"somebody else may have impact\.db open") as told:
        WriterLock(path)
    assert "Have it closed there first" in told.value.hint
    assert theirs.read_text() == "process 7 on theirs"
