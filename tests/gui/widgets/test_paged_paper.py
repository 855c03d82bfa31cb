"""Pages with a strip at their side: which is read, and how keys and strip go to another."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tracker.gui.widgets.paper_view import PagedPaper
from tracker.paper.layout import Pages, PaperPage

HIGH, WIDE = 1123, 794
Key = Qt.Key


def pages(count: int) -> Pages:
    made = tuple(PaperPage(HIGH, ()) for _ in range(count))
    return Pages(made, "Review", "Anna", "20 November", WIDE)


@pytest.fixture
def paper(qtbot, theme) -> PagedPaper:
    paper = PagedPaper(theme)
    qtbot.addWidget(paper)
    paper.resize(900, 600)
    paper.show_pages(pages(3))
    paper.show()
    QTest.qWait(0)
    paper.view.setFocus()
    return paper


def press(paper: PagedPaper, *keys: Qt.Key) -> str:
    for key in keys:
        QTest.keyClick(paper.view, key)
    return paper.where.text()


def test_it_begins_at_the_first_page_and_says_of_how_many(paper):
    assert paper.where.text() == "Page 1 of 3"
    assert paper.strip.currentIndex().row() == 0


def test_end_and_home_go_to_the_last_and_the_first_page(paper):
    assert press(paper, Key.Key_End) == "Page 3 of 3"
    assert paper.strip.currentIndex().row() == 2
    assert press(paper, Key.Key_Home) == "Page 1 of 3"


def test_page_down_shows_every_line_and_stops_where_a_page_begins(paper):
    bar, view = paper.view.verticalScrollBar(), paper.view.viewport().height()
    stops = [bar.value()]
    while bar.value() < bar.maximum():
        press(paper, Key.Key_PageDown)
        stops.append(bar.value())
    assert all(0 < after - before <= view for before, after in pairwise(stops))
    second = paper.view.preview.place(1).top()
    assert any(0 <= second - stop < view // 3 for stop in stops[1:])
    while bar.value() > 0:
        before = bar.value()
        press(paper, Key.Key_PageUp)
        assert bar.value() < before


def test_a_page_of_the_strip_is_gone_to(paper, qtbot):
    index = paper.strip.rows.index(1, 0)
    place = paper.strip.visualRect(index).center()
    qtbot.mouseClick(paper.strip.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert paper.where.text() == "Page 2 of 3"
    QTest.keyClick(paper.strip, Key.Key_Down)
    assert paper.where.text() == "Page 3 of 3"


def test_one_page_has_neither_strip_nor_count(paper):
    paper.show_pages(pages(1))
    assert not paper.strip.isVisible()
    assert not paper.where.isVisible()


def test_the_strip_gives_way_where_there_is_little_room(paper):
    assert paper.strip.isVisible()
    paper.resize(420, 600)
    assert not paper.strip.isVisible()
    assert paper.where.isVisible()


def test_until_a_page_is_there_it_says_what_is_awaited(paper):
    paper.say_waiting("Making the pack …")
    paper.show_pages(None)
    assert paper.view.preview.waiting == "Making the pack …"
    empty = paper.grab().toImage()
    paper.say_waiting("")
    assert paper.grab().toImage() != empty
