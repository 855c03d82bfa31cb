"""What the review page says around the pack: how long until the review, what was shown when."""

from __future__ import annotations

from datetime import date

from tracker.report.reading import day_words

WEEKS_FROM = 60  # days; beyond that a person thinks in weeks, and later in months
MONTHS_FROM = 300


def countdown(day: date | None, today: date) -> str:
    """Say how far a review is: `in 23 days`, `tomorrow`, `today`, `3 days ago`; empty without."""
    if day is None:
        return ""
    days = (day - today).days
    if -1 <= days <= 1:
        return ("yesterday", "today", "tomorrow")[days + 1]
    return f"in {_long(days)}" if days > 0 else f"{_long(-days)} ago"


def review_words(day: date | None, today: date) -> str:
    """Say when the review is, beside the page's title."""
    if day is None:
        return "When is your review? Set its day, and this page counts down."
    verb = "was" if day < today else "is"
    return f"Your review {verb} {countdown(day, today)}, on {day_words(day)}."


def shown_words(last_shown: date | None, *, shared: bool) -> str:
    """Say when a customer was last shown a measure, or why they cannot have been."""
    if last_shown is not None:
        return f"Last shown to them: as of {day_words(last_shown)}, before this was known."
    return "Never shown to them." if shared else "Never shown to them: this measure is private."


def _long(days: int) -> str:
    if days >= MONTHS_FROM:
        return f"{round(days / 30.44)} months"
    if days >= WEEKS_FROM:
        return f"{round(days / 7)} weeks"
    return f"{days} days"
