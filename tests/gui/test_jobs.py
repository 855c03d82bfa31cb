"""Work in another thread: it tells what it made, how far it is, what is wrong, and it stops."""

from __future__ import annotations

import gc
import sys
import threading

import pytest
from PySide6.QtCore import QObject, QThread

from tracker.domain.errors import FileTrouble
from tracker.gui.jobs import SHORT_TURN, TURN, Jobs, Task


class Ear(QObject):
    """Lives in the window's thread, as whoever waits for a task does."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.made: list[object] = []
        self.told: list[object] = []
        self.steps: list[object] = []
        self.threads: list[QThread] = []
        task.succeeded.connect(self.on_done)
        task.failed.connect(self.on_told)
        task.progressed.connect(self.on_step)

    def on_done(self, made: object) -> None:
        self.made.append(made)
        self.threads.append(QThread.currentThread())

    def on_told(self, error: object) -> None:
        self.told.append(error)

    def on_step(self, step: object) -> None:
        self.steps.append(step)


@pytest.fixture
def jobs(qtbot):
    jobs = Jobs()
    yield jobs
    jobs.stop_all()
    assert not jobs.busy


def test_what_was_made_comes_back_to_the_windows_thread(qtbot, qapp, jobs):
    threads = []

    def make(progress):
        threads.append(QThread.currentThread())
        progress(1, 2)
        return "made"

    task = jobs.task(make)
    ear = Ear(task)
    task.begin()
    qtbot.waitUntil(lambda: ear.made == ["made"])
    assert ear.steps == [(1, 2)]
    assert ear.threads == [qapp.thread()]
    assert threads != [qapp.thread()]


def test_while_it_runs_no_garbage_is_looked_for_and_turns_are_short(qtbot, jobs):
    go = threading.Event()
    task = jobs.task(lambda _progress: go.wait(10))
    collecting = gc.isenabled()
    gc.enable()
    try:
        task.begin()
        assert not gc.isenabled()
        assert sys.getswitchinterval() == pytest.approx(SHORT_TURN)
        go.set()
        qtbot.waitUntil(lambda: not jobs.busy)
        assert gc.isenabled()
        assert sys.getswitchinterval() == pytest.approx(TURN)
    finally:
        if not collecting:
            gc.disable()


def test_what_a_person_can_put_right_is_told(qtbot, jobs):
    def make(_progress):
        raise FileTrouble("The disk is full", "Make room.")

    task = jobs.task(make)
    ear = Ear(task)
    task.begin()
    qtbot.waitUntil(lambda: bool(ear.told))
    assert ear.told[0].sentence.startswith("The disk is full")
    assert ear.made == []


def test_a_stopped_task_gives_up_at_its_next_step_and_tells_nothing(qtbot, jobs):
    began, go = threading.Event(), threading.Event()
    steps = []

    def make(progress):
        began.set()
        go.wait(10)
        for at in range(9):
            progress(at, 9)
            steps.append(at)
        return "made"

    task = jobs.task(make)
    ear = Ear(task)
    task.begin()
    assert began.wait(10)
    task.stop()
    go.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert (steps, ear.made, ear.told, ear.steps) == ([], [], [], [])


def test_whoever_wanted_it_may_be_gone(qtbot, jobs):
    go = threading.Event()
    task = jobs.task(lambda _progress: go.wait(10))
    ear = Ear(task)
    task.begin()
    del task, ear
    gc.collect()
    go.set()
    qtbot.waitUntil(lambda: not jobs.busy)


def test_at_the_end_everything_is_stopped_and_waited_for(jobs):
    go = threading.Event()

    def make(progress):
        while not go.wait(0.001):
            progress(0, 1)

    task = jobs.task(make)
    task.begin()
    jobs.stop_all()
    assert task.isFinished()
    assert not jobs.busy


def test_what_was_stopped_gives_garbage_and_turns_back_at_once(jobs):
    """Nobody may be there any more to hear that it ended: a file is let go of with its jobs."""
    collecting = gc.isenabled()
    gc.enable()
    try:
        for _ in range(2):
            jobs.task(lambda progress: [progress(0, 1) for _ in iter(int, 1)]).begin()
        assert jobs.busy
        assert not gc.isenabled()
        jobs.stop_all()
        assert gc.isenabled()
        assert sys.getswitchinterval() == pytest.approx(TURN)
    finally:
        if not collecting:
            gc.disable()


def test_the_jobs_of_one_file_know_nothing_of_anothers(bridge, jobs):
    go = threading.Event()
    jobs.task(lambda _progress: go.wait(10)).begin()
    assert jobs.busy
    assert not bridge.jobs.busy
    bridge.jobs.stop_all()
    assert jobs.busy
    go.set()
