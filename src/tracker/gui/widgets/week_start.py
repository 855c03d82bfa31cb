"""What stands on the check-in while there is nothing to check in: the one next step."""

from __future__ import annotations

from tracker.gui.theme import Theme
from tracker.gui.widgets.empty import PLAN, EmptyState

FIRST_CUSTOMER = (
    "Whom do you serve?",
    "Choose the few people or groups who receive your work, and promise each one figure that says "
    "how much it helps them. What you promised is asked for here every week.",
    "Add your first customer",
    "add_customer",
)
FIRST_MEASURE = (
    "What do you promise them?",
    "Your customers have no measure yet. One is enough to begin with: a rating, a number, a yes or "
    "no. It is asked for here every week, and its trend begins with the first value.",
    "Add a measure",
    "add_measure",
)


class WeekStart(EmptyState):
    """Asks for a customer first, then for a measure."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "calendar-check", *FIRST_CUSTOMER[:3], PLAN)
        self.other_step.connect(self._on_plan)
        self.command = FIRST_CUSTOMER[3]

    def show_step(self, *, customers: bool) -> None:
        """Offer the step that comes next."""
        title, text, step, self.command = FIRST_MEASURE if customers else FIRST_CUSTOMER
        self.say(title, text, step)

    def _on_plan(self) -> None:
        """Take the other way: the guided plan is a step like the others, for once."""
        step, self.command = self.command, "guided_plan"
        self.next_step.emit()
        self.command = step
