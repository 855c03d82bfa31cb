"""What a review begins with: its sentences, customers by areas, the own case, and whom I serve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from tracker.domain.measure import AREA_NAMES, Area
from tracker.domain.texts.cutting import cut
from tracker.report.documents.document import (
    Block,
    Cell,
    Column,
    Columns,
    Figure,
    FigureForm,
    Heading,
    Matrix,
    MatrixEntry,
    MatrixRow,
    Section,
    Table,
    Text,
    TextRole,
    Tone,
    paragraphs,
)
from tracker.report.review.content import CASE, Review, ReviewCustomer, ReviewMeasure
from tracker.report.review.summary import OwnedChange, five_sentences, moved_most
from tracker.report.scorecard.sentences import change_line
from tracker.report.text.keeping import keeping_brief
from tracker.report.wording import capitalised, listed

SUMMARY_TITLE: Final = "The period in five points"
AREAS_TITLE: Final = "Customers by impact area"
WHOM_TITLE: Final = "Whom I serve, and why"
LONGEST_NAME: Final = 60
LONGEST_SAID: Final = 220
NOT_PLACED: Final = "Not placed"
_WHOM: Final = (
    Column("Customer", weight=2),
    Column("Benefit", weight=3),
    Column("What they want", weight=4),
    Column("What I do for them", weight=3),
)
_SIGNS: Final = {
    "worse": ("▼", "worse", Tone.BAD),
    "below": ("▽", "below promise", Tone.BAD),
    "one_off": ("◇", "one far out", Tone.PLAIN),
    "steady": ("–", "as usual", Tone.PLAIN),
    "better": ("▲", "better", Tone.GOOD),
    "learning": ("·", "still learning", Tone.PLAIN),
}
"""Those of the heat map, each with what it means; what is not here has none, as there."""
_TURNS: Final = (Tone.PLAIN, Tone.GOOD, Tone.BAD, Tone.PLAIN, Tone.PLAIN)
"""Which way each of the five points goes; a mark stands only where something moved."""


def summary_blocks(content: Review) -> Iterator[Block]:
    """Yield the five points; what went better or worse has a sign before it."""
    for number, (told, turn) in enumerate(zip(five_sentences(content), _TURNS, strict=True), 1):
        moved = turn is Tone.PLAIN or moved_most(content, better=turn is Tone.GOOD)
        yield Text(told, key=f"summary:{number}", sign=turn if moved else Tone.PLAIN)


def matrix_blocks(content: Review) -> Iterator[Block]:
    """Yield customers by areas, each measure named in its cell, and who has none."""
    rows = tuple(_row(one) for one in content.customers if one.archived_on is None)
    if not rows:
        return
    areas = tuple(AREA_NAMES[area] for area in Area)
    yield Matrix(AREAS_TITLE, "Customer", areas, rows, legend_of(rows))
    bare = [cut(one.name, LONGEST_NAME) for one in content.customers if not one.measures]
    if bare:
        yield Text(f"Nothing was measured for {listed(bare)}.", TextRole.SMALL, key="areas:bare")


def legend_of(rows: Iterable[MatrixRow]) -> str:
    """Say what the signs mean that stand in these rows, and no other."""
    entries = (one for row in rows for cell in row.cells for one in cell)
    drawn = {one.figure.rpartition(" ")[2] for one in entries if one.figure}
    named = (f"{sign} {words}" for sign, words, _ in _SIGNS.values() if sign in drawn)
    return "   ".join(named)


def _row(part: ReviewCustomer) -> MatrixRow:
    cells = tuple(
        tuple(
            matrix_entry(one)
            for one in part.measures
            if one.measure.area is area and one.archived_on is None
        )
        for area in Area
    )
    return MatrixRow(part.name, part.tier or NOT_PLACED, cells)


def matrix_entry(one: ReviewMeasure) -> MatrixEntry:
    """Say how a measure stood at the end: its figure with a sign, and how its promise was kept."""
    if not one.figure:
        return MatrixEntry(one.measure.name, "", "nothing logged")
    sign, _, tone = _SIGNS.get(one.sign, ("", "", Tone.PLAIN))
    told = keeping_brief(one.keeping, one.measure.cadence)
    return MatrixEntry(one.measure.name, f"{one.level} {sign}".rstrip(), told, tone)


def case_blocks(wordings: Mapping[str, str]) -> Iterator[Block]:
    """Yield the person's case in their own words; what they left empty is not there."""
    told = tuple(
        Section(title, tuple(Text("\n".join(lines)) for lines in paragraphs(wordings[key])))
        for key, title in CASE.items()
        if wordings.get(key, "").strip()
    )
    if told:
        yield Columns(told, own=True)


def turn_blocks(content: Review) -> Iterator[Block]:
    """Yield the one change for the worse and the one for the better that moved most, drawn."""
    found = [moved[0] for better in (False, True) if (moved := moved_most(content, better=better))]
    drawn = tuple(_turn(one, content) for one in found if one.part.picture is not None)
    if drawn:
        yield Columns(drawn)


def _turn(moved: OwnedChange, content: Review) -> Section:
    part = moved.part
    said = change_line(part.measure, part.finding, content.until, part.begins)
    blocks: list[Block] = [Text(f"{moved.customer} · {said}", TextRole.SMALL)]
    if part.picture is not None:
        blocks.append(Figure(part.picture, form=FigureForm.SMALL))
    return Section(part.measure.name, tuple(blocks))


def whom_blocks(content: Review) -> Iterator[Block]:
    """Yield why each customer is served, what they want, and what is done for them."""
    told = [one for one in content.customers if one.benefit or one.wants or one.services]
    if not told:
        return
    yield Heading(WHOM_TITLE, 1)
    yield Table(_WHOM, tuple(_whom(one) for one in told))


def _whom(one: ReviewCustomer) -> tuple[Cell, ...]:
    wants = "; ".join(" ".join(want.split()).rstrip(".") for want in one.wants)
    return (
        Cell(f"{one.name} ({one.tier})" if one.tier else one.name),
        Cell(cut(one.benefit, LONGEST_SAID)),
        Cell(cut(wants, LONGEST_SAID)),
        Cell(capitalised(listed(one.services)) if one.services else ""),
    )
