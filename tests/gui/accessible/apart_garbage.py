"""Somebody listens while windows come and go that nobody holds any more: none ends the program.

Everything that is asked of a window for who listens is answered by Python, often in the middle of
what Qt is doing. Python's own look for garbage took windows apart there, and in threads.
"""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tracker.gui.accessible.faces import install
from tracker.gui.accessible.points import Points
from tracker.gui.jobs import Garbage, Job

ROUNDS, WAITING, MOST = 5, 10, 150
TEXTS = ("one", "two")


class Drawn(QWidget, Points):
    def point_texts(self) -> tuple[str, ...]:
        return TEXTS

    def point_area(self, at: int) -> QRect:
        return QRect(at, 0, 5, 5)


class Ringed(QWidget):
    """A window that holds itself: only a look for garbage takes it apart."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self
        layout = QVBoxLayout(self)
        for _ in range(5):
            layout.addWidget(Drawn())


def listen(window: QWidget) -> int:
    """Ask for everything, as who listens does."""
    faces = [QAccessible.queryAccessibleInterface(one) for one in window.findChildren(QWidget)]
    points = [face.child(at) for face in faces for at in range(face.childCount())]
    return len({QAccessible.uniqueId(one) for one in points})


@pytest.mark.parametrize("active", [True, False])
def test_windows_go_while_somebody_listens(qapp, active):
    QAccessible.setActive(active)
    install()
    gc.enable()  # as Python has it by itself, but sooner
    gc.set_threshold(100, 2, 2)
    garbage = Garbage(qapp, lambda: False)
    garbage.begin()
    asked = 0
    for _ in range(ROUNDS):
        for _ in range(WAITING):
            window = Ringed()
            window.show()
            QApplication.processEvents()
            asked += listen(window)
        job = Job(lambda: list(map(list, [[0]] * 300_000)))
        job.start()
        for _ in range(MOST):
            window = Ringed()
            window.show()
            asked += listen(window)
            QApplication.processEvents()
            window.hide()
            if job.isFinished():
                break
        job.wait()
        del window
        gc.collect()
    garbage.stop()
    QAccessible.setActive(False)
    assert asked > ROUNDS * WAITING * len(TEXTS) if active else not asked
