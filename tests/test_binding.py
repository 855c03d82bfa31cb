"""PySide6 6.12.0 gives away a reference to True or None with every call; Python 3.11 dies of it.

Some hundred signals later the process aborts ("deallocating True or False"). Twenty show the loss,
so a bad version fails this test instead of killing the run.
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal

CALLS = 20


class Sender(QObject):
    rang = Signal()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True and None are immortal")
def test_the_binding_does_not_drop_references(qapp) -> None:
    sender = Sender()
    before = counts()
    for _ in range(CALLS):
        sender.rang.emit()
        sender.parent()
    lost = [was - now for was, now in zip(before, counts(), strict=True)]
    assert max(lost) < CALLS // 2


def counts() -> tuple[int, int]:
    """References to True and to None; other code takes and gives a few meanwhile."""
    return sys.getrefcount(True), sys.getrefcount(None)
