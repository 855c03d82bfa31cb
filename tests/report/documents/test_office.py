"""Word, slides and Markdown together: the same bytes everywhere, and LibreOffice reads them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from tests.report.office_checks import parts, plain_png
from tests.report.sample_document import LOGO, REVIEW, SCORECARD, hostile

from tracker.report.documents.document import (
    Cell,
    Column,
    Table,
    joined,
    lines,
    name,
    paragraphs,
)
from tracker.report.documents.docx_writer import docx_bytes
from tracker.report.documents.logo import bare_logo
from tracker.report.documents.office import COLOURS, language_of, logo_of
from tracker.report.documents.pptx_writer import pptx_bytes
from tracker.report.documents.text_fit import column_widths
from tracker.shipped import theme_colours

ROOT = Path(__file__).parents[3]
WRITE_ALL = """
import hashlib, sys
from tests.report.office_checks import parts, plain_png
from tests.report.sample_document import REVIEW, hostile
from tracker.report.documents.docx_writer import docx_bytes
from tracker.report.documents.markdown import markdown_bytes
from tracker.report.documents.pptx_writer import pptx_bytes
for document in (REVIEW, hostile(REVIEW)):
    for content in (docx_bytes(document, plain_png), pptx_bytes(document, plain_png),
                    markdown_bytes(document)):
        print(hashlib.sha256(content).hexdigest())
