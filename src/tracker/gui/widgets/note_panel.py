"""What can be said about a period beside its figure: a note, a private note, a cause, a link."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from tracker.app import commands
from tracker.app.queries.week import Line
from tracker.domain.errors import TrackerError
from tracker.domain.evaluation import CAUSE_NAMES, Cause
from tracker.gui.bridge import Bridge
from tracker.gui.icons import icon
from tracker.gui.theme import Theme
from tracker.gui.widgets.row_panel import RowPanel

WIDTH, TEXT_HEIGHT = 460, 58
Said = tuple[str, str, Cause | None, str]


class NotePanel(RowPanel):
    """Writes a note only if it differs from what is kept, so that undo holds no empty step."""

    def __init__(self, page: QWidget, bridge: Bridge) -> None:
        super().__init__(page, WIDTH)
        theme = bridge.theme
        self._tracker = bridge.tracker
        self._line: Line | None = None
        self._kept: Said = ("", "", None, "")
        self.note = self._text("Note", "What happened, what they said. It may be shared.")
        self._label("Note", "may be shared with the customer")
        self.body.addWidget(self.note)
        self.private_note = self._text("Private note", "For you alone.")
        self._label("Private note", "never leaves: no chart, page or export holds it", theme)
        self.body.addWidget(self.private_note)
        self.cause = QComboBox()
        self.cause.setAccessibleName("Cause of a bad week")
        self.cause.addItem("No cause", None)
        for cause, name in CAUSE_NAMES.items():
            self.cause.addItem(name, str(cause))
        self.link = QLineEdit()
        self.link.setAccessibleName("Link or file")
        self.link.setPlaceholderText("Link or file")
        self._label("Cause of a bad week", "and a link or file that shows it")
        self.body.addLayout(self._last_line(theme))
        self.body.addWidget(self.complaint)
        self.body.addLayout(self._buttons())

    def open_for(self, line: Line) -> None:
        """Show what is kept about a line's period."""
        self._line = line
        found = line.evaluation
        self.heading.setText(f"{line.measure.name} · {line.period}")
        self.note.setPlainText(found.note if found else "")
        self.private_note.setPlainText(found.private_note if found else "")
        self.cause.setCurrentIndex(max(self.cause.findData(found and found.cause), 0))
        self.link.setText(found.link if found else "")
        self._kept = self._said()

    def keep(self) -> bool:
        """Write the note, if it changed; say why not, if it is refused."""
        said = self._said()
        if self._line is None or said == self._kept:
            return True
        note, private_note, cause, link = said
        try:
            commands.annotate(
                self._tracker,
                self._line.measure.id,
                self._line.period.start,
                note=note,
                private_note=private_note,
                cause=cause,
                link=link,
            )
        except TrackerError as error:
            self.complain(error.sentence)
            return False
        self._kept = said
        return True

    def _said(self) -> Said:
        chosen = self.cause.currentData()
        return (
            self.note.toPlainText().strip(),
            self.private_note.toPlainText().strip(),
            Cause(chosen) if chosen else None,
            self.link.text().strip(),
        )

    def _text(self, name: str, hint: str) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        field.setTabChangesFocus(True)
        field.setFixedHeight(TEXT_HEIGHT)
        return field

    def _label(self, name: str, quiet: str, theme: Theme | None = None) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        if theme:
            lock = QLabel()
            lock.setPixmap(icon(theme, "lock").pixmap(QSize(13, 13)))
            row.addWidget(lock)
        for text, role in ((name, "name"), (quiet, "small")):
            label = QLabel(text)
            label.setProperty("role", role)
            row.addWidget(label)
        row.addStretch(1)
        self.body.addLayout(row)

    def _last_line(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        choose = QPushButton()
        choose.setIcon(icon(theme, "folder-open"))
        choose.setAccessibleName("Choose a file")
        choose.setToolTip("Choose a file")
        choose.clicked.connect(self._on_choose)
        row.addWidget(self.cause)
        row.addWidget(self.link, 1)
        row.addWidget(choose)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        keys = QLabel("Ctrl+Enter keeps it, Esc does not")
        keys.setProperty("role", "small")
        row.addWidget(keys, 1)
        cancel, done = QPushButton("Cancel"), QPushButton("Keep")
        done.setProperty("tone", "accent")
        cancel.clicked.connect(self.close_panel)
        done.clicked.connect(self.finish)
        row.addWidget(cancel)
        row.addWidget(done)
        return row

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, "Choose a file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.link.setText)
        dialog.open()
