"""Settings: how it looks, what the pulse asks, how many places there are, where the data lies."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLocale, QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.person import person
from tracker.app.settings import TEXT_SIZES, THEMES
from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.form import Form
from tracker.gui.page import Header, Page, page_layout
from tracker.gui.settings.backups import BackupCard
from tracker.gui.settings.cards import PersonCard, PublishCard
from tracker.gui.settings.reminder import ReminderCard
from tracker.gui.theme import USUAL_SIZE, scaled
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.count_field import CountField
from tracker.gui.widgets.text import button, label
from tracker.report.documents.sheet import PaperSheet, sheet_for, use_sheet

CAPS = "A list of priorities must end somewhere. When it is full, you choose who makes room."
WHO = "Shown on scorecards, agreements and the review pack; nowhere else."
PUBLISHING = (
    "Scorecards as pages in a folder, such as a shared drive, renewed with each finished week."
)
BACKUPS = (
    "Checked copies of your file, made automatically while the window is open and when it closes. "
    "Those of the last 24 hours, 14 days and 12 months are kept."
)
REMINDER = "Once a week at the time you choose: what is still to be logged, and what is new."
WIDEST, TWO_COLUMNS = 720, 1000
NAMES = {"system": "As the system", "light": "Light", "dark": "Dark", "contrast": "High contrast"}


class CapsCard(Form):
    """How many places there are, in WOW and at all; a number is kept when it is left."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(stacked=True)
        self.setProperty("role", "plain")
        self._bridge = bridge
        self.wow = CountField(1)
        self.total = CountField(1)
        for field in (self.wow, self.total):
            field.setMaximumWidth(scaled(90))
            field.editingFinished.connect(self._keep)
        self.add("wow_cap", "Places in WOW", self.wow)
        self.add("total_cap", "Places in all", self.total)

    def show_caps(self) -> None:
        """Show what is kept."""
        now = person(self._bridge.tracker)
        for field, value in ((self.wow, now.wow_cap), (self.total, now.total_cap)):
            if not field.hasFocus():
                field.setValue(value)

    def _keep(self) -> None:
        self.clear()
        try:
            commands.set_caps(self._bridge.tracker, self.wow.value(), self.total.value())
        except InvalidInput as error:
            self.show_error(error, focus=False)


class SettingsPage(Page):
    """Every change counts at once; there is nothing to save."""

    reads = frozenset({"person"})
    hint = "Settings take effect at once"

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.person = PersonCard(bridge)
        self.caps = CapsCard(bridge)
        self.publish = PublishCard(bridge)
        self.backups = BackupCard(bridge)
        self.reminder = ReminderCard(bridge)
        self.backups.restore_requested.connect(self.restore_requested)
        self.backups.backup_requested.connect(self.backup_requested)
        mine = (
            self._looks(),
            self._paper(),
            self._check_in(),
            _card("Reminder", REMINDER, self.reminder),
            _card("How many customers", CAPS, self.caps),
        )
        others = (
            _card("Who I am", WHO, self.person),
            _card("Publishing", PUBLISHING, self.publish),
            self._data(),
            _card("Backups", BACKUPS, self.backups),
        )
        self.columns = CardColumns(mine, others)
        layout = page_layout(self)
        layout.addWidget(Header("Settings"))
        layout.addWidget(self.columns, 1)

    def refresh(self) -> None:
        """Show what is chosen."""
        now = self.bridge.settings.now
        with QSignalBlocker(self.themes):
            self.themes.choose(now.theme)
        with QSignalBlocker(self.paper):
            self.paper.choose(now.paper)
        with QSignalBlocker(self.sizes):
            self.sizes.choose(self.bridge.theme.size)
        self.more.setChecked(now.pulse_more)
        self.place.setText(str(self.tracker.path or "In memory only"))
        self.person.show_person()
        self.caps.show_caps()
        self.publish.show_folder()
        self.backups.show_backups()
        self.reminder.show_reminder()

    def _looks(self) -> QFrame:
        self.themes: Segments[str] = Segments([(key, NAMES[key]) for key in THEMES])
        self.themes.setAccessibleName("How it looks")
        self.themes.selected.connect(self._on_theme)
        self.sizes: Segments[int] = Segments([(size, f"{size} %") for size in TEXT_SIZES])
        self.sizes.setAccessibleName("Size of all text")
        self.sizes.selected.connect(self._on_size)
        text = "Light, dark and contrast follow your system unless you choose."
        card = _card("How it looks", text, self.themes)
        if (layout := card.layout()) is not None:
            layout.addWidget(label("Size of all text (Ctrl + and −; Ctrl + 0 is 100 %)", "hint"))
            layout.addWidget(self.sizes)
        return card

    def _paper(self) -> QFrame:
        sheets = [("", "As the system"), *((one.value, one.title) for one in PaperSheet)]
        self.paper: Segments[str] = Segments(sheets)
        self.paper.setAccessibleName("Paper")
        self.paper.selected.connect(self._on_paper)
        return _card("Paper", "What scorecards, reviews and charts are laid out on.", self.paper)

    def _check_in(self) -> QFrame:
        self.more = QCheckBox("Also ask whether I felt valued, listened to and cared for")
        self.more.toggled.connect(self._on_more)
        return _card(
            "Own pulse",
            "Only you see it. It is exported only if you choose to include private words.",
            self.more,
        )

    def _data(self) -> QFrame:
        self.place = label(wrap=True, selectable=True)
        folder = button("Show in folder")
        folder.clicked.connect(self.folder_requested)
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(folder)
        text = "One file holds everything."
        return _card("Where your data is", text, row)

    def _on_theme(self) -> None:
        chosen = self.themes.value or THEMES[0]
        self.bridge.theme.choose(chosen)
        self.bridge.settings.change(theme=chosen)

    def _on_paper(self) -> None:
        chosen = self.paper.value or ""
        self.bridge.settings.change(paper=chosen)
        use_sheet(sheet_for(chosen, QLocale.system().name()))

    def _on_size(self) -> None:
        size = self.sizes.value or USUAL_SIZE
        self.bridge.settings.change(text_size=size)
        self.bridge.theme.resize_text(size)  # last: this page is made anew

    def _on_more(self, more: bool) -> None:
        self.bridge.settings.change(pulse_more=more)


class CardColumns(QScrollArea):
    """Cards in two columns, or in one below the other where two have no room; it scrolls."""

    def __init__(self, *columns: Iterable[QFrame]) -> None:
        super().__init__()
        body = QWidget()
        body.setProperty("role", "plain")
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom, body)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(12)
        for cards in columns:
            column = QVBoxLayout()
            column.setSpacing(12)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._both.addLayout(column, 1)
        self._body = body
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(body)
        self._stand()

    @property
    def side_by_side(self) -> bool:
        """Whether there is room for two columns."""
        return self.width() >= scaled(TWO_COLUMNS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width there is."""
        self._stand()
        super().resizeEvent(event)

    def _stand(self) -> None:
        two, across = self.side_by_side, QBoxLayout.Direction.LeftToRight
        self._both.setDirection(across if two else QBoxLayout.Direction.TopToBottom)
        # Else its height is asked for a width that no card takes.
        self._body.setMaximumWidth(scaled(2 * WIDEST if two else WIDEST))


def _card(title: str, text: str, content: QHBoxLayout | QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(16, 12, 16, 14)
    layout.setSpacing(8)
    layout.addWidget(label(title, "heading"))
    layout.addWidget(label(text, "hint", wrap=True))
    if isinstance(content, QWidget):
        layout.addWidget(content)
    else:
        layout.addLayout(content)
    return card
