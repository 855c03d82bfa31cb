"""A stop of mine: Enter on what did not get there, Enter; everything else if wanted (V1)."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.app import commands
from tracker.app.commands import OwnStopInput
from tracker.app.upstream.own import own_causes, own_stop_standings
from tracker.domain.customer import Customer, Service
from tracker.domain.errors import InvalidInput
from tracker.domain.upstream import OwnStop
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.stop import SEEN, PickList, completer
from tracker.gui.form import FormDialog
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.text_field import GrowingText

Waited = tuple[int, int]  # a customer, and one of their services (0: something else)


class OwnStopDialog(FormDialog):
    """Asks what did not get to whom, `customer_id` first; `stop` changes one that is there."""

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None,
        stop: OwnStop | None = None,
        customer_id: int | None = None,
    ) -> None:
        title = "Edit a stop of mine" if stop else "Log a stop of mine"
        super().__init__(bridge, parent, title, 520)
        self._stop = stop
        self.belongs_to(stop)
        self._names: dict[Waited, str] = {}
        self.waited = PickList(self._offered(stop.customer_id if stop else customer_id))
        self.waited.setAccessibleName("What did not reach whom")
        known = own_stop_standings(self.tracker)
        today = bridge.today()
        self._fields(OwnStopInput.of(stop) if stop else OwnStopInput(what="", started_on=today))
        causes = own_causes(one.stop for one in known)
        self.cause.setCompleter(completer(bridge.theme, causes, self.cause))
        self.waited.currentRowChanged.connect(self._on_waited)
        if stop:
            self.waited.choose((stop.customer_id, stop.service_id or 0))
        self._on_waited()
        self.primary.setText("Save" if stop else "Log it")
        self.waited.setFocus()

    def save(self) -> None:
        """Keep the stop."""
        started = self.started.day
        if started is None:
            raise InvalidInput("started_on", "It has no first day", "Type one, as in 30 Nov.")
        chosen = self._chosen
        if chosen is None:
            raise InvalidInput("waited", "Nobody waited", "Add a customer first.")
        customer_id, service_id = chosen
        said = OwnStopInput(
            what=self.what.text().strip() or self._names.get(chosen, ""),
            started_on=started,
            service_id=service_id or None,
            ended_on=self.ended.day,
            effect=self.effect.text,
            cause=self.cause.text(),
            knew=SEEN[self.knew.value or "unknown"],
        )
        if self._stop:
            commands.edit_own_stop(self.tracker, self._stop.id, customer_id, said)
        else:
            commands.start_own_stop(self.tracker, customer_id, said)
            self.bridge.show_message(_kept(said))

    @property
    def _chosen(self) -> Waited | None:
        chosen = self.waited.chosen
        return chosen if isinstance(chosen, tuple) else None

    def _offered(self, first: int | None) -> list[tuple[str, Waited]]:
        """Return every service with its customer, those of `first` on top, then something else."""
        customers = sorted(self.tracker.customers.where("archived_on IS NULL"), key=_rank)
        customers.sort(key=lambda one: one.id != first)
        services: dict[int, list[Service]] = {}
        for one in self.tracker.services.where("retired_on IS NULL", order="position, id"):
            services.setdefault(one.customer_id, []).append(one)
        offered = []
        for customer in customers:
            for one in services.get(customer.id, []):
                offered.append((f"{one.name} · {customer.name}", (customer.id, one.id)))
                self._names[customer.id, one.id] = one.name
            offered.append((f"Something else · {customer.name}", (customer.id, 0)))
        return offered

    def _fields(self, said: OwnStopInput) -> None:
        self.what = QLineEdit(said.what)
        self.cause = QLineEdit(said.cause)
        self.cause.setPlaceholderText("In the same words each time, so that it is noticed")
        self.effect = GrowingText("effect", "They planned with last month’s figures")
        self.effect.show_text(said.effect)
        self.knew = Segments([("unknown", "I do not know"), ("yes", "Yes"), ("no", "No")])
        self.knew.choose(next(key for key, value in SEEN.items() if value is said.knew))
        today = self.bridge.today()
        self.started = DayField(self.bridge, "started_on", said.started_on, latest=today)
        self.ended = DayField(self.bridge, "ended_on", said.ended_on, latest=today)
        form = self.add_form()
        form.add("waited", "What did not reach &whom", self.waited)
        form.add("what", "W&hat it was", self.what)
        form.add("knew", "Did they &know?", self.knew)
        form.add("cause", "&Cause, if you know it", self.cause)
        form.add("effect", "&Effect on them", self.effect)
        form.add("started_on", "&From", self.started)
        form.add("ended_on", "&To (open: they still wait)", self.ended)

    def _on_waited(self) -> None:
        chosen = self._chosen
        name = self._names.get(chosen, "") if chosen else ""
        self.what.setPlaceholderText(name or "The price list")


def _kept(stop: OwnStopInput) -> str:
    if stop.knew is not True:
        return "Saved. It is listed under No surprises until you tell them."
    if stop.ended_on is None:
        return "Saved. It stands under Upstream until they have it."
    return "Saved. Its days are shaded on the charts."


def _rank(customer: Customer) -> tuple[int, bool, int, str]:
    return customer.rank
