"""What Overview tells: bad news first, good news for eight weeks, noise never."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.app import commands
from tracker.app.commands import FixInput, MeasureInput
from tracker.app.evaluations.history import WeekCompletion, check_ins
from tracker.app.overview.overview import overview
from tracker.app.overview.revealed import NewsKind, needing, needs
from tracker.app.signals.signs import Sign
from tracker.detection.scale import Scale
from tracker.domain.correction import Word
from tracker.domain.customer import CustomerKind as Who
from tracker.domain.customer import Tier
from tracker.domain.measure import Area, Better
from tracker.domain.period import Cadence, Period
from tracker.report.charts.spark import Mark

CALM = [1.6, 1.7, 1.5, 1.8, 1.6, 1.7, 1.5, 1.6, 1.8, 1.7, 1.6, 1.5]
SLOWER = [2.6, 2.7, 2.6, 2.8]


def weeks_to(today: date, count: int) -> list[date]:
    last = Period.of(today)
    return [(last + (at - count + 1)).start for at in range(count)]


def log(tracker, measure_id: int, today: date, values: list[float], ago: int = 0) -> None:
    """Log weekly values, the newest so many weeks ago."""
    ends = today - timedelta(weeks=ago)
    for start, value in zip(weeks_to(ends, len(values)), values, strict=True):
        commands.record(tracker, measure_id, start, value)


def measure(tracker, customer_id: int, today: date, name: str = "Answers", **said: object) -> int:
    figures: dict[str, object] = {
        "area": Area.EFFECTIVENESS,
        "scale": Scale.DURATION,
        "better": Better.LOWER,
        "promise": 2,
        "unit": "days",
    }
    given = MeasureInput(name=name, **(figures | said))
    return commands.add_measure(tracker, customer_id, given, today - timedelta(weeks=60))


def kinds(shown) -> list[NewsKind]:
    return [one.kind for one in shown.news]


@pytest.fixture
def slower(tracker, answers, today) -> int:
    """Return a measure that got worse four weeks ago."""
    log(tracker, answers, today, CALM + SLOWER)
    return answers


def test_a_change_for_the_worse_comes_with_its_sentence_trend_and_wish(tracker, slower, today):
    shown = overview(tracker, today)
    (news,) = shown.news
    assert news.kind is NewsKind.WORSE
    assert news.name == "Month-end close answers"
    assert news.about == "Finance leads · Effectiveness"
    assert news.label.text == "Getting worse"
    assert news.sentence == "Slower for 4 weeks: 2.7 days, 1.6 before."
    assert news.quiet == "The promise (≤ 2 days) was kept in 9 of 13 weeks, not since 26 October."
    assert news.fix_wanted
    assert news.spark.promise == 2
    assert list(news.spark.marks) == [Mark.USUAL] * 12 + [Mark.WORSE] * 4
    assert shown.needing == {slower}
    assert needing(tracker, today) == {slower}
    assert needs(tracker, slower, today)
    assert [(ask.measure_id, ask.name) for ask in shown.asks] == [(slower, news.name)]
    assert shown.calm == ""


def test_ordinary_values_are_no_news(tracker, answers, today):
    log(tracker, answers, today, CALM)
    shown = overview(tracker, today)
    assert shown.news == shown.asks == ()
    assert shown.calm == "Nothing new in 1 measure: 1 as usual."
    assert needing(tracker, today) == frozenset()


def test_a_word_answers_a_signal_and_is_said_back(tracker, slower, today):
    (ask,) = overview(tracker, today).asks
    commands.explain(tracker, slower, ask.start, "The ledger export was late")
    shown = overview(tracker, today)
    assert shown.asks == ()
    assert shown.news[0].quiet == "You said: “The ledger export was late”"
    assert not shown.news[0].fix_wanted
    assert shown.needing == {slower}


def test_a_signal_called_a_one_off_is_not_listed(tracker, slower, today):
    (ask,) = overview(tracker, today).asks
    commands.explain(tracker, slower, ask.start, "", Word.ONE_OFF)
    shown = overview(tracker, today)
    assert shown.news == shown.asks == ()
    assert shown.rows[0].cells[0][0].sign is Sign.ONE_OFF
    assert shown.rows[0].cells[0][0].said.startswith("One-off. ")


def test_a_fix_answers_too_and_is_told_with_what_became_of_it(tracker, slower, today):
    since = overview(tracker, today).news[0].since
    said = FixInput(what="Asked for read access", started_on=today, since=since)
    commands.start_fix(tracker, slower, said)
    shown = overview(tracker, today)
    assert shown.asks == ()
    assert shown.news[0].quiet == (
        "Your fix “Asked for read access” of 20 November: too early to tell, 6 more weeks needed."
    )


def test_the_day_of_a_look_is_said(tracker, slower, today):
    commands.look_at(tracker, slower, today)
    assert overview(tracker, today).news[0].quiet.endswith("Seen by you on 20 November.")


def test_a_steady_measure_below_its_promise_needs_somebody(tracker, answers, today):
    log(tracker, answers, today, [value + 1 for value in CALM])
    shown = overview(tracker, today)
    assert kinds(shown) == [NewsKind.BELOW]
    assert shown.news[0].quiet == ""
    assert not shown.news[0].fix_wanted
    assert shown.asks == ()


def test_a_fix_without_effect_comes_up_on_its_review_day(tracker, answers, today):
    log(tracker, answers, today, CALM * 2)
    said = FixInput(what="A template", started_on=today - timedelta(weeks=10), review_on=today)
    fix_id = commands.start_fix(tracker, answers, said)
    shown = overview(tracker, today)
    assert kinds(shown) == [NewsKind.FIX_FAILED]
    assert shown.news[0].label.text == "Fix had no effect yet"
    assert shown.news[0].sentence.startswith("No sign of change yet: ")
    assert needs(tracker, answers, today)
    commands.review_fix(tracker, fix_id, today + timedelta(weeks=4))
    shown = overview(tracker, today)
    assert shown.news == ()
    assert [(one.what, one.when) for one in shown.coming] == [
        ("A template", "look again on 18 December")
    ]
    commands.drop_fix(tracker, fix_id, today)
    assert overview(tracker, today).coming == ()


def test_a_fix_that_worked_is_good_news_for_a_while(tracker, answers, today):
    log(tracker, answers, today, [value + 1 for value in CALM] + CALM[:8])
    commands.start_fix(
        tracker,
        answers,
        FixInput(what="A template", started_on=today - timedelta(weeks=7, days=today.weekday())),
    )
    shown = overview(tracker, today)
    assert kinds(shown) == [NewsKind.FIX_WORKED]
    assert shown.news[0].label.text == "Fix worked"
    assert shown.news[0].label.tone == "better"
    assert "it worked, 1.6 days since it began, 2.6 before (8 and 12 weeks)" in shown.news[0].quiet
    marks = shown.news[0].spark.marks
    assert list(marks) == [Mark.USUAL] * (len(marks) - 8) + [Mark.BETTER] * 8
    assert shown.needing == frozenset()
    log(tracker, answers, today + timedelta(weeks=12), CALM)
    assert overview(tracker, today + timedelta(weeks=12)).news == ()


def test_good_news_grows_old_after_eight_weeks(tracker, answers, today):
    log(tracker, answers, today, [value + 2 for value in CALM] + CALM[:4])
    shown = overview(tracker, today)
    assert kinds(shown) == [NewsKind.BETTER]
    revealed = tracker.judge.finding(answers).revealed
    for week in range(1, 12):
        commands.record(tracker, answers, (Period.of(today) + week).start, CALM[week])
        later = today + timedelta(weeks=week)
        still = overview(tracker, later).news
        assert bool(still) == (Period.of(later).start <= revealed + timedelta(weeks=8))
    # It has stood for fifteen values: it is the usual level by now.
    assert overview(tracker, later).rows[0].cells[0][0].sign is Sign.STEADY


def test_bad_news_stands_before_good_and_customers_in_their_order(tracker, finance, today):
    sales = commands.add_customer(tracker, "Field sales", Tier.SERVE, Who.EXTERNAL)
    better = measure(tracker, finance, today, "Better")
    below = measure(tracker, finance, today, "Below")
    worse = measure(tracker, sales, today, "Worse")
    log(tracker, better, today, [value + 2 for value in CALM] + CALM[:4])
    log(tracker, below, today, [value + 1 for value in CALM])
    log(tracker, worse, today, CALM + SLOWER)
    assert [one.name for one in overview(tracker, today).news] == ["Worse", "Below", "Better"]


def test_a_customer_not_to_be_annoyed_is_heard_of_only_below_the_floor(tracker, today):
    legal = commands.add_customer(tracker, "Legal", Tier.MAINTAIN)
    one = measure(tracker, legal, today, floor=3)
    log(tracker, one, today, CALM + SLOWER)
    assert overview(tracker, today).news == ()
    log(tracker, one, today + timedelta(weeks=1), [3.5])
    (news,) = overview(tracker, today + timedelta(weeks=1)).news
    assert news.kind is NewsKind.BELOW
    assert news.sentence == "3.5 days in week 48; the floor is 3 days."
    assert news.spark.promise == 3


def test_what_is_put_away_needs_nobody(tracker, slower, finance, today):
    commands.archive_measure(tracker, slower, today)
    assert overview(tracker, today).news == ()
    assert not needs(tracker, slower, today)
    commands.restore_measure(tracker, slower)
    commands.archive_customer(tracker, finance, today)
    assert not needs(tracker, slower, today)


def test_an_open_choice_is_said_once_and_only_then(tracker, finance):
    assert overview(tracker, date(2026, 11, 20)).choice == ""
    commands.move_customer(tracker, finance, None)
    told = overview(tracker, date(2026, 11, 20)).choice
    assert told.startswith("You have not chosen yet whom you want to wow. Finance leads has no")


def test_one_side_can_be_left_out_and_says_how_many(tracker, slower, today):
    commands.add_customer(tracker, "Field sales", Tier.SERVE, Who.EXTERNAL)
    whole = overview(tracker, today)
    assert (whole.sides, whole.hidden, len(whole.rows)) == (True, 0, 2)
    outside = overview(tracker, today, internal=False)
    assert [row.name for row in outside.rows] == ["Field sales"]
    assert (outside.hidden, outside.news) == (1, ())
    assert overview(tracker, today, internal=True).needing == {slower}


def test_the_heat_map_shows_the_worst_of_several_and_nothing_where_nothing_is(
    tracker, slower, finance, today
):
    rating = measure(
        tracker,
        finance,
        today,
        "Usable",
        scale=Scale.RATING,
        better=Better.HIGHER,
        promise=4,
        unit="",
    )
    log(tracker, rating, today, [4, 5, 4, 4, 5, 4, 4, 4])
    empty = measure(tracker, finance, today, "Later", area=Area.ROI)
    (row,) = overview(tracker, today).rows
    assert (row.name, row.tier) == ("Finance leads", "WOW")
    worst, other = row.cells[0]
    assert (worst.measure_id, worst.shown, worst.sign) == (slower, "2.8 d", Sign.WORSE)
    assert (other.measure_id, other.shown, other.sign) == (rating, "4", Sign.STEADY)
    assert row.cells[1] == ()
    assert [(one.measure_id, one.shown, one.sign) for one in row.cells[2]] == [
        (empty, "", Sign.NOTHING_YET)
    ]


def test_an_old_value_says_how_old_it_is(tracker, answers, today):
    log(tracker, answers, today, CALM, ago=6)
    (entry,) = overview(tracker, today).rows[0].cells[0]
    assert (entry.sign, entry.shown) == (Sign.OLD, "5 wk old")
    assert entry.said.startswith("No news. No value since week 41 of 2026. Until then: steady")


def test_the_small_trend_of_a_month_covers_as_long_a_time(tracker, finance, today):
    monthly = measure(tracker, finance, today, cadence=Cadence.MONTHLY)
    last = Period.of(today, Cadence.MONTHLY)
    for ago in range(30):
        commands.record(tracker, monthly, (last + -ago).start, 4 + (ago % 3) / 10)
    half, year = (overview(tracker, today, weeks).news[0].spark for weeks in (26, 52))
    assert (len(half.values), len(year.values)) == (8, 12)


def test_a_gap_in_the_small_trend_stays_a_gap(tracker, answers, today):
    log(tracker, answers, today, [value + 1 for value in CALM])
    commands.clear(tracker, answers, (Period.of(today) + -3).start)
    spark = overview(tracker, today).news[0].spark
    assert spark.values[-4] is None
    assert len(spark.values) == 12


class TestCheckIns:
    @staticmethod
    def read(tracker, today):
        return check_ins(tracker, tracker.customers.all(), tracker.measures.all(), today)

    def test_nothing_counts_before_the_first_entry(self, tracker, answers, today):
        shown = self.read(tracker, today)
        assert len(shown.weeks) == 52
        assert (shown.done, shown.counted) == (0, 0)
        assert (shown.now.due, shown.now.logged) == (1, 0)
        log(tracker, answers, today, CALM[:3], ago=1)
        shown = self.read(tracker, today)
        assert (shown.done, shown.counted) == (3, 3)
        assert shown.now.done is WeekCompletion.NOTHING

    def test_a_week_is_full_partly_or_not_logged(self, tracker, finance, today):
        one, other = measure(tracker, finance, today), measure(tracker, finance, today, "Other")
        log(tracker, one, today, CALM[:3])
        log(tracker, other, today, CALM[:1], ago=2)
        commands.skip(tracker, other, (Period.of(today) + -1).start, "away")
        shown = self.read(tracker, today)
        assert [week.done for week in shown.weeks[-4:]] == [
            WeekCompletion.NOT_COUNTED,
            WeekCompletion.NOT_COUNTED,
            WeekCompletion.ALL,
            WeekCompletion.ALL,
        ]
        assert (shown.done, shown.counted) == (2, 2)
        assert shown.now.done is WeekCompletion.PARTLY
        assert (shown.now.due, shown.now.logged) == (2, 1)

    def test_longer_periods_belong_to_the_week_in_which_they_end(self, tracker, finance, today):
        for cadence in (Cadence.FORTNIGHTLY, Cadence.MONTHLY, Cadence.QUARTERLY):
            one = measure(tracker, finance, today, cadence, cadence=cadence)
            phase = tracker.measures.get(one).phase
            period = Period.of(today, cadence, phase)
            for ago in range(3):
                commands.record(tracker, one, (period + -ago).start, 1.5)
        shown = self.read(tracker, today)
        for week in shown.weeks:
            assert week.logged <= week.due
        months = [week for week in shown.weeks if date(2026, 10, 31) in week.week]
        assert months[0].logged >= 1

    def test_a_measure_put_away_is_not_asked_for_later(self, tracker, answers, forecast, today):
        log(tracker, answers, today, CALM)
        log(tracker, forecast, today, [4, 4, 4], ago=9)
        commands.archive_measure(tracker, forecast, today - timedelta(weeks=8))
        shown = self.read(tracker, today)
        assert all(week.done is WeekCompletion.ALL for week in shown.weeks[-11:-8])
        assert all(week.done is WeekCompletion.ALL for week in shown.weeks[-7:])


def test_nothing_is_read_of_an_empty_file(tracker, today):
    shown = overview(tracker, today)
    assert (shown.news, shown.rows, shown.calm, shown.choice, shown.measures) == ((), (), "", "", 0)
