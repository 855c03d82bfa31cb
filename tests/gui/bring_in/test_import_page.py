"""Importing a file: what is shown before, what can be said otherwise, one step to take it in."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from tests.gui.bring_in.steps import clicked_entry, settled, taken_in

from tracker.app import commands
from tracker.app.intake.columns import Role
from tracker.app.intake.series import read_series
from tracker.app.transfer.preview import MOST_SHOWN
from tracker.app.transfer.whole import whole_bytes
from tracker.domain.errors import FileTrouble, TrackerError
from tracker.domain.measure import Area, Better
from tracker.gui.bring_in.page import ImportPage
from tracker.gui.bring_in.whole import take_whole_file

FOLDER = Path(__file__).parents[2] / "fixtures" / "import"
HEAD = "customer;area;measure;scale;unit;better;promise;cadence;period;value;note;mood\r\n"
ROW = '{};efficiency;{};duration;days;lower;<= 2;weekly;{};{};"{}";\r\n'
WEEKS = ("2026-W46", "2026-W47")
NAMES = ("البيانات", "経理部", "Müller & Söhne")


@pytest.fixture
def table(tmp_path):
    """Return a writer of a spreadsheet's export: semicolons, decimal commas, byte-order mark."""

    def written(*rows, name="Zahlen.csv", codec="utf-8-sig"):
        path = tmp_path / name
        path.write_bytes((HEAD + "".join(ROW.format(*row) for row in rows)).encode(codec))
        return path

    return written


def test_a_preview_writes_nothing(ask, table, tracker):
    page = ask(table(*((name, "Answers", "2026-W40", "1,5", "") for name in NAMES)))
    assert page.told.text() == "Zahlen.csv · one value a row · nothing is imported yet"
    assert page.outcome.counts.text() == "3 new"
    assert page.primary.text() == "Import 3 values"
    assert page.primary.isEnabled()
    assert not tracker.customers.all()


def test_it_is_one_step_named_after_the_file(ask, table, tracker, said, qtbot):
    page = ask(table((NAMES[0], "Answers", "2026-W40", "1,5", "a\nb")))
    shown = []
    page.measure_requested.connect(shown.append)
    taken_in(qtbot, page)
    assert not page.unfinished
    (kept,) = tracker.evaluations.all()
    assert (kept.value, shown) == (1.5, [kept.measure_id])
    assert said[-1] == "1 value imported from Zahlen.csv. Ctrl+Z undoes it."
    assert tracker.undo() == "import Zahlen.csv"
    assert not tracker.customers.all()


def test_the_second_time_every_row_is_the_same(ask, table, qtbot):
    path = table((NAMES[2], "Answers", "2026-W40", "1,5", ""))
    taken_in(qtbot, ask(path))
    again = ask(path)
    assert again.outcome.counts.text() == "1 the same"
    assert not again.primary.isEnabled()


def test_a_change_is_told_from_old_to_new(ask, table, tracker, answers, qtbot):
    begins = tracker.measures.get(answers).versions[0].valid_from
    commands.record(tracker, answers, begins, 2)
    page = ask(table(("Finance leads", "Month-end close answers", "2026-W47", "2,5", "")))
    assert page.outcome.counts.text() == "1 changed"
    (card,) = page.outcome.cards.cards.values()
    (choice,) = card.changes.rows.values()
    assert [one.text() for one in choice.buttons.values()] == ["Take 2.5", "Keep 2"]
    (told,) = [one.text() for one in card.changes.findChildren(QLabel) if "→" in one.text()]
    assert told == "Week 47: 2 → 2.5 days"
    assert card.terms.isHidden()
    taken_in(qtbot, page)
    assert tracker.evaluations.all()[0].value == 2.5


