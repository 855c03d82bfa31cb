"""Customers: the continuum, and beside it the chosen customer's page, or a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.customers import board as queries
from tracker.app.customers.board import Card, full_tier, placement_sentence
from tracker.domain.customer import Customer, Tier
from tracker.gui.bridge import Bridge
from tracker.gui.customers.board import EMPTY, BoardView
from tracker.gui.customers.cards import CustomerMenu, TierMoveRequest
from tracker.gui.customers.dialogs import CustomerDialog
from tracker.gui.customers.profile import MEASURES, ProfilePanel
from tracker.gui.customers.sides import ListPanel, RightSide, Sides
from tracker.gui.customers.worksheet import CompareButton
from tracker.gui.dialogs.swap import MoveReason, SwapDialog
from tracker.gui.measure.dialog import MeasureDialog
from tracker.gui.menus import CommandOffer
from tracker.gui.page import MARGIN, RAIL, Header, Page, page_layout
from tracker.gui.plan.dialog import PlanOffer
from tracker.gui.theme import scaled
from tracker.gui.widgets.choice import WhoFilter
from tracker.gui.widgets.feedback import ADD_CUSTOMER
from tracker.gui.widgets.first_steps import FirstSteps
from tracker.gui.widgets.text import button

HEAD_GAP = 12  # px between what stands in the head
PROMISED = "Measure added. Log its first value on This week."
STEPS = {"move_left": (-1, 0), "move_right": (1, 0), "move_up": (0, -1), "move_down": (0, 1)}


def _customer_of(card: Card) -> Customer:
    return card.customer


def _width(widget: QWidget) -> int:
    """Return what a widget takes in the head, with the gap before it."""
    return widget.sizeHint().width() + HEAD_GAP


class CustomersPage(Page):
    """Chooses, moves and describes customers; every change counts at once."""

    reads = frozenset({
        "customer", "want", "service", "measure", "version", "evaluation", "need", "standard",
        "share", "tier_move", "person", "rating", "note", "moment", "element", "fix",
        "explanation", "signal",
    })  # fmt: skip
    hint = "Drag a card, or Ctrl+Shift+arrows, to move it along the continuum · Enter opens"
    blank_without = "customer"

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.chosen: int | None = None  # the customer whose page is shown
        self.add = button(ADD_CUSTOMER, "Add a customer (Ctrl+Shift+C)", tone="accent")
        self.add.clicked.connect(self.add_customer)
        self.header = Header("Customers", "Not everyone gets your best. Choose.")
        self.menu = CustomerMenu(bridge, self)
        self.board = BoardView(bridge)
        self.filter = WhoFilter(bridge)
        self.why = MoveReason(bridge)
        self.profile = ProfilePanel(bridge, self.menu)
        self.right = RightSide(bridge, self.profile)
        self.split = Sides(self.board, self.right)
        self.archived, self.common = self.right.archived, self.right.common
        self.empty = FirstSteps(bridge.theme, *EMPTY)
        self.plan = PlanOffer(bridge, self, self.empty)
        self.compare = CompareButton(bridge, self)
        tip = "What two or more customers want: one good answer serves all"
        self.alike = button("In common", tip)
        self.alike.clicked.connect(self.show_in_common)
        self.header.add(self.filter, self.plan, self.alike, self.compare, self.add)
        self._lay_out()
        self._wire()

    def refresh(self) -> None:
        """Show the board, and the chosen customer's page or what is archived."""
        whole = queries.board(self.tracker, self.bridge.today())
        board = whole.only(self.filter.sift(whole.cards, _customer_of))
        everyone = [card.customer.id for card in board.cards]
        if self.chosen not in everyone:
            self.chosen = next(iter(everyone), None)
        listing = self.right.listing
        self.whole.setCurrentWidget(self.split if everyone or listing else self.empty)
        self.add.setVisible(bool(everyone) or listing)
        self.compare.setVisible(len(everyone) > 1)
        self.alike.setVisible(len(everyone) > 1)
        self.board.show_board(board, self.chosen)
        self.why.refresh()
        self.split.show_right(shown=bool(everyone) or listing)
        if listing:
            self.right.refresh(board)
        elif self.chosen is not None:
            self.profile.read_customer(self.chosen)
        self.entrance = self.split.entrance if everyone or listing else self.empty.button
        self._seat_header()

    def show_customer(self, customer_id: int) -> None:
        """Bring a customer's page forward."""
        self.choose_customer(customer_id)
        self.split.step_in(from_board=False)
        self.entrance = self.split.entrance

    def choose_customer(self, customer_id: int) -> None:
        """Show a customer's page beside the board, where both have room."""
        self.profile.who.commit()
        self.chosen = customer_id
        self.filter.reveal(customer_id)
        self.right.setCurrentWidget(self.profile)
        self.refresh()

    def can_step_back(self) -> bool:
        """Say whether somebody was opened on the board, which is out of view now."""
        return self.split.narrow and self.split.ahead and self.split.came_from_board

    def step_back(self) -> bool:
        """Go back to the board, where it is out of view."""
        opened = self.can_step_back()
        if opened:
            self.split.step_back()
        return opened

    def show_counted(self) -> None:
        """Show how the promises on the chosen customer's card are counted."""
        if self.chosen is not None:
            from tracker.app.signals.promises import promises_explained
            from tracker.gui.dialogs.count_explanation import CountDialog

            CountDialog(self, promises_explained(self.tracker, self.chosen)).open()

    def customer_in_view(self) -> int | None:
        """Return whose page is open."""
        return self.chosen

    def shown_place(self) -> object:
        """Return whose page is open."""
        return self.chosen

    def show_place(self, place: object) -> None:
        """Open that customer's page again."""
        if isinstance(place, int):
            self.show_customer(place)

    def add_customer(self) -> None:
        """Ask whom to take on, and where every place is taken, who makes room."""
        dialog = CustomerDialog(self.bridge, self, None)
        dialog.saved.connect(self._on_customer_added)
        dialog.open()

    def add_measure(self) -> None:
        """Ask what to promise the chosen customer; without any customer, ask for one first."""
        self._freshen()
        if self.chosen is None:
            self.add_customer()
        else:
            self._ask_for_measure(self.chosen)

    def guided_plan(self) -> None:
        """Ask one question at a time, from where it was left."""
        self.plan.open_plan()

    def priority_worksheet(self) -> None:
        """Put every customer side by side, and suggest an order."""
        self.compare.compare_all()

    def edit_customer(self) -> None:
        """Ask how the chosen customer is named better."""
        if customer := self._customer():
            CustomerDialog(self.bridge, self, customer).open()

    def archive_customer(self) -> None:
        """Put the chosen customer away."""
        if customer := self._customer():
            move = commands.archive_customer(self.tracker, customer.id, self.bridge.today())
            self.bridge.show_message(f"{customer.name} is archived. Ctrl+Z brings them back.")
            self.why.ask(move)

    def show_archived(self) -> None:
        """List what was put away, or go back to the chosen customer."""
        self._toggle(self.archived)

    def show_in_common(self) -> None:
        """List what two or more customers want, or go back to the chosen customer."""
        self._toggle(self.common)

    def move_left(self) -> None:
        """Move the chosen customer to the tier on the left."""
        self._step(*STEPS["move_left"])

    def move_right(self) -> None:
        """Move the chosen customer to the tier on the right."""
        self._step(*STEPS["move_right"])

    def move_up(self) -> None:
        """Move the card up in its tier; or the measure whose row has the focus."""
        self._step(*STEPS["move_up"])

    def move_down(self) -> None:
        """Move the card down in its tier; or the measure whose row has the focus."""
        self._step(*STEPS["move_down"])

    def offer(self, command: str) -> CommandOffer:
        """Say what a command would do with the chosen customer, or the measure in focus."""
        someone = self.chosen is not None and not self.right.listing
        match command:
            case "edit_customer" | "archive_customer" | "show_counted":
                possible = someone
            case "move_left" | "move_right" | "move_up" | "move_down":
                possible = self._aim(*STEPS[command]) is not None
            case "show_in_common":
                return self._shown(self.common)
            case "show_archived":
                return self._shown(self.archived)
            case _:
                possible = True
        return CommandOffer.POSSIBLE if possible else CommandOffer.NOTHING

    def _toggle(self, panel: ListPanel) -> None:
        self.right.toggle(panel)
        if self.right.listing:
            self.split.step_in()
            panel.back.setFocus()
        else:
            self.split.step_back()
        self.refresh()

    def _shown(self, panel: ListPanel) -> CommandOffer:
        return CommandOffer.CHOSEN if self.right.currentWidget() is panel else CommandOffer.POSSIBLE

    def _step(self, across: int, along: int) -> None:
        move = self._aim(across, along)
        if isinstance(move, TierMoveRequest):
            self._move(move)
        elif move is not None:
            commands.move_measure(self.tracker, move, along)

    def _aim(self, across: int, along: int) -> TierMoveRequest | int | None:
        """Return the move of the card, or the measure that moves; None where nothing would."""
        if self.chosen is None or self.right.listing:
            return None
        if (measure_id := self.profile.measures.focused()) is not None:
            return (
                measure_id if along and self.profile.measures.can_move(measure_id, along) else None
            )
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return self.board.step(self.chosen, -across if mirrored else across, along)

    def _move(self, move: TierMoveRequest) -> None:
        self.chosen = move.customer_id
        customer = self.tracker.customers.get(move.customer_id)
        full = full_tier(self.tracker, move.tier, customer.id)
        today = self.bridge.today()
        if full and customer.tier is not move.tier:
            self.refresh()  # a dragged card goes back to where it stands
            SwapDialog(self.bridge, self, full, customer.id).open()
            return
        kept = commands.place_customer(
            self.tracker, customer.id, move.tier, today, before=move.before
        )
        self.board.setFocus()
        self.why.ask(kept)
        self.bridge.show_message(placement_sentence(self.tracker, customer, move.tier))

    def _customer(self) -> Customer | None:
        self._freshen()
        return None if self.chosen is None else self.tracker.customers.get(self.chosen)

    def _ask_for_measure(self, customer_id: int, *, follows: bool = False) -> None:
        dialog = MeasureDialog(self.bridge, self, customer_id, follows=follows)
        dialog.saved.connect(self._on_measure_saved)
        dialog.open()

    def _lay_out(self) -> None:
        self.whole = QStackedWidget()
        self.whole.addWidget(self.split)
        self.whole.addWidget(self.empty)
        self._over = QVBoxLayout()
        layout = page_layout(self)
        layout.addWidget(self.header)
        layout.addLayout(self._over)
        layout.addWidget(self.whole, 1)
        layout.addWidget(self.why)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out of the head what has no room there."""
        super().resizeEvent(event)
        self._seat_header()

    def _seat_header(self) -> None:
        """Put the choice of customers below, and leave out what the menu has, too."""
        row = self.header.row
        seen = self.window().width() - scaled(RAIL)  # a page may be wider: then it scrolls
        room = min(self.width(), seen) - 2 * MARGIN
        rest = [self.header.title, self.plan, self.compare, self.add]
        several = len(self.board.cards) > 1
        need = sum(_width(one) for one in rest if not one.isHidden()) - HEAD_GAP
        need += _width(self.alike) if several else 0
        sides = 0 if self.filter.isHidden() else _width(self.filter)
        beside = need + sides <= room
        self.alike.setVisible(several and need <= room)
        seated = row.indexOf(self.filter) >= 0
        if beside and not seated:
            row.insertWidget(row.indexOf(self.plan), self.filter)
        elif not beside and seated:
            self._over.addWidget(self.filter)
        self.header.fit()

    def _wire(self) -> None:
        self.empty.customer_requested.connect(self.add_customer)
        self.empty.sample_requested.connect(self.sample_requested)
        self.empty.import_requested.connect(self.import_requested)
        self.board.selected.connect(self.choose_customer)
        self.board.pressed.connect(self._on_pressed)
        self.board.open_requested.connect(self._on_open)
        self.split.stepped.connect(self._on_stepped)
        self.board.move_requested.connect(self._move)
        self.board.menu_requested.connect(self.menu.popup)
        self.menu.command_requested.connect(self._on_command_requested)
        self.menu.tier_requested.connect(self._on_tier_requested)
        self.why.closed.connect(self.board.setFocus)
        self.archived.history_requested.connect(self.measure_requested)
        self.right.closed.connect(self._on_list_closed)
        self.right.selected.connect(self.show_customer)
        self.profile.part_created.connect(self.adopt)
        self.profile.scorecard_requested.connect(self.scorecard_requested)
        self.profile.measures.add_requested.connect(self.add_measure)
        self.profile.measures.edit_requested.connect(self._on_edit_measure)
        self.profile.measures.trend_requested.connect(self.measure_requested)
        self.profile.measures.calculation_requested.connect(self.calculation_requested)
        self.profile.measures.log_requested.connect(self._on_log_requested)

    def menu_commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the menus ask of this page."""
        return {
            "add_customer": self.add_customer,
            "add_measure": self.add_measure,
            "edit_customer": self.edit_customer,
            "show_counted": self.show_counted,
            "guided_plan": self.guided_plan,
            "move_left": self.move_left,
            "move_right": self.move_right,
            "move_up": self.move_up,
            "move_down": self.move_down,
            "priority_worksheet": self.priority_worksheet,
            "show_in_common": self.show_in_common,
            "archive_customer": self.archive_customer,
            "show_archived": self.show_archived,
        }

    def _on_command_requested(self, key: str) -> None:
        self.menu_commands()[key]()

    def _on_tier_requested(self, tier: Tier) -> None:
        if self.chosen is not None:
            self._move(TierMoveRequest(self.chosen, tier, None))

    def _on_pressed(self) -> None:
        if self.split.narrow:
            self._on_open()

    def _on_open(self) -> None:
        self.split.step_in()
        self.entrance = self.split.entrance
        self.profile.tabs.setFocus()

    def _on_stepped(self) -> None:
        self.entrance = self.split.entrance

    def _on_list_closed(self) -> None:
        self.split.step_back()
        self.refresh()

    def _on_log_requested(self) -> None:
        self.page_requested.emit("week")

    def _on_customer_added(self, customer_id: int) -> None:
        self.show_customer(customer_id)
        self._ask_for_measure(customer_id, follows=True)

    def _on_measure_saved(self, measure_id: int) -> None:
        self.profile.open_tab(MEASURES)
        self.profile.measures.choose(measure_id)
        if self.tracker.file.holds_any(("evaluation",)):
            return
        promised = self.tracker.measures.where("archived_on IS NULL AND draft = 0")
        if [one.id for one in promised] == [measure_id]:  # the first: what follows is a value
            self.page_requested.emit("week")
            self.bridge.show_message(PROMISED)

    def _on_edit_measure(self, measure_id: int) -> None:
        measure = self.tracker.measures.get(measure_id)
        dialog = MeasureDialog(self.bridge, self, measure.customer_id, measure)
        dialog.saved.connect(self._on_measure_saved)
        dialog.open()
