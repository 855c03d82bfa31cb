"""Share: what a customer will get, seen before it leaves, and what they were given so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QStackedWidget,
    QWidget,
)

from tracker.app import commands
from tracker.app.sharing.ledger import ledger_rows
from tracker.app.sharing.unshared import private_measures, unshared_measures
from tracker.domain.customer import Customer
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.rating import RatingDialog
from tracker.gui.menus import CommandOffer
from tracker.gui.page import Header, Page, page_layout
from tracker.gui.share.accountable import AgreementSide
from tracker.gui.share.bar import AGREEMENT, ROTA, SCORECARD, SENT, ShareBar
from tracker.gui.share.items import ShareSide
from tracker.gui.share.rota import RotaList
from tracker.gui.share.sending import (
    PageSender,
    Sheet,
    agreement_sheet,
    layout_of,
    scorecard_sheet,
    share_periods,
)
from tracker.gui.share.sent import AgreeDialog, ReplyDialog, SentList
from tracker.gui.share.unshared import UnsharedPage, shared_words
from tracker.gui.theme import scaled, set_tone
from tracker.gui.widgets.choice import WhoFilter
from tracker.gui.widgets.first_steps import FirstSteps
from tracker.gui.widgets.paper_view import PaperView
from tracker.gui.widgets.text import button
from tracker.gui.widgets.wrapping import WrappingRow

SHOWING = {
    "show_scorecard": SCORECARD,
    "show_agreement": AGREEMENT,
    "show_sent": SENT,
    "show_rota": ROTA,
}
TIGHT, LEAST_PAPER = 620, 240  # px: the page's width below which its items stand under it
NOTHING_SHARED = "No measure is shared with them yet."
EMPTY = (
    "A scorecard shows a customer what you promised them, how it went, and what you are changing. "
    "You see every page before it leaves. Begin by adding a customer and a measure."
)


class SharePage(Page):
    """Chooses a customer and a page; the preview is the page itself."""

    reads = frozenset(
        {
            "customer", "service", "measure", "version", "evaluation", "fix", "planned_change",
            "accepted_change", "explanation", "event", "person", "sharing", "agreement", "rating",
            "star", "share", "asking", "mention", "decision",
            "decision_told",
        }
    )  # fmt: skip
    hint = "What you see is what they get · Space switches an item"
    blank_without = "customer"

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._sheet: Sheet | None = None
        self.who = WhoFilter(bridge)
        self.bar = ShareBar(bridge)
        self.bar.selected.connect(self.show_view)
        self.bar.agree_requested.connect(self.agree_on)
        self.paper = PaperView(bridge.theme)
        self.bare = UnsharedPage(bridge.theme)
        self.bare.hide()  # it stands in the place of the paper, and both would be wider than a page
        self.bare.share_requested.connect(self._on_share_all)
        self.bare.measure_requested.connect(self.new_measure_requested)
        self.side = ShareSide(bridge)
        self.side.settings_requested.connect(self._on_settings_requested)
        self.recourse = AgreementSide(bridge)
        self.side.calculation_requested.connect(self.show_calculation)
        self.sent = SentList(bridge.theme)
        self.rota = RotaList(bridge)
        self.writing = PageSender(bridge, self)
        self.empty = FirstSteps(bridge.theme, "share-2", "Scorecards will stand here", EMPTY)
        self.empty.answer_by(self)
        self._lay_out()
        self.sent.open_requested.connect(self.writing.open_sent)
        self.sent.save_requested.connect(self.writing.save_sent)
        self.sent.comment_requested.connect(self._on_comment_requested)
        self.sent.share_requested.connect(self._on_share_requested)
        self.rota.comment_requested.connect(self._on_rota_comment_requested)

    def refresh(self) -> None:
        """Show the chosen customer's page."""
        customers = sorted(
            self.tracker.customers.where("archived_on IS NULL"), key=lambda customer: customer.rank
        )
        self.whole.setCurrentIndex(0 if customers else 1)
        for widget in self.buttons:
            widget.setVisible(bool(customers))
        self.entrance = self.bar.customers if customers else self.empty.button
        self.bar.set_customers(self.who.sift(customers, _themselves))
        self.bar.period.set_periods(share_periods(self.tracker, self.bridge.today()))
        self.show_view()

    def show_customer(self, customer_id: int) -> None:
        """Bring a customer's scorecard forward."""
        self.who.reveal(customer_id)
        self._freshen()
        self.bar.choose(customer_id)
        self.bar.view.choose(SCORECARD)
        self.show_view()

    def customer_in_view(self) -> int | None:
        """Return whose page it is."""
        customer = self.bar.customer
        return customer.id if customer else None

    def show_scorecard(self) -> None:
        """Show the scorecard of the chosen customer."""
        self.bar.view.choose(SCORECARD)

    def show_calculation(self) -> None:
        """Show how the promises on the page are judged: its span, every one of them."""
        if self._sheet is None:
            return
        from tracker.app.signals.promises import JudgedPromise, page_explained
        from tracker.gui.dialogs.count_explanation import CountDialog

        customer = self.tracker.customers.get(self._sheet.customer_id)
        judged = zip(self._sheet.measures, self._sheet.keepings, strict=True)
        explained = page_explained(JudgedPromise(customer.name, *one) for one in judged)
        CountDialog(self, explained).open()

    def show_agreement(self) -> None:
        """Show what is agreed with the chosen customer."""
        self.bar.view.choose(AGREEMENT)

    def show_sent(self) -> None:
        """Show what the chosen customer was given."""
        self.bar.view.choose(SENT)

    def show_rota(self) -> None:
        """Show whom to ask this month."""
        self.bar.view.choose(ROTA)

    def save_page(self) -> None:
        """Ask where to save the page that is shown."""
        self._freshen()
        if self._sheet is not None and self._sheet.measures:
            self.writing.save(self._sheet)

    def open_page(self) -> None:
        """Show the page as it will be in a browser."""
        self._freshen()
        if self._sheet is not None and self._sheet.measures:
            self.writing.look_at(self._sheet)

    def copy_page(self) -> None:
        """Put the page on the clipboard as a picture."""
        self._freshen()
        if self._sheet is not None and self._sheet.measures:
            self.writing.copy(self._sheet)

    def take_reply(self) -> None:
        """Ask for the code that a customer's page made."""
        dialog = ReplyDialog(self.bridge, self)
        dialog.reply_saved.connect(self._on_reply_saved)
        dialog.open()

    def agree_on(self) -> None:
        """Ask what the chosen customer has agreed to."""
        self._freshen()
        if customer := self.bar.customer:
            AgreeDialog(self.bridge, self, customer.id).open()

    def menu_commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the menus ask of this page."""
        return {
            "show_scorecard": self.show_scorecard,
            "show_agreement": self.show_agreement,
            "show_sent": self.show_sent,
            "show_rota": self.show_rota,
            "save_page": self.save_page,
            "copy_page": self.copy_page,
            "open_page": self.open_page,
            "take_reply": self.take_reply,
        }

    def offer(self, command: str) -> CommandOffer:
        """Say what a command would do with the page in view."""
        if command in SHOWING:
            chosen = self.bar.view.value == SHOWING[command]
            return CommandOffer.CHOSEN if chosen else CommandOffer.POSSIBLE
        leaves = command in {"save_page", "copy_page", "open_page"}
        ready = self._sheet is not None and bool(self._sheet.measures)
        return CommandOffer.NOTHING if leaves and not ready else CommandOffer.POSSIBLE

    def show_view(self) -> None:
        """Show the scorecard, the agreement, or the ledger of the chosen customer."""
        customer = self.bar.customer
        if customer is None:
            return
        view = self.bar.view.value
        self.bar.fit()
        self.side.setVisible(view == SCORECARD)
        self.recourse.setVisible(view == AGREEMENT)
        for leaving in (self.save, self.look, self.copy):
            leaving.setVisible(view not in {SENT, ROTA})
        self.stack.setCurrentIndex({SENT: 1, ROTA: 2}.get(view, 0))
        self._sheet = None
        if view == ROTA:
            self.rota.refresh()
            self.who.show_hidden(self.rota.hidden)
            return
        if view == SENT:
            self.sent.show_rows(ledger_rows(self.tracker, customer.id))
            return
        self._sheet = self._made(customer)
        bare = view == SCORECARD and not self._sheet.measures
        unshared = unshared_measures(self.tracker, customer)
        self.paper.setVisible(not bare)
        self.bare.setVisible(bare)
        self.entrance = self.bare.button if bare else self.bar.customers
        if bare:
            missing = [one.measure for one in unshared]
            self.bare.show_measures(customer, missing, self.bar.period.span)
        self.paper.show_pages(layout_of(self._sheet))
        for leaving in (self.save, self.look, self.copy):
            leaving.setEnabled(bool(self._sheet.measures))
            leaving.setToolTip("" if self._sheet.measures else NOTHING_SHARED)
        set_tone(self.save, "accent" if self._sheet.measures else "")
        if view == SCORECARD:
            self.side.show_customer(customer, self._sheet.items, unshared)
            self.side.show_bare(bare=bare)
        else:
            self.recourse.show_customer(customer)

    def _on_share_all(self) -> None:
        if customer := self.bar.customer:
            found = private_measures(self.tracker, customer)
            commands.share_measures(self.tracker, [one.id for one in found])
            self.bridge.show_message(shared_words(len(found)))
            self.save.setFocus()

    def _made(self, customer: Customer) -> Sheet:
        today = self.bridge.today()
        if self.bar.view.value == AGREEMENT:
            return agreement_sheet(self.tracker, customer, today)
        return scorecard_sheet(self.tracker, customer, *self.bar.period.span, today)

    def _lay_out(self) -> None:
        body = QWidget()
        body.setProperty("role", "plain")
        inner = page_layout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.bar)
        inner.addWidget(self._views(), 1)
        self.whole = QStackedWidget()
        self.whole.addWidget(body)
        self.whole.addWidget(self.empty)
        layout = page_layout(self)
        header = self._header()
        header.seat(self.who, inner)
        layout.addWidget(header)
        layout.addWidget(self.whole, 1)

    def _header(self) -> Header:
        self.reply = button("Enter a reply…")
        self.look = button("Open in the browser")
        self.copy = button("Copy")
        self.save = button("Save as…", tone="accent")
        self.buttons = (self.reply, self.copy, self.look, self.save)
        self.reply.clicked.connect(self.take_reply)
        self.copy.clicked.connect(self.copy_page)
        self.look.clicked.connect(self.open_page)
        self.save.clicked.connect(self.save_page)
        header = Header("Share", "You see it before it leaves.")
        leaving = QWidget()
        leaving.setProperty("role", "plain")
        row = WrappingRow(leaving, spacing=12)
        for one in self.buttons:
            row.addWidget(one)
        header.add(leaving)
        return header

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is on the page below it, where it would leave the page no room."""
        super().resizeEvent(event)
        tight = self.width() < scaled(TIGHT)
        across = QBoxLayout.Direction
        self._beside.setDirection(across.TopToBottom if tight else across.LeftToRight)
        for column in (self.side, self.recourse):
            column.show_beside(beside=not tight)
        self.paper.setMinimumHeight(scaled(LEAST_PAPER) if tight else 0)

    def _views(self) -> QStackedWidget:
        pages = QWidget()
        pages.setProperty("role", "plain")
        self._beside = beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, pages)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(14)
        beside.addWidget(self.paper, 1)
        beside.addWidget(self.bare, 1)
        beside.addWidget(self.side)
        beside.addWidget(self.recourse)
        self.stack = QStackedWidget()
        self.stack.addWidget(pages)
        self.stack.addWidget(self.sent)
        self.stack.addWidget(self.rota)
        return self.stack

    def _on_reply_saved(self, customer_id: int) -> None:
        self.who.reveal(customer_id)
        self._freshen()
        self.bar.choose(customer_id)
        self.bar.view.choose(SENT)
        self.show_view()

    def _on_comment_requested(self, share_id: int) -> None:
        customer = self.bar.customer
        if customer is not None:
            uid = self.tracker.ledger.get(share_id).uid
            RatingDialog(self.bridge, self, customer.id, uid).open()

    def _on_rota_comment_requested(self, customer_id: int) -> None:
        RatingDialog(self.bridge, self, customer_id).open()

    def _on_share_requested(self) -> None:
        self.bar.view.choose(SCORECARD)
        self.paper.setFocus()

    def _on_settings_requested(self) -> None:
        self.page_requested.emit("settings")


def _themselves(customer: Customer) -> Customer:
    return customer
