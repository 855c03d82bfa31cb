"""What stands beside the figures of a measure, offered item by item: fixes, notes, events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.app.queries.notes import NOT_FROM_A_NOTE
from tracker.app.queries.scorecard_facts import Facts
from tracker.app.queries.scorecard_fixes import fix_part, fixes_of
from tracker.app.queries.scorecard_items import Items
from tracker.app.tracker import Tracker
from tracker.domain.correction import Fix, PlannedChange
from tracker.domain.diary import Event
from tracker.domain.evaluation import Evaluation
from tracker.report.phrases import day, period_name
from tracker.report.scorecard_content import FixPart, Kind


@dataclass(frozen=True, slots=True)
class Page:
    """The page that is being gathered: the file, its period, the day, and the items so far."""

    tracker: Tracker
    first: date
    last: date
    today: date
    items: Items


def fixes_on(page: Page, facts: Facts) -> list[tuple[Fix, FixPart]]:
    """Return the fixes that are on, each with what is told of it."""
    found = fixes_of(page.tracker, facts.measure.id, page.first, page.last, page.today)
    told = [(fix, fix_part(facts, fix, page.last, page.today)) for fix in found]
    return [
        (fix, part)
        for fix, part in told
        if page.items.offer(part.key, Kind.FIX, part.told, under=(facts.key,))
    ]


def notes_on(page: Page, facts: Facts) -> list[Evaluation]:
    """Return the evidence notes that are on: those with a star, until the person chose."""
    starred = {one.evaluation_id for one in page.tracker.stars.where("evaluation_id IS NOT NULL")}
    found = page.tracker.evaluations.where(
        "measure_id = ? AND note <> '' AND start BETWEEN ? AND ?",
        facts.measure.id,
        facts.begins.start.isoformat(),
        facts.ends.start.isoformat(),
        order="start",
    )
    return [one for one in found if _offered(page, facts, one, starred=one.id in starred)]


def _offered(page: Page, facts: Facts, one: Evaluation, *, starred: bool) -> bool:
    when = period_name(one.start, facts.measure.cadence)
    text = f"{when[0].upper()}{when[1:]}, {facts.measure.name}: {one.note}"
    return page.items.offer(f"note:{one.uid}", Kind.NOTE, text, on=starred, under=(facts.key,))


def events_on(page: Page, facts: Facts, drawn: str) -> tuple[Event, ...]:
    """Return what happened and may be drawn: to this measure, this customer, or everything."""
    if not facts.any_period:
        return ()
    found = page.tracker.events.where(
        "happened_on BETWEEN ? AND ? AND coalesce(measure_id, ?) = ?"
        f" AND coalesce(customer_id, ?) = ? AND {NOT_FROM_A_NOTE}",
        *_days(facts),
        facts.measure.id,
        facts.measure.id,
        facts.customer.id,
        facts.customer.id,
        order="happened_on, id",
    )
    return tuple(
        one
        for one in found
        if page.items.offer(
            f"event:{one.uid}",
            Kind.EVENT,
            f"{day(one.happened_on, page.last)}: {one.title}",
            under=(drawn,),
        )
    )


def planned_on(page: Page, facts: Facts, drawn: str) -> tuple[PlannedChange, ...]:
    """Return the planned changes that are on; `drawn` is the key of the chart."""
    if not facts.any_period:
        return ()
    found = page.tracker.planned_changes.where(
        "measure_id = ? AND starts_on BETWEEN ? AND ?",
        facts.measure.id,
        *_days(facts),
        order="starts_on",
    )
    return tuple(
        one
        for one in found
        if page.items.offer(
            f"planned:{one.uid}",
            Kind.PLANNED,
            f"{day(one.starts_on, page.last)}, {facts.measure.name}: {one.reason}",
            under=(drawn,),
        )
    )


def _days(facts: Facts) -> tuple[str, str]:
    return facts.begins.start.isoformat(), facts.ends.end.isoformat()
