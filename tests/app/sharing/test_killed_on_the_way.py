"""A program that is killed while a file leaves: the ledger tells of what is there, nothing else."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tracker.app import commands
from tracker.app.sharing.commands import OutgoingItem, send_file
from tracker.app.tracker import Tracker
from tracker.domain.customer import Tier
from tracker.domain.sharing import ShareKind

DAY = date(2026, 11, 20)
KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from tracker.app.sharing.commands import OutgoingItem, send_file
from tracker.app.tracker import Tracker
from tracker.domain.sharing import ShareKind
from tracker.store import outgoing

real = outgoing.PreparedFile.place
def place(file):
    if sys.argv[3] == "after":
        real(file)
    os.kill(os.getpid(), signal.SIGKILL)
outgoing.PreparedFile.place = place
with Tracker(Path(sys.argv[1])) as tracker:
    left = OutgoingItem(ShareKind.SCORECARD, "For them", 1)
    send_file(tracker, Path(sys.argv[2]), left, b"new" * 2000, date(2026, 11, 20))
"""
unix = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "impact.db"
    path.parent.mkdir()
    with Tracker(path) as tracker:
        commands.add_customer(tracker, "Finance leads", Tier.WOW)
    return path


def killed(data: Path, page: Path, when: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(data), str(page), when], capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


@unix
@pytest.mark.parametrize("old", [None, b"old page"])
def test_an_entry_of_a_file_that_never_came_is_gone_at_the_next_start(data, tmp_path, old) -> None:
    page = tmp_path / "page.html"
    if old is not None:
        page.write_bytes(old)
    killed(data, page, "before")
    assert (page.read_bytes() if page.exists() else None) == old
    with Tracker(data, read_only=True) as tracker:
        assert len(tracker.ledger.all()) == 1, "who only reads settles nothing"
    with Tracker(data) as tracker:
        assert tracker.ledger.all() == []
        assert tracker.file.query("SELECT count(*) FROM share_part") == [(0,)]
        assert tracker.file.query("SELECT * FROM placing") == []
        assert tracker.ledger.last_shared() == {}


@unix
def test_an_entry_of_a_file_that_is_there_stays(data, tmp_path) -> None:
    page = tmp_path / "page.html"
    killed(data, page, "after")
    for _ in range(2):
        with Tracker(data) as tracker:
            (share,) = tracker.ledger.all()
            assert tracker.ledger.content(share.id) == page.read_bytes()
            assert tracker.file.query("SELECT * FROM placing") == []


def test_a_file_that_came_leaves_no_trace_of_its_way(data, tmp_path) -> None:
    with Tracker(data) as tracker:
        left = OutgoingItem(ShareKind.SCORECARD, "For them", 1)
        send_file(tracker, tmp_path / "page.html", left, b"page", DAY)
        assert len(tracker.ledger.all()) == 1
        assert tracker.file.query("SELECT * FROM placing") == []
