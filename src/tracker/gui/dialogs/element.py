"""One way in which a customer likes to be served, and how that is known."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.app import commands
from tracker.domain.practice import BASIS_NAMES, Basis, Element
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.form_dialog import FormDialog
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.day_field import DayField


class ElementDialog(FormDialog):
    """Says it better, and where it comes from; a day belongs to what they told."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, element: Element) -> None:
        super().__init__(bridge, parent, "How do they like it?", 480)
        self._element = element
        self.name = QLineEdit(element.name)
        self.name.setMaxLength(200)
        self.basis = Segments(BASIS_NAMES.items())
        self.basis.choose(element.basis)
        self.basis.chosen.connect(self._on_basis)
        self.day = DayField(bridge.theme, "asked_on", element.asked_on or bridge.today())
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
