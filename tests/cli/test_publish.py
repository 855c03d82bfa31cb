"""`publish` and `reply`: pages into a folder, answers out of a code."""

from __future__ import annotations

import io
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.app.sharing.test_shares import shared

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.tracker import Tracker
from tracker.domain.measure import Area
from tracker.domain.period import Period
from tracker.report.scorecard.reply import CustomerReply, encode

TOKEN = "abcdefgh"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    return tmp_path / "pages"


@pytest.fixture
def published(file: Path, today: date) -> Path:
    """Make a file with two customers, each with one shared measure, both published."""
    with Tracker(file) as tracker:
        for name in ("Finance leads", "Kim"):
            customer = commands.add_customer(tracker, name, None)
            said = MeasureInput(name=f"Answers for {name}", area=Area.ROI, promise=4)
            measure = commands.add_measure(tracker, customer, said, today - timedelta(weeks=20))
            for week in range(1, 9):
                commands.record(tracker, measure, (Period.of(today) + -week).start, 4)
            commands.share_measure(tracker, measure, shared=True)
            commands.publish_for(tracker, customer, on=True)
    return file


@pytest.fixture
def sent(published: Path, today: date) -> Path:
    """Share a scorecard that can be answered with one rating."""
    with Tracker(published) as tracker:
        measures = [tracker.measures.get(1)]
        shared(tracker, b"x", 1, measures=measures, rated=1, token=TOKEN, today=today)
    return published


def code(value: int | None, words: str = "", day: date = date(2026, 11, 20)) -> str:
    return encode(CustomerReply(TOKEN, day, (value,), words))


def test_pages_are_published_and_then_stay_as_they_were(cli, published, pages) -> None:
    assert cli("publish", pages).out == "Finance leads: published\nKim: published\n"
    assert len(list(pages.iterdir())) == 2
    again = cli("publish", pages)
    assert again.out == "Finance leads: as it was\nKim: as it was\n"
    assert (again.status, again.err) == (0, "")


def test_the_chosen_folder_is_taken_where_none_is_named(cli, published, pages) -> None:
    with Tracker(published) as tracker:
        commands.publish_into(tracker, pages)
    assert cli("publish").out.count("published") == 2
    with Tracker(published) as tracker:
        commands.publish_for(tracker, 2, on=False)
    assert cli("publish").out == "Finance leads: as it was\nKim: withdrawn\n"


def test_without_any_folder_it_says_how_to_name_one(cli, published) -> None:
    answer = cli("publish")
    assert answer.status == 2
    assert answer.refusal == "No folder is chosen to publish into. Name one: publish DIRECTORY."


def test_nobody_to_publish_for_is_no_failure(cli, demo, pages) -> None:
    with Tracker(demo) as tracker:
        for customer in tracker.customers.all():
            commands.publish_for(tracker, customer.id, on=False)
    answer = cli("publish", pages)
    assert answer.status == 0
    assert answer.out.startswith("Nothing to publish: no customer with shared measures")


def test_a_folder_that_is_gone_is_a_failure_in_one_line(cli, published, tmp_path) -> None:
    answer = cli("publish", tmp_path / "gone")
    assert (answer.status, answer.out) == (1, "")
    assert "there is no such folder" in answer.refusal


def test_each_problem_is_a_line_and_the_rest_is_published(cli, published, pages) -> None:
    cli("publish", pages)
    for path in pages.iterdir():
        path.write_bytes(b"by hand")
    (pages / "index.html").touch()
    answer = cli("publish", pages)
    assert answer.status == 1
    assert answer.err.count("Error: ") == 2
    assert answer.err.count("was made by somebody else") == 2


def test_publishing_is_refused_while_the_window_has_the_file(cli, published, pages) -> None:
    with Tracker(published):
        answer = cli("publish", pages)
    assert answer.status == 1
    assert answer.refusal
    assert list(pages.iterdir()) == []


def test_a_reply_is_taken_in_once(cli, sent) -> None:
    answer = cli("reply", code(4, "Thank you, “Ada”"))
    assert answer.out == (
        "Finance leads, 2026-11-20, on what was shared on 2026-11-20\n"
        "  Answers for Finance leads: 4 of 5\n"
        "  “Thank you, “Ada””\n"
    )
    with Tracker(sent) as tracker:
        assert [one.value for one in tracker.ratings.all()] == [4, None]
    again = cli("reply", code(4, "Thank you, “Ada”"))
    assert again.status == 2
    assert again.refusal == ("This reply of 20 November was saved before. Nothing was added twice.")


def test_a_code_need_not_be_quoted(cli, sent) -> None:
    assert cli("reply", *code(5, "Thank you for all").split()).status == 0


def test_a_whole_mail_comes_from_standard_input(cli, sent, monkeypatch) -> None:
    mail = f"Hello Ada,\n\n> {code(2, 'zu spät')}\n\nKim".encode() + b"\xff"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(mail)))
    assert "  “zu spät”\n" in cli("reply", "-").out


def test_a_rating_of_a_measure_that_is_gone_is_told(cli, sent) -> None:
    with Tracker(sent) as tracker:
        tracker.file.conn.execute("UPDATE measure SET uid = 'gone' WHERE id = 1")
        tracker.file.conn.commit()
    answer = cli("reply", code(4, "x"))
    assert answer.out.endswith("1 rating was left out: its measure is no longer there.\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello", "This is no reply code."),
        (code(4)[:-2], "The reply code is cut off."),
        (code(4).replace(".4.", ".5."), "The reply code was changed on its way."),
        (
            encode(CustomerReply("zzzzzzzz", date(2026, 11, 20), (4,))),
            "No scorecard that was shared",
        ),
        (
            code(4, day=date(2027, 1, 1)),
            "The reply code is of 1 January 2027, which is still to come.",
        ),
    ],
)
def test_a_code_that_cannot_be_taken_in_is_refused_in_a_sentence(cli, sent, text, said) -> None:
    answer = cli("reply", text)
    assert answer.status == 2
    assert answer.refusal.startswith(said)
    with Tracker(sent) as tracker:
        assert tracker.ratings.all() == []


def test_a_code_for_a_file_that_is_not_there_makes_none(cli, file) -> None:
    assert cli("reply", code(4)).status == 1
    assert not file.exists()
