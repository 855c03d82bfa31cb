"""No way out of an editor loses what was typed: every editor of every page, every way.

Editors are found by their class, so a new one is in here as soon as it stands on a page. What was
typed is kept when it is in the data, or a draft that stands in its form again.
"""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)
from tests.gui.places import NOW, PLACES, all_dialogs, made, settle

import tracker.gui
from tracker.app import commands
from tracker.app.demo import fill_demo
from tracker.app.drafts import Drafts
from tracker.app.settings import Settings
from tracker.app.tables import TABLES
from tracker.app.tracker import Tracker
from tracker.domain.customer import Tier
from tracker.domain.notes import NoteKind
from tracker.domain.typed_day import day_in_words
from tracker.gui.draft import FINDS, WORDS, text_of, written_fields
from tracker.gui.shell.errors import ExceptionHandler
from tracker.gui.shell.session import Session
from tracker.gui.shell.window import MainWindow
from tracker.gui.theme import Theme
from tracker.gui.week.entry import NumberEntry
from tracker.gui.week.list import WeekList
from tracker.gui.widgets.dates import DayField

EDITORS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


@dataclass
class Typist:
    """Types something that is found again nowhere else."""

    number: int = 0

    def enter(self, field: QWidget) -> None:
        """Type into a field, or choose something else there."""
        if not (field.isVisible() and field.isEnabled()):
            return
        if isinstance(field, QAbstractButton):
            field.click()
        elif isinstance(field, QComboBox):
            at = (field.currentIndex() + 1) % field.count()
            field.setCurrentIndex(at)
            field.activated.emit(at)
        elif isinstance(field, QListWidget):
            field.setCurrentRow(field.count() - 1)
            QTest.keyClick(field, Qt.Key.Key_Space)
        elif not (isinstance(field, WORDS) and field.isReadOnly()):
            self.type_into(field)

    def type_into(self, editor: QWidget) -> str:
        """Replace what stands there by keys; return how it is found in the file."""
        self.number += 1
        editor.setFocus()
        if isinstance(editor, NumberEntry):
            text = f"{self.number / 1000 + 2:.3f}1"
        elif isinstance(editor, QAbstractSpinBox):
            text = str(1 + self.number % 3)
        elif isinstance(editor.parentWidget(), DayField):
            text = f"2026-10-{1 + self.number % 28:02}"
        else:
            text = f"zebra{self.number}@b.org"
        editor.selectAll()
        QTest.keyClick(editor, Qt.Key.Key_Delete)
        QTest.keyClicks(editor, text)
        return text


def editors_of(window: MainWindow) -> list[QWidget]:
    """Return every field in view that a person can type into, but those that only look for it."""
    found: list[QWidget] = []
    for kind in EDITORS:
        found += [
            one
            for one in window.findChildren(kind)
            if one.isVisible()
            and one.isEnabled()
            and not (isinstance(one, (QLineEdit, QPlainTextEdit)) and one.isReadOnly())
            and not one.property(FINDS)
            and not isinstance(one.parentWidget(), QAbstractSpinBox)
        ]
    return found


def shown(text: str) -> str:
    """Return a text as its field shows it when it is left."""
    return day_in_words(date.fromisoformat(text)) if text.startswith("2026-10-") else text


def dump(tracker: Tracker) -> str:
    """Return everything that the file holds."""
    return "\n".join(str(tracker.file.query(f'SELECT * FROM "{name}"')) for name in TABLES)


def another_page(session: Session) -> None:
    here = session.window.stack.currentWidget()
    session.window.show_page("week" if here is session.window.page("settings") else "settings")


def another_window(session: Session) -> None:
    other = QWidget()
    other.show()
    other.activateWindow()
    settle()
    assert not session.window.isActiveWindow()
    other.close()
    session.window.activateWindow()


def minimise(session: Session) -> None:
    session.window.showMinimized()
    settle()
    session.window.showNormal()
    session.window.activateWindow()


def quit_it(session: Session) -> None:
    session.window.close()
    session.window.show()
    session.window.activateWindow()


def end_of_session(session: Session) -> None:
    session.keep_written()


def undo(session: Session) -> None:
    """Take back what was done before; what is being typed stays, and is kept when it is left."""
    session.window.undo()
    settle()
    another_page(session)


