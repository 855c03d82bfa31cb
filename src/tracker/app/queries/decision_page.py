"""What stands on the page of one decision: the person's own, or that of a customer who was told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.app.commands.person import person
from tracker.app.queries.decisions import DecisionView, decision_view
from tracker.app.tracker import Tracker
from tracker.domain.errors import NotFound, TrackerError
from tracker.report.decision import DecisionContent
from tracker.report.logo import bare_logo
from tracker.report.phrases import day


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
        yours = one.less_happy_id == customer_id
        return replace(content, customer=customer.name, yours=yours)
    return _own(content, view, today)


def _own(content: DecisionContent, view: DecisionView, today: date) -> DecisionContent:
    """Add what only the person themself reads: names, the verdict, and what was learned."""
    one = view.decision
    return replace(
        content,
        less_happy=view.less_happy.name if view.less_happy else "",
        told=tuple(
            f"{telling.customer.name}, {day(telling.told_on, today)}"
            for telling in view.told
            if telling.told_on and telling.told_on <= today
        ),
        verdict=one.verdict,
        verdict_on=one.verdict_on,
        admitted_to=one.admitted_to,
        learned=one.learned,
        next_choice=one.next_choice,
    )
