"""`make screenshots`: every page with sample data, in every light, size, scale and direction.

Pictures go to the ignored folder `screenshots/`; the few that README and docs show are copied from
there by hand. The day is fixed, so the same code gives the same pictures.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tracker.gui.jobs import Jobs

PATIENCE, CALM = 60, 20  # s for what works beside the window, and turns of its loop after that
TODAY = date(2026, 11, 20)
PAGES = ("week", "overview", "customers", "trends", "correct", "share", "review", "settings")


@dataclass(frozen=True)
class Shot:
    """One way to look at every page."""

    name: str
    theme: str = "light"
    size: tuple[int, int] = (1280, 800)
    data: str = "demo"
    text: int = 100  # per cent of the usual
    mirrored: bool = False


SHOTS = (
    Shot("light"),
    Shot("dark", theme="dark"),
    Shot("small", size=(960, 640)),
    Shot("small-dark", theme="dark", size=(960, 640)),
    Shot("empty", data="empty"),
    Shot("empty-dark", theme="dark", data="empty"),
    Shot("crowded", data="crowded"),
    Shot("crowded-small", size=(960, 640), data="crowded"),
    Shot("contrast", theme="contrast"),
    Shot("large", text=200),
    Shot("least", size=(720, 450)),
    Shot("mirrored", mirrored=True),
)


def fillers() -> dict[str, Callable[..., object]]:
    """Return what fills a tracker for each kind of data."""
    from tracker.app.demo import fill_demo, fill_many

    def crowded(tracker: object, today: date) -> None:
        fill_many(tracker, today, measures=60, weeks=104, seed=3)  # type: ignore[arg-type]

    return {"demo": fill_demo, "empty": lambda _tracker, _today: None, "crowded": crowded}


def settle(app: QApplication, jobs: Jobs) -> None:
    """Let the window do what waits, and what works beside it end, as the making of a pack."""
    from PySide6.QtCore import QThread

    end = monotonic() + PATIENCE
    calm = 0
    while calm < CALM and monotonic() < end:
        app.processEvents()
        calm = 0 if jobs.busy else calm + 1
        QThread.msleep(1)


def shoot(shot: Shot, pages: tuple[str, ...], folder: Path, scale: str) -> None:
    """Paint every page once and save it."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from tracker.app.settings import Settings
    from tracker.app.tracker import Tracker
    from tracker.gui.bridge import Bridge
    from tracker.gui.shell.mirrored import MirroredStyle
    from tracker.gui.shell.window import MainWindow
    from tracker.gui.theme import STYLE, Theme, make_application
    from tracker.paper.fonts import load_fonts

    app = QApplication.instance() or make_application("impact-tracker")
    load_fonts()
    way = Qt.LayoutDirection.RightToLeft if shot.mirrored else Qt.LayoutDirection.LeftToRight
    app.setLayoutDirection(way)
    app.setStyle(MirroredStyle(STYLE[1]) if shot.mirrored else STYLE[1])
    theme = Theme(app, shot.theme, shot.text)
    with Tracker() as tracker:
        fillers()[shot.data](tracker, TODAY)
        bridge = Bridge(
            tracker, theme, Settings(None), lambda: datetime.combine(TODAY, time(14, 2))
        )
        window = MainWindow(bridge)
        window.resize(*shot.size)
        window.show()
        for page in pages:
            window.show_page(page)
            settle(app, bridge.jobs)
            suffix = f"@{scale}x" if scale != "1" else ""
            window.grab().save(str(folder / f"{page}-{shot.name}{suffix}.png"))
        window.hide()
        bridge.jobs.stop_all()
        window.deleteLater()
        settle(app, bridge.jobs)


def main() -> int:
    """Take the pictures that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("screenshots"))
    parser.add_argument("--page", choices=PAGES, action="append")
    parser.add_argument("--shot", choices=[one.name for one in SHOTS], action="append")
    parser.add_argument("--scale", default="1", help="device pixels a logical pixel: 1.25, 2")
    arguments = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = arguments.scale
    arguments.folder.mkdir(exist_ok=True)
    for shot in SHOTS:
        if not arguments.shot or shot.name in arguments.shot:
            shoot(shot, tuple(arguments.page or PAGES), arguments.folder, arguments.scale)
    print(f"{len(list(arguments.folder.glob('*.png')))} pictures in {arguments.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
