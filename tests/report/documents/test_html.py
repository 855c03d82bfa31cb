"""The page as text: well formed, self-contained, harmless, the same each time."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.report.sample_document import (
    HOSTILE,
    LOGO,
    REPLY,
    REVIEW,
    SCORECARD,
    TOKEN,
    hostile,
)

from tracker.report.charts.picture import TrendPicture
from tracker.report.documents.document import (
    Columns,
    Document,
    Heading,
    Quote,
    Reply,
    Section,
    Text,
)
from tracker.report.documents.html import WORDS, html_bytes
from tracker.shipped import resource_path

ROOT = Path(__file__).parents[3]
GOLDEN = Path(__file__).parents[1] / "golden" / "scorecard.html"
VOID = {"meta", "br", "img", "col", "input", "hr"}
EVERY = {"scorecard": SCORECARD, "review": REVIEW}
EVERY |= {f"hostile {name}": hostile(document) for name, document in EVERY.items()}
EMPTY = Document("Nothing", "", date(2026, 10, 2), ())


class Page(HTMLParser):
    """A page read strictly: every tag is closed in order; elements, attributes and texts kept."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(content.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), (tag, attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in {"style", "script"}:
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def attributes(self, tag: str, name: str) -> list[str | None]:
        return [attrs[name] for at, attrs in self.elements if at == tag and name in attrs]

    def count(self, tag: str) -> int:
        return sum(at == tag for at, _ in self.elements)

    @property
    def said(self) -> str:
        return " ".join(" ".join(self.texts).split())


@pytest.fixture(params=EVERY, scope="module")
def document(request) -> Document:
    return EVERY[request.param]


@pytest.fixture(scope="module")
def page(document: Document) -> Page:
    return Page(html_bytes(document))


