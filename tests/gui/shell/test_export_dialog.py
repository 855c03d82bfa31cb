"""An export says what will be in the file before it is written."""

from __future__ import annotations

import json
from datetime import date

import openpyxl
import pytest
from PySide6.QtWidgets import QWidget

from tracker.app import commands
from tracker.app.settings import Settings
from tracker.gui.shell.export_dialog import ALL_IN, ALL_OUT, IN, NONE, OUT, ExportDialog
from tracker.store.backup import write_backup

WEEK = date(2026, 11, 16)


@pytest.fixture
def noted(tracker, answers):
    commands.record(tracker, answers, WEEK, 2)
    commands.annotate(tracker, answers, WEEK, note="Fast", private_note="I was tired")


@pytest.fixture
def over(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def settings():
    return Settings(None)


@pytest.fixture
def dialog(bridge, over, settings):
    """Return what opens the dialog over a window."""

    def opened() -> ExportDialog:
        made = ExportDialog(bridge, over, settings)
        made.open()
        return made

    return opened


def test_private_notes_stay_out_unless_they_are_asked_for(dialog, noted, bridge, tmp_path):
    said: list[str] = []
    bridge.message.connect(said.append)
    asked = dialog()
    assert asked.private.isVisible()
    assert not asked.private.isChecked()
    assert asked.said.text() == OUT
    asked.primary.click()
    asked.dialog.fileSelected.emit(str(tmp_path / "Q4.2026 report"))
    asked.dialog.close()
    text = (tmp_path / "Q4.2026 report.csv").read_text(encoding="utf-8-sig")
    assert "Fast" in text
    assert "tired" not in text
    assert said[-1].endswith("1 private note was left out.")


def test_private_notes_are_taken_along_with_a_plain_sentence(dialog, noted, bridge, tmp_path):
    said: list[str] = []
    bridge.message.connect(said.append)
    asked = dialog()
    asked.private.click()
    assert asked.said.text() == IN
    asked.write(tmp_path / "all.csv")
    assert "I was tired" in (tmp_path / "all.csv").read_text(encoding="utf-8-sig")
    assert said[-1].endswith("1 private note is in it: keep it to yourself.")


def test_without_a_private_note_there_is_nothing_to_ask(dialog, answers):
    asked = dialog()
    assert not asked.private.isVisible()
    assert asked.said.text() == NONE
    asked.reject()


def test_a_place_where_nothing_can_be_is_said_in_the_dialog(dialog, noted, tmp_path):
    asked = dialog()
    asked.write(tmp_path / "gone" / "all.csv")
    assert asked.isVisible()
    assert "There is no folder" in asked.failed.text()
    asked.reject()


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_a_backup_is_never_written_over_whatever_its_name_ends_in(
    dialog, noted, tracker, tmp_path, form
):
    kept = tmp_path / f"Monday.{form}"
    write_backup(tracker.file.conn, kept)
    before = kept.read_bytes()
    asked = dialog()
    asked.offers.setCurrentIndex(asked.offers.findData(form))
    asked.primary.click()
    asked.dialog.fileSelected.emit(str(kept))
    asked.dialog.close()
    assert asked.isVisible()
    assert "is an Impact Tracker file" in asked.failed.text()
    assert kept.read_bytes() == before
    asked.reject()


def test_an_excel_of_decimal_commas_gets_its_own_table_and_it_is_offered_again(
    dialog, noted, tracker, answers, settings, tmp_path
):
    commands.record(tracker, answers, WEEK, 2.5)
    asked = dialog()
    assert asked.offers.currentData() == "csv"
    asked.offers.setCurrentIndex(asked.offers.findData("csv_comma"))
    assert "semicolons" in asked.holds.text()
    asked.write(tmp_path / "all.csv")
    text = (tmp_path / "all.csv").read_text(encoding="utf-8-sig")
    assert ";2,5;" in text
    assert settings.now.export_form == "csv_comma"
    assert dialog().offers.currentData() == "csv_comma"


def test_a_workbook_and_everything_are_written_as_what_they_are(dialog, noted, tmp_path):
    asked = dialog()
    asked.offers.setCurrentIndex(asked.offers.findData("xlsx"))
    asked.primary.click()
    asked.dialog.fileSelected.emit(str(tmp_path / "all.v2"))
    asked.dialog.close()
    assert openpyxl.load_workbook(tmp_path / "all.v2.xlsx").sheetnames[0] == "Values"
    asked = dialog()
    asked.offers.setCurrentIndex(asked.offers.findData("json"))
    assert asked.said.text() == ALL_OUT
    asked.private.click()
    assert asked.said.text() == ALL_IN
    asked.write(tmp_path / "all.json")
    told = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert told["tables"]["evaluation"][0]["private_note"] == "I was tired"


def test_a_wish_for_private_words_does_not_outlive_the_form_that_had_them(dialog, answers):
    asked = dialog()
    asked.offers.setCurrentIndex(asked.offers.findData("json"))
    asked.private.click()
    asked.offers.setCurrentIndex(asked.offers.findData("csv"))
    assert not asked.private.isChecked()
    assert asked.said.text() == NONE
    asked.reject()
