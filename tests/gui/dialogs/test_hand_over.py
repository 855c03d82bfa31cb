"""A chart is seen before it leaves, with what is on it; then it is copied, dragged or saved."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from tracker.app import commands
from tracker.app.commands import StopInput
from tracker.domain.sharing import ShareKind, SharingWay
from tracker.gui.dialogs.hand_over import PREVIEW, HandOverDialog
from tracker.gui.overview.page import OverviewPage
from tracker.gui.trends.page import TrendsPage
from tracker.gui.widgets.chart_export import DragFolder, DragHandle, mime_of
from tracker.gui.widgets.item_list import KEY
from tracker.paper.writer import picture_name
from tracker.report.charts.draw import full_svg

COPIED = "Copied as a picture"


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


def shown(page) -> HandOverDialog:
    """Return the dialog that shows the chart before it leaves."""
    dialog = page.export.dialog
    assert dialog.isVisible()
    return dialog


def test_copy_hands_over_a_picture_a_drawing_and_words(trends, said) -> None:
    trends.copy_chart()
    dialog = shown(trends)
    assert dialog.copy.isDefault()
    QGuiApplication.clipboard().clear()
    dialog.copy.click()
    check(QGuiApplication.clipboard().mimeData(), dialog.page.picture)
    assert said[-1].startswith(COPIED)


def test_nothing_leaves_before_it_was_seen(qtbot, trends, tracker) -> None:
    QGuiApplication.clipboard().setText("mine")
    qtbot.mouseClick(trends.card.grip, Qt.MouseButton.LeftButton)
    dialog = shown(trends)
    assert QGuiApplication.clipboard().text() == "mine"
    width = dialog.preview.pixmap().width()  # as wide as the window below leaves room for
    assert PREVIEW // 3 <= width <= PREVIEW
    listed = [dialog.items.item(at).text() for at in range(dialog.items.count())]
    assert any(text.startswith("Month-end close answers: ") for text in listed)
    dialog.reject()
    assert tracker.ledger.all() == []


def test_a_chart_is_dragged_out_as_a_file_and_in_every_form(
    qtbot, trends, carried, said, tracker
) -> None:
    trends.copy_chart()
    dialog = shown(trends)
    pull(qtbot, dialog.grip)
    (mime,) = carried
    (url,) = mime.urls()
    path = Path(url.toLocalFile())
    assert path.name == f"{picture_name(trends.card.picture)}.png"
    assert path.read_bytes().startswith(b"\x89PNG")
    assert QImage(str(path)).size() == QImage(mime.imageData()).size()
    assert said == ["The chart was dragged out as a picture, and is in the ledger."]
    check(mime, dialog.page.picture)
    (share,) = tracker.ledger.all()
    assert (share.kind, share.way) == (ShareKind.CHART, SharingWay.COPY)
    assert tracker.ledger.content(share.id) == path.read_bytes()
    dialog.reject()


def test_a_drag_that_nobody_takes_is_in_no_ledger(
    qtbot, trends, said, monkeypatch, tracker
) -> None:
    monkeypatch.setattr(QDrag, "exec", lambda *_: Qt.DropAction.IgnoreAction)
    trends.copy_chart()
    pull(qtbot, shown(trends).grip)
    assert said == []
    assert tracker.ledger.all() == []
    assert tracker.file.query("SELECT count(*) FROM share_part") == [(0,)]
    shown(trends).reject()


def texts(dialog: HandOverDialog) -> dict[str, bool]:
    rows = [dialog.items.item(at) for at in range(dialog.items.count())]
    on = Qt.CheckState.Checked
    return {row.text(): row.checkState() == on for row in rows if row.data(KEY)}


def switch(dialog: HandOverDialog, text: str) -> None:
    rows = [dialog.items.item(at) for at in range(dialog.items.count())]
    row = next(row for row in rows if text in row.text() and row.data(KEY))
    off = row.checkState() is Qt.CheckState.Unchecked
    row.setCheckState(Qt.CheckState.Checked if off else Qt.CheckState.Unchecked)


def test_what_tells_of_others_is_on_it_only_if_it_is_chosen(
    trends, tracker, logged, finance, week, today
) -> None:
    commands.add_event(tracker, today, "The fair of Field sales")
    commands.add_event(tracker, today, "Their audit", measure_id=logged)
    service = commands.add_service(tracker, finance, "Close")
    with tracker.edit("service"):
        tracker.measures.rows.change(logged, service_id=service)
    link = commands.add_link(tracker, "Ledger team", "the export")
    with tracker.edit("link"):
        tracker.link_services.add(link_id=link, service_id=service)
    commands.start_stop(tracker, link, StopInput(started_on=week.start, effect="late"))
    commands.skip(tracker, logged, (week + -1).start, "Kim was ill")
    trends.show_measure(logged)
    trends.copy_chart()
    dialog = shown(trends)
    found = {text: on for text, on in texts(dialog).items() if ":" in text and "value" not in text}
    told = {text.rpartition(": ")[2]: on for text, on in found.items()}
    assert told["The fair of Field sales"] is False
    assert told["Their audit"] is True
    assert told["the export, Ledger team"] is False
    assert [on for text, on in texts(dialog).items() if text.startswith("Why ")] == [False]
    leaves = full_svg(dialog.page.picture) + dialog.page.picture.summary
    for secret in ("fair", "Ledger team", "Kim was ill"):
        assert secret not in leaves
    assert "Their audit" in leaves
    for text in ("Field sales", "Ledger team"):
        switch(dialog, text)
    leaves = full_svg(dialog.page.picture)
    assert "fair of Field" in leaves
    assert "Ledger team" in leaves
    dialog.copy.click()
    trends.copy_chart()  # the next one begins with what is usual
    assert "fair of Field" not in full_svg(shown(trends).page.picture)
    shown(trends).reject()


@pytest.mark.parametrize("for_them", [True, False])
def test_only_a_chart_for_them_counts_as_shown(trends, tracker, logged, for_them) -> None:
    commands.share_measure(tracker, logged, shared=for_them)
    trends.show_measure(logged)
    trends.copy_chart()
    dialog = shown(trends)
    assert dialog.whom.value == ("them" if for_them else "me")  # a private measure is not for them
    dialog.copy.click()
    (share,) = tracker.ledger.all()
    assert (share.customer, share.for_them) == ("Finance leads", for_them)
    assert bool(tracker.ledger.last_shown()) is for_them


def test_a_small_move_is_a_click_and_no_drag(qtbot, trends, carried) -> None:
    trends.copy_chart()
    grip = shown(trends).grip
    start = grip.rect().center()
    qtbot.mousePress(grip, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(grip, start + QPoint(1, 1))
    qtbot.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=start + QPoint(1, 1))
    assert carried == []
    assert not trends.export.dialog.isVisible()  # a click copies


def test_nothing_to_hand_over_is_a_sentence(qtbot, bridge, answers, said) -> None:
    page = TrendsPage(bridge)
    qtbot.addWidget(page)
    page.show()
    assert not page.card.grip.isVisible()
    for wish in (page.copy_chart, page.export_chart):
        wish()
        assert said.pop() == "There is nothing to export yet: log a value first."


def test_the_grip_says_what_it_is_for(trends, overview) -> None:
    for grip, what in (
        (trends.card.grip, "the chart"),
        (overview.body.heat_card.grip, "the heat map"),
    ):
        assert grip.isVisible()
        assert grip.accessibleName() == f"Copy or drag out {what}"
        assert "drag it into a mail" in grip.toolTip()


def test_the_heat_map_is_copied_dragged_and_saved(
    qtbot, overview, carried, said, tmp_path, today, tracker
) -> None:
    qtbot.mouseClick(overview.body.heat_card.grip, Qt.MouseButton.LeftButton)
    shown(overview).copy.click()
    mime = QGuiApplication.clipboard().mimeData()
    assert "Finance leads, Effectiveness:" in mime.text()
    overview.copy_heat_map()
    pull(qtbot, shown(overview).grip)
    name = f"Customers by impact area {today}"
    assert Path(carried[0].urls()[0].toLocalFile()).name == f"{name}.png"
    shown(overview).reject()
    overview.save_heat_map()
    dialog = shown(overview)
    dialog.form.setCurrentIndex(3)
    dialog.save.click()
    assert Path(dialog.dialog.selectedFiles()[0]).name == f"{name}.svg"
    dialog.dialog.fileSelected.emit(str(tmp_path / "map.svg"))
    assert "Month-end close answers" in (tmp_path / "map.svg").read_text(encoding="utf-8")
    shares = tracker.ledger.all()
    assert [one.way for one in shares] == [SharingWay.COPY, SharingWay.COPY, SharingWay.FILE]
    assert {one.for_them for one in shares} == {False}  # it shows several, and was for none of them
    assert tracker.ledger.last_shown() == {}


def test_the_heat_map_holds_the_customers_that_are_shown_and_not_switched_off(
    qtbot, overview, tracker, bridge, carried
) -> None:
    from tracker.domain.customer import CustomerKind, Tier

    commands.add_customer(tracker, "Auditors", Tier.SERVE, CustomerKind.EXTERNAL)
    commands.add_customer(tracker, "Bank", Tier.SERVE, CustomerKind.EXTERNAL)
    overview.refresh()
    qtbot.mouseClick(overview.header.sides.buttons["external"], Qt.MouseButton.LeftButton)
    overview.copy_heat_map()
    dialog = shown(overview)
    switch(dialog, "Bank")
    dialog.copy.click()
    svg = bytes(QGuiApplication.clipboard().mimeData().data("image/svg+xml").data()).decode()
    assert "Auditors" in svg
    assert "Finance leads" not in svg
    assert "Bank" not in svg


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
