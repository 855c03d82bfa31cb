"""Scorecards in a folder: renewed, written down once, withdrawn when they are no longer due."""

from __future__ import annotations

import errno
from datetime import date, timedelta
from pathlib import Path

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.sharing import publishing
from tracker.app.sharing.ledger import ledger_rows, shared_content
from tracker.app.sharing.page_due import overdue
from tracker.app.sharing.publishing import Published, folder_of, publish
from tracker.app.tracker import Tracker
from tracker.domain.errors import FileTrouble
from tracker.domain.measure import Area
from tracker.domain.period import Period
from tracker.domain.sharing import SharingWay
from tracker.report.scorecard.reply import CustomerReply, encode
from tracker.store.history import Changes
from tracker.store.outgoing import write_whole


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


@pytest.fixture
def kim(tracker: Tracker, today: date) -> int:
    """Return a second customer with one shared measure."""
    key = commands.add_customer(tracker, "Kim", None)
    said = MeasureInput(name="Slides ready", area=Area.ROI, promise=4)
    measure_id = commands.add_measure(tracker, key, said, today - timedelta(weeks=20))
    for week in range(1, 10):
        commands.record(tracker, measure_id, (Period.of(today) + -week).start, 4)
    commands.share_measure(tracker, measure_id, shared=True)
    return key


@pytest.fixture
def both(
    tracker: Tracker, logged: int, forecast: int, kim: int, finance: int, folder: Path
) -> Path:
    """Publish for two customers, into the folder."""
    for measure_id in (logged, forecast):
        commands.share_measure(tracker, measure_id, shared=True)
    for customer_id in (finance, kim):
        commands.publish_for(tracker, customer_id, on=True)
    commands.publish_into(tracker, folder)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name.partition("-")[0] for path in folder.iterdir())


def test_without_a_folder_nothing_is_done(tracker, kim, today):
    commands.publish_for(tracker, kim, on=True)
    assert folder_of(tracker) is None
    assert publish(tracker, today, write_whole) == Published()
    assert tracker.ledger.all() == []


def test_pages_are_published_and_written_down(tracker, both, today, finance):
    told: list[Changes] = []
    tracker.on_change = told.append
    came = publish(tracker, today, write_whole)
    assert came.sentence == "2 pages published"
    assert names(both) == ["finance", "kim"]
    assert told == [Changes(frozenset({"share"}))]
    (row,) = ledger_rows(tracker, finance)
    assert (row.what, row.measures) == ("Scorecard (HTML), published", 2)
    path = next(both.glob("finance-leads-*.html"))
    assert shared_content(tracker, row.share.id) == path.read_bytes()
    assert row.share.title == "For Finance leads"
    assert (row.share.first, row.share.last) == (date(2026, 8, 17), date(2026, 11, 15))
    assert row.share.shared_on == today


def test_what_is_as_it_was_is_neither_written_nor_written_down_again(tracker, both, today):
    publish(tracker, today, write_whole)
    before = tracker.ledger.all()

    def refuse(path: Path, _content: bytes) -> None:
        raise AssertionError(path)

    again = publish(tracker, today, refuse)
    assert (len(again.unchanged), again.sentence) == (2, "")
    assert tracker.ledger.all() == before


def test_a_page_that_changed_alone_goes_out_again(tracker, both, today, logged, finance):
    publish(tracker, today, write_whole)
    commands.record(tracker, logged, (Period.of(today) + -1).start, 1.1)
    came = publish(tracker, today, write_whole)
    assert (came.sentence, len(came.unchanged)) == ("1 page published", 1)
    assert len(ledger_rows(tracker, finance)) == 2


def test_a_lost_page_is_written_again_but_was_shown_once(tracker, both, today, kim):
    publish(tracker, today, write_whole)
    next(both.glob("kim-*")).unlink()
    assert publish(tracker, today, write_whole).sentence == "1 page published"
    assert len(ledger_rows(tracker, kim)) == 1


