"""The only place that styles: roles from `resources/themes`, one palette, one sheet, one text size.

Widgets say what they are with `setProperty("tone", "worse")`; painters ask `theme.colour("worse")`.
Every size in the code is that of usual text. The sheet grows with the text by itself, what is
painted by `painting.scaled_painter` and `ScaledDelegate`; a width that is set is `scaled`.
"""

from __future__ import annotations

import re
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from tracker import APP_ID
from tracker.app.settings import TEXT_SIZES
from tracker.paper.fonts import FAMILY
from tracker.shipped import resource_path, theme_colours

BODY_PX = 13
STYLE = ("-style", "fusion")
USUAL_SIZE = 100
HIGH_CONTRAST = "contrast"
_DRESSED = "dressed"  # the property of a window that has the sheet
_THIN = 2  # px: what is no thicker is a line, and stays one
_SIZES = re.compile(r"(\d+)px")
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


class _Growth:
    """How much larger than usual all text is; one for the whole program, as its sheet is one."""

    factor = 1.0


def growth() -> float:
    """Return how much larger than usual all text is."""
    return _Growth.factor


UNBOUND = 16777215
"""Pixels: Qt's own word for no greatest width or height."""


def scaled(px: float) -> int:
    """Return a length beside usual text as one beside the text of today."""
    return round(px * _Growth.factor)


def unscaled(px: float) -> int:
    """Return a length on the screen as one beside usual text: to compare with what is written."""
    return int(px / _Growth.factor)


def make_application(name: str) -> QApplication:
    """Return the application, in the one style that our sheet is written for.

    Its window goes by the name of its launcher, so that a desktop shows both as one.

    The style is asked for by an argument: to set it later hands out Qt's own, and for that alone
    PySide prepares some five hundred names (docs/performance.md).
    """
    return QApplication([name, *STYLE, "-name", APP_ID])


class Theme(QObject):
    """The colours in force; `changed` is emitted after the application was dressed anew.

    `resized` comes after it where all text has another size: what was laid out is made again.
    """

    changed = Signal()
    resized = Signal()

    def __init__(self, app: QApplication, choice: str = "system", size: int = USUAL_SIZE) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._roles: dict[str, str] = {}
        self._colours: dict[str, QColor] = {}
        self._name = self._sheet = ""
        self._contrast = self._hears_contrast = False  # the system asks for it; was it heard
        self._size = 0
        self._grow(size)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system)
        self._dress()

    @property
    def dark(self) -> bool:
        """Whether a dark theme is in force."""
        return self._name.startswith("dark")

    @property
    def high_contrast(self) -> bool:
        """Whether a theme of high contrast is in force: no hue alone tells anything there."""
        return self._name.endswith(HIGH_CONTRAST)

    @property
    def size(self) -> int:
        """How large all text is, in per cent of the usual."""
        return self._size

    def choose(self, choice: str) -> None:
        """Follow `system`, or be `light`, `dark` or of high `contrast` whatever the system says."""
        self._choice = choice
        self._dress()

    def resize_text(self, size: int) -> None:
        """Give all text another size, in per cent of the usual."""
        if self._grow(size):
            self._dress(anew=True)
            self.resized.emit()

    def hear_contrast(self) -> None:
        """Follow the system where it asks for high contrast; PySide needs a while to ask it."""
        if self._hears_contrast:
            return
        self._hears_contrast = True
        self._style_hints = QGuiApplication.styleHints()  # held: what it hands out goes with it
        self._hints = self._style_hints.accessibility()
        self._hints.contrastPreferenceChanged.connect(self._on_contrast)
        self._on_contrast(self._hints.contrastPreference())

    def dress(self, window: QWidget) -> None:
        """Put the sheet on a window that has no parent: what is in it, and opens from it, has it.

        Not on the application: each widget put into a layout would then be dressed anew with all
        that it holds, as often as there are layouts above it: half of what a page took to open.
        """
        window.setProperty(_DRESSED, "yes")
        window.setStyleSheet(self._sheet)

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
        if self._choice in {"system", HIGH_CONTRAST}:
            self._dress()

    def _on_contrast(self, preference: Qt.ContrastPreference) -> None:
        self._contrast = preference == Qt.ContrastPreference.HighContrast
        self._on_system()

    def _grow(self, size: int) -> bool:
        size = min(max(size, TEXT_SIZES[0]), TEXT_SIZES[-1])
        if size == self._size:
            return False
        self._size = size
        _Growth.factor = size / USUAL_SIZE
        self._app.setFont(body_font(scaled(BODY_PX)))
        return True

    def _named(self) -> str:
        """Return the name of the theme that is to be in force."""
        scheme = QGuiApplication.styleHints().colorScheme()
        system = "dark" if scheme == Qt.ColorScheme.Dark else "light"
        name = self._choice if self._choice in {"light", "dark"} else system
        if self._choice == HIGH_CONTRAST or (self._choice == "system" and self._contrast):
            return f"{system}_{HIGH_CONTRAST}"
        return name

    def _dress(self, *, anew: bool = False) -> None:
        name = self._named()
        if name == self._name and not anew:
            return
        self._name = name
        self._roles, self._colours = theme_colours(name), {}
        self._app.setPalette(_palette(self._roles))
        sheet = _sheet("theme")
        if self.high_contrast:
            sheet += _sheet(HIGH_CONTRAST)
        if self._size != USUAL_SIZE:
            sheet = _SIZES.sub(_grown, sheet)
        files = {
            "icons": resource_path("icons").as_posix(),
            "ground": name.partition("_")[0],
        }
        self._sheet = Template(sheet).substitute(self._roles, **files)
        for window in self._app.topLevelWidgets():
            if window.property(_DRESSED):
                window.setStyleSheet(self._sheet)
        self.changed.emit()


def _grown(found: re.Match[str]) -> str:
    px = int(found[1])
    return f"{scaled(px) if px > _THIN else px}px"


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


def _sheet(name: str) -> str:
    return resource_path(f"themes/{name}.qss").read_text(encoding="utf-8")


def _palette(roles: dict[str, str]) -> QPalette:
    palette = QPalette()
    for role, name in _PALETTE.items():
        palette.setColor(role, QColor(roles[name]))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(roles["disabled"]))
    return palette
