"""Every question where to save: a name is proposed, where something was saved last; it is heard.

Who asks is found in the source, so a new one fails here until it is in the walk.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from shiboken6 import isValid

import tracker.gui
from tracker.app import commands
from tracker.app.demo import fill_demo
from tracker.app.feedback.ratings import gap_picture
from tracker.app.overview.overview import overview
from tracker.app.sharing.charts import ChartSubject
from tracker.app.sharing.ledger import ledger_rows
from tracker.app.sharing.scorecard import scorecard_period
from tracker.gui.bridge import Bridge
from tracker.gui.shell.recent import ask_for_new_file

SOURCE = Path(tracker.gui.__file__).parent
NOBODY = "\U0010fffd"  # for private use: no font has it
ASKERS = {
    "correct/decision.py", "customers/needs_menu.py", "customers/when.py", "dialogs/hand_over.py",
    "dialogs/tell.py", "review/pack.py", "share/sending.py", "shell/export_dialog.py",
}  # fmt: skip
ONLY_HERE = {"widgets/save_dialog.py", "shell/recent.py"}

Opening = Callable[[Bridge, QWidget], None]


def _chart(bridge: Bridge, owner: QWidget) -> None:
    from tracker.gui.dialogs.hand_over import HandOverDialog

    measure = bridge.tracker.measures.get(1)
    customer = bridge.tracker.customers.get(measure.customer_id)
    picture = gap_picture(bridge.tracker, 1, bridge.today())
    dialog = HandOverDialog(bridge, owner, ChartSubject(picture, measure, customer))
    dialog.form.setCurrentIndex(dialog.form.findText("PDF page"))
    dialog.save.click()


def _scorecard(bridge: Bridge, owner: QWidget) -> None:
    from tracker.gui.share.sending import PageSender, scorecard_sheet

    tracker, today = bridge.tracker, bridge.today()
    days = scorecard_period(today, tracker)
    writing = PageSender(bridge, owner)
    writing.save(scorecard_sheet(tracker, tracker.customers.get(1), *days, today))
    writing.whom.answered.emit(False)


def _agreement(bridge: Bridge, owner: QWidget) -> None:
    from tracker.gui.share.sending import PageSender, agreement_sheet

    tracker = bridge.tracker
    writing = PageSender(bridge, owner)
    writing.save(agreement_sheet(tracker, tracker.customers.get(1), bridge.today()))
    writing.whom.answered.emit(False)


def _sent(bridge: Bridge, owner: QWidget) -> None:
    from tracker.gui.share.sending import PageSender

    row = next(one for one in ledger_rows(bridge.tracker) if one.share.digest)
    PageSender(bridge, owner).save_sent(row.share.id)


def _pack(bridge: Bridge, owner: QWidget) -> None:
    from tracker.app.review.review import review
    from tracker.gui.review.maker import Pack
    from tracker.gui.review.pack import PackExport
    from tracker.paper.layout import Pages
    from tracker.report.review.document import review_document

    span = date(2026, 5, 25), bridge.today()
    content = review(bridge.tracker, *span, bridge.today())
    document = review_document(content, {})
    pack = Pack(span, content, document, Pages((), "", "", ""), ())
    PackExport(bridge, owner).ask(pack)


def _moments(bridge: Bridge, owner: QWidget) -> None:
    from tracker.gui.customers.when import WhenTab

    panel = WhenTab(bridge)
    panel.setParent(owner)
    panel.customer_id = 1
    panel.refresh()
    panel.export.click()


def _blank_list(bridge: Bridge, owner: QWidget) -> None:
    from tracker.gui.customers.needs_menu import BlankList

    BlankList(bridge, owner, 1).open()


def _decision(bridge: Bridge, owner: QWidget) -> None:
    from tracker.gui.correct.decision import DecisionPage

    DecisionPage(bridge, owner, bridge.tracker.decisions.all()[0].id, None).open()


def _message(bridge: Bridge, owner: QWidget) -> None:
    from tracker.gui.dialogs.tell import TellDialog

    broken = overview(bridge.tracker, bridge.today()).untold[0]
    TellDialog(bridge, owner, broken).ask_where()


def _export(bridge: Bridge, owner: QWidget) -> None:
    from tracker.gui.shell.export_dialog import ExportDialog

    ExportDialog(bridge, owner, bridge.settings).submit()


def _new_file(bridge: Bridge, owner: QWidget) -> None:
    ask_for_new_file(owner, bridge.settings, owner.setWindowTitle)


DOCUMENTS: dict[str, Opening] = {
    "chart": _chart,
    "scorecard": _scorecard,
    "agreement": _agreement,
    "pack": _pack,
    "blank list": _blank_list,
    "decision": _decision,
}
OPENINGS: dict[str, Opening] = {
    **DOCUMENTS,
    "sent": _sent,
    "moments": _moments,
    "message": _message,
    "export": _export,
    "new file": _new_file,
}


@pytest.fixture
def owner(qtbot, bridge, tmp_path, today):
    fill_demo(bridge.tracker, today)
    bridge.settings.change(save_folder=str(tmp_path))
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def asked() -> QFileDialog:
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog)]
    return dialog


def gone(qtbot, dialog: QFileDialog) -> None:
    """Let the dialog go, as the system does once a place is chosen."""
    asker = dialog.parent()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    for one in asker.children():
        if isValid(one):
            QApplication.sendPostedEvents(one, QEvent.Type.DeferredDelete)


def question() -> QMessageBox:
    (box,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox)]
    return box


@pytest.mark.parametrize("what", OPENINGS)
def test_a_name_is_proposed_in_the_folder_used_last(what, bridge, owner, tmp_path):
    OPENINGS[what](bridge, owner)
    dialog = asked()
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    proposed = Path(dialog.selectedFiles()[0])
    assert proposed.parent == tmp_path
    assert len(proposed.stem) > 3
    assert proposed.suffix == f".{dialog.defaultSuffix()}"
    dialog.reject()


@pytest.mark.parametrize("what", sorted(OPENINGS.keys() - {"new file"}))
def test_a_file_is_written_there_also_where_a_question_came_before(
    what, bridge, owner, tmp_path, qtbot
):
    OPENINGS[what](bridge, owner)
    dialog = asked()
    taken = tmp_path / f"Mine.{dialog.defaultSuffix()}"
    taken.write_bytes(b"of last year")
    dialog.fileSelected.emit(str(taken.with_suffix("")))
    gone(qtbot, dialog)
    box = question()
    assert "“Mine." in box.text()
    box.button(QMessageBox.StandardButton.Yes).click()
    qtbot.waitUntil(lambda: taken.read_bytes() != b"of last year", timeout=20_000)


@pytest.mark.parametrize("what", DOCUMENTS)
@pytest.mark.parametrize("agreed", [True, False])
def test_letters_that_would_be_boxes_are_named_before_a_pdf_is_written(
    what, agreed, bridge, owner, tmp_path, qtbot
):
    tracker = bridge.tracker
    commands.edit_customer(tracker, 1, name=f"Finance {NOBODY}")
    commands.edit_decision(tracker, 1, _named(tracker))
    OPENINGS[what](bridge, owner)
    target = tmp_path / "page.pdf"
    asked().fileSelected.emit(str(target))
    box = question()
    assert f"No font of this computer can draw {NOBODY} (U+10FFFD): the PDF" in box.text()
    assert not target.exists()
    asked().close()
    answer = QMessageBox.StandardButton.Yes if agreed else QMessageBox.StandardButton.No
    box.button(answer).click()
    if agreed:
        qtbot.waitUntil(target.exists, timeout=20_000)
    else:
        assert not target.exists()


@pytest.mark.parametrize("what", sorted(DOCUMENTS.keys() - {"chart"}))
def test_where_the_reader_draws_the_letters_nothing_is_asked(what, bridge, owner, tmp_path, qtbot):
    commands.edit_customer(bridge.tracker, 1, name=f"Finance {NOBODY}")
    OPENINGS[what](bridge, owner)
    target = tmp_path / "page.html"
    asked().fileSelected.emit(str(target))
    qtbot.waitUntil(target.exists, timeout=20_000)
    asked().close()


def _named(tracker):
    one = tracker.decisions.get(1)
    return commands.DecisionInput(title=f"Close {NOBODY}", decided_on=one.decided_on, choice="x")


def test_who_asks_where_to_save_is_in_the_walk():
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "save_dialog"
    }
    assert found == ASKERS
    saving = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if "AcceptMode.AcceptSave" in path.read_text(encoding="utf-8")
    }
    assert saving == ONLY_HERE


def test_a_new_file_has_a_name_that_is_free(bridge, owner, tmp_path, qtbot):
    names = []
    for _ in range(3):
        ask_for_new_file(owner, bridge.settings, owner.setWindowTitle)
        dialog = asked()
        names.append(Path(dialog.selectedFiles()[0]).name)
        (tmp_path / names[-1]).touch()
        gone(qtbot, dialog)
    assert names == ["impact-new.db", "impact-new-2.db", "impact-new-3.db"]
