"""Another folder to publish into, or none: what lies in the old one does not stay behind unsaid."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tracker.app import commands
from tracker.app.person import person
from tracker.app.sharing.ledger import ledger_rows
from tracker.app.sharing.publishing import publish
from tracker.gui.publisher import Publisher
from tracker.gui.settings.cards import PublishCard
from tracker.store.outgoing import write_whole


@pytest.fixture
def old(tmp_path: Path, tracker, logged, finance, today: date) -> Path:
    """Publish one customer's page into a folder, in which a copy and another's file lie, too."""
    folder = tmp_path / "old"
    folder.mkdir()
    commands.share_measure(tracker, logged, shared=True)
    commands.publish_for(tracker, finance, on=True)
    commands.publish_into(tracker, folder, index=True)
    publish(tracker, today, write_whole)
    page = next(folder.glob("finance-*"))
    (folder / f"May {page.name}").write_bytes(page.read_bytes())
    (folder / "notes.html").write_text("mine", encoding="utf-8")
    return folder


@pytest.fixture
def new(tmp_path: Path) -> Path:
    (tmp_path / "new").mkdir()
    return tmp_path / "new"


@pytest.fixture
def publisher(bridge, old) -> Publisher:
    return Publisher(bridge)


@pytest.fixture
def card(qtbot, bridge, old, publisher):
    card = PublishCard(bridge)
    qtbot.addWidget(card)
    card.show_folder()
    yield card
    bridge.jobs.stop_all()


@pytest.fixture
def said(bridge) -> list[str]:
    heard: list[str] = []
    bridge.message.connect(heard.append)
    return heard


def names(folder: Path) -> list[str]:
    return sorted(path.name.partition("-")[0] for path in folder.iterdir())


@pytest.mark.parametrize("how", ["other", "none"])
def test_our_pages_leave_the_old_folder_and_nothing_else_does(
    qtbot, card, publisher, old, new, tracker, said, how
):
    if how == "other":
        card._on_chosen(str(new))
    else:
        card.stop.click()
    qtbot.waitUntil(lambda: not publisher._leaving.busy)
    assert names(old) == ["May finance", "notes.html"]
    assert said[-1].endswith(f"The page in “{old}” was deleted.")
    assert ledger_rows(tracker)[0].what == "Scorecard (HTML), withdrawn"
    assert person(tracker).publish_to == (str(new) if how == "other" else "")


def test_pages_that_cannot_be_reached_are_said_to_stay_and_where(
    qtbot, card, publisher, old, new, tracker, said
):
    away = old.rename(old.with_name("away"))
    card._on_chosen(str(new))
    qtbot.waitUntil(lambda: not publisher._leaving.busy)
    assert f"Pages that lie in “{old}” stay there" in said[-1]
    assert "there is no such folder" in said[-1]
    assert [row.what for row in ledger_rows(tracker)] == ["Scorecard (HTML), published"]
    assert len(names(away)) == 4


def test_the_same_folder_again_takes_nothing_away(card, publisher, old):
    before = names(old)
    card._on_chosen(str(old))
    assert not publisher._leaving.busy
    assert names(old) == before


def test_undoing_the_first_choice_leaves_no_page_without_an_owner(
    qtbot, publisher, old, tracker, said
):
    while tracker.history.undo_label != "choose where to publish":
        tracker.undo()
    tracker.undo()
    assert person(tracker).publish_to == ""
    qtbot.waitUntil(lambda: not publisher._leaving.busy)
    assert names(old) == ["May finance", "notes.html"]
    assert said[-1].endswith(f"The page in “{old}” was deleted.")
    assert ledger_rows(tracker)[0].what == "Scorecard (HTML), withdrawn"


def test_undoing_another_choice_takes_the_pages_out_of_the_other_folder(
    qtbot, card, publisher, old, new, tracker, today
):
    card._on_chosen(str(new))
    qtbot.waitUntil(lambda: not publisher._leaving.busy)
    publish(tracker, today, write_whole)
    assert names(new) == ["finance", "index.html"]
    tracker.undo()
    assert person(tracker).publish_to == str(old)
    qtbot.waitUntil(lambda: not publisher._leaving.busy)
    assert names(new) == []
    publish(tracker, today, write_whole)
    assert "finance" in names(old)
    tracker.redo()
    qtbot.waitUntil(lambda: not publisher._leaving.busy)
    assert names(old) == ["May finance", "notes.html"]
