"""The end of a name says as what a document is written."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.report.sample_document import SCORECARD

from tracker.domain.errors import InvalidInput
from tracker.paper.writer import KINDS, document_bytes, write_document

BEGINS = {
    ".html": b"<!doctype html>",
    ".pdf": b"%PDF-1.4",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".docx": b"PK\x03\x04",
    ".pptx": b"PK\x03\x04",
    ".md": b"",
}
PARTS = {".docx": "word/document.xml", ".pptx": "ppt/presentation.xml"}


@pytest.mark.parametrize("suffix", KINDS)
def test_each_kind_is_written_as_what_it_is(suffix, tmp_path) -> None:
    target = tmp_path / f"scorecard{suffix.upper()}"
    write_document(SCORECARD, target)
    content = target.read_bytes()
    assert content[:15].lower().startswith(BEGINS[suffix].lower())
    assert content == document_bytes(SCORECARD, suffix)
    if suffix in PARTS:
        assert PARTS[suffix] in ZipFile(BytesIO(content)).namelist()
    if suffix in {".html", ".md"}:
        assert SCORECARD.title in content.decode()


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_page_of_text_needs_no_qt(suffix, tmp_path) -> None:
    code = (
        "import sys, pathlib\n"
        "from tests.report.sample_document import SCORECARD\n"
        "from tracker.paper.writer import write_document\n"
        "assert 'jinja2' not in sys.modules\n"
        f"write_document(SCORECARD, pathlib.Path({str(tmp_path / 'page')!r} + {suffix!r}))\n"
        "assert 'PySide6' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
    assert (tmp_path / f"page{suffix}").stat().st_size > 500


@pytest.mark.parametrize("name", ["scorecard.gif", "scorecard", "scorecard.svg", ".pdf"])
def test_another_kind_is_refused_with_the_kinds_there_are(name, tmp_path) -> None:
    with pytest.raises(InvalidInput) as refused:
        write_document(SCORECARD, tmp_path / name)
    assert refused.value.field == "file"
    assert name in refused.value.title
    for suffix in KINDS:
        assert suffix in refused.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_refused_before_any_work(tmp_path) -> None:
    heard: list[int] = []

    def listen(done: int, _of: int) -> None:
        heard.append(done)

    with pytest.raises(InvalidInput, match="There is no folder") as refused:
        write_document(SCORECARD, tmp_path / "missing" / "scorecard.pdf", listen)
    assert ".docx" in refused.value.hint
    assert heard == []


@pytest.mark.parametrize("suffix", [".pdf", ".png", ".docx", ".pptx"])
def test_who_gives_up_leaves_the_old_file_as_it_was(suffix, tmp_path) -> None:
    target = tmp_path / f"scorecard{suffix}"
    target.write_bytes(b"old")

    def give_up(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_document(SCORECARD, target, give_up)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