def test_what_is_logged_can_be_kept_value_by_value(ask, table, tracker, answers, qtbot):
    monday = tracker.measures.get(answers).versions[0].valid_from
    for back in (2, 1, 0):
        commands.record(tracker, answers, monday - timedelta(weeks=back), back + 1)
    weeks = ("2026-W45", "2026-W46", "2026-W47")
    rows = [("Finance leads", "Month-end close answers", week, "2,5", "") for week in weeks]
    page = ask(table(*rows))
    (card,) = page.outcome.cards.cards.values()
    first, _, last = card.changes.rows.values()
    for choice in (first, last):
        qtbot.mouseClick(choice.buttons["keep"], Qt.MouseButton.LeftButton)
    assert page.primary.text() == "Import 1 value"
    assert card.changes.all.value is None
    taken_in(qtbot, page)
    assert [one.value for one in tracker.evaluations.series(answers)] == [3, 2.5, 1]


def test_all_that_is_logged_of_a_measure_can_be_kept(ask, table, tracker, answers, qtbot):
    begins = tracker.measures.get(answers).versions[0].valid_from
    commands.record(tracker, answers, begins, 2)
    commands.record(tracker, answers, begins - timedelta(weeks=2), 2)
    weeks = ("2026-W45", "2026-W46", "2026-W47")
    rows = [("Finance leads", "Month-end close answers", week, "2,5", "") for week in weeks]
    page = ask(table(*rows))
    (card,) = page.outcome.cards.cards.values()
    qtbot.mouseClick(card.changes.all.buttons["keep"], Qt.MouseButton.LeftButton)
    assert page.primary.text() == "Import 1 value"
    taken_in(qtbot, page)
    assert [one.value for one in tracker.evaluations.series(answers)] == [2, 2.5, 2]


def test_what_cannot_be_read_is_told_and_left_out(ask, table, tracker, qtbot):
    rows = [("A", "Answers", "2026-W40", "1,5", ""), ("A", "Answers", "20x6-W41", "1", "")]
    page = ask(table(*rows, ("A", "Answers", "2026-W42", "viel", "")))
    assert page.outcome.counts.text() == "1 new · 2 not read"
    assert "Line 3: “20x6-W41” is not a period" in page.outcome.wrong.text()
    (cell,) = page.outcome.unread
    assert cell.told.text().startswith("Row 4, “viel” is not a number")
    taken_in(qtbot, page)
    assert len(tracker.evaluations.all()) == 1


@pytest.mark.parametrize("size", [(900, 560), (1240, 780)])
def test_for_whom_it_is_can_be_typed_at_once_and_is_seen(bridge, qtbot, size):
    page = ImportPage(bridge)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    page.open_file(FOLDER / "kpi_card_us.csv")
    settled(qtbot, page)
    whom = page.outcome.whom
    qtbot.waitUntil(lambda: whom.visibleRegion().boundingRect().height() == whom.height())
    assert page.focusWidget() in {whom, whom.lineEdit()}
    bridge.jobs.stop_all()


def test_weeks_across_go_in_with_few_clicks_and_one_name(ask, tracker, qtbot):
    clicks = 4  # File, Import a file, the file, Open
    page = ask(FOLDER / "weeks_across.xlsx")
    assert not page.primary.isEnabled()
    qtbot.mouseClick(page.outcome.whom.lineEdit(), Qt.MouseButton.LeftButton)
    clicks += 1
    qtbot.keyClicks(page.outcome.whom, "Service desk")
    clicks += clicked_entry(page.outcome.area, "Efficiency")
    settled(qtbot, page)
    taken_in(qtbot, page)
    clicks += 1
    assert clicks <= 12
    (customer,) = tracker.customers.all()
    measures = {one.name: one for one in tracker.measures.all()}
    assert customer.name == "Service desk"
    assert {name: (one.area, one.draft) for name, one in measures.items()} == {
        "First answer": (Area.EFFICIENCY, False),
        "Solved at once": (Area.EFFICIENCY, False),
        "Complaints": (Area.EFFICIENCY, False),
    }
    assert len(tracker.evaluations.all()) == 120
    tracker.undo()
    assert tracker.empty


