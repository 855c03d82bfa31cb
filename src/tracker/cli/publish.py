"""`publish`: every customer's scorecard into a folder."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.session import CommandSession, pass_session
from tracker.domain.errors import InvalidInput

NOBODY = (
    "Nothing to publish: no customer with shared measures is switched on for it. In the window, "
    "Share has the switch."
)


@click.command(short_help="Renew the published scorecards.")
@click.argument("directory", required=False, type=click.Path(path_type=Path))
@pass_session
def publish(session: CommandSession, directory: Path | None) -> int:
    """Bring every published scorecard in DIRECTORY up to date; else in the folder chosen before.

    Pages that are no longer due are taken away, other files are left alone. A problem with one page
    stops no other; the exit status is 1 then.
    """
    from tracker.app.sharing import publishing
    from tracker.store.outgoing import write_whole

    with session.writing() as tracker:
        folder = directory or publishing.folder_of(tracker)
        if folder is None:
            title = "No folder is chosen to publish into"
            raise InvalidInput("directory", title, "Name one: publish DIRECTORY.")
        came = publishing.publish(tracker, session.today, write_whole, folder)
    told = {"published": came.written, "as it was": came.unchanged, "withdrawn": came.withdrawn}
    for what, customers in told.items():
        for customer in customers:
            click.echo(f"{customer}: {what}")
    for problem in came.problems:
        click.echo(f"Error: {' '.join(problem.split())}", err=True)
    if not any(told.values()) and not came.problems:
        click.echo(NOBODY)
    return 1 if came.problems else 0
