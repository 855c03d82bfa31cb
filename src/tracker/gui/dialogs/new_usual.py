"""A new usual is one click, wherever a change is told, and how to take it back."""

from __future__ import annotations

from tracker.app import commands
from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge

SAID = "This level is your usual now; the promise is judged as before. Ctrl+Z undoes it."


def accept_usual(bridge: Bridge, measure_id: int) -> None:
    """Call the level since the change of a measure usual, and say so."""
    try:
        commands.accept_change(bridge.tracker, measure_id)
    except InvalidInput as error:
        bridge.show_message(error.sentence)
        return
    bridge.show_message(SAID)
