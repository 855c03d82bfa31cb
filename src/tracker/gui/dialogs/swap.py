"""No place is left: who makes room, where do they go, and why (W2)? Never a silent add."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from tracker.app import commands
from tracker.app.queries.continuum import Full
from tracker.domain.customer import TIER_NAMES, Tier
from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.form_dialog import FormDialog
from tracker.gui.widgets.choice import ChoiceGrid
from tracker.gui.widgets.growing_text import GrowingText

ARCHIVE = "archive"
WOW_WORDS = "WOW has {places}, and all are taken. Excellence for everyone is excellence for no one."
ALL_WORDS = (
    "There are {places}, and all are taken. A list must end somewhere: everyone means no one."
)


class SwapDialog(FormDialog):
    """One choice who, one choice where to; a reason if there is one to remember."""

    swapped = Signal()

    def __init__(
        self, bridge: Bridge, parent: QWidget | None, full: Full, coming: int | None
    ) -> None:
        name = "them"
        if coming is not None:
            name = bridge.tracker.customers.get(coming).name
        elif not full.wow:
            name = "a new customer"
        super().__init__(bridge, parent, f"Who makes room for {name}?", 520)
        self._coming = coming
        places = f"{full.places} place{'' if full.places == 1 else 's'}"
        why = QLabel((WOW_WORDS if full.wow else ALL_WORDS).format(places=places))
        why.setProperty("role", "quiet")
        why.setWordWrap(True)
        self.column.addWidget(why)
        self.leaving = ChoiceGrid(
            bridge.theme, [(one.id, one.name, one.who) for one in full.candidates], columns=1
        )
        tiers = [Tier.SERVE, Tier.MAINTAIN] if full.wow else []
        self.to = ChoiceGrid(
            bridge.theme,
            [
                *((tier.value, f"To {TIER_NAMES[tier]}", "") for tier in tiers),
                (ARCHIVE, "Archive", "Everything logged stays"),
            ],
        )
        self.to.choose(tiers[0].value if tiers else ARCHIVE)
        self.reason = GrowingText("reason", "Kept with the move, for you alone")
        form = self.add_form()
        form.add("leaving", "Who", self.leaving)
        form.add("to", "Where to", self.to)
        form.add("reason", "Why", self.reason)
        self.primary.setText("Make room")

    def save(self) -> None:
        """Move both in one step, or say what is missing."""
        if self.leaving.value is None:
            raise InvalidInput("leaving", "Nobody is chosen", "Choose who makes room.")
        to = None if self.to.value == ARCHIVE else Tier(str(self.to.value))
        commands.make_room(
            self.tracker,
            self._coming,
            int(self.leaving.value),
            to,
            self.bridge.today(),
            self.reason.text,
        )
        self.swapped.emit()
