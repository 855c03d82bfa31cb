"""Like words: what is suggested as the same need, and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.texts.similarity import ENOUGH, best_pairs, similar_pairs, similarity, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fast answers at close", "Answers at close that are fast"),
        ("Warning of system changes", "A warning when systems change"),
        ("Shorter notes", "Shorter note, please"),
        ("RÉSUMÉ on one page", "A resume on a page"),
        ("月末の回答", "月末の回答を早く"),
    ],
)
def test_these_are_alike(one, other):
    assert similarity(stems(one), stems(other)) >= ENOUGH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A better dashboard", "One named cover when I am away"),
        ("What they need most", "What we want"),
        ("", "Answers"),
        ("...", "..."),
    ],
)
def test_these_are_not(one, other):
    assert similarity(stems(one), stems(other)) < ENOUGH


def test_it_says_by_which_words():
    (found,) = similar_pairs({1: "Fast answers at close"}, {2: "Close with faster answers"})
    assert (found.one, found.other) == (1, 2)
    assert set(found.shared) >= {"answers", "close"}


def test_the_best_pairs_use_nothing_twice():
    mine = {1: "fast answers", 2: "fast answers close"}
    theirs = {3: "fast answers close", 4: "answers fast"}
    pairs = best_pairs(similar_pairs(mine, theirs))
    assert {(one.one, one.other) for one in pairs} == {(1, 4), (2, 3)}


texts = st.text(alphabet="abc déY日本\u202e\U0001f600 -", max_size=30)


@given(texts, texts)
def test_likeness_is_mutual_and_between_none_and_all(one, other):
    found = similarity(stems(one), stems(other))
    assert found == similarity(stems(other), stems(one))
    assert 0 <= found <= 1
    if stems(one):
        assert similarity(stems(one), stems(one)) == 1