@pytest.mark.parametrize("how", ["switched off", "archived", "private", "hidden"])
def test_a_page_that_is_no_longer_due_is_withdrawn(tracker, both, today, kim, how):
    publish(tracker, today, write_whole)
    measure_id = tracker.measures.where("customer_id = ?", kim)[0].id
    if how == "switched off":
        commands.publish_for(tracker, kim, on=False)
    elif how == "archived":
        commands.archive_customer(tracker, kim, today)
    elif how == "private":
        commands.share_measure(tracker, measure_id, shared=False)
    else:
        key = f"measure:{tracker.measures.get(measure_id).uid}"
        commands.switch_item(tracker, kim, key, on=False)
    came = publish(tracker, today, write_whole)
    assert came.sentence == "1 page withdrawn"
    assert names(both) == ["finance"]
    newest, page = ledger_rows(tracker, kim)
    assert newest.what == "Scorecard (HTML), withdrawn"
    assert shared_content(tracker, newest.share.id) == shared_content(tracker, page.share.id)
    assert publish(tracker, today, write_whole).sentence == ""
    assert len(ledger_rows(tracker, kim)) == 2


def test_a_customer_who_was_never_there_has_their_page_withdrawn(tracker, today, folder, kim):
    commands.publish_for(tracker, kim, on=True)
    commands.publish_into(tracker, folder)
    publish(tracker, today, write_whole)
    commands.publish_into(tracker, None)
    for _ in range(30):
        tracker.undo()
    assert tracker.customers.all() == []
    assert publish(tracker, today, write_whole, folder).sentence == "1 page withdrawn"
    assert names(folder) == []
    assert [row.what for row in ledger_rows(tracker)] == [
        "Scorecard (HTML), withdrawn",
        "Scorecard (HTML), published",
    ]


def test_what_was_withdrawn_comes_back_and_is_written_down_anew(tracker, both, today, kim):
    publish(tracker, today, write_whole)
    commands.publish_for(tracker, kim, on=False)
    publish(tracker, today, write_whole)
    tracker.undo()
    assert publish(tracker, today, write_whole).sentence == "1 page published"
    assert [row.share.way for row in ledger_rows(tracker, kim)] == [
        SharingWay.PUBLISH, SharingWay.WITHDRAW, SharingWay.PUBLISH,
    ]  # fmt: skip


def test_a_renamed_customer_s_page_moves(tracker, both, today, kim):
    publish(tracker, today, write_whole)
    commands.edit_customer(tracker, kim, name="Board of directors")
    came = publish(tracker, today, write_whole)
    assert came.sentence == "1 page published, 1 withdrawn"
    assert names(both) == ["board", "finance"]
    assert [row.share.way for row in ledger_rows(tracker, kim)] == [
        SharingWay.PUBLISH,
        SharingWay.PUBLISH,
    ]


def test_a_foreign_file_stays_whatever_happens(tracker, both, today, kim, finance):
    publish(tracker, today, write_whole)
    page = next(both.glob("kim-*"))
    page.write_text("edited by hand, and saved by another program", encoding="utf-8")
    (both / "notes.txt").write_text("mine", encoding="utf-8")
    for customer_id in (kim, finance):
        commands.publish_for(tracker, customer_id, on=False)
    assert publish(tracker, today, write_whole).sentence == "1 page withdrawn"
    assert names(both) == ["kim", "notes.txt"]


def test_a_killed_program_leaves_nothing_that_the_next_run_does_not_mend(tracker, both, today, kim):
    made = publishing.edition(tracker, today)
    publishing.write_edition(
        made, both, write_whole
    )  # and here it was killed: nothing is written down
    came = publish(tracker, today, write_whole)
    assert len(came.unchanged) == 2
    assert len(ledger_rows(tracker, kim)) == 1


