"""The root of the command line: which file, which command, and how a refusal is told.

A command's module is loaded when it is asked for, so that `status` pays for `status` alone. Exit 0:
done. 1: what was asked could not be done. 2: wrong usage or bad input. A refusal is one line.
"""

from __future__ import annotations

import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from importlib import import_module
from pathlib import Path

import click

from tracker import __version__
from tracker.cli.console import (
    CLOSED,
    flushed,
    of_printing,
    plain,
    refuse,
    speak_plainly,
    unheard,
)
from tracker.cli.session import FILE, CommandSession, Window
from tracker.domain.errors import LONGEST_WORD, InvalidInput, TrackerError
from tracker.domain.texts.cutting import cut

COMMANDS = {
    "demo": "tracker.cli.demo:demo",
    "log": "tracker.cli.log:log",
    "status": "tracker.cli.status:status",
    "import": "tracker.cli.transfer:import_",
    "export": "tracker.cli.transfer:export",
    "chart": "tracker.cli.chart:chart",
    "scorecard": "tracker.cli.scorecard:scorecard",
    "agreement": "tracker.cli.scorecard:agreement",
    "publish": "tracker.cli.scorecard:publish",
    "reply": "tracker.cli.ratings:reply",
    "review": "tracker.cli.review:review",
    "search": "tracker.cli.search:search_",
    "needs": "tracker.cli.needs:needs_",
    "need": "tracker.cli.needs:need",
    "moment": "tracker.cli.moments:moment",
    "moments": "tracker.cli.moments:moments",
    "note": "tracker.cli.notes:note",
    "notes": "tracker.cli.notes:notes",
    "conflicts": "tracker.cli.decisions:conflicts",
    "decisions": "tracker.cli.decisions:decisions",
    "decision": "tracker.cli.decisions:decision",
    "stops": "tracker.cli.stops:stops",
    "stop": "tracker.cli.stops:stop",
    "my-stop": "tracker.cli.stops:my_stop",
    "rate": "tracker.cli.ratings:rate",
    "ratings": "tracker.cli.ratings:ratings",
    "measure": "tracker.cli.log:measure",
    "signals": "tracker.cli.signals:signals",
    "usual": "tracker.cli.signals:usual",
    "backup": "tracker.cli.backups:backup",
    "restore": "tracker.cli.backups:restore",
    "check": "tracker.cli.backups:check",
    "detect": "tracker.cli.detect:detect",
}
DONE, FAILED, WRONG = 0, 1, 2


class Root(click.Group):
    """A group whose commands are loaded one by one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of a first week."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.command(
    cls=Root,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--data",
    type=FILE,
    metavar="FILE",
    help="The data file. Without it: the one in your own data folder.",
)
@click.option("--demo", is_flag=True, help="Open the window on a throw-away copy of sample data.")
@click.option("--smoke", is_flag=True, help="Open the window, paint it once, print a line, close.")
@click.option(
    "--self-test", is_flag=True, help="Open and write everything once, print what failed."
)
@click.option("--remind", is_flag=True, help="Wait without a window; remind when Settings say.")
@click.version_option(__version__, prog_name="impact-tracker")
@click.pass_context
def root(
    ctx: click.Context, data: Path | None, demo: bool, smoke: bool, self_test: bool, remind: bool
) -> int | None:
    """Promise a few customers a few measures of impact, log them, see problems early.

    Without a command the window opens.
    """
    session = ctx.find_object(CommandSession)
    assert session is not None  # noqa: S101 - `run` is the only way in
    session.data = data
    if self_test:  # alone it does not come this far: `__main__`
        raise click.UsageError("--self-test has sample data of its own, so it goes alone")
    if ctx.invoked_subcommand is None:
        return session.window(data, demo=demo, smoke=smoke, remind=remind)
    if remind:
        raise click.UsageError("--remind waits for its time, so it goes without a command")
    if demo or smoke:
        word = "--demo" if demo else "--smoke"
        raise click.UsageError(f"{word} opens the window, so it goes without a command")
    return None


def _today() -> date:
    """Return the day that the computer says, the last of all where that is beyond any calendar."""
    try:
        return date.today()
    except (OverflowError, ValueError):  # as from 2262 on
        return date.max


def run(arguments: list[str], window: Window, today: date | None = None) -> int:
    """Carry out one command line and return the exit status; `window` opens the other face."""
    speak_plainly(sys.stdout, sys.stderr)
    session = CommandSession(window, today or _today())
    with redirect_stdout(plain(sys.stdout)), redirect_stderr(plain(sys.stderr)):
        return _carried_out(arguments, session)


def _carried_out(arguments: list[str], session: CommandSession) -> int:
    try:
        status = root.main(arguments, "impact-tracker", standalone_mode=False, obj=session)
        if sys.stdout is None:
            return refuse(CLOSED, FAILED)
        flushed()
    except TrackerError as error:
        return refuse(error.sentence, WRONG if isinstance(error, InvalidInput) else FAILED)
    except click.ClickException as error:
        return refuse(_usage_text(error, arguments), WRONG)
    except (click.Abort, KeyboardInterrupt):
        return refuse("Stopped. Nothing that was not finished was kept.", FAILED)
    except OSError as error:
        if isinstance(error, BrokenPipeError) or of_printing(error):
            return unheard(error)
        reason = error.strerror or "the system refused"
        return refuse(f"{error.filename or 'A file'} cannot be used: {reason}.", FAILED)
    return status or DONE


def _usage_text(error: click.ClickException, arguments: list[str]) -> str:
    """Return what click found, and where help is; what was typed is cut to its beginning."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    path = ctx.command_path if ctx else "impact-tracker"
    sentence = error.format_message().rstrip(".")
    for argument in arguments:
        if len(argument) > LONGEST_WORD:
            sentence = sentence.replace(argument, cut(argument, LONGEST_WORD))
    stop = "" if sentence.endswith(("?", "!")) else "."
    return f"{sentence}{stop} Try: {path} --help"
