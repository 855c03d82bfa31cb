"""Ways to add how they like it: the usual ones by a click, own words, or as another customer."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.app.queries.how import How
from tracker.gui.icons import icon
from tracker.gui.theme import Theme


class HowAdd(QWidget):
    """Below the list; what is on the list already is not offered."""

    entered = Signal(object)  # str: what they like
    copy_wished = Signal(object)  # int: the customer it is copied from

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._givers: tuple[tuple[int, str], ...] = ()
        self.offers: list[QPushButton] = []
        self._chips = QGridLayout()
        self._chips.setSpacing(2)
        self._chips.setColumnStretch(2, 1)
        self.own = QLineEdit()
        self.own.setPlaceholderText("Something else, in their words")
        self.own.setAccessibleName("Another way they like it; Enter adds it")
        self.own.returnPressed.connect(self._on_own)
        self.complaint = QLabel()
        self.complaint.setProperty("tone", "error")
        self.complaint.setWordWrap(True)
        self.copy = QPushButton(icon(theme, "copy", "accent"), "Copy from another customer")
        self.copy.setProperty("tone", "link")
        self.copy.clicked.connect(self._on_givers)
        self.givers = QMenu(self)
        self.givers.triggered.connect(self._on_giver)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self._chips)
        layout.addWidget(self.own)
        layout.addWidget(self.complaint)
        layout.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeading)
        self.complain("")

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [*self.offers, self.own, self.copy]

    def show_how(self, found: How) -> None:
        """Offer what is not on the list yet."""
        self._givers = found.givers
        self.copy.setVisible(bool(found.givers))
        while item := self._chips.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.offers = [self._chip(name) for name in found.offers]
        for at, chip in enumerate(self.offers):
            self._chips.addWidget(chip, at // 2, at % 2, Qt.AlignmentFlag.AlignLeading)
            chip.show()

    def complain(self, sentence: str) -> None:
        """Say what is wrong with what was typed; nothing takes it back."""
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))

    def clear(self) -> None:
        """Forget what was typed."""
        self.own.clear()
        self.complain("")

    def _chip(self, name: str) -> QPushButton:
        chip = QPushButton(icon(self._theme, "plus", "accent"), name)
        chip.setProperty("tone", "link")
        chip.setProperty("offer", name)
        chip.setAccessibleName(f"Add: {name}")
        chip.clicked.connect(self._on_offer)
        return chip

    def _on_own(self) -> None:
        self.entered.emit(self.own.text())
        self.own.setFocus()

    def _on_offer(self) -> None:
        self.entered.emit(self.sender().property("offer"))
        (self.offers[0] if self.offers else self.own).setFocus()

    def _on_givers(self) -> None:
        self.givers.clear()
        for key, name in self._givers:
            self.givers.addAction(name.replace("&", "&&")).setData(key)
        self.givers.popup(self.copy.mapToGlobal(QPoint(0, self.copy.height())))

    def _on_giver(self, action: QAction) -> None:
        self.copy_wished.emit(action.data())