def test_a_draft_stays_one_and_a_promise_can_be_typed(ask, tracker, qtbot):
    page = ask(FOLDER / "weeks_across.xlsx")
    page.outcome.whom.setEditText("Desk")
    clicked_entry(page.outcome.area, "ROI")
    settled(qtbot, page)
    cards = page.outcome.cards.cards
    qtbot.mouseClick(cards["complaints", 1].draft, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    answer = cards["first answer", 1]
    answer.better.choose(Better.HIGHER)
    answer.promise.clear()
    qtbot.keyClicks(answer.promise, ">= 2,5")
    settled(qtbot, page)
    assert "1 draft: kept, not asked for, not judged." in page.outcome.notes.text()
    taken_in(qtbot, page)
    told = {one.name: (one.now.better, one.now.promise) for one in tracker.measures.all()}
    assert told["First answer"] == (Better.HIGHER, 2.5)
    assert {one.name for one in tracker.measures.all() if one.draft} == {"Complaints"}


def test_a_question_is_answered_with_a_click(ask, tmp_path, qtbot, tracker):
    path = tmp_path / "card.csv"
    path.write_text('customer,measure,period,value\nA,O,2026-W40,"1,234"\nA,O,2026-W41,987\n')
    page = ask(path)
    (card,) = page.outcome.questions
    assert not page.primary.isEnabled()
    qtbot.mouseClick(card.answers["point"], Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    assert page.outcome.questions == []
    taken_in(qtbot, page)
    assert [one.value for one in tracker.evaluations.all()] == [1234, 987]


def test_what_a_column_is_can_be_said_by_its_head_and_by_key(ask, qtbot):
    page = ask(FOLDER / "kpi_card_us.csv")
    assert page.outcome.counts.text() == "116 new"
    table = page.table
    assert table.table.head(2)[:2] == ("New measure", "Open tickets")
    table.setCurrentIndex(table.table.index(0, 2))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    leave = next(one for one in table._menu.actions() if one.data() == Role.LEFT_OUT.value)
    leave.trigger()
    table._menu.close()
    settled(qtbot, page)
    assert page.outcome.counts.text() == "80 new"
    assert table.table.head(2)[:2] == ("Left out", "Open tickets")


def test_how_it_was_read_can_be_chosen_otherwise(ask, qtbot):
    page = ask(FOLDER / "kpi_card_us.csv")
    boxes = page.how.boxes
    assert boxes["dates"].itemText(0) == "month, day, year, as found"
    assert boxes["week_day"].itemText(0) == "is its last day, as found"
    clicked_entry(boxes["week_day"], "is its first day")
    settled(qtbot, page)
    starts = {one.start.isocalendar().week for one in page.preview.plan.targets[0].entries}
    assert min(starts) == 3


def test_choices_for_a_file_of_this_shape_are_offered_next_time(ask, qtbot, tracker):
    page = ask(FOLDER / "kpi_card_us.csv")
    page.outcome.whom.setEditText("Plant")
    clicked_entry(page.outcome.area, "Efficiency")
    settled(qtbot, page)
    taken_in(qtbot, page)
    tracker.undo()
    again = ask(FOLDER / "kpi_card_us.csv")
    assert again.parts.quiet.text() == "Read like the last file of this shape"
    assert again.primary.isEnabled()
    taken_in(qtbot, again)
    assert [one.name for one in tracker.customers.all()] == ["Plant"]


def test_a_file_that_is_no_table_is_told_in_a_sentence(ask, tmp_path):
    path = tmp_path / "notes.csv"
    path.write_text("hello\nworld", encoding="utf-8")
    page = ask(path)
    assert "No column names weeks" in page.told.text()
    assert not page.primary.isEnabled()
    assert "gone.csv cannot be read" in ask(tmp_path / "gone.csv").told.text()


def test_a_long_import_shows_how_far_it_is(ask, table, qtbot):
    seen = []
    page = ask(table(*(("Team", f"M{at}", "2026-W40", "1", "") for at in range(400))))
    page.writer.progressed.connect(seen.append)
    taken_in(qtbot, page)
    assert seen
    assert seen == sorted(seen)
    assert {whole for _, whole in seen} == {800}  # measures and values


def test_it_can_be_given_up_while_it_is_written(ask, table, tracker, qtbot, bridge, said):
    page = ask(table(*(("Team", f"M{at}", "2026-W40", "1", "") for at in range(400))))
    before = tracker.path.read_bytes()
    page.writer.progressed.connect(page.parts.cancelling.click)
    taken_in(qtbot, page)
    assert tracker.empty
    assert tracker.path.read_bytes() == before
    assert said == ["Cancelled: nothing was imported."]
    assert page.primary.isEnabled()
    assert not bridge.busy
    page.writer.progressed.disconnect(page.parts.cancelling.click)
    taken_in(qtbot, page)
    assert len(tracker.evaluations.all()) == 400
    assert tracker.undo() == "import Zahlen.csv"
    assert tracker.empty


@pytest.fixture
def long(monkeypatch):
    """Let a file of 400 values count as a long one."""
    monkeypatch.setattr("tracker.gui.bring_in.page.LONG", 400)


def test_of_a_long_file_only_what_is_seen_is_held_while_it_is_written(
    ask, table, tracker, qtbot, long
):
    page = ask(table(*(("Team", f"M{at}", "2026-W40", "1", "") for at in range(400))))
    model, seen = page.table.model(), page.table.rowAt(page.table.viewport().height() - 1)
    first = [model.index(row, 0).data() for row in range(seen + 1)]
    page.start()
    assert page.writer.busy
    assert (page.preview, page._book, page._content) == (None, None, None)
    assert model.rowCount() == 401
    assert [model.index(row, 0).data() for row in range(seen + 1)] == first
    assert not any(model.index(row, 0).data() for row in range(seen + 1, 401))
    qtbot.waitUntil(lambda: not page.writer.busy, timeout=20_000)
    assert len(tracker.evaluations.all()) == 400


def test_a_long_file_that_is_given_up_is_read_again_as_it_was_chosen(
    ask, table, tracker, qtbot, said, long
):
    page = ask(table(*(("Team", f"M{at}", "2026-W40", "1", "") for at in range(400))))
    clicked_entry(page.outcome.area, "Innovation")
    settled(qtbot, page)
    before, choices = tracker.path.read_bytes(), page.choices
    page.writer.progressed.connect(page.parts.cancelling.click)
    taken_in(qtbot, page)
    assert said == ["Cancelled: nothing was imported."]
    assert page.told.text() == "Reading it again…"
    assert not page.primary.isEnabled()
    settled(qtbot, page)
    assert tracker.path.read_bytes() == before
    assert page.choices == choices
    assert page.table.model().index(400, 1).data()
    page.writer.progressed.disconnect(page.parts.cancelling.click)
    taken_in(qtbot, page)
    assert len(tracker.evaluations.all()) == 400


def test_why_a_long_file_could_not_be_written_is_said_until_something_is_chosen(
    ask, table, monkeypatch, tracker, qtbot, long
):
    def refuse(*_args, **_more):
        raise FileTrouble("The disk is full", "Make room and try again.")

    page = ask(table(*(("Team", f"M{at}", "2026-W40", "1", "") for at in range(400))))
    with monkeypatch.context() as patch:
        patch.setattr("tracker.gui.bring_in.writing.apply_import", refuse)
        taken_in(qtbot, page)
    settled(qtbot, page)
    assert page.told.text() == "The disk is full. Make room and try again."
    assert page.primary.isEnabled()
    clicked_entry(page.outcome.area, "Innovation")
    settled(qtbot, page)
    assert page.told.text().endswith("nothing is imported yet")
    taken_in(qtbot, page)
    assert len(tracker.evaluations.all()) == 400


def test_the_pages_wait_while_it_is_written(ask, table, bridge, qtbot):
    told = []
    bridge.busy_changed.connect(lambda: told.append((bridge.busy, bridge.tracker.read_only)))
    taken_in(qtbot, ask(table(("Team", "M", "2026-W40", "1", ""))))
    assert told == [(True, True), (False, True)]
    assert not bridge.tracker.read_only


def test_a_file_that_is_closed_meanwhile_keeps_nothing_of_it(ask, table, bridge, tracker, qtbot):
    page = ask(table(*(("Team", f"M{at}", "2026-W40", "1", "") for at in range(3000))))
    page.start()
    assert page.writer.busy
    bridge.closing.emit()
    assert not page.writer.busy
    assert tracker.empty


def test_a_diary_that_cannot_be_written_says_so(ask, table, monkeypatch, tracker, qtbot):
    def refuse(*_args, **_more):
        raise FileTrouble("The disk is full", "Make room and try again.")

    page = ask(table(("Team", "M", "2026-W40", "1", "")))
    monkeypatch.setattr("tracker.gui.bring_in.writing.apply_import", refuse)
    taken_in(qtbot, page)
    assert page.told.text() == "The disk is full. Make room and try again."
    assert page.unfinished
    assert tracker.empty


def test_what_changes_in_the_diary_meanwhile_is_seen_before_it_is_taken_in(
    ask, table, tracker, answers, qtbot, bridge
):
    tracker.on_change = bridge.changed.emit
    page = ask(table(("Finance leads", "Month-end close answers", "2026-W47", "2,5", "")))
    assert page.outcome.counts.text() == "1 new"
    page.hide()
    commands.record(tracker, answers, tracker.measures.get(answers).versions[0].valid_from, 2)
    page.show()
    assert not page.primary.isEnabled()
    settled(qtbot, page)
    assert page.outcome.counts.text() == "1 changed"


def test_whoever_is_named_in_the_title_is_taken_for_the_customer(ask, tmp_path, finance):
    path = tmp_path / "card.csv"
    path.write_text("KPIs of the Finance leads 2026,\nWeek,Calls\n2026-W40,3\n2026-W41,4\n")
    page = ask(path)
    assert page.outcome.whom.currentText() == "Finance leads"
    assert page.primary.isEnabled()


def test_a_column_can_be_a_measure_of_another_name(ask, tmp_path, tracker, answers, qtbot):
    path = tmp_path / "card.csv"
    path.write_text("Week,Close answers\n2026-W40,3\n2026-W41,2.5\n")
    page = ask(path)
    (card,) = page.outcome.cards.cards.values()
    clicked_entry(card.known, "Month-end close answers · Finance leads")
    card.known.activated.emit(card.known.currentIndex())
    settled(qtbot, page)
    assert page.table.table.head(1)[:2] == ("Measure", "Month-end close answers")
    (card,) = page.outcome.cards.cards.values()
    assert card.told.text() == "Finance leads · 2 new"
    taken_in(qtbot, page)
    assert [one.value for one in tracker.evaluations.series(answers)] == [3, 2.5]
    again = ask(path)
    assert again.outcome.counts.text() == "2 the same"
    (card,) = again.outcome.cards.cards.values()
    clicked_entry(card.known, "a new measure")
    settled(qtbot, again)
    assert again.table.table.head(1)[:2] == ("New measure", "Close answers")


def test_new_measures_may_be_for_several_customers(ask, tmp_path, tracker, qtbot):
    path = tmp_path / "card.csv"
    path.write_text("Week,Calls,Visits\n2026-W40,3,4\n2026-W41,2,5\n")
    page = ask(path)
    calls, visits = page.outcome.cards.cards.values()
    calls.whom.setEditText("Legal")
    visits.whom.setEditText("Sales")
    qtbot.waitUntil(visits.area.isVisible)  # a new card is shown with the next event
    clicked_entry(visits.area, "ROI")
    settled(qtbot, page)
    taken_in(qtbot, page)
    names = {one.id: one.name for one in tracker.customers.all()}
    made = {one.name: (names[one.customer_id], one.area) for one in tracker.measures.all()}
    assert made["Calls"][0] == "Legal"
    assert made["Visits"] == ("Sales", Area.ROI)


def test_measures_of_one_name_are_told_apart_by_their_customer(ask, table, tracker, qtbot):
    rows = [(who, "Answers", week, "1", "") for who in ("A", "B") for week in WEEKS]
    path = table(*rows)
    path.write_text(path.read_text("utf-8-sig").replace("<= 2", "").replace("lower", ""), "utf-8")
    page = ask(path)
    first, second = page.outcome.cards.cards.values()
    first.promise.clear()
    qtbot.keyClicks(first.promise, "<= 7")
    qtbot.mouseClick(second.draft, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    settled(qtbot, page)
    taken_in(qtbot, page)
    names = {one.id: one.name for one in tracker.customers.all()}
    made = {names[one.customer_id]: (one.now.promise, one.draft) for one in tracker.measures.all()}
    assert made == {"A": (7, False), "B": (None, True)}


def test_what_has_no_card_is_promised_nothing(ask, tmp_path, tracker, qtbot):
    path = tmp_path / "card.csv"
    rows = "".join(f"A,M{at},2026-W40,{at}\n" for at in range(MOST_SHOWN + 5))
    path.write_text(f"Customer,Measure,Week,Value\n{rows}")
    page = ask(path)
    assert page.outcome.cards.more.text().startswith("And 5 more measures.")
    taken_in(qtbot, page)
    drafts = [one.name for one in tracker.measures.all() if one.draft]
    assert sorted(drafts) == [f"M{at}" for at in range(MOST_SHOWN, MOST_SHOWN + 5)]


def test_a_cell_that_cannot_be_read_can_be_mended_or_left_out(ask, tmp_path, tracker, qtbot):
    path = tmp_path / "card.csv"
    path.write_text("Customer,KW,Calls,Visits\nA,W40 2026,1 ?,2\nA,W41 2026,3,some\n")
    page = ask(path)
    assert [one.told.text().split(" is ")[0] for one in page.outcome.unread] == [
        "Row 2, Calls: “1 ?”",
        "Row 3, Visits: “some”",
    ]
    one, _ = page.outcome.unread
    qtbot.keyClicks(one.field, "7")
    qtbot.keyClick(one.field, Qt.Key.Key_Return)
    settled(qtbot, page)
    (other,) = page.outcome.unread
    qtbot.mouseClick(other.leave, Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    assert page.outcome.unread == []
    taken_in(qtbot, page)
    assert sorted(one.value for one in tracker.evaluations.all()) == [2, 3, 7]


def test_what_is_no_promise_is_told_beside_it_and_nothing_is_taken_in(ask, tmp_path, qtbot):
    path = tmp_path / "card.csv"
    path.write_text("Customer,Week,Calls\nA,2026-W40,3\n")
    page = ask(path)
    (card,) = page.outcome.cards.cards.values()
    card.promise.clear()
    qtbot.keyClicks(card.promise, "many")
    assert "“many” is not a promise" in card.trouble.text()
    assert not page.primary.isEnabled()
    card.promise.clear()
    qtbot.keyClicks(card.promise, ">= 2")
    settled(qtbot, page)
    assert not card.trouble.isVisible()
    assert page.primary.isEnabled()


def test_esc_leaves_the_file_for_later_and_cancel_gives_it_up(ask, table, qtbot, said):
    page = ask(table(("Team", "M", "2026-W40", "1", "")))
    left = []
    page.leave_requested.connect(lambda: left.append(page.unfinished))
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert said == ["Zahlen.csv is not imported yet: Ctrl+I goes on with it."]
    qtbot.mouseClick(page.parts.cancelling, Qt.MouseButton.LeftButton)
    assert left == [True, False]


def test_below_a_width_the_outcome_stands_under_the_table(ask, table):
    page = ask(table(("Team", "M", "2026-W40", "1", "")))
    places = []
    for width in (1240, 760):
        page.resize(width, 600)
        QApplication.processEvents()
        table_at, outcome_at = (one.mapTo(page, QPoint(0, 0)) for one in (page.table, page.outcome))
        places.append((outcome_at.x() > table_at.x(), outcome_at.y() > table_at.y()))
    assert places == [(True, False), (False, True)]


def test_names_that_look_like_markup_or_formulas_are_shown_as_they_are(ask, table):
    page = ask(table(("<b>Team</b>", "'=1+1", "2026-W40", "1", "")))
    QApplication.processEvents()
    (card,) = page.outcome.cards.cards.values()
    assert card.told.text().startswith("<b>Team</b>")
    assert all(
        label.textFormat() is not Qt.TextFormat.RichText for label in page.findChildren(QLabel)
    )


def test_everything_can_be_reached_by_key(ask):
    page = ask(FOLDER / "weeks_across.xlsx")
    wanted = [page.table, page.outcome.whom, page.outcome.area, page.outcome.remember]
    wanted += [*page.findChildren(QPushButton)]
    assert all(
        isinstance(one, QWidget) and one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in wanted
    )


def test_a_guess_follows_the_values_it_was_made_of(ask, qtbot):
    page = ask(FOLDER / "months_yyyymm.csv")
    card = page.outcome.cards.cards["kept first time", 1]
    assert card.promise.text() == ">= 0.81"
    (question,) = page.outcome.questions
    qtbot.mouseClick(question.answers["percent"], Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    assert card.promise.text() == ">= 81"


def test_f1_shows_what_goes_in_with_its_pictures(ask, qtbot):
    page = ask(FOLDER / "kpi_card_us.csv")
    qtbot.keyClick(page, Qt.Key.Key_F1)
    guide = page.guide
    assert "One sheet a measure" in guide.toPlainText()
    source = Path(guide.source().toLocalFile())
    named = re.findall(r"\]\((pictures/[^)]+)\)", source.read_text(encoding="utf-8"))
    assert len(named) == 10
    assert all((source.parent / name).is_file() for name in named)


def test_a_whole_tracker_is_taken_in_at_once_and_only_where_nothing_is(
    qtbot, bridge, said, answers, tmp_path
):
    path = tmp_path / "all.json"
    path.write_bytes(whole_bytes(bridge.tracker, private=True))
    with pytest.raises(TrackerError, match="empty file only"):
        take_whole_file(bridge, path)
    rows = bridge.tracker.file.query("SELECT uid, name FROM measure")
    while bridge.tracker.undo():
        pass
    assert bridge.tracker.empty
    assert take_whole_file(bridge, path)
    assert bridge.tracker.file.query("SELECT uid, name FROM measure") == rows
    assert said[-1].endswith("rows imported. Ctrl+Z undoes it.")
    other = tmp_path / "points.json"
    other.write_text('[{"timestamp": 1, "value": 2}]', encoding="utf-8")
    assert not take_whole_file(bridge, other)


def test_working_out_is_given_up_at_the_next_step(qtbot, bridge, tmp_path, monkeypatch, tracker):
    """Between two of 400 measures, not only between reading and planning."""
    begun, go, done = Event(), Event(), []

    def waiting(task, notes):
        begun.set()
        assert go.wait(20)
        done.append(task.name)
        return read_series(task, notes)

    monkeypatch.setattr("tracker.app.intake.reading.read_series", waiting)
    path = tmp_path / "long.csv"
    rows = "".join(f"A;M{at};2026-W40;{at}\n" for at in range(400))
    path.write_text(f"customer;measure;period;value\n{rows}", encoding="utf-8")
    page = ImportPage(bridge)
    qtbot.addWidget(page)
    page.open_file(path)
    qtbot.waitUntil(begun.is_set, timeout=20_000)
    qtbot.mouseClick(page.parts.cancelling, Qt.MouseButton.LeftButton)
    go.set()
    qtbot.waitUntil(lambda: not bridge.jobs.busy, timeout=20_000)
    assert done == ["M0"]
    assert not page.unfinished
    assert tracker.empty


def test_only_one_preview_of_a_long_file_is_held(ask, table):
    """While it is worked out anew, the one before is let go."""
    page = ask(table(("Team", "M", "2026-W40", "1", "")))
    assert page.preview.reading.table.rows == ()
    page.how.choices_changed.emit(page.choices)
    assert page.preview is None
