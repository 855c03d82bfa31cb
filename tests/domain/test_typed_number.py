"""What `1,234` means beside what a measure usually is, and which value is far from the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import read_value
from tracker.domain.typed_number import (
    AmbiguousNumber,
    FarOff,
    far_off,
    level_of,
    meanings,
    read_beside,
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2,6", (2.6,)),
        ("12,34", (12.34,)),
        ("1,2345", (1.2345,)),
        ("0,123", (0.123,)),
        ("1234,567", (1234.567,)),
        ("1 234", (1234,)),
        ("1,234", (1.234, 1234)),
        ("1.234", (1.234, 1234)),
        ("−123,456", (-123.456, -123456)),
        ("1,234,567", (1234567,)),
        ("1.234.567", (1234567,)),
        ("1,234.5", (1234.5,)),
        ("1.234,56", (1234.56,)),
        ("1'234", (1234,)),
        ("1’234.5", (1234.5,)),
        ("1,234.", (1234,)),
    ],
)
def test_what_a_text_can_mean(text, numbers):
    assert meanings(text) == numbers


@pytest.mark.parametrize("text", ["1,23,456", "1.234,567,8", "1,234,56", "1,,234", "1'23", "٣,١٢٣"])
def test_what_is_no_number_stays_none(text):
    with pytest.raises(InvalidInput, match="is not a number"):
        meanings(text)


def test_the_level_of_the_measure_decides_or_it_is_asked():
    assert read_beside("1,234", 2.2) == 1.234
    assert read_beside("1,234", None) == 1.234
    assert read_beside("987", 990) == 987
    with pytest.raises(AmbiguousNumber) as asked:
        read_beside("1,234", 987)
    assert asked.value.sentence == "1234 or 1.234? Write 1234 or 1.2340."
    assert (asked.value.decimal, asked.value.grouped) == (1.234, 1234)
    assert read_beside("1.2340", 987) == 1.234, "what the sentence says is understood"
    assert read_beside("1234", 987) == 1234


def test_a_meaning_that_the_scale_does_not_have_is_none():
    assert read_value("1,234", Scale.COUNT, level=900) == 1234
    assert read_value("12,345 %", Scale.PERCENT, level=100) == 12.345
    with pytest.raises(AmbiguousNumber):
        read_value("1.234", Scale.DURATION, level=900)
    with pytest.raises(InvalidInput, match="neither yes nor no"):
        read_value("maybe", Scale.YESNO)


def test_a_value_is_far_from_twenty_times_the_median_of_the_others_on():
    usual = [2.0, 1.9, 2.1, 2.2]
    assert far_off(54, usual) == FarOff(26)
    assert far_off(41, usual) == FarOff(20)
    assert far_off(40.9, usual) is None
    assert far_off(1.234, [987, 990]) is None, "smaller is not asked"
    assert far_off(500, [2]) is None, "one value is nothing to go by"
    assert far_off(500, [0, 0, 0, 4]) is None, "of nothing there is no multiple"


def test_what_is_usual_is_what_every_page_calls_so():
    values = [2.0, 1.9, 2.1, 2.2]
    assert far_off(54, values, usual=1.8) == FarOff(30, usual=True)
    assert far_off(54, values, usual=-1.8) == FarOff(30, usual=True)
    assert far_off(54, values, usual=40) == FarOff(26), "a level that has moved is not usual yet"
    assert far_off(54, values, usual=0) == FarOff(26)


def test_the_level_is_the_median_of_what_is_there_else_the_promise():
    assert level_of([900, -1000, 1100], 2) == 1000
    assert level_of([], 2) == 2
    assert level_of([]) is None


@given(st.integers(1000, 999_999))
def test_grouped_digits_are_never_taken_for_decimals_without_a_question(number):
    with pytest.raises(AmbiguousNumber) as asked:
        read_beside(f"{number:,}", 5000)
    assert asked.value.grouped == number
