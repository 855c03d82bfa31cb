"""How a verdict or a badge was reached, in plain words with the numbers to check it by hand.

The badges of a measure (M4) are clear, public and continuous; each says why it is held, or is not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from tracker.detection import (
    Baseline,
    Comparison,
    Offer,
    Rule,
    Sensitivity,
    VerdictExplanation,
    WindowSide,
    rarity,
)
from tracker.detection.baseline import LIMIT_FACTOR
from tracker.detection.scale import Scale
from tracker.domain.measure import Better, Measure, show_value
from tracker.domain.number import show_number
from tracker.domain.period import NOUN, Period
from tracker.domain.texts.cutting import CUT
from tracker.report.dates import long_day, period_name
from tracker.report.text.phrases import PERIODS_A_YEAR, count, figure, short_unit
from tracker.report.wording import by_number, listed, plural

MOST_VALUES: Final = 24
MOST_COMPARISONS: Final = 3
MOST_LEFT_OUT: Final = 3
LEAST_SHARE: Final = 0.005
"""Below so much nothing is handed on from one value to the next."""

A_MILLION: Final = 1_000_000
NOTICED: Final = MappingProxyType(
    {Sensitivity.CALM: 12, Sensitivity.NORMAL: 8, Sensitivity.KEEN: 6}
)
"""Values until a change for the worse of 1½ usual spreads is noticed: docs/detection.md."""
RULES: Final = MappingProxyType(
    {
        Rule.TOO_FEW_VALUES: "Six values are needed before a change can be told from luck.",
        Rule.CHANGE_STANDS: "There is enough evidence of a change, and the level still "
        "differs from the one before: a change.",
        Rule.SLIDE_LIKELIER_THAN_STEP: "A change, and since then a slope fits the values better "
        "than a step: sliding.",
        Rule.RECORD_FAR_OUT: "One value lies further out than any before, at least three and a "
        "half times the usual scatter. One alone is marked, and is no change.",
        Rule.EVIDENCE_GROWING: "The evidence has begun to grow, but is not enough yet.",
        Rule.PROMISE_MISSED: "No change; but the promise was kept in under half of the time, for "
        "sure.",
        Rule.NOTHING_STANDS_OUT: "The evidence stays below what is needed: the usual up and down.",
    }
)
PUBLIC_FOR: Final = timedelta(weeks=13)
"""How long a measure is public after it was last shared."""
MOST_AWAY: Final = 2
"""Periods that a continuous measure may be without a value."""
_WITH_UNIT: Final = frozenset({Scale.NUMBER, Scale.DURATION})


@dataclass(frozen=True, slots=True)
class Calculation:
    """The rule that decided, and named rows with the numbers it used."""

    rule: str
    rows: tuple[tuple[str, str], ...]


def calculation(
    measure: Measure, found: VerdictExplanation, start: Callable[[int], date]
) -> Calculation:
    """Write out an explanation; `start` turns a position into the first day of its period."""
    return Calculation(RULES[found.rule], tuple(_rows(measure, found, start)))


def choices(measure: Measure) -> Iterator[tuple[Sensitivity, str, str]]:
    """Yield each sensitivity with its name and what it costs on this measure."""
    for one in Sensitivity:
        years = rarity(one, PERIODS_A_YEAR[measure.cadence]).years
        several = f"one false alarm in {years} years"
        alarm = by_number(years, "one false alarm a year", several)
        after = count(NOTICED[one], measure.cadence)
        yield one, one.capitalize(), f"about {alarm}; a clear change is noticed after {after}"


def calm_reason(measure: Measure, offer: Offer) -> str:
    """Say why *calm* is offered."""
    every = count(offer.lag, measure.cadence)
    return f"It repeats about every {every}, which looks like a change and back."


def _rows(
    measure: Measure, found: VerdictExplanation, start: Callable[[int], date]
) -> Iterator[tuple[str, str]]:
    nouns = count(2, measure.cadence).removeprefix("2 ")
    if found.before.values:
        yield f"The {nouns} before", _side(measure, found.before, start)
    if found.recent.values:
        name = f"The recent {nouns}" if found.before.values else f"All {nouns}"
        yield name, _side(measure, found.recent, start)
    if found.rule is Rule.TOO_FEW_VALUES:
        yield "Logged so far", f"{found.have} of {count(found.need, measure.cadence)}"
    else:
        yield "Evidence", _evidence(measure, found)
        yield from _guards(measure, found)
    told = [_comparison(measure, one) for one in found.comparisons[:MOST_COMPARISONS]]
    if told:
        yield "Strongest looks back", "\n".join(told)
    yield from _figures(found)
    if found.limits:
        yield (
            "Range since the change" if found.change else "Usual range",
            _limits(measure, found.limits),
        )


def _evidence(measure: Measure, found: VerdictExplanation) -> str:
    up, down = (_odds(one) for one in found.evidence)
    rise, fall = _odds(found.thresholds.up), _odds(found.thresholds.down)
    match measure.now.better:
        case Better.HIGHER:
            needed = f"{fall} is needed to say worse, {rise} to say better"
        case Better.LOWER:
            needed = f"{rise} is needed to say worse, {fall} to say better"
        case Better.BAND:
            needed = f"{rise} is needed to say higher, {fall} to say lower"
    return f"{up} for higher, {down} for lower; {needed} ({measure.sensitivity})"


def _guards(measure: Measure, found: VerdictExplanation) -> Iterator[tuple[str, str]]:
    """Say what makes evidence weaker: neighbours that lean, and the least scatter believed."""
    noun = NOUN[measure.cadence]
    if found.leaning is not None:
        share, factor = found.leaning
        part = f"{show_number(share * 100, 0)} %"
        handed = f"each {noun} repeats {part} of how far the one before lay from the mean"
        if share < LEAST_SHARE:
            told = "no, nothing is taken off: factor 1"
        elif factor > 1.0:
            by = show_number(factor, 2)
            told = f"yes: {handed}, so the square of a difference is divided by {by}"
        else:
            told = f"{handed}, but they repeat with the season, nothing is taken off: factor 1"
        yield f"Do {plural(2, noun)} resemble their neighbours?", told
    step = floor_words(measure, found.floor)
    yield "Least scatter", f"± {step}, even where values were all the same"


def floor_words(measure: Measure, floor: float) -> str:
    """Write the least scatter believed with two digits that tell something."""
    decimals = max(1 - math.floor(math.log10(floor)), 0) if floor > 0.0 else 0
    unit = "" if measure.scale is Scale.YESNO else short_unit(measure)
    if measure.scale is Scale.PERCENT or unit == "%":
        unit = plural(round(floor, decimals), "point")
    return show_value(floor, Scale.NUMBER, unit, decimals)


def _figures(found: VerdictExplanation) -> Iterator[tuple[str, str]]:
    if found.change:
        apart = show_number(abs(found.change.t), 1)
        yield "Does it stand?", f"the levels lie {apart} standard errors apart; 2 are needed"
        if found.change.odds.slides:
            one, two = (_times(odds) for odds in found.change.odds)
            yield "Slide or step?", f"a slide is {one} likelier than one step, {two} than two steps"
    if found.one_off:
        yield "How far out", f"{show_number(abs(found.one_off.sigmas), 1)} times the usual scatter"
    if found.kept:
        bounds = (min(max(one, 0.0), 1.0) for one in (found.kept.low, found.kept.high))
        low, high = (f"{show_number(share * 100, 0)} %" for share in bounds)
        kept = f"{found.kept.met} of {found.kept.count}"
        yield "Promise kept", f"{kept}; in the long run between {low} and {high}"


def _side(measure: Measure, side: WindowSide, start: Callable[[int], date]) -> str:
    shown = [show_value(value, measure.scale).removesuffix(" %") for value in side.values]
    listed = ", ".join(shown[-MOST_VALUES:])
    if len(shown) > MOST_VALUES:
        listed = f"{CUT} {listed}"
    since = period_name(Period(start(side.start), measure.cadence), year=True)
    mean = figure(measure, side.mean or 0.0, more=1)
    if side.left_out:
        far = ", ".join(figure(measure, value) for value in side.left_out[-MOST_LEFT_OUT:])
        mean = f"{mean} without what is far out ({far})"
    return f"{count(len(shown), measure.cadence)} from {since}, mean {mean}\n{listed}"


def _comparison(measure: Measure, one: Comparison) -> str:
    shape = "a slope" if one.ramp else "a step"
    recent = figure(measure, one.recent, more=1)
    before = figure(measure, one.before, unit=False, more=1)
    last = by_number(one.window, "the last one", f"the last {one.window}")
    return f"{last} as {shape}: {recent} against {before}, evidence {_odds(one.evidence)}"


def _limits(measure: Measure, limits: Baseline) -> str:
    mean = figure(measure, limits.mean, more=1)
    if limits.moving_range is None or limits.lower is None or limits.upper is None:
        return f"mean {mean}; two values are needed for a range"
    moved = figure(measure, limits.moving_range, unit=False, more=1)
    low = figure(measure, limits.lower, unit=False, more=1)
    high = figure(measure, limits.upper, more=1)
    guess = ", a first guess" if limits.is_first_guess else ""
    cut = (limits.lower, limits.upper) != (limits.natural_lower, limits.natural_upper)
    ends = ", cut at the end of the scale" if cut else ""
    nouns = count(limits.count, measure.cadence)
    return (
        f"mean of {nouns} ± {LIMIT_FACTOR} × mean step from one to the next\n"
        f"{mean} ± {LIMIT_FACTOR} × {moved} = {low} to {high}{ends}{guess}"
    )


def _times(log_odds: float) -> str:
    """Say how many times likelier something is: ln odds of 1.1 are 3 times."""
    if log_odds > math.log(A_MILLION):
        return "over a million times"
    times = math.exp(log_odds)
    return f"{times:,.0f} times" if times >= 10 else f"{times:.1f} times"


def _odds(evidence: float) -> str:
    if evidence < 1:
        return "under 1"
    return "over a million" if evidence > A_MILLION else show_number(evidence, 0)


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge: whether a measure has it, the sentence that says why, and what helps to get it."""

    name: str
    held: bool
    said: str
    helps: str = ""


