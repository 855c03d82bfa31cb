"""Documents as PDF and PNG, read again by other programs."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from PySide6.QtGui import QColor, QImage, QPainter
from tests.report.sample_document import LOGO, PROMISES, REVIEW, SCORECARD, hostile

from tracker.paper.layout import HEIGHT, WIDTH, Drawing, TextLines
from tracker.paper.pages import TALLEST, document_pdf, document_png, layout, paint_page
from tracker.report.charts.svg import LIGHT
from tracker.report.documents.document import (
    BulletList,
    Columns,
    Document,
    Figure,
    Heading,
    Promise,
    Quote,
    Reply,
    Section,
    Signatures,
    Table,
    Text,
)

pytestmark = [
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils"),
    # Scripts that this machine has no font for.
    pytest.mark.qt_log_ignore("OpenType support missing", extend=True),
]


def run(*command: object) -> str:
    said = subprocess.run([str(part) for part in command], capture_output=True, check=True)
    return said.stdout.decode()


def read(content: bytes, folder: Path, *how: str) -> str:
    """Return a PDF's text in the order it was painted, every gap as one space."""
    (folder / "read.pdf").write_bytes(content)
    return " ".join(run("pdftotext", *(how or ("-raw",)), folder / "read.pdf", "-").split())


TEXTS = {
    Heading: lambda block: (block.text,),
    Text: lambda block: (block.text,),
    BulletList: lambda block: block.items,
    Promise: lambda block: (
        *(block.name, block.promise, block.figure, block.tag.text),
        *block.notes,
        block.caption,
    ),
    Figure: lambda block: (block.caption,),
    Quote: lambda block: (block.text, block.who, block.day),
    Table: lambda block: (
        block.title,
        *(column.title for column in block.columns),
        *(cell.text for row in block.rows for cell in row),
    ),
    Reply: lambda block: block.promises,
    Signatures: lambda block: [words for line in block.lines for words in line],
}


def said(document: Document) -> list[str]:
    """Return every text of a document, in the order a person reads it."""
    texts = [document.kicker.upper(), document.title]
    for block in document.every():
        texts += TEXTS.get(type(block), lambda _block: ())(block)
    return [" ".join(text.split()) for text in (*texts, document.footer) if text.strip()]


@pytest.mark.parametrize("document", [SCORECARD, REVIEW], ids=["scorecard", "review"])
def test_every_sentence_is_found_in_reading_order(document, tmp_path) -> None:
    found = read(document_pdf(document), tmp_path)
    at = 0
    titles = {s.title for b in document.blocks if isinstance(b, Columns) for s in b.sections}
    for text in said(document):
        at = found.find(text, at)
        assert at >= 0, text
    assert all(title in found for title in titles)


def test_a_person_who_searches_finds_each_sentence(tmp_path) -> None:
    document = replace(SCORECARD, blocks=(SCORECARD.blocks[0], *PROMISES))
    found = read(document_pdf(document), tmp_path, "-layout")
    plain = read(document_pdf(document), tmp_path, "-nopgbrk")
    for promise in PROMISES:
        for text in (promise.name, promise.promise, promise.figure, *promise.notes):
            assert text in plain
            assert text in found


