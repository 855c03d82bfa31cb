"""Texts on the screen: labels, links, and what is cut with … where it has no room.

What a person wrote is shown as text, never as markup: labels here are plain, tips are escaped.
There is one engine for a text on several lines (`Wrapped` draws them, `few_lines` returns them):
Qt alone cuts only a single line with an …, and counts in UTF-16 where Python counts in letters.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from tracker.domain.texts.cutting import cut_lines
from tracker.gui.theme import Theme, body_font, scaled

LONGEST_LINE = 620
MOST_LINES = 3
LONGEST_TIP = 800
_RIGHT = Qt.LayoutDirection.RightToLeft
_PLACE: int = Qt.AlignmentFlag.AlignHorizontal_Mask.value
_ISOLATE, _END = "\u2068", "\u2069"  # from here to there as its first strong letter reads


def label(
    text: str = "",
    role: str = "",
    *,
    tone: str = "",
    wrap: bool = False,
    selectable: bool = False,
) -> QLabel:
    """Return a label of plain text, dressed by its role (and tone) in the sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


class ParagraphLabel(QLabel):
    """Text that wraps in lines no longer than can be read with ease.

    A layout asks for the height at the whole width there is; the lines are never that long.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMaximumWidth(scaled(LONGEST_LINE))

    def heightForWidth(self, width: int) -> int:
        """Return the height at the width that it takes."""
        return super().heightForWidth(min(width, self.maximumWidth()))

    def sizeHint(self) -> QSize:
        """Ask for one line, as far as that can be read; Qt would ask for a block of lines."""
        self.ensurePolished()  # the sheet says how large its letters are
        wide = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self.margin() + 2
        wide = max(min(wide, self.maximumWidth()), self.minimumWidth())
        return QSize(wide, self.heightForWidth(wide))


def paragraph(text: str = "", role: str = "") -> QLabel:
    """Return a label that wraps, in lines no longer than can be read with ease."""
    made = ParagraphLabel(text)
    if role:
        made.setProperty("role", role)
    return made


def complaint() -> QLabel:
    """Return a label for what is wrong: it wraps, and is empty and hidden at first."""
    made = label(role="error", wrap=True)
    made.hide()
    return made


def button(
    text: str = "",
    tip: str = "",
    *,
    tone: str = "",
    name: str = "",
    picture: QIcon | None = None,
    auto_default: bool = True,
) -> QPushButton:
    """Return a button; `name` is read aloud instead of its text.

    Enter presses the button with the focus, on a page as in a dialog; not where `auto_default` is
    off.
    """
    made = QPushButton(text)
    if picture is not None:
        made.setIcon(picture)
    if tone:
        made.setProperty("tone", tone)
    if tip:
        made.setToolTip(tip)
    if name:
        made.setAccessibleName(name)
    made.setAutoDefault(auto_default)
    return made


def link(
    text: str = "",
    tip: str = "",
    *,
    inline: bool = False,
    name: str = "",
    picture: QIcon | None = None,
    auto_default: bool = True,
) -> QPushButton:
    """Return a button that looks like a link; `inline` has no room around it, as within a line."""
    made = button(text, tip, tone="link", name=name, picture=picture, auto_default=auto_default)
    if inline:
        made.setProperty("role", "inline")
    return made


def disclosure(text: str) -> QPushButton:
    """Return a button that stays down while what it opens is in view."""
    made = button(text, auto_default=False)
    made.setProperty("role", "disclosure")
    made.setCheckable(True)
    return made


def show_text(label: QLabel, text: str) -> None:
    """Show a text in a label, or hide the label that has none."""
    label.setText(text)
    label.setVisible(bool(text))


def plain(text: str) -> str:
    """Return a text for a button, a box or a menu, where a single & would be a mnemonic."""
    return text.replace("&", "&&")


def elide(text: str, width: int, metrics: QFontMetrics) -> str:
    """Cut one line to a width, with … at its end; `painting.elided` does it for the body font."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


