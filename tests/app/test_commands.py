"""The commands as other modules meet them: named once, loaded when wanted, known to checkers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracker.app import commands


def test_a_type_checker_is_told_of_the_same_commands() -> None:
    stub = Path(commands.__file__ or "").with_suffix(".pyi").read_text(encoding="utf-8")
    told = re.findall(r"^from tracker\.app\.([\w.]+) import (\w+) as \2$", stub, re.MULTILINE)
    assert {name: module for module, name in told} == commands._HOME


@pytest.mark.parametrize("name", commands.__all__)
def test_every_command_is_where_it_is_looked_for(name: str) -> None:
    assert callable(getattr(commands, name))


def test_what_is_no_command_is_not_there() -> None:
    with pytest.raises(AttributeError):
        commands.serve_everyone  # noqa: B018
