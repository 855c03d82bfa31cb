"""Labels and links as they are made everywhere, and texts cut with … where they have no room."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QStyle

from tracker.gui.theme import body_font
from tracker.gui.widgets.text import (
    LONGEST_LINE,
    Wrapped,
    button,
    complaint,
    disclosure,
    elide,
    few_lines,
    label,
    link,
    paragraph,
    plain,
    show_text,
    visual_alignment,
    visual_rect,
)

WIDTH = 300


@pytest.fixture(autouse=True)
def fonts(theme):
    """Have the fonts of the program."""


def advance(text: str, px: int, weight: int = 400) -> int:
    return QFontMetrics(body_font(px, weight)).horizontalAdvance(text)


@pytest.mark.parametrize("word", ["😀 ", "😀 all well ", "👍🏽 thanks ", "ordinary ", "🀄🀄 "])
def test_no_line_is_wider_than_there_is_room_for(word):
    lines = few_lines(word * 60, 12, WIDTH)
    assert len(lines) == 3
    assert [line for line in lines if advance(line, 12) > WIDTH] == []


def test_emoji_are_neither_lost_nor_cut_in_two():
    text = "😀 one 😀 two 😀 three 😀 four 😀 five 😀 six"
    lines = few_lines(text, 12, 120, most=9)
    assert len(lines) > 1
    assert " ".join(lines) == text


def test_a_word_that_is_too_long_for_a_line_is_broken():
    lines = few_lines("n" * 120, 12, WIDTH, most=9)
    assert "".join(lines) == "n" * 120
    assert [line for line in lines if advance(line, 12) > WIDTH] == []


def test_what_fits_stands_on_as_few_lines_as_it_takes():
    assert few_lines("", 12, WIDTH) == []
    assert few_lines("   ", 12, WIDTH) == []
    assert few_lines("short", 12, WIDTH) == ["short"]
    assert few_lines("one\ntwo", 12, WIDTH) == ["one · two"]


def test_the_last_line_says_by_its_end_that_more_was_said():
    lines = few_lines("word " * 90, 12, WIDTH, 2, 600)
    assert [line.endswith("…") for line in lines] == [False, True]
    assert [line for line in lines if advance(line, 12, 600) > WIDTH] == []


def test_a_painter_gets_the_same_lines_and_their_height():
    text = "😀 word " * 60
    laid = Wrapped(text, body_font(12), WIDTH, 3)
    assert laid.shown == " ".join(few_lines(text, 12, WIDTH))
    assert laid.height == 3 * QFontMetrics(body_font(12)).lineSpacing()
    image = QImage(WIDTH + 100, 80, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    laid.draw(painter, QRect(0, 0, WIDTH, 80))
    painter.end()
    beyond = [image.pixelColor(x, y).lightness() for x in range(WIDTH + 4, 400) for y in range(80)]
    assert set(beyond) == {255}


def test_one_line_is_cut_for_any_font():
    metrics = QFontMetrics(body_font(12, tabular=True))
    assert elide("a name that is long", 60, metrics).endswith("…")
    assert elide("short", 60, metrics) == "short"


def test_a_label_takes_what_a_person_wrote_for_text(qtbot):
    shown = label("<b>bold</b>", "hint")
    qtbot.addWidget(shown)
    assert shown.textFormat() == Qt.TextFormat.PlainText
    assert shown.text() == "<b>bold</b>"
    assert shown.property("role") == "hint"
    assert not shown.wordWrap()
    assert shown.textInteractionFlags() == Qt.TextInteractionFlag.LinksAccessibleByMouse


def test_a_label_can_wrap_have_a_tone_and_be_selected(qtbot):
    shown = label(tone="worse", wrap=True, selectable=True)
    qtbot.addWidget(shown)
    assert shown.wordWrap()
    assert shown.property("tone") == "worse"
    assert shown.property("role") is None
    assert shown.textInteractionFlags() == Qt.TextInteractionFlag.TextSelectableByMouse


def test_a_paragraph_has_lines_that_can_be_read(qtbot):
    shown = paragraph("Text", "quiet")
    qtbot.addWidget(shown)
    assert shown.wordWrap()
    assert shown.maximumWidth() == LONGEST_LINE


def test_a_complaint_is_hidden_until_there_is_one(qtbot):
    shown = complaint()
    qtbot.addWidget(shown)
    assert shown.isHidden()
    assert shown.property("role") == "error"
    assert shown.wordWrap()


def test_a_link_is_a_button_that_looks_like_one(qtbot):
    picture = QPixmap(8, 8)
    picture.fill(Qt.GlobalColor.black)
    shown = link("Add", "Add one (Ctrl+M)", name="Add a measure", picture=QIcon(picture))
    qtbot.addWidget(shown)
    assert isinstance(shown, QPushButton)
    assert (shown.property("tone"), shown.property("role")) == ("link", None)
    assert (shown.text(), shown.toolTip()) == ("Add", "Add one (Ctrl+M)")
    assert shown.accessibleName() == "Add a measure"
    assert not shown.icon().isNull()


def test_a_link_within_a_line_of_text_has_no_edge(qtbot):
    shown = link("How this is calculated", inline=True)
    qtbot.addWidget(shown)
    assert (shown.property("tone"), shown.property("role")) == ("link", "inline")


def test_a_button_of_a_dialog_can_leave_enter_alone(qtbot):
    shown = button("Copy", "Put it on the clipboard", tone="accent", auto_default=False)
    qtbot.addWidget(shown)
    assert not shown.autoDefault()
    assert shown.property("tone") == "accent"


def test_an_ampersand_of_a_persons_is_no_mnemonic(qtbot):
    shown = link(plain("R&D"))
    qtbot.addWidget(shown)
    assert shown.text() == "R&&D"
    assert shown.shortcut().isEmpty()


def test_a_disclosure_stays_down_while_something_is_open(qtbot):
    made = disclosure("More")
    qtbot.addWidget(made)
    assert made.isCheckable()
    assert made.property("role") == "disclosure"
    assert not made.autoDefault()


def test_a_label_without_a_text_takes_no_room(qtbot):
    made = label()
    qtbot.addWidget(made)
    show_text(made, "Saved")
    assert made.isVisible()
    show_text(made, "")
    assert not made.isVisible()


BOTH_WAYS = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)


@pytest.mark.parametrize("direction", BOTH_WAYS)
def test_sides_change_over_as_in_a_style(direction):
    flags = Qt.AlignmentFlag
    across = (flags(0), flags.AlignLeft, flags.AlignRight, flags.AlignHCenter, flags.AlignJustify)
    for side, upright, absolute in product(
        across, (flags(0), flags.AlignVCenter), (flags(0), flags.AlignAbsolute)
    ):
        asked = side | upright | absolute
        assert visual_alignment(direction, asked) == QStyle.visualAlignment(direction, asked), asked


@pytest.mark.parametrize("direction", BOTH_WAYS)
def test_areas_are_mirrored_as_in_a_style(direction):
    whole = QRect(4, 2, 301, 40)
    for area in (
        QRect(4, 2, 20, 10),
        QRect(10, 7, 295, 30),
        QRect(150, 0, 2, 2),
        QRect(0, 0, 0, 0),
    ):
        mirrored = QStyle.visualRect(direction, whole, area)
        assert visual_rect(direction, whole, area) == mirrored
