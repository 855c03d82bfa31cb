"""One row a measure on a customer's page: what it does for them, how it stands, is it shared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.app.evaluations.week import WeekLine
from tracker.app.keepings import keepings
from tracker.app.measures.lists import badges
from tracker.app.sharing.figure_now import FigureNow, figure_now
from tracker.app.signals.standing import Standing, standing_of
from tracker.app.tracker import Tracker
from tracker.domain.keeping import Keeping
from tracker.domain.measure import show_value
from tracker.gui.bridge import Bridge
from tracker.gui.theme import scaled, set_tone
from tracker.gui.widgets.choice import Switch
from tracker.gui.widgets.painting import Sparkline
from tracker.gui.widgets.rows import ProfileRow
from tracker.gui.widgets.text import ElidedLabel, label, show_text
from tracker.gui.widgets.wrapping import FewLines
from tracker.report.text.calculation import Badge, badge_line
from tracker.report.text.keeping import keeping_badge, promised_line
from tracker.report.text.phrases import impact_line

WIDE_SPARK, SMALL_SPARK, FIGURES, SWITCHED, BETWEEN = 148, 92, 90, 76, 10  # px
IMPACT_LINES = 3
NOTHING = "–"
PRIVATE = "Private: only you see it. Switch it on to share it."
SHARED = "Shared: it is part of what the customer gets. Switch it off to keep it private."


def logged(line: WeekLine) -> bool:
    """Say whether anything was logged of a measure, or skipped."""
    return line.last is not None or line.evaluation is not None


class MeasureRow(ProfileRow):
    """A measure: what it changes for them, its promise, its small trend, its figure of now."""

    share_requested = Signal(object)  # int: its key

    def __init__(self, bridge: Bridge, key: int) -> None:
        super().__init__(bridge.theme, key)
        self._bridge = bridge
        self.head = label(role="chapter")
        self.head.hide()
        self.name = FewLines(role="name")
        self.badge = label(role="badge")
        self.draft = label("Draft", "badge")
        self.draft.setToolTip("Not asked for in the week until it has an impact area and a promise")
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(8)
        self._top.addWidget(self.name)
        leading = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        for badge in (self.badge, self.draft):
            self._top.addWidget(badge, 0, leading)
        self._top.addStretch(1)
        self._lay_out_words()
        self.spark = Sparkline(bridge.theme, QSize(WIDE_SPARK, 32))
        self.share = Switch(bridge.theme)
        self.share.clicked.connect(self._on_share)
        self._lay_out_line()

    def _lay_out_words(self) -> None:
        self.impact = FewLines(role="impact", lines=IMPACT_LINES)
        self.kept = FewLines(role="hint", lines=IMPACT_LINES)
        self.badges = FewLines(role="small")
        self.words.setSpacing(2)
        self.words.addWidget(self.head)
        self.words.addLayout(self._top)
        for line in (self.impact, self.kept, self.badges):
            self.words.addWidget(line)

    def _lay_out_line(self) -> None:
        self.last = ElidedLabel(role="figure")
        self.span = ElidedLabel(role="small")
        figures = QVBoxLayout()
        figures.setSpacing(0)
        figures.addStretch(1)
        for figure in (self.last, self.span):
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            figure.setFixedWidth(scaled(FIGURES))
            figures.addWidget(figure)
        figures.addStretch(1)
        self.line.setSpacing(BETWEEN)
        for widget in (self.spark, self.share, self.more):
            self.line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.line.insertLayout(self.line.indexOf(self.share), figures)

    def show_line(self, line: WeekLine, known: MeasureFacts) -> None:
        """Show how the measure stands, and which badges it has (a draft has none)."""
        measure, standing = line.measure, known.standing
        self.name.show_text(measure.name)
        self.draft.setVisible(measure.draft)
        stand = standing.label if standing else None
        show_text(self.badge, stand.text if stand else "")
        set_tone(self.badge, stand.tone if stand else "")
        self.spark.show_spark(line.spark)
        shown, span = self._figure(line, known.now)
        self.last.show_text(shown)
        self.span.show_text(span)
        sharing = SHARED if measure.shared else PRIVATE
        self.share.setChecked(measure.shared)
        self.share.setToolTip(sharing)
        self.share.setAccessibleName(sharing)
        impact = impact_line(measure.on(self._bridge.today()))
        self.impact.show_text(impact)
        self.impact.setVisible(bool(impact))
        kept = known.kept
        badge = keeping_badge(kept, measure.cadence) if kept and stand else None
        told = promised_line(
            line.promise, kept, measure.cadence, judged=badge is not None and stand == badge
        )
        self.kept.show_text(told)
        held = badge_line(known.badges)
        self.badges.show_text(held)
        self.badges.setVisible(bool(held))
        said = [f"{line.subtitle}", *(badge.said for badge in known.badges)]
        self.setToolTip("\n".join(said))
        self.setAccessibleName(
            f"{measure.name}, {line.subtitle}, {shown} {span}, {told}, "
            f"{'shared' if measure.shared else 'private'}{', draft' if measure.draft else ''}"
            f"{f'. {stand.text}' if stand else ''}{f'. {impact}' if impact else ''}"
            f"{f'. {held}' if held else ''}"
        )

    def show_head(self, head: str) -> None:
        """Head the group that begins with this row; empty: it does not begin one."""
        self.head.setText(head)
        self.head.setVisible(bool(head))

    def show_spark(self, width: int) -> None:
        """Show the small trend so wide; 0 leaves its room to the words, and badges below."""
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._top.setDirection(beside if width else below)
        self._top.setSpacing(8 if width else 2)
        self.spark.setVisible(bool(width))
        if width:
            self.spark.setFixedWidth(scaled(width))

    def _figure(self, line: WeekLine, now: FigureNow) -> tuple[str, str]:
        """Return the figure of now; before a period is finished, the newest value."""
        if now.shown:
            return now.shown, now.span
        newest = line.last if line.value is None else line.value
        if newest is None:
            return NOTHING, ""
        version = line.measure.on(self._bridge.today())
        return show_value(newest, line.measure.scale, version.unit), "newest"

    def _on_share(self) -> None:
        self.share_requested.emit(self.key)


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """What is known of a measure beside its line of the week."""

    now: FigureNow
    standing: Standing | None
    kept: Keeping | None
    badges: tuple[Badge, ...]


def facts_known(
    tracker: Tracker, lines: Sequence[WeekLine], today: date
) -> dict[int, MeasureFacts]:
    """Read how each measure of one customer stands; of a draft nothing is judged."""
    if not lines:
        return {}
    customer = lines[0].customer
    held = badges(tracker, customer.id, today)
    kept = keepings(tracker, (line.measure for line in lines), {customer.id: customer})
    found = {}
    for line in lines:
        key, draft = line.measure.id, line.measure.draft
        found[key] = MeasureFacts(
            figure_now(tracker, line.measure, customer, today),
            None if draft or not logged(line) else standing_of(tracker, key, today),
            kept.get(key),
            held.get(key, ()),
        )
    return found


class RowHeads(QWidget):
    """Names the columns of the measures, over the first of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.trend = label("26 weeks", "column")
        now, shared = label("Now", "column"), label("Shared", "column")
        now.setFixedWidth(scaled(FIGURES))
        now.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(7, 0, 5, 4)
        layout.setSpacing(BETWEEN)
        layout.addWidget(ElidedLabel("What I promise, and what it does for them", "column"), 1)
        layout.addWidget(self.trend)
        layout.addWidget(now)
        layout.addWidget(shared)
        shared.setFixedWidth(scaled(SWITCHED))

    def show_spark(self, width: int) -> None:
        """Leave as much room to the small trends as the rows do."""
        self.trend.setVisible(bool(width))
        if width:
            self.trend.setFixedWidth(scaled(width))
