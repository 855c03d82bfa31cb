"""`stops` and `stop`: what did not arrive, logged and ended from the command line."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.app import commands
from tracker.app.tracker import Tracker

pytestmark = pytest.mark.usefixtures("demo")


def newest(file):
    with Tracker(file, create=False, read_only=True) as tracker:
        return tracker.stops.all()[-1]


def test_a_stop_begins_today_and_ends_on_a_day(cli, file) -> None:
    answer = cli("stop", "ledger  TEAM", "--cause", "Disk full")
    assert (answer.status, answer.out) == (
        0,
        "Ledger team: The ledger export: since 20 Nov, 1 day now\n",
    )
    ended = cli("stop", "Ledger team", "--to", "2026-11-20", "--effect", "A day late")
    assert ended.out == "Ledger team: The ledger export: 20 Nov\n"
    kept = newest(file)
    assert (kept.cause, kept.effect, kept.ended_on) == (
        "Disk full",
        "A day late",
        date(2026, 11, 20),
    )


def test_a_whole_stop_is_logged_at_once(cli, file) -> None:
    cli("stop", "field sales", "--from", "2026-10-01", "--to", "2026-10-02")
    assert (newest(file).started_on, newest(file).ended_on) == (
        date(2026, 10, 1),
        date(2026, 10, 2),
    )
    assert cli("stop", "field sales", "--to", "2026-10-05").out.endswith(": 5 Oct\n")


def test_stops_lists_them_with_what_came_again(cli) -> None:
    text = cli("stops").out
    assert "2 Nov – 4 Nov · seen by the customer · happened again" in text
    assert "bad values in a year began upstream" in text
    found = cli("stops", "--json").json
    assert set(found) == {"bad_weeks", "began_upstream", "stops", "mine"}
    assert [one["again"] for one in found["mine"]] == [True, False]
    first = found["stops"][0]
    assert (first["link"], first["from"], first["to"], first["again"]) == (
        "Ledger team",
        "2026-11-02",
        "2026-11-04",
        True,
    )
    assert "Month-end close answers" in first["measures"]


def test_an_empty_file_says_how_to_begin(cli, tmp_path) -> None:
    with Tracker(tmp_path / "new.db"):
        pass
    assert cli("stops", data=tmp_path / "new.db").out.startswith("Nothing has stopped.")
    refused = cli("stop", "x", data=tmp_path / "new.db")
    assert (refused.status, refused.refusal) == (
        1,
        "Nobody upstream is called “x”. Add it in the window first, under Fixes, Upstream.",
    )


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("the moon",), 1, "Nobody upstream is called “the moon”. There are “Ledger team”"),
        (("ledger team", "--from", "soon"), 2, "“soon” is not a date"),
        (
            ("ledger team", "--from", "2026-11-05", "--to", "2026-11-04"),
            2,
            "It ends before it started",
        ),
        (("ledger team", "--effect", "x" * 10_001), 2, "The effect has 10001 characters"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(cli, file, words, status, said) -> None:
    before = newest(file)
    answer = cli("stop", *words)
    assert answer.status == status
    assert answer.refusal.startswith(said)
    assert newest(file) == before


def test_one_who_hands_over_two_things_is_asked_which(cli, file) -> None:
    with Tracker(file) as tracker:
        commands.add_link(tracker, "Ledger team", "Access")
    assert "hands over several things" in cli("stop", "ledger team").refusal
    assert cli("stop", "ledger team: access").status == 0


def test_a_stop_of_mine_is_logged_and_ended_by_the_customers_name(cli) -> None:
    told = cli("my-stop", "finance leads", "Close report", "--from", "2026-11-16")
    assert told.out.startswith("Mine, for Finance leads: Close report: since 16 Nov")
    assert "Mine: Close report for Finance leads" in cli("stops").out
    told = cli("my-stop", "finance leads", "close report", "--to", "2026-11-18")
    assert told.out == "Mine, for Finance leads: Close report: 16 Nov – 18 Nov\n"
    assert cli("my-stop", "nobody", "x").status == 1
