"""Search: what is typed, what is found, how it is shown; and that nothing typed is an error."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.demo import fill_demo
from tracker.app.search.search import SNIPPET, SearchHit, read_words, search
from tracker.app.search.tables import TABLE_OF, HitKind, HitPlace
from tracker.app.tracker import Tracker
from tracker.domain.correction import Word
from tracker.domain.customer import CustomerKind as Who
from tracker.domain.customer import Tier
from tracker.domain.measure import Area
from tracker.domain.needs import NeedSide
from tracker.store.derived import SOURCES

MONDAY = date(2026, 11, 16)


def marked(text: str, marks) -> list[str]:
    return [text[start:end] for start, end in marks]


def only(tracker: Tracker, text: str, **filters) -> SearchHit:
    (hit,) = search(tracker, text, **filters).hits
    return hit


def test_a_note_is_found_with_where_it_stands(tracker, logged, finance):
    hit = only(tracker, "LEDGER exp")
    assert (hit.kind, hit.place, hit.private) == (HitKind.EVALUATION, HitPlace.TREND, False)
    assert (hit.measure_id, hit.measure) == (logged, "Month-end close answers")
    assert (hit.customer_id, hit.customer) == (finance, "Finance leads")
    assert hit.day == MONDAY - timedelta(weeks=3)
    assert hit.title.text == "Month-end close answers"
    assert hit.snippet.text == "Two requests waited on the ledger export"
    assert marked(*(hit.snippet.text, hit.snippet.marks)) == ["ledger", "export"]


def test_a_private_note_is_found_and_said_to_be_private(tracker, logged):
    hit = only(tracker, "tired")
    assert hit.private
    assert hit.snippet.text == "I was tired"


def test_words_are_anded_and_only_the_last_may_go_on(tracker, logged):
    assert search(tracker, "requests waited").hits
    assert search(tracker, "requests wait").hits
    assert not search(tracker, "request waited").hits
    assert not search(tracker, "requests never").hits


def test_quotes_hold_a_phrase_together(tracker, logged):
    assert search(tracker, '"the ledger"').hits
    assert search(tracker, '"the led').hits  # still being typed
    assert not search(tracker, '"the led"').hits
    assert not search(tracker, '"ledger the"').hits
    assert search(tracker, '"two requests" export').hits


def test_accents_case_and_how_a_letter_is_put_together_do_not_count(tracker, finance):
    commands.add_want(tracker, finance, "Ein Überblick über Größe; cafe\u0301 crème, İzmir", MONDAY)
    for typed in ("uberblick", "ÜBER", "u\u0308ber", "café", "CREME", "izmir", "größe"):
        assert search(tracker, typed).hits, typed
    hit = only(tracker, "uber cafe")
    assert marked(hit.snippet.text, hit.snippet.marks) == ["über", "café"]


def test_a_run_of_a_spaceless_script_is_found_by_its_beginning(tracker, finance):
    commands.add_want(tracker, finance, "月次決算の回答 を早く。한국어 문장", MONDAY)
    assert only(tracker, "月次").snippet.marks == ((0, 7),)
    assert search(tracker, "月次 を早").hits
    assert search(tracker, "한국").hits
    assert not search(tracker, "決算").hits  # in the midst of a run: not found


def test_names_come_before_everything_dated_and_the_newest_before_the_old(tracker, logged, finance):
    commands.add_event(tracker, MONDAY, "Finance moved house", customer_id=finance)
    commands.add_event(tracker, MONDAY - timedelta(days=9), "Finance has a new lead")
    commands.add_customer(tracker, "Sales", Tier.SERVE, Who.TEAM)
    commands.edit_customer(tracker, 2, who="Those who sell what finance closes")
    hits = search(tracker, "finance").hits
    assert [one.title.text for one in hits] == [
        "Finance leads",
        "Sales",
        "Finance moved house",
        "Finance has a new lead",
    ]
    assert hits[0].title.marks == ((0, 7),)
    assert hits[1].private  # said of them, not by them


def test_filters_for_customer_kind_and_period(tracker, logged, forecast, finance):
    sales = commands.add_customer(tracker, "Sales", Tier.SERVE, Who.TEAM)
    said = MeasureInput(name="Quotes", area=Area.ROI, promise=4)
    quotes = commands.add_measure(tracker, sales, said, MONDAY)
    commands.annotate(tracker, quotes, MONDAY, note="The ledger was late")
    commands.add_event(tracker, MONDAY, "Ledger moved", customer_id=sales)
    commands.add_event(tracker, MONDAY, "Ledger audit")
    assert len(search(tracker, "ledger").hits) == 4
    assert {one.kind for one in search(tracker, "ledger", customer_id=sales).hits} == {
        HitKind.EVALUATION,
        HitKind.EVENT,
    }
    assert only(tracker, "ledger", customer_id=finance).measure_id == logged
    events = search(tracker, "ledger", kinds=[HitKind.EVENT]).hits
    assert {one.title.text for one in events} == {"Ledger moved", "Ledger audit"}
    assert only(tracker, "ledger", last=MONDAY - timedelta(days=1)).measure_id == logged
    assert len(search(tracker, "ledger", first=MONDAY, last=MONDAY).hits) == 3
    assert search(tracker, "finance", first=MONDAY).hits == ()  # a name has no day
    assert len(search(tracker, "", customer_id=sales, kinds=[HitKind.EVENT]).hits) == 1
    assert search(tracker, "  ").hits == ()
    assert search(tracker, "...", customer_id=sales).hits == ()


def test_more_than_asked_for_is_said(tracker, finance):
    for at in range(4):
        commands.add_want(tracker, finance, f"Word {at}", MONDAY)
    assert not search(tracker, "word", limit=4).more
    found = search(tracker, "word", limit=3)
    assert (len(found.hits), found.more) == (3, True)


CHOSEN = (
    "INSERT INTO mandate (customer_id, text, made_on) VALUES (1, 'Kestrel first', '2026-11-01')",
    "INSERT INTO tier_move (customer_id, to_tier, moved_on, reason)"
    " VALUES (1, 'wow', '2026-11-01', 'Kestrel grows')",
    "INSERT INTO moment (customer_id, title, first_on, repeats)"
    " VALUES (1, 'Kestrel close', '2026-11-01', 'once')",
    "INSERT INTO note (kind, happened_on, text) VALUES ('idea', '2026-11-01', 'Kestrel box')",
    "INSERT INTO conflict (title, kind, opened_on) VALUES ('Kestrel or Owl', 'want', '2026-11-01')",
    "INSERT INTO conflict_side (conflict_id, customer_id, asked_for) VALUES (1, 1, 'Kestrel now')",
    "INSERT INTO decision (title, decided_on) VALUES ('Kestrel it is', '2026-11-01')",
    "INSERT INTO link (who) VALUES ('Kestrel data')",
    "INSERT INTO stop (link_id, started_on, effect) VALUES (1, '2026-11-01', 'Kestrel waits')",
    "INSERT INTO own_stop (customer_id, what, started_on) VALUES (1, 'Kestrel page', '2026-11-01')",
    "INSERT INTO mention (measure_id, told_on, text) VALUES (1, '2026-11-01', 'Kestrel is late')",
    "INSERT INTO pulse_fix (field, what, started_on) VALUES ('energy', 'Kestrel', '2026-11-01')",
    "INSERT INTO pulse_word (field, since, said_on, kind, text)"
    " VALUES ('energy', '2026-10-26', '2026-11-01', 'one_off', 'Kestrel move')",
)


def everything(tracker: Tracker, today: date) -> None:
    """Say the word Kestrel in every kind of thing."""
    customer = commands.add_customer(tracker, "Kestrel", Tier.WOW, Who.TEAM)
    service = commands.add_service(tracker, customer, "Kestrel service")
    said = MeasureInput(
        name="Kestrel measure",
        area=Area.ROI,
        promise=4,
        definition="Kestrel defined",
        service_id=service,
    )
    measure = commands.add_measure(tracker, customer, said, today)
    commands.add_want(tracker, customer, "Kestrel early", today)
    commands.annotate(tracker, measure, MONDAY, note="Kestrel note")
    commands.add_event(tracker, today, "Kestrel landed", measure_id=measure)
    commands.record_pulse(tracker, MONDAY, energy=3)
    with tracker.edit("note"):
        tracker.pulses.change(1, note="Kestrel pulse")
    commands.answer_week(tracker, MONDAY, "Kestrel answer")
    commands.start_fix(tracker, measure, commands.FixInput(what="Kestrel fix", started_on=today))
    commands.plan_change(tracker, measure, MONDAY, "Kestrel plan")
    commands.explain(tracker, measure, MONDAY, "Kestrel outage", Word.ONE_OFF)
    commands.add_rating(tracker, customer, today, 4, "Kestrel said", measure_id=measure)
    commands.agree(tracker, [measure], today, "Kestrel Kim")
    commands.set_scorecard_text(tracker, customer, "Kestrel thanks")
    commands.add_need(tracker, customer, NeedSide.MINE, "Kestrel hour", today)
    commands.add_element(tracker, customer, "Kestrel calm")
    commands.set_standard(tracker, service, today, good="Kestrel good")
    commands.reword(tracker, date(2026, 1, 1), today, "summary", "Kestrel year")
    with tracker.edit("choose"):
        for statement in CHOSEN:
            tracker.file.utils.execute(statement)
    with tracker.fact("share"):
        tracker.ledger.enter(
            [b"x"],
            [],
            0,
            customer_uid=tracker.customers.get(customer).uid,
            customer="Kestrel",
            kind="scorecard",
            form="html",
            way="file",
            title="Kestrel scorecard",
            shared_on=today,
        )


def test_every_kind_of_thing_is_found_and_opens_somewhere(tracker, today):
    everything(tracker, today)
    hits = search(tracker, "kestrel").hits
    assert {one.kind for one in hits} == set(HitKind)
    assert len(hits) == len(HitKind)
    for hit in hits:
        assert hit.title.text or hit.day, hit
        assert hit.title.marks or hit.snippet.marks, hit
        needed = {
            HitPlace.TREND: hit.measure_id,
            HitPlace.CUSTOMER: hit.customer_id,
            HitPlace.SHARE: hit.customer_id,
            HitPlace.FIXES: hit.measure_id or hit.kind is HitKind.PULSE_FIX,
            HitPlace.WEEK: hit.day,
            HitPlace.REVIEW: hit.day,
        }
        assert needed.get(hit.place, hit.id), hit
    assert all(len(search(tracker, "kestrel", kinds=[kind]).hits) == 1 for kind in HitKind)
    mine = {one.kind for one in search(tracker, "kestrel", customer_id=1).hits}
    nobodys = {
        HitKind.PULSE,
        HitKind.PULSE_FIX,
        HitKind.PULSE_WORD,
        HitKind.CHECK_IN,
        HitKind.WORDING,
        HitKind.STANDARD,
        HitKind.STOP,
        HitKind.LINK,
    }
    assert set(HitKind) - mine == nobodys | {HitKind.CONFLICT, HitKind.DECISION, HitKind.QUICK_NOTE}


def test_every_indexed_table_can_be_shown():
    assert set(TABLE_OF.values()) == {one.table for one in SOURCES}
    assert set(TABLE_OF) == set(HitKind)


@pytest.fixture(scope="module")
def demo():
    with Tracker() as tracker:
        fill_demo(tracker, MONDAY)
        yield tracker


HOSTILE = [
    *("*", '"', '"""', "'", "(", ")", "NEAR", "NEAR(a b)", "AND", "OR NOT", "a AND", "-a", "+a"),
    *("^a", "a:b", "words:a", "{a b}:c", "word", "%", "_", "\\", "a\0b", "\ud800", "\U0001f600"),
    *(
        "a " * 5000,
        "x" * 10_000,
        '"a ' * 3000,
        "e\u0301" * 5000,
        "\u202eabc",
        "日" * 10_000,
        "\n\t",
    ),
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_is_typed_is_an_error(demo, typed):
    search(demo, typed)
    search(demo, typed, customer_id=1, kinds=list(HitKind), first=date.min, last=date.max)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=40))
