"""The customer's ratings on paper: on the axis where they have a place, else in a lane below."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report.charts.test_svg import FIRST, PICTURE
from tests.report.svg_checks import HOSTILE, SVG, check_inside, drawn, texts

from tracker.report.charts.draw import trend_svg
from tracker.report.charts.frame import frame_of
from tracker.report.charts.picture import CustomerRating, Span, TrendPicture
from tracker.report.charts.reading import in_order
from tracker.report.charts.spans import LANE, placed_ratings, placed_spans
from tracker.report.charts.svg import LIGHT


def day(days: int) -> date:
    return FIRST + timedelta(days=days)


def rated(*ratings: tuple[int, int]) -> TrendPicture:
    """Return the picture with ratings of 1 to 5 beside it, by days from its first."""
    beside = (
        CustomerRating(day(days), f"{value} of 5", None, "so they said") for days, value in ratings
    )
    return replace(PICTURE, ratings=tuple(beside))


def diamonds(svg: str) -> list[str]:
    """Return what each diamond with a tip says."""
    found = []
    for one in drawn(svg).iter(f"{SVG}path"):
        tip = one.find(f"{SVG}title")
        if tip is not None and one.get("fill") == LIGHT["accent"]:
            found.append(tip.text)
    return found


def test_without_ratings_a_drawing_is_as_it_was() -> None:
    assert "customer’s rating" not in trend_svg(PICTURE)
    assert replace(PICTURE, ratings=()).summary == PICTURE.summary


def test_a_rating_on_the_scale_of_the_measure_lies_on_its_axis() -> None:
    picture = replace(PICTURE, ratings=(CustomerRating(day(10), "9 days", 9.0),))
    frame = frame_of(picture, 900, 420, LIGHT)
    (one,) = placed_ratings(frame)
    assert (one.y, one.figure) == (frame.y(9.0), "")
    assert frame.high >= 9
    svg = trend_svg(picture)
    assert diamonds(svg) == ["The customer’s rating: 9 days on 26 Mar 2026"]
    assert "customer’s rating" in texts(svg)


def test_a_rating_of_one_to_five_stands_in_a_lane_with_its_figure() -> None:
    picture = rated((10, 4), (40, 2))
    svg = trend_svg(picture)
    assert "customer’s rating, 1 to 5" in texts(svg)
    assert {"4", "2"} <= set(texts(svg))
    frame = frame_of(picture, 900, 420, LIGHT)
    assert all(one.y > frame.bottom for one in placed_ratings(frame))


def test_bars_make_room_for_the_lane() -> None:
    before, _ = placed_spans(frame_of(PICTURE, 900, 420, LIGHT))
    after, _ = placed_spans(frame_of(rated((10, 4)), 900, 420, LIGHT))
    assert [one.lane for one in after] == [one.lane + 1 for one in before]
    assert before
    grown = (float(drawn(trend_svg(p, 400, 260)).get("height")) for p in (rated((9, 4)), PICTURE))
    assert next(grown) - next(grown) >= LANE


def test_ratings_that_would_cover_each_other_share_a_diamond() -> None:
    (one,) = placed_ratings(frame_of(rated((10, 4), (10, 2), (10, 3)), 900, 420, LIGHT))
    assert one.figure == "2–4"
    assert diamonds(trend_svg(rated((10, 4), (10, 2)))) == [
        "The customer’s rating: 4 of 5 on 26 Mar 2026, 2 of 5 on 26 Mar 2026"
    ]


def test_a_figure_that_has_no_room_is_left_out_and_the_diamond_stays() -> None:
    placed = placed_ratings(frame_of(rated((10, 4), (12, 2)), 900, 420, LIGHT))
    assert [one.figure for one in placed] == ["", "2"]


def test_words_of_a_customer_are_not_on_paper() -> None:
    assert "so they said" not in trend_svg(rated((10, 4), (40, 2)))


def test_the_summary_says_how_often_and_what_last() -> None:
    assert rated((10, 4)).summary.endswith(" Rated by the customer once: 4 of 5.")
    assert rated((10, 4), (20, 5)).summary.endswith(
        " Rated by the customer 2 times, the last 5 of 5."
    )


def test_ratings_are_read_among_the_values() -> None:
    items = in_order(rated((10, 4)))
    at = next(at for at, one in enumerate(items) if isinstance(one, CustomerRating))
    assert items[at - 1].day <= day(10) <= items[at + 1].day


def test_what_lies_beyond_the_days_or_is_no_number_is_not_drawn() -> None:
    beyond = (
        CustomerRating(day(-1), "3 of 5"),
        CustomerRating(day(900), "3 of 5"),
        CustomerRating(day(3), "x", float("nan")),
    )
    assert diamonds(trend_svg(replace(PICTURE, ratings=beyond))) == []


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.builds(
            CustomerRating,
            st.integers(-5, 90).map(day),
            HOSTILE,
            st.one_of(st.none(), st.floats()),
            HOSTILE,
        ),
        max_size=30,
    ).map(tuple),
    st.sampled_from([(320, 260), (900, 420)]),
)
def test_any_ratings_stay_inside_and_harmless(ratings, size) -> None:
    check_inside(trend_svg(replace(PICTURE, ratings=ratings), *size))


@pytest.mark.parametrize("count", [1, 400])
def test_the_same_ratings_give_the_same_bytes(count) -> None:
    picture = rated(*((at % 80, at % 5 + 1) for at in range(count)))
    assert trend_svg(picture) == trend_svg(picture)


def test_the_same_stop_at_two_times_shares_a_lane_and_its_name() -> None:
    name = "The ledger export, Ledger team"
    spans = (
        Span(day(10), day(60), "watched: Quotes or answers at close", "watched"),
        Span(day(62), day(63), name, "stop"),
        Span(day(75), day(76), name, "stop"),
        Span(day(80), day(81), "Another", "stop"),
    )
    frame = frame_of(replace(PICTURE, spans=spans), 900, 420, LIGHT)
    bars, more = placed_spans(frame)
    first, again = (one for one in bars if one.span.label == name)
    assert more == 0
    assert first.lane == again.lane
    assert (first.name, again.name) == (name, "")
    assert first.at < first.left, "left of the first bar"
    assert next(one.name for one in bars if one.span.label == "Another") == "Another"
