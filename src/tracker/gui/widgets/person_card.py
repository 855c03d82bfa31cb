"""Who I am on what I share: name, role, address and logo, each kept as soon as it is typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from tracker.app import commands
from tracker.app.commands.person import LARGEST_LOGO, person
from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.form import Form

SIZES = (QSize(640, 240), QSize(400, 150), QSize(240, 90))
SHOWN = QSize(120, 40)
NOT_A_PICTURE = "Choose a PNG or JPEG picture."


class PersonCard(Form):
    """A form without a button: leaving a field keeps what it says."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(stacked=True)
        self.setProperty("role", "plain")
        self._bridge = bridge
        self.name = QLineEdit()
        self.name.setPlaceholderText("As your customers know you")
        self.role = QLineEdit()
        self.role.setPlaceholderText("What you do, or your team")
        self.mail = QLineEdit()
        self.mail.setPlaceholderText("Where customers may send their reply")
        for field in (self.name, self.role, self.mail):
            field.editingFinished.connect(self._keep)
        self.add("name", "Name", self.name)
        self.add("role", "Role", self.role)
        self.add("mail", "E-mail", self.mail)
        self.add("logo", "Logo", self._logo_row())

    def show_person(self) -> None:
        """Show what is kept; a field that is being typed in is left alone."""
        now = person(self._bridge.tracker)
        for field, text in ((self.name, now.name), (self.role, now.role), (self.mail, now.mail)):
            if not field.hasFocus():
                field.setText(text)
        self.remove.setVisible(now.logo is not None)
        self.picture.setVisible(now.logo is not None)
        if now.logo is not None:
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
            shown = QPixmap()
            shown.loadFromData(now.logo)
            self.picture.setPixmap(shown.scaled(SHOWN, keep, smooth.SmoothTransformation))

    def _logo_row(self) -> QWidget:
        self.picture = QLabel()
        self.picture.setAccessibleName("Your logo")
        self.choose = QPushButton("Choose a picture…")
        self.choose.clicked.connect(self._on_choose)
        self.remove = QPushButton("Take it away")
        self.remove.clicked.connect(self._on_remove)
        row = QWidget()
        row.setProperty("role", "plain")
        row.setFocusProxy(self.choose)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.picture, self.choose, self.remove):
            layout.addWidget(widget)
        layout.addStretch(1)
        return row

    def _keep(self) -> None:
        self.clear()
        tracker = self._bridge.tracker
        try:
            commands.introduce(tracker, self.name.text(), self.role.text(), self.mail.text())
        except InvalidInput as error:
            self.complain(error, focus=False)

    def _on_choose(self) -> None:
        self.dialog = QFileDialog(self, "Choose a logo", "", "Pictures (*.png *.jpg *.jpeg)")
        self.dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.fileSelected.connect(self._on_chosen)
        self.dialog.open()

    def _on_chosen(self, name: str) -> None:
        self.clear()
        try:
            commands.set_logo(self._bridge.tracker, small_logo(Path(name)))
        except InvalidInput as error:
            self.complain(error)

    def _on_remove(self) -> None:
        commands.set_logo(self._bridge.tracker, None)
        self.choose.setFocus()


def small_logo(path: Path) -> bytes:
    """Return a picture as PNG, no larger than a page needs; what else was in its file is left out.

    Raises `InvalidInput` for what is no picture.
    """
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    reader.setAllocationLimit(256)
    image = reader.read()
    if image.isNull():
        raise InvalidInput("logo", f"“{path.name}” cannot be read as a picture", NOT_A_PICTURE)
    for key in image.textKeys():
        image.setText(key, "")
    for size in SIZES:
        if image.width() > size.width() or image.height() > size.height():
            smooth = Qt.TransformationMode.SmoothTransformation
            image = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        content = _png(image)
        if len(content) <= LARGEST_LOGO:
            break
    return content


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
