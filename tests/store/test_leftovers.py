"""What a crash left beside the file is looked at before SQLite carries it out."""

from __future__ import annotations

import gzip
import os
import random
import shutil
import sqlite3
import sys
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pytest
from tests.app.backups.rows import keep_as_it_was
from tests.store.test_opening import bytes_in, refusal

from tracker.app import commands
from tracker.app.tracker import Tracker
from tracker.domain.errors import FileChanged, FileTrouble
from tracker.store.leftovers import settle

DAY = date(2026, 11, 20)
CASES = Path(__file__).parents[1] / "fixtures" / "broken"


def note(tracker: Tracker, text: str) -> None:
    commands.add_note(tracker, commands.NoteInput(text=text, happened_on=DAY))


def texts(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as conn:
        return [text for (text,) in conn.execute("SELECT text FROM note ORDER BY id")]


def broken_off(path: Path, *, spilled: bool = False) -> tuple[bytes, bytes]:
    """Return a file and its journal as a kill leaves them in the midst of writing a step."""
    torn: list[tuple[bytes, bytes]] = []
    before = path.read_bytes()
    with Tracker(path) as tracker:
        tracker.file.preload()
        if spilled:
            tracker.file.conn.execute("PRAGMA cache_size = 1")
            tracker.file.conn.execute("PRAGMA cache_spill = 1")
        with suppress(ZeroDivisionError), tracker.edit("much"):
            for number in range(80 if spilled else 1):
                commands.add_customer(tracker, f"Half {number}", None, who="x" * 3000)
            if not spilled:  # makes SQLite write what it would write at the commit
                tracker.file.conn.execute("PRAGMA cache_size = 1")
                tracker.file.conn.execute("PRAGMA cache_spill = 1")
                for number in range(40):
                    commands.add_customer(tracker, f"More {number}", None, who="x" * 3000)
            torn.append((path.read_bytes(), journal(path).read_bytes()))
            raise ZeroDivisionError
    path.write_bytes(before)
    assert torn[0][0] != before
    return torn[0]


def journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def put(path: Path, content: bytes, left: bytes) -> None:
    path.write_bytes(content)
    journal(path).write_bytes(left)


@pytest.fixture
def diary(path: Path) -> Path:
    """Return a file with a step of ours in it."""
    with Tracker(path) as tracker:
        note(tracker, "October")
    return path


@pytest.mark.parametrize("spilled", [False, True])
def test_a_change_that_was_broken_off_is_taken_back(diary, spilled):
    before = texts(diary)
    put(diary, *broken_off(diary, spilled=spilled))
    with Tracker(diary) as tracker:
        assert [one.name for one in tracker.customers.all()] == ["Finance"]
        assert tracker.file.remarks == []
        note(tracker, "November")
    assert texts(diary) == [*before, "November"]
    assert [one.name for one in diary.parent.iterdir()] == ["impact.db"]


@pytest.mark.parametrize("spilled", [False, True])
@pytest.mark.parametrize("steps", [0, 1, 2, 30])
def test_a_backup_copied_over_the_file_is_opened_as_it_is(diary, tmp_path, spilled, steps):
    backup = tmp_path / "backups" / "october.db"
    backup.parent.mkdir()
    shutil.copyfile(diary, backup)
    for number in range(steps):
        with Tracker(diary) as tracker:
            note(tracker, f"November {number} " + "x" * 300)
    _, left = broken_off(diary, spilled=spilled)
    put(diary, backup.read_bytes(), left)
    with Tracker(diary, read_only=True) as tracker:
        assert [one.text for one in tracker.notes.all()] == ["October"]
    with Tracker(diary) as tracker:
        assert bool(tracker.file.remarks) == bool(steps)
        note(tracker, "again")
    assert texts(diary) == ["October", "again"]
    if steps:
        assert journal(diary).with_name("impact.db-journal.aside").read_bytes() == left


def test_a_copy_that_went_its_own_way_with_the_same_number_of_steps_is_opened_as_it_is(diary):
    other = diary.with_name("other.db")
    shutil.copyfile(diary, other)
    for path, text in ((diary, "mine"), (other, "theirs")):
        with Tracker(path) as tracker:
            note(tracker, text)
    _, left = broken_off(diary)
    put(diary, other.read_bytes(), left)
    with Tracker(diary) as tracker:
        assert "belongs to another state" in tracker.file.remarks[0]
    assert texts(diary) == ["October", "theirs"]


def test_a_journal_that_is_no_journal_is_kept_and_left_alone(diary):
    for number, left in enumerate([b"hello" * 300, bytes.fromhex("d9d505f920a163d7") + b"x" * 900]):
        journal(diary).write_bytes(left)
        with Tracker(diary) as tracker:
            assert tracker.notes.all()
        assert not journal(diary).exists()
        name = f"impact.db-journal.aside{number + 1 if number else ''}"
        assert diary.with_name(name).read_bytes() == left


def test_no_random_journal_changes_the_file(diary):
    luck, whole = random.Random(12), diary.read_bytes()
    _, left = broken_off(diary)
    for _ in range(40):
        spoiled = bytearray(left)
        for _ in range(luck.choice([1, 4, 40])):
            spoiled[luck.randrange(len(spoiled))] = luck.randrange(256)
        put(diary, whole, bytes(spoiled))
        with Tracker(diary) as tracker:
            assert [one.text for one in tracker.notes.all()] == ["October"]
        for one in diary.parent.glob("*.aside*"):
            one.unlink()


def test_where_neither_is_sound_nothing_is_touched(diary):
    torn, left = broken_off(diary, spilled=True)
    put(diary, torn[: len(torn) // 2], left[: len(left) // 2])
    for read_only in (True, False):
        assert "is damaged" in refusal(diary, read_only=read_only).title


def test_a_journal_that_is_a_folder_is_named(diary):
    journal(diary).mkdir()
    assert "impact.db-journal is in the way" in refusal(diary).title


def test_a_journal_that_another_program_writes_now_is_not_taken_away(diary):
    with closing(sqlite3.connect(diary, isolation_level=None)) as other:
        other.execute("PRAGMA cache_size = 1")
        other.execute("PRAGMA cache_spill = 1")
        other.execute("BEGIN")
        for number in range(300):
            other.execute(
                "INSERT INTO note (kind, happened_on, text) VALUES ('note', '2026-11-20', ?)",
                (f"{number}" * 500,),
            )
        assert journal(diary).exists()
        with Tracker(diary, read_only=True) as tracker:
            assert [one.text for one in tracker.notes.all()] == ["October"]
        other.execute("ROLLBACK")
    assert texts(diary) == ["October"]


def test_a_log_of_another_file_is_left_out(diary, tmp_path):
    other = tmp_path / "source.db"
    shutil.copyfile(diary, other)
    with closing(sqlite3.connect(other)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("DELETE FROM version WHERE measure_id > 3")
        conn.execute("DELETE FROM measure WHERE id > 3")
        conn.commit()
        shutil.copyfile(f"{other}-wal", f"{diary}-wal")
    before = diary.read_bytes()
    with Tracker(diary, read_only=True) as tracker:
        read = len(tracker.measures.all())
    assert diary.read_bytes() == before
    with Tracker(diary) as tracker:
        assert len(tracker.measures.all()) == read


def test_what_is_in_a_log_of_the_file_itself_is_kept(diary):
    with closing(sqlite3.connect(diary)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("UPDATE note SET text = 'from the log'")
        conn.commit()
        copy, log = diary.read_bytes(), Path(f"{diary}-wal").read_bytes()
    diary.write_bytes(copy)
    Path(f"{diary}-wal").write_bytes(log)
    before = bytes_in(diary.parent)
    with Tracker(diary, read_only=True) as tracker:
        assert [one.text for one in tracker.notes.all()] == ["from the log"]
    assert bytes_in(diary.parent) == before
    Tracker(diary).close()
    assert texts(diary) == ["from the log"]
    assert [one.name for one in diary.parent.iterdir()] == ["impact.db"]


def test_the_file_and_journal_of_a_real_crash_with_a_backup_copied_over(tmp_path):
    """Made by an earlier version, which left no stamp: SQLite's own counter tells."""
    path = tmp_path / "impact.db"
    put(
        path,
        gzip.decompress((CASES / "backup.db.gz").read_bytes()),
        gzip.decompress((CASES / "journal-of-another-state.gz").read_bytes()),
    )
    whole = settle(path).content
    assert whole == path.read_bytes()
    with Tracker(path, keep=keep_as_it_was) as tracker:
        assert len(tracker.evaluations.all()) > 300
        assert tracker.file.remarks
        note(tracker, "x")
    assert texts(path) == ["x"]


def test_half_a_commit_in_the_index_of_words_costs_no_entry(tmp_path):
    path = tmp_path / "impact.db"
    path.write_bytes(gzip.decompress((CASES / "half-a-commit-word-index.db.gz").read_bytes()))
    with Tracker(path, keep=keep_as_it_was) as tracker:
        note(tracker, "zebra")
        tracker.words.settle()
        assert tracker.words.find("zebra", limit=5) == [("note", 1)]
        note(tracker, "gazelle")
        assert len(tracker.words.find("gazelle", limit=5)) == 1
    assert texts(path) == ["zebra", "gazelle"]


def lay(kind: str, path: Path, left: bytes) -> Path:
    """Lay something beside an open file, as a program that syncs does, or somebody by mistake."""
    place = path.with_name(path.name + ("-wal" if kind == "log" else "-journal"))
    if kind == "folder":
        place.mkdir()
    elif kind == "pipe":
        os.mkfifo(place)
    elif kind == "link":
        path.with_name("precious.txt").write_text("precious")
        place.symlink_to("precious.txt")
    else:
        place.write_bytes(left)
    return place


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be replaced there")
@pytest.mark.parametrize("first", ["read", "add", "undo", "search", "look"])
@pytest.mark.parametrize("kind", ["older journal", "journal", "noise", "log"])
def test_what_is_laid_beside_an_open_file_is_never_carried_out(diary, kind, first):
    _, left = broken_off(diary, spilled=True)
    with Tracker(diary) as tracker:
        for number in range(0 if kind == "journal" else 2):
            note(tracker, f"mine {number}")
        before = texts(diary)
        place = lay(kind, diary, left if "journal" in kind else b"\xff" * 5000)
        steps = {
            "read": tracker.notes.all,
            "add": lambda: note(tracker, "again"),
            "undo": tracker.undo,
            "search": lambda: tracker.words.find('"octo"*', limit=5),
            "look": tracker.file.look,
        }
        if first != "undo" or kind != "journal":
            steps[first]()
        note(tracker, "and on")
        assert [one.text for one in tracker.notes.all()] == texts(diary)
        assert texts(diary)[:1] == before[:1]
        assert texts(diary)[-1] == "and on"
        assert place.name in tracker.file.remarks[-1]
    assert not place.exists()
    assert place.with_name(place.name + ".aside").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be replaced there")
@pytest.mark.parametrize("first", ["add", "triggers", "copy"])
@pytest.mark.parametrize("kind", ["journal", "log"])
def test_what_is_laid_there_before_the_first_step_of_all_is_not_carried_out_either(
    diary, kind, first
):
    """Nothing was read or written since the file was opened: SQLite looks at the journal anew."""
    with Tracker(diary) as tracker:
        note(tracker, "an older one")
        tracker.words.settle()
        tracker.judge.findings()
    _, left = broken_off(diary, spilled=True)
    with Tracker(diary) as tracker:
        place = lay(kind, diary, left if kind == "journal" else b"\xff" * 5000)
        steps = {"triggers": tracker.history.set_triggers, "copy": tracker.file.copy}
        if first in steps:
            steps[first]()
        note(tracker, "kept at once")
        assert texts(diary)[-2:] == ["an older one", "kept at once"]
        assert place.name in tracker.file.remarks[-1]
    assert place.with_name(place.name + ".aside").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="it knows neither pipes nor such links")
@pytest.mark.parametrize("kind", ["folder", "pipe", "link"])
def test_what_is_no_journal_and_lies_in_its_place_is_named(diary, kind):
    with Tracker(diary) as tracker:
        note(tracker, "mine")
        before = texts(diary)
        place = lay(kind, diary, b"")
        for step in (tracker.notes.all, tracker.undo, lambda: note(tracker, "again")):
            with pytest.raises(FileTrouble, match="is in the way"):
                step()
        if kind == "folder":
            place.rmdir()
        else:
            place.unlink()
        assert texts(diary) == before
        tracker.undo()
    if kind == "link":
        assert diary.with_name("precious.txt").read_text() == "precious"
        assert "is in the way" in refused_with(diary, kind)


def refused_with(path: Path, kind: str) -> str:
    lay(kind, path, b"")
    return refusal(path).title


@pytest.mark.skipif(sys.platform == "win32", reason="locks are other ones there")
def test_a_program_that_writes_beside_us_keeps_its_journal(diary):
    with Tracker(diary) as tracker, closing(sqlite3.connect(diary)) as other:
        other.execute("UPDATE note SET text = 'theirs'")
        assert journal(diary).exists()
        assert [one.text for one in tracker.notes.all()] == ["October"]
        assert journal(diary).exists()
        other.commit()
        with pytest.raises(FileChanged):
            note(tracker, "mine")
    assert texts(diary) == ["theirs"]


def test_a_step_of_ours_that_failed_is_taken_back_by_its_own_journal(diary):
    torn, left = broken_off(diary)
    with Tracker(diary) as tracker:
        tracker.file._watch.expect()  # as where the disk failed in the midst of it
        with diary.open("r+b") as file:
            file.write(torn)
        journal(diary).write_bytes(left)
        assert [one.name for one in tracker.customers.all()] == ["Finance"]
        assert not tracker.file.remarks
    assert texts(diary) == ["October"]
