"""What a killed program left in the temporary folder goes; what others keep there stays."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.store import temporary

posix = pytest.mark.skipif(sys.platform == "win32", reason="there a number tells nothing")


@posix
def test_what_a_killed_program_left_in_the_temporary_folder_goes_at_the_next_start(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ended = subprocess.Popen([sys.executable, "-c", "pass"])
    ended.wait()
    left = tmp_path / f"impact-tracker-{ended.pid}-x"
    foreign = tmp_path / "impact-tracker-notes"
    for folder in (left, foreign):
        folder.mkdir()
        (folder / "Sample data.db").write_bytes(b"private")
    with temporary.temporary_folder() as ours:
        assert temporary.sweep() == [left]
        assert sorted(one.name for one in tmp_path.iterdir()) == sorted(
            [foreign.name, ours.rpartition("/")[2]]
        )


def test_every_temporary_folder_is_one_that_is_removed_after_a_kill():
    """What makes one elsewhere leaves a person's data behind where it is killed."""
    root = Path(temporary.__file__).parents[1]
    makers = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if re.search(
            r"\b(TemporaryDirectory|mkdtemp|mkstemp|NamedTemporaryFile|QTemporary\w+)\(",
            path.read_text(encoding="utf-8"),
        )
    }
    assert makers == {"store/temporary.py", "store/outgoing.py"}
