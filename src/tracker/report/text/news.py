"""What Overview says beyond the verdict of a measure: fixes, words, looks, choices, and calm.

Who saw a change first, this person or the customer, is said here too, and by how many days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from tracker.detection import Effect, Outcome
from tracker.domain.correction import Explanation, Fix, Word
from tracker.domain.finding import Finding
from tracker.domain.measure import Measure, show_value
from tracker.domain.number import show_number
from tracker.domain.period import Cadence, Period
from tracker.domain.sharing import Rating
from tracker.domain.texts.cutting import cut
from tracker.report.dates import began, long_day, period_name
from tracker.report.text.keeping import Label
from tracker.report.text.phrases import first_fitting
from tracker.report.text.verdicts import fix_sentence, move
from tracker.report.wording import (
    by_number,
    capitalised,
    listed,
    number_of,
    number_word,
    plural,
    spelled_number_of,
)

LONGEST_NAME = 48
FIX_WORKED = Label("Fix worked", "better")
_FAILED = {
    Outcome.CHANGED_WORSE: Label("Worse since the fix", "worse"),
    Outcome.NO_SIGN_YET: Label("Fix had no effect yet", "worse"),
    Outcome.TOO_FEW: Label("Fix to look at", "worse"),
}


def first_seen_line(looked_on: date | None, told_on: date, today: date) -> str:
    """Say when this person saw it and when they were told, and how many days lay between."""
    theirs = long_day(told_on, today)
    if looked_on is None:
        return f"They told you on {theirs}."
    mine = long_day(looked_on, today)
    days = (told_on - looked_on).days
    if not days:
        return f"Seen by you on {mine}, the day they told you."
    later = f"{spelled_number_of(abs(days), 'day')} later"
    if days < 0:
        return f"They told you on {theirs}; seen by you on {mine}, {later}."
    return f"Seen by you on {mine}; they told you on {theirs}, {later}."


SIDE_NAMES: Final = {None: "", True: "internal", False: "external"}
"""What customers of a side are called; empty where all are meant."""


def wow_sentence(
    wow: tuple[float, int], rest: tuple[float, int], weeks: int, *, internal: bool | None = None
) -> str:
    """Say that WOW customers are rated no better than the rest: mean and count of each side."""
    who = f"{SIDE_NAMES[internal]} WOW customers".strip()
    one, other = (show_number(mean, 1) for mean, _ in (wow, rest))
    return (
        f"{capitalised(who)} are rated no better than the rest over {weeks} weeks: {one} of 5 on "
        f"average of {wow[1]} ratings, theirs and yours, beside {other} on average of {rest[1]}."
    )


def first_seen_sentence(
    mine: int, of: int, lead: float | None, leads: int, *, internal: bool | None = None
) -> str:
    """Say how many of the changes of a year this person saw first, and the mean lead."""
    whose = f"your {SIDE_NAMES[internal]} customers".replace("  ", " ")
    told = f"In the last year you saw {mine} of {of} changes before {whose} told you."
    if lead is None:
        return told
    of_them = f"Where both days are known ({leads})"
    return f"{told} {of_them}, {lead_words(lead)} on average."


def lead_words(lead: float) -> str:
    """Write a mean lead: `you were 6 days ahead`, `they were 2.5 days ahead`."""
    days = f"{show_number(abs(lead), 1)} {plural(round(abs(lead), 1), 'day')}"
    if not any(sign in "123456789" for sign in days):
        return "you both saw it on the same day"
    who = "you were" if lead > 0 else "they were"
    return f"{who} {days} ahead"


def quarter_words(start: date, mine: int, of: int, lead: float | None) -> str:
    """Write one quarter: `Q3 2026: 2 of 3, you were 4 days ahead`."""
    name = period_name(Period(start, Cadence.QUARTERLY))
    return f"{name}: {mine} of {of}{f', {lead_words(lead)}' if lead is not None else ''}"


def fix_label(effect: Effect) -> Label:
    """Name what became of a fix whose review day has come."""
    return _FAILED.get(effect.outcome, FIX_WORKED)


def fix_line(measure: Measure, fix: Fix, effect: Effect, today: date) -> str:
    """Say which fix it is, and what became of it."""
    whose = f"{fix.owner}’s fix" if fix.owner else "Your fix"
    began = f"of {long_day(fix.started_on, today)}"
    told = fix_sentence(measure, fix, effect)
    told = f"{told[0].lower()}{told[1:]}".replace(": ", ", ", 1)
    return first_fitting(
        f"{whose} “{fix.what}” {began}: {told}",
        f"{whose} {began}: {told}",
        f"The fix {began}: {told}",
    )


def explanation_line(word: Explanation) -> str:
    """Say what the person said about it; empty where they marked it without a word."""
    text = " ".join(word.text.split())
    if not text:
        return "You called it a one-off." if word.kind is Word.ONE_OFF else ""
    return first_fitting(f"You said: “{text}”", f"You said: “{cut(text, 140)}”")


def seen_line(looked_on: date | None, today: date, told_on: date | None = None) -> str:
    """Say when the person first looked at it, and when they were told; empty if neither was."""
    if told_on is not None:
        return first_seen_line(looked_on, told_on, today)
    return f"Seen by you on {long_day(looked_on, today)}." if looked_on else ""


def peace_words(hidden: int) -> str:
    """Say that nothing needs anybody; where something that is not shown does, say that instead."""
    if not hidden:
        return "Nothing needs you"
    return by_number(
        hidden,
        "Nothing shown here needs you; one hidden measure does",
        f"Nothing shown here needs you; {number_word(hidden)} hidden measures do",
    )


def choosing(wow: int, unplaced: list[str]) -> str:
    """Say calmly that a choice is open: nobody to wow, or somebody without a place."""
    told = [] if wow else ["You have not chosen yet whom you want to wow."]
    if len(unplaced) == 1:
        told.append(f"{cut(unplaced[0], LONGEST_NAME)} has no place on the board yet.")
    elif unplaced:
        told.append(
            f"{number_word(len(unplaced)).capitalize()} customers have no place on the board yet."
        )
    return " ".join(told)


def calm(usual: int, learning: int, silent: int, far_out: int = 0, called: int = 0) -> str:
    """Count the measures that say nothing new; `called` are those that were called a one-off."""
    whole = number_of(usual + learning + silent + far_out + called, "measure")
    if learning and not any((usual, silent, far_out, called)):
        return f"Learning what is usual in {whole}: a change can be told from the sixth value on."
    parts = [
        f"{number} {words}"
        for number, words in (
            (usual, "as usual"),
            (far_out, "with one value far out"),
            (called, "that you called a one-off"),
            (learning, "still learning what is usual"),
            (silent, "without a value for a while"),
        )
        if number
    ]
    return f"Nothing new in {whole}: {', '.join(parts)}." if parts else ""


def check_in_line(done: int, counted: int, logged: int, due: int, *, every: bool = False) -> str:
    """Write `48 of 51 weeks logged or explained · this week 4 of 8`.

    `every` says that it is of all customers, where a page shows only some of them.
    """
    now = f"this week {logged} of {due}" if due else "nothing due this week"
    now = f"{now} · of all customers" if every else now
    if not counted:
        return capitalised(now)
    return f"{done} of {number_of(counted, 'week')} logged or explained · {now}"


def age(weeks: int) -> str:
    """Write how old a value is where there is little room: `6 wk old`, `14 mo old`."""
    if weeks < 53:
        return f"{weeks} wk old"
    return f"{weeks * 12 // 52} mo old"


def headline(measure: Measure, finding: Finding, today: date) -> str:
    """Say since when a change stands and when it was noticed; empty where none stands."""
    if finding.since is None or finding.revealed is None:
        return ""
    since = began(finding.since, measure.cadence, today)
    moved = move(measure, finding)
    if measure.cadence in {Cadence.MONTHLY, Cadence.QUARTERLY}:
        noticed = period_name(Period(finding.revealed, measure.cadence))
        return f"{moved} since {since}, noticed in {noticed}"
    return f"{moved} since {since}, noticed {long_day(finding.revealed, today)}"


def reply_sentence(ratings: Sequence[Rating], measures: Mapping[int, Measure]) -> str:
    """Return what one reply, or several, said, with the measure of each rating, by id.

    `Rated Month-end close answers 4 of 5 and Forecast 5 of 5. “Thank you.”`; or nothing.
    """
    rated = [_rated(one, measures) for one in ratings if one.value is not None]
    said = [f"Rated {listed(rated)}."] if rated else []
    said += [f"“{' '.join(one.words.split())}”" for one in ratings if one.words]
    return " ".join(said)


def _rated(one: Rating, measures: Mapping[int, Measure]) -> str:
    """Name what was rated, and how: 1 to 5, or on the measure's own scale."""
    measure = None if one.measure_id is None else measures.get(one.measure_id)
    name = cut(measure.name, LONGEST_NAME) if measure else "everything"
    value = one.value or 0.0
    if one.five or measure is None:
        return f"{name} {show_number(value)} of 5"
    return f"{name} {show_value(value, measure.scale, measure.on(one.rated_on).unit)}"


def found_words(count: int, *, more: bool) -> str:
    """Say how much was found; of more than that, that a further word would help."""
    shown = show_number(count)
    return f"the first {shown}; add a word to see others" if more else f"{shown} found"
