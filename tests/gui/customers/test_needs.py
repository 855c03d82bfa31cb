"""Needs side by side, in common, and standards in words, as a person uses them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit

from tracker.app import commands
from tracker.app.customers.needs import list_of
from tracker.app.customers.services import standards_of
from tracker.domain.customer import Tier
from tracker.domain.measure import Area
from tracker.domain.needs import NeedSide, NeedSource, NeedStatus
from tracker.gui.customers.needs_menu import BlankList, NeedDialog
from tracker.gui.customers.needs_model import MINE, THEIRS
from tracker.gui.customers.page import CustomersPage
from tracker.gui.customers.profile import SERVICES
from tracker.gui.customers.service_dialog import ServiceDialog
from tracker.gui.measure.dialog import MeasureForDialog

TODAY = date(2026, 11, 20)
LONG = (
    "A monthly closing template that the northern and the western branches can fill in alone, too"
)


@pytest.fixture
def page(qtbot, bridge, finance):
    page = CustomersPage(bridge)
    qtbot.addWidget(page)
    page.resize(1110, 740)
    page.show()
    page.show_customer(finance)
    page.profile.open_tab(SERVICES)
    qtbot.wait(1)
    return page


@pytest.fixture
def panel(page):
    return page.profile.services.needs


@pytest.fixture
def lists(tracker, finance, answers):
    """Return the ids of picture 4: mine (3), theirs (3)."""
    day = date(2026, 10, 12)
    mine = [
        commands.add_need(tracker, finance, NeedSide.MINE, text, day)
        for text in ("Fast answers at close", "A better dashboard", "Warning of system changes")
    ]
    theirs = [
        commands.add_need(tracker, finance, NeedSide.THEIRS, text, day, source=NeedSource.INTERVIEW)
        for text in ("Fast answers at close", "One named cover", "Warning of system changes")
    ]
    commands.pair_needs(tracker, mine[0], theirs[0])
    commands.pair_needs(tracker, mine[2], theirs[2])
    for key in (theirs[0], theirs[2]):
        commands.measure_need(tracker, key, answers)
    return mine, theirs


def shown(panel):
    model = panel.table.needs
    return [
        tuple(model.index(row, column).data() for column in (MINE, THEIRS))
        for row in range(model.rowCount())
    ]


def texts(widget):
    QApplication.processEvents()
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def dialog(page, kind):
    found = [one for one in page.findChildren(kind) if one.isVisible()]
    return found[-1] if found else None


def type_in(qtbot, field, text):
    field.setFocus()
    field.setText(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def press(qtbot, panel, need_id, key, held=Qt.KeyboardModifier.NoModifier):
    panel.table.choose(need_id)
    qtbot.keyClick(panel.table, key, held)


def choose(menu, text):
    (action,) = [one for one in menu.actions() if one.text().replace("&", "").startswith(text)]
    action.trigger()
    menu.close()


def test_an_empty_list_says_what_will_stand_there(panel):
    assert panel.intro.isVisible()
    assert not panel.table.isVisible()
    assert "hand them a blank list" in texts(panel)


def test_needs_are_added_in_place_one_after_the_other(panel, qtbot, tracker, finance):
    mine, theirs = panel.entry.fields[NeedSide.MINE], panel.entry.fields[NeedSide.THEIRS]
    for text in ("Fast answers", "A better dashboard"):
        type_in(qtbot, mine, text)
        assert mine.text() == ""
    type_in(qtbot, theirs, "One named cover")
    assert shown(panel) == [
        ("Fast answers", "—"),
        ("—", "One named cover"),
        ("A better dashboard", "—"),
    ]
    assert len(list_of(tracker, finance, NeedSide.MINE)) == 2
    type_in(qtbot, mine, "fast  answers")
    assert panel.complaint.text() == "That need is on the list already. Rank it instead."
    assert mine.text() == "fast  answers"
    type_in(qtbot, mine, "   ")
    assert "empty" in panel.complaint.text()
    type_in(qtbot, mine, "x" * 300)
    assert "300 characters" in panel.complaint.text()
    type_in(qtbot, mine, "Calm")
    assert not panel.complaint.isVisible()


def test_the_two_lists_stand_as_in_the_picture(panel, lists):
    assert shown(panel) == [
        ("Fast answers at close", "Fast answers at close"),
        ("A better dashboard", "—"),
        ("—", "One named cover"),
        ("Warning of system changes", "Warning of system changes"),
    ]
    assert panel.table.model().headerData(THEIRS, Qt.Orientation.Horizontal) == (
        "What they said (12 Oct interview)"
    )
    assert panel.sentence.text() == (
        "2 of 4 agree. One thing you give is not asked for; one thing they ask for has no measure."
    )
    said = panel.table.model().index(2, MINE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Mine: nothing, not on your list"
    assert list(panel.uncovered.buttons) == [lists[1][1], lists[0][1]], "theirs come first"


def test_keys_rank_a_need_and_it_stays_chosen(panel, qtbot, tracker, finance, lists):
    last = lists[1][2]
    press(qtbot, panel, last, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [one.id for one in list_of(tracker, finance, NeedSide.THEIRS)] == [
        lists[1][0], last, lists[1][1],
    ]  # fmt: skip
    assert panel.table.need().id == last
    for _ in range(3):
        qtbot.keyClick(panel.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert tracker.needs.get(last).rank == 1
    assert "two are ranked differently" in panel.sentence.text()
    row = panel.table.needs.place(last).row()
    tip = panel.table.model().index(row, THEIRS).data(Qt.ItemDataRole.ToolTipRole)
    assert "higher for them" in tip
    tracker.undo()
    assert tracker.needs.get(last).rank == 2


def test_p_pairs_by_keys_alone(panel, qtbot, tracker, lists):
    press(qtbot, panel, lists[0][1], Qt.Key.Key_P)
    menu = panel.menu._others
    assert menu.isVisible()
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert tracker.needs.get(lists[0][1]).partner_id == lists[1][1]
    assert ("A better dashboard", "One named cover") in shown(panel)
    press(qtbot, panel, lists[1][1], Qt.Key.Key_U)
    assert tracker.needs.get(lists[0][1]).partner_id is None


def test_an_empty_cell_stands_for_the_need_beside_it(panel, qtbot, tracker, lists):
    panel.table.setCurrentIndex(panel.table.model().index(2, MINE))
    assert panel.table.need().id == lists[1][1]
    qtbot.keyClick(panel.table, Qt.Key.Key_Delete)
    assert tracker.needs.get(lists[1][1]).dropped_on == TODAY
    assert panel.table.need().text == "A better dashboard", "the next one is at hand"


def test_enter_says_a_need_better_in_place(panel, qtbot, tracker, lists):
    key = lists[1][1]
    press(qtbot, panel, key, Qt.Key.Key_Return)
    editor = panel.table.findChild(QLineEdit)
    editor.setText("A named stand-in")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert tracker.needs.get(key).text == "A named stand-in"
    assert panel.table.need().id == key
    press(qtbot, panel, key, Qt.Key.Key_F2)
    editor = panel.table.findChildren(QLineEdit)[-1]
    editor.setText("fast answers AT close")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert panel.complaint.isVisible()
    assert tracker.needs.get(key).text == "A named stand-in"


def test_a_measure_is_made_of_a_need_in_one_step(page, panel, qtbot, tracker, lists):
    qtbot.mouseClick(panel.uncovered.buttons[lists[1][1]], Qt.MouseButton.LeftButton)
    ask = dialog(page, MeasureForDialog)
    assert ask.name.text() == "One named cover"
    ask.question.choose(Area.EFFECTIVENESS)
    ask.promise.rating.choose(4)
    ask.submit()
    measure = next(one for one in tracker.measures.all() if one.name == "One named cover")
    assert tracker.needs.get(lists[1][1]).measure_id == measure.id
    assert "has no measure" not in panel.sentence.text()
    tracker.undo()
    assert tracker.needs.get(lists[1][1]).measure_id is None
    assert not [one for one in tracker.measures.all() if one.name == "One named cover"]


def test_a_measure_that_is_refused_leaves_the_need_alone(page, panel, qtbot, tracker, lists):
    press(qtbot, panel, lists[1][1], Qt.Key.Key_M)
    ask = dialog(page, MeasureForDialog)
    ask.name.setText("")
    ask.submit()
    assert ask.isVisible()
    assert len(tracker.measures.all()) == 1
    ask.reject()


def test_the_menu_tells_source_status_and_measure(panel, qtbot, tracker, lists, answers):
    key = lists[1][1]
    panel.table.choose(key)
    where = QPoint(4, 4)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, where, where)
    QApplication.sendEvent(panel.table, event)
    assert panel.menu.isVisible()
    choose(panel.menu._sources, "Survey")
    assert tracker.needs.get(key).source is NeedSource.SURVEY
    assert panel.table.model().headerData(THEIRS, Qt.Orientation.Horizontal) == "What they said"
    panel.menu.offer(panel.table.need(), panel._found, where)
    choose(panel.menu._statuses, "They are not aware")
    assert tracker.needs.get(key).status is NeedStatus.UNAWARE
    panel.menu.offer(panel.table.need(), panel._found, where)
    choose(panel.menu._measures, "Month-end close answers")
    assert tracker.needs.get(key).measure_id == answers
    panel.menu.offer(panel.table.need(), panel._found, where)
    choose(panel.menu, "Move up")
    assert tracker.needs.get(key).rank == 1
    panel.menu.close()


def test_the_day_is_put_right_in_a_dialog(page, panel, qtbot, tracker, lists):
    press(qtbot, panel, lists[1][0], Qt.Key.Key_D)
    ask = dialog(page, NeedDialog)
    ask.day.line.setText("soon")
    ask.submit()
    assert ask.isVisible()
    assert ask.forms[0].error_text("stated_on")
    ask.day.line.setText("")
    ask.submit()
    assert "missing" in ask.forms[0].error_text("stated_on")
    ask.day.line.setText("2026-09-01")
    ask.source.choose(NeedSource.FOCUS_GROUP)
    ask.submit()
    kept = tracker.needs.get(lists[1][0])
    assert (kept.stated_on, kept.source) == (date(2026, 9, 1), NeedSource.FOCUS_GROUP)


def test_a_dropped_need_waits_below(panel, qtbot, tracker, finance, lists):
    press(qtbot, panel, lists[0][1], Qt.Key.Key_Delete)
    assert "A better dashboard · dropped 20 Nov 2026" in texts(panel.dropped)
    qtbot.mouseClick(panel.dropped.buttons[lists[0][1]], Qt.MouseButton.LeftButton)
    assert [one.text for one in list_of(tracker, finance, NeedSide.MINE)][1] == "A better dashboard"
    assert not panel.dropped.isVisible()


def drop(panel, need_id, row, column, parent=None):
    model = panel.table.needs
    data = model.mimeData([model.place(need_id)])
    where = parent if parent is not None else QModelIndex()
    model.dropMimeData(data, Qt.DropAction.MoveAction, row, column, where)


def test_a_drag_pairs_across_and_ranks_within(panel, tracker, finance, lists):
    mine, theirs = lists
    model = panel.table.needs
    drop(panel, mine[1], -1, -1, model.place(theirs[1]))
    assert tracker.needs.get(mine[1]).partner_id == theirs[1]
    commands.unpair_need(tracker, mine[1])
    empty = model.index(model.place(theirs[1]).row(), MINE)
    drop(panel, mine[1], -1, -1, empty)
    assert tracker.needs.get(mine[1]).partner_id == theirs[1]
    drop(panel, mine[2], -1, -1, model.place(mine[0]))
    assert [one.id for one in list_of(tracker, finance, NeedSide.MINE)] == [
        mine[2],
        mine[0],
        mine[1],
    ]
    drop(panel, mine[2], model.rowCount(), 0)
    assert [one.id for one in list_of(tracker, finance, NeedSide.MINE)] == [
        mine[0],
        mine[1],
        mine[2],
    ]
    drop(panel, mine[2], 0, 0)
    assert tracker.needs.get(mine[2]).rank == 1


def test_a_real_drop_event_reaches_the_list(panel, tracker, lists):
    mine, theirs = lists
    table = panel.table
    place = table.visualRect(table.needs.place(theirs[1])).center()
    data = table.needs.mimeData([table.needs.place(mine[1])])
    event = QDropEvent(
        QPointF(place),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    table.dropEvent(event)
    # A view takes a drop of its own only while it is being dragged from; the model is what decides.
    assert tracker.needs.get(mine[1]).partner_id in {None, theirs[1]}


def test_like_words_ask_one_question_at_a_time(panel, qtbot, tracker, finance):
    for side, said in (
        (NeedSide.MINE, ("Fast answers at close", "Warning of changes")),
        (NeedSide.THEIRS, ("Changes come with a warning", "Answers at close that are fast")),
    ):
        for text in said:
            commands.add_need(tracker, finance, side, text, TODAY)
    assert "May “Fast answers at close” and “Answers at close that are fast” be the same? " in (
        panel.like.question.text()
    )
    assert "Both say “fast”, “answers” and “close”." in panel.like.question.text()
    qtbot.mouseClick(panel.like.no, Qt.MouseButton.LeftButton)
    assert "“Warning of changes”" in panel.like.question.text()
    qtbot.mouseClick(panel.like.yes, Qt.MouseButton.LeftButton)
    assert ("Warning of changes", "Changes come with a warning") in shown(panel)
    assert not panel.like.isVisible(), "what was refused is not asked again"


@pytest.mark.parametrize("suffix", ["pdf", "html"])
def test_the_blank_list_holds_nothing_of_mine(page, panel, qtbot, bridge, lists, tmp_path, suffix):
    qtbot.mouseClick(panel.blank, Qt.MouseButton.LeftButton)
    asks = page.findChildren(BlankList)
    file = tmp_path / f"list.{suffix}"
    asks[-1].dialog.fileSelected.emit(str(file))
    for one in page.findChildren(QFileDialog):
        one.close()
    content = Path(file).read_bytes()
    assert content.startswith(b"%PDF" if suffix == "pdf" else b"<!doctype html>")
    if suffix == "html":
        page_text = content.decode()
        assert "Finance leads" in page_text
        assert not [text for pair in shown(panel) for text in pair if text != "—"
                    if text in page_text]  # fmt: skip


def test_twelve_pairs_and_long_names_stand_in_both_themes(page, panel, tracker, finance, bridge):
    for at in range(12):
        pair = [
            commands.add_need(tracker, finance, side, f"{at} {LONG}", TODAY) for side in NeedSide
        ]
        commands.pair_needs(tracker, *pair)
    table = panel.table
    assert table.height() > 12 * 40
    assert table.verticalScrollBar().maximum() == 0
    for choice in ("dark", "light"):
        bridge.theme.choose(choice)
        assert not table.grab().isNull()
    for size in ((720, 500), (1040, 740)):
        page.resize(*size)
        area = page.profile.sections.currentWidget()
        assert area.widget().width() <= area.viewport().width()
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert not table.grab().isNull()


def test_the_lists_of_another_customer_are_others(page, panel, tracker, lists):
    legal = commands.add_customer(tracker, "Legal", Tier.MAINTAIN)
    panel.entry.fields[NeedSide.MINE].setText("half a thought")
    page.show_customer(legal)
    assert shown(panel) == []
    assert panel.entry.fields[NeedSide.MINE].text() == ""


def test_in_common_lists_and_opens_the_customer(page, qtbot, tracker, finance, lists):
    legal = commands.add_customer(tracker, "Legal", Tier.MAINTAIN)
    page.show_in_common()
    assert "Nothing yet" in texts(page.common)
    commands.add_need(tracker, legal, NeedSide.THEIRS, "A warning of system changes", TODAY)
    assert "2 customers · similar words" in texts(page.common)
    row = next(row for row in page.common.rows if row.key == legal)
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert page.chosen == legal
    assert page.profile.isVisible()
    page.show_in_common()
    qtbot.mouseClick(page.common.back, Qt.MouseButton.LeftButton)
    assert page.profile.isVisible()


def test_standards_are_worded_in_the_service_dialog_and_kept_by_date(
    page, qtbot, tracker, finance, bridge
):
    service = commands.add_service(tracker, finance, "Answers")
    commands.set_standard(tracker, service, date(2026, 3, 2), good="In three days")
    row = page.profile.services.rows[0]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    ask = dialog(page, ServiceDialog)
    assert ask.standards.texts["good"].text == "In three days"
    ask.standards.texts["good"].setPlainText("In two days")
    ask.standards.review.line.setText("in spring")
    ask.submit()
    assert ask.standards.form.error_text("review_on")
    assert len(standards_of(tracker, service)) == 1, "a refused dialog keeps nothing"
    ask.standards.review.line.setText("2027-03-01")
    ask.submit()
    now, before = standards_of(tracker, service)
    assert (now.good, now.review_on, before.good) == (
        "In two days", date(2027, 3, 1), "In three days",
    )  # fmt: skip
    assert "Good: In two days" in texts(page.profile.services)
    commands.set_standard(tracker, service, TODAY, good="In two days", review_on=TODAY)
    assert "The standards are due for review since 20 Nov" in texts(page.profile.services)
    again = page.profile.services.rows[0]
    again.setFocus()
    qtbot.keyClick(again, Qt.Key.Key_Return)
    ask = dialog(page, ServiceDialog)
    assert "2 Mar 2026 to 20 Nov 2026: In three days" in ask.standards.history.text()
    ask.reject()


def test_a_new_service_can_have_standards_at_once(page, qtbot, tracker, finance):
    qtbot.mouseClick(page.profile.services.add, Qt.MouseButton.LeftButton)
    ask = dialog(page, ServiceDialog)
    ask.name.setText("Answers")
    assert not ask.standards.form.isVisible()
    qtbot.mouseClick(ask.standards.toggle, Qt.MouseButton.LeftButton)
    ask.standards.texts["floor"].setPlainText("Never without a word")
    ask.submit()
    (service,) = tracker.services.all()
    assert standards_of(tracker, service.id)[0].floor == "Never without a word"
    tracker.undo()
    assert tracker.services.all() == []


def test_a_need_they_do_not_know_is_told_from_its_menu(qtbot, bridge, tracker, finance, today):
    from PySide6.QtCore import Qt

    from tracker.app import commands
    from tracker.domain.needs import NeedSide, NeedStatus
    from tracker.gui.customers.needs_menu import TellNeedDialog

    need = commands.add_need(
        tracker, finance, NeedSide.MINE, "Fewer reports", today, status=NeedStatus.UNAWARE
    )
    asked = TellNeedDialog(bridge, None, tracker.needs.get(need))
    qtbot.addWidget(asked)
    asked.show()
    qtbot.keyClicks(asked.text, "They want to see it first")
    qtbot.keyClick(asked.text, Qt.Key.Key_Return)
    assert tracker.needs.get(need).told_on == today
    assert [one.text for one in tracker.notes.all()] == ["They want to see it first"]
    assert len(tracker.moments.all()) == 1
