"""Numbers as people type them, and as they read them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.errors import EXCERPT, InvalidInput
from tracker.domain.number import LARGEST, decimals_of, read_number, show_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2.6", 2.6),
        ("2,6", 2.6),
        (" 2.6 ", 2.6),
        ("+3", 3),
        ("-3", -3),
        ("−3,5", -3.5),
        (".5", 0.5),
        ("5.", 5),
        ("007", 7),
        ("1 234,5", 1234.5),
        ("1\N{NO-BREAK SPACE}234.5", 1234.5),
        ("1\N{NARROW NO-BREAK SPACE}234", 1234),
        ("1,234", 1.234),
        ("1000000000000", 1e12),
    ],
)
def test_a_decimal_point_or_comma_is_read(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ".",
        ",",
        "-",
        "1,234.5",
        "1.234,5",
        "1.2.3",
        "1,234,567",
        "1e5",
        "1E5",
        "0x10",
        "1_000",
        "NaN",
        "nan",
        "inf",
        "-Infinity",
        "∞",
        "½",
        "²",
        "\N{FULLWIDTH DIGIT FIVE}",
        "٣",
        "३",
        "1\N{ARABIC DECIMAL SEPARATOR}5",
        "--5",
        "5-",
        "5 days",
        "=5",
        "\u202e5",
        "5\u200f",
        "5\0",
        "5\n6",
        "1000000000001",
        "9" * 10_000,
        "x" * 10_000,
    ],
    ids=lambda text: ascii(text)[:30],
)
def test_anything_else_is_refused_in_a_short_sentence(text):
    with pytest.raises(InvalidInput) as told:
        read_number(text, "promise")
    assert told.value.field == "promise"
    assert told.value.title.isprintable()
    assert len(told.value.title) < EXCERPT + 60


def test_minus_nothing_is_nothing():
    assert str(read_number("-0")) == "0.0"
    assert show_number(-0.0) == "0"
    assert show_number(-0.001, 2) == "0"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (2.0, "2"),
        (2.60, "2.6"),
        (-2.5, "−2.5"),
        (100, "100"),
        (0.1 + 0.2, "0.3"),
        (9999.5, "9999.5"),
        (-12345.25, "−12\u202f345.25"),
        (12345678.9, "12\u202f345\u202f678.9"),
        (98765432.1, "98\u202f765\u202f432.1"),
        (1e12, "1\u202f000\u202f000\u202f000\u202f000"),
        (0.00001, "0.00001"),
        (1e-11, "0"),
    ],
)
def test_a_number_is_shown_with_the_digits_it_was_typed_with(number, shown):
    assert show_number(number) == shown


def test_decimals_round_and_drop_their_zeros():
    assert show_number(2.675, 2) == "2.68"
    assert show_number(2.999, 1) == "3"
    assert show_number(7, 2) == "7"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_never_shown(number):
    with pytest.raises(ValueError, match="finite"):
        show_number(number)


@settings(deadline=None)
@given(st.decimals(-LARGEST, LARGEST, places=3))
def test_what_is_shown_reads_back_as_the_same_number(decimal):
    number = float(decimal)
    assert read_number(show_number(number)) == number


@settings(deadline=None)
@given(st.text(max_size=20))
def test_no_text_makes_reading_a_number_crash(text):
    try:
        number = read_number(text)
    except InvalidInput:
        return
    assert abs(number) <= LARGEST


@pytest.mark.parametrize(("step", "decimals"), [(1, 0), (0.5, 1), (0.05, 2), (0.25, 2), (10, 0)])
def test_a_recording_step_says_how_many_decimals_it_needs(step, decimals):
    assert decimals_of(step) == decimals
