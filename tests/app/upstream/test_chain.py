"""The chain: what depends on whom, what stopped, what came again, which bad weeks began there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.secret_diary import strings_in

from tracker.app import commands
from tracker.app.commands import FixInput, MeasureInput, StopInput
from tracker.app.trends.trend import trend_sheet
from tracker.app.upstream.queries import chain, overlaps, repeats, stop_standings, upstream_share
from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.evaluation import Cause
from tracker.domain.measure import Area, Better
from tracker.domain.period import MEASURE_CADENCES, Period
from tracker.domain.upstream import AGAIN_WEEKS, Stop
from tracker.report.text.choices import again_line, days_line, share_line, stop_line

DAY = timedelta(days=1)
BEGIN = date(2026, 1, 1)
days = st.integers(0, 400).map(lambda day: BEGIN + day * DAY)


@pytest.fixture
def service(tracker, finance) -> int:
    return commands.add_service(tracker, finance, "Fast answers")


@pytest.fixture
def answers(tracker, finance, service, today) -> int:
    """Return a weekly duration of the service, lower is better, promise 2 days."""
    said = MeasureInput(
        name="Month-end close answers",
        area=Area.EFFECTIVENESS,
        scale=Scale.DURATION,
        better=Better.LOWER,
        promise=2,
        unit="days",
        service_id=service,
    )
    return commands.add_measure(tracker, finance, said, today - timedelta(weeks=20))


@pytest.fixture
def ledger(tracker, service) -> int:
    return commands.add_link(tracker, "Ledger team", "The export", "Mondays at 9", [service])


def stopped(tracker, link, first, last=None, **said) -> int:
    return commands.start_stop(tracker, link, StopInput(started_on=first, ended_on=last, **said))


def test_the_chain_runs_from_upstream_to_the_end_client(tracker, finance, service, ledger):
    commands.introduce(tracker, "Ana", "Analyst")
    commands.edit_customer(tracker, finance, their_customer="The board", end_client="Shareholders")
    other = commands.add_customer(tracker, "Legal", None)
    found = chain(tracker)
    assert (found.me, found.role) == ("Ana", "Analyst")
    assert [one.link.who for one in found.links] == ["Ledger team"]
    assert [one.name for one in found.links[0].services] == ["Fast answers"]
    assert [one.id for one in found.links[0].customers] == [finance]
    assert [one.end_client for one in found.customers] == ["Shareholders", ""]
    assert chain(tracker, other).links == ()


def test_a_retired_link_keeps_its_stops(tracker, ledger, today):
    stopped(tracker, ledger, today)
    commands.retire_link(tracker, ledger, today)
    assert chain(tracker).links == ()
    assert chain(tracker, retired=True).links[0].link.id == ledger
    assert chain(tracker).retired == 1
    assert len(stop_standings(tracker)) == 1
    commands.restore_link(tracker, ledger)
    assert chain(tracker).retired == 0


def test_links_are_named_once(tracker, ledger):
    with pytest.raises(InvalidInput, match="hands that over already") as refused:
        commands.add_link(tracker, " ledger  TEAM", "the export")
    assert refused.value.field == "who"
    commands.add_link(tracker, "Ledger team", "Access rights")
    commands.edit_link(tracker, ledger, "Ledger team", "The export", "Tuesdays")
    assert tracker.links.get(ledger).by_when == "Tuesdays"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"who": " "}, "who"),
        ({"who": "x" * 201}, "who"),
        ({"who": "x", "what": "y" * 401}, "what"),
        ({"who": "x", "by_when": "y" * 201}, "by_when"),
    ],
)
def test_a_link_that_says_too_little_or_too_much_is_refused(tracker, said, field):
    with pytest.raises(InvalidInput) as refused:
        commands.add_link(tracker, **said)
    assert refused.value.field == field


def test_a_service_that_is_not_there_is_refused(tracker):
    with pytest.raises(NotFound):
        commands.add_link(tracker, "Ledger team", services=[999])
    assert tracker.links.all() == []


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"ended_on": date(2026, 11, 1)}, "ended_on"),
        ({"effect": "x" * 10_001}, "effect"),
        ({"cause": "x" * 201}, "cause"),
        ({"started_on": date(1900, 1, 1)}, "started_on"),
    ],
)
def test_a_bad_stop_is_refused_beside_its_field(tracker, ledger, said, field):
    with pytest.raises(InvalidInput) as refused:
        commands.start_stop(tracker, ledger, StopInput(**{"started_on": date(2026, 11, 2), **said}))
    assert refused.value.field == field
    assert tracker.stops.all() == []


def test_a_stop_is_closed_by_a_fix_or_a_reason_and_opened_again_by_undo(tracker, ledger, answers):
    key = stopped(tracker, ledger, date(2026, 11, 2), cause="Nightly job failed")
    commands.end_stop(tracker, key, date(2026, 11, 4))
    with pytest.raises(InvalidInput):
        commands.end_stop(tracker, key, date(2026, 11, 1))
    assert stop_standings(tracker)[0].waiting
    commands.close_stop(tracker, key, "Once a year")
    assert not stop_standings(tracker)[0].waiting
    fix = FixInput(what="Watch the job", started_on=date(2026, 11, 5))
    fix_id = commands.fix_stop(tracker, key, answers, fix)
    one = stop_standings(tracker)[0]
    assert (one.fix.what, one.stop.no_fix, one.waiting) == ("Watch the job", "", False)
    commands.remove_fix(tracker, fix_id)
    assert stop_standings(tracker)[0].waiting, "without its fix it waits for an answer again"
    commands.remove_stop(tracker, key)
    assert tracker.stops.all() == []
    tracker.undo()
    assert tracker.stops.get(key).cause == "Nightly job failed"


def test_what_lasts_comes_first_then_what_is_not_answered(tracker, ledger):
    closed = stopped(tracker, ledger, date(2026, 11, 9), date(2026, 11, 9))
    commands.close_stop(tracker, closed, "Never again")
    waiting = stopped(tracker, ledger, date(2026, 3, 2), date(2026, 3, 3))
    lasting = stopped(tracker, ledger, date(2026, 1, 5))
    assert [one.stop.id for one in stop_standings(tracker)] == [lasting, waiting, closed]


def test_the_same_cause_on_the_same_link_within_13_weeks_has_come_again(tracker, ledger, today):
    other = commands.add_link(tracker, "Field sales")
    first = stopped(tracker, ledger, date(2026, 6, 1), date(2026, 6, 3), cause="Nightly job")
    stopped(tracker, other, date(2026, 7, 1), cause="Nightly job")
    stopped(tracker, ledger, date(2026, 7, 1), cause="")
    on_the_day = date(2026, 6, 3) + timedelta(weeks=AGAIN_WEEKS)
    again = stopped(tracker, ledger, on_the_day, on_the_day, cause=" nightly  JOB")
    late = stopped(tracker, ledger, on_the_day + timedelta(weeks=13, days=1), cause="Nightly job")
    found = {one.stop.id: one.again for one in stop_standings(tracker)}
    assert found[again].id == first
    assert found[late] is None
    said = again_line(tracker.stops.get(again), tracker.stops.get(first), today)
    assert said.startswith("Again: “nightly JOB”, 13 weeks after it ended on 3 Jun.")


stop_list = st.lists(
    st.tuples(
        st.integers(1, 2),
        days,
        st.none() | st.integers(0, 60),
        st.sampled_from(["", "a", "A ", "b"]),
    ),
    max_size=12,
)


@given(stop_list)
def test_come_again_is_what_the_rule_says(rows):
    stops = [
        Stop(at, str(at), link, first, None if long is None else first + long * DAY, cause=cause)
        for at, (link, first, long, cause) in enumerate(rows, 1)
    ]

    def repeated(stop: Stop) -> bool:
        return any(
            one.link_id == stop.link_id
            and one.cause.strip().casefold() == stop.cause.strip().casefold() != ""
            and (one.started_on, one.id) < (stop.started_on, stop.id)
            and (stop.started_on - (one.ended_on or one.started_on)).days <= 7 * AGAIN_WEEKS
            for one in stops
        )

    assert set(repeats(stops)) == {stop.id for stop in stops if repeated(stop)}


@given(days, st.none() | st.integers(0, 90), days, st.sampled_from(MEASURE_CADENCES), days)
def test_a_stop_overlaps_a_period_if_they_have_a_day_in_common(first, long, day, cadence, today):
    stop = Stop(1, "u", 1, first, None if long is None else first + long * DAY)
    period = Period.of(day, cadence)
    last = stop.ended_on or max(first, today)
    lasting = {first + at * DAY for at in range((last - first).days + 1)}
    its_days = {period.start + at * DAY for at in range((period.end - period.start).days + 1)}
    assert overlaps(stop, period, today) == bool(lasting & its_days)


def test_bad_weeks_began_upstream_by_a_stop_or_by_the_cause_that_was_named(
    tracker, ledger, answers, today
):
    week = Period.of(today)
    for ago, value, cause in (
        (6, 3.0, None),  # broke the promise, and nothing stopped
        (5, 3.0, None),  # broke it while something had stopped
        (4, 3.0, Cause.OWN),  # so did this one, but the person says what it was
        (3, 3.0, Cause.UPSTREAM),  # named upstream
        (2, 1.0, None),  # kept, though something had stopped
        (1, 1.0, Cause.UPSTREAM),  # kept, and named all the same
    ):
        commands.record(tracker, answers, (week + -ago).start, value)
        if cause:
            commands.annotate(tracker, answers, (week + -ago).start, cause=cause)
    stopped(tracker, ledger, (week + -5).end, (week + -4).start)
    stopped(tracker, ledger, (week + -2).start, (week + -2).end)
    share = upstream_share(tracker, today)
    assert [(one.period, one.upstream) for one in share.weeks] == [
        (week + -1, "you named it so"),
        (week + -3, "you named it so"),
        (week + -4, ""),
        (week + -5, "Ledger team stopped"),
        (week + -6, ""),
    ]
    assert share_line(share.upstream, share.bad) == (
        "3 of your 5 bad values in a year began upstream (60 %)."
    )
    assert share.weeks[2].other == "Something of my own"


def test_the_share_is_said_only_where_there_was_a_bad_week():
    assert share_line(0, 0) == ""
    assert share_line(0, 1) == "Your one bad value in a year did not begin upstream."
    assert share_line(1, 4) == "1 of your 4 bad values in a year began upstream."


def test_a_stop_says_how_long_and_what_is_left(today):
    one = Stop(1, "u", 1, today - 4 * DAY, seen=True)
    assert days_line(one, today) == "since 16 Nov, 5 days now"
    assert stop_line(one, today) == (
        "since 16 Nov, 5 days now · seen by the customer · not answered yet"
    )
    assert days_line(Stop(1, "u", 1, today, today), today) == "20 Nov"


def test_a_stop_shades_the_charts_that_it_touched_and_no_other(
    tracker, ledger, answers, forecast, logged, today
):
    stopped(tracker, ledger, today - 9 * DAY, cause="secret", effect="secret")
    (span,) = trend_sheet(tracker, answers, today).picture.spans
    assert (span.kind, span.label) == ("stop", "The export, Ledger team")
    assert (span.first, span.last) == (today - 9 * DAY, today)
    assert trend_sheet(tracker, forecast, today).picture.spans == ()


def test_no_stop_and_no_pulse_is_on_a_scorecard_or_in_a_review(
    tracker, service, answers, logged, finance, today
):
    from tracker.app.review.review import review
    from tracker.app.sharing.scorecard import scorecard

    commands.share_measure(tracker, answers, shared=True)
    first = today - timedelta(weeks=12)

    def exported():
        card = scorecard(tracker, finance, first, today, today)
        return card, review(tracker, first, today, today)

    before, token = exported(), "zq5secret"
    link = commands.add_link(tracker, f"{token} who", f"{token} what", services=[service])
    stopped(tracker, link, today - 9 * DAY, cause=token, effect=token, seen=True)
    commands.record_pulse(tracker, Period.of(today).start, energy=1, valued=2)
    after = exported()
    assert after == before
    assert not any(token in text for text in strings_in(after))
