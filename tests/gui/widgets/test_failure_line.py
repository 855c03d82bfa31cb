"""A dialog says itself what could not be kept: nobody reads the line of a window behind it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from tests.gui.places import settle

from tracker.app import commands
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.errors import FileTrouble
from tracker.gui.customers.worksheet import WorksheetDialog
from tracker.gui.plan.dialog import PlanDialog
from tracker.gui.shell.window import MainWindow

FULL = FileTrouble("The disk is full", "Make room, then try again.")


@pytest.mark.parametrize("which", ["plan", "worksheet"])
def test_what_cannot_be_kept_is_said_in_the_dialog_in_front(qtbot, bridge, tracker, finance, which):
    legal = commands.add_customer(tracker, "Legal", Tier.SERVE, CustomerKind.EXTERNAL)
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    window.show()
    make = {"plan": PlanDialog, "worksheet": lambda *all_: WorksheetDialog(*all_, [finance, legal])}
    dialog = make[which](bridge, window)
    dialog.show()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()

    def told() -> list[str]:
        settle()
        return [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]

    assert FULL.sentence not in told()
    window.show_error(FULL)
    assert FULL.sentence in told()
    commands.keep_in_touch(tracker, legal, 6)
    assert FULL.sentence not in told()
    dialog.close()
    window.show_error(FULL)
    assert window.line.status.text() == FULL.sentence
