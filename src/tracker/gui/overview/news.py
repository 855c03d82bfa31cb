"""What is revealed, bad news first, and which of it wants a word: cards of rows.

A piece of news is a sentence with its small trend and one thing to do; a signal that nobody said
a word about has a field for one, right there.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from tracker.app.overview.overview import ComingFix, Overview, UnexplainedSignal
from tracker.app.overview.revealed import News
from tracker.gui.theme import Theme, scaled, set_tone
from tracker.gui.widgets.painting import Sparkline
from tracker.gui.widgets.rows import NEIGHBOURS, delete_later, rule, tool_button
from tracker.gui.widgets.text import ElidedLabel, button, label, link, paragraph, plain
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.text.news import needing, peace_words

SPARK = QSize(148, 46)
AT_ONCE = 3


class NewsRow(QFrame):
    """One measure: Enter or a click opens its trend, the button does the next step."""

    open_requested = Signal(object)  # int: measure
    fix_requested = Signal(object)  # News
    usual_requested = Signal(object)  # int: measure
    calculation_requested = Signal(object)  # int: measure
    moved = Signal(object)  # int: -1 to the row above, 1 to the one below

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.news: News | None = None
        self.spark = Sparkline(theme, SPARK)
        self.spark.setFixedWidth(scaled(SPARK.width()))
        self.name = ElidedLabel(role="name")
        self.badge = label(role="badge")
        self.watched = label("Watched", "badge")
        self.watched.setToolTip("A decision left this customer with less: see what becomes of it.")
        self.about = ElidedLabel(role="small")
        self.sentence = paragraph(role="quiet")
        self.forecast = paragraph(role="quiet")
        set_tone(self.forecast, "worse")
        self.quiet = paragraph(role="small")
        self.button = button()
        self.button.clicked.connect(self._on_button)
        self.usual = link("My new usual", "From now on this level is the one to hold values to")
        self.usual.clicked.connect(self._on_usual)
        self.more = tool_button(theme, "ellipsis", "What can be done")
        self._menu = QMenu(self)
        self._menu.addAction("Open its trend", self._open)
        self._menu.addAction("How its promise is judged", self._on_how)
        self.more.clicked.connect(self._on_more)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name, 0)
        head.addWidget(self.badge, 0)
        head.addWidget(self.watched, 0)
        head.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addLayout(head)
        for text in (self.about, self.sentence, self.forecast, self.quiet):
            texts.addWidget(text)
        answers = QVBoxLayout()
        answers.setSpacing(4)
        answers.addStretch(1)
        answers.addWidget(self.button)
        answers.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignHCenter)
        answers.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 10, 4, 10)
        line.setSpacing(12)
        line.addWidget(self.spark, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(texts, 1)
        line.addLayout(answers)
        line.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_news(self, news: News) -> None:
        """Show another piece of news."""
        if news == self.news:
            return
        self.news = news
        self.name.show_text(news.name)
        self.badge.setText(news.label.text)
        set_tone(self.badge, news.label.tone)
        self.watched.setVisible(news.watched)
        self.about.show_text(news.about)
        self.sentence.setText(news.sentence)
        self.forecast.setText(news.forecast)
        self.forecast.setVisible(bool(news.forecast))
        self.quiet.setText(news.quiet)
        self.quiet.setVisible(bool(news.quiet))
        self.spark.show_spark(news.spark)
        self.button.setText("Start a fix" if news.fix_wanted else "Open")
        self.button.setAccessibleName(f"{self.button.text()}: {news.name}")
        self.usual.setAccessibleName(f"My new usual: {news.name}")
        self.usual.setVisible(news.changed)
        self.more.setAccessibleName(f"What can be done: {news.name}")
        change = f"{news.label.text}, watched" if news.watched else news.label.text
        parts = (news.name, change, news.about, news.sentence, news.forecast, news.quiet)
        self.setAccessibleName(". ".join(part.rstrip(".") for part in parts if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the trend, or go to the row above or below."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._open()
        elif step := NEIGHBOURS.get(Qt.Key(event.key())):
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the trend."""
        inside = self.rect().contains(event.position().toPoint())
        if inside and event.button() == Qt.MouseButton.LeftButton:
            self._open()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the same as the button with the three dots."""
        mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self._menu.popup(event.globalPos() if mouse else self.mapToGlobal(self.rect().center()))

    def _open(self) -> None:
        if self.news:
            self.open_requested.emit(self.news.measure_id)

    def _on_usual(self) -> None:
        if self.news:
            self.usual_requested.emit(self.news.measure_id)

    def _on_more(self) -> None:
        self._menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _on_how(self) -> None:
        if self.news:
            self.calculation_requested.emit(self.news.measure_id)

    def _on_button(self) -> None:
        if self.news and self.news.fix_wanted:
            self.fix_requested.emit(self.news)
        else:
            self._open()


class ComingRow(QWidget):
    """A fix under way: what it is, and when it wants to be looked at."""

    open_requested = Signal(object)  # int: measure

    def __init__(self, coming: ComingFix) -> None:
        super().__init__()
        self._measure_id = coming.measure_id
        self.what = ElidedLabel(coming.what, "hint")
        self.button = link("Open", name=f"Open: {coming.what}")
        self.button.clicked.connect(self._on_button)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.what)
        line.addWidget(label(coming.when, "small"))
        line.addWidget(self.button)
        line.addStretch(1)

    def _on_button(self) -> None:
        self.open_requested.emit(self._measure_id)


class RevealedCard(QFrame):
    """The list, or a calm word when nothing needs anybody; at its foot, what is as usual."""

    open_requested = Signal(object)  # int: measure
    fix_requested = Signal(object)  # News
    usual_requested = Signal(object)  # int: measure
    calculation_requested = Signal(object)  # int: measure

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme = theme
        self.rows: dict[int, NewsRow] = {}
        self._under_way: list[ComingRow] = []
        self.badge = label(role="badge", tone="worse")
        self.peace = label("Nothing needs you", "section")
        self.calm = paragraph(role="quiet")
        self.foot = paragraph(role="small")
        self.watched = paragraph(role="small")
        self.under_way = label("Under way", "name")
        self._coming = QVBoxLayout()
        self._coming.setSpacing(2)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(7)
        layout.addLayout(self._head())
        layout.addWidget(rule())
        layout.addWidget(self.peace)
        layout.addWidget(self.calm)
        layout.addWidget(self.under_way)
        layout.addLayout(self._coming)
        layout.addLayout(self._list)
        layout.addStretch(1)
        layout.addWidget(self.watched)
        layout.addWidget(self.foot)

    def show_overview(self, shown: Overview) -> None:
        """Show what is revealed; a row that stays keeps the focus."""
        self.badge.setText(needing(len(shown.needing)))
        self.badge.setVisible(bool(shown.needing))
        peaceful = not shown.needing
        self.peace.setText(peace_words(shown.hidden_needing))
        self.peace.setVisible(peaceful)
        self.calm.setText(shown.calm)
        self.calm.setVisible(peaceful and bool(shown.calm))
        self.foot.setText(shown.calm)
        self.foot.setVisible(not peaceful and bool(shown.calm))
        self.watched.setText("\n".join(shown.watched))
        self.watched.setVisible(bool(shown.watched))
        self._show_coming(shown.coming if peaceful else ())
        self._show_rows(shown.news)

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes to, in the order of reading."""
        under_way: list[QWidget] = [row.button for row in self._under_way]
        stops = [stop for row in self.rows.values() for stop in (row, row.button, row.usual)]
        return [*under_way, *stops]

    def _head(self) -> QHBoxLayout:
        noise = label("noise is left out", "small")
        noise.setToolTip(
            "A value that is a little higher or lower than usual is no news.\n"
            "Only a change that is hardly chance is told here."
        )
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label("Revealed", "heading"))
        head.addWidget(self.badge)
        head.addStretch(1)
        head.addWidget(noise)
        return head

    def _show_rows(self, news: tuple[News, ...]) -> None:
        wanted = [item.measure_id for item in news]
        for gone in set(self.rows) - set(wanted):
            delete_later(self.rows.pop(gone))
        for index, item in enumerate(news):
            row = self.rows.get(item.measure_id) or self._new_row(item.measure_id)
            row.show_news(item)
            if (place := self._list.itemAt(index)) is None or place.widget() is not row:
                self._list.insertWidget(index, row)
        self.rows = {key: self.rows[key] for key in wanted}

    def _new_row(self, measure_id: int) -> NewsRow:
        row = self.rows[measure_id] = NewsRow(self._theme)
        row.open_requested.connect(self.open_requested)
        row.fix_requested.connect(self.fix_requested)
        row.usual_requested.connect(self.usual_requested)
        row.calculation_requested.connect(self.calculation_requested)
        row.moved.connect(self._on_moved)
        return row

    def _show_coming(self, coming: tuple[ComingFix, ...]) -> None:
        for gone in self._under_way:
            delete_later(gone)
        self._under_way = [ComingRow(fix) for fix in coming]
        self.under_way.setVisible(bool(coming))
        for row in self._under_way:
            row.open_requested.connect(self.open_requested)
            self._coming.addWidget(row)

    def _on_moved(self, step: int) -> None:
        rows = list(self.rows.values())
        here = next((index for index, row in enumerate(rows) if row.hasFocus()), -1)
        if 0 <= here + step < len(rows):
            rows[here + step].setFocus()


