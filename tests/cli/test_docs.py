"""What docs/cli.md shows is what happens: every example is run, in order, in one folder.

`WRITE_DOCS=1 pytest tests/cli/test_docs.py` writes what happens now into the page.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from tracker.cli.root import COMMANDS

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
BLOCK = re.compile(r"^```(console|csv) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, file name, content) of each block."""
    for found in BLOCK.finditer(text):
        yield found[1], found[2], found[3]


def test_every_example_on_the_page_does_what_it_shows(cli, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text(encoding="utf-8")
    ran = page
    for kind, name, content in examples(page):
        if kind == "csv":
            (tmp_path / name).write_text(content, encoding="utf-8")
            continue
        shown = []
        for line in content.splitlines():
            if line.startswith("$ impact-tracker "):
                answer = cli(*shlex.split(line)[2:], data=None)
                shown.append(f"{line}\n{answer.err}{answer.out}")
        ran = ran.replace(content, "".join(shown))
    if os.environ.get("WRITE_DOCS"):
        PAGE.write_text(ran, encoding="utf-8")
    assert ran == page


def test_every_command_has_its_example() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert {name for name in COMMANDS if f"\n## {name}: " not in page} == set()
