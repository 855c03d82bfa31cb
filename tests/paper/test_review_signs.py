"""The signs on the front of a review: each that is drawn is explained, in every format."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.gui.test_one_judgement import FILES, text_of

from tracker.app import commands
from tracker.app.review.review import review
from tracker.domain.period import Period
from tracker.paper.writer import document_bytes
from tracker.report.review.document import document_for

CALM = (1.6, 1.7, 1.5, 1.8, 1.6, 1.7, 1.5, 1.6, 1.8, 1.6, 1.7, 1.5, 1.6)
SIGNS = (
    "▼ worse",
    "▽ below promise",
    "◇ one far out",
    "– as usual",
    "▲ better",
    "· still learning",
)


def front(tracker, today, suffix: str, folder: Path) -> str:
    """Return the words of a review's pages."""
    last = Period.of(today)
    content = review(tracker, (last + -13).start, last.end, today)
    written = document_bytes(document_for(content, {}, suffix), suffix)
    return " ".join(text_of(written, suffix, folder).split())


def log(tracker, measure: int, today, values) -> None:
    last = Period.of(today)
    for at, value in enumerate(values):
        commands.record(tracker, measure, (last + (at - len(values))).start, value)


@pytest.mark.parametrize("suffix", FILES)
def test_a_value_far_out_has_its_sign_explained(
    tracker, answers, today, qapp, tmp_path, suffix
) -> None:
    log(tracker, answers, today, (*CALM, 40.0))
    said = front(tracker, today, suffix, tmp_path)
    assert "◇ one far out" in said
    assert "– as usual" not in said
    assert "▼ worse" not in said


@pytest.mark.parametrize("suffix", FILES)
def test_only_what_is_drawn_is_explained(
    tracker, answers, finance, today, qapp, tmp_path, suffix
) -> None:
    log(tracker, answers, today, CALM)
    said = front(tracker, today, suffix, tmp_path)
    assert [one for one in SIGNS if one in said] == ["– as usual"]
