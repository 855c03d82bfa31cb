"""The lists within dialogs have their menu, by the right button and by the Menu key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.gui.test_menus import entries, press_menu_key, right_click

from tracker.app import commands
from tracker.gui.correct.link_dialog import LinkDialog
from tracker.gui.dialogs.own_stop import OwnStopDialog


def choose(menu, words: str) -> None:
    menu.setActiveAction(entries(menu)[words])
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_boxes_are_ticked_by_the_menu_one_by_one_and_all_together(qtbot, bridge, tracker, finance):
    kept = [commands.add_service(tracker, finance, name) for name in ("Report", "Forecast")]
    dialog = LinkDialog(bridge, None)
    qtbot.addWidget(dialog)
    dialog.show()
    boxes = dialog.services
    boxes.setFocus()
    second = boxes.visualItemRect(boxes.item(1)).center()
    menu = right_click(boxes, second)
    assert [(name, one.isEnabled()) for name, one in entries(menu).items()] == [
        ("Tick", True), ("Tick all", True), ("Untick all", False),
    ]  # fmt: skip
    choose(menu, "Tick")
    assert boxes.chosen == [kept[1]]
    choose(press_menu_key(boxes), "Tick all")
    assert boxes.chosen == kept
    choose(press_menu_key(boxes), "Untick all")
    assert boxes.chosen == []


def test_one_of_a_few_is_taken_by_the_menu_as_by_enter(qtbot, bridge, tracker, finance):
    commands.add_service(tracker, finance, "Report")
    dialog = OwnStopDialog(bridge, None)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    dialog.waited.setFocus()
    choose(press_menu_key(dialog.waited), "Take it, and go on")
    assert not dialog.waited.hasFocus()
