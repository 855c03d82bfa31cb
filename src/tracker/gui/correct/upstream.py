"""Upstream: the chain drawn, what each of its boxes says, and beside it what stopped (V1, R8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import ClassVar, Final

from PySide6.QtCore import QRect, QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.upstream.own import OwnStopStanding, own_stop_standings, waiting_for_me
from tracker.app.upstream.queries import (
    Chain,
    LinkStanding,
    StopStanding,
    UpstreamShare,
    chain,
    link_standings,
    stop_standings,
    upstream_share,
)
from tracker.domain.customer import Customer
from tracker.domain.upstream import OwnStop
from tracker.gui.bridge import Bridge
from tracker.gui.correct.chain import ChainView, Key, Node
from tracker.gui.correct.fixes import NO_MEASURE
from tracker.gui.correct.link_dialog import ChainEndDialog, LinkDialog
from tracker.gui.correct.stops import (
    AnyStanding,
    NoFixDialog,
    StopAction,
    StopFixDialog,
    StopRequest,
    StopsPanel,
)
from tracker.gui.dialogs.count_explanation import CountDialog
from tracker.gui.dialogs.stop import StopDialog
from tracker.gui.form import narrow_box
from tracker.gui.page import PagePart
from tracker.gui.theme import UNBOUND, scaled
from tracker.gui.widgets.rows import scrolling
from tracker.gui.widgets.text import ElidedLabel, button, link
from tracker.gui.widgets.wrapping import WrappingRow
from tracker.report.dates import period_with_days
from tracker.report.text.choices import days_line, share_line, since_line
from tracker.report.text.customers import CountExplanation

ADD: Key = ("add", 0)
NOBODY_WAITS: Final[Mapping[int, OwnStop]] = {}
NARROW, SIDE = 900, 300
NO_BAD_WEEKS = "What hands you what, and whom it reaches."
RULE = (
    "A bad value is one that did not keep its promise, or whose cause you named. It began "
    "upstream where you named that cause; or, where you named none, where a stop of a link that "
    "the service depends on lay in it. Another cause that you named outranks a stop. Counted are "
    "the last 52 weeks of your measures."
)


def nodes_of(
    shown: Chain,
    services: dict[int, list[str]],
    today: date,
    waiting: Mapping[int, OwnStop] = NOBODY_WAITS,
) -> list[list[Node]]:
    """Return the five columns; `services` are the names of what each customer gets.

    `waiting` are the stops of mine that last, by customer.
    """
    links = [_link(one, today) for one in shown.links]
    add = Node(ADD, "+ Who hands you something?", empty=True, said="Add somebody upstream")
    me = Node(("me", 0), shown.me or "Me", shown.role, said="Say who you are")
    return [
        [*links, add],
        [me],
        [
            _customer(one, services.get(one.id, []), waiting.get(one.id), today)
            for one in shown.customers
        ],
        [_behind(one, "their_customer", "+ Their customer") for one in shown.customers],
        [_behind(one, "end_client", "+ End client") for one in shown.customers],
    ]


def _link(one: LinkStanding, today: date) -> Node:
    line = " · ".join(part for part in (one.link.what, one.link.by_when) if part)
    if one.link.retired_on:
        line = f"retired · {line}" if line else "retired"
    reached = ", ".join(customer.name for customer in one.customers)
    stopped = f"stopped {days_line(one.stopped, today)}" if one.stopped else ""
    return Node(
        ("link", one.link.id),
        one.link.who,
        line,
        stopped,
        said=f"Reaches {reached}" if reached else "Nothing depends on it yet",
        drawn=f"stopped {since_line(one.stopped, today)}" if one.stopped else "",
    )


def _customer(customer: Customer, services: list[str], waits: OwnStop | None, today: date) -> Node:
    stopped = f"waits for me {days_line(waits, today)}" if waits else ""
    drawn = f"waits for me {since_line(waits, today)}" if waits else ""
    wanted = ", ".join(services)
    return Node(("customer", customer.id), customer.name, wanted, stopped, drawn=drawn)


def _behind(customer: Customer, field: str, ask: str) -> Node:
    first, _, rest = getattr(customer, field).strip().partition("\n")
    said = f"Behind {customer.name}"
    if not first:
        return Node((field, customer.id), ask, empty=True, said=said)
    name, _, what = first.partition(":")
    return Node((field, customer.id), name, (what or rest).strip(), said=said)


class UpstreamPart(PagePart):
    """Everything is edited where it is drawn."""

    reads: ClassVar[frozenset[str]] = frozenset(
        {"link", "link_service", "stop", "own_stop", "customer", "service", "person"}
        | {"fix", "evaluation"}
    )

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._share = UpstreamShare(())
        self._retired = False
        self.share = ElidedLabel(role="hint")
        self.how = link("How this is calculated", "The rule, and every week that was counted")
        self.who = narrow_box()
        self.who.setAccessibleName("Whose chain")
        self.who.setFixedWidth(scaled(220))
        tip = "Log that something did not arrive (Ctrl+Shift+U)"
        self.log = button("Log a stop upstream…", tip, tone="accent")
        mine = "Log what you did not hand on, and who waited (Ctrl+Shift+J)"
        self.log_own = button("Log a stop of mine…", mine)
        self.view = ChainView(bridge.theme)
        self.panel = StopsPanel(bridge.theme)
        self.retired = link(tip="Links that nothing depends on now")
        self.body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._wire()

    def refresh(self) -> None:
        """Read the chain, the stops and the share of bad weeks."""
        today = self.bridge.today()
        self._offer_customers()
        hides = self.bridge.hides
        reached = {one.link.id: one.customers for one in link_standings(self.tracker)}
        whole = chain(self.tracker, self.who.currentData(), retired=self._retired)
        shown = replace(
            whole,
            links=tuple(one for one in whole.links if not self._leaves_out(reached[one.link.id])),
            customers=tuple(one for one in whole.customers if one.id not in hides),
        )
        services: dict[int, list[str]] = {}
        for service in self.tracker.services.where("retired_on IS NULL", order="position, id"):
            services.setdefault(service.customer_id, []).append(service.name)
        waiting = waiting_for_me(self.tracker)
        self.view.show_nodes(nodes_of(shown, services, today, waiting))
        self.retired.setText("Hide retired" if self._retired else f"Show retired ({shown.retired})")
        self.retired.setVisible(bool(shown.retired))
        stops = self._stops()
        kept = [one for one in stops if not self._leaves_out(_waiting(one, reached))]
        self.hidden = len(whole.customers) - len(shown.customers)
        self.hidden += len(whole.links) - len(shown.links) + len(stops) - len(kept)
        self.panel.show_stops(kept, today)
        self._count(today)

    def _leaves_out(self, customers: Iterable[Customer]) -> bool:
        return self.bridge.leaves_out(one.id for one in customers)

    def _count(self, today: date) -> None:
        """Say what share of the bad weeks began upstream, of the customers that are shown."""
        every, hides = upstream_share(self.tracker, today).weeks, self.bridge.hides
        weeks = tuple(one for one in every if one.measure.customer_id not in hides)
        self._share = UpstreamShare(weeks)
        sentence = share_line(self._share.upstream, self._share.bad)
        self.share.show_text(sentence or NO_BAD_WEEKS)
        self.how.setVisible(bool(sentence))

    def _stops(self) -> list[AnyStanding]:
        """Return theirs and mine, what lasts first, then what waits for an answer."""
        found: list[AnyStanding] = [
            *own_stop_standings(self.tracker),
            *stop_standings(self.tracker),
        ]
        return sorted(found, key=_urgency)

    def log_stop(self) -> None:
        """Ask what stopped."""
        StopDialog(self.bridge, self).open()

    def log_own_stop(self) -> None:
        """Ask what I did not hand on."""
        from tracker.gui.dialogs.own_stop import OwnStopDialog

        OwnStopDialog(self.bridge, self, customer_id=self.who.currentData()).open()

    def show_calculation(self) -> None:
        """Open the rule and the weeks that were counted."""
        rows = [
            (
                period_with_days(one.period, self.bridge.today()),
                one.measure.name,
                one.shown,
                one.upstream or one.other or "nothing named, nothing stopped",
            )
            for one in self._share.weeks
        ]
        sentence = share_line(self._share.upstream, self._share.bad)
        heads = ("When", "Measure", "Value", "Began upstream?")
        CountDialog(self, CountExplanation(sentence, RULE, heads, rows)).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the stops beside the chain, or below it where there is little room."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(NARROW)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.body.setDirection(down if narrow else across)
        self.body.setStretch(0, 1 if narrow else 3)
        self.body.setStretch(1, 2)
        self.view.show_low(low=narrow)
        self.panel.show_wide(wide=narrow)
        self.panel.setMinimumWidth(0 if narrow else scaled(SIDE))
        self.panel.setMaximumWidth(UNBOUND if narrow else scaled(SIDE))

    def _lay_out(self) -> None:
        logging = QWidget()
        logging.setProperty("role", "plain")
        both = WrappingRow(logging)
        for one in (self.log_own, self.log):
            both.addWidget(one)
        head = WrappingRow()
        head.addWidget(self.who)
        head.addWidget(logging)
        head.at_end = logging
        self.area = _chain_area(self.view)
        self.view.setProperty("role", "plain")
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 12, 12, 8)
        inside.setSpacing(4)
        inside.addWidget(self.area, 1)
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self.share)
        foot.addWidget(self.how)
        foot.addStretch(1)
        foot.addWidget(self.retired)
        inside.addLayout(foot)
        whole = QWidget()
        whole.setProperty("role", "plain")
        whole.setLayout(self.body)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self.body.addWidget(card, 3)
        self.body.addWidget(self.panel, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(scrolling(whole), 1)

    def _wire(self) -> None:
        self.view.open_requested.connect(self._on_open_requested)
        self.view.moved.connect(self._on_moved)
        self.panel.action_requested.connect(self._on_action_requested)
        self.log.clicked.connect(self.log_stop)
        self.log_own.clicked.connect(self.log_own_stop)
        self.how.clicked.connect(self.show_calculation)
        self.retired.clicked.connect(self._on_retired)
        self.who.currentIndexChanged.connect(self.refresh)

    def _offer_customers(self) -> None:
        chosen = self.who.currentData()
        quiet = QSignalBlocker(self.who)
        self.who.clear()
        self.who.addItem("Every customer", None)
        hides = self.bridge.hides
        everyone = [one for one in chain(self.tracker).customers if one.id not in hides]
        for one in everyone:
            self.who.addItem(one.name, one.id)
        self.who.setCurrentIndex(max(self.who.findData(chosen), 0))
        quiet.unblock()
        self.who.setVisible(len(everyone) > 1)

    def _on_open_requested(self, key: Key) -> None:
        kind, number = key
        match kind:
            case "add":
                LinkDialog(self.bridge, self).open()
            case "link":
                LinkDialog(self.bridge, self, self.tracker.links.get(number)).open()
            case "me":
                self.page_requested.emit("settings")
            case "customer":
                self.customer_requested.emit(number)
            case _:
                customer = self.tracker.customers.get(number)
                ChainEndDialog(self.bridge, self, customer, kind).open()

    def _on_moved(self, place: QRect) -> None:
        middle = place.center()
        self.area.ensureVisible(middle.x(), middle.y(), 0, place.height())

    def _on_retired(self) -> None:
        self._retired = not self._retired
        self.refresh()

    def _on_action_requested(self, wish: StopRequest) -> None:
        match wish.action:
            case StopAction.FIX if not self.tracker.measures.where("archived_on IS NULL"):
                self.bridge.show_message(NO_MEASURE)
            case StopAction.FIX:
                StopFixDialog(self.bridge, self, wish.standing).open()
            case StopAction.CLOSE:
                NoFixDialog(self.bridge, self, wish.standing).open()
            case _ if isinstance(wish.standing, OwnStopStanding):
                self._change_own(wish.action, wish.standing.stop)
            case _ if isinstance(wish.standing, StopStanding):
                self._change(wish.action, wish.standing)

    def _change(self, action: StopAction, standing: StopStanding) -> None:
        stop = standing.stop
        if action is StopAction.END:
            commands.end_stop(self.tracker, stop.id, max(self.bridge.today(), stop.started_on))
            self.bridge.show_message(
                f"{standing.link.who} arrives again. What closes it: a fix, or why not."
            )
        elif action is StopAction.EDIT:
            StopDialog(self.bridge, self, stop).open()
        elif action is StopAction.REMOVE:
            commands.remove_stop(self.tracker, stop.id)
            self.bridge.show_message("Deleted. Ctrl+Z brings it back.")

    def _change_own(self, action: StopAction, stop: OwnStop) -> None:
        day = max(self.bridge.today(), stop.started_on)
        match action:
            case StopAction.END:
                commands.end_own_stop(self.tracker, stop.id, day)
                self.bridge.show_message("They have it now. What closes it: a fix, or why not.")
            case StopAction.TELL:
                commands.tell_own_stop(self.tracker, stop.id, day)
                self.bridge.show_message("Recorded: they were told today. Ctrl+Z undoes it.")
            case StopAction.EDIT:
                from tracker.gui.dialogs.own_stop import OwnStopDialog

                OwnStopDialog(self.bridge, self, stop).open()
            case StopAction.REMOVE:
                commands.remove_own_stop(self.tracker, stop.id)
                self.bridge.show_message("Deleted. Ctrl+Z brings it back.")


def _chain_area(view: ChainView) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAlignment(Qt.AlignmentFlag.AlignTop)
    area.setWidget(view)
    area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    area.setMinimumHeight(120)
    return area


def _urgency(one: AnyStanding) -> tuple[bool, bool, int]:
    return not one.open, not one.waiting, -one.stop.started_on.toordinal()


def _waiting(one: AnyStanding, reached: Mapping[int, tuple[Customer, ...]]) -> Iterable[Customer]:
    """Return who waits for what stopped."""
    return reached[one.link.id] if isinstance(one, StopStanding) else (one.customer,)
