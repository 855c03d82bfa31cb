"""What stands round the pages: the rail at each width, the order of the menus, the size of text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget
from tests.gui.places import settle

from tracker.app.demo import fill_demo
from tracker.gui.menus import PAGE_ENTRIES
from tracker.gui.shell.window import MainWindow
from tracker.gui.theme import scaled

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot, bridge, tracker, today):
    fill_demo(tracker, today)
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_page("week")
    settle()
    yield window
    window.hide()
    bridge.theme.resize_text(100)


def press(
    where: QWidget, key: Qt.Key, text: str, place: int, held: Qt.KeyboardModifier = NONE
) -> None:
    """Press a key of a foreign keyboard, as X11 tells it: its sign, and its place."""
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, held, place, 0, 0, text)
    asked.ignore()
    QApplication.sendEvent(where, asked)
    shortcuts = where.window().findChildren(QAction)
    kept = {one: one.shortcuts() for one in shortcuts if asked.isAccepted()}
    for one in kept:  # an event that is sent forgets its place when Qt asks for a shortcut
        one.setShortcuts([])
    QApplication.sendEvent(where, QKeyEvent(QEvent.Type.KeyPress, key, held, place, 0, 0, text))
    for one, keys in kept.items():
        one.setShortcuts(keys)


def titles(window: MainWindow) -> list[str]:
    return [one.text().replace("&", "") for one in window.menuBar().actions()]


def test_the_menus_stand_in_their_order_with_help_last(window):
    assert titles(window) == (
        ["File", "Edit", "Week", "Customer", "Trend", "Fix", "Share", "Review", "Go", "Help"]
    )


def test_the_rail_is_names_in_a_wide_window_and_icons_in_a_narrow_one(window):
    rail = window.rail
    assert rail.width() == 196
    window.resize(1099, 700)
    settle()
    assert rail.width() == 56
    for button in (*rail._buttons.values(), rail.search):
        assert button.entry.name in button.toolTip()
        assert button.entry.shortcut in button.toolTip()
    window.resize(1100, 700)
    settle()
    assert rail.width() == 196


def test_search_and_settings_stand_at_the_foot_of_the_rail(window):
    rail = window.rail
    low = [one.y() for one in (rail._buttons["review"], rail.search, rail._buttons["settings"])]
    assert low == sorted(low)
    assert low[1] - low[0] > 100
    QTest.mouseClick(rail.search, Qt.MouseButton.LeftButton)
    assert [one for one in window.children() if type(one).__name__ == "Palette"]


def test_what_waits_is_a_count_and_news_are_a_dot_and_the_tip_says_which(window):
    rail = window.rail
    for entry in PAGE_ENTRIES:
        button = rail._buttons[entry.key]
        if not entry.waiting[0]:
            continue
        for count in (1, 3):
            rail.show_badge(entry.key, count)
            said = entry.waiting[0] if count == 1 else entry.waiting[1].format(count)
            assert said in button.toolTip()
            assert button.accessibleName() == f"{entry.name}: {said}"
        orange = window._bridge.theme.colour("worse")
        picture = button.grab().toImage()
        found = any(
            picture.pixelColor(x, y) == orange
            for x in range(picture.width())
            for y in range(picture.height())
        )
        assert found == entry.news
        rail.show_badge(entry.key, 0)
        assert button.accessibleName() == entry.name


@pytest.mark.parametrize("width", [1280, 960])
def test_the_rail_is_mirrored_where_one_reads_from_right_to_left(window, width):
    window.resize(width, 700)
    window.rail.show_badge("overview", 2)
    button = window.rail._buttons["overview"]
    settle()
    plain = button.grab().toImage()
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    mirrored = button.grab().toImage()
    orange = window._bridge.theme.colour("worse")

    def middle(picture):
        xs = [
            x
            for x in range(picture.width())
            for y in range(picture.height())
            if picture.pixelColor(x, y) == orange
        ]
        return sum(xs) / len(xs)

    assert middle(plain) > plain.width() / 2 > middle(mirrored)


def test_cut_copy_and_paste_act_on_the_text_with_the_cursor_and_are_grey_elsewhere(window):
    actions, menus = window.menus.actions, window.menus
    edits = ("cut", "copy", "paste")
    menus.show_offers()
    assert [actions[one].isEnabled() for one in edits] == [False, False, False]
    window.show_page("settings")
    field = window.page("settings").person.findChild(QLineEdit)
    field.setText("Nora")
    field.setFocus()
    menus.show_offers()
    assert [actions[one].isEnabled() for one in edits] == [False, False, True]
    field.selectAll()
    menus.show_offers()
    assert [actions[one].isEnabled() for one in edits] == [True, True, True]
    actions["cut"].trigger()
    assert field.text() == ""
    assert QGuiApplication.clipboard().text() == "Nora"
    actions["paste"].trigger()
    actions["paste"].trigger()
    assert field.text() == "NoraNora"


@pytest.mark.parametrize("french", [False, True])
def test_ctrl_and_a_digit_show_a_page_on_any_keyboard(window, french):
    signs = [
        (Qt.Key.Key_Ampersand, "&"),
        (Qt.Key.Key_Eacute, "é"),
        (Qt.Key.Key_QuoteDbl, '"'),
        (Qt.Key.Key_Apostrophe, "'"),
        (Qt.Key.Key_ParenLeft, "("),
        (Qt.Key.Key_Minus, "-"),
        (Qt.Key.Key_Egrave, "è"),
    ]
    for at in (1, 2, 3, 4, 5, 6, 0):
        focused = QApplication.focusWidget() or window
        if french:
            press(focused, *signs[at], place=10 + at, held=CTRL)
        else:
            QTest.keyClick(focused, Qt.Key(Qt.Key.Key_1 + at), CTRL)
        assert window.stack.currentWidget() is window.page(PAGE_ENTRIES[at].key)


@pytest.mark.parametrize(
    ("key", "text", "place"),
    [
        (Qt.Key.Key_S, "s", 39),
        (Qt.Key(0x042B), "ы", 39),
        (Qt.Key(0x042B), "Ы", 39),
    ],
)
def test_a_letter_acts_by_its_place_where_there_is_no_latin_one(window, key, text, place):
    page = window.page("week")
    entry = next(one for one in page.check_in.rows.entries if one.line and one.value is None)
    page.check_in.list.choose(entry.key)
    page.check_in.list.setFocus()
    press(page.check_in.list, key, text, place)
    assert [one for one in window.findChildren(QWidget) if type(one).__name__ == "SkipPanel"]


def test_a_french_digit_rates_without_shift(window, tracker):
    page = window.page("week")
    entry = next(
        one for one in page.check_in.rows.entries if one.chosen_by_key and one.value is None
    )
    page.check_in.list.choose(entry.key)
    page.check_in.list.setFocus()
    press(page.check_in.list, Qt.Key.Key_Apostrophe, "'", 13)
    assert page.check_in.rows.entry_of(entry.key).value == 4


def test_a_letter_in_a_text_is_the_letter_it_is(window):
    window.show_page("settings")
    field = window.page("settings").person.findChild(QLineEdit)
    field.clear()
    field.setFocus()
    press(field, Qt.Key(0x042B), "ы", 39)
    assert field.text() == "ы"


def test_text_grows_and_shrinks_and_is_remembered(window, qtbot):
    settings, theme = window._bridge.settings, window._bridge.theme
    window.resize(1920, 1080)  # narrower, a row takes two lines at twice the text
    settle()
    page = window.page("week")
    row = page.check_in.list.sizeHintForRow(1)
    QTest.keyClick(window, Qt.Key.Key_Plus, CTRL)
    assert theme.size == settings.now.text_size == 110
    for _ in range(9):
        QTest.keyClick(window, Qt.Key.Key_Plus, CTRL)
    assert theme.size == settings.now.text_size == 200
    page = window.page("week")
    assert page is window.stack.currentWidget()
    assert page.check_in.list.sizeHintForRow(1) == 2 * row
    assert page.fontMetrics().height() > 1.8 * 15
    assert window.status.text() == "Text at 200 %"
    QTest.keyClick(window, Qt.Key.Key_Minus, CTRL)
    assert theme.size == 175
    QTest.keyClick(window, Qt.Key.Key_0, CTRL)
    assert theme.size == settings.now.text_size == 100
    assert window.page("week").check_in.list.sizeHintForRow(1) == row


def test_the_page_in_front_shows_the_same_in_another_size(window, tracker):
    window.show_page("trends")
    page = window.page("trends")
    page.next_measure()
    page.next_measure()
    shown = page.shown_place()
    QTest.keyClick(window, Qt.Key.Key_Plus, CTRL)
    again = window.page("trends")
    assert again is not page
    assert again.shown_place() == shown


def test_what_is_being_typed_is_kept_in_another_size(window, tracker):
    window.show_page("settings")
    field = window.page("settings").person.name
    field.setFocus()
    field.setText("Nora")
    QTest.keyClick(field, Qt.Key.Key_Plus, CTRL)
    assert window.page("settings").person.name.text() == "Nora"


@pytest.mark.parametrize("size", [100, 200])
def test_the_window_can_be_as_small_as_promised_at_every_size(window, size):
    window._bridge.theme.resize_text(size)
    for entry in PAGE_ENTRIES:
        window.show_page(entry.key)
        window.resize(720, 450)
        settle()
        assert (window.width(), window.height()) == (720, 450), entry.key


def test_a_first_window_is_never_larger_than_its_screen(window):
    window.restore()
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def test_a_page_that_needs_more_room_scrolls(window):
    window._bridge.theme.resize_text(200)
    window.show_page("overview")
    window.resize(720, 450)
    settle()
    area = window.centralWidget().findChild(QScrollArea, options=Qt.FindDirectChildrenOnly)
    page = window.page("overview")
    needed = area.widget().minimumSizeHint()
    room = area.viewport().size()
    assert needed.width() > room.width()
    assert needed.height() >= page.minimumSizeHint().height()
    assert (area.verticalScrollBar().maximum() > 0) == (needed.height() > room.height())
    assert (area.horizontalScrollBar().maximum() > 0) == (needed.width() > room.width())
    assert page.width() >= needed.width()
    assert scaled(10) == 20
