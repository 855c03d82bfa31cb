"""How far a review is, and when something was shown, in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.report.review.content import countdown, review_words, shown_words

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (2, "in 2 days"),
        (23, "in 23 days"),
        (59, "in 59 days"),
        (60, "in 9 weeks"),
        (299, "in 43 weeks"),
        (365, "in 12 months"),
        (-3, "3 days ago"),
        (-100, "14 weeks ago"),
    ],
)
def test_a_day_is_counted_down_in_the_unit_people_think_in(days, said):
    assert countdown(TODAY + timedelta(days=days), TODAY) == said


def test_the_title_says_when_the_review_is_or_asks_for_it():
    assert countdown(None, TODAY) == ""
    assert review_words(None, TODAY).startswith("When is your review?")
    assert review_words(date(2026, 12, 13), TODAY) == ("Your review is in 23 days, on 13 Dec 2026.")
    assert review_words(date(2026, 11, 17), TODAY) == "Your review was 3 days ago, on 17 Nov 2026."


def test_when_it_was_shown_is_said_or_why_not():
    assert shown_words(None, shared=True) == "Neither shown nor told to them so far."
    assert "private" in shown_words(None, shared=False)
    assert "16 Aug 2026" in shown_words(date(2026, 8, 16), shared=True)
