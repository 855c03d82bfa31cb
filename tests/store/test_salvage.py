"""What can be read of a damaged file comes into a new one; what cannot is named."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.app.backups.rows import keep_as_it_was

from tracker.app.demo import fill_demo
from tracker.app.tables import FACTS, TABLES
from tracker.app.tracker import Tracker
from tracker.domain.errors import FileTrouble
from tracker.store.salvage import salvage

PAGE = 4096
SCHEMAS = Path(__file__).parents[1] / "fixtures" / "schema"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("year") / "year.db"
    with Tracker(path) as tracker:
        fill_demo(tracker, date(2026, 11, 20))
    return path


def rows(path: Path) -> dict[str, set[tuple]]:
    with closing(sqlite3.connect(path)) as conn:
        return {name: set(conn.execute(f"SELECT * FROM {name}")) for name in (*TABLES, *FACTS)}


def leaf_pages(path: Path, table: str) -> list[int]:
    """Return the numbers (from 0) of the pages that hold the rows of a table."""
    content = path.read_bytes()
    with closing(sqlite3.connect(path)) as conn:
        ((root,),) = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
    page = content[(root - 1) * PAGE : root * PAGE]
    if page[0] != 5:
        return [root - 1]
    cells = [int.from_bytes(page[12 + 2 * at : 14 + 2 * at], "big") for at in range(page[4])]
    children = [int.from_bytes(page[at : at + 4], "big") for at in cells]
    return [*(one - 1 for one in children), int.from_bytes(page[8:12], "big") - 1]


def blanked(path: Path, *numbers: int) -> None:
    content = bytearray(path.read_bytes())
    for number in numbers:
        content[number * PAGE : (number + 1) * PAGE] = bytes(PAGE)
    path.write_bytes(content)


@pytest.fixture
def hurt(year: Path, tmp_path: Path) -> Callable[[Callable[[bytes], bytes]], Path]:
    def made(change: Callable[[bytes], bytes]) -> Path:
        path = tmp_path / "hurt.db"
        path.write_bytes(change(year.read_bytes()))
        return path

    return made


def test_of_a_whole_file_every_row_is_read(year, tmp_path):
    result = salvage(year, tmp_path / "out.db")
    assert rows(tmp_path / "out.db") == rows(year)
    assert result.complete
    assert result.rows == sum(len(one) for one in rows(year).values())


@pytest.mark.parametrize("shipped", sorted(SCHEMAS.glob("*.db")), ids=lambda path: path.stem)
def test_a_file_of_every_version_is_read_and_brought_up_to_date(shipped, tmp_path):
    result = salvage(shipped, tmp_path / "out.db")
    (tmp_path / "in.db").write_bytes(shipped.read_bytes())
    Tracker(tmp_path / "in.db", keep=keep_as_it_was).close()
    assert rows(tmp_path / "out.db") == rows(tmp_path / "in.db")
    assert result.complete


@pytest.mark.parametrize("at", [0, 1, 2, -1], ids=["first", "second", "third", "last"])
def test_one_broken_page_costs_its_own_rows_and_no_others(hurt, year, tmp_path, at):
    path = hurt(bytes)
    page = leaf_pages(path, "evaluation")[at]
    content = path.read_bytes()
    lost = int.from_bytes(content[page * PAGE + 3 : page * PAGE + 5], "big")
    blanked(path, page)
    result = salvage(path, tmp_path / "out.db")
    before, after = rows(year), rows(tmp_path / "out.db")
    assert len(before["evaluation"] - after["evaluation"]) == lost
    assert after["evaluation"] < before["evaluation"]
    assert {name for name in before if before[name] != after[name]} <= {"evaluation", "star"}
    named = {(row[2], row[3]) for row in before["evaluation"] - after["evaluation"]}
    assert set(result.missing_entries) == named


def test_what_lies_between_two_broken_pages_is_read(hurt, year, tmp_path):
    path = hurt(bytes)
    pages = leaf_pages(path, "evaluation")
    content = path.read_bytes()
    broken = (pages[1], pages[-2])
    lost = sum(int.from_bytes(content[one * PAGE + 3 : one * PAGE + 5], "big") for one in broken)
    blanked(path, *broken)
    salvage(path, tmp_path / "out.db")
    before, after = rows(year)["evaluation"], rows(tmp_path / "out.db")["evaluation"]
    assert len(before) - len(after) == lost


def test_a_spoiled_head_costs_nothing(hurt, year, tmp_path):
    path = hurt(lambda content: b"x" * 100 + content[100:])
    assert salvage(path, tmp_path / "out.db").complete
    assert rows(tmp_path / "out.db") == rows(year)


def test_entries_whose_measure_is_lost_are_kept_under_a_plain_name(hurt, year, tmp_path):
    path = hurt(bytes)
    blanked(path, *leaf_pages(path, "measure"), *leaf_pages(path, "customer"))
    salvage(path, tmp_path / "out.db")
    assert rows(tmp_path / "out.db")["evaluation"] == rows(year)["evaluation"]
    with Tracker(tmp_path / "out.db") as tracker:
        names = [one.name for one in tracker.measures.all()]
        assert names[0] == "Measure 1 (its name is lost)"
        assert tracker.file.query("PRAGMA foreign_key_check") == []
        assert len(tracker.customers.all()) > 0


def root_page(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as conn:
        ((root,),) = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
    return root - 1


def test_rows_whose_root_is_lost_are_read_from_their_own_pages(hurt, year, tmp_path):
    path = hurt(bytes)
    assert len(leaf_pages(path, "evaluation")) > 3  # so the root only leads to them
    blanked(path, root_page(path, "evaluation"))
    salvage(path, tmp_path / "out.db")
    assert rows(tmp_path / "out.db")["evaluation"] == rows(year)["evaluation"]


def test_with_the_first_page_lost_what_the_others_hold_is_read(hurt, year, tmp_path):
    """All that leads anywhere is gone: what has a shape of its own is still told apart."""
    path = hurt(bytes)
    blanked(path, 0)
    result = salvage(path, tmp_path / "out.db")
    before, after = rows(year), rows(tmp_path / "out.db")
    for name in ("customer", "measure", "version", "evaluation", "pulse"):
        assert after[name] == before[name]
    assert all(after[name] <= before[name] for name in before)
    assert not result.complete


def test_what_was_deleted_is_not_read_from_free_pages(hurt, tmp_path):
    path = hurt(bytes)
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("DELETE FROM evaluation WHERE id > 50")
    blanked(path, root_page(path, "fix"))
    salvage(path, tmp_path / "out.db")
    assert len(rows(tmp_path / "out.db")["evaluation"]) == 50


def test_the_damaged_file_is_only_read(hurt, tmp_path):
    path = hurt(lambda content: content[:300_000])
    before = path.read_bytes()
    salvage(path, tmp_path / "out.db")
    assert path.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["hurt.db", "out.db"]


def test_a_file_that_is_there_is_not_written_over(year, tmp_path):
    (tmp_path / "out.db").write_text("mine")
    with pytest.raises(FileTrouble, match="there already"):
        salvage(year, tmp_path / "out.db")
    assert (tmp_path / "out.db").read_text() == "mine"


@pytest.mark.parametrize("content", [b"", b"hello", bytes(90_000), b"SQLite format 3\0"])
def test_of_nothing_nothing_is_made(tmp_path, content):
    (tmp_path / "in.db").write_bytes(content)
    with pytest.raises(FileTrouble, match="Nothing could be read"):
        salvage(tmp_path / "in.db", tmp_path / "out.db")
    assert not (tmp_path / "out.db").exists()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 60), st.floats(0, 1))
@example(92361642, 31, 0.0)  # an index that names no measure
def test_whatever_is_harmed_the_outcome_is_a_whole_file_or_a_sentence(
    year, tmp_path_factory, seed, flips, cut
):
    rng = random.Random(seed)
    content = bytearray(year.read_bytes())
    for _ in range(flips):
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    if cut < 0.3:
        del content[rng.randrange(len(content)) :]
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "in.db").write_bytes(content)
    try:
        result = salvage(folder / "in.db", folder / "out.db")
    except FileTrouble:
        assert not (folder / "out.db").exists()
        return
    with Tracker(folder / "out.db") as tracker:
        assert tracker.file.query("PRAGMA integrity_check") == [("ok",)]
        assert tracker.file.query("PRAGMA foreign_key_check") == []
    assert sum(len(one) for one in rows(folder / "out.db").values()) >= result.rows
