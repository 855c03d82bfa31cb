"""What a customer reads on a scorecard: every rule, and no sentence longer than a breath."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection import Verdict
from tracker.detection.scale import Scale
from tracker.domain.correction import Fix, FixKind, FixState
from tracker.domain.finding import Finding
from tracker.domain.keeping import Keeping, KeepingState
from tracker.domain.levels.regime import Regime
from tracker.domain.measure import SCALES, Area, Better, Horizon, Measure, Source, Version
from tracker.domain.period import Cadence
from tracker.report.documents.document import Tag, Tone
from tracker.report.scorecard.content import (
    ScorecardChange,
    ScorecardFix,
    ScorecardMeasure,
)
from tracker.report.scorecard.headline import LONGEST, promises_said, summary
from tracker.report.scorecard.sentences import (
    change_line,
    chart_caption,
    coming,
    earlier_promise,
    fix_told,
    following_end,
    keeping_tag,
    kept_line,
    note_line,
    past_change_line,
    promise_line,
    promise_words,
    rated_line,
    verb,
)

SINCE = date(2026, 9, 7)
KEPT = Keeping(KeepingState.KEPT, 3, 3, last=date(2026, 9, 21))
PARTLY_KEPT = replace(KEPT, state=KeepingState.PARTLY_KEPT, met=2)
NOT_KEPT = replace(KEPT, state=KeepingState.NOT_KEPT, met=0)
GONE = replace(KEPT, state=KeepingState.NOT_KEPT_SINCE, of=6, since=SINCE, since_of=3)
AGAIN = replace(GONE, state=KeepingState.KEPT_AGAIN_SINCE, since_met=3)
TOO_FEW, NO_PROMISE = Keeping(KeepingState.TOO_FEW), Keeping(KeepingState.NO_PROMISE)
FIRST, LAST = date(2026, 6, 29), date(2026, 9, 27)
GUILT = re.compile(r"\b(fail|sorry|unfortunately|bad|terrible|great|best|excellent|streak)", re.I)
TRADE = re.compile(r"sigma|regime|outlier|signal|verdict|evidence|None(?! of)|null|nan", re.I)


def version(
    better: Better = Better.LOWER, promise: float | None = 2, unit: str = "days", **other: object
) -> Version:
    said = {"step": 0.1} | other
    return Version(1, "v", 1, FIRST, better, promise=promise, unit=unit, **said)


def measure(scale: Scale = Scale.DURATION, *versions: Version, **other: object) -> Measure:
    said = {"cadence": Cadence.WEEKLY} | other
    return Measure(
        1, "m", 1, None, "Answers", Area.ROI, scale, said["cadence"], FIRST, Source.ME,
        Horizon.NOW, shared=True, draft=False, archived_on=None, position=0,
        versions=versions or (version(),),
    )  # fmt: skip


def part(
    kept: Keeping = KEPT,
    name: str = "Answers",
    move: ScorecardChange | None = None,
) -> ScorecardMeasure:
    key = f"measure:{name}"
    return ScorecardMeasure(key, name, name, Cadence.WEEKLY, "", "", kept, move=move)


def slower(since: date = date(2026, 9, 7), verb: str = "got slower") -> ScorecardChange:
    return ScorecardChange(verb, better=False, since=since)


@pytest.mark.parametrize(
    ("scale", "promised", "said"),
    [
        (Scale.DURATION, version(), "within 2 days"),
        (Scale.DURATION, version(promise=1), "within 1 day"),
        (Scale.NUMBER, version(promise=1, unit="series"), "1 series or less"),
        (Scale.DURATION, version(Better.HIGHER), "2 days or more"),
        (Scale.RATING, version(Better.HIGHER, 4, ""), "4 of 5 or better"),
        (Scale.RATING, version(Better.LOWER, 2, ""), "2 of 5 or lower"),
        (Scale.PERCENT, version(Better.HIGHER, 90, "%"), "90 % or more"),
        (Scale.NUMBER, version(Better.HIGHER, 4, "h a week"), "4 h a week or more"),
        (Scale.NUMBER, version(Better.LOWER, -1.5, "°C"), "−1.5 °C or less"),
        (Scale.COUNT, version(Better.LOWER, 2, "errors"), "2 errors or fewer"),
        (Scale.COUNT, version(Better.LOWER, 0, "errors"), "no errors"),
        (Scale.COUNT, version(Better.LOWER, 0, ""), "none"),
        (Scale.COUNT, version(Better.HIGHER, 0, ""), "0 or more"),
        (Scale.YESNO, version(Better.HIGHER, 1, ""), "yes, every time"),
        (Scale.YESNO, version(Better.LOWER, 0, ""), "no, every time"),
        (Scale.NUMBER, version(Better.BAND, None, "pages", low=2, high=4), "between 2 and 4 pages"),
        (
            Scale.RATING,
            version(Better.BAND, None, "", low=2, high=4),
            "between 2 and 4 of 5",
        ),
        (Scale.NUMBER, version(promise=None), ""),
        (Scale.NUMBER, version(Better.BAND, None), ""),
    ],
)
def test_a_promise_is_said_in_words(scale: Scale, promised: Version, said: str) -> None:
    assert promise_words(promised, scale) == said


def test_the_line_under_a_name_says_what_the_promise_is_about() -> None:
    said = version(definition="From the question to an answer", impact="We close earlier")
    assert promise_line(said, Scale.DURATION) == (
        "Promise: within 2 days. From the question to an answer. “We close earlier”"
    )
    assert promise_line(replace(said, impact=""), Scale.DURATION) == (
        "Promise: within 2 days. From the question to an answer"
    )
    assert promise_line(replace(said, definition=""), Scale.DURATION).endswith("“We close earlier”")
    assert promise_line(version(), Scale.DURATION) == "Promise: within 2 days"
    assert promise_line(replace(said, promise=None, impact=""), Scale.DURATION) == said.definition
    assert promise_line(version(promise=None), Scale.DURATION) == ""
    long = promise_line(version(definition="word " * 2000, unit="u" * 40), Scale.DURATION)
    assert len(long) < 200
    assert long.endswith("word…")


@pytest.mark.parametrize(
    ("kept", "cadence", "tag"),
    [
        (KEPT, Cadence.WEEKLY, Tag("Kept", Tone.GOOD)),
        (PARTLY_KEPT, Cadence.WEEKLY, Tag("Partly kept")),
        (GONE, Cadence.WEEKLY, Tag("Not kept since 7 Sep", Tone.BAD)),
        (GONE, Cadence.MONTHLY, Tag("Not kept since Sep", Tone.BAD)),
        (AGAIN, Cadence.WEEKLY, Tag("Kept again since 7 Sep", Tone.GOOD)),
        (NOT_KEPT, Cadence.WEEKLY, Tag("Not kept", Tone.BAD)),
        (TOO_FEW, Cadence.WEEKLY, Tag("Too few weeks")),
        (TOO_FEW, Cadence.QUARTERLY, Tag("Too few quarters")),
        (NO_PROMISE, Cadence.WEEKLY, Tag("No promise")),
    ],
)
def test_one_or_two_words_say_how_it_went(kept: Keeping, cadence: Cadence, tag: Tag) -> None:
    assert keeping_tag(kept, cadence) == tag


def test_how_often_it_was_kept_and_what_is_missing() -> None:
    nine = replace(KEPT, met=9, of=12)
    assert kept_line(nine, 0, Cadence.WEEKLY) == "Kept in 9 of 12 weeks."
    assert kept_line(nine, 1, Cadence.WEEKLY) == "Kept in 9 of 12 weeks; one without a figure."
    assert kept_line(KEPT, 0, Cadence.MONTHLY) == "Kept in all 3 months."
    assert kept_line(NOT_KEPT, 0, Cadence.WEEKLY) == "Kept in none of the 3 weeks."
    few = "Not kept in the one week so far; 12 without a figure."
    assert kept_line(replace(TOO_FEW, of=1), 12, Cadence.WEEKLY) == few
    assert kept_line(TOO_FEW, 4, Cadence.WEEKLY) == ""
    alone = kept_line(NOT_KEPT, 0, Cadence.WEEKLY, judged=False)
    assert alone == "Not kept in any of the 3 weeks."


def test_a_promise_that_was_changed_is_told() -> None:
    until = date(2026, 8, 9)
    assert earlier_promise(version(promise=3), Scale.DURATION, until, LAST) == (
        "Until 9 August the promise was within 3 days."
    )
    assert earlier_promise(version(promise=None), Scale.DURATION, until, LAST) == (
        "Promised since 10 August."
    )


FOUND = Finding(
    1, Verdict.WORSE, since=date(2026, 9, 7), last=date(2026, 9, 21), now=2.4, before=1.6,
    recent=2.5, up=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("what", "finding", "did", "line"),
    [
        (measure(), FOUND, "got slower", "Slower since 7 September: 2.4 days, 1.6 before."),
        (
            measure(),
            replace(FOUND, verdict=Verdict.BETTER, up=False, now=1.2),
            "got faster",
            "Faster since 7 September: 1.2 days, 1.6 before.",
        ),
        (
            measure(Scale.PERCENT, version(Better.HIGHER, 90, "%")),
            replace(FOUND, now=76, before=90, up=False),
            "went down",
            "Lower since 7 September: 76 %, 90 before.",
        ),
        (
            measure(Scale.COUNT, version(unit="errors")),
            FOUND,
            "went up",
            "More since 7 September: 2.4 errors, 1.6 before.",
        ),
        (
            measure(Scale.YESNO, version(Better.HIGHER, 1, "")),
            replace(FOUND, now=0.5, before=0.9, up=False),
            "was a “yes” less often",
            "“Yes” less often since 7 September: 50 %, 90 before.",
        ),
        (
            measure(Scale.NUMBER, version(Better.BAND, None, "pages", low=1, high=2)),
            FOUND,
            "got further off",
            "Further off since 7 September: 2.4 pages, 1.6 before.",
        ),
        (
            measure(),
            replace(FOUND, verdict=Verdict.DRIFTING_WORSE),
            "got slower",
            "Moving up since about 7 September: from 1.6 to 2.5 days now.",
        ),
        (
            measure(cadence=Cadence.MONTHLY),
            replace(FOUND, since=date(2025, 9, 1)),
            "got slower",
            "Slower since September 2025: 2.4 days, 1.6 before.",
        ),
        (
            measure(cadence=Cadence.QUARTERLY),
            replace(FOUND, since=date(2026, 4, 1)),
            "got slower",
            "Slower since the quarter from April: 2.4 days, 1.6 before.",
        ),
    ],
)
def test_a_change_is_said_as_the_customer_would(what, finding, did, line) -> None:
    assert verb(what, finding) == did
    assert change_line(what, finding, LAST, finding.since) == line
    assert "your" not in line


def test_a_change_that_is_over_has_two_ends() -> None:
    before = Regime(FIRST, date(2026, 7, 6), 2, "start", 1.6)
    passed = Regime(date(2026, 7, 13), date(2026, 8, 3), 4, "alarm", 2.4)
    assert past_change_line(measure(), before, passed, LAST, FIRST, up=True) == (
        "Slower from 13 July to 9 August: 2.4 days, 1.6 before."
    )
    assert (
        past_change_line(measure(), replace(before, mean=None), passed, LAST, FIRST, up=True) == ""
    )
    assert change_line(measure(), replace(FOUND, since=None), LAST, FIRST) == ""


def test_what_began_before_the_page_is_said_to_and_has_no_figure() -> None:
    after, passed = date(2026, 9, 14), Regime(FIRST, date(2026, 8, 3), 4, "alarm", 2.4)
    assert (
        change_line(measure(), FOUND, LAST, after)
        == "Slower since 7 September, before this period."
    )
    sliding = replace(FOUND, verdict=Verdict.DRIFTING_WORSE)
    assert change_line(measure(), sliding, LAST, after).endswith(", before this period.")
    passed = replace(passed, first=date(2026, 7, 13))
    told = past_change_line(measure(), passed, passed, LAST, date(2026, 7, 20), up=True)
    assert told == "Slower from 13 July, before this period, to 9 August."
    moved = ScorecardChange("got slower", better=False, since=date(2026, 4, 20), earlier=True)
    one = replace(part(NOT_KEPT), move=moved)
    assert "got slower in April, before this period" in summary([one], [], LAST)


def test_evidence_is_told_with_its_period() -> None:
    start = date(2026, 8, 3)
    assert note_line(start, Cadence.WEEKLY, "“Fast\n and  good”", LAST) == (
        "In the week of 3 August: “Fast and good”"
    )
    assert note_line(start, Cadence.FORTNIGHTLY, "x", LAST) == "In the fortnight of 3 August: x"
    assert note_line(start, Cadence.MONTHLY, "x", LAST) == "In August: x"
    assert note_line(start, Cadence.QUARTERLY, "x", LAST) == "In the quarter from August: x"
    assert chart_caption(13, Cadence.WEEKLY, promised=True) == "13 weeks · dashed: promise"
    assert chart_caption(1, Cadence.MONTHLY, promised=False) == "1 month"
    assert rated_line("Answers", 4, None, "") == "4 of 5 for Answers"
    assert rated_line("Answers", 1.5, Scale.DURATION, "days") == "1.5 days for Answers"
    assert rated_line("", 4, None, "") == "4 of 5"
    assert rated_line("Answers", None, None, "") == "Answers"
    assert rated_line("", None, None, "") == ""


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ([], "Nothing is shared on this page yet."),
        ([NO_PROMISE] * 2, "Nothing was promised yet."),
        ([TOO_FEW], "Too early to say whether the promise is kept."),
        ([TOO_FEW] * 2, "Too early to say whether the promises are kept."),
        ([KEPT], "The promise was kept."),
        ([NOT_KEPT], "The promise was not kept."),
        ([KEPT] * 2, "Both promises kept."),
        ([NOT_KEPT] * 2, "Neither of two promises kept."),
        ([KEPT, NOT_KEPT], "One of two promises kept."),
        (
            [KEPT, KEPT, NOT_KEPT],
            "Two of three promises kept.",
        ),
        ([KEPT] * 3, "All three promises kept."),
        ([NOT_KEPT] * 4, "None of four promises kept."),
        ([KEPT] * 12, "All 12 promises kept."),
        ([KEPT] * 11 + [NOT_KEPT], "11 of 12 promises kept."),
        (
            [KEPT, NOT_KEPT, TOO_FEW],
            "One of two promises kept; too early to say for one more.",
        ),
        ([KEPT, NO_PROMISE], "The promise was kept."),
        ([PARTLY_KEPT], "The promise was partly kept."),
        ([GONE], "The promise has not been kept since 7 September."),
        ([AGAIN], "The promise has been kept again since 7 September."),
        ([KEPT, AGAIN], "Both promises kept."),
        (
            [KEPT, KEPT, GONE],
            "Two of three promises kept; Measure 2 not since 7 September.",
        ),
        ([KEPT, GONE, GONE], "One of three promises kept."),
        ([KEPT, GONE, NOT_KEPT], "One of three promises kept."),
        ([KEPT, PARTLY_KEPT, NOT_KEPT], "One of three promises kept, one partly."),
        ([PARTLY_KEPT, NOT_KEPT], "Neither of two promises kept, one partly."),
    ],
)
def test_the_summary_begins_with_how_many_promises_were_kept(
    kept: list[Keeping], said: str
) -> None:
    parts = [part(one, f"Measure {at}") for at, one in enumerate(kept)]
    assert promises_said(parts, LAST) == said
    assert summary(parts, (), LAST) == said


def running(key: str = "measure:Answers", on: date | None = date(2026, 10, 30)) -> ScorecardFix:
    return ScorecardFix(f"fix:{on}", key, "Cover", "Cover.", FixState.RUNNING, result_on=on)


def test_the_summary_goes_on_with_what_changed_and_what_is_done_about_it() -> None:
    bad, good = part(NOT_KEPT, move=slower()), part(name="Forecast")
    assert summary([bad, good, part(name="Hours")], [running()], LAST) == (
        "Two of three promises kept. Answers got slower in September; a fix is running and you will"
        " see the result on 30 October."
    )
    assert summary([bad], [running(on=None)], LAST).endswith("in September; a fix is running.")
    assert summary([bad], [running(), running(on=date(2026, 10, 2))], LAST).endswith(
        "; two fixes are running and you will see the result on 2 October."
    )
    assert summary([bad], [running("measure:Other")], LAST).endswith("got slower in September.")
    late = replace(running(), state=FixState.OVERDUE)
    assert "; a fix is overdue and you will see" in summary([bad], [late], LAST)
    assert summary([bad], [replace(running(), state=FixState.WAITING)], LAST).endswith(
        "in September."
    )


def test_the_worst_news_come_first_and_good_news_where_there_are_no_bad() -> None:
    up = ScorecardChange("went up", better=True, since=date(2026, 8, 3))
    good = part(name="Forecast", move=up)
    kept = part(name="Hours", move=slower(date(2026, 9, 21)))
    bad = part(NOT_KEPT, move=slower(date(2025, 12, 1)))
    assert summary([good, kept, bad], (), LAST).endswith(
        "Answers got slower in December 2025, and one more got worse."
    )
    assert summary([good, kept], (), LAST).endswith("Hours got slower in September.")
    assert summary([good, part(name="Docs", move=replace(up, since=LAST))], (), LAST).endswith(
        "Docs went up in September, and one more got better."
    )
    assert "fix" not in summary([good], [running(good.key)], LAST)


@given(
    st.lists(
        st.builds(
            part,
            st.sampled_from([KEPT, PARTLY_KEPT, NOT_KEPT, GONE, AGAIN, TOO_FEW, NO_PROMISE]),
            st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=10_000),
            st.none()
            | st.builds(
                ScorecardChange,
                st.just("was a “yes” less often"),
                st.booleans(),
                st.dates(date(2024, 1, 1), LAST),
            ),
        ),
        max_size=70,
    ),
    st.booleans(),
)
def test_the_summary_is_never_longer_than_a_breath(
    parts: list[ScorecardMeasure], acting: bool
) -> None:
    fixes = [running(one.key, date(2027, 9, 30)) for one in parts] if acting else []
    said = summary(parts, fixes, LAST)
    assert 0 < len(said) <= LONGEST
    assert said.endswith(".")
    rules = summary([replace(one, name="x") for one in parts], fixes, LAST)
    assert not GUILT.search(rules)
    assert not TRADE.search(rules)


def fix(**other: object) -> Fix:
    said = {"started_on": date(2026, 9, 7), "what": "A named cover."} | other
    return Fix(1, "f", 1, FixKind.REACTIVE, obstacle="", owner="", **said)


def test_a_fix_is_told_with_its_days_and_what_came_of_it() -> None:
    told = fix_told(fix(), LAST, "Too early to tell: 3 more weeks needed.")
    assert told == "A named cover, since 7 September. Too early to tell: 3 more weeks needed."
    assert fix_told(fix(done_on=date(2026, 9, 21)), LAST, "") == (
        "A named cover, begun on 7 September, done on 21 September."
    )
    assert fix_told(fix(started_on=date(2026, 10, 5)), LAST, "") == "A named cover, from 5 October."
    assert len(fix_told(fix(what="W" * 10_000), LAST, "")) < 200


def test_what_happens_next_stands_in_the_order_of_days() -> None:
    later = replace(running(), due_on=date(2026, 10, 9))
    assert coming([later], LAST, date(2026, 12, 27)) == (
        "9 October: “Cover” is to be done.",
        "30 October: we look at what “Cover” changed.",
        "The next scorecard comes after 27 December.",
    )
    assert coming([], LAST, None) == ()


@pytest.mark.parametrize(
    ("first", "last", "following"),
    [
        (date(2026, 7, 1), date(2026, 9, 30), date(2026, 12, 31)),
        (date(2026, 10, 1), date(2026, 12, 31), date(2027, 3, 31)),
        (date(2026, 1, 1), date(2026, 12, 31), date(2027, 12, 31)),
        (date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 28)),
        (FIRST, LAST, LAST + timedelta(weeks=13)),
        (date(2026, 7, 1), date(2026, 9, 29), date(2026, 12, 29)),
    ],
)
def test_the_next_scorecard_is_of_a_period_as_long(first, last, following) -> None:
    assert following_end(first, last) == following


def test_every_scale_has_its_words() -> None:
    for scale in Scale:
        for better in (Better.HIGHER, Better.LOWER):
            said = promise_words(version(better, 1, SCALES[scale].unit), scale)
            assert said
            assert said == said.strip()
