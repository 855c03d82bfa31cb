"""Which way is better."""

import pytest

from tracker.detection.series import Band, Direction, SeriesLevel, is_worse

BAND = Band(4.0, 6.0)


@pytest.mark.parametrize(
    ("better", "up", "worse"),
    [
        (Direction.HIGHER, True, False),
        (Direction.HIGHER, False, True),
        (Direction.LOWER, True, True),
        (Direction.LOWER, False, False),
    ],
)
def test_up_and_down_become_better_and_worse(better: Direction, up: bool, worse: bool) -> None:
    level = SeriesLevel(5.0, 0.0)
    assert is_worse(better, level, level, moved_up=up) is worse


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        (SeriesLevel(5.0, 0.0), SeriesLevel(7.0, 1.0), True),
        (SeriesLevel(5.0, 0.0), SeriesLevel(3.0, 1.0), True),
        (SeriesLevel(8.0, 2.0), SeriesLevel(6.5, 0.5), False),
        (SeriesLevel(5.0, 0.0), SeriesLevel(5.8, 0.0), True),
        (SeriesLevel(4.1, 0.0), SeriesLevel(5.2, 0.0), False),
    ],
)
def test_both_sides_of_a_band_are_worse(
    before: SeriesLevel, after: SeriesLevel, worse: bool
) -> None:
    for up in (True, False):
        assert is_worse(BAND, before, after, moved_up=up) is worse


def test_distance_counts_from_the_nearer_end() -> None:
    assert [BAND.distance(value) for value in (3.0, 4.0, 5.0, 6.0, 8.5)] == [1, 0, 0, 0, 2.5]
    assert BAND.middle == 5.0
