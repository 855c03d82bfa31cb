"""Rules of pages, for any document: nothing off the page, nothing over another, nothing parted."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.report.sample_document import (
    ANSWERS_TREND,
    HEAT,
    HOSTILE,
    HOURS_TREND,
    LOGO,
    REVIEW,
    SCORECARD,
    hostile,
)

from tracker.paper.blocks import block_pieces
from tracker.paper.layout import (
    BOTTOM,
    HEIGHT,
    LONE_BOTTOM,
    MARGIN,
    ROOM,
    TOP,
    WIDTH,
    Drawing,
    PageBox,
    Pages,
    PaperPage,
    PaperRect,
    Paragraph,
    TextLines,
)
from tracker.paper.matrix import AREA
from tracker.paper.pages import FOOT, LESSER_TITLE, TITLE, layout
from tracker.paper.promises import CELL, LESSER_TAG, SMALL, TAGS
from tracker.paper.promises import WIDE as WIDE_PROMISE
from tracker.paper.text import BODY, CHAPTER, HEADING, LEAD, LESSER, LESSER_LEAD
from tracker.paper.text import TITLE as COLUMN_TITLE
from tracker.paper.typesetter import Typesetter
from tracker.report.documents.document import (
    Block,
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
from tracker.report.documents.sheet import PaperSheet

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing", extend=True)
DAY = date(2026, 11, 22)

NAMES = ("", "Month-end answers", "Measure by week " * 3, *HOSTILE)
TEXTS = (*NAMES, *("Named cover for every close week. " * count for count in (1, 3, 12, 40, 150)))
PICTURES = (ANSWERS_TREND, HOURS_TREND, HEAT)
seeds = settings(max_examples=30, deadline=None)


class Author:
    """Writes any document, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.makers = (
            lambda: Heading(self.name(), self.chance.randint(1, 4)),
            lambda: Text(self.text(), self.chance.choice(list(TextRole))),
            lambda: BulletList(self.some(self.text, 4)),
            self.promise,
            lambda: Figure(
                self.chance.choice(PICTURES), self.name(), self.chance.choice(list(FigureForm))
            ),
            self.matrix,
            lambda: Quote(self.text(), self.name(), self.name()),
            self.table,
            lambda: Reply("t", self.some(self.name, 5), self.name()),
            PageBreak,
            lambda: Signatures(self.some(lambda: (self.name(), self.name()), 4)),
        )

    def document(self) -> Document:
        blocks = self.some(self.block, 12)
        logo = self.chance.choice((None, LOGO))
        names = self.name(), self.name()
        cover = self.chance.random() < 0.5
        return Document(
            self.name(), self.name(), DAY, blocks, *names, logo, self.text(), long=cover
        )

    def some(self, make, most: int) -> tuple:
        return tuple(make() for _ in range(self.chance.randint(0, most)))

    def name(self) -> str:
        return self.chance.choice(NAMES[:3] if self.chance.random() < 0.7 else NAMES)

    def text(self) -> str:
        return self.chance.choice(TEXTS)

    def block(self) -> Block:
        return self.columns() if self.chance.random() < 0.3 else self.simple()

    def simple(self) -> Block:
        return self.chance.choice(self.makers)()

    def columns(self) -> Block:
        return Columns(self.some(lambda: Section(self.name(), self.some(self.simple, 4)), 5))

    def promise(self) -> Block:
        figure = self.chance.choice(("2.3 days", "–", self.name()))
        tag = Tag(self.name(), self.chance.choice(list(Tone)))
        picture = self.chance.choice((None, *PICTURES))
        notes = self.some(self.text, 3)
        return Promise(self.name(), self.name(), figure, tag, notes, picture, self.name())

    def matrix(self) -> Block:
        columns = self.some(self.name, 6)
        tones = list(Tone)
        rows = self.some(
            lambda: MatrixRow(
                self.name(),
                self.name(),
                tuple(
                    self.some(
                        lambda: MatrixEntry(
                            self.name(), self.name(), self.name(), self.chance.choice(tones)
                        ),
                        2,
                    )
                    for _ in columns
                ),
            ),
            4,
        )
        return Matrix(self.name(), self.name(), columns, rows, self.name())

    def table(self) -> Block:
        count = self.chance.randint(1, 6)
        columns = tuple(
            Column(self.name(), self.chance.random() < 0.5, self.chance.randint(0, 4))
            for _ in range(count)
        )
        tones = (None, *Tone)
        rows = self.some(
            lambda: tuple(Cell(self.name(), self.chance.choice(tones)) for _ in range(count)), 20
        )
        return Table(columns, rows, self.name())


