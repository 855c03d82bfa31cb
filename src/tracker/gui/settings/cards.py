"""The cards of who I am and where I publish; the publisher sees to a folder that is left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.person import LARGEST_LOGO, person
from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.form import Form
from tracker.gui.publisher import CHOSEN, STOPPED
from tracker.gui.widgets.text import ElidedLabel, button, label

SIZES = (QSize(640, 240), QSize(400, 150), QSize(240, 90))
SHOWN = QSize(120, 40)
NOT_A_PICTURE = "Choose a PNG or JPEG picture."
NOWHERE = "No folder chosen: nothing is published."


class PersonCard(Form):
    """Name, role, address and logo on what I share; leaving a field keeps what it says."""

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
            keep = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            logo = QPixmap()
            logo.loadFromData(now.logo)
            self.picture.setPixmap(logo.scaled(SHOWN, keep, smooth))

    def _logo_row(self) -> QWidget:
        self.picture = label()
        self.picture.setAccessibleName("Your logo")
        self.choose = button("Choose a picture…")
        self.choose.clicked.connect(self._on_choose)
        self.remove = button("Remove the logo")
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
            self.show_error(error, focus=False)

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
            self.show_error(error)

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


class PublishCard(QWidget):
    """The folder that customers can look into, or none; and whether an index lists all pages."""

    share_requested = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self.place = ElidedLabel()
        self.choose = button("Choose a folder…")
        self.choose.clicked.connect(self._on_choose)
        self.stop = button("Stop publishing")
        self.stop.clicked.connect(self._on_stop)
        self.index = QCheckBox("Also write a list of all pages there (everybody sees the names)")
        self.index.clicked.connect(self._on_index)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.place, 1)
        row.addWidget(self.choose)
        row.addWidget(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.index)

    def show_folder(self) -> None:
        """Show what is kept."""
        now = person(self._bridge.tracker)
        self.place.show_text(now.publish_to or NOWHERE)
        self.stop.setVisible(bool(now.publish_to))
        self.index.setVisible(bool(now.publish_to))
        self.index.setChecked(now.publish_index)

    def _on_choose(self) -> None:
        begin = person(self._bridge.tracker).publish_to
        self.dialog = QFileDialog(self, "Publish scorecards into", begin)
        self.dialog.setFileMode(QFileDialog.FileMode.Directory)
        self.dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.fileSelected.connect(self._on_chosen)
        self.dialog.open()

    def _on_chosen(self, name: str) -> None:
        self._go(Path(name), CHOSEN)

    def _on_stop(self) -> None:
        self._go(None, STOPPED)
        self.choose.setFocus()

    def _go(self, folder: Path | None, said: str) -> None:
        """Publish there from now on; the publisher takes our pages away from where they were."""
        self._bridge.show_message(said)
        commands.publish_into(self._bridge.tracker, folder, index=self.index.isChecked())

    def _on_index(self, wanted: bool) -> None:
        place = person(self._bridge.tracker).publish_to
        commands.publish_into(self._bridge.tracker, Path(place) if place else None, index=wanted)
