"""Why a period is left out: one key for the usual reasons, or a few words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from tracker.app import commands
from tracker.app.queries.week import Line
from tracker.domain.errors import TrackerError
from tracker.domain.evaluation import SKIP_REASONS
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.row_panel import ENTER, RowPanel

WIDTH = 540


class SkipPanel(RowPanel):
    """The first reason has the focus; 1 to 4 takes one, any letter begins an own reason."""

    def __init__(self, page: QWidget, bridge: Bridge) -> None:
        super().__init__(page, WIDTH)
        self._tracker = bridge.tracker
        self._line: Line | None = None
        self.buttons: list[QPushButton] = []
        row = QHBoxLayout()
        row.setSpacing(6)
        for at, reason in enumerate(SKIP_REASONS, 1):
            button = QPushButton(f"{at}  {reason}")
            button.setAccessibleName(reason)
            button.clicked.connect(self._on_button)
            button.installEventFilter(self)
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Reason")
        self.reason.setPlaceholderText("or why, in a word or two; Enter skips")
        self.reason.returnPressed.connect(self._on_typed)
        self.body.addLayout(row)
        self.body.addWidget(self.reason)
        self.body.addWidget(self.complaint)

    def open_for(self, line: Line) -> None:
        """Ask about a line; its own reason stands there to be changed."""
        self._line = line
        reason = (line.evaluation.skipped or "") if line.evaluation else ""
        self.heading.setText(f"Skip {line.measure.name}: why?")
        self.reason.setText("" if reason in SKIP_REASONS else reason)

    def keep(self) -> bool:
        """Keep a reason that was typed; an empty one skips nothing."""
        typed = self.reason.text().strip()
        return not typed or self._skip(typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a reason by its number, move along the reasons, or begin to type one."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        text = event.text()
        if event.key() in ENTER and isinstance(watched, QPushButton):
            watched.click()
        elif text.isdecimal() and 1 <= int(text) <= len(self.buttons):
            self.buttons[int(text) - 1].click()
        elif event.key() == Qt.Key.Key_Down:
            self.reason.setFocus()
        elif text.isprintable() and text.strip() and not event.modifiers() & _COMMANDS:
            self.reason.setFocus()
            self.reason.setText(text)
        else:
            return super().eventFilter(watched, event)
        return True

    def _on_button(self) -> None:
        at = self.buttons.index(self.sender())  # type: ignore[arg-type]
        self.reason.clear()
        if self._skip(SKIP_REASONS[at]):
            self.close_panel()

    def _on_typed(self) -> None:
        if not self.reason.text().strip():
            self.complain("A skip needs a reason. Say why, in a word or two.")
        else:
            self.finish()

    def _skip(self, reason: str) -> bool:
        line = self._line
        if line is None or (line.evaluation and line.evaluation.skipped == reason):
            return True
        try:
            commands.skip(self._tracker, line.measure.id, line.period.start, reason)
        except TrackerError as error:
            self.complain(error.sentence)
            return False
        return True


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
