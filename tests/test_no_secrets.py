"""Nothing leaves that was not meant to: no secret in any page, of any kind, metadata included.

`tests.secret_diary` fills a diary in which every text is a secret or hostile. A scorecard may tell
what is shared with its customer, a review what its own person may show.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.secret_diary import (
    BLANK_LIST,
    CALENDAR,
    CHART,
    DECIDED,
    FIRST,
    HEAT_MAP,
    LAST,
    REVIEW,
    SCORECARD,
    SHOWN_FIGURE,
    TABLE,
    TODAY,
    TOKEN,
    WHOLE,
    WHOLE_CHART,
    Shape,
    secrets_in,
    strings_in,
    texts_of,
    world,
)

from tracker.app.commands import OutgoingItem
from tracker.app.customers.moments import calendar_bytes, moments_of
from tracker.app.decisions.queries import decision_page
from tracker.app.feedback.ratings import gap_picture
from tracker.app.person import person
from tracker.app.review.review import review
from tracker.app.sharing.charts import ChartPage, ChartSubject, chart_page
from tracker.app.sharing.commands import note_share
from tracker.app.sharing.ledger import agreement
from tracker.app.sharing.scorecard import scorecard, shared_measures
from tracker.app.tracker import Tracker
from tracker.app.transfer import csv_export
from tracker.app.transfer.whole import read_whole, take_whole, whole_bytes
from tracker.app.trends.pictures import heat_picture
from tracker.app.trends.trend import trend_sheet
from tracker.detection.scale import Scale
from tracker.domain.customer import Tier
from tracker.domain.errors import TrackerError
from tracker.domain.period import MEASURE_CADENCES, Cadence
from tracker.domain.sharing import ShareKind, SharingWay
from tracker.paper.writer import (
    KINDS,
    document_bytes,
    picture_bytes,
    picture_name,
    write_document,
)
from tracker.report.charts.draw import full_svg
from tracker.report.documents.document import Document
from tracker.report.documents.html import html_bytes
from tracker.report.documents.markdown import markdown_bytes
from tracker.report.review.document import review_document
from tracker.report.scorecard.decision import decision_document
from tracker.report.scorecard.document import agreement_document, scorecard_document
from tracker.report.text.customers import blank_list

shapes = st.builds(
    Shape,
    scales=st.lists(st.sampled_from(Scale), min_size=1, max_size=3).map(tuple),
    cadence=st.sampled_from(MEASURE_CADENCES),
    tier=st.sampled_from(Tier),
    values=st.lists(st.sampled_from([0.5, 1.5, 2.5, 3.5]), min_size=1, max_size=9).map(tuple),
    wrapping=st.sampled_from(
        ["{}", "<b>{}</b>", "“{}”", "日記 {} é", "line\n{}", "a {} " + "b" * 90]
    ),
    turn=st.integers(0, 12),
)
SHAPE = Shape(
    (Scale.DURATION, Scale.RATING), Cadence.WEEKLY, Tier.WOW, (1.5, 1.5, 2.5, 1.5), "see {}", 0
)


class All(defaultdict[str, bool]):
    """Switches everything on that there is."""

    def get(self, key: str, default: object = None) -> bool:  # type: ignore[override]
        return True


def scorecards(tracker: Tracker) -> list[Document]:
    """Return a customer's pages with everything on them that can be switched on."""
    content = scorecard(tracker, 1, FIRST, LAST, TODAY, All())
    assert all(item.on for item in content.items)
    assert secrets_in(strings_in(content)) == []
    assert [one.told_on for one in content.decisions] == [date.fromisoformat(DECIDED)]
    with pytest.raises(TrackerError):
        decision_page(tracker, 2, TODAY, 1)
    return [
        scorecard_document(content),
        agreement_document(agreement(tracker, 1, TODAY)),
        decision_document(decision_page(tracker, 1, TODAY, 1)),
    ]


def reviews(tracker: Tracker) -> list[Document]:
    """Return the review of the period, for a page and for slides, with a paragraph reworded."""
    content = review(tracker, FIRST, LAST, TODAY)
    assert content.customers[0].measures
    assert secrets_in(strings_in(content)) == []
    assert len(content.decisions) == 2
    words = {"summary:1": "Mine"}
    return [
        review_document(content, words),
        review_document(content, words, brief=True),
        decision_document(decision_page(tracker, 1, TODAY)),
    ]


