"""What is said of how a promise is kept: one form for each room, and all of them from one value.

A *badge* is a word or three beside a figure, and the *share* says under it how it comes about;
*brief* is the badge with its count, a *line* stands where there is no badge, and the *sentence*
names the promise. What judged the past is never told with another promise's figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tracker.domain.keeping import Keeping, KeepingState
from tracker.domain.measure import Measure, show_promise
from tracker.domain.period import NOUN, Cadence
from tracker.report.dates import began, began_briefly
from tracker.report.text.phrases import LONGEST, count, cut_unit, kept_in
from tracker.report.wording import capitalised, plural


@dataclass(frozen=True, slots=True)
class Label:
    """A verdict as one or two words, and the role that colours them."""

    text: str
    tone: str


BROKEN: Final = frozenset({KeepingState.NOT_KEPT, KeepingState.NOT_KEPT_SINCE})
_TONES: Final = {
    KeepingState.KEPT: "better",
    KeepingState.KEPT_AGAIN_SINCE: "better",
    KeepingState.NOT_KEPT: "worse",
    KeepingState.NOT_KEPT_SINCE: "worse",
}


def keeping_badge(keeping: Keeping, cadence: Cadence) -> Label:
    """Say the judgement in a word or three: `Kept`, `Not kept since 26 Oct`."""
    words = {
        KeepingState.KEPT: "Kept",
        KeepingState.PARTLY_KEPT: "Partly kept",
        KeepingState.NOT_KEPT: "Not kept",
        KeepingState.NOT_KEPT_SINCE: f"Not kept since {_since(keeping, cadence, brief=True)}",
        KeepingState.KEPT_AGAIN_SINCE: f"Kept again since {_since(keeping, cadence, brief=True)}",
        KeepingState.TOO_FEW: f"Too few {plural(2, NOUN[cadence])}",
        KeepingState.NO_PROMISE: "No promise",
    }
    return Label(words[keeping.state], _TONES.get(keeping.state, "steady"))


def keeping_brief(keeping: Keeping, cadence: Cadence) -> str:
    """Say the judgement with its count: `kept, 22 of 23`, `not kept since 26 Oct, 8 of 12`."""
    told = keeping_badge(keeping, cadence).text.lower()
    if keeping.since is not None:
        told = keeping_badge(keeping, cadence).text
        told = f"{told[:1].lower()}{told[1:]}"
    if keeping.state is KeepingState.NO_PROMISE:
        return told
    return f"{told}, {keeping.met} of {keeping.of}{_then(keeping)}" if keeping.of else told


def keeping_line(keeping: Keeping, cadence: Cadence) -> str:
    """Say in one line how it was kept: `Kept in 8 of 12 weeks, not since 26 October`."""
    if keeping.state is KeepingState.NO_PROMISE:
        return ""
    if keeping.state is KeepingState.TOO_FEW:
        return f"Too few {plural(2, NOUN[cadence])} to say whether it is kept{_so_far(keeping)}"
    return f"{capitalised(_how(keeping, cadence))}{_then(keeping)}"


def keeping_share(keeping: Keeping, cadence: Cadence) -> str:
    """Say under its badge how it comes about: `Kept in 8 of 12 weeks, in none of the 4 since`."""
    if not keeping.of:
        return ""
    told = capitalised(kept_in(keeping.met, keeping.of, cadence))
    if keeping.state is KeepingState.TOO_FEW:
        return f"{told} so far"
    told = f"{told}{_then(keeping)}"
    return f"{told}, {_lately(keeping)}" if keeping.since is not None else told


def _lately(keeping: Keeping) -> str:
    """Say in how many periods it was kept since the day that the badge names."""
    met, of = keeping.since_met, keeping.since_of
    if of == 1:
        return "and in the one since" if met else "but not in the one since"
    if met == of:
        return f"in all {of} since"
    return f"in {met or 'none'} of the {of} since"


def keeping_beside(measure: Measure, keeping: Keeping) -> str:
    """Say beside its badge how often it was so: `4 of 13 weeks at the promise (≥ 4)`."""
    of = count(keeping.of, measure.cadence)
    share = f"{keeping.met} of {of}" if keeping.met else f"none of the {of}"
    return f"{share} at {_what(measure, keeping)}"


def promised_line(
    promise: str, keeping: Keeping | None, cadence: Cadence, *, judged: bool = False
) -> str:
    """Say a promise and how it was kept: `Promise ≤ 2 days · kept in 8 of 12 weeks`.

    Where a badge beside it says the judgement (`judged`), only its count follows.
    """
    if not promise:
        return "No promise yet"
    if judged and keeping and keeping.of:
        share = f"{keeping.met or 'none'} of {count(keeping.of, cadence)}"
        return f"Promise {promise} · {share}{_then(keeping)}"
    told = keeping_line(keeping, cadence) if keeping else ""
    lower = f"{told[:1].lower()}{told[1:]}"
    return f"Promise {promise} · {lower}" if told else f"Promise {promise}"


def keeping_sentence(measure: Measure, keeping: Keeping, *, named: bool = False) -> str:
    """Say how the promise was kept, with what was promised; empty where nothing was.

    What was promised is left out where the sentence before has `named` it.
    """
    cadence = measure.cadence
    if keeping.state is KeepingState.NO_PROMISE:
        return ""
    briefly = "the floor" if keeping.floor and _is_floor(measure, keeping) else "the promise"
    whole = _what(measure, keeping)
    for what in (briefly,) if named and keeping.current else (whole, briefly):
        told = f"{capitalised(what)} was {_how(keeping, cadence)}."
        if keeping.state is KeepingState.TOO_FEW:
            too_few = f"Too few {plural(2, NOUN[cadence])} to say"
            told = f"{too_few} whether {what} is kept{_so_far(keeping)}."
        if len(told) <= LONGEST:
            break
    return told


def keeping_terms(measure: Measure, keeping: Keeping) -> str:
    """Write the promise that judged, as in `≤ 2 days`; empty where there were several."""
    if keeping.promise is None:
        return ""
    return show_promise(
        replace(keeping.promise, unit=cut_unit(keeping.promise.unit)), measure.scale
    )


def promises_counted(found: Iterable[Keeping]) -> tuple[int, int, int]:
    """Count the promises kept now, those that can be judged, and those with too few values."""
    known = list(found)
    return (
        sum(one.stands for one in known),
        sum(one.judged for one in known),
        sum(one.state is KeepingState.TOO_FEW for one in known),
    )


def _then(keeping: Keeping) -> str:
    """Say that another promise judged than the one that may stand beside it."""
    return " by the promise of the time" if keeping.judged and not keeping.current else ""


def _how(keeping: Keeping, cadence: Cadence) -> str:
    """Say how a promise that can be judged was kept, to stand after `was`."""
    of, share = keeping.of, kept_in(keeping.met, keeping.of, cadence)
    since = _since(keeping, cadence)
    match keeping.state:
        case KeepingState.PARTLY_KEPT:
            return f"partly kept, in {keeping.met} of {count(of, cadence)}"
        case KeepingState.NOT_KEPT if keeping.met:
            return f"not kept: only in {keeping.met} of {count(of, cadence)}"
        case KeepingState.NOT_KEPT:
            return f"not kept in any of the {count(of, cadence)}"
        case KeepingState.NOT_KEPT_SINCE:
            return f"{share}, {'on average ' if keeping.since_met else ''}not since {since}"
        case KeepingState.KEPT_AGAIN_SINCE:
            whole = keeping.since_met == keeping.since_of
            return f"{share}, {'' if whole else 'on average '}again since {since}"
    return share


def _what(measure: Measure, keeping: Keeping) -> str:
    """Name what judged: the promise, the floor, that of the time, or those of their time."""
    noun = "the floor" if keeping.floor and _is_floor(measure, keeping) else "the promise"
    if keeping.promise is None:
        return f"{noun} of the time"
    terms = keeping_terms(measure, keeping)
    return f"{noun} ({terms})" if keeping.current else f"{noun} of that time ({terms})"


def _is_floor(measure: Measure, keeping: Keeping) -> bool:
    floor = measure.now.floor
    return floor is not None and (keeping.promise is None or keeping.promise.promise == floor)


def _so_far(keeping: Keeping) -> str:
    if not keeping.of:
        return ""
    return f": {keeping.met} of {keeping.of} so far"


def _since(keeping: Keeping, cadence: Cadence, *, brief: bool = False) -> str:
    if keeping.since is None:
        return ""
    beside = keeping.last or date.max
    said = began_briefly if brief else began
    return said(keeping.since, cadence, beside)
