"""The Share page, used as a person would: seen, switched, saved, copied, answered, looked up."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from tracker.app import commands
from tracker.app.sharing.commands import sharing_of, switches_of
from tracker.app.sharing.ledger import ledger_rows
from tracker.domain.sharing import ShareKind, SharingWay
from tracker.gui.dialogs.rating import RatingDialog
from tracker.gui.share.page import SharePage
from tracker.gui.share.sent import AgreeDialog, ReplyDialog
from tracker.gui.share.unshared import EmptyPlace
from tracker.gui.widgets.chart_export import DragFolder
from tracker.gui.widgets.item_list import KEY
from tracker.gui.widgets.painting import Sparkline
from tracker.gui.widgets.wrapping import FewLines
from tracker.report.scorecard.reply import CustomerReply, encode

pytestmark = pytest.mark.usefixtures("no_modal")


@pytest.fixture
def monday(today) -> date:
    return today - timedelta(days=today.weekday())


@pytest.fixture
def shared(tracker, answers, forecast, monday):
    """Log twelve weeks of two shared measures, one note among them."""
    for measure_id, values in ((answers, [1.6, 1.7, 1.5] * 4), (forecast, [3, 4, 3] * 4)):
        commands.share_measure(tracker, measure_id, shared=True)
        for at, value in enumerate(values):
            commands.record(tracker, measure_id, monday - timedelta(weeks=13 - at), value)
    week = monday - timedelta(weeks=4)
    commands.annotate(tracker, answers, week, note="They thanked me", private_note="Kim was off")
    return answers


@pytest.fixture
def page(qtbot, bridge):
    page = SharePage(bridge)
    qtbot.addWidget(page)
    page.resize(1080, 740)
    page.show()
    return page


def words_on(page: SharePage) -> str:
    """Return every word on the pages that are shown."""
    pages = page.paper.pages
    assert pages is not None
    marks = (mark for one in pages.pages for mark in one.marks)
    return " ".join(mark.paragraph.text for mark in marks if hasattr(mark, "paragraph"))


def answer(page: SharePage, *, for_them: bool = True) -> None:
    """Say whom it is for."""
    asked = page.writing.whom
    (asked.primary if for_them else asked.mine).click()


def item(page: SharePage, text: str):
    items = page.side.items
    rows = [items.item(at) for at in range(items.count())]
    return next(row for row in rows if text in row.text() and row.data(KEY))


def save_as(page: SharePage, path, *, for_them: bool | None = True) -> None:
    if for_them is not None:
        answer(page, for_them=for_them)
    dialog = page.writing.dialog
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_without_customers_the_page_says_what_will_stand_here(qtbot, page):
    assert page.empty.isVisible()
    assert not page.save.isVisible()
    with qtbot.waitSignal(page.new_customer_requested):
        page.empty.customer.click()


def test_without_a_shared_measure_nothing_can_leave(page, tracker, answers):
    page.refresh()
    assert not page.save.isEnabled()
    assert "No measure is shared" in page.save.toolTip()
    assert page.bare.isVisible()
    assert not page.paper.isVisible()
    assert page.bare.title.text() == "The one measure for Finance leads is not shared yet."
    assert page.bare.button.text() == "Share it"
    told = page.bare.button.accessibleDescription()
    assert told.startswith("The one measure for Finance leads is not shared yet.\n"), "it is heard"
    assert page.bare.button.property("tone") == "accent"
    assert not page.save.property("tone")
    page.save_page()
    page.copy_page()
    assert page.writing.dialog is None
    assert ledger_rows(tracker) == []


def test_of_one_measure_that_is_shared_no_two_are_said(page, answers, bridge):
    said: list[str] = []
    bridge.message.connect(said.append)
    page.refresh()
    page.bare.button.click()
    assert said[-1] == "It is on the page now. Nothing has left yet."


def test_the_preview_is_the_page_with_its_words(page, shared):
    told = words_on(page)
    assert "For Finance leads" in told
    assert "Month-end close answers" in told
    assert "Kim was off" not in told
    assert "They thanked me" not in told  # nobody has starred it or switched it on


def test_an_item_is_switched_on_by_the_space_bar_and_stays_so(
    page, shared, tracker, finance, qtbot
):
    row = item(page, "They thanked me")
    assert row.checkState() is Qt.CheckState.Unchecked
    items = page.side.items
    items.setFocus()
    items.setCurrentItem(row)
    qtbot.keyClick(items, Qt.Key.Key_Space)
    assert "They thanked me" in words_on(page)
    assert True in switches_of(tracker, finance).values()
    assert item(page, "They thanked me").checkState() is Qt.CheckState.Checked
    assert items.currentItem().data(KEY) == item(page, "They thanked me").data(KEY)
    tracker.undo()
    assert "They thanked me" not in words_on(page)


def test_a_measure_switched_off_takes_all_of_it_along(page, shared):
    item(page, "Month-end close answers: ").setCheckState(Qt.CheckState.Unchecked)
    told = words_on(page)
    assert "Month-end close answers" not in told
    assert "Forecast was usable as sent" in told


def test_own_words_are_kept_when_the_field_is_left(page, shared, tracker, finance, qtbot):
    page.side.words.setFocus()
    qtbot.keyClicks(page.side.words, "Thank you for your patience")
    page.save.setFocus()
    assert sharing_of(tracker, finance).words == "Thank you for your patience"
    assert "Thank you for your patience" in words_on(page)


def test_a_saved_page_is_in_the_ledger_with_its_exact_bytes(page, shared, tracker, tmp_path, today):
    for name in ("card.html", "card.pdf", "card.png"):
        page.save.click()
        save_as(page, tmp_path / name)
        newest = ledger_rows(tracker)[0]
        assert newest.share.form == name.rpartition(".")[2]
        assert newest.share.way is SharingWay.FILE
        assert newest.share.shared_on == today
        assert newest.measures == 2
        assert tracker.ledger.content(newest.share.id) == (tmp_path / name).read_bytes()
    page.show_sent()
    assert page.sent.table.rows.rowCount() == 3
    assert page.sent.table.rows.index(0, 0).data() == "20 Nov 2026"
    assert "Scorecard (PNG), saved as a file" in page.sent.table.rows.index(0, 1).data()


def test_a_page_that_cannot_be_written_is_not_in_the_ledger(page, shared, tracker, tmp_path):
    from tracker.domain.errors import TrackerError

    page.save.click()
    answer(page)
    with pytest.raises(TrackerError, match="no folder"):
        page.writing._on_chosen(tmp_path / "gone" / "card.html")
    page.writing.dialog.close()
    assert ledger_rows(tracker) == []


def test_a_copied_page_is_a_picture_on_the_clipboard(page, shared, tracker):
    page.copy.click()
    answer(page)
    image = QGuiApplication.clipboard().image()
    assert image.width() > 1000
    assert ledger_rows(tracker)[0].share.way is SharingWay.COPY


@pytest.mark.parametrize("way", [SharingWay.FILE, SharingWay.COPY])
def test_a_page_for_oneself_is_in_the_ledger_and_shown_to_nobody(
    page, shared, tracker, tmp_path, way
):
    if way is SharingWay.FILE:
        page.save.click()
        save_as(page, tmp_path / "card.html", for_them=False)
    else:
        page.copy.click()
        answer(page, for_them=False)
    (row,) = ledger_rows(tracker)
    assert (row.share.way, row.share.for_them) == (way, False)
    assert row.what.endswith(", for me")
    assert tracker.ledger.last_shown() == tracker.ledger.last_shared() == {}
    page.save.click()
    save_as(page, tmp_path / "card.html")
    assert len(tracker.ledger.last_shown()) == 2


def test_who_gives_no_answer_saves_nothing(page, shared, tracker, tmp_path):
    page.save.click()
    page.writing.whom.cancel.click()
    assert page.writing.dialog is None
    assert ledger_rows(tracker) == []


def test_looking_at_a_page_is_not_sharing_it(page, shared, tracker, monkeypatch):
    opened = []
    monkeypatch.setattr("tracker.gui.share.sending.QDesktopServices.openUrl", opened.append)
    page.look.click()
    (url,) = opened
    assert url.toLocalFile().endswith(".html")
    assert b"<html" in Path(url.toLocalFile()).read_bytes()
    DragFolder.clear()  # as when the program quits
    assert not Path(url.toLocalFile()).parent.exists()
    assert ledger_rows(tracker) == []


def test_what_was_sent_is_opened_as_it_was_then(page, shared, tracker, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("tracker.gui.share.sending.QDesktopServices.openUrl", opened.append)
    page.save.click()
    save_as(page, tmp_path / "card.html")
    commands.edit_customer(tracker, tracker.customers.all()[0].id, name="Somebody else")
    page.show_sent()
    page.sent.open.click()
    sent = Path(opened[-1].toLocalFile())
    assert sent.read_bytes() == (tmp_path / "card.html").read_bytes()
    page.sent.save.click()
    save_as(page, tmp_path / "again.html", for_them=None)  # it was answered for then
    assert (tmp_path / "again.html").read_bytes() == (tmp_path / "card.html").read_bytes()
    assert len(ledger_rows(tracker)) == 1


def test_a_reply_is_pasted_and_taken_in_once(page, shared, tracker, tmp_path, today, qtbot):
    page.save.click()
    save_as(page, tmp_path / "card.html")
    share = ledger_rows(tracker)[0].share
    code = encode(CustomerReply(share.token, today, (4, None), "Faster, thank you"))
    page.reply.click()
    dialog = page.findChild(ReplyDialog)
    dialog.code.setPlainText(f"Hello,\n> {code}\n\nKim")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert [(one.value, one.words) for one in tracker.ratings.all()] == [
        (4.0, ""),
        (None, "Faster, thank you"),
    ]
    assert page.sent.isVisible()
    assert "Faster, thank you" in page.sent.table.rows.index(0, 4).data()
    page.reply.click()
    dialog = page.findChildren(ReplyDialog)[-1]
    dialog.code.setPlainText(code)
    dialog.primary.click()
    assert "saved before" in dialog.forms[0].error_text("code")
    assert len(tracker.ratings.all()) == 2
    dialog.reject()


@pytest.mark.parametrize("text", ["", "hello", "IT1.", "IT9.abc.261122.4.aaaaaaa.", "x" * 20_000])
def test_what_is_no_code_is_told_beside_the_field(page, shared, tracker, text):
    page.reply.click()
    dialog = page.findChild(ReplyDialog)
    dialog.code.setPlainText(text)
    dialog.primary.click()
    assert dialog.isVisible()
    assert dialog.forms[0].error_text("code").endswith(".")
    assert tracker.ratings.all() == []
    dialog.reject()


def test_what_they_said_about_a_page_is_kept_with_it(page, shared, tracker, tmp_path):
    page.save.click()
    save_as(page, tmp_path / "card.pdf")
    page.show_sent()
    page.sent.said.click()
    dialog = page.findChild(RatingDialog)
    dialog.primary.click()
    assert "Neither a rating nor words" in dialog.forms[0].error_text("value")
    dialog.value.choose(5)
    dialog.words.setPlainText("Just right")
    dialog.primary.click()
    assert "Just right" in page.sent.table.rows.index(0, 4).data()
    assert ledger_rows(tracker)[0].ratings[0].value == 5


def test_promises_are_agreed_on_and_made_provisional_again(page, shared, tracker, today):
    page.show_agreement()
    assert "provisional" in words_on(page).lower()
    page.bar.agree.click()
    dialog = page.findChild(AgreeDialog)
    dialog.by.clear()
    dialog.primary.click()
    assert "empty" in dialog.forms[0].error_text("agreed_by")
    dialog.by.setText("Kim Larsen")
    dialog.primary.click()
    assert {one.agreed_by for one in tracker.agreements.all()} == {"Kim Larsen"}
    assert "Kim Larsen" in words_on(page)
    page.bar.agree.click()
    dialog = page.findChildren(AgreeDialog)[-1]
    dialog.boxes[shared].setChecked(False)
    dialog.primary.click()
    assert [one.measure_id for one in tracker.agreements.all()] != [shared]
    assert len(tracker.agreements.all()) == 1


def test_publishing_without_a_folder_leads_to_the_settings(page, shared, tracker, finance):
    wished = []
    page.page_requested.connect(wished.append)
    page.side.publish.click()
    assert sharing_of(tracker, finance).published
    assert wished == ["settings"]


def test_other_days_change_the_page_and_nonsense_does_not(page, shared, bridge, qtbot):
    told = []
    bridge.message.connect(told.append)
    box = page.bar.period.box
    before = words_on(page)
    box.setCurrentIndex(box.count() - 1)
    box.activated.emit(box.count() - 1)
    first, last = page.bar.period.first.line, page.bar.period.last.line
    for text, complaint in (("2026-13-01", "2026-13-01"), ("2030-01-01", "before it begins")):
        first.setText(text)
        first.editingFinished.emit()
        assert complaint in told[-1]
        assert words_on(page) == before
    first.setText("2026-10-05")
    last.setText("2026-11-01")
    last.editingFinished.emit()
    assert "5 OCTOBER" in words_on(page)
    page.refresh()
    assert "5 OCTOBER" in words_on(page)


def test_customers_of_long_names_and_many_pages_fit(page, shared, tracker, finance):
    commands.edit_customer(tracker, finance, name="N" * 200)
    page.resize(764, 560)
    QApplication.processEvents()
    assert page.bar.customers.width() <= 300
    assert page.paper.preview.height() > page.paper.height()
    assert page.grab().width() == 764


def test_an_agreement_is_saved_as_such(page, shared, tracker, tmp_path):
    page.show_agreement()
    page.save.click()
    save_as(page, tmp_path / "agreement.pdf")
    assert ledger_rows(tracker)[0].share.kind is ShareKind.AGREEMENT
    assert (tmp_path / "agreement.pdf").read_bytes().startswith(b"%PDF")


def test_where_nothing_is_shared_the_page_has_its_title_and_a_place_for_each_measure(
    page, tracker, answers, forecast, logged
):
    page.refresh()
    QApplication.processEvents()
    assert page.bare.page_title.text() == "For Finance leads"
    assert page.bare.span.text() == "IMPACT SCORECARD · 17 AUGUST – 15 NOVEMBER 2026"
    places = [one for one in page.bare.findChildren(EmptyPlace) if one.isVisible()]
    assert [one.name.text() for one in places] == [
        tracker.measures.get(key).name for key in (answers, forecast)
    ]
    assert page.side.nothing.isVisible()
    told = [one.text() for one in page.side.unshared.findChildren(FewLines)]
    assert "Promise ≤ 2 days · partly kept, in 2 of 3 weeks" in told
    assert "Nothing logged yet" in told
    drawn = [one for one in page.side.unshared.findChildren(Sparkline) if one.isVisible()]
    assert len(drawn) == 2
    page.bare.button.click()
    assert not page.side.nothing.isVisible()


def test_what_is_not_shared_is_switched_on_one_by_one_or_at_once(page, tracker, answers, forecast):
    page.refresh()
    assert page.bare.button.text() == "Share both"
    switches = page.side.unshared.switches
    assert set(switches) == {answers, forecast}
    switches[answers].click()
    assert tracker.measures.get(answers).shared
    assert page.paper.isVisible()
    assert page.save.isEnabled()
    assert set(page.side.unshared.switches) == {forecast}, "the rest stays listed"
    tracker.undo()
    assert page.bare.isVisible()
    page.bare.button.click()
    assert tracker.measures.get(answers).shared
    assert tracker.measures.get(forecast).shared
    assert page.paper.isVisible()
    assert not page.side.unshared.isVisible()
    tracker.undo()
    assert not tracker.measures.get(answers).shared
    assert not tracker.measures.get(forecast).shared


def test_a_customer_without_a_measure_is_offered_one(qtbot, page, tracker, finance):
    page.refresh()
    assert page.bare.button.text() == "Add a measure"
    with qtbot.waitSignal(page.new_measure_requested):
        page.bare.button.click()


def test_a_page_without_a_name_on_it_leads_to_where_it_is_given(page, shared, tracker, qtbot):
    """Whoever gets it would not know whose it is."""
    page.refresh()
    assert page.side.unsigned.isVisible()
    with qtbot.waitSignal(page.page_requested) as asked:
        page.side.unsigned.click()
    assert asked.args == ["settings"]
    commands.introduce(tracker, "Ana Ruiz", "")
    page.refresh()
    assert not page.side.unsigned.isVisible()
    assert "Ana Ruiz" in words_on(page)
