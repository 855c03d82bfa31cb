"""Every place of the window that can be gone to, and every dialog, made about the sample data."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest

from tracker.app import commands
from tracker.detection.scale import Scale
from tracker.domain.customer import Tier
from tracker.gui.correct.page import SECTIONS
from tracker.gui.form import FormDialog
from tracker.gui.shell.window import MainWindow
from tracker.self_test.findings import NOW
from tracker.self_test.windows import all_windows, settle
from tracker.self_test.windows import made_about as made

__all__ = ["NOW", "PLACES", "all_dialogs", "all_windows", "done_with", "made", "settle"]


def done_with(window: MainWindow) -> None:
    """Let the window of a module go for good, at its end."""
    window.hide()
    window._bridge.jobs.stop_all()
    settle()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _week(window: MainWindow) -> None:
    window.show_page("week")


def _number(window: MainWindow) -> None:
    window.show_page("week")
    page = window.page("week")
    entry = next(
        one for one in page.check_in.rows.entries if one.scale in {Scale.NUMBER, Scale.DURATION}
    )
    page.check_in.list.choose(entry.key)
    page.check_in.list.setFocus()
    page.check_in.list.typing.start(page.check_in.list.entry())


def _note(window: MainWindow) -> None:
    _number(window)
    page = window.page("week")
    page.check_in.list.commit_edit()
    page.check_in.row_actions._open_note(page.check_in.list.entry().line)


def _skip(window: MainWindow) -> None:
    _number(window)
    page = window.page("week")
    page.check_in.list.commit_edit()
    page.check_in.row_actions._open_skip(page.check_in.list.entry().line)


def _closing(window: MainWindow) -> None:
    window.show_page("week")
    window.page("week").check_in.body.closing.ask()


def _card(window: MainWindow) -> None:
    from tracker.app.signals.standing import BAD, standings

    window.show_page("week")
    tracker = window._bridge.tracker
    found = standings(tracker, NOW.date())
    bad = next(one for one in found if one.if_fresh in BAD)
    window.page("week").check_in.body.show_signal(bad)


def _tab(index: int) -> Callable[[MainWindow], None]:
    def go(window: MainWindow) -> None:
        window.show_page("customers")
        window.page("customers").split.step_in()
        window.page("customers").right.profile.open_tab(index)

    return go


def _board(window: MainWindow) -> None:
    window.show_page("customers")
    window.page("customers").split.step_back()


def _moved(window: MainWindow) -> None:
    window.show_page("customers")
    tracker = window._bridge.tracker
    if not tracker.tier_moves.all():  # the sample data moves nobody
        placed = next(one for one in tracker.customers.all() if one.tier is not Tier.MAINTAIN)
        commands.place_customer(tracker, placed.id, Tier.MAINTAIN, NOW.date())
    window.page("customers").why.ask(tracker.tier_moves.all()[-1].id)


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
    "closing": _closing,
    "card": _card,
    "overview": _page("overview"),
    "customers": _board,
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


def all_dialogs() -> set[type[FormDialog]]:
    """Return every dialog that is a form, however it is reached."""
    return {one for one in all_windows() if issubclass(one, FormDialog)} - {FormDialog}
