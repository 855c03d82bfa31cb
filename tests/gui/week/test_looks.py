"""What the check-in looks like: five states, empty, narrow, mirrored, both themes, read aloud."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from tests.work import work_of

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.detection.scale import Scale
from tracker.domain.customer import Tier
from tracker.domain.evaluation import EvaluationState
from tracker.domain.measure import Area
from tracker.gui.week.cells import ROOMY, row_layout
from tracker.gui.week.page import ThisWeekPage
from tracker.gui.week.rows import WeekEntry

NUMBER, RATED = "Month-end close answers", "Forecast was usable as sent"
LONG = "Number of the questions from the month-end closing that were answered without one more call"


@pytest.fixture
def states(tracker, finance, week, today) -> dict[EvaluationState, str]:
    """Return a row of each state by its name, all counts with the same promise."""
    for name, draft, cadence in (
        ("Zero", False, "weekly"),
        ("Left out", False, "weekly"),
        ("Open", False, "weekly"),
        ("Later", False, "quarterly"),
        ("Idea", True, "weekly"),
    ):
        said = MeasureInput(
            name=name, area=Area.ROI, scale=Scale.COUNT, promise=1, draft=draft, cadence=cadence
        )
        commands.add_measure(tracker, finance, said, today)
    ids = {one.name: one.id for one in tracker.measures.all()}
    commands.record(tracker, ids["Zero"], week.start, 0)
    commands.skip(tracker, ids["Left out"], week.start, "away")
    return {
        EvaluationState.VALUE: "Zero",
        EvaluationState.SKIPPED: "Left out",
        EvaluationState.UNKNOWN: "Open",
        EvaluationState.NOT_DUE: "Later",
        EvaluationState.DRAFT: "Idea",
    }


def picture(page: ThisWeekPage, name: str) -> QImage:
    """Return how a row looks right of its name, where it is not the current one."""
    entry = next(one for one in page.check_in.list.rows.entries if one.name == name)
    rect = page.check_in.list.row_rect(entry.key)
    laid = row_layout(rect.width(), mirrored=False)
    page.check_in.list.scrollTo(page.check_in.list.rows.index_of(entry.key))
    rect = page.check_in.list.row_rect(entry.key)
    return page.check_in.list.viewport().grab(laid.entry.translated(rect.topLeft())).toImage()


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_the_five_states_look_different(states, page, theme, theme_name):
    theme.choose(theme_name)
    page.check_in.show_not_due()
    found = {one.name: one.state for one in page.check_in.list.rows.entries if one.name != "Energy"}
    assert found == {name: state for state, name in states.items()}
    pictures = [
        picture(page, name) for state, name in states.items() if state is not EvaluationState.DRAFT
    ]
    for at, one in enumerate(pictures):
        assert all(one != other for other in pictures[at + 1 :])


def test_states_are_said_in_words_too(states, page):
    page.check_in.show_not_due()
    spoken = {entry.name: entry.accessible_text for entry in page.check_in.list.rows.entries}
    assert "logged 0" in spoken["Zero"]
    assert "skipped: away" in spoken["Left out"]
    assert "not logged" in spoken["Open"]
    assert "not due until 31 Dec" in spoken["Later"]
    assert "draft" in spoken["Idea"]


def test_drafts_and_what_is_not_due_are_counted_apart(states, page):
    assert page.check_in.body.not_due.summary == "1 measure, 1 draft"


def test_a_screen_reader_hears_the_whole_row(hand, tracker, measures, a_week_ago):
    commands.record(tracker, measures[NUMBER], a_week_ago, 1.5)
    hand.stand(NUMBER)
    hand.press("2.6", "Enter")
    index = hand.list.rows.index_of(("measure", measures[NUMBER]))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith(
        "Month-end close answers, Finance leads, last 1.5 days, promise ≤ 2 days, logged 2.6 days"
    )


def test_the_accessible_tree_has_every_row(hand):
    QAccessible.setActive(True)
    tree = QAccessible.queryAccessibleInterface(hand.list)
    names = [tree.child(at).text(QAccessible.Text.Name) for at in range(tree.childCount())]
    QAccessible.setActive(False)
    assert any(name.startswith(NUMBER) for name in names)


def test_every_widget_that_takes_keys_has_a_name(hand):
    hand.stand(NUMBER)
    hand.press("n", "Esc", "s", "Esc", "2")
    for widget in hand.page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            words = widget.text() if isinstance(widget, QAbstractButton) else ""
            assert widget.accessibleName() or words, widget


def test_an_empty_file_says_what_this_is_and_offers_four_ways_to_begin(page, qtbot):
    assert page.start.isVisible()
    assert not page.check_in.body.isVisible()
    assert "Impact Tracker" in page.start.text.text()
    assert page.start.button.hasFocus()
    assert page.start.button.text() == "Guided, ten minutes"
    ways = {
        page.start.button: page.plan_requested,
        page.start.customer: page.new_customer_requested,
        page.start.sample: page.sample_requested,
        page.start.spreadsheet: page.import_requested,
    }
    for way, wish in ways.items():
        assert way.isVisible()
        with qtbot.waitSignal(wish):
            way.click()
    assert page.badge() == 0


def test_the_foot_teaches_no_key_that_does_nothing_yet(page, finance, answers):
    page.refresh()
    assert "rate" in page.hint
    page.tracker.undo()
    page.refresh()
    assert "rate" not in page.hint


def test_customers_without_a_measure_are_offered_one(finance, page, qtbot):
    assert page.start.button.text() == "Add a measure"
    with qtbot.waitSignal(page.new_measure_requested):
        page.start.button.click()


def test_the_first_measure_brings_the_week(page, tracker, today):
    customer = commands.add_customer(tracker, "Finance leads", Tier.WOW)
    said = MeasureInput(name="Answers", area=Area.ROI, promise=4)
    commands.add_measure(tracker, customer, said, today)
    assert page.check_in.body.isVisible()
    assert [entry.name for entry in page.check_in.list.rows.entries] == ["Energy", "Answers"]


def test_months_and_units_are_written_short(hand, tracker, measures, a_week_ago):
    commands.record(tracker, measures[NUMBER], a_week_ago, 1.5)
    row = hand.row(NUMBER)
    assert (row.subtitle, row.last_shown, row.promise) == ("Effectiveness · days", "1.5 d", "≤ 2 d")


@pytest.mark.parametrize("width", [668, 716, 760, 1000, 1600, 3600])
@pytest.mark.parametrize("mirrored", [False, True])
def test_cells_never_overlap_and_stay_inside(width, mirrored):
    laid = row_layout(width, mirrored=mirrored)
    row = [laid.name, laid.trend, laid.last, laid.entry, laid.promise, laid.note]
    row.sort(key=lambda cell: cell.left())
    for one, other in pairwise(row):
        assert one.right() < other.left()
    assert row[0].left() >= 0
    assert row[-1].right() < width
    assert laid.name.width() >= 140 or width < 700
    assert (laid.entry.left() > laid.name.left()) is not mirrored
    assert (laid.promise.width() > 62) is (width >= ROOMY)
    assert laid.trend.width() <= 280
    assert laid.note.width() >= (220 if width >= ROOMY else 100)


@pytest.mark.parametrize("width", [716, 1036, 1800])
def test_nothing_overlaps_at_any_width(hand, width):
    hand.page.resize(width, 560)
    QApplication.processEvents()
    header, body = hand.page.check_in.header, hand.page.check_in.body
    assert header.geometry().bottom() < body.geometry().top()
    card, folds = body.card.geometry(), body.folds.geometry()
    assert not card.intersects(folds)
    assert body.rect().contains(folds)
    for line in (header._left, header._right):
        assert header.rect().contains(line.geometry())
    assert not header._left.geometry().intersects(header._right.geometry())
    assert card.width() >= 600


def test_seven_rows_are_in_view_on_the_smallest_window(hand, tracker, finance, today):
    for at in range(12):
        said = MeasureInput(name=f"Measure {at}", area=Area.ROI, promise=4)
        commands.add_measure(tracker, finance, said, today)
    hand.page.resize(904, 582)  # what a window of 960 × 640 leaves
    QApplication.processEvents()
    hand.list.scrollToTop()
    seen = hand.list.viewport().rect()
    rows = [one for one in hand.list.rows.entries if seen.contains(hand.list.row_rect(one.key))]
    assert len(rows) >= 7


def test_a_line_alone_has_none_above_it(hand):
    """The last line of a week had a line of the same name over it, with nothing in it."""
    hand.page.resize(1200, 560)
    QApplication.processEvents()
    folds = hand.page.check_in.body.folds
    assert folds.summary.isVisible()
    folds.tell([hand.page.check_in.closing], [hand.page.check_in.closing.short])
    assert not folds.summary.isVisible()
    assert hand.page.check_in.closing.isVisible()
    assert hand.page.check_in.closing.head.title == "Before you finish"


def test_a_low_page_sums_the_lines_below_up_in_one_that_opens(hand, qtbot):
    hand.page.resize(1200, 560)
    QApplication.processEvents()
    folds = hand.page.check_in.body.folds
    assert folds.summary.isVisible()
    assert not hand.page.check_in.closing.isVisible()
    assert folds.summary.summary.startswith("1 question")
    folds.summary.click()
    assert hand.page.check_in.closing.isVisible()
    assert folds.summary.title == "Before you finish"
    assert hand.page.check_in.closing.head.title == "One question", "no two lines have one name"
    hand.page.resize(1200, 900)
    QApplication.processEvents()
    assert hand.page.check_in.closing.head.title == "Before you finish"
    assert not folds.summary.isVisible()
    assert hand.page.check_in.closing.isVisible()


def test_b_opens_the_closing_question_in_place(hand):
    hand.page.resize(1200, 900)
    assert not hand.page.check_in.closing.answer.isVisible()
    hand.press("b")
    assert hand.page.check_in.closing.answer.hasFocus()


def test_the_head_of_a_customer_stays_over_their_rows(hand, tracker, finance, today):
    for at in range(12):
        said = MeasureInput(name=f"Measure {at}", area=Area.ROI, promise=4)
        commands.add_measure(tracker, finance, said, today)
    hand.page.resize(1200, 560)
    hand.stand("Measure 11")
    QApplication.processEvents()
    sticky = hand.list._sticky
    assert sticky.isVisible()
    assert sticky.row.title == "Finance leads"
    hand.press("Home")
    hand.list.scrollToTop()
    assert not sticky.isVisible()


def test_a_tag_is_never_hidden_by_a_note(hand):
    from tracker.gui.week.painting import note_cell, tag_width

    row = hand.row(NUMBER)._replace(tag="slower, 4 wk", tone="worse", note="They waited a day")
    note = row_layout(872, mirrored=False).note
    assert note_cell(row, note, mirrored=False).left() >= note.left() + tag_width(row)


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_long_names_paint_in_both_themes_and_directions(
    states, tracker, finance, today, page, theme, theme_name, direction
):
    said = MeasureInput(name=LONG, area=Area.ROI, promise=4, unit="")
    commands.add_measure(tracker, finance, said, today)
    page.setLayoutDirection(direction)
    theme.choose(theme_name)
    page.check_in.show_not_due()
    ground = page.check_in.list.viewport().grab().toImage()
    assert ground.pixelColor(4, ground.height() - 3).name() in {
        theme.hex("panel"),
        theme.hex("current_row"),
    }
    page.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_in_mirrored_order_a_click_rates_what_stands_under_it(hand, kept, measures):
    from tracker.gui.week.painting import RowPart

    hand.page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    hand.click(RATED, RowPart("option", 4))
    assert kept(measures[RATED]).value == 5
    assert hand.place(RATED, RowPart("option", 0)).x() > hand.place(RATED, RowPart("option", 4)).x()


def test_sixty_measures_cost_no_widget_each(tracker, finance, today, page):
    counts = []
    for at in range(60):
        said = MeasureInput(name=f"Measure {at}", area=Area.ROI, promise=4)
        commands.add_measure(tracker, finance, said, today)
        counts.append(len(page.findChildren(QWidget)))
    assert len(page.check_in.list.rows.entries) == 61
    assert counts[-1] == counts[1]


def test_one_entry_reads_its_own_row_and_paints_it_and_the_next(hand, monkeypatch, qtbot):
    painted: list[str] = []
    paint = type(hand.list._painter)._entry

    def counted(self, ink, entry: WeekEntry, width: int) -> None:
        painted.append(entry.name)
        paint(self, ink, entry, width)

    hand.stand(RATED)
    QApplication.processEvents()
    monkeypatch.setattr(type(hand.list._painter), "_entry", counted)
    monkeypatch.setattr(hand.page, "refresh", lambda: painted.append("everything"))
    hand.press("4")
    QApplication.processEvents()
    assert set(painted) == {RATED, "Hours I saved them"}


def test_an_entry_asks_the_file_for_no_more_than_its_own_line(page, tracker, measures, week):
    commands.record(tracker, measures[RATED], week.start, 3)  # the triggers of undo are set once

    def rate() -> None:
        commands.record(tracker, measures[RATED], week.start, 4)

    def rate_alone() -> None:
        commands.record(tracker, measures[RATED], week.start, 5)

    shown = work_of(rate, tracker).statements
    page.hide()
    written = work_of(rate_alone, tracker).statements
    assert shown - written <= 2  # what is logged, and what was judged of it last


def test_a_row_keeps_its_name_on_screen_before_and_after_a_value_is_given(
    page, measures, tracker, week, theme, qtbot
):
    def inked(key):
        """Count the pixels of the name's cell that differ from the ground of the row."""
        cell = page.check_in.list._cells(page.check_in.list.row_rect(key)).name
        place = cell.translated(page.check_in.list.row_rect(key).topLeft())
        picture = page.check_in.list.viewport().grab(place).toImage()
        ground = picture.pixelColor(picture.width() - 1, 0)
        return sum(
            picture.pixelColor(x, y) != ground
            for x in range(picture.width())
            for y in range(picture.height())
        )

    key = ("measure", measures["Month-end close answers"])
    before = inked(key)
    assert before > 100
    commands.record(tracker, key[1], week.start, 2.6)
    qtbot.waitUntil(lambda: page.check_in.list.rows.entry_of(key).value == 2.6)
    page.check_in.list.viewport().repaint()
    assert inked(key) == before
