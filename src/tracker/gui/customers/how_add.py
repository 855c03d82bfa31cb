"""How they like it is added here: the usual ones, in own words, as another customer; and edited."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.customers.how import How
from tracker.domain.practice import BASIS_NAMES, Basis, Element
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog
from tracker.gui.icons import icon
from tracker.gui.theme import Theme
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.rows import delete_later
from tracker.gui.widgets.text import complaint, link, plain, show_text


class Chips(QWidget):
    """Buttons in as many columns as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._chips: list[QPushButton] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2)

    def show_chips(self, chips: list[QPushButton]) -> None:
        """Show other buttons."""
        for chip in self._chips:
            self._grid.removeWidget(chip)
            delete_later(chip)
        self._chips, self._columns = chips, 0
        for chip in chips:
            chip.setParent(self)  # as wide as it is in here
        self._flow()
        for chip in chips:
            chip.show()

    def minimumSizeHint(self) -> QSize:
        """Ask for the room of one column."""
        widest = max((chip.sizeHint().width() for chip in self._chips), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Flow anew."""
        super().resizeEvent(event)
        self._flow()

    def _flow(self) -> None:
        widest = max((chip.sizeHint().width() for chip in self._chips), default=1)
        columns = max(1, min(self.width() // (widest + 2), 3))
        if columns == self._columns:
            return
        self._columns = columns
        for index, chip in enumerate(self._chips):
            place = divmod(index, columns)
            self._grid.addWidget(chip, *place, Qt.AlignmentFlag.AlignLeading)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column == columns else 0)


class HowAdd(QWidget):
    """Below the list; what is on the list already is not offered."""

    text_entered = Signal(object)  # str: what they like
    copy_requested = Signal(object)  # int: the customer it is copied from

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._givers: tuple[tuple[int, str], ...] = ()
        self.offers: list[QPushButton] = []
        self._chips = Chips()
        self.own = QLineEdit()
        self.own.setPlaceholderText("Something else, in their words")
        self.own.setAccessibleName("Another way they like it; Enter adds it")
        self.own.returnPressed.connect(self._on_own)
        self.complaint = complaint()
        self.own.textChanged.connect(self.complaint.hide)
        self.copy = link("Copy from another customer", picture=icon(theme, "copy", "accent"))
        self.copy.clicked.connect(self._on_givers)
        self.givers = QMenu(self)
        self.givers.triggered.connect(self._on_giver)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._chips)
        layout.addWidget(self.own)
        layout.addWidget(self.complaint)
        layout.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeading)

    @property
    def tab_stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [*self.offers, self.own, self.copy]

    def show_how(self, found: How) -> None:
        """Offer what is not on the list yet."""
        self._givers = found.givers
        self.copy.setVisible(bool(found.givers))
        self.offers = [self._chip(name) for name in found.offers]
        self._chips.show_chips(self.offers)

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with what was typed; nothing takes it back."""
        show_text(self.complaint, sentence)

    def clear(self) -> None:
        """Forget what was typed."""
        self.own.clear()
        self.show_error("")

    def _chip(self, name: str) -> QPushButton:
        chip = link(name, name=f"Add: {name}", picture=icon(self._theme, "plus", "accent"))
        chip.setProperty("offer", name)
        chip.clicked.connect(self._on_offer)
        return chip

    def _on_own(self) -> None:
        self.text_entered.emit(self.own.text())
        self.own.setFocus()

    def _on_offer(self) -> None:
        self.text_entered.emit(self.sender().property("offer"))
        (self.offers[0] if self.offers else self.own).setFocus()

    def _on_givers(self) -> None:
        self.givers.clear()
        for key, name in self._givers:
            self.givers.addAction(plain(name)).setData(key)
        self.givers.popup(self.copy.mapToGlobal(QPoint(0, self.copy.height())))

    def _on_giver(self, action: QAction) -> None:
        self.copy_requested.emit(action.data())


class ElementDialog(FormDialog):
    """Says it better, and where it comes from; a day belongs to what they told."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, element: Element) -> None:
        super().__init__(bridge, parent, "How do they like it?", 480)
        self._element = element
        self.belongs_to(element)
        self.name = QLineEdit(element.name)
        self.basis = Segments(BASIS_NAMES.items())
        self.basis.choose(element.basis)
        self.basis.selected.connect(self._on_basis)
        self.day = DayField(
            bridge, "asked_on", element.asked_on or bridge.today(), latest=bridge.today()
        )
        self._form = form = self.add_form()
        form.add("name", "&In their words", self.name)
        form.add("basis", "How you &know it", self.basis)
        form.add("asked_on", "They told me o&n", self.day)
        self.column.addStretch(1)
        self._on_basis()
        self.name.setFocus()

    def save(self) -> None:
        """Keep it."""
        basis = self.basis.value or Basis.GUESSED
        day = self.day.day if basis is Basis.ASKED else None
        commands.edit_element(self.tracker, self._element.id, self.name.text(), basis, day)

    def _on_basis(self) -> None:
        self._form.set_visible("asked_on", visible=self.basis.value is Basis.ASKED)
