"""Overview: what needs this person, in sentences, noise left out; and everything at a glance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.app import commands
from tracker.app.overview import counts
from tracker.app.overview.overview import Overview, UnexplainedSignal, overview
from tracker.app.overview.revealed import News, needing, needs, shown_of
from tracker.app.sharing.telling import BrokenPromise
from tracker.domain.correction import Word
from tracker.domain.pulse import PulseSignal, PulseWordKind
from tracker.gui.bridge import Bridge, Side
from tracker.gui.dialogs.new_usual import accept_usual
from tracker.gui.menus import CommandOffer
from tracker.gui.overview.body import BAR, OverviewBody
from tracker.gui.page import GAP, MARGIN, Header, Page, page_layout
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.feedback import ADD_MEASURE
from tracker.gui.widgets.first_steps import FirstSteps
from tracker.report.dates import medium_weekday
from tracker.report.text.pulse import pulse_explanation
from tracker.report.wording import number_of
from tracker.store.history import Changes

if TYPE_CHECKING:
    from tracker.app.sharing.charts import ChartSubject
    from tracker.gui.dialogs.hand_over import HandOver
    from tracker.report.text.customers import CountExplanation

WEEKS = 26  # of the small trends
SIDES = ((Side.ALL, "All"), (Side.INTERNAL, "Internal"), (Side.EXTERNAL, "External"))
NOBODY = (
    "What needs you will stand here",
    "Choose whom you serve, promise a measure, log your weeks. Each change that is more than noise "
    "is told here in one sentence.",
)
NOTHING_MEASURED = (
    "What needs you will stand here",
    "You have customers, but no measure yet: one number or rating that says how much you change "
    "for them.",
    ADD_MEASURE,
)
ONLY_DRAFTS = (
    "What needs you will stand here",
    "All your measures are drafts. A draft is not asked for in the week and not shown here. Open "
    "its customer and give it an impact area and a promise.",
    "Open customers",
)


class OverviewHeader(Header):
    """The first line: until when, and whose customers."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__("Overview")
        self._bridge = bridge
        self.sides: Segments[Side] = Segments(SIDES)
        for key, side in self.sides.buttons.items():
            side.setAccessibleName(f"Show {key} customers")
        self.sides.choose(bridge.side)
        self.sides.selected.connect(self._on_side)
        bridge.side_changed.connect(self._show_side)
        self.add(self.sides)

    @property
    def internal(self) -> bool | None:
        """Whose customers are wanted: internal, external, or (None) all."""
        side = self._bridge.side if self._bridge.both_sides else Side.ALL
        return {Side.INTERNAL: True, Side.EXTERNAL: False}.get(side)

    def show_state(self, until: str, hidden: int, *, sides: bool) -> None:
        """Say until when it is, and how many customers are left out."""
        self.sides.setVisible(sides)
        hides = f" · hides {number_of(hidden, 'customer')}" if hidden else ""
        self.quiet.setText(f"{until}{hides}")

    def _on_side(self) -> None:
        self._bridge.choose_side(self.sides.value or Side.ALL)

    def _show_side(self) -> None:
        with QSignalBlocker(self.sides):
            self.sides.choose(self._bridge.side)

    def minimumSizeHint(self) -> QSize:
        """Ask for the words, and for the choice in rows: check-ins may stand below."""
        words = (self.title.sizeHint(), self.quiet.sizeHint(), self.sides.minimumSizeHint())
        wide = sum(one.width() + self.row.spacing() for one in words)
        return QSize(wide, super().minimumSizeHint().height())

    def needed(self, *others: QWidget) -> int:
        """Return the width of a line that holds all of it, and others, none on a second row.

        The quiet word gives way to the check-ins: their last square says the same.
        """
        every: list[QWidget] = [self.title, *others] if others else [self.title, self.quiet]
        every += [] if self.sides.isHidden() else [self.sides]
        for one in every:
            one.ensurePolished()
        return sum(one.sizeHint().width() + 2 * self.row.spacing() for one in every)


