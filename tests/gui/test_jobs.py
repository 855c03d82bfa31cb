"""Work in another thread: it tells what it made, how far it is, what is wrong, and it stops."""

from __future__ import annotations

import gc
import sys
import threading

import pytest
from PySide6.QtCore import QObject, QThread

from tracker.domain.errors import FileTrouble
from tracker.gui.jobs import BETWEEN_WHOLE, MUCH, SHORT_TURN, TURN, Garbage, Job, Jobs, Task


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


def test_while_it_runs_turns_are_short(qtbot, jobs):
    go = threading.Event()
    task = jobs.task(lambda _progress: go.wait(10))
    task.begin()
    assert sys.getswitchinterval() == pytest.approx(SHORT_TURN)
    go.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert sys.getswitchinterval() == pytest.approx(TURN)


class Ring:
    """Holds itself, so that only a look for garbage takes it apart."""

    def __init__(self, taken_apart: list[int]) -> None:
        self.itself = self
        self.taken_apart = taken_apart

    def __del__(self) -> None:
        self.taken_apart.append(threading.get_ident())


@pytest.fixture
def garbage(qapp):
    made = Garbage(qapp, lambda: False)
    made.begin()
    made.setInterval(0)
    yield made
    made.stop()
    made.deleteLater()


def make_much() -> list[list[int]]:
    return [[at] for at in range(2 * MUCH)]


def test_what_nobody_holds_is_taken_apart_by_the_event_loop_alone(qtbot, garbage):
    """A window that is taken apart in another thread, or while Qt is at it, ends the program."""
    taken_apart: list[int] = []
    Ring(taken_apart)
    kept = make_much()
    job = Job(lambda: kept.extend(make_much()))
    job.start()
    job.wait()
    assert taken_apart == []
    qtbot.waitUntil(lambda: bool(taken_apart))
    assert taken_apart == [threading.get_ident()]


def test_beside_a_task_no_garbage_is_looked_for(qapp):
    taken_apart: list[int] = []
    busy = [True]
    garbage = Garbage(qapp, lambda: busy[0])
    Ring(taken_apart)
    kept = make_much()
    garbage.look()
    assert taken_apart == []
    busy.clear()
    busy.append(False)
    garbage.look()
    assert taken_apart
    assert kept
    garbage.deleteLater()


def test_what_was_held_for_long_is_found_too(qapp, garbage):
    taken_apart: list[int] = []
    old = Ring(taken_apart)
    gc.collect()  # it is among the oldest now
    del old
    kept = []
    for _ in range(BETWEEN_WHOLE):
        kept.append(make_much())
        garbage.look()
    assert taken_apart


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


def test_what_was_stopped_gives_turns_back_at_once(jobs):
    """Nobody may be there any more to hear that it ended: a file is let go of with its jobs."""
    for _ in range(2):
        jobs.task(lambda progress: [progress(0, 1) for _ in iter(int, 1)]).begin()
    assert jobs.busy
    jobs.stop_all()
    assert sys.getswitchinterval() == pytest.approx(TURN)


def test_the_jobs_of_one_file_know_nothing_of_anothers(bridge, jobs):
    go = threading.Event()
    jobs.task(lambda _progress: go.wait(10)).begin()
    assert jobs.busy
    assert not bridge.jobs.busy
    bridge.jobs.stop_all()
    assert jobs.busy
    go.set()
