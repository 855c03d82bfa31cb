"""What people have logged and what was said of it wrongly: each kind, on data of its own."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.measures.lists import listed_measure
from tracker.app.review.review import review
from tracker.app.signals.standing import standing_of
from tracker.app.transfer.forms import shared_lines
from tracker.app.trends.trend import trend_picture
from tracker.app.upstream.queries import upstream_share
from tracker.detection import Verdict
from tracker.detection.scale import Scale
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.measure import Area, Better
from tracker.domain.number import show_number
from tracker.domain.period import Cadence, Period


def standing(tracker, customer, week, values, **said):
    """Log values up to a week and say how the measure stands then."""
    wanted = {
        "name": "Answers", "area": Area.EFFICIENCY, "scale": Scale.NUMBER, "better": Better.LOWER,
        "promise": 10, "unit": "min", **said,
    }  # fmt: skip
    last = Period.of(week.start, wanted.get("cadence", Cadence.WEEKLY))
    key = commands.add_measure(
        tracker, customer, MeasureInput(**wanted), (last + -len(values)).start
    )
    for back, value in enumerate(reversed(values)):
        commands.record(tracker, key, (last + -back).start, value)
    return standing_of(tracker, key, week.end)


@pytest.mark.parametrize("far", [100_000.0, 900.0])
def test_a_value_far_out_is_no_part_of_what_is_usual(tracker, finance, week, far) -> None:
    values = [5.0, 6.0, 5.0, 7.0, 6.0, 5.0, 6.0, 7.0, far, 6.0, 5.0, 6.0, 5.0]
    one = standing(tracker, finance, week, values)
    assert one.sentence == "Steady at 5.8 min, as promised (≤ 10 min) in 12 of 13 weeks."
    assert one.finding.usual == pytest.approx(5.75)
    assert one.finding.upper < 15


def test_what_began_a_new_level_is_part_of_it(tracker, finance, week) -> None:
    one = standing(tracker, finance, week, [5.0, 6.0, 5.5] * 4 + [30.0, 31.0, 30.5, 31.0])
    assert one.verdict is Verdict.WORSE
    assert one.finding.now == pytest.approx(30.625)
    assert one.finding.usual == pytest.approx(5.5)


@pytest.mark.parametrize(
    ("values", "promise", "said"),
    [
        ((99.95, 99.97, 99.96) * 4, 99.9, "Steady at 99.96 %, as promised (≥ 99.9 %)"),
        ((98.0, 97.0, 99.0) * 4, 95, "Steady at 98 %, as promised (≥ 95 %)"),
        ((98.0, 97.0, 99.0) * 4, 95.5, "Steady at 98 %, as promised (≥ 95.5 %)"),
        ((98.5, 97.0, 99.0) * 4, 95, "Steady at 98.2 %, as promised (≥ 95 %)"),
    ],
)
def test_a_figure_is_as_fine_as_what_was_recorded(
    tracker, finance, week, values, promise, said
) -> None:
    given = {"scale": Scale.PERCENT, "better": Better.HIGHER, "promise": promise, "unit": ""}
    assert standing(tracker, finance, week, values, **given).sentence.startswith(said)


@pytest.mark.parametrize("cadence", [Cadence.WEEKLY, Cadence.MONTHLY])
@pytest.mark.parametrize("values", [(9.0,), (1.0, 9.0), (9.0,) * 3])
def test_a_floor_counts_from_the_first_value_on(tracker, week, cadence, values) -> None:
    legal = commands.add_customer(tracker, "Legal", Tier.MAINTAIN, CustomerKind.TEAM)
    given = {"scale": Scale.COUNT, "promise": 2, "unit": "", "cadence": cadence}
    one = standing(tracker, legal, week, values, **given)
    assert one.verdict is Verdict.BELOW_PROMISE
    assert one.label.tone == "worse"
    assert one.sentence.startswith("Not as promised (≤ 2): 9 in ")


def test_only_the_floor_judges_each_value_wherever_it_is_shown(tracker, week) -> None:
    """A chart, a list, a pack, a file and a view held single values against the promise."""
    legal = commands.add_customer(tracker, "Legal", Tier.MAINTAIN, CustomerKind.TEAM)
    given = {"scale": Scale.COUNT, "promise": 2, "floor": 4, "unit": "", "shared": True}
    last = week + -1
    one = standing(tracker, legal, last, (3.0, 5.0, 4.0, 3.0), **given)
    truth = [True, False, True, True]
    first, today = (last + -3).start, week.start
    assert [one.keeping.met, one.keeping.of] == [3, 4]
    assert listed_measure(tracker, one.measure.id).kept is True
    points = trend_picture(tracker, one.measure.id, today).points
    assert [point.kept for point in points] == truth
    (part,) = review(tracker, first, today, today).measures
    assert [entry.kept for entry in part.entries] == truth
    assert [json.loads(line)["kept"] for line in shared_lines(tracker)] == truth
    rows = tracker.file.query('SELECT kept FROM v_evaluation ORDER BY "start"')
    assert [bool(kept) for (kept,) in rows] == truth
    assert upstream_share(tracker, today).bad == 1
    assert one.judged_by.keeps(3.0)


def test_within_the_floor_it_only_learns(tracker, week) -> None:
    legal = commands.add_customer(tracker, "Legal", Tier.MAINTAIN, CustomerKind.TEAM)
    one = standing(tracker, legal, week, (3.0, 1.0), scale=Scale.COUNT, promise=2, floor=4, unit="")
    assert one.verdict is Verdict.LEARNING


@pytest.mark.parametrize(
    ("value", "decimals", "told"),
    [
        (3.25, 1, "3.3"),
        (3.35, 1, "3.4"),
        (2.5, 0, "3"),
        (0.125, 2, "0.13"),
        (-3.25, 1, "−3.3"),
        (99.96, 1, "100"),
        (5.1e99, 0, "51" + "0" * 98),
    ],
)
def test_halves_are_rounded_up_in_what_people_read(value, decimals, told) -> None:
    assert show_number(value, decimals).replace("\u202f", "") == told


def test_a_level_by_the_old_promise_is_not_told_with_the_new_one(tracker, finance, week) -> None:
    given = {"scale": Scale.DURATION, "promise": 2, "unit": "days"}
    one = standing(tracker, finance, week, [2.3, 2.4, 2.6, 2.5, 2.4], **given)
    wanted = MeasureInput(
        name="Answers", area=Area.EFFICIENCY, scale=Scale.DURATION, better=Better.LOWER,
        promise=2.7, unit="days",
    )  # fmt: skip
    commands.edit_measure(tracker, one.measure.id, wanted, week.end + timedelta(days=1))
    said = standing_of(tracker, one.measure.id, week.end + timedelta(days=1)).promise_sentence
    assert said == "The promise of that time (≤ 2 days) was not kept in any of the 5 weeks."
