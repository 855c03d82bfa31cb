"""Word and slides as LibreOffice sets them, in whatever font it has: no text leaves its frame."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import date
from html import unescape
from itertools import combinations
from pathlib import Path

import pytest
from tests.report.office_checks import plain_png

from tracker.app.demo import fill_demo
from tracker.app.person import person
from tracker.app.review.evidence import wordings_of
from tracker.app.review.review import review
from tracker.app.tracker import Tracker
from tracker.report.documents.docx_package import MARGIN_FOOT, MARGIN_SIDE, MARGIN_TOP
from tracker.report.documents.docx_writer import docx_bytes
from tracker.report.documents.pptx_writer import pptx_bytes
from tracker.report.documents.slide_layout import EDGE, WIDE
from tracker.report.review.document import PackChoice, document_for

TODAY = date(2026, 11, 27)
FOOT = 502.0
"""Above this, in points of a slide, stands everything but its foot."""
AIR = 1.5
MOST_MEETING = 0.35
"""Of a word's height: so much of two lines' boxes may share, which are higher than letters."""
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
)


@dataclass(frozen=True)
class WordBox:
    """A word where it was set, in points."""

    left: float
    top: float
    right: float
    bottom: float
    said: str

    def meets(self, other: WordBox) -> bool:
        """Tell whether another word is set over this one."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        lower = min(self.bottom - self.top, other.bottom - other.top)
        return across > AIR and down > MOST_MEETING * lower


@dataclass(frozen=True)
class SetPage:
    """A page as it was set: its size and its words."""

    width: float
    height: float
    words: tuple[WordBox, ...]


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[SetPage]]:
    """The pack of the sample data as LibreOffice sets it, by file."""
    for tool in ("soffice", "pdftotext"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    folder = tmp_path_factory.mktemp("frames")
    with Tracker(None) as tracker:
        fill_demo(tracker, TODAY)
        me = person(tracker)
        assert me.review_first
        assert me.review_last
        span = me.review_first, me.review_last
        content, words = review(tracker, *span, TODAY), wordings_of(tracker, *span)
        deck = document_for(content, words, ".pptx")
        every = document_for(content, words, ".pptx", PackChoice(every_slide=True))
        pack = document_for(content, words, ".docx")
    (folder / "deck.pptx").write_bytes(pptx_bytes(deck, plain_png))
    (folder / "every.pptx").write_bytes(pptx_bytes(every, plain_png))
    (folder / "pack.docx").write_bytes(docx_bytes(pack, plain_png))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(folder / 'user').as_uri()}",
         "--convert-to", "pdf", "--outdir", folder, *sorted(folder.glob("*.*x"))],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return {one.stem: pages_of(one) for one in folder.glob("*.pdf")}


def pages_of(pdf: Path) -> list[SetPage]:
    """Read every word of a PDF with its place."""
    run = ["pdftotext", "-bbox", str(pdf), "-"]
    told = subprocess.run(run, check=True, capture_output=True, timeout=60).stdout.decode()
    return [
        SetPage(
            float(width),
            float(height),
            tuple(
                WordBox(*map(float, box), unescape(said)) for *box, said in _WORD.findall(inside)
            ),
        )
        for width, height, inside in _PAGE.findall(told)
    ]


@pytest.mark.parametrize("file", ["deck", "every"])
def test_nothing_on_a_slide_runs_out_of_its_frame(
    converted: dict[str, list[SetPage]], file: str
) -> None:
    slides = converted[file]
    assert len(slides) <= 11 or file == "every"
    for at, slide in enumerate(slides, 1):
        scale = slide.width / WIDE
        outside = [
            one.said
            for one in slide.words
            if one.left < (EDGE - AIR) * scale or one.right > (WIDE - EDGE + AIR) * scale
        ]
        assert not outside, (at, outside)
        low = [one.said for one in slide.words if one.top < FOOT * scale < one.bottom]
        assert not low, (at, low)
    assert sum(len(slide.words) for slide in slides) > 200


def test_nothing_on_a_page_runs_out_of_its_margins(converted: dict[str, list[SetPage]]) -> None:
    pages = converted["pack"]
    assert len(pages) > 5
    for at, page in enumerate(pages, 1):
        outside = [
            one.said
            for one in page.words
            if one.left < MARGIN_SIDE - 2 * AIR
            or one.right > page.width - MARGIN_SIDE + 2 * AIR
            or one.top < MARGIN_TOP - 4 * AIR
            or one.bottom > page.height - MARGIN_FOOT / 4
        ]
        assert not outside, (at, outside)


@pytest.mark.parametrize("file", ["deck", "every", "pack"])
def test_no_word_is_set_over_another(converted: dict[str, list[SetPage]], file: str) -> None:
    for at, page in enumerate(converted[file], 1):
        over = [
            (one.said, other.said) for one, other in combinations(page.words, 2) if one.meets(other)
        ]
        assert not over, (at, over)
