"""What customers say, as a user meets it: typed in, edited, compared, told first, whom to ask."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tracker.app import commands
from tracker.app.signals.standing import standing_of
from tracker.app.trends.trend import trend_of
from tracker.gui.dialogs.rating import EVERYTHING, OWN, RatingDialog
from tracker.gui.dialogs.reported import ASK_WHEN, ReportedDialog
from tracker.gui.menus import MENUS
from tracker.gui.overview.page import OverviewPage
from tracker.gui.share.page import SharePage
from tracker.gui.share.rota import ASKED, TAKE_BACK
from tracker.gui.trends.page import TrendsPage
from tracker.gui.trends.ratings import GapDialog
from tracker.gui.week.page import ThisWeekPage
from tracker.gui.widgets.rows_model import ROW_ROLE


@pytest.fixture
def said(bridge):
    heard: list[str] = []
    bridge.message.connect(heard.append)
    return heard


@pytest.fixture
def trends(qtbot, bridge, logged, forecast):
    page = TrendsPage(bridge)
    qtbot.addWidget(page)
    page.resize(1084, 760)
    page.show()
    page.show_measure(logged)
    return page


@pytest.fixture
def worse(tracker, answers, week):
    """Log twelve usual weeks and eight bad ones."""
    for ago in range(20, 0, -1):
        commands.record(tracker, answers, (week + -ago).start, 2.0 if ago > 8 else 6.0)
    assert tracker.judge.finding(answers).revealed
    return answers


@pytest.fixture
def signal_page(qtbot, bridge, worse):
    page = TrendsPage(bridge)
    qtbot.addWidget(page)
    page.resize(1084, 760)
    page.show()
    page.show_measure(worse)
    return page


def asked(page):
    return page.findChildren(RatingDialog)[-1]


def rows(page):
    model = page.notes.view.notes
    return [model.index(at, 0).data(ROW_ROLE) for at in range(model.rowCount())]


def press(qtbot, view, key):
    qtbot.keyClick(view, key)


# Typed in (R6)


def test_the_menu_has_the_four_ways():
    texts = {one.method: one.text for _, menu in MENUS for one in menu if one}
    assert texts["add_rating"].replace("&", "") == "What they said…"
    assert texts["show_gap"].replace("&", "") == "You and them…"
    assert texts["record_reported"].replace("&", "") == "They told me first…"
    assert texts["show_rota"].replace("&", "") == "Whom to ask"


def test_one_to_five_about_the_measure_that_is_shown(trends, tracker, logged, today):
    trends.add_rating()
    dialog = asked(trends)
    assert dialog.about.currentData() == logged
    dialog.value.choose(4)
    dialog.words.setPlainText("Just right")
    dialog.primary.click()
    (one,) = tracker.ratings.all()
    assert (one.measure_id, one.value, one.five, one.rated_on) == (logged, 4, True, today)
    assert [row.text for row in rows(trends) if row.icon == "user"] == [
        "They gave 4 of 5: “Just right”"
    ]
    assert trends.card.picture.ratings[0].shown == "4 of 5"


def test_on_the_measure_s_own_scale_with_a_comma(trends, tracker, logged):
    trends.add_rating()
    dialog = asked(trends)
    assert not dialog.own.isVisible()
    dialog.scale.buttons[OWN].click()
    assert dialog.own.isVisible()
    assert not dialog.value.isVisible()
    assert dialog.own.placeholderText() == "days"
    dialog.own.setText("2,5")
    dialog.primary.click()
    (one,) = tracker.ratings.all()
    assert (one.value, one.five) == (2.5, False)
    assert rows(trends)[0].text == "They gave 2.5 days"


@pytest.mark.parametrize(
    ("typed", "told"),
    [("soon", "not a number"), ("-1", "A duration is 0 or more"), ("", "Neither a rating nor")],
)
def test_a_figure_that_is_none_is_told_beside_its_field(trends, tracker, typed, told):
    trends.add_rating()
    dialog = asked(trends)
    dialog.scale.buttons[OWN].click()
    dialog.own.setText(typed)
    dialog.primary.click()
    assert dialog.isVisible()
    assert told in dialog.form.error_text("own")
    assert tracker.ratings.all() == []
    dialog.reject()


def test_a_rating_measure_and_everything_have_one_scale(trends, forecast):
    trends.show_measure(forecast)
    trends.add_rating()
    dialog = asked(trends)
    assert not dialog.scale.isVisible()
    assert dialog.value.isVisible()
    dialog.about.setCurrentIndex(dialog.about.findText(EVERYTHING))
    assert not dialog.scale.isVisible()
    dialog.reject()


@pytest.mark.parametrize(("day", "told"), [("", "missing"), ("tomorrow", "has not come yet")])
def test_a_day_that_is_none_is_told_beside_its_field(trends, tracker, day, told):
    trends.add_rating()
    dialog = asked(trends)
    dialog.value.choose(3)
    dialog.day.line.setText(day)
    dialog.primary.click()
    assert told in dialog.form.error_text("rated_on")
    assert tracker.ratings.all() == []
    dialog.reject()


def test_ten_thousand_letters_and_one_are_too_many(trends, tracker):
    trends.add_rating()
    dialog = asked(trends)
    dialog.words.setPlainText("x" * 10_001)
    dialog.primary.click()
    assert "10001 characters" in dialog.form.error_text("words")
    dialog.reject()


def test_what_was_said_is_edited_deleted_and_brought_back(
    qtbot, trends, tracker, finance, logged, today, said
):
    commands.add_rating(tracker, finance, today, 2, "Slow", measure_id=logged)
    view = trends.notes.view
    view.setFocus()
    view.setCurrentIndex(view.notes.index(0, 0))
    press(qtbot, view, Qt.Key.Key_Return)
    dialog = asked(trends)
    assert dialog.value.value == 2
    assert not dialog.about.isEnabled()
    dialog.value.choose(3)
    dialog.words.setPlainText("Slow, but right")
    dialog.primary.click()
    assert rows(trends)[0].text == "They gave 3 of 5: “Slow, but right”"
    view.setCurrentIndex(view.notes.index(0, 0))
    press(qtbot, view, Qt.Key.Key_Delete)
    assert tracker.ratings.all() == []
    assert "Ctrl+Z" in said[-1]
    tracker.undo()
    assert len(tracker.ratings.all()) == 1
    trends.open_written(rows(trends)[0])
    asked(trends).delete.click()
    assert tracker.ratings.all() == []


def test_an_own_figure_is_edited_on_its_own_scale(trends, tracker, finance, logged, today):
    commands.add_rating(tracker, finance, today, 3.5, measure_id=logged, five=False)
    trends.open_written(rows(trends)[0])
    dialog = asked(trends)
    assert dialog.own.text() == "3.5"
    dialog.own.setText("4")
    dialog.primary.click()
    assert tracker.ratings.all()[0].value == 4
    assert tracker.ratings.all()[0].five is False


def test_what_was_said_of_everything_stands_there_too(trends, tracker, finance, today):
    commands.add_rating(tracker, finance, today, None, "Thank you")
    assert rows(trends)[0].text == "Of everything: “Thank you”"


def test_without_a_measure_nothing_opens(qtbot, bridge, said):
    page = TrendsPage(bridge)
    qtbot.addWidget(page)
    page.show()
    page.add_rating()
    page.show_gap()
    page.record_reported()
    assert page.findChild(RatingDialog) is None
    assert "add a measure first" in said[0]


# You and them (R6)


def test_you_and_them_is_drawn_follows_and_is_copied(
    qtbot, trends, tracker, finance, forecast, theme, week, today
):
    for ago in range(7, 0, -1):
        commands.record(tracker, forecast, (week + -ago).start, 4)
        day = (week + -ago).start + timedelta(days=2)
        commands.add_rating(tracker, finance, day, 3, measure_id=forecast)
    trends.show_measure(forecast)
    trends.show_gap()
    dialog = trends.findChild(GapDialog)
    assert dialog.isVisible()
    said = dialog.view.picture.said
    assert "1 lower than mine on average of 7 pairs" in said
    assert "in all 7 pairs: that is more than chance" in said
    assert said in dialog.view.accessibleDescription()
    light = dialog.view.grab().toImage()
    theme.choose("dark")
    assert dialog.view.grab().toImage() != light
    theme.choose("light")
    dialog.resize(500, 420)
    assert not dialog.view.grab().isNull()
    commands.add_rating(tracker, finance, today, 5, measure_id=forecast)
    assert "8 pairs" in dialog.view.picture.said
    assert "chance" not in dialog.view.picture.said, "seven of eight come by chance in 7 %"
    dialog.copy.click()
    dialog.export.dialog.copy.click()
    assert QGuiApplication.clipboard().mimeData().hasImage()
    dialog.span.buttons[13].click()
    assert dialog.view.picture.first > week.start - timedelta(weeks=14)
    dialog.close_button.click()
    assert not dialog.isVisible()


def test_four_pairs_are_never_more_than_chance(trends, tracker, finance, forecast, week):
    for ago in range(4, 0, -1):
        commands.record(tracker, forecast, (week + -ago).start, 5)
        commands.add_rating(tracker, finance, (week + -ago).start, 1, measure_id=forecast)
    trends.show_measure(forecast)
    trends.show_gap()
    dialog = trends.findChild(GapDialog)
    assert "4 pairs" in dialog.view.picture.said
    assert "chance" not in dialog.view.picture.said
    dialog.close()


# Who saw it first (R5)


def test_they_told_me_is_kept_said_and_taken_back(signal_page, tracker, worse, today):
    button = signal_page.panel.told_button
    assert button.isVisible()
    assert button.text() == ASK_WHEN
    button.click()
    dialog = signal_page.findChild(ReportedDialog)
    assert not dialog.none.isVisible()
    dialog.day.show_day(today + timedelta(days=1))
    dialog.primary.click()
    assert "not come yet" in dialog.form.error_text("told_on")
    dialog.day.show_day(today - timedelta(days=3))
    dialog.primary.click()
    (told,) = tracker.reported_changes.all()
    assert told.told_on == today - timedelta(days=3)
    assert button.text() == "They told me on 17 November"
    expected = "They told you on 17 November; seen by you on 20 November, three days later."
    assert expected in signal_page.panel.told.text()
    signal_page.record_reported()
    dialog = signal_page.findChildren(ReportedDialog)[-1]
    dialog.none.click()
    assert tracker.reported_changes.all() == []
    assert button.text() == ASK_WHEN
    tracker.undo()
    assert expected in signal_page.panel.told.text()


def test_without_a_signal_there_is_no_button(trends, said):
    assert not trends.panel.told_button.isVisible()
    trends.record_reported()
    assert said[-1].startswith("No change was noticed here")


def test_the_signal_card_has_it_too(qtbot, bridge, tracker, worse, today):
    page = ThisWeekPage(bridge)
    qtbot.addWidget(page)
    page.resize(1084, 760)
    page.show()
    card = page.check_in.body.signal
    standing = standing_of(tracker, worse, today)
    card.show_standing(standing, trend_of(tracker, standing, 26, good=False))
    assert card.told.text() == ASK_WHEN
    card.told.click()
    page.findChild(ReportedDialog).primary.click()
    assert card.told.text() == "They told me on 20 November"
    tracker.undo()
    assert card.told.text() == ASK_WHEN


def test_overview_says_who_saw_it_first_from_three_on(qtbot, bridge, tracker, answers, week):
    page = OverviewPage(bridge)
    qtbot.addWidget(page)
    page.resize(1084, 760)
    page.show()
    heard = page.body.heard
    assert not heard.isVisible()
    with tracker.edit("signals"):
        for ago in (30, 20, 10):
            day = (week + -ago).start
            tracker.signals.add(
                measure_id=answers, revealed=day, since=day, up=True, found_at="",
                looked_on=day + timedelta(days=7),
            )  # fmt: skip
    day = (week + -30).start
    commands.record_reported(tracker, answers, day, day + timedelta(days=13))
    assert heard.seen.isVisible()
    assert heard.seen.text() == (
        "In the last year you saw 3 of 3 changes before your customers told you. "
        "Where both days are known (1), you were 6 days ahead on average."
    )
    heard.more.click()
    assert heard.quarters.text().startswith("Q2 2026: 2 of 2")
    assert heard.quarters.isVisible()
    heard.more.click()
    assert not heard.quarters.isVisible()


# WOW beside the rest (R9)


def test_overview_says_that_wow_is_rated_no_better(qtbot, bridge, tracker, finance, answers, today):
    page = OverviewPage(bridge)
    qtbot.addWidget(page)
    page.resize(1084, 760)
    page.show()
    other = commands.add_customer(tracker, "Ops", None)
    for value in (3, 4, 4, 4, 4):
        commands.add_rating(tracker, finance, today, value)
        commands.add_rating(tracker, other, today, 4)
    assert page.body.heard.wow.text().startswith("WOW customers are rated no better than the rest")
    for _ in range(5):
        commands.add_rating(tracker, finance, today, 5)
    assert not page.body.heard.wow.isVisible()


# Whom to ask (S7)


def test_whom_to_ask_is_marked_taken_back_and_asked_often(qtbot, bridge, tracker, finance, today):
    commands.add_customer(tracker, "A name of more than eighty letters " * 3, None)
    page = SharePage(bridge)
    qtbot.addWidget(page)
    page.resize(1084, 760)
    page.show()
    page.show_rota()
    rota = page.rota
    assert rota.isVisible()
    assert rota.told.text() == "Two customers to ask in November"
    assert rota.table.rows.index(0, 0).data() == "Finance leads"
    assert rota.table.rows.index(0, 4).data() == "Now"
    rota.table.setFocus()
    rota.table.select(finance)
    assert rota.asked.text() == ASKED
    rota.asked.click()
    assert tracker.askings.all()[0].asked_on == today
    assert rota.current.customer.id == finance
    assert rota.table.currentIndex().siblingAtColumn(4).data() == "Not before 19 February 2027"
    assert rota.told.text() == "One customer to ask in November"
    rota.often.click()
    assert tracker.customers.get(finance).ask_often
    assert "likes to be asked often" in rota.table.currentIndex().siblingAtColumn(4).data()
    assert rota.asked.text() == TAKE_BACK
    rota.asked.click()
    assert tracker.askings.all() == []
    rota.said.click()
    dialog = page.findChild(RatingDialog)
    dialog.value.choose(5)
    dialog.primary.click()
    assert rota.table.currentIndex().siblingAtColumn(3).data() == "20 November"


def test_the_rota_is_about_everybody_and_saves_no_page(qtbot, bridge, finance):
    page = SharePage(bridge)
    qtbot.addWidget(page)
    page.resize(1084, 760)
    page.show()
    page.show_rota()
    assert not page.bar.customers.isEnabled()
    assert not page.save.isVisible()
    page.save_page()
    page.show_scorecard()
    assert page.bar.customers.isEnabled()
    assert page.save.isVisible()
