"""Review: the pack for a performance review, what nobody was shown yet, and evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from tracker.app.person import person
from tracker.domain.errors import InvalidInput
from tracker.domain.period import Span, review_periods
from tracker.gui.bridge import Bridge
from tracker.gui.menus import CommandOffer
from tracker.gui.page import Header, Page, PagePart, Parts, page_layout
from tracker.gui.widgets.choice import WhoFilter
from tracker.gui.widgets.dates import DayField, PeriodChoice
from tracker.gui.widgets.first_steps import FirstSteps
from tracker.gui.widgets.tabs import Tabs
from tracker.gui.widgets.text import button, label
from tracker.gui.widgets.wrapping import WrappingRow
from tracker.report.review.content import review_words
from tracker.store.history import Changes

if TYPE_CHECKING:
    from tracker.gui.review.evidence import EvidencePart
    from tracker.gui.review.pack import PackPart

FIRST_MONTHS = 3
A_MOMENT = 120  # ms
PACK, SURPRISES, EVIDENCE = "pack", "surprises", "evidence"
VIEWS = {PACK: "Pack", SURPRISES: "No surprises", EVIDENCE: "Evidence"}
EMPTY = (
    "Your review pack will stand here",
    "Promises kept, changes and fixes with their effect, evidence and customers’ words, gathered "
    "from what you log each week. Begin with a measure, and log a week.",
)


class ReviewBar(QWidget):
    """Tells what the person chooses; `show_review` shows what is kept and tells nobody."""

    selected = Signal()
    day_selected = Signal(object)  # date | None

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self._day: date | None = None
        self.period = PeriodChoice(bridge)
        self.day = DayField(bridge, "review_on")
        self.day.setAccessibleName("The day of your review")
        self.day.setToolTip("The day of your review; empty: none is set")
        review_on = label("Review on", "quiet")
        review_on.setBuddy(self.day)
        on_day = QWidget()
        on_day.setProperty("role", "plain")
        line = QHBoxLayout(on_day)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(review_on)
        line.addWidget(self.day)
        row = WrappingRow(self, spacing=16)
        row.addWidget(self.period)
        row.addWidget(on_day)
        self.period.selected.connect(self.selected)
        self.day.editing_finished.connect(self._on_editing_finished)

    @property
    def span(self) -> Span:
        """The first and the last day of the period."""
        return self.period.span

    def show_review(self, span: Span, day: date | None) -> None:
        """Show a period and the day of the review."""
        self.period.set_periods(
            [(name, span) for name, span in review_periods(self._bridge.today())]
        )
        self.period.select_span(*span)
        self._day = day
        self.day.show_day(day)

    def _on_editing_finished(self) -> None:
        try:
            day = self.day.day
        except InvalidInput as error:
            self._bridge.show_message(error.sentence)
            return
        if day != self._day:
            self._day = day
            self.day_selected.emit(day)


def usual_span(today: date) -> Span:
    """Return this year, or the last one while this one is young."""
    wanted = "Last year" if today.month <= FIRST_MONTHS else "This year"
    return next(span for name, span in review_periods(today) if name.startswith(wanted))


EVERYBODY = "This is about all your customers."


class ReviewPage(Page):
    """Three views of one period; each is made when it is first wanted."""

    reads = frozenset(
        {"person", "measure", "customer", "evaluation", "rating", "star", "share", "wording"}
        | {"decision", "decision_told", "own_stop"}
    )
    hint = "What you log each week is your evidence at the review · PgUp PgDn pages · Ctrl+K search"
    blank_without = "measure"

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.parts = Parts(bridge, self._seat)
        self._old: set[str] = set()  # views that show what is no longer so
        self.view: Tabs[str] = Tabs(VIEWS.items(), "Parts of the review")
        self.who = WhoFilter(bridge)
        self.bar = ReviewBar(bridge)
        tip = "PDF, Word, slides, a web page or Markdown (Ctrl+Shift+P)"
        self.save = button("Save as…", tip, tone="accent")
        self.empty = FirstSteps(bridge.theme, "file-text", *EMPTY)
        self._lay_out()
        self._soon = QTimer(self)  # counting can wait until the page is seen
        self._soon.setSingleShot(True)
        self._soon.setInterval(A_MOMENT)
        self._soon.timeout.connect(self._count)
        self.view.choose(PACK)
        self.view.selected.connect(self._show_view)
        self.bar.selected.connect(self._on_span)
        self.bar.day_selected.connect(self._on_day_selected)
        self.save.clicked.connect(self.export_pack)
        self.empty.answer_by(self)

    def refresh(self) -> None:
        """Show the view that is chosen, of the period that is kept."""
        me, today = person(self.tracker), self.bridge.today()
        first, last = me.review_first, me.review_last
        self.bar.show_review((first, last) if first and last else usual_span(today), me.review_on)
        self.header.quiet.setText(review_words(me.review_on, today))
        filled = self.tracker.file.holds_any(("measure",))
        self.whole.setCurrentIndex(0 if filled else 1)
        self.save.setVisible(filled)
        if not filled:
            served = self.tracker.customers.where("archived_on IS NULL")
            self.empty.show_missing(*EMPTY, served)
        self.entrance = self.view if filled else self.empty.button
        if filled:
            self._show_view()
            self._soon.start()

    def touch(self, changes: Changes) -> bool:
        """Show what changed in the view that is open; words only want a new layout."""
        if "person" in changes.tables or "measure" in changes.tables:
            return False
        key = self.view.value
        if key == PACK and changes.tables == {"wording"}:
            self._old.discard(PACK)
            self.pack.rebuild()
            return True
        self._soon.start()
        if key in self._old:
            self._show_view()
        return True

    def show_pack(self) -> None:
        """Show the pack."""
        self._choose(PACK)

    def show_surprises(self) -> None:
        """Show what customers were not shown yet."""
        self._choose(SURPRISES)

    def show_evidence(self) -> None:
        """Show notes and customers' words."""
        self._choose(EVIDENCE)

    def export_pack(self) -> None:
        """Ask where to save the pack, and as what."""
        self._choose(PACK)
        if self.whole.currentIndex() == 0:
            self.pack.export()

    def part(self, key: str) -> PagePart:
        """Return a view, made when it is first wanted."""
        match key:
            case "surprises":
                from tracker.gui.review.surprises import SurprisesPart

                return self.parts.made(SURPRISES, SurprisesPart)
            case "evidence":
                return self.evidence
            case _:
                return self.pack

    @property
    def pack(self) -> PackPart:
        """The pack, made when it is first wanted."""
        from tracker.gui.review.pack import PackPart

        return self.parts.made(PACK, PackPart)

    @property
    def evidence(self) -> EvidencePart:
        """Notes and customers' words, made when they are first wanted."""
        from tracker.gui.review.evidence import EvidencePart

        return self.parts.made(EVIDENCE, EvidencePart)

    def menu_commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the menus ask of this page."""
        return {
            "show_pack": self.show_pack,
            "show_surprises": self.show_surprises,
            "show_evidence": self.show_evidence,
            "export_pack": self.export_pack,
        }

    def offer(self, command: str) -> CommandOffer:
        """Tick the view that is open."""
        chosen = command == f"show_{self.view.value}"
        return CommandOffer.CHOSEN if chosen else CommandOffer.POSSIBLE

    def _seat(self, key: str, part: PagePart) -> None:
        self._old.add(key)
        self.adopt(part)
        self.stack.addWidget(part)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the title where it is, whether or not there is anything to save beside it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.header.setMinimumHeight(self.save.sizeHint().height())

    def hideEvent(self, event: QHideEvent) -> None:
        """Make no pack that nobody looks at."""
        if PACK in self.parts and self.pack.suspend():
            self._old.add(PACK)
            self._stale = True
        super().hideEvent(event)

    def _on_changed(self, changes: Changes) -> None:
        self._old |= {key for key, part in self.parts.items() if changes.tables & part.reads}
        super()._on_changed(changes)

    def _on_side(self) -> None:
        self._old |= {SURPRISES, EVIDENCE} & set(self.parts)
        super()._on_side()

    def _on_day(self) -> None:
        self._old |= set(self.parts)
        super()._on_day()

    def _choose(self, key: str) -> None:
        self._freshen()
        self.view.choose(key)
        self.setFocus()

    def _show_view(self) -> None:
        key = self.view.value
        if self.whole.currentIndex() != 0:
            return
        part = self.part(key)
        self.stack.setCurrentWidget(part)
        self.bar.period.setVisible(key != SURPRISES)
        self.save.setVisible(key == PACK)
        anew = key in self._old
        self._old.discard(key)
        if key == PACK:
            self.pack.show_span(self.bar.span, anew=anew)
        elif key == EVIDENCE:
            self.evidence.show_span(self.bar.span, anew=anew)
        elif anew:
            part.refresh()
        self._say_hidden(part)

    def _say_hidden(self, part: PagePart) -> None:
        """Say how many rows the choice leaves out; the pack is about everybody."""
        from tracker.gui.review.evidence import EvidencePart
        from tracker.gui.review.surprises import SurprisesPart

        if isinstance(part, EvidencePart | SurprisesPart):
            self.who.show_hidden(part.hidden)
        else:
            self.who.show_hidden(0, instead=EVERYBODY)

    def _count(self) -> None:
        if not self.tracker.is_open:  # the window is on its way out
            return
        from tracker.app.review.evidence import evidence, starred_count, surprises

        left_out = self.bridge.hides
        told = surprises(self.tracker, self.bridge.today())
        starred = starred_count(self.tracker, *self.bar.span)
        if left_out:
            found = evidence(self.tracker, *self.bar.span)
            starred = sum(one.starred for one in found if one.customer_id not in left_out)
        counts = {
            SURPRISES: sum(one.customer_id not in left_out for one in told),
            EVIDENCE: starred,
        }
        tips = {EVIDENCE: "Notes and customers’ words; counted: with a star"}
        for key, count in counts.items():
            self.view.show_count(key, count, tips.get(key, ""))

    def _lay_out(self) -> None:
        self.header = Header("Review")
        self.header.add(self.save)
        self.stack = QStackedWidget()
        body = QWidget()
        body.setProperty("role", "plain")
        inner = page_layout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        inner.addWidget(self.view)
        inner.addWidget(self.bar)
        inner.addWidget(self.stack, 1)
        self.whole = QStackedWidget()
        self.whole.addWidget(body)
        self.whole.addWidget(self.empty)
        layout = page_layout(self)
        self.header.seat(self.who, inner)
        layout.addWidget(self.header)
        layout.addWidget(self.whole, 1)

    def _on_span(self) -> None:
        from tracker.app import commands

        me = person(self.tracker)
        commands.plan_review(self.tracker, me.review_on, *self.bar.span)

    def _on_day_selected(self, day: date | None) -> None:
        from tracker.app import commands

        me = person(self.tracker)
        commands.plan_review(self.tracker, day, me.review_first, me.review_last)

    def show_review(self, last: date) -> None:
        """Show the pack of the review that ends on a day, where something was written for it."""
        self._choose(PACK)
        found = self.tracker.wordings.where("last = ?", last.isoformat(), order="first")
        if found:
            self.bar.show_review((found[0].first, found[0].last), person(self.tracker).review_on)
            self._show_view()
