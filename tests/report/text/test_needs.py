"""The sentence under two lists of needs, and the blank list that is handed over."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.needs import Need, NeedSide, NeedSource, NeedStatus, compare
from tracker.report.documents.html import html_bytes
from tracker.report.text.customers import blank_list, difference, known_by, standing, their_heading

DAY = date(2026, 10, 12)
TODAY = date(2026, 11, 20)


def need(key: int, side: NeedSide, rank: int, partner: int | None = None, measure: int = 0) -> Need:
    source = NeedSource.GUESS if side is NeedSide.MINE else NeedSource.INTERVIEW
    said = NeedStatus.STATED
    return Need(key, "", 1, side, f"Need {key}", rank, source, DAY, said, partner, measure or None)


def lists(mine: list[tuple[int, int | None]], theirs: list[tuple[int, int]]) -> str:
    """Return the sentence for mine (id, partner) and theirs (id, measure), both by rank."""
    found = [need(key, NeedSide.MINE, rank, to) for rank, (key, to) in enumerate(mine, 1)]
    found += [
        need(key, NeedSide.THEIRS, rank, None, measure)
        for rank, (key, measure) in enumerate(theirs, 1)
    ]
    return difference(compare(found, {7}))


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        ([], [], ""),
        (
            [(1, 11), (2, None), (3, 13)],
            [(11, 7), (12, 0), (13, 7)],
            "2 of 4 agree. One thing you give is not asked for; one thing they ask for has no"
            " measure.",
        ),
        ([(1, 11), (2, 12)], [(11, 7), (12, 7)], "Both agree."),
        ([(1, 11)], [(11, 7)], "You agree on the one."),
        (
            [(1, 11), (2, 12)],
            [(12, 7), (11, 7)],
            "None of 2 agree. Two are ranked differently.",
        ),
        (
            [(1, None)],
            [(11, 7)],
            "None of 2 agree. One thing you give is not asked for; one thing they ask for is not on"
            " your list.",
        ),
        (
            [(1, 11), (2, 12)],
            [(11, 0), (12, 0)],
            "Both agree. Nothing they ask for has a measure.",
        ),
        (
            [(1, None)],
            [],
            "All of this is what you think. Their own list shows where you are right.",
        ),
        (
            [],
            [(11, 0)],
            "This is what they said. Add what you thought, and see where you differ."
            " One thing they ask for has no measure.",
        ),
    ],
)
def test_the_difference_in_a_sentence(mine, theirs, said):
    assert lists(mine, theirs) == said


def test_a_need_that_only_i_see_does_not_move_the_others():
    rows = compare(
        [
            need(1, NeedSide.MINE, 1),
            need(2, NeedSide.MINE, 2, 12),
            need(12, NeedSide.THEIRS, 1),
        ],
        set(),
    ).rows
    assert [standing(row) for row in rows] == ["", "not on their list"]


def test_their_heading_tells_source_and_day_where_all_is_from_one_talk():
    one, two = need(1, NeedSide.THEIRS, 1), need(2, NeedSide.THEIRS, 2)
    assert their_heading((one, two), TODAY) == "What they said (12 Oct interview)"
    assert their_heading((), TODAY) == "What they said"
    assert known_by(one, date(2027, 1, 1)) == "Interview, 12 Oct 2026"


def test_the_blank_list_is_blank():
    page = html_bytes(blank_list("Finance <leads>", TODAY, "Ana Ruiz", "Reporting")).decode()
    assert "What do you need from me?" in page
    assert "Finance &lt;leads&gt;" in page
    assert "Ana Ruiz" in page
