"""The board of fixes: a column for each stage, and every fix as a card."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
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
from tracker.gui.widgets.rows import delete_later
from tracker.gui.widgets.text import button, elide, label, plain

TONES = {Stage.WORKED: "better", Stage.FAILED: "worse"}
WORDS = {
    Stage.OPEN: "Under way",
    Stage.WAITING: "Waiting for its effect",
    Stage.WORKED: "Worked",
    Stage.FAILED: "Did not turn it",
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
    FixAction.DROP: "Give it up",
    FixAction.REOPEN: "Take it up again",
    FixAction.REMOVE: "Delete",
}


@dataclass(frozen=True, slots=True)
class FixWish:
    """What is wished of which fix."""

    action: FixAction
    card: FixCard | PulseFixCard


def _fix_of(card: FixCard | PulseFixCard) -> Fix | PulseFix:
    return card.fix if isinstance(card, PulseFixCard) else card.standing.fix


class FixCardView(QFrame):
    """What, for whom, what became of it, and what can be done next."""

    action_requested = Signal(object)  # FixWish

    def __init__(self, theme: Theme, card: FixCard | PulseFixCard) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card = card
        fix = _fix_of(card)
        self.what = button(plain(fix.what), fix.what, tone="title")
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
        """Cut the name where the card ends."""
        super().resizeEvent(event)
        room = self.width() - 70
        name = _fix_of(self.card).what
        self.what.setText(plain(elide(name, room, self.what.fontMetrics())))

    def _on_action(self, action: QAction) -> None:
        self.action_requested.emit(FixWish(FixAction(action.data()), self.card))

    def _on_open(self) -> None:
        self.action_requested.emit(FixWish(FixAction.OPEN, self.card))


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
    """One stage: its name, how many fixes, and their cards, which scroll."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._count = label(role="small")
        self._quiet = label(role="hint", wrap=True)
        head = QHBoxLayout()
        head.addWidget(label(name, "heading", wrap=True), 1)
        head.addWidget(self._count)
        inner = QWidget()
        inner.setProperty("role", "plain")
        self._cards = QVBoxLayout(inner)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(8)
        self._cards.addWidget(self._quiet)
        self._cards.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(area, 1)
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