def body(page: PaperPage) -> list:
    """Return what stands on a page, without its foot."""
    numbered = any(
        isinstance(mark, TextLines) and mark.paragraph.style is FOOT for mark in page.marks
    )
    foot = page.height - (BOTTOM if numbered else 0.0)
    return [mark for mark in page.marks if mark.at.top < foot]


def overlapping(one: PageBox, other: PageBox) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0.01 and down > 0.01


def check_places(pages: Pages) -> None:
    """Everything is on its page, between the margins, above the foot, and off everything else."""
    setter = Typesetter()
    for page in pages.pages:
        for mark in page.marks:
            assert mark.at.left >= 0
            assert mark.at.right <= WIDTH
            assert mark.at.top >= TOP - 0.01
            assert mark.at.bottom <= page.height
            if isinstance(mark, TextLines):
                assert mark.at.left >= MARGIN - 0.01
                assert mark.at.right <= MARGIN + ROOM + 0.01
                laid = setter.laid(mark.paragraph)
                # A sign that is made of several may be wider than its line; it is clipped.
                one_sign = "\u200d" in mark.paragraph.text
                assert laid.wide <= mark.paragraph.width + 0.6 or one_sign
        solid = [mark for mark in body(page) if not isinstance(mark, PaperRect)]
        lowest = HEIGHT - (BOTTOM if len(pages) > 1 else LONE_BOTTOM) + 0.02
        assert all(mark.at.bottom <= lowest for mark in solid)
        for one, other in combinations(solid, 2):
            assert not overlapping(one.at, other.at), (one, other)


def check_lines(pages: Pages) -> None:
    """No line of a paragraph is lost or stands twice; at a page's edge there are always two."""
    setter = Typesetter()
    seen: dict[object, list[TextLines]] = defaultdict(list)
    for page in pages.pages:
        for mark in body(page):
            if isinstance(mark, TextLines) and not mark.paragraph.lines:
                seen[mark.paragraph].append(mark)
    for paragraph, marks in seen.items():
        whole = setter.laid(paragraph).lines
        covered = sorted(line for mark in marks for line in range(mark.first, mark.last))
        times = len(covered) // whole
        assert covered == sorted(list(range(whole)) * times)


def check_ends(pages: Pages, document: Document) -> None:
    """No page is empty, and none but the last ends with a heading."""
    for at, page in enumerate(pages.pages):
        marks = body(page)
        assert marks or len(pages) == 1
        words = [mark for mark in marks if isinstance(mark, TextLines)]
        # What is lowest may stand in another column; and who asks for a break gets it.
        beside = any(isinstance(block, Columns | PageBreak) for block in document.blocks)
        if words and at + 1 < len(pages) and not beside:
            lowest = max(words, key=lambda mark: mark.at.bottom)
            assert lowest.paragraph.style not in (CHAPTER, HEADING, LESSER)


@seeds
@given(st.integers(0, 10**9))
def test_any_document_keeps_the_rules(seed) -> None:
    document = Author(seed).document()
    letter = layout(replace(document, sheet=PaperSheet.LETTER))
    check_ends(letter, document)
    for page in letter.pages:
        assert page.height == PaperSheet.LETTER.height
        assert all(mark.at.bottom <= page.height - 20.0 for mark in page.marks)
        assert all(mark.at.right <= letter.width - 30.0 for mark in page.marks)
    pages = layout(document)
    check_places(pages)
    check_lines(pages)
    check_ends(pages, document)


def parted(paragraph: Paragraph) -> tuple[str, ...]:
    """Return the notes of a small promise, whose first two are one paragraph."""
    first = paragraph.strong if paragraph.style is SMALL.note else 0
    return (paragraph.text[:first], paragraph.text[first + 1 :]) if first else (paragraph.text,)


@seeds
@given(st.integers(0, 10**9))
@example(60106)
@example(184)
@example(13022)
def test_one_tall_page_says_the_same_as_many(seed) -> None:
    document = Author(seed).document()
    from tracker.paper.pages import _laid, _quiet

    tall = _laid(document, Typesetter(), _quiet, None)
    assert len(tall) == 1
    assert all(mark.at.bottom <= tall.pages[0].height for mark in tall.pages[0].marks)
    paged = layout(replace(document, long=False))
    heads = {COLUMN_TITLE, FOOT, AREA}

    def told(pages: Pages) -> list[object]:
        return sorted(
            {
                str((text, WIDE.get(mark.paragraph.style, mark.paragraph.style)))
                for page in pages.pages
                for mark in page.marks
                if isinstance(mark, TextLines) and mark.paragraph.style not in heads
                for text in parted(mark.paragraph)
            }
        )

    assert told(tall) == told(paged)


