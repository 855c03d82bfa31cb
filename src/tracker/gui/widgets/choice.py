"""One of a few words, all in view and joined; which customers are shown; on or off."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.customer import Customer
from tracker.gui.bridge import Bridge, Side
from tracker.gui.theme import Theme, scaled, set_place
from tracker.gui.widgets.text import label, plain, visual_rect

Key = TypeVar("Key", bound=Hashable)
Button = TypeVar("Button", bound=QAbstractButton)
BETWEEN = 4  # px between two rows of one choice
SHORT = 2  # letters: a figure needs less room around it than a word
NAMES = ((Side.ALL, "All"), (Side.INTERNAL, "Internal"), (Side.EXTERNAL, "External"))
Sifted = TypeVar("Sifted")


class OneOf(QWidget, Generic[Key, Button]):
    """Buttons of which at most one is down; Tab comes to that one."""

    spoken_as = "group"
    selected = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[Key, Button] = {}
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._on_toggled)

    @property
    def value(self) -> Key | None:
        """What is chosen."""
        return next((key for key, button in self.buttons.items() if button.isChecked()), None)

    def choose(self, key: Key) -> None:
        """Take a choice."""
        self.buttons[key].setChecked(True)

    def _add(self, key: Key, button: Button) -> None:
        self.buttons[key] = button
        self._group.addButton(button)

    def _on_toggled(self, button: Button, checked: bool) -> None:
        if checked:
            self.setFocusProxy(button)
            self.selected.emit()


class Segment(QPushButton):
    """One of the words of a joined choice; it tells the choice when the focus comes and goes."""

    focus_changed = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "segment")
        if len(text) <= SHORT:
            self.setProperty("room", "digit")
        self.setCheckable(True)
        self.setAutoExclusive(True)  # read aloud as a radio button
        self.setAutoDefault(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus, and have it shown around the whole choice."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the focus."""
        super().focusOutEvent(event)
        self.focus_changed.emit()


class FocusRing(QWidget):
    """Lies over a choice that has the focus: a frame of two pixels around each of its rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[QRect] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_rows(self, rows: list[QRect], whole: QRect) -> None:
        """Go around these rows of a whole, above everything else."""
        self.rows = rows
        self.setGeometry(whole)
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frames."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
        for row in self.rows:
            painter.drawRoundedRect(row.toRectF().adjusted(1, 1, -1, -1), 6, 6)


class Segments(OneOf[Key, Segment]):
    """One of a few words side by side, joined; on another row before one of them is cut.

    A digit takes the choice that is called so. Read aloud it is a group of radio buttons.
    """

    def __init__(self, choices: Iterable[tuple[Key, str]]) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._rows: list[list[tuple[Segment, QRect]]] = []
        self._ring: FocusRing | None = None
        for key, text in choices:
            self.add(key, text)
        for at, button in enumerate(self.buttons.values()):  # dressed once: all have room in a row
            set_place(button, ENDS[at == 0, at == len(self.buttons) - 1])
        self.setFocusProxy(next(iter(self.buttons.values())))

    def add(self, key: Key, text: str) -> None:
        """Offer one more."""
        button = Segment(plain(text), self)
        button.focus_changed.connect(self._on_focus)
        self._add(key, button)
        if self.isVisible():  # else it is shown with the rest, dressed as it is by then
            button.show()
        self.updateGeometry()

    def make_small(self) -> None:
        """Be as low as a line of text, where rows are close."""
        for button in self.buttons.values():
            button.setProperty("room", "small")

    def sizeHint(self) -> QSize:
        """Return the size of all in one row."""
        return _extent(self._in_rows(1_000_000))

    def minimumSizeHint(self) -> QSize:
        """Ask for the widest choice, and for the rows that the width of now takes."""
        hints = [button.sizeHint() for button in self._shown()]
        width = max((hint.width() for hint in hints), default=0)
        return QSize(width, self.heightForWidth(max(self.width(), width)))

    def hasHeightForWidth(self) -> bool:
        """Say that the choices wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows at a width."""
        return _extent(self._in_rows(width)).height()

    def event(self, event: QEvent) -> bool:
        """Place the choices again when one of them has another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the choices in rows."""
        super().resizeEvent(event)
        self._place()
        self.updateGeometry()

    def clear(self) -> None:
        """Take the choice back."""
        self._group.setExclusive(False)
        for button in self.buttons.values():
            button.setAutoExclusive(False)
            button.setChecked(False)
            button.setAutoExclusive(True)
        self._group.setExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by the digit on a segment."""
        for button in self.buttons.values():
            if event.text().isdigit() and button.text() == event.text():
                button.setChecked(True)
                button.setFocus()
                return
        super().keyPressEvent(event)

    def _shown(self) -> list[Segment]:
        return [button for button in self.buttons.values() if not button.isHidden()]

    def _in_rows(self, width: int) -> list[list[tuple[Segment, QRect]]]:
        """Return where each choice stands at a width; neighbours share the line between them."""
        rows: list[list[tuple[Segment, QRect]]] = []
        left = top = 0
        for button in self._shown():
            hint = button.sizeHint()
            if not rows or left + hint.width() > width:
                top = rows[-1][0][1].bottom() + 1 + BETWEEN if rows else 0
                left = 0
                rows.append([])
            rows[-1].append((button, QRect(QPoint(left, top), hint)))
            left += hint.width() - 1
        return rows

    def _place(self) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._rows = self._in_rows(self.width())
        for row in self._rows:
            for at, (button, place) in enumerate(row):
                button.setGeometry(visual_rect(self.layoutDirection(), self.rect(), place))
                ends = (at == 0, at == len(row) - 1)
                set_place(button, ENDS[ends[::-1] if mirrored else ends])
        self._show_ring()

    def _show_ring(self) -> None:
        if self._ring is None:
            return
        self._ring.setVisible(any(button.hasFocus() for button in self.buttons.values()))
        rows = [QRect(row[0][1].topLeft(), row[-1][1].bottomRight()) for row in self._rows]
        mirrored = [visual_rect(self.layoutDirection(), self.rect(), row) for row in rows]
        self._ring.show_rows(mirrored, self.rect())

    def _on_focus(self) -> None:
        if self._ring is None:
            self._ring = FocusRing(self)
        self._show_ring()


