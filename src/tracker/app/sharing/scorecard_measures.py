"""The measures on a scorecard, every item with its switch: the person decides before it leaves.

An item that belongs to another is off while that one is. What may never leave is never offered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from tracker.app.customers.notes import NOT_FROM_A_NOTE
from tracker.app.sharing.figure_now import large_level, level_lines
from tracker.app.sharing.scorecard_facts import (
    ChartExtras,
    Facts,
    chart,
    facts_of,
    level_of,
    passed_changes,
)
from tracker.app.signals.standing import CHANGED, GOOD, FixStanding, effect_in, reported_verdict
from tracker.app.tracker import Tracker
from tracker.detection import Verdict
from tracker.domain.correction import Fix, FixState, PlannedChange
from tracker.domain.customer import Customer
from tracker.domain.evaluation import Evaluation, Event
from tracker.domain.measure import Measure
from tracker.domain.period import Period
from tracker.domain.texts.cutting import cut
from tracker.report.dates import long_day, period_name
from tracker.report.scorecard.content import (
    Item,
    ItemKind,
    ScorecardChange,
    ScorecardFix,
    ScorecardMeasure,
)
from tracker.report.scorecard.sentences import (
    brief_promise_line,
    change_line,
    chart_caption,
    earlier_promise,
    fix_told,
    kept_line,
    logged_line,
    note_line,
    past_change_line,
    promise_line,
    unlogged_line,
    verb,
)
from tracker.report.text.keeping import BROKEN, keeping_brief
from tracker.report.text.verdicts import fix_sentence
from tracker.report.wording import capitalised

LONGEST_TEXT = 160
_ORDER = {kind: at for at, kind in enumerate(ItemKind)}
NEWEST = timedelta(weeks=5)  # after which a scorecard tells of a time gone by


class Items:
    """Collects what is offered; `switches` are the person's choices by key."""

    def __init__(self, switches: Mapping[str, bool]) -> None:
        self._switches = switches
        self._items: dict[str, Item] = {}

    def offer(
        self, key: str, kind: ItemKind, text: str, *, on: bool = True, under: tuple[str, ...] = ()
    ) -> bool:
        """Take an item into the list and say whether it is on the page.

        `on` is what holds until the person chose. With `under` it needs one of those items.
        """
        above = not under or any(self.on(one) for one in under)
        shown = above and self._switches.get(key, on)
        item = Item(key, kind, cut(text, LONGEST_TEXT), shown, under="".join(under[:1]))
        known = self._items.get(key, item)  # an event may be drawn on several charts
        self._items[key] = replace(known, on=known.on or shown)
        return shown

    def state(self, key: str, kind: ItemKind, text: str) -> None:
        """Take an item into the list that is always there."""
        self._items[key] = Item(key, kind, cut(text, LONGEST_TEXT), on=True, fixed=True)

    def on(self, key: str) -> bool:
        """Say whether an item is on the page."""
        return key in self._items and self._items[key].on

    @property
    def listed(self) -> tuple[Item, ...]:
        """All items, those of one kind together."""
        return tuple(sorted(self._items.values(), key=_rank))


def _rank(item: Item) -> int:
    return _ORDER[item.kind]


def fixes_of(tracker: Tracker, measure_id: int, first: date, last: date, today: date) -> list[Fix]:
    """Return what was being done about a measure in a period, as it stands today.

    What was given up is not told. On a scorecard of the newest weeks what was begun since its end
    is told, too.
    """
    until = today if today - last <= NEWEST else last
    return [
        replace(fix, done_on=_by(fix.done_on, today))
        for fix in tracker.fixes.where("measure_id = ?", measure_id, order="started_on, id")
        if fix.started_on <= max(until, last) and not _by(fix.dropped_on, today)
        if fix.done_on is None or max(fix.done_on, fix.review_on or fix.done_on) >= first
    ]


def fix_part(facts: Facts, fix: Fix, last: date, today: date) -> ScorecardFix:
    """Return what is told of a fix; its effect is that of what was logged by then."""
    effect, told = effect_in(facts.history, fix), ""
    if fix.started_on <= last and facts.history.values:
        told = fix_sentence(facts.measure, fix, effect)
    state = FixStanding(fix, effect).state(max(last, fix.done_on or last))
    return ScorecardFix(
        key=f"fix:{fix.uid}",
        measure_key=facts.key,
        what=fix.what,
        told=fix_told(fix, last, told, overdue=state is FixState.OVERDUE),
        state=state,
        due_on=_ahead(fix.due_on, last, today) if fix.done_on is None else None,
        result_on=None if state is FixState.WORKED else _ahead(fix.review_on, last, today),
    )


def _by(day: date | None, today: date) -> date | None:
    return day if day is not None and day <= today else None


def _ahead(day: date | None, last: date, today: date) -> date | None:
    """Return a day that is still to come, for the page and for whoever reads it today."""
    return day if day is not None and day > last and day >= today else None


@dataclass(frozen=True, slots=True)
class ScorecardDraft:
    """The page that is being gathered: the file, its period, the day, and the items so far."""

    tracker: Tracker
    first: date
    last: date
    today: date
    items: Items


def fixes_on(page: ScorecardDraft, facts: Facts) -> list[tuple[Fix, ScorecardFix]]:
    """Return the fixes that are on, each with what is told of it."""
    found = fixes_of(page.tracker, facts.measure.id, page.first, page.last, page.today)
    told = [(fix, fix_part(facts, fix, page.last, page.today)) for fix in found]
    return [
        (fix, part)
        for fix, part in told
        if page.items.offer(part.key, ItemKind.FIX, part.told, under=(facts.key,))
    ]


