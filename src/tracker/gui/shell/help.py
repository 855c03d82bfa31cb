"""The two dialogs of the Help menu: every key there is, and what this program is."""

from __future__ import annotations

import platform
from functools import partial

from PySide6.QtCore import QSize, Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

import tracker
from tracker.gui.accessible.tabbing import TabsAsRead
from tracker.gui.bridge import Bridge
from tracker.gui.draft import FINDS
from tracker.gui.form import room_over
from tracker.gui.icons import icon
from tracker.gui.menus import MENUS, PAGE_ENTRIES, key_name
from tracker.gui.theme import scaled
from tracker.gui.widgets.rows import plain_column, scrolling
from tracker.gui.widgets.text import button, label

Key = tuple[str, str]
IN_PAGES: tuple[tuple[str, tuple[Key, ...]], ...] = (
    (
        "Wherever something is written",
        (
            ("Enter  Ctrl+Enter", "Save and go on; in a dialog, save and close"),
            ("Shift+Enter", "Start a new line"),
            ("Menu  Shift+F10", "Open the menu of a row, a card or a chart"),
            ("Esc", "Leave; what you wrote is not lost: it is saved, or there again next time"),
            ("1 … 5", "Choose, in a row of figures"),
        ),
    ),
    (
        "On This week",
        (
            ("1 … 5", "Rate, and go on"),
            ("0 … 9  ,  .", "Enter a number"),
            ("Y  N", "Answer yes or no"),
            ("=", "Same as last time"),
            ("Enter  Down", "Go on"),
            ("Up", "Go back"),
            ("Home  End", "Go to the first or last row"),
            ("PgUp  PgDown", "Go to the customer before or after"),
            ("N", "Write a note (Shift+N where N answers no)"),
            ("S", "Skip, with a reason"),
            ("Del", "Clear the entry"),
            ("T", "Show the trend"),
            ("B", "Open the first line below the table"),
        ),
    ),
    (
        "On Customers",
        (
            ("Left  Right  Up  Down", "Move between the cards"),
            ("Enter", "Go on to the customer’s page; in it, open a measure’s trend"),
            ("F2", "Edit the measure or service"),
            ("Del", "Archive the measure, retire the service"),
            ("Menu", "Open the menu of a card or a row"),
        ),
    ),
    (
        "On needs, and on how they like it",
        (
            ("Alt+Up  Alt+Down", "Rank"),
            ("Enter", "Edit it"),
            ("M", "Make a measure of it"),
            ("Del", "Drop or remove it"),
            ("P  U", "Needs: pair with one of the other list, unpair"),
            ("D", "Needs: the day, and how it is known"),
            ("Space", "How: important to them, or no longer"),
            ("A  G", "How: they told me today, or my guess"),
        ),
    ),
    (
        "On a questionnaire, and on the priority worksheet",
        (
            ("1 … 5", "Answer; on the worksheet, answer and go on"),
            ("-  0 … 2", "History with me: a minus first means less"),
            ("Y  N", "Answer yes or no"),
            ("Arrows", "Change the figure; on the worksheet, move"),
            ("Enter", "Go on; on an earlier day, compare it with now"),
            ("Del", "Clear the answer"),
        ),
    ),
    (
        "On Trends",
        (
            ("Left  Right", "Read the point before or after"),
            ("Home  End", "Read the first or last point; Home zooms back first"),
            ("+  -", "Zoom in or out"),
            ("E", "Add an event on the day under the cursor"),
            ("F", "Start a fix for the measure that is shown"),
            ("Enter", "In the list: go on to the chart"),
            ("Alt+Down", "Choose a measure, in a narrow window"),
            ("Esc", "Stop reading, zoom back"),
        ),
    ),
    (
        "In the guided plan",
        (
            ("Enter", "Go on: to the next field, then to the next question"),
            ("Alt+1 … 3", "While a name is typed: WOW, Serve well, Don’t annoy"),
            ("1 … 6", "Choose a place, a question, or how they like it"),
            ("Down  Up", "Move between the ready-made measures"),
            ("Esc", "Leave it for later; what you typed is saved"),
        ),
    ),
    (
        "In a dialog",
        (("Arrows  Space", "Choose one of several"),),
    ),
)
WHAT = (
    "For one person who serves other people at work: choose a few customers, promise each a few "
    "measures, log an honest week, hear of changes early, share the chart."
)
LICENCES = (
    ("Impact Tracker", "MIT"),
    ("Qt and PySide6", "LGPL 3"),
    ("pyqtgraph", "MIT"),
    ("numpy", "BSD 3-Clause"),
    ("sqlite-utils", "Apache 2.0"),
    ("click", "BSD 3-Clause"),
    ("platformdirs", "MIT"),
    ("Inter, the typeface", "SIL Open Font License 1.1"),
    ("Lucide, the icons", "ISC"),
)


