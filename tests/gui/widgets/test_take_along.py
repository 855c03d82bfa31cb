"""A chart leaves the window by the clipboard or by a drag, and the heat map as a file too."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from tracker.app import commands
from tracker.gui.overview.page import OverviewPage
from tracker.gui.trends.page import TrendsPage
from tracker.gui.widgets.chart_export import DragFolder, DragHandle, mime_of
from tracker.paper.writer import picture_name
from tracker.report.charts.draw import full_svg

COPIED = "The chart is on the clipboard"


@pytest.fixture
def said(bridge):
    heard: list[str] = []
    bridge.message.connect(heard.append)
    return heard


@pytest.fixture
def trends(qtbot, bridge, logged, forecast):
    page = TrendsPage(bridge)
    qtbot.addWidget(page)
    page.resize(1084, 740)
    page.show()
    page.show_measure(logged)
    qtbot.waitUntil(lambda: page.card.chart is not None)
    return page


@pytest.fixture
def overview(qtbot, bridge, logged, forecast):
    page = OverviewPage(bridge)
    qtbot.addWidget(page)
    page.resize(1084, 740)
    page.show()
    return page


@pytest.fixture
def carried(monkeypatch):
    """Let every drag be taken at once, and keep what it carried."""
    taken: list[QMimeData] = []

    def drop(drag: QDrag, actions: Qt.DropAction) -> Qt.DropAction:
        assert actions == Qt.DropAction.CopyAction
        assert not drag.pixmap().isNull()
        taken.append(drag.mimeData())
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", drop)
    yield taken
    DragFolder.clear()


def pull(qtbot, grip: DragHandle) -> None:
    """Take hold of the grip and go far enough."""
    start = grip.rect().center()
    far = QPoint(QApplication.startDragDistance() + 2, 0)
    qtbot.mousePress(grip, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(grip, start + far / 4)
    qtbot.mouseMove(grip, start + far)
    qtbot.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=start + far)


def check(mime: QMimeData, picture) -> None:
    """What leaves is the drawing of paper: twice as fine, as SVG, and in words."""
    svg = full_svg(picture)
    image = QImage(mime.imageData())
    assert f'width="{image.width() // 2}"' in svg
    assert bytes(mime.data("image/svg+xml").data()).decode() == svg
    assert mime.text() == picture.summary
    assert "tired" not in svg + mime.text()


def test_copy_hands_over_a_picture_a_drawing_and_words(trends, said) -> None:
    trends.copy_chart()
    check(QGuiApplication.clipboard().mimeData(), trends.card.picture)
    assert said[-1].startswith(COPIED)


def test_a_click_on_the_grip_copies(qtbot, trends, said) -> None:
    QGuiApplication.clipboard().clear()
    qtbot.mouseClick(trends.card.grip, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().mimeData().hasFormat("image/svg+xml")
    assert said[-1].startswith(COPIED)


def test_a_chart_is_dragged_out_as_a_file_and_in_every_form(qtbot, trends, carried, said) -> None:
    pull(qtbot, trends.card.grip)
    (mime,) = carried
    (url,) = mime.urls()
    path = Path(url.toLocalFile())
    assert path.name == f"{picture_name(trends.card.picture)}.png"
    assert path.read_bytes().startswith(b"\x89PNG")
    assert QImage(str(path)).size() == QImage(mime.imageData()).size()
    assert said == ["The chart was handed over as a picture."]
    check(mime, trends.card.picture)


def test_a_drag_that_nobody_takes_says_nothing(qtbot, trends, said, monkeypatch) -> None:
    monkeypatch.setattr(QDrag, "exec", lambda *_: Qt.DropAction.IgnoreAction)
    pull(qtbot, trends.card.grip)
    assert said == []


def test_a_small_move_is_a_click_and_no_drag(qtbot, trends, carried) -> None:
    grip = trends.card.grip
    start = grip.rect().center()
    qtbot.mousePress(grip, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(grip, start + QPoint(1, 1))
    qtbot.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=start + QPoint(1, 1))
    assert carried == []


def test_nothing_to_hand_over_is_a_sentence(qtbot, bridge, answers, said) -> None:
    page = TrendsPage(bridge)
    qtbot.addWidget(page)
    page.show()
    assert not page.card.grip.isVisible()
    for wish in (page.copy_chart, page.export_chart):
        wish()
        assert said.pop() == "There is nothing to hand over yet: log a value first."


def test_the_grip_says_what_it_is_for(trends, overview) -> None:
    for grip, what in ((trends.card.grip, "the chart"), (overview.body.grip, "the heat map")):
        assert grip.isVisible()
        assert grip.accessibleName() == f"Copy or drag out {what}"
        assert "Drag this into a mail" in grip.toolTip()


def test_the_heat_map_is_copied_dragged_and_saved(
    qtbot, overview, carried, said, tmp_path, today
) -> None:
    qtbot.mouseClick(overview.body.grip, Qt.MouseButton.LeftButton)
    mime = QGuiApplication.clipboard().mimeData()
    assert "Finance leads, Effectiveness:" in mime.text()
    pull(qtbot, overview.body.grip)
    name = f"Customers by impact area {today}"
    assert Path(carried[0].urls()[0].toLocalFile()).name == f"{name}.png"
    overview.save_heat_map()
    menu = overview.export
    assert menu.isVisible()
    (svg,) = (one for one in menu.actions() if one.text().startswith("SVG"))
    svg.trigger()
    menu.hide()
    assert Path(menu.dialog.selectedFiles()[0]).name == f"{name}.svg"
    menu.dialog.fileSelected.emit(str(tmp_path / "map.svg"))
    menu.dialog.reject()
    assert "Month-end close answers" in (tmp_path / "map.svg").read_text(encoding="utf-8")


def test_the_heat_map_holds_the_customers_that_are_shown(
    qtbot, overview, tracker, bridge, carried
) -> None:
    from tracker.domain.customer import CustomerKind, Tier

    commands.add_customer(tracker, "Auditors", Tier.SERVE, CustomerKind.EXTERNAL)
    overview.refresh()
    qtbot.mouseClick(overview.header.sides.buttons["external"], Qt.MouseButton.LeftButton)
    overview.copy_heat_map()
    svg = bytes(QGuiApplication.clipboard().mimeData().data("image/svg+xml").data()).decode()
    assert "Auditors" in svg
    assert "Finance leads" not in svg


def test_what_was_dragged_is_gone_when_the_program_ends() -> None:
    code = (
        "from tracker.gui.widgets.chart_export import DragFolder\n"
        "folder = DragFolder.folder()\n"
        "(folder / 'chart.png').write_bytes(b'x')\n"
        "print(folder)\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert not Path(said.stdout.strip()).exists()


def test_a_folder_that_was_tidied_away_is_made_again() -> None:
    first = DragFolder.folder()
    DragFolder.clear()
    assert DragFolder.folder().is_dir()
    assert DragFolder.folder() != first
    DragFolder.clear()


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_what_leaves_is_light_as_paper(trends, theme, theme_name) -> None:
    theme.choose(theme_name)
    _, content = mime_of(trends.card.picture)
    assert QImage.fromData(content).pixelColor(1, 1).name() == "#ffffff"
    theme.choose("light")


def test_both_ways_stand_in_the_menu() -> None:
    from tracker.gui.menus import MENUS

    found = {one.method: one for _, menu in MENUS for one in menu if one}
    assert found["copy_chart"].shortcut == "Ctrl+Alt+C"
    assert found["save_heat_map"].owner == "overview"