def clear(measure: Measure) -> Badge:
    """Say whether anybody could tell what is measured: definition, unit, direction."""
    lacking = []
    if not measure.now.definition.strip():
        lacking.append("a definition")
    if measure.scale in _WITH_UNIT and not measure.now.unit.strip():
        lacking.append("a unit")
    if lacking:
        parts = listed(lacking)
        return Badge(
            "clear", held=False, said=f"Not clear yet: it lacks {parts}.", helps=f"add {parts}"
        )
    return Badge("clear", held=True, said="Clear: definition, unit and direction are there.")


def public(measure: Measure, shared_on: date | None, today: date) -> Badge:
    """Say when a measure was last shared; public is what was, lately, and still is to be."""
    if not measure.shared:
        was = f", though it was shared on {long_day(shared_on, today)}" if shared_on else ""
        return Badge("public", held=False, said=f"Private: only you see it{was}.", helps="share it")
    if shared_on is None:
        said = "Not public yet: it was on no page for them."
        return Badge("public", held=False, said=said, helps="send them a page")
    when = long_day(shared_on, today)
    if today - shared_on > PUBLIC_FOR:
        said = f"No longer public: last shared on {when}."
        return Badge("public", held=False, said=said, helps="send them a page")
    return Badge("public", held=True, said=f"Public: last shared on {when}.")


def continuous(measure: Measure, last: date | None, due: Period) -> Badge:
    """Say whether the newest value is fresh; `due` is the newest period that fell due."""
    if last is None:
        said = "Not continuous yet: nothing is logged."
        return Badge("continuous", held=False, said=said, helps="log it")
    cadence = measure.cadence
    when = period_name(Period(last, cadence), year=last.year != due.start.year)
    if due - Period(last, cadence) > MOST_AWAY:
        away = count(due - Period(last, cadence), cadence)
        said = f"Not continuous: no value for {away}, since {when}."
        return Badge("continuous", held=False, said=said, helps="log it again")
    return Badge("continuous", held=True, said=f"Continuous: last value in {when}.")


def badge_line(badges: Iterable[Badge]) -> str:
    """Name those that are held, then what helps with the others: `Clear · To be public: share it`.

    None of them is a refusal: what is not there yet is told by the step that brings it.
    """
    known = sorted(badges, key=lambda one: not one.held)
    return " · ".join(
        one.name.capitalize() if one.held else f"To be {one.name}: {one.helps}" for one in known
    )
