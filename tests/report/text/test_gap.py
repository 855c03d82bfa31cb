from __future__ import annotations

from datetime import date

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.detection.scale import Scale
from tracker.domain.measure import Area
from tracker.report.text.customers import fives_sentence, gap_sentence


@pytest.mark.parametrize(
    ("pairs", "ratings", "said"),
    [
        ([], 0, "They have not rated this yet."),
        ([], 1, "They rated this once, none in a time with a figure of mine beside it."),
        ([(4.0, 3.0)], 1, "Their figure is 1 lower than mine in the one pair."),
        ([(4.0, 3.0), (4.0, 4.4)], 2, "Their figure is 0.3 lower than mine on average of 2 pairs."),
        ([(2, 4), (3, 4)], 5, "Their figure is 1.5 higher than mine on average of 2 pairs."),
        ([(4.0, 4.0)], 1, "Their figure is the same as mine in the one pair."),
        ([(4.0, 4.04)], 1, "Their figure is 0.04 higher than mine in the one pair."),
        ([(4.0, 4.004)], 1, "Their figure is the same as mine in the one pair."),
        ([(4, 3)] * 5, 5, "Their figure is 1 lower than mine on average of 5 pairs."),
        ([(4, 3)] * 6, 6, "Their figure is 1 lower than mine on average of 6 pairs. "
         "Theirs is lower in all 6 pairs: that is more than chance."),
        ([(4, 3)] * 8 + [(3, 4), (2, 2)], 10,
         "Their figure is 0.7 lower than mine on average of 10 pairs. "
         "Theirs is lower in 8 of 9 pairs that differ: that is more than chance."),
        ([(3, 4)] * 6 + [(4, 4)] * 3, 9, "Their figure is 0.7 higher than mine on average of "
         "9 pairs. Theirs is higher in all 6 pairs that differ: that is more than chance."),
    ],
)  # fmt: skip
def test_the_gap_is_said_in_the_persons_own_voice(tracker, forecast, pairs, ratings, said) -> None:
    assert gap_sentence(tracker.measures.get(forecast), pairs, ratings) == said


def test_a_gap_has_the_unit_of_the_measure(tracker, finance, answers) -> None:
    measure = tracker.measures.get(answers)
    assert gap_sentence(measure, [(2.0, 3.5)], 1).startswith("Their figure is 1.5 days higher")
    said = MeasureInput(name="Used", area=Area.EFFECTIVENESS, scale=Scale.PERCENT, promise=70)
    share = commands.add_measure(tracker, finance, said, date(2026, 1, 5))
    told = gap_sentence(tracker.measures.get(share), [(70.0, 65.0)], 1)
    assert told == "Their figure is 5 points lower than mine in the one pair."


def test_fives_beside_another_unit_are_not_compared(tracker, finance, answers) -> None:
    measure = tracker.measures.get(answers)
    assert fives_sentence(measure, []) == "They have not rated this yet."
    assert fives_sentence(measure, [4, 3]) == (
        "They rated this twice: 3.5 of 5 on average. "
        "My own figure is in days, so the two are not compared."
    )
    said = MeasureInput(name="No surprises", area=Area.EFFECTIVENESS, scale=Scale.YESNO, promise=1)
    plain = commands.add_measure(tracker, finance, said, date(2026, 1, 5))
    assert "is in yes or no, so" in fives_sentence(tracker.measures.get(plain), [4, 3, 5])
