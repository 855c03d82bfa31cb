"""The card with all measures under their customers, beside the chart; typing in it searches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from tracker.app.measures.lists import ListedMeasure
from tracker.app.signals.signs import Sign, sign_of
from tracker.app.signals.standing import Standing
from tracker.domain.customer import Customer
from tracker.domain.measure import show_promise
from tracker.gui.accessible.points import WithHeadings
from tracker.gui.bridge import Bridge
from tracker.gui.draft import FINDS
from tracker.gui.icons import icon
from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.choice import WhoFilter
from tracker.gui.widgets.painting import ScaledDelegate, paint_ground, paint_spark, write_line
from tracker.gui.widgets.row_menu import Entries, menu_index, open_row_menu
from tracker.gui.widgets.rows_model import NOWHERE, Index, ModelColumn, RowsModel
from tracker.gui.widgets.signs import SIGN, paint_sign, sign_box
from tracker.gui.widgets.text import label, link, visual_rect

WIDTH = 248
MANY = 8
TOLD = {Sign.WORSE: "getting worse", Sign.BELOW: "below promise", Sign.BETTER: "better"}
HEADING, ROW = 30, 56
PAD = 8
Row = Customer | ListedMeasure


class MeasureModel(RowsModel[Row]):
    """Customers as headings and their measures below them; `find` leaves out what does not fit."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            ModelColumn(_name, tip=_tip, spoken=self._accessible_text),
            key=_key,
            selectable=_is_measure,
            parent=parent,
        )
        self._listed: list[ListedMeasure] = []
        self._sought = ""
        self.signs: Mapping[int, Sign] = {}  # of measures, by their ids

    def show_listed(self, listed: Sequence[ListedMeasure]) -> None:
        """Show these measures; if they are the same ones, the place in the list is kept."""
        self._listed = list(listed)
        self.show(self._fitting())

    def show_one(self, listed: ListedMeasure) -> None:
        """Show one measure anew."""
        key = _key(listed)
        self._listed = [listed if _key(other) == key else other for other in self._listed]
        self.replace_row(listed)

    def find(self, text: str) -> None:
        """Keep what holds every word in its own or its customer's name."""
        self._sought = text
        self.show(self._fitting())

    def index_of_measure(self, measure_id: int | None) -> QModelIndex:
        """Return where a measure stands; an invalid index if it is not shown."""
        return self.index_of((True, measure_id))

    def _accessible_text(self, row: Row) -> str:
        if isinstance(row, Customer):
            return row.name
        sign = self.signs.get(row.measure.id)
        state = TOLD.get(sign, "") if sign else ""
        parts = (row.measure.name, row.customer.name, state, standing_words(row))
        return ", ".join(part for part in parts if part)

    def _fitting(self) -> list[Row]:
        words = self._sought.casefold().split()
        rows: list[Row] = []
        customer = None
        for listed in self._listed:
            names = f"{listed.measure.name} {listed.customer.name}".casefold()
            if all(word in names for word in words):
                if listed.customer.id != customer:
                    customer = listed.customer.id
                    rows.append(listed.customer)
                rows.append(listed)
        return rows


def standing_words(listed: ListedMeasure) -> str:
    """Say a measure's last value, its promise, and whether it was kept."""
    if not listed.last:
        return "nothing logged yet"
    version = listed.measure.on(listed.period.end) if listed.period else listed.measure.now
    if listed.kept is None:
        return f"last {listed.last}"
    judged = version.as_judged(floor_only=listed.customer.only_floor)
    noun = "promise" if judged is version else "floor"
    level = show_promise(judged, listed.measure.scale)
    return f"last {listed.last}, {noun} {level} {'kept' if listed.kept else 'not kept'}"


def _key(row: Row) -> tuple[bool, int]:
    return (True, row.measure.id) if isinstance(row, ListedMeasure) else (False, row.id)


def _is_measure(row: Row) -> bool:
    return isinstance(row, ListedMeasure)


def _name(row: Row) -> str:
    return row.measure.name if isinstance(row, ListedMeasure) else row.name


