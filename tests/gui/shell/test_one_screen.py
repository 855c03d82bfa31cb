"""What a page shows at once, without scrolling: Overview, its heat map, a customer's profile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from tests.gui.places import PLACES, settle
from tests.gui.test_layout import PLAIN, SIZES, Look, filled, seen

from tracker.gui.overview.heat_map import HEAD_HEIGHT, ROW_HEIGHT

__all__ = ["filled", "seen"]  # pytest finds fixtures by these names


def laid() -> None:
    """Let what stands beside each other agree on its room."""
    for _ in range(4):
        settle()


@pytest.mark.parametrize("seen", [Look(SIZES[2], 100, PLAIN)], ids=str, indirect=True)
def test_overview_of_the_sample_data_is_one_screen(seen):
    seen.show_page("overview")
    laid()
    assert seen.page("overview").body.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("seen", [Look(SIZES[1], 100, PLAIN)], ids=str, indirect=True)
def test_the_heat_map_is_in_view_in_the_default_window(seen):
    seen.show_page("overview")
    laid()
    body = seen.page("overview").body
    top = body.heat.mapTo(body, QPoint(0, 0)).y()
    assert top + HEAD_HEIGHT + 4 * ROW_HEIGHT <= body.height(), "its first four customers"


@pytest.mark.parametrize("seen", [Look(SIZES[2], 100, PLAIN)], ids=str, indirect=True)
def test_a_profile_is_as_high_as_what_it_tells(seen):
    PLACES["customer tab 4"](seen)  # the measures
    laid()
    right = seen.page("customers").right
    area = right.profile.sections.currentWidget()
    assert right.profile.height() < right.height(), "no empty card below"
    assert area.verticalScrollBar().maximum() == 0, "nothing of it is cut"


@pytest.mark.parametrize("seen", [Look(SIZES[2], 100, PLAIN)], ids=str, indirect=True)
def test_the_plot_of_trends_takes_most_of_a_usual_window(seen):
    seen.show_page("trends")
    laid()
    frame = seen.page("trends").card.chart.frame
    assert frame.bottom - frame.top >= 360


@pytest.mark.parametrize("seen", [Look(SIZES[1], 100, PLAIN)], ids=str, indirect=True)
def test_what_can_be_answered_on_trends_is_in_view_in_the_default_window(seen):
    seen.show_page("trends")
    laid()
    view = seen.page("trends").view
    assert view._scroll.verticalScrollBar().maximum() == 0, "nothing of it is below the window"
    answers = view.panel.answers
    assert answers.planned.geometry().top() == answers.fix.geometry().top(), "in one row"


@pytest.mark.parametrize("seen", [Look(SIZES[1], 100, PLAIN)], ids=str, indirect=True)
def test_the_foot_tells_what_the_chart_holds_and_leaves_with_it(seen):
    seen.show_page("trends")
    laid()
    assert seen.status.text().endswith("49 weeks logged, 2 skipped, 1 not logged")
    seen._bridge.show_message("Saved as chart.png")
    assert seen.status.text() == "Saved as chart.png"
    seen.show_page("overview")
    laid()
    assert seen.status.text() == ""
    seen.show_page("trends")
    laid()
    assert "weeks logged" in seen.status.text()