@pytest.mark.parametrize("document", [SCORECARD, REVIEW], ids=["scorecard", "review"])
@pytest.mark.parametrize("spoiled", [False, True], ids=["plain", "hostile"])
def test_the_samples_keep_the_rules(document, spoiled) -> None:
    pages = layout(hostile(document) if spoiled else document)
    check_places(pages)
    check_lines(pages)


NOTES = {one for each in (WIDE_PROMISE, CELL, SMALL) for one in (each.promise, each.how, each.note)}
WIDE = {
    **{each.name: WIDE_PROMISE.name for each in (CELL, SMALL)},
    **{each.figure: WIDE_PROMISE.figure for each in (CELL, SMALL)},
    **dict.fromkeys(NOTES, BODY),
    **{replace(style, size=LESSER_TAG): style for style, _ in TAGS.values()},
    LESSER_TITLE: TITLE,
    LESSER_LEAD: LEAD,
}
"""How what stands in two columns is set over the whole width; a long note flows on below either."""


def made(*blocks: Block, **more: object) -> Document:
    return Document("Title", "Kicker", DAY, blocks, **more)


def shown(page: PaperPage) -> list[str]:
    return [mark.paragraph.text for mark in page.marks if isinstance(mark, TextLines)]


def test_every_kind_of_block_has_its_setter() -> None:
    assert set(block_pieces.registry) - {object} == set(Block.__args__)


def test_a_promise_is_never_parted() -> None:
    one = SCORECARD.blocks[1]
    for filler in range(0, 60, 3):
        pages = layout(made(*[Text("A line.")] * filler, *[one] * 8)).pages
        for page in pages:
            texts = shown(page)
            names = texts.count(one.name)
            assert texts.count(one.caption) == texts.count(one.figure) == names
            assert sum(isinstance(mark, Drawing) for mark in page.marks) == names


def test_a_table_repeats_its_head_and_parts_no_row() -> None:
    rows = tuple((Cell(f"row {at}"), Cell("long " * 20), Cell(str(at))) for at in range(80))
    table = Table((Column("Name"), Column("Words", weight=2), Column("No", number=True)), rows)
    pages = layout(made(table)).pages
    assert len(pages) > 2
    seen = []
    for page in pages:
        texts = shown(page)
        assert texts.count("Name") == texts.count("Words") == texts.count("No") == 1
        assert texts.index("Name") < min(at for at, text in enumerate(texts) if "row" in text)
        rows_here = [text for text in texts if text.startswith("row")]
        assert len(rows_here) == sum(text.startswith("long") for text in texts)
        seen += rows_here
    assert seen == [f"row {at}" for at in range(80)]


def test_no_row_of_a_table_stands_alone() -> None:
    rows = tuple((Cell(f"row {at}"),) for at in range(12))
    for filler in range(15, 60):
        for page in layout(made(*[Text("A line.")] * filler, Table((Column("No"),), rows))).pages:
            assert sum(text.startswith("row") for text in shown(page)) != 1


def test_columns_are_as_wide_as_what_is_in_them() -> None:
    row = (Cell("Hours I saved them"), Cell("5.5 h / week"), Cell("kept"))
    table = Table((Column("Measure"), Column("Value", number=True), Column("Verdict")), (row,))
    setter = Typesetter()
    for mark in layout(made(table)).pages[0].marks:
        if isinstance(mark, TextLines):
            assert setter.laid(mark.paragraph).lines == 1


def test_many_columns_in_little_room_leave_each_other_room() -> None:
    row = tuple(Cell(text) for text in ("W" * 400, "", "1", "long word " * 9, "中" * 40, "x"))
    table = Table(tuple(Column(title) for title in ("", "W" * 90, "No", "A", "B", "C")), (row,) * 3)
    sections = tuple(Section(title, (table,)) for title in ("One", "Two", "Three"))
    check_places(layout(made(Columns(sections), table)))


