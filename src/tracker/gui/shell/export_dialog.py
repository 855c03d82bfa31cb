"""What an export holds, before it is written: in which form, and private words only if asked."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QWidget

from tracker.app.settings import Settings
from tracker.app.transfer.exporting import private_notes
from tracker.app.transfer.forms import ExportChoices, ExportForm, written
from tracker.domain.errors import TrackerError
from tracker.gui.bridge import Bridge
from tracker.gui.draft import FINDS
from tracker.gui.form import FormDialog
from tracker.gui.widgets.save_dialog import save_dialog
from tracker.gui.widgets.text import label
from tracker.report.wording import number_of
from tracker.store.outgoing import write_whole

WIDTH = 520
TITLE = "Export"


class FormOffer(NamedTuple):
    """A form as a person chooses it: its words, what it holds, and the name that is proposed."""

    words: str
    holds: str
    name: str
    form: ExportForm
    separator: str = ","
    decimal: str = "."


_EVALUATIONS = "Every evaluation of every customer, one row each: value, skip, notes, cause, link."
OFFERS = {
    "csv": FormOffer(
        "Table (CSV)",
        f"{_EVALUATIONS} Other programs read it, and it can be imported again.",
        "Impact Tracker evaluations",
        ExportForm.CSV,
    ),
    "csv_comma": FormOffer(
        "Table for an Excel with decimal commas (CSV)",
        f"{_EVALUATIONS} Cells are separated by semicolons and 2.5 is written 2,5.",
        "Impact Tracker evaluations",
        ExportForm.CSV,
        ";",
        ",",
    ),
    "xlsx": FormOffer(
        "Excel workbook",
        f"{_EVALUATIONS} One sheet has all values, and each measure one of its own to chart from.",
        "Impact Tracker evaluations",
        ExportForm.EXCEL,
    ),
    "json": FormOffer(
        "Everything (JSON)",
        "Every table of this file in a form that other programs read. With your private words it"
        " can be imported into a new file, and nothing is missing.",
        "Impact Tracker everything",
        ExportForm.WHOLE,
    ),
}
NONE = "You have written no private note, so none can be in it."
OUT = "Your private notes stay out of the file."
IN = "Whoever gets the file can read your private notes: keep it to yourself."
ALL_OUT = "Your private notes, your pulse and what you wrote about people stay out of the file."
ALL_IN = "Whoever gets the file can read all you ever wrote: keep it to yourself."
ALL_ALONG = "Include my private words"


class ExportDialog(FormDialog):
    """Says what will be in the file, then asks where it shall lie."""

    def __init__(self, bridge: Bridge, parent: QWidget, settings: Settings) -> None:
        super().__init__(bridge, parent, TITLE, WIDTH)
        self._settings = settings
        self.dialog: QFileDialog | None = None
        self._notes = private_notes(self.tracker)
        self.offers = QComboBox()
        self.offers.setAccessibleName("Format")
        for key, offer in OFFERS.items():
            self.offers.addItem(offer.words, key)
        self.offers.setCurrentIndex(max(0, self.offers.findData(settings.now.export_form)))
        self.holds = label("", "quiet", wrap=True)
        self.private = QCheckBox()
        self.private.setProperty(FINDS, True)  # noqa: FBT003 - Qt's own; said anew each time
        self.said = label("", "quiet", wrap=True)
        self.failed = label(tone="error", wrap=True)
        self.failed.hide()
        for widget in (self.offers, self.holds, self.private, self.said, self.failed):
            self.column.addWidget(widget)
        self.primary.setText("Choose where…")
        self.offers.currentIndexChanged.connect(self._on_offer)
        self.private.toggled.connect(self._on_toggled)
        self._on_offer()

    @property
    def offer(self) -> FormOffer:
        """What is chosen."""
        return OFFERS[str(self.offers.currentData())]

    def submit(self) -> None:
        """Ask where; this stays open until the file is written."""
        self.failed.hide()
        offer = self.offer
        kinds = {offer.form.value: offer.words.replace("(", "").replace(")", "")}
        self.dialog = save_dialog(self, self.bridge, TITLE, kinds, offer.name, self.write)
        self.dialog.open()

    def write(self, path: Path) -> None:
        """Write the file, and say what is in it."""
        offer, private = self.offer, self.private.isChecked()
        choices = ExportChoices(private, offer.separator, offer.decimal)
        try:
            made = written(offer.form, self.tracker, choices, self.bridge.today())
            write_whole(path, made.content, private=private)
        except TrackerError as error:
            self.failed.setText(error.sentence)
            self.failed.show()
            self.fit()
            return
        self.bridge.show_message(f"{made.counted} saved to {path.name}. {made.sentence}")
        self.accept()
        try:
            self._settings.change(export_form=str(self.offers.currentData()))
        except TrackerError as error:
            self.bridge.show_message(error.sentence)

    def _on_offer(self) -> None:
        """Say what the chosen form holds, and what of it is private."""
        whole = self.offer.form is ExportForm.WHOLE
        self.holds.setText(self.offer.holds)
        notes = number_of(self._notes, "private note")
        self.private.setText(ALL_ALONG if whole else f"Include {notes}")
        self.private.setVisible(whole or bool(self._notes))
        if self.private.isHidden():
            self.private.setChecked(False)
        self.failed.hide()
        self._on_toggled()
        self.fit()

    def _on_toggled(self) -> None:
        taken = self.private.isChecked()
        if self.offer.form is ExportForm.WHOLE:
            self.said.setText(ALL_IN if taken else ALL_OUT)
        elif self._notes:
            self.said.setText(IN if taken else OUT)
        else:
            self.said.setText(NONE)