def test_fonts_are_within_charts_are_vectors_the_logo_keeps_its_pixels(tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(document_pdf(REVIEW))
    fonts = run("pdffonts", tmp_path / "a.pdf").splitlines()[2:]
    assert {line.split()[0].rpartition("-")[0] for line in fonts} == {"Inter"}
    assert all(line.split()[-5:-2] == ["yes", "no", "yes"] for line in fonts), "embedded, unicode"
    images = [line.split() for line in run("pdfimages", "-list", tmp_path / "a.pdf").splitlines()]
    assert {(line[2], line[3], line[4]) for line in images[2:]} <= {
        ("image", str(LOGO.width), str(LOGO.height)),
        ("smask", str(LOGO.width), str(LOGO.height)),
    }
    assert images[2:]
    without = replace(REVIEW, logo=None)
    (tmp_path / "b.pdf").write_bytes(document_pdf(without))
    assert run("pdfimages", "-list", tmp_path / "b.pdf").splitlines()[2:] == []


def test_the_file_says_whose_it_is_and_nothing_else(tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(document_pdf(REVIEW))
    about = run("pdfinfo", "-enc", "UTF-8", tmp_path / "a.pdf")
    assert re.search(r"Title: +Review of my impact\n", about)
    assert re.search(r"Author: +Ana Ruiz\n", about)
    assert re.search(r"Creator: +Impact Tracker\n", about)
    assert re.search(r"Producer: +Qt [\d.]+\n", about)
    assert re.search(r"CreationDate: +Fri Oct +2 00:00:00 2026", about)
    assert re.search(r"Page size: +595 x 842 pts \(A4\)", about)
    assert int(re.search(r"Pages: +(\d+)", about)[1]) == len(layout(REVIEW))
    nobody = document_pdf(replace(REVIEW, name=""))
    (tmp_path / "b.pdf").write_bytes(nobody)
    assert not re.search(r"Author: +\S", run("pdfinfo", tmp_path / "b.pdf"))


def test_pages_are_numbered_unless_there_is_one(tmp_path) -> None:
    pages = layout(REVIEW)
    found = read(document_pdf(REVIEW), tmp_path)
    assert all(f"{at} / {len(pages)}" in found for at in range(1, len(pages) + 1))
    short = replace(SCORECARD, blocks=SCORECARD.blocks[:2])
    assert len(layout(short)) == 1
    assert "1 / 1" not in read(document_pdf(short), tmp_path)


def test_words_stand_where_the_layout_says(tmp_path) -> None:
    """At another resolution than the screen's, Qt would move them without a word."""
    short = replace(SCORECARD, blocks=SCORECARD.blocks[:3])
    (tmp_path / "a.pdf").write_bytes(document_pdf(short))
    found = re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<',
        run("pdftotext", "-bbox", tmp_path / "a.pdf", "-"),
    )
    places = {words: tuple(map(float, box)) for *box, words in found}
    for mark in layout(short).pages[0].marks:
        if isinstance(mark, TextLines) and mark.paragraph.text in {
            SCORECARD.name,
            "Not kept",
            "2.3 days",
        }:
            first = mark.paragraph.text.split()[0]
            left, top, right, bottom = places[first]
            assert mark.at.left - 1 <= left <= right <= mark.at.right + 1
            assert mark.at.top - 2 <= top <= bottom <= mark.at.bottom + 2


def test_pills_and_charts_are_painted_in_their_colours(tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(document_pdf(SCORECARD))
    run("pdftoppm", "-r", "96", "-png", tmp_path / "a.pdf", tmp_path / "page")
    page = QImage(str(tmp_path / "page-1.png"))
    colours = {
        page.pixelColor(x, y).name()
        for x in range(page.width())
        for y in range(0, page.height(), 2)
    }
    wanted = ("text", "better_wash", "worse_wash", "hover", "worse", "better")
    assert {LIGHT[role] for role in wanted} <= colours


def test_words_are_painted_in_their_colours(tmp_path) -> None:
    words = replace(SCORECARD, blocks=(replace(PROMISES[0], picture=None),), logo=None)
    (tmp_path / "a.pdf").write_bytes(document_pdf(words))
    run("pdftoppm", "-r", "192", "-png", tmp_path / "a.pdf", tmp_path / "page")
    page = QImage(str(tmp_path / "page-1.png"))
    inks = {page.pixelColor(x, y).name() for x in range(page.width()) for y in range(600)}
    assert {LIGHT[role] for role in ("text", "second", "third", "worse")} <= inks


def test_the_preview_is_the_page(tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(document_pdf(REVIEW))
    run("pdftoppm", "-r", "144", "-png", tmp_path / "a.pdf", tmp_path / "page")
    pages = layout(REVIEW)
    for index in range(len(pages)):
        image = QImage(int(WIDTH * 2), int(HEIGHT * 2), QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.scale(2, 2)
        paint_page(painter, pages, index)
        painter.end()
        printed = QImage(str(tmp_path / f"page-{index + 1}.png"))
        assert blurred(image) == pytest.approx(blurred(printed), abs=10)


def blurred(image: QImage) -> list[int]:
    """Return how grey a page is in 40 × 56 fields."""
    from PySide6.QtCore import Qt

    small = image.scaled(
        40,
        56,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return [small.pixelColor(x, y).lightness() for x in range(40) for y in range(56)]


@pytest.mark.parametrize("scale", [1, 2, 3])
def test_a_png_is_one_tall_page(scale, tmp_path) -> None:
    (tmp_path / "a.png").write_bytes(document_png(SCORECARD, scale))
    image = QImage(str(tmp_path / "a.png"))
    assert image.width() == round(WIDTH * 96 / 72 * scale)
    assert image.height() > 1000 * scale
    assert round(image.dotsPerMeterX() * 0.0254) == 96 * scale
    assert image.pixelColor(0, 0) == QColor("white")
    assert image.pixelColor(image.width() - 1, image.height() - 1) == QColor("white")
    once = QImage.fromData(document_png(SCORECARD, 1))
    assert abs(image.height() - once.height() * scale) <= scale
    assert blurred(image) == pytest.approx(blurred(once), abs=6)


def test_a_png_that_would_be_too_tall_for_most_programs_is_set_smaller() -> None:
    long = replace(REVIEW, blocks=(Text("Word " * 4000),) * 12)
    image = QImage.fromData(document_png(long, 3))
    assert image.height() == pytest.approx(TALLEST, abs=2)


@pytest.mark.parametrize("document", [SCORECARD, REVIEW], ids=["scorecard", "review"])
def test_hostile_texts_do_no_harm(document, tmp_path) -> None:
    content = document_pdf(hostile(document))
    found = read(content, tmp_path)
    assert "<script>window.pwned=1</script>" in found or "<script>window.pwned=1</" in found
    about = run("pdfinfo", "-js", tmp_path / "read.pdf")
    assert about.strip() == ""
    assert "none" in re.search(r"Form: +(\w+)", run("pdfinfo", tmp_path / "read.pdf"))[1]
    assert b"/URI" not in content
    assert not QImage.fromData(document_png(hostile(document), 1)).isNull()


def test_a_broken_logo_leaves_its_place_empty(tmp_path) -> None:
    broken = replace(SCORECARD, logo=replace(LOGO, content=b"no picture"))
    assert "Ana Ruiz" in read(document_pdf(broken), tmp_path)
    assert run("pdfimages", "-list", tmp_path / "read.pdf").splitlines()[2:] == []


def test_the_same_document_gives_the_same_bytes_everywhere() -> None:
    code = (
        "import hashlib\n"
        "from tests.report.sample_document import REVIEW\n"
        "from tracker.paper.pages import document_pdf, document_png\n"
        "for content in (document_pdf(REVIEW), document_png(REVIEW, 1)):\n"
        "    print(hashlib.sha256(content).hexdigest())\n"
    )
    here = [document_pdf(REVIEW), document_png(REVIEW, 1)]
    expected = [hashlib.sha256(content).hexdigest() for content in here]
    for zone, language in (("Pacific/Auckland", "C.UTF-8"), ("America/Lima", "tr_TR.UTF-8")):
        surroundings = os.environ | {"TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": "5"}
        said = subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            env=surroundings,
            capture_output=True,
            cwd=Path(__file__).parents[2],
        )
        assert said.stdout.decode().split() == expected


class Worker(QThread):
    """Makes a PDF, a PNG and pages away from the window's thread."""

    made: tuple[object, ...] = ()

    def run(self) -> None:
        self.made = (document_pdf(REVIEW), document_png(REVIEW, 1), layout(REVIEW))


def test_another_thread_makes_the_same(qtbot) -> None:
    for _ in range(2):
        worker = Worker()
        with qtbot.waitSignal(worker.finished, timeout=20_000):
            worker.start()
        worker.wait()
        assert worker.made == (document_pdf(REVIEW), document_png(REVIEW, 1), layout(REVIEW))


class Enough(Exception):
    """The person pressed Cancel."""


@pytest.mark.parametrize("make", [document_pdf, document_png, layout])
def test_progress_is_told_and_may_give_up(make) -> None:
    heard: list[tuple[int, int]] = []

    def listen(done: int, of: int) -> None:
        heard.append((done, of))

    whole = make(REVIEW, progress=listen)
    parts = [done / of for done, of in heard]
    assert parts == sorted(parts)
    assert parts[-1] == 1.0
    assert len(heard) > len(REVIEW.blocks)
    for last in range(0, len(heard), 5):
        left = iter(range(last))

        def give_up(_done: int, _of: int, left=left) -> None:
            if next(left, None) is None:
                raise Enough

        with pytest.raises(Enough):
            make(REVIEW, progress=give_up)
    assert make(REVIEW) == whole


def test_charts_are_drawn_once_each() -> None:
    drawings = [
        mark for page in layout(REVIEW).pages for mark in page.marks if isinstance(mark, Drawing)
    ]
    pictures = [b for b in REVIEW.every() if isinstance(b, Figure | Promise) and b.picture]
    assert len(drawings) == len(pictures)


def test_section_titles_begin_their_columns(tmp_path) -> None:
    document = replace(
        SCORECARD,
        blocks=(Columns((Section("One", (Text("first"),)), Section("Two", (Text("second"),)))),),
    )
    assert "One first Two second" in read(document_pdf(document), tmp_path)
