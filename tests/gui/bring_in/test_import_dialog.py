"""Bringing in a file: what is shown before, what can be said otherwise, one step to take it in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget

from tracker.app import commands
from tracker.app.intake.columns import Role
from tracker.app.transfer.whole import whole_bytes
from tracker.domain.errors import FileTrouble, TrackerError
from tracker.domain.measure import Area, Better
from tracker.gui.bring_in.dialog import ImportDialog
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


@pytest.fixture
def ask(qtbot, bridge):
    def opened(path):
        dialog = ImportDialog(bridge, path, None)
        qtbot.addWidget(dialog)
        dialog.show()
        settled(qtbot, dialog)
        return dialog

    yield opened
    bridge.jobs.stop_all()


def settled(qtbot, dialog):
    """Wait until everything that was chosen is worked out."""
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)


@pytest.fixture
def said(bridge):
    heard: list[str] = []
    bridge.message.connect(heard.append)
    return heard


def test_a_preview_writes_nothing(ask, table, tracker):
    dialog = ask(table(*((name, "Answers", "2026-W40", "1,5", "") for name in NAMES)))
    assert dialog.told.text() == "Zahlen.csv · one value a row · nothing is taken in yet"
    assert dialog.outcome.counts.text() == "3 new"
    assert dialog.primary.text() == "Take in 3 values"
    assert dialog.primary.isEnabled()
    assert not tracker.customers.all()


def test_it_is_one_step_named_after_the_file(ask, table, tracker, said):
    dialog = ask(table((NAMES[0], "Answers", "2026-W40", "1,5", "a\nb")))
    shown = []
    dialog.imported.connect(shown.append)
    dialog.primary.click()
    assert not dialog.isVisible()
    (kept,) = tracker.evaluations.all()
    assert (kept.value, shown) == (1.5, [kept.measure_id])
    assert said[-1] == "1 value taken in from Zahlen.csv. Ctrl+Z takes it back."
    assert tracker.undo() == "import Zahlen.csv"
    assert not tracker.customers.all()


def test_the_second_time_every_row_is_the_same(ask, table):
    path = table((NAMES[2], "Answers", "2026-W40", "1,5", ""))
    ask(path).start()
    again = ask(path)
    assert again.outcome.counts.text() == "1 the same"
    assert not again.primary.isEnabled()


def test_a_change_is_told_from_old_to_new(ask, table, tracker, answers):
    begins = tracker.measures.get(answers).versions[0].valid_from
    commands.record(tracker, answers, begins, 2)
    dialog = ask(table(("Finance leads", "Month-end close answers", "2026-W47", "2,5", "")))
    assert dialog.outcome.counts.text() == "1 changed"
    (card,) = dialog.outcome.cards.cards.values()
    assert card.changes.text().endswith("2 → 2.5 days")
    assert card.terms.isHidden()
    dialog.start()
    assert tracker.evaluations.all()[0].value == 2.5


def test_what_is_logged_can_be_kept(ask, table, tracker, answers, qtbot):
    begins = tracker.measures.get(answers).versions[0].valid_from
    commands.record(tracker, answers, begins, 2)
    rows = [("Finance leads", "Month-end close answers", week, "2,5", "") for week in WEEKS]
    dialog = ask(table(*rows))
    (card,) = dialog.outcome.cards.cards.values()
    qtbot.waitUntil(card.keep.isVisible)  # a new card is shown with the next event
    card.keep.click()
    assert card.keep.isChecked()
    dialog.start()
    assert [one.value for one in tracker.evaluations.series(answers)] == [2.5, 2]


def test_what_cannot_be_read_is_told_and_left_out(ask, table, tracker):
    rows = [("A", "Answers", "2026-W40", "1,5", ""), ("A", "Answers", "20x6-W41", "1", "")]
    dialog = ask(table(*rows, ("A", "Answers", "2026-W42", "viel", "")))
    assert dialog.outcome.counts.text() == "1 new · 2 not read"
    assert "Line 3: “20x6-W41” is not a period" in dialog.outcome.wrong.text()
    assert "Line 4: “viel” is not a number" in dialog.outcome.wrong.text()
    dialog.start()
    assert len(tracker.evaluations.all()) == 1


def clicked_entry(box: QComboBox, text: str) -> int:
    """Choose from a box as a click on it and one on an entry do; return that it takes two."""
    assert box.isVisible()
    assert box.isEnabled()
    at = box.findText(text)
    box.setCurrentIndex(at)
    box.activated.emit(at)
    return 2


def test_weeks_across_go_in_with_few_clicks_and_one_name(ask, tracker, qtbot):
    clicks = 4  # File, Import a file, the file, Open
    dialog = ask(FOLDER / "weeks_across.xlsx")
    assert not dialog.primary.isEnabled()
    qtbot.mouseClick(dialog.outcome.whom.lineEdit(), Qt.MouseButton.LeftButton)
    clicks += 1
    qtbot.keyClicks(dialog.outcome.whom, "Service desk")
    clicks += clicked_entry(dialog.outcome.area, "Efficiency")
    settled(qtbot, dialog)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
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
    dialog = ask(FOLDER / "weeks_across.xlsx")
    dialog.outcome.whom.setEditText("Desk")
    clicked_entry(dialog.outcome.area, "ROI")
    settled(qtbot, dialog)
    cards = dialog.outcome.cards.cards
    qtbot.mouseClick(cards["complaints"].draft, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    answer = cards["first answer"]
    answer.better.choose(Better.HIGHER)
    answer.promise.clear()
    qtbot.keyClicks(answer.promise, ">= 2,5")
    settled(qtbot, dialog)
    assert "1 draft: kept, not asked for, not judged." in dialog.outcome.notes.text()
    dialog.start()
    told = {one.name: (one.now.better, one.now.promise) for one in tracker.measures.all()}
    assert told["First answer"] == (Better.HIGHER, 2.5)
    assert {one.name for one in tracker.measures.all() if one.draft} == {"Complaints"}


def test_a_question_is_answered_with_a_click(ask, tmp_path, qtbot, tracker):
    path = tmp_path / "card.csv"
    path.write_text('customer,measure,period,value\nA,O,2026-W40,"1,234"\nA,O,2026-W41,987\n')
    dialog = ask(path)
    (card,) = dialog.outcome.questions
    assert not dialog.primary.isEnabled()
    qtbot.mouseClick(card.answers["point"], Qt.MouseButton.LeftButton)
    settled(qtbot, dialog)
    assert dialog.outcome.questions == []
    dialog.start()
    assert [one.value for one in tracker.evaluations.all()] == [1234, 987]


def test_what_a_column_is_can_be_said_by_its_head_and_by_key(ask, qtbot):
    dialog = ask(FOLDER / "kpi_card_us.csv")
    assert dialog.outcome.counts.text() == "116 new"
    table = dialog.table
    assert table.table.head(2) == "Measure ▾\nOpen tickets"
    table.setCurrentIndex(table.table.index(0, 2))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    leave = next(one for one in table._menu.actions() if one.data() == Role.LEFT_OUT.value)
    leave.trigger()
    table._menu.close()
    settled(qtbot, dialog)
    assert dialog.outcome.counts.text() == "80 new"
    assert table.table.head(2) == "Left out ▾\nOpen tickets"


def test_how_it_was_read_can_be_chosen_otherwise(ask, qtbot):
    dialog = ask(FOLDER / "kpi_card_us.csv")
    boxes = dialog.how.boxes
    assert boxes["dates"].itemText(0) == "month, day, year, as found"
    assert boxes["week_day"].itemText(0) == "it ends with the date, as found"
    clicked_entry(boxes["week_day"], "it begins with the date")
    settled(qtbot, dialog)
    starts = {one.start.isocalendar().week for one in dialog.preview.plan.targets[0].entries}
    assert min(starts) == 3


def test_choices_for_a_file_of_this_shape_are_offered_next_time(ask, qtbot, tracker):
    dialog = ask(FOLDER / "kpi_card_us.csv")
    dialog.outcome.whom.setEditText("Plant")
    clicked_entry(dialog.outcome.area, "Efficiency")
    settled(qtbot, dialog)
    dialog.start()
    tracker.undo()
    again = ask(FOLDER / "kpi_card_us.csv")
    assert again.quiet.text() == "Read as the last file of this shape was"
    assert again.primary.isEnabled()
    again.start()
    assert [one.name for one in tracker.customers.all()] == ["Plant"]


def test_a_file_that_is_no_table_is_told_in_a_sentence(ask, tmp_path):
    path = tmp_path / "notes.csv"
    path.write_text("hello\nworld", encoding="utf-8")
    dialog = ask(path)
    assert "No column names weeks" in dialog.told.text()
    assert not dialog.primary.isEnabled()
    assert "gone.csv cannot be read" in ask(tmp_path / "gone.csv").told.text()


def test_a_long_import_shows_how_far_it_is(ask, table, monkeypatch):
    seen = []
    dialog = ask(table(*(("Team", f"M{at}", "2026-W40", "1", "") for at in range(20))))
    monkeypatch.setattr(dialog.progress, "repaint", lambda: seen.append(dialog.progress.value()))
    dialog.start()
    assert seen[-1] == 20
    assert seen == sorted(seen)


def test_a_diary_that_cannot_be_written_says_so(ask, table, monkeypatch):
    def refuse(*_args, **_more):
        raise FileTrouble("The disk is full", "Make room and try again.")

    dialog = ask(table(("Team", "M", "2026-W40", "1", "")))
    monkeypatch.setattr("tracker.gui.bring_in.dialog.apply_import", refuse)
    dialog.start()
    assert dialog.told.text() == "The disk is full. Make room and try again."
    assert dialog.isVisible()


def test_names_that_look_like_markup_or_formulas_are_shown_as_they_are(ask, table):
    dialog = ask(table(("<b>Team</b>", "'=1+1", "2026-W40", "1", "")))
    QApplication.processEvents()
    (card,) = dialog.outcome.cards.cards.values()
    assert card.told.text().startswith("<b>Team</b>")
    assert all(
        label.textFormat() is not Qt.TextFormat.RichText for label in dialog.findChildren(QLabel)
    )


def test_everything_can_be_reached_by_key(ask):
    dialog = ask(FOLDER / "weeks_across.xlsx")
    wanted = [dialog.table, dialog.outcome.whom, dialog.outcome.area, dialog.outcome.remember]
    wanted += [*dialog.findChildren(QPushButton)]
    assert all(
        isinstance(one, QWidget) and one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in wanted
    )


def test_a_guess_follows_the_values_it_was_made_of(ask, qtbot):
    dialog = ask(FOLDER / "months_yyyymm.csv")
    card = dialog.outcome.cards.cards["kept first time"]
    assert card.promise.text() == ">= 0.81"
    (question,) = dialog.outcome.questions
    qtbot.mouseClick(question.answers["percent"], Qt.MouseButton.LeftButton)
    settled(qtbot, dialog)
    assert card.promise.text() == ">= 81"


def test_f1_shows_what_goes_in_with_its_pictures(ask, qtbot):
    dialog = ask(FOLDER / "kpi_card_us.csv")
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    guide = dialog.guide
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
    assert said[-1].endswith("rows taken in whole. Ctrl+Z takes them back.")
    other = tmp_path / "points.json"
    other.write_text('[{"timestamp": 1, "value": 2}]', encoding="utf-8")
    assert not take_whole_file(bridge, other)
