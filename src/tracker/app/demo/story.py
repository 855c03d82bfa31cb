"""The teller of the sample data: everything into an empty diary in one step, where it belongs."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tracker.app.commands import (
    DecisionInput,
    FixInput,
    add_customer,
    add_event,
    add_measure,
    add_service,
    add_want,
    answer_side,
    answer_step,
    archive_measure,
    decide,
    edit_customer,
    edit_measure,
    finish_fix,
    judge_decision,
    open_conflict,
    review_decision,
    start_fix,
    tell_decision,
)
from tracker.app.demo.cast import (
    ANSWERS,
    CAST,
    EVENTS,
    FIXES,
    StoryCustomer,
    add_assessments,
    add_chain,
    add_own_side,
)
from tracker.app.demo.choosing import Story, add_needs, add_shares, send_shares
from tracker.app.demo.noted import add_moves, add_noted, add_serving
from tracker.app.demo.promises import PLOTS, MeasureStory, PeriodNote
from tracker.app.tracker import Tracker
from tracker.domain.decision import ConflictKind, DecisionVerdict
from tracker.domain.errors import FileTrouble
from tracker.domain.evaluation import AWAY
from tracker.domain.measure import SCALES
from tracker.domain.number import decimals_of
from tracker.domain.period import Cadence, Period, periods

FINANCE, SALES, PLATFORM = "Finance leads", "Field sales", "Platform team"
CHOSEN, JUDGED, AHEAD = 22, 12, 3  # weeks before and after today
OPENED = timedelta(days=9)
WEEKS, SEED = 52, 7
HOLIDAY, MISSED = (18, 19), 11  # weeks ago
RAISED = 26  # weeks ago a promise was raised, or half-way in a shorter story


def add_choices(story: Story) -> None:
    """Tell of a choice between the close and the quotes, and of a conflict that is quite new."""
    if story.weeks > CHOSEN:
        _tell_decisions(story)
    tracker, today = story.tracker, story.now.start + timedelta(days=4)
    key = open_conflict(
        tracker,
        "Release days or month-end close",
        ConflictKind.TIMING,
        [story.customers[FINANCE], story.customers[PLATFORM]],
        today - OPENED,
    )
    answer_step(
        tracker,
        key,
        "really",
        "Both want the last three days of the month. The release could move, the close cannot.",
    )
    answer_side(
        tracker,
        key,
        story.customers[FINANCE],
        asked_for="Me, for all of the last three days",
        true_need="Somebody who can answer within the hour",
    )


def _tell_decisions(story: Story) -> None:
    tracker, finance, sales = story.tracker, story.customers[FINANCE], story.customers[SALES]
    chosen = (story.now + -CHOSEN).start
    first = decide(
        tracker,
        DecisionInput(
            title="Quotes or answers at close",
            decided_on=chosen,
            options="Quotes first, every day\nAnswers first in close week",
            logic="A quote that waits may be lost; an answer that waits is only late.",
            choice="Quotes first, every day.",
            less_happy_id=finance,
            review_on=(story.now + -JUDGED).start,
        ),
        told=[sales],
    )
    judged = (story.now + -JUDGED).start + timedelta(days=3)
    following = judge_decision(
        tracker,
        first,
        DecisionVerdict.BAD,
        judged,
        admitted_to="The finance leads, in their Thursday meeting",
        learned="Late answers cost them a day of overtime each month. I had not asked.",
        next_choice="In close week answers come first; quotes follow by the Wednesday after.",
    )
    if following is not None:
        for customer in (finance, sales):
            tell_decision(tracker, following, customer, judged, judged)
        review_decision(tracker, following, (story.now + AHEAD).start)


def fill_demo(tracker: Tracker, today: date, weeks: int = WEEKS, seed: int = SEED) -> None:
    """Fill an empty diary with the story of so many weeks, up to the one that holds `today`."""
    refuse_data(tracker)
    rng = random.Random(seed)  # noqa: S311 - a story, no secret
    now = Period.of(today)
    first = now + (1 - weeks)
    with tracker.edit("fill with sample data"):
        customers = {role.name: _take_on(tracker, role, now, weeks) for role in CAST}
        measures = {
            plot.said.name: _promise(tracker, plot, customers, now, first) for plot in PLOTS
        }
        tracker.evaluations.add_all(
            [
                {"measure_id": measures[plot.said.name], **row}
                for plot in PLOTS
                for row in _course(plot, rng, now, first, today)
            ]
        )
        _keep_diary(tracker, rng, now, weeks)
        for ago, day, customer, measure, title, note in EVENTS:
            if ago < weeks:
                add_event(
                    tracker,
                    (now + -ago).start + timedelta(days=day),
                    title,
                    note,
                    customer_id=customers[customer] if customer and not measure else None,
                    measure_id=measures[measure] if measure else None,
                )
        _start_fixes(tracker, measures, now, weeks)
        story = Story(tracker, customers, measures, now, weeks, seed)
        for tell in CHAPTERS:
            tell(story)
    send_shares(story)


def _start_fixes(tracker: Tracker, measures: dict[str, int], now: Period, weeks: int) -> None:
    """Tell what was done about it: one fix that worked, one that has not turned it yet."""
    for ago, measure, what, obstacle, owner, done, review in FIXES:
        if ago >= weeks:
            continue
        said = FixInput(
            what=what,
            obstacle=obstacle,
            owner=owner,
            started_on=(now + -ago).start,
            review_on=(now + (review - ago)).start,
        )
        fix = start_fix(tracker, measures[measure], said)
        if done is not None:
            finish_fix(tracker, fix, (now + (done - ago)).start)


def refuse_data(tracker: Tracker) -> None:
    """Raise `FileTrouble` if the diary is somebody's already."""
    if not tracker.empty:
        name = tracker.path.name if tracker.path else "This diary"
        raise FileTrouble(f"{name} has data already", "Choose a new file.")


