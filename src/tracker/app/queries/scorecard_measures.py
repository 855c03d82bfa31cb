"""One shared measure on a scorecard: its items are offered, and what is on becomes its part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.app.queries.scorecard_beside import Page, events_on, fixes_on, notes_on, planned_on
from tracker.app.queries.scorecard_chart import Beside, chart
from tracker.app.queries.scorecard_facts import (
    Came,
    Facts,
    came_of,
    facts_of,
    keeps,
    passed_changes,
)
from tracker.app.queries.standing import CHANGED, GOOD, heard
from tracker.detection import Verdict
from tracker.domain.customer import Customer
from tracker.domain.measure import Measure
from tracker.domain.number import read_number
from tracker.report.phrases import figure
from tracker.report.scorecard_content import FixPart, Kind, MeasurePart, Move
from tracker.report.scorecard_sentences import (
    change_line,
    chart_caption,
    earlier_promise,
    kept_line,
    kept_tag,
    logged_line,
    note_line,
    past_change_line,
    promise_line,
    unlogged_line,
    verb,
)

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Told:
    """What is on the page of one measure."""

    part: MeasurePart
    fixes: tuple[FixPart, ...]


def measure_told(page: Page, customer: Customer, measure: Measure) -> Told | None:
    """Offer everything of a measure and return what is on; None if the measure is off."""
    facts = facts_of(page.tracker, measure, customer, page.first, page.last)
    part = _part(facts, page.last)
    line = f"{part.name}: {part.figure}, {kept_tag(part.kept, part.cadence).text.lower()}"
    on = page.items.offer(facts.key, Kind.MEASURE, line)
    drawn = f"chart:{facts.measure.uid}"
    if facts.any_period:
        page.items.offer(drawn, Kind.CHART, f"Chart of {part.name}", under=(facts.key,))
    fixes = fixes_on(page, facts)
    notes = notes_on(page, facts)
    events = events_on(page, facts, drawn)
    planned = planned_on(page, facts, drawn)
    if not on:
        return None
    if page.items.on(drawn):
        texts = {one.start: one.note for one in notes}
        shown = tuple(fix for fix, _ in fixes)
        picture = chart(page.tracker, facts, Beside(events, planned, shown, texts), page.today)
        periods = facts.ends - facts.begins + 1
        promised = bool(picture and picture.promises)
        caption = chart_caption(periods, part.cadence, promised=promised)
        part = replace(part, picture=picture, caption=caption)
    lines = tuple(note_line(one.start, part.cadence, one.note, page.last) for one in notes)
    return Told(replace(part, notes=lines), tuple(told for _, told in fixes))


def _part(facts: Facts, last: date) -> MeasurePart:
    measure = facts.measure
    came = came_of(facts)
    return MeasurePart(
        key=facts.key,
        uid=measure.uid,
        name=measure.name,
        cadence=measure.cadence,
        promise=promise_line(measure.now, measure.scale),
        figure=shown_figure(measure, came),
        kept=came.kept,
        told=tuple(line for line in _told(facts, came, last) if line),
        changed=tuple(line for line in _changed(facts, last) if line),
        move=_move(facts),
    )


def shown_figure(measure: Measure, came: Came) -> str:
    """Write the average with as many decimals as it takes to see why it was kept or not."""
    if came.mean is None:
        return NOTHING
    version = measure.now
    for more in range(3):
        shown = figure(measure, came.mean, more=more)
        rounded = read_number(figure(measure, came.mean, unit=False, more=more))
        level = rounded / 100 if measure.scale == "yesno" else rounded
        if not version.has_promise or keeps(version, level) == keeps(version, came.mean):
            break
    return shown


def _told(facts: Facts, came: Came, last: date) -> list[str]:
    """Say in how many periods the promise was kept, and what was promised before."""
    measure, cadence = facts.measure, facts.measure.cadence
    if not facts.due:
        return [unlogged_line(cadence, begun=not facts.any_period)]
    missing = facts.due - len(facts.values)
    lines = [kept_line(came.met, came.of, missing, cadence)]
    if not came.of:
        lines.append(logged_line(len(facts.values), facts.due, cadence))
    for earlier, later in zip(measure.versions, measure.versions[1:], strict=False):
        same = (earlier.better, earlier.promise, earlier.low, earlier.high, earlier.unit) == (
            later.better, later.promise, later.low, later.high, later.unit
        )  # fmt: skip
        if not same and facts.begins.end < later.valid_from:
            until = later.valid_from - timedelta(days=1)
            lines.append(earlier_promise(earlier, measure.scale, until, last))
    return lines


def _changed(facts: Facts, last: date) -> list[str]:
    if not facts.values:
        return []
    lines = [
        past_change_line(facts.measure, before, passed, last, up=up)
        for before, passed, up in passed_changes(facts)
    ]
    if _heard(facts) in CHANGED:
        lines.append(change_line(facts.measure, facts.finding, last))
    return lines


def _move(facts: Facts) -> Move | None:
    """Return the change that is worth a word of its own: good news only while they are new."""
    finding, verdict = facts.finding, _heard(facts)
    if verdict not in CHANGED or finding.since is None or not facts.values:
        return None
    better = verdict in GOOD
    if better and finding.revealed is not None and finding.revealed < facts.begins.start:
        return None
    return Move(verb(facts.measure, finding), better, finding.since)


def _heard(facts: Facts) -> Verdict:
    """Return the verdict at the end of the period, as far as its customer is told of it."""
    return heard(facts.customer, facts.measure, facts.finding)
