"""Stops of mine: who waited, did they know, come again, on whose charts, no surprise when told."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tracker.app import commands
from tracker.app.commands import FixInput, OwnStopInput
from tracker.app.customers.assessments import assessment_sheet
from tracker.app.customers.questionnaires import SUPPLIER
from tracker.app.review.evidence import surprises
from tracker.app.sharing.charts import ChartSubject, chart_page
from tracker.app.trends.trend import trend_sheet
from tracker.app.upstream.own import own_stop_standings, touched_by
from tracker.domain.errors import InvalidInput
from tracker.report.text.choices import again_line, stop_line

TODAY = date(2026, 11, 20)
WEEK = timedelta(weeks=1)


@pytest.fixture
def said() -> OwnStopInput:
    return OwnStopInput(what="The close report", started_on=TODAY - WEEK, cause="No cover")


def test_it_touches_the_service_or_all_of_who_waited(tracker, finance, answers, said):
    service = commands.add_service(tracker, finance, "Close")
    whole = commands.start_own_stop(tracker, finance, said)
    assert touched_by(tracker, tracker.own_stops.get(whole)) == (answers,)
    part = commands.start_own_stop(
        tracker, finance, OwnStopInput(what="x", started_on=TODAY, service_id=service)
    )
    assert touched_by(tracker, tracker.own_stops.get(part)) == ()


def test_the_same_cause_for_the_same_customer_comes_again(tracker, finance, said):
    old = OwnStopInput(
        what="The report", started_on=TODAY - 12 * WEEK, ended_on=TODAY - 11 * WEEK,
        cause="no  COVER",
    )  # fmt: skip
    commands.start_own_stop(tracker, finance, old)
    commands.start_own_stop(tracker, finance, said)
    other = commands.add_customer(tracker, "Sales", None)
    commands.start_own_stop(tracker, other, said)
    mine = {one.customer.name: one for one in own_stop_standings(tracker)}
    assert mine["Sales"].again is None
    newest = next(one for one in own_stop_standings(tracker) if one.again)
    assert newest.stop.started_on == TODAY - WEEK
    told = again_line(newest.stop, newest.again, TODAY)
    assert "The same cause for the same customer within 13 weeks" in told
    assert stop_line(newest.stop, TODAY, newest.again).endswith("happened again · not answered yet")


def test_it_would_surprise_them_until_they_know(tracker, finance, answers, said):
    key = commands.start_own_stop(tracker, finance, said)
    (one,) = surprises(tracker, TODAY)
    assert re.match(r"They (have )?waited (since|on|from) \d+ \w+", one.sentence)
    assert "·" not in one.sentence
    assert (one.stop_id, one.customer_id, one.worse) == (key, finance, True)
    assert one.measure == "I did not hand on: The close report"
    commands.tell_own_stop(tracker, key, TODAY)
    assert surprises(tracker, TODAY) == []
    assert "told them on 20 Nov" in stop_line(tracker.own_stops.get(key), TODAY)
    tracker.undo()
    assert len(surprises(tracker, TODAY)) == 1
    with pytest.raises(InvalidInput, match="before it began"):
        commands.tell_own_stop(tracker, key, TODAY - 2 * WEEK)


def test_a_fix_or_a_reason_closes_it(tracker, finance, answers, said):
    key = commands.start_own_stop(tracker, finance, said)
    commands.end_own_stop(tracker, key, TODAY)
    assert own_stop_standings(tracker)[0].waiting
    commands.fix_own_stop(tracker, key, answers, FixInput(what="Cover", started_on=TODAY))
    (one,) = own_stop_standings(tracker)
    assert not one.waiting
    assert one.fix.what == "Cover"


def test_it_is_on_their_chart_and_leaves_only_if_i_choose(tracker, finance, answers, said):
    commands.record(tracker, answers, TODAY - timedelta(days=TODAY.weekday()), 2)
    commands.start_own_stop(tracker, finance, said)
    measure = tracker.measures.get(answers)
    picture = trend_sheet(tracker, answers, TODAY, 13).picture
    labels = [one.label for one in picture.spans if one.kind == "own_stop"]
    assert labels == ["The close report, from me"]
    subject = ChartSubject(picture, measure, tracker.customers.get(finance))
    page = chart_page(subject, {})
    assert not page.picture.spans
    (item,) = [one for one in page.items if "close report" in one.text]
    assert not item.on
    assert chart_page(subject, {item.key: True}).picture.spans


def test_a_supplier_is_asked_as_a_customer_is_and_apart_from_them(tracker, finance):
    link = commands.add_link(tracker, "Ledger team")
    commands.answer(tracker, SUPPLIER, link, TODAY, {"trust": 4})
    commands.answer(tracker, "relationship", finance, TODAY, {"trust": 2})
    sheet = assessment_sheet(tracker, SUPPLIER, link, TODAY)
    assert [one.now for one in sheet.standings] == [None, 4, None, None]
    assert [one.question.text for one in sheet.standings] == [
        "Common goals", "Trust", "Open communication", "Commitment",
    ]  # fmt: skip
    with pytest.raises(InvalidInput, match="somebody upstream"):
        commands.answer(tracker, SUPPLIER, None, TODAY, {"trust": 4})
    commands.ease_link(tracker, link, "I ask early")
    assert tracker.links.get(link).easy == "I ask early"
    commands.edit_link(tracker, link, "Ledger", internal=False)
    assert (tracker.links.get(link).easy, tracker.links.get(link).internal) == (
        "I ask early",
        False,
    )


def test_what_cannot_be_is_refused(tracker, finance):
    other = commands.add_service(tracker, commands.add_customer(tracker, "Sales", None), "Quotes")
    with pytest.raises(InvalidInput, match="do not get that service"):
        commands.start_own_stop(
            tracker, finance, OwnStopInput(what="x", started_on=TODAY, service_id=other)
        )
    with pytest.raises(InvalidInput, match="ends before"):
        commands.start_own_stop(
            tracker, finance, OwnStopInput(what="x", started_on=TODAY, ended_on=TODAY - WEEK)
        )
    assert tracker.own_stops.all() == []