WAYS = {
    "another page": another_page,
    "another window": another_window,
    "minimise": minimise,
    "quit": quit_it,
    "end of session": end_of_session,
    "undo": undo,
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Path:
    """Return a file of sample data, made once: each test has a copy."""
    path = tmp_path_factory.mktemp("sample") / "work.db"
    with Tracker(path) as tracker:
        fill_demo(tracker, NOW.date())
        customer = tracker.customers.where("tier = 'wow'")[0]
        commands.place_customer(tracker, customer.id, Tier.SERVE, NOW.date())
        commands.add_note(
            tracker,
            commands.NoteInput(
                text="Answer before noon", happened_on=NOW.date(), kind=NoteKind.IDEA
            ),
        )
        tracker.judge.findings()  # so that no copy of it has to be judged first
    return path


@contextmanager
def started(theme: Theme, sample: Path, folder: Path) -> Iterator[Session]:
    """Have the window open on a copy of the sample data."""
    path = folder / "work.db"
    shutil.copy(sample, path)
    session = Session(theme, Settings(None), ExceptionHandler(), lambda: NOW)
    session.start(path)
    session.window.activateWindow()
    assert QTest.qWaitForWindowActive(session.window)
    settle()
    yield session
    session.close()


@pytest.fixture
def session(theme, tmp_path, sample) -> Iterator[Session]:
    with started(theme, sample, tmp_path) as session:
        yield session


@pytest.fixture(scope="module")
def running(theme, sample, tmp_path_factory) -> Iterator[Session]:
    """Have one window for all dialogs: each is opened over it and left again."""
    with started(theme, sample, tmp_path_factory.mktemp("running")) as session:
        yield session


def go(window: MainWindow, place: str) -> list[QWidget]:
    PLACES[place](window)
    settle()
    return editors_of(window)


def bring_to_front(window: MainWindow) -> None:
    """Make it the window that is typed into."""
    window.activateWindow()
    settle()


class Flashes(QObject):
    """Hears of windows that come and go of themselves: each takes the focus along."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_no_place_opens_a_window_of_its_own_on_the_way(session):
    flashes = Flashes()
    QApplication.instance().installEventFilter(flashes)
    for place in PLACES:
        go(session.window, place)
    QApplication.instance().removeEventFilter(flashes)
    assert flashes.seen == []


def test_every_module_that_makes_an_editor_is_walked_through(session):
    """A new editor has to stand in one of the places, or in a dialog (see below)."""
    walked = {WeekList.__module__}
    for place in PLACES:
        for editor in go(session.window, place):
            widget = editor
            while widget is not None and not widget.isWindow():
                walked.add(type(widget).__module__)
                widget = widget.parentWidget()
    walked |= {kind.__module__ for kind in all_dialogs()}
    assert makers() - walked == set(LOOKED_AT)


def makers() -> set[str]:
    """Return the modules of the window that make something to type into, of a class of ours too."""
    root = Path(tracker.gui.__file__).parent
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in root.rglob("*.py")}
    names = {kind.__name__ for kind in EDITORS} | {"QSpinBox", "QDoubleSpinBox", "DayField"}
    known = 0
    while known != len(names):  # a class of a class of an editor is one, too
        known = len(names)
        for tree in trees.values():
            names |= {
                node.name
                for node in ast.walk(tree)
                if isinstance(node, ast.ClassDef) and names & set(map(ast.unparse, node.bases))
            }
    return {
        "tracker.gui." + ".".join(path.relative_to(root).with_suffix("").parts)
        for path, tree in trees.items()
        if any(
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
            for node in ast.walk(tree)
        )
    }


LOOKED_AT = {
    "tracker.gui.palette.palette": "looks for where to go",
    "tracker.gui.bring_in.outcome": "says how a table is read, before it is taken in",
    "tracker.gui.bring_in.measure_card": "says what a table lacks, before it is taken in",
    "tracker.gui.shell.crash": "shows a report, which is only read",
    "tracker.gui.trends.list": "looks for a measure",
    "tracker.gui.palette.narrowing": "says from when to when is looked",
    "tracker.gui.measure.ready_made": "looks for a ready-made measure",
    "tracker.gui.shell.help": "looks for a key",
    "tracker.gui.measure.fields": "stands in the dialog of a measure",
    "tracker.gui.plan.wants": "the plan keeps every answer (tests/gui/plan)",
    "tracker.gui.plan.when": "the plan keeps every answer (tests/gui/plan)",
    "tracker.gui.plan.who": "the plan keeps every answer (tests/gui/plan)",
    "tracker.gui.plan.measure": "the plan keeps every answer (tests/gui/plan)",
}


@pytest.mark.parametrize("place", PLACES)
def test_no_way_out_loses_what_is_being_typed(session, place):
    window, tracker, drafts = session.window, session.bridge.tracker, session.bridge.drafts
    typist, lost = Typist(), []
    count = len(go(window, place))
    bring_to_front(window)  # another test's window may have come over it while it was made
    for at in range(count):
        for name, leave in WAYS.items():
            editors = go(window, place)
            if at >= len(editors):
                continue
            editor, before = editors[at], dump(tracker)
            called = editor.accessibleName() or type(editor).__name__
            assert window.isActiveWindow(), f"nobody can type into {called}: another has the focus"
            text = typist.type_into(editor)
            leave(session)
            settle()
            after = dump(tracker)
            number = isinstance(editor, QAbstractSpinBox) and after != before
            drafted = any(one in str(drafts._forms) for one in (text, shown(text)))
            if text not in after and not drafted and not number:
                lost.append(f"{called}: {text} by {name}")
            drafts._forms.clear()
    assert lost == []


LEAVES = {
    "Esc": lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape),
    "its corner": lambda dialog: dialog.close(),
    "its button": lambda dialog: dialog.cancel.click(),
}


@pytest.mark.parametrize("how", LEAVES)
@pytest.mark.parametrize("kind", sorted(all_dialogs(), key=lambda one: one.__name__))
def test_what_was_entered_in_a_dialog_stands_there_the_next_time(running, kind, how):
    dialog = made(kind, running.bridge, running.window)
    dialog.show()
    settle()
    fields = written_fields(dialog.body)
    shown, typist = {name: text_of(field) for name, field in fields.items()}, Typist()
    for field in sorted(fields.values(), key=lambda one: isinstance(one, WORDS)):
        typist.enter(field)
        settle()
    entered = {name: text_of(field) for name, field in fields.items()}
    new = {name: text for name, text in entered.items() if text != shown[name]}
    before = dump(running.bridge.tracker)
    LEAVES[how](dialog)
    settle()
    assert dump(running.bridge.tracker) == before
    on_disk = Drafts.beside(running.bridge.tracker.path)  # what is there after a kill, too
    assert on_disk.of(dialog._about) == new
    again = made(kind, running.bridge, running.window)
    again.show()
    settle()
    now = {name: text_of(field) for name, field in written_fields(again.body).items()}
    assert now == entered
    if new:
        assert again.notice.isVisible()
        again.notice.findChild(QPushButton).click()
        now = {name: text_of(field) for name, field in written_fields(again.body).items()}
        assert now == shown
        assert Drafts.beside(running.bridge.tracker.path).of(dialog._about) == {}
    again.reject()
