"""What the plan says between two customers, and at its end."""

from __future__ import annotations

from tracker.app.queries.plan import customers_of, promises, services_of, step
from tracker.domain.plan import Place
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.plan_fields import Asked, quiet_label, short, tell


class Told(Asked):
    """A heading and lines; there is nothing to answer."""

    def __init__(self, bridge: Bridge, place: Place) -> None:
        super().__init__(bridge, place)
        self.lines = quiet_label("", "")
        self.then = quiet_label("", "quiet")
        self.column.addWidget(self.lines)
        self.column.addWidget(self.then)
        self.column.addStretch(1)
        self.refresh()

    def begin(self) -> None:
        """Stand nowhere: Enter goes on."""
        self.setFocus()


class NextTold(Told):
    """One customer is planned; the next may follow, or wait."""

    def refresh(self) -> None:
        """Say what is known of the one, and who comes next."""
        customer = self.tracker.customers.get(self.place.customer_id)
        self.title = f"That is all for {short(customer.name)}."
        wants = [one.name for one in services_of(self.tracker, customer.id)]
        promised = promises(self.tracker, customer.id)
        told = [
            f"They want most: {'; '.join(wants)}." if wants else "",
            f"You promise: {'; '.join(promised)}." if promised else "",
        ]
        tell(self.lines, "\n".join(line for line in told if line))
        after = step(self.tracker, self.place, 1)
        if after.customer_id:
            name = short(self.tracker.customers.get(after.customer_id).name)
            tell(self.then, f"Next: {name}. Or leave it here: it is found again where it was left.")


class EndTold(Told):
    """Everything that was planned, and what comes now."""

    title = "That is your plan."

    def refresh(self) -> None:
        """Say who is promised what."""
        told = [
            f"{one.name}: {'; '.join(promises(self.tracker, one.id)) or 'nothing promised yet'}"
            for one in customers_of(self.tracker)
        ]
        tell(self.lines, "\n".join(told))
        self.then.setText(
            "From now on it is five minutes a week, on the page This week. All of it can be "
            "changed on the page Customers."
        )
