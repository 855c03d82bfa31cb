"""SeriesLevel against a promise: sure, unsure, or too early to say."""

import pytest

from tracker.detection import Band, Direction, RegimeStanding
from tracker.detection.tally import keeps, kept


@pytest.mark.parametrize(
    ("met", "count", "stance"),
    [
        (0, 0, RegimeStanding.TOO_FEW),
        (7, 7, RegimeStanding.TOO_FEW),
        (8, 8, RegimeStanding.ON_PROMISE),
        (0, 8, RegimeStanding.BELOW),
        (4, 8, RegimeStanding.HIT_AND_MISS),
        (6, 8, RegimeStanding.ON_PROMISE),
        (5, 8, RegimeStanding.HIT_AND_MISS),
        (55, 100, RegimeStanding.HIT_AND_MISS),
        (57, 100, RegimeStanding.ON_PROMISE),
        (43, 100, RegimeStanding.BELOW),
    ],
)
def test_the_stance_is_taken_only_when_sure(met: int, count: int, stance: RegimeStanding) -> None:
    assert kept(met, count).stance is stance


def test_the_bounds_are_those_of_wilson() -> None:
    found = kept(7, 10)  # worked by hand: z = 1.2816
    assert found.low == pytest.approx(0.4974, abs=1e-4)
    assert found.high == pytest.approx(0.8462, abs=1e-4)


def test_a_promise_is_kept_by_its_direction() -> None:
    assert keeps(4.0, 4.0, Direction.HIGHER)
    assert not keeps(3.9, 4.0, Direction.HIGHER)
    assert keeps(4.0, 4.0, Direction.LOWER)
    assert not keeps(4.1, 4.0, Direction.LOWER)
    band = Band(1.0, 2.0)
    assert [keeps(value, band, band) for value in (0.9, 1.0, 2.0, 2.1)] == [
        False, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(("met", "count"), [(-1, 3), (4, 3)])
def test_impossible_counts_are_refused(met: int, count: int) -> None:
    with pytest.raises(ValueError, match="between 0 and count"):
        kept(met, count)
