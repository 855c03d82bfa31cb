"""The command line as a person meets it: what is typed, what is printed, how it ends."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tracker.cli.root import run


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """Return the one line of a refusal, without its first word."""
        *_, last = self.err.splitlines()
        assert last.startswith("Error: ")
        assert "Traceback" not in self.err
        return last.removeprefix("Error: ")


Cli = Callable[..., Answer]


class Windows:
    """Stands for the window: remembers how it was opened."""

    def __init__(self) -> None:
        self.opened: list[tuple[Path | None, bool, bool]] = []
        self.reminding: list[Path | None] = []

    def __call__(self, data: Path | None, *, demo: bool, smoke: bool, remind: bool) -> int:
        if remind:
            self.reminding.append(data)
        else:
            self.opened.append((data, demo, smoke))
        return 0


@pytest.fixture
def windows() -> Windows:
    return Windows()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where the data file of this test would lie."""
    return tmp_path / "work.db"


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], windows: Windows, file: Path, today: date) -> Cli:
    """Return what runs a command line on the file."""

    def type_in(*words: object, data: Path | None = file) -> Answer:
        where = [] if data is None else ["--data", str(data)]
        status = run([*where, *map(str, words)], windows, today)
        printed = capsys.readouterr()
        return Answer(status, printed.out, printed.err)

    return type_in


@pytest.fixture
def demo(file: Path, today: date, filled: Callable[[date], Path]) -> Path:
    """Fill the file with the sample data."""
    shutil.copy(filled(today), file)
    return file
