"""A review pack as a document (P1): cover, sentences, areas, customers, decisions, upkeep, data.

A paragraph with a key may be reworded: the person's own text takes its place, and an empty one
leaves it out. How the measuring was kept up is told in plain counts, without blame.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from tracker.domain.decision import VERDICT_NAMES, DecisionVerdict
from tracker.domain.number import show_number
from tracker.report.dates import long_day, long_days
from tracker.report.documents.document import (
    Block,
    Cell,
    Column,
    Columns,
    Document,
    Figure,
    Heading,
    PageBreak,
    Section,
    Table,
    Text,
    TextRole,
    paragraphs,
)
from tracker.report.review.chapters import appendix, customer_blocks
from tracker.report.review.content import CASE, Review, ReviewCustomer, ReviewDecision, Upkeep
from tracker.report.review.summary import five_sentences, upkeep_sentence
from tracker.report.text.causes import causes_paragraph
from tracker.report.wording import cut, listed, number_of

DECISIONS_TITLE: Final = "Decisions, and what I learned"
LONGEST_TITLE: Final = 120
LONGEST_TEXT: Final = 600
UPKEEP_TITLE = "How the measuring was kept up"
LEAST_CHANGES = 3
TITLE: Final = "Review of impact"
CASE_TITLE: Final = "In my own words"
BRIEF: Final = frozenset({".pptx"})
LONGEST_NAME: Final = 60
AREAS: Final = (
    "Each cell shows how a customer’s measures in one area stood at the end: where there are "
    "several, the one that needs most attention. In an empty cell nothing is measured for them."
)


def decision_blocks(content: Review) -> Iterator[Block]:
    """Yield the chapter, where there is a decision to tell of."""
    if not content.decisions:
        return
    yield Heading(DECISIONS_TITLE, 1)
    for one in content.decisions:
        yield Heading(cut(one.title, LONGEST_TITLE))
        key = f"decision:{one.uid}"
        yield Text(f"{long_day(one.decided_on, content.until)}: {_cut(one.choice)}", key=key)
        if one.logic:
            yield Text(f"Why: {_cut(one.logic)}", key=f"{key}:why")
        if who := _who(one):
            yield Text(who, TextRole.SMALL, key=f"{key}:who")
        yield from _outcome(one, content, key)


def _who(one: ReviewDecision) -> str:
    told = f"Told: {listed(one.told)}." if one.told else ""
    less = f"Less happy with it: {one.less_happy}." if one.less_happy else ""
    return " ".join(part for part in (less, told) if part)


def _outcome(one: ReviewDecision, content: Review, key: str) -> Iterator[Text]:
    if one.verdict is None or one.verdict_on is None:
        return
    when = long_day(one.verdict_on, content.until)
    yield Text(f"{VERDICT_NAMES[one.verdict]} ({when}).", key=f"{key}:verdict")
    if one.verdict is DecisionVerdict.BAD:
        yield Text(f"Admitted to: {_cut(one.admitted_to)}", key=f"{key}:admitted")
        yield Text(f"What I learned: {_cut(one.learned)}", key=f"{key}:learned")
        yield Text(f"What I choose now: {_cut(one.next_choice)}", key=f"{key}:next")


def _cut(text: str) -> str:
    return cut(text, LONGEST_TEXT)


def upkeep_blocks(kept: Upkeep) -> Iterator[Block]:
    """Yield the chapter: a sentence and the counts behind it."""
    yield Heading(UPKEEP_TITLE, 1)
    yield Text(upkeep_sentence(kept), key="upkeep")
    rows = [(name, value) for name, value in _rows(kept) if value]
    if rows:
        columns = (Column("What", weight=3), Column("Count", number=True))
        yield Table(columns, tuple((Cell(name), Cell(value)) for name, value in rows))


def _rows(kept: Upkeep) -> Iterator[tuple[str, str]]:
    if kept.due:
        yield "Values that fell due", show_number(kept.due)
        yield "Logged", _share(kept.logged, kept.due)
        yield "Skipped with a reason", _share(kept.skipped, kept.due)
        yield "Not logged", _share(kept.missing, kept.due)
    if kept.delay is not None:
        yield "Usual time from the end of a period to its entry", delay_words(kept.delay)
    if kept.weeks:
        yield "Weeks logged or explained in full", f"{kept.done} of {kept.weeks}"
    if kept.changes >= LEAST_CHANGES:
        yield "Changes I saw before the customer told me", _first(kept)
    yield "Customers who were shown how they are served", _asked(kept)
    yield "Answers from customers", _answers(kept)


def delay_words(days: float) -> str:
    """Write the median of the days until an entry."""
    if days < 1:
        return "by the end of it"
    return "1 day" if days == 1 else f"{show_number(days, 1)} days"


def _share(part: int, whole: int) -> str:
    return f"{show_number(part)} ({show_number(part * 100 / whole, 0)} %)"


def _first(kept: Upkeep) -> str:
    share = f"{kept.mine} of {kept.changes}"
    if kept.lead is None or kept.lead <= 0:
        return share
    days = show_number(kept.lead, 1)
    return f"{share}, {days} day{'' if days == '1' else 's'} ahead on average"


def _asked(kept: Upkeep) -> str:
    return f"{kept.asked} ({number_of(kept.shown, 'page')})" if kept.asked else ""


def _answers(kept: Upkeep) -> str:
    if not kept.answers:
        return "none" if kept.asked else ""
    whom = number_of(kept.answered, "customer")
    return f"{kept.answers}, from {whom}"


def document_for(content: Review, wordings: Mapping[str, str], suffix: str) -> Document:
    """Lay a review out for a kind of file: slides do not carry every value."""
    return review_document(content, wordings, brief=suffix.lower() in BRIEF)


def review_document(
    content: Review, wordings: Mapping[str, str], *, brief: bool = False
) -> Document:
    """Lay a review out as a document; `wordings` are the person's own texts by key.

    A `brief` one tells how each figure was calculated, but not from which values.
    """
    return Document(
        title=TITLE,
        kicker=_period(content),
        day=content.today,
        blocks=tuple(_worded(_blocks(content, wordings, brief=brief), wordings)),
        name=content.name,
        role=content.role,
        logo=content.logo,
        footer=f"{TITLE}, {long_days(content.first, content.last)}",
        cover=True,
    )


def _period(content: Review) -> str:
    told = long_days(content.first, content.last)
    if content.until == content.last:
        return told
    return f"{told}, as it stood on {long_day(content.until, content.last)}"


def _blocks(content: Review, wordings: Mapping[str, str], *, brief: bool) -> Iterator[Block]:
    yield Heading("The period in five sentences", 1)
    for number, told in enumerate(five_sentences(content), 1):
        yield Text(told, TextRole.LEAD if number == 1 else TextRole.BODY, key=f"summary:{number}")
    if content.areas.lines:
        yield from _areas(content)
    if content.causes:
        yield Heading("Why weeks went badly", 1)
        yield Text(causes_paragraph(content.causes), key="causes")
    yield from case_blocks(wordings)
    for part in content.customers:
        if _has_chapter(part):
            yield PageBreak()
            yield from customer_blocks(part, content.until)
    yield from decision_blocks(content)
    yield from upkeep_blocks(content.upkeep)
    yield from appendix(content, brief=brief)


def case_blocks(wordings: Mapping[str, str]) -> Iterator[Block]:
    """Yield the person's case in their own words; what they left empty is not there."""
    told = [(title, wordings[key]) for key, title in CASE.items() if wordings.get(key, "").strip()]
    if not told:
        return
    yield Heading(CASE_TITLE, 1)
    for title, text in told:
        yield Heading(title)
        for lines in paragraphs(text):
            yield Text("\n".join(lines))


