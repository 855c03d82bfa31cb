"""Odd files in the place of the data file, odd folders and names: a sentence, and no change."""

from __future__ import annotations

import os
import random
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.torture.forked import Word, demo, fresh, run
from benchmarks.torture.kills import table
from benchmarks.torture.tally import Tally

OURS = 0x54524B31


def torment(work: Path, seed: int, *, short: bool) -> Iterator[Tally]:
    """Put each thing there, then look, write, read in, and fill it."""
    folder = fresh(work / "places")
    (folder / "in.csv").write_text(table(1, 1))
    tally = Tally("odd files, folders and names")
    verbs: list[list[Word]] = [["status"], ["note", "x"], ["import", folder / "in.csv"], ["demo"]]
    places = _Places(demo(work), seed)
    for name, make in places.all().items():
        for words in verbs[:2] if short else verbs:
            here = fresh(folder / "here")
            path = make(here)
            before = _tree(here)
            ran = run(["--data", path, *words], timeout=30, folder=here)
            changed = _tree(here) != before
            ok = ran.clean and not (ran.status and changed) and len(ran.err.splitlines()) < 3
            ok = ok and len(ran.err) < 800 and "\x1b" not in ran.out + ran.err
            tally.held(f"{name}, {words[0]}", ok=ok, why=(ran.status, ran.err[-300:], changed))
    yield tally


