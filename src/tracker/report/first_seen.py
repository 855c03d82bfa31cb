"""Sentences about who saw a change first, this person or the customer, and by how many days."""

from __future__ import annotations

from datetime import date

from tracker.domain.number import show_number
from tracker.domain.period import Cadence
from tracker.report.phrases import day, period_name, spelled


def told_line(looked_on: date | None, told_on: date, today: date) -> str:
    """Say when this person saw it and when they were told, and how many days lay between."""
    theirs = day(told_on, today)
    if looked_on is None:
        return f"They told you on {theirs}."
    mine = day(looked_on, today)
    days = (told_on - looked_on).days
    if not days:
        return f"Seen by you on {mine}, the day they told you."
    if days < 0:
        return f"They told you on {theirs}; seen by you on {mine}, {_days(-days)} later."
    return f"Seen by you on {mine}; they told you on {theirs}, {_days(days)} later."


def first_seen_sentence(mine: int, of: int, lead: float | None, leads: int) -> str:
    """Say how many of the changes of a year this person saw first, and the mean lead."""
    told = f"In the last year you saw {mine} of {of} changes before your customers told you."
    if lead is None:
        return told
    of_them = f"Where both days are known ({leads})"
    return f"{told} {of_them}, {lead_words(lead)} on average."


def lead_words(lead: float) -> str:
    """Write a mean lead: `you were 6 days ahead`, `they were 2.5 days ahead`."""
    days = show_number(abs(lead), 0 if float(lead).is_integer() else 1)
    if not any(sign in "123456789" for sign in days):
        return "you both saw it on the same day"
    who = "you were" if lead > 0 else "they were"
    return f"{who} {days} day{'' if days == '1' else 's'} ahead"


def quarter_words(start: date, mine: int, of: int, lead: float | None) -> str:
    """Write one quarter: `Q3 2026: 2 of 3, you were 4 days ahead`."""
    name = period_name(start, Cadence.QUARTERLY)
    return f"{name}: {mine} of {of}{f', {lead_words(lead)}' if lead is not None else ''}"


def _days(days: int) -> str:
    return f"{spelled(days)} day{'' if days == 1 else 's'}"
