"""Before and after of a fix."""

import random

import pytest

from tracker.detection import Band, Direction, Outcome, Scale, Series, effect_of

BAD = [2.0, 3.0, 2.0, 2.0, 3.0, 2.0, 2.0, 3.0]
GOOD = [4.0, 5.0, 4.0, 4.0, 5.0, 4.0, 4.0, 4.0]


def rating(values: list[float], better: Direction | Band = Direction.HIGHER) -> Series:
    return Series(values, Scale.RATING, 1.0, better=better)


@pytest.mark.parametrize(
    ("better", "outcome"),
    [
        (Direction.HIGHER, Outcome.CHANGED_BETTER),
        (Direction.LOWER, Outcome.CHANGED_WORSE),
        (Band(4, 5), Outcome.CHANGED_BETTER),
        (Band(1, 3), Outcome.CHANGED_WORSE),
    ],
)
def test_a_fix_that_moved_the_level_is_told_by_direction(
    better: Direction | Band, outcome: Outcome
) -> None:
    found = effect_of(rating([*BAD, *GOOD], better), 8)
    assert found.outcome is outcome
    assert found.evidence >= found.threshold
    assert (found.before, found.before_count) == (sum(BAD) / 8, 8)
    assert (found.after, found.after_count) == (sum(GOOD) / 8, 8)


def test_a_fix_that_changed_nothing_shows_no_sign_yet() -> None:
    found = effect_of(rating([*BAD, *BAD]), 8)
    assert found.outcome is Outcome.NO_SIGN_YET
    assert found.evidence < 1


@pytest.mark.parametrize(("after", "needed"), [(0, 6), (1, 5), (5, 1)])
def test_it_says_how_many_values_it_still_needs(after: int, needed: int) -> None:
    found = effect_of(rating([*BAD, *GOOD[:after]]), 8)
    assert (found.outcome, found.needed, found.lacking) == (Outcome.TOO_FEW, needed, 0)
    assert found.after == (sum(GOOD[:after]) / after if after else None)


@pytest.mark.parametrize("seed", range(20))
def test_a_small_move_of_a_percentage_is_heard_after_six_weeks(seed: int) -> None:
    chance = random.Random(seed)
    before = [round(chance.gauss(99.0, 0.05), 2) for _ in range(12)]
    after = [round(chance.gauss(99.9, 0.05), 2) for _ in range(6)]
    found = effect_of(Series([*before, *after], Scale.PERCENT, 1.0), 12)
    assert found.outcome is Outcome.CHANGED_BETTER
    assert (found.before_count, found.after_count) == (12, 6)
    steady = effect_of(Series([*before, *before[:6]], Scale.PERCENT, 1.0), 12)
    assert steady.outcome is Outcome.NO_SIGN_YET


def test_six_values_are_enough_to_ask() -> None:
    assert effect_of(rating([*BAD, *GOOD[:6]]), 8).outcome is not Outcome.TOO_FEW


@pytest.mark.parametrize(("start", "lacking"), [(0, 2), (1, 1), (2, 0)])
def test_it_needs_two_values_before(start: int, lacking: int) -> None:
    found = effect_of(rating([*BAD, *GOOD]), start)
    assert found.lacking == lacking
    assert (found.outcome is Outcome.TOO_FEW) == (lacking > 0)


def test_before_is_the_regime_the_problem_began() -> None:
    values = [*GOOD, *GOOD, 2.0, 2.0, 1.0, 2.0, *GOOD, *GOOD[:2]]
    found = effect_of(rating(values), 20)
    assert (found.before, found.before_count) == (1.75, 4)
    assert found.outcome is Outcome.CHANGED_BETTER


def test_the_evidence_is_a_step_at_the_fix_with_the_spread_of_all_regimes() -> None:
    early = [50.0, 52.0, 48.0, 51.0, 49.0, 50.0, 51.0, 49.0, 52.0, 48.0, 50.0, 50.0]
    bad, after = [40.0, 41.0, 39.0, 40.0], [43.0, 44.0, 42.0, 43.0, 43.5, 42.5]
    found = effect_of(Series(early + bad + after, step=0.1), 16)
    assert (found.before, found.before_count) == (40.0, 4)

    def squares(values: list[float]) -> float:
        middle = sum(values) / len(values)
        return sum((value - middle) ** 2 for value in values)

    within = squares(early) + squares(bad) + squares(after)  # nothing is clipped here
    norm = 4 * 6 / 10
    between = norm * (sum(after) / 6 - 40) ** 2
    freedom = 11 + 3 + 5
    gain = 4 * norm / (1 + 4 * norm)
    fit = between / (between + within)
    expected = (1 + 4 * norm) ** -0.5 * (1 - gain * fit) ** (-(freedom + 1) / 2)
    assert found.evidence == pytest.approx(expected, rel=1e-8)


def test_what_comes_after_the_fix_does_not_alter_what_was_before() -> None:
    values = [*GOOD, *GOOD, *[3.0, 4.0] * 20]
    known = [effect_of(rating(values[:n]), 18).before_count for n in range(24, 56)]
    assert len(set(known)) == 1


def test_gaps_are_not_counted() -> None:
    series = Series([*BAD, None, *GOOD[:5], None], Scale.RATING, 1.0)
    assert effect_of(series, 8).needed == 1


def test_a_fix_beyond_the_end_has_everything_before_it() -> None:
    found = effect_of(rating(BAD), 20)
    assert (found.before_count, found.after_count, found.needed) == (8, 0, 6)


def test_a_fix_before_the_beginning_is_refused() -> None:
    with pytest.raises(ValueError, match="position -1"):
        effect_of(rating(BAD), -1)


@pytest.mark.parametrize("step", [None, 0.01, 1.0])
def test_a_percentage_that_rose_by_far_more_than_its_spread_has_changed(step: float | None) -> None:
    chance = random.Random(5)
    before = [round(99.0 + 0.05 * chance.gauss(0, 1), 2) for _ in range(12)]
    after = [round(99.9 + 0.05 * chance.gauss(0, 1), 2) for _ in range(6)]
    found = effect_of(Series(before + after, Scale.PERCENT, step), 12)
    assert found.outcome is Outcome.CHANGED_BETTER
    assert found.evidence > 1000
    worse = effect_of(Series(after + before[:6], Scale.PERCENT, step), 6)
    assert worse.outcome is Outcome.CHANGED_WORSE


def test_a_duration_with_a_small_spread_is_told_too() -> None:
    chance = random.Random(5)
    before = [round(10.0 + 0.2 * chance.gauss(0, 1), 1) for _ in range(12)]
    after = [round(9.0 + 0.2 * chance.gauss(0, 1), 1) for _ in range(6)]
    found = effect_of(Series(before + after, Scale.DURATION, 1.0, better=Direction.LOWER), 12)
    assert found.outcome is Outcome.CHANGED_BETTER


def test_equal_values_are_no_effect() -> None:
    found = effect_of(rating([4.0] * 20), 10)
    assert (found.outcome, found.evidence) == (Outcome.NO_SIGN_YET, 0.0)


def test_steady_series_seldom_look_as_if_a_fix_had_worked() -> None:
    chance = random.Random(11)
    fooled = 0
    for _ in range(150):
        values = [round(chance.gauss(50, 5), 1) for _ in range(64)]
        looks = [effect_of(Series(values[:n], step=0.1), 12).outcome for n in range(18, 65, 4)]
        fooled += Outcome.CHANGED_BETTER in looks or Outcome.CHANGED_WORSE in looks
    assert fooled <= 0.06 * 150
