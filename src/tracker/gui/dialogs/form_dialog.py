"""What the dialogs that ask share: a scrolling form, complaints in place, and the buttons below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.form import Form


class FormDialog(QDialog):
    """Fields go into `column`; `save` is called by the main button, Enter and Ctrl+Enter.

    `save` may raise `InvalidInput`; it is shown beside the field of the form that knows it.
    """

    def __init__(self, bridge: Bridge, parent: QWidget | None, title: str, width: int) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.tracker = bridge.tracker
        self._width = width
        self.forms: list[Form] = []
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title = QLabel(title)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "section")
        self.title.setWordWrap(True)
        self.body = QWidget()
        self.body.setProperty("role", "plain")
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(24, 4, 24, 4)
        self.column.setSpacing(12)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.body)
        self.foot = QWidget()
        self.buttons = QHBoxLayout(self.foot)
        self.buttons.setContentsMargins(24, 0, 24, 0)
        self.primary = QPushButton("Save")
        self.cancel = QPushButton("Cancel")
        self.cancel.setAutoDefault(False)
        self.primary.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.submit)
        self._lay_out()

    def save(self) -> None:
        """Keep what was entered."""
        raise NotImplementedError

    def add_form(self) -> Form:
        """Return a new form at the end of the column."""
        form = Form(stacked=True)
        self.forms.append(form)
        self.column.addWidget(form)
        return form

    def submit(self) -> None:
        """Save and close, or say beside a field what is missing."""
        for form in self.forms:
            form.clear()
        try:
            self.save()
        except InvalidInput as error:
            self.complain(error)
        else:
            self.accept()

    def complain(self, error: InvalidInput) -> None:
        """Show a complaint beside its field; one that has no field here rises further."""
        form = next((form for form in self.forms if form.knows(error.field)), None)
        if form is None:
            raise error
        form.complain(error)
        self.fit()
        if (where := self.focusWidget()) is not None:
            self.area.ensureWidgetVisible(where, 0, 80)

    def fit(self) -> None:
        """Be as tall as the content, if the screen allows."""
        self.body.adjustSize()
        self._layout.activate()
        wraps = self.column.hasHeightForWidth()
        sized = self.body.sizeHint().height()
        content = self.column.totalHeightForWidth(self._width) if wraps else sized
        title = self.title.heightForWidth(self._width - 48)
        gaps = self._layout.contentsMargins().top() * 2 + self._layout.spacing() * 2
        chrome = title + gaps + self.primary.sizeHint().height() + 4
        self.resize(QSize(self._width, min(content + chrome, self._room())))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the right height, and at first the buttons, so that Tab reaches them last."""
        if self.foot.parent() is None:
            # Tab goes the way things were added. (Walking along nextInFocusChain() instead makes
            # PySide take one widget for another's child, and then the dialog for garbage.)
            self._layout.addWidget(self.foot)
            self.foot.show()
            self.primary.setDefault(True)
        self.fit()
        super().showEvent(event)

    def _room(self) -> int:
        over = self.parentWidget()
        screen = over.screen() if over else QGuiApplication.primaryScreen()
        return screen.availableGeometry().height() - 60

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 0, 24, 0)
        head.addWidget(self.title)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.primary)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 20, 0, 20)
        layout.setSpacing(14)
        layout.addLayout(head)
        layout.addWidget(self.area, 1)
