"""Names are found by beginnings, middles and with one slip; what was used lately comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.app.search.names import NamedThing, is_one_slip, matches

NAMES = (
    "Month-end close answers",
    "Closing the loop",
    "Forecast was usable as sent",
    "Übergabe an den Einkauf",
    "Hours I saved them",
)
THINGS = [NamedThing(f"measure:{at}", name, at, "Finance leads") for at, name in enumerate(NAMES)]


def found(typed: str, used: dict[str, int] | None = None) -> list[str]:
    return [match.named.name for match in matches(THINGS, typed, used or {}, 9)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("close", "Month-end close answers"),
        ("CLOSE ANS", "Month-end close answers"),
        ("answers month", "Month-end close answers"),
        ("recast", "Forecast was usable as sent"),
        ("forcast", "Forecast was usable as sent"),
        ("foreacst", "Forecast was usable as sent"),
        ("hourd", "Hours I saved them"),
        ("ubergabe", "Übergabe an den Einkauf"),
        ("kauf", "Übergabe an den Einkauf"),
    ],
)
def test_beginnings_middles_and_one_slip_find_a_name(typed, first):
    assert found(typed)[0] == first


@pytest.mark.parametrize("typed", ["xyz", "forecast close", "hors d'oeuvre", "clo5ed"])
def test_what_is_not_meant_is_not_found(typed):
    assert found(typed) == []


def test_a_slip_in_a_short_word_is_another_word():
    assert found("sax") == []


def test_a_beginning_comes_before_a_middle_and_a_slip_last():
    assert found("clos") == ["Month-end close answers", "Closing the loop"]
    some = [
        NamedThing("a", "Disclosed", 0),
        NamedThing("b", "Clozed", 1),
        NamedThing("c", "Closet", 2),
    ]
    assert [one.named.key for one in matches(some, "close", {}, 9)] == ["c", "a", "b"]


def test_what_was_used_lately_comes_first_among_equals():
    assert found("clos", {"measure:1": 4})[0] == "Closing the loop"
    assert found("clos", {"measure:1": 4, "measure:0": 5})[0] == "Month-end close answers"


def test_what_stands_beside_a_name_finds_it_after_all_names():
    assert len(found("finance")) == len(NAMES)
    assert found("finance hours") == ["Hours I saved them"]


def test_the_places_of_what_was_typed_are_marked_in_the_name():
    (match, *_) = matches(THINGS, "close ans", {}, 9)
    assert [match.name.text[start:end] for start, end in match.name.marks] == ["close", "ans"]
    (match, *_) = matches(THINGS, "ubergabe", {}, 9)
    assert [match.name.text[start:end] for start, end in match.name.marks] == ["Übergabe"]


@given(st.text(max_size=30), st.text(max_size=12))
def test_whatever_a_name_and_a_text_are_nothing_breaks(name, typed):
    for match in matches([NamedThing("k", name, 0)], typed, {}, 5):
        for start, end in match.name.marks:
            assert 0 <= start < end <= len(name)


@given(st.text("abc", max_size=6), st.data())
def test_one_slip_is_what_one_slip_makes(word, data):
    at = data.draw(st.integers(0, len(word)))
    letter = data.draw(st.sampled_from("abc"))
    for other in (word[:at] + letter + word[at:], word[:at] + word[at + 1 :], word):
        assert is_one_slip(word, other)
        assert is_one_slip(other, word)
    if len(word) > at + 1:
        assert is_one_slip(word, word[:at] + word[at + 1] + word[at] + word[at + 2 :])
