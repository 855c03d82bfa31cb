"""How the measuring itself was kept up, as a chapter of a review: plain counts, no blame."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.domain.number import show_number
from tracker.report.document import Block, Cell, Column, Heading, Table, Text
from tracker.report.review_content import Upkeep
from tracker.report.review_summary import upkeep_sentence

TITLE = "How the measuring was kept up"
LEAST_CHANGES = 3


def upkeep_blocks(kept: Upkeep) -> Iterator[Block]:
    """Yield the chapter: a sentence and the counts behind it."""
    yield Heading(TITLE, 1)
    yield Text(upkeep_sentence(kept), key="upkeep")
    rows = [(name, value) for name, value in _rows(kept) if value]
    if rows:
        columns = (Column("What", weight=3), Column("Count", number=True))
        yield Table(columns, tuple((Cell(name), Cell(value)) for name, value in rows))


def _rows(kept: Upkeep) -> Iterator[tuple[str, str]]:
    if kept.due:
        yield "Values that fell due", str(kept.due)
        yield "Logged", _share(kept.logged, kept.due)
        yield "Skipped with a reason", _share(kept.skipped, kept.due)
        yield "Not logged", _share(kept.missing, kept.due)
    if kept.delay is not None:
        yield "Usual time from the end of a period to its entry", delay_words(kept.delay)
    if kept.weeks:
        yield "Weekly check-ins finished", f"{kept.closed} of {kept.weeks}"
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
    return f"{part} ({part * 100 / whole:.0f} %)"


def _first(kept: Upkeep) -> str:
    share = f"{kept.mine} of {kept.changes}"
    if kept.lead is None or kept.lead <= 0:
        return share
    days = show_number(kept.lead, 1)
    return f"{share}, {days} day{'' if days == '1' else 's'} ahead on average"


def _asked(kept: Upkeep) -> str:
    return f"{kept.asked} ({kept.shown} page{'' if kept.shown == 1 else 's'})" if kept.asked else ""


def _answers(kept: Upkeep) -> str:
    if not kept.answers:
        return "none" if kept.asked else ""
    whom = f"{kept.answered} customer{'' if kept.answered == 1 else 's'}"
    return f"{kept.answers}, from {whom}"
