"""A program that is killed while it writes a file for a person leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from tracker.store.outgoing import prepared, write_whole

KILLED = """
import os, signal, sys
from pathlib import Path
from tracker.store.outgoing import prepared
with prepared(Path(sys.argv[1]), b"x" * 100_000) as file:
    os.kill(os.getpid(), signal.SIGKILL)
    file.place()
"""
linux = pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="needs files without a name")


@linux
@pytest.mark.parametrize("old", [None, b"old"])
def test_a_kill_leaves_the_old_file_and_nothing_hidden(tmp_path, old):
    target = tmp_path / "page.html"
    if old is not None:
        target.write_bytes(old)
    done = subprocess.run([sys.executable, "-c", KILLED, str(target)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == (
        {} if old is None else {"page.html": old}
    )


@pytest.mark.parametrize("old", [None, b"old"])
@pytest.mark.parametrize("named", [True, False])
def test_a_file_is_placed_with_and_without_a_name_of_its_own(tmp_path, monkeypatch, old, named):
    if named:
        monkeypatch.setattr("tracker.store.outgoing._nameless", lambda _folder: None)
    target = tmp_path / "page.html"
    if old is not None:
        target.write_bytes(old)
        target.chmod(0o640)
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert old is None or sys.platform == "win32" or target.stat().st_mode & 0o777 == 0o640
    with prepared(target, b"newer"):
        assert target.read_bytes() == b"new"
    assert target.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]


def test_a_file_of_the_person_that_looks_like_a_part_is_not_touched(tmp_path):
    (tmp_path / "a.csv.part").write_text("mine")
    write_whole(tmp_path / "a.csv", b"new")
    assert (tmp_path / "a.csv.part").read_text() == "mine"