def told_on(page: ScorecardDraft, facts: Facts) -> tuple[str, ...]:
    """Return what they were told in the period of a promise that is still broken."""
    if facts.keeping.state not in BROKEN:
        return ()
    since = facts.keeping.since or page.first
    found = page.tracker.mentions.where(
        "measure_id = ? AND text <> '' AND told_on BETWEEN ? AND ?",
        facts.measure.id,
        since.isoformat(),
        page.last.isoformat(),
        order="told_on",
    )
    if not found:
        return ()
    told = f"Told you on {long_day(found[-1].told_on, page.last)}: {found[-1].text}"
    on = page.items.offer(f"told:{found[-1].uid}", ItemKind.OWN, told, under=(facts.key,))
    return (told,) if on else ()


def notes_on(page: ScorecardDraft, facts: Facts) -> list[Evaluation]:
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


def _offered(page: ScorecardDraft, facts: Facts, one: Evaluation, *, starred: bool) -> bool:
    when = period_name(Period(one.start, facts.measure.cadence))
    text = f"{capitalised(when)}, {facts.measure.name}: {one.note}"
    return page.items.offer(f"note:{one.uid}", ItemKind.NOTE, text, on=starred, under=(facts.key,))


def events_on(page: ScorecardDraft, facts: Facts, drawn: str) -> tuple[Event, ...]:
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
            ItemKind.EVENT,
            f"{long_day(one.happened_on, page.last)}: {one.title}",
            under=(drawn,),
        )
    )


def planned_on(page: ScorecardDraft, facts: Facts, drawn: str) -> tuple[PlannedChange, ...]:
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
            ItemKind.PLANNED,
            f"{long_day(one.starts_on, page.last)}, {facts.measure.name}: {one.reason}",
            under=(drawn,),
        )
    )


def _days(facts: Facts) -> tuple[str, str]:
    return facts.begins.start.isoformat(), facts.ends.end.isoformat()


@dataclass(frozen=True, slots=True)
class MeasureSection:
    """What is on the page of one measure."""

    part: ScorecardMeasure
    fixes: tuple[ScorecardFix, ...]


def measure_section(
    page: ScorecardDraft, customer: Customer, measure: Measure
) -> MeasureSection | None:
    """Offer everything of a measure and return what is on; None if the measure is off."""
    facts = facts_of(page.tracker, measure.for_them, customer, page.first, page.last)
    part = _part(facts, page.last)
    line = f"{part.name}: {part.figure}, {keeping_brief(part.keeping, part.cadence)}"
    on = page.items.offer(facts.key, ItemKind.MEASURE, line)
    drawn = f"chart:{facts.measure.uid}"
    if facts.any_period:
        page.items.offer(drawn, ItemKind.CHART, f"Chart of {part.name}", under=(facts.key,))
    fixes = fixes_on(page, facts)
    notes = notes_on(page, facts)
    events = events_on(page, facts, drawn)
    planned = planned_on(page, facts, drawn)
    if not on:
        return None
    if page.items.on(drawn):
        shown = tuple(fix for fix, _ in fixes)
        picture = chart(page.tracker, facts, ChartExtras(events, planned, shown), page.today)
        periods = facts.ends - facts.begins + 1
        promised = bool(picture and picture.promises)
        caption = chart_caption(periods, part.cadence, promised=promised)
        part = replace(part, picture=picture, caption=caption)
    lines = tuple(note_line(one.start, part.cadence, one.note, page.last) for one in notes)
    lines = (*told_on(page, facts), *lines)
    return MeasureSection(replace(part, notes=lines), tuple(told for _, told in fixes))


def _part(facts: Facts, last: date) -> ScorecardMeasure:
    measure = facts.measure
    return ScorecardMeasure(
        key=facts.key,
        uid=measure.uid,
        name=measure.name,
        cadence=measure.cadence,
        promise=promise_line(measure.now, measure.scale),
        figure=large_level(measure, level_of(facts).now),
        keeping=facts.keeping,
        told=tuple(line for line in _notes(facts, last) if line),
        changed=tuple(line for line in _changed(facts, last) if line),
        move=_move(facts),
        brief=brief_promise_line(measure.now, measure.scale),
    )


def _notes(facts: Facts, last: date) -> list[str]:
    """Say what the figure is, how the promise was kept, and what was promised before."""
    measure, cadence = facts.measure, facts.measure.cadence
    if not facts.due:
        return [unlogged_line(cadence, begun=not facts.any_period)]
    missing = facts.due - len(facts.values)
    lines = level_lines(facts, last)
    lines.append(kept_line(facts.keeping, missing, cadence))
    if not facts.keeping.of:
        lines.append(logged_line(len(facts.values), facts.due, cadence))
    for earlier, later in pairwise(measure.versions):
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
        past_change_line(facts.measure, before, passed, last, facts.begins.start, up=up)
        for before, passed, up in passed_changes(facts)
    ]
    if _heard(facts) in CHANGED:
        lines.append(change_line(facts.measure, facts.finding, last, facts.begins.start))
    return lines


def _move(facts: Facts) -> ScorecardChange | None:
    """Return the change that is worth a word of its own: good news only while they are new."""
    finding, verdict = facts.finding, _heard(facts)
    if verdict not in CHANGED or finding.since is None or not facts.values:
        return None
    better = verdict in GOOD
    if better and finding.revealed is not None and finding.revealed < facts.begins.start:
        return None
    earlier = finding.since < facts.begins.start
    return ScorecardChange(verb(facts.measure, finding), better, finding.since, earlier)


def _heard(facts: Facts) -> Verdict:
    """Return the verdict at the end of the period, as far as its customer is told of it."""
    return reported_verdict(facts.customer, facts.measure, facts.finding)