def test_a_folder_that_is_gone_is_told_and_nothing_is_written_down(tracker, both, today):
    both.rmdir()
    came = publish(tracker, today, write_whole)
    assert came.sentence.endswith(
        "out”: there is no such folder. Check the folder, or choose another in Settings."
    )
    assert tracker.ledger.all() == []


def test_a_folder_that_is_gone_is_nobody_s_worry_when_nothing_is_due(tracker, both, today):
    publish(tracker, today, write_whole)
    for customer in tracker.customers.all():
        commands.publish_for(tracker, customer.id, on=False)
    publish(tracker, today, write_whole)
    both.rmdir()
    assert publish(tracker, today, write_whole) == Published()


def test_one_page_that_cannot_be_written_stops_no_other(tracker, both, today, kim):
    def full(path: Path, content: bytes) -> None:
        if path.name.startswith("finance"):
            raise OSError(errno.ENOSPC, "No space left on device")
        write_whole(path, content)

    came = publish(tracker, today, full)
    assert came.sentence.startswith("1 page published. “finance-leads-")
    assert "could not be written: No space left on device" in came.sentence
    assert [row.customer for row in ledger_rows(tracker)] == ["Kim"]


def test_a_page_that_cannot_be_made_stays_and_is_told(tracker, both, today, monkeypatch):
    publish(tracker, today, write_whole)
    real = publishing.scorecard

    def broken(tracker, customer_id, *rest):
        if customer_id == 1:
            raise FileTrouble("Its figures cannot be read", "Restore a backup.")
        return real(tracker, customer_id, *rest)

    monkeypatch.setattr(publishing, "scorecard", broken)
    came = publish(tracker, today, write_whole)
    assert came.sentence == "Finance leads: Its figures cannot be read. Restore a backup."
    assert names(both) == ["finance", "kim"]


def test_what_cannot_be_written_down_does_not_go_out(tracker, both, today, monkeypatch):
    def full(*_parts, **_columns):
        raise FileTrouble("The disk is full", "Make room.")

    monkeypatch.setattr(tracker.ledger, "enter", full)
    came = publish(tracker, today, write_whole)
    assert came.sentence.endswith("could not be written down. The disk is full. Make room.")
    assert (came.written, list(both.iterdir())) == ((), [])
    monkeypatch.undo()
    publish(tracker, today, write_whole)
    assert len(tracker.ledger.all()) == 2


def test_the_ledger_knows_a_page_before_it_is_out(tracker, both, today):
    known: list[int] = []

    def write(path: Path, content: bytes) -> None:
        known.append(len(tracker.ledger.all()))
        write_whole(path, content)

    publish(tracker, today, write)
    assert known == [2, 2]


def test_a_page_that_did_not_go_out_is_taken_back_from_the_ledger(tracker, both, today):
    def half(path: Path, content: bytes) -> None:
        if path.name.startswith("kim"):
            raise OSError(errno.ENOSPC, "No space left on device")
        write_whole(path, content)

    came = publish(tracker, today, half)
    assert came.written == ("Finance leads",)
    assert [share.customer for share in tracker.ledger.all()] == ["Finance leads"]
    kept = tracker.file.query("SELECT count(*) FROM share_part")
    assert tracker.ledger.content(1)
    came = publish(tracker, today, write_whole)
    assert came.written == ("Kim",)
    assert tracker.file.query("SELECT count(*) FROM share_part") > kept


def test_many_problems_are_one_sentence_and_a_count(tracker, both, today):
    def never(path: Path, _content: bytes) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    came = publish(tracker, today, never)
    assert len(came.problems) == 2
    assert came.sentence.endswith("And 1 more problem: `publish` tells them.")


def test_the_index_names_customers_only_where_it_is_asked_for(tracker, both, today):
    publish(tracker, today, write_whole)
    assert not (both / "index.html").exists()
    commands.publish_into(tracker, both, index=True)
    commands.introduce(tracker, "Ada Weber", "")
    publish(tracker, today, write_whole)
    index = (both / "index.html").read_text(encoding="utf-8")
    assert '<h1 dir="auto">Scorecards by Ada Weber</h1>' in index
    assert index.index(">Finance leads</a>") < index.index(">Kim</a>")
    for link in both.glob("*-*.html"):
        assert f'<a href="{link.name}"' in index
    commands.publish_into(tracker, both, index=False)
    publish(tracker, today, write_whole)
    assert not (both / "index.html").exists()


