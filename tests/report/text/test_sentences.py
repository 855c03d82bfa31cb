"""Every verdict, scale, direction and cadence has its sentence: short, whole, in everyday words."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.detection import Effect, Forecast, Outcome, RegimeStanding, Sensitivity, Verdict
from tracker.detection.scale import Scale
from tracker.domain.correction import Explanation, Fix, FixKind, Word
from tracker.domain.finding import Finding
from tracker.domain.keeping import Keeping, KeepingState
from tracker.domain.measure import SCALES, Area, Better, Horizon, Measure, Source, Version
from tracker.domain.number import THIN_SPACE
from tracker.domain.period import MEASURE_CADENCES, Cadence, Period
from tracker.report.text.keeping import keeping_sentence
from tracker.report.text.news import (
    age,
    calm,
    check_in_line,
    choosing,
    explanation_line,
    fix_label,
    fix_line,
    seen_line,
)
from tracker.report.text.phrases import LONGEST, brief, by_chance
from tracker.report.text.verdicts import LABELS, below_promise, fix_sentence, sentence, tag

TODAY = date(2026, 11, 20)
FLOOR = Keeping(KeepingState.KEPT, 9, 12, floor=True)
CHANGED = (Verdict.WORSE, Verdict.BETTER, Verdict.DRIFTING_WORSE, Verdict.DRIFTING_BETTER)
TRADE = re.compile(
    r"sigma|varia|regime|special cause|process|outlier|alarm|deviation|\bmeans?\b|median|signal"
    r"|threshold|evidence|bayes|z-score|p-value|control|limit|none\b(?! of)|nan\b|\binf|null",
    re.IGNORECASE,
)


def measure(
    scale: Scale = Scale.DURATION,
    better: Better = Better.LOWER,
    cadence: Cadence = Cadence.WEEKLY,
    *,
    unit: str | None = None,
    promise: float | None = 2,
    floor: float | None = None,
    step: float | None = None,
) -> Measure:
    rule = SCALES[scale]
    band = better is Better.BAND and promise is not None
    version = Version(
        1,
        "v",
        1,
        date(2025, 1, 6),
        better,
        promise=None if better is Better.BAND else promise,
        low=promise if band else None,
        high=promise + 2 if band else None,
        floor=floor,
        unit=rule.unit if unit is None else unit,
        step=rule.step if step is None else step,
    )
    return Measure(
        1,
        "m",
        1,
        None,
        "Answers",
        Area.EFFECTIVENESS,
        scale,
        cadence,
        date(2025, 1, 6),
        Source.ME,
        Horizon.NOW,
        shared=False,
        draft=False,
        archived_on=None,
        position=0,
        versions=(version,),
    )


def finding(verdict: Verdict, cadence: Cadence = Cadence.WEEKLY, **said: object) -> Finding:
    """Return a finding with all its figures, of the week (or month …) that holds today."""
    last = Period.of(TODAY, cadence)
    changed = verdict in CHANGED
    figures: dict[str, object] = {
        "first": (last + -30).start,
        "last": last.start,
        "value": 3.0,
        "points": 30,
        "have": 4,
        "need": 6,
        "now": 2.5,
        "lower": 1.0,
        "upper": 4.0,
        "since": (last + -2).start if changed else None,
        "revealed": last.start if changed else None,
        "up": True if changed else None,
        "before": 1.7 if changed else None,
        "recent": 2.9 if changed else None,
        "stance": RegimeStanding.BELOW if verdict is Verdict.BELOW_PROMISE else None,
        "met": 5,
        "of": 12,
    }
    return Finding(1, verdict, **(figures | said))


def keeping(
    one: Measure, met: int, of: int = 12, state: KeepingState = KeepingState.KEPT, **said: object
) -> Keeping:
    return Keeping(state, met, of, last=TODAY, promise=one.now, **said)  # type: ignore[arg-type]


def say(one: Measure, found: Finding, verdict: Verdict, kept: Keeping | None = None) -> str:
    """Say a verdict; without a keeping nothing can be said of the promise."""
    return sentence(one, found, verdict, kept or Keeping(KeepingState.TOO_FEW, promise=one.now))


def effect(outcome: Outcome, **said: object) -> Effect:
    figures: dict[str, object] = {
        "before": 2.5,
        "before_count": 5,
        "after": 1.7,
        "after_count": 6,
        "needed": 0,
        "lacking": 0,
        "evidence": 1.0,
    }
    return Effect(outcome, **(figures | said))


def fix(**said: object) -> Fix:
    figures: dict[str, object] = {"what": "Asked for read access", "owner": "", "obstacle": ""}
    return Fix(1, "f", 1, FixKind.REACTIVE, started_on=date(2026, 10, 12), **(figures | said))


def kinds() -> list[tuple[Verdict, Scale, Better, Cadence]]:
    return [
        (verdict, scale, better, cadence)
        for verdict, scale, better, cadence in itertools.product(
            Verdict, Scale, Better, MEASURE_CADENCES
        )
        if not (better is Better.BAND and scale is Scale.YESNO)
    ]


@pytest.mark.parametrize(("verdict", "scale", "better", "cadence"), kinds())
def test_every_kind_of_measure_has_a_sentence_for_every_verdict(
    verdict, scale, better, cadence
) -> None:
    one = measure(scale, better, cadence)
    fresh = Verdict.STEADY if verdict is Verdict.STALE else verdict
    told = say(one, finding(fresh, cadence), verdict)
    assert told[0].isupper() or told[0] == "“"
    assert told.endswith(".")
    assert len(told) <= LONGEST
    assert not TRADE.search(told), told
    assert "  " not in told
    assert LABELS[verdict].tone in {"worse", "better", "steady"}


@pytest.mark.parametrize(
    ("verdict", "said", "told"),
    [
        (Verdict.WORSE, {}, "Slower for 3 weeks: 2.5 days, 1.7 before."),
        (
            Verdict.BETTER,
            {"up": False, "now": 1.2, "since": date(2026, 11, 16)},
            "Faster for 1 week: 1.2 days, 1.7 before.",
        ),
        (
            Verdict.DRIFTING_WORSE,
            {},
            "Sliding since about 2 November: 2.9 days now, 1.7 before.",
        ),
        (
            Verdict.DRIFTING_WORSE,
            {"forecast": Forecast(0.07, 0.05, 0.09, level=2.6)},
            "Sliding since about 2 November, 0.3 days a month: 2.6 days now, 1.7 before.",
        ),
        (
            Verdict.DRIFTING_BETTER,
            {"up": False, "recent": 1.1, "since": date(2025, 12, 1)},
            "Getting better since about 1 December 2025: 1.1 days now, 1.7 before.",
        ),
        (
            Verdict.ONE_OFF,
            {"value": 9.0},
            "Far out: 9 days in week 47, usually 2.5 days. One alone is no trend.",
        ),
        (Verdict.MAYBE, {}, "May be changing, too early to tell. Usually 2.5 days."),
        (Verdict.LEARNING, {}, "Learning what is usual: 4 of 6 weeks logged."),
        (Verdict.STEADY, {}, "Steady at 2.5 days."),
    ],
)
def test_a_sentence_says_what_since_when_and_how_much(verdict, said, told) -> None:
    assert say(measure(), finding(verdict, **said), verdict) == told


@pytest.mark.parametrize(
    ("verdict", "usual", "met", "state", "told"),
    [
        (
            Verdict.STEADY, 1.8, 11, KeepingState.KEPT,
            "Steady at 1.8 days, as promised (≤ 2 days) in 11 of 12 weeks.",
        ),
        (
            Verdict.STEADY, 1.8, 12, KeepingState.KEPT,
            "Steady at 1.8 days, as promised (≤ 2 days) in all 12 weeks.",
        ),
        (
            Verdict.STEADY, 2.1, 9, KeepingState.KEPT,
            "Steady at 2.1 days. The promise (≤ 2 days) was kept in 9 of 12 weeks.",
        ),
        (
            Verdict.STEADY, 1.8, 7, KeepingState.PARTLY_KEPT,
            "Steady at 1.8 days. The promise (≤ 2 days) was partly kept, in 7 of 12 weeks.",
        ),
        (
            Verdict.BELOW_PROMISE, 2.5, 3, KeepingState.NOT_KEPT,
            "Steady at 2.5 days. The promise (≤ 2 days) was not kept: only in 3 of 12 weeks.",
        ),
        (
            Verdict.BELOW_PROMISE, 2.5, 0, KeepingState.NOT_KEPT,
            "Steady at 2.5 days. The promise (≤ 2 days) was not kept in any of the 12 weeks.",
        ),
    ],
)  # fmt: skip
def test_what_is_steady_says_how_its_promise_is_kept(verdict, usual, met, state, told) -> None:
    one = measure()
    assert say(one, finding(verdict, now=usual), verdict, keeping(one, met, state=state)) == told


def test_nothing_is_as_promised_that_is_not_kept_any_more() -> None:
    one = measure()
    gone = keeping(one, 9, state=KeepingState.NOT_KEPT_SINCE, since=date(2026, 10, 26), since_of=3)
    told = say(one, finding(Verdict.STEADY, now=1.9), Verdict.STEADY, gone)
    assert told == (
        "Steady at 1.9 days."
        " The promise (≤ 2 days) was kept in 9 of 12 weeks, not since 26 October."
    )


@pytest.mark.parametrize(
    ("scale", "better", "up", "told"),
    [
        (Scale.RATING, Better.HIGHER, False, "Lower for 3 weeks: 2.5, 1.7 before."),
        (Scale.NUMBER, Better.HIGHER, True, "Higher for 3 weeks: 2.5, 1.7 before."),
        (Scale.PERCENT, Better.HIGHER, False, "Lower for 3 weeks: 3 %, 2 before."),
        (Scale.COUNT, Better.LOWER, True, "More for 3 weeks: 2.5, 1.7 before."),
        (Scale.COUNT, Better.HIGHER, False, "Fewer for 3 weeks: 2.5, 1.7 before."),
        (
            Scale.DURATION,
            Better.LOWER,
            True,
            "Slower for 3 weeks: 2.5 days, 1.7 before.",
        ),
        (Scale.NUMBER, Better.BAND, True, "Further off for 3 weeks: 2.5, 1.7 before."),
    ],
)
def test_a_change_is_told_in_the_words_of_its_scale(scale, better, up, told) -> None:
    one = measure(scale, better)
    found = finding(Verdict.WORSE, up=up, now=2.5 if scale is not Scale.PERCENT else 2.6)
    assert say(one, found, Verdict.WORSE) == told


def test_answers_of_yes_and_no_are_told_as_a_share() -> None:
    one = measure(Scale.YESNO, Better.HIGHER, promise=1)
    found = finding(Verdict.WORSE, up=False, now=0.62, before=0.9)
    told = "“Yes” less often for 3 weeks: 62 %, 90 before."
    assert say(one, found, Verdict.WORSE) == told
    steady = finding(Verdict.STEADY, now=0.9)
    told = "Steady at 90 %. The promise (yes) was kept in 11 of 12 weeks."
    assert say(one, steady, Verdict.STEADY, keeping(one, 11)) == told


def test_two_levels_that_look_alike_get_another_decimal() -> None:
    found = finding(Verdict.WORSE, now=2.04, before=1.98)
    told = say(measure(), found, Verdict.WORSE)
    assert told == "Slower for 3 weeks: 2.04 days, 1.98 before."


@pytest.mark.parametrize(
    ("cadence", "told"),
    [
        (Cadence.WEEKLY, "Slower for 3 weeks"),
        (Cadence.FORTNIGHTLY, "Slower for 3 fortnights"),
        (Cadence.MONTHLY, "Slower for 3 months"),
        (Cadence.QUARTERLY, "Slower for 3 quarters"),
    ],
)
def test_periods_are_counted_in_their_own_noun(cadence, told) -> None:
    one = measure(cadence=cadence)
    assert say(one, finding(Verdict.WORSE, cadence), Verdict.WORSE).startswith(told)


def test_silence_is_dated_with_its_year_and_says_what_was_known() -> None:
    told = say(measure(), finding(Verdict.WORSE), Verdict.STALE)
    assert told == (
        "No value since week 47 of 2026. Until then: slower for 3 weeks: 2.5 days, 1.7 before."
    )
    monthly = measure(cadence=Cadence.MONTHLY)
    told = say(monthly, finding(Verdict.LEARNING, Cadence.MONTHLY), Verdict.STALE)
    assert told.startswith("No value since November 2026. Until then: learning")


def test_nothing_logged_is_said_and_nothing_invented() -> None:
    empty = Finding(1, Verdict.LEARNING, need=6)
    assert say(measure(), empty, Verdict.LEARNING) == "Nothing logged yet."
    anew = finding(Verdict.LEARNING, now=None)
    told = "Nothing logged yet since the new baseline."
    assert say(measure(), anew, Verdict.LEARNING) == told
    assert tag(measure(), empty) == ""


def test_a_customer_not_to_be_annoyed_is_told_of_below_the_floor() -> None:
    one = measure(floor=3, promise=2)
    found = finding(Verdict.STEADY, value=3.4)
    told = say(one, found, Verdict.BELOW_PROMISE, FLOOR)
    assert told == "Past the floor of 3 days: 3.4 days in week 47."
    assert below_promise(one, found, FLOOR) == "3.4 days in week 47; the floor is 3 days."
    band = measure(Scale.NUMBER, Better.BAND)
    told = say(band, found, Verdict.BELOW_PROMISE, FLOOR)
    assert told == "Not as promised (2–4): 3.4 in week 47."
    without = measure(Scale.YESNO, Better.HIGHER, promise=1)
    told = say(without, replace(found, value=0.0), Verdict.BELOW_PROMISE, FLOOR)
    assert told == "Not as promised (yes): no in week 47."


def test_a_change_that_has_lasted_is_dated_and_no_longer_called_unusual() -> None:
    found = finding(Verdict.WORSE, since=date(2025, 8, 4))
    told = say(measure(), found, Verdict.WORSE)
    assert told == "Slower since August 2025: 2.5 days, 1.7 before."


def test_a_tag_says_a_change_in_three_words() -> None:
    assert tag(measure(), finding(Verdict.WORSE)) == "slower, 3 wk"
    quarterly = measure(cadence=Cadence.QUARTERLY)
    assert tag(quarterly, finding(Verdict.WORSE, Cadence.QUARTERLY)) == "slower, 3 qtr"
    assert tag(measure(), finding(Verdict.STEADY)) == ""


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (
            effect(Outcome.CHANGED_BETTER),
            "It worked: 1.7 days since it began, 2.5 before (6 and 5 weeks).",
        ),
        (
            effect(Outcome.CHANGED_WORSE, after=2.9),
            "It got worse instead: 2.9 days since it began, 2.5 before (6 and 5 weeks).",
        ),
        (
            effect(Outcome.NO_SIGN_YET, after=2.4),
            "No sign of change yet: 2.4 days since it began, 2.5 before (6 and 5 weeks).",
        ),
        (
            effect(Outcome.TOO_FEW, needed=3, after_count=3),
            "Too early to tell: 3 more weeks needed.",
        ),
        (effect(Outcome.TOO_FEW, needed=1), "Too early to tell: 1 more week needed."),
        (
            effect(Outcome.TOO_FEW, lacking=2, before=None, before_count=0),
            "Too few weeks before 12 October to compare with.",
        ),
    ],
)
def test_what_became_of_a_fix_is_told_with_both_levels_and_counts(found, told) -> None:
    assert fix_sentence(measure(), fix(), found) == told


def test_a_fix_is_named_with_whose_it_is() -> None:
    found = effect(Outcome.NO_SIGN_YET, after=2.4)
    told = fix_line(measure(), fix(), found, TODAY)
    assert told == (
        "Your fix “Asked for read access” of 12 October: no sign of change yet, 2.4 days since "
        "it began, 2.5 before (6 and 5 weeks)."
    )
    long = fix_line(measure(), fix(what="w" * 200, owner="Ada"), found, TODAY)
    assert long.startswith("Ada’s fix of 12 October: no sign")
    endless = fix_line(measure(), fix(what="w" * 200, owner="A" * 200), found, TODAY)
    assert endless.startswith("The fix of 12 October: no sign")
    assert fix_label(effect(Outcome.CHANGED_BETTER)).tone == "better"
    assert fix_label(effect(Outcome.NO_SIGN_YET)).tone == "worse"


def test_words_and_looks_are_said_back() -> None:
    word = Explanation(1, "e", 1, TODAY, Word.EXPLAINED, "The ledger\nwas late")
    assert explanation_line(word) == "You said: “The ledger was late”"
    assert len(explanation_line(replace(word, text="w" * 5000))) <= LONGEST
    assert explanation_line(replace(word, text="", kind=Word.ONE_OFF)) == "You called it a one-off."
    assert seen_line(date(2026, 11, 3), TODAY) == "Seen by you on 3 November."
    assert seen_line(date(2025, 11, 3), TODAY) == "Seen by you on 3 November 2025."
    assert seen_line(None, TODAY) == ""


def test_counts_read_as_a_person_would_say_them() -> None:
    assert calm(8, 2, 1) == (
        "Nothing new in 11 measures: 8 as usual, 2 still learning what is usual, "
        "1 without a value for a while."
    )
    assert calm(1, 0, 0) == "Nothing new in 1 measure: 1 as usual."
    told = "Learning what is usual in 2 measures: a change can be told from the sixth value on."
    assert calm(0, 2, 0) == told
    assert calm(0, 0, 0) == ""
    assert check_in_line(48, 52, 4, 8) == "48 of 52 weeks logged or explained · this week 4 of 8"
    assert check_in_line(1, 1, 0, 0) == "1 of 1 week logged or explained · nothing due this week"
    assert check_in_line(0, 0, 0, 3) == "This week 0 of 3"
    assert age(6) == "6 wk old"
    assert age(60) == "13 mo old"
    assert by_chance(Sensitivity.NORMAL, Cadence.WEEKLY) == (
        "A run like this comes by chance about once in ten years of weekly logging."
    )


def test_an_open_choice_is_said_calmly() -> None:
    assert choosing(1, []) == ""
    assert choosing(0, []) == "You have not chosen yet whom you want to wow."
    assert choosing(1, ["Legal"]) == "Legal has no place on the board yet."
    told = choosing(0, ["Legal", "Sales"])
    assert told.endswith("Two customers have no place on the board yet.")
    assert len(choosing(0, ["x" * 200])) <= LONGEST


@pytest.mark.parametrize(
    ("scale", "unit", "told"),
    [
        (Scale.DURATION, "days", "2.6 d"),
        (Scale.DURATION, "Working days", "2.6 d"),
        (Scale.NUMBER, "h / week", "2.6 h"),
        (Scale.NUMBER, "kg", "2.6 kg"),
        (Scale.NUMBER, "questions answered", "2.6"),
        (Scale.NUMBER, "", "2.6"),
        (Scale.PERCENT, "%", "2.6 %"),
    ],
)
def test_a_small_place_gets_a_short_unit(scale, unit, told) -> None:
    assert brief(measure(scale, Better.HIGHER, unit=unit), 2.6) == told


amounts = st.floats(-1e12, 1e12, allow_nan=False) | st.sampled_from([0.0, -0.0, 1e-10, 1e12])
units = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
hostile = st.builds(
    measure,
    st.sampled_from([one for one in Scale if one is not Scale.YESNO]),
    st.sampled_from(Better),
    st.sampled_from(MEASURE_CADENCES),
    unit=units,
    promise=st.none() | amounts,
    floor=st.none() | amounts,
    step=st.sampled_from([1, 0.1, 0.05, 1e-10, 1000]),
)


@settings(max_examples=400, deadline=None)
@given(st.data(), hostile, st.sampled_from(list(Verdict)[:-1]), st.booleans())
def test_no_value_or_unit_makes_a_sentence_long_or_unreadable(data, one, verdict, stale) -> None:
    found = finding(
        verdict,
        one.cadence,
        value=data.draw(amounts),
        now=data.draw(amounts),
        before=data.draw(amounts),
        recent=data.draw(amounts),
        up=data.draw(st.booleans()),
        since=data.draw(st.dates(date(1970, 1, 1), TODAY)),
        stance=data.draw(st.none() | st.sampled_from(RegimeStanding)),
    )
    kept = keeping(
        one,
        1040,
        1041,
        data.draw(st.sampled_from(KeepingState)),
        since=found.since,
        since_met=1,
        floor=data.draw(st.booleans()),
        current=data.draw(st.booleans()),
    )
    told = [
        say(one, found, Verdict.STALE if stale else verdict),
        say(one, found, verdict, FLOOR),
        say(one, found, verdict, kept),
        keeping_sentence(one, kept) if one.now.has_promise else "",
        fix_sentence(
            one, fix(), effect(Outcome.NO_SIGN_YET, after=found.usual, before=found.value)
        ),
        fix_line(one, fix(what="w" * 90), effect(Outcome.CHANGED_WORSE, after=found.usual), TODAY),
        brief(one, found.value),
    ]
    for text in told:
        assert len(text) <= LONGEST, text
        assert text.replace(THIN_SPACE, " ").isprintable(), text
        assert not re.search(r"\b(nan|inf|None)\b", text.replace(one.now.unit, "")), text


@given(st.sampled_from(Sensitivity), st.sampled_from(MEASURE_CADENCES))
def test_chance_is_told_in_years_for_every_choice(sensitivity, cadence) -> None:
    told = by_chance(sensitivity, cadence)
    assert len(told) <= LONGEST
    assert not math.isnan(len(told))
    assert re.search(r"once in (a year|\w+ years) of \w+ logging", told)
