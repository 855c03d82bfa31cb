"""The chosen customer's page: who they are, what they want and why, what is promised to them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tracker.app.queries.board import Profile
from tracker.app.queries.week import Line
from tracker.domain.customer import KIND_NAMES
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.cards import tier_name
from tracker.gui.widgets.customer_menu import CustomerMenu
from tracker.gui.widgets.elided import ElidedLabel
from tracker.gui.widgets.profile_measures import MeasuresTab
from tracker.gui.widgets.profile_row import tool_button
from tracker.gui.widgets.profile_services import ServicesTab
from tracker.gui.widgets.profile_who import WhoTab

SPARK_WIDTH = 420
WHO, SERVICES, MEASURES = range(3)
TAB_NAMES = ("Who", "What & why", "Measures")


class ProfilePanel(QFrame):
    """Name and badges, three sections behind tabs; each section scrolls by itself."""

    def __init__(self, bridge: Bridge, menu: CustomerMenu) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.who = WhoTab(bridge)
        self.services = ServicesTab(bridge)
        self.measures = MeasuresTab(bridge)
        self.name = ElidedLabel(role="section")
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.kind = _badge()
        self.tier = _badge()
        self.more = tool_button(bridge.theme, "ellipsis", "What can be done with this customer")
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(menu)
        self._menu = menu
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self.name, self.kind, self.tier):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        head.addWidget(self.more)
        self.tabs = self._make_tabs()
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        self.sections = QStackedWidget()
        for section in (self.who, self.services, self.measures):
            self.sections.addWidget(_scrolling(section))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 10, 8)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addSpacing(4)
        layout.addWidget(self.tabs)
        layout.addWidget(line)
        layout.addWidget(self.sections, 1)
        self.open_tab(MEASURES)

    def show_profile(self, profile: Profile, lines: tuple[Line, ...]) -> None:
        """Show a customer."""
        customer = profile.customer
        self.name.show_text(customer.name)
        self.kind.setText("internal" if customer.internal else "external")
        self.kind.setToolTip(KIND_NAMES[customer.kind])
        self.tier.setText(tier_name(customer.tier))
        self._menu.aim(customer)
        self.who.show_profile(profile)
        self.services.show_profile(profile)
        self.measures.show_lines(lines)
        counts = ("", len(profile.services), len(lines))
        for at, (name, count) in enumerate(zip(TAB_NAMES, counts, strict=True)):
            plain = name.replace("&", "&&")
            self.tabs.setTabText(at, f"{plain} {count}" if count else plain)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the small trends out where names would have no room beside them."""
        super().resizeEvent(event)
        self.measures.show_sparks(shown=self.width() >= SPARK_WIDTH)

    def open_tab(self, section: int) -> None:
        """Show a section."""
        self.tabs.setCurrentIndex(section)

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar()
        tabs.setProperty("role", "tabs")
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        tabs.setUsesScrollButtons(False)
        tabs.setElideMode(Qt.TextElideMode.ElideNone)
        tabs.setAccessibleName("Sections of this customer")
        for name in TAB_NAMES:
            tabs.addTab(name.replace("&", "&&"))
        tabs.currentChanged.connect(self._on_tab)
        return tabs

    def _on_tab(self, section: int) -> None:
        self.sections.setCurrentIndex(section)


def _badge() -> QLabel:
    badge = QLabel()
    badge.setProperty("role", "badge")
    return badge


def _scrolling(section: QWidget) -> QScrollArea:
    section.setProperty("role", "plain")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(section)
    return area