def test_another_folder_may_be_named_for_once(tracker, both, today, tmp_path):
    (tmp_path / "other").mkdir()
    assert publish(tracker, today, write_whole, tmp_path / "other").sentence == "2 pages published"
    assert names(both) == []


def test_two_customers_of_one_name_have_a_page_each(tracker, both, today):
    same = commands.add_customer(tracker, "KIM!", None)
    said = MeasureInput(name="Notes", area=Area.ROI, promise=4)
    measure_id = commands.add_measure(tracker, same, said, today)
    commands.share_measure(tracker, measure_id, shared=True)
    commands.publish_for(tracker, same, on=True)
    assert publish(tracker, today, write_whole).sentence == "3 pages published"
    assert names(both) == ["finance", "kim", "kim"]


def test_a_published_page_can_be_answered(tracker, both, today, finance):
    publish(tracker, today, write_whole)
    token = ledger_rows(tracker, finance)[0].share.token
    text = (next(both.glob("finance-*"))).read_text(encoding="utf-8")
    assert token in text
    taken = commands.take_reply(tracker, encode(CustomerReply(token, today, (4, 5), "Good")), today)
    assert [value for _, value in taken.ratings] == [4, 5]


def test_a_page_holds_no_other_customer_and_nothing_private(tracker, both, today):
    publish(tracker, today, write_whole)
    finance = next(both.glob("finance-*")).read_text(encoding="utf-8")
    assert "I was tired" not in finance
    assert "For Kim" not in finance
    assert "Slides ready" not in finance
    assert str(both) not in finance


def test_the_same_data_gives_the_same_pages_a_week_long(tracker, both, today):
    first = publishing.edition(tracker, today)
    assert publishing.edition(tracker, today - timedelta(days=4)).pages == first.pages


def test_what_is_no_longer_due_can_be_taken_away_without_renewing_the_rest(
    tracker, both, today, kim, logged
):
    commands.publish_into(tracker, both, index=True)
    publish(tracker, today, write_whole)
    assert overdue(tracker) == frozenset()
    commands.record(tracker, logged, (Period.of(today) + -1).start, 1.1)
    before = next(both.glob("finance-*")).read_bytes()
    uid = tracker.customers.get(kim).uid
    commands.archive_customer(tracker, kim, today)
    assert overdue(tracker) == {uid[:8]}
    made = publishing.withdrawal(tracker)
    came = publishing.note(tracker, {}, publishing.write_edition(made, both, write_whole), today)
    assert came == Published(withdrawn=("Kim",))
    assert names(both) == ["finance", "index.html"]
    assert next(both.glob("finance-*")).read_bytes() == before
    index = (both / "index.html").read_text(encoding="utf-8")
    assert ">Finance leads</a>" in index
    assert ">Kim</a>" not in index
    assert overdue(tracker) == frozenset()


def test_only_pages_under_names_that_we_gave_are_taken_away(tracker, both, today, kim):
    publish(tracker, today, write_whole)
    old = next(both.glob("kim-*"))
    copies = [both / f"{begin}{old.name}" for begin in ("May ", "backup-")]
    for copy in copies:
        copy.write_bytes(old.read_bytes())
    older = old.read_bytes()
    commands.edit_customer(tracker, kim, name="Kim Berg")
    publish(tracker, today, write_whole)
    assert not old.exists(), "a past name of theirs is in the ledger"
    old.write_bytes(older)  # as a drive that was away brings it back
    commands.publish_for(tracker, kim, on=False)
    publish(tracker, today, write_whole)
    assert sorted(both.glob("*kim*")) == sorted(copies)
