"""A review as a short deck to present: sentences, areas, a slide a customer, fixes, lessons, ask.

Each slide is one thought: what does not fit stands in the pack, and the slide says how much.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from tracker.domain.decision import VERDICT_NAMES
from tracker.domain.texts.cutting import cut
from tracker.report.dates import long_day, month_of
from tracker.report.documents.document import (
    Block,
    BulletList,
    Heading,
    Matrix,
    MatrixRow,
    Promise,
    Text,
    TextRole,
    lines,
)
from tracker.report.review.chapters import NOTHING, fix_told, lead
from tracker.report.review.content import (
    CASE,
    CASE_ASK,
    CASE_CHANGE,
    CASE_PROUD,
    Review,
    ReviewCustomer,
    ReviewDecision,
    ReviewMeasure,
)
from tracker.report.review.front import (
    AREAS_TITLE,
    SUMMARY_TITLE,
    legend_of,
    matrix_blocks,
    summary_blocks,
)
from tracker.report.scorecard.sentences import (
    EARLIER,
    change_line,
    keeping_tag,
    kept_line,
    promise_line,
    verb,
)
from tracker.report.text.causes import causes_paragraph
from tracker.report.text.keeping import BROKEN, keeping_line
from tracker.report.wording import number_word, plural

FIXES_TITLE: Final = "What I did about it"
LESSONS_TITLE: Final = "What I learned"
MOST_ROWS, MOST_FIXES, MOST_LESSONS, MOST_ASKS = 7, 5, 4, 3
LONGEST_FIX, LONGEST_LESSON, LONGEST_ASK, LONGEST_QUOTE = 230, 170, 140, 120
LONGEST_OWN, LONGEST_TITLE, LONGEST_NAME, LONGEST_ENTRY = 200, 76, 52, 36


def deck_blocks(content: Review, wordings: Mapping[str, str]) -> Iterator[Block]:
    """Yield a slide after the other: six at most, and one for each customer with a measure."""
    yield Heading(SUMMARY_TITLE)
    yield from summary_blocks(content)
    for block in matrix_blocks(content):
        if isinstance(block, Matrix):
            yield Heading(AREAS_TITLE)
            rows = tuple(map(_brief, block.rows[:MOST_ROWS]))
            yield replace(block, title="", rows=rows, legend=_legend(rows, block))
    for part in content.customers:
        if part.measures:
            yield Heading(" · ".join(one for one in (part.name, part.tier) if one))
            yield _customer(part, content)
    yield from _fixes(content)
    yield from _lessons(content)
    yield from _own(wordings)


def _brief(row: MatrixRow) -> MatrixRow:
    """Cut names, so that all customers stand on one slide."""
    cells = tuple(
        tuple(replace(one, name=cut(one.name, LONGEST_ENTRY)) for one in cell) for cell in row.cells
    )
    return replace(row, title=cut(row.title, LONGEST_ENTRY), cells=cells)


def _legend(rows: Iterable[MatrixRow], block: Matrix) -> str:
    """Explain the signs in these rows, and say how many customers stand in the pack alone."""
    more = _more(len(block.rows) - MOST_ROWS, "customer")
    return "   ".join(part for part in (legend_of(rows), *more) if part)


def _customer(part: ReviewCustomer, content: Review) -> Promise:
    """Show the measure that says most of a customer: what changed, else what is not kept."""
    one = max(part.measures, key=_weight)
    until = content.until
    title = _title(one, content)
    told: list[str] = []
    if _standing(one):
        told.append(change_line(one.measure, one.finding, until, one.begins))
    if told or title == _name(one):  # else the title says how it was kept
        told.append(kept_line(one.keeping, 0, one.measure.cadence))
    first = " ".join(filter(None, told))
    second = _heard(part) or lead(part, until)
    return Promise(
        title,
        promise_line(one.version, one.measure.scale),
        one.level if one.figure else NOTHING,
        keeping_tag(one.keeping, one.measure.cadence),
        tuple(said for said in (first, second) if said),
        one.picture,
    )


def _standing(one: ReviewMeasure) -> bool:
    return any(change.stands for change in one.changes)


def _weight(one: ReviewMeasure) -> tuple[bool, bool, bool, float]:
    standing = [change for change in one.changes if change.stands]
    worse = any(not change.better for change in standing)
    moved = max((change.weight for change in standing), default=0.0)
    return worse, one.keeping.state in BROKEN, bool(standing), moved


def _title(one: ReviewMeasure, content: Review) -> str:
    """Say what happened to a measure: what it did since a change, else how it was kept."""
    measure, finding = one.measure, one.finding
    if _standing(one) and finding.since is not None:
        month = month_of(finding.since, measure.cadence, content.until)
        told = f"{cut(measure.name, LONGEST_NAME)} {verb(measure, finding)} in {month}"
        return f"{told}{EARLIER}" if finding.since < one.begins else told
    kept = keeping_line(one.keeping, measure.cadence)
    whole = f"{measure.name}: {kept[:1].lower()}{kept[1:]}"
    return whole if kept and len(whole) <= LONGEST_TITLE else _name(one)


def _name(one: ReviewMeasure) -> str:
    return cut(one.measure.name, LONGEST_TITLE)


def _heard(part: ReviewCustomer) -> str:
    """Return their newest words, those with a star first."""
    if not part.words:
        return ""
    said = part.words[0]
    words = " ".join(said.text.split()).strip('“”"')
    return f"They said on {long_day(said.said_on)}: “{cut(words, LONGEST_QUOTE)}”"


def _fixes(content: Review) -> Iterator[Block]:
    """Yield what was done, as many as a slide holds; the newest are the last."""
    found = [(one, fix) for one in content.measures for fix in one.fixes]
    if not found:
        return
    yield Heading(FIXES_TITLE)
    told = []
    for one, part in found[:MOST_FIXES]:
        said = replace(part, picture=None)
        told.append(cut(fix_told(one, said, content.until), LONGEST_FIX))
    yield BulletList((*told, *_more(len(found) - MOST_FIXES, "fix")))


def _lessons(content: Review) -> Iterator[Block]:
    """Yield what was learned from decisions, else what was decided, and why weeks went badly."""
    told = [cut(said, LONGEST_LESSON) for said in map(_lesson, content.decisions) if said]
    causes = [causes_paragraph(content.causes)] if content.causes else []
    if not (told or causes):
        return
    yield Heading(LESSONS_TITLE)
    more = _more(len(told) - MOST_LESSONS, "decision")
    yield BulletList((*told[:MOST_LESSONS], *more, *causes))


def _lesson(one: ReviewDecision) -> str:
    if one.verdict is None:
        return f"{one.title}: {one.choice}"
    told = f"{one.title}: {VERDICT_NAMES[one.verdict].lower()}."
    return f"{told} {one.learned}" if one.learned else told


def _more(number: int, noun: str) -> tuple[str, ...]:
    if number <= 0:
        return ()
    return (f"{number_word(number).capitalize()} more {plural(number, noun)} in the pack.",)


def _own(wordings: Mapping[str, str]) -> Iterator[Block]:
    """Yield the person's own words on one slide: what they ask for, at most three, then the rest.

    The title is that of the first; the others begin with theirs.
    """
    asked = lines(wordings.get(CASE_ASK, ""))
    told = {key: " ".join(lines(wordings.get(key, ""))) for key in (CASE_CHANGE, CASE_PROUD)}
    titled = CASE_ASK if asked else next((key for key, said in told.items() if said), None)
    if titled is None:
        return
    yield Heading(CASE[titled])
    for number, one in enumerate(asked[:MOST_ASKS], 1):
        yield Text(f"{number}. {cut(one, LONGEST_ASK)}", TextRole.LEAD)
    for key, said in told.items():
        if said:
            own = cut(said, LONGEST_OWN)
            yield Text(own if key == titled else f"{CASE[key]}: {own}")
