"""One regime: the sums must say what the formulas say, whatever the values."""

import json
import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.detection import Scale
from tracker.detection.evidence import BEFORE, ENOUGH, WEIGHTS, WINDOWS, reaches, shapes, usable
from tracker.detection.regime import RunningRegime
from tracker.detection.scale import Yardstick
from tracker.detection.slide import likely_start


def measured(floor: float, clip: float) -> Yardstick:
    return Yardstick(Scale.NUMBER, 1.0, clip, floor, None, None)


FLOOR, CLIP = 0.5, 3.0
YARDSTICK = measured(FLOOR, CLIP)


def a_season() -> bool:
    return True


values = st.lists(
    st.one_of(st.integers(-5, 5).map(float), st.floats(-1e6, 1e6, allow_subnormal=False)),
    max_size=80,
)
relaxed = settings(deadline=None, max_examples=60)


def regime_of(scores: list[float], yardstick: Yardstick = YARDSTICK) -> RunningRegime:
    regime = RunningRegime(yardstick)
    for score in scores:
        regime.absorb(score)
    return regime


def clipped_by_the_book(scores: list[float], floor: float, clip: float) -> list[float]:
    kept: list[float] = []
    for score in scores:
        held = score
        if len(kept) >= 5:
            mean = math.fsum(kept) / len(kept)
            squares = math.fsum((each - mean) ** 2 for each in kept)
            sigma = max(math.sqrt(squares / (len(kept) - 1)), floor)
            held = min(max(score, mean - clip * sigma), mean + clip * sigma)
        kept.append(held)
    return kept


def evidence_by_the_book(scores: list[float], floor: float, clip: float) -> tuple[float, float]:
    kept = clipped_by_the_book(scores, floor, clip)
    count = len(kept)
    up = down = 0.0
    if count < ENOUGH:
        return up, down
    mean = math.fsum(kept) / count
    squares = max(math.fsum((each - mean) ** 2 for each in kept), (count - 1) * floor**2)
    for window, weight in zip(WINDOWS, WEIGHTS, strict=True):
        if count - window < BEFORE:
            continue
        for ramp in (False,) if window < 3 else (False, True):
            shape = [0.0] * (count - window)
            shape += [(at + 1) / window if ramp else 1.0 for at in range(window)]
            middle = math.fsum(shape) / count
            centred = [each - middle for each in shape]
            norm = math.fsum(each * each for each in centred)
            contrast = math.fsum(
                one * (each - mean) for one, each in zip(centred, kept, strict=True)
            )
            fit = min(contrast**2 / (norm * squares), 1 - 1e-9)
            if fit <= 1e-12:
                continue
            spread = (8 if ramp else 4) * norm
            rest = 1 - fit * spread / (1 + spread)
            part = weight * (1 if window < 3 else 0.5) * (1 + spread) ** -0.5
            part *= rest ** (-(count - 1) / 2)
            up, down = (up + part, down) if contrast > 0 else (up, down + part)
    return up, down


@relaxed
@given(st.integers(0, 2**32))
def test_evidence_is_what_the_formulas_say(seed: int) -> None:
    chance = random.Random(seed)
    count = chance.randrange(70)
    level = chance.choice([0.0, 40.0, -3.0])
    shift = chance.choice([0.0, 1.5, 30.0])
    scores = [level + shift * (at > count / 2) + chance.gauss(0, 1) for at in range(count)]
    found = regime_of(scores).evidence(a_season)  # with a season nothing is deflated
    up, down = evidence_by_the_book(scores, FLOOR, CLIP)
    assert found.up == pytest.approx(up, rel=1e-8, abs=1e-8 * max(up, down))
    assert found.down == pytest.approx(down, rel=1e-8, abs=1e-8 * max(up, down))


@relaxed
@given(values)
def test_leaning_only_ever_lowers_the_evidence(scores: list[float]) -> None:
    regime = RunningRegime(YARDSTICK)
    for score in scores:
        regime.absorb(score)
        deflated, plain, bound = regime.evidence(), regime.evidence(a_season), regime.independent()
        assert deflated.up <= plain.up * (1 + 1e-9)
        assert deflated.down <= plain.down * (1 + 1e-9)
        assert plain.up <= bound.up
        assert plain.down <= bound.down


@relaxed
@given(values)
def test_evidence_is_the_sum_of_its_terms(scores: list[float]) -> None:
    regime = regime_of(scores)
    found, terms = regime.evidence(), list(regime.terms())
    assert found.up == pytest.approx(sum(term.evidence for term in terms if term.up), rel=1e-9)
    assert found.down == pytest.approx(
        sum(term.evidence for term in terms if not term.up), rel=1e-9
    )


@relaxed
@given(values, st.sampled_from([1.0, 40.0, 100.0, 220.0, 1000.0]))
def test_the_fast_bound_never_misses_evidence(scores: list[float], level: float) -> None:
    regime = RunningRegime(YARDSTICK)
    for score in scores:
        regime.absorb(score)
        assert (
            regime.may_reach(reaches(level, level)) or regime.evidence(a_season).strongest < level
        )


@relaxed
@given(values, st.sampled_from([1.0, 40.0, 100.0]), st.sampled_from([1.5, 300.0]))
def test_each_direction_is_asked_for_what_it_takes(
    scores: list[float], up: float, more: float
) -> None:
    regime, asked = RunningRegime(YARDSTICK), reaches(up, up * more)
    for score in scores:
        regime.absorb(score)
        found = regime.evidence(a_season)
        assert regime.may_reach(asked) or (found.up < up and found.down < up * more)


