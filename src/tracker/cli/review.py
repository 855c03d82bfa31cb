"""`review`: the pack for a performance review, as a page, a PDF, Word, slides or Markdown."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.session import FILE, CommandSession, document_content, pass_session
from tracker.domain.errors import InvalidInput
from tracker.domain.period import read_date

if TYPE_CHECKING:  # `--help` reads no file
    from tracker.app.tracker import Tracker
    from tracker.domain.period import Span


KINDS = (".html", ".pdf", ".docx", ".pptx", ".md")
NAMING = "End it in .html, .pdf, .docx, .pptx or .md."
EXAMPLE = "Add --from 2026-01-01 --to 2026-12-31, say."


@click.command(short_help="Write the pack for a review: HTML, PDF, Word, slides or Markdown.")
@click.argument("file", type=FILE)
@click.option("--from", "first", metavar="D", help="First day; else that of your next review.")
@click.option("--to", "last", metavar="D", help="Last day; else that of your next review.")
@click.option("--all-slides", is_flag=True, help="Slides of everything, not a short deck.")
@click.option("--upkeep", is_flag=True, help="End with how the measuring was kept up.")
@pass_session
def review(
    session: CommandSession,
    file: Path,
    first: str | None,
    last: str | None,
    all_slides: bool,
    upkeep: bool,
) -> None:
    """Write the review of a period to FILE: .html, .pdf, .docx, .pptx or .md.

    Promises kept, changes, fixes and their effect, evidence with a star, customers' words, and
    every figure with how it was calculated; no private note. What was written is in the ledger.
    """
    if file.suffix.lower() not in KINDS:
        raise InvalidInput("file", f"{file.name} is no kind of review", NAMING)
    begins = read_date(first, "from") if first else None
    ends = read_date(last, "to") if last else None
    from tracker.app.review.evidence import outdated_words, send_review, wordings_of
    from tracker.app.review.review import review as read_review
    from tracker.report.documents.document import Text
    from tracker.report.review.document import PackChoice, document_for, review_document
    from tracker.report.review.summary import outdated_sentence
    from tracker.store.outgoing import check_target

    with session.writing() as tracker:
        span = _span(tracker, session.today, begins, ends)
        check_target(file, NAMING)
        content = read_review(tracker, *span, session.today)
        choice = PackChoice(all_slides, upkeep)
        document = document_for(content, wordings_of(tracker, *span), file.suffix, choice)
        by_rule = review_document(content, {}, upkeep=True)
        rules = {one.key: one.text for one in by_rule.every() if isinstance(one, Text)}
        outdated = outdated_words(tracker, *span, rules)
        written = document_content(document, file)
        send_review(tracker, file, content, written, session.today)
    if outdated:
        click.echo(f"{outdated_sentence(len(outdated))} Review shows which.", err=True)
    click.echo(f"{file}: {content_summary(document.kicker, len(content.measures))}")


def content_summary(period: str, measures: int) -> str:
    """Say what a review is about."""
    from tracker.report.wording import number_of

    return f"{period}, {number_of(measures, 'measure')}"


def _span(tracker: Tracker, today: date, first: date | None, last: date | None) -> Span:
    """Return the days that were named, or those the person has set for their review."""
    if first is None or last is None:
        from tracker.app.person import person

        me = person(tracker)
        first, last = first or me.review_first, last or me.review_last
    if first is None or last is None:
        raise InvalidInput("from", "The period of the review is not set", EXAMPLE)
    if last < first:
        raise InvalidInput("to", "The last day lies before the first", "Swap them.")
    if first > today:
        raise InvalidInput("from", "That period has not begun", "Name an earlier day.")
    return first, last
