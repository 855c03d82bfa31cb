"""The board of fixes: a column for each stage, and every fix as a card.

Columns have no frame and are as high as their cards; all of them scroll as one. Where four have no
room beside each other, they stand two and two.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tracker.app.signals.corrections import FixCard, Stage
from tracker.app.signals.pulse import PulseFixCard
from tracker.domain.correction import Fix, FixKind
from tracker.domain.pulse import PulseFix
from tracker.gui.icons import icon
from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.painting import Sparkline
from tracker.gui.widgets.row_menu import by_mouse
from tracker.gui.widgets.rows import delete_later, scrolling
from tracker.gui.widgets.text import button, label, lines_in, plain

LEAST, NAME_LINES = 190, 2  # px of a column; lines of a name

TONES = {Stage.WORKED: "better", Stage.FAILED: "worse"}
WORDS = {
    Stage.OPEN: "Under way",
    Stage.WAITING: "Waiting for its effect",
    Stage.WORKED: "Worked",
    Stage.FAILED: "Did not work",
}
NO_MEASURE = "A fix changes a measure: add a customer and a measure first."


class FixAction(StrEnum):
    """What can be done with a fix."""

    OPEN = "open"
    EDIT = "edit"
    FINISH = "finish"
    LATER = "later"
    DROP = "drop"
    REOPEN = "reopen"
    REMOVE = "remove"


ACTIONS = {
    FixAction.OPEN: "Open",
    FixAction.EDIT: "Edit…",
    FixAction.FINISH: "Done",
    FixAction.LATER: "Look again in 4 weeks",
    FixAction.DROP: "Give up",
    FixAction.REOPEN: "Take it up again",
    FixAction.REMOVE: "Delete",
}


@dataclass(frozen=True, slots=True)
class FixRequest:
    """What is wished of which fix."""

    action: FixAction
    card: FixCard | PulseFixCard


def _fix_of(card: FixCard | PulseFixCard) -> Fix | PulseFix:
    return card.fix if isinstance(card, PulseFixCard) else card.standing.fix


class FixCardView(QFrame):
    """What, for whom, what became of it, and what can be done next."""

    action_requested = Signal(object)  # FixRequest

    def __init__(self, theme: Theme, card: FixCard | PulseFixCard) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card = card
        fix = _fix_of(card)
        self.what = button(plain(fix.what), fix.what, name=fix.what, tone="title")
        self.what.setMinimumWidth(scaled(40))
        self.what.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.menu_button = QToolButton()
        self.menu_button.setIcon(icon(theme, "ellipsis"))
        self.menu_button.setAccessibleName(f"What can be done with {fix.what}")
        self.menu_button.setToolTip("What can be done with it")
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(self._menu())
        self.what.clicked.connect(self._on_open)
        self._lay_out(theme)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for action, text in ACTIONS.items():
            if _offered(action, _fix_of(self.card)):
                menu.addAction(text).setData(str(action))
        menu.triggered.connect(self._on_action)
        return menu

    def _lay_out(self, theme: Theme) -> None:
        card, fix = self.card, _fix_of(self.card)
        head = QHBoxLayout()
        head.addWidget(self.what, 1)
        head.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignTop)
        spark = Sparkline(theme, QSize(180, 34))
        spark.show_spark(card.spark)
        about, kind, who = _told_of(card)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 12)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(label(about, "small", wrap=True))
        layout.addWidget(spark)
        tone = TONES.get(card.stage, "")
        layout.addWidget(label(card.sentence, "quiet", tone=tone, wrap=True))
        if fix.obstacle:
            layout.addWidget(label(f"Obstacle: {fix.obstacle}", "small", wrap=True))
        quiet = " · ".join(word for word in (card.began, who, kind, card.due) if word)
        layout.addWidget(label(quiet, "small", wrap=True))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the same as the button with the three dots."""
        place = event.globalPos() if by_mouse(event) else self.mapToGlobal(self.rect().center())
        self.menu_button.menu().popup(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the name to two lines, and only then cut it."""
        super().resizeEvent(event)
        name = " ".join(_fix_of(self.card).what.split())
        lines = lines_in(name, self.what.font(), self.what.width() - 4, NAME_LINES)
        self.what.setText(plain("\n".join(lines)))

    def _on_action(self, action: QAction) -> None:
        self.action_requested.emit(FixRequest(FixAction(action.data()), self.card))

    def _on_open(self) -> None:
        self.action_requested.emit(FixRequest(FixAction.OPEN, self.card))


def _told_of(card: FixCard | PulseFixCard) -> tuple[str, str, str]:
    """Return whose it is, why it was started, and who does it."""
    if isinstance(card, PulseFixCard):
        return card.about, "only you see this", ""
    fix = card.standing.fix
    kind = "answers a signal" if fix.kind is FixKind.REACTIVE else "before it goes wrong"
    who = f"with {fix.owner}" if fix.owner else "me"
    return f"{card.customer.name} · {card.measure.name}", kind, who


def _offered(action: FixAction, fix: Fix | PulseFix) -> bool:
    match action:
        case FixAction.FINISH:
            return fix.open
        case FixAction.REOPEN:
            return not fix.open
        case FixAction.LATER | FixAction.DROP:
            return fix.dropped_on is None
    return True


class FixColumn(QFrame):
    """One stage: its name, how many fixes, a line, and their cards."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._count = label(role="small")
        self._quiet = label(role="hint", wrap=True)
        head = QHBoxLayout()
        head.addWidget(label(name, "heading", wrap=True), 1)
        head.addWidget(self._count)
        line = QFrame()
        line.setProperty("role", "headline")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self._cards.addWidget(self._quiet)
        self._cards.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(line)
        layout.addSpacing(3)
        layout.addLayout(self._cards, 1)
        self.views: list[FixCardView] = []

    def clear(self, quiet: str) -> None:
        """Take every card away; say something where there is none."""
        for view in self.views:
            delete_later(view)
        self.views = []
        self._quiet.setText(quiet)
        self._quiet.setVisible(bool(quiet))
        self._count.setText("")

    def add(self, view: FixCardView) -> None:
        """Put a card at the end."""
        self.views.append(view)
        self._cards.insertWidget(self._cards.count() - 1, view)
        self._count.setText(str(len(self.views)))


class FixBoard(QWidget):
    """Every stage beside the others, or two and two; all of it scrolls as one."""

    def __init__(self) -> None:
        super().__init__()
        self.columns = {stage: FixColumn(name) for stage, name in WORDS.items()}
        inner = QWidget()
        inner.setProperty("role", "plain")
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(20)
        self._across = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(inner))
        self._arrange(len(self.columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand as many beside each other as have room."""
        super().resizeEvent(event)
        every = len(self.columns)
        fit = next((many for many in (every, 2) if self.width() >= many * scaled(LEAST)), 1)
        self._arrange(fit)

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for at, column in enumerate(self.columns.values()):
            self._grid.addWidget(column, at // across, at % across)
        for at in range(len(self.columns)):
            self._grid.setColumnStretch(at, 1 if at < across else 0)
            self._grid.setRowStretch(at, 0)
        self._grid.setRowStretch(len(self.columns), 1)