print([one for one in ("PySide6", "jinja2", "matplotlib") if one in sys.modules])
"""
PLACES = (
    {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "2"},
)


def test_the_same_document_is_the_same_bytes_in_two_places_without_qt() -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE_ALL],
            cwd=ROOT,
            env={**os.environ, **place},
            stdout=subprocess.PIPE,
            text=True,
        )
        for place in PLACES
    ]
    here, there = (one.communicate(timeout=120)[0].split("\n") for one in running)
    assert len(here) == 8
    assert here == there
    assert here[6] == "[]"


def test_importing_the_writers_imports_no_library() -> None:
    script = (
        "import sys, tracker.report.documents.docx_writer, tracker.report.documents.pptx_writer\n"
        "import tracker.report.documents.markdown\n"
        "print([one for one in ('docx', 'pptx', 'lxml', 'PIL') if one in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60,
        check=True,
    )  # fmt: skip
    assert said.stdout.strip() == "[]"


@pytest.fixture(scope="module")
def converted(tmp_path_factory) -> dict[str, str]:
    """The sample documents as LibreOffice shows them: text page by page.

    Fonts differ between machines, and break lines elsewhere: the text of the Word file is taken in
    the order it was written in, a cell after the other, and white space is folded.
    """
    for tool in ("soffice", "pdftotext"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    folder = tmp_path_factory.mktemp("office")
    # Lines break at the same words everywhere only in the font that we ship.
    shutil.copytree(ROOT / "resources" / "fonts", folder / "data" / "fonts")
    (folder / "review.docx").write_bytes(docx_bytes(REVIEW, plain_png))
    (folder / "slides.pptx").write_bytes(pptx_bytes(REVIEW, plain_png))
    (folder / "hostile.docx").write_bytes(docx_bytes(hostile(SCORECARD), plain_png))
    (folder / "nasty.pptx").write_bytes(pptx_bytes(hostile(SCORECARD), plain_png))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(folder / 'user').as_uri()}",
         "--convert-to", "pdf", "--outdir", folder, *sorted(folder.glob("*.*x"))],
        check=True, capture_output=True, timeout=180,
        env=os.environ | {"XDG_DATA_HOME": str(folder / "data")},
    )  # fmt: skip
    found = {
        pdf.stem: subprocess.run(
            ["pdftotext", "-raw" if pdf.stem == "review" else "-layout", pdf, "-"],
            check=True, capture_output=True, timeout=60,
        ).stdout.decode()
        for pdf in folder.glob("*.pdf")
    }  # fmt: skip
    folded = [" ".join(page.split()) for page in found["review"].split("\f")]
    return found | {"review": "\f".join(folded)}


def test_libreoffice_shows_the_word_file(converted) -> None:
    pages = converted["review"].split("\f")[:-1]
    assert 4 <= len(pages) <= 8
    assert "Review of my impact" in pages[0]
    assert "Three customers, eleven promises, nine kept." in pages[0]
    bodies = [_without_running_line(page, at, len(pages)) for at, page in enumerate(pages, 1)]
    assert bodies[1].startswith("Finance leads Promises Month-end close answers")
    assert "Slower since 31 August: 2.8 days, before that 1.6." in pages[1]
    whole = " ".join(pages)
    assert "• Finance leads got 70 hours back." in whole
    assert "Month-end close answers ≤ 2 days 8 of 12 2.8 days Worse" in whole


def _without_running_line(page: str, at: int, pages: int) -> str:
    """Return what stands on a page but for its number: newer versions of it write that first."""
    if at == 1:
        return page
    found = re.search(
        rf"^Review of my impact {at} ?/ ?{pages} | Review of my impact {at} ?/ ?{pages}$", page
    )
    assert found, page
    return page.replace(found[0], "")


def test_libreoffice_shows_the_slides(converted) -> None:
    slides = converted["slides"].split("\f")[:-1]
    assert len(slides) == 18
    assert "REVIEW OF MY IMPACT" in slides[1]
    assert "2.3 days" in slides[5]
    assert "Not kept" in slides[5]
    assert "8 of 12" in slides[14]
    assert [page.split()[-1] for page in slides[1:]] == [str(at) for at in range(2, 19)]


def test_libreoffice_shows_hostile_words_as_words(converted) -> None:
    for key in ("hostile", "nasty"):
        assert "<script>window.pwned=1</script>" in converted[key]
        assert "txet drawkcab isolated" in converted[key]


def test_washes_are_those_of_the_screen() -> None:
    light = theme_colours("light")
    for role in ("better_wash", "worse_wash", "text", "better", "worse", "steady", "line"):
        assert f"#{COLOURS[role].lower()}" == light[role]


def test_a_language_is_named_as_office_names_it() -> None:
    assert language_of(SCORECARD) == "en-GB"
    assert language_of(replace(SCORECARD, language="pt-BR")) == "pt-BR"
    assert language_of(replace(SCORECARD, language='"><x')) == "en-GB"


def test_a_logo_keeps_its_picture_and_nothing_else() -> None:
    png = LOGO.content
    comment = b"tEXtAuthor\0ana@laptop"
    chunk = (len(comment) - 4).to_bytes(4) + comment
    spoiled = png[:33] + chunk + zlib.crc32(comment).to_bytes(4) + png[33:] + b"behind the end"
    assert bare_logo(png) == LOGO
    assert bare_logo(spoiled) == LOGO
    assert logo_of(SCORECARD).told == "Ana Ruiz logo"


@pytest.mark.parametrize("at", range(0, 160, 7))
def test_a_logo_cut_off_or_changed_is_none(at) -> None:
    png = LOGO.content
    assert bare_logo(png[:at]) is None
    assert bare_logo(png[:at] + bytes([png[at] ^ 1]) + png[at + 1 :]) in (None, LOGO)


def test_a_photograph_loses_where_it_was_taken() -> None:
    frame = b"\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00"
    exif = b"\xff\xe1\x00\x11Exif\0\0N 52.5200"
    comment = b"\xff\xfe\x00\x08laptop"
    rest = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00pixels\xff\xd9"
    bare = bare_logo(b"\xff\xd8" + exif + comment + frame + rest + b"a second picture")
    assert bare.content == b"\xff\xd8" + frame + rest
    assert (bare.mime, bare.width, bare.height) == ("image/jpeg", 32, 16)
    assert bare_logo(b"\xff\xd8\xff" + b"\xe1\xff\xff") is None
    assert bare_logo(b"GIF89a") is None


def test_plain_text() -> None:
    assert lines("a\r\nb\n\n c ") == ("a", "b", "c")
    assert paragraphs("a\nb\n \nc") == (("a", "b"), ("c",))
    assert paragraphs("") == ()
    assert name("W" * 400, 10) == "WWWWWWWWW…"
    assert joined("Ana", " ", "Reporting") == "Ana · Reporting"


def test_columns_fill_the_room_and_short_ones_never_wrap() -> None:
    columns = (Column("Measure", weight=3), Column("Kept in", number=True), Column("Note"))
    rows = ((Cell("Month-end close answers"), Cell("12 of 13"), Cell("x " * 200)),)
    wide = column_widths(Table(columns, rows), 9, 480, 8)
    assert abs(sum(wide) - 480) < 0.01
    assert wide[2] > wide[0] > wide[1] > 40
    narrow = column_widths(Table(columns * 6, (rows[0] * 6,)), 9, 480, 8)
    assert abs(sum(narrow) - 480) < 0.01
    assert column_widths(Table((Column(""),), ()), 9, 480, 8) == [480]


def test_a_jpeg_may_be_the_logo_too() -> None:
    picture = BytesIO()
    Image.new("RGB", (40, 20), "#2f5bd7").save(picture, "JPEG", comment=b"laptop")
    logo = bare_logo(picture.getvalue())
    assert (logo.mime, logo.width, logo.height) == ("image/jpeg", 40, 20)
    for write, path in (
        (docx_bytes, "word/media/image1.jpg"),
        (pptx_bytes, "ppt/media/image1.jpg"),
    ):
        held = parts(write(replace(SCORECARD, logo=logo), plain_png))
        assert held[path] == logo.content
        assert b"laptop" not in held[path]
        assert b'Extension="jpg" ContentType="image/jpeg"' in held["[Content_Types].xml"]
