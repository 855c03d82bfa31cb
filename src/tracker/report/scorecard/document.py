"""The pages a customer gets, as documents: the scorecard (S2) and the agreement.

A promise is provisional until they agreed to it, and again from the day on which it was changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tracker.domain.keeping import Keeping, KeepingState
from tracker.domain.measure import AREA_NAMES, AREA_QUESTIONS, Area
from tracker.domain.period import NOUN, Cadence
from tracker.domain.texts.cutting import cut
from tracker.report.charts.spark import WHOLE_SCALES, Mark
from tracker.report.dates import long_day, long_days, medium_day
from tracker.report.documents.document import (
    Block,
    BulletList,
    Cell,
    Column,
    Columns,
    Document,
    Heading,
    Promise,
    Quote,
    Reply,
    Section,
    Signatures,
    Table,
    Text,
    TextRole,
    Tone,
)
from tracker.report.documents.logo import Logo
from tracker.report.scorecard.content import Scorecard, ScorecardMeasure
from tracker.report.scorecard.sentences import keeping_tag
from tracker.report.text.keeping import keeping_brief
from tracker.report.text.phrases import title_name
from tracker.report.wording import by_number, capitalised, number_word, spelled_number_of

KICKER: Final = "Impact scorecard"

FOOTER: Final = "Only what I marked as shared is on this page."
SQUARES: Final = "Orange, with squares: worsening or not kept."
ORANGE: Final = "Orange: not kept."
TRIANGLES: Final = "Blue, with triangles: improving or kept."
BLUE: Final = "Blue: kept."
TINTED: Final = "Tinted: as promised."
NOT_AS_PROMISED: Final = "Hollow squares: not as promised."
DIAMONDS: Final = "Hollow diamonds: far out."
USUAL: Final = "Thin lines: the usual level."
SINCE: Final = "Thin lines: the level before a change, and the one since."
_PARAGRAPHS: Final = re.compile(r"\n[ \t]*\n\s*")
LONGEST_NAME: Final = 120
LONGEST_TEXT: Final = 400
AGREEMENT_FOOTER: Final = (
    "Only what I marked as shared is on this page. A promise is provisional until you have agreed"
    " to it."
)
_COLUMNS: Final = (
    Column("Measure", weight=5),
    Column("Promise", weight=14),
    Column("The question it answers", weight=6),
    Column("How often", weight=2),
    Column("So far", weight=4),
    Column("Agreed", weight=4),
)
_BRIEF_COLUMNS: Final = (
    Column("Measure", weight=12),
    Column("Promise", weight=12),
    Column("Area", weight=2),
    Column("How often", weight=2),
    Column("So far", weight=9),
    Column("Agreed", weight=3),
)
MOST_IN_FULL: Final = 6
"""Promises on one page with the question of their area; more are told more briefly."""
LONGEST_BRIEF: Final = 56


def scorecard_document(content: Scorecard) -> Document:
    """Lay a scorecard out as a document; the same content gives the same one."""
    period = long_days(content.first, content.last)
    return Document(
        title=title_for(content.customer),
        kicker=f"{KICKER} · {period}",
        day=content.last,
        blocks=tuple(_blocks(content, period)),
        name=content.sender.name,
        role=content.sender.role,
        logo=content.sender.logo,
        footer=" ".join((FOOTER, *legend(content.measures))),
    )


def legend(measures: Sequence[ScorecardMeasure]) -> list[str]:
    """Explain the colours and marks that are on the page, each in a sentence, and no other."""
    pictures = [one.picture for one in measures if one.picture is not None]
    marks = {point.mark for picture in pictures for point in picture.points}
    tones = {keeping_tag(one.keeping, one.cadence).tone for one in measures}
    hollow = any(
        one.kept is False and one.mark is Mark.USUAL
        for picture in pictures
        for one in picture.points
    )
    levels = {
        one.mark
        for picture in pictures
        if picture.scale not in WHOLE_SCALES and picture.points
        for one in picture.usual
        if one.middle is not None
    }
    found = (
        (TINTED, any(picture.promises for picture in pictures)),
        (TRIANGLES, Mark.BETTER in marks),
        (BLUE, Mark.BETTER not in marks and Tone.GOOD in tones),
        (SQUARES, Mark.WORSE in marks),
        (ORANGE, Mark.WORSE not in marks and Tone.BAD in tones),
        (NOT_AS_PROMISED, hollow),
        (DIAMONDS, Mark.ONE_OFF in marks),
        (USUAL, levels == {Mark.USUAL}),
        (SINCE, len(levels) > 1),
    )
    return [said for said, drawn in found if drawn]


def title_for(customer: str) -> str:
    """Write for whom a page is: `For Finance leads`, `For my manager`."""
    return f"For {title_name(customer)}"


def _blocks(content: Scorecard, period: str) -> list[Block]:
    blocks: list[Block] = []
    if content.summary:
        blocks.append(Text(content.summary, TextRole.LEAD, key="summary"))
    if content.trace:
        blocks.append(Text(content.trace, TextRole.SMALL, key="trace"))
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


def _promise(one: ScorecardMeasure) -> Promise:
    return Promise(
        one.name,
        one.promise,
        one.figure,
        keeping_tag(one.keeping, one.cadence),
        tuple(_notes(one)),
        one.picture,
        short=one.brief,
    )


def _notes(one: ScorecardMeasure) -> Iterator[str]:
    """Yield what the figure is an average of, then the rest of what came of it as one paragraph."""
    yield from one.told[:1]
    if rest := " ".join((*one.told[1:], *one.changed)):
        yield rest
    yield from one.notes


def _sections(content: Scorecard) -> tuple[Section, ...]:
    """Return what stands below the promises, without what has nothing in it."""
    said = tuple(Quote(one.text, one.about, medium_day(one.said_on)) for one in content.words)
    found = (
        ("What I am changing", tuple(Text(one.told) for one in content.fixes)),
        ("Trade-offs I made", tuple(_tradeoffs(content))),
        ("What you told me", said),
        ("What happens next", (BulletList(content.coming),) if content.coming else ()),
    )
    return tuple(Section(title, blocks) for title, blocks in found if blocks)


def _tradeoffs(content: Scorecard) -> Iterator[Text]:
    """Yield each decision: what was chosen, then why and what follows, smaller."""
    for one in content.decisions:
        first, *rest = one.told
        yield Text(first)
        if rest:
            yield Text(" ".join(rest), TextRole.SMALL)


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in _PARAGRAPHS.split(text) if part.strip()]


class AgreementState(StrEnum):
    """Whether a promise is agreed on."""

    AGREED = "agreed"
    CHANGED = "changed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class ServicePart:
    """A service, as far as it is described."""

    name: str
    definition: str = ""
    done_when: str = ""
    needed_when: str = ""


@dataclass(frozen=True, slots=True)
class PromisePart:
    """A shared measure with its promise in words; `agreed_on` and `agreed_by` where they are.

    `keeping` says how it was kept lately.
    """

    uid: str
    name: str
    promise: str
    area: Area | None
    cadence: Cadence
    state: AgreementState
    agreed_on: date | None = None
    agreed_by: str = ""
    keeping: Keeping | None = None


@dataclass(frozen=True, slots=True)
class AgreementContent:
    """Everything on an agreement page."""

    customer: str
    day: date
    services: tuple[ServicePart, ...]
    promises: tuple[PromisePart, ...]
    published: bool
    name: str = ""
    role: str = ""
    logo: Logo | None = None
    if_broken: str = ""
    come_back: str = ""

    @property
    def uids(self) -> tuple[str, ...]:
        """The measures on it, by uid."""
        return tuple(one.uid for one in self.promises)


def agreement_document(content: AgreementContent) -> Document:
    """Lay an agreement out as a document of one page."""
    customer = cut(title_name(content.customer), LONGEST_NAME)
    return Document(
        title=f"What I promise {customer}",
        kicker=f"Agreement · {long_day(content.day)}",
        day=content.day,
        blocks=tuple(_agreement_blocks(content, customer)),
        name=content.name,
        role=content.role,
        logo=content.logo,
        footer=AGREEMENT_FOOTER,
    )


def agreed_summary(content: AgreementContent) -> str:
    """Say in one sentence how much is agreed on."""
    of = len(content.promises)
    met = sum(one.state is AgreementState.AGREED for one in content.promises)
    if not of:
        return "Nothing is shared on this page yet."
    promises = capitalised(spelled_number_of(of, "promise"))
    if met == of:
        return by_number(of, "One promise, agreed on.", f"{promises}, all agreed on.")
    if not met:
        return f"{promises}, provisional until we agree."
    return f"{promises}, {number_word(met)} agreed on; the rest is provisional until we agree."


def agreed_words(one: PromisePart) -> str:
    """Say on whether, when and by whom a promise was agreed."""
    if one.state is AgreementState.OPEN or one.agreed_on is None:
        return "Provisional"
    told = long_day(one.agreed_on)
    if one.state is AgreementState.CHANGED:
        return f"Provisional: agreed on {told}, and changed since"
    return f"{told}, by {cut(one.agreed_by, 60)}"


def shown_words(*, published: bool) -> str:
    """Say how the customer gets to see the figures."""
    where = "on a page that is renewed with each finished week" if published else "on a scorecard"
    return f"Each figure is logged as often as it says here, and you see them {where}."


def _agreement_blocks(content: AgreementContent, customer: str) -> list[Block]:
    blocks: list[Block] = [Text(agreed_summary(content), TextRole.LEAD, key="summary")]
    if content.services:
        blocks.append(Heading("What I do for you"))
        blocks.append(Columns(tuple(_service(one) for one in content.services)))
    if content.promises:
        blocks.append(Heading("What I promise"))
        blocks.append(_table(content.promises))
        blocks.append(Text(shown_words(published=content.published)))
        blocks += _recourse(content)
        blocks.append(
            Signatures(
                (
                    (content.name, "Promised by: name, day"),
                    ("", f"Agreed for {customer}: name, day"),
                )
            )
        )
    return blocks


def _recourse(content: AgreementContent) -> list[Block]:
    """Return what they may do when a promise breaks, where that was said."""
    told = (
        cut(content.if_broken, LONGEST_TEXT),
        f"I will come back to you {cut(content.come_back, LONGEST_TEXT).rstrip('.')}."
        if content.come_back
        else "",
    )
    said: list[Block] = [Text(one) for one in told if one]
    return [Heading("If I do not keep a promise"), *said] if said else []


def _service(one: ServicePart) -> Section:
    told = (
        one.definition,
        f"Done when: {one.done_when}" if one.done_when else "",
        f"Needed: {one.needed_when}" if one.needed_when else "",
    )
    return Section(one.name, tuple(Text(cut(text, LONGEST_TEXT)) for text in told if text))


def _table(promises: tuple[PromisePart, ...]) -> Table:
    """Return the promises as rows, briefer where they would not go on one page."""
    if len(promises) <= MOST_IN_FULL:
        rows = (_row(one, one.promise, AREA_QUESTIONS) for one in promises)
        return Table(_COLUMNS, tuple(rows))
    brief = (_row(one, cut(one.promise, LONGEST_BRIEF), AREA_NAMES) for one in promises)
    return Table(_BRIEF_COLUMNS, tuple(brief), compact=True)


def _so_far(one: PromisePart) -> Cell:
    """Say how the promise is kept in the newest periods."""
    if one.keeping is None or one.keeping.state is KeepingState.NO_PROMISE:
        return Cell("")
    tag = keeping_tag(one.keeping, one.cadence)
    return Cell(capitalised(keeping_brief(one.keeping, one.cadence)), tag.tone)


def _row(one: PromisePart, promise: str, areas: Mapping[Area, str]) -> tuple[Cell, ...]:
    tone = Tone.GOOD if one.state is AgreementState.AGREED else Tone.PLAIN
    return (
        Cell(one.name),
        Cell(promise),
        Cell(areas[one.area] if one.area else ""),
        Cell(f"Every {NOUN[one.cadence]}"),
        _so_far(one),
        Cell(agreed_words(one), tone),
    )
