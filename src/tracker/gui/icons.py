"""Icons of one family, drawn from SVG in the colour of a role, sharp at every scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tracker.gui.theme import Theme
from tracker.shipped import resource_path


class _Engine(QIconEngine):
    """Paints the file with the theme's colour of the moment, so a switched theme just works."""

    def __init__(self, theme: Theme, name: str, role: str) -> None:
        super().__init__()
        self._theme, self._name, self._role = theme, name, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw at any size."""
        role = "disabled" if mode == QIcon.Mode.Disabled else self._role
        _renderer(self._name, self._theme.hex(role)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Draw into a transparent pixmap; Qt asks for none at all while a widget has no size."""
        pixmap = QPixmap(size)
        if pixmap.isNull():
            return pixmap
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, pixmap.rect(), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """Return the same again."""
        return _Engine(self._theme, self._name, self._role)


def icon(theme: Theme, name: str, role: str = "second") -> QIcon:
    """Return an icon of `resources/icons` in the colour of a role."""
    return QIcon(_Engine(theme, name, role))


def paint_icon(painter: QPainter, theme: Theme, name: str, rect: QRectF, role: str) -> None:
    """Draw an icon where a painter is at work."""
    _renderer(name, theme.hex(role)).render(painter, rect)


@lru_cache(maxsize=128)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    svg = resource_path(f"icons/{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))