class OverviewPage(Page):
    """Reads one frozen value and shows it; every sentence and every cell opens its measure."""

    reads = frozenset({"customer", "measure", "version", "evaluation"}) | {
        "fix",
        "planned_change",
        "accepted_change",
        "explanation",
        "signal",
        "conflict",
        "conflict_side",
        "decision",
        "rating",
        "told",
    }
    hint = "Tab next · Enter opens · arrows move in the table"
    blank_without = "measure"

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        # Read, but no number on the rail hangs on them.
        self._watched |= {"pulse", "pulse_fix", "pulse_word", "mention", "sharing", "own_stop"}
        self._needing: frozenset[int] = frozenset()
        self._touched: frozenset[int] = frozenset()
        self._recount = False
        self.export: HandOver | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._count)
        self.header = OverviewHeader(bridge)
        self.body = OverviewBody(bridge.theme)
        self.empty = FirstSteps(bridge.theme, "layout-dashboard", *NOBODY)
        layout = page_layout(self)
        layout.setContentsMargins(MARGIN, GAP, MARGIN - BAR, GAP)  # the bar stands in the margin
        self.header.row.setContentsMargins(0, 0, BAR, 0)
        layout.addWidget(self.header)
        layout.addWidget(self.body, 1)
        self._room = QWidget()
        room = QHBoxLayout(self._room)
        room.setContentsMargins(0, 0, BAR, 0)
        room.addWidget(self.empty)
        layout.addWidget(self._room, 1)
        self._layout = layout
        self._beside: bool | None = None
        self._seat_check_ins()
        self._wire()

    def refresh(self) -> None:
        """Read everything that is shown."""
        today, internal = self.bridge.today(), self.header.internal
        shown = overview(self.tracker, today, WEEKS, internal=internal)
        self._touched, self._recount = frozenset(), False
        some = self._show_step(shown)
        until = f"to {medium_weekday(today, today)}"
        self.header.show_state(until, shown.hidden, sides=shown.sides and some)
        self.body.show_overview(shown)
        self.entrance = next(iter(self.body.revealed.rows.values()), self.body.heat)
        self._seat_check_ins()
        self._announce_badge(shown.needing if internal is None else needing(self.tracker, today))

    def save_heat_map(self) -> None:
        """Show the heat map as it leaves, to be saved."""
        self._hand_over().offer(self._heat())

    def copy_heat_map(self) -> None:
        """Show the heat map as it leaves, to be copied or dragged out."""
        self._hand_over().offer(self._heat(), copy=True)

    def menu_commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the menus ask of this page."""
        return {
            "save_heat_map": self.save_heat_map,
        }

    def offer(self, _command: str) -> CommandOffer:
        """Offer the heat map where there is one."""
        return CommandOffer.NOTHING if self.body.isHidden() else CommandOffer.POSSIBLE

    def badge(self) -> int:
        """Count the measures that need this person, as last read, of the customers shown."""
        return shown_of(self.tracker, self._needing, self.bridge.hides)

    def _wire(self) -> None:
        self.empty.next_step_requested.connect(self._on_choice_requested)
        self.empty.answer_by(self)
        self.body.measure_requested.connect(self.measure_requested)
        self.body.calculation_requested.connect(self.calculation_requested)
        self.body.customer_requested.connect(self.customer_requested)
        self.body.fix_requested.connect(self._on_fix_requested)
        self.body.usual_requested.connect(self._on_usual_requested)
        self.body.explanation_entered.connect(self._on_explanation_entered)
        self.body.week_requested.connect(self.week_requested)
        self.body.planned_change_entered.connect(self._on_planned_change_entered)
        self.body.choice_requested.connect(self._on_choice_requested)
        self.body.conflict_requested.connect(self._on_conflict_requested)
        self.body.stops_requested.connect(self._on_stops_requested)
        self.body.tell_requested.connect(self._on_tell_requested)
        self.body.own_fix_requested.connect(self._on_own_fix_requested)
        self.body.pulse_word_requested.connect(self._on_pulse_word_requested)
        self.body.pulse_calculation_requested.connect(self._on_pulse_calculation_requested)
        self.body.heat_card.export.clicked.connect(self.save_heat_map)
        self.body.heat_card.grip.clicked.connect(self.copy_heat_map)
        self.body.check_ins.how.clicked.connect(self._on_weeks_counted)
        self.body.heard.seen_count_requested.connect(self._on_seen_counted)
        self.body.heard.wow_count_requested.connect(self._on_wow_counted)
        self.bridge.changed.connect(self._on_any_change)
        self.bridge.day_changed.connect(self._on_any_day)

    def _on_weeks_counted(self) -> None:
        self._show_count(counts.check_ins_explained(self.body.check_ins.shown))

    def _on_seen_counted(self) -> None:
        today, internal = self.bridge.today(), self.header.internal
        self._show_count(counts.first_seen_explained(self.tracker, today, internal=internal))

    def _on_wow_counted(self) -> None:
        today, internal = self.bridge.today(), self.header.internal
        self._show_count(counts.wow_explained(self.tracker, today, internal=internal))

    def _show_count(self, explained: CountExplanation) -> None:
        from tracker.gui.dialogs.count_explanation import CountDialog

        CountDialog(self, explained).open()

    def _hand_over(self) -> HandOver:
        from tracker.gui.dialogs.hand_over import HandOver

        self.export = self.export or HandOver(self.bridge, self)
        return self.export

    def _heat(self) -> ChartSubject | None:
        """Read the customers that are shown as a picture; None while nothing is measured."""
        from tracker.app.sharing.charts import ChartSubject
        from tracker.app.trends.pictures import heat_picture

        if not self.body.isVisible():
            return None
        ids = self.body.heat.customers
        return ChartSubject(heat_picture(self.tracker, self.bridge.today(), ids))

    def _show_step(self, shown: Overview) -> bool:
        """Show the page, or what is to be done first; say whether there is something to show."""
        some = bool(shown.measures or shown.hidden)
        self.body.setVisible(some)
        self._room.setVisible(not some)
        self.body.check_ins.setVisible(some)
        title, text, step = ONLY_DRAFTS if self._drafted() else NOTHING_MEASURED
        if shown.rows:
            self.empty.show_next(title, f"{text} {shown.choice}".strip(), step)
        else:
            self.empty.show_first(*NOBODY)
        return some

    def _drafted(self) -> bool:
        """Say whether there are measures that nothing is promised with yet."""
        return bool(self.tracker.measures.where("archived_on IS NULL AND draft = 1"))

    def _on_choice_requested(self) -> None:
        self.page_requested.emit("customers")

    def _on_stops_requested(self) -> None:
        self.section_requested.emit("upstream")

    def _on_conflict_requested(self, conflict_id: int) -> None:
        self.choice_requested.emit(("conflict", conflict_id))

    def _on_fix_requested(self, news: News) -> None:
        self.fix_requested.emit((news.measure_id, news.since, ""))

    def _on_usual_requested(self, measure_id: int) -> None:
        accept_usual(self.bridge, measure_id)

    def _on_tell_requested(self, broken: BrokenPromise) -> None:
        from tracker.gui.dialogs.tell import TellDialog

        TellDialog(self.bridge, self.window(), broken).open()

    def _on_own_fix_requested(self, signal: PulseSignal) -> None:
        from tracker.gui.dialogs.pulse import PulseFixDialog

        PulseFixDialog(self.bridge, self.window(), signal).open()

    def _on_pulse_word_requested(self, wish: tuple[PulseSignal, PulseWordKind]) -> None:
        from tracker.gui.dialogs.pulse import PulseWordDialog

        PulseWordDialog(self.bridge, self.window(), *wish).open()

    def _on_pulse_calculation_requested(self, signal: PulseSignal) -> None:
        from tracker.gui.dialogs.count_explanation import CountDialog

        CountDialog(self.window(), pulse_explanation(signal)).open()

    def _on_explanation_entered(self, answer: tuple[UnexplainedSignal, str, Word]) -> None:
        ask, text, kind = answer
        commands.explain(self.tracker, ask.measure_id, ask.start, text, kind)
        self.bridge.show_message(f"Kept with {ask.name}. Ctrl+Z undoes it.")

    def _on_planned_change_entered(self, answer: tuple[News, str]) -> None:
        news, reason = answer
        if not reason:
            self.bridge.show_message(
                "Say under “What changed?” what was planned, then choose this again."
            )
            self.body.revealed.rows[news.measure_id].field.setFocus()
        elif news.since is not None:
            commands.plan_change(self.tracker, news.measure_id, news.since, reason)
            self.bridge.show_message("A new baseline begins. Ctrl+Z undoes it.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the check-ins into the head, or below it."""
        super().resizeEvent(event)
        self._seat_check_ins()

    def _seat_check_ins(self) -> None:
        room = self.width() - 2 * MARGIN
        beside = room >= self.header.needed(self.body.check_ins)
        fits = beside or room >= self.header.needed()
        self.header.sides.setMinimumWidth(self.header.sides.sizeHint().width() if fits else 0)
        if beside is self._beside:
            return
        self._beside = beside
        if beside:
            self.header.row.insertWidget(2, self.body.check_ins)
        else:
            self._layout.insertWidget(1, self.body.check_ins)

    def _on_any_change(self, changes: Changes) -> None:
        """Count again what needs somebody while another page is shown, once it has painted."""
        if changes.tables & self.reads and not self.isVisible():
            self._touched |= changes.measures
            self._recount |= not changes.measures or "customer" in changes.tables
            self._later.start(0)

    def _on_any_day(self) -> None:
        self._recount = True
        self._later.start(0)

    def _count(self) -> None:
        today = self.bridge.today()
        if self._recount:
            found = needing(self.tracker, today)
        else:
            there = {key for key in self._touched if needs(self.tracker, key, today)}
            found = (self._needing - self._touched) | there
        self._touched, self._recount = frozenset(), False
        self._announce_badge(found)

    def _announce_badge(self, found: frozenset[int]) -> None:
        if found != self._needing:
            self._needing = found
            self.badge_changed.emit()
