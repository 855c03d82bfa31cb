"""The chapter of a review about trade-offs: what was chosen and why, and what was learned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tracker.domain.decision import VERDICT_NAMES, DecisionVerdict
from tracker.report.document import Block, Heading, Role, Text
from tracker.report.phrases import day
from tracker.report.review_content import DecisionPart, Review
from tracker.report.review_summary import listed
from tracker.report.scorecard_sentences import cut

TITLE: Final = "Decisions, and what I learned"
LONGEST_TITLE: Final = 120
LONGEST_TEXT: Final = 600


def decision_blocks(content: Review) -> Iterator[Block]:
    """Yield the chapter, where there is a decision to tell of."""
    if not content.decisions:
        return
    yield Heading(TITLE, 1)
    for one in content.decisions:
        yield Heading(cut(one.title, LONGEST_TITLE))
        key = f"decision:{one.uid}"
        yield Text(f"{day(one.decided_on, content.until)}: {_cut(one.choice)}", key=key)
        if one.logic:
            yield Text(f"Why: {_cut(one.logic)}", key=f"{key}:why")
        if who := _who(one):
            yield Text(who, Role.SMALL, key=f"{key}:who")
        yield from _outcome(one, content, key)


def _who(one: DecisionPart) -> str:
    told = f"Told: {listed(one.told)}." if one.told else ""
    less = f"Less happy with it: {one.less_happy}." if one.less_happy else ""
    return " ".join(part for part in (less, told) if part)


def _outcome(one: DecisionPart, content: Review, key: str) -> Iterator[Text]:
    if one.verdict is None or one.verdict_on is None:
        return
    when = day(one.verdict_on, content.until)
    yield Text(f"{VERDICT_NAMES[one.verdict]} ({when}).", key=f"{key}:verdict")
    if one.verdict is DecisionVerdict.BAD:
        yield Text(f"Admitted to: {_cut(one.admitted_to)}", key=f"{key}:admitted")
        yield Text(f"What I learned: {_cut(one.learned)}", key=f"{key}:learned")
        yield Text(f"What I choose now: {_cut(one.next_choice)}", key=f"{key}:next")


def _cut(text: str) -> str:
    return cut(text, LONGEST_TEXT)
