"""What is revealed, in three groups: what needs somebody, what is in hand, and good news.

A piece of news is a sentence with its small trend; a signal that nobody said a word about has a
field for one and its answers, right there.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.app.overview.overview import ComingFix, Overview, UnexplainedSignal
from tracker.app.overview.revealed import News
from tracker.domain.correction import Word
from tracker.gui.overview.rest import ASIDE, ComingRow, GroupHead, RestFoot, quiet_measures
from tracker.gui.theme import Theme, scaled, set_tone
from tracker.gui.widgets.painting import Sparkline
from tracker.gui.widgets.row_menu import Entries, MenuEntry, open_menu, popup
from tracker.gui.widgets.rows import NEIGHBOURS, delete_later, tool_button
from tracker.gui.widgets.text import button, label, link, paragraph
from tracker.gui.widgets.text_field import GrowingText
from tracker.gui.widgets.wrapping import FewLines, WrappingRow
from tracker.report.text.news import peace_words

SPARK = QSize(196, 42)
TEXT, FIELD, LEAST_FIELD, LEAST_SPARK, AT_ONCE, NARROW = 620, 308, 140, 90, 5, 560
GROUPS = ("Needs you", "In hand", "Good news")
CALM = "calm"  # the tone of a row that has the keys, but that nobody went to
UNSEEN = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}
Answer = tuple[UnexplainedSignal, str, Word]


class NewsRow(QFrame):
    """One measure: Enter or a click opens its trend, the button does the next step."""

    open_requested = Signal(object)  # int: measure
    fix_requested = Signal(object)  # News
    usual_requested = Signal(object)  # int: measure
    calculation_requested = Signal(object)  # int: measure
    answered = Signal(object)  # Answer
    planned = Signal(object)  # tuple[News, str]: a change was planned, and why
    moved = Signal(object)  # int: -1 to the row above, 1 to the one below

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.news: News | None = None
        self.ask: UnexplainedSignal | None = None
        self.spark = Sparkline(theme, SPARK)
        self.name = FewLines(role="name")
        self.badge = label(role="badge")
        self.watched = label("Watched", "badge")
        self.watched.setToolTip("A decision left this customer with less: watched for eight weeks.")
        self.about = FewLines(role="small")
        self.sentence = paragraph()
        self.forecast = paragraph()
        set_tone(self.forecast, "worse")
        self.quiet = paragraph(role="small")
        self.when = label(role="small")
        self.field = GrowingText("what", "What changed?")
        self.field.setMaximumWidth(scaled(FIELD))
        self.field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.field.setToolTip("Enter saves, Shift+Enter starts a new line")
        self.field.editing_finished.connect(self._on_editing_finished)
        self.button = button("Start a fix", "What will be done about it?")
        self.one_off = button("One-off", "It stays on the chart, marked, and is no longer reported")
        self.planned_button = button("It was planned…", "Begin a new baseline, and say why")
        self.button.clicked.connect(self._on_button)
        self.one_off.clicked.connect(self._on_one_off)
        self.planned_button.clicked.connect(self._on_planned)
        self.answers = QWidget()
        self.answers.setProperty("role", "plain")
        self.more = tool_button(theme, "ellipsis", "What can be done")
        self.more.clicked.connect(self._on_more)
        self._lay_out()

    def _lay_out(self) -> None:
        head = WrappingRow()
        for part in (self.name, self.badge, self.watched, self.about):
            head.addWidget(part)
        self._said = answers = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.answers)
        answers.setContentsMargins(0, 4, 0, 0)
        answers.setSpacing(8)
        self._beside = steps = QWidget()
        steps.setProperty("role", "plain")
        self._steps = WrappingRow(steps)
        for answer in (self.button, self.one_off, self.planned_button):
            self._steps.addWidget(answer)
        answers.addWidget(self.field, FIELD, Qt.AlignmentFlag.AlignTop)
        answers.addWidget(steps, 0, Qt.AlignmentFlag.AlignTop)
        answers.addStretch(1)
        said = QWidget()  # one column of words, and what can be done straight behind it
        said.setProperty("role", "plain")
        said.setMaximumWidth(scaled(TEXT))
        texts = QVBoxLayout(said)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(2)
        texts.addLayout(head)
        for text in (self.sentence, self.forecast, self.quiet):
            texts.addWidget(text)
        texts.addWidget(self.answers)
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(ASIDE, 5, ASIDE, 5)
        line.setSpacing(16)
        line.addWidget(self.spark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(said, TEXT, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.when, 0, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        line.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)

    def show_ask(self, ask: UnexplainedSignal | None, *, first: bool) -> None:
        """Offer a field and the answers, where nobody said a word; filled in the first such row."""
        self.ask = ask
        wanted = bool(self.news and self.news.fix_wanted)
        opened = ask is not None and (first or self.answers.isAncestorOf(self.focus_widget()))
        self.button.setVisible(wanted or bool(self.news and self.news.fix_offered))
        set_tone(self.button, "accent" if wanted and first else "")
        self._open_answers(opened=opened)

    def _open_answers(self, *, opened: bool) -> None:
        """Show the field and all answers below the words, or the one step beside them."""
        for part in (self.field, self.one_off, self.planned_button):
            part.setVisible(opened)
        if opened:
            for part in (self.button, self.one_off, self.planned_button):
                self._steps.addWidget(part)
        else:
            self._line.insertWidget(2, self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.answers.setVisible(opened)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the answers below the field, where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(NARROW)
        self.spark.setFixedWidth(scaled(LEAST_SPARK if narrow else SPARK.width()))
        room = self.answers.width() - scaled(LEAST_FIELD) - self._said.spacing()
        across = QBoxLayout.Direction
        below = room < self._beside.sizeHint().width()
        self._said.setDirection(across.TopToBottom if below else across.LeftToRight)

    def focus_widget(self) -> QWidget:
        """Return what has the focus in the window; itself where nothing has."""
        found: QWidget | None = self.window().focusWidget()
        return found or self

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer the field and the answers in the row that the keys come to."""
        super().focusInEvent(event)
        if event.reason() not in UNSEEN:  # those come back to what it was
            set_tone(self, "" if event.reason() != Qt.FocusReason.OtherFocusReason else CALM)
        if self.ask is not None:
            self._open_answers(opened=True)

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
        self.when.setText(news.look_again)
        self.when.setVisible(news.in_hand)
        for part in (self.button, self.one_off, self.planned_button):
            part.setAccessibleName(f"{part.text()}: {news.name}")
        self.field.setAccessibleName(f"What changed? {news.name}")
        self.more.setAccessibleName(f"What can be done: {news.name}")
        change = f"{news.label.text}, watched" if news.watched else news.label.text
        said = (news.sentence, news.forecast, news.quiet, news.look_again)
        parts = (news.name, change, news.about, *said)
        self.setAccessibleName(". ".join(part.rstrip(".") for part in parts if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the trend, or go to the row above or below."""
        set_tone(self, "")
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._open()
        elif step := NEIGHBOURS.get(Qt.Key(event.key())):
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the trend."""
        at, left = event.position().toPoint(), event.button() == Qt.MouseButton.LeftButton
        if left and self.rect().contains(at):
            self._open()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the same as the button with the three dots."""
        open_menu(self, event, self._offers())

    def _offers(self) -> Entries:
        if (news := self.news) is None:
            return ()
        how = partial(self.calculation_requested.emit, news.measure_id)
        usual = partial(self.usual_requested.emit, news.measure_id)
        return [
            MenuEntry("Open the trend\tEnter", self._open),
            MenuEntry("How the promise is judged", how),
            MenuEntry("My new usual", usual, news.changed),
            MenuEntry("Start a fix…", self._on_button, news.fix_wanted),
        ]

    def _open(self) -> None:
        if self.news:
            self.open_requested.emit(self.news.measure_id)

    def _on_more(self) -> None:
        popup(self, self.more.mapToGlobal(self.more.rect().bottomLeft()), self._offers())

    def _on_button(self) -> None:
        self.field.commit()
        if self.news:
            self.fix_requested.emit(self.news)

    def _on_editing_finished(self) -> None:
        if self.ask and (text := self.field.text.strip()):
            self.answered.emit((self.ask, text, Word.EXPLAINED))

    def _on_one_off(self) -> None:
        if self.ask:
            self.answered.emit((self.ask, self.field.text.strip(), Word.ONE_OFF))

    def _on_planned(self) -> None:
        if self.news:
            self.planned.emit((self.news, self.field.text.strip()))


class RevealedCard(QFrame):
    """Three groups, or a calm word when nothing needs anybody; at its foot, what is as usual."""

    open_requested = Signal(object)  # int: measure
    fix_requested = Signal(object)  # News
    usual_requested = Signal(object)  # int: measure
    calculation_requested = Signal(object)  # int: measure
    answered = Signal(object)  # Answer
    planned = Signal(object)  # tuple[News, str]

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme = theme
        self.rows: dict[int, NewsRow] = {}
        self._under_way: list[ComingRow] = []
        self._shown: Overview | None = None
        self.heads = tuple(GroupHead(name) for name in GROUPS)
        self.more = tuple(link(inline=True) for _ in GROUPS)
        self._whole: set[int] = set()
        self.peace = label("Nothing needs you", "section")
        self.foot = RestFoot()
        self.watched = paragraph(role="small")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.foot.open_requested.connect(self.open_requested)
        self._take_in_parts()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16 - ASIDE, 2, 16 - ASIDE, 2)
        layout.setSpacing(2)
        for part in (self.peace, self.watched, self.foot):
            part.setContentsMargins(ASIDE, 0, ASIDE, 0)
        layout.addWidget(self.peace)
        layout.addLayout(self._list)
        layout.addStretch(1)
        layout.addWidget(self.watched)
        layout.addWidget(self.foot)

    def _take_in_parts(self) -> None:
        """Own what stands between the rows before it is shown: else it is a window for a moment."""
        for head, more in zip(self.heads, self.more, strict=True):
            head.setParent(self)
            more.setParent(self)
            more.clicked.connect(self._on_more)

    def show_overview(self, shown: Overview) -> None:
        """Show what is revealed; a row that stays keeps the focus."""
        self._shown = shown
        self.peace.setText(peace_words(shown.hidden_needing))
        self.peace.setVisible(not shown.needing and not shown.waiting)
        self.foot.show_rest(shown.calm, quiet_measures(shown))
        self.watched.setText("\n".join(shown.watched))
        self.watched.setVisible(bool(shown.watched))
        self._show_rows(shown)

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes to, in the order of reading."""
        stops: list[QWidget] = []
        for row in self.rows.values():
            answers = (row.field, row.button, row.one_off, row.planned_button)
            stops += [row, *answers]
        return [*stops, *(row.button for row in self._under_way), *self.foot.tab_stops()]

    def _show_rows(self, shown: Overview) -> None:
        wanted = {item.measure_id for item in shown.news}
        for gone in set(self.rows) - wanted:
            delete_later(self.rows.pop(gone))
        for over in self._under_way:
            delete_later(over)
        self._under_way = [
            self._new_coming(fix) for fix in shown.coming if fix.measure_id not in wanted
        ]
        groups = (
            [one for one in shown.news if one.needs],
            [one for one in shown.news if one.in_hand],
            [one for one in shown.news if not one.needs and not one.in_hand],
        )
        typing = [key for key, row in self.rows.items() if row.field.hasFocus()]
        self._show_news(shown, [one for group in groups for one in group])
        order: list[QWidget] = []
        for at, group in enumerate(groups):
            extra = self._under_way if GROUPS[at] == "In hand" else []
            order += [self.heads[at], *self._in_group(at, group, len(extra)), *extra]
            order.append(self.more[at])
        for index, widget in enumerate(order):
            if (place := self._list.itemAt(index)) is None or place.widget() is not widget:
                self._list.insertWidget(index, widget)
        if any(key in self.rows and self.rows[key].field.isHidden() for key in typing):
            self._type_on()

    def _show_news(self, shown: Overview, news: list[News]) -> None:
        """Show each piece of news in its row; the first that wants a word has the field open."""
        asks = {one.measure_id: one for one in shown.asks}
        first, kept = True, {}
        for item in news:
            row = self.rows.get(item.measure_id) or self._new_row(item.measure_id)
            row.show_news(item)
            row.show_ask(asks.get(item.measure_id), first=first)
            first = first and not item.fix_wanted
            kept[item.measure_id] = row
        self.rows = kept

    def _in_group(self, at: int, group: list[News], extra: int) -> list[NewsRow]:
        """Return the rows of a group, the first few of them in view, under their head."""
        self.heads[at].count.setText(str(len(group) + extra))
        self.heads[at].setVisible(bool(group or extra))
        seen = len(group) if at in self._whole else AT_ONCE
        rows = [self.rows[item.measure_id] for item in group]
        for index, row in enumerate(rows):
            row.setVisible(index < seen or row.isAncestorOf(row.focus_widget()))
        self.more[at].setText(f"{len(group) - seen} more")
        self.more[at].setVisible(len(group) > seen)
        return rows

    def _type_on(self) -> None:
        """Go on to the next field, where the one that was typed in is answered."""
        for first in [row.field for row in self.rows.values() if not row.field.isHidden()][:1]:
            first.setFocus()

    def _new_row(self, measure_id: int) -> NewsRow:
        row = self.rows[measure_id] = NewsRow(self._theme)
        row.setParent(self)
        row.open_requested.connect(self.open_requested)
        row.fix_requested.connect(self.fix_requested)
        row.usual_requested.connect(self.usual_requested)
        row.calculation_requested.connect(self.calculation_requested)
        row.answered.connect(self.answered)
        row.planned.connect(self.planned)
        row.moved.connect(self._on_moved)
        return row

    def _new_coming(self, fix: ComingFix) -> ComingRow:
        row = ComingRow(fix)
        row.open_requested.connect(self.open_requested)
        return row

    def _on_more(self) -> None:
        pressed = self.sender()
        self._whole |= {at for at, more in enumerate(self.more) if more is pressed}
        if self._shown:
            self._show_rows(self._shown)

    def _on_moved(self, step: int) -> None:
        rows = [row for row in self.rows.values() if not row.isHidden()]
        here = next((index for index, row in enumerate(rows) if row.hasFocus()), -1)
        if 0 <= here + step < len(rows):
            rows[here + step].setFocus(Qt.FocusReason.TabFocusReason)
