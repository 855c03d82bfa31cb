from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.app.measures.notation import NotedPromise, read_better, read_promise, write_number
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import Better
from tracker.domain.number import read_number


@pytest.mark.parametrize(
    ("number", "text"),
    [(2.0, "2"), (2.6, "2.6"), (-0.0, "0"), (1e-7, "0.0000001"), (-1e12, "-1000000000000")],
)
def test_numbers_are_written_plainly(number: float, text: str) -> None:
    assert write_number(number) == text


@given(st.floats(-1e12, 1e12))
def test_a_number_that_was_written_is_read_exactly(number: float) -> None:
    assert read_number(write_number(number)) == number


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        (">= 4", NotedPromise(Better.HIGHER, 4)),
        ("≥4", NotedPromise(Better.HIGHER, 4)),
        ("<= 2,5", NotedPromise(Better.LOWER, 2.5)),
        ("≤ 90 %", NotedPromise(Better.LOWER, 90)),
        ("3.5", NotedPromise(None, 3.5)),
        ("yes", NotedPromise(None, 1)),
        (">= yes", NotedPromise(Better.HIGHER, 1)),
        ("2..4", NotedPromise(Better.BAND, low=2, high=4)),
        ("-1 .. 1,5", NotedPromise(Better.BAND, low=-1, high=1.5)),
    ],
)
def test_promises_are_read_as_people_write_them(text: str, promised: NotedPromise) -> None:
    assert read_promise(text) == promised


@pytest.mark.parametrize("text", ["", "soon", "> 4 or so", "4..2", "..", "1..", ">= nan", "1e400"])
def test_what_is_no_promise_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_promise(text)


def test_better_is_higher_lower_or_a_band() -> None:
    assert read_better(" Higher ").better is Better.HIGHER
    assert read_better("band") == NotedPromise(Better.BAND)
    assert read_better("2..4") == NotedPromise(Better.BAND, low=2, high=4)
    with pytest.raises(InvalidInput, match="which way"):
        read_better("sideways")


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("<= 2 days", NotedPromise(Better.LOWER, 2, unit="days")),
        ("≤2,5h", NotedPromise(Better.LOWER, 2.5, unit="h")),
        ("2..4 working days", NotedPromise(Better.BAND, low=2, high=4, unit="working days")),
        (">= 90 percent", NotedPromise(Better.HIGHER, 90)),
    ],
)
def test_a_promise_may_name_its_unit(text: str, promised: NotedPromise) -> None:
    assert read_promise(text) == promised
