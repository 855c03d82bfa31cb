"""The chapters of a review: each customer's, and what was done, with what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from tracker.domain.measure import show_promise
from tracker.domain.number import show_number
from tracker.domain.period import Period
from tracker.domain.texts.cutting import cut
from tracker.report.dates import began, began_briefly, long_day, period_name
from tracker.report.documents.document import (
    Block,
    Cell,
    Column,
    Figure,
    FigureForm,
    Heading,
    Promise,
    Quote,
    Table,
    Tag,
    Text,
    TextRole,
    Tone,
)
from tracker.report.review.content import (
    Review,
    ReviewChange,
    ReviewCustomer,
    ReviewFix,
    ReviewMeasure,
)
from tracker.report.review.summary import count_of, kept_of
from tracker.report.scorecard.sentences import (
    change_line,
    chart_caption,
    keeping_tag,
    past_change_line,
    promise_line,
)
from tracker.report.text.phrases import impact_line
from tracker.report.text.verdicts import LABELS, fix_sentence
from tracker.report.wording import by_number, capitalised, number_word, spelled_number_of

LONGEST_FIX: Final = 140
LONGEST_REASON: Final = 140
NOTHING: Final = "–"
COLUMNS: Final = (
    Column("Measure", weight=3),
    Column("Promise", weight=2),
    Column("Average", number=True),
    Column("Kept in", number=True),
    Column("Result"),
)
FIXES_TITLE: Final = "Fixes, and what they changed"
OVER: Final = "Back to normal"
PLANNED: Final = Tag("New baseline")
COUNTED: Final = (
    "Average of the values of these days but those far out; kept in so many of the periods with a "
    "value, each held against the promise of its time; the result by the rule in the appendix."
)


def customers_blocks(content: Review) -> Iterator[Block]:
    """Yield a chapter for each customer, one after the other; the table is explained once."""
    explained = False
    for part in content.customers:
        if part.measures or part.words or part.ratings:
            yield from customer_blocks(part, content.until, explained=explained)
            explained = explained or bool(part.measures)


def customer_blocks(
    part: ReviewCustomer, until: date, *, explained: bool = False
) -> Iterator[Block]:
    """Yield the chapter; a part of it that has nothing to say is not there."""
    yield Heading(part.name, 1)
    yield Text(lead(part, until), TextRole.LEAD, key=f"customer:{part.uid}:lead")
    if part.measures:
        yield _promises(part, until)
        if not explained:
            yield Text(COUNTED, TextRole.SMALL)
        yield from _impacts(part)
    changed = [one for one in part.measures if one.changes or one.planned]
    if changed:
        yield Heading("What changed", 3)
        yield from (_changed(one, until) for one in changed)
    yield from _heard(part)


def fixes_blocks(content: Review) -> Iterator[Block]:
    """Yield the chapter on what was done, and what came of it; nothing where nothing was."""
    found = [(one, fix) for one in content.measures for fix in one.fixes]
    if not found:
        return
    yield Heading(FIXES_TITLE, 1)
    for one, fix in found:
        yield from _fix(one, fix, content.until)


def lead(part: ReviewCustomer, until: date) -> str:
    """Say in a few sentences how this customer was served."""
    changes = [one for measure in part.measures for one in measure.changes]
    judged = [one.keeping for one in part.measures if one.keeping.judged]
    told = []
    if not part.measures:
        told.append("Nothing was measured for them in this period.")
    elif judged:
        told.append(kept_of(judged))
        told.append(_changes(changes))
    else:
        told.append("It is too early to say whether a promise was kept.")
    if part.archived_on:
        told.append(f"Served until {long_day(part.archived_on, until)}.")
    return " ".join(told)


def _changes(changes: list[ReviewChange]) -> str:
    """Count what changed and stands: `One change for the better, two for the worse.`."""
    better, worse = (count_of(changes, better=way) for way in (True, False))
    if not (better or worse):
        if changes:
            return "What changed in between is back to normal."
        return "Nothing changed by more than chance."
    first = better or worse
    noun = spelled_number_of(first, "change").capitalize()
    if better and worse:
        return f"{noun} for the better and {number_word(worse)} for the worse."
    return f"{noun} for the {'better' if better else 'worse'}."


def _promises(part: ReviewCustomer, until: date) -> Table:
    return Table(COLUMNS, tuple(_row(one, until) for one in part.measures))


def _impacts(part: ReviewCustomer) -> Iterator[Text]:
    """Yield what a measure is to change for them, in their voice; what changed says it itself."""
    for one in part.measures:
        told = one.changes or one.planned
        if not told and (said := impact_line(one.version)):
            yield Text(f"{one.measure.name}: {said}", TextRole.SMALL)


def _row(one: ReviewMeasure, until: date) -> tuple[Cell, ...]:
    keeping = one.keeping
    tag = keeping_tag(keeping, one.measure.cadence)
    return (
        Cell(_name(one, until)),
        Cell(_promised(one, until)),
        Cell(one.figure or NOTHING),
        Cell(f"{keeping.met} of {keeping.of}" if keeping.of else NOTHING),
        Cell(tag.text, tag.tone),
    )


def _name(one: ReviewMeasure, until: date) -> str:
    name = one.measure.name
    return f"{name} (archived on {long_day(one.archived_on, until)})" if one.archived_on else name


def _promised(one: ReviewMeasure, until: date) -> str:
    """Write the promise at the end, and those that held before it."""
    scale = one.measure.scale
    before = [
        f"{show_promise(version, scale) or 'none'} until {long_day(last, until)}"
        for version, last in one.earlier
    ]
    now = show_promise(one.version, scale) or NOTHING
    return f"{now} ({', '.join(before)})" if before else now


def _changed(one: ReviewMeasure, until: date) -> Promise:
    measure = one.measure
    standing = [change for change in one.changes if change.stands]
    tag = _over(one, until) if one.changes else PLANNED
    if standing:
        label = LABELS[one.verdict]
        tag = Tag(label.text, Tone(label.tone))
    caption = chart_caption(len(one.entries), measure.cadence, promised=one.version.has_promise)
    return Promise(
        measure.name,
        promise_line(one.version, measure.scale),
        one.level if one.figure else NOTHING,
        tag,
        (*one.level_lines, *_lines(one, until)),
        one.picture,
        caption if one.picture else "",
    )


def _over(one: ReviewMeasure, until: date) -> Tag:
    """Say since when a measure is back where it was."""
    over = one.changes[-1].over_on
    if over is None:
        return Tag(OVER)
    return Tag(f"{OVER} since {began_briefly(over, one.measure.cadence, until)}")


def _lines(one: ReviewMeasure, until: date) -> Iterator[str]:
    for change in one.changes:
        if told := _line(one, change, until):
            yield told
    for start, reason in one.planned:
        since = began(start, one.measure.cadence, until)
        yield f"Done differently since {since}: {cut(reason, LONGEST_REASON)}"


def _line(one: ReviewMeasure, change: ReviewChange, until: date) -> str:
    measure = one.measure
    if change.stands:
        told = change_line(measure, one.finding, until, one.begins)
        if change.revealed < one.begins:
            return told
        return f"{told} Noticed in {period_name(Period(change.revealed, measure.cadence))}."
    if change.earlier is None or change.later is None:
        return ""
    earlier, later = change.earlier, change.later
    return past_change_line(measure, earlier, later, until, one.begins, up=change.up)


def _fix(one: ReviewMeasure, part: ReviewFix, until: date) -> Iterator[Block]:
    """Yield what was done about a measure, and what became of it: drawn where it can be seen."""
    yield Text(fix_told(one, part, until), key=f"fix:{part.fix.uid}")
    if part.picture is not None:
        yield Figure(part.picture, form=FigureForm.UNTITLED)


def fix_told(one: ReviewMeasure, part: ReviewFix, until: date) -> str:
    """Say what was done, when, and what became of it, unless a picture says so."""
    fix = part.fix
    began = long_day(fix.started_on, until)
    days = f"since {began}"
    if fix.done_on:
        days = f"begun on {began}, done on {long_day(fix.done_on, until)}"
    if fix.dropped_on:
        days = f"begun on {began}, given up on {long_day(fix.dropped_on, until)}"
    what = cut(fix.what, LONGEST_FIX).rstrip(".!")
    told = f"{what} (for {one.measure.name}), {days}."
    if part.picture is not None:
        return told
    return f"{told} {fix_sentence(one.measure, fix, part.effect)}"


def _heard(part: ReviewCustomer) -> Iterator[Block]:
    if part.evidence:
        yield Heading("Evidence", 3)
        for note in part.evidence:
            when = period_name(Period(note.start, note.measure.cadence), year=True)
            yield Quote(note.text, note.measure.name, capitalised(when))
    if not (part.words or part.ratings):
        return
    yield Heading("In their words", 3)
    if part.rated is not None:
        yield Text(rated_line(part.rated, part.ratings), key=f"customer:{part.uid}:rated")
    for said in part.words:
        who = f"{part.name}, on {said.about}" if said.about else part.name
        yield Quote(said.text, who, long_day(said.said_on))


def rated_line(mean: float, number: int) -> str:
    """Say how many ratings from 1 to 5 a customer gave, and their mean."""
    shown = f"{show_number(mean, 1)} of 5"
    ratings = capitalised(spelled_number_of(number, "rating"))
    return by_number(number, f"{ratings}: {shown}.", f"{ratings}: {shown} on average.")