def strings(value: Any) -> list[str]:
    """Every text of a document that a reader should meet."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in strings(one)]
    if isinstance(value, TrendPicture):
        return [value.title, *(point.shown for point in value.points)]
    if is_dataclass(value):
        hidden = {"key", "tone", "mime", "language", "token", "subject", "role", "sign"}
        shown = [one.name for one in fields(value) if one.name not in hidden]
        return [text for name in shown for text in strings(getattr(value, name))]
    return []


@pytest.mark.parametrize("name", ["scorecard", "review"])
def test_whatever_a_document_says_stands_on_the_page(name: str) -> None:
    said = Page(html_bytes(EVERY[name])).said
    for text in strings(replace(EVERY[name], blocks=())):
        assert " ".join(text.split()) in said
    for block in EVERY[name].every():
        if type(block).__name__ != "Figure":
            for text in strings(block):
                assert " ".join(text.split()) in said, text


def test_every_picture_is_drawn_with_words_for_those_who_cannot_see_it() -> None:
    page = Page(html_bytes(REVIEW))
    pictures = sum(bool(getattr(block, "picture", None)) for block in REVIEW.every())
    trends = sum(
        isinstance(getattr(block, "picture", None), TrendPicture) and hasattr(block, "promise")
        for block in REVIEW.every()
    )
    assert page.count("svg") == pictures + trends
    assert page.attributes("svg", "role") == ["img"] * page.count("svg")
    assert page.count("desc") == page.count("svg")
    assert page.count("figure") >= pictures


def test_every_value_of_a_promise_stands_there_as_text() -> None:
    page = Page(html_bytes(SCORECARD))
    assert page.count("details") == 3
    said = page.said
    assert "29 Jun 2026 1.4 days kept" in said
    assert "27 Jul 2026 – away" in said
    assert "7 Sep 2026 2.6 days not kept; worse than usual; The ledger export came late" in said


def test_only_harmless_elements_and_attributes_are_there(page: Page) -> None:
    elements = {tag for tag, _ in page.elements}
    assert not elements & {"iframe", "object", "embed", "base", "link", "foreignobject", "a:href"}
    assert page.count("script") <= 1
    assert page.count("style") == 1
    named = Counter(name for _, attrs in page.elements for name in attrs)
    assert [name for name in named if name.startswith("on") or name in {"style", "srcdoc"}] == []
    addresses = {*page.attributes("a", "href"), *page.attributes("img", "src")} - {None}
    assert [
        one for one in addresses if not re.match(r"#s|mailto:|data:image/png;base64,", one)
    ] == []
    assert not {"action", "formaction", "srcset", "ping", "poster", "xlink:href"} & set(named)


def test_nothing_outside_the_page_is_asked_for(document: Document) -> None:
    text = html_bytes(document).decode()
    assert set(re.findall(r"\bhttps?://[^\"'\s<]*", text)) <= {"http://www.w3.org/2000/svg"}
    assert "//" not in re.sub(r"http://www\.w3\.org/2000/svg|base64,[\w+/=]+", "", text)
    assert set(re.findall(r"url\(([a-z]*)", text)) == {"data"}
    assert "@import" not in text


def test_the_policy_allows_what_stands_there_and_nothing_else(document: Document) -> None:
    content = html_bytes(document)
    text = content.decode()
    policy = re.search(r'Security-Policy" content="([^"]+)"', text)[1].replace("&#39;", "'")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["font-src"] == rules["img-src"] == "data:"
    for kind in ("style", "script"):
        within = re.findall(rf"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
        digests = (hashlib.sha256(one.encode()).digest() for one in within)
        allowed = [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
        assert [rules[f"{kind}-src"]] if within else allowed == []
    assert ("script-src" in rules) == any(isinstance(one, Reply) for one in document.every())
    assert text.index("Security-Policy") < text.index("<style>")


def test_hostile_text_is_shown_as_text() -> None:
    said = Page(html_bytes(hostile(SCORECARD))).said
    for text in HOSTILE[:6]:
        assert " ".join(text.split()) in said
    assert "txet drawkcab isolated" in said
    whole = html_bytes(hostile(REVIEW)).decode()
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", whole
    )
    assert "object at 0x" not in whole


def test_user_text_has_its_own_direction(page: Page) -> None:
    for tag in ("h1", "blockquote", "legend"):
        assert page.attributes(tag, "dir") == ["auto"] * page.count(tag)
    shown = [attrs for tag, attrs in page.elements if tag in {"h2", "h3", "h4"}]
    assert all(attrs.get("dir") == "auto" or attrs.get("id") == "contents" for attrs in shown)


def test_headings_leave_no_level_out_and_anchors_are_met_once(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(set(ids)) == len(ids)
    targets = [one.removeprefix("#") for one in page.attributes("a", "href") if one[0] == "#"]
    targets += [one for tag in ("label", "nav") for one in page.attributes(tag, "for")]
    assert set(targets) <= set(ids)


def test_headings_begin_below_the_title_whatever_their_own_level() -> None:
    deep = (Heading("One", 3), Heading("Two", 2), Heading("Three", 3), Text("t"))
    page = Page(html_bytes(replace(EMPTY, blocks=deep)))
    assert [tag for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)] == [
        "h1",
        "h2",
        "h2",
        "h3",
    ]
    inner = Columns((Section("Aside", (Heading("Four", 3), *deep)),))
    Page(html_bytes(replace(EMPTY, blocks=(*deep, inner, inner))))


def test_a_table_names_its_rows_and_columns() -> None:
    page = Page(html_bytes(REVIEW))
    scopes = Counter(page.attributes("th", "scope"))
    assert scopes["row"] >= 3
    assert scopes["col"] >= 7
    assert page.count("caption") == page.count("table")


def test_a_document_with_a_cover_lists_its_chapters() -> None:
    page = Page(html_bytes(REVIEW))
    assert page.count("nav") == 1
    assert len([one for one in page.attributes("a", "href") if one.startswith("#")]) == 3
    assert Page(html_bytes(replace(REVIEW, long=False))).count("nav") == 0
    bare = Page(html_bytes(replace(EMPTY, long=True, blocks=(Text("No chapter"),))))
    assert bare.count("nav") == 0
    assert "No chapter" in bare.said


def test_the_least_document_is_a_whole_page_too() -> None:
    page = Page(html_bytes(EMPTY))
    assert page.said.count("Nothing") == 2
    assert page.count("img") == page.count("script") == page.count("footer") == 0


def test_without_a_script_there_are_boxes_to_tick_and_no_form() -> None:
    page = Page(html_bytes(SCORECARD))
    [form] = [attrs for tag, attrs in page.elements if tag == "form"]
    assert "hidden" in form
    assert form["data-token"] == TOKEN
    assert page.attributes("span", "class").count("tick") == 5 * len(REPLY.promises)
    assert page.attributes("input", "value") == list("012345") * len(REPLY.promises)
    assert WORDS["paper_hint"] in page.said


@pytest.mark.parametrize(
    ("mail", "link"),
    [
        ("ana.ruiz@example.com", "mailto:ana.ruiz@example.com"),
        (" ana+reply@intranet ", "mailto:ana%2Breply@intranet"),
        ("o'neill&co?=%@example.com", "mailto:o%27neill%26co%3F%3D%25@example.com"),
        ("zoë@exämple.com", "mailto:zo%C3%AB@ex%C3%A4mple.com"),
        ("", None),
        ("ana", None),
        ("ana@example.com?bcc=eve@example.com", None),
        ("ana@example.com,eve@example.com", None),
        ("ana@example.com\nBcc: eve@example.com", None),
        ("javascript:window.pwned=1", None),
        ("javascript:alert(1)//@example.com", None),
        ("<b>@example.com", None),
        ("a" * 250 + "@example.com", None),
    ],
)
def test_a_mail_is_written_to_a_plain_address_only(mail: str, link: str | None) -> None:
    blocks = (replace(REPLY, mail=mail),)
    page = Page(html_bytes(replace(EMPTY, blocks=blocks)))
    assert page.attributes("a", "href") == ([link] if link else [])
    assert page.attributes("form", "data-mail") == [link or ""]


def test_a_logo_is_a_png_or_a_jpeg_and_stands_within_the_page() -> None:
    [source] = Page(html_bytes(SCORECARD)).attributes("img", "src")
    assert base64.b64decode(source.partition(",")[2]) == LOGO.content
    for mime in ("image/svg+xml", 'image/png"><script>'):
        strange = replace(SCORECARD, logo=replace(LOGO, mime=mime))
        assert Page(html_bytes(strange)).count("img") == 0


def test_metadata_names_the_person_and_the_program_and_nothing_else() -> None:
    page = Page(html_bytes(SCORECARD))
    named = {
        attrs["name"]: attrs["content"]
        for tag, attrs in page.elements
        if "name" in attrs and tag == "meta"
    }
    assert named["author"] == "Ana Ruiz"
    assert named["generator"] == "Impact Tracker"
    assert set(named) == {
        "viewport",
        "color-scheme",
        "referrer",
        "robots",
        "format-detection",
        "generator",
        "author",
    }
    assert "author" not in html_bytes(EMPTY).decode()


def test_the_same_document_is_the_same_page_on_every_machine() -> None:
    code = (
        "import hashlib, sys\n"
        "from tests.report.sample_document import REVIEW, SCORECARD\n"
        "from tracker.report.documents.html import html_bytes\n"
        "print(hashlib.sha256(html_bytes(SCORECARD) + html_bytes(REVIEW)).hexdigest())\n"
        "assert not [one for one in sys.modules if 'PySide' in one or 'shiboken' in one]\n"
    )
    told = {hashlib.sha256(html_bytes(SCORECARD) + html_bytes(REVIEW)).hexdigest()}
    for zone, locale, seed in (("Pacific/Auckland", "de_DE.UTF-8", "1"), ("US/Pacific", "C", "2")):
        run = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=os.environ | {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        told.add(run.stdout.strip())
    assert len(told) == 1


def test_the_scorecard_is_as_agreed() -> None:
    """Fonts, rules and drawings are left out: they have tests of their own."""
    text = html_bytes(SCORECARD).decode()
    text = re.sub(r"<style>.*</style>", "<style></style>", text, flags=re.DOTALL)
    text = re.sub(r"<script>.*</script>", "<script></script>", text, flags=re.DOTALL)
    text = re.sub(r"<svg .*?</svg>", "<svg></svg>", text, flags=re.DOTALL)
    text = re.sub(r"'sha256-[^']+'|&#39;sha256-.*?&#39;", "sha256", text)
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_a_page_fits_in_a_mail() -> None:
    fonts = sorted(resource_path("fonts/web").glob("*.woff2"))
    assert len(fonts) == 3
    assert sum(font.stat().st_size for font in fonts) < 90_000
    assert len(html_bytes(SCORECARD)) < 200_000


def test_the_words_of_the_page_are_all_used() -> None:
    used = "".join(
        path.read_text(encoding="utf-8")
        for path in (
            *resource_path("templates").iterdir(),
            ROOT / "src/tracker/report/documents/html.py",
        )
    )
    assert [word for word in WORDS if f'["{word}"]' not in used] == []


def test_words_that_come_with_quotation_marks_get_no_second_ones() -> None:
    for text, marks in (("Well done.", ["bare"]), ("“Well done.”", []), ("", [])):
        page = Page(html_bytes(replace(EMPTY, blocks=(Quote(text, "", ""),))))
        assert page.attributes("blockquote", "class") == marks
