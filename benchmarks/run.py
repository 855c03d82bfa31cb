"""`make bench`: every figure is a median of paired runs and a ratio against a bare peer.

Below them stand the keys that the common things take, pressed in a running window.

Absolute times belong to the machine; the ratios are what issues set limits for. Prints one line a
figure, with its limit; `--json` prints them for `docs/performance.md`.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import tracker
from benchmarks import (
    effort,
    files,
    import_preview,
    palette_keys,
    peers,
    review_html,
    review_window,
    scorecard_pdf,
    search,
    window,
    word_table,
)

SLOWEST_KEY = 50.0  # ms
ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


@dataclass(frozen=True)
class Figure:
    """One measured pair, in milliseconds, and the ratio that was promised."""

    name: str
    ours: float
    peer: float
    limit: float

    @property
    def ratio(self) -> float:
        return self.ours / self.peer

    def line(self) -> str:
        held = "ok" if self.ratio <= self.limit else "OVER"
        return (
            f"{self.name:58} {self.ours:9.2f} ms / {self.peer:8.2f} ms = {self.ratio:5.2f}"
            f"  (at most {self.limit:g}) {held}"
        )


def paired(
    name: str, limit: float, ours: Callable[[], float], peer: Callable[[], float], runs: int
) -> Figure:
    """Run the two in turn, once unmeasured, and compare medians."""
    ours(), peer()
    pairs = [(ours(), peer()) for _ in range(runs)]
    return Figure(
        name,
        statistics.median(one for one, _ in pairs),
        statistics.median(other for _, other in pairs),
        limit,
    )


def whole_process(*command: str) -> Callable[[], float]:
    """Time a process from fork to exit."""

    def timed() -> float:
        began = time.perf_counter()
        subprocess.run(command, env=ENVIRONMENT, check=True, capture_output=True)
        return (time.perf_counter() - began) * 1000

    return timed


def first_paint(*command: str) -> Callable[[], float]:
    """Read the first paint that a process reports of itself."""

    def timed() -> float:
        done = subprocess.run(command, env=ENVIRONMENT, check=True, capture_output=True, text=True)
        return float(json.loads(done.stdout.strip().splitlines()[-1])["first_paint_ms"])

    return timed


def measure(folder: Path, runs: int) -> list[Figure]:
    """Measure everything that has a limit."""
    python = sys.executable
    year, twenty = files.small(folder), files.large(folder)
    ours = (python, "-m", "tracker", "--data")
    bare = first_paint(python, "-c", peers.BARE_WINDOW)
    nothing = whole_process(python, "-c", "pass")
    figures = [
        paired(
            "Cold start, a year of data", 2.5, first_paint(*ours, str(year), "--smoke"), bare, runs
        ),
        paired(
            "Cold start, 62,400 evaluations",
            3.0,
            first_paint(*ours, str(twenty), "--smoke"),
            bare,
            runs,
        ),
        paired("status", 8.0, whole_process(*ours, str(year), "status"), nothing, runs),
    ]
    with window.opened(year) as small, window.opened(twenty) as large:
        raw = window.raw_insert(folder / "raw.db")
        figures += [
            paired("One entry saved, a year of data", 3.0, small.entry, raw, runs * 10),
            paired("One entry saved, 62,400 evaluations", 3.0, large.entry, raw, runs * 10),
            paired(
                "One entry: 62,400 evaluations against a year",
                1.3,
                large.entry,
                small.entry,
                runs * 10,
            ),
            paired("A trend of 1,040 points", 2.5, large.trend, window.bare_plot, runs),
            paired(
                "All measures side by side, 60 × 1,040 points",
                0.25,
                large.multiples,
                window.bare_plots,
                max(3, runs // 3),
            ),
            standstill(large),
        ]
    figures.append(
        paired(
            "A Word table of 6,400 cells",
            0.1,
            word_table.ours,
            word_table.python_docx,
            max(3, runs // 5),
        )
    )
    named = f"What a file of {import_preview.ROWS:,} rows would do, worked out anew"
    figures.append(Figure(named, import_preview.worked_out(runs), import_preview.AT_MOST, 1.0))
    slowest = min(palette_keys.slowest(folder / "palette.db") for _ in range(3))
    named = "The slowest key in the palette, 60 measures and 5,000 notes"
    figures.append(Figure(named, slowest, palette_keys.AT_MOST, 1.0))
    return [*figures, *scorecard(runs), *pack(folder, runs), *searched(twenty, runs)]


def standstill(opened: window.Opened) -> Figure:
    """Measure the longest time that the window stands still for a review of 60 measures."""
    gaps = review_window.longest_gaps(opened)
    print(", ".join(f"{name} {gap:.0f} ms" for name, gap in gaps.items()), file=sys.stderr)
    named = "Longest standstill while a review is made and saved"
    return Figure(named, max(gaps.values()), review_window.AT_MOST, 1.0)


def searched(path: Path, runs: int) -> list[Figure]:
    """Measure a key in the search of a file in which every evaluation has a note."""
    search.fill_notes(path)
    found, peer = [], search.like(path)
    for name, filtered in (("", False), (", all filters on", True)):
        typing = search.Typing(path, filtered=filtered)
        named = f"A key in the search, 62,400 notes{name}"
        found.append(paired(named, 2.0, typing.mean, peer, runs // 3))
        slowest = max(map(min, zip(*(typing.keys() for _ in range(3)), strict=True)))
        found.append(Figure(f"The slowest of these keys{name}", slowest, SLOWEST_KEY, 1.0))
        typing.tracker.close()
    return found


def scorecard(runs: int) -> list[Figure]:
    """Measure a scorecard as PDF, warm and cold, where matplotlib is there to compare with."""
    if not scorecard_pdf.installed():
        print("No matplotlib to compare a PDF with: pip install -e .[bench]", file=sys.stderr)
        return []
    named = "Scorecard of 12 measures as PDF"
    cold = [whole_process(*scorecard_pdf.command(side, "once")) for side in scorecard_pdf.SIDES]
    with scorecard_pdf.opened("ours") as ours, scorecard_pdf.opened("matplotlib") as peer:
        warm = paired(named, 0.5, ours, peer, runs)
    return [warm, paired(f"{named}, first in a new process", 1.0, *cold, max(3, runs // 3))]


def pack(folder: Path, runs: int) -> list[Figure]:
    """Measure a year's review of 60 measures, from the diary to the page."""
    if not scorecard_pdf.installed():
        return []
    with review_html.sides(folder) as (ours, peer):
        named = "A year’s review of 60 measures as HTML"
        return [paired(named, 0.5, ours, peer, max(3, runs // 3))]


def main() -> int:
    """Print every figure; exit 1 if one is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="pairs a figure (default 15)")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    compileall.compile_dir(str(Path(tracker.__file__).parent), quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), arguments.runs)
    if arguments.json:
        print(
            json.dumps([{**vars(one), "ratio": round(one.ratio, 2)} for one in figures], indent=1)
        )
    else:
        print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
        print("\n".join(one.line() for one in figures))
    pressed = effort.efforts()
    print("\n".join(one.line() for one in pressed), file=sys.stderr if arguments.json else None)
    over = any(one.ratio > one.limit for one in figures)
    return int(over or any(one.keys > one.most for one in pressed))


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.exit(main())
