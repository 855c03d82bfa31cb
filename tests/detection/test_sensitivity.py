"""What each sensitivity costs."""

import math

import pytest

from tracker.detection import WATCH, Scale, Sensitivity, cost, rarity
from tracker.detection.sensitivity import hearing


def test_the_calmer_the_rarer() -> None:
    order = [Sensitivity.KEEN, Sensitivity.NORMAL, Sensitivity.CALM]
    assert [cost(each).worse for each in order] == [68.0, 125.0, 430.0]
    assert [cost(each).better for each in order] == [145.0, 270.0, 880.0]
    assert [cost(each).neither for each in order] == [91.0, 165.0, 590.0]
    assert all(each.worse > WATCH for each in map(cost, order))


def test_getting_worse_is_said_on_less_evidence_than_getting_better() -> None:
    def levels(worse_up: bool | None) -> tuple[float, float]:
        found = hearing(Scale.NUMBER, Sensitivity.NORMAL, worse_up=worse_up).thresholds(0.0)
        return found.up, found.down

    assert levels(True) == (125.0, 270.0)
    assert levels(False) == (270.0, 125.0)
    assert levels(None) == (165.0, 165.0)


@pytest.mark.parametrize("scale", list(Scale))
@pytest.mark.parametrize("sensitivity", list(Sensitivity))
def test_a_crowd_raises_one_threshold_and_lowers_the_other(
    scale: Scale, sensitivity: Sensitivity
) -> None:
    heard = hearing(scale, sensitivity, worse_up=False)
    empty, full = heard.thresholds(0.0), heard.thresholds(1.0)
    turned = hearing(scale, sensitivity, worse_up=True).thresholds(-1.0)
    assert full.down >= empty.down, "away from the crowd"
    assert full.up <= empty.up, "towards it"
    assert (turned.up, turned.down) == (full.down, full.up)
    for crowd in (-1.0, -0.3, 0.0, 0.3, 1.0):
        assert heard.thresholds(crowd).up >= heard.lowest_up
        assert heard.thresholds(crowd).down >= heard.lowest_down


def test_the_direction_is_that_of_the_larger_ratio() -> None:
    found = hearing(Scale.NUMBER, Sensitivity.NORMAL, worse_up=True).thresholds(0.0)
    assert found.points_up(125.0, 269.0)
    assert found.points_up(125.0, 270.0), "a tie is up"
    assert not found.points_up(124.0, 270.0)
    assert found.alarmed(125.0, 0.0)
    assert not found.alarmed(124.9, 269.9)
    assert found.watched(0.0, 37.0)
    assert not found.watched(36.9, 36.9)


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