# Whether a choice is the first and the last of its row, as it is seen, and which corners are round.
ENDS = {(True, True): "alone", (True, False): "left", (False, True): "right", (False, False): "mid"}


def _extent(rows: list[list[tuple[Segment, QRect]]]) -> QSize:
    """Return what rows take, from their outermost edges."""
    places = [place for row in rows for _, place in row]
    right = max((place.right() + 1 for place in places), default=0)
    return QSize(right, max((place.bottom() + 1 for place in places), default=0))


class WhoFilter(QWidget):
    """Internal, external or all customers, and how many rows that hides (W7).

    One choice for the window: every page has one of these, and all show the same. It stands there
    only where there are both; who is to be shown from elsewhere takes the choice back.
    """

    def __init__(self, bridge: Bridge, *, small: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._bridge = bridge
        self.which = Segments(NAMES)
        self.which.setAccessibleName("Internal or external customers")
        if small:
            self.which.make_small()
        self.hidden = label(role="small")
        self.which.choose(bridge.side)
        layout = QVBoxLayout(self) if small else QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 if small else 8)
        layout.addWidget(self.which)
        layout.addWidget(self.hidden, 1)
        self.which.selected.connect(self._on_selected)
        bridge.side_changed.connect(self._show_choice)
        self.hide()

    def show_hidden(self, count: int, *, instead: str = "") -> None:
        """Say how many rows are left out; stand there only where there is a choice.

        `instead` is said where something is chosen and nothing is left out, as in a review pack.
        """
        self.setVisible(self._bridge.both_sides)
        told = instead if self._bridge.hides else ""
        self.hidden.setText(f"{count} hidden" if count else told)
        self.hidden.setVisible(bool(self.hidden.text()))

    def sift(self, rows: Iterable[Sifted], owner: Callable[[Sifted], Customer]) -> list[Sifted]:
        """Return the rows of those customers who are wanted, and say how many others there are."""
        every, hidden = list(rows), self._bridge.hides
        kept = [row for row in every if owner(row).id not in hidden]
        self.show_hidden(len(every) - len(kept))
        return kept

    def reveal(self, customer_id: int) -> None:
        """Take the choice back where it hides who is asked for."""
        if customer_id in self._bridge.hides:
            self._bridge.choose_side(Side.ALL)

    def _show_choice(self) -> None:
        with QSignalBlocker(self.which):
            self.which.choose(self._bridge.side)

    def _on_selected(self) -> None:
        self._bridge.choose_side(Side(self.which.value or Side.ALL))


WIDTH, HEIGHT, RING = 34, 20, 2  # px: of the track, and of the ring around it


class Switch(QCheckBox):
    """A track with a knob; what it is for stands beside it and is read aloud as its name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the track with the room for its ring."""
        return QSize(scaled(WIDTH + 2 * RING + 2), scaled(HEIGHT + 2 * RING + 2))

    def minimumSizeHint(self) -> QSize:
        """Be no smaller than that."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on it."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track, the knob, and the ring while it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(0, 0, scaled(WIDTH), scaled(HEIGHT))
        track.moveCenter(QRectF(self.rect()).center())
        on, able = self.isChecked(), self.isEnabled()
        ground = ("accent" if able else "line") if on else "panel"
        edge = "line" if not able else "accent" if on else "segment_line"
        painter.setPen(QPen(self._theme.colour(edge), 1))
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(
            track.adjusted(0.5, 0.5, -0.5, -0.5), track.height() / 2, track.height() / 2
        )
        size = track.height() - scaled(6)
        right = on is not self.isRightToLeft()
        left = track.right() - scaled(3) - size if right else track.left() + scaled(3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("on_accent" if on else edge))
        painter.drawEllipse(QRectF(left, track.top() + scaled(3), size, size))
        if self.hasFocus():
            ring = track.adjusted(-RING, -RING, RING, RING)
            painter.setPen(QPen(self._theme.colour("accent"), RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
