"""Conflicts and decisions, read: what is open, falls due or is watched for whom, and one as a page.

What a customer may see of a decision is decided here and nowhere else
(`decisions_told_to`): only decisions
they were told of, without the note, without who was less happy, without anything of a conflict. The
measures of whom a decision left less happy are watched for some weeks after it.
"""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.app.person import person
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.decision import (
    OLD_DAYS,
    WATCHED_WEEKS,
    Conflict,
    ConflictEnd,
    ConflictSide,
    Decision,
    DecisionVerdict,
)
from tracker.domain.errors import NotFound, TrackerError
from tracker.domain.measure import Measure
from tracker.report.dates import long_day
from tracker.report.documents.logo import bare_logo
from tracker.report.scorecard.decision import DecisionContent, replacement_words
from tracker.report.text.choices import watched_line

_UNJUDGED = f"(verdict IS NULL OR verdict = '{DecisionVerdict.EARLY}')"
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ConflictCustomer:
    """A customer in a conflict, with what is known of them there."""

    said: ConflictSide
    customer: Customer


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A conflict with its sides; `age` in days, and what was decided from it."""

    conflict: Conflict
    sides: tuple[ConflictCustomer, ...]
    age: int
    decision_id: int | None = None

    @property
    def names(self) -> str:
        """Between whom it is."""
        return " and ".join(side.customer.name for side in self.sides)

    @property
    def decided(self) -> bool:
        """Whether a decision that is there closed it: it stands with that one."""
        return self.conflict.outcome is ConflictEnd.DECISION and self.decision_id is not None

    @property
    def old(self) -> bool:
        """Whether it has been open for too long."""
        return self.age > OLD_DAYS


@dataclass(frozen=True, slots=True)
class DecisionRecipient:
    """A customer who was told of a decision, or could be; `told_on` None: not yet.

    `near` says that it concerns them: they had a part in the conflict, got less, or were told.
    """

    customer: Customer
    told_on: date | None
    near: bool


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision with whom it concerns, and the decisions before and after it."""

    decision: Decision
    less_happy: Customer | None
    told: tuple[DecisionRecipient, ...]
    conflict: Conflict | None
    before: Decision | None
    after: Decision | None
    due: bool


def conflict_views(tracker: Tracker, today: date) -> list[ConflictView]:
    """Return every conflict, open ones first, the oldest of them at the top."""
    customers = {one.id: one for one in tracker.customers.all()}
    sides: dict[int, list[ConflictCustomer]] = {}
    for one in tracker.conflict_sides.all():
        sides.setdefault(one.conflict_id, []).append(
            ConflictCustomer(one, customers[one.customer_id])
        )
    made = {
        one.conflict_id: one.id
        for one in tracker.decisions.where("conflict_id IS NOT NULL", order="decided_on, id")
    }
    order = "closed_on IS NOT NULL, CASE WHEN closed_on IS NULL THEN opened_on END,"
    return [
        ConflictView(one, tuple(sides.get(one.id, ())), one.age(today), made.get(one.id))
        for one in tracker.conflicts.all(f"{order} closed_on DESC, id")
    ]


def open_conflicts(tracker: Tracker, today: date) -> list[ConflictView]:
    """Return the conflicts that are open, oldest first."""
    if not tracker.conflicts.where("closed_on IS NULL"):
        return []
    return [one for one in conflict_views(tracker, today) if one.conflict.closed_on is None]


def conflict_view(tracker: Tracker, conflict_id: int, today: date) -> ConflictView | None:
    """Return one conflict, or None if it is no longer there."""
    found = (one for one in conflict_views(tracker, today) if one.conflict.id == conflict_id)
    return next(found, None)


def decisions(tracker: Tracker) -> list[Decision]:
    """Return every decision, newest first."""
    return tracker.decisions.all("decided_on DESC, id DESC")


