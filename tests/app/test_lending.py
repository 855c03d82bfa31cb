"""A step taken in another thread: the file reads as before until its end, and then all of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tracker.app import commands
from tracker.app.lending import Loan
from tracker.app.tracker import Tracker
from tracker.domain.errors import FileTrouble


class Cancelled(Exception):
    """Nobody wants it any more."""


@pytest.fixture
def diary(tmp_path, today):
    with Tracker(tmp_path / "diary.db") as tracker:
        tracker.today = lambda: today
        commands.add_customer(tracker, "Finance", None)
        yield tracker


def elsewhere(loan, work):
    """Carry a loan out in another thread, and raise here what it raised there."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(loan.carry_out, work).result()


def names(tracker):
    return [one.name for one in tracker.customers.all("id")]


def test_it_is_one_step_of_the_file_and_can_be_taken_back(diary):
    heard = []
    diary.on_change = heard.append
    loan = Loan(diary)
    elsewhere(loan, lambda second: commands.add_customer(second, "Legal", None))
    assert loan.give_back()
    assert names(diary) == ["Finance", "Legal"]
    assert [one.tables for one in heard] == [frozenset({"customer"})]
    commands.add_customer(diary, "Sales", None)
    assert [diary.undo(), diary.undo()] == ["add Sales", "add Legal"]
    assert names(diary) == ["Finance"]


def test_until_its_end_the_file_reads_as_before_and_nothing_else_is_written(diary):
    def work(second):
        with second.edit("two customers"):
            commands.add_customer(second, "Legal", None)
            seen.append(names(diary_read))
            commands.add_customer(second, "Sales", None)

    seen = []
    loan = Loan(diary)
    with Tracker(diary.path, read_only=True) as diary_read:
        loan.carry_out(work)
    assert seen == [["Finance"]]
    assert diary.read_only
    with pytest.raises(FileTrouble, match="A file is being imported"):
        commands.add_customer(diary, "Board", None)
    with pytest.raises(FileTrouble, match="A file is being imported"):
        diary.undo()
    loan.give_back()
    assert not diary.read_only
    assert names(diary) == ["Finance", "Legal", "Sales"]


def test_what_is_given_up_leaves_the_file_byte_for_byte(diary):
    def work(second):
        with second.edit("many customers"):
            for at in range(300):
                commands.add_customer(second, f"Team {at}", None)
            raise Cancelled

    before = diary.path.read_bytes()
    loan = Loan(diary)
    with pytest.raises(Cancelled):
        elsewhere(loan, work)
    assert diary.path.read_bytes() == before
    assert sorted(one.name for one in diary.path.parent.iterdir()) == ["diary.db", "diary.db.lock"]
    assert not loan.give_back()
    assert names(diary) == ["Finance"]
    commands.add_customer(diary, "Legal", None)
    assert names(diary) == ["Finance", "Legal"]


def test_what_cannot_be_written_is_not_lent(diary, tracker):
    with pytest.raises(FileTrouble, match="cannot be written"):
        Loan(tracker)
    with Tracker(diary.path, read_only=True) as other, pytest.raises(FileTrouble):
        Loan(other)
    loan = Loan(diary)
    with pytest.raises(FileTrouble, match="A file is being imported"):
        Loan(diary)
    loan.give_back()


def test_a_file_that_another_program_changed_meanwhile_is_noticed_before(diary, tmp_path):
    with Tracker(tmp_path / "other.db") as other:
        commands.add_customer(other, "Somebody", None)
    diary.path.write_bytes((tmp_path / "other.db").read_bytes())
    with pytest.raises(FileTrouble, match="was changed by another program"):
        Loan(diary)
    assert names(diary) == ["Somebody"]
