"""The only place that styles: roles from `resources/themes`, one palette, one sheet.

Widgets say what they are with `setProperty("tone", "worse")`; painters ask `theme.colour("worse")`.
"""

from __future__ import annotations

import tomllib
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from tracker import APP_ID
from tracker.paper.fonts import FAMILY
from tracker.shipped import resource_path

BODY_PX = 13
STYLE = ("-style", "fusion")
_PALETTE = {
    QPalette.ColorRole.Window: "page",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "panel",
    QPalette.ColorRole.AlternateBase: "page",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "panel",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipBase: "panel",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "on_selection",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.PlaceholderText: "third",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Accent: "accent",
}
_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def make_application(name: str) -> QApplication:
    """Return the application, in the one style that our sheet is written for.

    Its window goes by the name of its launcher, so that a desktop shows both as one.

    The style is asked for by an argument: to set it later hands out Qt's own, and for that alone
    PySide prepares some five hundred names (docs/performance.md).
    """
    return QApplication([name, *STYLE, "-name", APP_ID])


class Theme(QObject):
    """The colours in force; `changed` is emitted after the application was dressed anew."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._roles: dict[str, str] = {}
        self._colours: dict[str, QColor] = {}
        self._name = ""
        app.setFont(body_font())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system)
        self._dress()

    @property
    def dark(self) -> bool:
        """Whether the dark theme is in force."""
        return self._name == "dark"

    def choose(self, choice: str) -> None:
        """Follow `system`, or be `light` or `dark` whatever the system says."""
        self._choice = choice
        self._dress()

    def colour(self, role: str) -> QColor:
        """Return the colour of a role; painters ask for the same ones again and again."""
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = QColor(self._roles[role])
        return found

    def hex(self, role: str) -> str:
        """Return the colour of a role as `#rrggbb`."""
        return self._roles[role]

    def _on_system(self) -> None:
        if self._choice == "system":
            self._dress()

    def _dress(self) -> None:
        scheme = QGuiApplication.styleHints().colorScheme()
        system = "dark" if scheme == Qt.ColorScheme.Dark else "light"
        name = system if self._choice == "system" else self._choice
        if name == self._name:
            return
        self._name = name
        self._roles, self._colours = _read(name), {}
        self._app.setPalette(_palette(self._roles))
        sheet = resource_path("themes/theme.qss").read_text(encoding="utf-8")
        icons = resource_path("icons").as_posix()
        self._app.setStyleSheet(Template(sheet).substitute(self._roles, icons=icons))
        self.changed.emit()


def body_font(
    px: int = BODY_PX, weight: int = QFont.Weight.Normal, *, tabular: bool = False
) -> QFont:
    """Return Inter at a size in logical pixels; `tabular` where figures stand in columns.

    Not everywhere: it parts hyphens from their words, and a PDF could not be searched for figures.
    """
    font = QFont(FAMILY)
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a widget another tone and let the sheet see it."""
    _set(widget, "tone", tone)


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another role and let the sheet see it."""
    _set(widget, "role", role)


def set_place(widget: QWidget, place: str) -> None:
    """Say where a part stands in what it is joined to, and let the sheet see it."""
    _set(widget, "place", place)


def _set(widget: QWidget, name: str, value: str) -> None:
    if (widget.property(name) or "") == value:
        return
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else that is still to come
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _read(name: str) -> dict[str, str]:
    data = tomllib.loads(resource_path(f"themes/{name}.toml").read_text(encoding="utf-8"))
    return {role: value for role, value in data.items() if role not in {"name", "dark"}}


def _palette(roles: dict[str, str]) -> QPalette:
    palette = QPalette()
    for role, name in _PALETTE.items():
        palette.setColor(role, QColor(roles[name]))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(roles["disabled"]))
    return palette
