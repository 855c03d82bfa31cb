"""Work in another thread: it tells what it made, how far it is, what is wrong, and it stops."""

from __future__ import annotations

import gc
import sys
import threading

import pytest
from PySide6.QtCore import QObject, QThread

from tracker.domain.errors import FileTrouble
from tracker.gui import jobs
from tracker.gui.jobs import SHORT_TURN, TURN, Task


class Ear(QObject):
    """Lives in the window's thread, as whoever waits for a task does."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.made: list[object] = []
        self.told: list[object] = []
        self.steps: list[object] = []
        self.threads: list[QThread] = []
        task.done.connect(self.on_done)
        task.told.connect(self.on_told)
        task.progressed.connect(self.on_step)

    def on_done(self, made: object) -> None:
        self.made.append(made)
        self.threads.append(QThread.currentThread())

    def on_told(self, error: object) -> None:
        self.told.append(error)

    def on_step(self, step: object) -> None:
        self.steps.append(step)


@pytest.fixture(autouse=True)
def nothing_runs_on(qtbot):
    yield
    jobs.stop_all()
    qtbot.waitUntil(lambda: not jobs._running)


def test_what_was_made_comes_back_to_the_windows_thread(qtbot, qapp):
    threads = []

    def make(progress):
        threads.append(QThread.currentThread())
        progress(1, 2)
        return "made"

    task = Task(make)
    ear = Ear(task)
    task.begin()
    qtbot.waitUntil(lambda: ear.made == ["made"])
    assert ear.steps == [(1, 2)]
    assert ear.threads == [qapp.thread()]
    assert threads != [qapp.thread()]


def test_while_it_runs_no_garbage_is_looked_for_and_turns_are_short(qtbot):
    go = threading.Event()
    task = Task(lambda _progress: go.wait(10))
    collecting = gc.isenabled()
    gc.enable()
    try:
        task.begin()
        assert not gc.isenabled()
        assert sys.getswitchinterval() == pytest.approx(SHORT_TURN)
        go.set()
        qtbot.waitUntil(lambda: not jobs._running)
        assert gc.isenabled()
        assert sys.getswitchinterval() == pytest.approx(TURN)
    finally:
        if not collecting:
            gc.disable()


def test_what_a_person_can_put_right_is_told(qtbot):
    def make(_progress):
        raise FileTrouble("The disk is full", "Make room.")

    task = Task(make)
    ear = Ear(task)
    task.begin()
    qtbot.waitUntil(lambda: bool(ear.told))
    assert ear.told[0].sentence.startswith("The disk is full")
    assert ear.made == []


def test_a_stopped_task_gives_up_at_its_next_step_and_tells_nothing(qtbot):
    began, go = threading.Event(), threading.Event()
    steps = []

    def make(progress):
        began.set()
        go.wait(10)
        for at in range(9):
            progress(at, 9)
            steps.append(at)
        return "made"

    task = Task(make)
    ear = Ear(task)
    task.begin()
    assert began.wait(10)
    task.stop()
    go.set()
    qtbot.waitUntil(lambda: not jobs._running)
    assert (steps, ear.made, ear.told, ear.steps) == ([], [], [], [])


def test_whoever_wanted_it_may_be_gone(qtbot):
    go = threading.Event()
    task = Task(lambda _progress: go.wait(10))
    ear = Ear(task)
    task.begin()
    del task, ear
    gc.collect()
    go.set()
    qtbot.waitUntil(lambda: not jobs._running)


def test_at_the_end_everything_is_stopped_and_waited_for():
    go = threading.Event()

    def make(progress):
        while not go.wait(0.001):
            progress(0, 1)

    task = Task(make)
    task.begin()
    jobs.stop_all()
    assert task.isFinished()
