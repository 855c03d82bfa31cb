"""Overview as a person uses it: what is told, what opens, what is typed, and when it stays calm."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from tests.gui.test_menus import entries, right_click

from tracker.app import commands
from tracker.app.commands import FixInput, MeasureInput
from tracker.app.demo import fill_demo
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.measure import Area, Better
from tracker.domain.period import Period
from tracker.gui.overview.heat_map import AREAS
from tracker.gui.overview.page import OverviewPage
from tracker.gui.widgets.text import tip_of

CALM = [1.6, 1.7, 1.5, 1.8, 1.6, 1.7, 1.5, 1.6, 1.8, 1.7, 1.6, 1.5]
SLOWER = [2.6, 2.7, 2.6, 2.8]
LONG = "Answers that the people of a very large department can use without asking again, " * 2


@pytest.fixture
def page(qtbot, bridge):
    page = OverviewPage(bridge)
    qtbot.addWidget(page)
    page.resize(1084, 740)
    return page


@pytest.fixture
def shown(qtbot, page):
    """Bring the page forward, its events done, when the test is ready for it."""

    def show() -> None:
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        QApplication.processEvents()

    return show


@pytest.fixture
def slower(tracker, answers, today) -> int:
    log(tracker, answers, today, CALM + SLOWER)
    return answers


@pytest.fixture
def wishes(page):
    """Everything the page wished for, by the name of the signal."""
    heard: dict[str, list[object]] = {}
    for name in ("measure", "customer", "page", "fix"):
        heard[name] = []
        getattr(page, f"{name}_requested").connect(heard[name].append)
    heard["new"] = []
    page.new_customer_requested.connect(lambda: heard["new"].append("customer"))
    page.new_measure_requested.connect(lambda: heard["new"].append("measure"))
    return heard


def log(tracker, measure_id: int, today: date, values: list[float]) -> None:
    for ago, value in enumerate(reversed(values)):
        commands.record(tracker, measure_id, (Period.of(today) + -ago).start, value)


def texts(page: QWidget) -> list[str]:
    """Every word that is shown, of labels, buttons and cells."""
    shown = [one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page)]
    shown += [one.text() for one in page.findChildren(QAbstractButton) if one.isVisibleTo(page)]
    return [text for text in shown if text]


def rows(page):
    return list(page.body.revealed.rows.values())


def test_no_row_looks_chosen_where_the_page_opens_until_a_key_goes_to_one(
    qtbot, page, shown, slower, theme
):
    shown()
    page.setFocus()
    row = rows(page)[0]
    assert row.hasFocus()
    place = QPoint(2, row.height() // 2)
    assert row.grab().toImage().pixelColor(place) != theme.colour("accent_wash")
    qtbot.keyClick(row, Qt.Key.Key_Tab)
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Backtab)
    assert row.hasFocus()
    assert row.grab().toImage().pixelColor(place) == theme.colour("accent_wash")


def cell(page, row: int, area: Area) -> QPoint:
    heat = page.body.heat
    return heat.visualRect(heat.model().index(row, AREAS.index(area) + 1)).center()


def press(qtbot, widget, *keys) -> None:
    for key in keys:
        qtbot.keyClick(widget, key)


class TestEmpty:
    def test_enter_presses_the_button_that_has_the_keys(self, qtbot, page, tracker, wishes):
        page.show()
        page.empty.customer.setFocus()
        press(qtbot, page.empty.customer, Qt.Key.Key_Return)
        assert wishes["new"] == ["customer"]

    def test_an_empty_file_offers_the_next_step(self, qtbot, page, tracker, wishes):
        page.show()
        assert page.empty.isVisible()
        assert not page.body.isVisible()
        assert not page.body.check_ins.isVisible()
        qtbot.mouseClick(page.empty.customer, Qt.MouseButton.LeftButton)
        commands.add_customer(tracker, "Finance leads", Tier.WOW)
        assert page.empty.button.text() == "Add a measure"
        qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
        assert wishes["new"] == ["customer", "measure"]

    def test_drafts_are_not_said_to_be_missing(self, qtbot, page, tracker, today):
        finance = commands.add_customer(tracker, "Finance leads", Tier.WOW)
        commands.add_measure(
            tracker, finance, MeasureInput(name="Answers", scale=Scale.NUMBER, draft=True), today
        )
        page.show()
        asked = []
        page.page_requested.connect(asked.append)
        assert "drafts" in page.empty.text.text()
        assert "missing" not in page.empty.text.text()
        qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
        assert asked == ["customers"]

    def test_a_first_measure_is_told_that_it_takes_six_values(self, page, answers):
        page.show()
        assert "Nothing needs you" in texts(page)
        told = "Learning what is usual in 1 measure: a change can be told from the sixth value on."
        assert page.body.revealed.foot.said.text() == told


class TestRevealed:
    def test_a_change_is_told_in_a_sentence_with_what_to_do(self, qtbot, page, slower, wishes):
        page.show()
        (row,) = rows(page)
        assert row.name.text() == "Month-end close answers"
        assert row.badge.text() == "Getting worse"
        assert row.badge.property("tone") == "worse"
        assert row.sentence.text() == "Slower for 4 weeks: 2.7 days, 1.6 before."
        assert page.body.revealed.heads[0].count.text() == "1"
        assert row.button.text() == "Start a fix"
        qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
        (wish,) = wishes["fix"]
        assert wish[0] == slower
        assert isinstance(wish[1], date)
        assert wishes["measure"] == []

    def test_the_row_opens_its_trend_by_key_and_by_click(self, qtbot, page, slower, wishes):
        page.show()
        (row,) = rows(page)
        row.setFocus()
        press(qtbot, row, Qt.Key.Key_Return, Qt.Key.Key_Space)
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
        qtbot.mouseClick(row, Qt.MouseButton.RightButton, pos=QPoint(20, 20))
        assert wishes["measure"] == [slower] * 3

    def test_what_was_answered_offers_to_be_opened(
        self, qtbot, page, tracker, slower, wishes, today
    ):
        page.show()
        since = tracker.judge.finding(slower).since
        commands.start_fix(
            tracker, slower, FixInput(what="Read access", started_on=today, since=since)
        )
        (row,) = rows(page)
        assert not row.button.isVisible()
        assert row.quiet.text().startswith("Your fix “Read access” of 20 November: too early")
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
        assert wishes["measure"] == [slower]
        tracker.undo()
        assert row.button.isVisible()

    def test_arrows_go_from_row_to_row(self, qtbot, page, shown, tracker, today):
        fill_demo(tracker, today)
        shown()
        first, second, *_ = rows(page)
        first.setFocus()
        press(qtbot, first, Qt.Key.Key_Up, Qt.Key.Key_Down)
        assert second.hasFocus()
        press(qtbot, second, Qt.Key.Key_Up)
        assert first.hasFocus()

    def test_a_row_that_stays_keeps_the_focus(self, page, shown, tracker, slower, forecast, today):
        shown()
        (row,) = rows(page)
        row.setFocus()
        log(tracker, forecast, today, [2, 3, 2, 3, 2, 3, 2, 3, 2])
        assert [one.badge.text() for one in rows(page)] == ["Getting worse", "Not kept"]
        assert row.hasFocus()
        commands.archive_measure(tracker, forecast, today)
        assert rows(page) == [row]

    def test_tab_goes_on_in_the_order_of_reading(self, qtbot, page, shown, slower, forecast, today):
        log(page.tracker, forecast, today, [2, 3, 2, 3, 2, 3, 2, 3, 2])
        shown()
        first, second = rows(page)
        page.body.check_ins.how.setFocus()
        wanted = [
            first,
            first.field,
            first.button,
            first.one_off,
            first.planned_button,
            second,
            second.button,
            page.body.heat_card.swap,
            page.body.heat_card.export,
            page.body.heat,
        ]
        for widget in wanted:
            press(qtbot, page.window().focusWidget(), Qt.Key.Key_Tab)
            assert page.window().focusWidget() is widget

    def test_one_click_calls_a_change_the_new_usual_and_undo_brings_it_back(
        self, qtbot, page, shown, tracker, slower
    ):
        shown()
        (row,) = rows(page)
        before = row.sentence.text()
        menu = right_click(row, row.rect().center())
        entries(menu)["My new usual"].trigger()
        assert rows(page) == []
        assert tracker.judge.finding(slower).since is None
        assert page.body.revealed.peace.isVisible()
        tracker.undo()
        page.refresh()
        (row,) = rows(page)
        assert row.sentence.text() == before

    def test_what_never_was_as_promised_has_one_step_beside_its_words(
        self, qtbot, page, shown, tracker, slower, forecast, wishes
    ):
        log(tracker, forecast, page.bridge.today(), [2, 3, 2, 3, 2, 3, 2, 3, 2])
        shown()
        first, second = rows(page)
        assert not second.answers.isVisible()
        assert second.button.isVisible()
        assert not second.button.property("tone"), "one filled button a page"
        assert second.button.geometry().left() >= second.sentence.geometry().right()
        qtbot.mouseClick(second.button, Qt.MouseButton.LeftButton)
        assert [measure for measure, *_ in wishes["fix"]] == [forecast]
        assert first.answers.isAncestorOf(first.button), "the first has its field, and all answers"

    def test_the_page_has_the_whole_height(self, page, slower):
        page.show()
        QApplication.processEvents()
        assert page.body.height() > page.height() - 100


class TestCalm:
    def test_nothing_needs_you_is_a_page_too(
        self, qtbot, page, shown, tracker, answers, wishes, today
    ):
        log(tracker, answers, today, CALM)
        said = FixInput(what="A template", started_on=today, review_on=today + timedelta(weeks=8))
        commands.start_fix(tracker, answers, said)
        shown()
        assert "Nothing needs you" in texts(page)
        assert "Nothing new in 1 measure: 1 as usual." in texts(page)
        assert "A template" in texts(page)
        assert "look again on 15 January 2027" in texts(page)
        assert not page.body.revealed.heads[0].isVisible()
        assert page.body.revealed.heads[1].count.text() == "1"
        assert page.badge() == 0
        button = next(
            one
            for one in page.findChildren(QAbstractButton)
            if one.accessibleName() == "Open: A template"
        )
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert wishes["measure"] == [answers]

    def test_what_has_nothing_new_is_listed_in_place_and_opens(
        self, qtbot, page, shown, tracker, slower, forecast, wishes, today
    ):
        log(tracker, forecast, today, [4, 5, 4, 5, 4, 5, 4, 5, 4])
        shown()
        foot = page.body.revealed.foot
        assert foot.said.text() == "Nothing new in 1 measure: 1 as usual."
        foot.show_them.setFocus()
        press(qtbot, foot.show_them, Qt.Key.Key_Space)
        (row,) = foot.rows
        qtbot.waitUntil(row.isVisible)
        assert row.quiet.entry.measure_id == forecast
        press(qtbot, foot.show_them, Qt.Key.Key_Tab)
        assert row.name.hasFocus()
        press(qtbot, row.name, Qt.Key.Key_Space)
        assert wishes["measure"] == [forecast]
        commands.record(tracker, forecast, (Period.of(today) + -9).start, 4)
        assert foot.rows, "who had them listed sees them still"
        qtbot.mouseClick(foot.show_them, Qt.MouseButton.LeftButton)
        assert foot.rows == []

    def test_an_ordinary_week_adds_nothing(self, page, tracker, answers, today):
        log(tracker, answers, today - timedelta(weeks=1), CALM)
        page.show()
        before = texts(page)
        commands.record(tracker, answers, Period.of(today).start, 1.9)
        after = texts(page)
        assert "11 of 12" not in after
        changed = {one for one in before if one not in after}
        assert changed == {"12 of 12 weeks logged or explained · this week 0 of 1"}
        assert {one for one in after if one not in before} == {
            "12 of 12 weeks logged or explained · this week 1 of 1"
        }

    def test_an_open_choice_is_one_quiet_line_with_a_way(
        self, qtbot, page, tracker, answers, wishes
    ):
        page.show()
        assert not page.body.choice_line.isVisible()
        commands.move_customer(tracker, tracker.measures.get(answers).customer_id, Tier.SERVE)
        assert page.body.choice.text() == "You have not chosen yet whom you want to wow."
        qtbot.mouseClick(page.body.choose, Qt.MouseButton.LeftButton)
        assert wishes["page"] == ["customers"]


class TestWords:
    def test_a_word_is_typed_right_there_and_undone(self, qtbot, page, shown, tracker, slower):
        shown()
        (row,) = rows(page)
        assert row.field.placeholderText() == "What changed?"
        row.field.setFocus()
        qtbot.keyClicks(row.field, "The ledger export was late")
        qtbot.keyClick(row.field, Qt.Key.Key_Return)
        (word,) = tracker.explanations.all()
        assert word.text == "The ledger export was late"
        assert word.start == tracker.judge.finding(slower).revealed
        assert not rows(page)[0].field.isVisible()
        assert rows(page)[0].quiet.text() == "You said: “The ledger export was late”"
        tracker.undo()
        assert rows(page)[0].field.isVisible()
        assert rows(page)[0].button.text() == "Start a fix"

    def test_leaving_the_field_keeps_what_was_typed(self, qtbot, page, shown, tracker, slower):
        shown()
        (row,) = rows(page)
        row.field.setFocus()
        qtbot.keyClicks(row.field, "Late export")
        page.body.check_ins.how.setFocus()
        assert [one.text for one in tracker.explanations.all()] == ["Late export"]

    def test_typing_survives_a_change_from_elsewhere(
        self, qtbot, page, shown, tracker, slower, forecast
    ):
        shown()
        (row,) = rows(page)
        row.field.setFocus()
        qtbot.keyClicks(row.field, "Half a sen")
        commands.record(tracker, forecast, date(2026, 11, 9), 4)
        assert rows(page)[0] is row
        assert row.field.text == "Half a sen"

    def test_nothing_typed_is_nothing_kept(self, qtbot, page, shown, tracker, slower):
        shown()
        (row,) = rows(page)
        row.field.setFocus()
        press(qtbot, row.field, Qt.Key.Key_Space, Qt.Key.Key_Return)
        page.body.check_ins.how.setFocus()
        assert tracker.explanations.all() == []

    def test_an_answered_one_makes_room_for_the_next(
        self, qtbot, page, shown, tracker, finance, today
    ):
        for at in range(5):
            said = MeasureInput(
                name=f"Answers {at}",
                area=Area.ROI,
                scale=Scale.DURATION,
                better=Better.LOWER,
                promise=2,
                unit="days",
            )
            log(tracker, commands.add_measure(tracker, finance, said, today), today, CALM + SLOWER)
        shown()
        first, second = rows(page)[:2]
        assert first.field.isVisible()
        assert first.button.property("tone") == "accent"
        assert not second.field.isVisible()
        assert not second.button.property("tone")
        second.setFocus()
        assert second.field.isVisible(), "further ones open theirs on focus"
        first.field.setFocus()
        qtbot.keyClicks(first.field, "x")
        qtbot.keyClick(first.field, Qt.Key.Key_Return)
        assert not first.field.isVisible()
        assert second.field.hasFocus()
        assert second.button.property("tone") == "accent"
        assert page.body.heat.cell(page.body.heat.model().index(0, 3))[4].name == "Answers 4"


class TestHeatMap:
    def test_enter_opens_the_measure_and_arrows_move(self, qtbot, page, shown, slower, wishes):
        shown()
        heat = page.body.heat
        heat.setFocus()
        press(qtbot, heat, Qt.Key.Key_Return)
        press(qtbot, heat, Qt.Key.Key_Left, Qt.Key.Key_Return)
        press(qtbot, heat, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return)
        assert wishes["measure"] == [slower]
        customer = page.tracker.measures.get(slower).customer_id
        assert wishes["customer"] == [customer, customer]

    def test_several_measures_in_a_cell_are_offered(self, qtbot, page, slower, forecast, wishes):
        page.show()
        heat = page.body.heat
        place = cell(page, 0, Area.EFFECTIVENESS)
        qtbot.mouseClick(heat.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert wishes["measure"] == []
        names = [action.text() for action in heat._menu.actions()]
        assert names == ["Month-end close answers   2.8 d", "Forecast was usable as sent"]
        press(qtbot, heat._menu, Qt.Key.Key_Down, Qt.Key.Key_Return)
        assert wishes["measure"] == [forecast]

    def test_every_cell_says_aloud_what_it_shows(self, page, tracker, slower, forecast):
        page.show()
        model = page.body.heat.model()
        said = [
            model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(3)
        ]
        assert said == [
            "Finance leads, WOW",
            "Finance leads, Effectiveness: Month-end close answers: 2.8 d. Getting worse. "
            "Slower for 4 weeks: 2.7 days, 1.6 before. The promise (≤ 2 days) was kept"
            " in 9 of 13 weeks, not since 26 October. Forecast was usable as sent: "
            "no value yet. Learning. Nothing logged yet.",
            "Finance leads, Efficiency: no measure",
        ]
        tip = model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
        first = tip.partition("<br>")[0]
        assert first.startswith("<p>Month-end close answers: 2.8 d. Getting worse.")

    def test_the_same_stands_in_words_as_a_table(self, qtbot, page, tracker, slower, wishes):
        empty = commands.add_customer(tracker, "Field sales", Tier.SERVE)
        page.show()
        card = page.body.heat_card
        assert not card.table.isVisible()
        qtbot.mouseClick(card.swap, Qt.MouseButton.LeftButton)
        assert card.table.isVisible()
        assert not card.picture.isVisible()
        said = [
            [card.table.rows.index(row, column).data() for column in range(5)] for row in range(2)
        ]
        assert said[0][:4] == ["Finance leads", "Effectiveness", "Month-end close answers", "2.8 d"]
        assert said[0][4].startswith("Getting worse. Slower for 4 weeks")
        assert said[1] == ["Field sales", "", "no measure", "", ""]
        heights = [card.table.rowHeight(row) for row in range(2)]
        assert heights[0] > heights[1]  # its words take more lines
        assert card.table.height() >= sum(heights)
        card.table.setFocus()
        press(qtbot, card.table, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return)
        assert (wishes["measure"], wishes["customer"]) == ([slower], [empty])
        press(qtbot, card.swap, Qt.Key.Key_Space)
        assert card.picture.isVisible()
        assert card.swap.text() == "Show as table"

    def test_the_page_scrolls_to_the_current_line(self, qtbot, page, shown, tracker, slower):
        for at in range(20):
            commands.add_customer(tracker, f"Customer {at}", Tier.SERVE)
        page.resize(720, 500)
        shown()
        page.body.heat_card.swap.click()
        page.body.heat_card.table.setFocus()
        press(qtbot, page.body.heat_card.table, *[Qt.Key.Key_Down] * 20)
        bar = page.body.verticalScrollBar()
        assert bar.value() > bar.maximum() - 60

    def test_internal_and_external_can_be_told_apart(self, qtbot, page, tracker, slower):
        page.show()
        assert not page.header.sides.isVisible()
        commands.add_customer(tracker, "Field sales", Tier.SERVE, CustomerKind.EXTERNAL)
        external = page.header.sides.buttons["external"]
        qtbot.mouseClick(external, Qt.MouseButton.LeftButton)
        assert page.body.heat.model().rowCount() == 1
        assert page.header.quiet.text() == "to Fri 20 Nov · hides 1 customer"
        assert rows(page) == []
        assert page.badge() == 0  # as the page; what it hides it says

    def test_the_page_scrolls_to_the_current_cell(self, qtbot, page, shown, tracker, slower):
        for at in range(20):
            commands.add_customer(tracker, f"Customer {at}", Tier.SERVE)
        page.resize(720, 500)
        shown()
        page.body.heat.setFocus()
        press(qtbot, page.body.heat, *[Qt.Key.Key_Down] * 20)
        bar = page.body.verticalScrollBar()
        assert bar.value() > bar.maximum() - 60


class TestCheckIns:
    def test_mirrored_it_has_the_same_months_each_over_its_week(self, page, answers, today):
        log(page.tracker, answers, today, CALM * 2)
        page.show()
        grid = page.body.check_ins.grid
        plain = [name for name, _ in grid.months()]
        grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        mirrored = grid.months()
        assert [name for name, _ in mirrored] == plain
        assert len(plain) > 3
        rights = [area.right() for _, area in mirrored]
        assert rights == sorted(rights, reverse=True)
        assert rights[0] > grid.width() / 2

    def test_a_year_is_told_without_guilt(self, page, tracker, answers, today):
        log(tracker, answers, today, CALM)
        page.show()
        card = page.body.check_ins
        assert card.words.text() == "11 of 11 weeks logged or explained · this week 1 of 1"
        assert card.grid.accessibleDescription() == card.words.text()
        grid = card.grid
        now, last = (grid._square(at).center().toPoint() for at in (26, 25))
        assert grid.words_at(now) == "Week 47 · 16–22 Nov, running: 1 of 1 logged so far"
        assert grid.words_at(last) == "Week 46 · 9–15 Nov: 1 of 1 logged or skipped"
        assert grid.words_at(grid._square(0).center().toPoint()).endswith("not counted")
        assert grid.words_at(QPoint(-5, -5)) == ""
        commands.clear(tracker, answers, (Period.of(today) + -3).start)
        words = grid.words_at(grid._square(23).center().toPoint())
        assert words == "Week 44 · 26 Oct – 1 Nov: nothing logged; it can still be filled in"


class TestBadge:
    def test_it_follows_what_is_entered_elsewhere(self, qtbot, page, tracker, answers, today):
        page.show()
        page.hide()
        with qtbot.waitSignal(page.badge_changed):
            log(tracker, answers, today, CALM + SLOWER)
        assert page.badge() == 1
        with qtbot.waitSignal(page.badge_changed):
            commands.archive_measure(tracker, answers, today)
        assert page.badge() == 0
        with qtbot.waitSignal(page.badge_changed):
            tracker.undo()
        assert page.badge() == 1
        customer = tracker.measures.get(answers).customer_id
        with qtbot.waitSignal(page.badge_changed):
            commands.archive_customer(tracker, customer, today)
        assert page.badge() == 0


class TestLooks:
    @pytest.mark.parametrize("size", [(1084, 740), (764, 560), (2400, 1400)])
    @pytest.mark.parametrize("look", ["light", "dark"])
    def test_it_is_drawn_at_every_size_in_both_looks(self, page, tracker, theme, size, look, today):
        fill_demo(tracker, today)
        page.resize(*size)
        page.show()
        theme.choose(look)
        assert not page.grab().isNull()
        bar = page.body.horizontalScrollBar()
        assert bar.maximum() == 0

    def test_the_check_ins_go_under_the_title_where_there_is_no_room(self, page, shown, slower):
        shown()
        line, title = page.body.check_ins, page.header.title
        page.resize(1184, 740)
        QApplication.processEvents()
        assert line.mapTo(page, QPoint()).x() > title.mapTo(page, QPoint()).x()
        assert abs(line.geometry().center().y() - title.geometry().center().y()) < 12
        page.resize(764, 560)
        QApplication.processEvents()
        assert line.mapTo(page, QPoint()).y() > title.mapTo(page, QPoint()).y() + title.height()

    def test_the_demo_shows_the_whole_heat_map_on_one_screen(self, page, tracker, today):
        fill_demo(tracker, today)
        page.resize(1244, 842)  # what a window of 1440 × 900 leaves
        page.show()
        QApplication.processEvents()
        heat, body = page.body.heat, page.body
        foot = heat.mapTo(body._inside, QPoint(0, heat.height())).y()
        assert foot <= body.viewport().height()

    def test_starting_a_fix_moves_the_row_to_in_hand_at_once(self, page, shown, slower, today):
        shown()
        assert page.body.revealed.heads[0].isVisible()
        said = FixInput(what="A template", started_on=today, review_on=today + timedelta(weeks=4))
        commands.start_fix(page.tracker, slower, said)
        assert not page.body.revealed.heads[0].isVisible()
        assert page.body.revealed.heads[1].count.text() == "1"
        assert rows(page)[0].when.text() == "look again on 18 December"
        assert page.badge() == 0

    def test_a_click_on_a_square_opens_its_week(self, qtbot, page, shown, tracker, answers, today):
        log(tracker, answers, today, CALM)
        shown()
        grid, opened = page.body.check_ins.grid, []
        page.week_requested.connect(opened.append)
        last = len(page.body.check_ins.shown.weeks) - 1
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid._square(last).center().toPoint())
        assert opened == [Period.of(today) + -1]

    def test_long_names_are_cut_and_told_in_the_tip(self, page, tracker, today):
        customer = commands.add_customer(tracker, LONG[:200].strip(), Tier.WOW)
        said = MeasureInput(
            name=LONG[:200].strip(),
            area=Area.USE_AND_SATISFACTION,
            scale=Scale.DURATION,
            better=Better.LOWER,
            promise=2,
            unit="working days of the whole team",
        )
        measure_id = commands.add_measure(tracker, customer, said, today)
        log(tracker, measure_id, today, CALM + SLOWER)
        page.resize(764, 560)
        page.show()
        page.grab()
        assert page.body.horizontalScrollBar().maximum() == 0
        (row,) = rows(page)
        assert row.name.toolTip() == tip_of(LONG[:200].strip())
        end = row.planned_button
        assert end.mapTo(page, QPoint(end.width(), 0)).x() <= page.width()

    def test_it_is_drawn_from_right_to_left(self, page, tracker, today, qapp):
        fill_demo(tracker, today)
        page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        page.show()
        assert not page.grab().isNull()
        title = page.header.title
        assert page.header.sides.mapTo(page, QPoint()).x() < title.mapTo(page, QPoint()).x()

    def test_everything_that_takes_the_focus_has_a_name(self, page, tracker, today):
        fill_demo(tracker, today)
        page.show()
        nameless = [
            one
            for one in page.findChildren(QWidget)
            if one.isVisibleTo(page)
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
        ]
        assert nameless == []


def test_it_opens_without_numpy_when_nothing_changed(tmp_path, today):
    path = tmp_path / "kept.db"
    with Tracker(path) as tracker:
        fill_demo(tracker, today)
    script = f"""
        import os, sys
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from datetime import datetime
        from pathlib import Path
        from tracker.app.settings import Settings
        from tracker.app.tracker import Tracker
        from tracker.gui.bridge import Bridge
        from tracker.gui.overview.page import OverviewPage
        from tracker.gui.theme import Theme, make_application
        app = make_application("impact-tracker")
        tracker = Tracker(Path({str(path)!r}))
        theme, now = Theme(app, "light"), datetime(2026, 11, 20)
        bridge = Bridge(tracker, theme, Settings(None), lambda: now)
        page = OverviewPage(bridge)
        page.resize(1084, 740)
        page.show()
        page.grab()
        assert page.body.revealed.rows, "nothing is shown"
        assert page.badge() == 3, page.badge()
        print([name for name in ("numpy", "pyqtgraph") if name in sys.modules])
    """
    told = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() == "[]"


class TestDrawn:
    """Where things stand, as they were drawn."""

    @pytest.mark.parametrize("width", [900, 1084, 1244, 1724])
    def test_whose_customers_is_one_joined_choice_at_any_width(
        self, page, shown, tracker, today, width
    ):
        fill_demo(tracker, today)
        page.resize(width, 800)
        shown()
        sides = list(page.header.sides.buttons.values())
        assert {one.property("role") for one in sides} == {"segment"}
        assert len({one.y() for one in sides}) == 1
        for one, other in pairwise(sides):
            assert other.x() <= one.geometry().right() + 1
        assert page.rect().contains(page.body.check_ins.mapTo(page, QPoint(0, 0)))

    def test_check_ins_go_below_the_title_as_the_page_gets_narrower(
        self, page, shown, tracker, today
    ):
        fill_demo(tracker, today)
        page.resize(1724, 800)
        shown()
        assert page.header.isAncestorOf(page.body.check_ins)
        assert page.minimumSizeHint().width() < 900, "else it could not get narrower"
        page.resize(1000, 800)
        QApplication.processEvents()
        assert not page.header.isAncestorOf(page.body.check_ins)
        assert page.body.check_ins.isVisible()

    def test_no_sentence_floats_between_cards(self, page, shown, tracker, today):
        fill_demo(tracker, today)
        shown()
        inside = page.body.widget()
        floating = [
            one.text()
            for one in inside.findChildren(QLabel)
            if one.isVisible() and one.text() and not in_a_card(one, inside)
        ]
        assert floating == []

    def test_the_signs_stand_at_the_right_and_name_the_second_figure_too(
        self, page, shown, tracker, today
    ):
        fill_demo(tracker, today)
        shown()
        assert "below promise" in page.body.heat_card.signs.accessibleName()
        *_, (_, text, left, line) = page.body.heat_card.signs._places(700)
        assert line == 0
        assert 600 < left < 700, text


def in_a_card(label: QLabel, within: QWidget) -> bool:
    around = label.parentWidget()
    while around is not within and around.property("role") not in {"card", "notice"}:
        around = around.parentWidget()
    return around is not within


def test_who_waits_for_me_is_said_where_nothing_else_needs_me(
    qtbot, page, tracker, answers, finance, today, shown
):
    """Nothing was said to need anybody while a customer waited for what I did not hand on."""
    log(tracker, answers, today, CALM)
    shown()
    assert page.body.waiting.isHidden()
    assert "Nothing needs you" in texts(page)
    days = [commands.OwnStopInput(what="The Q3 answer", started_on=today - timedelta(days=2))]
    days.append(commands.OwnStopInput(what="The price list", started_on=today))
    stops = [commands.start_own_stop(tracker, finance, one) for one in days]
    QApplication.processEvents()
    since = (today - timedelta(days=2)).strftime("%-d %B")
    assert page.body.waiting.text.text() == (
        f"“The Q3 answer” has not reached Finance leads since {since}."
        " One more stop of yours lasts."
    )
    assert "Nothing needs you" not in texts(page)
    with qtbot.waitSignal(page.section_requested) as asked:
        page.body.waiting.open.click()
    assert asked.args == ["upstream"]
    for stop in stops:
        commands.end_own_stop(tracker, stop, today)
    QApplication.processEvents()
    assert page.body.waiting.isHidden()
    assert "Nothing needs you" in texts(page)


def test_who_waits_for_me_takes_no_room_from_what_needs_me(page, tracker, slower, finance, shown):
    shown()
    said = commands.OwnStopInput(what="The Q3 answer", started_on=tracker.today())
    commands.start_own_stop(tracker, finance, said)
    QApplication.processEvents()
    assert page.body.waiting.isHidden()
