"""Markdown, read back by a parser: the text comes out as it went in, and nothing else does."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.report.any_document import DOCUMENTS, NASTY, tables
from tests.report.office_checks import said
from tests.report.sample_document import ANSWERS_TREND, DAY, HOSTILE, REVIEW, SCORECARD, hostile

from tracker.report.charts.picture import Point
from tracker.report.charts.svg import clean
from tracker.report.documents.document import (
    Block,
    BulletList,
    Columns,
    Document,
    Figure,
    Heading,
    Promise,
    Quote,
    Table,
    Tag,
    Text,
    joined,
    paragraphs,
)
from tracker.report.documents.markdown import NO_PICTURES, markdown_bytes, trend_line

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ALLOWED = {
    "heading", "paragraph", "bullet_list", "list_item", "blockquote", "table", "thead", "tbody",
    "tr", "th", "td", "inline", "hr",
}  # fmt: skip
ALLOWED_INLINE = {"text", "hardbreak", "strong_open", "strong_close", "text_special"}
quiet = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def tokens(document: Document) -> list[Token]:
    content = markdown_bytes(document)
    text = content.decode("utf-8")
    assert text.endswith("\n")
    assert "\r" not in text
    found = PARSER.parse(text)
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in found}
    assert kinds <= ALLOWED
    inline = {child.type for token in found for child in token.children or ()}
    assert inline <= ALLOWED_INLINE
    return found


def inner(token: Token) -> str:
    return "".join("\n" if one.type == "hardbreak" else one.content for one in token.children)


def texts(document: Document) -> list[tuple[str, str]]:
    """Every text with what it stands in: h1, p, li, blockquote, th, td."""
    found: list[tuple[str, str]] = []
    within: list[str] = []
    for token in tokens(document):
        if token.nesting == 1:
            within.append(token.tag)
        elif token.nesting == -1:
            within.pop()
        elif token.type == "inline":
            places = [one for one in within if one not in {"ul", "table", "thead", "tbody", "tr"}]
            found.append((places[0], inner(token)))
    return found


def body(*blocks: Block) -> list[tuple[str, str]]:
    head, *others = texts(Document("T", "", DAY, blocks))
    assert head == ("h1", "T")
    return others


@quiet
@given(NASTY)
@example("1. one")
@example("www.example.com http://x.example javascript:alert(1) a@b.example")
@example("trailing\\")
@example("a\\|b | c")
@example("Setext\n===\n- no list\n    no code\n")
def test_a_text_is_given_back_exactly(text) -> None:
    assert body(Text(text)) == [("p", "\n".join(lines)) for lines in paragraphs(text)]


@quiet
@given(NASTY, st.integers(1, 3))
def test_a_heading_is_given_back_exactly(text, level) -> None:
    expected = [(f"h{level + 1}", clean(text))] if clean(text) else []
    assert body(Heading(text, level)) == expected


@quiet
@given(st.lists(NASTY, max_size=4))
def test_points_are_given_back_exactly(items) -> None:
    expected = [("li", said(one)) for one in items if said(one)]
    assert body(BulletList(tuple(items))) == expected
    assert body(BulletList(tuple(items)), BulletList(tuple(items))) == expected * 2


@quiet
@given(NASTY, NASTY, NASTY)
def test_a_quote_is_given_back_exactly(text, who, day) -> None:
    assume(len(who + day) < 200)
    by = joined(who, day)
    wanted = [said(text), f"— {by}" if by else ""]
    assert body(Quote(text, who, day)) == [("blockquote", one) for one in wanted if one]


@quiet
@given(tables())
def test_a_table_is_given_back_exactly(table: Table) -> None:
    found = body(table)
    if clean(table.title):
        assert found.pop(0) == ("p", clean(table.title))
    if not table.columns:
        assert found == []
        return
    head = [("th", clean(column.title)) for column in table.columns]
    assert found == head + [("td", clean(cell.text)) for row in table.rows for cell in row]


@quiet
@given(NASTY, NASTY, NASTY, NASTY, NASTY)
def test_a_promise_is_given_back_exactly(name, promise, figure, tag, note) -> None:
    found = body(Promise(name, promise, figure, Tag(tag), (note,)))
    standing = " · ".join(filter(None, map(clean, (figure, tag))))
    expected = [("h3", clean(name)), ("p", "\n".join(filter(None, (clean(promise), standing))))]
    expected.append(("li", said(note)))
    assert found == [one for one in expected if one[1]]


@quiet
@given(DOCUMENTS)
def test_no_document_becomes_markup(document) -> None:
    found = texts(document)
    assert found[0] == ("h1", clean(document.title) or "Untitled")


@pytest.mark.parametrize("document", [REVIEW, SCORECARD])
def test_hostile_documents_hold_no_link_no_html_no_formula(document) -> None:
    spoiled = hostile(document)
    tokens(spoiled)
    text = markdown_bytes(spoiled).decode()
    assert not re.search(r"(?<!\\)<", text)
    assert not re.search(r"(?<!\\)[\[\]]", text)
    assert "javascript:" not in text
    assert not re.search(r"^(\| |[-*] |> )*[=+@]", text, re.MULTILINE)
    assert not re.search(r"\| [=+@]", text)


@pytest.mark.parametrize("text", HOSTILE)
def test_every_hostile_text_comes_back(text) -> None:
    assert body(Text(text)) == [("p", "\n".join(lines)) for lines in paragraphs(text)]


def test_the_review_reads_well() -> None:
    text = markdown_bytes(REVIEW).decode()
    assert text.startswith(
        "# Review of my impact\n\n1 July – 30 September 2026\\\nAna Ruiz · Reporting systems\n\n"
    )
    assert "\n### Promises\n\n#### Month-end close answers\n\nPromise: A usable answer" in text
    assert "\n**2.3 days** · Not kept\n\n- Kept in 8 of 12 weeks.\n" in text
    assert (
        "| Measure | Promise | Kept in | Now | Verdict |\n| --- | --- | ---: | ---: | --- |" in text
    )
    assert "> Nothing to add.\\\n> Keep going.\n>\n> — 25 Sep 2026\n" in text
    assert text.endswith(f"{NO_PICTURES}\n\nMade with Impact Tracker on 2 October 2026.\n")


def test_figures_and_prose_stay_as_they_are() -> None:
    said = "Kept in 8 of 12 weeks (2.3 days, not 1,5); 70 % at 06:00, that’s “it” – e.g. a/b!"
    assert markdown_bytes(Document("T", "", DAY, (Text(said),))).decode() == (
        "# T\n\n" + said.replace("e.g", "e\\.g") + "\n"
    )


def test_a_heat_map_becomes_a_table_and_a_trend_a_row_of_blocks() -> None:
    text = markdown_bytes(REVIEW).decode()
    assert (
        "| Finance leads · WOW | worse than usual, 2.8 days | better than usual, 5.6 h |  |" in text
    )
    assert "the last 3.1 days. Promise: ≤ 2 days.\\\n▁▂▁▃·▂▁▄▃▆▆██\n" in text


def test_blocks_run_from_low_to_high_with_gaps() -> None:
    points = ANSWERS_TREND.points
    assert trend_line(points, [gap.day for gap in ANSWERS_TREND.gaps]) == "▁▂▁▃·▂▁▄▃▆▆██"
    assert trend_line(()) == ""
    assert trend_line(points[:1]) == "▄"
    odd = [replace(points[0], value=value) for value in (float("nan"), float("inf"), 1.0)]
    assert trend_line(odd) == "▄"
    many = tuple(Point(one.day, float(at), "", "") for at, one in enumerate(points * 20))
    assert len(trend_line(many)) == 60


def test_without_pictures_nothing_is_said_about_them() -> None:
    assert NO_PICTURES not in markdown_bytes(Document("T", "", DAY, (Text("x"),))).decode()
    assert NO_PICTURES in markdown_bytes(Document("T", "", DAY, (Figure(ANSWERS_TREND),))).decode()


def test_sections_stand_one_level_deeper() -> None:
    sections = [one for one in SCORECARD.blocks if isinstance(one, Columns)]
    assert [one for one in body(Heading("A", 1), *sections) if one[0].startswith("h")] == [
        ("h2", "A"),
        ("h3", "What I am changing"),
        ("h3", "Trade-offs I made"),
        ("h3", "What you told me"),
    ]
