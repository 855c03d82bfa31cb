"""A drawing read by Qt, and the application that Qt needs for it, with or without a window."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracker.paper.fonts import load_fonts
from tracker.report.svg_parts import FONTS

if TYPE_CHECKING:
    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtSvg import QSvgRenderer

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
