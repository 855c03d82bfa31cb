"""My case in my own words: what I am proud of, what I will change, what I ask for.

Nothing is put here for the person: what is proposed stays beside the field until they take it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.gui.widgets.rows import delete_later
from tracker.gui.widgets.text import label, link
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.review.content import CASE, CASE_ASK

STANDS = "What you write here is printed in the pack. An empty field is left out."
PROPOSED = "Proposed from your own fixes. It goes into the pack only if you use it."
_HINTS = {
    "case:proud": "What changed for them because of you",
    "case:change": "What you do differently from now on",
    "case:ask": "What you need to go on serving well",
}


class CasePanel(QWidget):
    """Three fields; leaving one keeps it, and what may be asked for is taken by a click."""

    reworded = Signal(object)  # tuple[str, str | None, str]: its key, the words or None, no rule

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._shown: tuple[str, ...] = ()
        self.fields: dict[str, GrowingText] = {}
        self.proposals: list[QWidget] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 6, 8)
        layout.setSpacing(4)
        layout.addWidget(label("My case", "heading"))
        layout.addWidget(label(STANDS, "hint", wrap=True))
        for key, title in CASE.items():
            field = GrowingText(key, _HINTS[key], lines=2)
            field.setAccessibleName(title)
            field.editing_finished.connect(self._on_editing_finished)
            name = label(title, "name")
            name.setBuddy(field)
            layout.addWidget(name)
            layout.addWidget(field)
            self.fields[key] = field
        self.proposed = label(PROPOSED, "small", wrap=True)
        layout.addWidget(self.proposed)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        layout.addLayout(self._list)

    def show_words(self, words: Mapping[str, str], asks: Sequence[str]) -> None:
        """Show what is kept, and what may be asked for and is not yet."""
        for key, field in self.fields.items():
            field.show_text(words.get(key, ""))
        wanted = tuple(one for one in asks if one not in words.get(CASE_ASK, ""))
        if wanted != self._shown:
            self._shown = wanted
            for widget in self.proposals:
                delete_later(widget)
            self.proposals = []
            for at, text in enumerate(wanted):
                said = label(f"“{text}”", "quiet", wrap=True)
                take = link("Use these words", inline=True, name=f"Use these words: {text}")
                take.setProperty("place", at)
                take.clicked.connect(self._on_take)
                self._list.addWidget(said)
                self._list.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
                self.proposals += [said, take]
        self.proposed.setVisible(bool(wanted))

    def _on_editing_finished(self, key: str) -> None:
        self.reworded.emit((key, self.fields[key].text.strip() or None, ""))

    def _on_take(self) -> None:
        text = self._shown[int(self.sender().property("place"))]
        field = self.fields[CASE_ASK]
        before = field.text.strip()
        field.setPlainText(f"{before}\n{text}" if before else text)
        field.setFocus()
        field.commit()