class _Places:
    """Makes one thing after the other; every method returns what `--data` is given."""

    def __init__(self, whole: bytes, seed: int) -> None:
        self._whole = whole
        self._luck = random.Random(seed)

    def all(self) -> dict[str, Callable[[Path], Path]]:
        made = {name[4:]: getattr(self, name) for name in dir(self) if name.startswith("put_")}
        for name in ODD_NAMES:
            made[f"the name {name[:20]!r}"] = _Named(self._whole, name)
        return made

    def _file(self, folder: Path, content: bytes | None = None, name: str = "a.db") -> Path:
        path = folder / name
        path.write_bytes(self._whole if content is None else content)
        return path

    def _changed(self, folder: Path, *statements: str) -> Path:
        path = self._file(folder)
        with closing(sqlite3.connect(path)) as conn:
            for statement in statements:
                conn.execute(statement)
            conn.commit()
        return path

    def _with(self, folder: Path, end: str, content: bytes) -> Path:
        path = self._file(folder)
        path.with_name(path.name + end).write_bytes(content)
        return path

    def put_empty(self, folder: Path) -> Path:
        return self._file(folder, b"")

    def put_noise(self, folder: Path) -> Path:
        return self._file(folder, self._luck.randbytes(5000))

    def put_text(self, folder: Path) -> Path:
        return self._file(folder, b"Dear diary, this is text.\n" * 99)

    def put_one_page(self, folder: Path) -> Path:
        return self._file(folder, self._whole[:4096])

    def put_appended(self, folder: Path) -> Path:
        return self._file(folder, self._whole + b"tail" * 1000)

    def put_another_program(self, folder: Path) -> Path:
        path = folder / "a.db"
        with closing(sqlite3.connect(path)) as conn:
            conn.execute("CREATE TABLE t (x)")
            conn.commit()
        return path

    def put_another_program_marked_ours(self, folder: Path) -> Path:
        path = self.put_another_program(folder)
        with closing(sqlite3.connect(path)) as conn:
            conn.execute(f"PRAGMA application_id = {OURS}")
            conn.execute("PRAGMA user_version = 4")
        return path

    def put_utf16(self, folder: Path) -> Path:
        path = folder / "a.db"
        with closing(sqlite3.connect(path)) as conn:
            conn.execute("PRAGMA encoding = 'UTF-16'")
            conn.execute("CREATE TABLE t (x)")
            conn.execute(f"PRAGMA application_id = {OURS}")
            conn.execute("PRAGMA user_version = 4")
            conn.commit()
        return path

    def put_newer(self, folder: Path) -> Path:
        return self._changed(folder, "PRAGMA user_version = 99")

    def put_negative_version(self, folder: Path) -> Path:
        return self._changed(folder, "PRAGMA user_version = -1")

    def put_no_version(self, folder: Path) -> Path:
        return self._changed(folder, "PRAGMA user_version = 0")

    def put_a_view_for_a_table(self, folder: Path) -> Path:
        return self._changed(
            folder,
            "DROP TRIGGER IF EXISTS word_kept_wording_insert",
            "DROP TABLE kept_wording",
            "CREATE VIEW kept_wording AS SELECT 1 AS id",
        )

    def put_a_missing_column(self, folder: Path) -> Path:
        return self._changed(folder, "ALTER TABLE person DROP COLUMN plan_step")

    def put_a_day_that_is_none(self, folder: Path) -> Path:
        return self._changed(
            folder,
            "PRAGMA ignore_check_constraints = ON",
            "UPDATE evaluation SET start = '2026-13-45' WHERE id = 3",
        )

    def put_a_log(self, folder: Path) -> Path:
        path = self._file(folder)
        with closing(sqlite3.connect(path)) as conn:
            conn.execute("PRAGMA journal_mode = WAL")
            conn.execute("UPDATE customer SET who = 'from the log' WHERE id = 1")
            conn.commit()
            kept = path.read_bytes(), path.with_name("a.db-wal").read_bytes()
        path.write_bytes(kept[0])
        path.with_name("a.db-wal").write_bytes(kept[1])
        path.with_name("a.db-shm").unlink(missing_ok=True)
        return path

    def put_a_log_that_is_lost(self, folder: Path) -> Path:
        path = self.put_a_log(folder)
        path.with_name("a.db-wal").unlink()
        return path

    def put_a_log_of_another(self, folder: Path) -> Path:
        log = self.put_a_log(folder).with_name("a.db-wal").read_bytes()
        return self._with(fresh(folder), "-wal", log)

    def put_a_journal_of_noise(self, folder: Path) -> Path:
        magic = bytes.fromhex("d9d505f920a163d7")
        return self._with(folder, "-journal", magic + self._luck.randbytes(4000))

    def put_a_journal_of_text(self, folder: Path) -> Path:
        return self._with(folder, "-journal", b"hello" * 300)

    def put_an_empty_journal(self, folder: Path) -> Path:
        return self._with(folder, "-journal", b"")

    def put_a_journal_that_is_a_folder(self, folder: Path) -> Path:
        path = self._file(folder)
        path.with_name("a.db-journal").mkdir()
        return path

    def put_a_folder(self, folder: Path) -> Path:
        (folder / "a.db").mkdir()
        return folder / "a.db"

    def put_a_pipe(self, folder: Path) -> Path:
        os.mkfifo(folder / "a.db")
        return folder / "a.db"

    def put_a_socket(self, folder: Path) -> Path:
        with closing(socket.socket(socket.AF_UNIX)) as made:
            here = Path.cwd()
            os.chdir(folder)  # the name of a socket is short
            made.bind("a.db")
            os.chdir(here)
        return folder / "a.db"

    def put_a_full_device(self, _folder: Path) -> Path:
        return Path("/dev/full")

    def put_no_device(self, _folder: Path) -> Path:
        return Path(os.devnull)

    def put_an_endless_device(self, _folder: Path) -> Path:
        return Path("/dev/zero")

    def put_a_link(self, folder: Path) -> Path:
        self._file(folder, name="real.db")
        (folder / "a.db").symlink_to("real.db")
        return folder / "a.db"

    def put_a_link_to_nowhere(self, folder: Path) -> Path:
        (folder / "a.db").symlink_to("/nonexistent/x/nowhere.db")
        return folder / "a.db"

    def put_a_circle_of_links(self, folder: Path) -> Path:
        (folder / "a.db").symlink_to("b.db")
        (folder / "b.db").symlink_to("a.db")
        return folder / "a.db"

    def put_a_lock_that_is_a_folder(self, folder: Path) -> Path:
        path = self._file(folder)
        path.with_name("a.db.lock").mkdir()
        return path

    def put_a_lock_that_is_a_link(self, folder: Path) -> Path:
        path = self._file(folder)
        (folder / "precious.txt").write_text("precious")
        path.with_name("a.db.lock").symlink_to("precious.txt")
        return path

    def put_a_lock_that_is_a_second_name(self, folder: Path) -> Path:
        path = self._file(folder)
        (folder / "precious.txt").write_text("precious")
        os.link(folder / "precious.txt", path.with_name("a.db.lock"))
        return path

    def put_a_path_that_is_too_long(self, folder: Path) -> Path:
        return folder.joinpath(*["x" * 200] * 25, "a.db")

    def put_a_missing_folder(self, folder: Path) -> Path:
        return folder / "no" / "not.db"

    def put_nothing(self, folder: Path) -> Path:
        return folder / "not.db"

    def put_the_empty_name(self, _folder: Path) -> Path:
        return Path()

    def put_memory(self, _folder: Path) -> Path:
        return Path(":memory:")


class _Named:
    def __init__(self, whole: bytes, name: str) -> None:
        self._whole, self._name = whole, name

    def __call__(self, folder: Path) -> Path:
        path = folder / self._name
        path.write_bytes(self._whole)
        return path


ODD_NAMES = (
    "it's \"q\" `x` $HOME;rm.db", "a?mode=memory&x=%2e#f.db", "two\nlines\t.db", "n" * 247 + ".db",
    "n" * 252 + ".db", "-x.db", "日記 😀 é.db", os.fsdecode(b"\xff\xfe\x80.db"), "\x1b[31mred.db",
)  # fmt: skip


def _tree(folder: Path) -> dict[str, object]:
    """Return everything below a folder, with its rights and its bytes."""
    found: dict[str, object] = {}
    for root, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(root) / name
            kept = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            found[str(path)] = (path.lstat().st_mode, kept)
    return found
