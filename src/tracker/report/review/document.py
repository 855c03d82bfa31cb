"""A review pack as a document (P1): the case on a page, whom I serve, customers, fixes, lessons.

A paragraph with a key may be reworded: the person's own text takes its place, and an empty one
leaves it out. The appendix holds every figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from tracker.domain.decision import VERDICT_NAMES, DecisionVerdict
from tracker.domain.texts.cutting import cut
from tracker.report.dates import long_day, long_days
from tracker.report.documents.document import (
    Block,
    Columns,
    Document,
    Heading,
    Section,
    Text,
    TextRole,
    paragraphs,
)
from tracker.report.review.appendix import appendix
from tracker.report.review.chapters import customers_blocks, fixes_blocks
from tracker.report.review.content import Review, ReviewDecision
from tracker.report.review.deck import deck_blocks
from tracker.report.review.front import (
    case_blocks,
    matrix_blocks,
    summary_blocks,
    turn_blocks,
    whom_blocks,
)
from tracker.report.text.causes import causes_paragraph
from tracker.report.wording import listed

DECISIONS_TITLE: Final = "Decisions, and what I learned"
LONGEST_TITLE: Final = 120
LONGEST_TEXT: Final = 600
TITLE: Final = "Review of impact"
BRIEF: Final = frozenset({".pptx"})


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


@dataclass(frozen=True, slots=True)
class PackChoice:
    """What a person chose for a pack: slides of everything, and how the measuring was kept up."""

    every_slide: bool = False
    upkeep: bool = False


USUAL_PACK: Final = PackChoice()


def document_for(
    content: Review,
    wordings: Mapping[str, str],
    suffix: str,
    choice: PackChoice = USUAL_PACK,
) -> Document:
    """Lay a review out for a kind of file: slides are few, unless all were chosen."""
    slides = suffix.lower() in BRIEF
    if slides and not choice.every_slide:
        blocks = _worded(deck_blocks(content, wordings), wordings)
        return replace(_framed(content), blocks=tuple(blocks))
    return review_document(content, wordings, brief=slides, upkeep=choice.upkeep)


def review_document(
    content: Review, wordings: Mapping[str, str], *, brief: bool = False, upkeep: bool = False
) -> Document:
    """Lay a review out as a document; `wordings` are the person's own texts by key.

    A `brief` one tells how each figure was calculated, but not from which values; with `upkeep`
    its appendix tells how the measuring was kept up.
    """
    blocks = _worded(_blocks(content, wordings, brief=brief, upkeep=upkeep), wordings)
    return replace(_framed(content), blocks=tuple(blocks))


def _framed(content: Review) -> Document:
    on = content.review_on
    return Document(
        title=TITLE,
        kicker=_period(content),
        day=content.today,
        blocks=(),
        name=content.name,
        role=content.role,
        logo=content.logo,
        footer=f"{TITLE}, {long_days(content.first, content.last)}",
        long=True,
        aside=f"For the review on {long_day(on)}" if on else "",
    )


def _period(content: Review) -> str:
    told = long_days(content.first, content.last)
    if content.until == content.last:
        return told
    return f"{told} · as it stood on {long_day(content.until, content.last)}"


def _blocks(
    content: Review, wordings: Mapping[str, str], *, brief: bool, upkeep: bool
) -> Iterator[Block]:
    yield from summary_blocks(content)
    yield from matrix_blocks(content)
    if own := wordings.get("areas", ""):  # kept from when there was a paragraph by rule
        yield Text(own, TextRole.SMALL, key="areas")
    yield from case_blocks(wordings)
    yield from turn_blocks(content)
    yield from whom_blocks(content)
    yield from customers_blocks(content)
    yield from fixes_blocks(content)
    if content.causes:
        yield Heading("Why weeks went badly", 1)
        yield Text(causes_paragraph(content.causes), key="causes")
    yield from decision_blocks(content)
    yield from appendix(content, brief=brief, upkeep=upkeep)


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
                ),
                block.own,
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
