"""What each scale allows, how values and promises are written, and which version counts when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import (
    SCALES,
    WORDS_1_TO_5,
    Better,
    Horizon,
    Measure,
    Source,
    Version,
    check_value,
    read_value,
    show_promise,
    show_value,
)
from tracker.domain.period import DEFAULT_PHASE, Cadence

START = date(2026, 1, 5)
VERSION = Version(1, "u", 1, START, Better.HIGHER)


def measure(*versions: Version) -> Measure:
    return Measure(
        1, "u", 1, None, "Answers", None, Scale.NUMBER, Cadence.WEEKLY, DEFAULT_PHASE, Source.ME,
        Horizon.NOW, shared=False, draft=True, archived_on=None, position=0, versions=versions,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("scale", "text", "value"),
    [
        (Scale.RATING, "4", 4),
        (Scale.RATING, " 5 ", 5),
        (Scale.RATING, "3.0", 3),
        (Scale.NUMBER, "−2,5", -2.5),
        (Scale.PERCENT, "92 %", 92),
        (Scale.PERCENT, "92,5%", 92.5),
        (Scale.PERCENT, "0", 0),
        (Scale.PERCENT, "100", 100),
        (Scale.COUNT, "0", 0),
        (Scale.COUNT, "1 200", 1200),
        (Scale.DURATION, "0", 0),
        (Scale.DURATION, "2,6", 2.6),
        (Scale.YESNO, "yes", 1),
        (Scale.YESNO, "Y", 1),
        (Scale.YESNO, "NO", 0),
        (Scale.YESNO, "1", 1),
        (Scale.YESNO, "false", 0),
    ],
)
def test_each_scale_reads_its_own_values(scale, text, value):
    assert read_value(text, scale) == value


@pytest.mark.parametrize(
    ("scale", "text"),
    [
        (Scale.RATING, "0"),
        (Scale.RATING, "6"),
        (Scale.RATING, "7"),
        (Scale.RATING, "3.5"),
        (Scale.RATING, "yes"),
        (Scale.NUMBER, ""),
        (Scale.NUMBER, "4 %"),
        (Scale.PERCENT, "101"),
        (Scale.PERCENT, "-1"),
        (Scale.PERCENT, "50 %%"),
        (Scale.COUNT, "-1"),
        (Scale.COUNT, "2.5"),
        (Scale.DURATION, "-0.1"),
        (Scale.DURATION, "2 days"),
        (Scale.YESNO, "2"),
        (Scale.YESNO, "0.5"),
        (Scale.YESNO, "maybe"),
    ],
)
def test_each_scale_refuses_what_is_not_one_of_its_values(scale, text):
    with pytest.raises(InvalidInput) as told:
        read_value(text, scale, "answer")
    assert told.value.field == "answer"


@pytest.mark.parametrize("scale", Scale)
@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), 1.1e12])
def test_no_scale_takes_what_is_no_number_or_cannot_be_kept(scale, value):
    with pytest.raises(InvalidInput) as told:
        check_value(value, scale)
    assert told.value.sentence


@settings(deadline=None)
@given(st.sampled_from(Scale), st.floats(-200, 200))
def test_a_value_that_is_let_through_keeps_every_rule_of_its_scale(scale, value):
    rule = SCALES[scale]
    try:
        kept = check_value(value, scale)
    except InvalidInput:
        return
    assert kept == value
    assert rule.low is None or value >= rule.low
    assert rule.high is None or value <= rule.high
    assert not rule.whole or value == round(value)


@pytest.mark.parametrize(
    ("value", "scale", "unit", "shown"),
    [
        (2.6, Scale.DURATION, "days", "2.6 days"),
        (92, Scale.PERCENT, "", "92 %"),
        (92, Scale.PERCENT, "points", "92 %"),
        (4, Scale.RATING, "", "4"),
        (3.5, Scale.RATING, "", "3.5"),
        (1, Scale.YESNO, "", "yes"),
        (0, Scale.YESNO, "", "no"),
        (0.75, Scale.YESNO, "", "0.75"),
        (-4, Scale.NUMBER, "°C", "−4 °C"),
        (0, Scale.COUNT, "errors", "0 errors"),
    ],
)
def test_a_value_is_shown_with_its_unit(value, scale, unit, shown):
    assert show_value(value, scale, unit) == shown


@pytest.mark.parametrize(
    ("version", "scale", "shown"),
    [
        (replace(VERSION, promise=4), Scale.RATING, "≥ 4"),
        (replace(VERSION, better=Better.LOWER, promise=2, unit="days"), Scale.DURATION, "≤ 2 days"),
        (replace(VERSION, promise=95), Scale.PERCENT, "≥ 95 %"),
        (replace(VERSION, better=Better.LOWER, promise=0), Scale.COUNT, "≤ 0"),
        (replace(VERSION, promise=1), Scale.YESNO, "yes"),
        (replace(VERSION, better=Better.LOWER, promise=0), Scale.YESNO, "no"),
        (replace(VERSION, better=Better.BAND, low=2, high=4, unit="h"), Scale.NUMBER, "2–4 h"),
        (replace(VERSION, better=Better.BAND, low=-5, high=-2), Scale.NUMBER, "−5–−2"),
        (VERSION, Scale.RATING, ""),
        (replace(VERSION, better=Better.BAND), Scale.NUMBER, ""),
    ],
)
def test_a_promise_is_shown_as_a_person_reads_it(version, scale, shown):
    assert show_promise(version, scale) == shown
    assert version.has_promise is bool(shown)


@pytest.mark.parametrize(
    ("version", "value", "kept"),
    [
        (replace(VERSION, promise=4), 4, True),
        (replace(VERSION, promise=4), 3.9, False),
        (replace(VERSION, better=Better.LOWER, promise=2), 2, True),
        (replace(VERSION, better=Better.LOWER, promise=2), 2.1, False),
        (replace(VERSION, better=Better.LOWER, promise=0), 0, True),
        (replace(VERSION, better=Better.BAND, low=2, high=4), 2, True),
        (replace(VERSION, better=Better.BAND, low=2, high=4), 4, True),
        (replace(VERSION, better=Better.BAND, low=2, high=4), 4.1, False),
        (replace(VERSION, better=Better.BAND, low=2, high=4), 1.9, False),
        (replace(VERSION, better=Better.BAND), 3, None),
        (VERSION, 3, None),
    ],
)
def test_a_value_keeps_its_promise_ends_included(version, value, kept):
    assert version.keeps(value) is kept


def test_the_version_that_counts_is_the_newest_not_after_the_day():
    first, second, third = (
        replace(VERSION, id=at, valid_from=day)
        for at, day in enumerate([START, date(2026, 6, 1), date(2026, 9, 1)])
    )
    one = measure(first, second, third)
    assert one.on(date(2026, 1, 5)) is first
    assert one.on(date(2026, 5, 31)) is first
    assert one.on(date(2026, 6, 1)) is second
    assert one.on(date(2026, 8, 31)) is second
    assert one.on(date(2099, 1, 1)) is third
    assert one.now is third


def test_before_its_first_version_a_measure_is_read_by_the_first():
    assert measure(VERSION).on(date(2020, 1, 1)) is VERSION


def test_five_lines_are_the_words_of_a_rating_and_fewer_are_not():
    own = "never\nrarely\n  often \nmostly\nalways"
    assert replace(VERSION, words=own).rating_words == (
        "never",
        "rarely",
        "often",
        "mostly",
        "always",
    )
    assert replace(VERSION, words="good\nbad").rating_words == WORDS_1_TO_5
    assert VERSION.rating_words == WORDS_1_TO_5


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("2 days", "days", 2),
        ("2d", "days", 2),
        (" 2,5 Days ", "days", 2.5),
        ("1 day", "days", 1),
        ("3 h", "hours", 3),
        ("1 200 pages", "pages", 1200),
        ("4 story points", "story points", 4),
        ("4", "days", 4),
    ],
)
def test_a_value_may_be_typed_with_its_own_unit(typed, unit, value):
    assert read_value(typed, Scale.NUMBER, unit=unit) == value


@pytest.mark.parametrize("typed", ["2 h", "2 hours", "2 days late", "2 weeks"])
def test_a_value_in_another_unit_is_refused(typed):
    with pytest.raises(InvalidInput, match="is not in days"):
        read_value(typed, Scale.DURATION, unit="days")


@pytest.mark.parametrize("typed", ["days", "two days", "d2", "2 days 3"])
def test_what_is_no_number_with_a_unit_is_no_number(typed):
    with pytest.raises(InvalidInput):
        read_value(typed, Scale.DURATION, unit="days")
