"""A review holds what was in use in its period, as it stood at the end, and nothing private."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.app.answers import ANSWERS as SHARED

from tracker.app import commands
from tracker.app.commands import FixInput, MeasureInput, OutgoingItem
from tracker.app.demo import fill_demo, fill_many
from tracker.app.review.review import review
from tracker.app.sharing.scorecard import scorecard
from tracker.app.tracker import Tracker, opened, snapshot
from tracker.detection import Verdict
from tracker.domain.correction import FixState
from tracker.domain.customer import Tier
from tracker.domain.keeping import KeepingState
from tracker.domain.measure import Better
from tracker.domain.period import Cadence, Period, review_periods
from tracker.domain.sharing import ShareKind, SharingWay
from tracker.report.dates import began
from tracker.report.documents.document import Matrix, Text
from tracker.report.review.content import Review, ReviewCustomer, ReviewMeasure
from tracker.report.review.document import review_document
from tracker.report.scorecard.sentences import change_line

FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)
MONDAYS = [date(2026, 6, 29) + timedelta(weeks=at) for at in range(14)]  # the first ends on 5 July
AFTER = date(2026, 10, 20)
ANSWERS = replace(SHARED, shared=False)


@pytest.fixture
def answers(tracker: Tracker, finance: int) -> int:
    """Return a private weekly duration, promised a year ago."""
    return commands.add_measure(tracker, finance, ANSWERS, date(2025, 9, 29))


def log(tracker: Tracker, measure_id: int, *values: float | None, start: date = MONDAYS[0]) -> None:
    measure = tracker.measures.get(measure_id)
    period = Period.of(start, measure.cadence, measure.phase)
    for at, value in enumerate(values):
        if value is not None:
            commands.record(tracker, measure_id, (period + at).start, value)


def pack(tracker: Tracker, today: date = AFTER, **days: date) -> Review:
    return review(tracker, days.get("first", FIRST), days.get("last", LAST), today)


def only(content: Review) -> ReviewMeasure:
    (part,) = content.measures
    return part


def customer(content: Review) -> ReviewCustomer:
    (part,) = content.customers
    return part


def fix(tracker: Tracker, measure: int, started_on: date, **said: Any) -> int:
    return commands.start_fix(
        tracker, measure, FixInput(what="Named cover", started_on=started_on, **said)
    )


def test_a_period_counts_where_it_ends(tracker, answers) -> None:
    log(tracker, answers, *[1.5] * 15)
    starts = [entry.start for entry in only(pack(tracker)).entries]
    assert starts == MONDAYS[:13]
    later = pack(tracker, date(2026, 12, 31), first=date(2026, 10, 1), last=date(2026, 12, 31))
    assert only(later).entries[0].start == MONDAYS[13]


@pytest.mark.parametrize(
    ("cadence", "starts"),
    [
        (Cadence.MONTHLY, ["2026-07", "2026-08", "2026-09"]),
        (Cadence.QUARTERLY, ["2026-Q3"]),
    ],
)
def test_months_and_quarters_fall_into_their_quarter(tracker, finance, cadence, starts) -> None:
    said = replace(ANSWERS, cadence=cadence)
    measure = commands.add_measure(tracker, finance, said, date(2026, 1, 1))
    log(tracker, measure, *[1.5] * 9, start=date(2026, 4, 1))
    part = only(pack(tracker, date(2026, 12, 31)))
    assert [str(Period(one.start, cadence)) for one in part.entries] == starts


def test_what_is_not_logged_is_told_apart_from_what_was_skipped(tracker, answers) -> None:
    log(tracker, answers, 1, None, 3)
    commands.skip(tracker, answers, MONDAYS[1], "away")
    entries = only(pack(tracker)).entries
    assert [(one.shown, one.kept) for one in entries[:4]] == [
        ("1 days", True),
        ("skipped", None),
        ("3 days", False),
        ("not logged", None),
    ]


def test_it_is_reckoned_as_on_the_scorecard(tracker, finance, answers) -> None:
    commands.share_measure(tracker, answers, shared=True)
    log(tracker, answers, *[1.6, 1.7, 1.5] * 7 + [3.1] * 5, start=date(2026, 4, 6))
    theirs = scorecard(tracker, finance, FIRST, LAST, AFTER).measures[0]
    ours = only(pack(tracker))
    assert (ours.level, ours.keeping) == (theirs.figure, theirs.keeping)
    assert [one.since for one in ours.changes if one.stands] == [theirs.move.since]


def test_nothing_that_came_later_is_looked_at(tracker, finance, answers) -> None:
    log(tracker, answers, *[1.6, 1.7, 1.5] * 5, start=date(2026, 6, 29))
    running = fix(tracker, answers, date(2026, 8, 3), review_on=date(2026, 9, 14))
    before = pack(tracker)
    log(tracker, answers, *[4.0] * 8, start=MONDAYS[13] + timedelta(weeks=1))
    commands.edit_measure(tracker, answers, replace(ANSWERS, promise=1), date(2026, 10, 12), "why")
    commands.finish_fix(tracker, running, date(2026, 10, 5))
    commands.plan_change(tracker, answers, date(2026, 10, 12), "other tool")
    commands.archive_measure(tracker, answers, date(2026, 10, 14))
    commands.add_event(tracker, date(2026, 10, 13), "moved", customer_id=finance)
    assert pack(tracker) == before


def test_it_is_judged_as_of_today_while_it_runs(tracker, answers) -> None:
    log(tracker, answers, *[1.6, 1.7, 1.5] * 5, start=date(2026, 6, 29))
    content = pack(tracker, date(2026, 8, 12))
    assert content.until == date(2026, 8, 12)
    # The week that holds the day is not over.
    assert [one.start for one in only(content).entries] == MONDAYS[:6]


def test_only_what_was_in_use_is_in_it(tracker, finance) -> None:
    for name, begun, archived in (
        ("before", date(2026, 1, 5), date(2026, 6, 30)),
        ("within", date(2026, 1, 5), date(2026, 8, 15)),
        ("after", date(2026, 1, 5), date(2026, 10, 5)),
        ("later", date(2026, 10, 5), None),
    ):
        measure = commands.add_measure(tracker, finance, replace(ANSWERS, name=name), begun)
        if archived:
            commands.archive_measure(tracker, measure, archived)
    draft = MeasureInput(name="draft", draft=True)
    commands.add_measure(tracker, finance, draft, date(2026, 1, 5))
    content = pack(tracker)
    told = {part.measure.name: part.archived_on for part in content.measures}
    assert told == {"within": date(2026, 8, 15), "after": None}
    within = next(part for part in content.measures if part.archived_on)
    assert within.entries[-1].end < date(2026, 8, 15)


def test_a_customer_who_was_let_go_before_is_not_in_it(tracker, finance, answers) -> None:
    commands.archive_customer(tracker, finance, date(2026, 8, 3))
    assert customer(pack(tracker)).archived_on == date(2026, 8, 3)
    document = review_document(pack(tracker), {})
    assert not any(isinstance(one, Matrix) for one in document.blocks)
    assert pack(tracker, first=date(2026, 8, 10)).customers == ()


def test_other_promises_of_the_period_are_told_with_their_last_day(tracker, answers) -> None:
    commands.edit_measure(tracker, answers, replace(ANSWERS, promise=3), date(2026, 3, 2), "easier")
    commands.edit_measure(tracker, answers, replace(ANSWERS, promise=1), date(2026, 8, 3), "harder")
    commands.edit_measure(
        tracker, answers, replace(ANSWERS, promise=1, definition="As agreed"), date(2026, 9, 7)
    )
    part = only(pack(tracker))
    assert [(version.promise, last) for version, last in part.earlier] == [(3, date(2026, 8, 2))]
    assert part.version.promise == 1
    assert {one.reason for one in part.measure.versions} == {""}


USUAL = (1.6, 1.7, 1.5, 1.8, 1.6) * 4
FROM = date(2026, 4, 6)


def test_a_change_that_stands_is_told_and_how_it_was_found(tracker, answers) -> None:
    log(tracker, answers, *USUAL, *[2.6, 2.5, 2.7, 2.6, 2.5], start=FROM)
    part = only(pack(tracker))
    (change,) = part.changes
    assert (change.stands, change.better, change.up) == (True, False, True)
    assert change.since == FROM + timedelta(weeks=20)
    assert part.calculation is not None
    assert change.weight > 1


def test_a_change_that_passed_again_is_told_as_past(tracker, answers) -> None:
    log(tracker, answers, *USUAL[:14], *[2.9] * 5, *[1.6, 1.7, 1.5] * 3, start=FROM)
    part = only(pack(tracker))
    assert [(one.stands, one.better) for one in part.changes] == [(False, False)]
    assert part.calculation is None


def test_old_good_news_is_none_but_old_bad_news_is(tracker, finance) -> None:
    for name, better in (("good", Better.LOWER), ("bad", Better.HIGHER)):
        said = replace(ANSWERS, name=name, better=better)
        measure = commands.add_measure(tracker, finance, said, date(2025, 9, 29))
        log(tracker, measure, *[3.1, 3.0, 3.2, 3.1] * 4, *[1.1, 1.2, 1.0] * 13, start=FROM)
    changes = {one.measure.name: one.changes for one in pack(tracker, last=LAST).measures}
    assert len(changes["bad"]) == 1
    assert len(changes["good"]) == 1
    autumn = pack(tracker, date(2026, 12, 31), first=date(2026, 10, 1), last=date(2026, 12, 31))
    changes = {one.measure.name: one.changes for one in autumn.measures}
    assert (len(changes["bad"]), len(changes["good"])) == (1, 0)


def test_of_who_is_only_not_to_be_annoyed_no_change_is_told(tracker, finance, answers) -> None:
    log(tracker, answers, *USUAL, *[2.6] * 5, start=FROM)
    commands.move_customer(tracker, finance, Tier.MAINTAIN)
    assert only(pack(tracker)).changes == ()


def test_a_planned_change_is_told_with_its_reason(tracker, answers) -> None:
    log(tracker, answers, *USUAL, start=FROM)
    commands.plan_change(tracker, answers, date(2026, 6, 1), "before")
    commands.plan_change(tracker, answers, date(2026, 8, 3), "Their own tool")
    assert only(pack(tracker)).planned == ((date(2026, 8, 3), "Their own tool"),)


def test_fixes_say_whether_they_worked_and_are_drawn_then(tracker, answers) -> None:
    log(tracker, answers, *[3.0, 3.1, 2.9] * 4, *[1.6, 1.7, 1.5] * 4, start=FROM)
    fix(tracker, answers, FROM + timedelta(weeks=12), owner="Bo", obstacle="no cover", note="shh")
    (part,) = only(pack(tracker)).fixes
    assert part.state is FixState.WORKED
    assert part.picture is not None
    assert (part.fix.owner, part.fix.obstacle, part.fix.note) == ("", "", "")


def test_a_fix_without_effect_failed_once_its_day_has_come(tracker, answers) -> None:
    log(tracker, answers, *[3.0, 3.1, 2.9] * 8, start=FROM)
    fix(tracker, answers, date(2026, 7, 6), review_on=date(2026, 9, 1))
    (part,) = only(pack(tracker)).fixes
    assert (part.state, part.picture is None) == (FixState.DID_NOT, False)
    (part,) = only(pack(tracker, last=date(2026, 8, 31))).fixes
    assert (part.state, part.picture) == (FixState.RUNNING, None)


def test_a_fix_given_up_did_not_work(tracker, answers) -> None:
    log(tracker, answers, *[3.0, 3.1, 2.9] * 8, start=FROM)
    given_up = fix(tracker, answers, date(2026, 9, 7))
    commands.drop_fix(tracker, given_up, date(2026, 9, 28))
    (part,) = only(pack(tracker)).fixes
    assert (part.state, part.picture) == (FixState.GIVEN_UP, None)
    assert part.fix.dropped_on == date(2026, 9, 28)


def test_fixes_of_another_time_are_not_in_it(tracker, answers) -> None:
    log(tracker, answers, *[3.0, 3.1, 2.9] * 8, start=FROM)
    over = fix(tracker, answers, date(2026, 5, 4))
    commands.finish_fix(tracker, over, date(2026, 6, 29))
    fix(tracker, answers, date(2026, 10, 5))
    assert only(pack(tracker)).fixes == ()
    commands.review_fix(tracker, over, date(2026, 7, 20))
    assert len(only(pack(tracker)).fixes) == 1


def test_evidence_is_what_has_a_star_in_the_period(tracker, answers) -> None:
    log(tracker, answers, 1, 1, 1, 1, start=MONDAYS[11])
    for at, text in enumerate(("plain", "with a star", "too late")):
        commands.annotate(tracker, answers, MONDAYS[11] + timedelta(weeks=at), note=text)
    for row in tracker.evaluations.all()[1:3]:
        commands.star(tracker, evaluation_id=row.id, on=True)
    content = pack(tracker)
    assert [one.text for one in customer(content).evidence] == ["with a star"]
    assert not [text for text in texts_in(content) if "plain" in text]


def test_words_with_a_star_come_first_then_the_newest_five_at_most(
    tracker, finance, answers
) -> None:
    for at in range(7):
        day = date(2026, 7, 2) + timedelta(weeks=at)
        commands.add_rating(tracker, finance, day, at % 5 + 1, f"Said {at}", measure_id=answers)
    commands.add_rating(tracker, finance, date(2026, 8, 27), 3)
    commands.add_rating(tracker, finance, date(2026, 10, 2), 1, "Too late")
    commands.add_rating(tracker, finance, date(2026, 8, 2), 7.5, measure_id=answers, five=False)
    commands.star(tracker, rating_id=2, on=True)
    part = customer(pack(tracker))
    assert [one.text for one in part.words] == ["Said 1", "Said 6", "Said 5", "Said 4", "Said 3"]
    assert {one.about for one in part.words} == {"Answers"}
    assert (part.ratings, part.rated) == (8, pytest.approx((1 + 2 + 3 + 4 + 5 + 1 + 2 + 3) / 8))


def test_how_the_measuring_was_kept_up_is_counted(tracker, finance, answers) -> None:
    log(tracker, answers, *[1.5] * 10)
    commands.skip(tracker, answers, MONDAYS[10], "away")
    for monday in MONDAYS[:8]:
        commands.finish_week(tracker, monday, "")
    with tracker.edit("days"):
        for at, row in enumerate(tracker.evaluations.where("value IS NOT NULL")):
            late = Period(row.start).end + timedelta(days=at % 3 - 1)
            tracker.evaluations.change(row.id, logged_at=f"{late}T23:59:59Z")
    for way in (SharingWay.FILE, SharingWay.PUBLISH, SharingWay.WITHDRAW):
        left = OutgoingItem(ShareKind.SCORECARD, "For them", finance)
        commands.note_share(tracker, left, b"page", date(2026, 8, 10), form="html", way=way)
    left = OutgoingItem(ShareKind.SCORECARD, "For me", finance, for_them=False)
    commands.note_share(tracker, left, b"page", date(2026, 8, 10), form="html", way=SharingWay.FILE)
    commands.add_rating(tracker, finance, date(2026, 8, 12), 4, measure_id=answers)
    commands.add_rating(tracker, finance, date(2026, 8, 12), 5)
    kept = pack(tracker).upkeep
    assert (kept.due, kept.logged, kept.skipped, kept.missing) == (13, 10, 1, 2)
    assert (kept.weeks, kept.done) == (13, 11)
    assert kept.delay == 0
    assert (kept.shown, kept.asked, kept.answers, kept.answered) == (2, 1, 1, 1)


def test_an_empty_diary_has_a_review_with_nothing_in_it(tracker) -> None:
    content = pack(tracker)
    assert (content.customers, content.upkeep.due) == ((), 0)


def test_a_customer_without_a_measure_is_in_it(tracker, finance) -> None:
    assert customer(pack(tracker)).measures == ()


def test_a_period_that_has_not_begun_has_nothing_in_it(tracker, answers) -> None:
    content = pack(tracker, date(2026, 6, 30))
    assert only(content).entries == ()
    assert only(content).keeping.state is KeepingState.TOO_FEW


def test_progress_is_told_after_each_measure_and_may_stop_it(tracker, today) -> None:
    fill_many(tracker, today, measures=12, weeks=20)
    told: list[tuple[int, int]] = []
    review(tracker, date(2026, 1, 1), today, today, lambda done, of: told.append((done, of)))
    assert told == [(at, 12) for at in range(1, 13)]

    class Stopped(Exception):
        """The person has seen enough."""

    def stop(done: int, _of: int) -> None:
        if done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        review(tracker, date(2026, 1, 1), today, today, stop)


def test_a_crowded_diary_is_told_whole(tracker, today) -> None:
    fill_many(tracker, today, measures=60, weeks=60)
    content = review(tracker, date(2025, 11, 24), today, today)
    assert len(content.measures) == 60
    assert {len(part.entries) for part in content.measures} == {51}
    assert all(part.picture is not None for part in content.measures)


def test_a_snapshot_in_another_thread_says_the_same(tracker, today) -> None:
    fill_demo(tracker, today)
    expected = review(tracker, date(2026, 1, 1), today, today)
    taken = snapshot(tracker)

    def read() -> Review:
        with opened(taken) as copy:
            return review(copy, date(2026, 1, 1), today, today)

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(read).result() == expected


def test_the_pictures_hold_no_notes(tracker, today) -> None:
    fill_demo(tracker, today)
    content = review(tracker, date(2026, 1, 1), today, today)
    pictures = [part.picture for part in content.measures]
    pictures += [one.picture for part in content.measures for one in part.fixes]
    drawn = [picture for picture in pictures if picture is not None]
    assert any(type(picture).__name__ == "EffectPicture" for picture in drawn)
    assert {point.note for picture in drawn for point in picture.points} == {""}


def test_the_same_diary_gives_the_same_bytes_in_another_time_and_language(
    tmp_path: Path, today: date
) -> None:
    """Two processes with another zone, locale and hash seed write the same page and Markdown."""
    with Tracker(tmp_path / "work.db") as tracker:
        fill_demo(tracker, today)
    code = (
        "import sys; from datetime import date; from pathlib import Path;"
        "from tracker.app.tracker import Tracker; from tracker.app.review.review import review;"
        "from tracker.report.review.document import review_document as laid_out;"
        "from tracker.report.documents.html import html_bytes;"
        "from tracker.report.documents.markdown import markdown_bytes;"
        "tracker = Tracker(Path(sys.argv[1]), read_only=True);"
        f"document = laid_out(review(tracker, date(2026, 1, 1), date(2026, 12, 31), {today!r}"
        ".replace()), {}); sys.stdout.buffer.write(html_bytes(document) + markdown_bytes(document))"
    ).replace("datetime.date", "date")
    written = set()
    for zone, words, seed in (
        ("Pacific/Kiritimati", "C", "1"),
        ("America/Los_Angeles", "de_DE.UTF-8", "2"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "work.db")],
            env={**os.environ, "TZ": zone, "LC_ALL": words, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        written.add(done.stdout)
    assert len(written) == 1
    assert len(written.pop()) > 100_000


GOLDEN = Path(__file__).parents[2] / "report" / "golden" / "review.md"


def test_the_review_of_the_sample_data_reads_as_it_should(tracker, today) -> None:
    """`WRITE_GOLDEN=1 pytest tests/app/test_review.py` writes what it says now."""
    from tracker.report.documents.markdown import markdown_bytes

    fill_demo(tracker, today)
    content = review(tracker, date(2026, 1, 1), date(2026, 12, 31), today)
    written = markdown_bytes(review_document(content, {})).decode("utf-8")
    if os.environ.get("WRITE_GOLDEN"):
        GOLDEN.write_text(written, encoding="utf-8")
    assert written == GOLDEN.read_text(encoding="utf-8")


def test_periods_are_offered_by_name(today) -> None:
    offered = {one.name: one.span for one in review_periods(today)}
    assert offered == {
        "This quarter (Q4 2026)": (date(2026, 10, 1), date(2026, 12, 31)),
        "Last quarter (Q3 2026)": (date(2026, 7, 1), date(2026, 9, 30)),
        "This half-year (H2 2026)": (date(2026, 7, 1), date(2026, 12, 31)),
        "Last half-year (H1 2026)": (date(2026, 1, 1), date(2026, 6, 30)),
        "This year (2026)": (date(2026, 1, 1), date(2026, 12, 31)),
        "Last year (2025)": (date(2025, 1, 1), date(2025, 12, 31)),
    }
    own = (date(2026, 4, 1), date(2027, 3, 31))
    assert review_periods(today, own)[0] == ("The period of your review", own)
    assert review_periods(date(2026, 1, 1))[1].span == (date(2025, 10, 1), date(2025, 12, 31))
    assert review_periods(today, (own[0], None)) == review_periods(today)


def texts_in(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for field in fields(value) for text in texts_in(getattr(value, field.name))]
    if isinstance(value, tuple):
        return [text for one in value for text in texts_in(one)]
    return []


def test_the_table_and_the_large_figure_average_the_same_values(tracker, answers) -> None:
    """One far out was left out of the figure and the cell, and counted in the table's average."""
    log(tracker, answers, *[1.5, 1.6, 1.4, 1.5, 1.6] * 8, start=MONDAYS[0] - timedelta(weeks=27))
    far = MONDAYS[6]
    commands.record(tracker, answers, far, 9.9)
    part = only(pack(tracker))
    assert far in part.finding.far_out
    told = [one.text for one in review_document(pack(tracker), {}).blocks if isinstance(one, Text)]
    (average,) = [one for one in told if one.startswith("Average: ")]
    assert part.figure == part.level == "1.5 days"
    assert part.level_lines == ("On average over 13 weeks.", "One value far out is left out.")
    assert "÷ 12 ≈ 1.5 days. One value far out is left out. Kept in 12 of 13 weeks" in average


