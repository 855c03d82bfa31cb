from __future__ import annotations

import pytest

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
    assert "from 2026-W23 to 2026-W44" in answer.out


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
