"""What a person names to be read in is a file that memory takes, or it is said why not."""

from __future__ import annotations

import os
import sys

import pytest

from tracker.app import incoming
from tracker.app.incoming import content_of
from tracker.domain.errors import FileTrouble

posix = pytest.mark.skipif(sys.platform == "win32", reason="no such files there")


def test_a_file_is_read(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"a,b")
    assert content_of(tmp_path / "a.csv") == b"a,b"


@pytest.mark.parametrize("name", ["", "missing.csv", "y" * 300, "a\0b", "folder/none"])
def test_what_cannot_be_read_is_told_in_one_short_sentence(tmp_path, name):
    with pytest.raises(FileTrouble) as told:
        content_of(tmp_path / name)
    assert len(told.value.sentence) < 300
    assert told.value.hint


@posix
def test_a_device_or_a_pipe_is_not_read_without_end(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path.joinpath("/dev/zero"), tmp_path.joinpath("/dev/full")):
        with pytest.raises(FileTrouble, match="a device or a pipe"):
            content_of(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(incoming, "LARGEST", 10)
    (tmp_path / "a.csv").write_bytes(b"x" * 11)
    with pytest.raises(FileTrouble, match="larger than"):
        content_of(tmp_path / "a.csv")
