"""The guided plan, by keys alone: from an empty file to customers with measures, left and found."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from tracker.app import commands
from tracker.app.customers.plan import places
from tracker.app.person import person
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.notes import Repeat
from tracker.domain.practice import Basis, PlanPlace, PlanQuestion
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.swap import SwapDialog
from tracker.gui.page import Header
from tracker.gui.plan.dialog import GO_ON, PlanDialog
from tracker.gui.shell.window import MainWindow
from tracker.gui.widgets.feedback import GUIDED

KEY = Qt.Key
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


class Hands:
    """A person at the keyboard: keys go to whatever has the focus."""

    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.pressed = 0

    def _where(self):
        focus = QApplication.focusWidget()
        assert focus is not None, "the keyboard leads nowhere"
        return focus

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier, times=1):
        for _ in range(times):
            self.pressed += 1
            QTest.keyClick(self._where(), key, modifier)
            QApplication.processEvents()

    def back_to(self, widget):
        """Go on in a window after a dialog over it has closed: no screen, no one to activate it."""
        widget.window().activateWindow()
        QApplication.processEvents()
        widget.setFocus()

    def type(self, text, *, enter=True):
        for letter in text:
            self.pressed += 1
            QTest.keyClick(self._where(), letter)
        if enter:
            self.key(KEY.Key_Return)


@pytest.fixture
def hands(qtbot):
    return Hands(qtbot)


@pytest.fixture
def window(qtbot, bridge):
    made = MainWindow(bridge)
    qtbot.addWidget(made)
    made.show_page("week")
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    yield made
    if plan := plan_of(made):
        plan.close()


@pytest.fixture
def opened(qtbot, bridge):
    """Open the plan by itself, as often as wanted."""
    made = []

    def show():
        dialog = PlanDialog(bridge, None)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        dialog.show()
        with qtbot.waitActive(dialog):
            dialog.activateWindow()
        made.append(dialog)
        return dialog

    return show


def plan_of(window):
    return window.page("customers").plan.plan


def open_by_menu(window, qtbot):
    window.menus.actions["guided_plan"].trigger()
    dialog = plan_of(window)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def leave_at(tracker, question, customer=0, service=0):
    """Put the plan at a place, as if it had been left there."""
    commands.set_plan_step(tracker, PlanPlace(question, customer, service).written)


def plan_one(hands, *, benefit: bool) -> None:
    """Answer what is asked about one customer, from what they want to the promise."""
    if benefit:
        hands.type("They open regions on time")
    hands.type("Month-end answers they can act on")
    hands.type("")
    hands.type("2", enter=False)
    hands.type("I close two days earlier.")
    hands.type("Month-end close")
    hands.type("2026-11-30")
    hands.key(KEY.Key_End)
    hands.key(KEY.Key_Return)
    hands.type("14", enter=False)
    hands.key(KEY.Key_Return)
    hands.key(KEY.Key_Down)
    hands.key(KEY.Key_Return)
    hands.type("3")


def test_a_new_user_gets_to_two_customers_with_measures_by_keys(window, tracker, hands, today):
    page = window.page("week")
    assert page.start.button.text() == GUIDED
    assert page.start.button.hasFocus()
    hands.key(KEY.Key_Return)
    dialog = plan_of(window)
    assert dialog.isVisible()
    assert not dialog.isModal(), "nothing is blocked"
    hands.type("Finance leads")
    hands.type("Field sales")
    hands.type("")
    assert dialog.progress.text() == "2 of 8"
    hands.type("1")
    hands.type("2")
    plan_one(hands, benefit=True)
    assert dialog.title.text() == "That is all for Finance leads."
    hands.key(KEY.Key_Return)
    plan_one(hands, benefit=False)
    assert dialog.title.text() == "That is your plan."
    hands.key(KEY.Key_Return)
    assert plan_of(window) is None
    assert window.stack.currentWidget() is page
    finance, sales = tracker.customers.all()
    assert (finance.tier, sales.tier) == (Tier.WOW, Tier.SERVE)
    assert finance.benefit == "They open regions on time"
    one, other = tracker.measures.all()
    assert (one.customer_id, other.customer_id) == (finance.id, sales.id)
    assert (one.name, one.now.promise, one.now.unit) == ("Time to an answer", 3, "days")
    assert [entry.measure.id for entry in lines(page)] == [one.id, other.id]
    assert person(tracker).plan_step == ""
    assert hands.pressed < 500


def lines(page):
    return [entry.line for entry in page.check_in.list.rows.entries if entry.line]


def test_every_answer_is_where_it_belongs(qtbot, window, tracker, hands, today):
    open_by_menu(window, qtbot)
    hands.type("Finance leads", enter=False)
    hands.key(KEY.Key_1, ALT)
    hands.type("", enter=True)
    hands.type("")
    hands.key(KEY.Key_Return)
    plan_one(hands, benefit=True)
    (service,) = tracker.services.all()
    assert (service.name, service.area) == ("Month-end answers they can act on", "efficiency")
    assert service.why == "I close two days earlier."
    (moment,) = tracker.moments.all()
    assert (moment.title, moment.first_on) == ("Month-end close", date(2026, 11, 30))
    assert moment.repeats is Repeat.QUARTERLY, "End goes to the last of the box"
    first, second = tracker.elements.all()
    assert (first.name, second.name) == ("Includes me in the work", "Teaches me to do it myself")
    assert first.basis is Basis.GUESSED
    (measure,) = tracker.measures.all()
    assert measure.service_id == service.id
    moves = tracker.tier_moves.all()
    assert moves == [], "placed from the beginning, never moved"


def test_left_in_the_middle_closed_opened_and_taken_up(qtbot, theme, tmp_path, hands, today, qapp):
    path = tmp_path / "Plan.db"

    def session():
        tracker = Tracker(path)
        bridge = Bridge(
            tracker, theme, Settings(None), lambda: datetime.combine(today, time(9)), qapp
        )
        window = MainWindow(bridge)
        qtbot.addWidget(window)
        window.show_page("customers")
        window.show()
        with qtbot.waitActive(window):
            window.activateWindow()
        return tracker, bridge, window

    tracker, bridge, window = session()
    open_by_menu(window, qtbot)
    hands.type("Finance leads")
    hands.type("")
    hands.type("1")
    hands.type("They open regions on time")
    hands.type("Month-end answers", enter=False)  # not even Enter
    bridge.closing.emit()
    tracker.close()
    window.hide()

    tracker, bridge, window = session()
    page = window.page("customers")
    assert page.plan.isVisible()
    assert page.plan.text() == f"{GO_ON} (4 of 8)"
    assert not page.plan.parentWidget().quiet.text(), "a small window has no room for both"
    dialog = open_by_menu(window, qtbot)
    assert dialog.title.text() == "What would Finance leads want most from you?"
    assert dialog.asked.rows[0].line.text() == "Month-end answers"
    assert not page.plan.isVisible(), "it is open"
    assert page.findChild(Header).quiet.text() == "Not everyone gets your best. Choose."
    hands.type("")
    assert dialog.title.text().startswith("Why does “Month-end answers” matter")
    hands.key(KEY.Key_Escape)
    assert plan_of(window) is None
    assert page.plan.text() == f"{GO_ON} (5 of 8)"
    bridge.closing.emit()
    tracker.close()
    window.hide()


def test_names_are_added_one_a_line_and_undone_one_by_one(opened, tracker, hands):
    dialog = opened()
    hands.type("Finance leads")
    hands.type("Field sales")
    assert [one.name for one in tracker.customers.all()] == ["Finance leads", "Field sales"]
    hands.key(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [one.name for one in tracker.customers.all()] == ["Finance leads"]
    assert [row.line.text() for row in dialog.asked.rows] == ["Finance leads", ""]
    hands.key(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tracker.history.undo_label is None, "the plan itself is no step"
    hands.key(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier | SHIFT)
    assert [row.line.text() for row in dialog.asked.rows] == ["Finance leads", ""]


def test_tab_reads_on_over_names_that_were_added(opened, hands):
    dialog = opened()
    for name in ("Finance leads", "Field sales"):
        hands.type(name, enter=False)
        hands.key(KEY.Key_Tab, times=2)
    first, second, empty = dialog.asked.rows
    expected = [
        *(stop for row in (first, second, empty) for stop in (row.line, row.tier.focusProxy())),
        *(dialog.later, dialog.skip, dialog.on),
    ]
    assert QApplication.focusWidget() is empty.line
    there, back = [], []
    for way, key in ((there, KEY.Key_Tab), (back, KEY.Key_Backtab)):
        for _ in expected:
            hands.key(key)
            way.append(QApplication.focusWidget())
    assert there == [*expected[5:], *expected[:5]]
    assert back == there[-2::-1] + there[-1:]


def test_a_name_is_put_right_in_its_row(opened, tracker, hands):
    dialog = opened()
    hands.type("Finace")
    hands.key(KEY.Key_Up)
    assert dialog.asked.rows[0].line.hasFocus()
    dialog.asked.rows[0].line.selectAll()
    hands.type("Finance")
    assert [one.name for one in tracker.customers.all()] == ["Finance"]
    assert dialog.asked.rows[1].line.hasFocus()


def test_two_customers_of_one_name_are_told_beside_the_field(opened, tracker, hands):
    dialog = opened()
    hands.type("Finance")
    hands.type("finance ")
    row = dialog.asked.rows[1]
    assert row.problem.isVisible()
    assert "There is a customer Finance already" in row.problem.text()
    assert dialog.place.question is PlanQuestion.WHO
    hands.type(" leads")
    assert not row.problem.isVisible()
    assert len(tracker.customers.all()) == 2


def test_a_fourth_to_wow_is_told_who_stands_there(opened, tracker, hands):
    for name in ("A", "B", "C"):
        commands.add_customer(tracker, name, Tier.WOW)
    commands.add_customer(tracker, "D", None)
    leave_at(tracker, PlanQuestion.WOW)
    dialog = opened()
    hands.key(KEY.Key_Return, times=3)
    hands.key(KEY.Key_1)
    row = dialog.asked.rows[3]
    (ask,) = row.findChildren(SwapDialog)
    assert [customer.name for customer in tracker.customers.all() if customer.tier] == [*"ABC"]
    ask.reject()
    hands.back_to(row)
    assert row.tier.value is None
    hands.key(KEY.Key_2)
    assert tracker.customers.get(4).tier is Tier.SERVE
    hands.key(KEY.Key_1)
    (ask,) = (one for one in row.findChildren(SwapDialog) if one.isVisible())
    ask.leaving.buttons[1].click()
    ask.primary.click()
    assert tracker.customers.get(4).tier is Tier.WOW
    assert tracker.customers.get(1).tier is Tier.SERVE


def test_no_more_customers_than_there_are_places(opened, tracker, hands):
    for number in range(7):
        commands.add_customer(tracker, f"Team {number}", Tier.SERVE)
    dialog = opened()
    hands.type("One too many")
    (ask,) = dialog.asked.rows[-1].findChildren(SwapDialog)
    assert len(tracker.customers.all()) == 7
    ask.leaving.buttons[3].click()
    ask.primary.click()
    assert [one.name for one in tracker.customers.all() if one.archived_on] == ["Team 2"]
    assert tracker.customers.all()[-1].name == "One too many"


def test_a_move_along_the_continuum_is_kept_with_its_day(opened, tracker, hands, finance, today):
    leave_at(tracker, PlanQuestion.WOW)
    opened()
    hands.key(KEY.Key_3)
    (move,) = tracker.tier_moves.all()
    assert (move.from_tier, move.to_tier, move.moved_on) == (Tier.WOW, Tier.MAINTAIN, today)


def test_advice_on_a_name_never_blocks(qtbot, opened, tracker, hands):
    dialog = opened()
    hands.type("Everyone")
    row = dialog.asked.rows[0]
    qtbot.waitUntil(row.advice.isVisible)
    assert [one.name for one in tracker.customers.all()] == ["Everyone"]
    row.advice.keep.click()
    assert not row.advice.isVisible()


def test_back_asks_again_what_came_before(opened, tracker, hands, finance):
    leave_at(tracker, PlanQuestion.SERVICES, finance)
    dialog = opened()
    hands.type("Answers", enter=False)
    dialog.back.click()
    assert dialog.place.question is PlanQuestion.BENEFIT
    assert [one.name for one in tracker.services.all()] == ["Answers"], "kept on the way"
    dialog.back.click()
    assert dialog.place.question is PlanQuestion.WOW
    dialog.back.click()
    assert not dialog.back.isEnabled()


def test_everything_can_be_skipped(opened, tracker, finance):
    dialog = opened()
    for place in places(tracker)[1:]:
        dialog.skip.click()
        assert dialog.place == place
    assert dialog.title.text() == "That is your plan."
    assert not dialog.skip.isVisible()
    assert person(tracker).plan_step == ""


def test_a_thing_they_want_is_renamed_and_taken_away(opened, tracker, hands, finance):
    commands.add_service(tracker, finance, "Answers")
    commands.add_service(tracker, finance, "Forecasts")
    leave_at(tracker, PlanQuestion.SERVICES, finance)
    dialog = opened()
    assert dialog.asked.rows[2].line.hasFocus()
    first, second, _third = dialog.asked.rows
    first.line.setFocus()
    first.line.selectAll()
    hands.type("Fast answers")
    assert second.line.hasFocus()
    second.line.selectAll()
    hands.key(KEY.Key_Delete)
    hands.key(KEY.Key_Return)
    one, other = tracker.services.all()
    assert (one.name, one.retired_on) == ("Fast answers", None)
    assert other.retired_on is not None
    assert dialog.place == PlanPlace(PlanQuestion.WHY, finance, one.id)


@pytest.mark.parametrize(
    ("what", "day", "told"),
    [
        ("Close", "", "The day is missing"),
        ("Close", "2026-02-31", "is not a day"),
        ("Close", "soon", "is not a day"),
        ("", "2026-11-30", "is empty"),
    ],
)
def test_a_moment_that_is_none_is_told_beside_the_field(opened, tracker, finance, what, day, told):
    leave_at(tracker, PlanQuestion.WHEN, finance)
    dialog = opened()
    dialog.asked.what.setText(what)
    dialog.asked.day.line.setText(day)
    dialog.on.click()
    form = dialog.asked.form
    assert told in form.error_text("first_on") + form.error_text("title")
    assert dialog.place.question is PlanQuestion.WHEN
    dialog.skip.click()
    assert dialog.place.question is PlanQuestion.HOW
    assert tracker.moments.all() == []


def test_what_cannot_be_kept_is_told_once_and_then_let_go(opened, tracker, finance):
    leave_at(tracker, PlanQuestion.WHEN, finance)
    dialog = opened()
    dialog.asked.day.line.setText("soon")
    dialog.later.click()
    assert dialog.isVisible()
    dialog.later.click()
    assert not dialog.isVisible()
    assert person(tracker).plan_step == PlanPlace(PlanQuestion.WHEN, finance).written


def test_a_known_moment_is_told(opened, tracker, finance):
    commands.add_moment(tracker, finance, "Close", date(2026, 11, 30), Repeat.MONTHLY)
    leave_at(tracker, PlanQuestion.WHEN, finance)
    assert opened().asked.known.text() == (
        "Already planned: Close: every month, from 30 November 2026."
    )


def test_how_they_like_it_is_ticked_unticked_and_added_to(opened, tracker, hands, finance, today):
    leave_at(tracker, PlanQuestion.HOW, finance)
    dialog = opened()
    hands.key(KEY.Key_6)
    dialog.asked.asked.setChecked(True)
    hands.key(KEY.Key_2)
    hands.key(KEY.Key_6)
    dialog.asked.own.setFocus()
    hands.type("Answers by phone, not by mail")
    assert dialog.asked.boxes["Answers by phone, not by mail"].isChecked()
    first, second = tracker.elements.all()
    assert (first.name, first.basis, first.asked_on) == (
        "Takes little of my time", Basis.ASKED, today,
    )  # fmt: skip
    assert second.name == "Answers by phone, not by mail"
    hands.type("")
    assert dialog.place.question is PlanQuestion.MEASURE


def test_the_shelf_begins_with_their_question_and_is_found_by_letters(
    opened, tracker, hands, finance
):
    key = commands.add_service(tracker, finance, "Close")
    commands.edit_service(tracker, key, "Close", "infrastructure")
    leave_at(tracker, PlanQuestion.MEASURE, finance)
    dialog = opened()
    assert dialog.asked.shelf.names[0] == "Works when they need it"
    hands.type("usable")
    fit = dialog.asked.fit
    assert fit.isVisible()
    assert fit.name.text() == "Usable as sent"
    assert fit.promise.rating.value == 4
    fit.other.click()
    assert dialog.asked.shelf.isVisible()
    hands.key(KEY.Key_Return)
    hands.key(KEY.Key_5)
    hands.key(KEY.Key_Return)
    (measure,) = tracker.measures.all()
    assert measure.now.promise == 5
    assert measure.now.rating_words[0] == "Had to be done again"
    assert dialog.place.question is PlanQuestion.END


def test_a_promise_that_is_no_number_is_told_beside_the_field(opened, tracker, hands, finance):
    leave_at(tracker, PlanQuestion.MEASURE, finance)
    dialog = opened()
    hands.type("days question")
    hands.type("two")
    assert dialog.asked.fit.form.error_text("promise")
    assert tracker.measures.all() == []


def test_one_of_your_own_is_worded_in_the_measure_dialog(opened, tracker, qtbot, finance):
    leave_at(tracker, PlanQuestion.MEASURE, finance)
    dialog = opened()
    dialog.asked.own.click()
    own = next(one for one in QApplication.topLevelWidgets() if hasattr(one, "shelf"))
    own.name.setText("Calls before noon")
    own.question.choose("efficiency")
    own.promise.rating.choose(4.0)
    own.submit()
    qtbot.waitUntil(dialog.asked.known.isVisible)
    assert dialog.asked.known.text() == "Already promised: Calls before noon (≥\u00a04)."


def test_whom_only_not_to_annoy_is_asked_one_thing(opened, tracker, hands):
    legal = commands.add_customer(tracker, "Legal", Tier.MAINTAIN, CustomerKind.COLLEAGUE)
    leave_at(tracker, PlanQuestion.WOW)
    dialog = opened()
    hands.key(KEY.Key_Return)
    assert dialog.place == PlanPlace(PlanQuestion.MEASURE, legal)
    assert "annoy" in dialog.title.text()


def test_a_customer_who_is_gone_is_not_asked_about(opened, tracker, qtbot, finance, today):
    leave_at(tracker, PlanQuestion.SERVICES, finance)
    dialog = opened()
    commands.archive_customer(tracker, finance, today)
    qtbot.waitUntil(lambda: dialog.place.question is PlanQuestion.WHO)
    assert dialog.isVisible()


def test_a_change_elsewhere_shows_and_typing_stays(opened, tracker, qtbot, finance):
    leave_at(tracker, PlanQuestion.SERVICES, finance)
    dialog = opened()
    first, second, _third = dialog.asked.rows
    first.line.setText("half a")
    commands.add_service(tracker, finance, "Forecasts")
    qtbot.waitUntil(lambda: second.line.text() == "Forecasts")
    assert first.line.text() == "half a"


def test_ten_thousand_letters_of_benefit_and_one_more(opened, tracker, finance):
    leave_at(tracker, PlanQuestion.BENEFIT, finance)
    dialog = opened()
    dialog.asked.text.setPlainText("x" * 10_001)
    dialog.on.click()
    assert "10001 characters" in dialog.asked.problem.text()
    assert dialog.place.question is PlanQuestion.BENEFIT
    dialog.asked.text.setPlainText("x" * 10_000)
    dialog.on.click()
    assert dialog.place.question is PlanQuestion.SERVICES


def test_long_names_have_room(opened, tracker, finance):
    long = "The people who close the books of every region, north and south, each month " * 2
    commands.edit_customer(tracker, finance, name=long)
    leave_at(tracker, PlanQuestion.WOW)
    dialog = opened()
    assert dialog.width() <= 720
    for _ in range(7):
        dialog.skip.click()
        assert dialog.width() <= 720
        assert dialog.asked.width() <= dialog.area.viewport().width()


def test_a_name_has_the_whole_line_where_the_text_is_large(opened, bridge, tracker, hands, qtbot):
    bridge.theme.resize_text(200)
    try:
        dialog = opened()
        hands.type("The people who close the books")
        row = dialog.asked.rows[0]
        qtbot.waitUntil(lambda: row.line.width() == row.width() == row.parentWidget().width())
        text = row.line.fontMetrics().horizontalAdvance(row.line.text())
        assert text < row.line.width()
        assert row.tier.y() >= row.line.geometry().bottom()
        dialog.resize(dialog.minimumSize())  # what is asked scrolls before a line of it is cut
        last = dialog.asked.rows[-1].line
        qtbot.waitUntil(lambda: last.visibleRegion().boundingRect() == last.rect())
        assert dialog.hint.height() >= dialog.hint.heightForWidth(dialog.hint.width())
    finally:
        bridge.theme.resize_text(100)


def test_every_field_has_a_name_for_a_screen_reader(opened, tracker, finance):
    commands.add_service(tracker, finance, "Answers")
    dialog = opened()
    for _ in places(tracker):
        for field in dialog.asked.findChildren(QLineEdit):
            inner = field.objectName().startswith("qt_")
            assert inner or field.accessibleName() or field.parent().accessibleName()
        assert all(one.text() for one in dialog.findChildren(QPushButton) if one.isVisible())
        dialog.skip.click()


def test_it_is_opened_from_the_menu_and_only_once(window):
    action = window.menus.actions["guided_plan"]
    action.trigger()
    first = plan_of(window)
    action.trigger()
    assert plan_of(window) is first
    assert window.stack.currentWidget() is window.page("customers")


def test_a_file_to_be_read_only_can_be_walked_through(tmp_path, theme, qtbot, qapp, today):
    path = tmp_path / "Plan.db"
    with Tracker(path) as tracker:
        commands.add_customer(tracker, "Finance leads", Tier.WOW)
    tracker = Tracker(path, read_only=True)
    bridge = Bridge(tracker, theme, Settings(None), lambda: datetime.combine(today, time(9)), qapp)
    dialog = PlanDialog(bridge, None)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.on.click()
    dialog.on.click()
    assert dialog.place.question is PlanQuestion.BENEFIT
    dialog.close()
    tracker.close()


def test_overview_says_calmly_what_is_not_chosen_before_anything_is_measured(window, tracker):
    page = window.page("overview")
    window.show_page("overview")
    assert page.empty.button.text() == GUIDED
    key = commands.add_customer(tracker, "Finance leads", None)
    told = page.empty.text.text()
    assert "You have not chosen yet whom you want to wow." in told
    assert "Finance leads has no place on the board yet." in told
    commands.place_customer(tracker, key, Tier.WOW, date(2026, 11, 20))
    assert "wow" not in page.empty.text.text()
    page.empty.other.click()
    assert plan_of(window).isVisible()


def test_whom_only_not_to_annoy_is_asked_for_a_floor_first(opened, tracker, hands):
    """Nothing is promised them, and there is nothing to excel at (W5)."""
    legal = commands.add_customer(tracker, "Legal", Tier.MAINTAIN, CustomerKind.COLLEAGUE)
    leave_at(tracker, PlanQuestion.MEASURE, legal)
    dialog = opened()
    hands.type("days question")
    form = dialog.asked.fit.form
    labels = [one.text() for one in form.findChildren(QLabel) if one.isVisible() and one.text()]
    assert labels[0].replace("&", "") == "What would annoy them? Anything worse than"
    assert not any("promise" in one.casefold() or "xcellent" in one for one in labels)
    dialog.asked.fit.promise.value.clear()
    hands.key(KEY.Key_Return)
    assert "what would annoy them" in form.error_text("promise")
    hands.type("5")
    (measure,) = tracker.measures.all()
    version = measure.now
    assert (version.floor, version.promise, version.excellent) == (5, None, None)
    assert not measure.draft
    leave_at(tracker, PlanQuestion.MEASURE, legal)
    known = opened().asked.known.text()
    assert known == f"Nothing worse than: {measure.name} (≤\u00a05\u00a0days)."


def test_a_full_rating_as_a_floor_asks_for_nothing_more(opened, tracker, hands):
    legal = commands.add_customer(tracker, "Legal", Tier.MAINTAIN, CustomerKind.COLLEAGUE)
    leave_at(tracker, PlanQuestion.MEASURE, legal)
    dialog = opened()
    hands.type("usable")
    tops = {one for one in QApplication.topLevelWidgets() if one.isVisible()}
    hands.key(KEY.Key_5)
    assert {one for one in QApplication.topLevelWidgets() if one.isVisible()} == tops
    assert dialog.asked.fit.promise_advice is None
    hands.key(KEY.Key_Return)
    assert tracker.measures.all()[0].now.floor == 5


@pytest.fixture
def heard(monkeypatch):
    """Return what is said aloud from now on."""
    said: list[str] = []
    for module in ("plan.dialog", "plan.who", "measure.ready_made"):
        monkeypatch.setattr(
            f"tracker.gui.{module}.announce", lambda _where, text: said.append(text)
        )
    return said


def test_each_question_is_read_out_as_it_comes_up(opened, tracker, hands, finance, heard):
    leave_at(tracker, PlanQuestion.WHEN, finance)
    dialog = opened()
    assert heard == [], "a window that opens is read out as it is"
    hands.key(KEY.Key_Return)
    assert heard[-1] == (f"7 of 8\nHow would Finance leads like it done?\n{dialog.asked.hint}")


def test_the_focus_visits_no_button_between_two_questions(opened, tracker, hands, finance, qapp):
    leave_at(tracker, PlanQuestion.WHEN, finance)
    dialog = opened()
    seen: list[object] = []
    qapp.focusChanged.connect(lambda _old, new: seen.append(new))
    hands.key(KEY.Key_Return)
    assert seen[-1] is dialog.asked.boxes["Includes me in the work"]
    hands.key(KEY.Key_Return)
    hands.key(KEY.Key_Down)
    hands.key(KEY.Key_Return)
    assert dialog.asked.fit.isVisible()
    assert not {dialog.back, dialog.later, dialog.skip, dialog.on} & set(seen)


def test_a_place_chosen_beside_a_name_is_heard(opened, hands, heard):
    opened()
    hands.type("Finance leads", enter=False)
    hands.key(KEY.Key_1, ALT)
    assert heard == ["WOW"]


def test_what_is_chosen_by_its_number_has_the_focus(opened, tracker, hands, finance):
    leave_at(tracker, PlanQuestion.HOW, finance)
    dialog = opened()
    hands.key(KEY.Key_3)
    assert dialog.asked.boxes["Is pleasant"].hasFocus()
    assert dialog.asked.boxes["Is pleasant"].isChecked()


def test_the_shelf_tells_what_is_chosen_while_the_cursor_stays_above(
    opened, tracker, hands, finance, heard
):
    leave_at(tracker, PlanQuestion.MEASURE, finance)
    dialog = opened()
    hands.key(KEY.Key_Down)
    assert heard[-1].startswith(f"{dialog.asked.shelf.names[0]}. ")
    hands.type("zzz", enter=False)
    assert heard[-1] == "No ready-made measure fits. Write one of your own."
    assert dialog.asked.shelf.filter.hasFocus()


def test_a_rating_is_found_by_that_word(opened, tracker, hands, finance):
    leave_at(tracker, PlanQuestion.MEASURE, finance)
    dialog = opened()
    hands.type("rating", enter=False)
    assert "Usable as sent" in dialog.asked.shelf.names


def test_their_own_words_stand_by_the_measure_that_answers_the_same_question(
    opened, tracker, hands, finance
):
    """A sentence from the shelf would be put into the mouth of a customer who has said another."""
    key = commands.add_service(tracker, finance, "Close")
    commands.edit_service(tracker, key, "Close", "efficiency", why="I close two days earlier")
    leave_at(tracker, PlanQuestion.MEASURE, finance)
    dialog = opened()
    hands.type("hand-overs on time")
    assert "“I close two days earlier”" in dialog.asked.fit.about.text()
    assert "Enter goes on" in dialog.hint.text(), "there is nothing left to choose"
    hands.key(KEY.Key_Return)
    (measure,) = tracker.measures.all()
    assert measure.now.impact == "I close two days earlier"


def test_a_measure_of_another_question_keeps_its_own_sentence(opened, tracker, hands, finance):
    key = commands.add_service(tracker, finance, "Close")
    commands.edit_service(tracker, key, "Close", "efficiency", why="I close two days earlier")
    leave_at(tracker, PlanQuestion.MEASURE, finance)
    opened()
    hands.type("usable as sent")
    hands.key(KEY.Key_Return)
    (measure,) = tracker.measures.all()
    assert measure.now.impact == "I use what you hand over as it is."


def test_one_goes_back_from_a_moment_that_cannot_be_kept(opened, tracker, hands, finance):
    leave_at(tracker, PlanQuestion.WHEN, finance)
    dialog = opened()
    hands.type("Written into the wrong field", enter=False)
    dialog.back.click()
    assert "The day is missing" in dialog.asked.form.error_text("first_on")
    dialog.back.click()
    assert dialog.place.question is not PlanQuestion.WHEN
    assert tracker.moments.all() == []


def test_what_was_put_right_after_the_warning_is_kept(opened, tracker, hands, finance):
    leave_at(tracker, PlanQuestion.WHEN, finance)
    dialog = opened()
    hands.type("Month-end close", enter=False)
    dialog.later.click()
    assert dialog.isVisible()
    dialog.asked.day.line.setText("2026-11-30")
    dialog.later.click()
    assert [moment.title for moment in tracker.moments.all()] == ["Month-end close"]


def test_the_end_shows_where_enter_goes(opened, tracker, hands, finance):
    leave_at(tracker, PlanQuestion.MEASURE, finance)
    dialog = opened()
    hands.type("usable")
    hands.key(KEY.Key_Return)
    assert dialog.place.question is PlanQuestion.END
    assert dialog.on.hasFocus()
