"""The words of the glossary in README, in docs/ and in the help of the command line: one name each.

What is an example is held to what the program says; what is prose, to the glossary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tracker.cli.root import root
from tracker.domain.keeping import KeepingState
from tracker.report.text.verdicts import LABELS, PAST_PROMISE

ROOT = Path(__file__).parent.parent
# How to import names the heads of other people's tables: Target, KPI, Client.
PAGES = [
    ROOT / "README.md",
    *(one for one in sorted((ROOT / "docs").glob("*.md")) if one.name != "import.md"),
]
CODE = re.compile(r"(?s)```.*?```|`[^`\n]*`|\]\([^)]*\)|https?://\S+")
# What stands for a word of the glossary elsewhere; here that has one name.
OTHERS = {
    "promise": r"targets?|goals?|commitments?|SLAs?",
    "kept": r"(?:is|are|was|were) (?:met|fulfilled|missed|breached|violated)",
    "measure": r"KPIs?|metrics?|indicators?",
    "signal": r"alerts?",
    "customer": r"clients?|stakeholders?",
    "fix": r"corrective actions?|countermeasures?",
    "evaluation": r"check-?ups?|submissions?",
    "scorecard": r"report cards?|dashboards?",
}
# Where such a word is another thing's own name.
MEANT = r"misaligned goals|end clients?|shared goals|common goals|red twice against target"
STATUS = re.compile(r"(?m)^  .*   last .*   promise .*?  +(\S.*)$")


def prose(text: str) -> str:
    """Return a page without its code, its links and what means something else."""
    return re.sub(MEANT, "", CODE.sub("", text), flags=re.IGNORECASE)


def helps(command: click.Command, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """Yield the help of a command and of all below it."""
    context = click.Context(command, parent=parent, info_name=command.name or "impact-tracker")
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            if (below := command.get_command(context, name)) is not None:
                yield from helps(below, context)


def foreign(text: str) -> dict[str, list[str]]:
    """Return the words of a text that stand for one of the glossary."""
    found = {
        word: re.findall(rf"\b(?:{others})\b", text, re.IGNORECASE)
        for word, others in OTHERS.items()
    }
    return {word: others for word, others in found.items() if others}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_one_name_for_one_thing(page: Path) -> None:
    assert foreign(prose(page.read_text(encoding="utf-8"))) == {}


def test_the_help_has_one_name_for_one_thing() -> None:
    found = {path: foreign(prose(text)) for path, text in helps(root)}
    assert {path: words for path, words in found.items() if words} == {}


def test_every_example_says_of_a_promise_what_the_program_can_say() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    kept = r"(?:(?:partly |not )?kept|(?:not kept|kept again) since \d+ \w{3}), \d+ of \d+"
    said = STATUS.findall(page)
    assert len(said) > 10
    assert [one for one in said if not re.fullmatch(kept, one)] == []
    labels = {one.text for one in (*LABELS.values(), PAST_PROMISE)}
    labels |= {"Kept", "Partly kept", "Not kept"}
    heads = re.findall(r"(?m)^[^\[\n]+: [^\[\n]+ \[([^\]]+)\]$", page)
    assert len(heads) > 5
    assert [one for one in heads if one not in labels and " since " not in one] == []


def test_every_state_of_a_promise_is_named() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert [one.value for one in KeepingState if f"`{one.value}`" not in page] == []
