"""What a person means who types a day: every way of writing it, and never a crash or a wild day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import InvalidInput
from tracker.domain.period import FIRST_YEAR, LAST_DAY
from tracker.domain.typed_day import DayReader, day_in_words

MONDAY = date(2026, 11, 30)
DAYS = st.dates(date(FIRST_YEAR, 1, 1), LAST_DAY)
READER, AMERICAN = DayReader(MONDAY), DayReader(MONDAY, month_first=True)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-11-22", "2026-11-22"),
        ("2026/11/22", "2026-11-22"),
        ("today", "2026-11-30"),
        ("Tomorrow", "2026-12-01"),
        ("yesterday", "2026-11-29"),
        ("fri", "2026-12-04"),
        ("Friday", "2026-12-04"),
        ("mon", "2026-12-07"),
        ("+2w", "2026-12-14"),
        ("+ 2 weeks", "2026-12-14"),
        ("-3d", "2026-11-27"),
        ("+10", "2026-12-10"),
        ("+3m", "2027-02-28"),
        ("+1y", "2027-11-30"),
        ("30 nov", "2026-11-30"),
        ("30nov", "2026-11-30"),
        ("30. Nov.", "2026-11-30"),
        ("nov 30", "2026-11-30"),
        ("30th November 2027", "2027-11-30"),
        ("Nov 30, 2027", "2027-11-30"),
        ("30 nov 27", "2027-11-30"),
        ("Mon 30 Nov 2026", "2026-11-30"),
        ("Fri 30 Nov 2026", "2026-11-30"),
        ("3 Sept", "2026-09-03"),
        ("3 jan", "2027-01-03"),
        ("29 feb", "2028-02-29"),
        ("30.11.", "2026-11-30"),
        ("30.11", "2026-11-30"),
        ("30. 11.", "2026-11-30"),
        ("30. 11. 2025", "2025-11-30"),
        ("3.1.", "2027-01-03"),
        ("30.11.2025", "2025-11-30"),
        ("30.11.25", "2025-11-30"),
        ("30/11", "2026-11-30"),
        ("11/30", "2026-11-30"),
        ("3/12", "2026-12-03"),
        ("3/12/2027", "2027-12-03"),
        ("15", "2026-12-15"),
        ("28th", "2026-11-28"),
        ("30 foo", None),
        ("31 nov", None),
        ("2026-02-30", None),
        ("32.13.", None),
        ("soon", None),
        ("0", None),
        ("n", None),
        ("2026-W47", None),
        ("+5 apples", None),
        ("", None),
        ("   ", None),
    ],
)
def test_a_day_is_read_the_way_it_is_written(text, meant):
    if meant is None:
        with pytest.raises(InvalidInput) as told:
            READER.read(text, "due_on")
        assert told.value.field == "due_on"
        assert told.value.sentence.endswith("is not a day. Try 30 Nov or fri.")
    else:
        assert READER.read(text).isoformat() == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3/12", "2027-03-12"),
        ("11/30", "2026-11-30"),
        ("30/11", "2026-11-30"),
        ("3/12/27", "2027-03-12"),
        ("3.12.", "2026-12-03"),
        ("3-12-2027", "2027-03-12"),
        ("Mon Nov 30, 2026", "2026-11-30"),
    ],
)
def test_where_the_month_comes_first_a_stroke_parts_it_so_and_a_dot_never(text, meant):
    assert AMERICAN.read(text).isoformat() == meant


@pytest.mark.parametrize(
    ("text", "meant"), [("fri", "2026-11-27"), ("mon", "2026-11-23"), ("3 jan", "2026-01-03")]
)
def test_where_only_what_has_been_is_allowed_the_last_one_is_meant(text, meant):
    assert DayReader(MONDAY, latest=MONDAY).read(text).isoformat() == meant


def test_a_day_after_today_has_not_come_yet_where_only_what_has_been_is_allowed():
    with pytest.raises(InvalidInput, match="Tue 1 Dec 2026 has not come yet"):
        DayReader(MONDAY, latest=MONDAY).read("tomorrow")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2 nov", "Mon 2 Nov 2026 is too early. Choose Mon 9 Nov 2026 or a later day."),
        ("+2w", "Mon 14 Dec 2026 is too late. Choose Tue 1 Dec 2026 or an earlier day."),
        ("1/1/1969", "Wed 1 Jan 1969 lies before 1970. Choose a day from 1970 on."),
        ("+9999y", "Wed 1 Jan 2200 lies too far ahead. Choose Tue 31 Dec 2199 or an earlier day."),
        ("-9999y", "Wed 31 Dec 1969 lies before 1970. Choose a day from 1970 on."),
    ],
)
def test_a_day_that_is_not_allowed_says_which_is(text, sentence):
    reader = DayReader(MONDAY, earliest=date(2026, 11, 9), latest=date(2026, 12, 1))
    with pytest.raises(InvalidInput) as told:
        reader.read(text)
    assert told.value.sentence == sentence


@given(day=DAYS, today=DAYS, month_first=st.booleans())
def test_what_a_field_shows_means_that_day_again(day, today, month_first):
    reader = DayReader(today, month_first)
    for text in (day_in_words(day, month_first=month_first), day.isoformat(), f"{day:%d.%m.%Y}"):
        assert reader.read(text) == day


@given(today=DAYS, ahead=st.integers(-180, 180))
def test_a_day_without_its_year_is_the_nearest_one(today, ahead):
    day = today + timedelta(days=ahead)
    if not date(FIRST_YEAR, 1, 1) <= day <= LAST_DAY:
        return
    assert DayReader(today).read(f"{day.day}.{day.month}.") == day


TYPED = st.text(alphabet="0123456789 ./-+,wdmyonvfribtlksa", max_size=14) | st.text(max_size=60)


@given(text=TYPED, today=DAYS, month_first=st.booleans(), past=st.booleans())
def test_whatever_is_typed_is_a_possible_day_or_a_sentence(text, today, month_first, past):
    reader = DayReader(today, month_first, latest=today if past else None)
    told = None
    try:
        day = reader.read(text, "x")
    except InvalidInput as error:
        told = error
    if told:
        assert (told.field, told.sentence[-1]) == ("x", ".")
    else:
        assert date(FIRST_YEAR, 1, 1) <= day <= (today if past else LAST_DAY)
