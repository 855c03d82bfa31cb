"""Texts cut to the letters there is room for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import integers, text

from tracker.domain.texts.cutting import CUT, cut, cut_lines, first_of


def test_a_text_is_cut_between_words() -> None:
    assert cut("a  b\nc", 5) == "a b c"
    assert cut("Month-end close answers", 16) == "Month-end close…"
    assert cut("W" * 50, 10) == "W" * 9 + "…"
    assert cut("Answers, and more", 9) == "Answers…"


@given(text(), integers(2, 40))
def test_what_is_cut_fits_and_is_the_beginning_of_the_text(said: str, longest: int) -> None:
    shown = cut(said, longest)
    line = " ".join(said.split())
    assert len(shown) <= longest
    assert shown == line or line.startswith(shown.removesuffix(CUT))


@pytest.mark.parametrize(
    "sign",
    [
        "👩‍👩‍👧",
        "👍🏽",
        "❤️",
        "🇩🇪",
        "e\N{COMBINING ACUTE ACCENT}\N{COMBINING TILDE}",
        "कि",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    ],
)
def test_a_sign_of_several_letters_is_there_or_not_and_never_half(sign: str) -> None:
    """A family of three would lose its child, a flag would become a letter in a box."""
    for longest in range(12, 40):
        shown = cut(f"Answers{sign * 9}", longest).removesuffix(CUT)
        assert shown.removeprefix("Answers") == sign * shown.count(sign)


def test_what_is_nothing_but_marks_is_cut_all_the_same() -> None:
    assert cut("a" + "\N{COMBINING TILDE}" * 400, 20) == "a" + "\N{COMBINING TILDE}" * 18 + CUT


def test_a_text_in_lines_keeps_them_and_ends_with_a_word() -> None:
    assert cut_lines("one\ntwo", 7) == "one\ntwo"
    assert cut_lines("one\ntwo three", 11) == "one\ntwo…"
    assert cut_lines("one two\nthree", 10) == "one two…"


def test_of_many_names_the_first_stand_for_all() -> None:
    assert first_of(["A", "B"], 2) == "A, B"
    assert first_of([4, 5, 6], 2) == "4, 5…"
