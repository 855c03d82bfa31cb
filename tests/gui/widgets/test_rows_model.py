"""One model for lists and tables: what is shown, what is said, and what stays where it was."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QTableView

from tracker.gui.widgets.rows_model import NOWHERE, ROW_ROLE, TRAILING, ModelColumn, RowsModel

ROLE = Qt.ItemDataRole
ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


@dataclass(frozen=True)
class Tool:
    key: int
    name: str
    price: int = 0
    heading: bool = False


SAW, PLANE, CHISEL = Tool(1, "Saw", 30), Tool(2, "Plane <b>", 90), Tool(3, "Chisel", 15)
HAND = Tool(0, "By hand", heading=True)


def name(tool: Tool) -> str:
    return tool.name


def price(tool: Tool) -> str:
    return str(tool.price)


def price_note(tool: Tool) -> str:
    return f"costs {tool.price}" if tool.price else ""


def spoken(tool: Tool) -> str:
    return f"{tool.name} for {tool.price}"


def key(tool: Tool) -> int:
    return tool.key


def can_be_chosen(tool: Tool) -> bool:
    return not tool.heading


NAME = ModelColumn(name, tip=name, spoken=spoken, title="Tool", title_tip="What it is <i>")
PRICE = ModelColumn(price, title="Price", align=TRAILING)


class Heard:
    """What a model told since it was listened to."""

    def __init__(self, model: RowsModel[Tool]) -> None:
        self.resets = 0
        self.changed: list[tuple[int, int, list[int]]] = []
        model.modelReset.connect(self.on_reset)
        model.dataChanged.connect(self.on_changed)

    def on_reset(self) -> None:
        self.resets += 1

    def on_changed(self, first, last, roles) -> None:
        self.changed.append((first.row(), last.row(), list(roles)))


@pytest.fixture
def model() -> RowsModel[Tool]:
    model = RowsModel[Tool](NAME, key=key)
    model.show([SAW, PLANE, CHISEL])
    return model


@pytest.fixture
def table() -> RowsModel[Tool]:
    model = RowsModel[Tool](NAME, PRICE, key=key)
    model.show([SAW, PLANE])
    return model


def test_qt_finds_nothing_wrong_with_it(qtmodeltester, table):
    qtmodeltester.check(table)
    table.show([CHISEL])
    table.show([])


def test_a_row_is_shown_told_in_a_tip_and_read_aloud(model):
    index = model.index(1, 0)
    assert index.data() == "Plane <b>"
    assert index.data(ROLE.EditRole) == "Plane <b>"
    assert index.data(ROLE.ToolTipRole) == "<p>Plane &lt;b&gt;</p>"
    assert index.data(ROLE.AccessibleTextRole) == "Plane <b> for 90"
    assert index.data(ROLE.DecorationRole) is None
    assert index.data(ROW_ROLE) is PLANE
    assert NOWHERE.data() is None
    assert model.data(NOWHERE) is None


def test_the_row_of_an_index_is_the_value_itself(model):
    assert model.row(model.index(0, 0)) is SAW
    assert model.row_or_none(model.index(2, 0)) is CHISEL
    assert model.row_or_none(NOWHERE) is None


def test_a_row_is_found_by_its_key(model):
    assert model.index_of(2).row() == 1
    assert not model.index_of(7).isValid()


def test_without_a_key_a_row_is_found_by_itself():
    model = RowsModel[Tool](NAME)
    model.show([SAW, PLANE])
    assert model.index_of(PLANE).row() == 1
    assert not model.index_of(CHISEL).isValid()


def test_a_column_has_a_title_with_its_tip_and_a_side(table):
    assert [table.headerData(at, ACROSS) for at in range(2)] == ["Tool", "Price"]
    assert table.headerData(0, ACROSS, ROLE.ToolTipRole) == "<p>What it is &lt;i&gt;</p>"
    assert table.headerData(1, ACROSS, ROLE.ToolTipRole) is None
    assert table.headerData(1, ACROSS, ROLE.TextAlignmentRole) == TRAILING.value
    assert table.headerData(0, ACROSS, ROLE.TextAlignmentRole) is None
    assert table.headerData(0, DOWN) is None
    assert table.headerData(9, ACROSS) is None


def test_figures_stand_at_the_end_of_their_column(qtbot, table):
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(table)
    option = QStyleOptionViewItem()
    view.itemDelegate().initStyleOption(option, table.index(0, 1))
    assert option.displayAlignment == TRAILING


def test_other_rows_are_shown_from_anew(model):
    heard = Heard(model)
    assert model.show([CHISEL, SAW])
    assert heard.resets == 1
    assert [model.index(at, 0).data() for at in range(model.rowCount())] == ["Chisel", "Saw"]


def test_the_same_rows_keep_their_place_and_only_what_differs_is_painted(qtbot, model):
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.setCurrentIndex(model.index(2, 0))
    heard = Heard(model)
    assert not model.show([SAW, replace(PLANE, price=80), CHISEL])
    assert (heard.resets, heard.changed) == (0, [(1, 1, [])])
    assert model.row(model.index(1, 0)).price == 80
    assert view.currentIndex().row() == 2


def test_the_same_again_tells_nothing(model):
    heard = Heard(model)
    assert not model.show([SAW, replace(PLANE), CHISEL])
    assert (heard.resets, heard.changed) == (0, [])


def test_without_a_key_a_row_that_differs_is_another(model):
    model = RowsModel[Tool](NAME)
    model.show([SAW])
    heard = Heard(model)
    assert model.show([replace(SAW, price=31)])
    assert heard.resets == 1


def test_one_row_can_be_shown_anew(model):
    heard = Heard(model)
    assert model.replace_row(replace(CHISEL, price=20), [ROLE.DisplayRole])
    assert heard.changed == [(2, 2, [ROLE.DisplayRole])]
    assert model.row(model.index(2, 0)).price == 20
    assert not model.replace_row(Tool(9, "Lathe"))
    assert model.rowCount() == 3


def test_columns_may_change_with_the_rows(table):
    heard = Heard(table)
    assert not table.show([SAW, PLANE], [NAME, PRICE._replace(text=name)])
    assert (heard.resets, heard.changed) == (0, [(0, 1, [])])
    assert table.index(0, 1).data() == "Saw"
    assert table.show([SAW, PLANE], [NAME])
    assert (heard.resets, table.columnCount()) == (1, 1)


def test_the_cursor_passes_over_a_heading(qtbot):
    model = RowsModel[Tool](NAME, key=key, selectable=can_be_chosen)
    model.show([HAND, SAW, replace(HAND, key=-1), CHISEL])
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.setCurrentIndex(model.index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert model.row(view.currentIndex()) is CHISEL
    assert not model.index(0, 0).flags() & Qt.ItemFlag.ItemIsEnabled


def test_nothing_lies_within_a_row(table):
    inside = table.index(0, 0)
    assert (table.rowCount(inside), table.columnCount(inside)) == (0, 0)


def test_an_empty_tip_is_no_tip():
    model = RowsModel(ModelColumn(name, tip=price_note))
    model.show([SAW, HAND])
    assert model.index(0, 0).data(ROLE.ToolTipRole) == "<p>costs 30</p>"
    assert model.index(1, 0).data(ROLE.ToolTipRole) is None


def test_rows_can_wait_for_their_columns(qtbot):
    model = RowsModel[Tool]()
    model.show([SAW], [])
    heard = Heard(model)
    assert not model.show([SAW], [])
    assert heard.changed == []
    assert model.show([SAW], [NAME])
    assert model.index(0, 0).data() == "Saw"
