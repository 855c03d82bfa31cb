"""A page where files are brought in, over a real file: it is written in another thread."""

from __future__ import annotations

import pytest
from tests.gui.bring_in.steps import settled

from tracker.app.tracker import Tracker
from tracker.gui.bring_in.page import ImportPage


@pytest.fixture
def ask(qtbot, bridge):
    def opened(path):
        page = ImportPage(bridge)
        qtbot.addWidget(page)
        page.resize(1240, 780)
        page.show()
        page.open_file(path)
        settled(qtbot, page)
        return page

    yield opened
    bridge.jobs.stop_all()


@pytest.fixture
def tracker(tmp_path, today):
    """A real file: it is written through a second connection, in another thread."""
    with Tracker(tmp_path / "diary.db") as opened:
        opened.today = lambda: today
        yield opened


@pytest.fixture
def said(bridge):
    heard: list[str] = []
    bridge.message.connect(heard.append)
    return heard
