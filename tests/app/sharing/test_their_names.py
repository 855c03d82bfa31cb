"""A measure under the name in its customer's words: on all that goes to them, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.test_no_secrets import strings_in

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.overview.overview import overview
from tracker.app.review.review import review
from tracker.app.sharing.charts import ChartSubject, chart_page
from tracker.app.sharing.ledger import agreement
from tracker.app.sharing.scorecard import scorecard, scorecard_period
from tracker.app.trends.trend import trend_picture
from tracker.domain.errors import InvalidInput
from tracker.domain.period import Period
from tracker.report.documents.html import html_bytes
from tracker.report.review.document import review_document
from tracker.report.scorecard.document import agreement_document, scorecard_document

TODAY = date(2026, 11, 20)
WEEK = Period.of(TODAY)
OWN, THEIRS = "Month-end close answers", "Days you keep us waiting"
VALUES = [2.5, 2.6, 2.4, 2.6, *[1.7, 1.6, 1.8, 1.7] * 6]


@pytest.fixture
def named(tracker, finance, answers) -> int:
    """Return a shared measure that is broken, rated and worked on, with a name of theirs."""
    with tracker.edit("history"):
        for at, value in enumerate(VALUES):
            commands.record(tracker, answers, (WEEK + -at).start, value)
    said = MeasureInput.of(tracker.measures.get(answers))
    named = replace(said, shared=True, their_name=f"  {THEIRS} ")
    commands.edit_measure(tracker, answers, named, TODAY)
    commands.add_rating(tracker, finance, WEEK.start, 3, "We wait", measure_id=answers)
    commands.start_fix(tracker, answers, commands.FixInput(what="A cover", started_on=WEEK.start))
    commands.plan_change(tracker, answers, (WEEK + -3).start, "A new ledger")
    return answers


def test_a_scorecard_names_it_as_they_do_and_never_as_i_do(tracker, finance, named):
    content = scorecard(tracker, finance, *scorecard_period(TODAY, tracker), TODAY)
    assert [one.name for one in content.measures] == [THEIRS]
    said = list(strings_in(content))
    assert not [text for text in said if OWN in text]
    assert [text for text in said if f"{THEIRS}: A new ledger" in text]
    page = html_bytes(scorecard_document(content)).decode()
    assert OWN not in page
    assert page.count(THEIRS) > 2


def test_the_agreement_and_the_message_name_it_as_they_do(tracker, finance, named):
    document = agreement_document(agreement(tracker, finance, TODAY))
    said = " ".join(strings_in(document))
    assert (THEIRS in said, OWN in said) == (True, False)
    (one,) = overview(tracker, TODAY).untold
    assert one.message.startswith(f"{THEIRS}: I promised ≤ 2 days.")
    assert one.measure == OWN


def test_a_chart_is_named_for_whoever_gets_it(tracker, finance, named):
    measure = tracker.measures.get(named)
    picture = trend_picture(tracker, named, TODAY)
    subject = ChartSubject(picture, measure, tracker.customers.get(finance))
    titles = [chart_page(subject, {}, for_them=whom).picture.title for whom in (None, True, False)]
    assert titles == [THEIRS, THEIRS, OWN]
    commands.share_measure(tracker, named, shared=False)
    kept_back = replace(subject, measure=tracker.measures.get(named))
    assert chart_page(kept_back, {}).picture.title == OWN


def test_the_own_review_keeps_the_own_name(tracker, finance, named):
    content = review(tracker, date(2026, 6, 1), TODAY, TODAY)
    said = " ".join(strings_in(review_document(content, {})))
    assert (OWN in said, THEIRS in said) == (True, False)


@pytest.mark.parametrize("typed", ["", "   ", OWN.upper()])
def test_without_a_name_of_theirs_or_with_the_own_once_more_the_own_one_stands(
    tracker, finance, named, typed
):
    said = MeasureInput.of(tracker.measures.get(named))
    assert said.their_name == THEIRS
    commands.edit_measure(tracker, named, replace(said, their_name=typed), TODAY)
    assert tracker.measures.get(named).their_name == ""
    content = scorecard(tracker, finance, *scorecard_period(TODAY, tracker), TODAY)
    assert [one.name for one in content.measures] == [OWN]
    tracker.undo()
    assert tracker.measures.get(named).for_them.name == THEIRS


def test_a_name_too_long_is_refused_and_none_is_cut(tracker, named):
    said = MeasureInput.of(tracker.measures.get(named))
    with pytest.raises(InvalidInput, match="name has 201 characters"):
        commands.edit_measure(tracker, named, replace(said, their_name="x" * 201), TODAY)
    commands.edit_measure(tracker, named, replace(said, their_name="x" * 200), TODAY)
    assert tracker.measures.get(named).their_name == "x" * 200
