"""The priority worksheet, comparing two, and the filter of the board, as a person uses them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.customers.assessments import newest
from tracker.app.customers.questionnaires import WORKSHEET, questionnaire
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.measure import Area
from tracker.gui.bridge import Side
from tracker.gui.customers.dialogs import MandateDialog
from tracker.gui.customers.page import CustomersPage
from tracker.gui.customers.worksheet_table import FOOT, WorksheetTable
from tracker.gui.dialogs.count_explanation import CountDialog
from tracker.gui.shell.window import MainWindow
from tracker.gui.trends.page import TrendsPage
from tracker.gui.widgets.answers import DIGITS, ends_of, keys_of
from tracker.report.dates import medium_day

LONG = "The regional month-end closing and reporting team of the northern and the western branches"


@pytest.fixture
def three(tracker, finance):
    legal = commands.add_customer(tracker, "Legal", Tier.SERVE, CustomerKind.EXTERNAL)
    sales = commands.add_customer(tracker, "Field sales", Tier.SERVE, CustomerKind.TEAM)
    return finance, legal, sales


@pytest.fixture
def page(qtbot, bridge, three):
    page = CustomersPage(bridge)
    qtbot.addWidget(page)
    page.resize(1040, 740)
    page.show()
    qtbot.wait(1)
    return page


@pytest.fixture
def sheet(page):
    page.priority_worksheet()
    return page.compare.dialog


def headings(dialog):
    model = dialog.table.sheet_model
    across = Qt.Orientation.Horizontal
    return [model.headerData(at, across).replace("\n", " ") for at in range(model.columnCount())]


def foot(dialog, row):
    model = dialog.table.sheet_model
    at = model.rowCount() - len(FOOT) + row
    return [model.index(at, column).data() for column in range(model.columnCount())]


def names(page, tier):
    return [card.customer.name for card in page.board.columns[tier].list.cards.rows]


def test_it_is_in_the_menu_and_two_are_compared_by_the_button(page, qtbot, three):
    _, _, sales = three
    page.show_customer(sales)
    qtbot.mouseClick(page.compare, Qt.MouseButton.LeftButton)
    dialog = page.compare.dialog
    assert headings(dialog) == ["Finance leads", "Field sales"]
    assert dialog.title.text() == "Compare two"
    page.priority_worksheet()
    assert headings(page.compare.dialog) == ["Finance leads", "Field sales", "Legal"]
    assert page.compare.dialog.title.text() == "Priority worksheet"


def test_the_whole_sheet_by_keys_alone(sheet, qtbot, tracker, three):
    finance, _, sales = three
    for keys in ("55555-1y555", "111112n111"):
        qtbot.keyClicks(sheet.table, keys)
    given = newest(tracker, WORKSHEET, finance)
    assert (given["goals"], given["history"], given["sole"], given["career"]) == (5, -1, 1, 5)
    assert newest(tracker, WORKSHEET, sales)["history"] == 2
    assert sheet.order.text().startswith("Suggested order: 1. Finance leads (52)")
    assert foot(sheet, 1) == ["52", "12", "–"]
    assert foot(sheet, 2) == ["1.", "2.", "–"]
    assert "Not rated yet: Legal." in sheet.order.text()
    assert tracker.tier_moves.all() == []


def test_keys_walk_and_take_back(sheet, qtbot, tracker, three):
    qtbot.keyClicks(sheet.table, "3")
    assert sheet.table.currentIndex().row() == 1
    qtbot.keyClick(sheet.table, Qt.Key.Key_Up)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Delete)
    assert newest(tracker, WORKSHEET, three[0]) == {}
    qtbot.keyClicks(sheet.table, "9")
    assert newest(tracker, WORKSHEET, three[0]) == {}
    tracker.undo()
    assert newest(tracker, WORKSHEET, three[0]) == {"goals": 3}
    assert sheet.table.sheet_model.index(0, 0).data() == "3"


def test_a_dot_is_clicked(sheet, qtbot, tracker, three):
    area = sheet.table.visualRect(sheet.table.sheet_model.index(0, 1))
    dot = QPoint(area.left() + 8 + 30 + 4 + 3 * 10, area.center().y())
    qtbot.mouseClick(sheet.table.viewport(), Qt.MouseButton.LeftButton, pos=dot)
    assert newest(tracker, WORKSHEET, three[2]) == {"goals": 4}
    qtbot.mouseClick(sheet.table.viewport(), Qt.MouseButton.LeftButton, pos=dot)
    assert newest(tracker, WORKSHEET, three[2]) == {}


def test_a_mandate_by_keys_outranks_the_sum(sheet, qtbot, tracker, today):
    qtbot.keyClicks(sheet.table, "5")
    row = sheet.table.sheet_model.rowCount() - len(FOOT)
    sheet.table.setCurrentIndex(sheet.table.sheet_model.index(row, 2))
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    ask = sheet.findChild(MandateDialog)
    ask.submit()
    assert ask.forms[0].error_text("text").startswith("The agreement is empty")
    ask.text.setPlainText("Contract first")
    ask.until.line.setText("someday")
    ask.submit()
    assert ask.forms[0].error_text("until")
    until = today + timedelta(days=30)
    ask.until.show_day(until)
    ask.formal.choose(True)
    ask.submit()
    (kept,) = tracker.mandates.all()
    assert (kept.text, kept.formal, kept.until) == ("Contract first", True, until)
    said = f"Suggested order: 1. Legal (mandate until {medium_day(until)}) · 2. Finance leads (5)"
    assert sheet.order.text().startswith(said)
    assert foot(sheet, 0) == ["", "", f"to {medium_day(until)}"]


def test_a_mandate_is_ended_and_brought_back(sheet, qtbot, tracker, three, today, bridge):
    commands.add_mandate(tracker, three[1], "Old promise", today - timedelta(days=9))
    ask = MandateDialog(bridge, sheet, three[1], tracker.mandates.all()[0])
    ask.open()
    buttons = {one.text(): one for one in ask.findChildren(type(ask.primary))}
    qtbot.mouseClick(buttons["End today"], Qt.MouseButton.LeftButton)
    assert foot(sheet, 0)[2] == ""
    tracker.undo()
    assert foot(sheet, 0)[2] == "no end"


def test_the_sum_is_opened_up(sheet, qtbot):
    qtbot.keyClicks(sheet.table, "4315")
    qtbot.mouseClick(sheet.explain, Qt.MouseButton.LeftButton)
    told = sheet.findChild(CountDialog)
    cells = [told.table.item(3, at).text() for at in range(3)]
    assert cells == ["Consequence of not serving them", "× 2", "5 × 2 = 10"]
    assert "comes before any sum" in told.rule.text()


def test_who_is_compared_is_chosen(sheet, three):
    for action in sheet.menu.actions():
        if action.text() == "Finance leads":
            action.trigger()
            break
    assert headings(sheet) == ["Field sales", "Legal"]
    assert sheet.who.text() == "2 of 3 customers"


def test_the_board_is_only_opened(sheet, page, qtbot, tracker):
    wished = []
    page.page_requested.connect(wished.append)
    qtbot.mouseClick(sheet.board, Qt.MouseButton.LeftButton)
    assert wished == ["customers"]
    assert page.compare.dialog is None
    assert tracker.tier_moves.all() == []


def test_one_customer_has_nobody_to_be_compared_with(qtbot, bridge, finance):
    page = CustomersPage(bridge)
    qtbot.addWidget(page)
    page.show()
    heard = []
    bridge.message.connect(heard.append)
    assert not page.compare.isVisible()
    page.priority_worksheet()
    assert page.compare.dialog is None
    assert "add another one first" in heard[-1]


def test_long_names_and_seven_customers_at_the_smallest_window(qtbot, bridge, tracker, three):
    for at in range(4):
        commands.add_customer(tracker, f"{at} {LONG}", None)
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    window.resize(960, 640)
    window.show()
    window.show_page("customers")
    page = window.page("customers")
    page.priority_worksheet()
    dialog = page.compare.dialog
    QApplication.processEvents()
    assert dialog.width() <= 960
    assert dialog.height() <= 640
    assert dialog.table.horizontalScrollBar().maximum() == 0
    assert dialog.table.verticalScrollBar().maximum() == 0
    across = Qt.Orientation.Horizontal
    tip = dialog.table.sheet_model.headerData(6, across, Qt.ItemDataRole.ToolTipRole)
    assert LONG in tip
    for theme in ("dark", "light"):
        bridge.theme.choose(theme)
        assert not dialog.grab().isNull()


def test_the_board_is_filtered_and_says_how_many_it_hides(page, qtbot, three):
    chosen = page.filter
    assert chosen.isVisible()
    assert names(page, Tier.SERVE) == ["Field sales", "Legal"]  # internal ones first
    qtbot.mouseClick(chosen.which.buttons[Side.EXTERNAL], Qt.MouseButton.LeftButton)
    assert names(page, Tier.SERVE) == ["Legal"]
    assert names(page, Tier.WOW) == []
    assert chosen.hidden.text() == "2 hidden"
    assert page.customer_in_view() == three[1]
    qtbot.mouseClick(chosen.which.buttons[Side.INTERNAL], Qt.MouseButton.LeftButton)
    assert names(page, Tier.SERVE) == ["Field sales"]
    assert chosen.hidden.text() == "1 hidden"


def test_who_is_asked_for_from_elsewhere_is_never_hidden(page, qtbot, three):
    chosen = page.filter
    qtbot.mouseClick(chosen.which.buttons[Side.EXTERNAL], Qt.MouseButton.LeftButton)
    page.show_customer(three[0])
    assert chosen.which.value == "all"
    assert names(page, Tier.WOW) == ["Finance leads"]
    assert chosen.hidden.text() == ""


def test_without_external_customers_there_is_no_filter(qtbot, bridge, finance):
    page = CustomersPage(bridge)
    qtbot.addWidget(page)
    page.show()
    assert not page.filter.isVisible()


def test_the_list_of_measures_is_filtered_too(qtbot, bridge, tracker, answers, today):
    legal = commands.add_customer(tracker, "Legal", Tier.SERVE, CustomerKind.EXTERNAL)
    said = MeasureInput(name="Contracts back in time", area=Area.EFFICIENCY, promise=4)
    theirs = commands.add_measure(tracker, legal, said, today)
    page = TrendsPage(bridge)
    qtbot.addWidget(page)
    page.resize(1240, 740)
    page.show()
    assert page.list.who.isVisible()
    qtbot.mouseClick(page.list.who.which.buttons[Side.EXTERNAL], Qt.MouseButton.LeftButton)
    assert not page.list.model.index_of_measure(answers).isValid()
    assert page.list.model.index_of_measure(theirs).isValid()
    assert page.list.who.hidden.text() == "1 hidden"
    qtbot.mouseClick(page.list.who.which.buttons["all"], Qt.MouseButton.LeftButton)
    assert page.list.model.index_of_measure(answers).isValid()


def test_every_question_s_hint_names_its_own_range(page):
    page.compare.compare_all()
    table = page.findChild(WorksheetTable)
    tips = {
        question.text: table.model().headerData(
            row, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole
        )
        for row, question in enumerate(questionnaire(WORKSHEET).rated)
    }
    for question in questionnaire(WORKSHEET).rated:
        assert keys_of(question.scale) in tips[question.text]
        assert ends_of(question) in tips[question.text]
    (said,) = [one.text() for one in page.findChildren(QLabel) if one.text().startswith("Keys: ")]
    for scale in {one.scale for one in questionnaire(WORKSHEET).rated}:
        assert DIGITS[scale] in said
