"""The one place that knows every page by its class, and opens what pages ask of each other.

A page's module is loaded when the page is first wanted, so a start pays for one page only; that is
why each import stands in the method that needs it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from tracker.domain.period import Period
from tracker.gui.bridge import Bridge
from tracker.gui.page import Page, PageSignals

if TYPE_CHECKING:
    from tracker.gui.bring_in.page import ImportPage
    from tracker.gui.correct.page import CorrectPage
    from tracker.gui.customers.page import CustomersPage
    from tracker.gui.overview.page import OverviewPage
    from tracker.gui.review.page import ReviewPage
    from tracker.gui.settings.page import SettingsPage
    from tracker.gui.share.page import SharePage
    from tracker.gui.trends.page import TrendsPage
    from tracker.gui.week.page import ThisWeekPage

Kind = TypeVar("Kind", bound=Page)
MOST_BEEN = 50
BRING_IN = "bring_in"  # no place of its own: who leaves it goes on where they were


class VisitedPlace(NamedTuple):
    """Where one was: a page's key, and what it showed."""

    page: str
    place: object


class Navigator(QObject):
    """Makes pages, and answers what they ask of each other.

    `pages` holds those that were made, by the key that rail and menus know them by.
    """

    page_made = Signal(object)  # Page
    page_shown = Signal(object)  # str: its key
    folder_requested = Signal()  # the folder that holds the data file
    restore_requested = Signal()  # the window that brings a backup back
    backup_requested = Signal()  # a backup, now
    sample_requested = Signal()  # the sample data, in a file of its own
    import_requested = Signal()  # a table of others, brought in
    badge_changed = Signal()
    keys_changed = Signal(object)  # str: what the page in front answers to now

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.pages: dict[str, Page] = {}
        self._front = ""
        self._been: list[VisitedPlace] = []
        self.explained: QWidget | None = None
        self._makers: dict[str, Callable[[], Page]] = {
            "week": self.week,
            "overview": self.overview,
            "customers": self.customers,
            "trends": self.trends,
            "correct": self.correct,
            "share": self.share,
            "review": self.review,
            "settings": self.settings,
            "bring_in": self.bring_in,
        }

    def commands(self) -> dict[str, Callable[[], object]]:
        """Return what menus may ask of it, by the command's key."""
        return {
            "open_palette": self.open_palette,
            "search_everything": self.search_everything,
            "go_back": self.go_back,
        }

    def log_stop(self) -> None:
        """Ask what stopped upstream, over whatever page."""
        from tracker.gui.dialogs.stop import StopDialog

        if isinstance(window := self.parent(), QMainWindow):
            StopDialog(self._bridge, window).open()

    def log_own_stop(self) -> None:
        """Ask what I did not hand on, over whatever page: to whom it is about before all others."""
        from tracker.gui.dialogs.own_stop import OwnStopDialog

        window, front = self.parent(), self.pages.get(self._front)
        if isinstance(window, QMainWindow) and front is not None:
            week = self._front == "week"
            about = self.week().customer_of_row() if week else front.customer_in_view()
            OwnStopDialog(self._bridge, window, customer_id=about).open()

    def page(self, key: str) -> Page:
        """Return a page by its key, made when it is first wanted."""
        return self._makers[key]()

    def show_page(self, key: str) -> None:
        """Bring a page forward; `go_back` returns to where one was."""
        self._leave()
        self._show(key)

    def can_go_back(self) -> bool:
        """Say whether there is somewhere to go back to."""
        here, page = self._place(), self.pages.get(self._front)
        stepped = page is not None and page.can_step_back()
        return stepped or self._front == BRING_IN or any(there != here for there in self._been)

    def go_back(self) -> None:
        """Return to the page, and to what it showed, where one was before the last step."""
        page = self.pages.get(self._front)
        if page is not None and page.step_back():
            return
        here = self._place()
        while self._been:
            there = self._been.pop()
            if there != here:
                self._show(there.page)
                self.pages[there.page].show_place(there.place)
                return
        if self._front == BRING_IN:
            self._show("week")

    def carry_out(self, key: str, command: str) -> None:
        """Bring a page forward and let it do what a menu asks of it; "" asks for the page only."""
        self.show_page(key)
        if command:
            self.page(key).menu_commands()[command]()

    def make_anew(self, stack: QStackedWidget) -> None:
        """Make the pages again that were made, for text of another size; what they show stays.

        A file that is not taken in yet keeps its page: what was chosen there is kept nowhere else.
        """
        here = self._place()
        for key in [one for one in self.pages if one != BRING_IN]:
            page = self.pages.pop(key)
            stack.removeWidget(page)
            page.hide()
            page.deleteLater()
        if here is not None:
            self._show(here.page)
            if here.page != BRING_IN:
                self.pages[here.page].show_place(here.place)

    def week(self) -> ThisWeekPage:
        """Return This week."""
        from tracker.gui.week.page import ThisWeekPage

        return self._made("week", ThisWeekPage)

    def overview(self) -> OverviewPage:
        """Return Overview."""
        from tracker.gui.overview.page import OverviewPage

        return self._made("overview", OverviewPage)

    def customers(self) -> CustomersPage:
        """Return Customers."""
        from tracker.gui.customers.page import CustomersPage

        return self._made("customers", CustomersPage)

    def trends(self) -> TrendsPage:
        """Return Trends."""
        from tracker.gui.trends.page import TrendsPage

        return self._made("trends", TrendsPage)

    def correct(self) -> CorrectPage:
        """Return Fixes & choices."""
        from tracker.gui.correct.page import CorrectPage

        return self._made("correct", CorrectPage)

    def share(self) -> SharePage:
        """Return Share."""
        from tracker.gui.share.page import SharePage

        return self._made("share", SharePage)

    def review(self) -> ReviewPage:
        """Return Review."""
        from tracker.gui.review.page import ReviewPage

        return self._made("review", ReviewPage)

    def settings(self) -> SettingsPage:
        """Return Settings."""
        from tracker.gui.settings.page import SettingsPage

        return self._made("settings", SettingsPage)

    def bring_in(self) -> ImportPage:
        """Return the page on which a file is brought in."""
        from tracker.gui.bring_in.page import ImportPage

        fresh = "bring_in" not in self.pages
        page = self._made("bring_in", ImportPage)
        if fresh:
            page.leave_requested.connect(self.go_back)
            page.measure_requested.connect(self._show_what_came)
        return page

    def _show_what_came(self) -> None:
        """Go back as far as values were brought in, where none lies in the time shown."""
        trends = self.trends()
        if trends.card.picture and not trends.card.picture.points:
            trends.show_all()

    def bring_in_file(self, path: Path) -> None:
        """Show what a file would bring."""
        self.show_page("bring_in")
        self.bring_in().open_file(path)

    def go_on_importing(self) -> bool:
        """Show the file that was left without being taken in; say whether there is one."""
        waiting = "bring_in" in self.pages and self.bring_in().unfinished
        if waiting:
            self.show_page("bring_in")
        return waiting

    def _show(self, key: str) -> None:
        self.page(key)
        self._front = key
        self.page_shown.emit(key)

    def _place(self) -> VisitedPlace | None:
        page = self.pages.get(self._front)
        return VisitedPlace(self._front, page.shown_place()) if page else None

    def _leave(self) -> None:
        """Remember where one is; the same place twice in a row is one."""
        here = self._place()
        if here is not None and here.page != BRING_IN and here not in self._been[-1:]:
            self._been = [*self._been, here][-MOST_BEEN:]

    def show_measure(self, measure_id: int) -> None:
        """Show a measure's trend."""
        self.show_page("trends")
        self.trends().show_measure(measure_id)

    def show_calculation(self, measure_id: int) -> None:
        """Show how a measure's promise is judged, beside whatever page asked."""
        from tracker.app.signals.promises import promise_explained
        from tracker.gui.dialogs.count_explanation import CountDialog

        window = self.parent()
        explained = promise_explained(self._bridge.tracker, measure_id)
        self.explained = CountDialog(window if isinstance(window, QWidget) else None, explained)
        self.explained.open()

    def show_day(self, measure_and_day: tuple[int, date]) -> None:
        """Show a day in a measure's trend."""
        self.show_page("trends")
        self.trends().show_day(*measure_and_day)

    def show_customer(self, customer_id: int) -> None:
        """Show a customer's page."""
        self.show_page("customers")
        self.customers().show_customer(customer_id)

    def show_scorecard(self, customer_id: int) -> None:
        """Show what a customer is to get."""
        self.show_page("share")
        self.share().show_customer(customer_id)

    def show_week(self, week: Period) -> None:
        """Show a week's check-in."""
        self.show_page("week")
        self.week().show_week(week)

    def show_review(self, last: date) -> None:
        """Show the pack of the review that ends on a day."""
        self.show_page("review")
        self.review().show_review(last)

    def show_section(self, section: str) -> None:
        """Show a section of Fixes & choices."""
        self.show_page("correct")
        self.correct().show_section(section)

    def show_choice(self, choice: tuple[str, int]) -> None:
        """Show a conflict or a decision: its kind and its id."""
        self.show_page("correct")
        self.correct().show_choice(choice)

    def show_note(self, note_id: int) -> None:
        """Show a quick note among all of them."""
        self.show_page("correct")
        self.correct().show_note(note_id)

    def start_fix(self, about: tuple[int | None, date | None, str]) -> None:
        """Ask over whatever page what is to be done: the measure, since when, what was said."""
        self.correct().start_fix_for(about)

    def add_customer(self) -> None:
        """Ask whom to serve."""
        self.show_page("customers")
        self.customers().add_customer()

    def add_measure(self) -> None:
        """Ask what to promise the chosen customer."""
        self.show_page("customers")
        self.customers().add_measure()

    def open_plan(self) -> None:
        """Open the guided plan."""
        self.show_page("customers")
        self.customers().guided_plan()

    def open_palette(self) -> None:
        """Ask over whatever page where to go."""
        self._ask_where(narrowed=False)

    def search_everything(self) -> None:
        """Search over whatever page, with what narrows a search in view."""
        self._ask_where(narrowed=True)

    def _ask_where(self, *, narrowed: bool) -> None:
        from tracker.gui.palette.palette import Palette

        window = self.parent()
        if not isinstance(window, QMainWindow):
            return
        palette = next((one for one in window.findChildren(Palette) if one.isVisible()), None)
        if palette is None:
            palette = Palette(self._bridge, window)
            self._answer(palette)
            palette.open()
        if narrowed:
            palette.narrow()

    def _made(self, key: str, kind: type[Kind]) -> Kind:
        page = self.pages.get(key)
        if not isinstance(page, kind):
            page = self.pages[key] = kind(self._bridge)
            self._answer(page)
            page.keys_changed.connect(self.keys_changed)
            self.page_made.emit(page)
        return page

    def _answer(self, page: PageSignals) -> None:
        page.page_requested.connect(self.show_page)
        page.measure_requested.connect(self.show_measure)
        page.calculation_requested.connect(self.show_calculation)
        page.day_requested.connect(self.show_day)
        page.customer_requested.connect(self.show_customer)
        page.scorecard_requested.connect(self.show_scorecard)
        page.week_requested.connect(self.show_week)
        page.review_requested.connect(self.show_review)
        page.section_requested.connect(self.show_section)
        page.choice_requested.connect(self.show_choice)
        page.note_requested.connect(self.show_note)
        page.fix_requested.connect(self.start_fix)
        page.new_customer_requested.connect(self.add_customer)
        page.new_measure_requested.connect(self.add_measure)
        page.plan_requested.connect(self.open_plan)
        page.folder_requested.connect(self.folder_requested)
        page.restore_requested.connect(self.restore_requested)
        page.backup_requested.connect(self.backup_requested)
        page.sample_requested.connect(self.sample_requested)
        page.import_requested.connect(self.import_requested)
        page.badge_changed.connect(self.badge_changed)
