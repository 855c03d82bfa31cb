"""A document on pages: laid out once, then painted as PDF, as one PNG, or in the preview.

Marks are painted with any QPainter, one unit of it a point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPdfWriter, QPen

from tracker.paper.blocks import each
from tracker.paper.layout import (
    BOTTOM,
    LONE_BOTTOM,
    ROOM,
    Alignment,
    Drawing,
    Flow,
    Flowing,
    Mark,
    PageBox,
    Pages,
    PaperPage,
    PaperRect,
    Paragraph,
    Piece,
    Raster,
    Style,
    TextLines,
    moved,
    nearer,
)
from tracker.paper.output import About, ensure_application, pdf_file, png_file, rendered
from tracker.paper.text import SMALL, Stack, line_of, running
from tracker.paper.typesetter import CLOSEST, PAIRS, ROWS, SEVERAL, RowSizes, Typesetter
from tracker.report.charts.svg import LIGHT, clean
from tracker.report.documents.document import Document, Promise
from tracker.report.documents.logo import Logo

KICKER = Style(8.0, 500, 1.3, "third")
TITLE = Style(19.5, 700, 1.18)
LESSER_TITLE = Style(16.0, 700, 1.18)
WHO = Style(9.0, 400, 1.45, "second")
_STRONG: Final = 1.5
_WHO_PART, _GAP = 0.36, 20.0
_LOGO: Final = (110.0, 34.0)
_PIXEL: Final = 0.75
COLOURS = {**LIGHT, "segment_line": "#868fa0"}
_RIM = 0.8
FOOT: Final = Style(7.6, 400, 1.3, "third")
POINTS_AN_INCH: Final = 72.0
PIXELS_AN_INCH: Final = 96.0
TALLEST: Final = 32_000
"""Pixels; what shows pictures often refuses higher ones, so a very long document is set smaller."""
_FEW: Final = 4
"""So many promises fill a page as they are drawn; more stand closer."""
_MANY: Final = 9
"""From so many on two stand beside each other."""
NEARNESS: Final = (1.0, 0.9, 0.8, 0.7, 0.6)
"""Of the gaps in a long document, those as drawn first: nearer ones where they save a page."""
_FOOT_UP: Final = 34.0
_ABOVE_FOOTER: Final = 16.0


def head(document: Document, width: float, setter: Typesetter) -> list[Piece]:
    """Set the title on the left, whose it is on the right, and the rule below both."""
    aside = width * _WHO_PART
    right = Stack(setter, aside, width - aside)
    if document.logo is not None:
        right.add(*_logo(document.logo, _LOGO, aside))
        right.height += 4.0
    right.words(document.name, WHO, lines=2, side=Alignment.RIGHT)
    right.words(document.role, WHO, lines=2, side=Alignment.RIGHT)
    right.words(document.aside, WHO, lines=2, side=Alignment.RIGHT)
    left = Stack(setter, width - aside - _GAP if right.marks else width)
    left.words(document.kicker.upper(), KICKER, lines=2)
    left.words(document.title, LESSER_TITLE if setter.rows.small else TITLE, gap=5.0, lines=4)
    height = max(left.height, right.height)
    marks = [moved(mark, 0.0, height - left.height) for mark in left.marks]
    marks += [moved(mark, 0.0, height - right.height) for mark in right.marks]
    marks.append(PaperRect(PageBox(0.0, height + 12.0, width, _STRONG), "text"))
    return [Piece(height + 12.0 + _STRONG, tuple(marks))]


def _logo(logo: Logo, room: tuple[float, float], right: float) -> tuple[Mark, float]:
    """Place a logo within its room, no larger than its pixels are wide; `right` aligns it there."""
    wide, high = max(1, logo.width) * _PIXEL, max(1, logo.height) * _PIXEL
    scale = min(1.0, room[0] / wide, room[1] / high)
    wide, high = wide * scale, high * scale
    return Raster(PageBox(max(0.0, right - wide), 0.0, wide, high), logo.content), high


def paint_marks(painter: QPainter, marks: Iterable[Mark], setter: Typesetter) -> None:
    """Paint marks in their order."""
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing
        | QPainter.RenderHint.TextAntialiasing
        | QPainter.RenderHint.SmoothPixmapTransform
    )
    for mark in marks:
        painter.save()
        _paint(painter, mark, setter)
        painter.restore()


def _paint(painter: QPainter, mark: Mark, setter: Typesetter) -> None:
    match mark:
        case TextLines():
            painter.translate(mark.at.left, mark.at.top)
            painter.setPen(COLOURS[mark.paragraph.style.colour])
            setter.paint(painter, mark.paragraph, mark.first, mark.last)
        case PaperRect():
            _paint_panel(painter, mark)
        case Drawing():
            painter.setClipRect(_rect(mark.at))  # a title that was left out lies above
            with rendered(mark.svg) as renderer:
                renderer.render(painter, _rect(mark.at))
        case Raster():
            _paint_raster(painter, mark)


def _paint_panel(painter: QPainter, panel: PaperRect) -> None:
    box = _rect(panel.at)
    if panel.fill and not panel.radius:
        painter.fillRect(box, QColor(COLOURS[panel.fill]))
        return
    painter.setBrush(QColor(COLOURS[panel.fill]) if panel.fill else Qt.BrushStyle.NoBrush)
    if panel.rim:
        painter.setPen(QPen(QColor(COLOURS[panel.rim]), _RIM))
        box.adjust(_RIM / 2, _RIM / 2, -_RIM / 2, -_RIM / 2)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box, panel.radius, panel.radius)


def _paint_raster(painter: QPainter, raster: Raster) -> None:
    """Paint a logo; one that cannot be read leaves its place empty."""
    image = QImage.fromData(QByteArray(raster.content))
    if not image.isNull():
        painter.drawImage(_rect(raster.at), image)


def _rect(box: PageBox) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)


Progress = Callable[[int, int], None]
"""Told how much of how much is done, at least once a block and a page; may raise to give up."""


def layout(document: Document, progress: Progress | None = None) -> Pages:
    """Lay a document out on pages of its sheet."""
    ensure_application()
    return _laid(document, Typesetter(), progress or _quiet, document.sheet.height)


def paint_page(
    painter: QPainter, pages: Pages, index: int, setter: Typesetter | None = None
) -> None:
    """Paint a page at the painter's origin, one unit a point; the paper itself stays as it is.

    Who paints the same pages again and again hands in one typesetter of the painting thread.
    """
    paint_marks(painter, pages.pages[index].marks, setter or Typesetter())


def document_pdf(document: Document, progress: Progress | None = None) -> bytes:
    """Return the document as PDF: text as text, charts as vectors, the same bytes each time."""
    ensure_application()
    setter, told = Typesetter(), progress or _quiet
    pages = _laid(document, setter, _part(told, 0, 2), document.sheet.height)
    told = _part(told, 1, 2)

    def paint(writer: QPdfWriter, painter: QPainter) -> None:
        scale = writer.resolution() / POINTS_AN_INCH
        for index in range(len(pages)):
            if index:
                writer.newPage()
            painter.save()
            painter.scale(scale, scale)
            paint_page(painter, pages, index, setter)
            painter.restore()
            told(index + 1, len(pages))

    return pdf_file(About(pages.title, pages.author, pages.day), paint, sheet=document.sheet)


def document_png(document: Document, scale: float = 2, progress: Progress | None = None) -> bytes:
    """Return the document as one tall picture without page breaks, as it goes into a mail."""
    ensure_application()
    setter, told = Typesetter(), progress or _quiet
    page = _laid(document, setter, _part(told, 0, 2), None).pages[0]
    a_point = PIXELS_AN_INCH / POINTS_AN_INCH
    fine = min(scale * a_point, TALLEST / page.height)

    def paint(painter: QPainter, top: float, bottom: float) -> None:
        inside = [mark for mark in page.marks if mark.at.top < bottom and mark.at.bottom > top]
        paint_marks(painter, inside, setter)

    return png_file(document.sheet.width, page.height, fine, paint, _part(told, 1, 2))


def _laid(
    document: Document, setter: Typesetter, progress: Progress, height: float | None
) -> Pages:
    left = (document.sheet.width - ROOM) / 2
    pages: tuple[PaperPage, ...] = ()
    for rows in _rows_of(document):
        setter.rows = rows
        pieces = _pieces(document, setter, progress)
        for nearness in NEARNESS if document.long else (1.0,):
            flowed = _flowed([nearer(piece, nearness) for piece in pieces], height, left)
            if not pages or len(flowed) < len(pages):
                pages = flowed
        if len(pages) == 1:
            break
    if len(pages) > 1:
        pages = tuple(
            _footed(page, f"{at} / {len(pages)}", document, setter)
            for at, page in enumerate(pages, 1)
        )
    said = clean(document.title), clean(document.name), document.day.isoformat()
    return Pages(pages, *said, document.sheet.width)


def _rows_of(document: Document) -> Sequence[RowSizes]:
    """Return how close rows of promises may stand, as drawn first; fewer pages are tried closer."""
    many = sum(isinstance(one, Promise) for one in document.blocks)
    if document.long:
        return (SEVERAL,)
    if many >= _MANY:
        return (*PAIRS, *CLOSEST)
    if not many:
        return ROWS
    wide = ROWS if many <= _FEW else (SEVERAL, *ROWS[2:])
    return (*wide, *PAIRS, *CLOSEST)


def _pieces(document: Document, setter: Typesetter, progress: Progress) -> list[Flowing]:
    """Set everything that a document says; the small print stays with what stands above it."""
    found: list[Flowing] = [*head(document, ROOM, setter)]
    progress(0, len(document.blocks))
    for done, block in enumerate(each(document.blocks, ROOM, setter), 1):
        found += block
        progress(done, len(document.blocks))
    above = _ABOVE_FOOTER * (0.5 if setter.rows.small else 1.0)
    footer = running(Paragraph(document.footer, SMALL, ROOM), above, setter)
    if footer and isinstance(found[-1], Piece):
        found[-1] = replace(found[-1], keep=True)
    return [*found, *footer]


def _flowed(found: list[Flowing], height: float | None, left: float) -> tuple[PaperPage, ...]:
    """Put pieces on pages: on one alone, which needs no foot, if they go there at all."""
    for bottom in (LONE_BOTTOM, BOTTOM):
        flow = Flow(height, bottom)
        flow.add(found, left)
        if len(flow.pages) == 1:
            break
    return flow.finished()


def _footed(page: PaperPage, number: str, document: Document, setter: Typesetter) -> PaperPage:
    """Add the title and the page's number at the foot."""
    left, wide = (document.sheet.width - ROOM) / 2, ROOM - 60.0
    title = line_of(setter, Paragraph(document.title, FOOT, wide, 1))
    counted = line_of(setter, Paragraph(number, FOOT, 50.0, 1, Alignment.RIGHT))
    marks: list[Mark] = list(page.marks)
    if title is not None:
        marks.append(moved(title, left, page.height - _FOOT_UP))
    if counted is not None:
        marks.append(moved(counted, left + ROOM - 50.0, page.height - _FOOT_UP))
    return PaperPage(page.height, tuple(marks))


def _part(progress: Progress, at: int, of: int) -> Progress:
    """Return progress that tells of one stage out of several."""

    def told(done: int, whole: int) -> None:
        progress(at * whole + done, of * whole)

    return told


def _quiet(_done: int, _of: int) -> None:
    """Tell nobody."""
