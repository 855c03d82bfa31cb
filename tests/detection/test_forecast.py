"""Where a slide leads, against a regression by hand and known quantiles."""

import random

import pytest

from tracker.detection.forecast import AHEAD, forecast, t_quantile


def slide(seed: int, count: int, slope: float, noise: float = 1.0) -> list[tuple[int, float]]:
    chance = random.Random(seed)
    return [(at, 100 + slope * at + noise * chance.gauss(0, 1)) for at in range(count)]


@pytest.mark.parametrize(
    ("freedom", "quantile"),
    [(3, 1.6377), (5, 1.4759), (10, 1.3722), (24, 1.3178), (100, 1.2901)],
)
def test_the_quantile_is_that_of_the_tables(freedom: int, quantile: float) -> None:
    assert t_quantile(freedom) == pytest.approx(quantile, rel=0.01)


def test_a_clean_line_is_extended_to_the_promise() -> None:
    found = forecast([(at, 100.0 - at) for at in range(10)], [85.0])
    assert found is not None
    assert found.slope == pytest.approx(-1.0)
    assert (found.low, found.high) == (pytest.approx(-1.0), pytest.approx(-1.0))
    assert (found.line, found.crosses, found.earliest, found.latest) == (85.0, 6, 6, 6)


def test_the_first_two_values_and_those_long_ago_do_not_count() -> None:
    line = [(at, float(at)) for at in range(40)]
    plain = forecast(line)
    bent = forecast([(0, 900.0), (1, -900.0), *line[2:]])
    long_ago = forecast([*((at, 500.0) for at in range(12)), *line[12:]])
    assert plain == bent
    assert plain is not None
    assert long_ago is not None
    assert long_ago.slope == pytest.approx(plain.slope)


def test_a_line_passed_already_or_left_behind_does_not_count() -> None:
    falling = [(at, 100.0 - at) for at in range(12)]
    found = forecast(falling, [95.0, 200.0, 80.0, 85.0])
    assert found is not None
    assert (found.line, found.crosses) == (85.0, 4)
    far = forecast(falling, [100.0 - 12 - AHEAD - 5])
    assert far is not None
    assert far.line is far.crosses is far.latest is None


def test_gaps_count_as_time() -> None:
    found = forecast([(at, 50.0 + 2 * at) for at in range(0, 30, 3)], [118.0])
    assert found is not None
    assert found.slope == pytest.approx(2.0)
    assert found.crosses == 7


def test_the_band_is_earlier_ahead_and_later_behind() -> None:
    found = forecast(slide(4, 20, -0.8), [80.0])
    assert found is not None
    assert found.crosses is not None
    assert found.earliest is not None
    assert found.low < found.slope < found.high
    assert found.earliest <= found.crosses
    assert found.latest is None or found.latest >= found.crosses


def test_the_interval_holds_about_four_times_in_five() -> None:
    held = 0
    for seed in range(400):
        found = forecast(slide(seed, 18, 0.5))
        assert found is not None
        held += found.low <= 0.5 <= found.high
    assert 0.74 * 400 < held < 0.86 * 400


def test_under_five_values_nothing_is_foretold() -> None:
    assert forecast(slide(1, 6, 1.0)) is None
    assert forecast(slide(1, 7, 1.0)) is not None
