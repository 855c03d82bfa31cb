"""What was agreed or ordered about a customer, and until when it outranks the worksheet."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from tracker.app import commands
from tracker.domain.errors import InvalidInput
from tracker.domain.practice import Mandate
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.form_dialog import FormDialog
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.day_field import DayField
from tracker.gui.widgets.growing_text import GrowingText

WIDTH = 460
HINT = "My manager wants their quotes first until the price list is out"


class MandateDialog(FormDialog):
    """Adds an agreement or a mandate about a customer, or says better what one is."""

    def __init__(
        self, bridge: Bridge, parent: QWidget | None, customer_id: int, mandate: Mandate | None
    ) -> None:
        name = bridge.tracker.customers.get(customer_id).name
        super().__init__(bridge, parent, f"What comes before any score: {name}", WIDTH)
        self._customer_id, self._mandate = customer_id, mandate
        self.text = GrowingText("text", HINT, lines=2)
        self.formal = Segments([(False, "Agreed between us"), (True, "A mandate")])
        self.formal.setAccessibleName("Formal or informal")
        today = bridge.today()
        self.made = DayField(bridge.theme, "made_on", mandate.made_on if mandate else today)
        self.until = DayField(bridge.theme, "until", mandate.until if mandate else None)
        self.formal.choose(bool(mandate and mandate.formal))
        form = self.add_form()
        form.add("text", "&What it says", self.text)
        form.add("formal", "Formal or informal", self.formal)
        form.add("made_on", "Made &on", self.made)
        form.add("until", "Holds &until", self.until)
        form.note("until", "Leave it empty while no end is known. After that day the sum counts.")
        if mandate:
            self.text.show_text(mandate.text)
            self._offer("End today", self._on_end)
            self._offer("Delete", self._on_delete)
        self.text.setFocus()

    def save(self) -> None:
        """Keep it."""
        made = self.made.day
        if made is None:
            raise InvalidInput("made_on", "The day is empty", "Say since when it holds.")
        formal = bool(self.formal.value)
        told = (self.text.text, made, self.until.day)
        if self._mandate:
            commands.edit_mandate(self.tracker, self._mandate.id, *told, formal=formal)
        else:
            commands.add_mandate(self.tracker, self._customer_id, *told, formal=formal)

    def _offer(self, text: str, slot: object) -> None:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        self.buttons.insertWidget(self.buttons.count() - 3, button)

    def _on_end(self) -> None:
        if self._mandate:
            commands.end_mandate(self.tracker, self._mandate.id, self.bridge.today())
            self.bridge.say("It counts no longer. Ctrl+Z brings it back.")
        self.reject()

    def _on_delete(self) -> None:
        if self._mandate:
            commands.remove_mandate(self.tracker, self._mandate.id)
            self.bridge.say("Deleted. Ctrl+Z brings it back.")
        self.reject()
