"""Every place of the window that can be gone to, and every dialog, made about the sample data."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

import tracker.gui
from tracker.app.customers.board import TierFull
from tracker.app.settings import Settings
from tracker.app.upstream.queries import stop_standings
from tracker.detection.scale import Scale
from tracker.domain.period import Period
from tracker.gui.bridge import Bridge
from tracker.gui.correct.page import SECTIONS
from tracker.gui.form import FormDialog
from tracker.gui.measure.dialog import MeasureOrigin
from tracker.gui.shell.window import MainWindow
from tracker.gui.week.weeks import Unknown

NOW = datetime(2026, 11, 20, 14, 2)


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def _week(window: MainWindow) -> None:
    window.show_page("week")


def _number(window: MainWindow) -> None:
    window.show_page("week")
    page = window.page("week")
    entry = next(one for one in page.rows.entries if one.scale in {Scale.NUMBER, Scale.DURATION})
    page.list.choose(entry.key)
    page.list.setFocus()
    page.list.typing.start(page.list.entry())


def _note(window: MainWindow) -> None:
    _number(window)
    page = window.page("week")
    page.list.commit_edit()
    page.desk._open_note(page.list.entry().line)


def _skip(window: MainWindow) -> None:
    _number(window)
    page = window.page("week")
    page.list.commit_edit()
    page.desk._open_skip(page.list.entry().line)


def _card(window: MainWindow) -> None:
    from tracker.app.signals.standing import BAD, standings

    window.show_page("week")
    tracker = window._bridge.tracker
    found = standings(tracker, NOW.date())
    bad = next(one for one in found if one.if_fresh in BAD)
    window.page("week").body.show_signal(bad)


def _tab(index: int) -> Callable[[MainWindow], None]:
    def go(window: MainWindow) -> None:
        window.show_page("customers")
        window.page("customers").right.profile.open_tab(index)

    return go


def _moved(window: MainWindow) -> None:
    window.show_page("customers")
    tracker = window._bridge.tracker
    moves = tracker.tier_moves.all()
    window.page("customers").why.ask(moves[-1].id)


def _section(key: str) -> Callable[[MainWindow], None]:
    def go(window: MainWindow) -> None:
        window.navigator.show_section(key)

    return go


def _choice(kind: str) -> Callable[[MainWindow], None]:
    def go(window: MainWindow) -> None:
        tracker = window._bridge.tracker
        rows = tracker.conflicts if kind == "conflict" else tracker.decisions
        for one in rows.all():
            window.navigator.show_choice((kind, one.id))
            settle()
            page = window.page("correct").choices
            if kind == "decision" and page.decision.verdict.buttons:
                bad = list(page.decision.verdict.buttons.values())[1]
                if bad.isVisible():
                    bad.click()
                    return
            elif kind == "conflict" and one.closed_on is None:
                page.conflict.steps.open_step("really")
                return

    return go


def _command(page: str, command: str) -> Callable[[MainWindow], None]:
    def go(window: MainWindow) -> None:
        window.navigator.carry_out(page, command)

    return go


def _paragraph(window: MainWindow) -> None:
    window.navigator.carry_out("review", "show_pack")
    pack = window.page("review").parts["pack"]
    for _ in range(500):
        if pack.words.rows:
            break
        QTest.qWait(10)
    pack.words.rows[0].open()


def _page(key: str) -> Callable[[MainWindow], None]:
    def go(window: MainWindow) -> None:
        window.show_page(key)

    return go


PLACES: dict[str, Callable[[MainWindow], None]] = {
    "week": _week,
    "number": _number,
    "note": _note,
    "skip": _skip,
    "card": _card,
    "overview": _page("overview"),
    **{f"customer tab {index}": _tab(index) for index in range(7)},
    "moved": _moved,
    "trends": _page("trends"),
    "baseline": _command("trends", "set_baseline"),
    **{f"correct {key}": _section(key) for key in SECTIONS},
    "conflict": _choice("conflict"),
    "decision": _choice("decision"),
    **{
        f"share {key}": _command("share", f"show_{key}")
        for key in ("scorecard", "agreement", "sent", "rota")
    },
    **{
        f"review {key}": _command("review", f"show_{key}")
        for key in ("pack", "surprises", "evidence")
    },
    "paragraph": _paragraph,
    "settings": _page("settings"),
}


def all_dialogs(of: type[FormDialog] = FormDialog) -> set[type[FormDialog]]:
    """Return every dialog that is a form, however it is reached."""
    for path in Path(tracker.gui.__file__).parent.rglob("*.py"):
        parts = path.relative_to(Path(tracker.gui.__file__).parent).with_suffix("").parts
        if "FormDialog" in path.read_text(encoding="utf-8") and parts[-1] != "__init__":
            import_module("tracker.gui." + ".".join(parts))
    found: set[type[FormDialog]] = set()
    for kind in of.__subclasses__():
        if kind.__module__.startswith("tracker."):
            found |= {kind, *all_dialogs(kind)}
    return found


def all_windows() -> set[type[QWidget]]:
    """Return every class of ours that is a window of its own."""
    all_dialogs()
    folder = Path(tracker.gui.__file__).parent
    for path in folder.rglob("*.py"):
        if "QDialog" in path.read_text(encoding="utf-8"):
            import_module("tracker.gui." + ".".join(path.relative_to(folder).with_suffix("").parts))
    return {one for kind in (QDialog, QMainWindow) for one in _below(kind)}


def _below(kind: type[QWidget]) -> set[type[QWidget]]:
    found: set[type[QWidget]] = set()
    for one in kind.__subclasses__():
        found |= _below(one) | ({one} if one.__module__.startswith("tracker.") else set())
    return found


def made(kind: type[FormDialog], bridge: Bridge, parent: QWidget) -> FormDialog:
    """Make a dialog about whatever the sample data has of what it asks for."""
    tracker = bridge.tracker
    customer = tracker.customers.all()[0]
    measure = tracker.measures.where("customer_id = ?", customer.id)[0]
    about = {
        "customer": customer,
        "customer_id": customer.id,
        "measure": measure,
        "measure_id": measure.id,
        "revealed": NOW.date(),
        "told_on": None,
        "need": tracker.needs.all()[0],
        "want": tracker.wants.all()[0],
        "element": tracker.elements.all()[0],
        "mandate": None,
        "standing": next(iter(stop_standings(tracker))),
        "full": TierFull(wow=False, everywhere=False, places=7, candidates=(customer,)),
        "settings": Settings(None),
        "coming": customer.id,
        "week": Period.of(NOW.date()),
        "unknown": Unknown(47, ("Answers",), ("Legal",), "pages"),
        "name": "Answers",
        "tie": (MeasureOrigin.NEED, tracker.needs.all()[0].id),
    }
    about |= {"bridge": bridge, "parent": parent, "service": None}
    about |= {"note": tracker.notes.all()[0]}
    asked = list(inspect.signature(kind.__init__).parameters.values())[1:]
    given = {
        one.name: "Legal" if one.annotation == "str" else about[one.name]
        for one in asked
        if one.default is inspect.Parameter.empty or one.name in {"customer", "measure"}
    }
    return kind(**given)
