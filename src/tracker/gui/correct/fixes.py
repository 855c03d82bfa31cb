"""One fix as a card: what, for whom, what became of it, and what can be done next.

One stage of fixes: its name, how many, and its cards.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tracker.app.signals.corrections import FixCard, Stage
from tracker.domain.correction import FixKind
from tracker.gui.icons import icon
from tracker.gui.theme import Theme
from tracker.gui.widgets.painting import Sparkline

TONES = {Stage.WORKED: "better", Stage.FAILED: "worse"}
WORDS = {
    Stage.OPEN: "Under way",
    Stage.WAITING: "Waiting for its effect",
    Stage.WORKED: "Worked",
    Stage.FAILED: "Did not turn it",
}
# Each action of a card: its words, its key for the page, and when it is offered.
ACTIONS = (
    ("Edit…", "edit", lambda card: True),
    ("Done", "finish", lambda card: card.standing.fix.open),
    ("Look again in 4 weeks", "later", lambda card: card.standing.fix.dropped_on is None),
    ("Give it up", "drop", lambda card: card.standing.fix.dropped_on is None),
    ("Take it up again", "reopen", lambda card: not card.standing.fix.open),
    ("Delete", "remove", lambda card: True),
)


class FixCardView(QFrame):
    """Shows a card; what is wanted of it is told by `wished`."""

    wished = Signal(object)  # tuple[str, FixCard]

    def __init__(self, theme: Theme, card: FixCard) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card = card
        fix = card.standing.fix
        self.what = QPushButton(fix.what)
        self.what.setProperty("tone", "title")
        self.what.setToolTip(fix.what)
        self.what.setMinimumWidth(40)
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
        for text, wish, offered in ACTIONS:
            if offered(self.card):
                action = menu.addAction(text)
                action.setData(wish)
        menu.triggered.connect(self._on_action)
        return menu

    def _lay_out(self, theme: Theme) -> None:
        card, fix = self.card, self.card.standing.fix
        head = QHBoxLayout()
        head.addWidget(self.what, 1)
        head.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignTop)
        spark = Sparkline(theme, QSize(180, 34))
        spark.show_spark(card.spark)
        kind = "answers a signal" if fix.kind is FixKind.REACTIVE else "before it goes wrong"
        who = f"with {fix.owner}" if fix.owner else "me"
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 12)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(_text(f"{card.customer.name} · {card.measure.name}", "small"))
        layout.addWidget(spark)
        outcome = _text(card.sentence, "quiet")
        outcome.setProperty("tone", TONES.get(card.stage, ""))
        layout.addWidget(outcome)
        if fix.obstacle:
            layout.addWidget(_text(f"Obstacle: {fix.obstacle}", "small"))
        quiet = [card.began, who, kind, card.due]
        layout.addWidget(_text(" · ".join(word for word in quiet if word), "small"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the name where the card ends."""
        super().resizeEvent(event)
        room = self.width() - 70
        name = self.card.standing.fix.what
        cut = self.what.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        self.what.setText(cut.replace("&", "&&"))

    def _on_action(self, action: QAction) -> None:
        self.wished.emit((action.data(), self.card))

    def _on_open(self) -> None:
        self.wished.emit(("open", self.card))


def _text(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label


class FixColumn(QFrame):
    """A card of cards, which scroll."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._title = QLabel(name)
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self._count = QLabel()
        self._count.setProperty("role", "small")
        self._quiet = QLabel()
        self._quiet.setProperty("role", "hint")
        self._quiet.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
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
            view.hide()
            view.deleteLater()
        self.views = []
        self._quiet.setText(quiet)
        self._quiet.setVisible(bool(quiet))
        self._count.setText("")

    def add(self, view: FixCardView) -> None:
        """Put a card at the end."""
        self.views.append(view)
        self._cards.insertWidget(self._cards.count() - 1, view)
        self._count.setText(str(len(self.views)))
