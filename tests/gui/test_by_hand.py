"""Many tables as people have them: every figure that is shown is one that a hand finds, too.

Each table is imported as a file and read back from every page and verb. By hand, from its cells
alone, are counted: the newest value, the averages, in how many periods the promise was kept. A
figure that is none of these is not explained, and fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel

from tracker.app import commands
from tracker.app.evaluations.status import status as read_status
from tracker.app.review.review import review
from tracker.app.settings import Settings
from tracker.app.sharing.scorecard import scorecard
from tracker.app.signals.standing import standings
from tracker.app.tracker import Tracker
from tracker.app.transfer import apply_import, plan_import, read_rows
from tracker.cli.signals import _standing_text as signal_text
from tracker.cli.status import as_text
from tracker.domain.correction import Word
from tracker.domain.customer import Tier
from tracker.domain.period import Cadence, Period
from tracker.gui.bridge import Bridge
from tracker.gui.customers.page import CustomersPage
from tracker.gui.overview.page import OverviewPage
from tracker.gui.trends.page import TrendsPage
from tracker.gui.week.page import ThisWeekPage
from tracker.paper.writer import document_bytes
from tracker.report.review.document import document_for
from tracker.report.scorecard.document import scorecard_document

TODAY = date(2026, 11, 20)
HEADS = "customer,area,measure,scale,unit,better,promise,cadence,period,value"
NAME, WHOSE = "Figures", "Harbour"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
SPAN = {"weekly": 13, "fortnightly": 6, "monthly": 3, "quarterly": 1}


@dataclass(frozen=True)
class Case:
    """A table: its cells as they were written, oldest first, up to the newest finished period.

    `step` is where a lasting change begins, `far` what lies far out; both as whoever made the table
    knows them.
    """

    name: str
    cells: str
    promise: str
    scale: str = "number"
    better: str = "lower"
    unit: str = ""
    cadence: str = "weekly"
    tier: str = "serve"
    step: int | None = None
    far: tuple[int, ...] = ()
    slide: bool = False

    @property
    def values(self) -> list[Decimal | None]:
        """Read a cell as a person does: `-` is a period without a figure."""
        words = {"yes": Decimal(1), "no": Decimal(0)}
        return [
            None if cell == "-" else words.get(cell) or Decimal(cell.replace(",", "."))
            if cell not in words
            else words[cell]
            for cell in self.cells.split()
        ]  # fmt: skip

    @property
    def known(self) -> list[Decimal]:
        """Return what has a figure."""
        return [one for one in self.values if one is not None]

    def keeps(self, value: Decimal) -> bool:
        """Hold a value against the promise as it is written."""
        if ".." in self.promise:
            low, high = map(Decimal, self.promise.split(".."))
            return low <= value <= high
        level = Decimal({"yes": "1"}.get(self.promise, self.promise.split(" ")[-1]))
        return value <= level if self.better == "lower" else value >= level

    def table(self) -> str:
        """Write the file."""
        newest = Period.of(TODAY, Cadence(self.cadence)) + -1
        periods = [newest + (1 + at - len(self.values)) for at in range(len(self.values))]
        mark = ";" if "," in self.cells else ","
        rows = [HEADS.replace(",", mark)]
        for period, cell in zip(periods, self.cells.split(), strict=True):
            if cell != "-":
                better = "" if ".." in self.promise else self.better
                named = (WHOSE, "efficiency", NAME, self.scale, self.unit, better, self.promise)
                rows.append(mark.join((*named, self.cadence, period.start.isoformat(), cell)))
        return "\n".join(rows) + "\n"


def repeated(block: str, times: int, after: str = "") -> str:
    """Write a block of cells several times, then what comes after it."""
    return " ".join([block] * times + ([after] if after else []))


CASES = (
    Case("uptime", repeated("99.95 99.97 99.96 99.96", 3), ">= 99.9", "percent", "higher"),
    Case("uptime of two breaks", repeated("99.95 99.97 99.85 99.96", 4), ">= 99.9", "percent",
         "higher"),
    Case("thousandths", repeated("0.128 0.131 0.127 0.129", 5), "<= 0.13", unit="s"),
    Case("a promise finer than its values", repeated("2 3 2 2", 4), "<= 2.5", "duration",
         unit="days"),
    Case("halves", repeated("3 3 3 4", 4), ">= 3", "rating", "higher"),
    Case("all fives", repeated("5", 9, "3 5 5 5"), ">= 4", "rating", "higher", far=(9,)),
    Case("every other week", repeated("4 -", 12, "4"), ">= 4", "rating", "higher"),
    Case("gaps", "1.5 - - 1.6 1.4 - 1.5 - 1.7 1.5 - 1.6 - - 1.5 1.4", "<= 2", "duration",
         unit="h"),
    Case("average inside, weeks outside", repeated("1 5", 8), "2..4", unit="pages"),
    Case("average kept, last weeks not", "1.4 1.5 1.6 1.5 1.4 1.6 1.5 1.4 2.3 2.4 2.5 2.6 2.4",
         "<= 2", "duration", unit="days", step=8),
    Case("broken once", repeated("3.1 3.2 3.1 3.3", 3, "0.5"), ">= 3", better="higher", unit="h",
         far=(12,)),
    Case("one far out", "5 6 5 6 6 5 6 5 6 5 6 8004 6 5 6 5 6 5 6 5", "<= 10", unit="min",
         far=(11,)),
    Case("from ten thousand", repeated("12345 12410 12290 12377", 4), ">= 12000", "count",
         "higher", "orders"),
    Case("decimal comma", repeated("1,5 1,7 1,6 1,4", 4), "<= 2", "duration", unit="days"),
    Case("below zero", repeated("-1.5 0.5 -0.5 1.5", 4), "-2..2", unit="°C"),
    Case("none at all", repeated("0", 13, "1 0"), "<= 0", "count", unit="errors"),
    Case("yes and no", repeated("yes yes no yes", 4), "yes", "yesno", "higher"),
    Case("two values", "1.5 1.9", "<= 2", "duration", unit="days"),
    Case("one value", "2.5", "<= 2", "duration", unit="days"),
    Case("fortnights", repeated("80 85 82", 4), ">= 75", "percent", "higher",
         cadence="fortnightly"),
    Case("months", "3 2 4 3 2 3 2 3", "<= 3", "count", unit="complaints", cadence="monthly"),
    Case("quarters", "yes yes no yes yes", "yes", "yesno", "higher", cadence="quarterly"),
    Case("a floor, broken at once", "9 9", "<= 2", "count", unit="complaints",
         cadence="monthly", tier="maintain"),
    Case("a floor, held", repeated("1 2 0 1", 4), "<= 2", "count", unit="complaints",
         tier="maintain"),
    Case("better since", "60 61 59 60 62 58 61 60 61 59 82 81 83 80 82 81", ">= 75", "percent",
         "higher", step=10),
    Case("worse, and still kept", "1.0 1.1 1.0 0.9 1.1 1.0 0.9 1.0 1.1 1.6 1.7 1.6 1.5 1.7",
         "<= 2", "duration", unit="days", step=9),
    Case("half a point", repeated("97.5 98.0 97.0 97.5", 4), ">= 97", "percent", "higher"),
    Case("money", repeated("1234.5 1240.25 1229.75 1236", 4), ">= 1200", better="higher",
         unit="EUR"),
)  # fmt: skip


@dataclass(frozen=True)
class Hand:
    """What a hand finds: every figure that may be shown, and what must be."""

    may: frozenset[str]
    counts: frozenset[tuple[int, int]]
    last: str
    kept: tuple[int, int]
    span: tuple[int, int]


def written(value: Decimal, decimals: int) -> str:
    """Round half up as people do, without the noughts at the end."""
    shown = format(value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP), "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def finest(case: Case) -> int:
    """Count the decimals of the finest cell and of the promise."""
    told = f"{case.cells.replace(',', '.')} {case.promise.replace('..', ' ')}"
    cells = re.findall(r"\.(\d+)", told)
    least = 1 if case.scale in {"rating", "count"} else 0
    return max([least, *(len(one.rstrip("0")) for one in cells)])


def by_hand(case: Case) -> Hand:
    """Count everything from the cells."""
    values = case.values
    plain = [None if at in case.far else one for at, one in enumerate(values)]
    span = SPAN[case.cadence]
    stretches: list[list[Decimal | None]] = [plain, plain[-span:], values, values[-span:]]
    stretches += [plain[-13:], plain[-14:]]
    if case.step is not None:
        stretches += [plain[: case.step], plain[case.step :]]
    may: set[str] = {written(one, 9) for one in case.known}
    decimals = finest(case)
    for stretch in stretches:
        found = [one for one in stretch if one is not None]
        if not found:
            continue
        mean = sum(found) / len(found) * (100 if case.scale == "yesno" else 1)
        may |= {written(mean, decimals + more) for more in range(3)}
        may.add(written(sum(found), 4))
        may.add(str(len(found)))
    may |= set(re.findall(r"-?[\d.]*\d", case.promise.replace("..", " ")))
    newest = case.known[-13:]
    within = [one for one in values[-span:] if one is not None]
    kept = sum(map(case.keeps, newest)), len(newest)
    own = sum(map(case.keeps, within)), len(within)
    counts = {kept, own}
    if case.step is not None:
        since = [one for one in values[case.step :] if one is not None]
        counts.add((sum(map(case.keeps, since)), len(since)))
    last = {"yesno": {"1": "yes", "0": "no"}}.get(case.scale, {})
    shown = written(case.known[-1], 9)
    return Hand(frozenset(may), frozenset(counts), last.get(shown, shown), kept, own)


PERIOD = r"(?:week|fortnight|month|quarter)s?"
NAMED = re.compile(r"[Ww]eeks? \d+(?:–\d+)?(?: of 20\d\d)?")
TIMES = re.compile(
    r"\b(?:20\d\d-)?W\d+\b|20\d\d-\d\d(?:-\d\d)?"
    rf"|Q\d(?: 20\d\d| \d\d)?|\d+[ –-]+\d+ [A-Z][a-z]{{2}}\w*|\d+ (?:{'|'.join(MONTHS)})\w*"
    rf"|\b20\d\d\b|(?:over|Over|in|for|all|the|of) (?:the )?\d+ (?:more )?{PERIOD}"
    rf"|\d of 6 \w+ logged|\d wk|\d+ {PERIOD}\b|(?<=\d) of 5\b|in all \d+ since"
)
COUNT = re.compile(r"(\d+) of (?:the )?(\d+)\b")
WHOLE = re.compile(r"(?:in|of) (all|none of the|any of the) (\d+)")
FIGURE = re.compile(r"(?<![\w.])[-−]?\d[\d\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]*(?:\.\d+)?")


def unexplained(said: str, hand: Hand, *, counts: bool = True) -> Iterator[str]:
    """Yield each figure of a text that the cells do not explain."""
    said = said.replace("\N{NO-BREAK SPACE}", " ")
    for count in COUNT.finditer(NAMED.sub(" ", said)):
        pair = int(count[1]), int(count[2])
        rated = pair[1] in {5, 6}
        if counts and pair not in hand.counts and not rated:
            yield count[0]
    said = TIMES.sub(" ", COUNT.sub(" ", NAMED.sub(" ", said)))
    for figure in FIGURE.findall(said):
        bare = re.sub(r"[^\d.\-]", "", figure.replace("−", "-"))
        if bare not in hand.may and bare.lstrip("-") not in hand.may:
            yield figure


@pytest.fixture
def desk(tracker, theme, qapp):
    theme.choose("light")
    return Bridge(tracker, theme, Settings(None), lambda: datetime.combine(TODAY, time(14)), qapp)


def taken(tracker: Tracker, case: Case) -> int:
    """Import the table as it is, and share its measure."""
    apply_import(tracker, plan_import(tracker, read_rows(case.table().encode())))
    (customer,), (measure,) = tracker.customers.all(), tracker.measures.all()
    tier = Tier(case.tier)
    if customer.tier is not tier:
        commands.move_customer(tracker, customer.id, tier)
    commands.share_measure(tracker, measure.id, shared=True)
    newest = Period.of(TODAY, measure.cadence, measure.phase) + -1
    for at in case.far:
        start = (newest + (1 + at - len(case.values))).start
        commands.explain(tracker, measure.id, start, "", Word.ONE_OFF)
    return customer.id


def shown(widget) -> str:
    """Return every text of a page, with what its lists say aloud."""
    found = [one.text() for one in widget.findChildren(QLabel) if not one.isHidden()]
    for view in widget.findChildren(QAbstractItemView):
        model = view.model()
        for row in range(model.rowCount() if model else 0):
            for column in range(model.columnCount()):
                said = model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
                found.append(str(said or ""))
    return "\n".join(found)


def about(text: str) -> str:
    """Return what stands after each mention of the measure, up to the end of the block."""
    return "\n".join(part.split("\n\n\n")[0][:420] for part in text.split(NAME)[1:])


def places(desk, qtbot, tracker: Tracker, customer: int) -> Iterator[tuple[str, str]]:
    """Yield every place and what it says of the measure."""
    yield "status", about(as_text(read_status(tracker, Period.of(TODAY))))
    yield "signals", about("\n".join(signal_text(one, TODAY) for one in standings(tracker, TODAY)))
    last = (Period.of(TODAY) + -1).end
    first = (Period.of(TODAY) + -13).start
    card = scorecard_document(scorecard(tracker, customer, first, last, TODAY))
    lines = document_bytes(card, ".md").decode().splitlines()
    kept = [line for line in lines if not re.match(r".*values? from|.*: one value|[▁-█·]", line)]
    told = "\n".join(kept).partition("How did I do")[0].partition("What happens next")[0]
    yield "scorecard", about(told.partition("| Period")[0])
    pack = document_for(review(tracker, first, last, TODAY), {}, ".md")
    lines = document_bytes(pack, ".md").decode().splitlines()
    rows = [line for line in lines if line.startswith(f"| {NAME}") or "÷" in line]
    yield "pack", "\n".join(line.replace(NAME, "") for line in rows)
    for kind in (ThisWeekPage, OverviewPage, CustomersPage, TrendsPage):
        page = kind(desk)
        qtbot.addWidget(page)
        page.show()
        if kind is CustomersPage:
            page.show_customer(customer)
            rows = page.profile.measures.rows.values()
            yield (
                "profile",
                "\n".join(
                    f"{row.badge.text()}\n{row.kept.text()}\n{row.last.text()}\n{row.span.text()}"
                    for row in rows
                ),
            )
        elif kind is TrendsPage:
            page.show_measure(tracker.measures.all()[0].id)
            yield "Trends", f"{page.panel.badge.text()}\n{page.panel.told.text()}"
        elif kind is OverviewPage:
            yield "heat map", about(shown(page.body.heat))
            yield (
                "news",
                "\n".join(
                    " ".join((row.badge.text(), row.sentence.text(), row.quiet.text()))
                    for row in page.body.revealed.rows.values()
                ),
            )
        else:
            yield "This week", about(shown(page.check_in.list))
        page.hide()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_figure_is_one_that_a_hand_finds(qtbot, desk, tracker, case: Case) -> None:
    hand = by_hand(case)
    customer = taken(tracker, case)
    said = dict(places(desk, qtbot, tracker, customer))
    wrong = {
        where: found for where, text in said.items() if (found := list(unexplained(text, hand)))
    }
    assert wrong == {}, {where: said[where] for where in wrong}
    figures = {where: re.sub(r"(?<=\d)\s(?=\d{3}\b)", "", text) for where, text in said.items()}
    assert hand.last in figures["status"], said["status"]
    kept, of = hand.kept
    assert f"{kept} of {of}" in figures["status"] or of < 1, said["status"]
    own, whole = hand.span
    assert f"{own} of {whole}" in figures["pack"] or whole == 0, said["pack"]
