"""Documents nobody would write: hostile text in every field of every block."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from tests.report.sample_document import ANSWERS_TREND, DAY, EFFECT, GAP, HEAT, HOSTILE, LOGO

from tracker.report.documents.document import (
    BulletList,
    Cell,
    Column,
    Columns,
    Document,
    Figure,
    FigureForm,
    Heading,
    Matrix,
    MatrixEntry,
    MatrixRow,
    PageBreak,
    Promise,
    Quote,
    Reply,
    Section,
    Signatures,
    Table,
    Tag,
    Text,
    TextRole,
    Tone,
)

NASTY = st.one_of(
    st.sampled_from(HOSTILE),
    st.sampled_from(
        ["", " ", "\n", "a\nb", "a\n\nb", "1. x", "- x", "# x", "===", "---", "|-|", "> x"]
    ),
    st.text(max_size=40),
    st.text(
        st.characters(codec="utf-8", categories=["P", "S", "Z", "Cc", "Cf", "Nd"]), max_size=20
    ),
    st.text("*_`~[]()<>!#&|\\$:.@-+=%^{}'\"wht/ 1a\n", max_size=24),
    st.text(st.characters(), max_size=12),
)
TREND = st.builds(lambda title: replace(ANSWERS_TREND, title=title, unit=title[:9]), NASTY)
PICTURES = TREND | st.sampled_from([HEAT, GAP, EFFECT])
TAGS = st.builds(Tag, NASTY, st.sampled_from(Tone))
CELLS = st.builds(Cell, NASTY, st.none() | st.sampled_from(Tone))
COLUMNS = st.builds(Column, NASTY, st.booleans(), st.integers(1, 5))
PROMISES = st.builds(
    Promise, NASTY, NASTY, NASTY, TAGS, st.lists(NASTY, max_size=4).map(tuple),
    st.none() | TREND, NASTY,
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.lists(COLUMNS, max_size=5))
    row = st.tuples(*(CELLS for _ in columns))
    return Table(tuple(columns), tuple(draw(st.lists(row, max_size=4))), draw(NASTY))


ENTRIES = st.builds(MatrixEntry, NASTY, NASTY, NASTY, st.sampled_from(Tone))


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    columns = tuple(draw(st.lists(NASTY, max_size=6)))
    cells = st.tuples(*(st.lists(ENTRIES, max_size=2).map(tuple) for _ in columns))
    rows = st.lists(st.builds(MatrixRow, NASTY, NASTY, cells), max_size=4).map(tuple)
    return Matrix(draw(NASTY), draw(NASTY), columns, draw(rows), draw(NASTY))


SIMPLE = st.one_of(
    st.builds(Heading, NASTY, st.integers(1, 3)),
    st.builds(
        Text, NASTY, st.sampled_from(TextRole), st.just(""), st.none() | st.sampled_from(Tone)
    ),
    st.builds(BulletList, st.lists(NASTY, max_size=4).map(tuple)),
    st.builds(Quote, NASTY, NASTY, NASTY),
    tables(),
)
RARE = st.one_of(
    PROMISES,
    st.builds(Figure, PICTURES, NASTY, st.sampled_from(FigureForm)),
    matrices(),
    st.builds(Reply, NASTY, st.lists(NASTY, max_size=3).map(tuple), NASTY, NASTY),
    st.just(PageBreak()),
    st.builds(Signatures, st.lists(st.tuples(NASTY, NASTY), max_size=2).map(tuple)),
    st.lists(st.builds(Section, NASTY, st.lists(SIMPLE, max_size=3).map(tuple)), max_size=3).map(
        lambda sections: Columns(tuple(sections), own=len(sections) == 2)
    ),
)
DOCUMENTS = st.builds(
    Document,
    NASTY,
    NASTY,
    st.just(DAY),
    st.lists(SIMPLE | RARE, max_size=6).map(tuple),
    NASTY,
    NASTY,
    st.none() | st.just(LOGO),
    NASTY,
    st.sampled_from(["en", "de", "xx-YY", "<b>"]),
    st.booleans(),
)
