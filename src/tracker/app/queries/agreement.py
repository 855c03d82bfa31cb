"""What is agreed with a customer: services, shared measures, and to which of them they agreed (M5).

Only measures that are shared, in use and no drafts are on it, with the promise that counts today.
"""

from __future__ import annotations

from datetime import date

from tracker.app.commands.person import person
from tracker.app.commands.sharing import sharing_of
from tracker.app.queries.scorecard import shared_measures
from tracker.app.tracker import Tracker
from tracker.domain.measure import Measure
from tracker.domain.share import Agreement, terms_of
from tracker.report.agreement import AgreementContent, PromisePart, ServicePart, State
from tracker.report.logo import bare_logo
from tracker.report.scorecard_sentences import agreed_promise


def agreement(tracker: Tracker, customer_id: int, today: date) -> AgreementContent:
    """Return what is agreed with a customer as of today."""
    customer = tracker.customers.get(customer_id)
    me = person(tracker)
    services = tracker.services.where(
        "customer_id = ? AND retired_on IS NULL", customer_id, order="position, id"
    )
    return AgreementContent(
        customer=customer.name,
        day=today,
        services=tuple(
            ServicePart(one.name, one.definition, one.done_when, one.needed_when)
            for one in services
        ),
        promises=tuple(
            _promise(tracker, one, today) for one in shared_measures(tracker, customer_id)
        ),
        published=sharing_of(tracker, customer_id).published and bool(me.publish_to),
        name=me.name,
        role=me.role,
        logo=bare_logo(me.logo) if me.logo else None,
    )


def newest_agreement(tracker: Tracker, measure: Measure, today: date) -> Agreement | None:
    """Return the newest agreement on a measure, also one about an older promise."""
    found = tracker.agreements.where(
        "measure_id = ? AND agreed_on <= ?", measure.id, today.isoformat(), order="agreed_on DESC"
    )
    return found[0] if found else None


def agreed_state(measure: Measure, found: Agreement | None, today: date) -> State:
    """Say whether the promise that counts today is the one they agreed to."""
    if found is None:
        return State.OPEN
    now = measure.on(today)
    # What was agreed to is kept: a promise may be written over on the day of the agreement.
    same = found.terms == terms_of(now) if found.terms else measure.on(found.agreed_on).id == now.id
    return State.AGREED if same else State.CHANGED


def _promise(tracker: Tracker, measure: Measure, today: date) -> PromisePart:
    found = newest_agreement(tracker, measure, today)
    return PromisePart(
        measure.uid,
        measure.name,
        agreed_promise(measure.on(today), measure.scale),
        measure.area,
        measure.cadence,
        agreed_state(measure, found, today),
        found.agreed_on if found else None,
        found.agreed_by if found else "",
    )
