"""Every page of the window and every window beside it, made about the sample data.

Windows are found by their class, so a new one is in here as soon as it is written; what one asks
for is found by the names of its parameters.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

import tracker.gui
from tracker.app.backups.shelf import BackupShelf
from tracker.app.customers.board import TierFull
from tracker.app.settings import Settings
from tracker.app.sharing.charts import ChartSubject
from tracker.app.sharing.telling import BrokenPromise
from tracker.app.trends.trend import trend_picture
from tracker.app.upstream.queries import stop_standings
from tracker.domain.errors import FileTrouble
from tracker.domain.evaluation import PULSE_FIELDS, Cause
from tracker.domain.period import Period
from tracker.domain.pulse import PulseSignal, PulseWordKind
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog
from tracker.gui.measure.dialog import MeasureOrigin
from tracker.gui.menus import MENUS, PAGE_ENTRIES, WINDOW
from tracker.gui.shell.window import MainWindow
from tracker.gui.week.weeks import Unknown
from tracker.report.text.causes import CauseCount
from tracker.report.text.customers import CountExplanation
from tracker.self_test.findings import TODAY, Findings
from tracker.self_test.reading import FEWEST_COLOURS, colours_of

ALONE: Final = frozenset({FormDialog, MainWindow})  # what others derive from; the one below all


class WindowTest:
    """Opens everything once, over one window, and looks whether anything was painted."""

    def __init__(self, bridge: Bridge, folder: Path, findings: Findings) -> None:
        self._bridge, self._folder, self._findings = bridge, folder, findings
        self._window = MainWindow(bridge)
        self._window.resize(1280, 800)
        self._window.show()

    def run(self) -> None:
        """Open every page and every part of one that a menu shows, then every window."""
        findings = self._findings
        for entry in PAGE_ENTRIES:
            with findings.step(findings.opened, f"page {entry.key}"):
                self._window.show_page(entry.key)
                self._look(self._window)
        for owner, part in _parts():
            with findings.step(findings.opened, f"page {owner} {part}"):
                self._window.navigator.carry_out(owner, part)
                self._look(self._window)
        for kind in sorted(all_windows() - ALONE, key=_name):
            with findings.step(findings.opened, f"window {kind.__name__}"):
                made = made_about(kind, self._bridge, self._window, self._folder)
                _fill(made, self._bridge)
                made.show()
                self._look(made)
                made.hide()
                made.deleteLater()
        self._window.close()

    def _look(self, shown: QWidget) -> None:
        settle()
        colours = colours_of(shown.grab().toImage())
        if colours < FEWEST_COLOURS:
            raise ValueError(f"it is painted in {colours} colours only")


def settle() -> None:
    """Let the window do what waits."""
    for _ in range(3):
        QApplication.processEvents()


def _parts() -> Iterator[tuple[str, str]]:
    """Return the parts of pages that a menu shows: which page, which command."""
    for _, commands in MENUS:
        for one in commands:
            if one and one.owner != WINDOW and one.method.startswith("show_"):
                yield one.owner, one.method


def _name(kind: type[QWidget]) -> str:
    return kind.__name__


def all_windows() -> set[type[QWidget]]:
    """Return every class of ours that is a window of its own, however it is reached."""
    for module in pkgutil.walk_packages(tracker.gui.__path__, "tracker.gui."):
        import_module(module.name)
    return {one for kind in (QDialog, QMainWindow) for one in _below(kind)}


def _below(kind: type[QWidget]) -> set[type[QWidget]]:
    found: set[type[QWidget]] = set()
    for one in kind.__subclasses__():
        found |= _below(one) | ({one} if one.__module__.startswith("tracker.") else set())
    return found


def made_about(
    kind: type[QWidget], bridge: Bridge, parent: QWidget, folder: Path = Path()
) -> QWidget:
    """Make a window about whatever the sample data has of what it asks for.

    `folder` holds export.csv, for the one that asks for a table.
    """
    about = _about(bridge) | _beside(bridge, folder) | {"bridge": bridge, "parent": parent}
    asked = list(inspect.signature(kind).parameters.values())
    given = {
        one.name: "Legal" if one.annotation == "str" else _found(about, one.name)
        for one in asked
        if one.default is inspect.Parameter.empty or one.name in {"customer", "measure"}
    }
    make: Callable[..., QWidget] = kind
    window = make(**given)
    if window.parentWidget() is None:
        bridge.theme.dress(window)
    return window


def _found(about: dict[str, object], name: str) -> object:
    if name not in about:
        raise LookupError(f"nothing of the sample data is given for “{name}”: add it to `_about`")
    return about[name]


def _about(bridge: Bridge) -> dict[str, object]:
    tracker = bridge.tracker
    customer = tracker.customers.all()[0]
    measure = tracker.measures.where("customer_id = ?", customer.id)[0]
    monday = Period.of(TODAY).start
    answers = tuple((monday - timedelta(weeks=ago), 2) for ago in range(4, 0, -1))
    lower = PulseSignal(PULSE_FIELDS[0], answers[0][0], 4, answers, answers)
    return {
        "about": lower,
        "broken": BrokenPromise(
            measure.id, measure.name, customer.id, customer.name, "It slipped."
        ),
        "count": CauseCount(customer.name, 9, Cause.MISTAKE, 5, (measure.id,)),
        "signal": lower,
        "kind": PulseWordKind.PLANNED,
        "customer": customer,
        "customer_id": customer.id,
        "customers": [one.id for one in tracker.customers.all()],
        "measure": measure,
        "measure_id": measure.id,
        "revealed": TODAY,
        "told_on": None,
        "need": tracker.needs.all()[0],
        "want": tracker.wants.all()[0],
        "element": tracker.elements.all()[0],
        "mandate": None,
        "service": None,
        "standing": next(iter(stop_standings(tracker))),
        "full": TierFull(wow=False, everywhere=False, places=7, candidates=(customer,)),
        "settings": Settings(None),
        "coming": customer.id,
        "week": Period.of(TODAY),
        "unknown": Unknown(47, ("Answers",), ("Legal",), "pages"),
        "name": "Answers",
        "note": tracker.notes.all()[0],
        "tie": (MeasureOrigin.NEED, tracker.needs.all()[0].id),
    }


def _beside(bridge: Bridge, folder: Path) -> dict[str, object]:
    """Return what windows ask for that are about a file, a chart or a fault."""
    tracker = bridge.tracker
    measure = tracker.measures.all()[0]
    picture = trend_picture(tracker, measure.id, TODAY)
    return {
        "error": FileTrouble("A file cannot be opened", "Choose another."),
        "theme": bridge.theme,
        "clock": bridge.clock,
        "path": folder / "export.csv",
        "shelf": BackupShelf(tracker.path or folder / "data.db"),
        "shown": CountExplanation("One of two.", "A rule", ("When", "What"), [("Now", "One")]),
        "subject": ChartSubject(picture, measure, tracker.customers.get(measure.customer_id)),
    }


def _fill(made: QWidget, bridge: Bridge) -> None:
    """Give a window that shows one measure after another its first."""
    from tracker.gui.trends.calculation import CalculationWindow
    from tracker.gui.trends.ratings import GapDialog

    if isinstance(made, CalculationWindow):
        made.show_measure(bridge.tracker.measures.all()[0])
    elif isinstance(made, GapDialog):
        rated = (one.measure_id for one in bridge.tracker.ratings.all())
        made.show_measure(next(one for one in rated if one is not None))
