"""The chosen customer's page: name and badges, and a section behind each tab."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tracker.app.customers.board import Profile
from tracker.app.customers.board import profile as read_profile
from tracker.app.customers.questionnaires import RELATIONSHIP, WORKSHEET, questionnaire
from tracker.app.evaluations.week import WeekLine, line_of
from tracker.app.tracker import Tracker
from tracker.domain.customer import KIND_NAMES
from tracker.domain.period import Period
from tracker.gui.bridge import Bridge
from tracker.gui.customers.cards import CustomerMenu, tier_name
from tracker.gui.customers.measure_row import SMALL_SPARK, WIDE_SPARK
from tracker.gui.customers.measures import MeasuresTab
from tracker.gui.customers.services import ServicesTab
from tracker.gui.customers.who import WhoTab
from tracker.gui.icons import icon
from tracker.gui.page import CustomerTab, PagePart, Parts
from tracker.gui.theme import UNBOUND, scaled
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.questionnaire import QuestionnaireView
from tracker.gui.widgets.rows import plain_column, rule, scrolling, tool_button
from tracker.gui.widgets.tabs import Tabs
from tracker.gui.widgets.text import button, label
from tracker.gui.widgets.wrapping import FewLines

NO_SPARK, SMALL = 460, 630  # px: below, names have no room beside small trends, or beside wide ones
KINDS = (RELATIONSHIP, WORKSHEET)
TABS = ("Who", "What & why", "When", "How", "Measures", "Relationship", "Notes")
WHO, SERVICES, WHEN, HOW, MEASURES, QUESTIONS, NOTES = range(len(TABS))


class ProfilePanel(QFrame):
    """Name and badges, sections behind tabs; each section scrolls by itself."""

    part_created = Signal(object)  # CustomerTab: its wishes are for the page to pass on
    scorecard_requested = Signal(object)  # int: the customer

    def __init__(self, bridge: Bridge, menu: CustomerMenu) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.who = WhoTab(bridge)
        self.services = ServicesTab(bridge)
        self.measures = MeasuresTab(bridge)
        self.name = FewLines(role="section")
        self.about = FewLines(role="quiet")
        self.kind = label(role="badge")
        self.tier = label(role="badge")
        self.more = tool_button(bridge.theme, "ellipsis", "What can be done with this customer")
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(menu)
        self._menu = menu
        picture = icon(bridge.theme, "share-2")
        self.scorecard = button("Scorecard", "What this customer is to get", picture=picture)
        self.scorecard.clicked.connect(self._on_scorecard)
        self.back = tool_button(bridge.theme, "arrow-left", "Back to the board (Esc)")
        self.back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self.back, self.name, self.tier, self.kind):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        head.addWidget(self.scorecard)
        head.addWidget(self.more)
        self.parts = Parts(bridge, self._seat)
        self._bridge = bridge
        self._customer_id: int | None = None
        self._lay_out(head)
        self.measures.heard.needs_requested.connect(self._on_needs)
        self.measures.heard.notes_requested.connect(self._on_notes)
        self.open_tab(MEASURES)

    def _lay_out(self, head: QHBoxLayout) -> None:
        self.tabs = self._make_tabs()
        self.sections = QStackedWidget()
        known = {WHO: self.who, SERVICES: self.services, MEASURES: self.measures}
        self._areas = [_scrolling(known.get(section, QWidget())) for section in range(len(TABS))]
        for area in self._areas:
            self.sections.addWidget(area)
            if (section := area.widget()) is not None:
                section.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.about)
        layout.addSpacing(8)
        layout.addWidget(self.tabs)
        layout.addWidget(rule())
        layout.addWidget(self.sections, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as high as what is told, when that is more or less than it was."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Be no higher than the section in front, unless that fills whatever room there is."""
        area = self._areas[self.sections.currentIndex()]
        inside, top, around = area.widget(), self.sections.y(), self.layout()
        layout = inside.layout() if inside else None
        if inside is None or layout is None or around is None or not top or _filling(inside):
            self.setMaximumHeight(UNBOUND)
            return
        high = inside.sizeHint().height()
        if layout.hasHeightForWidth():
            high = inside.heightForWidth(area.viewport().width())
        self.setMaximumHeight(top + high + around.contentsMargins().bottom() + 2)

    def read_customer(self, customer_id: int) -> None:
        """Read a customer and show them."""
        tracker = self._bridge.tracker
        profile = read_profile(tracker, customer_id)
        week = Period.of(self._bridge.today())
        lines = tuple(line_of(tracker, measure.id, week) for measure in profile.measures)
        self.show_profile(profile, lines)

    def show_profile(self, profile: Profile, lines: tuple[WeekLine, ...]) -> None:
        """Show a customer."""
        customer = profile.customer
        self.name.show_text(customer.name)
        who = " ".join(customer.who.split())
        self.about.show_text(who)
        self.about.setVisible(bool(who))
        self.kind.setText("internal" if customer.internal else "external")
        self.kind.setToolTip(KIND_NAMES[customer.kind])
        self.tier.setText(tier_name(customer.tier))
        self._menu.set_customer(customer)
        self.who.show_profile(profile)
        self.services.show_profile(profile)
        self.measures.show_lines(lines)
        for section, count in section_counts(self._bridge.tracker, profile).items():
            self.tabs.show_count(section, count)
        self.measures.heard.show_customer(customer.id)
        self._customer_id = customer.id
        self._show_part()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the small trends as much room as there is beside the words."""
        super().resizeEvent(event)
        self._fit()
        wide = WIDE_SPARK if self.width() >= scaled(SMALL) else SMALL_SPARK
        self.measures.show_sparks(wide if self.width() >= scaled(NO_SPARK) else 0)

    def open_tab(self, section: int) -> None:
        """Show a section."""
        self.tabs.setCurrentIndex(section)

    def _make_tabs(self) -> Tabs[int]:
        tabs: Tabs[int] = Tabs(enumerate(TABS), "Sections of this customer")
        tabs.currentChanged.connect(self._on_tab)
        return tabs

    def part(self, section: int) -> CustomerTab:
        """Return the part behind a tab, made when the tab is first opened."""
        if section == WHEN:
            from tracker.gui.customers.when import WhenTab

            return self.parts.made(section, WhenTab)
        if section == HOW:
            from tracker.gui.customers.how import HowTab

            return self.parts.made(section, HowTab)
        if section == NOTES:
            from tracker.gui.notes.lists import NotesTab

            return self.parts.made(section, NotesTab)
        return self.parts.made(QUESTIONS, RelationshipTab)

    def _seat(self, section: int, part: PagePart) -> None:
        part.setProperty("role", "plain")
        self._areas[section].setWidget(part)
        part.installEventFilter(self)
        self.part_created.emit(part)

    def _on_scorecard(self) -> None:
        if self._customer_id is not None:
            self.scorecard_requested.emit(self._customer_id)

    def _on_needs(self) -> None:
        self.open_tab(SERVICES)
        self.tabs.setFocus()

    def _on_notes(self) -> None:
        self.open_tab(NOTES)
        self.tabs.setFocus()

    def _on_tab(self, section: int) -> None:
        self.sections.setCurrentIndex(section)
        self._show_part()
        self._fit()

    def _show_part(self) -> None:
        section = self.tabs.currentIndex()
        if self._customer_id is not None and section not in {WHO, SERVICES, MEASURES}:
            self.part(section).show_customer(self._customer_id)


def section_counts(tracker: Tracker, profile: Profile) -> dict[int, int]:
    """Count what stands behind each tab."""
    key = profile.customer.id
    return {
        SERVICES: len(profile.services),
        WHEN: len(tracker.moments.where("customer_id = ?", key)),
        HOW: len(tracker.elements.where("customer_id = ?", key)),
        MEASURES: len(profile.measures),
        NOTES: len(tracker.notes.where("customer_id = ?", key)),
    }


def _filling(section: QWidget) -> bool:
    """Say whether a list in a section takes what room there is: not a field of text."""
    areas = section.findChildren(QAbstractScrollArea)
    return any(one.isVisible() and not isinstance(one, QPlainTextEdit) for one in areas)


def _scrolling(section: QWidget) -> QScrollArea:
    section.setProperty("role", "plain")
    return scrolling(section)


class RelationshipTab(CustomerTab):
    """How I stand with a customer; and beside it what their priority rests on, the worksheet."""

    reads: ClassVar[frozenset[str]] = frozenset({"assessment", "customer"})

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        inside, column = plain_column()
        column.setSpacing(8)
        self.which = Segments([(kind, questionnaire(kind).name) for kind in KINDS])
        self.which.choose(RELATIONSHIP)
        self.stack = QStackedWidget()
        self.views = {kind: QuestionnaireView(bridge, kind) for kind in KINDS}
        for view in self.views.values():
            self.stack.addWidget(view)
        column.addWidget(self.which)
        column.addWidget(self.stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)
        self.which.selected.connect(self._on_selected)

    @property
    def view(self) -> QuestionnaireView:
        """The questionnaire that is shown."""
        return self.views[self.which.value or RELATIONSHIP]

    def refresh(self) -> None:
        """Show the customer's answers."""
        if self.customer_id is not None:
            self.view.show_for(self.customer_id)

    def _on_selected(self) -> None:
        self.stack.setCurrentWidget(self.view)
        self.refresh()
