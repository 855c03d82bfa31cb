"""Take in the code that a customer's page made (S6): pasted, read, and told what it says."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from tracker.app import commands
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.form_dialog import FormDialog
from tracker.gui.widgets.growing_text import GrowingText

HOW = (
    "Your customer rates your promises on the page you gave them, and the page makes a short code. "
    "Paste it here, with whatever of their mail is around it."
)
LONGEST_CLIP = 5000


class ReplyDialog(FormDialog):
    """One field; what is already on the clipboard and looks like a code stands in it."""

    taken = Signal(object)  # int: the customer whose reply it was

    def __init__(self, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__(bridge, parent, "Take in a reply", 520)
        how = QLabel(HOW)
        how.setProperty("role", "quiet")
        how.setWordWrap(True)
        self.column.addWidget(how)
        self.code = GrowingText("code", "IT1.…", lines=4)
        self.add_form().add("code", "Reply code", self.code)
        self.primary.setText("Take it in")
        clip = QGuiApplication.clipboard().text()
        if len(clip) <= LONGEST_CLIP and "it1." in clip.lower():
            self.code.setPlainText(clip)
            self.code.selectAll()

    def save(self) -> None:
        """Keep the ratings, or say beside the field what is wrong with the code."""
        reply = commands.take_reply(self.tracker, self.code.text, self.bridge.today())
        self.bridge.say(reply.sentence)
        self.taken.emit(reply.customer_id)
