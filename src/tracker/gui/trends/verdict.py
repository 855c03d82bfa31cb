"""Beside the chart: the verdict in words, what was done about it, and what can be done next."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.signals.corrections import word_on
from tracker.app.signals.standing import CHANGED, Standing, standing_sentences
from tracker.app.trends.trend import TrendSheet
from tracker.detection import Verdict
from tracker.domain.correction import AcceptedChange, PlannedChange, Word
from tracker.domain.finding import Finding
from tracker.domain.keeping import KeepingState
from tracker.domain.measure import show_promise
from tracker.domain.period import Period
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.new_usual import accept_usual
from tracker.gui.dialogs.reported import ReportedButton
from tracker.gui.theme import scaled, set_tone
from tracker.gui.trends.baseline import BaselineForm, OneOffForm, PlannedList
from tracker.gui.trends.calculation import CalmOffer
from tracker.gui.widgets.row_menu import Entries, MenuEntry, of_buttons, open_menu
from tracker.gui.widgets.text import button, label, link, paragraph
from tracker.gui.widgets.wrapping import FewLines, WrappingRow
from tracker.report.charts.picture import Point
from tracker.report.charts.reading import last_words, promise_words
from tracker.report.text.forecasts import forecast_sentence, spread_sentence
from tracker.report.text.news import headline
from tracker.report.text.phrases import impact_line

if TYPE_CHECKING:
    from tracker.gui.trends.calculation import CalculationWindow

BAD = frozenset({Verdict.WORSE, Verdict.DRIFTING_WORSE})
PLANNED, PLANNED_SHORT = "It was planned: set a new baseline", "It was planned…"
LONGEST_LINE, EDGE = 520, 1  # px: of a sentence; the edge of the card
BASELINE = "Set a new baseline…"


class VerdictAnswers(QWidget):
    """Four buttons whose words fit the verdict and the room."""

    def __init__(self) -> None:
        super().__init__()
        self._standing: Standing | None = None
        self.fix = button("Start a fix", "What will be done about it? (Ctrl+Shift+F)")
        self.one_off = button("One-off", "It stays on the chart, marked, and is no longer reported")
        self.usual = button("My new usual", "Values are compared with this level from now on")
        tip = "The work was changed on purpose: a new usual level begins"
        self.planned = button(BASELINE, tip)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for column, answer in enumerate((self.fix, self.one_off, self.usual, self.planned)):
            self._grid.addWidget(answer, 0, column)

    def show_standing(self, standing: Standing, room: int) -> None:
        """Offer what can be done about a verdict."""
        self._standing = standing
        bad = standing.if_fresh in BAD
        set_tone(self.fix, "accent" if bad and not standing.answered else "")
        self.one_off.setVisible(bad or standing.if_fresh is Verdict.ONE_OFF)
        self.one_off.setText("Not a one-off" if standing.one_off else "One-off")
        self.usual.setVisible(standing.if_fresh in CHANGED)
        self.fit(room)

    def fit(self, room: int) -> None:
        """Use shorter words, then a second row, where there is little room."""
        if self._standing is None:
            return
        change = self._standing.if_fresh in CHANGED
        every = (self.fix, self.one_off, self.usual)
        answers = [answer for answer in every if not answer.isHidden()]
        used = sum(answer.sizeHint().width() + 8 for answer in answers)
        for text in (PLANNED, PLANNED_SHORT) if change else (BASELINE,):
            self.planned.setText(text)
            if used + self.planned.sizeHint().width() <= room:
                break
        fits = used + self.planned.sizeHint().width() <= room
        for column, answer in enumerate((*answers, self.planned)):
            below = not fits and answer is self.planned
            self._grid.addWidget(answer, *((1, 0, 1, 2) if below else (0, column)))
        self._grid.setColumnStretch(4, 1)


class VerdictSentences(QWidget):
    """The last value, whether it kept the promise, and what it changes."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.last = paragraph(role="small")
        self.promise = paragraph()
        self.impact = label(role="hint", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for sentence in (self.promise, self.impact, self.last):
            layout.addWidget(sentence)

    def show_sheet(self, sheet: TrendSheet, *, last: bool, promise: bool) -> None:
        """Say how another sheet's measure stands, but for what is said already.

        The heading may say the `last` value, a sentence above how the `promise` is kept.
        """
        picture, measure = sheet.picture, sheet.measure
        self.last.setText(f"Last: {last_words(picture, measure)}.")
        self.last.setVisible(last)
        words = promise_words(picture, measure, floor=sheet.customer.only_floor)
        if not sheet.ever_logged:
            shown = show_promise(measure.now, measure.scale)
            words = f"Promise: {shown}" if shown else ""
        self.promise.setText(words)
        self.promise.setVisible(promise and bool(words))
        missed = bool(picture.points) and picture.points[-1].kept is False
        set_tone(self.promise, "worse" if missed else "")
        self.impact.setText(impact_line(measure.now))
        self.impact.setVisible(bool(measure.now.impact))


class VerdictPanel(QFrame):
    """Shows how one measure stands; answers are commands, so the page hears of them."""

    fix_requested = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("Verdict")
        self._bridge = bridge
        self.standing: Standing | None = None
        self.numbers: CalculationWindow | None = None
        self.badge = label(role="badge")
        self.headline = FewLines(role="heading")
        self.told = paragraph()
        self.forecast = paragraph(role="name")
        self.spread = paragraph(role="small")
        self.offer = CalmOffer(bridge)
        tip = "The numbers behind the verdict, and how soon a change is told"
        self.how = link("How this is calculated", tip, inline=True)
        self.words = VerdictSentences()
        self.planned_list = PlannedList(bridge)
        self.told_button = ReportedButton(bridge)
        self.answers = VerdictAnswers()
        self.fix, self.one_off = self.answers.fix, self.answers.one_off
        self.usual, self.planned = self.answers.usual, self.answers.planned
        self.form = BaselineForm(bridge)
        self.form.hide()
        self.one_off_form = OneOffForm(bridge)
        self._lay_out()
        self._wire()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what its buttons do."""
        answers = (self.fix, self.one_off, self.usual, self.planned)
        open_menu(self, event, of_buttons((*answers, self.told_button, self.how)))

    def show_standing(self, sheet: TrendSheet, standing: Standing) -> None:
        """Say how a measure stands."""
        if self.standing is None or self.standing.measure.id != standing.measure.id:
            self.close_form()
        self.standing = standing
        self._show_head(sheet, standing)
        said = standing_sentences(standing, self._bridge.today())
        self.told.setText(" ".join(said))
        self.told.setVisible(bool(self.told.text()))
        self._show_beside(sheet, standing)
        told = sheet.ever_logged and standing.keeping.state is not KeepingState.NO_PROMISE
        self.words.show_sheet(sheet, last=standing.verdict in CHANGED, promise=not told)
        self.planned_list.show_measure(standing.measure.id)
        self.how.setVisible(sheet.ever_logged)
        self.told_button.show_standing(standing)
        self.answers.show_standing(standing, self._inside)
        self._fit()
        if self.numbers and self.numbers.isVisible():
            self.numbers.show_measure(standing.measure)
        self.offer.show_measure(standing.measure, standing.finding)

    def _show_beside(self, sheet: TrendSheet, standing: Standing) -> None:
        """Say where a slide leads, or what was foreseen and did not come, and of the spread."""
        measure, finding, today = standing.measure, standing.finding, self._bridge.today()
        ahead = forecast_sentence(measure, finding, standing.verdict, today)
        past = " ".join(fan.said for fan in sheet.picture.fans if fan.past)
        worse = standing.verdict is Verdict.DRIFTING_WORSE
        set_tone(self.forecast, ("worse" if worse else "better") if ahead else "")
        self.forecast.setText(ahead)
        self.forecast.setVisible(bool(ahead))
        beside = [past, spread_sentence(measure, finding)]
        self.spread.setText("\n".join(part for part in beside if part))
        self.spread.setVisible(bool(self.spread.text()))

    def ask_baseline(self) -> None:
        """Ask from when and why a new baseline is to be set."""
        if self.standing is None:
            self._bridge.show_message("A baseline belongs to a measure: add one first.")
        else:
            measure, since = self.standing.measure, self.standing.finding.since
            if since is None or self.standing.verdict not in CHANGED:
                running = Period.of(self._bridge.today(), measure.cadence, measure.phase)
                since = running.start
            self.close_form()
            self.answers.hide()
            self.form.ask(measure.id, since)

    def show_calculation(self) -> None:
        """Open the numbers behind the verdict in a window of their own, which blocks nothing."""
        if self.standing is None:
            self._bridge.show_message("There is nothing to calculate yet: add a measure first.")
            return
        if self.numbers is None:
            from tracker.gui.trends.calculation import CalculationWindow

            self.numbers = CalculationWindow(self._bridge, self)
        self.numbers.show_measure(self.standing.measure)
        self.numbers.show()
        self.numbers.raise_()

    def close_form(self) -> None:
        """Show the answers again."""
        focus: QWidget | None = QApplication.focusWidget()
        answers = ((self.form, self.planned), (self.one_off_form, self.one_off))
        held = [answer for form, answer in answers if focus and form.isAncestorOf(focus)]
        self.form.hide()
        self.one_off_form.hide()
        self.answers.show()
        for answer in held:
            answer.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use shorter words, then a second row, where there is little room."""
        super().resizeEvent(event)
        self._fit()

    @property
    def _inside(self) -> int:
        margins = self._column.contentsMargins()
        return self.contentsRect().width() - margins.left() - margins.right() - 2 * EDGE

    def _fit(self) -> None:
        self.answers.fit(self._inside)

    def _show_head(self, sheet: TrendSheet, standing: Standing) -> None:
        verdict = standing.label
        self.badge.setText(verdict.text)
        self.badge.setVisible(sheet.ever_logged)
        set_tone(self.badge, verdict.tone)
        finding = standing.finding
        since = headline(standing.measure, finding, self._bridge.today())
        last = last_words(sheet.picture, standing.measure)
        if not sheet.ever_logged:
            last = "Nothing logged yet"
        self.headline.show_text(since if since and standing.verdict in CHANGED else last)

    def _lay_out(self) -> None:
        head = WrappingRow()
        for part in (self.badge, self.headline):
            head.addWidget(part)
        body = QWidget()
        body.setProperty("role", "plain")
        texts = QVBoxLayout(body)
        texts.setContentsMargins(0, 0, 4, 0)
        texts.setSpacing(4)
        for said in (self.forecast, self.told, self.spread):
            texts.addWidget(said)
        links = WrappingRow(spacing=16)
        for one in (self.how, self.told_button):
            links.addWidget(one)
        texts.addLayout(links)
        for widget in (self.words, self.planned_list, self.offer):
            texts.addWidget(widget)
        texts.addStretch(1)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(body)
        layout.addWidget(self.answers)
        layout.addWidget(self.form)
        layout.addWidget(self.one_off_form)
        layout.addStretch(1)
        for said in (self.told, self.forecast, self.spread):
            said.setMaximumWidth(scaled(LONGEST_LINE))

    def height_for(self, width: int) -> int:
        """Return how high the panel stands at a width: as high as its words."""
        return self._column.totalHeightForWidth(width)

    def _wire(self) -> None:
        self.fix.clicked.connect(self.fix_requested)
        self.how.clicked.connect(self.show_calculation)
        self.one_off.clicked.connect(self._on_one_off)
        self.usual.clicked.connect(self._on_usual)
        self.planned.clicked.connect(self.ask_baseline)
        self.form.finished.connect(self.close_form)
        self.one_off_form.finished.connect(self.close_form)
        self.planned_list.withdrawn.connect(self._on_withdrawn)

    def _on_withdrawn(self, change: PlannedChange | AcceptedChange) -> None:
        if isinstance(change, AcceptedChange):
            commands.take_back_acceptance(self._bridge.tracker, change.id)
            self._bridge.show_message("It counts as a change again. Ctrl+Z undoes it.")
            return
        commands.take_back_change(self._bridge.tracker, change.id)
        self._bridge.show_message(
            "Baseline removed: the weeks before and after are compared again. Ctrl+Z undoes it."
        )

    def _on_usual(self) -> None:
        if self.standing:
            accept_usual(self._bridge, self.standing.measure.id)
            self.fix.setFocus()

    def offers_of(self, point: Point) -> Entries:
        """Offer to call one value a one-off, or not; it need not be the one that told a change."""
        if self.standing is None:
            return []
        measure = self.standing.measure
        word = word_on(self._bridge.tracker, measure.id, point.day)
        about = measure.id, point.day, word.text if word else ""
        if word and word.kind is Word.ONE_OFF:
            undo = partial(self._take_back, *about)
            return [MenuEntry(f"{point.shown} is no one-off", undo)]
        ask = partial(self._ask_one_off, *about)
        return [MenuEntry(f"Mark {point.shown} as a one-off…", ask)]

    def _ask_one_off(self, measure_id: int, start: date, text: str) -> None:
        self.answers.hide()
        self.one_off_form.ask(measure_id, start, text)

    def _take_back(self, measure_id: int, start: date, text: str) -> None:
        commands.explain(self._bridge.tracker, measure_id, start, text, Word.EXPLAINED)
        self._bridge.show_message("No longer a one-off.")

    def _on_one_off(self) -> None:
        if self.standing is None:
            return
        start = _told_in(self.standing.finding)
        if start:
            word, measure = self.standing.word, self.standing.measure
            text = word.text if word else ""
            say = self._take_back if self.standing.one_off else self._ask_one_off
            say(measure.id, start, text)


def _told_in(finding: Finding) -> date | None:
    return finding.revealed or finding.last
