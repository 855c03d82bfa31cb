"""A card a measure: its trend, what is new or changes, what is missing of a new one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from tracker.app.measures.notation import read_promise
from tracker.app.transfer.preview import MOST_SHOWN, MeasureOutcome
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import AREA_NAMES, Area, Better
from tracker.domain.number import show_number
from tracker.domain.period import Cadence
from tracker.gui.bring_in.changes import ChangeRows
from tracker.gui.form import narrow_box
from tracker.gui.theme import Theme
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.painting import Sparkline
from tracker.gui.widgets.text import label

_LONG_WORD = re.compile(r"(\S{20})(?=\S{4})")
DRAFT = "Leave as a draft: kept, not asked for, not judged"
A_NEW_ONE = "a new measure"
_SPANS = {
    Cadence.WEEKLY: "Promise, a week",
    Cadence.FORTNIGHTLY: "Promise, a fortnight",
    Cadence.MONTHLY: "Promise, a month",
    Cadence.QUARTERLY: "Promise, a quarter",
}


class NewTerms(NamedTuple):
    """What a person says of a new measure; `area` None: it is still to be said."""

    better: Better
    promise: str
    area: Area | None
    draft: bool


class MeasureCard(QFrame):
    """One measure: its trend and counts, what changes, and what is still to be said of a new one.

    Each signal carries the card itself.
    """

    terms_changed = Signal(object)
    customer_named = Signal(object)
    known_selected = Signal(object)  # it is one that the diary has, or it is not
    kept_changed = Signal(object)

    def __init__(self, theme: Theme, outcome: MeasureOutcome) -> None:
        super().__init__()
        self.setProperty("role", "ruled")
        self.outcome = outcome
        self._guess = ""
        self.name = label(breakable(outcome.name), "name", wrap=True)
        self.badge = label("new measure", "badge")
        self.told = label(role="small", wrap=True)
        self.spark = Sparkline(theme, QSize(132, 30))
        self.changes = ChangeRows()
        self.whom = narrow_box()
        self.whom.setEditable(True)
        self.whom.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.area = narrow_box()
        self.better: Segments[Better] = Segments(
            ((Better.LOWER, "lower"), (Better.HIGHER, "higher"))
        )
        self.promise = QLineEdit()
        self.promise.setPlaceholderText("as <= 2 or 2..4")
        self.trouble = label(tone="error", wrap=True)
        self.draft = QCheckBox(DRAFT)
        self.known = narrow_box()
        for box in (self.whom, self.area, self.known):
            box.setMinimumContentsLength(8)
        self.terms = QWidget()
        self._lay_out()
        self._begin(outcome)
        self.show_outcome(outcome)
        self._connect()

    def show_outcome(self, outcome: MeasureOutcome) -> None:
        """Show what would become of it now; what is being typed is left alone."""
        self.outcome = outcome
        counts = [(outcome.new, "new"), (outcome.changed, "changed"), (outcome.same, "same")]
        told = [f"{show_number(count)} {word}" for count, word in counts if count]
        who = [outcome.customer] if outcome.customer else []
        if self._guess and self.promise.text() == self._guess and outcome.guess != self._guess:
            self._guess = outcome.guess  # the same values, read otherwise
            self.promise.setText(outcome.guess)
        self.told.setText(breakable(" · ".join([*who, ", ".join(told) or "nothing new"])))
        self.badge.setVisible(outcome.is_new)
        self.terms.setVisible(outcome.is_new)
        self.changes.show_changes(outcome.changes)
        if not self.whom.hasFocus() and self.whom.currentText() != outcome.customer:
            with QSignalBlocker(self.whom):
                self.whom.setEditText(outcome.customer)
        if outcome.area and not self.draft.isChecked():
            self.area.setCurrentIndex(self.area.findData(outcome.area.value))
        self.spark.show_spark(outcome.spark)

    def offer(self, customers: Sequence[str], known: Sequence[tuple[str, str]]) -> None:
        """Offer customers, and the measures of the diary that this may be one of."""
        with QSignalBlocker(self.whom):
            text = self.whom.currentText()
            self.whom.clear()
            self.whom.addItems(list(customers))
            self.whom.setEditText(text)
        self.known.clear()
        self.known.addItem(A_NEW_ONE, None)
        for who, name in known:
            self.known.addItem(f"{name} · {who}", (who, name))
        chosen = bool(self.outcome.as_file)
        if chosen:
            self.known.setCurrentIndex(
                max(self.known.findText(f"{self.outcome.name} · {self.outcome.customer}"), 0)
            )
        self._is.setVisible(bool(known) and (self.outcome.is_new or chosen))

    def show_fields(self, *, whom: bool) -> None:
        """Ask for whom it is, where that is not asked for all of them."""
        beside = whom and not self.outcome.owned
        self._whom.setVisible(beside)
        self._grid.addWidget(self._area, 0, int(beside), 1, 1 if beside else 2)

    def said(self) -> NewTerms:
        """Return which way is better, the promise as typed, the area, whether it stays a draft."""
        area = self.area.currentData()
        return NewTerms(
            self.better.value or Better.HIGHER,
            self.promise.text().strip(),
            Area(area) if area else None,
            self.draft.isChecked(),
        )

    def complaint(self) -> str:
        """Return why what is typed is no promise; empty where it is one, or none is wanted."""
        text = self.promise.text().strip()
        if not text or self.draft.isChecked() or not self.outcome.is_new:
            return ""
        try:
            read_promise(text)
        except InvalidInput as error:
            return error.sentence
        return ""

    def _begin(self, outcome: MeasureOutcome) -> None:
        for area, name in AREA_NAMES.items():
            self.area.addItem(name, area.value)
        self.area.setCurrentIndex(self.area.findData((outcome.area or outcome.area_guess).value))
        band = outcome.better is Better.BAND
        self.better.choose(Better.HIGHER if band else outcome.better)
        self.promise.setText(outcome.promise or outcome.guess)
        self._guess = outcome.guess if outcome.promise in {"", outcome.guess} else ""
        self.whom.setEditText(outcome.customer)
        if (line := self.whom.lineEdit()) is not None:
            line.setPlaceholderText("Choose or type")
        self.promise.setAccessibleName(f"Promise for {outcome.name}")
        self.area.setAccessibleName(f"Impact area of {outcome.name}")
        self.whom.setAccessibleName(f"For whom {outcome.name} is")
        self.known.setAccessibleName(f"Which measure {outcome.name} is")

    def _connect(self) -> None:
        self.better.selected.connect(self._on_better)
        self.promise.textEdited.connect(self._on_terms)
        self.area.activated.connect(self._on_terms)
        self.draft.toggled.connect(self._on_draft)
        self.whom.editTextChanged.connect(self._on_whom)
        self.known.activated.connect(self._on_known)
        self.changes.kept_changed.connect(self._on_kept)

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 10, 0, 10)
        layout.setVerticalSpacing(4)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self.told, 1)
        layout.addWidget(self.name, 0, 0)
        layout.addLayout(second, 1, 0)
        layout.addWidget(self.spark, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.changes, 2, 0, 1, 2)
        layout.addWidget(self.terms, 3, 0, 1, 2)
        self._is = labelled("Measure", self.known)
        layout.addWidget(self._is, 4, 0, 1, 2)
        layout.setColumnStretch(0, 1)
        grid = self._grid = QGridLayout(self.terms)
        grid.setContentsMargins(0, 2, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        self._whom = labelled("For whom", self.whom)
        promise = _SPANS.get(self.outcome.cadence, "Promise")
        grid.addWidget(self._whom, 0, 0)
        self._area = labelled("Impact area", self.area)
        grid.addWidget(self._area, 0, 1)
        grid.addWidget(labelled("Better is", self.better), 1, 0)
        grid.addWidget(labelled(promise, self.promise), 1, 1)
        grid.addWidget(self.trouble, 2, 0, 1, 2)
        grid.addWidget(self.draft, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.trouble.hide()

    def _on_better(self) -> None:
        text = self.promise.text().strip()
        if self._guess and text == self._guess:  # a guess for the other way means nothing any more
            self.promise.clear()
        elif text[:1] in {"<", ">", "≤", "≥"}:
            sign = "<=" if self.better.value is Better.LOWER else ">="
            self.promise.setText(f"{sign} {text.lstrip('<>=≤≥ ')}")
        self._on_terms()

    def _on_terms(self) -> None:
        complaint = self.complaint()
        self.trouble.setText(complaint)
        self.trouble.setVisible(bool(complaint))
        self.terms_changed.emit(self)

    def _on_draft(self) -> None:
        for field in (self.better, self.promise, self.area):
            field.setEnabled(not self.draft.isChecked())
        self._on_terms()

    def _on_whom(self) -> None:
        self.customer_named.emit(self)

    def _on_known(self) -> None:
        self.known_selected.emit(self)

    def _on_kept(self) -> None:
        self.kept_changed.emit(self)


class MeasureCards(QWidget):
    """A card a measure, kept while the same measures are shown, so that typing is not disturbed."""

    terms_changed = Signal(object)  # MeasureCard
    customer_named = Signal(object)
    known_selected = Signal(object)
    kept_changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cards: dict[tuple[str, int], MeasureCard] = {}
        self.more = label(role="hint", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.more)

    def kept(self) -> dict[tuple[str, int], set[date]]:
        """Return the periods whose logged values are not to be changed, by the measure's place."""
        return {place: card.changes.kept for place, card in self.cards.items()}

    @property
    def troubled(self) -> bool:
        """Whether something is typed that is no promise."""
        return any(card.complaint() for card in self.cards.values())

    def card(self, name: str) -> MeasureCard:
        """Return the card of the first measure of a name."""
        return self.cards[name.casefold(), 1]

    def show_outcomes(
        self,
        outcomes: Sequence[MeasureOutcome],
        customers: Sequence[str],
        known: Sequence[tuple[str, str]],
    ) -> None:
        """Show what would become of each measure, those that need something said first."""
        shown = {one.place: one for one in outcomes[:MOST_SHOWN]}
        for place in [place for place in self.cards if place not in shown]:
            card = self.cards.pop(place)
            self._column.removeWidget(card)
            card.deleteLater()
        single = sum(one.is_new for one in outcomes) == 1
        for at, (place, outcome) in enumerate(shown.items()):
            if place in self.cards:
                card = self.cards[place]
                card.show_outcome(outcome)
            else:
                card = self.cards[place] = self._made(outcome)
                self._column.insertWidget(at, card)
            card.offer(customers, known)
            card.show_fields(whom=single or len(outcomes) > 1)
        beyond = len(outcomes) - len(shown)
        more = f"And {show_number(beyond)} more measures. New ones without a promise stay drafts."
        self.more.setText(more)
        self.more.setVisible(beyond > 0)

    def _made(self, outcome: MeasureOutcome) -> MeasureCard:
        card = MeasureCard(self._theme, outcome)
        card.terms_changed.connect(self.terms_changed)
        card.customer_named.connect(self.customer_named)
        card.known_selected.connect(self.known_selected)
        card.kept_changed.connect(self.kept_changed)
        return card


def breakable(text: str) -> str:
    """Let words break that are longer than a line, as no label does by itself."""
    return _LONG_WORD.sub("\\1\N{ZERO WIDTH SPACE}", text)


def labelled(text: str, field: QWidget) -> QWidget:
    """Return a field under its label."""
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    column.addWidget(label(text, "small"))
    column.addWidget(field)
    if not field.accessibleName():
        field.setAccessibleName(text)
    return row
