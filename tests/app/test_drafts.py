"""Drafts lie beside the data, for their owner alone, and go when nothing is a draft any more."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tracker.app.drafts import MOST, Drafts


@pytest.fixture
def data(tmp_path):
    return tmp_path / "work.db"


def test_a_draft_is_there_for_the_next_run_and_private(data):
    Drafts.beside(data).keep("note:1", {"text": "Ärger\nam Montag", "tags": ""})
    again = Drafts.beside(data)
    assert again.of("note:1") == {"text": "Ärger\nam Montag", "tags": ""}
    assert again.of("note:2") == {}
    (file,) = data.parent.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_file_goes_with_the_last_draft(data):
    drafts = Drafts.beside(data)
    drafts.keep("one", {"text": "a"})
    drafts.keep("two", {"text": "b"})
    drafts.discard("one")
    assert Drafts.beside(data).of("two") == {"text": "b"}
    drafts.discard("two")
    assert list(data.parent.iterdir()) == []


def test_nothing_is_written_for_nothing(data):
    drafts = Drafts.beside(data)
    drafts.discard("one")
    assert drafts.keep("one", {})
    assert list(data.parent.iterdir()) == []


@pytest.mark.parametrize("foreign", ["", "[]", "{", '{"one": "text"}', '{"one": {"text": 3}}'])
def test_a_foreign_file_is_no_draft(data, foreign):
    data.with_name("work.db.drafts").write_text(foreign, encoding="utf-8")
    assert Drafts.beside(data).of("one") == {}


WORDS = '{"note:1": {"text": "what I never told anybody"}'


@pytest.mark.parametrize(
    "spoiled",
    [
        WORDS.encode(),
        WORDS.encode() + b"}\xff\xfe",
        b"",
        b"[" * 100_000,
        b'{"one": {"text": 3}}',
        b'{"one": "text"}',
    ],
)
def test_drafts_that_make_no_sense_are_kept_aside_and_spoken_of(data, spoiled):
    file = data.with_name("work.db.drafts")
    file.write_bytes(spoiled)
    drafts = Drafts.beside(data)
    assert drafts.keep("two", {"text": "newer words"})
    aside = data.with_name("work.db.drafts.aside")
    assert aside.read_bytes() == spoiled
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    (said,) = drafts.remarks
    assert said.startswith("work.db.drafts could not be read")
    assert said.endswith("kept as work.db.drafts.aside.")
    assert Drafts.beside(data).remarks == []


def test_of_drafts_that_make_sense_in_part_that_part_stays(data):
    file = data.with_name("work.db.drafts")
    file.write_text('{"one": {"text": "a"}, "two": 7}', encoding="utf-8")
    data.with_name("work.db.drafts.aside").write_text("an older one", encoding="utf-8")
    (said,) = Drafts.beside(data).remarks
    assert said.endswith("kept as work.db.drafts.aside2.")
    again = Drafts.beside(data)
    assert again.of("one") == {"text": "a"}
    assert again.remarks == []


def test_drafts_that_cannot_be_kept_aside_are_spoken_of_all_the_same(data, monkeypatch):
    data.with_name("work.db.drafts").write_text("{", encoding="utf-8")
    monkeypatch.setattr(Path, "rename", refuse)
    (said,) = Drafts.beside(data).remarks
    assert "Copy it to another place" in said


def refuse(_path, _target):
    raise PermissionError


def test_half_a_letter_is_kept_as_it_is(data):
    assert Drafts.beside(data).keep("one", {"text": "half \ud83d and \N{SLEUTH OR SPY}"})
    assert Drafts.beside(data).of("one") == {"text": "half \ud83d and \N{SLEUTH OR SPY}"}


def test_the_oldest_goes_when_there_are_too_many(data):
    drafts = Drafts(None)
    for number in range(MOST + 1):
        drafts.keep(str(number), {"text": "x"})
    assert drafts.of("0") == {}
    assert drafts.of(str(MOST)) == {"text": "x"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_takes_nothing_is_told(tmp_path):
    tmp_path.chmod(0o500)
    drafts = Drafts.beside(tmp_path / "work.db")
    assert not drafts.keep("one", {"text": "a"})
    assert drafts.of("one") == {"text": "a"}


def test_a_place_that_is_none_is_told_and_the_draft_holds_for_this_run(tmp_path):
    drafts = Drafts.beside(tmp_path / "gone" / "work.db")
    assert not drafts.keep("one", {"text": "a"})
    assert drafts.of("one") == {"text": "a"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="it knows no pipes")
def test_a_pipe_in_the_place_of_the_drafts_keeps_nobody_waiting(tmp_path):
    data = tmp_path / "impact.db"
    os.mkfifo(tmp_path / "impact.db.drafts")
    drafts = Drafts.beside(data)
    assert drafts.of("note") == {}
    assert drafts.keep("note", {"text": "words"})
    assert Drafts.beside(data).of("note") == {"text": "words"}
