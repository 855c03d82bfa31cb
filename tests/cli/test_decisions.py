"""`conflicts`, `decisions` and `decision` as a person types them."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.app import commands
from tracker.app.commands import DecisionInput
from tracker.app.tracker import Tracker
from tracker.domain.customer import Tier
from tracker.domain.decision import ConflictKind


@pytest.fixture
def told(file):
    with Tracker(file) as tracker:
        keys = [commands.add_customer(tracker, name, Tier.SERVE) for name in ("Finance", "Sales")]
        day = date(2026, 11, 2)
        conflict = commands.open_conflict(tracker, "Close", ConflictKind.TIMING, keys, day)
        commands.answer_side(tracker, conflict, keys[0], true_need="Sleep")
        said = DecisionInput(
            title="Data", decided_on=day, choice="Clean it", less_happy_id=keys[1], note="hush"
        )
        commands.decide(tracker, said, told=keys[:1])


def test_an_empty_file_says_so(cli, file):
    Tracker(file).close()
    assert cli("conflicts").out.startswith("No conflict is open.")
    assert cli("decisions").out == "No decision was made yet.\n"
    assert cli("decisions", "--json").json == {"decisions": []}


def test_conflicts_and_decisions_are_listed(cli, told):
    assert cli("conflicts").out == "Close   Finance and Sales   Timing · open for 18 days\n"
    (conflict,) = cli("conflicts", "--json").json["conflicts"]
    assert conflict["age"] == 18
    assert conflict["sides"][0] == {"customer": "Finance", "asked_for": "", "true_need": "Sleep"}
    assert cli("decisions").out == "1   Data   decided 2 Nov · no review day\n"
    (decision,) = cli("decisions", "--json").json["decisions"]
    assert decision["less_happy"] == "Sales"
    assert decision["told"] == [{"customer": "Finance", "on": "2026-11-02"}]
    assert "note" not in decision


def test_a_decision_becomes_a_page_for_oneself_or_for_who_was_told(cli, told, file, tmp_path):
    own, theirs = tmp_path / "own.html", tmp_path / "theirs.pdf"
    assert cli("decision", 1, own).status == 0
    page = own.read_text(encoding="utf-8")
    assert "Clean it" in page
    assert "Sales" in page
    assert "hush" not in page
    assert cli("decision", 1, theirs, "--for", "finance").status == 0
    assert theirs.read_bytes().startswith(b"%PDF")
    with Tracker(file) as tracker:
        assert [(one.kind, one.customer) for one in tracker.ledger.all()] == [
            ("decision", "Finance")
        ]


def test_a_page_for_who_was_told_counts_as_shown_only_where_it_is_for_them(
    cli, told, file, tmp_path
):
    asked = [((), True), (("--for-me",), False), (("--for-them",), True)]
    for at, (said, for_them) in enumerate(asked):
        answer = cli("decision", 1, tmp_path / f"{at}.html", "--for", "finance", *said)
        shown = "shown to Finance" if for_them else "kept for you"
        assert shown in answer.err
        with Tracker(file) as tracker:
            assert max(tracker.ledger.all(), key=lambda one: one.id).for_them is for_them
    alone = cli("decision", 1, tmp_path / "own.html", "--for-them")
    assert alone.status == 2
    assert "Name the customer with --for" in alone.err


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("decision", 9, "page.html"), 1, "There is no decision 9"),
        (("decision", 1, "page.docx"), 2, "no kind of page"),
        (("decision", 1, "page.html", "--for", "sales"), 1, "Sales was not told"),
        (("decision", "one", "page.html"), 2, "not a valid integer"),
    ],
)
def test_a_refusal_is_one_line(cli, told, tmp_path, monkeypatch, words, status, said):
    monkeypatch.chdir(tmp_path)
    answer = cli(*words)
    assert answer.status == status
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert list(tmp_path.glob("page*")) == []
