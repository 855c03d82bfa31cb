"""A label on a few lines: it wraps before it is cut, and says all of it where it is."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tracker.gui.widgets.wrapping import FewLines

NAME = "The regional month-end closing and reporting team of the northern branches"


def shown(qtbot, width: int, lines: int = 2) -> FewLines:
    label = FewLines(NAME, lines=lines)
    qtbot.addWidget(label)
    label.resize(width, 60)
    label.show()
    QApplication.processEvents()
    return label


def test_it_asks_for_one_line_and_takes_another_where_it_is_narrower(qtbot, theme):
    label = shown(qtbot, 900)
    line = label.heightForWidth(label.sizeHint().width())
    assert label.sizeHint().width() < 900
    assert label.heightForWidth(label.sizeHint().width() * 2 // 3) == 2 * line
    assert label.heightForWidth(60) == 2 * line  # and never a third


def test_the_tip_says_all_of_it_only_where_something_is_cut(qtbot, theme):
    label = shown(qtbot, 900)
    assert label.toolTip() == ""
    label.resize(label.sizeHint().width() * 2 // 3, 60)
    assert label.toolTip() == ""
    label.resize(120, 60)
    assert NAME in label.toolTip()
    assert label.accessibleDescription() == NAME
    label.show_text("Short")
    assert label.toolTip() == ""


def test_a_switch_is_pressed_anywhere_on_it(qtbot, theme):
    from PySide6.QtCore import QPoint, Qt

    from tracker.gui.widgets.choice import Switch

    switch = Switch(theme)
    qtbot.addWidget(switch)
    switch.show()
    assert switch.sizeHint().height() >= 24
    for spot in (QPoint(4, 4), switch.rect().bottomRight() - QPoint(4, 4)):
        before = switch.isChecked()
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=spot)
        assert switch.isChecked() is not before
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()
