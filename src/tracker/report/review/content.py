"""What a review pack says, as values: what was promised, kept, changed, fixed and heard.

`app.review` gathers it as of the end of the period; the other modules of this folder say it. What
must never leave (private notes, words about signals, who a fix was with, the pulse) is not in here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from tracker.detection import Effect, Verdict
from tracker.domain.correction import Fix, FixState
from tracker.domain.decision import DecisionVerdict
from tracker.domain.finding import Finding
from tracker.domain.keeping import Keeping
from tracker.domain.levels.regime import Regime
from tracker.domain.measure import Measure, Version
from tracker.report.charts.picture import EffectPicture, TrendPicture
from tracker.report.dates import medium_day
from tracker.report.documents.logo import Logo
from tracker.report.text.calculation import Calculation
from tracker.report.text.causes import CauseCount

CASE_ASK: Final = "case:ask"
CASE_CHANGE: Final = "case:change"
CASE_PROUD: Final = "case:proud"
CASE: Final = {
    CASE_PROUD: "What I am proud of",
    CASE_CHANGE: "What I will change",
    CASE_ASK: "What I ask for",
}
"""The person's own words, by the key that they are kept under with the review of a period."""
WEEKS_FROM = 60  # days; beyond that a person thinks in weeks, and later in months
MONTHS_FROM = 300


@dataclass(frozen=True, slots=True)
class DueValue:
    """A period of a measure that has fallen due: its value, None where there is none.

    `delay` counts the days from its end until it was logged.
    """

    start: date
    end: date
    value: float | None
    shown: str
    kept: bool | None = None
    skipped: bool = False
    delay: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewChange:
    """A change that became known in the period, or stands at its end.

    `earlier` and `later` are the regimes before and after it; `stands` says whether it still does,
    `over_on` since when it does not.
    """

    since: date
    revealed: date
    up: bool
    better: bool
    stands: bool
    earlier: Regime | None = None
    later: Regime | None = None
    over_on: date | None = None

    @property
    def weight(self) -> float:
        """How far the level moved, in widths of the usual range before."""
        if not (self.earlier and self.later):
            return 0.0
        if self.earlier.mean is None or self.later.mean is None:
            return 0.0
        moved = abs(self.later.mean - self.earlier.mean)
        low, high = self.earlier.lower, self.earlier.upper
        if low is None or high is None or high <= low:
            return moved
        return moved / (high - low)


@dataclass(frozen=True, slots=True)
class ReviewFix:
    """A fix that was under way in the period, and what is said of it at the end.

    `fix` holds nothing private, and is as it stood at the end.
    """

    fix: Fix
    effect: Effect
    state: FixState
    picture: EffectPicture | None = None


@dataclass(frozen=True, slots=True)
class ReviewMeasure:
    """One measure in the period, and how it stood at the end.

    `figure` is the average of its values but those far out (`averaged`, `left_out`), `level` that
    of now, and `level_lines` say what each is of. `verdict` leaves out what is not
    told of this customer; `begins` is the first period that counts, and what is said of it names no
    figure of before.
    `earlier` are promises before, each with its last day; `planned` changes with their reasons.
    `sign` is the one of the heat map (`HeatCell`) under which it stood.
    """

    measure: Measure
    finding: Finding
    verdict: Verdict
    begins: date
    entries: tuple[DueValue, ...]
    mean: float | None
    figure: str
    keeping: Keeping
    level: str
    level_lines: tuple[str, ...]
    changes: tuple[ReviewChange, ...]
    fixes: tuple[ReviewFix, ...]
    picture: TrendPicture | None
    calculation: Calculation | None
    averaged: tuple[float, ...] = ()
    left_out: int = 0
    earlier: tuple[tuple[Version, date], ...] = ()
    planned: tuple[tuple[date, str], ...] = ()
    archived_on: date | None = None
    sign: str = "steady"

    @property
    def version(self) -> Version:
        """The wording and promise that counted at the end."""
        return self.measure.now

    @property
    def values(self) -> tuple[float, ...]:
        """What was logged in the period, oldest first."""
        return tuple(one.value for one in self.entries if one.value is not None)


@dataclass(frozen=True, slots=True)
class StarredEvidence:
    """An evidence note that the person has starred."""

    measure: Measure
    start: date
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A customer's own words; `about` is the measure they are about, if any."""

    text: str
    said_on: date
    about: str = ""
    starred: bool = False


@dataclass(frozen=True, slots=True)
class ReviewCustomer:
    """One customer; `rated` is the mean of their `ratings` figures from 1 to 5.

    `benefit` is what good it does to serve them, `wants` what they said they want, newest first,
    `services` what is done for them.
    """

    uid: str
    name: str
    tier: str
    measures: tuple[ReviewMeasure, ...]
    evidence: tuple[StarredEvidence, ...] = ()
    words: tuple[Comment, ...] = ()
    rated: float | None = None
    ratings: int = 0
    archived_on: date | None = None
    benefit: str = ""
    wants: tuple[str, ...] = ()
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewDecision:
    """A decision that somebody was told of, as it stood at the end; names of customers only.

    `verdict` is None while nobody can tell; what was learned belongs to a bad one.
    """

    uid: str
    title: str
    decided_on: date
    choice: str
    logic: str = ""
    less_happy: str = ""
    told: tuple[str, ...] = ()
    verdict: DecisionVerdict | None = None
    verdict_on: date | None = None
    admitted_to: str = ""
    learned: str = ""
    next_choice: str = ""


@dataclass(frozen=True, slots=True)
class Upkeep:
    """How the measuring was kept up: `due` periods, of which so many were logged or skipped.

    `delay` is the median of the days from the end of a period to its entry. In `done` of `weeks`
    everything due was logged or skipped. `shown` pages went to `asked` customers; `answered` of
    them answered. Of `changes` that somebody saw, `mine` were seen before the customer told of
    them, `lead` days ahead.
    """

    due: int = 0
    logged: int = 0
    skipped: int = 0
    weeks: int = 0
    done: int = 0
    delay: float | None = None
    shown: int = 0
    asked: int = 0
    answers: int = 0
    answered: int = 0
    mine: int = 0
    changes: int = 0
    lead: float | None = None

    @property
    def missing(self) -> int:
        """How many periods hold neither a value nor a reason."""
        return self.due - self.logged - self.skipped


@dataclass(frozen=True, slots=True)
class Review:
    """A whole review. `until` is the day it is judged by: the last one, or today before that."""

    name: str
    role: str
    logo: Logo | None
    first: date
    last: date
    until: date
    today: date
    customers: tuple[ReviewCustomer, ...]
    upkeep: Upkeep
    decisions: tuple[ReviewDecision, ...] = ()
    causes: tuple[CauseCount, ...] = ()
    review_on: date | None = None

    @property
    def measures(self) -> tuple[ReviewMeasure, ...]:
        """Every measure, customer by customer."""
        return tuple(one for part in self.customers for one in part.measures)


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
    return f"Your review {verb} {countdown(day, today)}, on {medium_day(day)}."


def shown_words(last_shown: date | None, *, shared: bool) -> str:
    """Say when a customer was last shown a measure, or why they cannot have been."""
    if last_shown is not None:
        return f"Last shown or told to them: as of {medium_day(last_shown)}, before this was known."
    if shared:
        return "Neither shown nor told to them so far."
    return "Neither shown nor told to them so far: this measure is private."


def _long(days: int) -> str:
    if days >= MONTHS_FROM:
        return f"{round(days / 30.44)} months"
    if days >= WEEKS_FROM:
        return f"{round(days / 7)} weeks"
    return f"{days} days"