def _areas(content: Review) -> Iterator[Block]:
    yield Heading("Areas and customers", 1)
    yield Text(AREAS, key="areas")
    yield Figure(content.areas)
    bare = [cut(one.name, LONGEST_NAME) for one in content.customers if not one.measures]
    if bare:
        yield Text(f"Nothing was measured for {listed(bare)}.", TextRole.SMALL, key="areas:bare")


def _has_chapter(part: ReviewCustomer) -> bool:
    return bool(part.measures or part.words or part.ratings)


def _worded(blocks: Iterator[Block], wordings: Mapping[str, str]) -> Iterator[Block]:
    """Put the person's own words in the place of the paragraphs that they name."""
    for block in blocks:
        if isinstance(block, Text):
            yield from _paragraphs(block, wordings)
        elif isinstance(block, Columns):
            yield Columns(
                tuple(
                    Section(one.title, tuple(_worded(iter(one.blocks), wordings)))
                    for one in block.sections
                )
            )
        else:
            yield block


def _paragraphs(block: Text, wordings: Mapping[str, str]) -> Iterator[Text]:
    """Yield a paragraph as it is, or each of the person's own; the first one keeps the key."""
    own = wordings.get(block.key) if block.key else None
    if own is None:
        yield block
        return
    for at, lines in enumerate(paragraphs(own)):
        yield replace(block, text="\n".join(lines), key=block.key if at == 0 else "")
