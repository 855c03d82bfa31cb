from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tracker.app import commands
from tracker.app.commands import share_measure
from tracker.app.tracker import Tracker

pytestmark = pytest.mark.usefixtures("demo")


def test_a_chart_is_saved_as_svg_with_its_title_and_no_private_note(cli, tmp_path) -> None:
    target = tmp_path / "quotes.svg"
    answer = cli("chart", "quotes used as sent", target)
    assert (answer.status, answer.out.startswith(f"{target}: Quotes used as sent: ")) == (0, True)
    text = target.read_text(encoding="utf-8")
    assert "Quotes used as sent" in text
    assert "Visit them" not in text


def test_a_chart_may_begin_and_end_on_given_days(cli, tmp_path) -> None:
    words = ("chart", "Quotes used as sent", tmp_path / "x.svg")
    answer = cli(*words, "--from", "2026-06-01", "--to", "2026-10-31", "--customer", "field sales")
    assert "from week 23 of 2026 to week 44 of 2026" in answer.out


@pytest.mark.parametrize(("suffix", "begins"), [(".png", b"\x89PNG"), (".pdf", b"%PDF")])
def test_a_chart_may_be_a_png_or_a_pdf(cli, tmp_path, suffix, begins) -> None:
    target = tmp_path / f"quotes{suffix}"
    assert cli("chart", "Quotes used as sent", target).status == 0
    assert target.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["No such", "x.svg"], 1, "There is no measure"),
        (["No surprises", "x.gif"], 2, "End it in .png, .svg or .pdf"),
        (["No surprises", "x"], 2, "End it in .png, .svg or .pdf"),
        (["No surprises", "x.svg", "--from", "yesterday"], 2, "is not a date"),
        (["No surprises", "x.svg", "--from", "2026-10-01", "--to", "2026-09-01"], 2, "Swap them"),
    ],
)
def test_what_cannot_be_drawn_is_refused(cli, tmp_path, monkeypatch, words, status, told) -> None:
    monkeypatch.chdir(tmp_path)
    answer = cli("chart", *words)
    assert (answer.status, told in answer.refusal) == (status, True)
    assert {one.name for one in tmp_path.iterdir()} == {"work.db"}


def test_what_may_tell_of_others_is_left_off_said_and_taken_along_if_asked(
    cli, file, tmp_path, today
) -> None:
    target = tmp_path / "answers.svg"
    with Tracker(file) as tracker:
        commands.add_event(tracker, today - timedelta(days=7), "The fair of Field sales")
    answer = cli("chart", "Month-end close answers", target)
    off = [line for line in answer.err.splitlines() if line.startswith("Left off: ")]
    assert any("The fair of Field sales" in line for line in off)
    stops = [line for line in off if line.startswith("Left off: What stopped upstream: ")]
    assert stops
    text = target.read_text(encoding="utf-8")
    assert "fair of Field" not in text
    assert "stop" not in text.lower().replace("stop-", "")
    answer = cli("chart", "Month-end close answers", target, "--with", "stops", "--with", "events")
    assert "fair of Field" in target.read_text(encoding="utf-8")
    assert not [line for line in answer.err.splitlines() if line in stops]


@pytest.mark.parametrize(
    ("shared", "words", "for_them"),
    [
        (True, [], True),
        (True, ["--for-me"], False),
        (False, [], False),
        (False, ["--for-them"], True),
    ],
)
def test_a_chart_is_for_them_where_they_share_it_unless_it_is_said_otherwise(
    cli, file, tmp_path, shared, words, for_them
) -> None:
    target = tmp_path / "quotes.svg"
    with Tracker(file) as tracker:
        (quotes,) = tracker.measures.where("name = 'Quotes used as sent'")
        share_measure(tracker, quotes.id, shared=shared)
    answer = cli("chart", "quotes used as sent", target, *words)
    told = "shown to Field sales (--for-me" if for_them else "kept for you (--for-them"
    assert (answer.status, f"In the ledger: {told} says otherwise)." in answer.err) == (0, True)
    with Tracker(file) as tracker:
        newest = tracker.ledger.all("id DESC")[0]
        assert (newest.kind, newest.form, newest.for_them) == ("chart", "svg", for_them)
        assert newest.customer == "Field sales"
        assert tracker.ledger.content(newest.id) == target.read_bytes()


def test_while_the_window_has_the_data_a_chart_is_written_and_said_not_to_be_kept(
    cli, file, tmp_path
) -> None:
    target = tmp_path / "quotes.svg"
    with Tracker(file):
        answer = cli("chart", "quotes used as sent", target)
        assert (answer.status, target.exists()) == (0, True)
        assert "Not in the ledger: the data is open in another Impact Tracker." in answer.err
        answer = cli("chart", "quotes used as sent", target, "--for-them")
        assert answer.status == 1
        assert "leave --for-them out" in answer.refusal


def test_a_chart_that_cannot_be_written_is_in_no_ledger(cli, file, tmp_path, monkeypatch) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "quotes.svg"
    target.write_text("the old one", encoding="utf-8")
    with Tracker(file) as tracker:
        before = len(tracker.ledger.all())
    monkeypatch.setattr(Path, "replace", refuse)
    assert cli("chart", "quotes used as sent", target).status == 1
    monkeypatch.undo()
    with Tracker(file) as tracker:
        assert len(tracker.ledger.all()) == before
    assert target.read_text(encoding="utf-8") == "the old one"
    assert {one.suffix for one in tmp_path.iterdir() if one.is_file()} == {".db", ".svg"}


@pytest.mark.parametrize(
    ("words", "ending"),
    [
        (["chart", "No surprises"], ".png"),
        (["scorecard", "My manager"], ".pdf"),
        (["agreement", "My manager"], ".pdf"),
        (["decision", "1"], ".pdf"),
        (["review"], ".docx"),
        (["review"], ".pdf"),
    ],
)
def test_letters_that_no_font_draws_are_named_and_the_file_is_written(
    cli, file, tmp_path, words, ending
) -> None:
    nobody = "\U0010fffd"  # for private use: no font has it
    with Tracker(file) as tracker:
        for measure in tracker.measures.all():
            tracker.measures.rows.change(measure.id, name=f"{measure.name} {nobody}")
        tracker.decisions.change(1, title=f"Close {nobody}")
    words = [f"{one} {nobody}" if one == "No surprises" else one for one in words]
    days = ["--from", "2026-05-25", "--to", "2026-11-15"] if words == ["review"] else []
    target = tmp_path / f"x{ending}"
    answer = cli(*words, target, *days)
    assert answer.status == 0
    assert "No font of this computer can draw \U0010fffd (U+10FFFD)" in answer.err
    assert target.stat().st_size > 1000
    plain = target.with_suffix(".svg" if words[0] == "chart" else ".html")
    assert "No font" not in cli(*words, plain, *days).err
