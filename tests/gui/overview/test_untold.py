"""A broken shared promise: the message is proposed on Overview, and kept whichever way it goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tracker.app import commands
from tracker.app.sharing.ledger import ledger_rows, shared_content
from tracker.domain.period import Period
from tracker.gui.dialogs.tell import TellDialog
from tracker.gui.overview.page import OverviewPage
from tracker.gui.share.page import AGREEMENT, SharePage
from tracker.report.text.telling import COME_BACK, IF_BROKEN


@pytest.fixture
def page(qtbot, bridge, tracker, answers, today):
    with tracker.edit("history"):
        values = [1.7, 1.6, 1.8, 1.7, 1.6, 1.8] * 4 + [2.5, 2.6, 2.4, 2.6]
        for at, value in enumerate(reversed(values)):
            commands.record(tracker, answers, (Period.of(today) + -at).start, value)
        commands.share_measure(tracker, answers, shared=True)
    page = OverviewPage(bridge)
    qtbot.addWidget(page)
    page.resize(1080, 700)
    page.show()
    return page


def asked(page, qtbot) -> TellDialog:
    assert page.body.untold.isVisible()
    qtbot.keyClick(page.body.untold.tell, Qt.Key.Key_Space)
    # The page's own: a dialog of an earlier test may not have been collected yet.
    return next(one for one in page.findChildren(TellDialog) if one.isVisible())


def test_it_is_told_in_two_steps_in_words_the_person_may_change(page, qtbot, tracker):
    dialog = asked(page, qtbot)
    assert dialog.text.text.startswith("Month-end close answers: I promised ≤ 2 days.")
    dialog.text.setPlainText("I am late, and sorry.")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    (told,) = tracker.mentions.all()
    assert told.text == "I am late, and sorry."
    assert not page.body.untold.isVisible()


def test_a_copy_or_a_file_is_kept_as_told(page, qtbot, tracker, tmp_path):
    dialog = asked(page, qtbot)
    message = dialog.text.text
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == message
    assert tracker.mentions.all()[0].text == message
    (row,) = ledger_rows(tracker)
    assert row.what == "Told of Month-end close answers, copied"
    assert shared_content(tracker, row.share.id) == message.encode()
    tracker.undo()
    again = asked(page, qtbot)
    again.write(tmp_path / "message.txt")
    assert (tmp_path / "message.txt").read_text(encoding="utf-8") == f"{message}\n"
    assert tracker.mentions.all()[0].text == message
    saved, copied = ledger_rows(tracker)
    assert copied == row, "what has left stays in the ledger"
    assert saved.what == "Told of Month-end close answers, saved as a file"
    assert shared_content(tracker, saved.share.id) == f"{message}\n".encode()
    assert saved.response == f"You wrote: “{' '.join(message.split())}”"


def test_an_empty_message_neither_leaves_nor_counts_as_told(page, qtbot, tracker, tmp_path):
    dialog = asked(page, qtbot)
    dialog.text.setPlainText("  ")
    dialog.copy.click()
    assert "The message is empty" in dialog.forms[0].error_text("text")
    dialog.write(tmp_path / "message.txt")
    assert not (tmp_path / "message.txt").exists()
    assert ledger_rows(tracker) == []
    dialog.reject()


def test_what_was_said_in_a_talk_stands_in_the_ledger_without_bytes(page, qtbot, tracker):
    qtbot.keyClick(asked(page, qtbot).text, Qt.Key.Key_Return)
    (row,) = ledger_rows(tracker)
    assert row.what == "Told of Month-end close answers"
    assert row.share.id < 0


def test_what_they_may_do_is_agreed_beside_the_agreement(page, qtbot, bridge, tracker, finance):
    share = SharePage(bridge)
    qtbot.addWidget(share)
    share.resize(1084, 740)
    share.show()
    share.bar.view.choose(AGREEMENT)
    share.show_view()
    side = share.recourse
    assert side.isVisible()
    side.propose.click()
    kept = tracker.sharings.first(customer_id=finance)
    assert (kept.if_broken, kept.come_back) == (IF_BROKEN, COME_BACK)
    assert not side.propose.isVisible()
    side.if_broken.setPlainText("Call me.")
    side.if_broken.commit()
    assert tracker.sharings.first(customer_id=finance).if_broken == "Call me."
