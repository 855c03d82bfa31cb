"""Keys and About: everything a person can press, and where their data lies."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QLabel

import tracker as package
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.gui.bridge import Bridge
from tracker.gui.menus import MENUS, PAGE_ENTRIES, key_name
from tracker.gui.shell.help import AboutDialog, KeysDialog, every_key


@pytest.fixture
def keys(qtbot):
    dialog = KeysDialog(None)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def visible(dialog):
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog)]


def test_every_shortcut_of_the_menus_is_there(keys):
    told = visible(keys)
    shortcuts = [c.shortcut for _, commands in MENUS for c in commands if c and c.shortcut]
    for shortcut in [*shortcuts, *(seat.shortcut for seat in PAGE_ENTRIES)]:
        assert key_name(shortcut) in told


def test_no_two_commands_share_a_shortcut():
    used = [c.shortcut for _, commands in MENUS for c in commands if c and c.shortcut]
    used += [seat.shortcut for seat in PAGE_ENTRIES]
    assert len({QKeySequence(one).toString() for one in used}) == len(used)


def test_keys_inside_the_pages_are_there(keys):
    told = visible(keys)
    assert "Same as last time" in told
    assert "Move between the cards" in told
    assert all(keys for _, keys in every_key())


def test_typing_finds_a_key(keys, qtbot):
    assert keys.focusWidget() is keys.search
    qtbot.keyClicks(keys.search, "finish")
    told = visible(keys)
    assert "Finish week" in told
    assert "Week" in told
    assert "Undo" not in told
    assert "Edit" not in told
    keys.search.clear()
    assert "Undo" in visible(keys)


def test_about_tells_version_place_and_licences(qtbot, theme, tmp_path, qapp, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    path = tmp_path / "impact.db"
    with Tracker(path) as diary:
        dialog = AboutDialog(Bridge(diary, theme, Settings(None), parent=qapp), None)
        qtbot.addWidget(dialog)
        dialog.show()
        assert package.__version__ in dialog.version.text()
        assert dialog.place.text() == str(path)
        assert "Inter, the typeface: SIL Open Font License 1.1" in dialog.licences.text()
        qtbot.mouseClick(dialog.folder, Qt.MouseButton.LeftButton)
    assert Path(opened[0].toLocalFile()) == tmp_path


def test_about_a_file_in_memory(qtbot, bridge):
    dialog = AboutDialog(bridge, None)
    qtbot.addWidget(dialog)
    assert not dialog.folder.isEnabled()
    assert "In memory" in dialog.place.text()