def concerned(tracker: Tracker) -> dict[int, frozenset[int]]:
    """Return whom each decision (by its id) is about.

    Both sides of its conflict, who is less happy with it, and who was told.
    """
    sides: dict[int, set[int]] = {}
    for side in tracker.conflict_sides.all():
        sides.setdefault(side.conflict_id, set()).add(side.customer_id)
    about = {one.id: set(sides.get(one.conflict_id or 0, ())) for one in tracker.decisions.all()}
    for one in tracker.decisions.where("less_happy_id IS NOT NULL"):
        about[one.id].add(one.less_happy_id or 0)
    for told in tracker.decisions_told.all():
        about[told.decision_id].add(told.customer_id)
    return {decision: frozenset(customers) for decision, customers in about.items()}


def due_decisions(
    tracker: Tracker, by: date, hidden: Collection[int] = frozenset()
) -> list[Decision]:
    """Return the decisions whose review has come by a day, and that nobody judged for good.

    What is about nobody but `hidden` customers is left out.
    """
    found = tracker.decisions.where(
        f"review_on <= ? AND {_UNJUDGED}", by.isoformat(), order="review_on, id"
    )
    if not (found and hidden):
        return found
    about = concerned(tracker)
    return [one for one in found if not about[one.id] or about[one.id] - set(hidden)]


def decision_view(tracker: Tracker, decision_id: int, today: date) -> DecisionView | None:
    """Return one decision with everything around it, or None if it is no longer there."""
    decision = tracker.decisions.first(id=decision_id)
    if decision is None:
        return None
    told = {
        one.customer_id: one.told_on
        for one in tracker.decisions_told.where("decision_id = ?", decision_id)
    }
    part = {decision.less_happy_id, *told}
    if decision.conflict_id is not None:
        sides = tracker.conflict_sides.where("conflict_id = ?", decision.conflict_id)
        part |= {one.customer_id for one in sides}
    everyone = tracker.customers.all()
    near = [one for one in everyone if one.id in part]
    rest = [one for one in everyone if one.id not in part and one.archived_on is None]
    return DecisionView(
        decision,
        next((one for one in everyone if one.id == decision.less_happy_id), None),
        tuple(DecisionRecipient(one, told.get(one.id), one.id in part) for one in (*near, *rest)),
        tracker.conflicts.first(id=decision.conflict_id),
        tracker.decisions.first(id=decision.after_id),
        tracker.decisions.first(after_id=decision_id),
        is_due(decision, today),
    )


def is_due(decision: Decision, today: date) -> bool:
    """Say whether a decision waits for its verdict."""
    open_ = decision.verdict in {None, DecisionVerdict.EARLY}
    return open_ and decision.review_on is not None and decision.review_on <= today


def decisions_told_to(
    tracker: Tracker, customer_id: int, first: date, last: date
) -> list[tuple[Decision, date]]:
    """Return the decisions that a customer was told of by the end of a time, and when.

    Those they were told of in it, and those of which it became known in it what became of them.
    """
    days = {
        one.decision_id: one.told_on
        for one in tracker.decisions_told.where(
            "customer_id = ? AND told_on <= ?", customer_id, last.isoformat()
        )
    }
    return [
        (one, days[one.id])
        for one in tracker.decisions.all("decided_on, id")
        if one.id in days
        and (days[one.id] >= first or (one.verdict_on and first <= one.verdict_on <= last))
    ]


def replacement_told(
    tracker: Tracker, decision: Decision, customer_id: int, until: date
) -> Decision | None:
    """Return the decision that came in the place of one, if the customer was told of it by then."""
    following = tracker.decisions.first(after_id=decision.id)
    if following is None:
        return None
    told = tracker.decisions_told.first(decision_id=following.id, customer_id=customer_id)
    return following if told and told.told_on <= until else None


@dataclass(frozen=True, slots=True)
class WatchedMeasure:
    """A measure of whom a decision left less happy, and until when it is watched."""

    measure: Measure
    decision: Decision
    customer: Customer
    until: date


