"""A joined choice keeps its words whole, wraps, is chosen by a digit and read as radio buttons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton, QWidget

from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.tabs import Tabs

KINDS = {"talk": "Conversation", "idea": "Ideas & obstacles", "stop": "Stop doing", "go": "Go on"}


@pytest.fixture
def kinds(qtbot, theme) -> Segments[str]:
    made: Segments[str] = Segments(KINDS.items())
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


def test_no_word_is_cut_and_no_letter_taken_for_a_key(kinds):
    assert kinds.buttons["idea"].text() == "Ideas && obstacles"
    for width in (kinds.sizeHint().width(), 220, 150, 90):
        kinds.resize(width, kinds.heightForWidth(width))
        for button in kinds.buttons.values():
            assert button.width() == button.sizeHint().width()


def test_neighbours_share_a_line_and_the_next_row_begins_where_there_is_no_room(kinds):
    first, second, *_, last = kinds.buttons.values()
    assert first.geometry().right() == second.geometry().left()
    assert [first.property("place"), second.property("place"), last.property("place")] == [
        "left",
        "mid",
        "right",
    ]
    least = first.sizeHint().width() + 1
    kinds.resize(least, kinds.heightForWidth(least))
    assert second.y() > first.geometry().bottom()
    assert first.property("place") == "alone"


def test_from_the_right_the_first_word_stands_at_the_right_end(kinds):
    kinds.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    kinds.resize(kinds.sizeHint().width() + 40, kinds.height())
    first, *_, last = kinds.buttons.values()
    assert first.x() > last.x()
    assert (first.property("place"), last.property("place")) == ("right", "left")


def test_each_word_is_read_aloud_as_a_radio_button(kinds):
    roles = {
        QAccessible.queryAccessibleInterface(button).role() for button in kinds.buttons.values()
    }
    assert roles == {QAccessible.Role.RadioButton}


def test_the_focus_is_shown_around_the_whole_choice_and_goes_with_it(qtbot, theme):
    root = QWidget()
    qtbot.addWidget(root)
    figures: Segments[int] = Segments([(one, str(one)) for one in range(1, 6)])
    figures.setParent(root)
    other = QWidget(root)
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    root.show()
    with qtbot.waitActive(root):
        root.activateWindow()
    figures.setFocus()
    assert figures._ring.isVisible()
    assert len(figures._ring.rows) == len(figures._rows)
    other.setFocus()
    assert not figures._ring.isVisible()


@pytest.mark.parametrize("digit", range(1, 6))
def test_a_digit_chooses_what_is_called_so_and_clear_takes_it_back(qtbot, theme, digit):
    figures: Segments[int] = Segments([(one, str(one)) for one in range(1, 6)])
    qtbot.addWidget(figures)
    figures.show()
    qtbot.keyClick(figures.buttons[3], Qt.Key(ord(str(digit))))
    assert figures.value == digit
    figures.clear()
    assert figures.value is None


def test_pages_within_a_page_carry_counts(qtbot, theme):
    pages: Tabs[str] = Tabs(KINDS.items(), "Notes")
    qtbot.addWidget(pages)
    heard: list[str] = []
    pages.selected.connect(lambda: heard.append(pages.value))
    pages.choose("stop")
    pages.show_count("idea", 3, "Three wait")
    assert heard == ["stop"]
    assert [pages.tabText(at) for at in range(2)] == ["Conversation", "Ideas && obstacles 3"]
    pages.show_count("idea", 0)
    assert pages.tabText(1) == "Ideas && obstacles"


@pytest.fixture(params=[100, 150, 200])
def sized(request, theme):
    theme.resize_text(request.param)
    yield theme
    theme.resize_text(100)


@pytest.mark.usefixtures("sized")
def test_the_words_of_a_box_stay_where_they_are_when_the_focus_comes(qtbot):
    """Its frame is a pixel wider then, and pushed them along."""
    window = QWidget()
    qtbot.addWidget(window)
    box = QCheckBox("Is pleasant", window)
    window.show()
    words, option = [], QStyleOptionButton()
    for state in (QStyle.StateFlag.State_Enabled, QStyle.StateFlag.State_HasFocus):
        box.initStyleOption(option)
        option.state = QStyle.StateFlag.State_Enabled | state
        kind = QStyle.SubElement.SE_CheckBoxContents
        words.append(box.style().subElementRect(kind, option, box))
    assert words[0] == words[1]
