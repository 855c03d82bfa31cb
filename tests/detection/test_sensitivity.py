"""What each sensitivity costs."""

import math

import pytest

from tracker.detection import WATCH, Sensitivity, cost, rarity


def test_the_calmer_the_rarer() -> None:
    order = [Sensitivity.KEEN, Sensitivity.NORMAL, Sensitivity.CALM]
    assert [each.threshold for each in order] == [100.0, 220.0, 1000.0]
    assert [cost(each).threshold for each in order] == [100.0, 220.0, 1000.0]
    assert all(each.threshold > WATCH for each in order)


@pytest.mark.parametrize(
    ("sensitivity", "periods", "years"),
    [
        (Sensitivity.NORMAL, 52.0, 10),
        (Sensitivity.CALM, 52.0, 50),
        (Sensitivity.KEEN, 52.0, 5),
        (Sensitivity.NORMAL, 12.0, 40),
        (Sensitivity.KEEN, 365.0, 1),
    ],
)
def test_rarity_is_a_round_number_of_years(
    sensitivity: Sensitivity, periods: float, years: int
) -> None:
    assert rarity(sensitivity, periods).years == years


def test_the_share_within_a_year_grows_with_the_cadence() -> None:
    shares = [rarity(Sensitivity.NORMAL, periods).within_a_year for periods in (4, 12, 52, 365)]
    assert shares == sorted(shares)
    assert rarity(Sensitivity.NORMAL).within_a_year == pytest.approx(0.10)


@pytest.mark.parametrize("periods", [0.0, -1.0, math.inf, math.nan])
def test_a_cadence_must_be_a_positive_number(periods: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        rarity(Sensitivity.NORMAL, periods)
