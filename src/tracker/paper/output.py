"""What Qt paints as bytes: a PDF or a PNG of a drawing or of pages, with or without a window.

A PDF has its title and author, and the same bytes each time. A PNG is painted in bands: a tall page
takes no more memory than a short one.
"""

from __future__ import annotations

import os
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QHashSeed, QIODevice, QMarginsF, QUuid
from PySide6.QtGui import (
    QColorConstants,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from tracker.paper.fonts import load_fonts
from tracker.report.charts.svg import FONTS
from tracker.report.documents.logo import PNG_SIGNATURE, png_chunk
from tracker.report.documents.sheet import PaperSheet, sheet_in_use

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF, QSizeF
    from PySide6.QtSvg import QSvgRenderer


CREATOR: Final = "Impact Tracker"
DOCUMENT: Final = "{1a9ac700-0000-4000-8000-000000000001}"
# Qt writes the time of writing and the zone, "Z" or "+13'00'", and minds no clock of ours.
_DATES = re.compile(rb"(?<=Date \(D:)\d{14}[^)]*(?=\))|(?<=Date=\")\d{4}-\d\d-\d\dT[^\"]*(?=\")")
_PLACES = re.compile(rb"(?<=\n)\d{10}(?= 00000 n )|(?<=startxref\n)\d+")
_BAND: Final = 512
_INCH_IN_METRES: Final = 0.0254
_POINTS_AN_INCH: Final = 72.0
_LEVEL: Final = 6
MARGIN_MM = 15.0
DOTS_PER_METRE = 96 / 0.0254
_SIZES: Final = {
    PaperSheet.A4: QPageSize.PageSizeId.A4,
    PaperSheet.LETTER: QPageSize.PageSizeId.Letter,
}


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself; `day` is a date as in 2026-11-22, never the time of writing."""

    title: str
    author: str = ""
    day: str = "2000-01-01"


def pdf_file(
    about: About,
    paint: Callable[[QPdfWriter, QPainter], None],
    *,
    landscape: bool = False,
    margin_mm: float = 0.0,
    sheet: PaperSheet | None = None,
) -> bytes:
    """Return pages of a sheet (None: the one in use) as `paint` paints them.

    Where it raises, nothing is left behind.
    """
    turned = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    margins = QMarginsF(margin_mm, margin_mm, margin_mm, margin_mm)
    page = QPageSize(_SIZES[sheet or sheet_in_use()])
    with _steady_order():
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setPageLayout(QPageLayout(page, turned, margins, QPageLayout.Unit.Millimeter))
        # Any other resolution than the screen's moves text against lines; the painter scales.
        writer.setResolution(round(QGuiApplication.primaryScreen().logicalDotsPerInch()))
        writer.setTitle(about.title)
        writer.setAuthor(about.author)
        writer.setCreator(CREATOR)
        writer.setDocumentId(QUuid(DOCUMENT))
        painter = QPainter(writer)
        try:
            paint(writer, painter)
        finally:
            painter.end()
    return _without_time(buffer.data(), about.day)


@contextmanager
def _steady_order() -> Iterator[None]:
    """Let Qt's hash tables made meanwhile, as that of the fonts, have the same order each time."""
    QHashSeed.setDeterministicGlobalSeed()
    try:
        yield
    finally:
        QHashSeed.resetRandomGlobalSeed()


def _without_time(written: QByteArray, day: str) -> bytes:
    """Put one fixed day in the place of each time, and tell the table of places what has moved."""
    content = bytes(written.data())
    info, xmp = f"{day.replace('-', '')}000000Z".encode(), f"{day}T00:00:00+00:00".encode()
    cuts: list[tuple[int, int]] = []

    def fixed(found: re.Match[bytes]) -> bytes:
        instead = xmp if b"T" in found[0] else info
        cuts.append((found.start(), len(found[0]) - len(instead)))
        return instead

    def moved(found: re.Match[bytes]) -> bytes:
        place = int(found[0])
        place -= sum(less for at, less in cuts if at < place)
        return str(place).encode().rjust(len(found[0]), b"0")

    content, table, tail = _DATES.sub(fixed, content).rpartition(b"\nxref\n")
    return content + table + _PLACES.sub(moved, tail)


def png_file(
    width: float,
    height: float,
    fine: float,
    paint: Callable[[QPainter, float, float], None],
    progress: Callable[[int, int], None],
) -> bytes:
    """Return a picture of width × height points, `fine` pixels for each of them.

    `paint` paints what stands between two heights, in points from the upper edge of the picture.
    """
    across, down = round(width * fine), round(height * fine)
    squeezed = zlib.compressobj(_LEVEL)
    rows = bytearray()
    for top in range(0, down, _BAND):
        high = min(_BAND, down - top)
        rows += squeezed.compress(_rows(_band(across, high, top, fine, paint)))
        progress(top + high, down)
    rows += squeezed.flush()
    dots = round(fine * _POINTS_AN_INCH / _INCH_IN_METRES)
    return b"".join(
        (
            PNG_SIGNATURE,
            png_chunk(b"IHDR", struct.pack(">IIBBBBB", across, down, 8, 2, 0, 0, 0)),
            png_chunk(b"pHYs", struct.pack(">IIB", dots, dots, 1)),
            png_chunk(b"IDAT", bytes(rows)),
            png_chunk(b"IEND", b""),
        )
    )


def _band(
    across: int, high: int, top: int, fine: float, paint: Callable[[QPainter, float, float], None]
) -> QImage:
    image = QImage(across, high, QImage.Format.Format_RGB32)
    image.fill(QColorConstants.White)
    painter = QPainter(image)
    try:
        painter.translate(0.0, -top)
        painter.scale(fine, fine)
        paint(painter, top / fine, (top + high) / fine)
    finally:
        painter.end()
    return image.convertToFormat(QImage.Format.Format_RGB888)


def _rows(image: QImage) -> bytes:
    """Return the lines of pixels as PNG wants them: each after the number of its filter, none."""
    stride, used = image.bytesPerLine(), image.width() * 3
    pixels = memoryview(image.constBits())
    return b"".join(
        b"\0" + bytes(pixels[at * stride : at * stride + used]) for at in range(image.height())
    )


_kept: list[QGuiApplication] = []


@contextmanager
def rendered(svg: str) -> Iterator[QSvgRenderer]:
    """Yield the drawing, ready to be painted; `ValueError` if it is none."""
    from PySide6.QtSvg import QSvgRenderer

    ensure_application()
    # Qt takes a list of families for the name of one; user text never holds a bare quote.
    plain = svg.replace(f'font-family="{FONTS}"', f'font-family="{load_fonts()}"')
    renderer = QSvgRenderer(plain.encode())
    if not renderer.isValid():
        raise ValueError("not an SVG drawing")
    yield renderer


def drawing_size(renderer: QSvgRenderer) -> QSizeF:
    """Return the drawing's own size in CSS pixels."""
    return renderer.viewBoxF().size()


def ensure_application() -> None:
    """Make a QGuiApplication without a screen, unless one is running already."""
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is not None:
        return
    before = os.environ.get("QT_QPA_PLATFORM")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        _kept.append(QGuiApplication(["impact-tracker"]))
    finally:
        if before is None:
            del os.environ["QT_QPA_PLATFORM"]
        else:
            os.environ["QT_QPA_PLATFORM"] = before


def pdf_bytes(svg: str, title: str = "") -> bytes:
    """Return the drawing as a PDF of one page, as large as its margins allow.

    A drawing that is higher than wide stands on an upright page.
    """
    with rendered(svg) as renderer:
        size = drawing_size(renderer)
        across = size.width() >= size.height()

        def paint(writer: QPdfWriter, painter: QPainter) -> None:
            renderer.render(painter, _fitted(size, writer.width(), writer.height()))

        return pdf_file(About(title), paint, landscape=across, margin_mm=MARGIN_MM)


def _fitted(size: QSizeF, width: float, height: float) -> QRectF:
    """Fit a drawing to the top of a page, in the middle."""
    from PySide6.QtCore import QRectF

    scale = min(width / size.width(), height / size.height())
    left = (width - size.width() * scale) / 2
    return QRectF(left, 0.0, size.width() * scale, size.height() * scale)


def png_bytes(svg: str, scale: int = 1) -> bytes:
    """Return the drawing as a PNG of `scale` pixels for each of its own."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
    from PySide6.QtGui import QColorConstants, QImage, QImageWriter, QPainter

    with rendered(svg) as renderer:
        size = (drawing_size(renderer) * scale).toSize()
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColorConstants.White)
        painter = QPainter(image)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        renderer.render(painter, QRectF(image.rect()))
        painter.end()
    # Set before painting, it would change the size of the text.
    image.setDotsPerMeterX(round(DOTS_PER_METRE * scale))
    image.setDotsPerMeterY(round(DOTS_PER_METRE * scale))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(
        image.convertToFormat(QImage.Format.Format_RGB32)
    )
    return bytes(buffer.data().data())
