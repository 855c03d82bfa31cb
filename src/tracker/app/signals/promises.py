"""How the judgement of promises comes about: the sentence, its rule, every period or promise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.app.keepings import changes_now, keeping_now, newest_values
from tracker.app.tracker import Tracker
from tracker.domain.keeping import FEWEST, WINDOW, Keeping, KeepingState
from tracker.domain.measure import Measure, show_promise, show_value
from tracker.domain.period import Period
from tracker.report.dates import period_with_days
from tracker.report.text.customers import CountExplanation
from tracker.report.text.keeping import (
    keeping_badge,
    keeping_sentence,
    keeping_terms,
    promises_counted,
)
from tracker.report.wording import number_word

RULE = (
    "Each period is judged by the promise that counted on its last day. Kept: in at least three "
    "quarters of the periods; partly kept: in at least half. Not kept since a day: the newest "
    f"{number_word(FEWEST)} or more all broke it, or a change for the worse did on average, after "
    f"at least half had kept it; kept again is the mirror. It takes {number_word(FEWEST)} periods "
    "with a value; a period without one is not judged."
)
NEWEST = f"Counted are the newest {WINDOW} periods with a value, running ones too."
SPAN = "Counted are the periods of the page that have a value; a period counts where it ended."
SEVERAL = "each of its time"
FLOOR = "Only the floor counts: they are not to be annoyed."


class JudgedPromise(NamedTuple):
    """One promise of a page: whose it is, and how it was kept in the span of the page."""

    customer: str
    measure: Measure
    keeping: Keeping


def promise_explained(tracker: Tracker, measure_id: int) -> CountExplanation:
    """Explain one promise by its newest periods, the newest first."""
    measure = tracker.measures.get(measure_id)
    customer = tracker.customers.get(measure.customer_id)
    keeping = keeping_now(tracker, measure, customer, changes_now(tracker).get(measure_id))
    floor = customer.only_floor
    rows, values = [], newest_values(tracker, measure)
    for start, value in reversed(values):
        period = Period(start, measure.cadence)
        version = measure.on(period.end).as_judged(floor_only=floor)
        kept = version.keeps(value) if version.has_promise else None
        rows.append(
            (
                period_with_days(period, values[-1][0]),
                show_value(value, measure.scale, version.unit),
                show_promise(version, measure.scale) or "none",
                {True: "kept", False: "not kept", None: "not counted"}[kept],
            )
        )
    said = f"{measure.name}. {keeping_sentence(measure, keeping) or 'Nothing is promised.'}"
    rule = " ".join([NEWEST, RULE, *([FLOOR] if keeping.floor else [])])
    return CountExplanation(said, rule, ("Period", "Value", "Promise", "Counted as"), rows)


def promises_explained(tracker: Tracker, customer_id: int) -> CountExplanation:
    """Explain how many of a customer's promises are kept, as their card counts them."""
    customer = tracker.customers.get(customer_id)
    changes = changes_now(tracker)
    found = [
        JudgedPromise(customer.name, one, keeping_now(tracker, one, customer, changes.get(one.id)))
        for one in tracker.measures.where(
            "customer_id = ? AND archived_on IS NULL AND draft = 0", customer_id
        )
    ]
    return _counted(found, NEWEST)


def page_explained(found: Iterable[JudgedPromise]) -> CountExplanation:
    """Explain how a page with a span of its own counts its promises."""
    return _counted(list(found), SPAN)


def _judged_by(one: JudgedPromise) -> str:
    """Write the promise that the periods were judged by, not the one that may count by now."""
    if one.keeping.state is KeepingState.NO_PROMISE:
        return "none"
    return keeping_terms(one.measure, one.keeping) or SEVERAL


def _said(kept: int, of: int, few: int) -> str:
    """Say how many promises are kept, and of how many there are too few values to say."""
    if not of:
        more = f"No promise can be judged yet; too few values to say in {few} more"
        return more if few else "No promise can be judged yet"
    more = f"{kept} of {of} promises kept; too few values to say in {few} more"
    return more if few else f"{kept} of {of} promises kept"


def _counted(found: Sequence[JudgedPromise], counted: str) -> CountExplanation:
    kept, of, few = promises_counted(one.keeping for one in found)
    said = _said(kept, of, few)
    rows = [
        (
            one.customer,
            one.measure.name,
            _judged_by(one),
            f"{one.keeping.met} of {one.keeping.of}" if one.keeping.of else "–",
            keeping_badge(one.keeping, one.measure.cadence).text,
        )
        for one in found
    ]
    heads = ("Customer", "Measure", "Promise", "Kept in", "Judged as")
    return CountExplanation(f"{said}.", f"{counted} {RULE}", heads, rows)
