"""A PDF file by Qt: whatever is painted, with title and author, and the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QHashSeed, QIODevice, QMarginsF, QUuid
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

CREATOR: Final = "Impact Tracker"
DOCUMENT: Final = "{1a9ac700-0000-4000-8000-000000000001}"
# Qt writes the time of writing and the zone, "Z" or "+13'00'", and minds no clock of ours.
_DATES = re.compile(rb"(?<=Date \(D:)\d{14}[^)]*(?=\))|(?<=Date=\")\d{4}-\d\d-\d\dT[^\"]*(?=\")")
_PLACES = re.compile(rb"(?<=\n)\d{10}(?= 00000 n )|(?<=startxref\n)\d+")


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
) -> bytes:
    """Return A4 pages as `paint` paints them; where it raises, nothing is left behind."""
    turned = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    margins = QMarginsF(margin_mm, margin_mm, margin_mm, margin_mm)
    page = QPageSize(QPageSize.PageSizeId.A4)
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
