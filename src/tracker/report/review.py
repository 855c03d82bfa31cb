"""A review pack as a document (P1): cover, sentences, areas, customers, decisions, upkeep, data.

A paragraph with a key may be reworded: the person's own text takes its place, and an empty one
leaves it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from tracker.report.document import (
    Block,
    Columns,
    Document,
    Figure,
    Heading,
    PageBreak,
    Role,
    Section,
    Text,
)
from tracker.report.phrases import day
from tracker.report.plain import paragraphs
from tracker.report.review_appendix import appendix
from tracker.report.review_content import CustomerPart, Review
from tracker.report.review_customer import customer_blocks
from tracker.report.review_decisions import decision_blocks
from tracker.report.review_summary import five_sentences, listed
from tracker.report.review_upkeep import upkeep_blocks
from tracker.report.scorecard_sentences import cut, full_days

TITLE: Final = "Review of impact"
BRIEF: Final = frozenset({".pptx"})
LONGEST_NAME: Final = 60
AREAS: Final = (
    "Each cell shows how a customer’s measures in one area stood at the end: where there are "
    "several, the one that needs most attention. In an empty cell nothing is measured for them."
)


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
        blocks=tuple(_worded(_blocks(content, brief=brief), wordings)),
        name=content.name,
        role=content.role,
        logo=content.logo,
        footer=f"{TITLE}, {full_days(content.first, content.last)}",
        cover=True,
    )


def _period(content: Review) -> str:
    told = full_days(content.first, content.last)
    if content.until == content.last:
        return told
    return f"{told}, as it stood on {day(content.until, content.last)}"


def _blocks(content: Review, *, brief: bool) -> Iterator[Block]:
    yield Heading("The period in five sentences", 1)
    for number, told in enumerate(five_sentences(content), 1):
        yield Text(told, Role.LEAD if number == 1 else Role.BODY, key=f"summary:{number}")
    if content.areas.lines:
        yield from _areas(content)
    for part in content.customers:
        if _has_chapter(part):
            yield PageBreak()
            yield from customer_blocks(part, content.until)
    yield from decision_blocks(content)
    yield from upkeep_blocks(content.upkeep)
    yield from appendix(content, brief=brief)


def _areas(content: Review) -> Iterator[Block]:
    yield Heading("Areas and customers", 1)
    yield Text(AREAS, key="areas")
    yield Figure(content.areas)
    bare = [cut(one.name, LONGEST_NAME) for one in content.customers if not one.measures]
    if bare:
        yield Text(f"Nothing was measured for {listed(bare)}.", Role.SMALL, key="areas:bare")


def _has_chapter(part: CustomerPart) -> bool:
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
