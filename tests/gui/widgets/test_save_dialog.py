"""Where to save something, and as what."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from tracker.gui.widgets.save_dialog import save_dialog

KINDS = {"html": "Web page, one file", "pdf": "PDF document"}


@pytest.fixture
def owner(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_first_kind_is_offered_with_its_ending(owner, tmp_path):
    dialog = save_dialog(owner, "Save scorecard", str(tmp_path), KINDS, "Scorecard Legal")
    assert type(dialog) is QFileDialog  # for a subclass, Qt would not show the system's own
    assert dialog.windowTitle() == "Save scorecard"
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert dialog.nameFilters() == ["Web page, one file (*.html)", "PDF document (*.pdf)"]
    assert dialog.defaultSuffix() == "html"
    assert Path(dialog.selectedFiles()[0]) == tmp_path / "Scorecard Legal.html"


def test_the_ending_follows_the_kind(owner, tmp_path):
    dialog = save_dialog(owner, "Save scorecard", str(tmp_path), KINDS, "Scorecard Legal")
    gc.collect()
    for chosen, ending in (
        ("PDF document (*.pdf)", "pdf"),
        ("Web page, one file (*.html)", "html"),
    ):
        dialog.filterSelected.emit(chosen)
        assert dialog.defaultSuffix() == ending
        assert Path(dialog.selectedFiles()[0]) == tmp_path / f"Scorecard Legal.{ending}"
