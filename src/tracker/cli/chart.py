"""`chart`: the trend of one measure as a picture."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.session import CommandSession, pass_session
from tracker.domain.errors import InvalidInput
from tracker.domain.period import read_date

KINDS = (".png", ".svg", ".pdf")


@click.command(short_help="Save the trend of a measure as PNG, SVG or PDF.")
@click.argument("measure")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--customer", metavar="C", help="Whose measure, where two have one of this name.")
@click.option("--from", "first", metavar="D", help="First day (2026-01-01); else everything.")
@click.option("--to", "last", metavar="D", help="Last day; else today.")
@pass_session
def chart(
    session: CommandSession,
    measure: str,
    file: Path,
    customer: str | None,
    first: str | None,
    last: str | None,
) -> None:
    """Save the trend of MEASURE to FILE, which ends in .png, .svg or .pdf.

    With title, unit, promise and periods; without private notes. Works while the window has the
    data open.
    """
    if file.suffix.lower() not in KINDS:
        raise InvalidInput(
            "file", f"{file.name} is no kind of picture", "End it in .png, .svg or .pdf."
        )
    begins = read_date(first, "from") if first else None
    ends = read_date(last, "to") if last else None
    if begins and ends and ends < begins:
        raise InvalidInput("to", "The last day lies before the first", "Swap them.")
    from tracker.app.measures.lists import find_measure
    from tracker.app.trends.trend import trend_picture, with_stops
    from tracker.paper.writer import write_picture
    from tracker.report.charts.draw import trend_svg

    with session.reading() as tracker:
        found = find_measure(tracker, measure, customer)
        picture = trend_picture(tracker, found.id, session.today, begins, ends)
        picture = with_stops(tracker, found.id, picture, session.today)
    write_picture(trend_svg(picture), file)
    click.echo(f"{file}: {picture.summary}")
