from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tracker.app import commands
from tracker.app.tracker import Tracker
from tracker.domain.sharing import ShareKind, SharingWay

pytestmark = pytest.mark.usefixtures("demo")
YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")
BEGINS = {
    ".html": b"<!doctype html>",
    ".md": b"# Review of impact",
    ".pdf": b"%PDF",
    ".docx": b"PK",
}


@pytest.mark.parametrize("suffix", [".html", ".md", ".pdf", ".docx"])
def test_a_review_is_written_as_what_its_name_says(cli, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"year{suffix}"
    answer = cli("review", target, *YEAR)
    assert answer.status == 0
    told = "1 January – 31 December 2026 · as it stood on 20 November, 12 measures"
    assert answer.out == f"{target}: {told}\n"
    assert target.read_bytes().startswith(BEGINS[suffix])


def test_slides_do_not_carry_every_value(cli, tmp_path: Path) -> None:
    from pptx import Presentation

    target = tmp_path / "year.pptx"
    assert cli("review", target, *YEAR).status == 0
    assert len(Presentation(str(target)).slides) <= 11, "a short deck, unless all is asked for"
    assert cli("review", target, *YEAR, "--all-slides").status == 0
    slides = Presentation(str(target)).slides
    texts = [
        shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame
    ]
    assert "Appendix: every figure" in texts
    assert not any("Every value" in text for text in texts)
    assert len(slides) < 60


def test_what_was_written_is_in_the_ledger_with_its_bytes(cli, file, tmp_path: Path) -> None:
    target = tmp_path / "year.md"
    cli("review", target, *YEAR)
    with Tracker(file, read_only=True) as tracker:
        share = tracker.ledger.all("id DESC")[0]
        assert (share.kind, share.way, share.form) == (ShareKind.REVIEW, SharingWay.FILE, "md")
        assert (share.customer_uid, share.first, share.last) == (
            "",
            date(2026, 1, 1),
            date(2026, 12, 31),
        )
        assert len(tracker.ledger.measures(share.id)) == 12
        assert tracker.ledger.content(share.id) == target.read_bytes()


def test_the_persons_own_words_are_in_it(cli, file, tmp_path: Path) -> None:
    with Tracker(file) as tracker:
        days = date(2026, 1, 1), date(2026, 12, 31)
        commands.reword(tracker, *days, "summary:1", "A year of fewer, better promises.")
        commands.reword(tracker, *days, "summary:4", "")
    target = tmp_path / "year.md"
    cli("review", target, *YEAR)
    text = target.read_text(encoding="utf-8")
    assert "A year of fewer, better promises." in text
    assert "promises to five customers" not in text
    assert "fixes worked" not in text


def test_own_words_that_were_written_for_other_facts_are_told(cli, file, tmp_path: Path) -> None:
    days = date(2026, 1, 1), date(2026, 12, 31)
    with Tracker(file) as tracker:
        commands.reword(tracker, *days, "summary:1", "A good year.", "Nine of eleven were kept.")
    answer = cli("review", tmp_path / "year.md", *YEAR)
    assert answer.err == (
        "One paragraph in your own words was written when the facts were others."
        " Review shows which.\n"
    )
    with Tracker(file) as tracker:
        commands.reword(tracker, *days, "summary:1", "")
    assert cli("review", tmp_path / "year.md", *YEAR).err == ""  # left out on purpose


def test_the_period_of_the_next_review_is_taken_where_none_is_named(
    cli, file, tmp_path: Path
) -> None:
    with Tracker(file) as tracker:
        commands.plan_review(tracker, date(2026, 12, 4), date(2026, 4, 1), date(2026, 9, 30))
    answer = cli("review", tmp_path / "x.md")
    assert "1 April – 30 September 2026, " in answer.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("x.html", "--from", "2026-01-01"), "The period of the review is not set"),
        (("x.html", "--from", "2026-10-01", "--to", "2026-09-01"), "Swap them"),
        (("x.html", "--from", "2026-12-01", "--to", "2026-12-31"), "has not begun"),
        (("x.html", "--from", "tomorrow", "--to", "2026-12-31"), "is not a date"),
        (("x.xlsx", *YEAR), "End it in .html, .pdf, .docx, .pptx or .md."),
        (("nowhere/x.md", *YEAR), "There is no folder"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(cli, file, tmp_path, monkeypatch, words, told) -> None:
    monkeypatch.chdir(tmp_path)
    with Tracker(file) as tracker:
        if tracker.people.all():
            commands.plan_review(tracker, None)
    answer = cli("review", *words)
    assert (answer.status, told in answer.refusal) == (2, True)
    assert not [one for one in tmp_path.iterdir() if one.suffix in {".html", ".md", ".xlsx"}]


def test_html_and_markdown_load_no_qt(file, tmp_path: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from tracker.cli.root import run; from datetime import date;"
        f"run(['--data', {str(file)!r}, 'review', {str(tmp_path / 'x.html')!r}, '--from',"
        " '2026-01-01', '--to', '2026-11-20'], None, date(2026, 11, 20));"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'docx', 'pptx'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert re.fullmatch(r"\[\]", done.stdout.splitlines()[-1])
