"""The file is changed, replaced, moved, deleted or unlocked under an open writer."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tracker.app import commands
from tracker.app.tables import TABLES
from tracker.app.tracker import Tracker
from tracker.domain.errors import FileChanged, FileDamaged, FileTrouble
from tracker.store.watch import Watch

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be replaced")
DAY = date(2026, 11, 20)


def note(tracker: Tracker, text: str) -> None:
    commands.add_note(tracker, commands.NoteInput(text=text, happened_on=DAY))


def texts(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [text for (text,) in conn.execute("SELECT text FROM note ORDER BY id")]


@pytest.fixture
def other(path, tmp_path):
    """Return a copy that went its own way, on another machine."""
    return Path(shutil.copyfile(path, tmp_path / "other.db"))


@pytest.fixture
def tracker(path, other):
    with Tracker(path) as tracker:
        yield tracker


def write_over(source: Path, target: Path) -> None:
    """Copy into the open file, as `cp` and `rsync --inplace` do."""
    content = source.read_bytes()
    with target.open("r+b") as file:
        file.write(content)
        file.truncate(len(content))


def put_in_place(source: Path, target: Path) -> None:
    """Rename a copy over the open file, as programs that sync do."""
    part = target.with_name("~sync")
    shutil.copyfile(source, part)
    part.replace(target)


def write_over_unseen(source: Path, target: Path) -> None:
    """Copy into the open file, and give it back its size and its time."""
    before = target.stat()
    write_over(source, target)
    os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))


REPLACED = pytest.mark.parametrize("replace", [write_over, put_in_place, write_over_unseen])


@REPLACED
@pytest.mark.parametrize("steps", [(1, 1), (3, 1), (1, 3), (5, 5)], ids=str)
def test_another_copy_is_read_again_and_not_written_into(tracker, path, other, replace, steps):
    theirs, mine = steps
    with Tracker(other) as there:
        for number in range(theirs):
            note(there, f"theirs {number}")
    for number in range(mine):
        note(tracker, f"mine {number}")
    told: list[frozenset[str]] = []
    tracker.on_change = lambda changes: told.append(changes.tables)
    replace(other, path)
    with pytest.raises(FileChanged, match=r"impact.db was changed by another program") as said:
        note(tracker, "never kept")
    assert "read again" in said.value.hint
    assert told == [frozenset(TABLES) | told[0]]
    assert [one.text for one in tracker.notes.all()] == [f"theirs {n}" for n in range(theirs)]
    assert tracker.history.undo_label is None
    assert tracker.undo() is None
    note(tracker, "kept")
    assert tracker.undo()
    assert tracker.redo()
    assert texts(path) == [*(f"theirs {n}" for n in range(theirs)), "kept"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_put_in_its_place_is_followed_and_the_file_behind_it_locked(tracker, path, other):
    path.unlink()
    path.symlink_to(other)
    with pytest.raises(FileChanged):
        note(tracker, "mine")
    with pytest.raises(FileTrouble, match="is open in another Impact Tracker"):
        Tracker(other)
    note(tracker, "kept")
    assert texts(other) == ["kept"]
    tracker.close()
    assert not list(path.parent.glob("*.lock"))
    assert path.is_symlink()


@REPLACED
def test_undo_takes_nothing_of_another_copy_back(tracker, path, other, replace):
    with Tracker(other) as there:
        note(there, "theirs")
    note(tracker, "mine")
    replace(other, path)
    with pytest.raises(FileChanged):
        tracker.undo()
    assert texts(path) == ["theirs"]


@REPLACED
def test_redo_brings_nothing_into_another_copy(tracker, path, other, replace):
    with Tracker(other) as there:
        note(there, "theirs")
    note(tracker, "mine")
    tracker.undo()
    replace(other, path)
    with pytest.raises(FileChanged):
        tracker.redo()
    assert texts(path) == ["theirs"]


def test_what_another_program_writes_through_sqlite_is_read_again(tracker, path):
    note(tracker, "mine")
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(
            "INSERT INTO note (kind, happened_on, text) VALUES ('note', '2026-11-01', 'theirs')"
        )
        conn.commit()
    with pytest.raises(FileChanged):
        tracker.undo()
    assert texts(path) == ["mine", "theirs"]
    assert len(tracker.notes.all()) == 2


@pytest.mark.parametrize(
    "touch",
    [
        lambda path: path.chmod(0o640),
        os.utime,
        lambda path: os.link(path, path.with_name("hard.db")),
        lambda path: path.rename(path.with_name("x")).rename(path),
    ],
    ids=["rights", "time", "a second name", "moved and put back"],
)
def test_what_does_not_change_the_content_is_no_change(tracker, path, touch):
    note(tracker, "mine")
    touch(path)
    note(tracker, "mine, too")
    assert tracker.undo()
    assert tracker.undo()
    assert texts(path) == []


@pytest.mark.parametrize("size", [0, 100, 8192])
def test_a_file_that_was_cut_is_written_no_more(tracker, path, size):
    note(tracker, "mine")
    os.truncate(path, size)
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(FileDamaged, match=r"is damaged|can be read no more") as told:
            note(tracker, "never kept")
        assert "restore a backup" in told.value.hint
    with pytest.raises(FileDamaged):
        tracker.undo()
    assert tracker.read_only
    assert path.read_bytes() == before


def test_a_pipe_in_the_place_of_the_file_is_called_a_pipe(tracker, path):
    note(tracker, "mine")
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(FileDamaged) as told:
        note(tracker, "never kept")
    assert "is a pipe: nothing can be kept in it" in told.value.title


def test_a_trigger_that_another_program_leaves_acts_on_nothing(tracker, path):
    note(tracker, "mine")
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TRIGGER tidy AFTER INSERT ON note BEGIN DELETE FROM note; END")
    for _ in range(2):
        with pytest.raises(FileTrouble, match="has a rule of another program, “tidy”") as told:
            note(tracker, "never kept")
        assert not isinstance(told.value, FileDamaged)
    assert texts(path) == ["mine"]
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("DROP TRIGGER tidy")
    with pytest.raises(FileChanged):
        note(tracker, "read again first")
    note(tracker, "kept")
    assert texts(path) == ["mine", "kept"]


def test_a_newer_version_put_in_its_place_is_called_newer_and_no_damage(tracker, path, other):
    note(tracker, "mine")
    with closing(sqlite3.connect(other)) as conn:
        conn.execute("PRAGMA user_version = 9999")
    newer = other.read_bytes()
    write_over(other, path)
    with pytest.raises(FileTrouble, match="made by a newer version") as told:
        note(tracker, "never kept")
    assert not isinstance(told.value, FileDamaged)
    assert path.read_bytes() == newer


def test_a_file_that_was_emptied_is_called_empty(tracker, path):
    note(tracker, "mine")
    os.truncate(path, 0)
    with pytest.raises(FileDamaged) as told:
        note(tracker, "never kept")
    assert told.value.title.endswith("can be read no more. impact.db is empty (0 bytes)")
    assert told.value.sentence.count("restore a backup") == 1


def test_a_file_that_was_moved_is_not_written_until_it_is_back(tracker, path):
    note(tracker, "mine")
    path.rename(path.with_name("moved.db"))
    with pytest.raises(FileTrouble, match="is no longer where it was"):
        note(tracker, "never kept")
    assert not path.exists()
    path.with_name("moved.db").rename(path)
    note(tracker, "kept")
    assert texts(path) == ["mine", "kept"]


def test_a_file_that_was_deleted_is_written_again(tracker, path):
    note(tracker, "mine")
    path.unlink()
    with pytest.raises(FileChanged, match="was deleted by another program"):
        note(tracker, "never kept")
    assert texts(path) == ["mine"]
    note(tracker, "kept")
    assert texts(path) == ["mine", "kept"]


def test_a_folder_that_was_deleted_is_told(path, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    inside = Path(shutil.copyfile(path, folder / "impact.db"))
    with Tracker(inside) as tracker:
        shutil.rmtree(folder)
        with pytest.raises(FileTrouble, match="cannot be opened or written"):
            note(tracker, "never kept")


def test_a_lock_that_was_removed_is_made_again(tracker, path):
    lock = path.with_name("impact.db.lock")
    lock.unlink()
    note(tracker, "mine")
    assert f"process {os.getpid()}" in lock.read_text()
    with pytest.raises(FileTrouble, match="open in another"):
        Tracker(path)


def test_a_second_writer_who_came_in_while_the_lock_was_gone_is_told(tracker, path):
    path.with_name("impact.db.lock").unlink()
    with Tracker(path) as second:
        with pytest.raises(FileTrouble, match="open in another Impact Tracker"):
            note(tracker, "never kept")
        note(second, "theirs")
    with pytest.raises(FileChanged):
        note(tracker, "read again first")
    note(tracker, "kept")
    assert texts(path) == ["theirs", "kept"]


def test_a_lock_that_is_a_link_is_not_written_through(path):
    precious = path.with_name("precious.txt")
    precious.write_text("precious")
    path.with_name("impact.db.lock").symlink_to(precious)
    with pytest.raises(FileTrouble, match="keeps a second window out"):
        Tracker(path)
    assert precious.read_text() == "precious"


@pytest.mark.parametrize("text", ["", "x", "process 1 on here\n"])
def test_what_stands_in_a_lock_that_is_not_ours_is_left(path, text):
    lock = path.with_name("impact.db.lock")
    lock.write_text(text)
    Tracker(path).close()
    assert lock.exists() == (text == "x")
    assert not lock.exists() or lock.read_text() == text


def test_damage_that_is_found_later_ends_all_writing(tracker, path):
    note(tracker, "mine")
    ((root,),) = tracker.file.query("SELECT rootpage FROM sqlite_master WHERE name = 'customer'")
    content = bytearray(path.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    with path.open("r+b") as file:
        file.write(content)
    before = path.stat()
    with pytest.raises(FileDamaged, match="is damaged"):
        tracker.file.check()
    with pytest.raises(FileDamaged, match="is damaged") as told:
        note(tracker, "never kept")
    assert "Nothing more is written" in told.value.hint
    with pytest.raises(FileDamaged):
        tracker.undo()
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_a_missing_column_is_damage_once_it_is_looked_for(path):
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("ALTER TABLE person DROP COLUMN plan_step")
    with Tracker(path) as tracker, pytest.raises(FileDamaged, match="is damaged"):
        tracker.file.check()


def test_what_comes_between_the_look_and_the_step_is_found_by_the_next_look(
    tracker, path, monkeypatch
):
    """Another program writes after the file was looked at, before our step has its lock."""
    look = tracker.file.look

    def look_and_lose() -> None:
        look()
        monkeypatch.undo()
        with closing(sqlite3.connect(path)) as conn:
            conn.execute(
                "INSERT INTO note (kind, happened_on, text) VALUES ('note', '2026-11-01', 'theirs')"
            )
            conn.commit()

    monkeypatch.setattr(tracker.file, "look", look_and_lose)
    note(tracker, "mine")
    with pytest.raises(FileChanged, match="was changed by another program"):
        note(tracker, "entered meanwhile")
    note(tracker, "mine again")
    assert texts(path) == ["theirs", "mine", "mine again"]


def test_each_stamp_names_the_one_before_and_starts_anew_over_what_is_none(tracker, path):
    def stamp() -> list[str]:
        ((text,),) = tracker.file.query("SELECT token FROM stamp")
        return text.split(":")

    note(tracker, "one")
    _, first, _ = stamp()
    note(tracker, "two")
    _, second, before = stamp()
    assert before == first != second
    with tracker.fact():
        tracker.file.conn.execute("UPDATE stamp SET token = 'of another version'")
    note(tracker, "three")
    name, third, before = stamp()
    assert (name, before) == ("stamp", "0" * 32)
    assert len(third) == 32


@pytest.mark.parametrize("method", ["_read", "_data_version"])
def test_a_drive_that_was_cut_off_and_is_back_is_read_again(tracker, path, monkeypatch, method):
    note(tracker, "mine")
    cut_off = tracker.file._watch
    whole = getattr(Watch, method)

    def read(watch):
        if watch is not cut_off:
            return whole(watch)
        if method == "_read":
            raise OSError(107, "Transport endpoint is not connected")
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorname = "SQLITE_IOERR_READ"
        raise error

    monkeypatch.setattr(Watch, method, read)
    os.utime(path, (0, 0))
    with pytest.raises(FileChanged, match="was out of reach for a while"):
        note(tracker, "lost")
    assert tracker.file._watch is not cut_off
    assert tracker.undo() is None
    note(tracker, "and on")
    assert texts(path)[-2:] == ["mine", "and on"]


def test_a_disk_that_fails_is_told_as_such(tracker, path, monkeypatch):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_READ"

    def fail(*_given):
        raise error

    def gone(_path):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(type(tracker.file._watch), "_data_version", fail)
    monkeypatch.setattr(Path, "read_bytes", gone)
    with pytest.raises(FileTrouble, match="cannot be read or written"):
        note(tracker, "lost")


@pytest.mark.parametrize("content", [b"", b"hello, this is a letter", b"\0" * 200_000])
def test_who_reads_an_open_file_that_was_emptied_is_told_what_became_of_it(tracker, path, content):
    note(tracker, "mine")
    with path.open("r+b") as file:
        file.write(content)
        file.truncate(len(content))
    for _ in range(2):
        with pytest.raises(FileDamaged, match="was changed by another program, and can be read no"):
            tracker.file.query("SELECT text FROM note")
        with pytest.raises(FileDamaged, match="was changed by another program, and can be read no"):
            note(tracker, "lost")
    assert path.read_bytes() == content


def test_a_file_emptied_before_the_first_step_is_told_of_and_half_a_history_is_never_made(path):
    with Tracker(path) as opened:
        os.truncate(path, 0)
        for _ in range(2):
            with pytest.raises(FileDamaged, match="was changed by another program, and can be rea"):
                opened.history.set_triggers()
        made = opened.file.conn.execute("SELECT count(*) FROM sqlite_temp_master").fetchone()
        assert made == (0,)


def test_triggers_that_could_not_all_be_made_are_made_by_the_next_step(tracker, monkeypatch):
    from tracker.store import history

    whole = history._triggers

    def broken(table, columns):
        yield from whole(table, columns)
        if table == "note":
            raise sqlite3.OperationalError("out of memory")

    tables = tracker.history._tables
    assert "note" in tables
    with monkeypatch.context() as changed:
        changed.setattr(history, "_triggers", broken)
        with pytest.raises(FileDamaged):
            note(tracker, "not kept")
    tracker.file.damage = None
    note(tracker, "mine")
    assert tracker.history.undo_label