def blank_lists(tracker: Tracker) -> list[Document]:
    """Return the list that a customer is handed to fill in."""
    me = person(tracker)
    return [blank_list(tracker.customers.get(1).name, TODAY, me.name, me.role)]


PAGES = {
    "scorecard": (SCORECARD, scorecards),
    "review": (REVIEW, reviews),
    "blank list": (BLANK_LIST, blank_lists),
}


def charts(tracker: Tracker, switches: Mapping[str, bool]) -> list[ChartPage]:
    """Return every chart of the customer as the window shows it before it leaves."""
    customer = tracker.customers.get(1)
    pages = []
    for measure in shared_measures(tracker, 1):
        for weeks in (13, None):
            picture = trend_sheet(tracker, measure.id, TODAY, weeks).picture
            pages.append(chart_page(ChartSubject(picture, measure, customer), switches))
        gap = gap_picture(tracker, measure.id, TODAY)
        pages.append(chart_page(ChartSubject(gap, measure, customer), switches))
    assert pages
    return pages


def heat_maps(tracker: Tracker, switches: Mapping[str, bool]) -> list[ChartPage]:
    """Return the heat map of all customers."""
    return [chart_page(ChartSubject(heat_picture(tracker, TODAY)), switches)]


CHARTS = {
    "chart": (CHART, charts, {}),
    "chart with all that can be on it": (WHOLE_CHART, charts, All()),
    "heat map": (HEAT_MAP, heat_maps, All()),
}


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(shapes)
@pytest.mark.parametrize("kind", CHARTS)
def test_no_secret_gets_into_a_chart_in_any_form(kind: str, shape: Shape) -> None:
    public, pages, switches = CHARTS[kind]
    with Tracker() as tracker:
        world(tracker, shape, public)
        for page in pages(tracker, switches):
            left = page.leaving(for_them=True)
            svg = full_svg(page.picture)
            said = [svg, page.picture.summary, left.title, picture_name(page.picture)]
            assert secrets_in(said) == []
            assert secrets_in(strings_in(page.picture)) == []
            for suffix in (".svg", ".png", ".pdf"):
                content = picture_bytes(svg, suffix)
                assert secrets_in(texts_of(content, suffix)) == []


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(shapes)
def test_no_private_note_gets_into_a_table_and_no_secret_into_a_calendar(shape: Shape) -> None:
    with Tracker() as tracker:
        world(tracker, shape, TABLE)
        made = csv_export(tracker)
        assert made.rows
        assert made.notes
        assert secrets_in([made.text]) == []
        assert secrets_in([csv_export(tracker, private=True).text])  # what was looked for is there
    with Tracker() as tracker:
        world(tracker, shape, CALENDAR)
        name = tracker.customers.get(1).name
        found = [(moment, name) for moment, _ in moments_of(tracker, 1, TODAY)]
        assert found
        unfolded = calendar_bytes(found, TODAY).replace(b"\r\n ", b"")
        assert secrets_in(texts_of(unfolded, ".ics")) == []


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(shapes)
def test_no_private_word_gets_into_the_whole_as_json_but_by_a_wish(shape: Shape) -> None:
    """Every column is private until `WHOLE` says that it is a name, or what others may read."""
    with Tracker() as tracker:
        world(tracker, shape, WHOLE)
        written = whole_bytes(tracker, private=False)
        tables = json.loads(written)["tables"]
        assert tables["customer"]
        assert tables["wording"] == tables["pulse_word"] == []
        assert secrets_in([written.decode()]) == []
        wished = whole_bytes(tracker, private=True).decode()
        assert len(secrets_in(wished.split("},"))) > 50


