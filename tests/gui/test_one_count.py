"""Histories of every kind: each page, verb and file counts a week, and the weeks, alike.

What is compared are the words that a person reads; by hand every week is counted once more here,
straight from what was entered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

import pytest
from PySide6.QtWidgets import QApplication

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.evaluations.due import waiting
from tracker.app.evaluations.status import status as read_status
from tracker.app.review.review import review
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.app.transfer import apply_import, plan_import, read_rows
from tracker.cli.status import as_text
from tracker.domain.customer import Tier
from tracker.domain.measure import Area
from tracker.domain.period import MEASURE_CADENCES, Cadence, Period
from tracker.gui.bridge import Bridge
from tracker.gui.overview.page import OverviewPage
from tracker.gui.theme import Theme
from tracker.gui.week.page import ThisWeekPage
from tracker.paper.writer import document_bytes
from tracker.report.review.document import document_for

TODAY = date(2026, 11, 20)
NOW = Period.of(TODAY)
WEEKS, SHOWN, SEEDS = 52, 26, range(12)


@dataclass
class Told:
    """What was entered: whose days, which entries, which of them came with an import."""

    asked: dict[int, tuple[date, date, Cadence, date]] = field(default_factory=dict)
    entries: dict[tuple[int, date], bool] = field(default_factory=dict)

    def due(self, week: Period) -> list[tuple[int, date]]:
        """Return what a week asks for, counted the slow way."""
        found = []
        for key, (first, over, cadence, phase) in self.asked.items():
            logged = [start for whose, start in self.entries if whose == key]
            begun = min([first, *logged]) <= week.end < over
            for step in range(7):
                day = week.start + timedelta(days=step)
                period = Period.of(day, cadence, phase)
                if begun and period.end == day:
                    found.append((key, period.start))
        return found

    def logged(self, week: Period) -> tuple[int, int]:
        due = self.due(week)
        return sum(one in self.entries for one in due), len(due)

    def weeks(self) -> tuple[int, int]:
        """Return how many of the finished weeks are done, and how many count."""
        own = [start for (_, start), imported in self.entries.items() if not imported]
        done = counted = 0
        for ago in range(1, SHOWN + 1):
            week = NOW + -ago
            due = self.due(week)
            origins = [self.entries[one] for one in due if one in self.entries]
            only_imported = origins and all(origins)
            if due and own and min(own) <= week.end and not only_imported:
                counted += 1
                done += len(origins) == len(due)
        return done, counted


def fill(tracker: Tracker, seed: int) -> Told:
    """Tell a history at random: rhythms, gaps, skips, holidays, an import, what is put away."""
    draw, told = Random(seed), Told()
    customer = commands.add_customer(tracker, "Finance leads", Tier.WOW)
    gone = commands.add_customer(tracker, "Old board", Tier.SERVE)
    left = NOW.start - timedelta(days=draw.randint(30, 120))
    for at, cadence in enumerate([*MEASURE_CADENCES, Cadence.WEEKLY, Cadence.WEEKLY]):
        whose = gone if at == 5 else customer
        first = (NOW + -draw.randint(4, 70)).start + timedelta(days=draw.randint(0, 4))
        said = MeasureInput(name=f"Measure {at}", area=Area.ROI, promise=3, cadence=cadence)
        key = commands.add_measure(tracker, whose, said, first)
        phase = tracker.measures.get(key).phase
        told.asked[key] = (first, left if at == 5 else date.max, cadence, phase)
        _log(tracker, told, draw, key, first, left if at == 5 else TODAY)
    if seed % 2:
        _import(tracker, told, draw)
    away = (NOW + -draw.randint(3, 30)).start
    _away(tracker, told, away, away + timedelta(days=13))
    if seed % 3:
        key = list(told.asked)[4]
        put_away = NOW.start - timedelta(days=draw.randint(1, 100))
        commands.archive_measure(tracker, key, put_away)
        told.asked[key] = (told.asked[key][0], put_away, *told.asked[key][2:])
    commands.archive_customer(tracker, gone, left)
    return told


def _log(tracker: Tracker, told: Told, draw: Random, key: int, first: date, until: date) -> None:
    _, _, cadence, phase = told.asked[key]
    period = Period.of(first, cadence, phase)
    while period.start <= until:
        if draw.random() < 0.8:
            commands.record(tracker, key, period.start, draw.randint(1, 5))
            told.entries[key, period.start] = False
        elif draw.random() < 0.5:
            commands.skip(tracker, key, period.start, "nothing to rate")
            told.entries[key, period.start] = False
        else:
            commands.annotate(tracker, key, period.start, note="no figure")
        period += 1


def _away(tracker: Tracker, told: Told, first: date, last: date) -> None:
    before = {(one.measure_id, one.start) for one in tracker.evaluations.all() if one.skipped}
    commands.away(tracker, first, last)
    for one in tracker.evaluations.all():
        if one.skipped and (one.measure_id, one.start) not in before:
            told.entries[one.measure_id, one.start] = False


def _import(tracker: Tracker, told: Told, draw: Random) -> None:
    weeks = [(NOW + -ago).start for ago in range(1, 61) if draw.random() < 0.9]
    lines = [f"Finance leads,roi,From a file,number,h,higher,>= 3,weekly,{day},4" for day in weeks]
    head = "customer,area,measure,scale,unit,better,promise,cadence,period,value"
    rows = "\n".join([head, *lines]).encode()
    apply_import(tracker, plan_import(tracker, read_rows(rows)))
    (found,) = tracker.measures.where("name = ?", "From a file")
    told.asked[found.id] = (min(weeks), date.max, Cadence.WEEKLY, found.phase)
    told.entries |= {(found.id, day): True for day in weeks}


@pytest.fixture(params=SEEDS)
def history(request: pytest.FixtureRequest) -> Iterator[tuple[Tracker, Told]]:
    with Tracker() as tracker:
        yield tracker, fill(tracker, request.param)


@pytest.fixture
def bridge(history: tuple[Tracker, Told], theme: Theme, qapp: QApplication) -> Bridge:
    return Bridge(history[0], theme, Settings(None), _now, qapp)


def _now() -> datetime:
    return datetime.combine(TODAY, time(14))


def _numbers(text: str) -> tuple[int, int]:
    found = re.search(r"(\d+) of (\d+)", text)
    assert found, text
    return int(found[1]), int(found[2])


def test_every_page_and_verb_counts_a_week_alike(qtbot, history, bridge) -> None:
    tracker, told = history
    page, overview = ThisWeekPage(bridge), OverviewPage(bridge)
    for widget in (page, overview):
        qtbot.addWidget(widget)
        widget.resize(1080, 720)
        widget.show()
    grid = overview.body.check_ins.grid
    for ago in (0, 1, 2, 3, 5, 8, 13, 21, 34, 51):
        week = NOW + -ago
        wanted = told.logged(week)
        page.show_week(week)
        said = [
            page.check_in.header.progress.text(),
            as_text(read_status(tracker, week)).splitlines()[0],
        ]
        if ago <= SHOWN:
            square = grid.words_at(grid._square(SHOWN - ago).center().toPoint())
            said += [square] if "of" in square else []
        if wanted[1]:
            assert {_numbers(one) for one in said} == {wanted}, (ago, said)
        else:
            assert not any(re.search(r"\d of \d", one) for one in said), (ago, said)
        assert waiting(tracker, week) == wanted[1] - wanted[0]
    page.show_week(NOW)
    assert page.badge() == waiting(tracker, NOW)
    line = overview.body.check_ins.words.text()
    if told.logged(NOW)[1]:
        assert _numbers(line.partition("this week")[2]) == told.logged(NOW)


def test_overview_and_the_pack_count_the_weeks_alike(qtbot, history, bridge) -> None:
    tracker, told = history
    done, counted = told.weeks()
    overview = OverviewPage(bridge)
    qtbot.addWidget(overview)
    overview.show()
    line = overview.body.check_ins.words.text()
    explained = overview.body.check_ins.shown
    assert (explained.done, explained.counted) == (done, counted)
    first, last = (NOW + -SHOWN).start, (NOW + -1).end
    pack = review(tracker, first, last, TODAY)
    text = document_bytes(document_for(pack, {}, ".md"), ".md").decode()
    said = re.search(r"(\d+) of (\d+) weeks? (?:was|were) logged or explained in full", text)
    if counted:
        assert _numbers(line) == (done, counted)
        assert said
        assert (int(said[1]), int(said[2])) == (done, counted)
    else:
        assert not said


def test_how_it_is_counted_lists_the_weeks_that_it_counts(qtbot, history, bridge) -> None:
    from tracker.app.overview.counts import check_ins_explained

    overview = OverviewPage(bridge)
    qtbot.addWidget(overview)
    overview.show()
    explained = check_ins_explained(overview.body.check_ins.shown)
    counted = [row[-1] for row in explained.rows]
    done, of = history[1].weeks()
    assert (counted.count("done"), counted.count("done") + counted.count("not done")) == (done, of)
    assert explained.said == overview.body.check_ins.words.text()
    assert counted[0] == "running"


def test_weeks_that_came_with_an_import_are_not_counted(tracker: Tracker) -> None:
    _import(tracker, Told(), Random(1))
    pack = review(tracker, (NOW + -WEEKS).start, (NOW + -1).end, TODAY)
    assert (pack.upkeep.done, pack.upkeep.weeks, pack.upkeep.delay) == (0, 0, None)
    (measure,) = tracker.measures.all()
    commands.record(tracker, measure.id, (NOW + -1).start, 5)  # corrected: still from a file
    assert review(tracker, (NOW + -WEEKS).start, (NOW + -1).end, TODAY).upkeep.weeks == 0


def test_whether_a_week_was_finished_does_not_matter(tracker: Tracker, answers: int) -> None:
    for ago in range(1, 4):
        commands.record(tracker, answers, (NOW + -ago).start, 2)
    commands.finish_week(tracker, (NOW + -4).start, "")
    upkeep = review(tracker, (NOW + -6).start, (NOW + -1).end, TODAY).upkeep
    assert (upkeep.done, upkeep.weeks) == (3, 3)
