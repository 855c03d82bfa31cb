"""Word files, opened again by python-docx and looked into part by part."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from tests.report.any_document import DOCUMENTS
from tests.report.office_checks import check_package, parts, plain_png, said
from tests.report.sample_document import DAY, HOSTILE, REVIEW, SCORECARD, hostile
from tests.work import TWICE, work_of

from tracker.report.documents.document import Cell, Column, Document, Heading, Quote, Table, Text
from tracker.report.documents.docx_package import Pictures
from tracker.report.documents.docx_writer import docx_bytes

ROOT = Path(__file__).parents[3]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(document: Document) -> docx.document.Document:
    return docx.Document(BytesIO(docx_bytes(document, plain_png)))


def styled(word: docx.document.Document) -> list[tuple[str, str]]:
    return [(one.style.name, one.text) for one in word.paragraphs if one.text.strip()]


@pytest.fixture(scope="module")
def review() -> docx.document.Document:
    return opened(REVIEW)


def test_headings_are_headings_in_their_order(review) -> None:
    shown = [(s, t) for s, t in styled(review) if s.startswith(("Heading", "Title"))]
    assert shown == [
        ("Title", "Review of my impact"),
        ("Heading 1", "Areas and customers"),
        ("Heading 1", "Finance leads"),
        ("Heading 2", "Promises"),
        ("Heading 3", "Month-end close answers"),
        ("Heading 3", "Forecast usable as sent"),
        ("Heading 3", "Hours saved for you"),
        ("Heading 3", "Audit questions answered at once"),
        ("Heading 2", "Fixes and their effect"),
        ("Heading 3", "My rating and theirs"),
        ("Heading 1", "Appendix"),
        ("Heading 2", "Agreed on"),
        ("Heading 2", "Not measured"),
    ]


def test_no_level_of_headings_is_left_out() -> None:
    levels = [style for style, _ in styled(opened(SCORECARD)) if style.startswith("Heading")]
    assert set(levels) == {"Heading 2"}


def test_words_stand_in_their_styles(review) -> None:
    by_style: dict[str, list[str]] = {}
    for style, text in styled(review):
        by_style.setdefault(style, []).append(text)
    assert by_style["Kicker"] == ["1 July – 30 September 2026"]
    assert by_style["Byline"] == ["Ana Ruiz · Reporting systems"]
    assert by_style["Lead"][0].startswith("Three customers, eleven promises")
    assert by_style["List Bullet"][0] == "Finance leads got 70 hours back."
    assert by_style["Quote"] == [
        "The forecast saved us a day. Month-end still hurts.",
        "Nothing to add.\nKeep going.",
    ]
    assert by_style["Quote source"] == ["Zoë Çelik · 18 Sep 2026", "25 Sep 2026"]
    assert "Before and after the templates" in by_style["Caption"]
    assert by_style["Small print"][-1] == "Made with Impact Tracker on 2 October 2026."
    assert by_style["Signed below"] == ["Name, day", "For the Finance leads, day"]


def test_lists_are_lists(review) -> None:
    numbered = review.styles["List Bullet"].element.find(f"{W}pPr/{W}numPr/{W}numId")
    assert numbered.get(f"{W}val") == "1"
    numbering = review.part.numbering_part.element
    assert numbering.xpath("w:abstractNum/w:lvl/w:numFmt/@w:val") == ["bullet"]


def test_tables_are_tables(review) -> None:
    table = next(one for one in review.tables if one.style.name == "Impact table")
    assert [cell.text for cell in table.rows[0].cells] == [
        "Measure", "Promise", "Kept in", "Now", "Verdict",
    ]  # fmt: skip
    assert [cell.text for cell in table.rows[1].cells][-2:] == ["2.8 days", "Worse"]
    head, *rows = table._tbl.tr_lst
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (head, *rows))
    assert table.rows[1].cells[2].paragraphs[0].style.name == "Table number"
    assert table.rows[1].cells[4].paragraphs[0].runs[0].style.name == "Word worse"
    widths = [int(one.get(f"{W}w")) for one in table._tbl.tblGrid.gridCol_lst]
    assert abs(sum(widths) - 9638) < 20
    assert min(widths) > 700


def test_a_promise_stands_beside_its_picture(review) -> None:
    beside = next(one for one in review.tables if one.style.name == "Impact layout")
    words, _, picture = beside.rows[0].cells
    assert [(one.style.name, one.text) for one in words.paragraphs] == [
        ("Promise", "Promise: A usable answer within 2 days"),
        ("Figure", "2.3 days  \u00a0Not kept\u00a0"),
        ("Normal", "Kept in 8 of 12 weeks."),
        ("Normal", "Slower since 31 August: 2.8 days, before that 1.6."),
    ]
    assert [run.style.name for run in words.paragraphs[1].runs][-1] == "Tag worse"
    assert [one.style.name for one in picture.paragraphs] == ["Picture", "Caption"]


def test_every_picture_is_told_in_words(review) -> None:
    told = review.element.xpath("//wp:docPr/@descr")
    assert len(told) == len(review.element.xpath("//pic:pic")) == 8
    assert told[0] == "Ana Ruiz logo"
    assert told[2].startswith("Month-end close answers: 12 values from 2026-W27 to 2026-W39")
    assert len(set(review.element.xpath("//wp:docPr/@id"))) == 8


def test_a_picture_is_kept_once_however_often_it_is_shown() -> None:
    pictures = Pictures()
    png, jpeg = b"\x89PNG\r\n", b"\xff\xd8\xff"
    assert [pictures.related(one) for one in (png, jpeg, png)] == ["rId7", "rId8", "rId7"]
    assert pictures.by_target() == {"media/image1.png": png, "media/image2.jpg": jpeg}


def test_writing_one_needs_no_library() -> None:
    script = (
        "import sys\n"
        "from tests.report.office_checks import plain_png\n"
        "from tests.report.sample_document import REVIEW\n"
        "from tracker.report.documents.docx_writer import docx_bytes\n"
        "docx_bytes(REVIEW, plain_png)\n"
        "print([one for one in ('docx', 'lxml', 'PIL') if one in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_page_of_its_own_begins_with_what_follows(review) -> None:
    broken = [one.text for one in review.paragraphs if one.paragraph_format.page_break_before]
    assert broken == ["Finance leads"]


def test_paper_is_a4_with_a_page_number_at_the_foot(review) -> None:
    (section,) = review.sections
    assert round(section.page_width.mm) == 210
    assert round(section.page_height.mm) == 297
    fields = section.footer._element.xpath(".//w:fldSimple/@w:instr")
    assert [one.strip() for one in fields] == ["PAGE", "NUMPAGES"]
    assert not section.different_first_page_header_footer


def test_metadata_says_who_and_when_and_nothing_else() -> None:
    content = docx_bytes(REVIEW, plain_png)
    core = docx.Document(BytesIO(content)).core_properties
    day = datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC)
    assert (core.author, core.title) == ("Ana Ruiz", "Review of my impact")
    assert core.created.replace(tzinfo=UTC) == core.modified.replace(tzinfo=UTC) == day
    assert (core.last_modified_by, core.comments, core.keywords) == ("", "", "")
    assert set(parts(content)) - {f"word/media/image{at}.png" for at in range(1, 9)} == {
        "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml",
        "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml",
        "word/numbering.xml", "word/settings.xml", "word/fontTable.xml", "word/footer1.xml",
        "word/theme/theme1.xml",
    }  # fmt: skip
    assert b"<Application>Impact Tracker</Application>" in parts(content)["docProps/app.xml"]


def test_hostile_text_is_only_text() -> None:
    content = docx_bytes(hostile(REVIEW), plain_png)
    check_package(content)
    words = "\n".join(one.text for one in docx.Document(BytesIO(content)).paragraphs)
    assert "<script>window.pwned=1</script>" in words
    assert '=cmd|"/c calc"!A1' in words
    assert "txet drawkcab" in words
    body = parts(content)["word/document.xml"].decode()
    assert "instrText" not in body
    assert "w:hyperlink" not in body


def test_a_name_of_ten_thousand_letters_stays_a_name() -> None:
    long = "W" * 10_000
    word = opened(
        Document(long, long, DAY, (Heading(long), Table((Column(long),), ((Cell(long),),))), long)
    )
    assert max(len(one.text) for one in word.paragraphs) <= 603
    assert len(word.tables[0].rows[1].cells[0].text) <= 1000


def test_lines_and_paragraphs_of_a_text_are_kept() -> None:
    word = opened(Document("T", "", DAY, (Text("one\ntwo\r\n\n three \n\n\nfour"),)))
    texts = [one.text for one in word.paragraphs if one.style.name == "Normal"]
    assert texts == ["one\ntwo", "three", "four"]


def test_a_broken_logo_is_left_out() -> None:
    logo = replace(REVIEW.logo, content=REVIEW.logo.content[:80])
    word = opened(replace(SCORECARD, logo=logo))
    assert len(word.element.xpath("//pic:pic")) == 3


def test_progress_is_told_and_may_cancel() -> None:
    told: list[tuple[int, int]] = []
    docx_bytes(SCORECARD, plain_png, lambda done, of: told.append((done, of)))
    assert told == [(at, 8) for at in range(1, 9)]

    def cancel(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        docx_bytes(SCORECARD, plain_png, cancel)


def test_thousands_of_cells_take_no_seconds() -> None:
    columns = tuple(Column(f"Column {at}", number=at > 0) for at in range(8))
    rows = tuple(tuple(Cell(f"{at * row}") for at in range(8)) for row in range(800))

    def written(rows: tuple[tuple[Cell, ...], ...]) -> int:
        document = Document("T", "", DAY, (Table(columns, rows),))
        return work_of(lambda: docx_bytes(document, plain_png)).calls

    half, whole = written(rows[:400]), written(rows)
    assert whole <= TWICE * half
    assert whole <= 60 * 8 * 800, "a few dozen calls a cell"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS)
def test_any_document_is_a_sound_file(document) -> None:
    content = docx_bytes(document, plain_png)
    check_package(content)
    word = docx.Document(BytesIO(content))
    texts = {one.text for one in word.paragraphs}
    for block in document.blocks:
        if isinstance(block, Quote) and said(block.text):
            assert said(block.text) in texts
    assert any(one.style.name == "Title" for one in word.paragraphs)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_given_back_clean(text) -> None:
    word = opened(Document("T", "", DAY, (Quote(text, "", ""),)))
    assert [one.text for one in word.paragraphs if one.style.name == "Quote"] == [said(text)]
