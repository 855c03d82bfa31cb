"""The sign test against counting every way that coins can fall, and against known figures."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.effect import CHANCE, LEAST_PAIRS, agreement, sign_test

figures = st.integers(1, 5).map(float)
pairs = st.lists(st.tuples(figures, figures), max_size=12)


def brute_force(higher: int, lower: int) -> float:
    """Let every pair fall both ways, and count the falls that lean at least as much."""
    n = higher + lower
    falls = [sum(fall) for fall in product((0, 1), repeat=n)]
    return sum(abs(2 * up - n) >= abs(higher - lower) for up in falls) / len(falls)


@given(st.integers(0, 7), st.integers(0, 7))
def test_it_is_the_share_of_all_falls_that_lean_as_much(higher, lower):
    assert sign_test(higher, lower) == pytest.approx(brute_force(higher, lower), abs=1e-12)


@pytest.mark.parametrize(
    ("higher", "lower", "p"),
    [(0, 0, 1.0), (5, 0, 0.0625), (6, 0, 0.03125), (0, 6, 0.03125), (8, 1, 0.0390625),
     (7, 1, 0.0703125), (10, 10, 1.0), (15, 5, 0.04138946533203125)],
)  # fmt: skip
def test_known_figures(higher, lower, p):
    assert sign_test(higher, lower) == pytest.approx(p, abs=1e-15)


@given(pairs)
def test_who_is_named_first_makes_no_difference(found):
    one, other = agreement(found), agreement((b, a) for a, b in found)
    assert (one.higher, one.lower, one.ties) == (other.lower, other.higher, other.ties)
    assert one.p == other.p
    assert 0 < one.p <= 1
    assert one.higher + one.lower + one.ties == len(found)


@given(pairs, st.integers(0, 20))
def test_pairs_of_equal_figures_say_nothing(found, ties):
    more = agreement([*found, *[(3.0, 3.0)] * ties])
    assert more.p == agreement(found).p
    assert more.more_than_chance == agreement(found).more_than_chance


@given(pairs)
def test_it_speaks_only_of_five_pairs_or_more_and_below_chance(found):
    seen = agreement(found)
    if seen.more_than_chance:
        assert seen.differing >= LEAST_PAIRS
        assert brute_force(seen.higher, seen.lower) < CHANCE


@given(st.integers(0, 40), st.integers(0, 40))
def test_leaning_more_is_never_likelier(higher, lower):
    if higher >= lower:
        assert sign_test(higher + 1, max(lower - 1, 0)) <= sign_test(higher, lower)
