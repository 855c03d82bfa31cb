"""What is said of a customer: their needs beside one's own list, their figure, and their pulse.

The person's own figure beside the customer's is told in the person's own voice. Of the pulse beside
a measure counts on both sides are told, and never a cause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tracker.detection.effect import SignTest, agreement
from tracker.detection.scale import Scale
from tracker.domain.customer import Customer, Service
from tracker.domain.measure import Better, Measure
from tracker.domain.needs import (
    NEED_SOURCE_NAMES,
    Match,
    Need,
    NeedRow,
    NeedsComparison,
    NeedSource,
    NeedStatus,
)
from tracker.domain.number import show_number
from tracker.domain.period import NOUN
from tracker.domain.practice import Standard
from tracker.domain.texts.cutting import cut
from tracker.report.dates import long_day, medium_day
from tracker.report.documents.document import (
    Block,
    Cell,
    Column,
    Document,
    Table,
    Text,
    TextRole,
)
from tracker.report.documents.logo import Logo
from tracker.report.text.phrases import figure, title_name
from tracker.report.wording import by_number, capitalised, number_of, number_word

BLANK_ROWS: Final = 8
_LONGEST_NAME: Final = 120
_EMPTY: Final = "\N{NO-BREAK SPACE}"
_STATUS: Final = {
    NeedStatus.UNAWARE: "they are not aware of it",
    NeedStatus.MISINFORMED: "they see it differently",
}
_ONLY_MINE: Final = "All of this is what you think. Their own list shows where you are right."
_ONLY_THEIRS: Final = "This is what they said. Add what you thought, and see where you differ."
_DOWN, _UP = "lower", "higher"
_TIMES = {1: "once", 2: "twice"}
TOGETHER = "They move together, but neither need be the cause of the other."
PRIVATE = "Only you see this. Your pulse is never in anything that you share."
LOW = {
    "energy": "low energy",
    "valued": "feeling little valued",
    "listened": "being little listened to",
    "cared": "being little cared for",
}
NO_ANSWERS = "Nothing of this is logged yet: your pulse is the first row of This week."
NO_VALUES = "Nothing is logged for this measure in the last year."


def difference(found: NeedsComparison) -> str:
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


def standing(row: NeedRow) -> str:
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


def standing_beside(row: NeedRow) -> str:
    """Say of any row how it stands on the other list, also where both agree."""
    return standing(row) or "they say so too"


def told_line(rated: str, words: str, *, own: bool = False) -> str:
    """Say what a customer told: a figure, their words in quotation marks, or both.

    What I noted of a conversation are my `own` words, and stand as they are.
    """
    if own:
        return " ".join(words.split())
    said = " ".join(words.split()).strip('“”"')
    quoted = f"“{said}”" if said else ""
    return f"{rated}: {quoted}" if rated and quoted else rated or quoted


def known_by(need: Need, today: date, *, status: bool = False) -> str:
    """Say how a need is known: `Interview, 12 Oct`."""
    source = NEED_SOURCE_NAMES[need.source]
    said = f"{source}, {medium_day(need.stated_on, today)}"
    if status and need.status in _STATUS:
        said = f"{said} · {_STATUS[need.status]}"
    return f"{said} · told them on {medium_day(need.told_on, today)}" if need.told_on else said


def their_heading(theirs: tuple[Need, ...], today: date) -> str:
    """Head their column, with source and day where all of it was heard at once."""
    known = {(one.source, one.stated_on) for one in theirs}
    if len(known) != 1:
        return "What they said"
    ((source, day),) = known
    if source is NeedSource.GUESS:
        return "What they would say"
    return f"What they said ({medium_day(day, today)} {NEED_SOURCE_NAMES[source].lower()})"


def review_due(standard: Standard | None, today: date) -> str:
    """Say that the wording of standards is to be looked at again; empty where it is not."""
    if standard is None or standard.review_on is None or standard.review_on > today:
        return ""
    since = medium_day(standard.review_on, today)
    return f"The standards are due for review since {since}"


def standards_line(customer: Customer, service: Service, day: date, today: date) -> str:
    """Say in This week that the standards of a service are to be looked at again."""
    when = long_day(day, today)
    return f"{service.name}, {customer.name} · review its standards, due {when}"


def blank_list(
    customer: str, day: date, name: str = "", role: str = "", logo: Logo | None = None
) -> Document:
    """Make the page that a customer fills in; nothing of my own list is on it."""
    whom = cut(title_name(customer), _LONGEST_NAME)
    lead = "Please write what you need most from me. Begin with what matters most to you."
    blocks: tuple[Block, ...] = (
        Text(lead, TextRole.LEAD),
        _lines(("What you need", 7), ("What it changes for you", 6)),
        _lines(("What I do that you do not need", 13), rows=3),
        _lines(("How you like it done", 13), rows=3),
        Text("Three are enough. There is no wrong answer, and it stays between us."),
    )
    return Document(
        title="What do you need from me?",
        kicker=f"{whom} · {long_day(day)}",
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


def _gaps(found: NeedsComparison) -> list[str]:
    parts = []
    if mine := found.count(Match.MINE):
        several = f"{number_word(mine)} things you give are not asked for"
        parts.append(by_number(mine, "one thing you give is not asked for", several))
    theirs = sum(row.match is Match.THEIRS and row.measured for row in found.rows)
    if theirs:
        several = f"{number_word(theirs)} things they ask for are not on your list"
        parts.append(by_number(theirs, "one thing they ask for is not on your list", several))
    if moved := found.count(Match.MOVED):
        several = f"{number_word(moved)} are ranked differently"
        parts.append(by_number(moved, "one is ranked differently", several))
    return parts


def _unmeasured(found: NeedsComparison) -> list[str]:
    missing = sum(one.side == "theirs" for one in found.uncovered)
    if not missing:
        return []
    if missing == len(found.theirs) > 1:
        return ["nothing they ask for has a measure"]
    several = f"{number_word(missing)} things they ask for have no measure"
    return [by_number(missing, "one thing they ask for has no measure", several)]


def _sentence(parts: list[str]) -> str:
    said = "; ".join(parts)
    return f"{capitalised(said)}." if said else ""


Pair = tuple[float, float]


def gap_sentence(measure: Measure, pairs: Sequence[Pair], ratings: int) -> str:
    """Say how far the customer's figure lies from mine; `pairs` are (mine, theirs).

    `ratings` counts all that they gave, also those without a figure of mine to stand beside.
    """
    if not ratings:
        return "They have not rated this yet."
    if not pairs:
        return f"{_rated(ratings)}, none in a time with a figure of mine beside it."
    gap = sum(theirs - mine for mine, theirs in pairs) / len(pairs)
    beside = by_number(len(pairs), "in the one pair", f"on average of {len(pairs)} pairs")
    shown = _shown(measure, abs(gap))
    told = "the same as" if shown is None else f"{shown} {_UP if gap > 0 else _DOWN} than"
    leans = chance_sentence(agreement(pairs))
    return f"Their figure is {told} mine {beside}.{leans and f' {leans}'}"


def chance_sentence(found: SignTest) -> str:
    """Say which way the pairs lean, where that is more than chance; empty where it is not."""
    if not found.more_than_chance:
        return ""
    most, way = max((found.higher, _UP), (found.lower, _DOWN))
    of = f"all {most} pairs" if most == found.differing else f"{most} of {found.differing} pairs"
    apart = " that differ" if found.ties else ""
    return f"Theirs is {way} in {of}{apart}: that is more than chance."


def fives_sentence(measure: Measure, ratings: Sequence[float]) -> str:
    """Say what they rate from 1 to 5 where my own figure counts something else."""
    if not ratings:
        return "They have not rated this yet."
    mean = sum(ratings) / len(ratings)
    own = measure.now.unit or {Scale.PERCENT: "percent", Scale.YESNO: "yes or no"}.get(
        measure.scale, "another unit"
    )
    return (
        f"{_rated(len(ratings))}: {show_number(mean, 1)} of 5 on average. "
        f"My own figure is in {own}, so the two are not compared."
    )


def _rated(ratings: int) -> str:
    return f"They rated this {_TIMES.get(ratings, f'{ratings} times')}"


def _shown(measure: Measure, gap: float) -> str | None:
    """Write a gap with its unit; None where it rounds to nothing."""
    for more in range(2):
        bare = figure(measure, gap, unit=False, more=more)
        if any(letter in "123456789" for letter in bare):
            shares = measure.scale in {Scale.PERCENT, Scale.YESNO}
            return f"{bare} points" if shares else figure(measure, gap, more=more)
    return None


@dataclass(frozen=True, slots=True)
class WorseCount:
    """How many were worse after low weeks and after the others."""

    low_worse: int
    low: int
    other_worse: int
    others: int


def worse_word(measure: Measure) -> str:
    """Say in a word what worse means for a measure."""
    if measure.scale is Scale.DURATION and measure.now.better is Better.LOWER:
        return "slower"
    return "worse"


def counted(measure: Measure, field: str, lag: int, count: WorseCount) -> str:
    """Say that `5 of 6 weeks with low energy were slower; so were 3 of the 14 others`."""
    lagged = f"that came {number_of(lag, 'week')} after" if lag else "with"
    low = f"{count.low_worse or 'None'} of {number_of(count.low, NOUN[measure.cadence])} {lagged}"
    worse = worse_word(measure)
    told = by_number(
        1 if count.low == 1 else count.low_worse,
        f"{low} {LOW[field]} was {worse}",
        f"{low} {LOW[field]} were {worse}",
    )
    if not count.others:
        return f"{told}."
    others = number_of(count.others, "other")
    several = f"{told}; so were {count.other_worse or 'none'} of the {others}."
    return by_number(count.other_worse, f"{told}; so was 1 of the {others}.", several)


def too_few(field: str, pairs: int, low: int, least_pairs: int, least_low: int) -> str:
    """Say that there is too little to count."""
    both = by_number(pairs, "1 has both", f"{pairs} have both")
    return (
        f"Too few weeks to say anything yet: {both}, {low} of them after {LOW[field]}. "
        f"It takes {least_pairs} and {least_low}."
    )


@dataclass(frozen=True, slots=True)
class CountExplanation:
    """A sentence, the rule behind it, and the rows that were counted under their headings."""

    said: str
    rule: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