def _take_on(tracker: Tracker, role: StoryCustomer, now: Period, weeks: int) -> int:
    customer_id = add_customer(tracker, role.name, role.tier, role.kind, role.who)
    profile = ("motives", "knowledge", "attitudes", "invests", "benefit")
    edit_customer(tracker, customer_id, **{name: getattr(role, name) for name in profile})
    for ago, text in role.wants:
        add_want(tracker, customer_id, text, (now + -min(ago, weeks - 1)).start)
    for offer in role.offers:
        add_service(
            tracker,
            customer_id,
            offer.name,
            offer.area,
            why=offer.why,
            definition=offer.definition,
            done_when=offer.done_when,
            needed_when=offer.needed_when,
        )
    return customer_id


def _promise(
    tracker: Tracker, plot: MeasureStory, customers: dict[str, int], now: Period, first: Period
) -> int:
    customer_id = customers[plot.customer]
    offers = tracker.services.where("customer_id = ?", customer_id)
    said = replace(plot.said, service_id=None if plot.offer is None else offers[plot.offer].id)
    begun = replace(said, promise=plot.before) if plot.before is not None else said
    # A fortnight begins now, so the running week has eight measures due, whatever the date.
    measure_id = add_measure(tracker, customer_id, begun, first.start, now.start)
    if plot.before is not None:
        half = now + -min(RAISED, (now - first) // 2)
        edit_measure(tracker, measure_id, said, half.start, "They asked for more, and it held")
    if plot.archived is not None:
        archive_measure(tracker, measure_id, (now + -plot.archived).start)
    return measure_id


def _course(
    plot: MeasureStory, rng: random.Random, now: Period, first: Period, today: date
) -> Iterator[dict[str, object]]:
    """Yield what was logged for one measure, oldest first."""
    cadence = plot.said.cadence
    span = [Period.of(week.start, cadence, now.start) for week in (first, now)]
    for period in [] if plot.said.draft else periods(span[0], span[1]):
        ago = now - Period.of(period.end)
        value = _value(plot, rng, max(ago, 0))
        if ago < 0 or ago > now - first or (plot.archived is not None and ago <= plot.archived):
            continue
        if ago == 0:
            if cadence is Cadence.WEEKLY and plot.now is not None:
                yield _row(period, today, plot.notes.get(0, PeriodNote()), plot.now)
        elif ago in HOLIDAY:
            yield _row(period, period.end, PeriodNote(), None, AWAY)
        elif ago != MISSED:
            yield _row(period, period.end, plot.notes.get(ago, PeriodNote()), value)


def _value(plot: MeasureStory, rng: random.Random, ago: int) -> float:
    level = plot.level
    for since, other in plot.turns:
        level = other if ago <= since else level
    if plot.slide and ago <= plot.slide[0]:
        level += (plot.slide[1] - level) * (1 - ago / plot.slide[0])
    drawn = rng.gauss(level, plot.spread)
    rule = SCALES[plot.said.scale]
    step = plot.said.step or rule.step
    drawn = within(round(drawn / step) * step, step if rule.low is None else rule.low, rule.high)
    return plot.fixed.get(ago, round(drawn, decimals_of(step)))


def within(value: float, low: float, high: float | None) -> float:
    """Return the value, or the end of the range that it lies beyond."""
    return max(value if high is None else min(value, high), low)


def _row(
    period: Period, day: date, words: PeriodNote, value: float | None, skipped: str | None = None
) -> dict[str, object]:
    return {
        "start": period.start,
        "value": value,
        "skipped": skipped,
        "note": words.note,
        "private_note": words.private,
        "cause": words.cause,
        "logged_at": f"{day.isoformat()}T15:30:00Z",
    }


def _keep_diary(tracker: Tracker, rng: random.Random, now: Period, weeks: int) -> None:
    """Write the own pulse, and how each week was closed."""
    pulses: list[dict[str, object]] = []
    closed: list[dict[str, object]] = []
    for ago in range(weeks - 1, 0, -1):
        week = now + -ago
        tired = 1.2 if ago < 5 or 20 <= ago < 24 else 0.0
        energy, valued = (min(max(round(rng.gauss(3.8 - tired, 0.6)), 1), 5) for _ in range(2))
        answer = rng.choice(ANSWERS) if rng.random() < 0.4 else ""
        if ago == MISSED or ago in HOLIDAY:
            continue
        friday = (week.start + timedelta(days=4)).isoformat()
        pulses.append({"week": week.start, "energy": energy, "valued": valued})
        closed.append({"week": week.start, "finished_at": f"{friday}T15:40:00Z", "answer": answer})
    for rows, table in ((pulses, tracker.pulses), (closed, tracker.check_ins)):
        if rows:
            table.add_all(rows)


CHAPTERS = (
    add_shares,
    add_needs,
    add_chain,
    add_own_side,
    add_choices,
    add_assessments,
    add_moves,
    add_noted,
    add_serving,
)
