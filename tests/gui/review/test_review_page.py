"""Review as a person uses it: the pack is seen, put in own words, saved; surprises; evidence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt, QThread
from PySide6.QtWidgets import QFileDialog

from tracker.app import commands
from tracker.app.demo import fill_demo
from tracker.app.person import person
from tracker.domain.sharing import ShareKind
from tracker.gui.review import maker as review_maker
from tracker.gui.review import pack as review_export
from tracker.gui.review.page import EVIDENCE, PACK, SURPRISES, VIEWS, ReviewPage
from tracker.gui.review.paragraphs import LEFT_OUT
from tracker.report.documents.document import Text

MONDAY = date(2026, 11, 16)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def nothing_runs_on(bridge):
    yield
    bridge.jobs.stop_all()


@pytest.fixture
def page(qtbot, bridge):
    page = ReviewPage(bridge)
    qtbot.addWidget(page)
    page.resize(1084, 740)
    return page


@pytest.fixture
def demo(tracker, today):
    fill_demo(tracker, today)


@pytest.fixture
def pack(qtbot, demo, page):
    """The pack of the sample data, made."""
    page.show()
    page.activateWindow()
    return made(qtbot, page)


def made(qtbot, page):
    part = page.part(PACK)
    qtbot.waitUntil(lambda: part.pack is not None and not part.busy, timeout=20_000)
    return part


def tab_text(page: ReviewPage, key: str) -> str:
    return page.view.tabText(list(VIEWS).index(key))


def texts(part) -> list[str]:
    return [one.text for one in part.pack.document.every() if isinstance(one, Text)]


def test_an_empty_file_says_what_will_stand_here_and_offers_the_next_step(page, qtbot):
    page.show()
    assert page.empty.isVisible()
    assert not page.save.isVisible()
    with qtbot.waitSignal(page.plan_requested):
        qtbot.keyClick(page.empty.button, Qt.Key.Key_Space)
    page.export_pack()
    assert page.parts == {}


def test_the_pack_is_made_in_another_thread_and_shown_as_its_pages(page, qtbot, demo, monkeypatch):
    threads = []
    real = review_maker._Maker.__call__

    def watched(maker, progress):
        threads.append(QThread.currentThread())
        return real(maker, progress)

    monkeypatch.setattr(review_maker._Maker, "__call__", watched)
    page.show()
    part = made(qtbot, page)
    assert threads
    assert page.thread() not in threads
    me = person(page.tracker)
    assert part.pack.span == (me.review_first, me.review_last)
    assert part.paper.pages is part.pack.pages
    assert "pages" in part.paper.view.accessibleDescription()
    assert part.words.rows[0].text.text() == texts(part)[0]
    assert not part.progress.isVisible()


def test_the_period_and_the_day_of_the_review_are_kept(page, qtbot, tracker, demo, today):
    commands.plan_review(tracker, None)
    page.show()
    made(qtbot, page)
    assert page.bar.period.box.currentText() == "This year (2026)"
    assert page.header.quiet.text().startswith("When is your review?")
    page.bar.day.line.setText((today + timedelta(days=23)).isoformat())
    page.bar.day.editing_finished.emit()
    assert person(tracker).review_on == today + timedelta(days=23)
    assert page.header.quiet.text() == "Your review is in 23 days, on 13 Dec 2026."
    names = [page.bar.period.box.itemText(at) for at in range(page.bar.period.box.count())]
    page.bar.period.box.setCurrentIndex(names.index("Last quarter (Q3 2026)"))
    page.bar.period.box.activated.emit(names.index("Last quarter (Q3 2026)"))
    assert person(tracker).review_first == date(2026, 7, 1)
    assert person(tracker).review_last == date(2026, 9, 30)
    part = made(qtbot, page)
    qtbot.waitUntil(lambda: part.pack.span == (date(2026, 7, 1), date(2026, 9, 30)))
    assert page.bar.period.box.currentText() == "Last quarter (Q3 2026)"
    tracker.undo()
    assert page.bar.period.box.currentText() == "This year (2026)"


def test_a_day_that_is_none_is_said_and_nothing_is_kept(page, qtbot, tracker, demo, bridge):
    page.show()
    kept = person(tracker).review_on
    said = []
    bridge.message.connect(said.append)
    page.bar.day.line.setText("soon")
    page.bar.day.editing_finished.emit()
    assert person(tracker).review_on == kept
    assert "is not a day" in said[-1]


def test_a_paragraph_is_put_in_own_words_by_keys_alone(qtbot, pack, tracker):
    row = pack.words.rows[0]
    rule = row.paragraph.rule
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert row.field.hasFocus()
    assert row.field.text == rule
    qtbot.keyClicks(row.field, "A year that I am proud of.")
    qtbot.keyClick(row.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert row.hasFocus()
    assert not row.editing
    assert row.mark.isVisible()
    qtbot.waitUntil(lambda: "A year that I am proud of." in texts(pack))
    assert rule not in texts(pack)
    assert tracker.history.undo_label == "reword the review"
    qtbot.mouseClick(row.back, LEFT)
    qtbot.waitUntil(lambda: rule in texts(pack))
    assert row.text.text() == rule
    assert not row.mark.isVisible()
    tracker.undo()
    qtbot.waitUntil(lambda: "A year that I am proud of." in texts(pack))


def test_words_that_were_written_for_other_facts_are_offered_for_another_look(qtbot, pack, tracker):
    row = pack.words.rows[0]
    key, rule, span = row.paragraph.key, row.paragraph.rule, pack.pack.span
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    qtbot.keyClicks(row.field, "Mostly kept.")
    qtbot.keyClick(row.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (kept,) = tracker.wordings.where("key = ?", key)
    assert (kept.text, kept.replaced) == ("Mostly kept.", rule)
    assert not row.written.isVisible()
    commands.reword(tracker, *span, key, "Mostly kept.", "Nine of eleven were kept.")
    qtbot.waitUntil(row.written.isVisible)
    assert row.written.text() == "You wrote this when the sentence was: “Nine of eleven were kept.”"
    assert "You wrote this when the sentence was" in row.accessibleName()
    assert "One paragraph" in pack.outdated.text()
    qtbot.mouseClick(row.still, LEFT)
    qtbot.waitUntil(lambda: not row.written.isVisible())
    assert pack.outdated.isHidden()
    (kept,) = tracker.wordings.where("key = ?", key)
    assert (kept.text, kept.replaced) == ("Mostly kept.", rule)


def test_other_words_need_no_new_reading_of_the_diary(qtbot, pack, tracker):
    content = pack.pack.content
    commands.reword(tracker, *pack.pack.span, "summary:1", "Mine")
    qtbot.waitUntil(lambda: "Mine" in texts(pack))
    assert pack.pack.content is content


def test_an_emptied_paragraph_is_left_out_and_esc_keeps_what_was_written(qtbot, pack, tracker):
    row = pack.words.rows[1]
    rule = row.paragraph.rule
    qtbot.mouseClick(row, LEFT, pos=QPoint(20, 12))
    row.field.setPlainText("kept as well")
    qtbot.keyClick(row.field, Qt.Key.Key_Escape)
    assert len(tracker.wordings.where("text = 'kept as well'")) == 1
    assert not row.editing
    qtbot.waitUntil(lambda: "kept as well" in texts(pack))
    row.open()
    row.field.setPlainText("")
    pack.words.rows[0].setFocus()
    qtbot.waitUntil(lambda: rule not in texts(pack))
    assert row.text.text() == LEFT_OUT
    assert row.mark.text() == LEFT_OUT


def test_up_and_down_go_from_paragraph_to_paragraph(qtbot, pack):
    first, second = pack.words.rows[:2]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Up)
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Up)
    assert first.hasFocus()


def test_what_is_logged_meanwhile_comes_into_the_pack(qtbot, pack, tracker, page):
    before = pack.pack
    commands.record(tracker, 1, MONDAY, 9)
    qtbot.waitUntil(lambda: pack.pack is not before, timeout=20_000)
    page.hide()
    before = pack.pack
    commands.record(tracker, 1, MONDAY, 8)
    assert not pack.busy
    page.show()
    qtbot.waitUntil(lambda: pack.pack is not before, timeout=20_000)


def test_hiding_the_page_stops_the_work_and_showing_it_begins_again(qtbot, demo, page):
    page.show()
    page.hide()
    assert not page.part(PACK).busy
    page.show()
    assert made(qtbot, page).pack is not None


def test_cancel_gives_up_and_offers_to_begin_again(qtbot, demo, page):
    page.show()
    part = page.part(PACK)
    part._begin()
    part.progress.show()
    assert part.maker.busy
    qtbot.mouseClick(part.progress.button, LEFT)
    assert not part.maker.busy
    assert part.progress.word.text() == "Stopped."
    assert not part.progress.bar.isVisible()
    qtbot.mouseClick(part.progress.button, LEFT)
    made(qtbot, page)
    assert not part.progress.isVisible()


SUFFIXES = ["pdf", "docx", "pptx", "html", "md"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_pack_is_saved_in_another_thread_and_noted_in_the_ledger(
    qtbot, pack, page, tracker, tmp_path, suffix, bridge, monkeypatch
):
    threads, said = [], []
    real = review_export._PackWriter.__call__

    def watched(writer, progress):
        threads.append(QThread.currentThread())
        return real(writer, progress)

    monkeypatch.setattr(review_export._PackWriter, "__call__", watched)
    bridge.message.connect(said.append)
    page.save.click()
    dialog = pack.writing.dialog
    assert isinstance(dialog, QFileDialog)
    assert dialog.selectedFiles()[0].endswith(".pdf")
    target = tmp_path / f"pack.{suffix}"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    qtbot.waitUntil(lambda: not pack.writing.busy, timeout=30_000)
    assert target.stat().st_size > 1000
    assert page.thread() not in threads
    share = tracker.ledger.all()[-1]
    assert (share.kind, share.form, share.customer_uid) == (ShareKind.REVIEW, suffix, "")
    assert tracker.ledger.content(share.id) == target.read_bytes()
    assert said[-1] == f"Saved to {target}"


def test_a_file_that_cannot_be_is_said_and_nothing_is_noted(qtbot, pack, tracker, tmp_path, bridge):
    said = []
    bridge.message.connect(said.append)
    count = len(tracker.ledger.all())
    pack.export()
    pack.writing.dialog.close()
    pack.writing.write(tmp_path / "gone" / "pack.pdf")
    qtbot.waitUntil(lambda: not pack.writing.busy)
    assert "There is no folder" in said[-1]
    assert len(tracker.ledger.all()) == count


def test_a_writing_that_is_cancelled_leaves_no_file(qtbot, pack, tracker, tmp_path, bridge):
    count = len(tracker.ledger.all())
    pack.export()
    pack.writing.dialog.close()
    pack.writing.write(tmp_path / "pack.docx")
    pack.progress.show()
    qtbot.mouseClick(pack.progress.button, LEFT)
    bridge.jobs.stop_all()
    assert list(tmp_path.iterdir()) == []
    assert len(tracker.ledger.all()) == count


def test_saving_waits_for_the_pack_that_is_being_made(qtbot, demo, page):
    page.show()
    page.export_pack()
    part = page.part(PACK)
    assert part.writing.dialog is None
    made(qtbot, page)
    assert part.writing.dialog.isVisible()
    part.writing.dialog.close()


def test_surprises_are_counted_opened_and_shared(qtbot, demo, page, tracker):
    page.show()
    page.show_surprises()
    qtbot.waitUntil(lambda: tab_text(page, SURPRISES) != "No surprises")
    part = page.part(SURPRISES)
    assert tab_text(page, SURPRISES) == f"No surprises {len(part.rows)}"
    row = part.rows[0]
    assert row.badge.text() == "Worse"
    assert row.sentence.text()
    with qtbot.waitSignal(page.measure_requested) as asked:
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert asked.args == [row.surprise.measure_id]
    with qtbot.waitSignal(page.scorecard_requested) as visited:
        qtbot.mouseClick(row.share, LEFT)
    assert visited.args == [row.surprise.customer_id]
    qtbot.keyClick(row, Qt.Key.Key_Down)
    assert page.focusWidget() is part.rows[1]
    commands.share_measure(tracker, row.surprise.measure_id, shared=False)
    private = next(one for one in part.rows if one.surprise.measure_id == asked.args[0])
    assert not private.share.isEnabled()
    assert private.shown.text() == "Neither shown nor told to them so far: this measure is private."


def test_what_they_were_told_is_no_surprise_any_more(qtbot, demo, page, tracker):
    page.show()
    page.show_surprises()
    part = page.part(SURPRISES)
    count, row = len(part.rows), part.rows[0]
    told = row.surprise
    assert row.tell.accessibleName() == f"I told {row.surprise.customer} of {row.surprise.measure}"
    qtbot.mouseClick(row.tell, LEFT)
    assert len(part.rows) == count - 1
    assert told not in [one.surprise for one in part.rows]
    tracker.undo()
    assert len(part.rows) == count


def test_no_surprises_is_a_state_of_its_own(qtbot, page, tracker, logged):
    page.show()
    page.show_surprises()
    part = page.part(SURPRISES)
    assert part.empty.isVisible()
    assert part.empty.title.text() == "No surprises"
    assert tab_text(page, SURPRISES) == "No surprises"


def test_evidence_gets_its_star_by_key_and_click_and_the_pack_hears_of_it(
    qtbot, page, tracker, logged
):
    page.show()
    page.show_evidence()
    part = page.part(EVIDENCE)
    (one,) = part.found
    assert one.text == "Two requests waited on the ledger export"
    part.list.setFocus()
    part.list.setCurrentIndex(part.list.rows.index(0, 0))
    qtbot.keyClick(part.list, Qt.Key.Key_Space)
    assert len(tracker.stars.all()) == 1
    assert part.found[0].starred
    qtbot.waitUntil(lambda: tab_text(page, EVIDENCE) == "Evidence 1")
    area = part.list.visualRect(part.list.rows.index(0, 0))
    qtbot.mouseClick(part.list.viewport(), LEFT, pos=area.topLeft() + QPoint(18, 14))
    assert tracker.stars.all() == []
    with qtbot.waitSignal(page.measure_requested) as asked:
        qtbot.mouseClick(part.list.viewport(), LEFT, pos=area.center())
    assert asked.args == [logged]
    part.which.choose("starred")
    assert part.none.isVisible()
    assert not part.list.isVisible()


def test_private_notes_are_no_evidence_and_no_evidence_says_so(qtbot, page, tracker, answers):
    commands.annotate(tracker, answers, MONDAY, private_note="For me alone")
    page.show()
    page.show_evidence()
    part = page.part(EVIDENCE)
    assert part.empty.isVisible()
    with qtbot.waitSignal(page.page_requested) as asked:
        part.empty.button.click()
    assert asked.args == ["week"]


def test_customers_words_are_evidence_too(qtbot, page, tracker, logged, finance):
    commands.add_rating(tracker, finance, MONDAY, 4, "Faster than ever")
    page.show()
    page.show_evidence()
    part = page.part(EVIDENCE)
    assert part.found[0].text == "Faster than ever"
    part.list.setCurrentIndex(part.list.rows.index(0, 0))
    qtbot.keyClick(part.list, Qt.Key.Key_Asterisk)
    assert tracker.stars.all()[0].rating_id is not None
    with qtbot.waitSignal(page.customer_requested) as asked:
        qtbot.keyClick(part.list, Qt.Key.Key_Return)
    assert asked.args == [finance]


@pytest.mark.parametrize("size", [(960 - 196, 640 - 70), (1500, 1000)])
@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_every_view_is_painted_small_and_large_light_and_dark(
    qtbot, pack, page, bridge, size, theme_name
):
    page.resize(*size)
    bridge.theme.choose(theme_name)
    for show in (page.show_surprises, page.show_evidence, page.show_pack):
        show()
        assert not page.grab().isNull()
        assert page.minimumSizeHint().width() <= 960 - 196


def test_long_names_do_not_push_the_page_apart(qtbot, page, tracker, today):
    name = "A customer whose name goes on and on, as names of departments do " * 2
    customer = commands.add_customer(tracker, name, None, "team")
    said = commands.MeasureInput(name=f"M{name}", area="roi", promise=4)
    measure = commands.add_measure(tracker, customer, said, today)
    commands.annotate(tracker, measure, MONDAY, note="long " * 1000)
    page.show()
    for show in (page.show_surprises, page.show_evidence, page.show_pack):
        show()
        assert page.minimumSizeHint().width() <= 960 - 196
    made(qtbot, page)


def test_the_case_stands_in_the_pack_in_own_words_and_nothing_that_was_not_taken(
    page, pack, qtbot, tracker
):
    told = texts(pack)
    assert "Finance plans with my answers now, and no longer around them." in told
    assert not any("named cover" in one.casefold() and "support" in one for one in told)
    field = pack.case.fields["case:ask"]
    assert field.text == ""
    assert "A named cover in the week of the close" in pack.case.proposals[0].text()
    qtbot.mouseClick(pack.case.proposals[1], LEFT)
    assert field.text.endswith("A named cover in the week of the close.")
    assert pack.case.proposals == []
    made(qtbot, page)
    qtbot.waitUntil(lambda: any("I ask for your support" in one for one in texts(pack)))
    tracker.undo()
    assert field.text == ""
    field.setFocus()
    qtbot.keyClicks(field, "A second screen")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "A second screen" in texts(pack))
    assert len(pack.case.proposals) == 2


def test_one_cause_is_counted_explained_and_fixed_over_several_measures(page, pack, tracker):
    from PySide6.QtWidgets import QApplication

    from tracker.gui.dialogs.count_explanation import CountDialog
    from tracker.gui.dialogs.fix import CauseFixDialog

    assert pack.causes.isVisibleTo(page)
    first = pack.causes.said.text().splitlines()[0]
    assert first.endswith("bad values came from misaligned goals.")
    assert any(first in one for one in texts(pack))
    pack.causes.how.click()
    shown = next(one for one in QApplication.topLevelWidgets() if isinstance(one, CountDialog))
    assert shown.table.rowCount() == int(first.split()[2])
    shown.close()
    pack.causes.fix.click()
    asked = next(one for one in QApplication.topLevelWidgets() if isinstance(one, CauseFixDialog))
    before = len(tracker.fixes.all())
    asked.what.setText("Agree the goals with each of them")
    asked.primary.click()
    started = tracker.fixes.all()[before:]
    assert len(started) == len(asked.boxes) >= 2
    assert {one.obstacle for one in started} == {"Misaligned goals"}
    tracker.undo()
    assert len(tracker.fixes.all()) == before
