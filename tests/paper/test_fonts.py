from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QRawFont
from tests.report.sample_pictures import TREND

from tracker.paper.fonts import FAMILY, load_fonts, undrawn, undrawn_sentence
from tracker.paper.writer import undrawn_in, undrawn_in_picture
from tracker.report.charts.draw import full_svg
from tracker.report.charts.svg import text_width
from tracker.report.documents.document import Document, Figure
from tracker.shipped import resource_path


@pytest.mark.parametrize(
    ("sign", "system"),
    [
        ("क", QFontDatabase.WritingSystem.Devanagari),
        ("க", QFontDatabase.WritingSystem.Tamil),
        ("日", QFontDatabase.WritingSystem.Japanese),
    ],
)
def test_a_script_that_no_font_here_has_is_named(qtlog, sign, system) -> None:
    load_fonts()
    with qtlog.disabled():  # Qt complains of each font that it tries
        found = undrawn(f"a{sign}b")
    assert found == ("" if QFontDatabase.families(system) else sign)


def test_the_shipped_fonts_are_found() -> None:
    assert {path.name for path in resource_path("fonts").glob("*.ttf")} >= {
        "Inter-Regular.ttf",
        "Inter-SemiBold.ttf",
    }
    assert resource_path("themes/light.json").is_file()


@pytest.mark.parametrize(
    ("weight", "style"), [(400, "Regular"), (500, "Medium"), (600, "SemiBold"), (700, "Bold")]
)
def test_every_weight_is_the_shipped_one_whatever_the_system_has(weight, style) -> None:
    font = QFont(load_fonts())
    font.setWeight(QFont.Weight(weight))
    font.setPixelSize(1000)
    raw = QRawFont.fromFont(font)
    shipped = QRawFont(str(resource_path(f"fonts/Inter-{style}.ttf")), 1000)
    assert raw.fontTable("glyf") == shipped.fontTable("glyf")


def test_loading_twice_is_loading_once() -> None:
    load_fonts()
    styles = QFontDatabase.styles(FAMILY)
    assert load_fonts() == FAMILY
    assert QFontDatabase.styles(FAMILY) == styles


def test_who_asks_for_inter_gets_an_inter() -> None:
    load_fonts()
    assert QFontInfo(QFont("Inter")).family().startswith("Inter")


def test_the_shipped_files_carry_a_family_of_their_own() -> None:
    for path in resource_path("fonts").glob("*.ttf"):
        assert FAMILY.encode("utf-16-be") in path.read_bytes()


@pytest.mark.parametrize("words", ["Month-end close answers,", "WWW", "Größe ≤ 12 000 – …"])
@pytest.mark.parametrize("style", ["Regular", "SemiBold"])
def test_the_estimate_of_a_width_is_close(words, style) -> None:
    raw = QRawFont(str(resource_path(f"fonts/Inter-{style}.ttf")), 1000)
    real = sum(point.x() for point in raw.advancesForGlyphIndexes(raw.glyphIndexesForString(words)))
    assert text_width(words, 1000, bold=style == "SemiBold") == pytest.approx(real, rel=0.06)


def test_letters_that_no_font_can_draw_are_named_each_once(qapp):
    nobody = "\U0010fffd"  # for private use: no font has it
    assert undrawn(f"Łódź ≤ 2 – “café” {nobody} {nobody}") == nobody
    page = f"<style>.{nobody}</style><p title='{nobody}'>Caf&eacute;</p>"
    assert undrawn_sentence(page) == ""
    told = undrawn_sentence(f"<p>{nobody}</p>")
    assert told.startswith(f"No font of this computer can draw {nobody} (U+10FFFD): ")


def test_what_is_not_seen_needs_no_font(qapp):
    assert undrawn("a\u200bb\u2028c\ufe0f") == ""


@pytest.mark.parametrize(
    ("suffix", "told"),
    [
        (".pdf", "the PDF would show boxes there."),
        (".PNG", "the picture would show boxes there."),
        (".docx", "its charts would show boxes there."),
        (".pptx", "its charts would show boxes there."),
        (".html", ""),
        (".md", ""),
    ],
)
def test_a_document_names_them_for_the_kinds_that_are_drawn_here(qapp, suffix, told):
    nobody = "\U0010fffd"
    picture = replace(TREND, title=f"Days {nobody}")
    day = date(2026, 11, 20)
    drawn = Document("Review", "", day, (Figure(picture),))
    assert undrawn_in(drawn, suffix).endswith(told)
    assert bool(undrawn_in(drawn, suffix)) == bool(told)
    written = Document(f"Review {nobody}", "", day, ())
    assert bool(undrawn_in(written, suffix)) == (suffix.lower() in {".pdf", ".png"})
    svg = full_svg(picture)
    assert bool(undrawn_in_picture(svg, suffix)) == (suffix.lower() in {".pdf", ".png"})
    assert undrawn_in_picture(svg, ".svg") == ""
