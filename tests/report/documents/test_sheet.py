"""Everything is laid out on one sheet: A4, or US Letter where that is usual or chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from tests.report.office_checks import plain_png
from tests.report.sample_document import SCORECARD

from tracker.report.documents.docx_writer import docx_bytes
from tracker.report.documents.html import html_bytes
from tracker.report.documents.sheet import PaperSheet, place_of, sheet_for, sheet_in_use, use_sheet


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    before = sheet_in_use()
    yield
    use_sheet(before)


@pytest.mark.parametrize(
    ("chosen", "place", "sheet"),
    [
        ("", "en_US", PaperSheet.LETTER),
        ("", "en_US.UTF-8", PaperSheet.LETTER),
        ("", "fr-CA", PaperSheet.LETTER),
        ("", "en_GB.UTF-8", PaperSheet.A4),
        ("", "C.UTF-8", PaperSheet.A4),
        ("", "", PaperSheet.A4),
        ("a4", "en_US", PaperSheet.A4),
        ("letter", "de_DE", PaperSheet.LETTER),
        ("nonsense", "de_DE", PaperSheet.A4),
    ],
)
def test_the_sheet_is_the_chosen_one_else_that_of_the_place(chosen, place, sheet) -> None:
    assert sheet_for(chosen, place) is sheet


def test_the_strongest_variable_says_where_one_is() -> None:
    assert place_of({"LANG": "de_DE", "LC_PAPER": "en_US"}) == "en_US"
    assert place_of({"LANG": "de_DE", "LC_ALL": ""}) == "de_DE"
    assert place_of({}) == ""


def test_a_document_takes_the_sheet_in_use() -> None:
    use_sheet(PaperSheet.LETTER)
    assert replace(SCORECARD).sheet is PaperSheet.A4, "made before"
    assert type(SCORECARD)("t", "k", SCORECARD.day, ()).sheet is PaperSheet.LETTER


def test_word_and_browsers_print_on_it() -> None:
    letter = replace(SCORECARD, sheet=PaperSheet.LETTER)
    (section,) = docx.Document(BytesIO(docx_bytes(letter, plain_png))).sections
    assert (section.page_width.inches, section.page_height.inches) == (8.5, 11)
    assert section.left_margin == section.right_margin
    assert b"size: letter;" in html_bytes(letter)
    assert b"size: A4;" in html_bytes(SCORECARD)
