"""`rate` and `ratings` (R6): what a customer said, from the command line."""

from __future__ import annotations

import pytest


def test_what_was_typed_in_is_listed(cli, demo):
    kept = cli("rate", "field sales", 4, "--measure", "quotes used as sent", "--words", "Good")
    assert kept.status == 0
    assert kept.out == "2026-11-20  Field sales  Quotes used as sent  4 of 5  “Good”\n"
    first = cli("ratings", "field sales", "--json").json["ratings"][0]
    assert first == {
        "date": "2026-11-20", "customer": "Field sales", "measure": "Quotes used as sent",
        "value": 4.0, "of_five": True, "words": "Good", "source": "told",
    }  # fmt: skip
    assert "“Good”" in cli("ratings").out.splitlines()[0]


def test_on_the_measure_s_own_scale(cli, demo):
    kept = cli("rate", "finance leads", "2,5", "--measure", "month-end close answers",
               "--own-scale", "--date", "2026-11-18")  # fmt: skip
    assert kept.out == "2026-11-18  Finance leads  Month-end close answers  2.5 days\n"
    assert cli("ratings", "--json").json["ratings"][0]["of_five"] is False


def test_only_words_will_do(cli, demo):
    assert cli("rate", "legal", "--words", "Thank you").status == 0
    assert cli("ratings", "legal", "--json").json["ratings"][0]["value"] is None


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("legal", 7), "A rating is a whole number from 1 to 5. Type one of them."),
        (("legal", "-3"), "A rating is a whole number from 1 to 5. Type one of them."),
        (("legal",), "Neither a rating nor words. Give one of them."),
        (("legal", 4, "--own-scale"), "--own-scale is about a measure. Add --measure M."),
    ],
)
def test_what_is_no_rating_is_refused_in_a_sentence(cli, demo, words, refusal):
    before = cli("ratings").out
    answer = cli("rate", *words)
    assert (answer.status, answer.refusal) == (2, refusal)
    assert cli("ratings").out == before


def test_another_customer_s_measure_is_not_found(cli, demo):
    answer = cli("rate", "legal", 4, "--measure", "month-end close answers")
    assert answer.status != 0
    assert "There is no measure" in answer.refusal


def test_nothing_said_yet(cli, file):
    from tracker.app.tracker import Tracker

    with Tracker(file):
        pass
    assert cli("ratings").out.startswith("Nothing was said yet.")


def test_a_reply_from_an_input_that_is_closed_is_refused_in_a_sentence(cli, demo, monkeypatch):
    monkeypatch.setattr("sys.stdin", None)  # as Python has it then
    answer = cli("reply", "-")
    assert answer.status == 2
    assert answer.refusal
