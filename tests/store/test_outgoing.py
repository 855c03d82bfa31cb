"""Where a file is written for a person: which place is refused, and how it appears there."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.app.tracker import Tracker
from tracker.domain.errors import FileTrouble, InvalidInput, TrackerError
from tracker.store.backup import write_backup
from tracker.store.outgoing import check_target, prepared, write_whole

posix = pytest.mark.skipif(os.name != "posix", reason="modes, links and pipes of other systems")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data file that was closed well."""
    path = tmp_path / "impact.db"
    with Tracker(path):
        pass
    return path


def state(folder: Path) -> dict[str, str]:
    """Return what lies in a folder, by the digest of each file."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }


def named(data: Path) -> Path:
    return data


def copied(data: Path) -> Path:
    copy = data.with_name("page.html")
    copy.write_bytes(data.read_bytes())
    return copy


def backed_up(data: Path) -> Path:
    copy = data.with_name("Monday.html")
    with Tracker(data) as tracker:
        write_backup(tracker.file.conn, copy)
    return copy


def journal(data: Path) -> Path:
    return data.with_name("impact.db-journal")


def log_ahead(data: Path) -> Path:
    path = data.with_name("impact.db-wal")
    path.write_bytes(b"what SQLite has not put in its place yet")
    return path


def lock(data: Path) -> Path:
    return data.with_name("impact.db.lock")


def link(data: Path) -> Path:
    path = data.with_name("link.html")
    path.symlink_to(data)
    return path


def hard_link(data: Path) -> Path:
    path = data.with_name("hard.html")
    path.hardlink_to(data)
    return path


def link_to_lock(data: Path) -> Path:
    path = data.with_name("link.csv")
    path.symlink_to(lock(data))
    return path


@pytest.mark.parametrize(
    "lies",
    [
        named, copied, backed_up, journal, log_ahead, lock,
        pytest.param(link, marks=posix), pytest.param(hard_link, marks=posix),
        pytest.param(link_to_lock, marks=posix),
    ],
)  # fmt: skip
def test_nothing_is_written_over_a_persons_data_nor_what_belongs_to_it(
    data: Path, lies: Callable[[Path], Path]
) -> None:
    target = lies(data)
    before = state(data.parent)
    for write in (write_whole, lambda path, _: check_target(path)):
        with pytest.raises(InvalidInput, match="Impact Tracker file") as refused:
            write(target, b"<!doctype html>")
        assert "as it is" in refused.value.hint
    assert state(data.parent) == before


def test_another_database_is_somebody_elses_to_replace(tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    path = tmp_path / "other.csv"
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("CREATE TABLE t (x)")
    conn.close()
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


@posix
def test_a_symbolic_link_stays_one_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    real, way = tmp_path / "shared" / "page.html", tmp_path / "page.html"
    real.write_bytes(b"old")
    way.symlink_to(Path("shared") / "page.html")
    write_whole(way, b"new")
    assert way.is_symlink()
    assert real.read_bytes() == b"new"
    assert state(tmp_path / "shared").keys() == {"page.html"}


@posix
def test_a_link_to_what_is_not_there_yet_makes_it_there(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    way = tmp_path / "page.html"
    way.symlink_to(tmp_path / "shared" / "page.html")
    write_whole(way, b"new")
    assert way.is_symlink()
    assert (tmp_path / "shared" / "page.html").read_bytes() == b"new"


@posix
@pytest.mark.parametrize("mode", [0o640, 0o600, 0o664, 0o444 | 0o200])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_whole(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@posix
def test_a_new_file_is_as_the_persons_other_files_and_a_private_one_is_theirs_alone(
    tmp_path: Path,
) -> None:
    plain, private = tmp_path / "page.html", tmp_path / "mine.csv"
    before = os.umask(0o027)
    try:
        write_whole(plain, b"for them")
        private.write_bytes(b"was open to all")
        private.chmod(0o644)
        write_whole(private, b"for me", private=True)
    finally:
        os.umask(before)
    assert stat.S_IMODE(plain.stat().st_mode) == 0o640
    assert stat.S_IMODE(private.stat().st_mode) == 0o600


@posix
@pytest.mark.parametrize("kind", ["pipe", "device", "circle"])
def test_what_is_no_file_is_named_and_left(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "page.html"
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/null" if kind == "device" else path)
    with pytest.raises(FileTrouble, match=r"device or a pipe|leads nowhere"):
        write_whole(path, b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a" * 300 + ".html", FileTrouble),
        ("page\0.html", InvalidInput),
        ("missing/page.html", InvalidInput),
        (".", InvalidInput),
    ],
)
def test_a_name_that_cannot_be_is_refused_before_any_work(
    tmp_path: Path, name: str, kind: type[TrackerError]
) -> None:
    for write in (write_whole, lambda path, _: check_target(path)):
        with pytest.raises(kind) as refused:
            write(tmp_path / name, b"new")
        assert len(refused.value.sentence) < 400
    assert list(tmp_path.iterdir()) == []


def test_what_was_prepared_is_seen_once_it_is_placed_and_is_durable_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, steps = tmp_path / "page.html", []
    path.write_bytes(b"old")
    fsync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def renamed(part: Path, target: Path) -> Path:
        steps.append("rename")
        return replace(part, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", renamed)
    with prepared(path, b"new") as file:
        assert path.read_bytes() == b"old"
        file.place()
        assert path.read_bytes() == b"new"
    assert steps == (["file", "rename", "folder"] if os.name == "posix" else ["file", "rename"])
    assert state(tmp_path).keys() == {"page.html"}


def test_what_is_not_placed_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    with pytest.raises(KeyboardInterrupt), prepared(path, b"new"):
        raise KeyboardInterrupt
    with prepared(path, b"new"):
        pass
    assert list(tmp_path.iterdir()) == []
