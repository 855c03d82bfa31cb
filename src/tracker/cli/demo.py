"""`demo`: a new file with sample data."""

from __future__ import annotations

import click

from tracker.cli.session import CommandSession, pass_session


@click.command(short_help="Fill a new file with sample data.")
@click.option(
    "--weeks",
    type=click.IntRange(4, 520),
    default=52,
    show_default=True,
    metavar="N",
    help="How many weeks the story lasts, up to this one.",
)
@click.option(
    "--seed", type=int, default=7, show_default=True, metavar="N", help="Another seed, other data."
)
@pass_session
def demo(session: CommandSession, weeks: int, seed: int) -> None:
    """Fill a new FILE (named by --data) with a year in the work of one analyst.

    A file that has data is refused and stays as it is.
    """
    from tracker.app.demo import fill_demo
    from tracker.app.demo.story import refuse_data
    from tracker.domain.period import Period

    if session.path.exists():  # to open it for writing would settle what a crash left beside it
        with session.reading() as there:
            refuse_data(there)
    with session.writing(create=True) as tracker:
        fill_demo(tracker, session.today, weeks, seed)
        ((customers, measures, logged),) = tracker.file.query(
            "SELECT (SELECT count(*) FROM customer), (SELECT count(*) FROM measure),"
            " (SELECT count(*) FROM evaluation)"
        )
    click.echo(
        f"{session.path}: {customers} customers, {measures} measures, {logged} entries"
        f" up to {Period.of(session.today)}"
    )
