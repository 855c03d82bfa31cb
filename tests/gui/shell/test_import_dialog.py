"""The preview of an import: what it would bring, what is wrong with it, one step to bring it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTableWidget

from tracker.app import commands
from tracker.gui.shell.import_csv import ImportDialog

HEAD = "customer;area;measure;scale;unit;better;promise;cadence;period;value;note;mood\r\n"
ROW = '{};efficiency;{};duration;days;lower;<= 2;weekly;{};{};"{}";\r\n'
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
        qtbot.waitUntil(lambda: "Reading" not in dialog.told.text())
        return dialog

    return opened


@pytest.fixture
def said(bridge):
    heard: list[str] = []
    bridge.message.connect(heard.append)
    return heard


def rows_of(table: QTableWidget) -> list[list[str]]:
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def count(dialog, name):
    return dialog.figures.counts[name].text()


def test_a_preview_writes_nothing(ask, table, tracker):
    dialog = ask(table(*((name, "Answers", "2026-W40", "1,5", "") for name in NAMES)))
    assert dialog.told.text() == "Read as UTF-8, with a semicolon between cells."
    assert (count(dialog, "new"), count(dialog, "changed"), count(dialog, "same")) == (
        "3",
        "0",
        "0",
    )
    assert "3 new customers: البيانات, 経理部, Müller & Söhne." in dialog.notes.text()
    assert "left out: mood" in dialog.notes.text()
    assert dialog.primary.text() == "Import 3 rows"
    assert not tracker.customers.all()
    listed = rows_of(dialog.findChildren(QTableWidget)[0])
    assert ["Müller & Söhne (new)", "Answers (new)", "1", "0"] in listed


def test_import_is_one_step_named_after_the_file(ask, table, tracker, qtbot, said):
    dialog = ask(table(*((name, "Answers", "2026-W40", "1,5", "a\nb") for name in NAMES[:1])))
    dialog.primary.click()
    assert not dialog.isVisible()
    (kept,) = tracker.evaluations.all()
    assert kept.value == 1.5
    assert said[-1] == "1 row imported from Zahlen.csv. Ctrl+Z takes them back."
    assert tracker.undo() == "import Zahlen.csv"
    assert not tracker.customers.all()


def test_the_second_time_every_row_is_the_same(ask, table, tracker):
    path = table(
        (NAMES[2], "Answers", "2026-W40", "1,5", ""), (NAMES[2], "Answers", "2026-W41", "2", "")
    )
    ask(path).start()
    again = ask(path)
    assert (count(again, "new"), count(again, "same")) == ("0", "2")
    assert again.primary.text() == "Nothing to import"
    assert not again.primary.isEnabled()


def test_changed_rows_are_told_apart(ask, table, tracker, answers):
    commands.record(tracker, answers, commands_day(tracker, answers), 2)
    path = table(("Finance leads", "Month-end close answers", "2026-W47", "2,5", ""))
    dialog = ask(path)
    assert (count(dialog, "new"), count(dialog, "changed")) == ("0", "1")
    dialog.start()
    assert tracker.evaluations.all()[0].value == 2.5


def commands_day(tracker, measure_id):
    return tracker.measures.get(measure_id).versions[0].valid_from


def test_bad_rows_hold_the_import_back_until_they_are_left_out(ask, table, tracker, qtbot):
    dialog = ask(
        table(
            (NAMES[0], "Answers", "2026-W40", "1,5", ""),
            (NAMES[0], "Answers", "20x6-W41", "1", ""),
            (NAMES[0], "Answers", "2026-W42", "viel", ""),
        )
    )
    assert count(dialog, "bad") == "2"
    bad = rows_of(dialog.findChildren(QTableWidget)[1])
    assert [line for line, _ in bad] == ["3", "4"]
    assert "is not a period" in bad[0][1]
    assert "is not a number" in bad[1][1]
    assert not dialog.primary.isEnabled()
    dialog.skip_bad.setFocus()
    qtbot.keyClick(dialog.skip_bad, Qt.Key.Key_Space)
    assert dialog.primary.isEnabled()
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert len(tracker.evaluations.all()) == 1


def test_the_windows_code_page_is_recognised_and_said(ask, table):
    dialog = ask(table(("Müller", "Answers", "2026-W40", "1,5", "größer"), codec="cp1252"))
    assert dialog.told.text() == "Read as Windows-1252, with a semicolon between cells."


def test_a_file_that_is_no_table_is_told_in_a_sentence(ask, tmp_path):
    path = tmp_path / "notes.csv"
    path.write_text("hello\nworld", encoding="utf-8")
    dialog = ask(path)
    assert "No column names weeks" in dialog.told.text()
    assert not dialog.primary.isEnabled()
    assert dialog.cancel.text() == "Close"


def test_a_file_that_is_gone_is_told_in_a_sentence(ask, tmp_path):
    dialog = ask(tmp_path / "gone.csv")
    assert "gone.csv cannot be read" in dialog.told.text()


def test_a_long_import_shows_how_far_it_is(ask, table, bridge, tracker, monkeypatch):
    seen = []
    dialog = ask(table(*(("Team", f"M{at}", "2026-W40", "1", "") for at in range(20))))
    monkeypatch.setattr(dialog.progress, "repaint", lambda: seen.append(dialog.progress.value()))
    dialog.start()
    assert seen[-1] == 20
    assert seen == sorted(seen)


def test_a_diary_that_cannot_be_written_says_so(ask, table, tracker, monkeypatch):
    from tracker.domain.errors import FileTrouble

    def refuse(*_args, **_more):
        raise FileTrouble("The disk is full", "Make room and try again.")

    dialog = ask(table(("Team", "M", "2026-W40", "1", "")))
    monkeypatch.setattr("tracker.gui.shell.import_csv.apply_import", refuse)
    dialog.start()
    assert dialog.told.text() == "The disk is full. Make room and try again."
    assert dialog.isVisible()


def test_names_that_look_like_markup_or_formulas_are_shown_as_they_are(ask, table):
    dialog = ask(table(("<b>Team</b>", "'=1+1", "2026-W40", "1", "")))
    QApplication.processEvents()
    assert "<b>Team</b>" in dialog.notes.text()
    assert dialog.notes.textFormat() is Qt.TextFormat.PlainText
    assert all(
        label.textFormat() is not Qt.TextFormat.RichText for label in dialog.findChildren(QLabel)
    )
