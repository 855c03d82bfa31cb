"""The page of a decision (T4), for the person or for a customer who was told, and the pages' list.

A customer reads what there was to choose from, why, and what was chosen; not who was less happy
(unless it is they), nor who else was told. The private note is on neither page. The list of
published pages names customers to each other, so it is a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final
from urllib.parse import quote

from tracker.domain.decision import VERDICT_NAMES, Decision, DecisionVerdict
from tracker.domain.texts.cutting import cut
from tracker.report.dates import long_day
from tracker.report.documents.document import (
    Block,
    BulletList,
    Document,
    Heading,
    Text,
    TextRole,
    name,
    paragraphs,
)
from tracker.report.documents.html import style_sheet
from tracker.report.documents.logo import Logo
from tracker.report.text.phrases import title_name

KICKER: Final = "A trade-off I made"
LONGEST_TITLE: Final = 120
_SETTLED: Final = frozenset({DecisionVerdict.HELD, DecisionVerdict.BAD})
LONGEST_TEXT: Final = 400
FOOTER: Final = "Written by the person who decided it."
GENERATOR: Final = '<meta name="generator" content="Impact Tracker">'
_PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
{generator}
{mark}
<title>{title}</title>
<style>{style}
.pages {{ list-style: none; padding: 0; margin-top: 20px; font-size: 16px; line-height: 2 }}
</style>
</head>
<body>
<div class="sheet">
<header class="head"><div class="titles"><h1 dir="auto">{title}</h1></div></header>
<main>
<ul class="pages">
{links}
</ul>
</main>
</div>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class DecisionContent:
    """What stands on the page. `customer` is whose page it is; empty: the person's own.

    `less_happy` and `told` are names; on a customer's page they are empty, and `yours` says that
    it is they who get less. `instead` is the decision that came in its place, in a line: on a
    customer's page only one that they were told of, and nothing of what was admitted and learned.
    """

    title: str
    decided_on: date
    day: date
    options: str = ""
    logic: str = ""
    choice: str = ""
    review_on: date | None = None
    customer: str = ""
    yours: bool = False
    less_happy: str = ""
    told: tuple[str, ...] = ()
    verdict: DecisionVerdict | None = None
    verdict_on: date | None = None
    admitted_to: str = ""
    learned: str = ""
    next_choice: str = ""
    instead: str = ""
    name: str = ""
    role: str = ""
    logo: Logo | None = None


def decision_document(content: DecisionContent) -> Document:
    """Lay a decision out as a document of one page."""
    whom = f" · for {cut(title_name(content.customer), 60)}" if content.customer else ""
    return Document(
        title=cut(content.title, LONGEST_TITLE),
        kicker=f"{KICKER} · {long_day(content.decided_on)}{whom}",
        day=content.day,
        blocks=tuple(_blocks(content)),
        name=content.name,
        role=content.role,
        logo=content.logo,
        footer=FOOTER,
    )


def replacement_words(following: Decision | None) -> str:
    """Name the decision that came in the place of another; empty where none did."""
    if following is None:
        return ""
    title, choice = cut(following.title, LONGEST_TITLE), cut(following.choice, LONGEST_TEXT)
    return f"{title}: {choice}" if choice else title


def instead_line(following: Decision | None, last: date, *, below: bool) -> str:
    """Say what came in the place of a decision, once: what stands `below` is named by its day."""
    if following is None:
        return ""
    if below:
        return f"In its place is what I chose on {long_day(following.decided_on, last)}, below."
    return f"In its place: {replacement_words(following)}"


def tradeoff_lines(
    decision: Decision, last: date, *, yours: bool, instead: str = ""
) -> tuple[str, ...]:
    """Say a decision in a few sentences on a scorecard that ends with `last`.

    What became of it is told as it was known on that day; `instead` says what came in its place.
    """
    title, choice = cut(decision.title, LONGEST_TITLE), cut(decision.choice, LONGEST_TEXT)
    lines = [f"{title} ({long_day(decision.decided_on, last)}): {choice}"]
    if decision.logic:
        lines.append(f"Why: {cut(decision.logic, LONGEST_TEXT)}")
    if yours:
        lines.append("I know that this leaves you with less.")
    judged = decision.verdict_on is not None and decision.verdict_on <= last
    verdict = decision.verdict if judged else None
    if verdict in _SETTLED and decision.verdict_on:
        lines.append(f"{VERDICT_NAMES[verdict]} ({long_day(decision.verdict_on, last)}).")
        if instead:
            lines.append(instead)
    elif decision.review_on and decision.review_on > last:
        lines.append(f"I look at it again on {long_day(decision.review_on, last)}.")
    return tuple(lines)


def _blocks(content: DecisionContent) -> Iterator[Block]:
    yield Text(content.choice, TextRole.LEAD)
    if options := _lines(content.options):
        yield Heading("What I could choose from")
        yield BulletList(tuple(options))
    if content.logic:
        yield Heading("What weighed most")
        yield from (Text("\n".join(lines)) for lines in paragraphs(content.logic))
    if content.yours:
        yield Heading("What it means for you")
        yield Text(
            "I know that this leaves you with less. I watch what you are measured by for eight"
            " weeks after it."
        )
    if content.less_happy:
        yield Heading("Who is less happy")
        yield Text(f"{content.less_happy}. Their measures are watched for eight weeks after it.")
    if content.told:
        yield Heading("Who was told")
        yield BulletList(content.told)
    yield from _outcome(content)


def _outcome(content: DecisionContent) -> Iterator[Block]:
    if content.verdict is None or content.verdict is DecisionVerdict.EARLY:
        if content.review_on:
            yield Heading("When I look at it again")
            yield Text(f"On {long_day(content.review_on)}.")
        return
    yield Heading("How it turned out")
    when = f", {long_day(content.verdict_on)}" if content.verdict_on else ""
    yield Text(f"{VERDICT_NAMES[content.verdict]}{when}.")
    for title, text in (
        ("Admitted to", content.admitted_to),
        ("What I learned", content.learned),
        ("What I choose now", content.next_choice),
    ):
        if text and content.verdict is DecisionVerdict.BAD:
            yield Text(f"{title}: {text}")
    if content.instead:
        yield Text(f"In its place: {content.instead}")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page beside the index: its file, and what it is called."""

    file: str
    text: str


def index_bytes(title: str, links: Sequence[PageLink], whose: str) -> bytes:
    """Return the page; `whose` says which person's list it is, where two share a folder."""
    lines = (
        f'<li><a href="{escape(quote(link.file))}" dir="auto">{escape(name(link.text))}</a></li>'
        for link in links
    )
    written = _PAGE.format(
        generator=GENERATOR,
        mark=index_mark(whose),
        title=escape(name(title)),
        style=style_sheet(),
        links="\n".join(lines),
    )
    return written.encode()


def index_mark(whose: str) -> str:
    """Return what a person's own list is known by."""
    return f'<meta name="impact-tracker-index" content="{escape(whose)}">'
