"""What is printed is text: nothing in it acts on a terminal, and nothing is without end."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("demo")
LONG = "x" * 5000


def test_no_name_and_no_note_acts_on_the_terminal(cli) -> None:
    assert cli("note", "a\x1b[31mred\x07 \u202eevil").status == 0
    answer = cli("notes")
    assert answer.status == 0
    assert "red\ufffd \ufffdevil" in answer.out
    assert not {"\x1b", "\x07", "\u202e"} & set(answer.out)


@pytest.mark.parametrize(
    "wish",
    [[LONG], ["status", "--period", LONG], ["log", LONG, "1"], ["decision", LONG, "x.html"],
     ["status", LONG], ["import", f"{LONG}.csv"], ["log", "a b " * 999, "1"],
     ["status", f"--{LONG}"]],
    ids=lambda wish: " ".join(wish)[:30],
)  # fmt: skip
def test_what_was_typed_is_echoed_in_its_beginning_only(cli, wish) -> None:
    answer = cli(*wish)
    assert answer.status in {1, 2}
    assert len(answer.refusal) < 400
    assert len(answer.err.splitlines()) == 1


def test_a_number_beyond_every_row_names_none(cli, tmp_path: Path) -> None:
    answer = cli("decision", "9" * 20, str(tmp_path / "x.html"))
    assert answer.status in {1, 2}
    assert answer.refusal
    assert not (tmp_path / "x.html").exists()


def test_a_bug_that_damage_caused_is_told_as_damage(cli, file: Path) -> None:
    with closing(sqlite3.connect(file)) as conn:
        conn.execute("ALTER TABLE note DROP COLUMN played_back")
    answer = cli("notes")
    assert answer.status == 1
    assert "is damaged" in answer.refusal
