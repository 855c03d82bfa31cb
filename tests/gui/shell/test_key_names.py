"""Keys are written alike in menus, tips, palette and help; a tip names no key of its own."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu

import tracker.gui
from tracker.gui.menus import MENUS, PAGE_ENTRIES, key_name
from tracker.gui.shell.help import every_key
from tracker.gui.shell.navigation import MORE_KEYS, SEARCH
from tracker.gui.shell.window import MainWindow

MODULES = sorted(Path(tracker.gui.__file__).parent.rglob("*.py"))
KEYS = re.compile(r"\((?:Ctrl|Alt)\+[^)]*\)")
IN_A_FIELD = {"Alt+Down"}  # opens what a box or a day offers


def shortcuts() -> set[str]:
    """Return every key of a menu or a page, as it is written."""
    of_menus = [one.shortcut for _, commands in MENUS for one in commands if one and one.shortcut]
    of_pages = [seat.shortcut for seat in (*PAGE_ENTRIES, SEARCH)]
    return set(map(key_name, [*of_menus, *of_pages, *MORE_KEYS.values()]))


@cache
def told(path: Path) -> list[str]:
    """Return the keys in brackets at the end of tips and names."""
    texts = [
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return [found[1:-1].split(", or ")[0] for text in texts for found in KEYS.findall(text)]


@pytest.mark.parametrize(
    "path", [path for path in MODULES if told(path)], ids=lambda path: path.stem
)
def test_a_key_in_a_tip_is_a_key_of_the_menus(path):
    assert set(told(path)) <= shortcuts() | IN_A_FIELD


def test_tips_were_found():
    assert sum(len(told(path)) for path in MODULES) > 20


@pytest.fixture
def window(qtbot, bridge):
    made = MainWindow(bridge)
    qtbot.addWidget(made)
    return made


def test_the_key_that_ends_a_line_is_enter_in_every_menu_and_in_the_help(window):
    shown = [
        action.text().partition("\t")[2] or key_name(action.shortcut())
        for top in window.menuBar().actions()
        if isinstance(menu := top.menu(), QMenu)
        for action in menu.actions()
    ]
    assert {"Ctrl+Enter", "Ctrl+Shift+Enter"} <= set(shown)
    assert not [key for key in shown if "Return" in key]
    assert not [key for _, keys in every_key() for key, _ in keys if "Return" in key]
