"""The column of times stays in sight while one looks at the columns far from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from tests.gui.bring_in.steps import settled

from tracker.app.intake.columns import Role
from tracker.gui.bring_in.fixed_column import NONE

FOLDER = Path(__file__).parents[2] / "fixtures" / "import"
WIDE = 14
HEADS = ["Week", *(f"Measure number {at}" for at in range(WIDE))]
ROWS = [[f"2026-W{week:02}", *(f"{week + at}" for at in range(WIDE))] for week in range(1, 45)]


@pytest.fixture(params=[Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft], ids=str)
def page(request, ask, tmp_path, qtbot):
    path = tmp_path / "wide.csv"
    path.write_text("\n".join(",".join(row) for row in [HEADS, *ROWS]), encoding="utf-8")
    page = ask(path)
    page.setLayoutDirection(request.param)
    settled(qtbot, page)
    return page


def scrolled(table, value):
    table.horizontalScrollBar().setValue(value)
    QApplication.processEvents()


def leading(table, widget, width):
    """Return how far from the edge where lines begin a widget over the table begins."""
    view = table.viewport().geometry()
    place = widget.geometry()
    if table.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return view.right() - place.right()
    return place.left() - view.left()


def test_it_comes_when_its_own_column_would_go(page):
    table = page.table
    assert not table.fixed.isVisible()
    scrolled(table, 1)
    assert table.fixed.isVisible()
    scrolled(table, 0)
    assert not table.fixed.isVisible()


def test_it_lies_where_lines_begin_and_says_what_its_column_is(page):
    table, fixed = page.table, page.table.fixed
    scrolled(table, table.horizontalScrollBar().maximum())
    assert leading(table, fixed, fixed.width()) == 0
    assert fixed.width() == table.columnWidth(0)
    assert fixed.geometry().bottom() == table.viewport().geometry().bottom()
    assert fixed.horizontalHeader().height() == table.horizontalHeader().height()
    first = fixed.indexAt(QPoint(fixed.viewport().width() // 2, 3))
    assert first.column() == 0
    assert first.data() == table.model().index(first.row(), 0).data()
    assert table.table.head(0).what == "Time"
    assert [at for at in range(WIDE + 1) if not fixed.isColumnHidden(at)] == [0]


def test_its_lines_stand_beside_the_tables(page):
    table, fixed = page.table, page.table.fixed
    scrolled(table, 300)
    for row in (0, 3):
        place = QPoint(0, table.rowViewportPosition(row))
        mine = QPoint(0, fixed.rowViewportPosition(row))
        assert fixed.viewport().mapTo(page, mine).y() == table.viewport().mapTo(page, place).y()


def test_where_weeks_run_across_the_names_of_the_measures_stay(ask):
    page = ask(FOLDER / "weeks_across.xlsx")
    scrolled(page.table, 400)
    fixed = page.table.fixed
    assert fixed.isVisible()
    assert page.table.table.head(fixed.at).what == "Name"
    assert fixed.model().index(3, fixed.at).data() == "First answer"


def test_its_lines_go_with_the_tables_and_the_tables_with_its(page, qtbot):
    table, fixed = page.table, page.table.fixed
    scrolled(table, 400)
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    assert fixed.rowAt(5) == table.rowAt(5) > 0
    fixed.verticalScrollBar().setValue(2)
    assert table.rowAt(5) == fixed.rowAt(5) == 2


def test_a_click_on_its_head_asks_what_it_is_and_one_on_a_cell_chooses_that(page, qtbot):
    table, fixed = page.table, page.table.fixed
    scrolled(table, 400)
    place = QPoint(fixed.width() // 2, fixed.rowViewportPosition(3) + 5)
    qtbot.mouseClick(fixed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (3, 0)
    assert QApplication.focusWidget() is table
    scrolled(table, 400)
    head = fixed.horizontalHeader()
    middle = QPoint(fixed.width() // 2, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert table._menu.isVisible()
    chosen = [one.data() for one in table._menu.actions() if one.isChecked()]
    assert chosen == [Role.PERIOD.value]
    table._menu.close()


def test_where_the_cursor_goes_is_never_covered(page, qtbot):
    table, fixed = page.table, page.table.fixed
    table.setCurrentIndex(table.model().index(2, WIDE))
    mirrored = table.layoutDirection() == Qt.LayoutDirection.RightToLeft
    back = Qt.Key.Key_Right if mirrored else Qt.Key.Key_Left
    for at in range(WIDE - 1, 0, -1):
        qtbot.keyClick(table, back)
        assert table.currentIndex().column() == at
        assert not fixed.isVisible() or fixed.lead(at) >= fixed.width()
    qtbot.keyClick(table, back)
    assert fixed.lead(0) == 0


def test_another_column_of_times_stays_instead_and_without_one_none(page, qtbot):
    table, fixed = page.table, page.table.fixed
    page._on_role(("Week", Role.LEFT_OUT))
    page._on_role(("Measure number 3", Role.PERIOD))
    settled(qtbot, page)
    assert fixed.at == 4
    scrolled(table, table.columnViewportPosition(3) + 10)
    page.choices.columns.clear()
    page._on_role(("Week", Role.LEFT_OUT))
    settled(qtbot, page)
    assert fixed.at == NONE or table.table.part.layout.roles[fixed.at] is Role.PERIOD


def test_a_column_that_would_hide_the_rest_goes_by_as_any_other(page):
    page.resize(330, 700)
    page.table.setFixedWidth(150)
    QApplication.processEvents()
    scrolled(page.table, 300)
    assert not page.table.fixed.isVisible()
