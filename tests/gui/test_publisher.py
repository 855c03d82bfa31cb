"""Publishing from the window: as a week is finished, and as somebody is taken out of sharing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.app import commands
from tracker.app.sharing.ledger import ledger_rows
from tracker.domain.period import Period
from tracker.gui.publisher import Publisher
from tracker.gui.week.page import ThisWeekPage
from tracker.gui.week.weeks import FinishDialog

FINISHED = "Week 47 finished; 1 left unknown"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def shared(tracker, logged, forecast, finance, folder) -> int:
    """Publish one customer's scorecard into the folder; the forecast is unknown this week."""
    commands.share_measure(tracker, logged, shared=True)
    commands.publish_for(tracker, finance, on=True)
    commands.publish_into(tracker, folder)
    return finance


@pytest.fixture
def page(qtbot, bridge):
    page = ThisWeekPage(bridge)
    qtbot.addWidget(page)
    page.refresh()
    yield page
    bridge.jobs.stop_all()


@pytest.fixture
def said(bridge) -> list[str]:
    heard: list[str] = []
    bridge.message.connect(heard.append)
    return heard


def files(folder: Path) -> list[str]:
    return sorted(path.name.partition("-")[0] for path in folder.iterdir())


def finish_week(page) -> None:
    """Finish the week as the window shows it, and publish although entries are unknown."""
    page.refresh()
    page.check_in.finish_week()
    if dialog := page.findChild(FinishDialog):
        dialog.primary.click()


def finish(qtbot, page) -> None:
    finish_week(page)
    qtbot.waitUntil(lambda: not page.check_in.publisher.busy)


def test_a_finished_week_renews_the_pages_and_says_so(qtbot, page, shared, tracker, folder, said):
    finish(qtbot, page)
    assert said == [FINISHED, f"{FINISHED}. 1 page published"]
    assert files(folder) == ["finance"]
    assert [row.what for row in ledger_rows(tracker)] == ["Scorecard (HTML), published"]


def test_the_finished_week_is_on_the_page(qtbot, page, shared, tracker, today):
    finish(qtbot, page)
    (row,) = ledger_rows(tracker)
    assert row.share.last == Period.of(today).end


def test_a_folder_that_is_gone_is_told_and_the_week_is_finished(
    qtbot, page, shared, tracker, folder, said
):
    folder.rmdir()
    finish(qtbot, page)
    assert [one.finished for one in tracker.check_ins.all()] == [True]
    assert said[-1].startswith(f"{FINISHED}. “")
    assert "there is no such folder" in said[-1]
    folder.mkdir()


def test_without_a_folder_or_anybody_nothing_is_begun(qtbot, page, tracker, logged, folder, said):
    finish_week(page)
    assert not page.check_in.publisher.busy
    commands.publish_into(tracker, folder)
    commands.reopen_week(tracker, page.check_in.week.start)
    finish_week(page)
    assert not page.check_in.publisher.busy
    assert files(folder) == []


def test_a_week_finished_twice_is_published_once(qtbot, page, shared, tracker, said):
    finish(qtbot, page)
    commands.reopen_week(tracker, page.check_in.week.start)
    finish(qtbot, page)
    assert said[-1] == FINISHED
    assert len(ledger_rows(tracker)) == 1


@pytest.mark.parametrize("how", ["off", "archived", "private"])
def test_a_customer_taken_out_of_sharing_has_their_page_withdrawn_at_once(
    qtbot, page, shared, tracker, folder, said, logged, today, how
):
    finish(qtbot, page)
    if how == "off":
        commands.publish_for(tracker, shared, on=False)
    elif how == "archived":
        commands.archive_customer(tracker, shared, today)
    else:
        commands.share_measure(tracker, logged, shared=False)
    qtbot.waitUntil(lambda: not page.check_in.publisher.busy)
    assert said[-1] == "1 page withdrawn"
    assert files(folder) == []
    assert ledger_rows(tracker)[0].what == "Scorecard (HTML), withdrawn"


def test_a_page_that_cannot_be_withdrawn_is_told_once(
    qtbot, page, shared, tracker, folder, said, today
):
    finish(qtbot, page)
    next(folder.iterdir()).unlink()
    folder.rmdir()
    commands.publish_for(tracker, shared, on=False)
    qtbot.waitUntil(lambda: not page.check_in.publisher.busy)
    assert "there is no such folder" in said[-1]
    count = len(said)
    commands.edit_customer(tracker, shared, name="Finance")
    assert not page.check_in.publisher.busy
    assert len(said) == count
    folder.mkdir()


def test_another_week_finished_meanwhile_waits_for_its_turn(qtbot, page, shared, bridge, tracker):
    page.check_in.publisher.publish("first")
    page.check_in.publisher.publish("second")
    heard: list[str] = []
    bridge.message.connect(heard.append)
    qtbot.waitUntil(lambda: not page.check_in.publisher.busy)
    assert heard == ["second. 1 page published"]
    assert len(ledger_rows(tracker)) == 1


