"""What a review says, sentence by sentence, and how it is laid out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tracker.detection import Effect, Outcome, Verdict
from tracker.detection.scale import Scale
from tracker.domain.correction import Fix, FixKind, FixState
from tracker.domain.finding import Finding
from tracker.domain.keeping import Keeping, KeepingState
from tracker.domain.levels.regime import Regime
from tracker.domain.measure import Area, Better, Horizon, Measure, Source, Version
from tracker.domain.period import Cadence
from tracker.report.documents.document import (
    Column,
    Document,
    Figure,
    FigureForm,
    Heading,
    Matrix,
    MatrixEntry,
    MatrixRow,
    PageBreak,
    Promise,
    Quote,
    Table,
    Text,
    Tone,
)
from tracker.report.review.appendix import delay_words, upkeep_blocks
from tracker.report.review.chapters import COUNTED, fix_told, lead, rated_line
from tracker.report.review.content import (
    Comment,
    DueValue,
    Review,
    ReviewChange,
    ReviewCustomer,
    ReviewDecision,
    ReviewFix,
    ReviewMeasure,
    StarredEvidence,
    Upkeep,
)
from tracker.report.review.deck import deck_blocks
from tracker.report.review.document import PackChoice, document_for, review_document
from tracker.report.review.summary import (
    better_sentence,
    five_sentences,
    fixes_sentence,
    promises_sentence,
    upkeep_sentence,
    worse_sentence,
)
from tracker.report.text.keeping import keeping_brief

FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)
MONDAY = date(2026, 6, 29)
SINCE = date(2026, 8, 17)


def measure(name: str = "Answers", **other: object) -> Measure:
    version = Version(1, "v", 1, date(2025, 1, 6), Better.LOWER, promise=2, unit="days", step=0.1)
    known: dict[str, object] = {
        "id": 1, "uid": "m", "customer_id": 1, "service_id": None, "name": name,
        "area": Area.EFFECTIVENESS, "scale": Scale.DURATION, "cadence": Cadence.WEEKLY,
        "phase": MONDAY, "source": Source.ME, "horizon": Horizon.NOW, "shared": True,
        "draft": False, "archived_on": None, "position": 0, "versions": (version,),
    }  # fmt: skip
    return Measure(**(known | other))  # type: ignore[arg-type]


def regime(mean: float | None, first: date = MONDAY, last: date = LAST) -> Regime:
    if mean is None:
        return Regime(first, last, 0, "start")
    return Regime(first, last, 8, "start", mean, mean - 0.5, mean + 0.5)


def change(
    earlier: float = 1.6,
    later: float = 2.4,
    *,
    better: bool = False,
    stands: bool = True,
    since: date = SINCE,
) -> ReviewChange:
    found = since + timedelta(weeks=2)
    levels = regime(earlier), regime(later, since, found)
    return ReviewChange(since, found, later > earlier, better, stands, *levels)


KEPT = Keeping(KeepingState.KEPT, 3, 4)
PARTLY = Keeping(KeepingState.PARTLY_KEPT, 2, 4)
NOT_KEPT, TOO_FEW, NO_PROMISE = (
    Keeping(state, 0, of)
    for state, of in (
        (KeepingState.NOT_KEPT, 4),
        (KeepingState.TOO_FEW, 0),
        (KeepingState.NO_PROMISE, 0),
    )
)


def fix(
    *,
    state: FixState = FixState.RUNNING,
    outcome: Outcome = Outcome.NO_SIGN_YET,
    what: str = "Named cover",
    **other: object,
) -> ReviewFix:
    said = Fix(1, "f1", 1, FixKind.REACTIVE, what, "", "", date(2026, 8, 31))
    needed = 4 if outcome is Outcome.TOO_FEW else 0
    effect = Effect(outcome, 2.4, 8, 1.7, 6, needed, 0, 12.0)
    return ReviewFix(replace(said, **other), effect, state)  # type: ignore[arg-type]


def entries(*values: float | None) -> tuple[DueValue, ...]:
    found = []
    for at, value in enumerate(values):
        start = MONDAY + timedelta(weeks=at)
        shown = "skipped" if value is None else f"{value:g} days"
        kept = None if value is None else value <= 2
        found.append(DueValue(start, start + timedelta(days=6), value, shown, kept))
    return tuple(found)


def part(name: str = "Answers", **other: object) -> ReviewMeasure:
    one = measure(name)
    known: dict[str, object] = {
        "measure": one, "finding": Finding(1, Verdict.STEADY, last=LAST, now=1.6),
        "verdict": Verdict.STEADY, "keeping": KEPT, "begins": FIRST,
        "entries": entries(1.5, 2.5, None, 1.4),
        "mean": 1.8, "figure": "1.8 days", "level": "1.8 days",
        "level_lines": ("On average over 4 weeks.",),
        "changes": (), "fixes": (),
        "picture": None, "calculation": None, "averaged": (1.5, 2.5, 1.4),
    }  # fmt: skip
    return ReviewMeasure(**(known | other))  # type: ignore[arg-type]


def customer(*parts: ReviewMeasure, name: str = "Finance leads", **other: object) -> ReviewCustomer:
    return ReviewCustomer("c1", name, "WOW", parts, **other)  # type: ignore[arg-type]


def review(*customers: ReviewCustomer, **other: object) -> Review:
    known: dict[str, object] = {
        "name": "Ana Ruiz", "role": "Reporting systems", "logo": None, "first": FIRST,
        "last": LAST, "until": LAST, "today": date(2026, 10, 2), "customers": customers,
        "upkeep": Upkeep(),
    }  # fmt: skip
    return Review(**(known | other))  # type: ignore[arg-type]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading | Text)]


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ([], "Nothing was measured in this period."),
        ([NO_PROMISE], "Nothing was promised in this period."),
        (
            [TOO_FEW, NO_PROMISE],
            "There are too few values in this period to say whether a promise was kept.",
        ),
        ([KEPT], "The one promise to one customer was kept."),
        ([NOT_KEPT], "The one promise to one customer was not kept."),
        ([KEPT] * 2, "Both promises to one customer were kept."),
        ([NOT_KEPT] * 3, "None of the three promises to one customer was kept."),
        (
            [KEPT, NOT_KEPT],
            "One of two promises to one customer was kept.",
        ),
        (
            [KEPT] * 3 + [NOT_KEPT, PARTLY],
            "Three of five promises to one customer were kept. One was partly kept.",
        ),
        (
            [NOT_KEPT, PARTLY, PARTLY],
            "None of the three promises to one customer was kept. Two were partly kept.",
        ),
        ([PARTLY], "The one promise to one customer was partly kept."),
        (
            [KEPT] * 11 + [NOT_KEPT, TOO_FEW],
            "11 of 12 promises to one customer were kept. For one more there are too few values"
            " to say.",
        ),
    ],
)
def test_the_first_sentence_counts_promises(kept: list[Keeping], told: str) -> None:
    parts = [part(str(at), keeping=one) for at, one in enumerate(kept)]
    assert promises_sentence(review(customer(*parts))) == told


def test_only_customers_with_a_promise_that_can_be_judged_are_counted() -> None:
    two = customer(part()), customer(part(keeping=NO_PROMISE), name="Legal")
    assert promises_sentence(review(*two)) == "The one promise to one customer was kept."


def test_the_largest_change_for_the_better_for_its_measure_comes_first() -> None:
    small = part("Small", changes=(change(2.4, 2.0, better=True),))
    large = part("Large", changes=(change(2.4, 1.0, better=True),))
    other = part("Other", changes=(change(2.4, 2.2, better=True),))
    content = review(customer(small, large, other))
    assert better_sentence(content) == (
        "For the better: Large for Finance leads, from 2.4 to 1 days since 17 August; Small for"
        " Finance leads, from 2.4 to 2 days since 17 August; and one more."
    )


def test_nothing_better_and_nothing_worse_is_said_as_it_is() -> None:
    content = review(customer(part()))
    assert better_sentence(content) == "No measure changed for the better by more than chance."
    assert worse_sentence(content) == "Nothing is worse than before by more than chance."


def test_what_passed_again_and_what_is_below_its_promise_is_said() -> None:
    passed = part(changes=(change(stands=False),))
    below = part(keeping=NOT_KEPT)
    assert worse_sentence(review(customer(passed, below))) == (
        "Nothing is worse than before by more than chance. One change for the worse is back to"
        " normal. One promise was not kept."
    )
    assert worse_sentence(review(customer(below, below))).endswith(". Two promises were not kept.")


@pytest.mark.parametrize(
    ("fixes", "done"),
    [
        ((), "no fix yet"),
        ((fix(started_on=date(2026, 7, 6)),), "no fix yet"),
        (
            (fix(started_on=date(2026, 7, 6), since=SINCE),),
            "a fix is under way, no sign of change yet",
        ),
        ((fix(outcome=Outcome.TOO_FEW),), "a fix is under way, too early to tell"),
        ((fix(state=FixState.WAITING),), "a fix was made, no sign of change yet"),
        ((fix(state=FixState.OVERDUE),), "a fix is overdue, no sign of change yet"),
        ((fix(state=FixState.DID_NOT),), "a fix has not worked so far"),
        ((fix(state=FixState.WORKED, outcome=Outcome.CHANGED_BETTER),), "a fix has worked since"),
        ((fix(state=FixState.GIVEN_UP),), "a fix was given up"),
    ],
)  # fmt: skip
def test_what_got_worse_is_said_with_what_was_done(fixes: tuple[ReviewFix, ...], done: str) -> None:
    content = review(customer(part(changes=(change(),), fixes=fixes)))
    assert worse_sentence(content) == (
        f"For the worse: Answers for Finance leads, from 1.6 to 2.4 days since 17 August ({done})."
    )


def test_a_change_without_its_levels_is_still_a_sentence() -> None:
    bare = replace(change(), earlier=None)
    assert bare.weight == 0
    assert worse_sentence(review(customer(part(changes=(bare,))))) == (
        "For the worse: Answers for Finance leads, worse since 17 August (no fix yet)."
    )


def test_weight_is_in_usual_ranges_and_in_units_where_there_is_none() -> None:
    assert change(1.6, 2.6).weight == pytest.approx(1.0)
    flat = replace(change(1.6, 2.1), earlier=replace(regime(1.6), lower=1.6, upper=1.6))
    assert flat.weight == pytest.approx(0.5)
    assert replace(change(), later=regime(None)).weight == 0


WORKED = fix(state=FixState.WORKED, outcome=Outcome.CHANGED_BETTER, what="A runbook")
FAILED, OPEN = fix(state=FixState.DID_NOT), fix()


@pytest.mark.parametrize(
    ("fixes", "told"),
    [
        ((), "No fix was under way."),
        ((WORKED,), "The one fix worked: “A runbook”."),
        ((FAILED,), "The one fix has not worked."),
        ((OPEN,), "One fix is under way. It is too early to tell."),
        ((OPEN, OPEN), "Two fixes are under way. It is too early to tell."),
        ((FAILED, FAILED), "Neither of the two fixes has worked."),
        ((FAILED, OPEN), "Neither of the two fixes has worked. For one it is too early to tell."),
        ((WORKED, FAILED), "One of two fixes worked: “A runbook”. One has not worked so far."),
        (
            (WORKED, WORKED, WORKED, FAILED, FAILED, OPEN),
            "Three of six fixes worked: “A runbook” and “A runbook”. Two have not worked so far."
            " For one it is too early to tell.",
        ),
    ],
)
def test_the_fourth_sentence_counts_fixes(fixes: tuple[ReviewFix, ...], told: str) -> None:
    assert fixes_sentence(review(customer(part(fixes=fixes)))) == told


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (Upkeep(), "Nothing fell due in this period."),
        (Upkeep(due=4, logged=3), "3 of 4 values were logged."),
        (
            Upkeep(due=9, logged=7, skipped=2, weeks=5, done=4),
            "4 of 5 weeks were logged or explained in full. 7 values were logged and 2 skipped with"
            " a reason.",
        ),
        (
            Upkeep(due=9, logged=6, skipped=2, weeks=5, done=5),
            "5 of 5 weeks were logged or explained in full. 6 of 9 values were logged and 2"
            " skipped with a reason.",
        ),
        (
            Upkeep(due=107, logged=100, skipped=7, weeks=26, done=26),
            "Every week was logged or explained. 100 values were logged and 7 skipped with a"
            " reason.",
        ),
        (Upkeep(due=1, logged=1), "1 value was logged."),
    ],
)
def test_the_fifth_sentence_counts_what_was_logged(kept: Upkeep, told: str) -> None:
    assert upkeep_sentence(kept) == told


def test_names_of_any_length_leave_sentences_that_can_be_read() -> None:
    long = "A name that goes on and on " * 8
    moved = part(long, changes=(change(), change(2.4, 1.2, better=True)), fixes=(fix(what=long),))
    told = five_sentences(review(customer(moved, name=long)))
    assert len(told) == 5
    assert all(len(one) < 300 for one in told)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ((), "Nothing was measured for them in this period."),
        ((part(keeping=TOO_FEW),), "It is too early to say whether a promise was kept."),
        ((part(),), "The one promise was kept. Nothing changed by more than chance."),
        (
            (part(changes=(change(stands=False),)),),
            "The one promise was kept. What changed in between is back to normal.",
        ),
        (
            (part(changes=(change(),)), part(changes=(change(better=True),)) , part()),
            "All three promises were kept. One change for the better and one for the worse.",
        ),
        (
            (part(changes=(change(),)), part(keeping=NOT_KEPT, changes=(change(),))),
            "One of two promises was kept. Two changes for the worse.",
        ),
    ],
)  # fmt: skip
def test_a_chapter_begins_with_how_they_were_served(
    parts: tuple[ReviewMeasure, ...], told: str
) -> None:
    assert lead(customer(*parts), LAST) == told
    gone = lead(customer(*parts, archived_on=date(2026, 9, 7)), LAST)
    assert gone == f"{told} Served until 7 September."


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (fix(), "Named cover (for Answers), since 31 August. No sign of change yet: 1.7 days since"
         " it began, 2.4 before (6 and 8 weeks)."),
        (fix(done_on=date(2026, 9, 7), what="Named cover."),
         "Named cover (for Answers), begun on 31 August, done on 7 September. No sign of change"
         " yet: 1.7 days since it began, 2.4 before (6 and 8 weeks)."),
        (fix(outcome=Outcome.TOO_FEW, dropped_on=date(2026, 9, 7)),
         "Named cover (for Answers), begun on 31 August, given up on 7 September. Too early to"
         " tell: 4 more weeks needed."),
    ],
)  # fmt: skip
def test_a_fix_is_told_with_its_days_and_its_effect(said: ReviewFix, told: str) -> None:
    assert fix_told(part(), said, LAST) == told


def test_ratings_are_told_with_their_number() -> None:
    assert rated_line(4, 1) == "One rating: 4 of 5."
    assert rated_line(4.5, 2) == "Two ratings: 4.5 of 5 on average."
    assert rated_line(3.24, 4) == "Four ratings: 3.2 of 5 on average."


def test_time_until_an_entry_is_said_in_days() -> None:
    assert [delay_words(days) for days in (0, 0.5, 1, 2, 2.5)] == [
        "by the end of its period",
        "by the end of its period",
        "1 day",
        "2 days",
        "2.5 days",
    ]


def test_upkeep_is_a_table_without_empty_rows() -> None:
    kept = Upkeep(10, 8, 1, 5, 5, 1.0, shown=3, asked=2)
    table = list(upkeep_blocks(kept))[-1]
    assert isinstance(table, Table)
    assert {row[0].text: row[1].text for row in table.rows} == {
        "Values due": "10",
        "Logged": "8 (80 %)",
        "Skipped with a reason": "1 (10 %)",
        "Not logged": "1 (10 %)",
        "Usual time until a value was logged": "1 day",
        "Weeks logged or explained in full": "5 of 5",
        "Customers who were shown how they are served": "2 (3 pages)",
        "Answers from customers": "none",
    }
    answered = list(upkeep_blocks(replace(kept, answers=3, answered=1)))[-1]
    assert isinstance(answered, Table)
    assert answered.rows[-1][1].text == "3, from 1 customer"
    assert [type(block) for block in upkeep_blocks(Upkeep())] == [Heading, Text]


def test_a_review_with_nothing_in_it_is_still_a_page() -> None:
    bare = review()
    document = review_document(bare, {})
    assert texts(document) == [
        "Nothing was measured in this period.",
        "No measure changed for the better by more than chance.",
        "Nothing is worse than before by more than chance.",
        "No fix was under way.",
        "Nothing fell due in this period.",
    ]
    shown = review_document(bare, {}, upkeep=True)
    assert texts(shown)[5:] == [
        "How the measuring was kept up",
        "Nothing fell due in this period.",
    ]


def test_the_cover_says_whose_it_is_and_of_when() -> None:
    document = review_document(review(), {})
    assert (document.title, document.kicker) == ("Review of impact", "1 July – 30 September 2026")
    assert (document.name, document.role, document.long) == ("Ana Ruiz", "Reporting systems", True)
    assert document.footer == "Review of impact, 1 July – 30 September 2026"
    running = review_document(review(until=date(2026, 8, 12)), {})
    assert running.kicker == "1 July – 30 September 2026 · as it stood on 12 August"


def test_a_customers_chapter_has_only_the_parts_that_say_something() -> None:
    document = review_document(review(customer(part())), {})
    titles = [(one.text, one.level) for one in document.blocks if isinstance(one, Heading)]
    assert titles == [
        ("Finance leads", 1),
        ("Appendix: every figure", 1),
        ("Finance leads: Answers", 3),
    ]


def test_a_customer_with_everything_has_every_part() -> None:
    version = replace(measure().now, promise=3.0)
    served = customer(
        part(
            changes=(change(),),
            verdict=Verdict.WORSE,
            finding=Finding(
                1, Verdict.WORSE, last=LAST, now=2.4, before=1.6, since=SINCE, up=True,
                revealed=SINCE + timedelta(weeks=2),
            ),
            fixes=(fix(),),
            earlier=((version, date(2026, 8, 2)),),
            archived_on=date(2026, 9, 7),
        ),
        part("Reports", planned=((date(2026, 8, 3), "Their own tool"),)),
        evidence=(StarredEvidence(measure(), MONDAY, "“Fastest close”"),),
        words=(Comment("Good", date(2026, 9, 3), "Answers"), Comment("Fine", date(2026, 9, 2))),
        rated=4.0,
        ratings=2,
    )  # fmt: skip
    document = review_document(review(served), {})
    chapter = [one for one in document.blocks if isinstance(one, Heading) and one.level != 2]
    assert [one.text for one in chapter[:6]] == [
        "Finance leads",
        "What changed",
        "Evidence",
        "In their words",
        "Fixes, and what they changed",
        "Appendix: every figure",
    ]
    rows = next(one for one in document.blocks if isinstance(one, Table)).rows
    assert [cell.text for cell in rows[0]] == [
        "Answers (archived on 7 September)",
        "≤ 2 days (≤ 3 days until 2 August)",
        "1.8 days",
        "3 of 4",
        "Kept",
    ]
    changed = [one for one in document.blocks if isinstance(one, Promise)]
    assert [(one.tag.text, one.tag.tone) for one in changed] == [
        ("Getting worse", Tone.BAD),
        ("New baseline", Tone.PLAIN),
    ]
    assert changed[0].notes == (
        "On average over 4 weeks.",
        "Slower since 17 August: 2.4 days, 1.6 before. Noticed in week 36.",
    )
    assert changed[1].notes[1:] == ("Done differently since 3 August: Their own tool",)
    quotes = [one for one in document.blocks if isinstance(one, Quote)]
    assert [(one.who, one.day) for one in quotes] == [
        ("Answers", "Week 27 of 2026"),
        ("Finance leads, on Answers", "3 September 2026"),
        ("Finance leads", "2 September 2026"),
    ]


def test_what_passed_again_is_told_in_the_past() -> None:
    passed = replace(change(stands=False), over_on=date(2026, 9, 7))
    document = review_document(review(customer(part(changes=(passed,)))), {})
    (told,) = (one for one in document.blocks if isinstance(one, Promise))
    assert (told.tag.text, told.tag.tone) == ("Back to normal since 7 Sep", Tone.PLAIN)
    assert told.notes[1:] == ("Slower from 17 August to 6 September: 2.4 days, 1.6 before.",)


def test_who_is_not_measured_is_named_beside_the_areas() -> None:
    content = review(customer(part()), customer(name="Legal"), customer(name="Sales"))
    assert "Nothing was measured for Legal and Sales." in texts(review_document(content, {}))
    assert not any(
        one.text == "Legal"
        for one in review_document(content, {}).blocks
        if isinstance(one, Heading)
    )


def test_the_appendix_shows_how_every_figure_was_calculated() -> None:
    document = review_document(review(customer(part())), {})
    assert "Average: 5.4 ÷ 3 = 1.8 days. Kept in 3 of 4 weeks; one without a figure." in texts(
        document
    )
    table = [one for one in document.blocks if isinstance(one, Table)][-1]
    assert table.title == "Every value, days (▽ did not keep the promise)"
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["W27", "1.5", "W29", "skipped"],
        ["W28", "▽ 2.5", "W30", "1.4"],
    ]


def test_an_average_says_how_many_values_it_leaves_out() -> None:
    one = part(entries=entries(40, 1.5, 1.7), figure="1.6 days", averaged=(1.5, 1.7), left_out=1)
    told = texts(review_document(review(customer(one)), {}))
    said = "Average: 3.2 ÷ 2 = 1.6 days. One value far out is left out."
    assert any(line.startswith(said) for line in told)


@pytest.mark.parametrize(("number", "groups"), [(2, 1), (3, 2), (8, 3), (12, 4), (20, 5), (26, 6)])
def test_long_tables_are_folded_and_read_downwards(number: int, groups: int) -> None:
    long = part(entries=entries(*(1.5 for _ in range(number))))
    table = [
        one for one in review_document(review(customer(long)), {}).blocks if isinstance(one, Table)
    ][-1]
    assert len(table.columns) == 2 * groups
    starts = [
        row[2 * group].text for group in range(groups) for row in table.rows if row[2 * group].text
    ]
    first = MONDAY.isocalendar().week
    assert starts[:3] == [f"W{first + at}" for at in range(min(number, 3))]
    assert len(starts) == number


def test_slides_have_a_line_for_each_measure_instead_of_its_values() -> None:
    content = review(customer(part()))
    brief = document_for(content, {}, ".PPTX", PackChoice(every_slide=True))
    tables = [one for one in brief.blocks if isinstance(one, Table)]
    assert [[cell.text for cell in row] for row in tables[-1].rows] == [
        ["Answers", "Average: 5.4 ÷ 3 = 1.8 days. Kept in 3 of 4 weeks; one without a figure."]
    ]
    assert document_for(content, {}, ".html") == review_document(content, {})


def test_measures_without_a_value_say_why() -> None:
    silent = part(entries=entries(None, None), mean=None, figure="")
    unborn = part("Later", entries=(), mean=None, figure="", keeping=TOO_FEW)
    told = texts(review_document(review(customer(silent, unborn)), {}))
    assert "Nothing was logged in 2 weeks." in told
    assert "No period of it ended in these days." in told


def test_customers_follow_one_another_and_their_table_is_explained_once() -> None:
    document = review_document(review(customer(part()), customer(part(), name="Legal")), {})
    assert PageBreak() not in document.blocks
    assert texts(document).count(COUNTED) == 1


def test_page_one_names_each_measure_in_the_cell_of_its_area() -> None:
    worse = part(
        "Answers",
        changes=(change(),),
        verdict=Verdict.WORSE,
        keeping=NOT_KEPT,
        level="2.4 days",
        sign="worse",
    )
    gone = part("Old reports", archived_on=date(2026, 8, 1))
    document = review_document(review(customer(worse, gone), customer(name="Legal")), {})
    (matrix,) = (one for one in document.blocks if isinstance(one, Matrix))
    assert [one.title for one in matrix.rows] == ["Finance leads", "Legal"]
    named = [entry for row in matrix.rows for cell in row.cells for entry in cell]
    told = keeping_brief(worse.keeping, worse.measure.cadence)
    assert named == [MatrixEntry("Answers", "2.4 days ▼", told, Tone.BAD)]


def test_whom_i_serve_is_told_with_what_it_is_good_for() -> None:
    served = customer(
        part(), benefit="They decide faster", wants=("Fewer mails", "Early figures."),
        services=("closing", "quotes"),
    )  # fmt: skip
    document = review_document(review(served, customer(name="Legal")), {})
    whom = next(one for one in document.blocks if isinstance(one, Table))
    assert [one.title for one in whom.columns][1:3] == ["Benefit", "What they want"]
    assert [[cell.text for cell in row] for row in whom.rows] == [
        ["Finance leads (WOW)", "They decide faster", "Fewer mails; Early figures",
         "Closing and quotes"],
    ]  # fmt: skip


def test_the_short_deck_has_six_slides_and_one_a_customer() -> None:
    from tracker.report.documents.slides import Layout, planned

    served = customer(part(changes=(change(),), fixes=(fix(), fix(), fix())))
    decided = ReviewDecision("d", "Quotes first", date(2026, 8, 3), "Quotes before answers")
    content = replace(review(served, replace(served, name="Legal")), decisions=(decided,))
    words = {"case:ask": "\n".join(f"Ask {at}" for at in range(5)), "case:change": "I listen."}
    slides = planned(document_for(content, words, ".pptx"))
    assert len(slides) == 6 + 2
    assert [one.layout for one in slides[3:5]] == [Layout.PROMISE, Layout.PROMISE]
    asked = [one.text for one in slides[-1].passages]
    assert asked == ["1. Ask 0", "2. Ask 1", "3. Ask 2", "What I will change: I listen."]
    assert len(planned(document_for(content, words, ".pptx", PackChoice(every_slide=True)))) > 8


def test_long_words_of_ones_own_stay_on_the_last_slide_of_the_deck() -> None:
    from tracker.report.documents.slides import planned

    content = review(customer(part()))
    long = "I named a cover for every close week and learned the ledger. " * 40
    words = dict.fromkeys(("case:proud", "case:change"), long) | {"case:ask": f"{long}\n" * 4}
    slides = planned(document_for(content, words, ".pptx"))
    bare = planned(document_for(content, {}, ".pptx"))
    assert len(slides) == len(bare) + 1
    told = [one.text for one in slides[-1].passages]
    assert [one[:3] for one in told[:3]] == ["1. ", "2. ", "3. "]
    assert told[3].startswith("What I will change: I named")
    assert told[4].startswith("What I am proud of: I named")
    assert all(one.endswith("…") for one in told)


def test_the_deck_ends_with_what_was_written_of_ones_own() -> None:
    from tracker.report.documents.slides import planned

    content = review(customer(part()))
    slides = planned(document_for(content, {"case:proud": "They close without me."}, ".pptx"))
    assert slides[-1].title == "What I am proud of"
    assert [one.text for one in slides[-1].passages] == ["They close without me."]


def test_long_names_leave_customers_and_areas_on_one_slide() -> None:
    from tracker.report.documents.slides import planned

    long = "Questions on the month-end close that could be booked without another question"
    parts = [part(measure=measure(name=f"{at} {long}", area=area)) for at, area in enumerate(Area)]
    served = [replace(customer(*parts), name=f"Team {at}, north and south") for at in range(5)]
    slides = planned(document_for(review(*served), {}, ".pptx"))
    assert sum(one.title.startswith("Customers by impact area") for one in slides) == 1
    assert len(slides) <= 6 + len(served)
    assert all(len(one.title) <= 80 for one in slides)


def test_the_columns_of_a_matrix_are_alike() -> None:
    from tracker.report.documents.text_fit import column_widths

    rows = (MatrixRow("Finance leads", "WOW", ((MatrixEntry("answers " * 12, "2.4"),), ())),)
    table = Matrix("Areas", "Customer", ("One", "Two"), rows).table()
    assert column_widths(table, 9.0, 300.0, 5.0) == [100.0, 100.0, 100.0]
    wider = replace(table, columns=(*table.columns[:2], Column("Infrastructureandmore")))
    first, second, third = column_widths(wider, 9.0, 240.0, 5.0)
    assert first == second < 80.0 < third
    assert first + second + third == pytest.approx(240.0)


def test_every_paragraph_that_may_be_reworded_has_a_key_of_its_own() -> None:
    served = customer(part(fixes=(fix(),)), rated=4.0, ratings=1)
    document = review_document(review(served), {})
    keys = [one.key for one in document.blocks if isinstance(one, Text) and one.key]
    assert keys == [
        "summary:1",
        "summary:2",
        "summary:3",
        "summary:4",
        "summary:5",
        "customer:c1:lead",
        "customer:c1:rated",
        "fix:f1",
        "appendix",
    ]


def test_own_words_take_the_place_of_a_paragraph() -> None:
    content = review(customer(part()))
    own = {"summary:1": "Mine.\nTwo lines.\n\nAnother paragraph.", "summary:2": "  \n", "no": "x"}
    document = review_document(content, own)
    told = [one for one in document.blocks if isinstance(one, Text)]
    assert [(one.text, one.key) for one in told[:3]] == [
        ("Mine.\nTwo lines.", "summary:1"),
        ("Another paragraph.", ""),
        ("Nothing is worse than before by more than chance.", "summary:3"),
    ]
    assert told[0].role is told[1].role


def test_the_picture_of_a_fix_says_its_effect_itself() -> None:
    from tests.report.sample_document import EFFECT

    drawn = replace(fix(state=FixState.WORKED, outcome=Outcome.CHANGED_BETTER), picture=EFFECT)
    document = review_document(review(customer(part(fixes=(drawn,)))), {})
    assert "Named cover (for Answers), since 31 August." in texts(document)
    assert Figure(EFFECT, form=FigureForm.UNTITLED) in document.blocks


def test_a_slide_says_once_how_a_promise_was_kept_in_its_title_or_below_it() -> None:
    long = "Questions on the month-end close that could be booked at once"
    for name, titled in (("Answers", True), (long, False)):
        content = review(customer(part(measure=measure(name=name), keeping=NOT_KEPT)))
        (slide,) = (one for one in deck_blocks(content, {}) if isinstance(one, Promise))
        below = [note for note in slide.notes if note.startswith("Kept in none")]
        told = "not kept" in slide.name, bool(below)
        assert told == (titled, not titled), slide