def test_whatever_is_typed_is_no_error_and_marks_lie_in_their_text(demo, typed):
    for hit in search(demo, typed).hits:
        for one in (hit.title, hit.snippet):
            assert all(0 <= start < end <= len(one.text) for start, end in one.marks)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text("ab éß\u0301日 -.", max_size=60), max_size=4), st.text("abe日", min_size=1))
def test_a_snippet_is_short_on_one_line_and_marks_what_was_looked_for(pieces, word):
    text = f"{' '.join(pieces)} {word} {' '.join(pieces)}"
    wanted = read_words(word)
    shown = wanted.snippet(text)
    assert "\n" not in shown.text
    assert len(shown.text) <= SNIPPET + 4
    assert shown.marks
    assert wanted.marks(text)[0] is not None


def test_a_long_text_is_cut_around_the_word(tracker, finance):
    commands.add_want(tracker, finance, f"{'before ' * 80}needle {'after ' * 80}", MONDAY)
    shown = only(tracker, "needle").snippet
    assert shown.text.startswith("… before")
    assert shown.text.endswith("after …")
    assert marked(shown.text, shown.marks) == ["needle"]
    commands.add_want(tracker, finance, "y" * 4000 + " haystack", MONDAY)
    assert len(only(tracker, "yyy").snippet.text) <= SNIPPET + 4


def test_what_is_undone_is_found_no_more(tracker, logged):
    commands.annotate(tracker, logged, MONDAY, note="Kestrel")
    assert search(tracker, "kestrel").hits
    tracker.undo()
    assert not search(tracker, "kestrel").hits
    tracker.redo()
    assert search(tracker, "kestrel").hits
