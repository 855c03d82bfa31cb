"""The one table of values: what it shows, what is chosen, and what stays chosen."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt

from tracker.gui.widgets.rows_model import TRAILING, ModelColumn
from tracker.gui.widgets.rows_table import LEAST_STRETCHED, ROW_HEIGHT, RowsTable


@dataclass(frozen=True)
class Fruit:
    """A row."""

    name: str
    count: int = 1


def name_of(fruit):
    return fruit.name


def count_of(fruit):
    return str(fruit.count)


@pytest.fixture
def table(qtbot):
    columns = (
        ModelColumn(name_of, title="Fruit"),
        ModelColumn(count_of, title="How many", align=TRAILING),
    )
    made = RowsTable[Fruit]("Fruit", columns, {1: 70}, [0], key=name_of)
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    made.show_rows([Fruit("Apple"), Fruit("Pear"), Fruit("Plum")])
    return made


def test_it_shows_a_row_a_line_and_chooses_the_first(table):
    titles = [table.rows.headerData(column, Qt.Orientation.Horizontal) for column in range(2)]
    assert titles == ["Fruit", "How many"]
    assert [table.rows.index(row, 0).data() for row in range(3)] == ["Apple", "Pear", "Plum"]
    assert table.selected == Fruit("Apple")
    assert table.columnWidth(1) == 70
    assert table.columnWidth(0) + 70 == table.viewport().width()


def test_what_is_chosen_stays_chosen_where_rows_change(table):
    assert table.select("Plum")
    table.show_rows([Fruit("Plum", 4), Fruit("Pear")])
    assert table.selected == Fruit("Plum", 4)
    table.show_rows([Fruit("Fig"), Fruit("Pear")])
    assert table.selected == Fruit("Fig")


def test_what_is_not_there_cannot_be_chosen(table):
    assert not table.select("Fig")
    assert table.selected == Fruit("Apple")


def test_no_row_is_chosen_where_there_is_none(table):
    table.show_rows([])
    assert table.selected is None
    table.show_rows([Fruit("Fig")])
    assert table.selected == Fruit("Fig")


def test_keys_move_and_enter_opens_the_chosen_row(table, qtbot):
    chosen, opened = [], []
    table.row_selected.connect(lambda: chosen.append(table.selected))
    table.activated.connect(lambda index: opened.append(table.rows.row(index)))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert chosen == [Fruit("Pear")]
    assert opened == [Fruit("Pear")]


def test_rows_without_a_key_are_the_same_as_long_as_they_are_equal(qtbot):
    table = RowsTable[Fruit]("Fruit", [ModelColumn(name_of, title="Fruit")], {}, [0])
    qtbot.addWidget(table)
    table.show_rows([Fruit("Apple"), Fruit("Pear")])
    assert table.select(Fruit("Pear"))
    table.show_rows([Fruit("Fig"), Fruit("Pear")])
    assert table.selected == Fruit("Pear")


@pytest.fixture
def twice(theme):
    theme.resize_text(200)
    yield theme
    theme.resize_text(100)


def test_rows_and_columns_are_as_large_as_the_text_is(twice, table):
    assert table.columnWidth(1) == 2 * 70
    assert table.rowHeight(0) == 2 * ROW_HEIGHT


def test_a_column_is_scrolled_to_rather_than_squeezed_to_nothing(table):
    table.resize(150, 200)
    assert table.columnWidth(0) == LEAST_STRETCHED
    assert table.horizontalScrollBar().maximum() > 0
    table.resize(400, 200)
    assert table.horizontalScrollBar().maximum() == 0
