"""`reply`: a customer's answer to a scorecard."""

from __future__ import annotations

import sys

import click

from tracker.cli.session import CommandSession, pass_session

LONGEST = 100_000  # bytes; a mail with a code in it is shorter


@click.command(short_help="Take in a customer's reply code.")
@click.argument("code", nargs=-1, required=True)
@pass_session
def reply(session: CommandSession, code: tuple[str, ...]) -> None:
    """Take in CODE, which a customer's page made; its ratings and words are kept once.

    Put it in quotation marks. With - it, or a whole mail with it, is read from standard input.
    """
    from tracker.app.commands import take_reply
    from tracker.domain.number import show_number

    text = " ".join(code)
    if code == ("-",):
        text = sys.stdin.buffer.read(LONGEST).decode("utf-8", "replace")
    with session.writing() as tracker:
        taken = take_reply(tracker, text, session.today)
    click.echo(f"{taken.customer}, {taken.day}, on what was shared on {taken.shared_on}")
    for measure, value in taken.ratings:
        click.echo(f"  {measure}: {show_number(value)} of 5")
    if taken.comment:
        click.echo(f"  “{taken.comment}”")
    if taken.left_out:
        click.echo(taken.left_out_sentence)