def _tip(row: Row) -> str:
    return f"{row.measure.name}\n{row.customer.name}" if isinstance(row, ListedMeasure) else ""


class MeasureView(QListView, WithHeadings):
    """A list whose headings are passed over; Enter or a click opens a measure."""

    measure_selected = Signal(object)  # int: the measure that the cursor came to
    measure_opened = Signal(object)  # int: the measure that was clicked or entered
    typed = Signal(object)  # str: letters typed, for a search

    def __init__(self, model: MeasureModel) -> None:
        super().__init__()
        self.measures = model
        self.offers: Callable[[], Entries] | None = None  # what the chosen measure's menu holds
        self.setModel(model)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_clicked)

    @property
    def current_id(self) -> int | None:
        """The measure that the cursor is on."""
        row = self.measures.row_or_none(self.currentIndex())
        return row.measure.id if isinstance(row, ListedMeasure) else None

    def choose(self, measure_id: int | None) -> None:
        """Put the cursor on a measure, if it is shown."""
        index = self.measures.index_of_measure(measure_id)
        if not index.isValid():
            self.setCurrentIndex(NOWHERE)
        elif self.current_id != measure_id:
            self.setCurrentIndex(index)

    def step(self, by: int) -> None:
        """Go to the measure before (-1) or after (1)."""
        if (place := self.ahead(by)) is not None:
            self.setCurrentIndex(self.measures.index(place, 0))

    def ahead(self, by: int) -> int | None:
        """Return the row of the measure before (-1) or after (1); None at the end of the list."""
        places = [
            place for place, row in enumerate(self.measures.rows) if isinstance(row, ListedMeasure)
        ]
        here = self.currentIndex().row()
        found = [place for place in places if (place > here if by > 0 else place < here)]
        return (found[0] if by > 0 else found[-1]) if found else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which measure the cursor came to."""
        super().currentChanged(current, previous)
        if (measure_id := self.current_id) is not None:
            self.measure_selected.emit(measure_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, go on with Left and Right, hand letters to the search."""
        key, measure_id = event.key(), self.current_id
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and measure_id is not None:
            self.measure_opened.emit(measure_id)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and not event.modifiers():
            self.step(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a measure."""
        row = self.measures.row_or_none(menu_index(self, event))
        if isinstance(row, ListedMeasure) and self.offers is not None:
            open_row_menu(self, event, self.offers())

    def keyboardSearch(self, search: str) -> None:
        """Hand what is typed to the search field."""
        self.typed.emit(search)

    def _on_clicked(self, index: QModelIndex) -> None:
        if isinstance(row := self.measures.row_or_none(index), ListedMeasure):
            self.measure_opened.emit(row.measure.id)


class MeasurePainter(ScaledDelegate):
    """Draws a measure as its name over its small trend."""

    def __init__(self, theme: Theme, view: MeasureView) -> None:
        super().__init__(view)
        self._theme = theme
        self._measures = view.measures

    def usual_size(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a heading or a measure."""
        heading = isinstance(self._measures.row(index), Customer)
        return QSize(100, HEADING if heading else ROW)

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, area = self._measures.row(index), option.rect
        if isinstance(row, Customer):
            low = area.adjusted(PAD, 8, -PAD, 0)
            write_line(painter, self._theme, low, row.name, "second", 11, 600)
        else:
            paint_ground(painter, self._theme, option, QRectF(area).adjusted(0.5, 1.5, -0.5, -1.5))
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._measure(painter, area.adjusted(PAD, 0, -PAD, 0), row, chosen=chosen)
        painter.restore()

    def _measure(
        self, painter: QPainter, area: QRect, listed: ListedMeasure, *, chosen: bool
    ) -> None:
        sign = self._measures.signs.get(listed.measure.id)
        told = sign in TOLD
        name = QRect(area.left(), area.top() + 4, area.width() - told * (int(SIGN) + 6), 20)
        direction = painter.layoutDirection()
        write_line(
            painter,
            self._theme,
            visual_rect(direction, area, name),
            listed.measure.name,
            "accent" if chosen else "text",
            12,
            500,
        )
        if sign is not None and told:
            corner = QRect(area.right() + 1 - int(SIGN), name.top(), int(SIGN), name.height())
            place = QRectF(visual_rect(direction, area, corner))
            paint_sign(painter, self._theme, sign, sign_box(place.left(), place))
        spark = QRectF(area.left() - 3, area.top() + 25, area.width() + 6, 26)
        if not listed.last:
            below = spark.toRect().adjusted(3, 0, 0, 0)
            write_line(painter, self._theme, below, "nothing logged", "third", 11)
        paint_spark(painter, self._theme, listed.spark, spark)


class MeasureSearchField(QLineEdit):
    """Down and Enter go on to what was found, Esc gives the search up."""

    def __init__(self, theme: Theme, view: MeasureView) -> None:
        super().__init__()
        self._view = view
        self.addAction(icon(theme, "search"), QLineEdit.ActionPosition.LeadingPosition)
        self.setProperty(FINDS, True)  # noqa: FBT003 - Qt's own
        self.setPlaceholderText("Find a measure")
        self.setAccessibleName("Find a measure")
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the search and what it found."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._view.current_id is None:
                self._view.step(1)
            self._view.setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._view.setFocus()
        else:
            super().keyPressEvent(event)


class TrendList(QFrame):
    """Heading, search where there are many, and the list."""

    closed = Signal()  # by Escape

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        theme = bridge.theme
        self.setProperty("role", "card")
        self.setFixedWidth(scaled(WIDTH))
        self.model = MeasureModel(self)
        self.view = MeasureView(self.model)
        self.view.setItemDelegate(MeasurePainter(theme, self.view))
        self.view.setAccessibleName("Measures")
        self.search = MeasureSearchField(theme, self.view)
        self.search.textChanged.connect(self._on_sought)
        self.view.typed.connect(self._on_typed)
        heading = label("Measures", "heading")
        heading.setIndent(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 8)
        layout.setSpacing(6)
        self.all = link("Side by side", "All measures on one page, worst first (Ctrl+Alt+4)")
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self.all)
        layout.addLayout(head)
        self.who = WhoFilter(bridge, small=True)
        over = QVBoxLayout()  # as far in as the names of the measures
        over.setContentsMargins(PAD, 0, PAD, 0)
        over.setSpacing(6)
        over.addWidget(self.who)
        over.addWidget(self.search)
        layout.addLayout(over)
        layout.addWidget(self.view, 1)
        self.pulse = link(
            "Your pulse beside it", "Your pulse and this measure over the same weeks (Ctrl+Alt+5)"
        )
        layout.addWidget(self.pulse)
        self._shown: int | None = None
        self._listed: Sequence[ListedMeasure] = ()

    def fill(self, listed: Sequence[ListedMeasure], standings: Iterable[Standing]) -> None:
        """Show these measures; the search stands there only where there are many."""
        self.model.signs = {one.measure.id: sign_of(one) for one in standings}
        self.search.setVisible(len(listed) > MANY)
        if len(listed) <= MANY:
            self.search.clear()
        self._listed = listed
        self.model.show_listed(self.who.sift(listed, _owner))
        self.view.choose(self._shown)
        self.view.viewport().update()  # a sign may change where a row does not

    def fill_one(self, listed: ListedMeasure, standing: Standing) -> None:
        """Show one measure anew."""
        key = listed.measure.id
        self.model.signs = {**self.model.signs, key: sign_of(standing)}
        self._listed = [listed if row.measure.id == key else row for row in self._listed]
        self.model.show_one(listed)

    def choose(self, measure_id: int) -> None:
        """Put the cursor on a measure."""
        self._shown = measure_id
        self.view.choose(measure_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell that the list is left; where it stands beside the chart nothing comes of it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _on_sought(self, text: str) -> None:
        self.model.find(text)
        self.view.choose(self._shown)

    def _on_typed(self, letters: str) -> None:
        if self.search.isVisible():
            self.search.setFocus()
            self.search.insert(letters)
        else:
            QListView.keyboardSearch(self.view, letters)


def _owner(row: ListedMeasure) -> Customer:
    return row.customer