def every_key() -> list[tuple[str, tuple[Key, ...]]]:
    """Return the keys in groups: each menu's, then each page's own."""
    groups: list[tuple[str, tuple[Key, ...]]] = []
    for title, commands in MENUS:
        keys = tuple(
            (key_name(command.shortcut), _bare(command.text))
            for command in commands
            if command and command.shortcut
        )
        groups.append((_bare(title), keys))
    groups.append(("Go", tuple((key_name(entry.shortcut), entry.name) for entry in PAGE_ENTRIES)))
    return [group for group in groups if group[1]] + list(IN_PAGES)


class KeysDialog(TabsAsRead, QDialog):
    """Two columns: the keys of the menus, as the menus have them, and those inside the pages.

    Typing looks for one.
    """

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.resize(QSize(scaled(560), scaled(560)).boundedTo(room_over(self)))
        self.search = QLineEdit()
        self.search.setProperty(FINDS, True)  # noqa: FBT003 - Qt's own
        self.search.setPlaceholderText("Find a key or what it does")
        self.search.setAccessibleName("Find a key or what it does")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_find)
        self.groups: list[tuple[QLabel, list[tuple[QLabel, QLabel]]]] = []
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName("Keys and what they do")
        area.setWidget(self._inside())
        close = button("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        layout.addWidget(label("Keys", "title"))
        layout.addWidget(self.search)
        layout.addWidget(area, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.search.setFocus()

    def _inside(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("role", "plain")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for title, keys in every_key():
            heading = label(title, "heading")
            heading.setContentsMargins(0, 10, 0, 0)
            grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
            lines = []
            for key, does in keys:
                row = grid.rowCount()
                cap, meaning = label(key, "key"), label(does, wrap=True)
                grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(meaning, row, 1)
                lines.append((cap, meaning))
            self.groups.append((heading, lines))
        grid.setRowStretch(grid.rowCount(), 1)
        return inside

    def _on_find(self, text: str) -> None:
        wanted = text.strip().casefold()
        for heading, lines in self.groups:
            whole = wanted in heading.text().casefold()
            seen = False
            for cap, meaning in lines:
                hit = whole or wanted in f"{cap.text()} {meaning.text()}".casefold()
                cap.setVisible(hit)
                meaning.setVisible(hit)
                seen = seen or hit
            heading.setVisible(seen)


class AboutDialog(TabsAsRead, QDialog):
    """Which version, where the data lies, and whose work it stands on; all of it can be copied."""

    def __init__(self, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Impact Tracker")
        self.setMinimumWidth(scaled(500))
        self._path = bridge.tracker.path
        text = partial(label, wrap=True, selectable=True)
        drawing = label()
        drawing.setPixmap(icon(bridge.theme, "app").pixmap(QSize(scaled(48), scaled(48))))
        self.version = text(
            f"Version {tracker.__version__} · Python {platform.python_version()} · Qt {qVersion()}",
            "hint",
        )
        head, names = QHBoxLayout(), QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(text("Impact Tracker", "title"))
        names.addWidget(self.version)
        head.addWidget(drawing)
        head.addSpacing(8)
        head.addLayout(names, 1)
        self.place = text(str(self._path or "In memory only: nothing is kept"), "quiet")
        self.folder = button("Show in folder")
        self.folder.setEnabled(self._path is not None)
        self.folder.clicked.connect(self._on_folder)
        self.licences = text("\n".join(f"{what}: {under}" for what, under in LICENCES), "hint")
        close = button("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        inside, layout = plain_column()
        layout.setContentsMargins(24, 0, 24, 0)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(text(WHAT, "quiet"))
        layout.addWidget(text("Your data", "heading"))
        layout.addWidget(self.place)
        layout.addWidget(self.folder, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(text("Licences", "heading"))
        layout.addWidget(self.licences)
        layout.addStretch(1)
        self._lay_out(inside, layout.totalHeightForWidth(scaled(500)), close)

    def _lay_out(self, inside: QWidget, high: int, close: QPushButton) -> None:
        """Let what is said scroll where the window is low; the button stays."""
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 20, 0, 20)
        whole.setSpacing(10)
        whole.addWidget(scrolling(inside), 1)
        whole.addLayout(foot)
        high += close.sizeHint().height() + 50
        self.resize(QSize(scaled(500), high).boundedTo(room_over(self)))

    def _on_folder(self) -> None:
        if self._path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))


def _bare(text: str) -> str:
    return text.replace("&", "").removesuffix("…").strip()