def test_a_reply_stays_on_one_page_where_it_can() -> None:
    rated = tuple(f"promise {at}" for at in range(6))
    for filler in range(15, 60):
        pages = layout(made(*[Text("A line.")] * filler, Heading("How"), Reply("t", rated))).pages
        with_names = [page for page in pages if "promise 0" in shown(page)]
        assert {"How", *rated} <= set(shown(with_names[0]))
        assert shown(with_names[0]).count("5") == len(rated)


def test_a_table_title_stays_with_its_first_row() -> None:
    table = Table((Column("Name"),), ((Cell("first"),), (Cell("second"),)), "The title")
    for filler in range(30, 60):
        pages = layout(made(*[Text("A line.")] * filler, table)).pages
        page = next(page for page in pages if "The title" in shown(page))
        assert {"Name", "first"} <= set(shown(page))


def test_two_lines_of_a_paragraph_stay_together_at_both_ends() -> None:
    text = "Named cover for every close week, from the fifth of October on. " * 12
    for filler in range(30, 60):
        pages = layout(made(*[Text("A line.")] * filler, Text(text))).pages
        for page in pages:
            lines = sum(
                mark.last - mark.first
                for mark in page.marks
                if isinstance(mark, TextLines) and mark.paragraph.text.startswith("Named")
            )
            assert lines != 1


def test_a_page_break_begins_a_page_and_none_is_left_empty() -> None:
    broken = made(PageBreak(), Text("one"), PageBreak(), PageBreak(), Text("two"), PageBreak())
    pages = layout(broken).pages
    assert [shown(page)[-3] if at else shown(page)[1] for at, page in enumerate(pages)] == [
        "Title",
        "one",
        "two",
    ]


def test_the_first_page_begins_with_whose_it_is_and_what_for() -> None:
    document = made(Text("one"), long=True, name="Ana", role="Clerk", logo=LOGO)
    (page,) = layout(replace(document, aside="For the review")).pages
    assert shown(page)[:6] == ["KICKER", "Title", "Ana", "Clerk", "For the review", "one"]


def test_long_names_are_cut_with_a_sign() -> None:
    setter = Typesetter()
    for text in ("W" * 10_000, "wide words " * 1000, "中" * 10_000, "ب" * 10_000):
        pages = layout(made(Heading(text), Promise(text, text, text, Tag(text)), name=text))
        for page in pages.pages:
            for mark in page.marks:
                if isinstance(mark, TextLines) and mark.paragraph.style in (
                    WIDE_PROMISE.name,
                    WIDE_PROMISE.figure,
                    TITLE,
                ):
                    laid = setter.laid(mark.paragraph)
                    assert laid.lines <= mark.paragraph.lines
                    assert laid.layout.text().endswith("…") or mark.paragraph.text == "Title"


def test_sections_beside_each_other_flow_over_pages() -> None:
    long_one = Section("Long", tuple(Text(f"Paragraph {at}. " * 12) for at in range(40)))
    short = Section("Short", (Text("few"),))
    pages = layout(made(Columns((long_one, short)), Text("below"))).pages
    assert len(pages) > 1
    assert {"Long", "Short", "few"} <= set(shown(pages[0]))
    words = {mark.paragraph.text: mark for mark in pages[-1].marks if isinstance(mark, TextLines)}
    last = max(mark.at.bottom for text, mark in words.items() if text.startswith("Paragraph"))
    assert words["below"].at.top >= last


def test_a_page_alone_needs_no_foot_and_may_be_fuller() -> None:
    counts = [len(layout(made(*[Text("A line.")] * lines)).pages) for lines in range(20, 50)]
    full = 20 + counts.index(2)
    (alone,) = layout(made(*[Text("A line.")] * (full - 1))).pages
    first, second = layout(made(*[Text("A line.")] * full)).pages
    assert max(mark.at.bottom for mark in alone.marks) > HEIGHT - BOTTOM
    assert shown(second)[-1] == "2 / 2"
    assert max(mark.at.bottom for mark in body(first)) <= HEIGHT - BOTTOM


def test_the_small_print_never_stands_on_a_page_of_its_own() -> None:
    for lines in range(20, 130):
        for page in layout(made(*[Text("A line.")] * lines, footer="Small print.")).pages:
            if "Small print." in shown(page):
                assert "A line." in shown(page)