def watch_end(decision: Decision) -> date:
    """Return the last day on which the measures of the less happy customer are watched."""
    return decision.decided_on + timedelta(weeks=WATCHED_WEEKS) - A_DAY


def watched(tracker: Tracker, today: date) -> dict[int, WatchedMeasure]:
    """Return the measures that are watched today, by id; of two decisions the newer counts."""
    first = today - timedelta(weeks=WATCHED_WEEKS) + A_DAY
    found: dict[int, WatchedMeasure] = {}
    for one in tracker.decisions.where(
        "less_happy_id IS NOT NULL AND decided_on BETWEEN ? AND ?",
        first.isoformat(),
        today.isoformat(),
        order="decided_on, id",
    ):
        customer = tracker.customers.get(one.less_happy_id or 0)
        if customer.archived_on is None:
            for measure in tracker.measures.where(
                "customer_id = ? AND draft = 0 AND archived_on IS NULL", customer.id
            ):
                found[measure.id] = WatchedMeasure(measure, one, customer, watch_end(one))
    return found


def watched_lines(
    tracker: Tracker, today: date, customer_ids: Set[int] | None = None
) -> tuple[str, ...]:
    """Say customer by customer what is watched, until when and why."""
    groups: dict[tuple[int, int], list[WatchedMeasure]] = {}
    for one in watched(tracker, today).values():
        if customer_ids is None or one.customer.id in customer_ids:
            groups.setdefault((one.customer.id, one.decision.id), []).append(one)
    return tuple(
        watched_line(
            found[0].customer.name,
            [one.measure.name for one in found],
            found[0].decision.title,
            found[0].until,
            today,
        )
        for found in groups.values()
    )


def watch_days(tracker: Tracker, measure: Measure) -> list[tuple[date, date, str]]:
    """Return when a measure was or is watched, each with the title of its decision."""
    return [
        (one.decided_on, watch_end(one), one.title)
        for one in tracker.decisions.where(
            "less_happy_id = ?", measure.customer_id, order="decided_on, id"
        )
    ]


def decision_page(
    tracker: Tracker, decision_id: int, today: date, customer_id: int | None = None
) -> DecisionContent:
    """Return what is on the page; a customer who was not told of the decision gets none."""
    view = decision_view(tracker, decision_id, today)
    if view is None:
        raise NotFound("That decision is no longer there")
    one, me = view.decision, person(tracker)
    content = DecisionContent(
        title=one.title,
        decided_on=one.decided_on,
        day=today,
        options=one.options,
        logic=one.logic,
        choice=one.choice,
        review_on=one.review_on,
        name=me.name,
        role=me.role,
        logo=bare_logo(me.logo) if me.logo else None,
    )
    if customer_id is not None:
        customer = tracker.customers.get(customer_id)
        told = {one.customer.id for one in view.told if one.told_on and one.told_on <= today}
        if customer_id not in told:
            raise TrackerError(
                f"{customer.name} was not told of that decision", "Tell them first, and say when."
            )
        known = one.verdict_on is not None and one.verdict_on <= today
        return replace(
            content,
            customer=customer.name,
            yours=one.less_happy_id == customer_id,
            verdict=one.verdict if known else None,
            verdict_on=one.verdict_on if known else None,
            instead=replacement_words(replacement_told(tracker, one, customer_id, today)),
        )
    return _own(content, view, today)


def _own(content: DecisionContent, view: DecisionView, today: date) -> DecisionContent:
    """Add what only the person themself reads: names, the verdict, and what was learned."""
    one = view.decision
    return replace(
        content,
        less_happy=view.less_happy.name if view.less_happy else "",
        told=tuple(
            f"{telling.customer.name}, {long_day(telling.told_on, today)}"
            for telling in view.told
            if telling.told_on and telling.told_on <= today
        ),
        verdict=one.verdict,
        verdict_on=one.verdict_on,
        admitted_to=one.admitted_to,
        learned=one.learned,
        next_choice=one.next_choice,
        instead=replacement_words(view.after),
    )
