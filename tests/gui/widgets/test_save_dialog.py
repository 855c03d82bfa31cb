"""Where to save something, and as what."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from tracker.gui.widgets.save_dialog import save_dialog

KINDS = {"html": "Web page, one file", "pdf": "PDF document"}


def ignored(path: Path) -> None:
    """Stand for who asked."""


@pytest.fixture
def owner(qtbot, bridge, tmp_path):
    bridge.settings.change(save_folder=str(tmp_path))
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_first_kind_is_offered_with_its_ending(owner, bridge, tmp_path):
    dialog = save_dialog(owner, bridge, "Save scorecard", KINDS, "Scorecard Legal", ignored)
    assert type(dialog) is QFileDialog  # for a subclass, Qt would not show the system's own
    assert dialog.windowTitle() == "Save scorecard"
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert dialog.nameFilters() == ["Web page, one file (*.html)", "PDF document (*.pdf)"]
    assert dialog.defaultSuffix() == "html"
    assert Path(dialog.selectedFiles()[0]) == tmp_path / "Scorecard Legal.html"


def test_the_ending_follows_the_kind(owner, bridge, tmp_path):
    dialog = save_dialog(owner, bridge, "Save scorecard", KINDS, "Scorecard Legal", ignored)
    gc.collect()
    for chosen, ending in (
        ("PDF document (*.pdf)", "pdf"),
        ("Web page, one file (*.html)", "html"),
    ):
        dialog.filterSelected.emit(chosen)
        assert dialog.defaultSuffix() == ending
        assert Path(dialog.selectedFiles()[0]) == tmp_path / f"Scorecard Legal.{ending}"


@pytest.mark.parametrize(
    ("typed", "chosen", "named"),
    [
        ("Q4.2026 report", "html", "Q4.2026 report.html"),
        ("Q4.2026 report", "pdf", "Q4.2026 report.pdf"),
        ("card.pdf", "html", "card.pdf"),
        ("card.PDF", "html", "card.PDF"),
        ("v1.2", "pdf", "v1.2.pdf"),
        ("notes.", "pdf", "notes.pdf"),
        (".hidden", "pdf", ".hidden.pdf"),
    ],
)
def test_a_name_with_dots_gets_the_ending_that_is_chosen(
    owner, bridge, tmp_path, typed, chosen, named
):
    heard: list[Path] = []
    dialog = save_dialog(owner, bridge, "Save", KINDS, "Scorecard", heard.append)
    (words,) = [one for one in dialog.nameFilters() if chosen in one]
    dialog.filterSelected.emit(words)
    dialog.fileSelected.emit(str(tmp_path / typed))
    assert heard == [tmp_path / named]


def test_another_kind_changes_the_ending_and_nothing_else_of_the_name(owner, bridge, tmp_path):
    dialog = save_dialog(owner, bridge, "Save", KINDS, "Q4.2026 report", ignored)
    dialog.selectFile("Q4.2026 report")
    for words, ending in (("PDF document (*.pdf)", "pdf"), ("Web page, one file (*.html)", "html")):
        dialog.filterSelected.emit(words)
        assert Path(dialog.selectedFiles()[0]).name == f"Q4.2026 report.{ending}"


@pytest.mark.parametrize("agreed", [True, False])
def test_what_the_ending_makes_of_a_name_is_not_replaced_unasked(owner, bridge, tmp_path, agreed):
    heard: list[Path] = []
    (tmp_path / "Q4.2026 report.html").write_bytes(b"of last year")
    dialog = save_dialog(owner, bridge, "Save", KINDS, "Scorecard", heard.append)
    dialog.fileSelected.emit(str(tmp_path / "Q4.2026 report"))
    assert heard == []
    (box,) = owner.findChildren(QMessageBox)
    assert "“Q4.2026 report.html” is there already" in box.text()
    answer = QMessageBox.StandardButton.Yes if agreed else QMessageBox.StandardButton.No
    box.button(answer).click()
    assert heard == ([tmp_path / "Q4.2026 report.html"] if agreed else [])


def test_the_next_question_begins_where_something_was_saved_last(owner, bridge, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    heard: list[Path] = []
    save_dialog(owner, bridge, "Save", KINDS, "Chart", heard.append).fileSelected.emit(
        str(elsewhere / "Chart.html")
    )
    assert heard == [elsewhere / "Chart.html"]
    again = save_dialog(owner, bridge, "Save another thing", {"ics": "Calendars"}, "Dates", ignored)
    assert Path(again.selectedFiles()[0]) == elsewhere / "Dates.ics"
    elsewhere.rmdir()
    gone = save_dialog(owner, bridge, "Save", KINDS, "Chart", ignored)
    assert Path(gone.selectedFiles()[0]).name == "Chart.html"
