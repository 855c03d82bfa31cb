"""The palette as a person uses it: over any page, by keys alone, and leaving all as it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tracker.app.demo import fill_demo
from tracker.app.settings import Settings
from tracker.gui.palette.palette import Palette
from tracker.gui.shell.window import MainWindow


@pytest.fixture
def window(bridge, today, qtbot):
    fill_demo(bridge.tracker, today)
    made = MainWindow(bridge)
    made.offer(made.navigator.commands())
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show_page("week")
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def palette(window):
    window.menus.actions["open_palette"].trigger()
    (made,) = window.findChildren(Palette)
    return made


def titles(palette: Palette) -> list[str]:
    return [row.title.text for row in palette.rows.rows if not row.is_head]


def heads(palette: Palette) -> list[str]:
    return [row.title.text for row in palette.rows.rows if row.is_head]


def press(qtbot, palette: Palette, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(palette.field, key)


def test_both_keys_open_it_once_over_any_page(window, qtbot):
    for page in ("overview", "trends", "settings"):
        window.show_page(page)
        action = window.menus.actions["open_palette"]
        assert {key.toString() for key in action.shortcuts()} == {"Ctrl+K", "Ctrl+F"}
        action.trigger()
        action.trigger()
        (palette,) = window.findChildren(Palette)
        assert palette.geometry() == window.rect()
        press(qtbot, palette, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not window.findChildren(Palette))


def test_enter_goes_to_a_measure_and_alt_left_back(window, palette, qtbot):
    qtbot.keyClicks(palette.field, "forcast")
    assert titles(palette)[0] == "Forecast was usable as sent"
    press(qtbot, palette, Qt.Key.Key_Return)
    trends = window.navigator.trends()
    assert window.stack.currentWidget() is trends
    measure = window.navigator.trends().shown_place()
    assert trends.tracker.measures.get(measure).name == "Forecast was usable as sent"
    window.menus.actions["go_back"].trigger()
    assert window.stack.currentWidget() is window.page("week")


def test_a_measure_is_found_by_its_name_in_their_words_too(window, palette, qtbot):
    qtbot.keyClicks(palette.field, "you saved us")
    assert titles(palette)[0] == "Hours I saved them"
    (row,) = [one for one in palette.rows.rows if one.title.text == "Hours I saved them"]
    assert row.below.text == "Finance leads · “Hours you saved us” · Steady"


def test_back_returns_to_the_measure_that_was_shown(window, qtbot):
    first, second = [one.id for one in window.navigator.trends().tracker.measures.all()[:2]]
    window.navigator.show_measure(first)
    window.navigator.show_measure(second)
    window.navigator.show_page("settings")
    window.navigator.go_back()
    assert window.navigator.trends().shown_place() == second
    window.navigator.go_back()
    assert window.navigator.trends().shown_place() == first
    for _ in range(9):
        window.navigator.go_back()
    assert window.stack.currentWidget() is window.page("week")


def test_escape_leaves_page_focus_and_file_as_they_were(window, qtbot):
    page, before = window.stack.currentWidget(), QApplication.focusWidget()
    window.menus.actions["open_palette"].trigger()
    (palette,) = window.findChildren(Palette)
    qtbot.keyClicks(palette.field, "close")
    undo = window.menus.actions["undo"].isEnabled()
    came = []
    QApplication.instance().focusChanged.connect(lambda _old, new: came.append(new))
    press(qtbot, palette, Qt.Key.Key_Down, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is page
    assert QApplication.focusWidget() is before
    assert came == [before], "no stop of the palette between"
    assert window.menus.actions["undo"].isEnabled() == undo


def test_customers_notes_days_and_commands_have_their_groups(palette, qtbot):
    qtbot.keyClicks(palette.field, "close")
    assert heads(palette)[0] == "Measures"
    assert {"Notes", "Days"} <= set(heads(palette))
    palette.field.setText("finance")
    assert "Customers" in heads(palette)


def test_the_line_of_a_note_is_shown_with_what_was_typed(palette, qtbot):
    qtbot.keyClicks(palette.field, "resent once")
    (row,) = [one for one in palette.rows.rows if "Resent once" in one.title.text]
    assert [row.title.text[start:end] for start, end in row.title.marks] == ["Resent", "once"]


def test_a_greater_sign_lists_commands_with_their_keys(palette, qtbot):
    qtbot.keyClicks(palette.field, ">")
    assert heads(palette) == ["Commands"]
    everything = len(titles(palette))
    qtbot.keyClicks(palette.field, "quick n")
    assert titles(palette) == ["Quick note"]
    assert everything > 40
    (row,) = [one for one in palette.rows.rows if not one.is_head]
    assert row.shortcut == "Ctrl+N"


def test_a_command_is_carried_out(window, palette, qtbot):
    qtbot.keyClicks(palette.field, "> settings")
    assert titles(palette)[0] == "Settings"
    press(qtbot, palette, Qt.Key.Key_Return)
    assert window.stack.currentWidget() is window.page("settings")


def test_the_arrows_pass_over_heads(palette, qtbot):
    qtbot.keyClicks(palette.field, "close")
    seen = []
    for _ in range(len(palette.rows.rows)):
        seen.append(palette.rows.row(palette.list.currentIndex()))
        press(qtbot, palette, Qt.Key.Key_Down)
    assert [row for row in seen if row.is_head] == []
    assert len({row.title.text for row in seen}) == len(set(titles(palette)))


def test_nothing_found_says_so(window, palette, qtbot):
    qtbot.keyClicks(palette.field, "qqqq zzzz")
    assert titles(palette) == ["Nothing with “qqqq zzzz”. Note it?"]
    assert palette.count.text() == "0 found"
    press(qtbot, palette, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_empty_it_lists_where_one_was_newest_first_and_remembers_it(
    window, bridge, qtbot, tmp_path
):
    bridge.settings = Settings(tmp_path / "settings.json")
    for typed in ("hours I saved", "no surprises"):
        window.navigator.open_palette()
        (palette,) = [one for one in window.findChildren(Palette) if one.isVisible()]
        qtbot.keyClicks(palette.field, typed)
        press(qtbot, palette, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not window.findChildren(Palette))
    window.navigator.open_palette()
    (palette,) = window.findChildren(Palette)
    assert heads(palette) == ["Where you were"]
    assert titles(palette) == ["No surprises", "Hours I saved them"]
    kept = (tmp_path / "settings.json").read_text(encoding="utf-8")
    assert "Hours" not in kept


def test_a_click_beside_it_leaves_and_one_on_a_row_goes(window, palette, qtbot):
    qtbot.keyClicks(palette.field, "no surprises")
    index = palette.list.currentIndex()
    qtbot.mouseClick(
        palette.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=palette.list.visualRect(index).center(),
    )
    assert window.stack.currentWidget() is window.navigator.trends()
    window.navigator.open_palette()
    (other,) = [one for one in window.findChildren(Palette) if one.isVisible()]
    qtbot.mouseClick(other, Qt.MouseButton.LeftButton, pos=other.rect().bottomLeft())
    assert not other.isVisible()


def test_it_fits_a_narrow_window_and_follows_it(window, palette):
    window.resize(960, 640)
    QApplication.processEvents()
    assert palette.geometry() == window.rect()
    card = palette._card.geometry()
    assert palette.rect().contains(card)
    assert card.width() == 960 - 32


def test_without_fts5_names_and_commands_are_found_all_the_same(palette, qtbot, monkeypatch):
    monkeypatch.setattr("tracker.store.derived.available", lambda _conn: False)
    qtbot.keyClicks(palette.field, "settings")
    assert any(title.startswith("Settings") for title in titles(palette))
    assert "No words can be searched on this computer" in titles(palette)
    palette.field.clear()
    qtbot.keyClicks(palette.field, "month-end")
    assert "Month-end close answers" in titles(palette)
