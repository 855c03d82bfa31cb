"""Whatever lies where the data file should be: one clear sentence, and not a byte changed."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from tracker.app import commands
from tracker.app.tracker import Tracker
from tracker.domain.errors import FileTrouble, TrackerError
from tracker.store import making
from tracker.store.database import File
from tracker.store.opening import APPLICATION_ID, OWN_RULES, OWN_TABLES, OWN_VIEWS, SCHEMA

RULES = "SELECT name FROM sqlite_master WHERE type = 'trigger' OR sql LIKE 'CREATE UNIQUE%'"

HELD = """
import sys
from pathlib import Path
from tracker.app import commands
from tracker.app.tracker import Tracker
tracker = Tracker(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


def bytes_in(folder: Path) -> dict[str, str]:
    """Return every file below a folder with a digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def refusal(path: Path, **how: bool) -> TrackerError:
    """Open what cannot be opened; nothing may have changed afterwards."""
    folder = path.parent if path.parent.is_dir() else path.parent.parent
    before = bytes_in(folder)
    with pytest.raises(FileTrouble) as told:
        Tracker(path, **how)
    assert bytes_in(folder) == before
    assert told.value.title
    assert told.value.hint
    assert "\n" not in told.value.sentence
    return told.value


def pragma(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA {statement}")


READING = pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])


@READING
def test_a_file_from_a_newer_version_asks_for_an_update(path, read_only):
    pragma(path, f"user_version = {SCHEMA + 1}")
    assert "newer version" in refusal(path, read_only=read_only).title


@READING
def test_a_text_file_is_not_ours(tmp_path, read_only):
    letter = tmp_path / "letter.db"
    letter.write_text("Dear Sir or Madam, " * 400)
    assert "is not an Impact Tracker file" in refusal(letter, read_only=read_only).title


@READING
@pytest.mark.parametrize("size", [1, 15, 99, 100, 512, 5000])
def test_random_bytes_are_not_ours(tmp_path, read_only, size):
    noise = tmp_path / "noise.db"
    noise.write_bytes(random.Random(size).randbytes(size))
    assert "is not an Impact Tracker file" in refusal(noise, read_only=read_only).title


@READING
@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_another_apps_database_is_left_alone(tmp_path, read_only, journal):
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as conn:
        conn.execute(f"PRAGMA journal_mode = {journal}")
        conn.execute("CREATE TABLE bookmark (url TEXT)")
        conn.commit()
    assert "is not an Impact Tracker file" in refusal(other, read_only=read_only).title


def test_another_apps_database_with_work_in_its_log_is_left_alone(tmp_path):
    source, other = tmp_path / "source.db", tmp_path / "other.db"
    with closing(sqlite3.connect(source)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("CREATE TABLE bookmark (url TEXT)")
        conn.commit()
        conn.execute("PRAGMA wal_checkpoint")
        conn.execute("INSERT INTO bookmark VALUES ('x')")
        conn.commit()
        for end in ("", "-wal"):
            shutil.copyfile(f"{source}{end}", f"{other}{end}")
    assert "is not an Impact Tracker file" in refusal(other).title


@READING
def test_a_folder_is_no_file(tmp_path, read_only):
    assert "is a folder" in refusal(tmp_path, read_only=read_only).title


@READING
def test_a_missing_folder_is_named(tmp_path, read_only):
    told = refusal(tmp_path / "gone" / "impact.db", read_only=read_only)
    assert str(tmp_path / "gone") in told.title
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("how", [{"read_only": True}, {"create": False}], ids=str)
def test_a_missing_file_is_not_made_for_who_only_reads(tmp_path, how):
    assert "There is no file" in refusal(tmp_path / "impact.db", **how).title


@READING
def test_an_emptied_file_is_not_taken_for_an_empty_diary(tmp_path, read_only):
    (tmp_path / "impact.db").touch()
    assert "0 bytes" in refusal(tmp_path / "impact.db", read_only=read_only).title


def test_a_link_to_itself_and_a_name_with_nul_are_refused(tmp_path):
    (tmp_path / "a.db").symlink_to(tmp_path / "b.db")
    (tmp_path / "b.db").symlink_to(tmp_path / "a.db")
    assert refusal(tmp_path / "a.db")
    assert refusal(tmp_path / "a\0b.db")


@pytest.mark.parametrize("keep", [100, 1024, 4096, 5000, 0.5, 0.95])
def test_a_file_that_was_cut_short_is_damaged(path, keep):
    whole = path.read_bytes()
    path.write_bytes(whole[: int(keep if keep > 1 else keep * len(whole))])
    assert "is damaged" in refusal(path).title


def test_a_file_with_a_page_of_zeros_is_damaged(path):
    content = bytearray(path.read_bytes())
    content[4096:8192] = bytes(4096)
    path.write_bytes(content)
    assert "is damaged" in refusal(path).title


def test_a_file_without_one_of_its_tables_is_damaged(path):
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("DROP TABLE check_in")
    assert "is damaged" in refusal(path).title


EVIL = "CREATE TRIGGER tidy AFTER INSERT ON note BEGIN DELETE FROM note; END"


@pytest.mark.parametrize("rule", [EVIL, "CREATE UNIQUE INDEX tidy ON note (kind)"])
def test_a_rule_of_another_program_is_refused_for_who_writes_and_read_by_who_reads(path, rule):
    """It would act on whatever is entered, and nobody would be told."""
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(rule)
    told = refusal(path)
    assert "has a rule of another program, “tidy”" in told.sentence
    with Tracker(path, read_only=True) as tracker:
        assert tracker.notes.all() == []
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("DROP TRIGGER tidy" if rule == EVIL else "DROP INDEX tidy")
    Tracker(path).close()


def test_a_trigger_of_another_program_is_seen_through_a_journal_too(path):
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute(EVIL)
        copy = path.with_name("copy.db")
        shutil.copyfile(path, copy)
        shutil.copyfile(f"{path}-wal", f"{copy}-wal")
    assert "“tidy”" in refusal(copy).sentence


def test_a_file_has_no_rules_but_those_that_are_known_as_our_own(path):
    with closing(sqlite3.connect(path)) as conn:
        names = [row[0] for row in conn.execute(RULES)]
    assert names
    assert all(OWN_RULES.fullmatch(name) for name in names)


FOREIGN = {
    "a row that hangs on ours": "CREATE TABLE theirs (n INTEGER REFERENCES note (id))",
    "one that goes with ours": "CREATE TABLE theirs (n REFERENCES note (id) ON DELETE CASCADE)",
    "an index that reckons": "CREATE INDEX theirs ON note (length(text))",
    "an index of some rows": "CREATE INDEX theirs ON note (text) WHERE kind = 'note'",
    "an index in their order": "CREATE INDEX theirs ON note (text COLLATE theirs)",
    "a view in the place of a table": "DROP TABLE stamp; CREATE VIEW stamp AS SELECT 1 AS id",
    "a table in the place of a view": "DROP VIEW v_fix; CREATE TABLE v_fix (x)",
}


@pytest.mark.parametrize("what", FOREIGN)
def test_what_another_program_put_into_the_file_is_named_and_nothing_is_written(path, what):
    with closing(sqlite3.connect(path)) as conn:
        conn.create_collation("theirs", lambda one, other: (one > other) - (one < other))
        conn.executescript(FOREIGN[what])
    before = bytes_in(path.parent)
    told = refusal(path)
    name = next(word for word in ("theirs", "stamp", "v_fix") if word in FOREIGN[what])
    assert told.title.startswith(f"{path.name} has a rule of another program, “{name}”")
    assert bytes_in(path.parent) == before


def test_what_another_program_keeps_apart_from_ours_keeps_nobody_out(path):
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(
            "CREATE TABLE one (id INTEGER PRIMARY KEY); CREATE TABLE two (n REFERENCES one (id));"
            "CREATE VIEW theirs AS SELECT * FROM note; CREATE INDEX theirs_too ON note (kind)"
        )
    with Tracker(path) as tracker:
        assert tracker.customers.all()


def test_every_table_and_view_of_a_file_is_known_as_our_own(path):
    with closing(sqlite3.connect(path)) as conn:
        found = conn.execute(
            "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')"
            " AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_sqlite*' AND name NOT GLOB 'word_*'"
        ).fetchall()
    assert len(found) > 50
    for name, kind in found:
        assert (OWN_TABLES if kind == "table" else OWN_VIEWS).fullmatch(name), name


def test_a_schema_that_cannot_be_read_is_damaged(path):
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA writable_schema = ON")
        conn.execute("UPDATE sqlite_master SET sql = 'CREATE NONSENSE' WHERE name = 'event'")
        conn.commit()
    assert "is damaged" in refusal(path).title


@pytest.mark.parametrize("byte", [b"X", b"\x80", b"\xff", b"\0"])
def test_a_schema_with_a_wrong_letter_is_damaged_for_who_writes(path, byte):
    content = path.read_bytes()
    at = content.index(b"archived_on IS NULL") + len(b"archived_on IS N")
    path.write_bytes(content[:at] + byte + content[at + 1 :])
    assert "is damaged" in refusal(path).title


def test_no_flipped_byte_anywhere_makes_more_than_a_sentence(path):
    with Tracker(path) as tracker, tracker.edit("fill"):
        tracker.customers.change(1, who="words " * 200)
    whole, luck = path.read_bytes(), random.Random(53)
    # The words of the schema are left out: another name for a column makes another, whole file.
    pages = [at for at in range(0, len(whole), 4096) if b"CREATE " not in whole[at : at + 4096]]
    seen = set()
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(luck.choice([1, 8, 200])):
            content[luck.choice(pages) + luck.randrange(4096)] = luck.randrange(256)
        path.write_bytes(content)
        try:
            with Tracker(path, read_only=True) as tracker:
                seen.add("opened")
                tracker.customers.all(), tracker.measures.all(), tracker.events.all()
        except FileTrouble as told:
            seen.add(told.hint)
    assert "opened" in seen
    assert len(seen) > 1


@pytest.mark.parametrize(
    "name",
    ["a#b.db", "what?.db", "100%.db", "100%20.db", "Größe é.db", "two words.db", "日記.db",
     "إدارة.db", "'quoted'.db", "-dash.db", "no ending", "x" * 240],
)  # fmt: skip
def test_any_name_will_do(tmp_path, name):
    with Tracker(tmp_path / name) as tracker, tracker.edit("add"):
        tracker.customers.add(name="Finance", kind="team")
    with Tracker(tmp_path / name, read_only=True) as tracker:
        assert [one.name for one in tracker.customers.all()] == ["Finance"]
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("length", [248, 251, 255, 300, 5000])
def test_a_name_too_long_for_the_disk_is_refused(tmp_path, length):
    assert "too long" in refusal(tmp_path / ("x" * length)).title


def test_a_new_file_appears_whole_or_not_at_all(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "migrate", making.migrate.take_steps)
    monkeypatch.setattr(
        "tracker.store.migrations.m001.STATEMENTS", ("CREATE TABLE half (id)", "NONSENSE")
    )
    with pytest.raises(sqlite3.OperationalError):
        File(tmp_path / "impact.db")
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_is_not_made_over_one_that_came_meanwhile(path, monkeypatch):
    """Two windows start at once: the second looked before the first had made the file."""
    monkeypatch.setattr("tracker.store.database.check_new", lambda path, create: True)
    with Tracker(path) as tracker:
        assert [one.name for one in tracker.customers.all()] == ["Finance"]


def without_rights(code: str, *values: object) -> str:
    """Run code as somebody who is not root, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", _DROP_RIGHTS + code, *map(str, values)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


# Everything is imported while it can still be read.
_DROP_RIGHTS = """
import os, sys, urllib.parse
from pathlib import Path
from tracker.app import commands
from tracker.app import commands
from tracker.app.tracker import Tracker
from tracker.domain.errors import FileTrouble
from tracker.store import backup
from tracker.store import lock
from tracker.store.migrations import schema
commands.add_customer(Tracker(), "warm", None)
os.getuid() or (os.setgid(65534), os.setuid(65534))
"""
OPEN = """
try:
    with Tracker(Path(sys.argv[1]), read_only=len(sys.argv) > 2) as tracker:
        print(tracker.customers.all()[0].name)
except FileTrouble as told:
    print(told.sentence)
"""


@pytest.fixture
def shared(made):
    """Return a file in a folder that everybody can reach; pytest closes its own to others."""
    if sys.platform == "win32":
        pytest.skip("the rights of this system are others")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        path = Path(shutil.copyfile(made, Path(folder) / "impact.db"))
        path.chmod(0o666)
        yield path
        Path(folder).chmod(0o700)


def test_a_file_that_may_not_be_written_is_read_and_never_opened_to_write(shared):
    shared.chmod(0o444)
    before = bytes_in(shared.parent)
    assert without_rights(OPEN, shared) == (
        "impact.db is read-only. Give yourself the right to write it;"
        " if its disk cannot be written, copy it first.\n"
    )
    assert without_rights(OPEN, shared, "read") == "Finance\n"
    assert bytes_in(shared.parent) == before


def test_a_file_in_a_folder_that_may_not_be_written_is_read_only_too(shared):
    shared.parent.chmod(0o555)
    before = bytes_in(shared.parent)
    assert "You may not write in" in without_rights(OPEN, shared)
    assert "You may not write in" in without_rights(OPEN, shared.parent / "new.db")
    assert without_rights(OPEN, shared, "read") == "Finance\n"
    assert bytes_in(shared.parent) == before


def test_a_file_that_may_not_even_be_read_says_so(shared):
    before = bytes_in(shared.parent)
    shared.chmod(0o000)
    told = "You may not read impact.db. Give yourself the right to, or choose another file.\n"
    assert without_rights(OPEN, shared, "read") == told
    assert without_rights(OPEN, shared) == told
    shared.chmod(0o600)
    assert bytes_in(shared.parent) == before


@pytest.fixture
def writer(path):
    """Return another process that has the file open to write."""
    child = subprocess.Popen(
        [sys.executable, "-c", HELD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    yield child
    child.kill()
    child.communicate()


def test_a_second_writer_is_told_who_holds_the_file(path, writer):
    told = refusal(path)
    assert "is open in another Impact Tracker" in told.title
    assert f"process {writer.pid} on " in told.title


def test_a_second_writer_by_another_name_of_the_file_is_refused_too(path, writer, tmp_path):
    (tmp_path / "link.db").symlink_to(path)
    assert str(writer.pid) in refusal(tmp_path / "link.db").title


def test_a_killed_writer_leaves_no_lock_behind(path, writer):
    writer.kill()
    writer.wait()
    with Tracker(path) as tracker, tracker.edit("add"):
        tracker.customers.add(name="Sales", kind="team")
    assert [one.name for one in path.parent.iterdir()] == ["impact.db"]


def test_a_reader_reads_while_a_writer_has_the_file(path, writer):
    with Tracker(path, read_only=True) as tracker:
        assert [one.name for one in tracker.customers.all()] == ["Finance"]
    assert writer.poll() is None


def test_a_reader_sees_what_was_saved_since_it_opened(path):
    with Tracker(path) as tracker, Tracker(path, read_only=True) as reader:
        with tracker.edit("add"):
            tracker.customers.add(name="Sales", kind="team")
        assert [one.name for one in reader.customers.all()] == ["Finance", "Sales"]


def test_a_reader_changes_nothing(path):
    with Tracker(path, read_only=True) as tracker:
        with pytest.raises(FileTrouble, match="read only"), tracker.edit("add"):
            tracker.customers.add(name="Sales", kind="team")
        assert tracker.undo() is None


def test_a_file_left_in_the_middle_of_a_change_is_put_right_by_the_next_writer(path):
    """The journal of a commit that a kill broke off: a reader reads as if it were carried out."""
    before = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("PRAGMA cache_spill = 1")
        conn.execute("BEGIN")
        conn.execute("UPDATE customer SET name = 'Half', who = ?", ("x" * 9000,))
        conn.execute("UPDATE measure SET name = name || ' half'")
        for number in range(200):
            conn.execute(
                "INSERT INTO want (customer_id, text, stated_on) VALUES (1, ?, '2026-11-16')",
                (f"{number}" * 500,),
            )
        journal = Path(f"{path}-journal").read_bytes()
        torn = path.read_bytes()
    assert torn != before
    path.write_bytes(torn)
    Path(f"{path}-journal").write_bytes(journal)
    left = bytes_in(path.parent)
    for read_only in (True, False):
        with Tracker(path, read_only=read_only) as tracker:
            assert [one.name for one in tracker.customers.all()] == ["Finance"]
            assert tracker.wants.all() == []
        assert (bytes_in(path.parent) == left) == read_only


def test_a_typo_makes_no_table(path):
    with Tracker(path) as tracker:
        for typo in (
            lambda: tracker.file.utils.table("custmer").insert({"name": "x"}),
            lambda: tracker.file.utils.execute("DROP TABLE customer"),
            lambda: tracker.file.utils.execute("ALTER TABLE customer ADD COLUMN x"),
        ):
            with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
                typo()
        assert not tracker.file.conn.in_transaction
        assert tracker.file.query("SELECT 1 FROM sqlite_master WHERE name = 'custmer'") == []


def test_every_commit_waits_for_the_disk_and_leaves_one_file(path):
    with Tracker(path) as tracker:
        settings = {
            name: tracker.file.query(f"PRAGMA {name}")[0][0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
        }
    assert settings == {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "trusted_schema": 0,
    }
    assert [one.name for one in path.parent.iterdir()] == ["impact.db"]


def test_a_file_of_ours_that_somebody_set_to_another_journal_is_set_back(path):
    pragma(path, "journal_mode = WAL")
    Tracker(path).close()
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert conn.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


@pytest.mark.skipif(sys.platform == "win32", reason="links are made otherwise there")
def test_a_file_with_a_second_name_says_what_that_costs(path):
    second = path.with_name("second.db")
    os.link(path, second)
    with Tracker(path) as tracker:
        (said,) = tracker.file.remarks
        assert said.startswith("impact.db has a second name on this disk")
        commands.add_customer(tracker, "Sales", None)
    second.unlink()
    with Tracker(path) as tracker:
        assert tracker.file.remarks == []
    with Tracker(path, read_only=True) as tracker:
        assert tracker.file.remarks == []
