"""Copies that appear whole or not at all, and older files brought up to date."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Migrations
from tests.app.backups.rows import all_rows, keep_as_it_was

from tracker.app.backups.shelf import BackupShelf
from tracker.app.tables import FACTS, TABLES
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.errors import FileTrouble
from tracker.store import database, making, opening
from tracker.store.backup import copy_file, write_backup, written_beside
from tracker.store.database import File

SCHEMAS = Path(__file__).parents[1] / "fixtures" / "schema"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_is_the_same_file_again_and_opens_by_itself(path, tmp_path):
    copy = tmp_path / "copies" / "copy.db"
    copy.parent.mkdir()
    with Tracker(path) as tracker:
        write_backup(tracker.file.conn, copy)
        with Tracker(copy) as other:
            assert other.customers.all() == tracker.customers.all()
            assert other.measures.all() == tracker.measures.all()
    assert names(copy.parent) == ["copy.db"]


def test_a_backup_over_an_older_one_replaces_it(path, tmp_path):
    copy = tmp_path / "copy.db"
    copy.write_bytes(b"old")
    mine = tmp_path / "copy.db.part"
    mine.write_bytes(b"what a browser is fetching")
    for left in ("copy.db.999999999.part", "copy 2026-11-27 09.10.05.db.999999999.part-journal"):
        (tmp_path / left).write_bytes(b"left behind by a kill")
    others = [f"copy.db.{os.getppid()}.part", "other.db.999999999.part", "copy.db.x.part"]
    for other in others:
        (tmp_path / other).write_bytes(b"not ours, or being written")
    with Tracker(path) as tracker:
        write_backup(tracker.file.conn, copy)
    with Tracker(copy) as other:
        assert [one.name for one in other.customers.all()] == ["Finance"]
    assert mine.read_bytes() == b"what a browser is fetching"
    assert names(tmp_path) == sorted(["copy.db", mine.name, *others, "impact.db"])


def test_a_backup_that_fails_leaves_the_older_one(path, tmp_path, monkeypatch):
    copy = tmp_path / "copy.db"
    copy.write_bytes(b"old")

    def no_room(_path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tracker.store.backup._sync", no_room)
    with Tracker(path) as tracker, pytest.raises(FileTrouble, match="No space left"):
        write_backup(tracker.file.conn, copy)
    assert copy.read_bytes() == b"old"
    assert names(tmp_path) == ["copy.db", "impact.db"]


def test_a_backup_into_a_missing_folder_says_so(path, tmp_path):
    with Tracker(path) as tracker, pytest.raises(FileTrouble, match="cannot be opened"):
        write_backup(tracker.file.conn, tmp_path / "gone" / "copy.db")


def test_an_error_of_any_kind_leaves_nothing_beside(tmp_path):
    def half() -> None:
        with written_beside(tmp_path / "x.txt") as part:
            part.write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert names(tmp_path) == []


@pytest.fixture
def next_schema(monkeypatch):
    """Return a function that makes the program one version newer by a migration."""

    def made(step):
        steps = Migrations("tracker")
        for old in database_migrations():
            steps(name=old.name)(old.fn)
        steps(name="m999_next")(step)
        monkeypatch.setattr("tracker.store.migrations.schema.migrations", lambda: steps)
        newer = database.SCHEMA + 1
        for module in (database, making, opening):
            monkeypatch.setattr(module, "SCHEMA", newer)

    return made


def database_migrations():
    from tracker.store.migrations.schema import migrations

    return list(migrations()._migrations)


def test_an_older_file_is_copied_then_brought_up_to_date(path, tmp_path, next_schema):
    before = path.read_bytes()
    known = database.SCHEMA
    next_schema(lambda db: db.execute("ALTER TABLE customer ADD COLUMN shoe_size INTEGER"))
    with Tracker(path, keep=keep_as_it_was) as tracker:
        assert tracker.file.query("SELECT name, shoe_size FROM customer") == [("Finance", None)]
        assert tracker.file.query("PRAGMA user_version") == [(database.SCHEMA,)]
        assert tracker.file.query("PRAGMA foreign_keys") == [(1,)]
    copy = tmp_path / "impact backups" / "impact 2026-11-27 09.10.05 before upgrade.db"
    assert names(tmp_path) == ["impact backups", "impact.db"]
    with closing(sqlite3.connect(copy)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (known,)
        assert conn.execute("SELECT name FROM customer").fetchall() == [("Finance",)]
    assert len(copy.read_bytes()) == len(before)


def test_an_older_file_is_left_as_it_was_if_a_step_fails(path, next_schema):
    def broken(db):
        db.execute("ALTER TABLE customer ADD COLUMN shoe_size INTEGER")
        db.execute("DELETE FROM customer")
        raise ZeroDivisionError

    before = path.read_bytes()
    next_schema(broken)
    with pytest.raises(ZeroDivisionError):
        File(path, keep=keep_as_it_was)
    assert path.read_bytes() == before
    assert names(path.with_name("impact backups")) == []


def test_an_older_file_of_which_nobody_keeps_a_copy_is_not_brought_up_to_date(path, next_schema):
    before = path.read_bytes()
    next_schema(lambda db: db.execute("ALTER TABLE customer ADD COLUMN shoe_size INTEGER"))
    with pytest.raises(FileTrouble, match="older version"):
        Tracker(path)
    assert path.read_bytes() == before
    assert names(path.parent) == [path.name]


def test_an_older_file_whose_copy_cannot_be_made_stays_as_it_was(path, next_schema, monkeypatch):
    def no_room(_path):
        raise OSError(28, "No space left on device")

    before = path.read_bytes()
    next_schema(lambda db: db.execute("ALTER TABLE customer ADD COLUMN shoe_size INTEGER"))
    monkeypatch.setattr("tracker.store.backup._sync", no_room)
    with pytest.raises(FileTrouble, match="No space left"):
        Tracker(path, keep=keep_as_it_was)
    assert path.read_bytes() == before


def test_what_a_crash_left_beside_an_older_file_is_carried_out_before_it_is_kept(path, next_schema):
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("UPDATE customer SET name = 'half'")
        conn.execute("CREATE TABLE filler AS SELECT zeroblob(60000) AS x")
        journal = path.with_name("impact.db-journal").read_bytes()
        half = path.read_bytes()
    path.write_bytes(half)
    path.with_name("impact.db-journal").write_bytes(journal)
    next_schema(lambda db: db.execute("ALTER TABLE customer ADD COLUMN shoe_size INTEGER"))
    with Tracker(path, keep=keep_as_it_was) as tracker:
        assert tracker.file.query("SELECT name, shoe_size FROM customer") == [("Finance", None)]
    (copy,) = BackupShelf(path).all()
    assert all_rows(copy.path)["customer"][0][1] == all_rows(path)["customer"][0][1]


def test_a_step_that_would_leave_orphans_is_taken_back(path, next_schema):
    before = path.read_bytes()
    next_schema(lambda db: db.execute("DELETE FROM customer"))
    with pytest.raises(FileTrouble, match="do not fit together"):
        File(path, keep=keep_as_it_was)
    assert path.read_bytes() == before


def test_who_only_reads_does_not_bring_an_older_file_up_to_date(path, next_schema):
    next_schema(lambda db: db.execute("ALTER TABLE customer ADD COLUMN shoe_size INTEGER"))
    before = path.read_bytes()
    with pytest.raises(FileTrouble, match="older version"):
        File(path, read_only=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize("shipped", sorted(SCHEMAS.glob("*.db")), ids=lambda path: path.stem)
def test_a_file_of_every_shipped_schema_opens_and_reads(shipped, tmp_path):
    path = tmp_path / "impact.db"
    path.write_bytes(shipped.read_bytes())
    with closing(sqlite3.connect(shipped.as_uri() + "?mode=ro", uri=True)) as conn:
        counts = {
            table: conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("customer", "service", "measure", "version", "evaluation", "event")
        }
    with Tracker(path, keep=keep_as_it_was) as tracker:
        read = {
            "customer": tracker.customers.all(),
            "service": tracker.services.all(),
            "measure": tracker.measures.all(),
            "version": tracker.measures.versions.all(),
            "evaluation": tracker.evaluations.all(),
            "event": tracker.events.all(),
        }
        assert {table: len(rows) for table, rows in read.items()} == counts
        assert min(counts.values()) > 0
        assert tracker.file.query("PRAGMA foreign_key_check") == []
        assert tracker.file.query("PRAGMA integrity_check") == [("ok",)]
        migrated = schema_of(tracker)
    with Tracker(tmp_path / "new.db") as tracker:
        assert migrated == schema_of(tracker)


def schema_of(tracker: Tracker) -> dict[str, list[tuple]]:
    return {table: tracker.file.query(f"PRAGMA table_xinfo({table})") for table in TABLES}


def test_there_is_a_file_of_every_schema_that_was_shipped_before_this_one():
    known = {int(path.stem) for path in SCHEMAS.glob("*.db")}
    assert known >= set(range(1, database.SCHEMA))


def test_the_file_that_a_next_schema_will_be_tried_on_holds_something_of_everything(tmp_path):
    spec = importlib.util.spec_from_file_location("make", SCHEMAS.parent / "make_schema_fixture.py")
    assert spec is not None
    assert spec.loader is not None
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    path = make.main(tmp_path)
    assert path.stat().st_size < 300_000
    with Tracker(path, read_only=True) as tracker:
        filled = {*TABLES, *FACTS} - {"signal"}  # that one comes with the judgement
        assert [table for table in filled if not tracker.file.holds_any([table])] == []
        scales = {one.scale for one in tracker.measures.all()}
        assert scales == set(Scale)
    with pytest.raises(SystemExit, match="there already"):
        make.main(tmp_path)


def test_where_there_is_no_room_it_is_the_copy_that_was_not_made(path, tmp_path, monkeypatch):
    connect = sqlite3.connect

    def limited(*given, **how):
        conn = connect(*given, **how)
        conn.execute("PRAGMA max_page_count = 4")  # as on a disk that is full
        return conn

    with closing(connect(path)) as conn:
        monkeypatch.setattr(sqlite3, "connect", limited)
        with pytest.raises(FileTrouble, match="There is no room for a copy") as told:
            write_backup(conn, tmp_path / "copy.db")
    assert told.value.hint.endswith("your data is as it was.")
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="paths are short there")
def test_a_path_that_sqlite_opens_no_more_is_called_too_long(path, tmp_path):
    deep = tmp_path.joinpath(*["d" * 100] * 5)
    deep.mkdir(parents=True)
    far = shutil.copyfile(path, deep / "impact.db")
    for read_only in (True, False):
        with pytest.raises(FileTrouble, match=r"path of impact\.db is longer than 480 letters"):
            Tracker(far, read_only=read_only)
    with pytest.raises(FileTrouble, match=r"path of copy\.db is longer than 480 letters"):
        copy_file(path, deep / "copy.db")
    assert [one.name for one in deep.iterdir()] == ["impact.db"]