class UnexplainedRow(QWidget):
    """One signal: the measure, which opens, and the field."""

    open_requested = Signal(object)  # int: measure
    explanation_entered = Signal(object)  # tuple[UnexplainedSignal, str]

    def __init__(self, ask: UnexplainedSignal) -> None:
        super().__init__()
        self.ask = ask
        tip, name = f"{ask.name}: open its trend", f"Open: {ask.name}"
        self.name = button(plain(ask.name), tip, tone="title", name=name)
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.name.clicked.connect(self._on_open)
        self.field = GrowingText("what", "What changed?")
        self.field.setAccessibleName(f"What changed? {ask.name}")
        self.field.setToolTip("Enter keeps it, Shift+Enter begins a new line")
        self.field.editing_finished.connect(self._on_editing_finished)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.name)
        layout.addWidget(ElidedLabel(ask.about, "small"))
        layout.addSpacing(2)
        layout.addWidget(self.field)

    def _on_open(self) -> None:
        self.open_requested.emit(self.ask.measure_id)

    def _on_editing_finished(self) -> None:
        if text := self.field.text.strip():
            self.explanation_entered.emit((self.ask, text))


class UnexplainedCard(QFrame):
    """The first few signals; an answered one makes room for the next."""

    open_requested = Signal(object)  # int: measure
    explanation_entered = Signal(object)  # tuple[UnexplainedSignal, str]

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.rows: dict[tuple[int, date], UnexplainedRow] = {}
        self.more = label(role="small")
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(8)
        layout.addWidget(label("Needs words", "heading"))
        layout.addWidget(paragraph("One line while you still know it. Or start a fix.", "hint"))
        layout.addLayout(self._list)
        layout.addWidget(self.more)
        layout.addStretch(1)

    def show_signals(self, asks: tuple[UnexplainedSignal, ...]) -> None:
        """Show the first few; what is being typed stays."""
        wanted = {(ask.measure_id, ask.start): ask for ask in asks[:AT_ONCE]}
        had_focus = any(row.field.hasFocus() for row in self.rows.values())
        for key, row in list(self.rows.items()):
            if key not in wanted or wanted[key] != row.ask:
                delete_later(self.rows.pop(key))
        for index, (key, ask) in enumerate(wanted.items()):
            if key not in self.rows:
                row = self.rows[key] = UnexplainedRow(ask)
                row.open_requested.connect(self.open_requested)
                row.explanation_entered.connect(self.explanation_entered)
                self._list.insertWidget(index, row)
                row.show()  # else it is shown, and can take the focus, only later
        if had_focus and wanted and not any(row.field.hasFocus() for row in self.rows.values()):
            next(iter(self.rows.values())).field.setFocus()
        self.rows = {key: self.rows[key] for key in wanted}
        left = len(asks) - len(wanted)
        self.more.setText(f"{left} more after {'this' if len(wanted) == 1 else 'these'}")
        self.more.setVisible(left > 0)
        self.setVisible(bool(asks))

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes to, in the order of reading."""
        return [stop for row in self.rows.values() for stop in (row.name, row.field)]
