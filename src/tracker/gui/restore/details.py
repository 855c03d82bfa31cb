"""What one backup holds, what would be lost with it by name, and the button that uses it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.app.backups.looking import BackupLook
from tracker.domain.backup import CustomerContents, Difference
from tracker.gui.restore.inspector import LostRows
from tracker.gui.theme import Theme, scaled, set_tone, unscaled
from tracker.gui.widgets.painting import (
    LEADING,
    MEDIUM,
    REGULAR,
    CellPainter,
    scaled_painter,
    write_line,
)
from tracker.gui.widgets.text import ElidedLabel, button, label, plain, show_text
from tracker.report.dates import moment_within, short_day
from tracker.report.text.backups import (
    bring_words,
    lost_line,
    newest_entry,
    one_customer_line,
)

MOST_NAMED = 6
MOST_CUSTOMERS = 12
WEEKS = 26
ROW, HEAD, SQUARE = 28, 24, 8
STRIDE = SQUARE + 3
COLUMNS = (0, 130, 190, 284)  # where the columns of the table begin
SQUARES = COLUMNS[-1]
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
SIDES = (LEADING, RIGHT, RIGHT, LEADING)


class ContentsTable(QWidget):
    """A row a customer: how many entries, the newest, and a square for each week with one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._customers: tuple[CustomerContents, ...] = ()
        self._left = 0
        self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_customers(self, customers: tuple[CustomerContents, ...], today: date) -> None:
        """Show these."""
        self._customers = customers[:MOST_CUSTOMERS]
        self._left = len(customers) - len(self._customers)
        self._today = today
        told = [f"{one.name}: {one.entries} entries" for one in self._customers]
        self.setAccessibleName("; ".join(told) or "No customers")
        self.updateGeometry()
        self.update()

    @property
    def weeks(self) -> int:
        """How many of the newest weeks there is room for."""
        return max(min(WEEKS, (unscaled(self.width()) - SQUARES) // STRIDE), 0)

    def sizeHint(self) -> QSize:
        """Return the height of the head and all rows."""
        rows = len(self._customers) + (1 if self._left else 0)
        return QSize(scaled(SQUARES + WEEKS * STRIDE), scaled(HEAD + rows * ROW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the head and the rows."""
        painter, room = scaled_painter(self)
        cells = CellPainter(painter, self._theme)
        cells.mirrored = False
        heads = ("Customer", "Entries", "Newest", f"The {self.weeks} weeks up to now")
        head = QRect(0, 0, room.width(), HEAD)
        for cell, words, side in zip(_columns(head), heads, SIDES, strict=True):
            write_line(painter, self._theme, cell, words, "third", 11, side=side)
        for at, one in enumerate(self._customers):
            self._paint_row(cells, QRect(0, HEAD + at * ROW, room.width(), ROW), one)
        if self._left:
            row = QRect(0, room.height() - ROW, room.width(), ROW)
            cells.text(row, f"and {self._left} more", "second", 12)

    def _paint_row(self, cells: CellPainter, row: QRect, one: CustomerContents) -> None:
        painter, theme = cells.painter, self._theme
        cells.bar(QRect(0, row.top(), row.width(), 1), "line")
        newest = short_day(one.newest, self._today) if one.newest else ""
        said = ((one.name, "text"), (str(one.entries), "text"), (newest, "second"))
        for cell, (words, role), side in zip(_columns(row), said, SIDES, strict=False):
            weight = MEDIUM if words is one.name else REGULAR
            write_line(painter, theme, cell, words, role, 13, weight, side)
        monday = self._today - timedelta(days=self._today.weekday())
        for at in range(self.weeks):
            week = monday - timedelta(weeks=self.weeks - 1 - at)
            cell = QRect(SQUARES + at * STRIDE, row.top() + 10, SQUARE, SQUARE)
            cells.bar(cell, "usual_line" if week in one.weeks else "hover")


class BackupDetails(QFrame):
    """The card beside the list."""

    use_requested = Signal()
    customer_requested = Signal(object)  # str: by name

    def __init__(self, theme: Theme, clock: Callable[[], datetime], *, whole: bool) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._clock = clock
        self.title = label(role="section")
        self.badge = label(role="badge")
        self.line = label(role="hint", wrap=True)
        self.use = button("Use this backup", tone="accent", auto_default=False)
        self.use.clicked.connect(self.use_requested)
        # Into a file that is whole: what is damaged is put back as a whole.
        self.only = button("Only one customer…", auto_default=False)
        self.only.setVisible(whole)
        self.only.setEnabled(False)
        self._customers = QMenu(self)
        self._customers.triggered.connect(self._on_customer)
        self.only.setMenu(self._customers)
        self.promise = label(role="hint", wrap=True)
        self.lost_title = label("What you would lose", "heading")
        self.lost_line = label(role="hint", wrap=True)
        self.lost = QGridLayout()
        self.bring = QCheckBox()
        self.bring.setChecked(True)
        self.table_title = label("What is in it", "heading")
        self.table = ContentsTable(theme)
        self._lay_out()

    @property
    def brings(self) -> bool:
        """Whether what was entered after the backup is to be brought along."""
        return not self.bring.isHidden() and self.bring.isChecked()

    def show_backup(self, look: BackupLook | None, made_at: datetime, promise: str) -> None:
        """Show a backup; what would be lost with it comes later."""
        now = self._clock()
        self.title.setText(f"Backup of {moment_within(made_at, now)}")
        contents = look.contents if look else None
        usable = contents is not None
        self.badge.setText("whole" if usable else "does not open" if look else "being read")
        set_tone(self.badge, "better" if usable else "worse" if look else "")
        self.line.setText(
            newest_entry(contents)
            if contents
            else look.trouble.sentence
            if look and look.trouble
            else "It is being read through."
        )
        self.use.setEnabled(usable)
        self._offer({})
        self.promise.setText(promise if usable else "")
        show_text(self.lost_line, "Compared with what can be read now…" if usable else "")
        for one in (self.lost_title, self.table_title, self.table):
            one.setVisible(usable)
        self._show_rows([])
        self.table.show_customers(contents.customers if contents else (), now.date())

    def show_lost(self, found: LostRows) -> None:
        """Name what would be lost."""
        lost = found.lost or []
        self.lost_line.setText(lost_line(len(lost), found.whole, found.lost is not None))
        self._show_rows(lost)
        self._offer(found.customers)

    def _offer(self, customers: Mapping[str, int]) -> None:
        """Offer each customer of whom something was deleted or changed since."""
        self._customers.clear()
        for name, lost in customers.items():
            action = self._customers.addAction(plain(one_customer_line(name, lost)))
            action.setData(name)
        self.only.setEnabled(bool(customers))

    def _on_customer(self, action: QAction) -> None:
        self.customer_requested.emit(str(action.data()))

    def _show_rows(self, lost: list[Difference]) -> None:
        while (item := self.lost.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for at, one in enumerate(lost[:MOST_NAMED]):
            for column, words in enumerate((one.customer, one.what, one.says)):
                cell = label(words, wrap=True) if column else ElidedLabel(words, "hint")
                self.lost.addWidget(cell, at, column, Qt.AlignmentFlag.AlignTop)
        if len(lost) > MOST_NAMED:
            more = label(f"and {len(lost) - MOST_NAMED} more", "hint")
            self.lost.addWidget(more, MOST_NAMED, 0, 1, 3)
        self.bring.setText(bring_words(len(lost)))
        self.bring.setVisible(bool(lost))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.badge)
        head.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.use)
        row.addWidget(self.only)
        row.addWidget(self.promise, 1)
        self.lost.setHorizontalSpacing(16)
        self.lost.setVerticalSpacing(6)
        for column, share in enumerate((2, 4, 4)):
            self.lost.setColumnStretch(column, share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.line)
        layout.addLayout(row)
        for title, parts in (
            (self.lost_title, (self.lost_line, self.lost, self.bring)),
            (self.table_title, (self.table,)),
        ):
            layout.addSpacing(8)
            layout.addWidget(title)
            for part in parts:
                if isinstance(part, QWidget):
                    layout.addWidget(part)
                else:
                    layout.addLayout(part)
        layout.addStretch(1)


def _columns(row: QRect) -> list[QRect]:
    """Return the cells of a row: name, count, newest, and what is left for the weeks."""
    ends = (*(begin - 20 for begin in COLUMNS[1:]), row.width())
    return [
        QRect(begin, row.top(), max(end - begin, 0), row.height())
        for begin, end in zip(COLUMNS, ends, strict=True)
    ]
