"""Which way is better."""

import pytest

from tracker.detection.series import Band, Better, Standing, is_worse

BAND = Band(4.0, 6.0)


@pytest.mark.parametrize(
    ("better", "up", "worse"),
    [
        (Better.HIGHER, True, False),
        (Better.HIGHER, False, True),
        (Better.LOWER, True, True),
        (Better.LOWER, False, False),
    ],
)
def test_up_and_down_become_better_and_worse(better: Better, up: bool, worse: bool) -> None:
    level = Standing(5.0, 0.0)
    assert is_worse(better, level, level, moved_up=up) is worse


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        (Standing(5.0, 0.0), Standing(7.0, 1.0), True),
        (Standing(5.0, 0.0), Standing(3.0, 1.0), True),
        (Standing(8.0, 2.0), Standing(6.5, 0.5), False),
        (Standing(5.0, 0.0), Standing(5.8, 0.0), True),
        (Standing(4.1, 0.0), Standing(5.2, 0.0), False),
    ],
)
def test_both_sides_of_a_band_are_worse(before: Standing, after: Standing, worse: bool) -> None:
    for up in (True, False):
        assert is_worse(BAND, before, after, moved_up=up) is worse


def test_distance_counts_from_the_nearer_end() -> None:
    assert [BAND.distance(value) for value in (3.0, 4.0, 5.0, 6.0, 8.5)] == [1, 0, 0, 0, 2.5]
    assert BAND.middle == 5.0
