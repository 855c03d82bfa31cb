from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from tracker.report.charts.svg import clean, cut_to_width, escape, text_width

HOSTILE = st.text(max_size=300) | st.text(st.characters(codec=None), max_size=60)


@given(HOSTILE)
def test_any_text_is_well_formed_within_tags_and_quotes(words) -> None:
    safe = escape(words)
    root = ElementTree.fromstring(f'<a b="{safe}">{safe}</a>'.encode())
    assert (root.text or "") == clean(words)


def test_what_forbids_or_deceives_is_gone() -> None:
    assert clean("a\x00\x1b\ud800\ufffe\U0001ffffb") == "ab"
    assert clean("invoice\u202egpj.exe\u2066\u2069") == "invoicegpj.exe"
    assert clean(" two\nlines\tand\u2028more ") == "two lines and more"
    assert clean("نص 日本語 Größe 👩‍👧") == "نص 日本語 Größe 👩‍👧"


def test_towers_of_accents_are_cut_down() -> None:
    assert clean("e" + "\u0301" * 50) == "e" + "\u0301" * 3


@given(HOSTILE)
def test_what_is_clean_stays_as_it_is(words) -> None:
    assert clean(clean(words)) == clean(words)


def test_markup_is_only_text() -> None:
    assert escape("<script>alert('1')</script>&\"") == (
        "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;"
    )


@given(HOSTILE, st.floats(0, 600), st.booleans())
def test_what_is_cut_fits(words, room, bold) -> None:
    shown = cut_to_width(words, 12, room, bold=bold)
    assert text_width(shown, 12, bold=bold) <= room
    assert shown == clean(words) or shown.endswith("…") or not shown or len(words) > room


def test_a_long_name_ends_with_three_dots() -> None:
    assert cut_to_width("Month-end close answers", 12, 100) == "Month-end clo…"
    assert cut_to_width("Month-end", 12, 5) == ""


def test_a_book_for_a_name_costs_nothing_much() -> None:
    assert len(cut_to_width("W" * 1_000_000, 12, 400)) < 60
