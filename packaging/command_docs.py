"""Write the man page and the shells' completions, from the command line itself.

python packaging/command_docs.py FOLDER     # impact-tracker.1, .bash, .zsh, .fish
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from tracker import __version__
from tracker.cli.root import root

NAME = "impact-tracker"
COMPLETE = "_IMPACT_TRACKER_COMPLETE"
SHELLS = ("bash", "zsh", "fish")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write; it is made if it is not there")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{NAME}.1").write_text(man_page(), encoding="utf-8")
    for shell in SHELLS:
        (folder / f"{NAME}.{shell}").write_text(completion(shell), encoding="utf-8")


def completion(shell: str) -> str:
    """Return what a shell reads to complete verbs, options and names of files."""
    kind = get_completion_class(shell)
    assert kind is not None
    made = kind(root, {}, NAME, COMPLETE)
    return made.source_template % made.source_vars()


def man_page() -> str:
    """Return one page that holds every command with its options."""
    with click.Context(root, info_name=NAME, max_content_width=100) as ctx:
        lines = [
            f'.TH IMPACT-TRACKER 1 "" "Impact Tracker {__version__}" "User Commands"',
            ".SH NAME",
            f"{NAME} \\- promise a few customers a few measures of impact, and log them weekly",
            ".SH SYNOPSIS",
            f".B {NAME}",
            "[\\fIFILE\\fR]",
            ".br",
            f".B {NAME}",
            "[\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]",
            ".SH DESCRIPTION",
            *said(root),
            ".SH OPTIONS",
            *options(root, ctx),
            ".SH COMMANDS",
        ]
        for name in root.list_commands(ctx):
            command = root.get_command(ctx, name)
            assert command is not None
            lines += section(command, name, ctx)
    lines += [
        ".SH EXIT STATUS",
        "0: done. 1: what was asked could not be done. 2: wrong usage or bad input.",
    ]
    return "\n".join(lines) + "\n"


def section(command: click.Command, name: str, ctx: click.Context) -> list[str]:
    """Return what a command is, and those that it holds."""
    with click.Context(command, info_name=command.name, parent=ctx) as inner:
        usage = " ".join(command.collect_usage_pieces(inner))
        head = ".SS" if name == command.name else ".PP\n.B"
        lines = [f"{head} {escaped(name)} {escaped(usage)}", *said(command)]
        lines += options(command, inner)
        for under, held in getattr(command, "commands", {}).items():
            lines += section(held, f"{name} {under}", inner)
    return lines


def said(command: click.Command) -> list[str]:
    """Return what a command says of itself, a paragraph each."""
    paragraphs = re.split(r"\n\s*\n", (command.help or "").strip())
    return [line for one in paragraphs for line in (".PP", escaped(" ".join(one.split())))]


def options(command: click.Command, ctx: click.Context) -> list[str]:
    """Return every option with what it does."""
    records = [one.get_help_record(ctx) for one in command.get_params(ctx)]
    return [
        line
        for record in records
        if record
        for line in (".TP", f".B {escaped(record[0])}", escaped(record[1]) or "\\&")
    ]


def escaped(text: str) -> str:
    """Return a text that roff prints as it is."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


if __name__ == "__main__":
    main()
