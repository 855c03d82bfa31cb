"""How the counts on Overview come about: the sentence, its rule, and every row that was counted."""

from __future__ import annotations

from datetime import date

from tracker.app.evaluations.history import CheckIns, WeekCompletion, WeekDone
from tracker.app.feedback.first_seen import LEAST as LEAST_SEEN
from tracker.app.feedback.first_seen import SightedSignal, first_seen_words, year_of_signals
from tracker.app.overview.overview import LEAST, WEEKS, wow_figures, wow_words
from tracker.app.tracker import Tracker
from tracker.domain.measure import Measure
from tracker.domain.number import show_number
from tracker.domain.period import Period
from tracker.report.dates import medium_day, period_name, period_with_days
from tracker.report.text.customers import CountExplanation
from tracker.report.text.news import check_in_line, lead_words

WEEK_RULE = (
    "A week counts as done when everything that it asked for was logged, or skipped with a reason, "
    "as while away; finished or not. A measure is asked for from the week in which it was promised "
    "or first logged until it is archived. Not counted are the running week, weeks before your "
    "first entry, weeks that asked for nothing, and weeks that came with an import. Your own pulse "
    "is an offer and is in no count."
)
COUNTED = {
    WeekCompletion.ALL: "done",
    WeekCompletion.PARTLY: "not done",
    WeekCompletion.NOTHING: "not done",
    WeekCompletion.NOT_COUNTED: "not counted",
}
SEEN_RULE = (
    "Counted are the changes revealed in the last 52 weeks that somebody saw: you, on "
    "the day you first looked at the chart, or your customer, on the day they told you. You saw it "
    "first if you looked on an earlier day, or if they never told you. The days ahead are an "
    f"average of those changes of which both days are known. Fewer than {LEAST_SEEN} changes are "
    "no ground for a sentence."
)
WOW_RULE = (
    f"Taken are the ratings of 1 to 5 that your customers gave in the last {WEEKS} weeks, and your "
    "own of their measures on that scale (not drafts, nor where less is better). It is said when "
    "the average of those whom you want to wow is not above that of the rest, with at least "
    f"{LEAST} figures on each side. It compares two averages and claims no cause."
)


def check_ins_explained(shown: CheckIns) -> CountExplanation:
    """Return the rule and each week, the newest first."""
    now = (shown.now.logged, shown.now.due) if shown.now else (0, 0)
    said = check_in_line(shown.done, shown.counted, *now)
    every = (*shown.weeks, shown.now) if shown.now else shown.weeks
    newest = every[-1].week.end if every else date.max
    weeks = [_week(one, COUNTED[one.done], newest) for one in shown.weeks]
    running = [_week(shown.now, "running", newest)] if shown.now else []
    heads = ("Week", "Due", "Logged or skipped", "Counted as")
    return CountExplanation(said, WEEK_RULE, heads, [*weeks, *running][::-1])


def _week(one: WeekDone, counted: str, newest: date) -> tuple[str, ...]:
    return period_with_days(one.week, newest), str(one.due), str(one.logged), counted


def first_seen_explained(
    tracker: Tracker, today: date, *, internal: bool | None = None
) -> CountExplanation:
    """Return the rule and each change, the newest first; of one side, where that is chosen."""
    said, _ = first_seen_words(tracker, today, internal=internal)
    rows = [
        _seen(one, tracker.measures.get(one.measure_id))
        for one in reversed(year_of_signals(tracker, today, internal=internal))
    ]
    heads = ("Measure", "Revealed in", "You looked", "They told you", "Counted as")
    return CountExplanation(said, SEEN_RULE, heads, rows)


def _seen(one: SightedSignal, measure: Measure) -> tuple[str, ...]:
    looked, told = (medium_day(day) if day else "–" for day in (one.looked_on, one.told_on))
    counted = "you first" if one.mine else "they first"
    if one.lead:
        counted += f", {lead_words(one.lead)}"
    revealed = period_name(Period(one.revealed, measure.cadence), year=True)
    return measure.name, revealed, looked, told, counted


def wow_explained(
    tracker: Tracker, today: date, *, internal: bool | None = None
) -> CountExplanation:
    """Return the rule and each figure: whose side, about whom, what, how much."""
    figures = wow_figures(tracker, today, internal=internal)
    names = {one.id: one.name for one in tracker.customers.all()}
    rows = [
        (
            "WOW" if one.wow else "the rest",
            names[one.customer_id],
            tracker.measures.get(one.measure_id).name if one.measure_id else "everything",
            "yours" if one.own else "theirs",
            medium_day(one.day),
            show_number(one.value, 1),
        )
        for one in sorted(figures, key=lambda one: (not one.wow, one.day))
    ]
    heads = ("Side", "Customer", "About", "Whose", "When", "Rating")
    return CountExplanation(wow_words(tracker, today, internal=internal), WOW_RULE, heads, rows)
