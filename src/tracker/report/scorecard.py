"""A scorecard as a document: what a customer gets, as a page in whatever form (S2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tracker.report.document import (
    Block,
    Columns,
    Document,
    Heading,
    Points,
    Promise,
    Quote,
    Reply,
    Role,
    Section,
    Text,
)
from tracker.report.reading import day_words
from tracker.report.scorecard_content import MeasurePart, Scorecard
from tracker.report.scorecard_sentences import cut, full_days, kept_tag

KICKER: Final = "Impact scorecard"
LONGEST_TITLE: Final = 120
FOOTER: Final = "Only what I marked as shared is on this page."
LEGEND: Final = (
    "Blue, with triangles: improving or kept. Orange, with squares: worsening or not kept."
)
_PARAGRAPHS: Final = re.compile(r"\n[ \t]*\n\s*")
_MY: Final = re.compile(r"My\b")


def scorecard_document(content: Scorecard) -> Document:
    """Lay a scorecard out as a document; the same content gives the same one."""
    period = full_days(content.first, content.last)
    return Document(
        title=title_for(content.customer),
        kicker=f"{KICKER} · {period}",
        day=content.last,
        blocks=tuple(_blocks(content, period)),
        name=content.sender.name,
        role=content.sender.role,
        logo=content.sender.logo,
        footer=f"{FOOTER} {LEGEND}" if content.measures else FOOTER,
    )


def title_for(customer: str) -> str:
    """Write for whom a page is: `For Finance leads`, `For my manager`."""
    return f"For {title_name(customer)}"


def title_name(customer: str) -> str:
    """Return a customer's name as it stands within a title: `my manager`, `Finance leads`."""
    name = cut(customer, LONGEST_TITLE)
    return f"{name[0].lower()}{name[1:]}" if _MY.match(name) else name


def _blocks(content: Scorecard, period: str) -> list[Block]:
    blocks: list[Block] = []
    if content.summary:
        blocks.append(Text(content.summary, Role.LEAD, key="summary"))
    blocks += (Text(part) for part in _paragraphs(content.own_words))
    blocks += (_promise(one) for one in content.measures)
    if sections := _sections(content):
        blocks.append(Columns(sections))
    if content.token and content.measures:
        names = tuple(one.name for one in content.measures)
        subject = f"Reply to the scorecard, {period}"
        blocks.append(Heading("How did I do?"))
        blocks.append(Reply(content.token, names, content.sender.mail, subject))
    return blocks


def _promise(one: MeasurePart) -> Promise:
    return Promise(
        one.name,
        one.promise,
        one.figure,
        kept_tag(one.kept, one.cadence),
        (*one.told, *one.changed, *one.notes),
        one.picture,
        one.caption,
    )


def _sections(content: Scorecard) -> tuple[Section, ...]:
    """Return what stands below the promises, without what has nothing in it."""
    said = tuple(Quote(one.text, one.about, day_words(one.said_on)) for one in content.words)
    found = (
        ("What I am changing", tuple(Text(one.told) for one in content.fixes)),
        ("Trade-offs I made", tuple(_tradeoffs(content))),
        ("What you told me", said),
        ("What happens next", (Points(content.coming),) if content.coming else ()),
    )
    return tuple(Section(title, blocks) for title, blocks in found if blocks)


def _tradeoffs(content: Scorecard) -> Iterator[Text]:
    """Yield each decision: what was chosen, then why and what follows, smaller."""
    for one in content.decisions:
        first, *rest = one.told
        yield Text(first)
        if rest:
            yield Text(" ".join(rest), Role.SMALL)


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in _PARAGRAPHS.split(text) if part.strip()]
