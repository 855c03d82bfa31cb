"""The ledger: what went out, and its exact bytes, for ever."""

from __future__ import annotations

import base64
import random
import stat
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.app import commands
from tracker.app.commands import OutgoingItem
from tracker.app.sharing.commands import _parts, send_file
from tracker.app.tracker import Tracker
from tracker.domain.errors import FileTrouble, NotFound
from tracker.domain.sharing import ShareKind, SharingWay
from tracker.store.history import Changes

USUAL = {"form": "html", "way": SharingWay.FILE, "today": None}


def shared(
    tracker: Tracker, content: bytes, customer_id: int | None = None, **other: object
) -> int:
    said: dict[str, object] = {"kind": ShareKind.SCORECARD, "title": "For you"} | other
    form, way, today = (said.pop(name, usual) for name, usual in USUAL.items())
    left = OutgoingItem(customer_id=customer_id, **said)
    return commands.note_share(tracker, left, content, today, form=form, way=way)


def page(words: str) -> bytes:
    font = base64.b64encode(random.Random(1).randbytes(40_000)).decode()
    logo = base64.b64encode(random.Random(2).randbytes(9_000)).decode()
    return (
        f"<!doctype html><title>{words}</title><style>@font-face{{src:url(data:font/woff2;base64,"
        f"{font})}} body {{ margin: 0 }}</style><body><h1>{words}</h1>"
        f'<img src="data:image/png;base64,{logo}"><p>{words * 50}</body>'
    ).encode()


def test_what_went_out_is_kept_to_the_last_byte(tracker, finance, answers, forecast, today):
    told: list[Changes] = []
    tracker.on_change = told.append
    content = page("Größe 日記")
    measures = [tracker.measures.get(key) for key in (forecast, answers)]
    key = shared(tracker, content, finance, measures=measures, rated=1, token="abc", today=today)
    kept = tracker.ledger.get(key)
    assert tracker.ledger.content(key) == content
    assert (kept.customer, kept.customer_uid) == ("Finance leads", tracker.customers.get(1).uid)
    assert (kept.size, kept.shared_on, kept.token) == (len(content), today, "abc")
    assert tracker.ledger.measures(key) == [one.uid for one in measures]
    assert tracker.ledger.measures(key, rated=True) == [measures[0].uid]
    assert told == [Changes(frozenset({"share"}))]


HARMED = {
    "bytes of a part": "UPDATE share_part SET packed = x'00'",
    "another page’s bytes": "UPDATE share_part SET packed = (SELECT max(packed) FROM share_part)",
    "no part": "DELETE FROM share_part",
    "no list": "UPDATE share SET parts = 'no list'",
    "a list of what is no part": "UPDATE share SET parts = '[7, null, \"x\"]'",
    "no list of parts": "UPDATE share SET parts = '{\"a\": 1}'",
    "the digest": "UPDATE share SET digest = hex(zeroblob(32))",
}


@pytest.mark.parametrize("harm", HARMED.values(), ids=HARMED)
def test_a_harmed_entry_is_told_and_harms_none_that_comes_after(tracker, today, harm):
    key = shared(tracker, page("Größe 日記"), today=today)
    tracker.file.conn.execute(harm)
    tracker.file.conn.commit()
    with pytest.raises(FileTrouble, match="can no longer be read"):
        tracker.ledger.content(key)
    assert [one.title for one in tracker.ledger.all()] == ["For you"]
    again = shared(tracker, page("Größe 日記"), today=today)  # of the very parts that were harmed
    assert tracker.ledger.content(again) == page("Größe 日記")
    tracker.ledger.take_back(key)
    assert tracker.ledger.content(again) == page("Größe 日記")


def test_it_cannot_be_taken_back_and_what_is_taken_back_does_not_touch_it(tracker, finance, today):
    label = tracker.history.undo_label
    key = shared(tracker, b"a page", finance, today=today)
    assert tracker.history.undo_label == label
    while tracker.undo():
        pass
    assert tracker.customers.all() == []
    assert tracker.ledger.content(key) == b"a page"
    assert tracker.ledger.get(key).customer == "Finance leads"


def test_what_is_for_nobody_names_nobody(tracker, today):
    kept = tracker.ledger.get(shared(tracker, b"%PDF", None, form=".PDF", today=today))
    assert (kept.customer, kept.customer_uid, kept.form) == ("", "", "pdf")


def test_nobody_who_is_not_there_was_sent_anything(tracker, today):
    with pytest.raises(NotFound):
        shared(tracker, b"", 7, today=today)


def test_an_empty_file_is_something_too(tracker, today):
    assert tracker.ledger.content(shared(tracker, b"", today=today)) == b""


def test_a_title_is_made_fit_to_keep(tracker, today):
    kept = tracker.ledger.get(shared(tracker, b"x", title=f"a\0b\n\ud800 {'x' * 999}", today=today))
    assert kept.title.startswith("a�b ? xxx")
    assert len(kept.title) == 400


def test_a_read_only_file_takes_nothing_in(tmp_path, today):
    Tracker(tmp_path / "a.db").close()
    with (
        Tracker(tmp_path / "a.db", read_only=True) as tracker,
        pytest.raises(FileTrouble, match="read only"),
    ):
        shared(tracker, b"x", today=today)


def test_the_next_page_adds_only_what_is_new_in_it(tracker, today):
    shared(tracker, page("one"), today=today)
    before = packed(tracker)
    for number in range(20):
        shared(tracker, page(f"page {number}"), today=today)
    assert packed(tracker) - before < 20 * 400
    assert before > 35_000


def test_the_same_page_adds_nothing(tracker, today):
    shared(tracker, page("one"), today=today)
    before = packed(tracker)
    shared(tracker, page("one"), today=today)
    assert packed(tracker) == before


pieces = st.sampled_from(
    [b"<style>", b"</style>", b"<STYLE ", b"<body class='a'>", b"</body>", b"<script>", b"x" * 300,
     b"</script>", b"data:font/woff2;base64," + b"QUJD" * 90, b"data:,x", b"\0\xff", b"<bodyguard>"]
)  # fmt: skip


@given(st.lists(st.one_of(pieces, st.binary(max_size=600)), max_size=20).map(b"".join))
def test_parts_are_the_whole_and_always_the_same(content):
    parts = _parts(content)
    assert b"".join(parts) == content
    assert b"" not in parts
    assert parts == _parts(content)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE share_part SET packed = x'00'",
        "UPDATE share_part SET packed = substr(packed, 1, length(packed) - 3)",
        "DELETE FROM share_part WHERE digest = (SELECT max(digest) FROM share_part)",
        "UPDATE share SET parts = '[]'",
        "UPDATE share SET parts = '{'",
        "UPDATE share SET parts = '[7]'",
        "UPDATE share SET parts = '7'",
        "UPDATE share SET parts = '[\"' || (SELECT min(digest) FROM share_part) || '\"]'",
    ],
)
def test_what_was_harmed_is_told_and_never_shown(tracker, today, harm):
    key = shared(tracker, page("one"), today=today)
    tracker.file.conn.execute(harm)
    with pytest.raises(FileTrouble) as told:
        tracker.ledger.content(key)
    assert "can no longer be read" in told.value.sentence


def packed(tracker: Tracker) -> int:
    ((size,),) = tracker.file.query("SELECT coalesce(sum(length(packed)), 0) FROM share_part")
    return size


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights")
def test_what_is_for_no_customer_or_for_the_person_alone_only_its_owner_may_read(
    tracker, finance, tmp_path
):
    today = date(2026, 11, 20)
    review = OutgoingItem(ShareKind.REVIEW, "Review")
    theirs = OutgoingItem(ShareKind.SCORECARD, "Page", finance)
    mine = OutgoingItem(ShareKind.SCORECARD, "Page", finance, for_them=False)
    modes = []
    for at, left in enumerate((review, theirs, mine)):
        target = tmp_path / f"{at}.html"
        send_file(tracker, target, left, b"<p>page</p>", today)
        modes.append(stat.S_IMODE(target.stat().st_mode) & 0o077)
    assert (modes[0], modes[2]) == (0, 0)
    usual = tmp_path / "usual"
    usual.write_bytes(b"")
    assert modes[1] == stat.S_IMODE(usual.stat().st_mode) & 0o077