def test_the_fast_bound_holds_in_a_very_long_regime() -> None:
    chance = random.Random(8)
    regime = RunningRegime(YARDSTICK)
    seldom = 0
    for at in range(6000):
        regime.absorb(chance.gauss(0, 1))
        if at > 4000 and at % 7 == 0:
            evidence = regime.evidence(a_season).strongest
            assert regime.may_reach(reaches(evidence, evidence))
            seldom += regime.may_reach(reaches(220.0, 220.0))
    assert seldom < 30


def test_the_fast_bound_is_of_use() -> None:
    chance = random.Random(7)
    regime = RunningRegime(YARDSTICK)
    asked = 0
    for _ in range(500):
        regime.absorb(chance.gauss(0, 1))
        asked += regime.may_reach(reaches(220.0, 220.0))
    assert asked < 50


@relaxed
@given(values, values)
def test_a_regime_put_away_and_taken_up_goes_on_as_if_nothing_had_been(
    early: list[float], late: list[float]
) -> None:
    whole, state = regime_of(early), regime_of(early).to_state()
    restored = RunningRegime.from_state(YARDSTICK, json.loads(json.dumps(state)))
    assert whole.evidence() == restored.evidence()
    for score in late:
        assert whole.absorb(score) == restored.absorb(score)
        assert whole.evidence() == restored.evidence()
        assert whole.may_reach(reaches(40.0, 40.0)) == restored.may_reach(reaches(40.0, 40.0))


def test_the_saved_state_does_not_grow_with_the_history() -> None:
    chance = random.Random(1)
    sizes = [
        len(json.dumps(regime_of([round(chance.gauss(0, 1), 1) for _ in range(n)]).to_state()))
        for n in (100, 2000)
    ]
    assert sizes[1] < 1.2 * sizes[0]


def test_the_longest_window_is_still_there_after_a_regime_is_taken_up() -> None:
    long = [float(at % 5) + (at >= 60) for at in range(107)]
    restored = RunningRegime.from_state(YARDSTICK, regime_of(long).to_state())
    assert list(restored.terms()) == list(regime_of(long).terms())


def test_a_regime_taken_up_says_that_it_has_forgotten_its_first_values() -> None:
    long = [float(at % 3) for at in range(100)]
    restored = RunningRegime.from_state(YARDSTICK, regime_of(long).to_state())
    assert regime_of(long).is_whole
    assert not restored.is_whole
    with pytest.raises(ValueError, match="forgotten"):
        restored.whole()


@pytest.mark.parametrize("spoil", ["count", "sums", "origin", "clipped", "earlier"])
def test_a_spoilt_state_is_refused(spoil: str) -> None:
    state = regime_of([1.0, 2.0, 3.0]).to_state()
    for broken in (state | {spoil: None}, {k: v for k, v in state.items() if k != spoil}):
        with pytest.raises(ValueError, match="not the saved state"):
            RunningRegime.from_state(YARDSTICK, broken)
    with pytest.raises(ValueError, match="not the saved state"):
        RunningRegime.from_state(YARDSTICK, state | {"sums": [0.0]})
    with pytest.raises(ValueError, match="incomplete"):
        RunningRegime.from_state(YARDSTICK, state | {"clipped": [0.0]})


@relaxed
@given(values)
def test_nothing_that_comes_out_is_not_a_number(scores: list[float]) -> None:
    regime = RunningRegime(YARDSTICK)
    for score in scores:
        assert math.isfinite(regime.absorb(score))
        assert all(map(math.isfinite, regime.evidence()))


@pytest.mark.parametrize("size", [1e-90, 1e90])
def test_evidence_does_not_overflow(size: float) -> None:
    scores = [0.0] * 900 + [size] * 48
    found = regime_of(scores, measured(1e-95, 1e9)).evidence(a_season)
    assert math.isfinite(found.up)
    assert found.down == 0.0
    assert (found.up > 1e100) == (size > 1)


def test_equal_values_are_no_evidence() -> None:
    assert regime_of([4.1] * 60).evidence() == (0.0, 0.0)
    assert regime_of([4.1] * 60, measured(0.0, 3.0)).evidence() == (0.0, 0.0)
    assert not regime_of([4.1] * 60, measured(0.0, 3.0)).may_reach(reaches(1e-9, 1e-9))


def test_five_values_are_not_enough_and_six_are() -> None:
    assert regime_of([1.0, 2.0, 1.0, 2.0, 9.0]).evidence() == (0.0, 0.0)
    assert regime_of([1.0, 2.0, 1.0, 2.0, 9.0, 9.0]).evidence().up > 0.0


def test_a_record_far_out_is_measured_and_clipped() -> None:
    regime = regime_of([10.0, 11.0, 9.0, 10.0, 11.0, 9.0])
    assert regime.absorb(10.5) == 0.0
    assert regime.absorb(100.0) > 50.0
    assert regime.absorb(99.0) == 0.0, "not a record"
    clipped = clipped_by_the_book([10, 11, 9, 10, 11, 9, 10.5, 100, 99], 0.5, 3.0)
    assert regime.sums().sums[-1] == pytest.approx(math.fsum(each - 10 for each in clipped))


@pytest.mark.parametrize(
    ("count", "windows"), [(0, 0), (5, 0), (6, 2), (7, 3), (8, 4), (10, 5), (51, 10), (52, 11)]
)
def test_a_window_needs_four_values_before_it(count: int, windows: int) -> None:
    assert usable(count) == windows
    assert len({shape.window for shape in shapes(count)}) == windows


def test_the_start_of_a_change_is_where_the_two_sides_differ_most() -> None:
    sums = regime_of([1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 9.0, 8.0, 9.0], measured(0.5, 1e9)).sums()
    assert likely_start(sums.sums) == 6
    with pytest.raises(ValueError, match="more than 4"):
        likely_start([0.0, 1.0, 2.0, 3.0, 4.0])
