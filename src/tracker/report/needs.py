"""What two lists of needs say beside each other, in sentences; and the blank list to hand over."""

from __future__ import annotations

from datetime import date
from typing import Final

from tracker.domain.comparison import Comparison, Match, Row
from tracker.domain.need import NEED_SOURCE_NAMES, Need, NeedSource, NeedStatus
from tracker.domain.period import MONTH_NAMES
from tracker.domain.practice import Standard
from tracker.report.document import Block, Cell, Column, Document, Logo, Role, Table, Text
from tracker.report.phrases import spelled
from tracker.report.scorecard import title_name
from tracker.report.scorecard_sentences import cut, full_day

BLANK_ROWS: Final = 8
_LONGEST_NAME: Final = 120
_EMPTY: Final = "\N{NO-BREAK SPACE}"
_STATUS: Final = {
    NeedStatus.UNAWARE: "they are not aware of it",
    NeedStatus.MISINFORMED: "they are misinformed",
}
_ONLY_MINE: Final = "All of this is what you think. Their own list shows where you are right."
_ONLY_THEIRS: Final = "This is what they said. Add what you thought, and see where you differ."


def difference(found: Comparison) -> str:
    """Say in a sentence or two how the lists differ; empty where there is nothing yet."""
    rows = len(found.rows)
    if not rows:
        return ""
    if not found.theirs:
        return _ONLY_MINE
    if not found.mine:
        return " ".join([_ONLY_THEIRS, _sentence(_unmeasured(found))]).strip()
    agree = found.count(Match.BOTH)
    every = "Both agree" if rows == 2 else f"All {rows} agree"
    first = every if agree == rows else f"{agree or 'None'} of {rows} agree"
    if rows == 1:
        first = "You agree on the one" if agree else "You do not agree yet"
    parts = [*_gaps(found), *_unmeasured(found)]
    return " ".join([f"{first}.", _sentence(parts)]).strip()


def standing(row: Row) -> str:
    """Say in a word or two how a row stands on the other list; empty where both agree."""
    match row.match:
        case Match.MINE:
            return "not on their list"
        case Match.THEIRS:
            return "not on your list"
        case Match.MOVED:
            return "higher for them" if row.lift > 0 else "lower for them"
        case _:
            return ""


def known_by(need: Need, today: date, *, status: bool = False) -> str:
    """Say how a need is known: `Interview, 12 Oct`."""
    source = NEED_SOURCE_NAMES[need.source]
    said = f"{source}, {short_day(need.stated_on, today)}"
    return f"{said} · {_STATUS[need.status]}" if status and need.status in _STATUS else said


def their_heading(theirs: tuple[Need, ...], today: date) -> str:
    """Head their column, with source and day where all of it was heard at once."""
    known = {(one.source, one.stated_on) for one in theirs}
    if len(known) != 1:
        return "What they said"
    ((source, day),) = known
    if source is NeedSource.GUESS:
        return "What they would say"
    return f"What they said ({short_day(day, today)} {NEED_SOURCE_NAMES[source].lower()})"


def short_day(day: date, beside: date) -> str:
    """Write `12 Oct`, with the year where it is another."""
    shown = f"{day.day} {MONTH_NAMES[day.month - 1][:3]}"
    return shown if day.year == beside.year else f"{shown} {day.year}"


def review_due(standard: Standard | None, today: date) -> str:
    """Say that the wording of standards is to be looked at again; empty where it is not."""
    if standard is None or standard.review_on is None or standard.review_on > today:
        return ""
    since = short_day(standard.review_on, today)
    return f"The standards are to be looked at again since {since}"


def blank_list(
    customer: str, day: date, name: str = "", role: str = "", logo: Logo | None = None
) -> Document:
    """Make the page that a customer fills in; nothing of my own list is on it."""
    whom = cut(title_name(customer), _LONGEST_NAME)
    lead = "Please write what you need most from me. Begin with what matters most to you."
    blocks: tuple[Block, ...] = (
        Text(lead, Role.LEAD),
        _lines(("What you need", 7), ("What it changes for you", 6)),
        _lines(("What I do that you do not need", 13), rows=3),
        _lines(("How you like it done", 13), rows=3),
        Text("Three are enough. There is no wrong answer, and it stays between us."),
    )
    return Document(
        title="What do you need from me?",
        kicker=f"{whom} · {full_day(day)}",
        day=day,
        blocks=blocks,
        name=name,
        role=role,
        logo=logo,
    )


def _lines(*titles: tuple[str, int], rows: int = BLANK_ROWS) -> Table:
    columns = (Column("", weight=1), *(Column(title, weight=weight) for title, weight in titles))
    empty = tuple(Cell(_EMPTY) for _ in titles)
    return Table(columns, tuple((Cell(str(rank)), *empty) for rank in range(1, rows + 1)))


def _gaps(found: Comparison) -> list[str]:
    parts = []
    if mine := found.count(Match.MINE):
        verb = "is" if mine == 1 else "are"
        parts.append(f"{_things(mine)} you give {verb} not asked for")
    theirs = sum(row.match is Match.THEIRS and row.measured for row in found.rows)
    if theirs:
        verb = "is" if theirs == 1 else "are"
        parts.append(f"{_things(theirs)} they ask for {verb} not on your list")
    if moved := found.count(Match.MOVED):
        verb = "is" if moved == 1 else "are"
        parts.append(f"{spelled(moved)} {verb} ranked differently")
    return parts


def _unmeasured(found: Comparison) -> list[str]:
    missing = sum(one.side == "theirs" for one in found.uncovered)
    if not missing:
        return []
    if missing == len(found.theirs) > 1:
        return ["nothing they ask for has a measure"]
    verb = "has" if missing == 1 else "have"
    return [f"{_things(missing)} they ask for {verb} no measure"]


def _things(number: int) -> str:
    return f"{spelled(number)} thing{'' if number == 1 else 's'}"


def _sentence(parts: list[str]) -> str:
    said = "; ".join(parts)
    return f"{said[0].upper()}{said[1:]}." if said else ""
