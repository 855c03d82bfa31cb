"""The shelf of ready-made measures: each can be promised as it is."""

from __future__ import annotations

from collections import Counter

import pytest

from tracker.app import commands
from tracker.app.measures.ready_made import ready_made, shelf
from tracker.detection.scale import Scale
from tracker.domain.measure import SCALES, WORDS_1_TO_5, Area, show_promise
from tracker.domain.wording import Subject, found


def test_each_area_has_six_or_more():
    counts = Counter(one.area for one in ready_made())
    assert set(counts) == set(Area)
    assert min(counts.values()) >= 6


def test_no_name_comes_twice():
    names = [one.name.casefold() for one in ready_made()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("one", ready_made(), ids=lambda one: one.name)
def test_each_can_be_promised_as_it_is(tracker, finance, today, one):
    key = commands.add_measure(tracker, finance, one.said, today)
    measure = tracker.measures.get(key)
    assert not measure.draft
    assert (measure.name, measure.area, measure.scale) == (one.name, one.area, one.scale)
    assert measure.now.promise == one.promise
    assert one.promised.startswith(show_promise(measure.now, measure.scale))


@pytest.mark.parametrize("one", ready_made(), ids=lambda one: one.name)
def test_each_is_complete_and_in_plain_words(one):
    assert one.impact.endswith(".")
    assert len(one.name) <= 40
    assert len(one.definition) <= 90
    assert bool(one.unit) is (one.scale in {Scale.NUMBER, Scale.DURATION})
    if one.scale is Scale.RATING:
        assert len(one.words) == len(WORDS_1_TO_5)
        assert len(set(one.words)) == len(one.words)
        assert one.promise < 5, "room for excellent"
    else:
        assert one.words == ()
        assert SCALES[one.scale].name


@pytest.mark.parametrize("one", ready_made(), ids=lambda one: one.name)
def test_none_is_what_a_wording_check_advises_against(one):
    from tracker.app.measures.ready_made import promise_words

    promise = promise_words(one.scale, one.better, one.promise)
    for subject, text in (
        (Subject.MEASURE, one.name),
        (Subject.IMPACT, one.impact),
        (Subject.DEFINITION, one.definition),
        (Subject.PROMISE, promise),
    ):
        assert [rule.key for rule in found(subject, text)] == []


def test_the_shelf_is_filtered_by_every_word_and_begins_where_asked():
    assert [area for area, _ in shelf()] == list(Area)
    assert shelf(first=Area.ROI)[0][0] is Area.ROI
    ((area, some),) = shelf("days question")
    assert area is Area.EFFICIENCY
    assert [one.name for one in some] == ["Time to an answer"]
    assert shelf("xylophone") == []


def test_an_area_is_found_by_its_question():
    ((area, some),) = shelf("faster or cheaper")
    assert (area, len(some)) == (Area.EFFICIENCY, 6)
