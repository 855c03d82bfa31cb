"""Slides, opened again by python-pptx and looked into part by part."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ImageFont
from pptx.util import Pt
from tests.report.any_document import DOCUMENTS
from tests.report.office_checks import check_package, parts, plain_png
from tests.report.sample_document import (
    ANSWERS_TREND,
    DAY,
    HOSTILE,
    PROMISES,
    REPLY,
    REVIEW,
    SCORECARD,
    TABLE,
    hostile,
)

from tracker.report.documents.document import (
    Block,
    BulletList,
    Cell,
    Column,
    Columns,
    Document,
    Figure,
    Heading,
    Promise,
    Quote,
    Section,
    Signatures,
    Table,
    Tag,
    Text,
    TextRole,
)
from tracker.report.documents.pptx_writer import pptx_bytes
from tracker.report.documents.slide_layout import BOTTOM, EDGE, HIGH, TOP, WIDE
from tracker.report.documents.slides import Layout, planned, shown

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,-"
LONG = "When month-end answers come late the whole close waits, and so does everybody after it. "


def opened(document: Document) -> pptx.presentation.Presentation:
    return pptx.Presentation(BytesIO(pptx_bytes(document, plain_png)))


def of(*blocks: Block) -> Document:
    return Document("T", "", DAY, blocks)


def words(slide: pptx.slide.Slide) -> list[str]:
    """What a screen reader says, in its order."""
    placed = (one for one in slide.shapes if one.is_placeholder)
    return [one.text_frame.text for one in placed if one.placeholder_format.idx < 20]


@pytest.fixture(scope="module")
def review() -> pptx.presentation.Presentation:
    return opened(REVIEW)


def test_every_slide_has_one_idea_and_says_it_in_its_title(review) -> None:
    titles = [(slide.slide_layout.name, slide.shapes.title.text) for slide in review.slides]
    assert titles == [
        ("Cover", "Review of my impact"),
        ("Words", "In short"),
        ("Chapter", "Areas and customers"),
        ("Picture", "Customers and the six areas"),
        ("Chapter", "Finance leads"),
        ("Promise", "Month-end close answers"),
        ("Promise", "Forecast usable as sent"),
        ("Promise", "Hours saved for you"),
        ("Promise", "Audit questions answered at once"),
        ("Picture", "Hours saved for you"),
        ("Picture", "Forecast usable as sent"),
        ("Picture", "Month-end close answers"),
        ("Quotes", "My rating and theirs"),
        ("Chapter", "Appendix"),
        ("Table", "Every shared measure, July to September 2026"),
        ("Table", "Nothing was logged"),
        ("Words", "Agreed on"),
        ("Words", "Not measured"),
    ]


def test_words_stand_in_placeholders(review) -> None:
    cover, short, *_ = review.slides
    assert words(cover) == [
        "Review of my impact", "1 July – 30 September 2026", "Ana Ruiz · Reporting systems",
    ]  # fmt: skip
    body = next(one for one in short.placeholders if one.placeholder_format.idx == 1)
    assert [(one.level, one.text) for one in body.text_frame.paragraphs][1:] == [
        (1, "Finance leads got 70 hours back."),
        (1, "Month-end answers got slower in September; a fix is running."),
        (1, "Two decisions were made openly; one did not fare well."),
    ]
    assert words(review.slides[5]) == [
        "Month-end close answers",
        "Finance leads · Promises",
        "Promise: A usable answer within 2 days",
        "2.3 days",
        "Not kept",
        "Kept in 8 of 12 weeks.\nSlower since 31 August: 2.8 days, before that 1.6.",
        "13 weeks · dashed: promise",
    ]
    assert words(review.slides[12])[2] == (
        "The forecast saved us a day. Month-end still hurts.\nZoë Çelik · 18 Sep 2026\n"
        "Nothing to add.\vKeep going.\n25 Sep 2026"
    )


def test_the_slides_are_wide_and_every_one_but_the_cover_has_its_number(review) -> None:
    assert (review.slide_width, review.slide_height) == (Pt(960), Pt(540))
    for slide in list(review.slides)[1:]:
        assert slide.element.xpath(".//a:fld/@type") == ["slidenum"]
        footer = [one for one in slide.placeholders if one.placeholder_format.idx == 20]
        assert [one.text_frame.text for one in footer] == ["Review of my impact"]


def test_every_picture_is_told_in_words_and_in_the_notes(review) -> None:
    pictures = [(slide, one) for slide in review.slides for one in slide.element.xpath(".//p:pic")]
    told = [one.xpath("p:nvPicPr/p:cNvPr/@descr")[0] for _, one in pictures]
    assert len(told) == 8
    assert told[0] == "Ana Ruiz logo"
    assert told[2] == ANSWERS_TREND.summary
    for (slide, _), words_for_it in list(zip(pictures, told, strict=True))[1:]:
        assert words_for_it in slide.notes_slide.notes_text_frame.text


def test_tables_are_native_and_their_head_is_marked(review) -> None:
    slide = review.slides[14]
    (frame,) = [one for one in slide.shapes if one.has_table]
    rows = [[cell.text for cell in row.cells] for row in frame.table.rows]
    assert rows[0] == ["Measure", "Promise", "Kept in", "Now", "Verdict"]
    assert rows[1] == ["Month-end close answers", "≤ 2 days", "8 of 12", "2.8 days", "Worse"]
    assert frame.table.first_row
    assert frame.element.xpath("p:nvGraphicFramePr/p:cNvPr/@descr") == [TABLE.title]


def test_a_long_table_runs_over_slides_of_ten_rows() -> None:
    rows = tuple((Cell(f"row {at}"), Cell(str(at))) for at in range(27))
    show = opened(of(Heading("Figures"), Table((Column("A"), Column("B", number=True)), rows)))
    slides = list(show.slides)[1:]
    assert [one.shapes.title.text for one in slides] == [
        "Figures (1 of 3)", "Figures (2 of 3)", "Figures (3 of 3)",
    ]  # fmt: skip
    tables = [next(one.table for one in slide.shapes if one.has_table) for slide in slides]
    assert [len(table.rows) for table in tables] == [11, 11, 8]
    assert {table.cell(0, 0).text for table in tables} == {"A"}
    told = [row.cells[0].text for table in tables for row in list(table.rows)[1:]]
    assert told == [f"row {at}" for at in range(27)]


def test_what_is_answered_or_signed_on_paper_is_left_out() -> None:
    blocks = shown(SCORECARD.blocks)
    assert REPLY not in blocks
    assert Heading("How did I do?") not in blocks
    signed = Columns((Section("Sign here", (Signatures((("A", "B"),)),)),))
    assert shown((Heading("Signed", 1), signed, Heading("Kept", 1))) == [Heading("Kept", 1)]
    assert shown((Heading("A"), Text("a"), Heading("B"), REPLY)) == [Heading("A"), Text("a")]


def test_a_heading_without_anything_below_it_still_has_a_slide() -> None:
    titles = [
        one.title for one in planned(of(Heading("A", 1), Heading("B"), Heading("C"), Text("c")))
    ]
    assert titles == ["T", "A", "B", "C"]
    assert [one.title for one in planned(of(Heading("A"), Heading("B", 3), Text("b")))] == [
        "T",
        "B",
    ]


def test_no_text_is_lost_where_it_runs_over_several_slides() -> None:
    long = [f"{at} {LONG * 3}".strip() for at in range(12)]
    slides = planned(of(*map(Text, long), BulletList(tuple(long))))
    assert len(slides) > 4
    told = [passage.text for one in slides for passage in one.passages]
    assert told == [*long, *long]
    whole = (LONG * 60).strip()
    pieces = [passage.text for one in planned(of(Text(whole))) for passage in one.passages]
    assert " ".join(pieces) == whole


def test_a_promise_with_many_sentences_goes_on() -> None:
    notes = tuple(f"{at}: {LONG}".strip() for at in range(12))
    promise = Promise("Name", "P", "3 h", Tag("Kept"), notes, ANSWERS_TREND)
    first, *others = planned(of(promise))[1:]
    assert first.layout is Layout.PROMISE
    assert others
    assert [one.text for slide in (first, *others) for one in slide.passages] == list(notes)
    assert first.title == f"Name (1 of {1 + len(others)})"


def test_small_print_stands_below_its_table(review) -> None:
    below = next(one for one in review.slides[15].placeholders if one.placeholder_format.idx == 1)
    assert below.text_frame.text.startswith("Kept means:")
    frame = next(one for one in review.slides[15].shapes if one.has_table)
    assert below.top >= frame.top + frame.height


def test_letters_are_large_enough_to_be_read(review) -> None:
    sizes = {
        int(size) for slide in review.slides for size in slide.element.xpath(".//a:rPr/@sz")
    } | {
        int(size)
        for layout in review.slide_layouts
        for one in layout.placeholders
        if one.placeholder_format.idx in {1, 11, 12, 13, 14}
        for size in one.element.xpath(".//a:defRPr/@sz")
    }
    assert min(sizes) >= 1200


def test_metadata_says_who_and_when_and_nothing_else() -> None:
    content = pptx_bytes(REVIEW, plain_png)
    core = pptx.Presentation(BytesIO(content)).core_properties
    day = datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC)
    assert (core.author, core.title) == ("Ana Ruiz", "Review of my impact")
    assert core.created.replace(tzinfo=UTC) == core.modified.replace(tzinfo=UTC) == day
    assert (core.last_modified_by, core.comments, core.keywords) == ("", "", "")
    held = parts(content)
    assert not [one for one in held if "thumbnail" in one or "printer" in one]
    assert b"<Application>Impact Tracker</Application>" in held["docProps/app.xml"]
    check_package(content)


def test_hostile_text_is_only_text() -> None:
    content = pptx_bytes(hostile(REVIEW), plain_png)
    check_package(content)
    assert b"hlinkClick" not in b"".join(parts(content).values())
    show = pptx.Presentation(BytesIO(content))
    assert show.slides[0].shapes.title.text == "<script>window.pwned=1</script>"
    assert all(slide.shapes.title.text for slide in show.slides)


def test_progress_is_told_and_may_cancel() -> None:
    told: list[tuple[int, int]] = []
    pptx_bytes(SCORECARD, plain_png, lambda done, of: told.append((done, of)))
    assert told == [(at, 9) for at in range(1, 10)]

    def cancel(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pptx_bytes(SCORECARD, plain_png, cancel)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS)
def test_any_document_is_sound_and_nothing_stands_outside(document) -> None:
    content = pptx_bytes(document, plain_png)
    check_package(content)
    for slide in pptx.Presentation(BytesIO(content)).slides:
        assert slide.shapes.title.text.strip()
        check_places(slide)


def check_places(slide: pptx.slide.Slide) -> None:
    """Everything stands on the slide, and what is text or table ends above its foot."""
    for shape in slide.shapes:
        left, top, wide, high = (
            one / 12700 for one in (shape.left, shape.top, shape.width, shape.height)
        )
        assert wide >= 0
        assert high >= 0
        assert top >= 0
        assert top + high <= HIGH
        picture = shape.shape_type is not None and "PICTURE" in str(shape.shape_type)
        assert left >= (0 if picture else EDGE) - 0.01
        assert left + wide <= (WIDE if picture else WIDE - EDGE) + 0.01


PROSE = st.lists(st.text(LETTERS, min_size=1, max_size=24), min_size=1, max_size=60).map(" ".join)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(PROSE, st.lists(PROSE, max_size=6), st.sampled_from(TextRole))
def test_text_fits_its_box_when_set_in_inter(title, texts, role) -> None:
    blocks = [Heading(title, 1), *(Text(one, role) for one in texts), Heading(title)]
    blocks += [BulletList(tuple(texts)), *(Quote(one, title[:90], "") for one in texts)]
    blocks.append(Promise(title, title, title[:200], Tag(title[:40]), tuple(texts), ANSWERS_TREND))
    blocks.append(Promise(title, title, "4.2", Tag("Kept"), tuple(texts)))
    show = opened(of(*blocks))
    for slide in show.slides:
        for shape in slide.placeholders:
            if shape.placeholder_format.idx < 20:
                check_fits(shape, slide)


def check_fits(shape: object, slide: pptx.slide.Slide) -> None:
    """Set the text as an office program does, in the real font, and see whether it fits."""
    layout = next(
        one for one in slide.slide_layout.placeholders
        if one.placeholder_format.idx == shape.placeholder_format.idx
    )  # fmt: skip
    level = layout.element.xpath(".//a:lvl1pPr")[0]
    letters = level.find(f"{A}defRPr")
    bold, normal = letters.get("b") == "1", int(letters.get("sz")) / 100
    high = 0.0
    for at, one in enumerate(shape.text_frame.paragraphs):
        own = one.runs[0].font.size if one.runs else None
        size = own.pt if own else normal
        above = one.space_before.pt if one.space_before else 0.0
        room = shape.width / 12700 - (20 if one.level else 0)
        high += lines_in(one.text, size, room, bold=bold) * size * 1.21 * 1.05
        high += above if at else 0
    assert high <= shape.height / 12700 + 0.5, (slide.slide_layout.name, shape.name)


@cache
def font_of(style: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"Inter-{style}.ttf"), 100)


def lines_in(text: str, size: float, room: float, *, bold: bool) -> int:
    font = font_of("Bold" if bold else "Regular")
    count = 0
    for line in text.split("\v"):
        count, used = count + 1, 0.0
        for word in line.split(" "):
            wide = font.getlength(word + " ") * size / 100
            bare = font.getlength(word) * size / 100
            if used and used + bare > room:
                count, used = count + 1, 0.0
            while bare > room:
                count, bare, wide = count + 1, bare - room * 0.97, wide - room * 0.97
            used += wide
    return count


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_everywhere_on_one_slide(text) -> None:
    document = Document(
        text, text, DAY,
        (Heading(text), Text(text),
         Promise(text, text, text, Tag(text), (text,), ANSWERS_TREND, text),
         Table((Column(text), Column(text)), ((Cell(text), Cell(text)),), text),
         Figure(ANSWERS_TREND, text), *PROMISES),
        text, text,
    )  # fmt: skip
    content = pptx_bytes(document, plain_png)
    check_package(content)
    for slide in pptx.Presentation(BytesIO(content)).slides:
        check_places(slide)
    assert TOP < BOTTOM