def test_only_values_in_the_unit_of_the_end_are_averaged(tracker, answers) -> None:
    log(tracker, answers, 40, 39, 41, 1.5, 1.7)
    commands.edit_measure(tracker, answers, replace(ANSWERS, unit="weeks"), MONDAYS[3])
    part = only(pack(tracker))
    assert (part.averaged, part.figure) == ((1.5, 1.7), "1.6 weeks")


def test_a_period_that_ends_today_is_not_missed_yet(tracker, answers) -> None:
    """A pack of 30 September called the week or month that ends on that evening not logged."""
    log(tracker, answers, *[1.5] * 4)
    sunday = MONDAYS[4] + timedelta(days=6)
    running = pack(tracker, sunday)
    assert (running.upkeep.due, running.upkeep.missing) == (4, 0)
    assert "without a figure" not in " ".join(
        one.text for one in review_document(running, {}).blocks if isinstance(one, Text)
    )
    assert pack(tracker, sunday + timedelta(days=1)).upkeep.missing == 1
    commands.record(tracker, answers, MONDAYS[4], 1.5)
    assert pack(tracker, sunday).upkeep.logged == 5


def test_the_figure_of_a_slide_is_where_it_is_now(tracker, answers) -> None:
    """The average since a slide began stood as its figure, beside a sentence with another one."""
    log(tracker, answers, *[1.0, 1.1, 0.9, 1.0] * 8, start=MONDAYS[0] - timedelta(weeks=31))
    log(tracker, answers, *[1.0 + 0.1 * at for at in range(1, 14)], start=MONDAYS[1])
    part = only(pack(tracker))
    assert part.verdict is Verdict.DRIFTING_WORSE
    now = part.level.removesuffix(" days")
    told = change_line(part.measure, part.finding, LAST, part.begins)
    assert told.endswith(f" to {now} days now.")
    assert part.level != part.figure
    day = began(part.finding.since, Cadence.WEEKLY, LAST)
    assert part.level_lines[0] == f"Now, by its trend since {day}."
    assert part.level_lines[1] == f"Over 13 weeks: {part.figure} on average."
