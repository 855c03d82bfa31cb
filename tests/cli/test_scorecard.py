"""`scorecard` and `agreement` as a person meets them: what is written, listed, refused and kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.app.tracker import Tracker

pytestmark = pytest.mark.usefixtures("demo")


def test_a_page_is_written_and_kept_in_the_ledger_with_its_bytes(cli, file, tmp_path) -> None:
    target = tmp_path / "finance.html"
    answer = cli("scorecard", "FINANCE leads", target)
    told = "In the ledger: shown to Finance leads (--for-me says otherwise).\n"
    assert (answer.status, answer.err) == (0, told)
    assert answer.out == (
        f"{target}: One of three promises kept. Month-end close answers got slower in October."
        " 17 of 22 items are on it.\n"
    )
    with Tracker(file) as tracker:
        newest = tracker.ledger.all("id DESC")[0]
        assert tracker.ledger.content(newest.id) == target.read_bytes()
        assert (newest.kind, newest.form, newest.way) == ("scorecard", "html", "file")
        assert (newest.title, newest.customer) == ("For Finance leads", "Finance leads")
        assert (str(newest.first), str(newest.last)) == ("2026-08-17", "2026-11-15")
        assert newest.token in target.read_text(encoding="utf-8")
        names = {one.uid: one.name for one in tracker.measures.all()}
        rated = [names[uid] for uid in tracker.ledger.measures(newest.id, rated=True)]
    assert rated == [
        "Month-end close answers", "Forecast was usable as sent", "Hours I saved them",
    ]  # fmt: skip


def test_a_page_for_oneself_is_kept_and_shown_to_nobody(cli, file, tmp_path) -> None:
    for words in (
        ("scorecard", "finance leads", "a.html"),
        ("agreement", "finance leads", "a.pdf"),
    ):
        *said, name = words
        answer = cli(*said, tmp_path / name, "--for-me")
        assert (answer.status, answer.err) == (
            0,
            "In the ledger: kept for you (--for-them says otherwise).\n",
        )
        with Tracker(file) as tracker:
            assert tracker.ledger.all("id DESC")[0].for_them is False


def test_the_same_page_twice_is_the_same_bytes(cli, tmp_path) -> None:
    one, two = tmp_path / "one.html", tmp_path / "two.html"
    for target in (one, two):
        assert cli("scorecard", "platform team", target).status == 0
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(("suffix", "begins"), [(".pdf", b"%PDF"), (".PNG", b"\x89PNG")])
def test_a_page_may_be_a_pdf_or_a_png(cli, tmp_path, suffix, begins) -> None:
    target = tmp_path / f"sales{suffix}"
    assert cli("scorecard", "field sales", target).status == 0
    assert target.read_bytes().startswith(begins)


def test_a_list_says_what_is_on_and_off_and_writes_nothing(cli, file, tmp_path) -> None:
    before = set(tmp_path.iterdir())
    with Tracker(file) as tracker:  # as the window would have it
        shares = len(tracker.ledger.all())
        answer = cli("scorecard", "finance leads", "--list")
        assert len(tracker.ledger.all()) == shares
    lines = answer.out.splitlines()
    assert lines[:2] == ["The page", "  on    Finance leads, 17 August – 15 November 2026"]
    assert "  off   Week 43, Month-end close answers: “Had to chase twice”" in lines
    assert "read access" not in answer.out  # the private half of a note
    assert set(tmp_path.iterdir()) == before


def test_a_list_beside_a_file_tells_what_was_written(cli, tmp_path) -> None:
    target = tmp_path / "finance.html"
    answer = cli("scorecard", "finance leads", target, "--list")
    assert answer.out.startswith("The page\n")
    assert target.exists()


def test_the_days_are_those_that_were_named(cli, tmp_path) -> None:
    words = ("scorecard", "finance leads", "--list", "--from", "2026-04-01", "--to", "2026-06-30")
    assert "Finance leads, 1 April – 30 June 2026" in cli(*words).out
    assert "30 March – 28 June 2026" in cli(*words[:3], "--to", "2026-06-28").out


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["scorecard", "finance leads"], 2, "add --list"),
        (["scorecard", "nobody", "x.html"], 1, "There is no customer"),
        (["scorecard", "legal", "x.html"], 1, "Nothing is shared with Legal"),
        (["scorecard", "finance leads", "x.svg"], 2, "End it in .html, .pdf or .png"),
        (["scorecard", "finance leads", "no/x.html"], 2, "There is no folder"),
        (["scorecard", "finance leads", "x.html", "--from", "May"], 2, "is not a date"),
        (
            ["scorecard", "finance leads", "x.html", "--from", "2026-09-02", "--to", "2026-09-01"],
            2,
            "Swap them",
        ),
        (["agreement", "finance leads", "x.png"], 2, "End it in .html or .pdf"),
        (["agreement", "legal", "x.pdf"], 1, "Nothing is shared with Legal"),
    ],
)
def test_what_cannot_be_written_is_refused(
    cli, file, tmp_path, monkeypatch, words, status, told
) -> None:
    monkeypatch.chdir(tmp_path)
    with Tracker(file) as tracker:
        shares = len(tracker.ledger.all())
    answer = cli(*words)
    assert (answer.status, told in answer.refusal) == (status, True)
    assert {one.name for one in tmp_path.iterdir()} == {"work.db"}
    with Tracker(file) as tracker:
        assert len(tracker.ledger.all()) == shares


@pytest.mark.parametrize("suffix", [".html", ".pdf"])
def test_an_agreement_is_written_and_kept(cli, file, tmp_path, suffix) -> None:
    target = tmp_path / f"agreement{suffix}"
    answer = cli("agreement", "finance leads", target)
    assert answer.out == (
        f"{target}: Three promises, one agreed on; the rest is provisional until we agree.\n"
    )
    with Tracker(file) as tracker:
        newest = tracker.ledger.all("id DESC")[0]
        assert (newest.kind, newest.title) == ("agreement", "What I promise Finance leads")
        assert tracker.ledger.content(newest.id) == target.read_bytes()
        assert not tracker.ledger.measures(newest.id, rated=True)
        assert len(tracker.ledger.measures(newest.id)) == 3


def test_a_page_as_html_loads_no_qt(file, tmp_path) -> None:
    target = tmp_path / "page.html"
    program = (
        "import sys; from tracker.cli.root import run\n"
        f"run(['--data', {str(file)!r}, 'scorecard', 'finance leads', {str(target)!r}], None)\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken'))])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert ran.stdout.splitlines()[-1] == "[]"
    assert Path(target).read_bytes().startswith(b"<!")
