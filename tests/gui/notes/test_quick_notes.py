"""Quick notes as a person takes them: Ctrl+N, kinds, contact, fixes and events made of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tracker.app import commands
from tracker.app.commands import NoteInput
from tracker.app.customers.notes import contact_of, out_of_touch, tidy_tags
from tracker.app.review.review import review
from tracker.app.search.search import search
from tracker.app.sharing.scorecard import scorecard
from tracker.app.trends.trend import trend_picture, trend_sheet
from tracker.domain.errors import InvalidInput
from tracker.domain.notes import NoteKind
from tracker.gui.correct.page import CorrectPage
from tracker.gui.customers.page import CustomersPage
from tracker.gui.customers.profile import NOTES
from tracker.gui.dialogs.fix import FixFromNoteDialog
from tracker.gui.notes.lists import IdeasPart
from tracker.gui.notes.quick_note import QuickNoteDialog
from tracker.gui.palette.hits import open_hit
from tracker.gui.shell.window import MainWindow


@pytest.fixture
def dialog(qtbot, bridge, finance):
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = QuickNoteDialog(bridge, owner, finance)
    dialog.show()
    yield dialog
    owner.close()


@pytest.fixture
def page(qtbot, bridge, finance):
    page = CustomersPage(bridge)
    qtbot.addWidget(page)
    page.resize(1110, 740)
    page.show()
    page.profile.open_tab(NOTES)
    return page


@pytest.fixture
def ideas(qtbot, bridge, finance, answers):
    page = CorrectPage(bridge)
    qtbot.addWidget(page)
    page.resize(1080, 700)
    page.show()
    page.show_section("ideas")
    yield page.part("ideas")
    page.close()


def noted(tracker, today, text="They worry about August", **said):
    return commands.add_note(tracker, NoteInput(text=text, happened_on=today, **said))


def test_a_conversation_is_kept_with_the_customer_in_view(dialog, tracker, finance, qtbot, today):
    qtbot.keyClicks(dialog.text, "They close two days earlier")
    dialog.played_back.setChecked(True)
    dialog.tags.setText("audit; #month-end, audit")
    dialog.primary.click()
    (note,) = tracker.notes.all()
    assert (note.customer_id, note.kind, note.happened_on) == (finance, NoteKind.NOTE, today)
    assert (note.text, note.played_back) == ("They close two days earlier", True)
    assert note.tags == "audit, month-end"


@pytest.mark.parametrize(
    ("text", "day", "field", "complaint"),
    [
        ("", "2026-11-20", "text", "empty"),
        ("x" * 10_001, "2026-11-20", "text", "10001"),
        ("They", "2026-02-31", "happened_on", "2026-02-31"),
        ("They", "", "happened_on", "missing"),
    ],
)
def test_bad_input_is_one_sentence_beside_its_field(dialog, tracker, text, day, field, complaint):
    dialog.text.setPlainText(text)
    dialog.day.line.setText(day)
    dialog.primary.click()
    assert complaint in dialog.forms[0].error_text(field)
    assert dialog.isVisible()
    assert tracker.notes.all() == []


def test_only_a_conversation_is_played_back(dialog, tracker):
    assert dialog.played_back.isVisible()
    dialog.kind.choose(NoteKind.THANKS)
    assert not dialog.played_back.isVisible()
    dialog.text.setPlainText("Thanks for August")
    dialog.primary.click()
    assert tracker.notes.all()[0].played_back is None


def test_notes_stand_on_the_customers_page_and_are_edited_and_deleted_there(
    page, tracker, finance, today, qtbot
):
    assert page.profile.part(NOTES).nothing.isVisible()
    note_id = noted(tracker, today, customer_id=finance)
    part = page.profile.part(NOTES)
    (row,) = part.notes.rows
    assert row.text.text() == "They worry about August"
    assert "not played back" in row.head.text()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    dialog = page.findChild(QuickNoteDialog)
    dialog.text.setPlainText("They worry about July")
    dialog.primary.click()
    assert part.notes.rows[0].text.text() == "They worry about July"
    qtbot.keyClick(part.notes.rows[0], Qt.Key.Key_Delete)
    assert part.notes.rows == []
    tracker.undo()
    assert [row.key for row in part.notes.rows] == [note_id]


def test_up_and_down_go_from_note_to_note(page, tracker, finance, qtbot, today):
    older = noted(tracker, today - timedelta(days=9), "Older", customer_id=finance)
    newer = noted(tracker, today, "Newer", customer_id=finance)
    rows = page.profile.part(NOTES).notes.rows
    assert [row.key for row in rows] == [newer, older]
    rows[0].setFocus()
    qtbot.keyClick(rows[0], Qt.Key.Key_Down)
    assert rows[1].hasFocus()
    qtbot.keyClick(rows[1], Qt.Key.Key_Down)
    qtbot.keyClick(rows[1], Qt.Key.Key_Up)
    assert rows[0].hasFocus()


def test_contact_is_told_and_any_contact_counts(page, tracker, finance, today):
    part = page.profile.part(NOTES)
    assert part.contact.text() == "No contact noted yet."
    noted(tracker, today - timedelta(days=20), customer_id=finance)
    assert part.contact.text() == "Last contact 20 days ago."
    part.every.setValue(2)
    part.every.editingFinished.emit()
    assert part.contact.text() == "Last contact 20 days ago; every 2 weeks was meant."
    assert [one.id for one, _ in out_of_touch(tracker, today)] == [finance]
    commands.add_rating(tracker, finance, today - timedelta(days=1), 4)
    assert part.contact.text() == "Last contact yesterday."
    assert out_of_touch(tracker, today) == []


def test_an_idea_is_no_contact(tracker, finance, today):
    noted(tracker, today, customer_id=finance, kind=NoteKind.IDEA)
    customer = tracker.customers.get(finance)
    assert contact_of(tracker, customer, today).last is None


def test_an_obstacle_becomes_a_fix_and_is_ticked_off(ideas, tracker, today, qtbot, answers):
    noted(tracker, today, "Nobody covers for me", kind=NoteKind.OBSTACLE)
    (row,) = ideas.notes.rows
    qtbot.keyClick(row, Qt.Key.Key_F)
    dialog = ideas.window().findChild(FixFromNoteDialog)
    assert dialog.obstacle.text == "Nobody covers for me"
    dialog.what.setText("Named cover")
    dialog.primary.click()
    (fix,) = tracker.fixes.all()
    (note,) = tracker.notes.all()
    assert (fix.measure_id, note.fix_id, note.done_on) == (answers, fix.id, today)
    assert "became the fix “Named cover”" in ideas.notes.rows[0].head.text()
    tracker.undo()
    assert tracker.fixes.all() == []
    assert tracker.notes.all()[0].done_on is None


def test_what_is_stopped_stands_on_the_charts(ideas, tracker, finance, today):
    note_id = noted(tracker, today, "The weekly status mail", kind=NoteKind.STOP)
    (event,) = tracker.events.all()
    assert (event.title, event.happened_on) == ("Stopped: The weekly status mail", today)
    said = NoteInput(text="The Friday mail", happened_on=date(2026, 11, 2), kind=NoteKind.STOP)
    commands.edit_note(tracker, note_id, said)
    assert tracker.events.all()[0].title == "Stopped: The Friday mail"
    commands.remove_note(tracker, note_id)
    assert tracker.events.all() == []
    tracker.undo()
    assert len(tracker.events.all()) == 1


def test_a_list_of_its_own_for_each_kind(ideas, tracker, today, qtbot):
    noted(tracker, today, "An idea", kind=NoteKind.IDEA)
    noted(tracker, today, "Thanks", kind=NoteKind.THANKS)
    noted(tracker, today, "Start earlier", kind=NoteKind.START)
    shown = {}
    for key in ("ideas", "stop_start", "thanks"):
        ideas.which.choose(key)
        shown[key] = [row.note.text for row in ideas.notes.rows]
    assert shown == {"ideas": ["An idea"], "stop_start": ["Start earlier"], "thanks": ["Thanks"]}
    ideas.which.choose("ideas")
    qtbot.keyClick(ideas.notes.rows[0], Qt.Key.Key_Space)
    assert tracker.notes.where("kind = 'idea'")[0].done_on == today


def test_a_note_does_not_turn_into_an_event_afterwards(tracker, today):
    note_id = noted(tracker, today)
    said = NoteInput(text="Stop it", happened_on=today, kind=NoteKind.STOP)
    with pytest.raises(InvalidInput, match="another kind"):
        commands.edit_note(tracker, note_id, said)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("", ""), (" , ;", ""), ("A, a ,B", "A, B"), ("#x;y  z", "x, y z")],
)
def test_tags_are_tidied(typed, kept):
    assert tidy_tags(typed) == kept


def test_what_is_stopped_never_leaves(tracker, finance, answers, today):
    commands.share_measure(tracker, answers, shared=True)
    monday = today - timedelta(days=today.weekday())
    for week in range(8):
        commands.record(tracker, answers, monday - timedelta(weeks=week + 1), 1.5)
    noted(tracker, monday - timedelta(weeks=3), "Bob’s silly mails", kind=NoteKind.STOP)
    first, last = monday - timedelta(weeks=9), today
    own = trend_sheet(tracker, answers, today).picture
    assert "Stopped: Bob’s silly mails" in [flag.label for flag in own.flags]
    assert own.for_sharing.flags == ()
    assert trend_picture(tracker, answers, today).flags == ()
    card = scorecard(tracker, finance, first, last, today)
    assert "Bob" not in repr(card)
    assert "Bob" not in repr(review(tracker, first, last, today))


def test_the_field_of_how_often_has_room_for_its_words(page):
    field = page.profile.part(NOTES).every
    assert field.lineEdit().width() > field.fontMetrics().horizontalAdvance(field.text())


def test_a_note_of_nobody_is_found_edited_and_deleted(qtbot, bridge, tracker, today):
    for number in range(70):
        noted(tracker, today - timedelta(days=number + 1), f"Note {number}")
    lost = noted(tracker, today - timedelta(days=100), "The printer on the third floor")
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    window.show()
    window.show_page("review")
    (hit,) = search(tracker, "printer").hits
    open_hit(window.page("review"), hit)
    part = window.page("correct").notes
    row = next(row for row in part.notes.rows if row.key == lost)
    assert (part.which.value, window.focusWidget()) == ("all", row)
    qtbot.keyClick(row, Qt.Key.Key_Return)
    (form,) = part.findChildren(QuickNoteDialog)
    assert form.customer.currentData() is None
    form.text.setPlainText("The printer on the second floor")
    form.primary.click()
    assert tracker.notes.get(lost).text == "The printer on the second floor"
    row = next(row for row in part.notes.rows if row.key == lost)
    qtbot.keyClick(row, Qt.Key.Key_Delete)
    assert tracker.notes.first(id=lost) is None


def test_all_notes_stand_newest_first_and_older_ones_are_a_click_away(
    ideas, tracker, finance, today
):
    for number in range(70):
        noted(tracker, today - timedelta(days=number), f"Note {number}")
    noted(tracker, today, "Thanks", kind=NoteKind.THANKS, customer_id=finance)
    ideas.which.choose("all")
    assert ideas.notes.rows[0].note.text == "Thanks"
    assert "Finance leads" in ideas.notes.rows[0].head.text()
    assert len(ideas.notes.rows) == 60
    ideas.older.click()
    assert len(ideas.notes.rows) == 71
    assert not ideas.older.isVisible()


def test_a_note_can_be_edited_and_deleted_by_mouse(ideas, tracker, today):
    kept = noted(tracker, today)
    ideas.which.choose("all")
    (row,) = ideas.notes.rows
    row.more.click()
    menu = ideas.notes._menu
    menu.actions()[1].trigger()
    menu.close()
    assert tracker.notes.first(id=kept) is None


def test_who_was_never_spoken_to_is_in_the_reminder_before_all_others(tracker, finance, today):
    sales = commands.add_customer(tracker, "Field sales", None)
    noted(tracker, today - timedelta(days=60), customer_id=finance)
    for customer in (finance, sales):
        commands.keep_in_touch(tracker, customer, 4)
    assert [one.id for one, _ in out_of_touch(tracker, today)] == [sales, finance]
    _, contact = out_of_touch(tracker, today)[0]
    assert contact.sentence(today) == "No contact noted yet; every 4 weeks was meant."


def test_the_kinds_of_a_note_stand_in_one_row(qtbot, dialog):
    dialog.show()
    buttons = dialog.kind.buttons.values()
    assert len({one.y() for one in buttons}) == 1


def test_an_empty_list_says_what_will_stand_there_and_offers_to_note_one(qtbot, bridge, tracker):
    part = IdeasPart(bridge)
    qtbot.addWidget(part)
    part.refresh()
    part.show()
    assert part.empty.isVisible()
    assert not part.card.isVisible()
    assert "what stands in the way" in part.empty.text.text()
    qtbot.mouseClick(part.empty.button, Qt.MouseButton.LeftButton)
    (dialog,) = part.findChildren(QuickNoteDialog)
    dialog.text.setPlainText("Let the quote take its header")
    dialog.submit()
    part.refresh()
    assert part.card.isVisible()
    assert not part.empty.isVisible()