def test_whoever_closes_the_window_after_finishing_has_published(
    page, shared, bridge, tracker, folder, said
):
    finish_week(page)
    assert page.check_in.publisher.busy
    bridge.closing.emit()
    assert files(folder) == ["finance"]
    assert len(ledger_rows(tracker)) == 1
    assert not page.check_in.publisher.busy


def test_what_is_logged_meanwhile_waits_for_the_next_edition(qtbot, page, shared, tracker, logged):
    finish_week(page)
    commands.record(tracker, logged, (Period.of(page.check_in.week.start) + -1).start, 0.3)
    qtbot.waitUntil(lambda: not page.check_in.publisher.busy)
    assert len(ledger_rows(tracker)) == 1
    page.check_in.publisher.publish()
    qtbot.waitUntil(lambda: not page.check_in.publisher.busy)
    assert len(ledger_rows(tracker)) == 2


def test_those_who_never_publish_load_nothing_for_it(bridge, tracker, finance):
    import subprocess
    import sys

    code = (
        "import sys\nfrom tracker.gui import publisher\n"
        "heavy = [m for m in ('jinja2', 'tracker.app.sharing.publishing') if m in sys.modules]\n"
        "sys.exit(' '.join(heavy) or 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    publisher = Publisher(bridge)
    commands.edit_customer(tracker, finance, name="Other")
    assert not publisher.busy


def test_a_window_closed_right_after_finishing_has_published(qtbot, theme, today, tmp_path):
    """The whole road: a real file, a real window, Finish week, and out."""
    from datetime import datetime, time

    from tracker.app.demo import fill_demo
    from tracker.app.settings import Settings
    from tracker.app.tracker import Tracker
    from tracker.gui.shell.errors import ExceptionHandler
    from tracker.gui.shell.session import Session

    path, pages = tmp_path / "work.db", tmp_path / "pages"
    pages.mkdir()
    with Tracker(path) as tracker:
        fill_demo(tracker, today)
        commands.publish_into(tracker, pages)
        before = len(tracker.ledger.all())
    clock = datetime.combine(today, time(14, 2))
    session = Session(theme, Settings(None), ExceptionHandler(), lambda: clock)
    session.start(path)
    finish_week(session.window.page("week"))
    session.close()
    assert files(pages) == ["finance", "platform"]
    with Tracker(path, read_only=True) as tracker:
        assert len(tracker.ledger.all()) == before + 2
        assert all(one.finished for one in tracker.check_ins.where("week = '2026-11-16'"))


@pytest.mark.parametrize("how", ["private", "archived", "item", "untold"])
def test_who_is_shared_less_with_has_their_page_renewed_at_once(
    qtbot, page, shared, forecast, tracker, folder, said, today, how
):
    decision = commands.decide(
        tracker,
        commands.DecisionInput(title="Secret plan", decided_on=today, choice="We go"),
        told=[shared],
        today=today,
    )
    commands.share_measure(tracker, forecast, shared=True)
    gone = "Secret plan" if how == "untold" else tracker.measures.get(forecast).name
    finish(qtbot, page)
    (path,) = folder.iterdir()
    assert gone in path.read_text(encoding="utf-8")
    if how == "private":
        commands.share_measure(tracker, forecast, shared=False)
    elif how == "archived":
        commands.archive_measure(tracker, forecast, today)
    elif how == "item":
        key = f"measure:{tracker.measures.get(forecast).uid}"
        commands.switch_item(tracker, shared, key, on=False)
    else:
        commands.untell_decision(tracker, decision, shared)
    qtbot.waitUntil(lambda: not page.check_in.publisher.busy)
    assert said[-1] == "Less is shared now. 1 page published"
    assert gone not in path.read_text(encoding="utf-8")
    assert [row.what for row in ledger_rows(tracker)] == ["Scorecard (HTML), published"] * 2


def test_what_was_taken_back_while_pages_were_on_their_way_is_gone_when_the_window_closes(
    page, shared, forecast, bridge, tracker, folder
):
    commands.share_measure(tracker, forecast, shared=True)
    finish_week(page)
    commands.share_measure(tracker, forecast, shared=False)
    bridge.closing.emit()
    (path,) = folder.iterdir()
    assert tracker.measures.get(forecast).name not in path.read_text(encoding="utf-8")
    assert not page.check_in.publisher.busy


def test_who_is_shared_less_with_and_was_never_published_stays_unpublished(
    qtbot, page, shared, forecast, tracker, folder
):
    commands.share_measure(tracker, forecast, shared=True)
    commands.share_measure(tracker, forecast, shared=False)
    assert not page.check_in.publisher.busy
    assert files(folder) == []