class ElidedLabel(QLabel):
    """A line that ends in … where it has no room, and then says all of it in its tip."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self._update_tip()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than a few letters."""
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the tip only where something is left out."""
        super().resizeEvent(event)
        self._update_tip()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        painter = QPainter(self)
        painter.setFont(self.font())
        shown = elide(self.text(), self.contentsRect().width(), QFontMetrics(self.font()))
        alignment = self.alignment() | Qt.AlignmentFlag.AlignVCenter
        side = visual_alignment(self.layoutDirection(), alignment)
        # The label's direction says on which side the text stands, the text itself how it reads.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side |= Qt.AlignmentFlag.AlignAbsolute
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), side, shown)

    @property
    def is_cut(self) -> bool:
        """Whether there is no room for all of it."""
        needed = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return needed > self.contentsRect().width()

    def _update_tip(self) -> None:
        self.setToolTip(self.text() if self.is_cut else "")


Marks = tuple[tuple[int, int], ...]


def paint_marked(
    painter: QPainter,
    theme: Theme,
    area: QRect,
    said: tuple[str, Marks],
    look: tuple[QFont, str],
    side: Qt.LayoutDirection,
) -> None:
    """Draw a text and its marks in a font and a role, on the leading side of an area."""
    text, marks = said
    font, role = look
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    room = area.width() - (4 * len(marks) if marks else 0)
    shown = elide(text, room, QFontMetrics(font))
    layout = QTextLayout(shown, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(reading_direction(shown))
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_marked(theme, strong, start, end, len(shown)) for start, end in marks])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e6)
    layout.endLayout()
    wide, high = line.naturalTextWidth(), line.height()
    right = side is Qt.LayoutDirection.RightToLeft
    left = area.right() - wide if right else area.left()
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.setPen(theme.colour(role))
    at = QPointF(left - line.naturalTextRect().left(), area.top() + (area.height() - high) / 2)
    layout.draw(painter, at)
    painter.restore()


def _marked(
    theme: Theme, strong: QFont, start: int, end: int, length: int
) -> QTextLayout.FormatRange:
    from PySide6.QtGui import QTextCharFormat  # nothing is searched for at the start

    found = QTextLayout.FormatRange()
    found.start = min(start, length)
    found.length = max(min(end, length) - found.start, 0)
    look = QTextCharFormat()
    look.setFont(strong)
    look.setForeground(theme.colour("accent"))
    found.format = look
    return found


def visual_alignment(
    direction: Qt.LayoutDirection, alignment: Qt.AlignmentFlag
) -> Qt.AlignmentFlag:
    """Return left and right changed over where the direction asks for it, as `QStyle` does.

    To ask QStyle would have PySide prepare its hundreds of names before the first paint.
    """
    sides = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight
    if not alignment & Qt.AlignmentFlag.AlignHorizontal_Mask:
        alignment |= Qt.AlignmentFlag.AlignLeft
    if alignment & Qt.AlignmentFlag.AlignAbsolute or not alignment & sides:
        return alignment
    turned = alignment ^ sides if direction is _RIGHT else alignment
    return turned | Qt.AlignmentFlag.AlignAbsolute


def visual_rect(direction: Qt.LayoutDirection, whole: QRect, area: QRect) -> QRect:
    """Return where an area of a whole lies, which a direction may mirror, as `QStyle` does."""
    if direction is not _RIGHT:
        return area
    return area.translated(whole.left() + whole.right() - area.left() - area.right(), 0)


def reading_direction(text: str) -> Qt.LayoutDirection:
    """Return how a text reads, whatever the window's own direction: by its first strong letter."""
    from unicodedata import bidirectional

    for letter in text:
        if (kind := bidirectional(letter)) in {"L", "R", "AL"}:
            return Qt.LayoutDirection.LeftToRight if kind == "L" else _RIGHT
    return Qt.LayoutDirection.LeftToRight


def isolated(text: str) -> str:
    """Return a text to be drawn so that it reads its own way in a window that is mirrored.

    Without it "2.4 days." comes out as ".days 2.4" there: the window says which way it begins.
    """
    if not text or not QGuiApplication.isRightToLeft():
        return text
    return "\n".join(f"{_ISOLATE}{line}{_END}" if line else line for line in text.split("\n"))


def own_way(painter: QPainter, flags: int, text: str) -> int:
    """Let a painter write a text its own way; return the flags that leave it on its side."""
    side = visual_alignment(painter.layoutDirection(), Qt.AlignmentFlag(flags & _PLACE))
    painter.setLayoutDirection(reading_direction(text))
    return flags & ~_PLACE | (side | Qt.AlignmentFlag.AlignAbsolute).value


def few_lines(
    text: str, px: int, width: int, most: int = MOST_LINES, weight: int = 400
) -> list[str]:
    """Break a text into so many lines at most; the last one ends with … where more would follow."""
    return lines_in(" · ".join(text.split("\n")), body_font(px, weight), max(width, px), most)


def tip_of(text: str) -> str:
    """Return a text as a tip that breaks its lines and takes no word of it for markup."""
    from html import escape  # loads every name of a sign: not before the first tip

    return f"<p>{escape(cut_lines(text, LONGEST_TIP)).replace(chr(10), '<br>')}</p>"


def set_tip(widget: QWidget, text: str) -> None:
    """Give a widget a tip; who cannot see it hears the same, without any markup."""
    widget.setToolTip(tip_of(text) if text else "")
    widget.setAccessibleDescription(text)


class Wrapped:
    """A text on a few lines for a painter; `height` is what they take."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: int,
        lines: int,
        direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    ) -> None:
        self._line = QFontMetrics(font).lineSpacing()
        self._laid: list[QTextLayout] = []
        self._font, self._direction = font, direction
        width = max(width, 8)
        for part in lines_in(text, font, width, lines):
            self._laid.append(self._lay(part, width, reading_direction(text)))
        self.height = self._line * max(len(self._laid), 1)

    @property
    def shown(self) -> str:
        """What is shown of the text, a space between lines."""
        return " ".join(laid.text() for laid in self._laid)

    def draw(self, painter: QPainter, cell: QRect) -> None:
        """Write it at the top of a cell, in the painter's colour."""
        for at, laid in enumerate(self._laid):
            laid.draw(painter, QPointF(cell.left(), cell.top() + at * self._line))

    def _lay(self, text: str, width: int, reads: Qt.LayoutDirection) -> QTextLayout:
        laid = QTextLayout(text, self._font)
        right = self._direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(reads)
        laid.setTextOption(option)
        laid.beginLayout()
        laid.createLine().setLineWidth(width)
        laid.endLayout()
        return laid


def lines_in(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Break one line of text in a font into so many lines at most, the last one cut with …."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    cuts: list[int] = []
    while len(cuts) <= most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        cuts.append(line.textStart())
    layout.endLayout()
    # Qt counts in UTF-16, Python in letters.
    units = text.encode("utf-16-le")
    ends = [*cuts[1:], len(units) // 2]
    parts = [
        units[2 * a : 2 * b].decode("utf-16-le", "replace").strip()
        for a, b in zip(cuts, ends, strict=True)
    ]
    if len(parts) > most:
        rest = units[2 * cuts[most - 1] :].decode("utf-16-le", "replace").strip()
        parts = [*parts[: most - 1], elide(rest, width, QFontMetrics(font))]
    return [part for part in parts if part]
