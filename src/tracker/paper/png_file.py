"""A PNG painted in bands: a tall page takes no more memory than a short one."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QColorConstants, QImage, QPainter

_BAND: Final = 512
_INCH_IN_METRES: Final = 0.0254
_POINTS_AN_INCH: Final = 72.0
_LEVEL: Final = 6


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
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", across, down, 8, 2, 0, 0, 0)),
            _chunk(b"pHYs", struct.pack(">IIB", dots, dots, 1)),
            _chunk(b"IDAT", bytes(rows)),
            _chunk(b"IEND", b""),
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


def _chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )
