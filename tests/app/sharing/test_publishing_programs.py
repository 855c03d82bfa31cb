"""In whatever order a person acts: the folder holds what is due, and the ledger knows it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.sharing.ledger import ledger_rows
from tracker.app.sharing.page_due import due, last_words, overdue
from tracker.app.sharing.page_folder import page_key, page_key_in, page_name
from tracker.app.sharing.publishing import publish
from tracker.app.tracker import Tracker
from tracker.domain.errors import TrackerError
from tracker.domain.measure import Area
from tracker.domain.period import Period
from tracker.domain.sharing import SharingWay
from tracker.store.outgoing import write_whole

TODAY = date(2026, 11, 20)
Act = Callable[[Tracker, int], object]

ACTS: dict[str, Act] = {
    "publish for": lambda t, key: commands.publish_for(t, key, on=True),
    "no more": lambda t, key: commands.publish_for(t, key, on=False),
    "share": lambda t, key: commands.share_measure(t, key, shared=True),
    "keep private": lambda t, key: commands.share_measure(t, key, shared=False),
    "archive": lambda t, key: commands.archive_customer(t, key, TODAY),
    "restore": lambda t, key: commands.restore_customer(t, key, TODAY),
    "rename": lambda t, key: commands.edit_customer(t, key, name=f"Renamed {key}"),
    "rename back": lambda t, key: commands.edit_customer(t, key, name=f"Kim {key}"),
    "log": lambda t, key: commands.record(t, key, (Period.of(TODAY) + -2).start, 1 + key % 5),
    "index": lambda t, _key: commands.publish_into(t, Path(t.people.all()[0].publish_to)),
    "undo": lambda t, _key: t.undo(),
    "redo": lambda t, _key: t.redo(),
}


def diary(folder: Path) -> Tracker:
    """Return three customers, each with one measure of the same id, all published."""
    tracker = Tracker()
    commands.publish_into(tracker, folder, index=True)
    for key in (1, 2, 3):
        commands.add_customer(tracker, f"Kim {key}", None)
        said = MeasureInput(name="Answers", area=Area.ROI, promise=4)
        commands.add_measure(tracker, key, said, TODAY - timedelta(weeks=20))
        commands.record(tracker, key, (Period.of(TODAY) + -3).start, 4)
        commands.share_measure(tracker, key, shared=True)
        commands.publish_for(tracker, key, on=True)
    return tracker


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(1, 3)), max_size=5),
        min_size=1,
        max_size=4,
    )
)
def test_the_folder_holds_what_is_due_and_the_ledger_knows_it(rounds):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "theirs-0badcafe.html").write_bytes(b"a colleague's")
        with diary(folder) as tracker:
            for acts in rounds:
                for act, key in acts:
                    try:
                        ACTS[act](tracker, key)
                    except TrackerError:
                        continue
                came = publish(tracker, TODAY, write_whole, folder)
                assert came.problems == ()
                check(tracker, folder)


def check(tracker: Tracker, folder: Path) -> None:
    lying = {path.name for path in folder.iterdir()} - {"index.html"}
    wanted = {page_name(one.name, one.uid) for one in due(tracker)}
    assert lying == wanted | {"theirs-0badcafe.html"}
    assert (folder / "theirs-0badcafe.html").read_bytes() == b"a colleague's"
    assert overdue(tracker) == frozenset()
    out = {piece for piece, one in last_words(tracker).items() if one.way is SharingWay.PUBLISH}
    assert out == {page_key_in(name) for name in wanted}
    for customer in due(tracker):
        share = last_words(tracker)[page_key(customer.uid)]
        page = (folder / page_name(customer.name, customer.uid)).read_bytes()
        assert tracker.ledger.content(share.id) == page
    index = folder / "index.html"
    listed = index.read_text(encoding="utf-8") if index.exists() else ""
    wants_list = any(one.publish_index for one in tracker.people.all())
    assert all((f'href="{name}"' in listed) is wants_list for name in wanted)
    assert len(ledger_rows(tracker)) == len(tracker.ledger.all())
