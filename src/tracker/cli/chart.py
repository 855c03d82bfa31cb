"""`chart`: the trend of one measure as a picture."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.scorecard import for_whom, tell_whom
from tracker.cli.session import FILE, CommandSession, pass_session
from tracker.domain.errors import FileTrouble, InvalidInput
from tracker.domain.period import read_date

if TYPE_CHECKING:  # `--help` reads no file
    from tracker.app.sharing.charts import ChartPage
    from tracker.app.tracker import Tracker
    from tracker.domain.measure import Measure

KINDS = (".png", ".svg", ".pdf")
NAMING = "End it in .png, .svg or .pdf."
OPEN = "The data is open in another Impact Tracker"
# By the name of an `ItemKind`.
ALONG = {"stops": "STOP", "own-stops": "OWN_STOP", "events": "EVENT", "skips": "REASON"}
WITH = "Include stops upstream, stops of yours, events of nobody, why periods were skipped."


@click.command(short_help="Save the trend of a measure as PNG, SVG or PDF.")
@click.argument("measure")
@click.argument("file", type=FILE)
@click.option("--customer", metavar="C", help="Whose measure, where two have one of this name.")
@click.option("--from", "first", metavar="D", help="First day (2026-01-01); else everything.")
@click.option("--to", "last", metavar="D", help="Last day; else today.")
@click.option("--with", "along", type=click.Choice(list(ALONG)), multiple=True, help=WITH)
@for_whom
@pass_session
def chart(
    session: CommandSession,
    measure: str,
    file: Path,
    customer: str | None,
    first: str | None,
    last: str | None,
    along: tuple[str, ...],
    for_them: bool | None,
) -> None:
    """Save the trend of MEASURE to FILE, which ends in .png, .svg or .pdf.

    With title, unit, promise and periods; never with notes. What it leaves out is told, and --with
    takes it along. It is kept in the ledger, except while the window has the data open.

    Whom it is for: the customer where the measure is shared with them, else you; --for-them and
    --for-me say otherwise.
    """
    if file.suffix.lower() not in KINDS:
        raise InvalidInput("file", f"{file.name} is no kind of picture", NAMING)
    begins = read_date(first, "from") if first else None
    ends = read_date(last, "to") if last else None
    if begins and ends and ends < begins:
        raise InvalidInput("to", "The last day lies before the first", "Swap them.")
    from tracker.app.measures.lists import find_measure
    from tracker.store.outgoing import check_target

    check_target(file, NAMING)
    with session.noting() as tracker:
        found = find_measure(tracker, measure, customer)
        page = _page(tracker, found, (begins, ends), along, session.today, for_them=for_them)
        _send(tracker, page, file, session.today, for_them=for_them)
    for item in page.items:
        if not item.on:
            click.echo(f"Left off: {item.kind.value}: {item.text}", err=True)
    click.echo(f"{file}: {page.picture.summary}")


def _page(
    tracker: Tracker,
    measure: Measure,
    days: tuple[date | None, date | None],
    along: tuple[str, ...],
    today: date,
    *,
    for_them: bool | None,
) -> ChartPage:
    """Return the chart between two days, with what was asked to be taken along."""
    from tracker.app.sharing.charts import ChartSubject, chart_page
    from tracker.app.trends.trend import trend_picture, with_stops
    from tracker.report.scorecard.content import ItemKind

    picture = trend_picture(tracker, measure.id, today, *days)
    picture = with_stops(tracker, measure.id, picture, today)
    subject = ChartSubject(picture, measure, tracker.customers.get(measure.customer_id))
    wanted = {ItemKind[ALONG[word]] for word in along}
    offered = chart_page(subject, {}).items
    taken = {one.key: True for one in offered if one.kind in wanted}
    return chart_page(subject, taken, for_them=for_them)


def _send(
    tracker: Tracker, page: ChartPage, file: Path, today: date, *, for_them: bool | None
) -> None:
    """Write the picture, and into the ledger unless another writes there."""
    from tracker.app.sharing.commands import send_file
    from tracker.paper.writer import picture_bytes, undrawn_in_picture
    from tracker.report.charts.draw import full_svg
    from tracker.store.outgoing import write_whole

    drawing = full_svg(page.picture)
    if told := undrawn_in_picture(drawing, file.suffix):
        click.echo(told, err=True)
    content = picture_bytes(drawing, file.suffix)
    if not tracker.read_only:
        whom = page.subject.usually_for_them if for_them is None else for_them
        send_file(tracker, file, page.leaving(for_them=whom), content, today)
        if page.subject.customer:
            tell_whom(page.subject.customer.name, for_them=whom)
        return
    if for_them:
        raise FileTrouble(OPEN, "Close it there, or leave --for-them out.")
    write_whole(file, content)
    click.echo(f"Not in the ledger: {OPEN[0].lower()}{OPEN[1:]}.", err=True)