def test_of_what_left_only_what_a_customer_got_is_in_the_whole_without_a_wish() -> None:
    """A review holds the person's case; what was for them alone is theirs, too."""
    with Tracker() as tracker:
        world(tracker, SHAPE, {})
        mine = OutgoingItem(ShareKind.REVIEW, "Review", first=FIRST, last=LAST)
        alone = OutgoingItem(ShareKind.SCORECARD, "For me", 1, for_them=False)
        for left, word in ((mine, b"<p>my case</p>"), (alone, b"<p>for me</p>")):
            note_share(tracker, left, word, TODAY, form="html", way=SharingWay.FILE)
        found = json.loads(whole_bytes(tracker, private=False))["tables"]
        assert [one["kind"] for one in found["share"]] == ["scorecard"]
        assert {one["share_id"] for one in found["share_measure"]} == {found["share"][0]["uid"]}
        assert [one["digest"] for one in found["share_part"]] == json.loads(
            found["share"][0]["parts"]
        )
        every = json.loads(whole_bytes(tracker, private=True))["tables"]
        assert (len(every["share"]), len(every["share_part"])) == (3, 3)
        with Tracker() as other:
            take_whole(other, read_whole(whole_bytes(tracker, private=False)))
            assert other.ledger.content(1) == tracker.ledger.content(1)


class Harm(HTMLParser):
    """Collects what a page could run or fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        for name, value in attrs:
            address = (value or "").strip().lower()
            outside = name in {"href", "src", "action"} and not address.startswith(
                ("#", "data:image/", "data:font/", "mailto:")
            )
            if name.startswith("on") or (outside and address):
                self.found.append(f"{tag} {name}={value}")
        if tag in {"iframe", "object", "embed", "base", "link", "img"} and not dict(attrs).get(
            "src", ""
        ).startswith("data:image/"):
            self.found.append(tag)


@settings(max_examples=14, deadline=None, suppress_health_check=list(HealthCheck))
@given(shapes)
@pytest.mark.parametrize("kind", PAGES)
def test_no_secret_gets_into_a_document_and_no_hostile_text_does_harm(
    kind: str, shape: Shape
) -> None:
    public, pages = PAGES[kind]
    with Tracker() as tracker:
        world(tracker, shape, public)
        for document in pages(tracker):
            assert secrets_in(strings_in(document)) == []
            if kind == "scorecard":
                assert not [text for text in strings_in(document) if SHOWN_FIGURE.search(text)]
            page = html_bytes(document)
            assert secrets_in(texts_of(page, ".html")) == []
            assert secrets_in(texts_of(markdown_bytes(document), ".md")) == []
            harm = Harm()
            harm.feed(page.decode("utf-8"))
            assert harm.found == []
            assert harm.scripts <= 1


@pytest.fixture(scope="module", params=PAGES)
def documents(request: pytest.FixtureRequest, folder: Path) -> list[Document]:
    """Return every document of a kind, out of a file whose very place is a secret."""
    public, pages = PAGES[request.param]
    with Tracker(folder / f"{TOKEN}-{request.param}.db") as tracker:
        world(tracker, SHAPE, public)
        return pages(tracker)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp(f"{TOKEN}-folder")


@pytest.mark.parametrize("suffix", KINDS)
def test_no_secret_gets_into_a_file_of_any_kind_nor_its_metadata(
    documents: list[Document], suffix: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME"):
        monkeypatch.setenv(name, f"{TOKEN}-{name}")
    for document in documents:
        target = folder / f"{TOKEN}{suffix}"
        write_document(document, target)
        content = target.read_bytes()
        assert secrets_in(texts_of(content, suffix)) == []
        if suffix == ".pdf":
            assert secrets_in(read_aloud(target)) == []


def read_aloud(page: Path) -> list[str]:
    """Return what a PDF says to who reads it, and of itself; nothing where no tool is there."""
    tools = [["pdftotext", "-raw", str(page), "-"], ["pdfinfo", "-"]]
    said = []
    for words in tools:
        if shutil.which(words[0]):
            ran = subprocess.run(
                words, input=page.read_bytes(), capture_output=True, timeout=60, check=False
            )
            said.append(ran.stdout.decode("utf-8", "replace"))
    return said


def test_the_test_itself_would_find_a_secret(tracker: Tracker, tmp_path: Path) -> None:
    """What is looked for is there: in the diary, and where a page is made of all of it."""
    world(tracker, SHAPE, {})
    document = scorecard_document(scorecard(tracker, 1, FIRST, LAST, TODAY, All()))
    assert len(secrets_in(strings_in(document))) > 20
    for suffix in (".html", ".md", ".docx"):
        assert secrets_in(texts_of(document_bytes(document, suffix), suffix))
    if shutil.which("pdftotext"):
        page = tmp_path / "page.pdf"
        write_document(document, page)
        assert secrets_in(read_aloud(page))
