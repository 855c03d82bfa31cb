"""What docs/data.md shows is what happens: every example is run, and the schema is today's."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tracker.app.demo import fill_demo
from tracker.app.tracker import Tracker
from tracker.app.transfer.forms import shared_lines
from tracker.store.views import VIEWS

PAGE = Path(__file__).parents[1] / "docs" / "data.md"
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.S | re.M)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    with Tracker(folder / "work.db") as tracker:
        fill_demo(tracker, date(2026, 11, 20))
        lines = "".join(f"{line}\n" for line in shared_lines(tracker))
    (folder / "shared.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_runs_and_prints_something(folder: Path, example: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"\d", done.stdout)


def test_the_page_names_every_view_with_its_columns(folder: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(v_\w+)` \| .* \| `([\w, ]+)` \|$", page, re.M))
    with Tracker(folder / "work.db", read_only=True) as tracker:
        columns = {
            view: [str(row[1]) for row in tracker.file.query(f"PRAGMA table_info({view})")]
            for view in VIEWS
        }
    assert {view: names.split(", ") for view, names in rows.items()} == columns
    assert len(EXAMPLES) == 3
