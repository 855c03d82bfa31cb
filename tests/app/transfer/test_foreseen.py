"""The small trend of the import's preview: what it would be on every page once it is taken in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.app import commands
from tracker.app.intake.choices import ReadingChoices
from tracker.app.intake.parts import read_book
from tracker.app.measures.lists import listed_measures
from tracker.app.tracker import snapshot
from tracker.app.transfer import foreseen
from tracker.app.transfer.applying import apply_import
from tracker.app.transfer.preview import preview
from tracker.report.charts.spark import Blank, Mark

DAY = date(2026, 11, 20)
HEAD = "customer,measure,scale,unit,promise,area,period,value,skipped\n"


def table(values: list[str], first: int) -> bytes:
    rows = [
        f"Ops,Answers,duration,days,<= 2,effectiveness,2026-W{first + at:02},"
        + (f"{value},\n" if value != "away" else ",away\n")
        for at, value in enumerate(values)
        if value
    ]
    return (HEAD + "".join(rows)).encode()


def test_a_new_measure_is_foreseen_as_it_will_be_shown(tracker) -> None:
    values = ["1.5", "1.6", "1.4", "away", "", *["1.5", "1.7"] * 5, *["2.9", "3.1"] * 4]
    found = preview(_of(tracker), read_book(table(values, 20)), ReadingChoices(), "t", lambda: DAY)
    (outcome,) = found.outcomes
    assert Mark.WORSE in outcome.spark.marks, "what a change revealed has its colour"
    assert outcome.spark.kept == (None, 2.0)
    assert outcome.spark.usual is not None
    assert {Blank.SKIPPED, Blank.NOT_LOGGED} <= set(outcome.spark.blanks)
    apply_import(tracker, found.plan)
    (shown,) = listed_measures(tracker)
    assert outcome.spark == shown.spark


def test_a_known_measure_is_foreseen_with_what_is_logged(tracker) -> None:
    first = table(["1.5", "1.6"] * 7, 20)
    apply_import(tracker, preview(_of(tracker), read_book(first), ReadingChoices(), "t", _day).plan)
    (measure,) = tracker.measures.all()
    commands.skip(tracker, measure.id, date(2026, 8, 24), "away")
    more = table(["3.1", "2.9", "3.2", "3.0"], 36)
    found = preview(_of(tracker), read_book(more), ReadingChoices(), "t", _day)
    apply_import(tracker, found.plan)
    (shown,) = listed_measures(tracker)
    assert found.outcomes[0].spark == shown.spark
    assert len(shown.spark.values) > 4


def _of(tracker):
    return snapshot(tracker)


def _day() -> date:
    return DAY


def test_what_did_not_change_is_judged_once(tracker, monkeypatch) -> None:
    """A customer that is named leaves the values as they are: they were judged before."""
    judged = []
    real = foreseen.judged_history
    monkeypatch.setattr(foreseen, "judged_history", lambda one: judged.append(one) or real(one))
    rows = "".join(f"2026-W{at},{at % 7}\n" for at in range(20, 40))
    book = read_book(f"Week,Calls of one\n{rows}".encode())
    choices = ReadingChoices(promises={"calls of one": ">= 2"}, area="roi")
    for customer in ("A", "B"):
        preview(_of(tracker), book, replace(choices, customer=customer), "t", lambda: DAY)
    assert len(judged) == 1
