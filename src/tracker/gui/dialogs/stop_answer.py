"""A stop is answered: by a fix on a measure that it touched, or by a reason for none."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tracker.app import commands
from tracker.app.commands import FixInput
from tracker.app.queries.chain import StopStanding
from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.fix import FixDialog
from tracker.gui.dialogs.form_dialog import FormDialog
from tracker.gui.widgets.growing_text import GrowingText


class StopFixDialog(FixDialog):
    """Starts a fix that closes the stop; the stop's cause is the obstacle."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, standing: StopStanding) -> None:
        stop = standing.stop
        told = stop.cause or stop.effect or standing.link.what
        super().__init__(
            bridge, None, parent, obstacle=f"{standing.link.who}: {told}" if told else ""
        )
        self._stop_id = stop.id
        if standing.measures:
            self.measure.setCurrentIndex(max(self.measure.findData(standing.measures[0]), 0))

    def start(self, measure_id: int, said: FixInput) -> None:
        """Start the fix and close the stop."""
        commands.fix_stop(self.tracker, self._stop_id, measure_id, said)


class NoFixDialog(FormDialog):
    """Asks why nothing is changed."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, standing: StopStanding) -> None:
        super().__init__(bridge, parent, "No fix, because…", 460)
        self._stop_id = standing.stop.id
        self.because = GrowingText("no_fix", "It happens once a year and costs an hour", lines=2)
        self.because.show_text(standing.stop.no_fix)
        self.add_form().add("no_fix", "&Why nothing is to be changed", self.because)
        self.because.setFocus()

    def save(self) -> None:
        """Close the stop."""
        if not self.because.text.strip():
            raise InvalidInput("no_fix", "The reason is empty", "Write one sentence.")
        commands.close_stop(self.tracker, self._stop_id, self.because.text)
