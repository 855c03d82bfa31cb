"""A row of What & why: a service, what it changes for them, and the standard it is held to."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel

from tracker.domain.customer import Service
from tracker.domain.measure import AREA_NAMES, Area
from tracker.domain.practice import Standard
from tracker.gui.theme import Theme
from tracker.gui.widgets.elided import ElidedLabel
from tracker.gui.widgets.profile_row import ProfileRow
from tracker.report.needs import review_due


class ServiceRow(ProfileRow):
    """A service: its name, its area, why it matters to them."""

    def __init__(
        self, theme: Theme, service: Service, standard: Standard | None, today: date
    ) -> None:
        super().__init__(theme, service.id)
        self.service = service
        top = QHBoxLayout()
        top.addWidget(ElidedLabel(service.name, "name"), 1)
        if service.area:
            badge = QLabel(AREA_NAMES[Area(service.area)])
            badge.setProperty("role", "badge")
            top.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self.words.addLayout(top)
        for label, text in (
            ("For them: ", service.why),
            ("", service.definition),
            ("Done when ", service.done_when),
            ("Needed ", service.needed_when),
            ("Good: ", standard.good if standard else ""),
            ("", review_due(standard, today)),
        ):
            if text:
                told = QLabel(label + text)
                told.setTextFormat(Qt.TextFormat.PlainText)
                told.setProperty("role", "hint")
                told.setWordWrap(True)
                self.words.addWidget(told)
        self.line.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"Service {service.name}. {service.why}")