def test_letters_that_run_to_the_left_begin_on_the_right() -> None:
    arabic, english = "وعد إجابة خلال يومين", "A usable answer"
    page = layout(made(Text(arabic), Text(english), BulletList((arabic, english)))).pages[0]
    setter = Typesetter()
    sides = [
        setter.laid(mark.paragraph).layout.lineAt(0).naturalTextRect().left() > 1
        for mark in page.marks
        if isinstance(mark, TextLines) and mark.paragraph.text in (arabic, english)
    ]
    assert sides == [True, False, True, False]


def test_an_empty_document_is_a_page_with_its_title() -> None:
    pages = layout(Document("", "", DAY, ()))
    assert len(pages) == 1
    assert layout(made()).pages[0].marks


def cards(count: int, **more: object) -> Document:
    """Return a scorecard of so many promises, with what stands below them."""
    promises = [one for one in SCORECARD.blocks if isinstance(one, Promise)]
    rest = [one for one in SCORECARD.blocks if not isinstance(one, Promise)]
    shown = tuple(
        replace(promises[at % len(promises)], name=f"Promise {at}") for at in range(count)
    )
    return replace(SCORECARD, blocks=(rest[0], *shown, *rest[1:]), **more)


@pytest.mark.parametrize("sheet", PaperSheet)
@pytest.mark.parametrize("count", [9, 10, 14])
def test_nine_promises_and_more_stand_in_two_columns_each_whole(count, sheet) -> None:
    document = cards(count, sheet=sheet)
    pages = layout(document).pages
    names = [f"Promise {at}" for at in range(count)]
    places = {
        mark.paragraph.text: (at, mark.at)
        for at, page in enumerate(pages)
        for mark in page.marks
        if isinstance(mark, TextLines) and mark.paragraph.text in names
        and mark.paragraph.style in (CELL.name, SMALL.name)
    }  # fmt: skip
    assert list(places) == names
    for left, right in zip(names[::2], names[1::2], strict=False):
        (page, one), (other_page, other) = places[left], places[right]
        assert (page, one.top) == (other_page, other.top)
        assert one.right < other.left
    for page in pages:
        known = [one for one in names if one in shown(page) and places[one][0] == pages.index(page)]
        pictures = [one for one in document.blocks if isinstance(one, Promise) and one.picture]
        drawn = sum(one.name in known for one in pictures)
        assert sum(isinstance(mark, Drawing) for mark in page.marks) == drawn
    laid = layout(document)
    check_lines(laid)
    for page in laid.pages:
        assert all(mark.at.right <= laid.width - 30.0 for mark in page.marks)
        assert all(mark.at.bottom <= page.height - 20.0 for mark in page.marks)
        words = [mark for mark in page.marks if not isinstance(mark, PaperRect)]
        assert not [pair for pair in combinations(words, 2) if overlapping(pair[0].at, pair[1].at)]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_few_promises_stand_in_two_columns_only_where_that_saves_a_page(count, monkeypatch) -> None:
    document = cards(count)
    laid = layout(document).pages
    narrow = any(
        isinstance(mark, TextLines)
        and mark.paragraph.style in (CELL.name, SMALL.name)
        and mark.paragraph.text.startswith("Promise ")
        for page in laid
        for mark in page.marks
    )
    monkeypatch.setattr("tracker.paper.pages.PAIRS", ())
    monkeypatch.setattr("tracker.paper.pages.CLOSEST", ())
    below_each_other = len(layout(document).pages)
    assert len(laid) < below_each_other if narrow else len(laid) == below_each_other


def test_a_heading_and_its_sentence_stay_with_the_table_below_them() -> None:
    rows = tuple((Cell(f"row {at}"), Cell("4")) for at in range(3))
    table = Table((Column("Measure"), Column("Average", number=True)), rows)
    for filler in range(20, 60):
        blocks = [Text("A line.")] * filler
        pages = layout(made(*blocks, Heading("Legal", 1), Text("It was kept."), table)).pages
        (page,) = [one for one in pages if "Legal" in shown(one)]
        assert {"It was kept.", "Measure", "row 0"} <= set(shown(page))


def test_a_short_compact_table_stands_on_one_page() -> None:
    columns = (Column("Period"), Column("Value", number=True)) * 2
    rows = tuple(tuple(Cell(f"{at}.{cell}") for cell in range(4)) for at in range(6))
    for filler in range(20, 60):
        table = Table(columns, rows, "Every value", compact=True)
        pages = layout(made(*[Text("A line.")] * filler, table)).pages
        (page,) = [one for one in pages if "Every value" in shown(one)]
        assert "5.3" in shown(page)
